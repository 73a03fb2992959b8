/* SPDX-License-Identifier: Apache-2.0 */
/* A line of the tree ends: finished, passed back, returned to its sender, or withdrawn. */
#include "handling/assignment_note.h"

#include "base/clock.h"
#include "base/text.h"
#include "handling/texts.h"
#include "records/assignment_line.h"
#include "records/texts.h"
#include "store/id.h"

struct ending {
    int64_t id;
    enum assignment_outcome outcome; /* OUTCOME_OPEN: it is withdrawn */
    const char *words;
    struct assignment back; /* what comes back to who gave it; id 0: nothing */
};

static bool is_withdrawn(const struct ending *ending)
{
    return ending->outcome == OUTCOME_OPEN;
}

static bool comes_back(const struct ending *ending)
{
    return ending->outcome == OUTCOME_PASSED_BACK || ending->outcome == OUTCOME_RETURNED;
}

static bool may_end(const struct office *office, const struct record *record, const struct assignment *one,
                    const struct ending *ending, struct err *err)
{
    bool gave = office->scope.everything || text_equal(one->from, office->scope.user);
    bool mine = assignment_is_mine(&office->scope, record, one);
    if (is_withdrawn(ending) && !gave)
        return err_set(err, ERR_FORBIDDEN, "assignment", NULL, SAY_WITHDRAW_NOT_YOURS);
    if (comes_back(ending) && !mine)
        return err_set(err, ERR_FORBIDDEN, "assignment", NULL, SAY_BACK_NOT_YOURS);
    if (ending->outcome == OUTCOME_DONE && !gave && !mine)
        return err_set(err, ERR_FORBIDDEN, "assignment", NULL, SAY_FINISH_NOT_YOURS);
    if (one->finished_at)
        return err_set(err, ERR_CONFLICT, "finished", NULL, SAY_ASSIGNMENT_FINISHED);
    if (is_withdrawn(ending) && one->read_at)
        return err_set(err, ERR_CONFLICT, "read", NULL, SAY_WITHDRAW_READ);
    if (is_withdrawn(ending) && one->back_of)
        return err_set(err, ERR_CONFLICT, "back", NULL, SAY_WITHDRAW_BACK);
    if (ending->outcome == OUTCOME_PASSED_BACK && one->role == ASSIGN_INFORM)
        return err_set(err, ERR_CONFLICT, "inform", NULL, SAY_BACK_INFORM);
    return true;
}

/* Who still works on what was handed on from ONE is named. */
static bool check_below(struct db *db, struct arena *mem, const struct definitions *definitions,
                        const struct assignment *list, size_t count, const struct assignment *one, struct err *err)
{
    const char **whoms = ARENA_ARRAY(mem, const char *, count + 1), *names;
    size_t open = 0;
    for (size_t i = 0; i < count; i++)
        if (list[i].parent == one->id && !list[i].finished_at && list[i].role != ASSIGN_INFORM)
            whoms[open++] = list[i].to;
    return open == 0 || (assignment_names(db, mem, definitions, whoms, open, &names, err) &&
                         err_set(err, ERR_CONFLICT, "open-below", NULL, SAY_OPEN_BELOW, names));
}

/* From the first level it comes back to who gave it; to the record's unit where that account is closed by now. */
static bool plan_back(struct write *write, struct db *db, const struct assignment *one, int64_t id,
                      struct ending *ending, struct err *err)
{
    struct err closed = { 0 };
    const char *giver = one->from;
    char today[DATE_SIZE];
    if (!assignment_check_to(db, write->mem, write->office->definitions, giver, "to", &closed)) {
        if (closed.kind != ERR_INVALID) {
            *err = closed;
            return false;
        }
        day_print(clock_today(), today);
        giver = arena_printf(write->mem, "unit:%s",
                             definitions_unit_on(write->office->definitions, write->after.unit, today));
    }
    bool known_only = ending->outcome == OUTCOME_RETURNED || one->role == ASSIGN_INFORM;
    ending->back = (struct assignment){ .id = id,
                                        .record = one->record,
                                        .from = write->by,
                                        .to = giver,
                                        .role = known_only ? ASSIGN_INFORM : one->role,
                                        .opinion = ending->words,
                                        .due = known_only ? DUE_OPEN : write->after.due,
                                        .back_of = one->id,
                                        .on_path = !known_only && one->role == ASSIGN_LEAD };
    return true;
}

static void plan_lines(struct write *write, const struct assignment *one, const struct ending *ending)
{
    static const char *const steps[] = { [OUTCOME_OPEN] = STEP_WITHDRAW_ASSIGNMENT,
                                         [OUTCOME_DONE] = STEP_FINISH_ASSIGNMENT,
                                         [OUTCOME_PASSED_BACK] = STEP_PASS_BACK_ASSIGNMENT,
                                         [OUTCOME_RETURNED] = STEP_RETURN_ASSIGNMENT };
    struct write_note note = assignment_told(write->mem, one, ending->outcome, ending->words);
    write_plan_act(write, steps[ending->outcome], NULL, &note, 1);
    if (!ending->back.id)
        return;
    struct write_note back = assignment_told(write->mem, &ending->back, OUTCOME_OPEN, ending->back.opinion);
    write_plan_act(write, STEP_ASSIGN, NULL, &back, 1);
}

static struct write *plan_end(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct ending *ending = writing->arg;
    struct assignment *list;
    size_t count;
    const struct assignment *one = assignment_find(db, mem, ending->id, err);
    struct write *write = one ? write_open(writing->office, mem, db, one->record, 0, err) : NULL;
    if (one && !write && err->kind == ERR_NOT_FOUND)
        assignment_refuse_missing(err);
    if (!write || !may_end(writing->office, &write->after, one, ending, err) ||
        !write_acts_for(write, db, one->to, err) || !assignment_list(db, mem, one->record, &list, &count, err) ||
        (!is_withdrawn(ending) && !check_below(db, mem, writing->office->definitions, list, count, one, err)))
        return NULL;
    if (ending->outcome == OUTCOME_DONE && *ending->words && !write_keeps_more(write, "result", SAY_MORE_WORDS, err))
        return NULL;
    writing->id = one->record;
    ending->back = (struct assignment){ 0 };
    if (comes_back(ending) && !one->parent && !plan_back(write, db, one, assignment_next_id(list, count), ending, err))
        return NULL;
    plan_lines(write, one, ending);
    return write;
}

static bool apply_end(struct writing *writing, struct change *change, struct err *err)
{
    const struct ending *ending = writing->arg;
    if (is_withdrawn(ending)) /* it may be read meanwhile: reading is no change of the record */
        return change_expect(change, 1, SQL("delete from assignment where id = $1 and read_at = 0 and finished_at = 0"),
                             DB(db_int(ending->id)), err);
    return assignment_line_end(change, ending->id, ending->outcome, writing->office->scope.user, ending->words, err) &&
           (!ending->back.id || assignment_insert(change, writing->write->after.reg, &ending->back, err));
}

static bool end_assignment(struct office *office, struct arena *mem, struct ending *ending, struct err *err)
{
    struct writing writing = { .office = office, .plan = plan_end, .rows = apply_end, .arg = ending };
    return write_run(&writing, mem, err);
}

bool assignment_finish(struct office *office, struct arena *mem, int64_t id, const char *result, struct err *err)
{
    struct ending ending = { .id = id, .outcome = OUTCOME_DONE };
    return assignment_words(mem, result, "result", &ending.words, err) && end_assignment(office, mem, &ending, err);
}

static bool send_back(struct office *office, struct arena *mem, struct ending *ending, const char *reason,
                      struct err *err)
{
    if (!assignment_words(mem, reason, "reason", &ending->words, err))
        return false;
    if (text_is_empty(ending->words))
        return err_set(err, ERR_INVALID, "reason", "reason", SAY_BACK_WHY);
    return end_assignment(office, mem, ending, err);
}

bool assignment_pass_back(struct office *office, struct arena *mem, int64_t id, const char *reason, struct err *err)
{
    struct ending ending = { .id = id, .outcome = OUTCOME_PASSED_BACK };
    return send_back(office, mem, &ending, reason, err);
}

bool assignment_return(struct office *office, struct arena *mem, int64_t id, const char *reason, struct err *err)
{
    struct ending ending = { .id = id, .outcome = OUTCOME_RETURNED };
    return send_back(office, mem, &ending, reason, err);
}

bool assignment_withdraw(struct office *office, struct arena *mem, int64_t id, struct err *err)
{
    struct ending ending = { .id = id, .words = "" };
    return end_assignment(office, mem, &ending, err);
}
