/* Changing the fields of a record. Where somebody was faster, both values are shown: what is kept now and what was
 * typed here, and what only the other one changed is taken over.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "definitions/delivery.h"
#include "fields/field_type.h"
#include "records/write.h"
#include "viet/fold.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

/* Beside the fields: why, where the change moves a due date. */
static const char *const also[] = { "_reason" };

enum { LINES_SEEN = 200 }; /* versions looked through for what others changed */

/* Fields of the entry form, and those of steps that hold something by now; personal ones only for who may read them. */
static void change_items(const struct opened *opened, struct form_items *items)
{
    const struct visit *visit = opened->visit;
    const struct record *record = opened->record;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        const struct value *value = &record->values[i];
        bool there = value->is_set || (!field->set_by && !field->until);
        if (there && !field->lines && !register_counts_unsent(record->reg, field) &&
            (!field->personal || opened->personal))
            form_add_item(visit->mem, items, field, field->required,
                          form_value(visit->mem, visit->definitions, field, value));
    }
}

static bool may_change(const struct opened *opened, struct err *err)
{
    if (opened->record->reg->mirror)
        return err_set(err, ERR_FORBIDDEN, "mirror", NULL, SAY_NO_STEPS_MIRROR);
    if (opened->record->cancelled)
        return err_set(err, ERR_FORBIDDEN, "cancelled", NULL, SAY_NO_STEPS_CANCELLED);
    return opened_may(opened, ACT_CHANGE, err);
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

struct shown {
    struct form_items items;
    const struct draft_faults *faults;
    const struct err *problem;
    const char *notice;
};

static bool show(const struct opened *opened, const struct shown *shown, struct err *err)
{
    struct visit *visit = opened->visit;
    struct record_form to;
    const char *title = arena_printf(visit->mem, SAY_CHANGE_TITLE, opened_name(opened));
    record_form_begin(&to, visit, title, shown->problem, shown->faults);
    record_put_head(to.page, opened, &(struct record_head){ .heading = title, .lead = opened->record->title });
    record_form_items(&to, &shown->items);
    if (opened->record->reg->deadlines.count > 0) {
        record_form_section(&to, "reason", "", "");
        form_put(&to.form, &(struct form_control){ .kind = FORM_AREA,
                                                   .name = "_reason",
                                                   .fault = "reason",
                                                   .label = SAY_STEP_REASON,
                                                   .hint = SAY_CHANGE_REASON_HINT,
                                                   .value = form_typed(&to.form, "_reason", ""),
                                                   .rows = 2,
                                                   .max = RECORD_REASON_MAX });
    }
    return record_form_send(&to,
                            &(struct record_form_end){ .action = arena_printf(visit->mem, "%s/sua", opened->path),
                                                       .draft = arena_printf(visit->mem, "%s:set", opened->path + 1),
                                                       .submit = SAY_CHANGE_SUBMIT,
                                                       .cancel = opened->path,
                                                       .version = opened->record->version,
                                                       .notice = shown->notice },
                            err);
}

bool change_page(struct visit *visit, struct err *err)
{
    struct shown shown = { 0 };
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_change(opened, err))
        return false;
    change_items(opened, &shown.items);
    if (!show(opened, &shown, err))
        return false;
    page_note_record(visit, opened->record);
    return true;
}

/* --- conflicts ---------------------------------------------------------------------------------------------------- */

/* What a field held before others changed it since VERSION; false where nobody did. */
static bool changed_since(const struct timeline *lines, int64_t version, const struct field *field, const char **before)
{
    bool found = false;
    for (size_t i = 0; i < lines->count && lines->lines[i].version > version; i++)
        for (size_t k = 0; k < lines->lines[i].change_count; k++)
            if (lines->lines[i].changes[k].field == field) {
                *before = lines->lines[i].changes[k].old;
                found = true;
            }
    return found;
}

/* One field that others changed: who did not touch it here takes theirs; otherwise both values are shown. */
static void meet(const struct opened *opened, struct form_item *item, const struct form_read *read, const char *before,
                 struct draft_faults *faults)
{
    struct visit *visit = opened->visit;
    const struct field *field = item->field;
    size_t at = (size_t)(field - opened->record->reg->fields.items);
    const char *typed = value_print(visit->mem, field, &read->typed.values[at]);
    const char *kept = value_people(visit->mem, visit->definitions, field, &opened->record->values[at]);
    bool untouched = text_equal(typed ? typed : "", before ? before : "");
    if (untouched) {
        form_set_sent(visit, field->name, item->value);
        item->note = SAY_CONFLICT_TAKEN;
        return;
    }
    if (text_equal(typed, value_print(visit->mem, field, &opened->record->values[at])))
        return;
    const char *mine = value_people(visit->mem, visit->definitions, field, &read->typed.values[at]);
    err_set(ARRAY_ADD(visit->mem, &faults->list), ERR_CONFLICT, "version", field->name, SAY_CONFLICT_BOTH, field->label,
            *kept ? kept : SAY_TIMELINE_NOTHING, *mine ? mine : SAY_TIMELINE_NOTHING);
}

/* Who changed it last, and when: "Hồ sơ vừa được Bùi Khánh Linh sửa lúc 16:58 …". */
static const char *conflict_notice(const struct opened *opened, const struct timeline *lines,
                                   const struct page_names *names)
{
    struct arena *mem = opened->visit->mem;
    if (lines->count == 0)
        return SAY_TITLE_CONFLICT;
    return arena_printf(mem, SAY_CONFLICT_NOTICE, page_name(names, lines->lines[0].by),
                        page_instant(mem, lines->lines[0].recorded_at));
}

static bool show_conflict(const struct opened *opened, struct shown *shown, const struct form_read *read,
                          struct err *err)
{
    struct visit *visit = opened->visit;
    struct timeline lines = { 0 };
    struct draft_faults *faults = ARENA_NEW(visit->mem, struct draft_faults);
    struct page_names *names = page_names_new(visit);
    int64_t seen = record_version(visit);
    struct db *db = visit_db(visit, err);
    if (!db || !record_history(db, visit->mem, visit->definitions, opened->record, &visit->scope, 0, LINES_SEEN,
                               &lines.lines, &lines.count, err))
        return false;
    if (lines.count)
        page_names_want(names, lines.lines[0].by);
    if (!page_names_read(names, err))
        return false;
    for (size_t i = 0; i < shown->items.list.count; i++) {
        const char *before;
        if (changed_since(&lines, seen, shown->items.list.items[i].field, &before))
            meet(opened, &shown->items.list.items[i], read, before, faults);
    }
    shown->notice = conflict_notice(opened, &lines, names);
    shown->faults = faults;
    if (faults->list.count)
        shown->problem = NULL;
    return show(opened, shown, err);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static bool is_same(const struct value *a, const struct value *b)
{
    return a->is_set == b->is_set && (!a->is_set || (a->integer == b->integer && text_equal(a->text, b->text)));
}

/* What was typed where it is no value: the write refuses it. NULL where it is one. */
static const char *bad_text(const struct form_read *read, const struct field *field)
{
    bool bad = false;
    for (size_t i = read->unlinked; i < read->faults.list.count; i++)
        bad |= text_equal(read->faults.list.items[i].field, field->name);
    for (size_t i = 0; bad && i < read->values.count; i++)
        if (text_equal(read->values.items[i].name, field->name))
            return read->values.items[i].text;
    return NULL;
}

/* Only what is another value now: an empty field of a step is not set by leaving it empty. */
static struct draft_value *changed_values(const struct opened *opened, const struct form_items *items,
                                          const struct form_read *read, size_t *count)
{
    const struct record *record = opened->record;
    struct draft_value *values =
        ARENA_ARRAY(opened->visit->mem, struct draft_value, items->list.count + 3); /* why, and what was confirmed */
    *count = 0;
    for (size_t i = 0; i < items->list.count; i++) {
        const struct field *field = items->list.items[i].field;
        size_t at = (size_t)(field - record->reg->fields.items);
        const struct value *typed = &read->typed.values[at];
        const char *bad = bad_text(read, field);
        if (!bad && is_same(typed, &record->values[at]))
            continue;
        const char *text = bad ? bad : value_print(opened->visit->mem, field, typed);
        values[(*count)++] = (struct draft_value){ field->name, text ? text : "" };
    }
    size_t last = read->values.count;
    if (*count > 0 && last > 0 && text_equal(read->values.items[last - 1].name, CONFIRM_VALUE))
        values[(*count)++] = read->values.items[last - 1];
    return values;
}

static bool collect(const struct opened *opened, struct form_items *items, struct form_read *read, struct err *err)
{
    change_items(opened, items);
    read->base = opened->record;
    return form_collect(opened->visit, opened->record->reg, items, also, COUNT_OF(also), read, err);
}

bool change_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct shown shown = { .problem = problem };
    struct form_read read = { 0 };
    struct err ignored = { 0 };
    struct opened *opened = record_open_again(visit, problem, err);
    if (!opened || !may_change(opened, err))
        return false;
    bool read_all = collect(opened, &shown.items, &read, &ignored);
    if (problem->kind == ERR_CONFLICT && text_equal(problem->subject, "version") && read_all)
        return show_conflict(opened, &shown, &read, err);
    shown.faults = read_all ? &read.faults : NULL;
    return show(opened, &shown, err);
}

/* The newest version is compared before the values are: what is changed is said against what was seen. */
static bool check_version(const struct opened *opened, struct err *err)
{
    int64_t seen = record_version(opened->visit);
    if (seen == 0)
        return err_set(err, ERR_INVALID, "version", NULL, SAY_FORM_NO_VERSION);
    return seen == opened->record->version || err_set(err, ERR_CONFLICT, "version", NULL, SAY_CONFLICT_STALE);
}

bool change_post(struct visit *visit, struct err *err)
{
    struct form_items items = { 0 };
    struct form_read read = { 0 };
    struct office office;
    size_t count;
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_change(opened, err))
        return false;
    bool repeated;
    record_office(visit, &office, NULL);
    office.reg = visit->reg;
    if (!record_is_repeated(opened, &office, &repeated, err))
        return false;
    if (repeated)
        return page_go(visit, opened->path);
    if (!check_version(opened, err) || !collect(opened, &items, &read, err) || !form_is_whole(visit, &read, err))
        return false;
    if (form_is_find(visit))
        return show(opened, &(struct shown){ .items = items, .notice = SAY_PICK_NOTHING_SAVED }, err);
    struct draft_value *values = changed_values(opened, &items, &read, &count);
    if (count == 0) {
        page_notice(visit, SAY_CHANGE_NOTHING);
        return page_go(visit, opened->path);
    }
    const char *reason = form_sent(visit, "_reason");
    if (!text_is_empty(reason) && !register_field(opened->record->reg, "reason"))
        values[count++] = (struct draft_value){ "reason", text_trim(visit->mem, viet_nfc(visit->mem, reason)) };
    if (!record_set(&office, visit->mem, opened->record->id, opened->record->version, values, count, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_CHANGE_DONE, opened_name(opened)));
    page_draft_done(visit, arena_printf(visit->mem, "%s:set", opened->path + 1));
    return page_go(visit, opened->path);
}
