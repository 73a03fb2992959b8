/* SPDX-License-Identifier: Apache-2.0 */
/* Handing a record on: one act, to one or to several. */
#include "handling/assignment_note.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "deadlines/office_hours.h"
#include "handling/texts.h"
#include "records/assignment_line.h"
#include "records/history_values.h"
#include "records/texts.h"
#include "store/id.h"

/* An act being planned. */
struct giving {
    struct handed *asked;
    size_t count;
    int64_t parent;           /* the giver's own line, as it was asked for; 0 */
    struct assignment *given; /* one for each of ASKED */
    int64_t parent_unread;    /* the giver's own line, which was read by now; 0 */
    int64_t handed_out_anew;  /* the line that had come back to the giver and ends with this; 0 */

    struct write *write;
    struct db *db;
    struct assignment *list; /* of the record, as it stands */
    size_t list_count;
    const struct assignment *own; /* the giver's; NULL */
};

/* --- from which line ---------------------------------------------------------------------------------------------- */

/* The giver's own open one: the one to lead before others, then the newest. */
static const struct assignment *own_assignment(const struct scope *scope, const struct record *record,
                                               const struct assignment *list, size_t count)
{
    const struct assignment *own = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct assignment *one = &list[i];
        bool mine = !one->finished_at && one->role != ASSIGN_INFORM &&
                    scope_holds(scope, record->reg, record->secrecy, one->to);
        if (mine && (!own || one->role <= own->role))
            own = one;
    }
    return own;
}

static bool find_own(struct giving *giving, struct err *err)
{
    const struct scope *scope = &giving->write->office->scope;
    if (!giving->parent) {
        giving->own = own_assignment(scope, &giving->write->after, giving->list, giving->list_count);
        return true;
    }
    for (size_t i = 0; i < giving->list_count; i++)
        if (giving->list[i].id == giving->parent)
            giving->own = &giving->list[i];
    if (!giving->own)
        return assignment_refuse_missing(err);
    if (giving->own->finished_at)
        return err_set(err, ERR_CONFLICT, "finished", "parent", SAY_ASSIGNMENT_FINISHED);
    return assignment_is_mine(scope, &giving->write->after, giving->own) ||
           err_set(err, ERR_FORBIDDEN, "assignment", "parent", SAY_GIVE_NOT_YOURS);
}

/* What came back to the first level is handed out anew there, and is done with that. */
static bool is_handed_out_anew(const struct assignment *own)
{
    return own && own->back_of && !own->parent;
}

/* --- to whom ------------------------------------------------------------------------------------------------------ */

static const char *field_of(const struct handed *line)
{
    return line->field ? line->field : "to";
}

/* Those who hold the lines above have it already. */
static bool is_above(const struct giving *giving, const char *to)
{
    const struct assignment *at = is_handed_out_anew(giving->own) ? NULL : giving->own;
    for (size_t steps = 0; at && steps <= giving->list_count; steps++) {
        if (text_equal(at->to, to))
            return true;
        at = assignment_above(giving->list, giving->list_count, at);
    }
    return false;
}

/* The open one of the level that leads, or NULL. */
static const struct assignment *lead_of_level(const struct giving *giving, int64_t parent)
{
    for (size_t i = 0; i < giving->list_count; i++) {
        const struct assignment *one = &giving->list[i];
        if (!one->finished_at && one->parent == parent && one->role == ASSIGN_LEAD &&
            one->id != giving->handed_out_anew)
            return one;
    }
    return NULL;
}

/* One open lead a level, named where there is another. */
static bool check_lead(const struct giving *giving, size_t at, struct err *err)
{
    const struct assignment *given = &giving->given[at], *lead = lead_of_level(giving, given->parent);
    const char *name;
    for (size_t i = 0; i < at && !lead; i++)
        if (giving->given[i].role == ASSIGN_LEAD)
            lead = &giving->given[i];
    if (!lead)
        return true;
    return assignment_names(giving->db, giving->write->mem, giving->write->office->definitions, &lead->to, 1, &name,
                            err) &&
           err_set(err, ERR_CONFLICT, "lead", giving->asked[at].field ? giving->asked[at].field : "role", SAY_ONE_LEAD,
                   name);
}

/* Nobody has it twice. */
static bool check_twice(const struct giving *giving, size_t at, struct err *err)
{
    const struct assignment *given = &giving->given[at], *same = NULL;
    for (size_t i = 0; i < giving->list_count && !same; i++)
        if (!giving->list[i].finished_at && giving->list[i].parent == given->parent &&
            giving->list[i].id != giving->handed_out_anew && text_equal(giving->list[i].to, given->to))
            same = &giving->list[i];
    for (size_t i = 0; i < at && !same; i++)
        if (text_equal(giving->given[i].to, given->to))
            same = &giving->given[i];
    return !same || err_set(err, ERR_CONFLICT, "assigned", field_of(&giving->asked[at]), SAY_ASSIGNED_ALREADY,
                            assignment_role_label(same->role));
}

static bool check_whom(const struct giving *giving, size_t at, struct err *err)
{
    const struct handed *asked = &giving->asked[at];
    const struct assignment *given = &giving->given[at];
    const char *name;
    struct arena *mem = giving->write->mem;
    const struct definitions *definitions = giving->write->office->definitions;
    if (!assignment_check_to(giving->db, mem, definitions, given->to, field_of(asked), err) ||
        !check_twice(giving, at, err))
        return false;
    if (is_above(giving, given->to))
        return assignment_names(giving->db, mem, definitions, &given->to, 1, &name, err) &&
               err_set(err, ERR_CONFLICT, "above", field_of(asked), SAY_ASSIGNED_ABOVE, name);
    return given->role != ASSIGN_LEAD || check_lead(giving, at, err);
}

/* --- until when --------------------------------------------------------------------------------------------------- */

/* ASKED, "YYYY-MM-DD" or a local minute, is not past and not after LIMIT. A day alone ends with the office's day, or at
 * the limit of that day. */
static bool read_due(struct arena *mem, const struct office_hours *hours, const char *asked, const char *limit,
                     const char *field, const char **due, struct err *err)
{
    day_t day, limit_day = 0;
    int minute, limit_minute = 0;
    char people[DATE_SIZE], at_most[DATE_SIZE], printed[MINUTE_SIZE];
    if (day_parse_people(asked, &day))
        minute = -1;
    else if (!minute_parse(asked, &day, &minute))
        return err_set(err, ERR_INVALID, "due", field, SAY_NOT_A_DATE, asked);
    bool bounded = minute_parse(limit, &limit_day, &limit_minute);
    if (minute < 0)
        minute = bounded && day == limit_day ? limit_minute : office_hours_closing(hours, day);
    day_print_people(day, people);
    if (day < clock_today())
        return err_set(err, ERR_INVALID, "due", field, SAY_DUE_IN_THE_PAST, people);
    minute_print(day, minute, printed);
    if (strcmp(printed, limit) > 0) {
        day_print_people(limit_day, at_most);
        return err_set(err, ERR_INVALID, "due", field, SAY_DUE_BEYOND, people, at_most, limit_minute / 60,
                       limit_minute % 60);
    }
    *due = arena_strdup(mem, printed);
    return true;
}

/* Where none is asked for it is LIMIT, the one above. */
static bool set_due(const struct giving *giving, size_t at, const char *limit, struct err *err)
{
    const struct handed *asked = &giving->asked[at];
    struct assignment *given = &giving->given[at];
    const char *field = asked->due_field ? asked->due_field : "due";
    bool open = text_is_empty(asked->due) || text_equal(asked->due, DUE_OPEN);
    bool informed = given->role == ASSIGN_INFORM;
    if (informed && !open)
        return err_set(err, ERR_INVALID, "due", field, SAY_INFORM_WITHOUT_DUE);
    given->due = informed ? DUE_OPEN : limit;
    given->own_due = !open;
    return open || read_due(giving->write->mem, giving->write->office->definitions->hours, asked->due, limit, field,
                            &given->due, err);
}

/* --- the act ------------------------------------------------------------------------------------------------------ */

/* A fault of what was asked for is told with the others; false where it is something else that failed. */
static bool blame(struct giving *giving, const struct err *fault, struct err *err)
{
    if (fault->kind != ERR_INVALID && fault->kind != ERR_CONFLICT) {
        *err = *fault;
        return false;
    }
    write_blame(giving->write, fault);
    return true;
}

/* All that is wrong with one line. */
static bool judge(struct giving *giving, size_t at, const char *limit, struct err *err)
{
    struct err whom = { 0 }, due = { 0 }, words = { 0 };
    return (check_whom(giving, at, &whom) || blame(giving, &whom, err)) &&
           (set_due(giving, at, limit, &due) || blame(giving, &due, err)) &&
           (assignment_words(giving->write->mem, giving->asked[at].opinion, "opinion", &giving->given[at].opinion,
                             &words) ||
            blame(giving, &words, err));
}

static bool judge_all(struct giving *giving, struct err *err)
{
    const struct write *write = giving->write;
    const struct assignment *own = giving->own;
    const char *limit = own && strcmp(own->due, write->after.due) < 0 ? own->due : write->after.due;
    int64_t parent = is_handed_out_anew(own) ? own->parent : own ? own->id : 0;
    bool on_path = !parent || own->on_path;
    giving->parent_unread = own && !own->read_at && !is_handed_out_anew(own) ? own->id : 0;
    giving->handed_out_anew = is_handed_out_anew(own) ? own->id : 0;
    giving->given = ARENA_ARRAY(write->mem, struct assignment, giving->count + 1);
    for (size_t i = 0; i < giving->count; i++) {
        giving->asked[i].id = assignment_next_id(giving->list, giving->list_count);
        giving->given[i] = (struct assignment){ .id = giving->asked[i].id,
                                                .record = write->after.id,
                                                .parent = parent,
                                                .from = write->by,
                                                .to = giving->asked[i].to ? giving->asked[i].to : "",
                                                .role = giving->asked[i].role,
                                                .on_path = on_path && giving->asked[i].role == ASSIGN_LEAD,
                                                .due = DUE_OPEN,
                                                .opinion = "" };
        if (!judge(giving, i, limit, err))
            return false;
    }
    return write_is_blameless(write, err);
}

/* The lines, as they were judged, with their act in the history. */
static bool plan_lines(struct giving *giving, struct err *err)
{
    struct write *write = giving->write;
    struct write_note *notes = ARENA_ARRAY(write->mem, struct write_note, giving->count + 1);
    for (size_t i = 0; i < giving->count; i++)
        if (*giving->given[i].opinion && !write_keeps_more(write, "opinion", SAY_MORE_WORDS, err))
            return false;
    if (giving->handed_out_anew) {
        struct write_note ended = assignment_told(write->mem, giving->own, OUTCOME_DONE, "");
        write_plan_act(write, STEP_FINISH_ASSIGNMENT, NULL, &ended, 1);
    }
    for (size_t i = 0; i < giving->count; i++)
        notes[i] = assignment_told(write->mem, &giving->given[i], OUTCOME_OPEN, giving->given[i].opinion);
    write_plan_act(write, STEP_ASSIGN, NULL, notes, giving->count);
    return true;
}

static struct write *plan_give(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct giving *giving = writing->arg;
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    giving->write = write;
    giving->db = db;
    giving->own = NULL;
    if (!write || !write_may(write, ACT_ASSIGN, NULL, err) ||
        !assignment_list(db, mem, writing->id, &giving->list, &giving->list_count, err))
        return NULL;
    if (write->after.cancelled) {
        err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_CANCELLED);
        return NULL;
    }
    if (!find_own(giving, err) || !judge_all(giving, err))
        return NULL;
    return plan_lines(giving, err) ? write : NULL;
}

bool assignment_plan_new(struct write *write, struct db *db, struct handed *lines, size_t count,
                         struct assignment **given, struct err *err)
{
    struct giving giving = { .asked = lines, .count = count, .write = write, .db = db };
    if (!write_may(write, ACT_ASSIGN, NULL, err) || !judge_all(&giving, err) || !plan_lines(&giving, err))
        return false;
    *given = giving.given;
    return true;
}

static bool apply_give(struct writing *writing, struct change *change, struct err *err)
{
    const struct giving *giving = writing->arg;
    if (giving->parent_unread && !change_run(change, SQL("update assignment set read_at = $1 where id = $2"),
                                             DB(db_int(change_time(change)), db_int(giving->parent_unread)), err))
        return false;
    if (giving->handed_out_anew &&
        !assignment_line_end(change, giving->handed_out_anew, OUTCOME_DONE, writing->office->scope.user, "", err))
        return false;
    for (size_t i = 0; i < giving->count; i++)
        if (!assignment_insert(change, writing->write->after.reg, &giving->given[i], err))
            return false;
    return true;
}

/* What a repeated request had given. */
static bool find_given(struct office *office, struct arena *mem, struct handed *lines, size_t count, struct err *err)
{
    struct text_list fields;
    struct db *db = db_for_read(office->store, err);
    if (!db || !history_fields(db, mem, office->written.record, office->written.version, &fields, err))
        return false;
    for (size_t i = 0; i < count; i++) /* ids grow in the order of the lines, and so do the names */
        if (i >= fields.count || !text_starts(fields.items[i], HISTORY_ASSIGNMENT) ||
            !id_parse(fields.items[i] + strlen(HISTORY_ASSIGNMENT), &lines[i].id))
            return assignment_refuse_missing(err);
    return true;
}

static bool check_count(size_t count, struct err *err)
{
    if (count == 0)
        return err_set(err, ERR_INVALID, "to", "to", SAY_ASSIGN_TO_WHOM);
    return count <= HANDED_MAX || err_set(err, ERR_INVALID, "to", "to", SAY_ASSIGN_TO_MANY, (int)HANDED_MAX, count);
}

static struct writing writing_of(struct office *office, int64_t record, int64_t version, struct giving *giving)
{
    return (struct writing){
        .office = office, .id = record, .version = version, .plan = plan_give, .rows = apply_give, .arg = giving
    };
}

bool assignment_hand_out(struct office *office, struct arena *mem, int64_t record, int64_t version, int64_t parent,
                         struct handed *lines, size_t count, struct err *err)
{
    struct giving giving = { .asked = lines, .count = count, .parent = parent };
    if (!check_count(count, err))
        return false;
    struct writing writing = writing_of(office, record, version, &giving);
    return write_run(&writing, mem, err) && (!office->written.repeated || find_given(office, mem, lines, count, err));
}

bool assignment_hand_out_all(struct office *office, struct arena *mem, struct handed_record *handings, size_t count,
                             const struct handed *lines, size_t line_count, struct err *err)
{
    struct giving *givings = ARENA_ARRAY(mem, struct giving, count + 1);
    struct writing *writings = ARENA_ARRAY(mem, struct writing, count + 1);
    struct writing **all = ARENA_ARRAY(mem, struct writing *, count + 1);
    if (!check_count(line_count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        givings[i] =
            (struct giving){ .asked = arena_copy(mem, lines, line_count * sizeof *lines), .count = line_count };
        writings[i] = writing_of(office, handings[i].record, handings[i].version, &givings[i]);
        all[i] = &writings[i];
    }
    bool done = count == 0 || write_run_all(all, count, mem, err);
    for (size_t i = 0; i < count; i++)
        handings[i].failure = writings[i].failure;
    return done;
}

bool assignment_give(struct office *office, struct arena *mem, int64_t record, int64_t version,
                     const struct assignment *assignment, int64_t *id, struct err *err)
{
    struct handed line = {
        .to = assignment->to, .role = assignment->role, .due = assignment->due, .opinion = assignment->opinion
    };
    if (!assignment_hand_out(office, mem, record, version, assignment->parent, &line, 1, err))
        return false;
    *id = line.id;
    return true;
}
