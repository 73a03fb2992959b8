/* SPDX-License-Identifier: Apache-2.0 */
/* Of adding up planted and seen red, each alone (on SQLite): sums kept when a batch is run again; summed where changes
 * are apart; not written before the commit; settling that does nothing. */
#include "store/change_testing.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/id.h"

enum { SUBMITTERS = 64, CHANGES_EACH = 20, MANY_STATEMENTS = 50000 };

/* --- many at once ------------------------------------------------------------------------------------------------- */

struct crowd {
    struct testing *t;
    _Atomic int64_t next_who;
    _Atomic int acknowledged;
    _Atomic int refused;
    bool numbered;
    bool some_fail;
};

static void *submit_always(void *arg)
{
    struct crowd *crowd = arg;
    for (int i = 0; i < CHANGES_EACH; i++) {
        struct err err = { 0 };
        int64_t who = atomic_fetch_add(&crowd->next_who, 1) + 1;
        bool fails = crowd->some_fail && i % 5 == 3;
        struct slip slip = { .who = who,
                             .seq = crowd->numbered ? 0 : who,
                             .refuse = fails && i % 3 == 0,
                             .duplicate = fails && i % 3 == 1,
                             .stale = fails && i % 3 == 2 };
        if (write_slip(crowd->t, &slip, &err))
            atomic_fetch_add(&crowd->acknowledged, 1);
        else if (fails && strcmp(err.subject, slip.refuse ? "slip" : slip.stale ? "version" : "unique") == 0)
            atomic_fetch_add(&crowd->refused, 1);
        else
            print_error("%s: %s\n", err.subject, err.text);
    }
    return NULL;
}

static void run_crowd(struct crowd *crowd)
{
    pthread_t threads[SUBMITTERS];
    for (int i = 0; i < SUBMITTERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, submit_always, crowd), 0);
    for (int i = 0; i < SUBMITTERS; i++)
        pthread_join(threads[i], NULL);
}

static void test_many_submitters_lose_and_double_nothing(struct testing *t)
{
    make_tables(t);
    struct crowd crowd = { .t = t };
    run_crowd(&crowd);
    assert_int_equal(crowd.acknowledged, SUBMITTERS * CHANGES_EACH);
    testing_reopen(t, STORE_READ);
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), SUBMITTERS * CHANGES_EACH);
    assert_int_equal(ask_int(t, SQL("select count(distinct who) from slip")), SUBMITTERS * CHANGES_EACH);
}

static void test_numbers_have_no_gap_where_changes_fail(struct testing *t)
{
    make_tables(t);
    struct crowd crowd = { .t = t, .numbered = true, .some_fail = true };
    run_crowd(&crowd);
    int fail = SUBMITTERS * CHANGES_EACH / 5, good = SUBMITTERS * CHANGES_EACH - fail;
    assert_int_equal(crowd.acknowledged, good);
    assert_int_equal(crowd.refused, fail);
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), good);
    assert_int_equal(ask_int(t, SQL("select min(seq) from slip")), 4001);
    assert_int_equal(ask_int(t, SQL("select max(seq) from slip")), 4000 + good);
    assert_int_equal(ask_int(t, SQL("select next from number_book where book = 'outgoing'")), 4001 + good);
}

/* --- adding up ---------------------------------------------------------------------------------------------------- */

enum { SUMS = 10, OWN = 10 };

/* Adds 1 to counter 1, 2 to counter 2, and 1 to one of its own. */
struct sum {
    struct arena *mem;
    int64_t own;
    bool fails;   /* after it added */
    bool doubles; /* first, what was added before it, by a statement of its own */
    int times;    /* it was told */
};

static bool apply_sum(struct change *change, void *arg, struct err *err)
{
    const struct sum *sum = arg;
    struct db_value *values = ARENA_ARRAY(change_mem(change), struct db_value, 6);
    const int64_t rows[] = { 1, 1, 2, 2, sum->own, 1 };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        values[i] = db_int(rows[i]);
    if (sum->doubles &&
        (!change_settle(change, err) || !change_run(change, SQL("update counter set value = value * 2"), DB_NONE, err)))
        return false;
    return change_add_up(change,
                         SQL("insert into counter (id, version, value) values ($1, 1, $2) on conflict (id) do update "
                             "set value = counter.value + excluded.value"),
                         values, 2, COUNT_OF(rows) / 2, err) &&
           (!sum->fails || change_expect(change, 1, SQL("delete from counter where id = 0"), DB_NONE, err));
}

static void note_sum(void *arg, const struct err *failure)
{
    struct sum *sum = arg;
    sum->times++;
    assert_true(!failure == !sum->fails);
}

/* Holds SQLite's writing thread until the others have gathered behind it: they are one batch. */
static bool apply_gate(struct change *change, void *arg, struct err *err)
{
    (void)change, (void)err;
    while (!atomic_load((_Atomic bool *)arg))
        usleep(1000);
    return true;
}

static void ignore_done(void *arg, const struct err *failure)
{
    (void)arg, (void)failure;
}

static void submit_sums(struct testing *t, struct sum *sums)
{
    struct err err = { 0 };
    _Atomic bool open = false;
    make_tables(t);
    if (store_kind(t->store) == STORE_SQLITE)
        assert_true(store_submit(t->store, t->mem, NULL, apply_gate, &open, ignore_done, &err));
    for (size_t i = 0; i < SUMS; i++) {
        sums[i].mem = arena_new(ARENA_REQUEST_MAX);
        sums[i].own = OWN + (int64_t)i;
        assert_true(store_submit(t->store, sums[i].mem, NULL, apply_sum, &sums[i], note_sum, &err));
    }
    atomic_store(&open, true);
    testing_reopen(t, STORE_READ);
    for (size_t i = 0; i < SUMS; i++) {
        assert_int_equal(sums[i].times, 1);
        arena_free(sums[i].mem);
    }
}

static void test_what_a_batch_adds_up_is_counted_once(struct testing *t)
{
    struct sum sums[SUMS] = { 0 };
    submit_sums(t, sums);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 1")), SUMS);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 2")), 2 * SUMS);
    assert_int_equal(ask_int(t, SQL("select count(*) from counter where id >= 10 and value = 1")), SUMS);
}

static void test_what_a_failed_change_added_is_not_in_the_sum(struct testing *t)
{
    struct sum sums[SUMS] = { [3] = { .fails = true }, [7] = { .fails = true } };
    submit_sums(t, sums);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 1")), SUMS - 2);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 2")), 2 * (SUMS - 2));
    assert_int_equal(ask_int(t, SQL("select count(*) from counter where id in (13, 17)")), 0);
}

static void test_who_settles_finds_what_was_added_before(struct testing *t)
{
    struct sum sums[SUMS] = { [4] = { .doubles = true } };
    submit_sums(t, sums);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 1")), 4 * 2 + 6);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 13")), 2);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 14")), 1);
}

/* --- one change --------------------------------------------------------------------------------------------------- */

static bool prepare_numbers(struct change *change, struct db *db, void *arg, struct err *err)
{
    (void)db, (void)arg, (void)err;
    change_want_numbers(change, "b", "x", 1, 3);
    change_want_numbers(change, "a", "x", 100, 1);
    change_want_numbers(change, "b", "x", 1, 0);
    change_want_numbers(change, "b", "x", 1, 2);
    return true;
}

static bool apply_numbers(struct change *change, void *arg, struct err *err)
{
    int64_t *first = arg;
    (void)err;
    first[0] = change_number(change, 0);
    first[1] = change_number(change, 1);
    first[2] = change_number(change, 3); /* the one before asks for the series alone */
    return true;
}

static void test_numbers_are_consecutive_and_a_series_begins_at_its_start(struct testing *t)
{
    struct err err = { 0 };
    int64_t first[3];
    assert_true(testing_ok(store_change(t->store, t->mem, prepare_numbers, apply_numbers, first, &err), &err));
    assert_true(first[0] == 1 && first[1] == 100 && first[2] == 4);
    assert_true(store_change(t->store, t->mem, prepare_numbers, apply_numbers, first, &err));
    assert_true(first[0] == 6 && first[1] == 101 && first[2] == 9);
}

static void test_a_broken_unique_index_is_a_conflict_and_writes_nothing(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    struct slip slip = { .duplicate = true };
    assert_false(write_slip(t, &slip, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "unique");
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), 0);
}

static void test_an_error_that_apply_ignores_still_fails_the_change(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    struct slip slip = { .duplicate = true, .ignore = true };
    assert_false(write_slip(t, &slip, &err));
    assert_string_equal(err.subject, "unique");
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), 0);
}

static bool refuse_to_prepare(struct change *change, struct db *db, void *arg, struct err *err)
{
    (void)change, (void)db, (void)arg;
    return err_set(err, ERR_FORBIDDEN, "x", NULL, "không được");
}

static void test_what_prepare_refuses_is_not_applied(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    struct slip slip = { .who = 1 };
    assert_false(store_change(t->store, t->mem, refuse_to_prepare, apply_slip, &slip, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_int_equal(slip.drawn, 0);
}

static void test_the_time_of_a_change_is_the_clock_s(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    instant_t noon = instant_from_local(day_from_civil(2021, 7, 29), 12 * 60);
    clock_fix(noon);
    struct slip slip = { .seq = 1 };
    bool done = write_slip(t, &slip, &err);
    clock_reset();
    assert_true(testing_ok(done, &err));
    assert_true(ask_int(t, SQL("select recorded_at from slip")) == noon);
}

static bool apply_hungry(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    if (!change_run(change, insert_slip(), DB(db_int(1), db_int(1), db_int(1), db_int(1)), err))
        return false;
    for (;;)
        arena_alloc(change_mem(change), 1 << 20);
}

static void test_a_change_without_memory_is_rolled_back_and_others_go_on(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    struct arena *small CLEANUP(arena_cleanup) = arena_new(4 << 20);
    assert_false(store_change(t->store, small, NULL, apply_hungry, NULL, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    assert_string_equal(err.subject, "memory");
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), 0);
    struct slip slip = { .seq = 7 };
    assert_true(testing_ok(write_slip(t, &slip, &err), &err));
}

/* --- versions ----------------------------------------------------------------------------------------------------- */

struct edit {
    int64_t version;
};

static bool apply_edit(struct change *change, void *arg, struct err *err)
{
    const struct edit *edit = arg;
    return change_run(change, SQL("update counter set value = value + 1 where id = 2"), DB_NONE, err) &&
           change_expect(change, 1,
                         SQL("update counter set value = value + 1, version = $1 where id = 1 and version = $2"),
                         DB(db_int(edit->version + 1), db_int(edit->version)), err);
}

static void test_a_stale_version_is_a_conflict_and_writes_nothing(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    struct edit edit = { .version = 1 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_edit, &edit, &err), &err));
    assert_false(store_change(t->store, t->mem, NULL, apply_edit, &edit, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "version");
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 1")), 1);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 2")), 1);
}

struct editors {
    struct testing *t;
    _Atomic int done;
};

static bool prepare_edit(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct edit *edit = arg;
    change_touch(change, 1);
    return db_one_int(db, SQL("select version from counter where id = 1"), DB_NONE, 0, &edit->version, err);
}

static void *edit_always(void *arg)
{
    struct editors *editors = arg;
    for (int i = 0; i < 10; i++) {
        bool done = false;
        while (!done) {
            struct err err = { 0 };
            struct edit edit;
            struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
            done = store_change(editors->t->store, mem, prepare_edit, apply_edit, &edit, &err);
            if (!done && err.kind != ERR_CONFLICT && err.kind != ERR_BUSY)
                return NULL;
        }
        atomic_fetch_add(&editors->done, 1);
    }
    return NULL;
}

static void test_editors_at_the_same_time_overwrite_nothing(struct testing *t)
{
    make_tables(t);
    struct editors editors = { .t = t };
    pthread_t threads[8];
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, edit_always, &editors), 0);
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(editors.done, 80);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 1")), 80);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 2")), 80);
}

struct crossing {
    struct testing *t;
    int64_t first;
    _Atomic int *done;
};

static bool apply_crossing(struct change *change, void *arg, struct err *err)
{
    const struct crossing *crossing = arg;
    const struct statement *add = SQL("update counter set value = value + 1 where id = $1");
    return change_run(change, add, DB(db_int(crossing->first)), err) &&
           change_run(change, add, DB(db_int(3 - crossing->first)), err);
}

static void *cross_always(void *arg)
{
    struct crossing *crossing = arg;
    for (int i = 0; i < 40; i++) {
        struct err err = { 0 };
        struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
        if (store_change(crossing->t->store, mem, NULL, apply_crossing, crossing, &err))
            atomic_fetch_add(crossing->done, 1);
        else
            print_error("%s: %s\n", err.subject, err.text);
    }
    return NULL;
}

/* PostgreSQL ends one of two such changes with a deadlock; it is run again and nobody hears of it. */
static void test_changes_that_cross_are_all_written(struct testing *t)
{
    make_tables(t);
    _Atomic int done = 0;
    struct crossing crossings[2] = { { t, 1, &done }, { t, 2, &done } };
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, cross_always, &crossings[i]), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(done, 80);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 1")), 80);
    assert_int_equal(ask_int(t, SQL("select value from counter where id = 2")), 80);
}

/* --- without waiting ---------------------------------------------------------------------------------------------- */

static void test_closing_waits_for_what_was_submitted(struct testing *t)
{
    enum { MANY = 500 };
    make_tables(t);
    struct answer *answers = ARENA_ARRAY(t->mem, struct answer, MANY);
    for (int i = 0; i < MANY; i++) {
        answers[i].slip.refuse = i % 100 == 99;
        submit(t, &answers[i], prepare_slip, apply_slip);
    }
    testing_reopen(t, STORE_READ);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(answers[i].times, 1);
        assert_int_equal(answers[i].kind, i % 100 == 99 ? ERR_INVALID : ERR_NONE);
    }
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), MANY - 5);
    assert_int_equal(ask_int(t, SQL("select max(seq) from slip")), 4000 + MANY - 5);
}

/* --- large -------------------------------------------------------------------------------------------------------- */

static bool apply_many(struct change *change, void *arg, struct err *err)
{
    const bool *fails = arg;
    for (int64_t i = 1; i <= MANY_STATEMENTS; i++)
        if (!change_expect(change, 1, insert_slip(), DB(db_int(i), db_int(i), db_int(1), db_int(0)), err))
            return false;
    return !*fails || change_run(change, insert_slip(), DB(db_int(1), db_int(1), db_int(1), db_int(0)), err);
}

static void test_a_very_large_change_is_written_whole_or_not_at_all(struct testing *t)
{
    struct err err = { 0 };
    bool fails = true;
    make_tables(t);
    assert_false(store_change(t->store, t->mem, NULL, apply_many, &fails, &err));
    assert_string_equal(err.subject, "unique");
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), 0);
    fails = false;
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_many, &fails, &err), &err));
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), MANY_STATEMENTS);
}

/* --- many rows at once -------------------------------------------------------------------------------------------- */

enum { GIVEN_COLUMNS = 3 };

struct given_rows {
    const struct statement *insert;
    struct db_value *values;
    size_t rows;
};

static bool apply_rows(struct change *change, void *arg, struct err *err)
{
    const struct given_rows *given = arg;
    return change_run_all(change, given->insert, given->values, GIVEN_COLUMNS, given->rows, err);
}

/* COUNT slips whose seq goes on from FIRST. */
static struct given_rows make_rows(struct testing *t, int64_t first, size_t count)
{
    struct given_rows given = {
        .insert = SQL("insert into slip (id, seq, who, recorded_at) values ($1, $2, 7, $3)"),
        .values = ARENA_ARRAY(t->mem, struct db_value, GIVEN_COLUMNS * (count + 1)),
        .rows = count,
    };
    for (size_t i = 0; i < count; i++) {
        struct db_value *row = given.values + i * GIVEN_COLUMNS;
        row[0] = db_int(id_next());
        row[1] = db_int(first + (int64_t)i);
        row[2] = db_int((int64_t)i);
    }
    return given;
}

static void test_all_rows_of_an_insert_are_written(struct testing *t)
{
    static const size_t counts[] = { 0, 1, 7, 8, 3000 }; /* one by one, and together */
    struct err err = { 0 };
    int64_t written = 0;
    make_tables(t);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        struct given_rows given = make_rows(t, written + 1, counts[i]);
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_rows, &given, &err), &err));
        written += (int64_t)counts[i];
        assert_int_equal(ask_int(t, SQL("select count(*) from slip where who = 7")), written);
    }
    assert_int_equal(ask_int(t, SQL("select max(seq) from slip")), written);
    assert_int_equal(ask_int(t, SQL("select max(recorded_at) from slip")), 2999);
}

static void test_rows_one_of_which_fails_are_not_written(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    struct given_rows given = make_rows(t, 1, 100);
    given.values[GIVEN_COLUMNS * 99 + 1] = db_int(50); /* the last has the seq of the fiftieth */
    assert_false(store_change(t->store, t->mem, NULL, apply_rows, &given, &err));
    assert_string_equal(err.subject, "unique");
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), 0);
}

static void test_rows_may_meet_what_stands_and_change_it(struct testing *t)
{
    struct err err = { 0 };
    make_tables(t);
    struct given_rows given = make_rows(t, 1, 20);
    for (int i = 0; i < 2; i++) {
        given.insert = SQL("insert into slip (id, seq, who, recorded_at) values ($1, $2, 1, $3) on conflict (seq) do "
                           "update set who = slip.who + 1");
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_rows, &given, &err), &err));
        for (size_t row = 0; row < given.rows; row++)
            given.values[row * GIVEN_COLUMNS] = db_int(id_next());
    }
    assert_int_equal(ask_int(t, SQL("select count(*) from slip where who = 2")), 20);
}

static bool apply_kinds(struct change *change, void *arg, struct err *err)
{
    static const uint8_t bytes[] = { 1, 0, 2 };
    struct db_value *values = arg;
    for (size_t i = 0; i < 9; i++) {
        values[3 * i] = db_int((int64_t)i);
        values[3 * i + 1] = i % 3 ? db_blob(bytes, i % 3 == 1 ? 0 : sizeof bytes) : db_blob(NULL, 0);
        values[3 * i + 2] = db_text(i % 2 ? NULL : "hồ sơ");
    }
    return change_run_all(change,
                          SQL("insert into history_value (record, version, field, nonce, old, new, commitment) values "
                              "($1, 1, 'x', $2, $3, '', $2)"),
                          values, 3, 9, err);
}

static void test_rows_keep_text_bytes_and_nothing(struct testing *t)
{
    struct err err = { 0 };
    struct db_value *values = ARENA_ARRAY(t->mem, struct db_value, 27);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_kinds, values, &err), &err));
    assert_int_equal(ask_int(t, SQL("select count(*) from history_value where old = 'hồ sơ'")), 5);
    assert_int_equal(ask_int(t, SQL("select count(*) from history_value where old is null")), 4);
    assert_int_equal(ask_int(t, SQL("select count(*) from history_value where length(nonce) = 3")), 3);
    assert_int_equal(ask_int(t, SQL("select count(*) from history_value where length(commitment) = 0")), 6);
}

ON_BOTH(test_all_rows_of_an_insert_are_written)
ON_BOTH(test_rows_one_of_which_fails_are_not_written)
ON_BOTH(test_rows_may_meet_what_stands_and_change_it)
ON_BOTH(test_rows_keep_text_bytes_and_nothing)
ON_BOTH(test_many_submitters_lose_and_double_nothing)
ON_BOTH(test_numbers_have_no_gap_where_changes_fail)
ON_BOTH(test_what_a_batch_adds_up_is_counted_once)
ON_BOTH(test_what_a_failed_change_added_is_not_in_the_sum)
ON_BOTH(test_who_settles_finds_what_was_added_before)
ON_BOTH(test_numbers_are_consecutive_and_a_series_begins_at_its_start)
ON_BOTH(test_a_broken_unique_index_is_a_conflict_and_writes_nothing)
ON_BOTH(test_an_error_that_apply_ignores_still_fails_the_change)
ON_BOTH(test_what_prepare_refuses_is_not_applied)
ON_BOTH(test_the_time_of_a_change_is_the_clock_s)
ON_BOTH(test_a_change_without_memory_is_rolled_back_and_others_go_on)
ON_BOTH(test_a_stale_version_is_a_conflict_and_writes_nothing)
ON_BOTH(test_editors_at_the_same_time_overwrite_nothing)
ON_BOTH(test_changes_that_cross_are_all_written)
ON_BOTH(test_closing_waits_for_what_was_submitted)
ON_BOTH(test_a_very_large_change_is_written_whole_or_not_at_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_all_rows_of_an_insert_are_written),
        BOTH(test_rows_one_of_which_fails_are_not_written),
        BOTH(test_rows_may_meet_what_stands_and_change_it),
        BOTH(test_rows_keep_text_bytes_and_nothing),
        BOTH(test_many_submitters_lose_and_double_nothing),
        BOTH(test_numbers_have_no_gap_where_changes_fail),
        BOTH(test_what_a_batch_adds_up_is_counted_once),
        BOTH(test_what_a_failed_change_added_is_not_in_the_sum),
        BOTH(test_who_settles_finds_what_was_added_before),
        BOTH(test_numbers_are_consecutive_and_a_series_begins_at_its_start),
        BOTH(test_a_broken_unique_index_is_a_conflict_and_writes_nothing),
        BOTH(test_an_error_that_apply_ignores_still_fails_the_change),
        BOTH(test_what_prepare_refuses_is_not_applied),
        BOTH(test_the_time_of_a_change_is_the_clock_s),
        BOTH(test_a_change_without_memory_is_rolled_back_and_others_go_on),
        BOTH(test_a_stale_version_is_a_conflict_and_writes_nothing),
        BOTH(test_editors_at_the_same_time_overwrite_nothing),
        BOTH(test_changes_that_cross_are_all_written),
        BOTH(test_closing_waits_for_what_was_submitted),
        BOTH(test_a_very_large_change_is_written_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
