/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

#include <signal.h>
#include <sys/wait.h>

#include "records/import.h"

static struct import_result load(struct testing *t, struct testing_office *o, const char *csv)
{
    struct err err = { 0 };
    struct import_result result;
    assert_true(
        testing_ok(import_load(&o->office, t->mem, o->letter, csv, strlen(csv), &result, NULL, NULL, &err), &err));
    return result;
}

static void test_columns_are_fields_labels_and_steps(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct import_result result = load(t, &o,
                                       "Trích yếu,type,Đơn vị,step.number,step.issue,Ngày ban hành,so ban\r\n"
                                       "\"Kế hoạch, đợt 2\",Quyết định,kt,05/07/2021,2021-07-06,06/7/2021,12\r\n"
                                       "Thư,cv,,,,,\r\n");
    if (result.fault_count)
        fail_msg("%d %s %s", result.faults[0].line, result.faults[0].column, result.faults[0].text);
    assert_int_equal(testing_count(t, &o, "letter", "issued_on=2021-07-06&unit=kt&copies=12&state=issued"), 1);
    assert_int_equal(testing_count(t, &o, "letter", "state=draft"), 1);
    assert_int_equal(testing_count(t, &o, "letter", "number=01/QĐ-VPT"), 1);
}

static void test_only_who_may_imports(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    static const char csv[] = "summary,type\nThư,cv\n";
    testing_enter(t, &o);
    o.office.scope = (struct scope){ .user = "van-thu",
                                     .common = { .reads = true,
                                                 .every_issuer = true,
                                                 .every_unit = true,
                                                 .every_secrecy = true,
                                                 .creates = true,
                                                 .works_everywhere = true } };
    assert_false(import_load(&o.office, t->mem, o.letter, csv, strlen(csv), &result, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
    o.office.scope.common.imports = true;
    assert_int_equal(load(t, &o, csv).fault_count, 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
}

static void test_one_fault_and_nothing_is_written(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct import_result result = load(t, &o,
                                       "summary,type,copies,step.number\n"
                                       "Tốt,bc,1,2021-07-01\n"
                                       "Sai loại,xx,1,2021-07-01\n"
                                       ",bc,1,2021-07-01\n"
                                       "Sai số,bc,một,2021-07-01\n"
                                       "Sai ngày,bc,1,2021-02-30\n"
                                       "Ngày mai,bc,1,2021-08-03\n");
    assert_int_equal(result.fault_count, 5);
    static const struct {
        int line;
        const char *column;
    } expected[] = { { 3, "type" }, { 4, "summary" }, { 5, "copies" }, { 6, "step.number" }, { 7, "step.number" } };
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_int_equal(result.faults[i].line, expected[i].line); /* in the order of the rows */
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(result.faults[i].column, expected[i].column);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
}

static void refuse(struct testing *t, struct testing_office *o, const char *csv, const char *words)
{
    struct err err = { 0 };
    struct import_result result;
    assert_false(import_load(&o->office, t->mem, o->letter, csv, strlen(csv), &result, NULL, NULL, &err));
    if (!strstr(err.text, words))
        fail_msg("“%s” is not in “%s”", words, err.text);
}

static void test_a_file_that_cannot_be_read_names_the_place(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    refuse(t, &o, "summary,loai van ban\nx,y\n", "loai van ban");
    refuse(t, &o, "summary,summary\nx,y\n", "hai lần");
    refuse(t, &o, "summary,type\nx\n", "Dòng 2");
    refuse(t, &o, "summary,type\n\"x,y\n", "Dòng 2");
}

static void test_reading_alone_writes_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    const char *csv = "summary,type\nThư,cv\n";
    testing_enter(t, &o);
    assert_true(import_read(&o.office, t->mem, o.letter, csv, strlen(csv), &result, &err));
    assert_int_equal(result.count, 1);
    assert_int_equal(result.fault_count, 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
}

static void test_the_same_times_in_two_files_are_two_records(struct testing *t)
{
    struct testing_office o;
    const char *csv = "summary,type,at\nThư,cv,2021-07-05T08:00\n";
    testing_enter(t, &o);
    load(t, &o, csv);
    load(t, &o, csv);
    assert_int_equal(testing_count(t, &o, "letter", "summary=Thư"), 2);
}

/* --- many rows ---------------------------------------------------------------------------------------------------- */

enum { MANY = 1200 };

static const char *many_letters(struct testing *t)
{
    struct text csv;
    text_init(&csv, t->mem, TEXT_MAX_DOCUMENT);
    text_add(&csv, "summary,type,step.number,step.issue\n");
    for (int i = 0; i < MANY; i++)
        text_printf(&csv, "Văn bản thứ %d,%s,2021-07-02,2021-07-05\n", i, i % 3 ? "bc" : "qd");
    return csv.data;
}

static int64_t index_count(const struct testing *t, struct db *db)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(db_one_int(db,
                           t->kind == STORE_SQLITE
                               ? SQL_SQLITE("select count(*) from sqlite_schema where type = 'index'")
                               : SQL_POSTGRES("select count(*) from pg_indexes where schemaname = current_schema"),
                           DB_NONE, -1, &count, &err));
    return count;
}

/* What another connection finds while the rows are written. */
struct meanwhile {
    struct testing *t;
    int64_t indexes, records;
    bool dies; /* halfway */
};

static void look(size_t done, size_t of, void *arg)
{
    struct meanwhile *meanwhile = arg;
    struct err err = { 0 };
    if (meanwhile->dies && done > of / 2)
        raise(SIGKILL);
    struct db *db = db_for_read(meanwhile->t->store, &err);
    meanwhile->indexes = index_count(meanwhile->t, db);
    meanwhile->records = testing_int(meanwhile->t, SQL("select count(*) from record"));
}

static bool import_many(struct testing *t, struct testing_office *o, struct meanwhile *meanwhile)
{
    struct err err = { 0 };
    struct import_result result;
    const char *csv = many_letters(t);
    meanwhile->t = t;
    return import_load(&o->office, t->mem, o->letter, csv, strlen(csv), &result, look, meanwhile, &err) &&
           result.fault_count == 0;
}

static void assert_many(struct testing *t, struct testing_office *o)
{
    assert_int_equal(testing_count(t, o, "letter", "state=issued"), MANY);
    assert_int_equal(testing_count(t, o, "letter", "q=\"văn bản\""), MANY);
    assert_int_equal(testing_int(t, SQL("select next from number_book where series = '2021/qd'")), MANY / 3 + 1);
    testing_prove(t, o);
}

/* Their indexes are put aside within the change: whoever reads meanwhile has them, and afterwards all are there.
 * Planted and seen red on SQLite: an index that is not made again; indexes dropped and committed before the rows. */
static void test_many_rows_come_while_readers_keep_the_indexes(struct testing *t)
{
    struct testing_office o;
    struct meanwhile meanwhile = { 0 };
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t indexes = index_count(t, db_for_read(t->store, &err));
    assert_true(import_many(t, &o, &meanwhile));
    assert_int_equal(meanwhile.indexes, indexes);
    assert_int_equal(meanwhile.records, 0);
    assert_int_equal(index_count(t, db_for_read(t->store, &err)), indexes);
    assert_many(t, &o);
}

/* Planted and seen red on SQLite: indexes dropped and committed before the rows. */
static void test_an_import_that_is_killed_leaves_the_office_as_it_was(struct testing *t)
{
    struct testing_office o;
    struct meanwhile meanwhile = { .dies = true };
    struct err err = { 0 };
    int status;
    testing_enter(t, &o);
    int64_t indexes = index_count(t, db_for_read(t->store, &err));
    store_close(t->store);
    t->store = NULL;
    pid_t child = fork();
    if (child == 0) {
        testing_open(t, STORE_WRITE);
        o.office.store = t->store;
        (void)import_many(t, &o, &meanwhile);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    testing_open(t, STORE_WRITE);
    o.office.store = t->store;
    assert_int_equal(index_count(t, db_for_read(t->store, &err)), indexes);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
    meanwhile.dies = false;
    assert_true(import_many(t, &o, &meanwhile));
    assert_many(t, &o);
}

ON_BOTH(test_columns_are_fields_labels_and_steps)
ON_BOTH(test_many_rows_come_while_readers_keep_the_indexes)
ON_BOTH(test_an_import_that_is_killed_leaves_the_office_as_it_was)
ON_BOTH(test_the_same_times_in_two_files_are_two_records)
ON_BOTH(test_only_who_may_imports)
ON_BOTH(test_one_fault_and_nothing_is_written)
ON_BOTH(test_a_file_that_cannot_be_read_names_the_place)
ON_BOTH(test_reading_alone_writes_nothing)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_columns_are_fields_labels_and_steps),
        BOTH(test_many_rows_come_while_readers_keep_the_indexes),
        BOTH(test_an_import_that_is_killed_leaves_the_office_as_it_was),
        BOTH(test_the_same_times_in_two_files_are_two_records),
        BOTH(test_only_who_may_imports),
        BOTH(test_one_fault_and_nothing_is_written),
        BOTH(test_a_file_that_cannot_be_read_names_the_place),
        BOTH(test_reading_alone_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
