/* SPDX-License-Identifier: Apache-2.0 */
/* The act of a hand-over is written, then what goes is moved, a batch of records a change. */
#include "handling/handover_internal.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handling/assignment_note.h"
#include "handling/texts.h"
#include "people/account.h"
#include "people/left.h"
#include "records/approvals.h"
#include "records/texts.h"
#include "records/writing.h"
#include "store/id.h"

enum { BATCH = 100, TRIES_MAX = 8, HANDED_COLUMNS = 5 };

/* A line of the act, as it is written. */
struct handed_line {
    const char *what, *code;
    int64_t item, record;
};

/* --- the lines of a change ---------------------------------------------------------------------------------------- */

static bool insert_line(struct change *change, int64_t no, int64_t seq, int64_t batch, const struct handed_line *line,
                        struct err *err)
{
    return change_run(change,
                      SQL("insert into handover_line (handover, seq, batch, what, item, code, record) values ($1, $2, "
                          "$3, $4, $5, $6, $7)"),
                      DB(db_int(no), db_int(seq), db_int(batch), db_text(line->what), db_int(line->item),
                         db_text(line->code), db_int(line->record)),
                      err);
}

static void put_values(struct db_value *values, int64_t seq, const struct handed_line *line)
{
    values[0] = db_int(seq);
    values[1] = db_text(line->what);
    values[2] = db_int(line->item);
    values[3] = db_text(line->code);
    values[4] = db_int(line->record);
}

static const char *handed_left(struct arena *mem, int64_t no, int64_t batch, const struct db_value *values,
                               size_t count)
{
    const char *key = arena_printf(mem, "%" PRId64 "/%" PRId64, no, batch);
    return count ? left_line(mem, LEFT_HANDED, key, values, count * HANDED_COLUMNS) : "";
}

/* Whose history says it: the account's; of a position or a unit nobody's. */
static const char *login_of(const struct handover *handover)
{
    return strchr(handover->from, ':') ? "" : handover->from;
}

static const char *words_of(struct arena *mem, const struct handover *handover)
{
    const char *why = text_is_empty(handover->document)
                          ? handover->reason
                          : arena_printf(mem, SAY_HANDOVER_DOCUMENT, handover->reason, handover->document);
    return arena_printf(mem, SAY_HANDOVER_WORDS, (long long)handover->no, handover->from_name, handover->to_name, why);
}

/* --- the act ------------------------------------------------------------------------------------------------------ */

struct beginning_handover {
    struct office *office;
    const struct handover *asked;
    struct handover made;
    struct handover_lines held; /* positions and people that go with it */
};

static bool prepare_begin(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct beginning_handover *beginning = arg;
    struct arena *mem = change_mem(change);
    int64_t last;
    beginning->held = (struct handover_lines){ 0 };
    if (!handover_judge(beginning->office, mem, db, beginning->asked, &beginning->made, err) ||
        (beginning->made.holdings && !handover_holdings(db, mem, beginning->made.from, &beginning->held, err)) ||
        !db_one_int(db, SQL("select coalesce(max(no), 0) from handover"), DB_NONE, 0, &last, err))
        return false;
    beginning->made.no = last + 1;
    return true;
}

static bool insert_held(struct change *change, const struct beginning_handover *beginning, const char **left,
                        struct err *err)
{
    const struct handover_lines *held = &beginning->held;
    struct arena *mem = change_mem(change);
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, held->count * HANDED_COLUMNS + 1);
    for (size_t i = 0; i < held->count; i++) {
        const struct handed_line line = { held->items[i].what, held->items[i].code, 0, 0 };
        put_values(values + i * HANDED_COLUMNS, (int64_t)i + 1, &line);
        if (!insert_line(change, beginning->made.no, (int64_t)i + 1, 0, &line, err))
            return false;
    }
    *left = handed_left(mem, beginning->made.no, 0, values, held->count);
    return true;
}

static bool apply_begin(struct change *change, void *arg, struct err *err)
{
    const struct beginning_handover *beginning = arg;
    const struct handover *made = &beginning->made;
    struct arena *mem = change_mem(change);
    const char *held;
    const struct db_value row[] = { db_text(made->from),      db_text(made->to),      db_text(made->from_name),
                                    db_text(made->to_name),   db_text(made->reason),  db_text(made->document),
                                    db_text(made->on),        db_int(made->holdings), db_int(change_time(change)),
                                    db_text(made->entered_by) };
    if (!change_run(
            change,
            SQL("insert into handover (no, from_whom, to_whom, from_name, to_name, reason, document, "
                "handed_on, holdings, entered_at, entered_by, done_at) values ($1, $2, $3, $4, $5, $6, $7, $8, "
                "$9, $10, $11, 0)"),
            DB(db_int(made->no), row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9]),
            err) ||
        !insert_held(change, beginning, &held, err))
        return false;
    const char *key = arena_printf(mem, "%" PRId64, made->no);
    return left_note(
        change,
        &(struct account_history_line){
            .by = made->entered_by,
            .login = login_of(made),
            .what = "handover",
            .detail = words_of(mem, made),
            .after = arena_printf(mem, "%s%s", left_line(mem, LEFT_HANDOVER, key, row, COUNT_OF(row)), held) },
        err);
}

/* --- a record ----------------------------------------------------------------------------------------------------- */

struct batch;

/* What of a record goes. */
struct moving {
    struct writing writing;
    struct batch *batch;
    ARRAY(struct handed_line) lines;
    ARRAY(const char *) to; /* of each line: whom it goes to */
};

struct batch {
    const struct handover *handover;
    const char *words;
    struct text_list whoms; /* of approvals */
    int64_t no, seq;        /* of this batch; the last line before it */
    struct moving *items;
    size_t count;
};

static void add_line(struct moving *moving, struct arena *mem, const char *what, int64_t item, const char *to)
{
    *ARRAY_ADD(mem, &moving->lines) = (struct handed_line){ what, "", item, moving->writing.id };
    *ARRAY_ADD(mem, &moving->to) = to;
}

static void plan_assignments(struct moving *moving, struct arena *mem, const struct assignment *list, size_t count,
                             struct write_note *notes, size_t *made)
{
    const struct handover *handover = moving->batch->handover;
    for (size_t i = 0; i < count; i++) {
        struct assignment one = list[i];
        if (one.finished_at || !text_equal(one.to, handover->from))
            continue;
        one.to = handover->to;
        add_line(moving, mem, "assignment", one.id, one.to);
        notes[(*made)++] = assignment_told(mem, &one, OUTCOME_OPEN, one.opinion);
    }
}

static void plan_approvals(struct moving *moving, struct arena *mem, const struct approvals *approvals,
                           struct write_note *notes, size_t *made)
{
    const struct handover *handover = moving->batch->handover;
    char id[ID_SIZE];
    for (size_t i = 0; i < approvals->count; i++) {
        struct approval one = approvals->list[i];
        if (one.decided_at || one.draft != approvals->draft || !text_list_has(&moving->batch->whoms, one.to))
            continue;
        one.to = handover_whom_after(mem, one.to, handover->from, handover->to);
        add_line(moving, mem, "approval", one.id, one.to);
        id_print(one.id, id);
        notes[(*made)++] = (struct write_note){ .name = arena_printf(mem, HISTORY_APPROVAL "%s", id),
                                                .new = approval_note_print(mem, &one) };
    }
}

static struct write *plan_move(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct moving *moving = (struct moving *)writing;
    struct assignment *list;
    struct approvals approvals;
    size_t count, made = 0;
    memset(&moving->lines, 0, sizeof moving->lines); /* a try before had memory of its own */
    memset(&moving->to, 0, sizeof moving->to);
    struct write *write = write_open(writing->office, mem, db, writing->id, 0, err);
    if (!write || !assignment_list(db, mem, writing->id, &list, &count, err) ||
        !approvals_read(db, mem, writing->id, &approvals, err))
        return NULL;
    struct write_note *notes = ARENA_ARRAY(mem, struct write_note, count + approvals.count + 1);
    plan_assignments(moving, mem, list, count, notes, &made);
    if (!write->after.cancelled)
        plan_approvals(moving, mem, &approvals, notes, &made);
    if (made == 0) { /* done, or moved by another node, meanwhile */
        writing->already = true;
        return NULL;
    }
    write_plan_act(write, STEP_HAND_OVER, moving->batch->words, notes, made);
    return write;
}

/* The lines of the batch before those of AT. */
static size_t lines_before(const struct batch *batch, const struct moving *at)
{
    size_t before = 0;
    for (const struct moving *one = batch->items; one < at; one++)
        before += one->writing.write ? one->lines.count : 0;
    return before;
}

static bool is_last(const struct batch *batch, const struct moving *at)
{
    for (const struct moving *one = at + 1; one < batch->items + batch->count; one++)
        if (one->writing.write)
            return false;
    return true;
}

/* What the batch left, with its last record. */
static bool note_batch(struct change *change, const struct batch *batch, struct err *err)
{
    struct arena *mem = change_mem(change);
    const struct handover *handover = batch->handover;
    size_t all = lines_before(batch, batch->items + batch->count), made = 0;
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, all * HANDED_COLUMNS + 1);
    for (size_t i = 0; i < batch->count; i++)
        for (size_t k = 0; batch->items[i].writing.write && k < batch->items[i].lines.count; k++, made++)
            put_values(values + made * HANDED_COLUMNS, batch->seq + (int64_t)made + 1, &batch->items[i].lines.items[k]);
    return left_note(
        change,
        &(struct account_history_line){ .by = handover->entered_by,
                                        .login = login_of(handover),
                                        .what = "handover",
                                        .detail = arena_printf(mem, SAY_HANDOVER_BATCH, (long long)handover->no, all),
                                        .after = handed_left(mem, handover->no, batch->no, values, all) },
        err);
}

static bool move_row(struct change *change, const struct handed_line *line, const char *to, struct err *err)
{
    return text_equal(line->what, "assignment")
               ? change_expect(change, 1, SQL("update assignment set to_whom = $1 where id = $2 and finished_at = 0"),
                               DB(db_text(to), db_int(line->item)), err)
               : change_expect(change, 1, SQL("update approval set to_whom = $1 where id = $2 and decided_at = 0"),
                               DB(db_text(to), db_int(line->item)), err);
}

static bool move_rows(struct writing *writing, struct change *change, struct err *err)
{
    struct moving *moving = (struct moving *)writing;
    const struct batch *batch = moving->batch;
    int64_t seq = batch->seq + (int64_t)lines_before(batch, moving);
    for (size_t i = 0; i < moving->lines.count; i++) {
        const struct handed_line *line = &moving->lines.items[i];
        if (!move_row(change, line, moving->to.items[i], err) ||
            !insert_line(change, batch->handover->no, ++seq, batch->no, line, err))
            return false;
    }
    return !is_last(batch, moving) || note_batch(change, batch, err);
}

/* --- a batch ------------------------------------------------------------------------------------------------------ */

/* Records that something of goes, the oldest first. */
static bool find_records(struct db *db, struct arena *mem, const struct batch *batch, size_t limit, int64_t *ids,
                         size_t *count, struct err *err)
{
    struct query_builder query;
    query_builder_init(&query, mem, NULL, STORE_SQLITE);
    text_raw(&query.text, "select distinct record from (select a.record from assignment a where a.finished_at = 0 and "
                          "a.register > '' and a.to_whom = ");
    query_put_text(&query, batch->handover->from);
    text_raw(&query.text, " union all select p.record from approval p join record r on r.id = p.record where "
                          "p.decided_at = 0 and r.cancelled = 0 and p.draft = (select max(f.draft) from attachment f "
                          "where f.record = p.record and f.draft > 0) and p.to_whom in ");
    handover_put_whoms(&query, &batch->whoms);
    text_raw(&query.text, ") k order by record limit ");
    query_put(&query, db_int((int64_t)limit));
    struct query_sql sql = query_finish(&query);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    *count = 0;
    while (rows && rows_next(rows))
        ids[(*count)++] = rows_int(rows, 0);
    return rows && rows_end(rows, err);
}

static bool begin_batch(struct db *db, struct batch *batch, struct err *err)
{
    return db_one_int(db, SQL("select coalesce(max(seq), 0) from handover_line where handover = $1"),
                      DB(db_int(batch->handover->no)), 0, &batch->seq, err) &&
           db_one_int(db, SQL("select coalesce(max(batch), 0) + 1 from handover_line where handover = $1"),
                      DB(db_int(batch->handover->no)), 0, &batch->no, err);
}

/* At most LIMIT records in one change, MOVED of them now; FOUND 0: nothing is left. */
static bool move_batch(struct office *office, struct arena *mem, const struct handover *handover, size_t limit,
                       size_t *found, size_t *moved, struct err *err)
{
    int64_t ids[BATCH];
    struct batch batch = { .handover = handover,
                           .words = words_of(mem, handover),
                           .whoms = handover_whoms(mem, office->definitions, handover->from) };
    struct db *db = db_for_read(office->store, err);
    if (!db || !begin_batch(db, &batch, err) || !find_records(db, mem, &batch, limit, ids, found, err))
        return false;
    if (*found == 0)
        return true;
    batch.items = ARENA_ARRAY(mem, struct moving, *found);
    batch.count = *found;
    struct writing **writings = ARENA_ARRAY(mem, struct writing *, *found);
    for (size_t i = 0; i < *found; i++) {
        batch.items[i] =
            (struct moving){ .writing = { .office = office, .id = ids[i], .plan = plan_move, .rows = move_rows },
                             .batch = &batch };
        writings[i] = &batch.items[i].writing;
    }
    if (!write_run_all(writings, *found, mem, err))
        return false;
    for (size_t i = 0; i < *found; i++)
        *moved += writings[i]->write != NULL;
    return true;
}

/* --- positions and people ----------------------------------------------------------------------------------------- */

static bool move_account(struct office *office, struct arena *mem, const struct handover *handover, const char *login,
                         struct err *err)
{
    struct db *db = db_for_read(office->store, err);
    struct account *account = db ? account_find(db, mem, login, err) : NULL;
    if (!account)
        return false;
    if (!text_equal(account->unit, handover_code(handover->from, HANDOVER_UNIT)))
        return true; /* by now */
    account->unit = handover_code(handover->to, HANDOVER_UNIT);
    return account_change(office->store, mem, office->definitions, account, account->version, handover->entered_by,
                          err);
}

static bool move_position(struct office *office, struct arena *mem, const struct handover *handover, const char *code,
                          struct err *err)
{
    struct position *positions;
    size_t count;
    const char *unit = handover_code(handover->from, HANDOVER_UNIT);
    struct db *db = db_for_read(office->store, err);
    if (!db || !position_list(db, mem, &positions, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct position *position = &positions[i];
        if (!text_equal(position->code, code) ||
            !text_equal(unit ? position->unit : position->holder, unit ? unit : handover->from))
            continue;
        *(unit ? &position->unit : &position->holder) =
            unit ? handover_code(handover->to, HANDOVER_UNIT) : handover->to;
        return position_keep(office->store, mem, position, handover->entered_by, err);
    }
    return true;
}

static bool move_holdings(struct office *office, struct arena *mem, const struct handover *handover, struct err *err)
{
    ARRAY(const char *) codes = { 0 };
    ARRAY(bool) people = { 0 };
    struct db *db = db_for_read(office->store, err);
    struct rows *rows = db ? db_rows(db, mem,
                                     SQL("select what, code from handover_line where handover = $1 and batch = 0 order "
                                         "by seq"),
                                     DB(db_int(handover->no)), err)
                           : NULL;
    while (rows && rows_next(rows)) {
        *ARRAY_ADD(mem, &people) = text_equal(rows_text(rows, 0), "account");
        *ARRAY_ADD(mem, &codes) = arena_strdup(mem, rows_text(rows, 1));
    }
    if (!rows || !rows_end(rows, err))
        return false;
    for (size_t i = 0; i < codes.count; i++)
        if (!(people.items[i] ? move_account : move_position)(office, mem, handover, codes.items[i], err))
            return false;
    return true;
}

/* --- until nothing is left ---------------------------------------------------------------------------------------- */

static bool apply_done(struct change *change, void *arg, struct err *err)
{
    const struct handover *handover = arg;
    return change_run(change, SQL("update handover set done_at = $1 where no = $2 and done_at = 0"),
                      DB(db_int(change_time(change)), db_int(handover->no)), err);
}

/* Somebody else goes on with it, or a record was written, in the same moment. */
static bool is_overtaken(const struct err *err)
{
    return err->kind == ERR_CONFLICT && (text_equal(err->subject, "version") || text_equal(err->subject, "unique"));
}

/* At most AT_MOST records (0: all), added to MOVED; DONE: nothing is left. */
static bool go_on(struct office *asked, struct arena *mem, const struct handover *handover, size_t at_most,
                  size_t *moved, bool *done, struct err *err)
{
    struct office office = *asked;
    struct arena *scratch CLEANUP(arena_cleanup) = arena_part(mem, ARENA_REQUEST_MAX);
    *done = false;
    office.scope = scope_local_administrator(mem, office.definitions);
    office.scope.user = handover->entered_by;
    office.reg = NULL;
    office.request = NULL;
    office.faults = NULL;
    if (!move_holdings(&office, scratch, handover, err))
        return false;
    for (int tries = 0; at_most == 0 || *moved < at_most;) {
        struct err failure = { 0 };
        size_t found = 0, now = 0, limit = at_most == 0 || at_most - *moved > BATCH ? BATCH : at_most - *moved;
        arena_reset(scratch);
        bool done_now = move_batch(&office, scratch, handover, limit, &found, &now, &failure);
        if (!done_now && !is_overtaken(&failure))
            return err_set(err, failure.kind, failure.subject, failure.field, "%s", failure.text);
        tries = now > 0 ? 0 : tries + (found > 0 || !done_now);
        if (tries == TRIES_MAX) /* nothing of what is open can be moved: it is not asked for ever */
            return err_set(err, ERR_INTERNAL, "handover", NULL, SAY_HANDOVER_STUCK, (long long)handover->no);
        if (!done_now)
            continue;
        *moved += now;
        *done = found == 0;
        if (*done)
            break;
    }
    return !*done || store_change(office.store, mem, NULL, apply_done, (void *)handover, err);
}

/* Written by us, in the same moment as another: judged and numbered again. */
static bool begin(struct office *office, struct arena *mem, struct beginning_handover *beginning, struct err *err)
{
    for (int tries = 1;; tries++) {
        struct err failure = { 0 };
        if (store_change(office->store, mem, prepare_begin, apply_begin, beginning, &failure))
            return true;
        if (tries == TRIES_MAX || !is_overtaken(&failure)) {
            *err = failure;
            return false;
        }
    }
}

static bool read_stamp(struct office *office, struct handover *handover, struct err *err)
{
    struct db *db = db_for_read(office->store, err);
    return db &&
           db_one_int(db, SQL("select entered_at from handover where no = $1"), DB(db_int(handover->no)), 0,
                      &handover->entered_at, err) &&
           db_one_int(db, SQL("select done_at from handover where no = $1"), DB(db_int(handover->no)), 0,
                      &handover->done_at, err);
}

bool handover_do(struct office *office, struct arena *mem, const struct handover *asked, size_t at_most,
                 struct handover *handover, struct err *err)
{
    struct beginning_handover beginning = { .office = office, .asked = asked };
    size_t moved = 0;
    bool done;
    if (!begin(office, mem, &beginning, err) || !go_on(office, mem, &beginning.made, at_most, &moved, &done, err) ||
        !read_stamp(office, &beginning.made, err))
        return false;
    *handover = beginning.made;
    return true;
}

static const struct db_column open_columns[] = {
    DB_COLUMN_INT(struct handover, no),        DB_COLUMN_TEXT(struct handover, from),
    DB_COLUMN_TEXT(struct handover, to),       DB_COLUMN_TEXT(struct handover, from_name),
    DB_COLUMN_TEXT(struct handover, to_name),  DB_COLUMN_TEXT(struct handover, reason),
    DB_COLUMN_TEXT(struct handover, document), DB_COLUMN_TEXT(struct handover, entered_by),
};

bool handover_settle(struct office *office, struct arena *mem, size_t at_most, size_t *moved, struct err *err)
{
    struct handover *open;
    size_t count;
    bool done;
    struct db *db = db_for_read(office->store, err);
    *moved = 0;
    if (!db || !db_all(db, mem,
                       SQL("select no, from_whom, to_whom, from_name, to_name, reason, document, entered_by from "
                           "handover where done_at = 0 order by no"),
                       DB_NONE, open_columns, COUNT_OF(open_columns), sizeof *open, &open, &count, err))
        return false;
    for (size_t i = 0; i < count && (at_most == 0 || *moved < at_most); i++)
        if (!go_on(office, mem, &open[i], at_most, moved, &done, err))
            return false;
    return true;
}
