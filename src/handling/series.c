/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/series.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "deadlines/deadline.h"
#include "deadlines/recurrence.h"
#include "definitions/opens_definition.h"
#include "fields/field_type.h"
#include "handling/assignment_note.h"
#include "handling/texts.h"
#include "query/list.h"
#include "records/judge.h"
#include "records/step_taking.h"
#include "records/texts.h"
#include "records/writing.h"
#include "store/id.h"

enum { CHUNK = 50 /* rows looked at together */ };

struct opening {
    struct office *office; /* acts as who entered the row */
    struct series_opened *result;
    size_t at_most;
    day_t today;

    const struct opens_definition *opens;
    const struct register_definition *there;
    const struct record *row;
    const struct recurrence *every;
    day_t starts, day, on; /* DAY of this time; the working day on which it is opened */
    int64_t version, made; /* of the row; the record that is opened */
    struct handed *lines;
    size_t count, left_out; /* LEFT_OUT: whoever is there no more */
    struct assignment *given;
    struct step_taking taking;
    struct draft_step step;
};

/* --- the row ------------------------------------------------------------------------------------------------------ */

static bool day_of(const struct record *row, const char *field, day_t *day)
{
    const struct value *value = field ? record_value(row, field) : NULL;
    return value && value->is_set && day_parse(value->text, day);
}

static int64_t number_of(const struct record *row, const char *field)
{
    const struct value *value = field ? record_value(row, field) : NULL;
    return value && value->is_set ? value->integer : 0;
}

static const char *text_of(struct arena *mem, day_t day)
{
    char printed[DATE_SIZE];
    day_print(day, printed);
    return arena_strdup(mem, printed);
}

/* The working day on which DAY is opened. */
static day_t opened_on(const struct opening *opening, day_t day)
{
    return calendar_next_working_day(opening->office->definitions->calendar,
                                     day - (day_t)number_of(opening->row, opening->opens->ahead));
}

/* Is something to be opened today? */
static bool is_due(struct opening *opening)
{
    day_t until;
    bool ended = day_of(opening->row, opening->opens->until, &until) && opening->day > until;
    opening->on = opened_on(opening, opening->day);
    return !ended && opening->on <= opening->today;
}

/* Who entered it, in whose name its records are opened. */
static bool read_maker(struct opening *opening, struct arena *mem, struct err *err)
{
    struct db *db = db_for_read(opening->office->store, err);
    struct rows *rows = db ? db_rows(db, mem, SQL("select \"by\" from history where record = $1 and version = 1"),
                                     DB(db_int(opening->row->id)), err)
                           : NULL;
    if (!rows)
        return false;
    if (rows_next(rows))
        opening->office->scope.user = arena_strdup(mem, rows_text(rows, 0));
    return rows_end(rows, err);
}

/* Who leads: the row's own field, of a unit that is merged who took over its work; the row's unit where it has none. */
static const char *lead_of(const struct opening *opening, struct arena *mem)
{
    const struct value *lead = opening->opens->lead ? record_value(opening->row, opening->opens->lead) : NULL;
    const char *unit = lead && lead->is_set ? lead->text : opening->row->unit;
    return definitions_unit_on(opening->office->definitions, unit, text_of(mem, opening->on));
}

/* --- to whom ------------------------------------------------------------------------------------------------------ */

/* The first one that the row opened, or the one it is like; 0: none. */
static bool find_pattern(const struct opening *opening, struct arena *mem, int64_t *pattern, struct err *err)
{
    char id[ID_SIZE];
    const struct query_tokens tokens = { .today = text_of(mem, opening->today) };
    struct record_rows rows;
    id_print(opening->row->id, id);
    const struct query *query =
        query_parse(mem, opening->office->definitions, opening->there,
                    arena_printf(mem, "%s=%s&sort=%s", opening->opens->series, id, opening->opens->day), &tokens, err);
    if (!query || !record_rows(opening->office->store, mem, &opening->office->scope, query, 1, &rows, err))
        return false;
    *pattern = rows.count ? rows.records[0]->id : number_of(opening->row, opening->opens->like);
    return true;
}

static bool add_line(struct opening *opening, struct arena *mem, struct db *db, const char *to,
                     enum assignment_role role, const char *opinion, struct err *err)
{
    struct err fault = { 0 };
    for (size_t i = 0; i < opening->count; i++)
        if (text_equal(opening->lines[i].to, to) || (role == ASSIGN_LEAD && opening->lines[i].role == ASSIGN_LEAD))
            return true;
    if (assignment_check_to(db, mem, opening->office->definitions, to, "to", &fault)) {
        opening->lines[opening->count++] =
            (struct handed){ .to = arena_strdup(mem, to), .role = role, .opinion = arena_strdup(mem, opinion) };
        return true;
    }
    opening->left_out++;
    return fault.kind == ERR_INVALID || err_set(err, fault.kind, fault.subject, fault.field, "%s", fault.text);
}

/* Of a unit that is merged who took over its work. */
static const char *whom_on(const struct opening *opening, struct arena *mem, const char *to)
{
    static const char unit[] = "unit:";
    return text_starts(to, unit) ? arena_printf(mem, "%s%s", unit,
                                                definitions_unit_on(opening->office->definitions, to + strlen(unit),
                                                                    text_of(mem, opening->on)))
                                 : to;
}

/* The row's lead, and the first level of the pattern; whoever is there no more is left out. */
static bool read_lines(struct opening *opening, struct arena *mem, struct err *err)
{
    struct assignment *list = NULL;
    size_t count = 0;
    int64_t pattern;
    if (!find_pattern(opening, mem, &pattern, err))
        return false;
    struct db *db = db_for_read(opening->office->store, err);
    if (!db || (pattern && !assignment_list(db, mem, pattern, &list, &count, err)))
        return false;
    opening->lines = ARENA_ARRAY(mem, struct handed, HANDED_MAX + 1);
    opening->count = opening->left_out = 0;
    if (opening->opens->lead &&
        !add_line(opening, mem, db, arena_printf(mem, "unit:%s", lead_of(opening, mem)), ASSIGN_LEAD, "", err))
        return false;
    for (size_t i = 0; i < count && opening->count < HANDED_MAX; i++)
        if (list[i].parent == 0 && list[i].back_of == 0 &&
            !add_line(opening, mem, db, whom_on(opening, mem, list[i].to), list[i].role, list[i].opinion, err))
            return false;
    return true;
}

/* --- what is opened ----------------------------------------------------------------------------------------------- */

static const char *last_day(const struct opening *opening, struct arena *mem, struct err *err)
{
    int64_t days = number_of(opening->row, opening->opens->days);
    struct length length = { .count = (int)days, .unit = LENGTH_WORKING_DAYS };
    const struct definitions *definitions = opening->office->definitions;
    struct deadline_rules rules = { definitions->calendar, definitions->hours };
    struct deadline due;
    if (days == 0)
        return "";
    return deadline_compute(mem, &rules, (struct deadline_moment){ opening->day, -1 }, &length, &due, err)
               ? text_of(mem, due.due.day)
               : NULL;
}

static struct draft *make_draft(const struct opening *opening, struct arena *mem, struct err *err)
{
    const struct opens_definition *opens = opening->opens;
    const struct record *row = opening->row;
    const struct field *date = register_field(opening->there, opening->there->date);
    struct draft *draft = draft_new(mem, opening->there);
    const char *due = last_day(opening, mem, err);
    char id[ID_SIZE];
    if (!due)
        return NULL;
    id_print(row->id, id);
    draft_set(mem, draft, "unit", lead_of(opening, mem));
    draft_set(mem, draft, "issuer", row->issuer);
    draft_set(mem, draft, "secrecy", row->secrecy);
    draft_set(mem, draft, "urgency", row->urgency);
    for (size_t i = 0; i < opens->copies.count; i++) {
        const struct field *from = register_field(row->reg, opens->copies.items[i].from);
        const struct value *value = record_value(row, from->name);
        if (value->is_set)
            draft_set(mem, draft, opens->copies.items[i].to, value_print(mem, from, value));
    }
    if (date && date->type == FIELD_DATE)
        draft_set(mem, draft, date->name, text_of(mem, opening->on));
    if (opens->from)
        draft_set(mem, draft, opens->from,
                  text_of(mem, recurrence_covers_from(opening->every, opening->starts, opening->day)));
    if (opens->due && *due)
        draft_set(mem, draft, opens->due, due);
    draft_set(mem, draft, opens->series, arena_strdup(mem, id));
    draft_set(mem, draft, opens->day, text_of(mem, opening->day));
    draft_set(mem, draft, CONFIRM_VALUE, CONFIRM_OLD_DATE); /* whoever entered the row was asked */
    return draft;
}

static struct write *plan_made(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct opening *opening = writing->arg;
    const struct draft *draft = make_draft(opening, mem, err);
    struct write *write = draft ? write_plan_new(writing->office, mem, draft, err) : NULL;
    if (!write)
        return NULL;
    write->after.id = writing->id;
    if (opening->count == 0)
        return write;
    return assignment_plan_new(write, db, opening->lines, opening->count, &opening->given, err) ? write : NULL;
}

static bool apply_made(struct writing *writing, struct change *change, struct err *err)
{
    const struct opening *opening = writing->arg;
    for (size_t i = 0; i < opening->count; i++)
        if (!assignment_insert(change, opening->there, &opening->given[i], err))
            return false;
    return true;
}

/* The row's next day, with what it is for. */
static struct write *plan_row(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct opening *opening = writing->arg;
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    char people[DATE_SIZE];
    if (!write)
        return NULL;
    day_print_people(opening->day, people);
    opening->step = (struct draft_step){ .name = opening->opens->step,
                                         .reason = arena_printf(mem,
                                                                !opening->made                 ? SAY_SERIES_THERE
                                                                : opening->on < opening->today ? SAY_SERIES_LATE
                                                                                               : SAY_SERIES_OPENED,
                                                                people) };
    draft_step_set(mem, &opening->step, opening->opens->next,
                   text_of(mem, recurrence_after(opening->every, opening->starts, opening->day)));
    opening->taking = (struct step_taking){ .step = &opening->step };
    write->granted = register_step(write->after.reg, opening->opens->step);
    return step_taking_plan(&opening->taking, write, db, err) ? write : NULL;
}

static bool apply_row(struct writing *writing, struct change *change, struct err *err)
{
    struct opening *opening = writing->arg;
    return step_taking_apply(&opening->taking, writing->write, change, err);
}

/* --- one time ----------------------------------------------------------------------------------------------------- */

/* Somebody set the row back to a day that has its record. */
static bool is_there(const struct opening *opening, struct arena *mem, bool *there, struct err *err)
{
    char id[ID_SIZE];
    int64_t count;
    const struct query_tokens tokens = { .today = text_of(mem, opening->today) };
    id_print(opening->row->id, id);
    const struct query *query = query_parse(
        mem, opening->office->definitions, opening->there,
        arena_printf(mem, "%s=%s&%s=%s", opening->opens->series, id, opening->opens->day, text_of(mem, opening->day)),
        &tokens, err);
    if (!query || !record_count(opening->office->store, mem, &opening->office->scope, query, &count, err))
        return false;
    *there = count > 0;
    return true;
}

static bool open_one(struct opening *opening, struct arena *mem, struct err *err)
{
    bool there;
    struct writing row = { .office = opening->office,
                           .id = opening->row->id,
                           .version = opening->version,
                           .plan = plan_row,
                           .rows = apply_row,
                           .arg = opening };
    struct writing made = {
        .office = opening->office, .is_new = true, .plan = plan_made, .rows = apply_made, .arg = opening
    };
    struct writing *both[] = { &row, &made };
    if (!is_there(opening, mem, &there, err) || !read_lines(opening, mem, err))
        return false;
    opening->made = made.id = there ? 0 : id_next();
    if (!write_run_all(both, there ? 1 : 2, mem, err))
        return false;
    opening->version = opening->office->written.version;
    opening->result->opened += !there;
    opening->result->left_out += there ? 0 : opening->left_out;
    opening->result->late += !there && opening->on < opening->today;
    return true;
}

static void refuse(struct opening *opening, struct arena *mem, const struct err *why)
{
    if (opening->result->refused++ == 0)
        opening->result->refusal = arena_printf(mem, SAY_SERIES_REFUSED, record_words(mem, opening->row), why->text);
}

/* All that is due of one row: its own day, and those that passed. */
static bool open_row(struct opening *opening, const struct record *row, struct arena *whole, struct arena *mem,
                     struct err *err)
{
    const struct value *every = record_value(row, opening->opens->every);
    opening->row = row;
    opening->version = row->version;
    opening->every = recurrence_find(every->is_set ? every->text : NULL);
    if (!opening->every || !day_of(row, opening->opens->starts, &opening->starts))
        return true;
    if (!day_of(row, opening->opens->next, &opening->day))
        opening->day = opening->starts;
    if (!is_due(opening))
        return true;
    if (!read_maker(opening, mem, err))
        return false;
    for (; is_due(opening); opening->day = recurrence_after(opening->every, opening->starts, opening->day)) {
        struct err failure = { 0 };
        if (opening->result->opened >= opening->at_most) {
            opening->result->more = true;
            return true;
        }
        if (open_one(opening, mem, &failure))
            continue;
        if (failure.kind != ERR_INVALID && failure.kind != ERR_CONFLICT && failure.kind != ERR_FORBIDDEN)
            return err_set(err, failure.kind, failure.subject, failure.field, "%s", failure.text);
        if (!text_equal(failure.subject, "version")) /* else somebody was faster: the next turn looks again */
            refuse(opening, whole, &failure);
        return true;
    }
    return true;
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

struct walk {
    struct opening *opening;
    struct arena *whole;
};

static bool visit(const struct record_rows *rows, struct arena *mem, void *arg, struct err *err)
{
    struct walk *walk = arg;
    for (size_t i = 0; i < rows->count; i++)
        if (!open_row(walk->opening, rows->records[i], walk->whole, mem, err))
            return false;
    return true;
}

bool series_open_due(struct office *office, struct arena *mem, size_t at_most, struct series_opened *result,
                     struct err *err)
{
    struct office acting = *office;
    const struct definitions *definitions = office->definitions;
    *result = (struct series_opened){ .refusal = "" };
    acting.scope = scope_local_administrator(mem, definitions);
    acting.reg = NULL;
    acting.request = NULL;
    acting.faults = NULL;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        struct opening opening = {
            .office = &acting, .result = result, .at_most = at_most, .today = clock_today(), .opens = reg->opens
        };
        if (!reg->opens || !definitions->calendar)
            continue;
        opening.there = definitions_register(definitions, reg->opens->register_name);
        const struct query_tokens tokens = { .today = text_of(mem, opening.today) };
        const struct query *query = query_parse(mem, definitions, reg, "group=open", &tokens, err);
        if (!query ||
            !record_walk(office->store, mem, &acting.scope, query, CHUNK, visit, &(struct walk){ &opening, mem }, err))
            return false;
    }
    return true;
}
