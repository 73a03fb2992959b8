/* SPDX-License-Identifier: Apache-2.0 */
#include "records/write.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "fields/tally.h"
#include "query/finder.h"
#include "query/query_names.h"
#include "query/week.h"
#include "records/due_moves.h"
#include "records/hold.h"
#include "records/judge.h"
#include "definitions/step_along.h"
#include "records/step_company.h"
#include "records/step_taking.h"
#include "records/texts.h"
#include "records/undo.h"
#include "records/writing.h"
#include "store/id.h"

static bool announce(struct change *change, const struct write *write, struct err *err)
{
    return change_run(change,
                      SQL("insert into outbox (id, topic, record, created_at, sent_at) values ($1, $2, $3, $4, 0)"),
                      DB(db_int(id_next()), db_text(write->history.items[write->history.count - 1].step),
                         db_int(write->after.id), db_int(change_time(change))),
                      err);
}

/* --- one record --------------------------------------------------------------------------------------------------- */

enum { WRITE_TRIES_MAX = 20, UNIQUE_TRIES_MAX = 4 };

/* The writes of one act. */
struct running {
    struct writing *const *items;
    size_t count;
    struct office *office;
};

/* The request was done before: REPEATED, and what it left is known again. */
static bool find_request(struct office *office, struct db *db, bool *repeated, struct err *err)
{
    *repeated = false;
    if (!office->request)
        return true;
    if (office->request->looked_up) {
        office->request->looked_up = false; /* the next try looks */
        return true;
    }
    if (!idempotency_find(db, office->request, repeated, err))
        return false;
    if (*repeated)
        office->written = (struct written){ office->request->record, office->request->version, true };
    return true;
}

static bool prepare_one(struct writing *writing, struct change *change, struct db *db, struct err *err)
{
    writing->write = NULL;
    writing->already = writing->ordered = false;
    struct write *write = writing->plan(writing, change_mem(change), db, err);
    if (!write)
        return writing->already;
    if (!write_check_others(write, db, err) || !hold_judge_degree(write, db, err) || !write_is_blameless(write, err) ||
        !write_plan_personal(write, err))
        return false;
    if (writing->is_new)
        write->after.id = writing->id;
    else
        change_touch(change, writing->id);
    write_want_number(write, change);
    writing->write = write;
    writing->ordered = write->ordered;
    return true;
}

/* The request is kept with the first record that is written. */
static void keep_written(const struct running *running)
{
    struct office *office = running->office;
    for (size_t i = 0; i < running->count; i++) {
        const struct write *write = running->items[i]->write;
        if (!write)
            continue;
        office->written = (struct written){ write->after.id, write->after.version, false };
        break;
    }
    if (office->request) {
        office->request->record = office->written.record;
        office->request->version = office->written.version;
    }
}

/* What one is refused for does not hide what is wrong with the others. */
static bool is_refused(const struct err *failure)
{
    return failure->kind == ERR_INVALID || failure->kind == ERR_CONFLICT || failure->kind == ERR_FORBIDDEN ||
           failure->kind == ERR_NOT_FOUND;
}

/* What is wrong with one is told with what is wrong with the others, each once. */
static void gather_faults(const struct running *running, struct arena *mem, struct draft_faults *all)
{
    const struct draft_faults one = *running->office->faults;
    *running->office->faults = (struct draft_faults){ 0 };
    for (size_t i = 0; i < one.list.count; i++) {
        const struct err *fault = &one.list.items[i];
        bool told = false;
        for (size_t k = 0; k < all->list.count && !told; k++)
            told =
                text_equal(all->list.items[k].field, fault->field) && text_equal(all->list.items[k].text, fault->text);
        if (!told)
            *ARRAY_ADD(mem, &all->list) = *fault;
    }
}

static bool prepare_running(struct change *change, struct db *db, void *arg, struct err *err)
{
    const struct running *running = arg;
    bool repeated, done = true;
    struct draft_faults all = { 0 };
    for (size_t i = 0; i < running->count; i++) {
        running->items[i]->write = NULL;
        running->items[i]->failure = (struct err){ 0 };
    }
    if (!find_request(running->office, db, &repeated, err) || repeated)
        return repeated;
    for (size_t i = 0; i < running->count; i++) {
        struct err *failure = &running->items[i]->failure;
        if (prepare_one(running->items[i], change, db, failure))
            continue;
        if (done)
            *err = *failure;
        done = false;
        if (!is_refused(failure))
            return false;
        if (running->office->faults)
            gather_faults(running, change_mem(change), &all);
    }
    if (running->office->faults && all.list.count > 0)
        *running->office->faults = all;
    if (done)
        keep_written(running);
    return done;
}

static bool apply_running(struct change *change, void *arg, struct err *err)
{
    const struct running *running = arg;
    struct office *office = running->office;
    struct tally *tally = tally_new(change_mem(change));
    struct write_rows *rows = write_rows_new(change_mem(change));
    bool any = false;
    for (size_t i = 0; i < running->count; i++) {
        struct write *write = running->items[i]->write;
        if (!write)
            continue;
        any = true;
        struct counted_record after = write_counted(write);
        tally_move(tally, write->is_new ? NULL : &write->counted_before, &after);
        if (!write_apply(change, write, rows, err))
            return false;
    }
    if (!any)
        return true;
    if (!write_rows_run(change, rows, err) || !tally_apply(change, store_kind(office->store), tally, err))
        return false;
    for (size_t i = 0; i < running->count; i++) {
        struct writing *writing = running->items[i];
        if (writing->write && ((writing->rows && !writing->rows(writing, change, err)) ||
                               (!writing->quiet && !announce(change, writing->write, err))))
            return false;
    }
    return !office->request || idempotency_keep(change, office->request, err);
}

/* On PostgreSQL the second line of the same version may be what was noticed first. */
static void tell_overtaken(const struct running *running, struct err *err)
{
    for (size_t i = 0; i < running->count; i++)
        if (!running->items[i]->is_new && err->kind == ERR_CONFLICT && text_equal(err->subject, "unique")) {
            err_set(err, ERR_CONFLICT, "version", NULL, SAY_OVERTAKEN);
            return;
        }
}

/* Somebody was faster: with the same request, or with the same record where the caller said “whatever it is”. */
static bool is_worth_another_try(const struct running *running, const struct err *err)
{
    bool again = text_equal(err->subject, "repeated");
    for (size_t i = 0; i < running->count && text_equal(err->subject, "version"); i++) {
        const struct writing *writing = running->items[i];
        bool overtaken = !writing->is_new && !writing->version;
        /* a number came beside it: planned again it is refused, or asked about */
        again |= overtaken || writing->ordered;
    }
    return err->kind == ERR_CONFLICT && again;
}

bool write_run_all(struct writing *const *writings, size_t count, struct arena *mem, struct err *err)
{
    assert(count > 0);
    struct running running = { .items = writings, .count = count, .office = writings[0]->office };
    if (running.office->faults)
        *running.office->faults = (struct draft_faults){ 0 };
    for (int tries = 1;; tries++) {
        struct err failure = { 0 };
        if (store_change(running.office->store, mem, prepare_running, apply_running, &running, &failure))
            return true;
        if (tries < UNIQUE_TRIES_MAX && failure.kind == ERR_CONFLICT && text_equal(failure.subject, "unique"))
            continue; /* planned again it is told which record was there first, or that the version is another */
        tell_overtaken(&running, &failure);
        if (tries == WRITE_TRIES_MAX || !is_worth_another_try(&running, &failure)) {
            *err = failure;
            return false;
        }
    }
}

bool write_run(struct writing *writing, struct arena *mem, struct err *err)
{
    return write_run_all(&writing, 1, mem, err);
}

/* What each act adds to its writing, which stands first in it. */
struct creating {
    struct writing writing;
    const struct draft *draft;
};

static struct write *plan_create(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    const struct creating *creating = (const struct creating *)writing;
    (void)db;
    return write_plan_new(writing->office, mem, creating->draft, err);
}

bool record_create(struct office *office, struct arena *mem, const struct draft *draft, int64_t *id, struct err *err)
{
    struct creating creating = { .writing = { .office = office, .id = id_next(), .is_new = true, .plan = plan_create },
                                 .draft = draft };
    if (!write_run(&creating.writing, mem, err))
        return false;
    *id = office->written.record;
    return true;
}

/* Values set outside a step, and what they do with the dates of the work on the record. */
struct changing {
    struct writing writing;
    const struct draft_value *items;
    size_t count;
    struct due_moves moves;
};

static struct write *plan_set(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct changing *changing = (struct changing *)writing;
    bool changed;
    changing->moves = (struct due_moves){ 0 };
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    if (!write || !write_plan_values(write, changing->items, changing->count, &changed, err))
        return NULL;
    if (!changed) {
        writing->already = true;
        writing->office->written = (struct written){ write->after.id, write->after.version, false };
        return NULL;
    }
    write_finish(write);
    return due_moves_plan(write, db, NULL, 0, &changing->moves, err) ? write : NULL;
}

static bool set_rows(struct writing *writing, struct change *change, struct err *err)
{
    const struct changing *changing = (const struct changing *)writing;
    return due_moves_apply(change, &changing->moves, err);
}

bool record_set(struct office *office, struct arena *mem, int64_t id, int64_t version, const struct draft_value *values,
                size_t count, struct err *err)
{
    struct changing changing = {
        .writing = { .office = office, .id = id, .version = version, .plan = plan_set, .rows = set_rows },
        .items = values,
        .count = count,
    };
    return write_run(&changing.writing, mem, err);
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

/* Who is named and passes it on names another; nobody would be left to take what is kept to who is named. */
static void judge_passed_on(struct write *write, const struct step *step)
{
    const struct field *by = step && step->by ? register_field(write->after.reg, step->by) : NULL;
    struct err fault;
    if (!by || !step_writes(step, by) || write->history.count == 0)
        return;
    const struct history_row *row = &write->history.items[write->history.count - 1];
    for (size_t i = 0; i < row->values.count; i++)
        if (text_equal(row->values.items[i].field, by->name) && record_value(&write->after, by->name)->is_set)
            return;
    err_set(&fault, ERR_INVALID, "same", by->name, SAY_STEP_SAME_NAMED, step->label, by->label);
    write_blame(write, &fault);
}

/* Who takes what `by:` keeps to somebody that is away does it for them, whether or not it was given to them, too. */
static bool find_named(struct write *write, struct db *db, const struct step *step, struct err *err)
{
    const struct office *office = write->office;
    return !step || !step->by || office->scope.everything ||
           write_acts_for(write, db, record_named(write->mem, office->definitions, &write->after, step), err);
}

/* What a step's own conditions and the approvals of the draft have against it is said together. */
static bool judge_taking(struct step_taking *taking, struct write *write, struct db *db, const struct step *step,
                         struct err *err)
{
    bool taken = write_plan_step(write, taking->step, err);
    if (!taken && write->faults.list.count == 0)
        return false;
    judge_passed_on(write, step);
    if (step && !hold_judge_step(write, db, step, err))
        return false;
    if (step && !approvals_judge_step(write, db, step, taking->step->reason, taking->line, &taking->approvals, err))
        return false;
    return write_is_blameless(write, err) && taken;
}

/* With what the step of a week publishes among its values; which nobody gives it. NULL with an err. */
static const struct draft_step *with_week(struct write *write, const struct step *step, const struct draft_step *given,
                                          struct err *err)
{
    const struct register_definition *reg = write->after.reg;
    const struct field *kept = step && reg->week ? register_field(reg, reg->week->kept) : NULL;
    struct err fault;
    if (!kept)
        return given;
    for (size_t i = 0; i < given->values.count; i++)
        if (text_equal(given->values.items[i].name, kept->name)) {
            err_set(&fault, ERR_INVALID, "field", kept->name, SAY_FIELD_NOT_IN_STEP, step->label, kept->label);
            write_blame(write, &fault);
        }
    if (!text_equal(kept->set_by, step->name) || write->faults.list.count > 0)
        return given;
    struct draft_step *taken = ARENA_NEW(write->mem, struct draft_step);
    *taken = (struct draft_step){ .name = given->name, .on = given->on, .reason = given->reason };
    for (size_t i = 0; i < given->values.count; i++)
        draft_step_add(write->mem, taken, given->values.items[i]);
    const char *text;
    if (!week_publish(write->office->store, write->mem, write->office->definitions, &write->office->scope,
                      &write->after, &text, err))
        return NULL;
    draft_step_set(write->mem, taken, kept->name, text);
    return taken;
}

bool step_taking_plan(struct step_taking *taking, struct write *write, struct db *db, struct err *err)
{
    const struct step *step = register_step(write->after.reg, taking->step->name);
    taking->work = (struct step_work){ 0 };
    taking->moves = (struct due_moves){ 0 };
    taking->approvals = (struct approval_changes){ 0 };
    const struct draft_step *asked = taking->step;
    taking->step = with_week(write, step, asked, err);
    bool judged = taking->step && find_named(write, db, step, err) && judge_taking(taking, write, db, step, err);
    taking->step = asked; /* what is planned again publishes what is there then */
    if (!judged)
        return false;
    write_finish(write);
    approvals_plan_step(write, &taking->approvals);
    bool planned = step ? step_work_plan(write, db, step, taking->step->reason, &taking->work, err)
                        : step_work_plan_cancel(write, db, &taking->work, err);
    const struct step_work *work = &taking->work;
    return planned && due_moves_plan(write, db, work->ended.items, work->ended.count, &taking->moves, err);
}

bool step_taking_apply(struct step_taking *taking, const struct write *write, struct change *change, struct err *err)
{
    return approvals_apply(change, write, &taking->approvals, err) &&
           step_work_apply(change, write, &taking->work, err) && due_moves_apply(change, &taking->moves, err);
}

struct stepping {
    struct writing writing;
    struct step_taking taking;
};

static struct write *plan_step(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct stepping *stepping = (struct stepping *)writing;
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    return write && step_taking_plan(&stepping->taking, write, db, err) ? write : NULL;
}

static bool step_rows(struct writing *writing, struct change *change, struct err *err)
{
    return step_taking_apply(&((struct stepping *)writing)->taking, writing->write, change, err);
}

static bool undo_takes(const struct draft_step *step, struct err *err)
{
    const char *name = step->on             ? "on"
                       : step->reason       ? "reason"
                       : step->values.count ? step->values.items[0].name
                                            : NULL;
    return !name || err_set(err, ERR_INVALID, "field", name, SAY_UNDO_TAKES_NOTHING, name);
}

bool record_step(struct office *office, struct arena *mem, int64_t id, int64_t version, const struct draft_step *step,
                 struct err *err)
{
    if (text_equal(step->name, STEP_UNDO))
        return undo_takes(step, err) && record_undo(office, mem, id, version, NULL, err);
    struct stepping stepping = {
        .writing = { .office = office, .id = id, .version = version, .plan = plan_step, .rows = step_rows },
        .taking = { .step = step }
    };
    struct step_company company[STEP_ALONG_MAX];
    struct writing *all[1 + STEP_ALONG_MAX] = { &stepping.writing };
    size_t count = step_company_count(office->definitions, office->reg, step->name);
    if (count == 0)
        return write_run(&stepping.writing, mem, err);
    for (size_t i = 0; i < count; i++) {
        step_company_begin(&company[i], &stepping.writing, step->name, i);
        all[1 + i] = &company[i].writing;
    }
    return write_run_all(all, 1 + count, mem, err);
}

/* --- links -------------------------------------------------------------------------------------------------------- */

struct link {
    struct writing writing;
    int64_t to;
    const char *kind, *reason;
    bool cut;
};

static struct write *plan_link(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct link *link = (struct link *)writing;
    int64_t there;
    char id[ID_SIZE];
    struct write *write = write_open(writing->office, mem, db, writing->id, 0, err);
    if (!write || !write_may(write, ACT_CHANGE, NULL, err) ||
        !db_one_int(db, SQL("select count(*) from record_link where from_record = $1 and kind = $2 and to_record = $3"),
                    DB(db_int(writing->id), db_text(link->kind), db_int(link->to)), 0, &there, err))
        return NULL;
    id_print(link->to, id);
    if (link->cut && !there) {
        err_set(err, ERR_NOT_FOUND, "link", NULL, SAY_NO_SUCH_LINK, link->kind, id);
        return NULL;
    }
    if (!link->cut && !record_read(db, mem, writing->office->definitions, &writing->office->scope, link->to, err))
        return NULL;
    if (!link->cut && there) {
        writing->already = true;
        writing->office->written = (struct written){ write->after.id, write->after.version, false };
        return NULL;
    }
    const char *printed = arena_strdup(mem, id);
    struct write_note note = { .name = arena_printf(mem, HISTORY_LINK "%s", link->kind),
                               .old = link->cut ? printed : NULL,
                               .new = link->cut ? NULL : printed };
    write_plan_act(write, link->cut ? STEP_UNLINK : STEP_LINK, link->reason, &note, 1);
    return write;
}

static bool apply_link(struct writing *writing, struct change *change, struct err *err)
{
    const struct link *link = (const struct link *)writing;
    if (link->cut)
        return change_expect(change, 1,
                             SQL("delete from record_link where from_record = $1 and kind = $2 and to_record = $3"),
                             DB(db_int(writing->id), db_text(link->kind), db_int(link->to)), err);
    return change_run(change,
                      SQL("insert into record_link (from_record, kind, to_record, created_at, created_by) values "
                          "($1, $2, $3, $4, $5)"),
                      DB(db_int(writing->id), db_text(link->kind), db_int(link->to), db_int(change_time(change)),
                         db_text(writing->office->scope.user)),
                      err);
}

static bool change_link(struct office *office, struct arena *mem, int64_t from, struct link *link, struct err *err)
{
    link->writing = (struct writing){ .office = office, .id = from, .plan = plan_link, .rows = apply_link };
    if (text_equal(link->kind, LINK_HOLDS)) /* what lies in a file has its own rules */
        return link->cut ? record_release(office, mem, from, &link->to, 1, link->reason, err)
                         : record_hold(office, mem, from, &link->to, 1, err);
    if (!query_is_code(link->kind))
        return err_set(err, ERR_INVALID, "link", NULL, SAY_LINK_KIND, link->kind);
    if (from == link->to && !link->cut)
        return err_set(err, ERR_INVALID, "link", NULL, SAY_LINK_TO_ITSELF);
    return write_run(&link->writing, mem, err);
}

bool record_link(struct office *office, struct arena *mem, int64_t from, const char *kind, int64_t to, struct err *err)
{
    return change_link(office, mem, from, &(struct link){ .to = to, .kind = kind }, err);
}

bool record_unlink(struct office *office, struct arena *mem, int64_t from, const char *kind, int64_t to,
                   const char *reason, struct err *err)
{
    return change_link(office, mem, from, &(struct link){ .to = to, .kind = kind, .reason = reason, .cut = true }, err);
}
