/* SPDX-License-Identifier: Apache-2.0 */
/* What only PostgreSQL can do to a connection; tests/faults.test.mjs breaks the whole server.
 *
 * Planted and seen red, each alone: a watch that does not look at the limit; a snapshot and a structure that are begun
 * without a second try; a question in a structure that is asked again on another connection; a place without a file. */
#include "store/change_testing.h"

#include "base/clock.h"
#include "store/store_internal.h"

enum { LIMIT_MS = 300, GIVEN_UP_MS = 5000 };

static void cut_all(struct testing *t)
{
    testing_sql(arena_printf(t->mem,
                             "do $$ begin perform pg_terminate_backend(pid, 5000) from pg_stat_activity "
                             "where application_name = '%s'; end $$",
                             t->schema));
}

static bool sleep_in_database(struct testing *t, const char *seconds, struct err *err)
{
    int64_t one;
    struct db *db = db_for_read(t->store, err);
    return db && db_one_int(db, SQL_POSTGRES("select 1 from pg_sleep($1::float8)"), DB(db_text(seconds)), 0, &one, err);
}

static void test_a_statement_beyond_its_limit_is_given_up(struct testing *t)
{
    struct err err = { 0 };
    assert_true(testing_ok(sleep_in_database(t, "1.2", &err), &err)); /* without a limit it takes its time */
    store_limit_statements(t->store, LIMIT_MS);
    int64_t since = clock_monotonic();
    assert_false(sleep_in_database(t, "60", &err));
    assert_int_equal(err.kind, ERR_BUSY);
    assert_string_equal(err.subject, "connection");
    assert_null(strchr(err.text, '(')); /* why stands in the log */
    assert_true(clock_monotonic() - since < GIVEN_UP_MS);
    assert_true(testing_ok(sleep_in_database(t, "0", &err), &err));
}

static void test_whoever_finds_a_cut_connection_has_a_new_one(struct testing *t)
{
    struct err err = { 0 };
    int64_t count = -1;
    make_tables(t);
    struct slip slip = { .who = 1 };
    assert_true(testing_ok(write_slip(t, &slip, &err), &err));
    cut_all(t);
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(db_snapshot_begin(db, t->mem, &err), &err));
    assert_true(testing_ok(db_one_int(db, SQL("select count(*) from slip"), DB_NONE, -1, &count, &err), &err));
    db_snapshot_end(db);
    assert_int_equal(count, 1);
    cut_all(t);
    assert_true(
        testing_ok(store_int_after_writers(t->store, "slip", SQL("select count(*) from slip"), &count, &err), &err));
    cut_all(t);
    assert_true(testing_ok(store_define(t->store, "create table later (id {int})", &err), &err));
}

/* What is asked under a lock, or of one snapshot, is not asked on another connection without it. */
static void test_a_connection_cut_in_the_middle_is_not_replaced(struct testing *t)
{
    struct err err = { 0 };
    int64_t one;
    make_tables(t);
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(db_snapshot_begin(db, t->mem, &err), &err));
    cut_all(t);
    assert_false(db_one_int(db, SQL("select 1"), DB_NONE, 0, &one, &err));
    assert_string_equal(err.subject, "connection");
    assert_false(db_one_int(db, SQL("select 1"), DB_NONE, 0, &one, &err));
    db_snapshot_end(db);
    assert_true(testing_ok(db_one_int(db, SQL("select 1"), DB_NONE, 0, &one, &err), &err));
    db = t->store->driver->structure_begin(t->store, &err);
    assert_non_null(db);
    cut_all(t);
    assert_false(db_one_int(db, SQL("select 1"), DB_NONE, 0, &one, &err));
    t->store->driver->structure_end(t->store, db);
    assert_true(testing_ok(store_define(t->store, "create table later (id {int})", &err), &err));
}

/* A statement that was built has no place in the source. */
static void test_what_the_database_refuses_is_said_without_stray_characters(struct testing *t)
{
    struct err err = { 0 };
    int64_t one;
    struct db *db = db_for_read(t->store, &err);
    assert_false(db_one_int(db, statement_build(t->mem, "select nothing from nowhere"), DB_NONE, 0, &one, &err));
    assert_null(strstr(err.text, ":0"));
    assert_null(strstr(err.text, "; )"));
    assert_int_equal(err.text[strlen(err.text) - 1], ')');
    static const struct statement placed = { .text = "select nothing from nowhere", .file = "here.c", .line = 7 };
    assert_false(db_one_int(db, &placed, DB_NONE, 0, &one, &err));
    assert_non_null(strstr(err.text, "; here.c:7)"));
}

ON_BOTH(test_what_the_database_refuses_is_said_without_stray_characters)

#define ON_POSTGRES(name)                                                                                              \
    static void name##_postgres(void **state)                                                                          \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        testing_run(STORE_POSTGRES, name);                                                                             \
    }
ON_POSTGRES(test_a_statement_beyond_its_limit_is_given_up)
ON_POSTGRES(test_whoever_finds_a_cut_connection_has_a_new_one)
ON_POSTGRES(test_a_connection_cut_in_the_middle_is_not_replaced)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement_beyond_its_limit_is_given_up_postgres),
        cmocka_unit_test(test_whoever_finds_a_cut_connection_has_a_new_one_postgres),
        cmocka_unit_test(test_a_connection_cut_in_the_middle_is_not_replaced_postgres),
        BOTH(test_what_the_database_refuses_is_said_without_stray_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
