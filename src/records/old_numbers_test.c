/* SPDX-License-Identifier: Apache-2.0 */
/* Old numbers of an old register (over every register with a book: src/api/old_numbers_walk_test.c).
 *
 * Planted and seen red: add_gaps that leaves the last one out; a book that goes on behind the first number;
 * the gaps without their line in the account history; old_number_check left out; printed_as that takes any digits. */
#include "records/testing_office.h"

#include "records/import.h"
#include "records/numbers.h"
#include "records/old_numbers.h"

static struct import_result bring(struct testing *t, struct testing_office *o, const struct register_definition *reg,
                                  bool load, const char *csv)
{
    struct err err = { 0 };
    struct import_result result;
    bool done = load ? import_load(&o->office, t->mem, reg, csv, strlen(csv), &result, NULL, NULL, &err)
                     : import_try(&o->office, t->mem, reg, csv, strlen(csv), &result, &err);
    assert_true(testing_ok(done, &err));
    return result;
}

static void assert_good(const struct import_result *result)
{
    if (result->fault_count)
        fail_msg("%d %s %s", result->faults[0].line, result->faults[0].column, result->faults[0].text);
}

static void assert_fault(const struct import_result *result, int line, const char *column, const char *text)
{
    for (size_t i = 0; i < result->fault_count; i++)
        if (result->faults[i].line == line && text_equal(result->faults[i].column, column) &&
            strstr(result->faults[i].text, text))
            return;
    for (size_t i = 0; i < result->fault_count; i++)
        print_message("%d %s: %s\n", result->faults[i].line, result->faults[i].column, result->faults[i].text);
    fail_msg("no fault in line %d at %s: %s", line, column, text);
}

/* Books without holes, and a history that proves them. */
static void prove(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    struct number_fault *faults;
    size_t count;
    int64_t checked;
    assert_true(testing_ok(numbers_check(&o->office, t->mem, &faults, &count, &checked, &err), &err));
    if (count > 0)
        fail_msg("%s %s %lld: %s", faults[0].book, faults[0].series, (long long)faults[0].seq, faults[0].what);
    testing_prove(t, o);
}

static const char *next_letter(struct testing *t, struct testing_office *o, const char *type)
{
    struct err err = { 0 };
    int64_t id = testing_create(t, o, testing_letter(t, o, "Mới", type));
    assert_true(testing_ok(testing_step(t, o, id, "number", NULL, NULL, NULL, &err), &err));
    return testing_read(t, o, id)->number;
}

#define HEAD "summary,type,Số,step.number,step.issue,issued_on\n"

static void test_old_numbers_stay_and_the_book_goes_on_behind_them(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    static const char csv[] = HEAD "Ba,qd,3,2021-03-01,2021-03-01,2021-03-01\n"
                                   "Một,qd,01/QĐ-VPT,2021-04-01,2021-04-01,2021-04-01\n"
                                   "Sáu,qd,006,2021-02-01,2021-02-01,2021-02-01\n";
    struct import_result result = bring(t, &o, o.letter, false, csv);
    assert_good(&result);
    assert_int_equal(result.notes.count, 1);
    assert_string_equal(result.notes.items[0],
                        "Sổ văn bản, dãy 2021/qd: giữ 3 số cũ, từ 1 đến 6; 3 số bỏ trống, có ghi "
                        "chú; số kế tiếp là 7");
    assert_int_equal(testing_int(t, SQL("select count(*) from number")), 0);
    result = bring(t, &o, o.letter, true, csv);
    assert_good(&result);
    assert_int_equal(testing_count(t, &o, "letter", "number=01/QĐ-VPT,03/QĐ-VPT,06/QĐ-VPT"), 3);
    assert_int_equal(
        testing_int(t, SQL("select count(*) from number where state = 'gap' and seq in (2, 4, 5) and reason "
                           "like 'không có trong tệp sổ cũ%'")),
        3);
    assert_string_equal(next_letter(t, &o, "qd"), "07/QĐ-VPT");
    prove(t, &o);
}
ON_BOTH(test_old_numbers_stay_and_the_book_goes_on_behind_them)

static void test_a_book_is_widened_where_it_had_numbers(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    assert_string_equal(next_letter(t, &o, "qd"), "01/QĐ-VPT");
    struct import_result result = bring(t, &o, o.letter, true, HEAD "Bốn,qd,4,2021-03-01,,\n");
    assert_good(&result);
    assert_string_equal(next_letter(t, &o, "qd"), "05/QĐ-VPT");
    prove(t, &o);
    /* the definition gives 41 after 40 on paper: two of them come */
    result = bring(t, &o, o.letter, true, HEAD "A,bc,38,2021-03-01,,\nB,bc,39,2021-03-02,,\n");
    assert_good(&result);
    assert_int_equal(testing_int(t, SQL("select count(*) from number_book where series = '2021/bc' and start = 38 and "
                                        "next = 41 and start_note <> ''")),
                     1);
    assert_string_equal(next_letter(t, &o, "bc"), "41/BC-VPT");
    result = bring(t, &o, o.letter, true, HEAD "A,bc,35,2021-03-01,,\n");
    assert_good(&result);
    prove(t, &o);
    result = bring(t, &o, o.letter, true, HEAD "A,bc,1,2021-03-01,,\nB,bc,2,2021-03-01,,\n");
    assert_good(&result);
    assert_int_equal(testing_int(t, SQL("select count(*) from number_book where series = '2021/bc' and start = 1 and "
                                        "next = 42 and start_note = ''")),
                     1);
    prove(t, &o);
}
ON_BOTH(test_a_book_is_widened_where_it_had_numbers)

static void test_what_cannot_be_kept_is_refused_by_its_cell(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t seq;
    testing_enter(t, &o);
    next_letter(t, &o, "qd");
    assert_true(
        testing_ok(number_reserve(&o.office, t->mem, "letters", "2021/qd", "Ai", "2021-08-31", &seq, &err), &err));
    struct import_result result = bring(t, &o, o.letter, true,
                                        HEAD "A,qd,1,2021-03-01,,\n"
                                             "B,qd,2,2021-03-01,,\n"
                                             "C,qd,7,2021-03-01,,\n"
                                             "D,qd,07/QĐ-VPT,2021-03-01,,\n"
                                             "E,qd,08/BC-VPT,2021-03-01,,\n"
                                             "F,qd,không số,2021-03-01,,\n"
                                             "G,qd,9,,,\n"
                                             "H,qd,,2021-03-01,,\n"
                                             "I,qd,0,2021-03-01,,\n");
    assert_fault(&result, 2, "Số", "Số 1 của dãy này đã có: “Mới”");
    assert_fault(&result, 3, "Số", "Số 2 của dãy này đã có: đang giữ trước");
    assert_fault(&result, 5, "Số", "đã có ở dòng 4");
    assert_fault(&result, 6, "Số", "“08/BC-VPT” không phải số của sổ này");
    assert_fault(&result, 7, "Số", "dạng “12/QĐ-VPT”");
    assert_fault(&result, 8, "Số", "đã qua bước “Cấp số”: thêm cột step.number");
    assert_fault(&result, 9, "Số", "Thiếu số");
    assert_fault(&result, 10, "Số", "không phải số");
    assert_int_equal(result.fault_count, 8);
    result = bring(t, &o, o.letter, false, HEAD "A,cv,1,2021-03-01,,\nB,cv,5000,2021-03-01,,\n");
    assert_fault(&result, 1, "Số", "thiếu quá 1000 số");
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
    prove(t, &o);
}
ON_BOTH(test_what_cannot_be_kept_is_refused_by_its_cell)

static void test_a_register_without_a_book_has_no_such_column(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    static const char csv[] = "Số đến,summary\n1,A\n";
    const struct register_definition *task = definitions_register(o.office.definitions, "task");
    assert_null(task->number);
    assert_false(import_try(&o.office, t->mem, task, csv, strlen(csv), &result, &err));
    assert_non_null(strstr(err.text, "Số đến"));
}
ON_BOTH(test_a_register_without_a_book_has_no_such_column)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_old_numbers_stay_and_the_book_goes_on_behind_them),
        BOTH(test_a_book_is_widened_where_it_had_numbers),
        BOTH(test_what_cannot_be_kept_is_refused_by_its_cell),
        BOTH(test_a_register_without_a_book_has_no_such_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
