/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

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

ON_BOTH(test_columns_are_fields_labels_and_steps)
ON_BOTH(test_the_same_times_in_two_files_are_two_records)
ON_BOTH(test_only_who_may_imports)
ON_BOTH(test_one_fault_and_nothing_is_written)
ON_BOTH(test_a_file_that_cannot_be_read_names_the_place)
ON_BOTH(test_reading_alone_writes_nothing)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_columns_are_fields_labels_and_steps),
        BOTH(test_the_same_times_in_two_files_are_two_records),
        BOTH(test_only_who_may_imports),
        BOTH(test_one_fault_and_nothing_is_written),
        BOTH(test_a_file_that_cannot_be_read_names_the_place),
        BOTH(test_reading_alone_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
