/* The page of one record: what it says, who has it, its files and links, what happened, and what may be done now.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "definitions/degree.h"
#include "base/log.h"
#include "base/text.h"
#include "definitions/print_definition.h"
#include "query/week.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "people/account.h"
#include "records/clock_account.h"
#include "records/undo.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

/* --- what it says ------------------------------------------------------------------------------------------------- */

struct facts {
    const struct opened *opened;
    const struct page_names *names;
    const struct timeline *timeline; /* NULL in the summary */
    struct template_value *list;
    size_t count;      /* in the list */
    struct text empty; /* the labels of what says nothing */
    size_t empty_count;
};

enum { EMPTY_TEXT_MAX = 4000 };

static struct template_value *add_fact(struct facts *facts, const char *label, const char *value)
{
    struct template_value *fact = template_object(facts->opened->visit->mem);
    template_put_text(fact, "label", label);
    template_put_text(fact, "value", value);
    template_put_text(fact, "href", "");
    template_put_text(fact, "note", "");
    template_put_bool(fact, "has_lines", false);
    template_put(fact, "lines", template_list(facts->opened->visit->mem));
    template_put_bool(fact, "whole", false);
    template_put_bool(fact, "masked", false);
    template_add(facts->list, fact);
    facts->count++;
    return fact;
}

static const struct linked *find_linked(const struct opened *opened, const struct field *field)
{
    for (size_t i = 0; i < opened->context.link_count; i++)
        if (opened->context.links[i].field == field && !opened->context.links[i].back)
            return &opened->context.links[i];
    return NULL;
}

static bool is_address_of_web(const char *text)
{
    bool web = text_starts(text, "https://") || text_starts(text, "http://");
    return web && !strpbrk(text, " \t\r\n");
}

/* A record that may not be seen is named by its id alone: the field holds nothing else. */
static void add_field(struct facts *facts, const struct field *field, const struct value *value)
{
    struct visit *visit = facts->opened->visit;
    const char *words = value_people(visit->mem, visit->definitions, field, value);
    const struct linked *linked = field->type == FIELD_LINK ? find_linked(facts->opened, field) : NULL;
    if (linked)
        words = linked_text(visit->mem, linked);
    if (field->type == FIELD_USER)
        words = page_name(facts->names, value->text);
    bool masked = value->is_set && !opened_reads(facts->opened, field);
    if (masked)
        words = "";
    struct template_value *fact = add_fact(facts, field->label, *words ? words : SAY_FACT_EMPTY);
    if (linked)
        template_put_text(fact, "href", page_record_path(visit->mem, linked->reg, linked->id));
    else if (is_address_of_web(words))
        template_put_text(fact, "href", words);
    template_put_bool(fact, "masked", masked);
    if (field->recipients && value->is_set && facts->timeline) {
        template_put_bool(fact, "has_lines", true);
        template_put(fact, "lines", recipients_put(facts->opened, field, value));
    }
    if (field->lines && facts->timeline && facts->timeline->written.count > 0) {
        template_put_bool(fact, "has_lines", true);
        template_put(fact, "lines", timeline_written(facts->opened, facts->names, facts->timeline, field));
    }
}

/* The fields of GROUP, those of none where it is NULL. A field of a step that was not taken, and one that `shown_if:`
 * leaves out, have nothing to say yet; what was left empty is only named. The record's date stands in the summary. */
static void add_fields(struct facts *facts, const struct field_group *group)
{
    const struct record *record = facts->opened->record;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        const struct value *value = &record->values[i];
        if (register_group(record->reg, field->name) != group || text_equal(field->name, record->reg->date))
            continue;
        bool shown = !field->shown_if || condition_holds(facts->opened->visit->mem, record, field->shown_if);
        bool waits = !value->is_set && (field->set_by || field->until);
        if (!shown || waits)
            continue;
        if (value->is_set)
            add_field(facts, field, value);
        else
            text_printf(&facts->empty, "%s%s", facts->empty_count++ ? "; " : "", field->label);
    }
}

static void add_engine_facts(struct facts *facts)
{
    struct visit *visit = facts->opened->visit;
    const struct record *record = facts->opened->record;
    const struct unit *unit = definitions_unit(visit->definitions, record->unit);
    const char *secrecy = degree_mark(secrecy_degrees, record->secrecy),
               *urgency = degree_mark(urgency_degrees, record->urgency);
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    if (*urgency)
        add_fact(facts, SAY_FACT_URGENCY, urgency);
    if (*secrecy)
        add_fact(facts, SAY_FACT_SECRECY, secrecy);
    if (unit)
        add_fact(facts, SAY_FACT_UNIT, unit_name_on(unit, arena_strdup(visit->mem, today)));
}

/* A day; the minute where the clock counts hours. */
static const char *due_words(const struct facts *facts, const char *minute)
{
    struct visit *visit = facts->opened->visit;
    const struct record *record = facts->opened->record;
    return page_due_words(
        visit->mem, minute,
        record_counts_hours(visit->mem, visit->definitions, record, register_deadline(record->reg, record->clock)));
}

/* Of a clock that stands still: the due date it would have, were it to go on today. Two statements more. */
static const char *paused_note(const struct facts *facts)
{
    struct visit *visit = facts->opened->visit;
    struct arena *mem = visit->mem;
    const struct record *record = facts->opened->record;
    struct err ignored = { 0 };
    struct clock_account *accounts;
    size_t count;
    struct db *db = visit_db(visit, &ignored);
    if (db && clock_accounts(db, mem, visit->definitions, record, page_iso_day(mem, clock_now()), &accounts, &count,
                             &ignored))
        for (size_t i = 0; i < count; i++)
            if (accounts[i].current && accounts[i].resumed_due)
                return arena_printf(mem, SAY_FACT_RESUMED, due_words(facts, accounts[i].resumed_due),
                                    due_words(facts, record->original_due));
    return arena_printf(mem, SAY_FACT_DUE_WAS, due_words(facts, record->original_due));
}

static void add_due(struct facts *facts)
{
    struct arena *mem = facts->opened->visit->mem;
    const struct record *record = facts->opened->record;
    if (record->reg->deadlines.count == 0 || text_equal(record->due, DUE_OPEN))
        return;
    const struct deadline_definition *clock = register_deadline(record->reg, record->clock);
    const char *label = clock && clock->label ? clock->label : SAY_FACT_DUE, *paused = record_paused_on(record);
    struct template_value *fact =
        add_fact(facts, label,
                 paused ? arena_printf(mem, SAY_FACT_PAUSED, page_day(mem, paused)) : due_words(facts, record->due));
    template_put_text(fact, "href", arena_printf(mem, "%s/thoi-han", facts->opened->path));
    template_put_text(fact, "note",
                      paused ? paused_note(facts)
                      : text_equal(record->due, record->original_due)
                          ? SAY_FACT_DUE_HOW
                          : arena_printf(mem, SAY_FACT_DUE_WAS, due_words(facts, record->original_due)));
}

/* What was entered after its own day says so: until then no list had it. */
static void add_late_entry(struct facts *facts)
{
    struct arena *mem = facts->opened->visit->mem;
    const struct record *record = facts->opened->record;
    const struct field *field = register_field(record->reg, record->reg->date);
    day_t own, entered = instant_local_day(record->created_at);
    char people[DATE_SIZE];
    if (text_equal(record->happened_on, DATE_OPEN) || !day_parse(record->happened_on, &own) || entered <= own)
        return;
    day_print_people(entered, people);
    add_fact(facts, SAY_FACT_ENTERED, arena_printf(mem, SAY_ENTERED_LATE, people, (int)(entered - own), field->label));
}

/* --- the summary: its number, its day, until when, who has it ----------------------------------------------------- */

static void add_date(struct facts *facts)
{
    const struct record *record = facts->opened->record;
    for (size_t i = 0; i < record->reg->fields.count; i++)
        if (text_equal(record->reg->fields.items[i].name, record->reg->date) && record->values[i].is_set)
            add_field(facts, &record->reg->fields.items[i], &record->values[i]);
}

/* Who has it in hand, from the first level to the lowest: "Sở Y tế › Phòng Nghiệp vụ". */
static void add_leads(struct facts *facts)
{
    struct text names;
    text_init(&names, facts->opened->visit->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < facts->opened->context.assignment_count; i++) {
        const struct assignment *assignment = &facts->opened->context.assignments[i];
        if (assignment->on_path && !assignment->finished_at)
            text_printf(&names, "%s%s", names.length ? " › " : "", page_name(facts->names, assignment->to));
    }
    if (names.length)
        add_fact(facts, SAY_FACT_LEAD, names.data);
}

static void put_summary(struct page *page, const struct opened *opened, const struct page_names *names)
{
    const struct record *record = opened->record;
    struct facts facts = { .opened = opened, .names = names, .list = template_list(page->visit->mem) };
    const struct book *book =
        record->reg->number ? definitions_book(page->visit->definitions, record->reg->number) : NULL;
    if (record->number && book)
        template_put_bool(add_fact(&facts, book->label ? book->label : SAY_FACT_NUMBER, record->number), "whole", true);
    add_date(&facts);
    add_due(&facts);
    add_leads(&facts);
    add_late_entry(&facts);
    add_engine_facts(&facts);
    template_put(page->values, "summary", facts.list);
}

/* --- where it stands on its way ----------------------------------------------------------------------------------- */

static bool leads_to(const struct register_definition *reg, const char *from, const char *to)
{
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        bool starts = step->from.count == 0 || text_list_has(&step->from, from);
        if (starts && text_equal(step->to, to))
            return true;
    }
    return false;
}

static void add_place(struct template_value *way, struct arena *mem, const struct register_definition *reg,
                      const char *name, bool passed, bool current)
{
    struct template_value *place = template_object(mem);
    const struct state *state = register_state(reg, name);
    template_put_text(place, "label", state ? state->label : name);
    template_put_bool(place, "passed", passed);
    template_put_bool(place, "current", current);
    template_add(way, place);
}

/* The states of `way:` with the record's own among them: one beside the way stands behind the last that leads to it,
 * and where it is an end, nothing follows. */
static void put_way(struct page *page, const struct opened *opened)
{
    struct arena *mem = page->visit->mem;
    const struct register_definition *reg = opened->record->reg;
    const char *here = opened->record->state;
    const struct state *state = register_state(reg, here);
    struct template_value *way = template_list(mem);
    size_t passed = 0, count = reg->way.count;
    bool beside = !text_list_has(&reg->way, here);
    for (size_t i = 0; i < count; i++)
        if (beside ? leads_to(reg, reg->way.items[i], here) : text_equal(reg->way.items[i], here))
            passed = beside ? i + 1 : i;
    bool ended = beside && state && state->group != GROUP_OPEN;
    for (size_t i = 0; i < passed; i++)
        add_place(way, mem, reg, reg->way.items[i], true, false);
    if (beside)
        add_place(way, mem, reg, here, false, true);
    for (size_t i = passed; i < count && !ended; i++)
        add_place(way, mem, reg, reg->way.items[i], false, !beside && i == passed);
    template_put_bool(page->values, "has_way", count > 0 && !opened->record->cancelled);
    template_put(page->values, "way", way);
}

static void add_section(struct template_value *sections, struct facts *facts, const struct field_group *group,
                        size_t at)
{
    struct arena *mem = facts->opened->visit->mem;
    struct template_value *section = template_object(mem);
    facts->list = template_list(mem);
    facts->count = 0;
    add_fields(facts, group);
    template_put_text(section, "id", arena_printf(mem, "facts-%zu", at));
    template_put_text(section, "title", group ? group->label : "");
    template_put(section, "facts", facts->list);
    if (facts->count > 0)
        template_add(sections, section);
}

static void put_facts(struct page *page, const struct opened *opened, const struct page_names *names,
                      const struct timeline *timeline)
{
    struct arena *mem = page->visit->mem;
    struct template_value *sections = template_list(mem);
    const struct register_definition *reg = opened->record->reg;
    struct facts facts = { .opened = opened, .names = names, .timeline = timeline };
    text_init(&facts.empty, mem, EMPTY_TEXT_MAX);
    add_section(sections, &facts, NULL, 0);
    for (size_t i = 0; i < reg->groups.count; i++)
        add_section(sections, &facts, &reg->groups.items[i], i + 1);
    template_put(page->values, "sections", sections);
    template_put_text(page->values, "empty_fields", facts.empty_count ? facts.empty.data : "");
    template_put_text(page->values, "empty_title", arena_printf(mem, SAY_FACTS_EMPTY, facts.empty_count));
}

/* --- what may be done --------------------------------------------------------------------------------------------- */

static struct template_value *add_step(struct page *page, struct template_value *steps, const char *id,
                                       const char *label, const char *action)
{
    struct arena *mem = page->visit->mem;
    struct template_value *item = template_object(mem);
    template_put_text(item, "id", id);
    template_put_text(item, "label", label);
    template_put_text(item, "action", action);
    template_put_text(item, "href", "");
    template_put_bool(item, "open", false);
    template_put_bool(item, "danger", false);
    template_put_text(item, "text", "");
    template_put(item, "hidden", template_list(mem));
    template_put(item, "fields", template_list(mem));
    template_add(steps, item);
    return item;
}

/* A long select belongs on a page of its own. */
static bool has_long_list(const struct form_items *items)
{
    for (size_t i = 0; i < items->list.count; i++) {
        enum field_type type = items->list.items[i].field->type;
        if (type == FIELD_UNIT || type == FIELD_USER || items->list.items[i].field->choices.count > 40)
            return true;
    }
    return false;
}

static void add_register_step(struct page *page, struct template_value *steps, const struct opened *opened,
                              const struct step *step, bool primary)
{
    struct arena *mem = page->visit->mem;
    struct form_items items = { 0 };
    struct form form;
    const char *action = arena_printf(mem, "%s/buoc/%s", opened->path, step->name);
    struct template_value *item = add_step(page, steps, arena_printf(mem, "step-%s", step->name), step->label, action);
    step_items(opened, step, &items);
    template_put_bool(item, "open", primary);
    if (has_long_list(&items)) {
        template_put_text(item, "href", action);
        return;
    }
    form_init(&form, page->visit, arena_printf(mem, "%s-", step->name), NULL);
    form.fresh = true;
    step_controls(&form, &items, step);
    template_put(item, "hidden", form_hidden(page->visit, opened->record->version));
    template_put(item, "fields", form.fields);
}

static void add_link_step(struct page *page, struct template_value *steps, const struct opened *opened,
                          const char *name, const char *label, bool danger)
{
    struct arena *mem = page->visit->mem;
    const char *href = arena_printf(mem, "%s/%s", opened->path, name);
    struct template_value *item = add_step(page, steps, "", label, "");
    template_put_text(item, "href", href);
    template_put_bool(item, "danger", danger);
}

static bool is_awaited(const struct state *state, const struct step *step)
{
    for (size_t i = 0; state && i < state->awaits.count; i++)
        if (text_equal(state->awaits.items[i].step, step->name))
            return true;
    return false;
}

/* The likeliest of COUNT steps stands open: the one the state waits for, otherwise the first that moves the record on.
 * A quiet one never does. COUNT: none. */
static size_t primary_step(const struct state *state, const struct step **steps, size_t count)
{
    size_t first = count, moving = count;
    for (size_t i = count; i-- > 0;) {
        if (steps[i]->quiet)
            continue;
        first = i;
        moving = steps[i]->to ? i : moving;
    }
    for (size_t i = 0; i < count; i++)
        if (!steps[i]->quiet && is_awaited(state, steps[i]))
            return i;
    return moving < count ? moving : first;
}

static void put_steps(struct page *page, const struct opened *opened)
{
    struct arena *mem = page->visit->mem;
    struct err ignored = { 0 };
    const struct register_definition *reg = opened->record->reg;
    const struct step **taken = ARENA_ARRAY(mem, const struct step *, reg->steps.count + 1);
    const struct state *state = register_state(reg, opened->record->state);
    size_t count = opened_steps(opened, taken), primary = primary_step(state, taken, count);
    bool writable = opened_is_writable(opened);
    struct template_value *steps = template_list(mem);
    const char *hand_on = SAY_STEP_ASSIGN;
    for (size_t i = 0; i < count; i++) {
        add_register_step(page, steps, opened, taken[i], i == primary);
        hand_on = taken[i]->assigns ? SAY_STEP_SEVERAL : hand_on;
    }
    bool assigns = writable && opened_may(opened, ACT_ASSIGN, &ignored);
    bool cancels = writable && opened_may(opened, ACT_CANCEL, &ignored);
    if (assigns)
        add_link_step(page, steps, opened, "giao", hand_on, false);
    if (cancels)
        add_link_step(page, steps, opened, "buoc/cancel", SAY_STEP_CANCEL, true);
    const char *why = opened->record->cancelled                 ? SAY_NO_STEPS_CANCELLED
                      : reg->mirror                             ? SAY_NO_STEPS_MIRROR
                      : state && state->group == GROUP_RESOLVED ? arena_printf(mem, SAY_NO_STEPS_STATE, state->label)
                                                                : SAY_NO_STEPS_YOURS;
    template_put(page->values, "steps", steps);
    template_put_text(page->values, "no_steps", count || assigns ? "" : why);
}

static void put_comment_form(struct page *page, const struct opened *opened, struct form *form)
{
    struct visit *visit = page->visit;
    struct err ignored = { 0 };
    if (!opened_is_writable(opened) || !opened_may(opened, ACT_COMMENT, &ignored)) {
        template_put_bool(page->values, "add_comment", false);
        return;
    }
    bool sent = text_ends(visit->request->path, "/nhan-xet");
    struct template_value *comment = template_object(visit->mem);
    form_section(form);
    form->fresh = !sent;
    form_put(form, &(struct form_control){ .kind = FORM_AREA,
                                           .name = "words",
                                           .label = SAY_COMMENT_LABEL,
                                           .value = form_typed(form, "words", ""),
                                           .rows = 3,
                                           .max = COMMENT_MAX });
    template_put_text(comment, "action", arena_printf(visit->mem, "%s/nhan-xet", opened->path));
    template_put(comment, "hidden", form_hidden(visit, 0));
    template_put(comment, "fields", form->fields);
    template_put(page->values, "add_comment", comment);
}

/* The step that was taken just now may be taken back; whether something depends on it is asked then. */
static void put_undo(struct page *page, const struct opened *opened, const struct timeline *timeline)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    struct undo_line *lines = ARENA_ARRAY(mem, struct undo_line, timeline->count + 1);
    const struct step *step;
    for (size_t i = 0; i < timeline->count; i++) {
        const struct history_line *line = &timeline->lines[i];
        lines[i] = (struct undo_line){ line->step, line->by, line->recorded_at };
    }
    bool newest = timeline->count > 0 && timeline->lines[0].version == opened->record->version;
    if (!newest ||
        !undo_is_offered(opened->record->reg, lines, timeline->count, visit->scope.user, clock_now(), &step)) {
        template_put_bool(page->values, "undo", false);
        return;
    }
    struct template_value *undo = template_object(mem);
    template_put_text(undo, "action", arena_printf(mem, "%s/hoan-tac", opened->path));
    template_put_text(undo, "text", arena_printf(mem, SAY_UNDO_OFFER, step->label, (int)(UNDO_MS / 1000)));
    template_put(undo, "hidden", form_hidden(visit, opened->record->version));
    template_put(page->values, "undo", undo);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void put_prints(struct page *page, const struct opened *opened)
{
    const struct register_definition *reg = opened->record->reg;
    struct arena *mem = page->visit->mem;
    const char *day = record_own_day(mem, opened->record);
    for (size_t i = 0; i < reg->prints.count; i++) {
        const struct print_definition *print = &reg->prints.items[i];
        if (print_holds(print, day) && !print_lacks(opened->record, print))
            page_action(page, print_words(mem, print), arena_printf(mem, "%s/in/%s", opened->path, print->name),
                        "printer", false);
    }
}

/* The table of the week that the record is, or is in; with what it clashes there while it is to come. */
static bool put_week(struct page *page, const struct opened *opened, struct err *err)
{
    struct visit *visit = page->visit;
    const struct record *record = opened->record;
    const struct state *state = register_state(record->reg, record->state);
    const char *path = week_page_of(visit, record), *words = "";
    if (path)
        page_action(page, record->reg->week ? SAY_WEEK_SEE : SAY_WEEK_SEE_OF, path, "calendar", false);
    if (state && state->group == GROUP_OPEN &&
        !week_clashes(visit->store, visit->mem, visit->definitions, &visit->scope, record, &words, err))
        return false;
    template_put_text(page->values, "clash", words);
    return true;
}

static void put_head(struct page *page, const struct opened *opened)
{
    struct err ignored = { 0 };
    const struct state *state = register_state(opened->record->reg, opened->record->state);
    record_put_head(page, opened,
                    &(struct record_head){ .heading = opened_heading(opened),
                                           .lead = state ? state->label : "",
                                           .tag = record_tag(opened),
                                           .printable = true });
    put_prints(page, opened);
    if (opened_is_writable(opened) && opened_may(opened, ACT_CHANGE, &ignored))
        page_action(page, SAY_RECORD_CHANGE, arena_printf(page->visit->mem, "%s/sua", opened->path), "edit", false);
}

void record_want_names(const struct opened *opened, struct page_names *names)
{
    const struct record *record = opened->record;
    work_want_names(opened, names);
    direction_want_names(opened, names);
    for (size_t i = 0; i < record->reg->fields.count; i++)
        if (record->reg->fields.items[i].type == FIELD_USER && record->values[i].is_set)
            page_names_want(names, record->values[i].text);
}

/* That who was given the work has seen it. It is a receipt, not an act of the visitor, and changes nothing that a page
 * shows to others as done; so it is kept after the answer to a GET was made, and its failure is nobody's error. Who
 * gave it to the own unit just now has not come to read it, and may take the step back still. */
static void keep_receipts(struct visit *visit, const struct opened *opened)
{
    struct office office;
    struct err err = { 0 };
    if (visit->request->method != HTTP_GET)
        return;
    page_office(visit, &office);
    for (size_t i = 0; i < opened->context.assignment_count; i++) {
        const struct assignment *assignment = &opened->context.assignments[i];
        bool own = text_equal(assignment->from, visit->scope.user) && clock_now() - assignment->given_at <= UNDO_MS;
        if (own || assignment->read_at || assignment->finished_at ||
            !scope_holds(&visit->scope, opened->record->reg, opened->record->secrecy, assignment->to))
            continue;
        if (!assignment_read(&office, visit->mem, assignment->id, &err)) {
            log_line(LOG_WARNING, "web", "assignment not noted as read: %s", err.text);
            return;
        }
    }
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    struct timeline timeline;
    struct form form;
    struct draft_faults faults = { 0 };
    struct opened *opened = record_open(visit, err);
    struct page_names *names = page_names_new(visit);
    if (!opened)
        return false;
    if (!holds_read(opened, err))
        return false;
    record_want_names(opened, names);
    int64_t before = visit->request->method == HTTP_POST ? 0 : visit_integer(visit, "before");
    if (!timeline_read(opened, before, names, &timeline, err) || !page_names_read(names, err))
        return false;
    struct page *page = page_new(visit, opened_heading(opened));
    if (problem) {
        *ARRAY_ADD(visit->mem, &faults.list) = *problem;
        page_set_failed(page);
    }
    form_init(&form, visit, "", &faults);
    put_head(page, opened);
    if (!put_week(page, opened, err))
        return false;
    put_undo(page, opened, &timeline);
    put_summary(page, opened, names);
    put_way(page, opened);
    put_facts(page, opened, names, &timeline);
    direction_put(page->values, opened, names, &form);
    put_comment_form(page, opened, &form);
    work_put_assignments(page->values, opened, names);
    if (!draft_put(page, opened, &faults, err))
        return false;
    work_put_files(page, opened, names, &form);
    work_put_links(page->values, opened);
    holds_put(page, opened);
    if (!belongs_put(page, opened, err))
        return false;
    put_steps(page, opened);
    timeline_put(page->values, opened, names, &timeline);
    template_put(page->values, "errors", form_errors(&form, SAY_FORM_FAILED));
    if (!page_send(page, "record", err))
        return false;
    keep_receipts(visit, opened);
    if (visit->request->method == HTTP_GET)
        page_note_record(visit, opened->record);
    return true;
}

bool record_page(struct visit *visit, struct err *err)
{
    day_t monday;
    if (week_asked(visit, &monday))
        return week_page(visit, monday, err);
    return show(visit, NULL, err);
}

bool record_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}
