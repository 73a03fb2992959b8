/* SPDX-License-Identifier: Apache-2.0 */
#include "records/step_work.h"

#include "base/text.h"
#include "records/assignment_note.h"
#include "store/id.h"

/* An open assignment of the record. */
struct open_work {
    int64_t id;
    struct assignment_note note;
};

struct open_works {
    ARRAY(struct open_work) list;
};

static bool read_open(struct write *write, struct db *db, struct open_works *open, struct err *err)
{
    struct arena *mem = write->mem;
    struct rows *rows = db_rows(db, mem,
                                SQL("select id, to_whom, role, due, parent, own_due, back_of from assignment where "
                                    "record = $1 and finished_at = 0 order by id"),
                                DB(db_int(write->after.id)), err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct open_work one = { .id = rows_int(rows, 0),
                                 .note = { .to = arena_strdup(mem, rows_text(rows, 1)),
                                           .due = arena_strdup(mem, rows_text(rows, 3)),
                                           .parent = rows_int(rows, 4),
                                           .own_due = rows_int(rows, 5) == 1,
                                           .back_of = rows_int(rows, 6),
                                           .words = "" } };
        if (assignment_role_find(rows_text(rows, 2), &one.note.role))
            *ARRAY_ADD(mem, &open->list) = one;
    }
    return rows_end(rows, err);
}

static struct write_note note_of(struct arena *mem, int64_t id, const struct assignment_note *note)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    return (struct write_note){ .name = arena_printf(mem, HISTORY_ASSIGNMENT "%s", printed),
                                .new = assignment_note_print(mem, note) };
}

static bool ends_with(const struct step *step, const struct open_work *one)
{
    return step->closes ? one->note.role != ASSIGN_INFORM : one->note.role == ASSIGN_LEAD;
}

static void plan_ends(struct write *write, const struct step *step, struct open_works *open, struct step_work *work)
{
    struct write_note *notes = ARENA_ARRAY(write->mem, struct write_note, open->list.count + 1);
    for (size_t i = 0; i < open->list.count; i++) {
        struct open_work *one = &open->list.items[i];
        if (!ends_with(step, one))
            continue;
        one->note.outcome = work->outcome;
        notes[work->ended.count] = note_of(write->mem, one->id, &one->note);
        *ARRAY_ADD(write->mem, &work->ended) = one->id;
    }
    if (work->ended.count > 0)
        write_plan_act(write, STEP_FINISH_ASSIGNMENT, NULL, notes, work->ended.count);
}

static bool has_it(const struct open_works *open, const char *to)
{
    for (size_t i = 0; i < open->list.count; i++)
        if (open->list.items[i].note.role == ASSIGN_LEAD && text_equal(open->list.items[i].note.to, to))
            return true;
    return false;
}

bool step_work_plan(struct write *write, struct db *db, const struct step *step, const char *reason,
                    struct step_work *work, struct err *err)
{
    struct open_works open = { 0 };
    const struct value *unit = step->assigns ? record_value(&write->after, step->assigns) : NULL;
    bool gives = unit && unit->is_set;
    if (!gives && !step->closes)
        return true;
    if (!read_open(write, db, &open, err))
        return false;
    if (gives)
        work->to = arena_printf(write->mem, "unit:%s", unit->text);
    if (gives && has_it(&open, work->to))
        return true;
    work->outcome = step->closes ? OUTCOME_CLOSED : OUTCOME_REPLACED;
    plan_ends(write, step, &open, work);
    if (!gives)
        return true;
    work->given = id_next();
    work->due = write->after.due;
    work->words = reason ? reason : "";
    struct assignment_note note = { .role = ASSIGN_LEAD, .to = work->to, .due = work->due, .words = work->words };
    struct write_note line = note_of(write->mem, work->given, &note);
    write_plan_act(write, STEP_ASSIGN, NULL, &line, 1);
    return true;
}

bool step_work_apply(struct change *change, const struct write *write, const struct step_work *work, struct err *err)
{
    instant_t now = change_time(change);
    for (size_t i = 0; i < work->ended.count; i++)
        if (!change_expect(change, 1,
                           SQL("update assignment set finished_at = $1, read_at = case when read_at = 0 then $2 else "
                               "read_at end, outcome = $3, ended_by = $4 where id = $5 and finished_at = 0"),
                           DB(db_int(now), db_int(now), db_text(assignment_outcome_name(work->outcome)),
                              db_text(write->by), db_int(work->ended.items[i])),
                           err))
            return false;
    return !work->given ||
           change_run(change,
                      SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, "
                          "given_at, read_at, finished_at) values ($1, $2, 0, $3, $4, 'lead', $5, $6, $7, 0, 0)"),
                      DB(db_int(work->given), db_int(write->after.id), db_text(write->by), db_text(work->to),
                         db_text(work->words), db_text(work->due), db_int(now)),
                      err);
}
