/* SPDX-License-Identifier: Apache-2.0 */
#include "store/testing.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "store/id.h"

enum { SUBMITTERS = 64, CHANGES_EACH = 20, MANY_STATEMENTS = 50000 };

static const char ddl[] = "create table slip (\n"
                          "    id {int} not null primary key,\n"
                          "    seq {int} not null,\n"
                          "    who {int} not null,\n"
                          "    recorded_at {int} not null\n"
                          "){strict}\n"
                          ";\n"
                          "create unique index slip_by_seq on slip (seq)\n"
                          ";\n"
                          "create table counter (\n"
                          "    id {int} not null primary key,\n"
                          "    value {int} not null,\n"
                          "    version {int} not null\n"
                          "){strict}\n"
                          ";\n"
                          "insert into counter (id, value, version) values (1, 0, 1)\n"
                          ";\n"
                          "insert into counter (id, value, version) values (2, 0, 1)\n"
                          ";\n";

static void make_tables(struct testing *t)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_define(t->store, ddl, &err), &err));
}

static int64_t ask_int(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    int64_t value = -1;
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(db && db_one_int(db, statement, DB_NONE, -1, &value, &err), &err));
    return value;
}

/* --- a slip with a number ----------------------------------------------------------------------------------------- */

struct slip {
    int64_t id;
    int64_t who;
    int64_t seq;    /* given; 0: a number is drawn */
    bool refuse;    /* apply says no after its statement */
    bool duplicate; /* its last statement breaks a unique index */
    bool ignore;    /* and apply takes no notice */
    bool stale;     /* its last statement finds no row of its version */
    int64_t drawn;
};

static bool prepare_slip(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct slip *slip = arg;
    (void)db, (void)err;
    slip->id = id_next();
    if (!slip->seq)
        assert_int_equal(change_want_numbers(change, "outgoing", "2021", 4001, 1), 0);
    return true;
}

static const struct statement *insert_slip(void)
{
    return SQL("insert into slip (id, seq, who, recorded_at) values ($1, $2, $3, $4)");
}

static bool apply_slip(struct change *change, void *arg, struct err *err)
{
    struct slip *slip = arg;
    slip->drawn = slip->seq ? slip->seq : change_number(change, 0);
    if (!change_run(change, insert_slip(),
                    DB(db_int(slip->id), db_int(slip->drawn), db_int(slip->who), db_int(change_time(change))), err))
        return false;
    if (slip->duplicate) {
        bool done =
            change_run(change, insert_slip(), DB(db_int(slip->id + 1), db_int(slip->drawn), db_int(0), db_int(0)), err);
        return done || slip->ignore;
    }
    if (slip->stale)
        return change_expect(change, 1, SQL("update counter set value = value + 1 where id = 1 and version = $1"),
                             DB(db_int(-1)), err);
    return !slip->refuse || err_set(err, ERR_INVALID, "slip", NULL, "không nhận");
}

static bool write_slip(struct testing *t, struct slip *slip, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    return store_change(t->store, mem, prepare_slip, apply_slip, slip, err);
}

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

/* --- one change --------------------------------------------------------------------------------------------------- */

static bool prepare_numbers(struct change *change, struct db *db, void *arg, struct err *err)
{
    (void)db, (void)arg, (void)err;
    change_want_numbers(change, "b", "x", 1, 3);
    change_want_numbers(change, "a", "x", 100, 1);
    change_want_numbers(change, "b", "x", 1, 2);
    return true;
}

static bool apply_numbers(struct change *change, void *arg, struct err *err)
{
    int64_t *first = arg;
    (void)err;
    for (int i = 0; i < 3; i++)
        first[i] = change_number(change, i);
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

struct answer {
    struct slip slip;
    struct arena *mem;
    _Atomic int times;
    enum err_kind kind;
};

static void note_answer(void *arg, const struct err *failure)
{
    struct answer *answer = arg;
    answer->kind = failure ? failure->kind : ERR_NONE;
    atomic_fetch_add(&answer->times, 1);
}

static void free_arena(void *mem)
{
    arena_free(mem);
}

/* Each change has its own memory, which goes with the test's. */
static void submit(struct testing *t, struct answer *answer, change_prepare *prepare, change_apply *apply)
{
    struct err err = { 0 };
    answer->mem = arena_new(ARENA_REQUEST_MAX);
    arena_defer(t->mem, free_arena, answer->mem);
    assert_true(testing_ok(store_submit(t->store, answer->mem, prepare, apply, answer, note_answer, &err), &err));
}

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

/* --- a batch that is lost ----------------------------------------------------------------------------------------- */

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

/* Holds the writer until the test has filled its queue. */
static bool apply_gate(struct change *change, void *arg, struct err *err)
{
    (void)change, (void)arg, (void)err;
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    return true;
}

/* Does what SQLite does by itself when a disk fails: the whole transaction is gone, also what others wrote in it. */
static bool apply_loss(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    static const struct statement rollback = { .text = "rollback" };
    bool lost = change_run(change, &rollback, DB_NONE, err);
    struct err ignored = { 0 };
    return lost && change_run(change, insert_slip(), DB(db_int(9), db_int(9), db_int(9), db_int(9)), &ignored);
}

/* A batch of COUNT changes, the one in the middle by ODD. */
static void run_one_batch(struct testing *t, struct answer *answers, int count, change_apply *odd, change_apply *others)
{
    struct answer *first = ARENA_NEW(t->mem, struct answer);
    pthread_mutex_lock(&gate);
    submit(t, first, NULL, apply_gate);
    usleep(50 * 1000);
    for (int i = 0; i < count; i++)
        submit(t, &answers[i], prepare_slip, i == count / 2 ? odd : others);
    pthread_mutex_unlock(&gate);
    testing_reopen(t, STORE_WRITE);
}

static void test_a_lost_batch_is_run_again_one_by_one(void **state)
{
    (void)state;
    struct testing t;
    enum { MANY = 21 };
    assert_true(testing_make(&t, STORE_SQLITE));
    make_tables(&t);
    struct answer *answers = ARENA_ARRAY(t.mem, struct answer, MANY);
    run_one_batch(&t, answers, MANY, apply_loss, apply_slip);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(answers[i].times, 1);
        assert_int_equal(answers[i].kind, i == MANY / 2 ? ERR_INTERNAL : ERR_NONE);
    }
    assert_int_equal(ask_int(&t, SQL("select count(*) from slip")), MANY - 1);
    assert_int_equal(ask_int(&t, SQL("select max(seq) from slip")), 4000 + MANY - 1);
    testing_end(&t);
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

/* --- what may happen to a connection or a process ------------------------------------------------------------------
 */

static void test_a_lost_connection_is_made_again(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    if (!testing_make(&t, STORE_POSTGRES))
        skip();
    make_tables(&t);
    struct slip numbered = { .who = 1 }, plain = { .who = 2, .seq = 1 };
    assert_true(testing_ok(write_slip(&t, &numbered, &err) && write_slip(&t, &plain, &err), &err));
    for (int i = 0; i < 3; i++) {
        testing_sql(arena_printf(t.mem,
                                 "do $$ begin perform pg_terminate_backend(pid, 5000) from pg_stat_activity "
                                 "where application_name = '%s'; end $$",
                                 t.schema));
        struct slip again = { .who = 3 }, plain_again = { .who = 4, .seq = 2 + i };
        assert_int_equal(ask_int(&t, SQL("select count(*) from slip")), 2 + 2 * i);
        assert_true(testing_ok(write_slip(&t, &again, &err), &err));
        assert_true(testing_ok(write_slip(&t, &plain_again, &err), &err));
        assert_int_equal(again.drawn, 4002 + i);
    }
    testing_end(&t);
}

static void test_two_nodes_have_two_numbers(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    if (!testing_make(&t, STORE_POSTGRES))
        skip();
    struct store_place place = testing_place(&t);
    struct store *second = store_open(&place, STORE_WRITE, &err);
    assert_true(testing_ok(second, &err));
    assert_int_equal(id_next() >> 12 & ID_NODE_MAX, 2);
    assert_int_equal(ask_int(&t, SQL("select count(*) from node where leased_until > 0")), 2);
    store_close(second);
    assert_int_equal(ask_int(&t, SQL("select count(*) from node where leased_until > 0")), 1);
    testing_end(&t);
    id_set_node(1);
}

/* Writes slips and says the number of each that was acknowledged, until it is killed. */
static void write_until_killed(const struct testing *t, int out)
{
    struct err err = { 0 };
    struct store_place place = testing_place(t);
    struct testing child = { .kind = t->kind, .store = store_open(&place, STORE_WRITE, &err) };
    for (;;) {
        struct slip slip = { .who = 1 };
        if (!child.store || !write_slip(&child, &slip, &err) ||
            write(out, &slip.drawn, sizeof slip.drawn) != sizeof slip.drawn)
            _exit(1);
    }
}

static void test_what_was_acknowledged_is_there_after_a_kill(struct testing *t)
{
    make_tables(t);
    int64_t last = 4000;
    for (int round = 0; round < 5; round++) {
        int ends[2];
        store_close(t->store);
        t->store = NULL;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0)
            write_until_killed(t, ends[1]);
        close(ends[1]);
        for (int i = 0; i < 20 + round * 7; i++)
            assert_int_equal(read(ends[0], &last, sizeof last), sizeof last);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(ends[0], &last, sizeof last) == sizeof last)
            ;
        close(ends[0]);
        testing_open(t, STORE_WRITE);
        int64_t count = ask_int(t, SQL("select count(*) from slip"));
        assert_true(count == last - 4000 || count == last - 4000 + 1); /* the last one may not have been told */
        assert_int_equal(ask_int(t, SQL("select max(seq) from slip")), 4000 + count);
    }
}

/* --- the disk ----------------------------------------------------------------------------------------------------- */

static bool apply_fat(struct change *change, void *arg, struct err *err)
{
    static const char fat[64 << 10];
    return change_run(change,
                      SQL("insert into history_value (history, field, nonce, commitment) values ($1, 'x', $2, $2)"),
                      DB(db_int(*(int64_t *)arg), db_blob(fat, sizeof fat)), err);
}

static void test_the_log_is_moved_into_the_database_while_writing_and_at_the_end(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    struct stat log;
    assert_true(testing_make(&t, STORE_SQLITE));
    const char *path = arena_printf(t.mem, "%s/congvu.db-wal", t.folder);
    for (int64_t i = 1; i <= 200; i++)
        assert_true(testing_ok(store_change(t.store, t.mem, NULL, apply_fat, &i, &err), &err));
    assert_int_equal(stat(path, &log), 0);
    assert_true(log.st_size < 8 << 20); /* 25 MB were written */
    store_close(t.store);
    t.store = NULL;
    assert_true(stat(path, &log) != 0 || log.st_size == 0);
    testing_open(&t, STORE_READ);
    assert_int_equal(ask_int(&t, SQL("select count(*) from history_value")), 200);
    testing_end(&t);
}

static bool apply_limit(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    static const struct statement limit = { .text = "pragma max_page_count = 400" };
    return change_run(change, &limit, DB_NONE, err);
}

static void test_a_full_disk_is_told_and_reading_goes_on(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    assert_true(testing_make(&t, STORE_SQLITE));
    make_tables(&t);
    assert_true(testing_ok(store_change(t.store, t.mem, NULL, apply_limit, NULL, &err), &err));
    int64_t written = 0;
    for (int64_t i = 1; i <= 100 && err.kind == ERR_NONE; i++)
        if (store_change(t.store, t.mem, NULL, apply_fat, &i, &err))
            written++;
    assert_int_equal(err.kind, ERR_FULL);
    assert_true(written > 2);
    assert_int_equal(ask_int(&t, SQL("select count(*) from history_value")), written);
    struct answer *answers = ARENA_ARRAY(t.mem, struct answer, 5);
    run_one_batch(&t, answers, 5, apply_slip, apply_fat);
    for (int i = 0; i < 5; i++)
        assert_int_equal(answers[i].times, 1);
    assert_int_equal(answers[0].kind, ERR_FULL);
    int64_t later = 1000;
    assert_true(testing_ok(store_change(t.store, t.mem, NULL, apply_fat, &later, &err), &err));
    assert_int_equal(ask_int(&t, SQL("select count(*) from history_value")), written + 1);
    testing_end(&t);
}

ON_BOTH(test_many_submitters_lose_and_double_nothing)
ON_BOTH(test_numbers_have_no_gap_where_changes_fail)
ON_BOTH(test_numbers_are_consecutive_and_a_series_begins_at_its_start)
ON_BOTH(test_a_broken_unique_index_is_a_conflict_and_writes_nothing)
ON_BOTH(test_an_error_that_apply_ignores_still_fails_the_change)
ON_BOTH(test_what_prepare_refuses_is_not_applied)
ON_BOTH(test_the_time_of_a_change_is_the_clock_s)
ON_BOTH(test_a_change_without_memory_is_rolled_back_and_others_go_on)
ON_BOTH(test_a_stale_version_is_a_conflict_and_writes_nothing)
ON_BOTH(test_editors_at_the_same_time_overwrite_nothing)
ON_BOTH(test_changes_that_cross_are_all_written)
ON_BOTH(test_what_was_acknowledged_is_there_after_a_kill)
ON_BOTH(test_closing_waits_for_what_was_submitted)
ON_BOTH(test_a_very_large_change_is_written_whole_or_not_at_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_many_submitters_lose_and_double_nothing),
        BOTH(test_numbers_have_no_gap_where_changes_fail),
        BOTH(test_numbers_are_consecutive_and_a_series_begins_at_its_start),
        BOTH(test_a_broken_unique_index_is_a_conflict_and_writes_nothing),
        BOTH(test_an_error_that_apply_ignores_still_fails_the_change),
        BOTH(test_what_prepare_refuses_is_not_applied),
        BOTH(test_the_time_of_a_change_is_the_clock_s),
        BOTH(test_a_change_without_memory_is_rolled_back_and_others_go_on),
        BOTH(test_a_stale_version_is_a_conflict_and_writes_nothing),
        BOTH(test_editors_at_the_same_time_overwrite_nothing),
        BOTH(test_changes_that_cross_are_all_written),
        BOTH(test_what_was_acknowledged_is_there_after_a_kill),
        BOTH(test_closing_waits_for_what_was_submitted),
        BOTH(test_a_very_large_change_is_written_whole_or_not_at_all),
        cmocka_unit_test(test_a_lost_connection_is_made_again),
        cmocka_unit_test(test_two_nodes_have_two_numbers),
        cmocka_unit_test(test_the_log_is_moved_into_the_database_while_writing_and_at_the_end),
        cmocka_unit_test(test_a_lost_batch_is_run_again_one_by_one),
        cmocka_unit_test(test_a_full_disk_is_told_and_reading_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
