/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "query/finder.h"
#include "query/query_texts.h"
#include "store/id.h"
#include "viet/number.h"
#include "web/cells.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { KILOBYTE = 1024, MEGABYTE = 1024 * 1024 };

static struct opened *open_record(struct visit *visit, struct db *db, struct record *record, struct err *err)
{
    struct opened *opened = ARENA_NEW(visit->mem, struct opened);
    struct err ignored = { 0 };
    if (!record)
        return NULL;
    opened->visit = visit;
    opened->record = record;
    if (!record_context_read(db, visit->mem, visit->definitions, &visit->scope, record, &opened->context, err))
        return NULL;
    opened->what = (struct may_what){ .reg = record->reg,
                                      .unit = record->unit,
                                      .issuer = record->issuer,
                                      .secrecy = record->secrecy,
                                      .given = opened->context.given };
    opened->personal = opened_may(opened, ACT_PERSONAL, &ignored);
    opened->path = page_record_path(visit->mem, record->reg, record->id);
    return opened_may(opened, ACT_READ, err) ? opened : NULL;
}

struct opened *record_open(struct visit *visit, struct err *err)
{
    struct db *db = visit_db(visit, err);
    int64_t id = visit_id(visit, "id");
    if (!db)
        return NULL;
    if (!id) {
        err_set(err, ERR_NOT_FOUND, "record", NULL, SAY_RECORD_NO_ID, visit->reg->label);
        return NULL;
    }
    visit->opened = open_record(visit, db, record_read_in(db, visit->mem, visit->reg, &visit->scope, id, err), err);
    return visit->opened;
}

struct opened *record_open_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return visit->opened && problem->kind == ERR_INVALID ? visit->opened : record_open(visit, err);
}

struct opened *record_open_read(struct visit *visit, struct record *record, struct err *err)
{
    struct db *db = visit_db(visit, err);
    return db ? open_record(visit, db, record, err) : NULL;
}

bool opened_may(const struct opened *opened, enum act act, struct err *err)
{
    return visit_may(opened->visit, act, &opened->what, err);
}

bool opened_may_step(const struct opened *opened, const struct step *step, struct err *err)
{
    struct may_what what = opened->what;
    what.step = step;
    what.named = record_named(opened->visit->mem, opened->visit->definitions, opened->record, step);
    return visit_may(opened->visit, ACT_STEP, &what, err);
}

bool opened_reads(const struct opened *opened, const struct field *field)
{
    return record_opens(opened->record, &opened->visit->scope, field);
}

bool opened_is_writable(const struct opened *opened)
{
    return !opened->record->cancelled && !opened->record->reg->mirror;
}

const char *opened_heading(const struct opened *opened)
{
    const struct record *record = opened->record;
    bool numbered = !text_is_empty(record->number), titled = !text_is_empty(record->title);
    if (numbered && titled)
        return arena_printf(opened->visit->mem, "%s: %s", record->number, record->title);
    return numbered ? record->number : titled ? record->title : record->reg->label;
}

const char *opened_name(const struct opened *opened)
{
    const struct record *record = opened->record;
    if (!text_is_empty(record->number))
        return record->number;
    return text_is_empty(record->title) ? record->reg->label : arena_printf(opened->visit->mem, "“%s”", record->title);
}

const char *linked_text(struct arena *mem, const struct linked *linked)
{
    if (!*linked->number)
        return *linked->title ? linked->title : linked->reg->label;
    return *linked->title ? arena_printf(mem, "%s: %s", linked->number, linked->title) : linked->number;
}

const char *record_short(struct arena *mem, const struct record *record)
{
    const struct linked linked = { .reg = record->reg,
                                   .number = record->number ? record->number : "",
                                   .title = record->title ? record->title : "" };
    return linked_text(mem, &linked);
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

/* Does the condition rest on a field that the step itself gives? Then it is judged when the step is taken. */
static bool is_judged_later(const struct register_definition *reg, const struct step *step, const char *query)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (step_writes(step, &reg->fields.items[i]) && strstr(query, reg->fields.items[i].name))
            return true;
    return false;
}

/* A condition that says why not (`otherwise:`) is left to the step, so that the person reads it. */
static bool condition_allows(const struct opened *opened, const struct step *step)
{
    const struct record *record = opened->record;
    for (size_t i = 0; i < step->only_if.count; i++) {
        const struct step_condition *condition = &step->only_if.items[i];
        if (!condition->otherwise && !is_judged_later(record->reg, step, condition->query) &&
            !condition_holds(opened->visit->mem, record, condition->query))
            return false;
    }
    return true;
}

/* The step may be taken now as far as that is known before its fields are. */
static bool opened_takes(const struct opened *opened, const struct step *step)
{
    struct err ignored = { 0 };
    bool from_here = step->from.count == 0 || text_list_has(&step->from, opened->record->state);
    return opened_is_writable(opened) && from_here && !record_step_lacks(opened->record, step) &&
           opened_may_step(opened, step, &ignored) && condition_allows(opened, step);
}

size_t opened_steps(const struct opened *opened, const struct step **steps)
{
    const struct register_definition *reg = opened->record->reg;
    size_t count = 0;
    for (size_t i = 0; i < reg->steps.count; i++)
        if (opened_takes(opened, &reg->steps.items[i]))
            steps[count++] = &reg->steps.items[i];
    return count;
}

/* --- the head ----------------------------------------------------------------------------------------------------- */

void record_put_head(struct page *page, const struct opened *opened, const struct record_head *head)
{
    struct arena *mem = page->visit->mem;
    const struct register_definition *reg = opened ? opened->record->reg : page->visit->reg;
    page_head(page, head->heading, head->lead ? head->lead : "");
    page_crumb(page, reg->plural ? reg->plural : reg->label, page_register_path(mem, reg));
    if (opened && !text_equal(head->heading, opened_heading(opened)))
        page_crumb(page, opened_name(opened), opened->path);
    if (head->tag)
        template_put(page->values, "tag", head->tag);
    template_put_bool(page->values, "printable", head->printable);
}

struct template_value *record_tag(const struct opened *opened)
{
    const struct record *record = opened->record;
    struct page_due due = page_due_of(opened->visit->mem, opened->visit->definitions, record);
    return page_tag(opened->visit->mem, opened->visit->definitions, &due);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* What the request asks for, so that its key is not taken for another one's. */
static void hash_request(const struct visit *visit, const struct upload *file, char out[HASH_HEX_SIZE])
{
    uint8_t bytes[HASH_SIZE];
    struct hash hash;
    const struct http_pairs *form = &visit->request->form;
    hash_begin(&hash);
    hash_add_text(&hash, visit->request->path);
    for (size_t i = 0; i < form->list.count; i++) {
        if (text_equal(form->list.items[i].name, "_csrf"))
            continue;
        hash_add_text(&hash, form->list.items[i].name);
        hash_add_text(&hash, form->list.items[i].value);
    }
    if (file) {
        hash_add_text(&hash, file->name);
        hash_add_int(&hash, file->size);
    }
    hash_end(&hash, bytes);
    hash_hex(bytes, out);
}

void record_office(struct visit *visit, struct office *office, const struct upload *file)
{
    const char *key = form_sent(visit, "_key");
    page_office(visit, office);
    if (text_is_empty(key) || strlen(key) > IDEMPOTENCY_KEY_MAX)
        return;
    struct idempotency *request = ARENA_NEW(visit->mem, struct idempotency);
    request->user = visit->scope.user;
    request->key = key;
    request->status = 303;
    hash_request(visit, file, request->hash);
    office->request = request;
}

bool record_is_repeated(const struct opened *opened, struct office *office, bool *repeated, struct err *err)
{
    *repeated = false;
    if (!office->request)
        return true;
    struct db *db = visit_db(opened->visit, err);
    if (!db || !idempotency_find(db, office->request, repeated, err))
        return false;
    office->request->looked_up = !*repeated;
    return true;
}

int64_t record_version(const struct visit *visit)
{
    int64_t version = 0;
    const char *text = form_sent(visit, "_version");
    return text && text_to_int(text, 1, INT64_MAX, &version) ? version : 0;
}

const char *record_size(struct arena *mem, int64_t bytes)
{
    if (bytes >= MEGABYTE)
        return arena_printf(mem, "%s MB", viet_decimal(mem, (bytes * 10 + MEGABYTE / 2) / MEGABYTE, 1));
    return arena_printf(mem, "%s KB", viet_number(mem, (bytes + KILOBYTE - 1) / KILOBYTE));
}

/* --- a form page -------------------------------------------------------------------------------------------------- */

/* A box on the form confirms, not a code. */
static void word_confirm(struct arena *mem, struct err *fault)
{
    const char *code = fault_confirmed_by(fault);
    const char *tail = code ? arena_printf(mem, " (%s)", code) : "";
    if (code && text_ends(fault->text, tail))
        fault->text[strlen(fault->text) - strlen(tail)] = '\0';
}

static bool is_told(const struct draft_faults *faults, const struct err *fault)
{
    for (size_t i = 0; i < faults->list.count; i++)
        if (text_equal(faults->list.items[i].field, fault->field) &&
            text_equal(faults->list.items[i].subject, fault->subject))
            return true;
    return false;
}

/* All that is wrong: what the fields say, what the write was refused for, and what was refused beside them. */
static void gather_faults(struct record_form *to, struct visit *visit, const struct err *problem,
                          const struct draft_faults *collected)
{
    bool named = false;
    const struct draft_faults *all[] = { collected, visit->faults };
    for (size_t k = 0; k < COUNT_OF(all); k++)
        for (size_t i = 0; all[k] && i < all[k]->list.count; i++) {
            struct err fault = all[k]->list.items[i];
            if (!is_told(&to->faults, &fault))
                *ARRAY_ADD(visit->mem, &to->faults.list) = fault;
            named |= problem && text_equal(problem->field, fault.field);
        }
    for (size_t i = 0; i < to->faults.list.count; i++)
        word_confirm(visit->mem, &to->faults.list.items[i]);
    struct arena *mem = visit->mem;
    bool more = problem && (to->faults.list.count == 0 || (!named && problem->field[0]));
    if (more)
        *ARRAY_ADD(mem, &to->faults.list) = *problem;
}

void record_form_begin(struct record_form *to, struct visit *visit, const char *title, const struct err *problem,
                       const struct draft_faults *collected)
{
    *to = (struct record_form){ .page = page_new(visit, title) };
    gather_faults(to, visit, problem, collected);
    form_init(&to->form, visit, "", &to->faults);
    to->sections = template_list(visit->mem);
    if (to->faults.list.count > 0)
        page_set_failed(to->page);
}

void record_form_section(struct record_form *to, const char *id, const char *title, const char *text)
{
    struct template_value *section = template_object(to->page->visit->mem);
    template_put_text(section, "id", id);
    template_put_text(section, "title", title);
    template_put_text(section, "text", text);
    template_put(section, "fields", form_section(&to->form));
    template_add(to->sections, section);
}

/* The items that stand in GROUP; the section begins with the first of them. */
static void put_group(struct record_form *to, const struct form_items *items, const struct field_group *group,
                      size_t at)
{
    bool begun = false;
    for (size_t i = 0; i < items->list.count; i++) {
        const struct form_item *item = &items->list.items[i];
        if (register_group(to->form.reg, item->field->name) != group)
            continue;
        if (!begun)
            record_form_section(to, arena_printf(to->form.mem, "form-part-%zu", at), group ? group->label : "", "");
        begun = true;
        form_put_item(&to->form, item);
    }
}

/* The day that the values belong to: the record's date as it stands in the form, or the day of the step; otherwise
 * today. */
static const char *day_of_values(struct record_form *to, const struct form_items *items)
{
    struct err ignored;
    struct value value;
    struct arena *mem = to->form.mem;
    day_t day;
    char printed[DATE_SIZE];
    const char *on = form_typed(&to->form, "_on", NULL);
    bool known = on && day_parse_people(on, &day);
    for (size_t i = 0; i < items->list.count; i++) {
        const struct form_item *item = &items->list.items[i];
        if (text_equal(item->field->name, to->form.reg->date) &&
            value_read(mem, to->page->visit->definitions, item->field,
                       form_typed(&to->form, item->field->name, item->value), &value, &ignored))
            known |= value_day(item->field, &value, &day);
    }
    if (!known)
        return to->form.day;
    day_print(day, printed);
    return arena_strdup(mem, printed);
}

void record_form_items(struct record_form *to, const struct form_items *items)
{
    const struct register_definition *reg = to->form.reg;
    to->form.day = day_of_values(to, items);
    put_group(to, items, NULL, 0);
    for (size_t i = 0; i < reg->groups.count; i++)
        put_group(to, items, &reg->groups.items[i], i + 1);
}

/* What is asked about has its boxes at the end, in a section of their own. */
static void put_confirm(struct record_form *to)
{
    struct template_value *section = template_object(to->page->visit->mem);
    struct template_value *fields = form_section(&to->form);
    if (!form_put_confirm(&to->form))
        return;
    template_put_text(section, "id", "part-confirm");
    template_put_text(section, "title", SAY_FORM_CONFIRM_TITLE);
    template_put_text(section, "text", "");
    template_put(section, "fields", fields);
    template_add(to->sections, section);
}

bool record_form_send(struct record_form *to, const struct record_form_end *end, struct err *err)
{
    struct arena *mem = to->page->visit->mem;
    put_confirm(to);
    struct template_value *values = to->page->values, *notice = template_bool(mem, false);
    if (end->notice) {
        notice = template_object(mem);
        template_put_text(notice, "kind", "warning");
        template_put_text(notice, "text", end->notice);
        template_put_text(notice, "href", "");
        template_put_text(notice, "link", "");
    }
    if (!end->notice && end->offer) {
        notice = template_object(mem);
        template_put_text(notice, "kind", "plain");
        template_put_text(notice, "text", end->offer);
        template_put_text(notice, "href", end->offer_href);
        template_put_text(notice, "link", end->offer_link);
    }
    template_put(values, "errors", form_errors(&to->form, end->failed ? end->failed : SAY_FORM_FAILED));
    template_put(values, "notice", notice);
    template_put_text(values, "action", end->action);
    template_put_bool(values, "multipart", end->multipart);
    template_put_text(values, "draft", end->draft);
    template_put(values, "hidden", form_hidden(to->page->visit, end->version));
    template_put(values, "sections", to->sections);
    template_put_bool(values, "two", to->form.count > FORM_ONE_COLUMN_MAX);
    template_put_bool(values, "has_required", to->form.has_required);
    template_put_text(values, "submit", end->submit);
    template_put_text(values, "more", end->more);
    template_put_text(values, "more_name", end->more_name);
    template_put_text(values, "rest", end->rest);
    template_put_text(values, "rest_name", end->rest_name);
    template_put_text(values, "check", end->check ? SAY_CHECK : "");
    template_put_text(values, "fills", end->check ? end->check : "");
    template_put_text(values, "cancel_href", end->cancel);
    return page_send(to->page, "form", err);
}
