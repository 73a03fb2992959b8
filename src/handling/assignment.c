/* SPDX-License-Identifier: Apache-2.0 */
/* Reading lines of the tree: of a record, one by its id; that somebody read theirs; and what acts on them share. */
#include "handling/assignment_note.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handling/texts.h"
#include "people/names.h"
#include "query/finder.h"
#include "records/assignment_line.h"
#include "records/texts.h"
#include "records/typed.h"
#include "store/id.h"
#include "viet/input.h"

bool assignment_is_mine(const struct scope *scope, const struct record *record, const struct assignment *assignment)
{
    return scope->everything || scope_holds(scope, record->reg, record->secrecy, assignment->to);
}

bool assignment_refuse_missing(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, "assignment", NULL, SAY_NO_SUCH_ASSIGNMENT);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

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
                                     .finished_at = rows_int(rows, 10),
                                     .own_due = rows_int(rows, 11) == 1,
                                     .back_of = rows_int(rows, 12),
                                     .result = arena_strdup(mem, rows_text(rows, 14)),
                                     .ended_by = arena_strdup(mem, rows_text(rows, 15)),
                                     .on_path = rows_int(rows, 16) == 1 };
    if (!assignment_role_find(rows_text(rows, 5), &assignment.role))
        assignment.role = ASSIGN_INFORM;
    if (!assignment_outcome_find(rows_text(rows, 13), &assignment.outcome))
        assignment.outcome = OUTCOME_DONE;
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
    return read_assignments(
        mem,
        db_rows(db, mem, SQL("select " ASSIGNMENT_COLUMNS " from assignment a where a.record = $1 order by a.id"),
                DB(db_int(record)), err),
        list, count, err);
}

struct assignment *assignment_find(struct db *db, struct arena *mem, int64_t id, struct err *err)
{
    struct assignment *list;
    size_t count;
    if (!read_assignments(mem,
                          db_rows(db, mem, SQL("select " ASSIGNMENT_COLUMNS " from assignment a where a.id = $1"),
                                  DB(db_int(id)), err),
                          &list, &count, err))
        return NULL;
    if (count == 0)
        assignment_refuse_missing(err);
    return count ? list : NULL;
}

int64_t assignment_next_id(const struct assignment *list, size_t count)
{
    return id_next_after(count ? list[count - 1].id : 0);
}

static void put_id(struct json *json, const char *key, int64_t id)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    json_put_text(json, key, id ? printed : NULL);
}

static void put_instant(struct json *json, const char *key, instant_t at)
{
    char printed[INSTANT_SIZE];
    instant_print(at, printed);
    json_put_text(json, key, at ? printed : NULL);
}

void assignment_json(struct json *json, const struct assignment *assignment)
{
    const char *outcome = assignment_outcome_name(assignment->outcome);
    put_id(json, "id", assignment->id);
    put_id(json, "record", assignment->record);
    put_id(json, "parent", assignment->parent);
    json_put_text(json, "from", assignment->from);
    json_put_text(json, "to", assignment->to);
    json_put_text(json, "role", assignment_role_name(assignment->role));
    json_put_text(json, "opinion", assignment->opinion);
    json_put_text(json, "due", due_is_day(assignment->due) ? assignment->due : NULL);
    json_put_bool(json, "own_due", assignment->own_due);
    put_id(json, "back_of", assignment->back_of);
    put_instant(json, "given_at", assignment->given_at);
    put_instant(json, "read_at", assignment->read_at);
    put_instant(json, "finished_at", assignment->finished_at);
    json_put_text(json, "outcome", *outcome ? outcome : NULL);
    json_put_text(json, "result", text_is_empty(assignment->result) ? NULL : assignment->result);
    json_put_text(json, "ended_by", text_is_empty(assignment->ended_by) ? NULL : assignment->ended_by);
}

/* --- in the tree -------------------------------------------------------------------------------------------------- */

const struct assignment *assignment_above(const struct assignment *list, size_t count,
                                          const struct assignment *assignment)
{
    for (size_t i = 0; assignment->parent && i < count; i++)
        if (list[i].id == assignment->parent)
            return &list[i];
    return NULL;
}

size_t assignment_open_below(const struct assignment *list, size_t count, int64_t id)
{
    size_t open = 0;
    for (size_t i = 0; i < count; i++)
        open += list[i].parent == id && !list[i].finished_at && list[i].role != ASSIGN_INFORM;
    return open;
}

/* --- what acts share ---------------------------------------------------------------------------------------------- */

static struct assignment_note note_of(const struct assignment *assignment, enum assignment_outcome outcome,
                                      const char *words)
{
    return (struct assignment_note){ .role = assignment->role,
                                     .own_due = assignment->own_due,
                                     .back_of = assignment->back_of,
                                     .outcome = outcome,
                                     .to = assignment->to,
                                     .due = assignment->due,
                                     .parent = assignment->parent,
                                     .words = words };
}

struct write_note assignment_told(struct arena *mem, const struct assignment *assignment,
                                  enum assignment_outcome outcome, const char *words)
{
    const struct assignment_note note = note_of(assignment, outcome, words);
    return assignment_line_note(mem, assignment->id, &note);
}

bool assignment_words(struct arena *mem, const char *given, const char *field, const char **words, struct err *err)
{
    return words_clean(mem, given, field, ASSIGNMENT_WORDS_MAX, words, err);
}

bool words_clean(struct arena *mem, const char *given, const char *field, int max, const char **words, struct err *err)
{
    size_t count = 0;
    uint32_t bad;
    const char *clean = given ? viet_input(mem, given, true, &bad) : "";
    if (!clean)
        return typed_refuse(field, bad, err);
    clean = text_trim(mem, clean);
    for (const char *at = clean; utf8_next(&at);)
        count++;
    if (count > (size_t)max)
        return err_set(err, ERR_INVALID, "length", field, SAY_WORDS_LONG, max);
    *words = clean;
    return true;
}

bool assignment_names(struct db *db, struct arena *mem, const struct definitions *definitions, const char *const *whoms,
                      size_t count, const char **names, struct err *err)
{
    struct text joined;
    const char **known;
    if (!people_names(db, mem, definitions, whoms, count, &known, err))
        return false;
    text_init(&joined, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < count; i++)
        text_printf(&joined, "%s%s", i ? ", " : "", known[i] ? known[i] : whoms[i]);
    *names = count ? joined.data : "";
    return true;
}

bool assignment_insert(struct change *change, const struct register_definition *reg,
                       const struct assignment *assignment, struct err *err)
{
    return assignment_line_insert(
        change,
        &(struct assignment_line){ .id = assignment->id,
                                   .record = assignment->record,
                                   .register_name = reg->name,
                                   .from = assignment->from,
                                   .on_path = assignment->on_path,
                                   .note = note_of(assignment, OUTCOME_OPEN, assignment->opinion) },
        err);
}

/* --- who may get one ---------------------------------------------------------------------------------------------- */

static bool check_unit(const struct definitions *definitions, const char *code, const char *field, struct err *err)
{
    char today[DATE_SIZE], until[DATE_SIZE] = "";
    day_t last;
    const struct unit *unit = definitions_unit(definitions, code);
    day_print(clock_today(), today);
    if (!unit || strcmp(today, unit->from) < 0)
        return err_set(err, ERR_INVALID, "to", field, SAY_ASSIGN_TO_NOBODY, code);
    if (strcmp(today, unit->until) <= 0) /* the last day is still one */
        return true;
    if (day_parse(unit->until, &last))
        day_print_people(last, until);
    return err_set(err, ERR_INVALID, "to", field, SAY_ASSIGN_TO_PAST_UNIT, unit_name_on(unit, unit->until), until);
}

static bool check_position(struct db *db, const char *code, const char *field, struct err *err)
{
    int64_t count = 0;
    return db_one_int(db, SQL("select count(*) from position where code = $1"), DB(db_text(code)), 0, &count, err) &&
           (count > 0 || err_set(err, ERR_INVALID, "to", field, SAY_ASSIGN_TO_NOBODY, code));
}

static bool check_person(struct db *db, struct arena *mem, const char *login, const char *field, struct err *err)
{
    struct rows *rows =
        db_rows(db, mem, SQL("select name, disabled from account where login = $1"), DB(db_text(login)), err);
    if (!rows)
        return false;
    bool found = rows_next(rows), closed = found && rows_int(rows, 1) != 0;
    const char *name = found ? arena_strdup(mem, rows_text(rows, 0)) : login;
    if (!rows_end(rows, err))
        return false;
    if (closed)
        return err_set(err, ERR_INVALID, "to", field, SAY_ASSIGN_TO_CLOSED, name);
    return found || err_set(err, ERR_INVALID, "to", field, SAY_ASSIGN_TO_NOBODY, login);
}

bool assignment_check_to(struct db *db, struct arena *mem, const struct definitions *definitions, const char *to,
                         const char *field, struct err *err)
{
    static const char unit[] = "unit:", position[] = "position:";
    if (text_is_empty(to))
        return err_set(err, ERR_INVALID, "to", field, SAY_ASSIGN_TO_WHOM);
    if (text_starts(to, unit))
        return check_unit(definitions, to + strlen(unit), field, err);
    return text_starts(to, position) ? check_position(db, to + strlen(position), field, err)
                                     : check_person(db, mem, to, field, err);
}

/* --- that it was read --------------------------------------------------------------------------------------------- */

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
    const struct assignment *one = assignment_find(db, mem, reading->id, err);
    if (!one)
        return false;
    const struct record *record = record_read(db, mem, office->definitions, &office->scope, one->record, err);
    if (!record)
        return err->kind == ERR_NOT_FOUND ? assignment_refuse_missing(err) : false;
    if (!assignment_is_mine(&office->scope, record, one))
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
