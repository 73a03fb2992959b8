/* A step of a record: what it needs and sets, the day it happened, a word about it; and the built-in cancel, which
 * asks for its reason on a page that says what follows.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "definitions/delivery.h"
#include "definitions/week_definition.h"
#include "fields/field_type.h"
#include "query/finder.h"
#include "records/catalogue.h"
#include "records/history_steps.h"
#include "records/undo.h"
#include "viet/fold.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { REASON_MAX = 1000 };

static const char *const also[] = { "_on", "_reason", "check" };

/* What the records that RECORD names give for FIELD; NULL. */
static const struct value *named_value(struct visit *visit, const struct record *record, const struct field *field)
{
    struct catalogue *catalogue = catalogue_new(visit->mem, visit->store, visit->definitions, &visit->scope);
    for (size_t i = 0; field->copied && i < record->reg->fields.count; i++) {
        const struct field *from = &record->reg->fields.items[i];
        for (size_t k = 0; from->target && k < from->copies.count; k++) {
            struct err ignored = { 0 };
            if (!text_equal(from->copies.items[k].to, field->name) || !record->values[i].is_set)
                continue;
            const struct record *named =
                catalogue_find(catalogue, from, &record->values[i], page_iso_day(visit->mem, clock_now()), &ignored);
            return named ? record_value(named, from->copies.items[k].from) : NULL;
        }
    }
    return NULL;
}

/* With the field that says how long, or else from when: the due date that the values as they stand give. */
static void note_due(const struct opened *opened, const struct step *step, struct form_items *items)
{
    struct visit *visit = opened->visit;
    struct record typed = *opened->record;
    struct form_item *at = NULL;
    const struct deadline_definition *clock = register_deadline(typed.reg, step->starts);
    typed.values = arena_copy(visit->mem, typed.values, (typed.reg->fields.count + 1) * sizeof typed.values[0]);
    for (size_t i = 0; clock && i < items->list.count; i++) {
        struct form_item *item = &items->list.items[i];
        struct value *value = &typed.values[item->field - typed.reg->fields.items];
        struct err ignored = { 0 };
        if (!value_parse(visit->mem, visit->definitions, item->field, item->value, value, &ignored))
            *value = (struct value){ 0 };
        bool length = text_equal(clock->length_field, item->field->name);
        if (length || (!at && text_equal(clock->from_field, item->field->name)))
            at = item;
    }
    if (at)
        at->note = form_foresee(visit, &typed, step);
}

void step_items(const struct opened *opened, const struct step *step, struct form_items *items)
{
    const struct visit *visit = opened->visit;
    const struct record *record = opened->record;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        bool needed = text_list_has(&step->needs, field->name);
        bool given = needed || text_equal(field->set_by, step->name) || text_list_has(&step->sets, field->name);
        if (!given || field->until || text_equal(step->counts, field->name) ||
            register_counts_unsent(record->reg, field) || register_keeps_week(record->reg, field) ||
            (field->personal && !opened->personal))
            continue;
        const struct value *value = &record->values[i];
        const struct value *named = value->is_set ? NULL : named_value(opened->visit, record, field);
        if (named && named->is_set)
            value = named;
        const char *now = field->lines    ? "" /* the step adds one */
                          : value->is_set ? form_value(visit->mem, visit->definitions, field, value)
                                          : form_initial(visit, field);
        form_add_item(visit->mem, items, field, needed, now);
    }
    if (step->starts)
        note_due(opened, step, items);
}

void step_controls(struct form *form, const struct form_items *items, const struct step *step)
{
    bool with_reason = !step || step->extends;
    char today[DATE_SIZE];
    day_print_people(clock_today(), today);
    form->with_step = true;
    for (size_t i = 0; i < items->list.count; i++)
        form_put_item(form, &items->list.items[i]);
    if (!step || !step->day_field)
        form_put(form, &(struct form_control){ .kind = FORM_DATE,
                                               .name = "_on",
                                               .fault = "on",
                                               .label = SAY_STEP_ON,
                                               .value = form_typed(form, "_on", arena_strdup(form->mem, today)),
                                               .required = true });
    form_put(form, &(struct form_control){ .kind = FORM_AREA,
                                           .name = "_reason",
                                           .fault = "reason",
                                           .label = with_reason ? SAY_STEP_REASON : SAY_STEP_NOTE,
                                           .value = form_typed(form, "_reason", ""),
                                           .required = with_reason,
                                           .rows = with_reason ? 3 : 2,
                                           .max = REASON_MAX });
}

/* --- which step --------------------------------------------------------------------------------------------------- */

struct taking {
    struct opened *opened;
    const struct step *step; /* NULL: the built-in cancel */
    const char *name, *label;
};

static bool find_step(struct visit *visit, struct opened *opened, struct taking *taking, struct err *err)
{
    const char *name = request_segment(visit->request, "step");
    taking->opened = opened;
    if (!opened)
        return false;
    const struct register_definition *reg = taking->opened->record->reg;
    bool cancels = text_equal(name, STEP_CANCEL);
    taking->step = cancels ? NULL : register_step(reg, name);
    if (!taking->step && !cancels)
        return err_set(err, ERR_NOT_FOUND, "step", NULL, SAY_STEP_UNKNOWN, reg->label, name ? name : "");
    taking->name = name;
    taking->label = cancels ? SAY_STEP_CANCEL : taking->step->label;
    if (reg->mirror)
        return err_set(err, ERR_FORBIDDEN, "mirror", NULL, SAY_NO_STEPS_MIRROR);
    return cancels ? opened_may(taking->opened, ACT_CANCEL, err) : opened_may_step(taking->opened, taking->step, err);
}

/* That the record is in another state now, and which steps it takes there. */
static bool check_state(const struct taking *taking, struct err *err)
{
    const struct record *record = taking->opened->record;
    const struct state *state = register_state(record->reg, record->state);
    if (record->cancelled)
        return err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_NO_STEPS_CANCELLED);
    if (!taking->step || taking->step->from.count == 0 || text_list_has(&taking->step->from, record->state))
        return true;
    return err_set(err, ERR_CONFLICT, "state", NULL, SAY_STEP_NOT_NOW, taking->label,
                   state ? state->label : record->state);
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

static bool show_cancel(const struct taking *taking, const struct err *problem, struct err *err)
{
    const struct opened *opened = taking->opened;
    struct visit *visit = opened->visit;
    struct record_form to;
    struct form_items none = { 0 };
    const char *title = arena_printf(visit->mem, SAY_CANCEL_TITLE, opened_name(opened));
    record_form_begin(&to, visit, title, problem, NULL);
    record_put_head(to.page, opened, &(struct record_head){ .heading = title, .lead = opened->record->title });
    step_controls(&to.form, &none, NULL);
    struct template_value *values = to.page->values;
    template_put(values, "errors", form_errors(&to.form, SAY_FORM_FAILED));
    template_put_text(values, "text", opened->record->number ? SAY_CANCEL_TEXT_NUMBER : SAY_CANCEL_TEXT);
    template_put_text(values, "action", arena_printf(visit->mem, "%s/buoc/%s", opened->path, STEP_CANCEL));
    template_put(values, "hidden", form_hidden(visit, opened->record->version));
    template_put(values, "fields", to.form.fields);
    template_put_text(values, "submit", SAY_STEP_CANCEL);
    template_put_bool(values, "danger", true);
    template_put_text(values, "back_href", opened->path);
    return page_send(to.page, "confirm", err);
}

/* Has the step a due date to show before it is taken? */
static bool starts_clock(const struct step *step)
{
    return step->starts || step->restarts || step->resumes || step->extends;
}

static bool show(const struct taking *taking, const struct err *problem, const struct draft_faults *faults,
                 const char *checked, struct err *err)
{
    const struct opened *opened = taking->opened;
    struct visit *visit = opened->visit;
    struct record_form to;
    struct form_items items = { 0 };
    if (!taking->step)
        return show_cancel(taking, problem, err);
    const char *title = arena_printf(visit->mem, "%s: %s", taking->label, opened_name(opened));
    const char *path = arena_printf(visit->mem, "%s/buoc/%s", opened->path, taking->name);
    const char *notice = checked;
    if (problem && problem->kind == ERR_CONFLICT && text_equal(problem->subject, "version"))
        notice = SAY_CONFLICT_STEP;
    record_form_begin(&to, visit, title, problem, faults);
    record_put_head(to.page, opened, &(struct record_head){ .heading = title, .lead = opened->record->title });
    record_form_section(&to, "fields", "", "");
    step_items(opened, taking->step, &items);
    step_controls(&to.form, &items, taking->step);
    return record_form_send(&to,
                            &(struct record_form_end){ .action = path,
                                                       .draft = path + 1,
                                                       .submit = taking->label,
                                                       .cancel = opened->path,
                                                       .check = starts_clock(taking->step) ? "" : NULL,
                                                       .version = opened->record->version,
                                                       .notice = notice },
                            err);
}

bool step_page(struct visit *visit, struct err *err)
{
    struct taking taking = { 0 };
    if (!find_step(visit, record_open(visit, err), &taking, err) || !check_state(&taking, err) ||
        !show(&taking, NULL, NULL, NULL, err))
        return false;
    page_note_record(visit, taking.opened->record);
    return true;
}

static const char *sent_date(struct visit *visit)
{
    const char *on = form_sent(visit, "_on");
    return text_is_empty(on) ? NULL : text_trim(visit->mem, on);
}

/* The same as YYYY-MM-DD; NULL where it is no day, which the step itself refuses. */
static const char *sent_day(struct visit *visit)
{
    day_t day;
    char out[DATE_SIZE];
    const char *on = sent_date(visit);
    if (!on || !day_parse_people(on, &day))
        return NULL;
    day_print(day, out);
    return arena_strdup(visit->mem, out);
}

bool step_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct taking taking = { 0 };
    struct form_items items = { 0 };
    struct form_read read = { 0 };
    struct err ignored = { 0 };
    if (!find_step(visit, record_open_again(visit, problem, err), &taking, err) || !check_state(&taking, err))
        return false;
    read.base = taking.opened->record;
    read.step = taking.step;
    read.on = sent_day(visit);
    if (taking.step)
        step_items(taking.opened, taking.step, &items);
    bool collected = form_collect(visit, taking.opened->record->reg, &items, also, COUNT_OF(also), &read, &ignored);
    return show(&taking, problem, collected ? &read.faults : NULL, NULL, err);
}

/* --- taking it ---------------------------------------------------------------------------------------------------- */

static bool read_step(const struct taking *taking, struct draft_step *step, struct record *typed, struct err *err)
{
    struct visit *visit = taking->opened->visit;
    struct form_items items = { 0 };
    struct form_read read = { .base = taking->opened->record, .step = taking->step, .on = sent_day(visit) };
    const char *reason = form_sent(visit, "_reason");
    *step = (struct draft_step){ .name = taking->name, .on = sent_date(visit) };
    step->reason = text_is_empty(reason) ? NULL : text_trim(visit->mem, viet_nfc(visit->mem, reason));
    if (taking->step)
        step_items(taking->opened, taking->step, &items);
    if (!form_collect(visit, taking->opened->record->reg, &items, also, COUNT_OF(also), &read, err) ||
        !form_is_whole(visit, &read, err))
        return false;
    for (size_t i = 0; i < read.values.count; i++)
        *ARRAY_ADD(visit->mem, &step->values) = read.values.items[i];
    if (form_is_check(visit))
        form_fill(visit, &items, &read);
    *typed = read.typed;
    size_t length = 0;
    for (const char *at = step->reason ? step->reason : ""; utf8_next(&at);)
        length++;
    if (length > REASON_MAX)
        return err_set(err, ERR_INVALID, "length", "reason", SAY_STEP_REASON_LONG, REASON_MAX);
    return taking->step || step->reason || err_set(err, ERR_INVALID, "required", "reason", SAY_CANCEL_NEEDS_WHY);
}

static void note_step(const struct taking *taking)
{
    struct visit *visit = taking->opened->visit;
    struct err ignored = { 0 };
    const struct record *before = taking->opened->record;
    const char *name = opened_name(taking->opened);
    struct db *db = visit_db(visit, &ignored);
    const struct record *now =
        db ? record_read_in(db, visit->mem, before->reg, &visit->scope, before->id, &ignored) : NULL;
    if (now && now->number && !before->number)
        page_notice(visit,
                    arena_printf(visit->mem, SAY_STEP_DONE_NUMBER, taking->label, before->reg->label, now->number));
    else if (now && record_paused_on(now) && !record_paused_on(before))
        page_notice(visit, arena_printf(visit->mem, SAY_STEP_DONE_PAUSED, taking->label, name,
                                        page_day(visit->mem, record_paused_on(now))));
    else if (now && !text_equal(now->due, before->due) && due_is_day(now->due))
        page_notice(visit,
                    arena_printf(visit->mem, SAY_STEP_DONE_DUE, taking->label, name, page_day(visit->mem, now->due)));
    else
        page_notice(visit, arena_printf(visit->mem, SAY_STEP_DONE, taking->label, name));
    page_draft_done(visit, arena_printf(visit->mem, "%s/buoc/%s", taking->opened->path + 1, taking->name));
}

bool step_post(struct visit *visit, struct err *err)
{
    struct taking taking = { 0 };
    struct draft_step step;
    struct office office;
    bool repeated;
    if (!find_step(visit, record_open(visit, err), &taking, err))
        return false;
    record_office(visit, &office, NULL);
    office.reg = visit->reg;
    if (!record_is_repeated(taking.opened, &office, &repeated, err))
        return false;
    if (repeated)
        return page_go(visit, taking.opened->path);
    int64_t version = record_version(visit);
    if (!version)
        return err_set(err, ERR_INVALID, "version", NULL, SAY_FORM_NO_VERSION);
    struct record typed;
    if (!check_state(&taking, err) || !read_step(&taking, &step, &typed, err))
        return false;
    if (form_is_check(visit)) {
        const char *notice = form_foresee(visit, &typed, taking.step);
        return form_tell_clashes(visit, &typed, &notice, err) && show(&taking, NULL, NULL, notice, err);
    }
    if (!record_step(&office, visit->mem, taking.opened->record->id, version, &step, err))
        return false;
    note_step(&taking);
    return page_go(visit, taking.opened->path);
}

/* --- taking it back ----------------------------------------------------------------------------------------------- */

bool undo_post(struct visit *visit, struct err *err)
{
    struct office office;
    const char *label;
    bool repeated;
    struct opened *opened = record_open(visit, err);
    record_office(visit, &office, NULL);
    office.reg = visit->reg;
    if (!opened || !record_is_repeated(opened, &office, &repeated, err))
        return false;
    if (repeated)
        return page_go(visit, opened->path);
    int64_t version = record_version(visit);
    if (!version)
        return err_set(err, ERR_INVALID, "version", NULL, SAY_FORM_NO_VERSION);
    if (!record_undo(&office, visit->mem, opened->record->id, version, &label, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_UNDO_DONE, label, opened_name(opened)));
    return page_go(visit, opened->path);
}
