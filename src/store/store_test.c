/* SPDX-License-Identifier: Apache-2.0 */
#include "store/testing.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "base/embedded.h"
#include "base/file.h"
#include "store/id.h"

extern const struct embedded_file database_files[];
extern const size_t database_files_count;

static const char item_table[] = "create table item (\n"
                                 "    id {int} not null primary key,\n"
                                 "    name {text} not null,\n"
                                 "    body {blob},\n"
                                 "    amount {int},\n"
                                 "    version {int} not null\n"
                                 "){strict}\n"
                                 ";\n"
                                 "create unique index item_by_name on item (name)\n"
                                 ";\n";

static void make_items(struct testing *t)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_define(t->store, item_table, &err), &err));
}

static int64_t count_of(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    int64_t count = -1;
    struct db *db = db_for_read(t->store, &err);
    assert_non_null(db);
    assert_true(testing_ok(db_one_int(db, statement, DB_NONE, -1, &count, &err), &err));
    return count;
}

static const struct statement *insert_item(void)
{
    return SQL("insert into item (id, name, body, amount, version) values ($1, $2, $3, $4, 1)");
}

/* --- values and rows ---------------------------------------------------------------------------------------------- */

struct item {
    int64_t id;
    const char *name;
    int64_t amount;
};

static const struct db_column item_columns[] = {
    DB_COLUMN_INT(struct item, id),
    DB_COLUMN_TEXT(struct item, name),
    DB_COLUMN_INT(struct item, amount),
};

static const unsigned char odd_bytes[] = { 0, 1, '\\', '\'', 0xff, 0 };

static bool apply_values(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, insert_item(),
                      DB(db_int(INT64_MAX), db_text("Đơn thư “số 1”"), db_blob(odd_bytes, sizeof odd_bytes),
                         db_int(INT64_MIN)),
                      err) &&
           change_run(change, insert_item(), DB(db_int(2), db_text(""), db_blob("", 0), db_text(NULL)), err) &&
           change_run(change, insert_item(), DB(db_int(3), db_text("c"), db_text(NULL), db_int(-7)), err);
}

static void test_values_come_back_as_they_were_written(struct testing *t)
{
    struct err err = { 0 };
    make_items(t);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_values, NULL, &err), &err));
    struct db *db = db_for_read(t->store, &err);
    struct rows *rows =
        db_rows(db, t->mem, SQL("select name, body, amount, id from item order by id desc"), DB_NONE, &err);
    assert_non_null(rows);
    size_t length;
    assert_true(rows_next(rows));
    assert_string_equal(rows_text(rows, 0), "Đơn thư “số 1”");
    const void *bytes = rows_bytes(rows, 1, &length);
    assert_int_equal(length, sizeof odd_bytes);
    assert_memory_equal(bytes, odd_bytes, sizeof odd_bytes);
    assert_true(rows_int(rows, 2) == INT64_MIN && rows_int(rows, 3) == INT64_MAX);
    assert_true(rows_next(rows));
    assert_true(rows_is_null(rows, 1) && !rows_bytes(rows, 1, &length) && length == 0);
    assert_int_equal(rows_int(rows, 2), -7);
    assert_true(rows_next(rows));
    assert_string_equal(rows_text(rows, 0), "");
    assert_true(!rows_is_null(rows, 1) && rows_bytes(rows, 1, &length) && length == 0);
    assert_true(rows_is_null(rows, 2) && rows_int(rows, 2) == 0 && !rows_text(rows, 2));
    assert_false(rows_next(rows));
    assert_false(rows_failed(rows, &err));
}

static void test_rows_become_structs(struct testing *t)
{
    struct err err = { 0 };
    make_items(t);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_values, NULL, &err), &err));
    struct db *db = db_for_read(t->store, &err);
    struct item *items, one;
    size_t count;
    bool found;
    assert_true(db_all(db, t->mem, SQL("select id, name, amount from item where id >= $1 order by id"), DB(db_int(2)),
                       item_columns, 3, sizeof *items, &items, &count, &err));
    assert_int_equal(count, 3);
    assert_int_equal(items[1].id, 3);
    assert_string_equal(items[1].name, "c");
    assert_int_equal(items[1].amount, -7);
    assert_true(db_one(db, t->mem, SQL("select id, name, amount from item where name = $1"), DB(db_text("c")),
                       item_columns, 3, &one, &found, &err));
    assert_true(found && one.id == 3);
    assert_true(db_one(db, t->mem, SQL("select id, name, amount from item where name = $1"), DB(db_text("d")),
                       item_columns, 3, &one, &found, &err));
    assert_false(found);
    const char *name;
    assert_true(db_one_text(db, t->mem, SQL("select name from item where id = $1"), DB(db_int(3)), &name, &err));
    assert_string_equal(name, "c");
    assert_true(db_one_text(db, t->mem, SQL("select name from item where id = $1"), DB(db_int(4)), &name, &err));
    assert_null(name);
}

static void test_the_same_statement_may_be_open_twice(struct testing *t)
{
    struct err err = { 0 };
    make_items(t);
    assert_true(store_change(t->store, t->mem, NULL, apply_values, NULL, &err));
    struct db *db = db_for_read(t->store, &err);
    int pairs = 0;
    const struct statement *all = SQL("select id from item where id > $1 order by id");
    struct rows *outer = db_rows(db, t->mem, all, DB(db_int(0)), &err);
    while (rows_next(outer)) {
        struct rows *inner = db_rows(db, t->mem, all, DB(db_int(2)), &err);
        while (rows_next(inner))
            pairs++;
        rows_close(inner);
    }
    assert_int_equal(pairs, 6);
    rows_close(outer);
}

static void test_more_statements_than_are_kept_still_work(struct testing *t)
{
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 1000; i++) {
            int64_t value;
            const struct statement *made =
                statement_build(t->mem, arena_printf(t->mem, "select $1 + %d from node where id = $2", i));
            assert_true(testing_ok(db_one_int(db, made, DB(db_int(1), db_int(1)), -1, &value, &err), &err));
            assert_int_equal(value, i + 1);
        }
}

static void test_a_wrong_statement_is_an_error_and_harms_nothing(struct testing *t)
{
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    const struct statement *wrong = statement_build(t->mem, "select nothing from nowhere");
    assert_null(db_rows(db, t->mem, wrong, DB_NONE, &err));
    assert_int_equal(err.kind, ERR_INTERNAL);
    int64_t value;
    assert_true(db_one_int(db, SQL("select count(*) from node"), DB_NONE, -1, &value, &err));
    assert_int_equal(value, 1);
}

struct all_statements {
    struct db *db;
    const char *database;
    int count;
};

static void prepare_one(const struct statement *statement, void *arg)
{
    struct all_statements *all = arg;
    struct err err = { 0 };
    bool ours = !statement->only || strcmp(statement->only, all->database) == 0;
    if (ours && !strstr(statement->file, "_test.c") && !db_prepare(all->db, statement, &err))
        fail_msg("%s:%d: %s\n%s", statement->file, statement->line, statement->text, err.text);
    all->count++;
}

static void test_every_statement_can_be_prepared(struct testing *t)
{
    struct err err = { 0 };
    struct all_statements all = { .db = db_for_read(t->store, &err),
                                  .database = t->kind == STORE_SQLITE ? "sqlite" : "postgres" };
    statement_each(prepare_one, &all);
    assert_true(all.count > 20);
}

/* --- indexes put aside -------------------------------------------------------------------------------------------- */

static int64_t index_count(struct testing *t)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(
        testing_ok(db_one_int(db_for_read(t->store, &err),
                              SQL_SQLITE("select count(*) from sqlite_master where type = 'index' and sql is not null"),
                              DB_NONE, -1, &count, &err),
                   &err));
    return count;
}

static void test_indexes_put_aside_are_made_again(struct testing *t)
{
    struct err err = { 0 };
    if (t->kind != STORE_SQLITE) { /* keeps them */
        assert_true(store_indexes_defer(t->store, &err) && store_indexes_restore(t->store, &err));
        return;
    }
    int64_t before = index_count(t);
    assert_true(before > 10);
    assert_true(testing_ok(store_indexes_defer(t->store, &err), &err));
    assert_int_equal(index_count(t), 2); /* those that grow at their end */
    assert_true(testing_ok(store_indexes_restore(t->store, &err), &err));
    assert_int_equal(index_count(t), before);
    assert_true(testing_ok(store_indexes_restore(t->store, &err), &err));
    assert_int_equal(index_count(t), before);
}

static void test_indexes_left_aside_are_made_at_the_next_opening(struct testing *t)
{
    struct err err = { 0 };
    if (t->kind != STORE_SQLITE)
        return;
    int64_t before = index_count(t);
    assert_true(testing_ok(store_indexes_defer(t->store, &err), &err));
    testing_reopen(t, STORE_WRITE);
    assert_int_equal(index_count(t), before);
}

/* --- snapshots ---------------------------------------------------------------------------------------------------- */

static bool apply_two(struct change *change, void *arg, struct err *err)
{
    const int64_t *id = arg;
    const char *name = arena_printf(change_mem(change), "n%lld", (long long)*id);
    return change_run(change, insert_item(), DB(db_int(*id), db_text(name), db_text(NULL), db_int(1)), err);
}

static void test_a_statement_may_stand_in_a_list_of_initial_values(struct testing *t)
{
    struct err err = { 0 };
    const struct statement *const list[] = { SQL("select 1 from node"), SQL("select 2 from node") };
    struct {
        const struct statement *statement;
    } held = { .statement = SQL("select 3 from node") };
    const struct statement *const all[] = { list[0], list[1], held.statement };
    for (int i = 0; i < 3; i++) {
        int64_t value;
        assert_true(testing_ok(db_one_int(db_for_read(t->store, &err), all[i], DB_NONE, -1, &value, &err), &err));
        assert_int_equal(value, i + 1);
    }
}

static void test_a_snapshot_stands_still(struct testing *t)
{
    struct err err = { 0 };
    int64_t id = 1;
    make_items(t);
    assert_true(store_change(t->store, t->mem, NULL, apply_two, &id, &err));
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(db_snapshot_begin(db, t->mem, &err), &err));
    id = 2;
    assert_true(store_change(t->store, t->mem, NULL, apply_two, &id, &err));
    assert_int_equal(count_of(t, SQL("select count(*) from item")), 1);
    db_snapshot_end(db);
    assert_int_equal(count_of(t, SQL("select count(*) from item")), 2);
}

/* As where memory ends within it: the connection stayed in its snapshot, and the next one ended the process. */
static void test_a_snapshot_ends_with_its_memory(struct testing *t)
{
    struct err err = { 0 };
    int64_t id = 1;
    make_items(t);
    struct db *db = db_for_read(t->store, &err);
    struct arena *part = arena_part(t->mem, ARENA_REQUEST_MAX);
    assert_true(testing_ok(db_snapshot_begin(db, part, &err), &err));
    assert_int_equal(count_of(t, SQL("select count(*) from item")), 0);
    assert_true(store_change(t->store, t->mem, NULL, apply_two, &id, &err));
    arena_release(part);
    assert_int_equal(count_of(t, SQL("select count(*) from item")), 1);
    assert_true(testing_ok(db_snapshot_begin(db, part, &err), &err));
    struct rows *rows = db_rows(db, t->mem, SQL("select 1"), DB_NONE, &err);
    assert_true(rows && rows_next(rows));
    store_close_left(t->store);
    assert_false(rows_next(rows));
    assert_true(testing_ok(db_snapshot_begin(db, part, &err), &err));
    db_snapshot_end(db);
    arena_free(part);
}

static void test_reading_cannot_write(struct testing *t)
{
    struct err err = { 0 };
    make_items(t);
    struct db *db = db_for_read(t->store, &err);
    struct rows *rows = db_rows(db, t->mem, SQL("delete from item"), DB_NONE, &err);
    assert_true(!rows || (!rows_next(rows) && rows_failed(rows, &err)));
    assert_int_not_equal(err.kind, ERR_NONE);
}

/* --- structure ---------------------------------------------------------------------------------------------------- */

static void test_columns_of_a_table_are_told(struct testing *t)
{
    struct err err = { 0 };
    const char **columns;
    size_t count;
    make_items(t);
    assert_true(store_columns(t->store, t->mem, "item", &columns, &count, &err));
    assert_int_equal(count, 5);
    assert_string_equal(columns[0], "id");
    assert_string_equal(columns[4], "version");
    assert_true(store_columns(t->store, t->mem, "nothing", &columns, &count, &err));
    assert_int_equal(count, 0);
}

static void test_a_failing_definition_changes_nothing(struct testing *t)
{
    struct err err = { 0 };
    const char **columns;
    size_t count;
    assert_false(store_define(
        t->store, "create table half (id {int} not null primary key){strict}\n;\ncreate nonsense\n;\n", &err));
    assert_true(store_columns(t->store, t->mem, "half", &columns, &count, &err));
    assert_int_equal(count, 0);
}

static void test_a_definition_may_hold_parts_for_one_database(struct testing *t)
{
    struct err err = { 0 };
    const char **columns;
    size_t count;
    assert_true(testing_ok(store_define(t->store,
                                        "create table part (\n    id {serial},\n-- only sqlite\n    s {text},\n-- end\n"
                                        "-- only postgres\n    p {text},\n-- end\n    z {int}\n){strict}\n;\n",
                                        &err),
                           &err));
    assert_true(store_columns(t->store, t->mem, "part", &columns, &count, &err));
    assert_int_equal(count, 3);
    assert_string_equal(columns[1], t->kind == STORE_SQLITE ? "s" : "p");
}

static void test_a_changed_migration_is_refused(struct testing *t)
{
    struct err err = { 0 };
    assert_true(
        testing_ok(store_define(t->store, "update migration set checksum = 'x' where number = 1\n;\n", &err), &err));
    assert_false(store_migrate(t->store, &err));
    assert_string_equal(err.subject, "schema-changed");
    store_close(t->store);
    struct store_place place = testing_place(t);
    t->store = store_open(&place, STORE_WRITE, &err);
    assert_null(t->store);
    assert_string_equal(err.subject, "schema-changed");
}

static void test_a_newer_database_is_refused(struct testing *t)
{
    struct err err = { 0 };
    assert_true(store_define(
        t->store, "insert into migration (number, name, checksum, applied_at) values (9999, 'x', 'x', 0)\n;\n", &err));
    store_close(t->store);
    struct store_place place = testing_place(t);
    t->store = store_open(&place, STORE_READ, &err);
    assert_null(t->store);
    assert_string_equal(err.subject, "schema-newer");
}

static void test_the_program_holds_every_migration(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    char **paths;
    size_t count, length;
    assert_true(file_list(mem, SOURCE_FOLDER "/database", ".sql", &paths, &count, &err));
    assert_int_equal(count, database_files_count);
    for (size_t i = 0; i < count; i++) {
        char *bytes = file_read(mem, paths[i], 4 << 20, &length, &err);
        assert_true(testing_ok(bytes, &err));
        assert_string_equal(paths[i] + strlen(SOURCE_FOLDER "/"), database_files[i].path);
        assert_int_equal(length, database_files[i].length);
        assert_memory_equal(bytes, database_files[i].bytes, length + 1);
    }
}

static void test_what_was_written_is_there_after_opening_again(struct testing *t)
{
    struct err err = { 0 };
    make_items(t);
    assert_true(store_change(t->store, t->mem, NULL, apply_values, NULL, &err));
    testing_reopen(t, STORE_READ);
    assert_int_equal(count_of(t, SQL("select count(*) from item")), 3);
    assert_false(store_change(t->store, t->mem, NULL, apply_values, NULL, &err));
    assert_string_equal(err.subject, "read-only");
    testing_reopen(t, STORE_CREATE);
    assert_int_equal(count_of(t, SQL("select count(*) from item")), 3);
}

static void test_no_office_is_not_found(struct testing *t)
{
    struct err err = { 0 };
    struct store_place place = testing_place(t);
    char empty[128];
    snprintf(empty, sizeof empty, "%s/empty", t->folder);
    place.folder = empty;
    if (t->kind == STORE_POSTGRES)
        testing_sql_in(t, "drop schema " TESTING_SCHEMA " cascade; create schema " TESTING_SCHEMA);
    assert_null(store_open(&place, STORE_READ, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(err.subject, "office");
    assert_null(store_open(&place, STORE_WRITE, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_ids_continue_behind_what_is_stored(struct testing *t)
{
    struct err err = { 0 };
    int64_t late = id_at(clock_now() + 1000000, 1, 0);
    const char *ddl = arena_printf(
        t->mem, "insert into outbox (id, topic, record, created_at, sent_at) values (%lld, 'x', 0, 0, 0)\n;\n",
        (long long)late);
    assert_true(testing_ok(store_define(t->store, ddl, &err), &err));
    testing_reopen(t, STORE_WRITE);
    assert_true(id_next() > late);
}

static void test_a_number_is_asked_after_all_writers_and_others_write_on(struct testing *t)
{
    struct err err = { 0 };
    int64_t value, id = 5;
    make_items(t);
    assert_true(store_change(t->store, t->mem, NULL, apply_two, &id, &err));
    assert_true(
        testing_ok(store_int_after_writers(t->store, "item", SQL("select max(id) from item"), &value, &err), &err));
    assert_int_equal(value, 5);
    id = 6;
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_two, &id, &err), &err));
}

/* --- the lock ----------------------------------------------------------------------------------------------------- */

static void test_a_second_writer_waits_then_is_told_busy(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    assert_true(testing_make(&t, STORE_SQLITE));
    struct store_place place = testing_place(&t);
    int64_t began = clock_monotonic();
    assert_null(store_open(&place, STORE_WRITE, &err));
    int64_t waited = clock_monotonic() - began;
    assert_true(waited >= STORE_WAIT_FOR_LOCK_MS && waited < STORE_WAIT_FOR_LOCK_MS + 2000);
    assert_int_equal(err.kind, ERR_BUSY);
    assert_string_equal(err.subject, "office");
    struct store *reader = store_open(&place, STORE_READ, &err);
    assert_non_null(reader);
    store_close(reader);
    testing_end(&t);
}

static void *close_soon(void *arg)
{
    usleep(300 * 1000);
    store_close(arg);
    return NULL;
}

static void test_a_second_writer_goes_on_when_the_first_is_done(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    assert_true(testing_make(&t, STORE_SQLITE));
    struct store_place place = testing_place(&t);
    pthread_t closer;
    assert_int_equal(pthread_create(&closer, NULL, close_soon, t.store), 0);
    t.store = store_open(&place, STORE_WRITE, &err);
    assert_true(testing_ok(t.store, &err));
    pthread_join(closer, NULL);
    testing_end(&t);
}

ON_BOTH(test_values_come_back_as_they_were_written)
ON_BOTH(test_rows_become_structs)
ON_BOTH(test_the_same_statement_may_be_open_twice)
ON_BOTH(test_more_statements_than_are_kept_still_work)
ON_BOTH(test_a_wrong_statement_is_an_error_and_harms_nothing)
ON_BOTH(test_every_statement_can_be_prepared)
ON_BOTH(test_indexes_put_aside_are_made_again)
ON_BOTH(test_indexes_left_aside_are_made_at_the_next_opening)
ON_BOTH(test_a_statement_may_stand_in_a_list_of_initial_values)
ON_BOTH(test_a_snapshot_stands_still)
ON_BOTH(test_a_snapshot_ends_with_its_memory)
ON_BOTH(test_reading_cannot_write)
ON_BOTH(test_columns_of_a_table_are_told)
ON_BOTH(test_a_failing_definition_changes_nothing)
ON_BOTH(test_a_definition_may_hold_parts_for_one_database)
ON_BOTH(test_a_changed_migration_is_refused)
ON_BOTH(test_a_newer_database_is_refused)
ON_BOTH(test_what_was_written_is_there_after_opening_again)
ON_BOTH(test_no_office_is_not_found)
ON_BOTH(test_ids_continue_behind_what_is_stored)
ON_BOTH(test_a_number_is_asked_after_all_writers_and_others_write_on)

/* Both take it, again and again; PostgreSQL then knows how many rows a table has. */
static void test_a_store_learns_how_its_rows_are_spread(struct testing *t)
{
    struct err err = { 0 };
    int64_t known = 0;
    assert_true(testing_ok(store_learn(t->store, &err) && store_learn(t->store, &err), &err));
    if (t->kind == STORE_POSTGRES)
        assert_true(
            db_one_int(db_for_read(t->store, &err),
                       SQL_POSTGRES("select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                                    "where c.relname = 'record' and n.nspname = current_schema() and "
                                    "c.reltuples >= 0"),
                       DB_NONE, 0, &known, &err) &&
            known == 1);
}
ON_BOTH(test_a_store_learns_how_its_rows_are_spread)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_values_come_back_as_they_were_written),
        BOTH(test_rows_become_structs),
        BOTH(test_the_same_statement_may_be_open_twice),
        BOTH(test_more_statements_than_are_kept_still_work),
        BOTH(test_a_wrong_statement_is_an_error_and_harms_nothing),
        BOTH(test_every_statement_can_be_prepared),
        BOTH(test_indexes_put_aside_are_made_again),
        BOTH(test_indexes_left_aside_are_made_at_the_next_opening),
        BOTH(test_a_statement_may_stand_in_a_list_of_initial_values),
        BOTH(test_a_snapshot_stands_still),
        BOTH(test_a_snapshot_ends_with_its_memory),
        BOTH(test_reading_cannot_write),
        BOTH(test_columns_of_a_table_are_told),
        BOTH(test_a_failing_definition_changes_nothing),
        BOTH(test_a_definition_may_hold_parts_for_one_database),
        BOTH(test_a_changed_migration_is_refused),
        BOTH(test_a_newer_database_is_refused),
        BOTH(test_what_was_written_is_there_after_opening_again),
        BOTH(test_no_office_is_not_found),
        BOTH(test_ids_continue_behind_what_is_stored),
        BOTH(test_a_number_is_asked_after_all_writers_and_others_write_on),
        BOTH(test_a_store_learns_how_its_rows_are_spread),
        cmocka_unit_test(test_the_program_holds_every_migration),
        cmocka_unit_test(test_a_second_writer_waits_then_is_told_busy),
        cmocka_unit_test(test_a_second_writer_goes_on_when_the_first_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
