/* SPDX-License-Identifier: Apache-2.0 */
#include "store/change_testing.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

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

/* --- what may happen to a connection or a process ----------------------------------------------------------------- */

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

/* A database that ends the connection just as the change commits. */
static const char ending[] = "create function end_connection() returns trigger language plpgsql as $$\n"
                             "begin perform pg_terminate_backend(pg_backend_pid()); return null; end\n"
                             "$$\n"
                             ";\n"
                             "create constraint trigger ending after insert on slip deferrable initially deferred\n"
                             "for each row execute function end_connection()\n"
                             ";\n";

static void test_of_a_commit_without_an_answer_the_result_is_said_to_be_unknown(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    if (!testing_make(&t, STORE_POSTGRES))
        skip();
    make_tables(&t);
    assert_true(testing_ok(store_define(t.store, ending, &err), &err));
    struct slip plain = { .seq = 1 }, numbered = { .who = 2 };
    assert_false(write_slip(&t, &plain, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    assert_string_equal(err.subject, "unknown-result");
    assert_false(write_slip(&t, &numbered, &err));
    assert_string_equal(err.subject, "unknown-result");
    testing_end(&t);
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
        testing_open(t, STORE_READ);
        int64_t count = ask_int(t, SQL("select count(*) from slip"));
        assert_true(count == last - 4000 || count == last - 4000 + 1); /* the last one may not have been told */
        assert_int_equal(ask_int(t, SQL("select max(seq) from slip")), 4000 + count);
        testing_reopen(t, STORE_WRITE);
        assert_int_equal(ask_int(t, SQL("select count(*) from slip")), count);
    }
}

/* A file system whose fsync fails from the moment it is told to. */
static sqlite3_vfs failing_vfs;
static sqlite3_vfs *real_vfs;
static sqlite3_io_methods failing_methods[2]; /* of files with locks and without */
static int (*real_sync)(sqlite3_file *file, int flags);
static atomic_bool sync_fails;

static int fail_to_sync(sqlite3_file *file, int flags)
{
    return atomic_load(&sync_fails) ? SQLITE_IOERR_FSYNC : real_sync(file, flags);
}

static int open_failing(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
    (void)vfs;
    int code = real_vfs->xOpen(real_vfs, name, file, flags, got);
    if (code != SQLITE_OK)
        return code;
    sqlite3_io_methods *failing = &failing_methods[(flags & SQLITE_OPEN_MAIN_DB) != 0];
    real_sync = file->pMethods->xSync;
    *failing = *file->pMethods;
    failing->xSync = fail_to_sync;
    file->pMethods = failing;
    return code;
}

static void write_without_sync(const struct testing *t, int out)
{
    signal(SIGSEGV, SIG_DFL); /* cmocka's would go on with the tests, in the child */
    signal(SIGBUS, SIG_DFL);
    real_vfs = sqlite3_vfs_find(NULL);
    failing_vfs = *real_vfs;
    failing_vfs.zName = "failing";
    failing_vfs.xOpen = open_failing;
    sqlite3_vfs_register(&failing_vfs, 1);
    struct err err = { 0 };
    struct store_place place = testing_place(t);
    struct testing child = { .kind = t->kind, .store = store_open(&place, STORE_WRITE, &err) };
    struct slip slip = { .who = 1 };
    for (int i = 0; child.store && i < 2; i++) {
        if (!write_slip(&child, &slip, &err) || write(out, "a", 1) != 1)
            _exit(1);
        atomic_store(&sync_fails, true);
    }
    _exit(0);
}

static void test_a_failed_fsync_ends_the_process_without_an_acknowledgement(void **state)
{
    (void)state;
    struct testing t;
    int ends[2], status;
    char acknowledged[8];
    assert_true(testing_make(&t, STORE_SQLITE));
    make_tables(&t);
    store_close(t.store);
    t.store = NULL;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        write_without_sync(&t, ends[1]);
    close(ends[1]);
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    assert_int_equal(read(ends[0], acknowledged, sizeof acknowledged), 1);
    close(ends[0]);
    testing_open(&t, STORE_WRITE);
    assert_true(ask_int(&t, SQL("select count(*) from slip")) >= 1);
    testing_end(&t);
}

/* --- the disk ----------------------------------------------------------------------------------------------------- */

static bool apply_fat(struct change *change, void *arg, struct err *err)
{
    static const char fat[64 << 10];
    return change_run(
        change,
        SQL("insert into history_value (record, version, field, nonce, commitment) values ($1, 1, 'x', $2, $2)"),
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

ON_BOTH(test_what_was_acknowledged_is_there_after_a_kill)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_was_acknowledged_is_there_after_a_kill),
        cmocka_unit_test(test_a_lost_connection_is_made_again),
        cmocka_unit_test(test_two_nodes_have_two_numbers),
        cmocka_unit_test(test_of_a_commit_without_an_answer_the_result_is_said_to_be_unknown),
        cmocka_unit_test(test_a_failed_fsync_ends_the_process_without_an_acknowledgement),
        cmocka_unit_test(test_the_log_is_moved_into_the_database_while_writing_and_at_the_end),
        cmocka_unit_test(test_a_full_disk_is_told_and_reading_goes_on),
        cmocka_unit_test(test_a_lost_batch_is_run_again_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
