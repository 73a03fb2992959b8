/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "store/postgres_internal.h"

enum { RETRIES = 3, JITTER_MS = 40, OUTS_BEFORE_ALONE = 3, IDS_TEXT_MAX = 64 << 20 };

enum outcome {
    OUTCOME_COMMITTED,
    OUTCOME_SOME_OUT, /* rolled back; their own failure stands in each change that must go */
    OUTCOME_RETRY,    /* rolled back; the others may be done in a moment */
    OUTCOME_FAILED,   /* rolled back; nobody can be served */
    OUTCOME_UNKNOWN,  /* the connection went while committing */
};

/* --- locks -------------------------------------------------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* "{1,2,3}" of all records the changes touch, ascending; NULL where there are none. */
static const char *touched_ids(struct arena *mem, struct change **changes, size_t count)
{
    size_t total = 0, used = 0;
    for (size_t i = 0; i < count; i++)
        total += changes[i]->touched.count;
    if (total == 0)
        return NULL;
    int64_t *ids = ARENA_ARRAY(mem, int64_t, total);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < changes[i]->touched.count; j++)
            ids[used++] = changes[i]->touched.items[j];
    qsort(ids, total, sizeof *ids, compare_ids);
    struct text text;
    text_init(&text, mem, IDS_TEXT_MAX);
    for (size_t i = 0; i < total; i++)
        if (i == 0 || ids[i] != ids[i - 1])
            text_printf(&text, "%c%" PRId64, i ? ',' : '{', ids[i]);
    text_char(&text, '}');
    return text.data;
}

static void lock_records(struct pg_db *db, struct arena *mem, struct change **changes, size_t count)
{
    static const struct statement lock = {
        .text = "select id from record where id = any($1::bigint[]) order by id for update"
    };
    const char *ids = touched_ids(mem, changes, count);
    if (ids)
        (void)pipeline_send(db, &(struct awaited){ .kind = AWAIT_NOTHING }, &lock, DB(db_text(ids)));
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

struct drawn {
    struct want *want;
    size_t place; /* in the order of the changes */
    int64_t next; /* of the first of each series: what the series stands at after all were drawn */
};

static int compare_drawn(const void *a, const void *b)
{
    const struct drawn *x = a, *y = b;
    int order = strcmp(x->want->book, y->want->book);
    order = order ? order : strcmp(x->want->series, y->want->series);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static bool is_same_series(const struct drawn *a, const struct drawn *b)
{
    return strcmp(a->want->book, b->want->book) == 0 && strcmp(a->want->series, b->want->series) == 0;
}

/* The end of the series that begins at FIRST, and how many numbers it wants. */
static size_t series_end(const struct drawn *drawn, size_t first, size_t count, int64_t *total)
{
    size_t end = first;
    *total = 0;
    while (end < count && is_same_series(&drawn[first], &drawn[end]))
        *total += drawn[end++].want->count;
    return end;
}

static struct drawn *all_wants(struct arena *mem, struct change **changes, size_t count, size_t *total)
{
    size_t used = 0;
    *total = 0;
    for (size_t i = 0; i < count; i++)
        *total += changes[i]->wants.count;
    struct drawn *drawn = ARENA_ARRAY(mem, struct drawn, *total);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < changes[i]->wants.count; j++, used++)
            drawn[used] = (struct drawn){ .want = &changes[i]->wants.items[j], .place = used };
    if (used)
        qsort(drawn, used, sizeof *drawn, compare_drawn);
    return drawn;
}

/* The book rows, each once for the whole batch, in the order of their names. */
static void draw_numbers(struct pg_db *db, struct arena *mem, struct change **changes, size_t count)
{
    size_t wants;
    int64_t total;
    struct drawn *drawn = all_wants(mem, changes, count, &wants);
    if (wants == 0)
        return;
    for (size_t i = 0; i < wants; i = series_end(drawn, i, wants, &total)) {
        const struct want *want = drawn[i].want;
        (void)series_end(drawn, i, wants, &total);
        const struct awaited wanted = { .kind = AWAIT_NUMBER, .number = &drawn[i].next };
        (void)pipeline_send(db, &wanted, number_draw(),
                            DB(db_text(want->book), db_text(want->series), db_int(want->start),
                               db_int(want->start + total), db_int(total)));
    }
    pipeline_sync(db);
    for (size_t i = 0; i < wants && db->trouble.kind == ERR_NONE;) {
        size_t end = series_end(drawn, i, wants, &total);
        int64_t number = drawn[i].next - total;
        for (; i < end; i++) {
            drawn[i].want->first = number;
            number += drawn[i].want->count;
        }
    }
}

/* --- one transaction ---------------------------------------------------------------------------------------------- */

bool pg_change_run(struct change *change, const struct demand *demand, const struct statement *statement,
                   const struct db_value *values, size_t count, struct err *err)
{
    struct pg_db *db = (struct pg_db *)change->db;
    const struct awaited wanted = { .kind = AWAIT_CHANGE, .change = change, .demand = *demand };
    if (pipeline_send(db, &wanted, statement, values, count))
        return true;
    *err = db->trouble;
    return false;
}

/* Applies until there is trouble. A change that stopped because of another's trouble has not failed itself. */
static void apply_all(struct pg_db *db, struct change **changes, size_t count)
{
    instant_t time = clock_now();
    for (size_t i = 0; i < count; i++)
        changes[i]->failure = (struct err){ 0 };
    for (size_t i = 0; i < count && db->trouble.kind == ERR_NONE; i++)
        if (!change_apply_caught(changes[i], &db->base, time) && db->trouble.kind != ERR_NONE)
            changes[i]->failure = (struct err){ 0 };
}

static bool is_passing(const struct pg_db *db)
{
    return db->lost || strcmp(db->state, "40P01") == 0 || strcmp(db->state, "40001") == 0 ||
           strcmp(db->state, "55P03") == 0;
}

static bool some_failed(struct change **changes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (changes[i]->failure.kind != ERR_NONE)
            return true;
    return false;
}

/* After a rollback: whose fault it was. */
static enum outcome judge(struct pg_db *db, struct change **changes, size_t count, const struct err *trouble,
                          struct change *culprit, struct err *err)
{
    if (trouble->kind != ERR_NONE && is_passing(db)) {
        *err = *trouble;
        return OUTCOME_RETRY;
    }
    if (culprit && trouble->kind != ERR_FULL)
        culprit->failure = *trouble;
    if (some_failed(changes, count))
        return OUTCOME_SOME_OUT;
    *err = *trouble;
    return OUTCOME_FAILED;
}

static enum outcome finish_transaction(struct pg_db *db, struct change **changes, size_t count, struct err *err)
{
    struct err trouble = db->trouble;
    struct change *culprit = db->culprit;
    if (trouble.kind != ERR_NONE || some_failed(changes, count)) {
        pipeline_control(db, "rollback", false);
        pipeline_sync(db);
        return judge(db, changes, count, &trouble, culprit, err);
    }
    pipeline_control(db, "commit", true);
    pipeline_sync(db);
    if (db->committed)
        return OUTCOME_COMMITTED;
    if (db->lost) {
        store_fail(err, FAIL_UNKNOWN_RESULT, NULL);
        return OUTCOME_UNKNOWN;
    }
    trouble = db->trouble;
    if (trouble.kind == ERR_NONE)
        store_fail(&trouble, FAIL_STATEMENT, "rollback");
    return judge(db, changes, count, &trouble, NULL, err);
}

static enum outcome try_changes(struct pg_db *db, struct arena *mem, struct change **changes, size_t count,
                                struct err *err)
{
    if (pipeline_enter(db)) {
        pipeline_control(db, "begin", false);
        lock_records(db, mem, changes, count);
        draw_numbers(db, mem, changes, count);
        apply_all(db, changes, count);
        pipeline_sync(db);
    }
    enum outcome outcome = finish_transaction(db, changes, count, err);
    pipeline_leave(db);
    return outcome;
}

/* --- until all are told ------------------------------------------------------------------------------------------- */

static void finish_all(struct change **changes, size_t count, const struct err *failure)
{
    for (size_t i = 0; i < count; i++)
        change_finish(changes[i], failure);
}

/* Tells those that failed, keeps the others; how many are left. */
static size_t take_out(struct change **changes, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct err failure = changes[i]->failure;
        if (failure.kind == ERR_NONE)
            changes[kept++] = changes[i];
        else
            change_finish(changes[i], &failure);
    }
    return kept;
}

static void wait_a_little(int attempt)
{
    uint8_t chance;
    random_bytes(&chance, sizeof chance);
    long ms = (long)attempt * JITTER_MS * chance / UINT8_MAX + 1;
    nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000 }, NULL);
}

struct writing {
    struct pg_db *db;
    struct change **changes;
    size_t count; /* that are not told yet */
};

/* Until all are told, or some are left that have to be written each alone. */
static bool write_together(struct arena *mem, void *arg, struct err *unused)
{
    struct writing *writing = arg;
    struct pg_db *db = writing->db;
    struct change **changes = writing->changes;
    int attempts = 0, outs = 0;
    (void)unused;
    while (writing->count > 0) {
        struct err err = { 0 };
        enum outcome outcome = OUTCOME_RETRY;
        if (PQstatus(db->connection) == CONNECTION_OK || pg_reconnect(db, &err)) {
            int64_t asked = pg_asking(db);
            outcome = try_changes(db, mem, changes, writing->count, &err);
            pg_asked(db, asked);
        }
        arena_reset(mem);
        if (outcome == OUTCOME_RETRY && ++attempts <= RETRIES) {
            wait_a_little(attempts);
        } else if (outcome != OUTCOME_SOME_OUT) {
            finish_all(changes, writing->count, outcome == OUTCOME_COMMITTED ? NULL : &err);
            writing->count = 0;
        } else {
            writing->count = take_out(changes, writing->count);
            if (++outs > OUTS_BEFORE_ALONE && writing->count > 1)
                break;
        }
    }
    return true;
}

void pg_write_changes(struct pg_db *db, struct change **changes, size_t count)
{
    struct writing writing = { db, changes, count };
    struct err err;
    if (!arena_run(ARENA_JOB_MAX, write_together, &writing, &err)) { /* memory ended before the commit */
        pg_asked(db, 0);
        pipeline_lose(db);
        finish_all(changes, writing.count, &err);
        return;
    }
    for (size_t i = 0; i < writing.count; i++)
        pg_write_changes(db, &changes[i], 1);
}
