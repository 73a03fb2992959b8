/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/assignment_note.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "deadlines/office_hours.h"
#include "handling/texts.h"
#include "query/finder.h"
#include "records/history_values.h"
#include "records/texts.h"
#include "records/writing.h"
#include "store/id.h"
#include "viet/input.h"

bool assignment_is_mine(const struct scope *scope, const struct assignment *assignment)
{
    return scope->everything || text_list_has(&scope->whoms, assignment->to);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct assignment assignment_from_row(struct arena *mem, const struct rows *rows)
{
    struct assignment assignment = { .id = rows_int(rows, 0),
                                     .record = rows_int(rows, 1),
                                     .parent = rows_int(rows, 2),
                                     .from = arena_strdup(mem, rows_text(rows, 3)),
                                     .to = arena_strdup(mem, rows_text(rows, 4)),
                                     .opinion = arena_strdup(mem, rows_text(rows, 6)),
                                     .due = arena_strdup(mem, rows_text(rows, 7)),
                                     .given_at = rows_int(rows, 8),
                                     .read_at = rows_int(rows, 9),
                                     .finished_at = rows_int(rows, 10) };
    if (!assignment_role_find(rows_text(rows, 5), &assignment.role))
        assignment.role = ASSIGN_INFORM;
    return assignment;
}

static bool read_assignments(struct arena *mem, struct rows *rows, struct assignment **list, size_t *count,
                             struct err *err)
{
    ARRAY(struct assignment) found = { 0 };
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct assignment assignment = assignment_from_row(mem, rows);
        *ARRAY_ADD(mem, &found) = assignment;
    }
    if (!rows_end(rows, err))
        return false;
    *list = found.items;
    *count = found.count;
    return true;
}

bool assignment_list(struct db *db, struct arena *mem, int64_t record, struct assignment **list, size_t *count,
                     struct err *err)
{
    return read_assignments(mem,
                            db_rows(db, mem,
                                    SQL("select id, record, parent, from_whom, to_whom, role, opinion, due, given_at, "
                                        "read_at, finished_at from assignment where record = $1 order by id"),
                                    DB(db_int(record)), err),
                            list, count, err);
}

static bool refuse_missing(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, "assignment", NULL, SAY_NO_SUCH_ASSIGNMENT);
}

/* The assignment ID, whoever may see its record. */
static struct assignment *find(struct db *db, struct arena *mem, int64_t id, struct err *err)
{
    struct assignment *list;
    size_t count;
    if (!read_assignments(mem,
                          db_rows(db, mem,
                                  SQL("select id, record, parent, from_whom, to_whom, role, opinion, due, given_at, "
                                      "read_at, finished_at from assignment where id = $1"),
                                  DB(db_int(id)), err),
                          &list, &count, err))
        return NULL;
    if (count == 0)
        refuse_missing(err);
    return count ? list : NULL;
}

/* --- giving ------------------------------------------------------------------------------------------------------- */

struct giving {
    struct assignment given;
    const char *due;       /* as it was asked for */
    int64_t parent_unread; /* the giver's own assignment, which was read by now; 0 */
};

/* A unit that is there today, a position (held or vacant: the work waits for who comes), or somebody who signs in. */
static bool exists(struct db *db, const struct definitions *definitions, const char *to, bool *found, struct err *err)
{
    int64_t count = 0;
    if (text_starts(to, "unit:")) {
        char today[DATE_SIZE];
        const struct unit *unit = definitions_unit(definitions, to + strlen("unit:"));
        day_print(clock_today(), today);
        *found =
            unit && strcmp(unit->from, today) <= 0 && strcmp(today, unit->until) <= 0; /* the last day is still one */
        return true;
    }
    bool asked = text_starts(to, "position:")
                     ? db_one_int(db, SQL("select count(*) from position where code = $1"),
                                  DB(db_text(to + strlen("position:"))), 0, &count, err)
                     : db_one_int(db, SQL("select count(*) from account where login = $1 and disabled = 0"),
                                  DB(db_text(to)), 0, &count, err);
    *found = count > 0;
    return asked;
}

static bool check_to(struct db *db, const struct definitions *definitions, const char *to, struct err *err)
{
    bool found;
    if (text_is_empty(to))
        return err_set(err, ERR_INVALID, "to", "to", SAY_ASSIGN_TO_WHOM);
    if (!exists(db, definitions, to, &found, err))
        return false;
    return found || err_set(err, ERR_INVALID, "to", "to", SAY_ASSIGN_TO_NOBODY, to);
}

/* The giver's own open assignment: the one to lead before others, then the newest. */
static const struct assignment *own_assignment(const struct scope *scope, const struct assignment *list, size_t count)
{
    const struct assignment *own = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct assignment *one = &list[i];
        bool mine = !one->finished_at && one->role != ASSIGN_INFORM && text_list_has(&scope->whoms, one->to);
        if (mine && (!own || one->role <= own->role))
            own = one;
    }
    return own;
}

/* One open lead a level, and nobody twice. */
static bool check_level(const struct assignment *given, const struct assignment *list, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct assignment *one = &list[i];
        if (one->finished_at || one->parent != given->parent)
            continue;
        if (text_equal(one->to, given->to))
            return err_set(err, ERR_CONFLICT, "assigned", "to", SAY_ASSIGNED_ALREADY, assignment_role_label(one->role));
        if (one->role == ASSIGN_LEAD && given->role == ASSIGN_LEAD)
            return err_set(err, ERR_CONFLICT, "lead", "role", SAY_ONE_LEAD);
    }
    return true;
}

/* ASKED, "YYYY-MM-DD" or a local minute, is not past and not after LIMIT. A day alone ends with the office's day, or at
 * the limit of that day. */
static bool read_due(struct arena *mem, const struct office_hours *hours, const char *asked, const char *limit,
                     const char **due, struct err *err)
{
    day_t day, limit_day = 0;
    int minute, limit_minute = 0;
    char people[DATE_SIZE], at_most[DATE_SIZE], printed[MINUTE_SIZE];
    if (!minute_parse(asked, &day, &minute))
        return err_set(err, ERR_INVALID, "due", "due", SAY_NOT_A_DATE, asked);
    bool bounded = minute_parse(limit, &limit_day, &limit_minute);
    if (minute < 0)
        minute = bounded && day == limit_day ? limit_minute : office_hours_closing(hours, day);
    day_print_people(day, people);
    if (day < clock_today())
        return err_set(err, ERR_INVALID, "due", "due", SAY_DUE_IN_THE_PAST, people);
    minute_print(day, minute, printed);
    if (strcmp(printed, limit) > 0) {
        day_print_people(limit_day, at_most);
        return err_set(err, ERR_INVALID, "due", "due", SAY_DUE_BEYOND, people, at_most, limit_minute / 60,
                       limit_minute % 60);
    }
    *due = arena_strdup(mem, printed);
    return true;
}

/* Where none is asked for it is LIMIT, the one above. */
static bool set_due(struct arena *mem, const struct office_hours *hours, struct giving *giving, const char *limit,
                    struct err *err)
{
    struct assignment *given = &giving->given;
    bool open = text_is_empty(giving->due) || text_equal(giving->due, DUE_OPEN);
    bool informed = given->role == ASSIGN_INFORM;
    if (informed && !open)
        return err_set(err, ERR_INVALID, "due", "due", SAY_INFORM_WITHOUT_DUE);
    given->due = informed ? DUE_OPEN : limit;
    return open || read_due(mem, hours, giving->due, limit, &given->due, err);
}

static struct write_note note_of(struct arena *mem, const struct assignment *assignment, const char *words)
{
    char id[ID_SIZE];
    id_print(assignment->id, id);
    struct assignment_note note = { .role = assignment->role,
                                    .to = assignment->to,
                                    .due = assignment->due,
                                    .parent = assignment->parent,
                                    .words = words };
    return (struct write_note){ .name = arena_printf(mem, HISTORY_ASSIGNMENT "%s", id),
                                .new = assignment_note_print(mem, &note) };
}

static struct write *plan_give(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct giving *giving = writing->arg;
    struct office *office = writing->office;
    struct assignment *list, *given = &giving->given;
    size_t count;
    struct write *write = write_open(office, mem, db, writing->id, writing->version, err);
    if (!write || !write_may(write, ACT_ASSIGN, NULL, err) ||
        !assignment_list(db, mem, writing->id, &list, &count, err))
        return NULL;
    if (write->after.cancelled) {
        err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_CANCELLED);
        return NULL;
    }
    const struct assignment *own = own_assignment(&office->scope, list, count);
    const char *limit = own && strcmp(own->due, write->after.due) < 0 ? own->due : write->after.due;
    given->parent = own ? own->id : 0;
    giving->parent_unread = own && !own->read_at ? own->id : 0;
    if (!check_to(db, office->definitions, given->to, err) || !check_level(given, list, count, err) ||
        !set_due(mem, office->definitions->hours, giving, limit, err))
        return NULL;
    struct write_note note = note_of(mem, given, given->opinion);
    write_plan_act(write, STEP_ASSIGN, NULL, &note, 1);
    return write;
}

static bool apply_give(struct writing *writing, struct change *change, struct err *err)
{
    const struct giving *giving = writing->arg;
    const struct assignment *given = &giving->given;
    return (!giving->parent_unread ||
            change_run(change, SQL("update assignment set read_at = $1 where id = $2"),
                       DB(db_int(change_time(change)), db_int(giving->parent_unread)), err)) &&
           change_run(
               change,
               SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, given_at, "
                   "read_at, finished_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0)"),
               DB(db_int(given->id), db_int(writing->id), db_int(given->parent), db_text(writing->office->scope.user),
                  db_text(given->to), db_text(assignment_role_name(given->role)), db_text(given->opinion),
                  db_text(given->due), db_int(change_time(change))),
               err);
}

/* Which assignment a repeated request had given. */
static bool find_given(struct office *office, struct arena *mem, int64_t *id, struct err *err)
{
    const char *name;
    struct db *db = db_for_read(office->store, err);
    if (!db || !history_first_field(db, mem, office->written.record, office->written.version, &name, err))
        return false;
    if (!name || !text_starts(name, HISTORY_ASSIGNMENT) || !id_parse(name + strlen(HISTORY_ASSIGNMENT), id))
        return refuse_missing(err);
    return true;
}

/* What the giver or the finisher says: one text, trimmed; "" for none. */
static bool read_words(struct arena *mem, const char *given, const char *field, const char **words, struct err *err)
{
    size_t count = 0;
    uint32_t bad;
    const char *clean = given ? viet_input(mem, given, true, &bad) : "";
    if (!clean)
        return err_set(err, ERR_INVALID, "text", field, SAY_NOT_TEXT);
    clean = text_trim(mem, clean);
    for (const char *at = clean; utf8_next(&at);)
        count++;
    if (count > ASSIGNMENT_WORDS_MAX)
        return err_set(err, ERR_INVALID, "length", field, SAY_WORDS_LONG, ASSIGNMENT_WORDS_MAX);
    *words = clean;
    return true;
}

bool assignment_give(struct office *office, struct arena *mem, int64_t record, int64_t version,
                     const struct assignment *assignment, int64_t *id, struct err *err)
{
    struct giving giving = { .given = { .id = id_next(), .to = assignment->to, .role = assignment->role },
                             .due = assignment->due };
    struct writing writing = {
        .office = office, .id = record, .version = version, .plan = plan_give, .rows = apply_give, .arg = &giving
    };
    if (!read_words(mem, assignment->opinion, "opinion", &giving.given.opinion, err) || !write_run(&writing, mem, err))
        return false;
    if (office->written.repeated)
        return find_given(office, mem, id, err);
    *id = giving.given.id;
    return true;
}

/* --- reading, finishing, taking back ------------------------------------------------------------------------------ */

struct ending {
    int64_t id;
    const char *words;
    bool withdrawn;
};

static bool may_end(const struct office *office, const struct assignment *one, const struct ending *ending,
                    struct err *err)
{
    bool gave = office->scope.everything || text_equal(one->from, office->scope.user);
    if (ending->withdrawn && !gave)
        return err_set(err, ERR_FORBIDDEN, "assignment", NULL, SAY_WITHDRAW_NOT_YOURS);
    if (!ending->withdrawn && !gave && !assignment_is_mine(&office->scope, one))
        return err_set(err, ERR_FORBIDDEN, "assignment", NULL, SAY_FINISH_NOT_YOURS);
    if (one->finished_at)
        return err_set(err, ERR_CONFLICT, "finished", NULL, SAY_ASSIGNMENT_FINISHED);
    if (ending->withdrawn && one->read_at)
        return err_set(err, ERR_CONFLICT, "read", NULL, SAY_WITHDRAW_READ);
    return true;
}

static struct write *plan_end(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    const struct ending *ending = writing->arg;
    const struct assignment *one = find(db, mem, ending->id, err);
    struct write *write = one ? write_open(writing->office, mem, db, one->record, 0, err) : NULL;
    if (one && !write && err->kind == ERR_NOT_FOUND)
        refuse_missing(err);
    if (!write || !may_end(writing->office, one, ending, err))
        return NULL;
    writing->id = one->record;
    struct write_note note = note_of(mem, one, ending->words);
    write_plan_act(write, ending->withdrawn ? STEP_WITHDRAW_ASSIGNMENT : STEP_FINISH_ASSIGNMENT, NULL, &note, 1);
    return write;
}

static bool apply_end(struct writing *writing, struct change *change, struct err *err)
{
    const struct ending *ending = writing->arg;
    instant_t now = change_time(change);
    if (ending->withdrawn) /* it may be read meanwhile: reading is no change of the record */
        return change_expect(change, 1, SQL("delete from assignment where id = $1 and read_at = 0 and finished_at = 0"),
                             DB(db_int(ending->id)), err);
    return change_expect(change, 1,
                         SQL("update assignment set finished_at = $1, read_at = case when read_at = 0 then $2 else "
                             "read_at end where id = $3 and finished_at = 0"),
                         DB(db_int(now), db_int(now), db_int(ending->id)), err);
}

static bool end_assignment(struct office *office, struct arena *mem, struct ending *ending, struct err *err)
{
    struct writing writing = { .office = office, .plan = plan_end, .rows = apply_end, .arg = ending };
    return write_run(&writing, mem, err);
}

bool assignment_finish(struct office *office, struct arena *mem, int64_t id, const char *result, struct err *err)
{
    struct ending ending = { .id = id };
    return read_words(mem, result, "result", &ending.words, err) && end_assignment(office, mem, &ending, err);
}

bool assignment_withdraw(struct office *office, struct arena *mem, int64_t id, struct err *err)
{
    struct ending ending = { .id = id, .words = "", .withdrawn = true };
    return end_assignment(office, mem, &ending, err);
}

struct reading {
    struct office *office;
    int64_t id;
    bool read_before;
};

static bool prepare_read(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct reading *reading = arg;
    const struct office *office = reading->office;
    struct arena *mem = change_mem(change);
    const struct assignment *one = find(db, mem, reading->id, err);
    if (!one)
        return false;
    if (!record_read(db, mem, office->definitions, &office->scope, one->record, err))
        return err->kind == ERR_NOT_FOUND ? refuse_missing(err) : false;
    if (!assignment_is_mine(&office->scope, one))
        return err_set(err, ERR_FORBIDDEN, "assignment", NULL, SAY_READ_NOT_YOURS);
    reading->read_before = one->read_at != 0;
    return true;
}

static bool apply_read(struct change *change, void *arg, struct err *err)
{
    const struct reading *reading = arg;
    return reading->read_before ||
           change_run(change, SQL("update assignment set read_at = $1 where id = $2 and read_at = 0"),
                      DB(db_int(change_time(change)), db_int(reading->id)), err);
}

bool assignment_read(struct office *office, struct arena *mem, int64_t id, struct err *err)
{
    struct reading reading = { .office = office, .id = id };
    return store_change(office->store, mem, prepare_read, apply_read, &reading, err);
}
