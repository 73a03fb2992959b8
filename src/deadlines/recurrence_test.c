/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: the next day counted from the one before (31, 28, 28); nine months that cover twelve. */
#include "deadlines/recurrence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static day_t day(const char *text)
{
    day_t read = 0;
    assert_true(day_parse(text, &read));
    return read;
}

static void check_after(const char *code, const char *first, const char *after, const char *expected)
{
    char printed[DATE_SIZE];
    day_print(recurrence_after(recurrence_find(code), day(first), day(after)), printed);
    assert_string_equal(printed, expected);
}

static void test_days_are_counted_from_the_first_one(void **state)
{
    (void)state;
    check_after("month", "2021-01-31", "2020-12-01", "2021-01-31");
    check_after("month", "2021-01-31", "2021-01-31", "2021-02-28");
    check_after("month", "2021-01-31", "2021-02-28", "2021-03-31");
    check_after("week", "2021-07-05", "2021-07-11", "2021-07-12");
    check_after("week", "2021-07-05", "2021-07-12", "2021-07-19");
    check_after("quarter", "2021-03-14", "2021-07-01", "2021-09-14");
    check_after("half", "2020-12-14", "2021-06-13", "2021-06-14");
    check_after("year", "2020-02-29", "2021-02-28", "2022-02-28");
    check_after("nine-months", "2020-09-14", "2020-09-14", "2021-09-14");
    check_after("month", "1999-01-15", "2021-07-15", "2021-08-15");
}

/* Every day of ten years after the first: the next is after it, one of the row, and none of the row lies between. */
static void test_no_day_of_the_row_is_passed_over(void **state)
{
    (void)state;
    size_t cases = 0;
    for (size_t i = 0; recurrences[i].code; i++) {
        day_t first = day("2020-01-31"), next = first;
        for (day_t at = first; at < first + 3650; at++, cases++) {
            if (at == next) {
                day_t after = recurrence_after(&recurrences[i], first, at);
                assert_true(after > at && after <= at + 366);
                next = after;
            }
            assert_int_equal(recurrence_after(&recurrences[i], first, at), next);
        }
    }
    print_message("%zu days\n", cases);
}

static void check_from(const char *code, const char *first, const char *on, const char *expected)
{
    char printed[DATE_SIZE];
    day_print(recurrence_covers_from(recurrence_find(code), day(first), day(on)), printed);
    assert_string_equal(printed, expected);
}

/* NĐ 09/2019/NĐ-CP Điều 12 */
static void test_a_report_covers_what_lies_since_the_cut_off_before(void **state)
{
    (void)state;
    check_from("month", "2021-01-14", "2021-07-14", "2021-06-15");
    check_from("quarter", "2021-03-14", "2021-06-14", "2021-03-15");
    check_from("half", "2021-06-14", "2021-06-14", "2020-12-15");
    check_from("half", "2021-06-14", "2021-12-14", "2021-06-15");
    check_from("nine-months", "2021-09-14", "2021-09-14", "2020-12-15");
    check_from("year", "2020-12-14", "2021-12-14", "2020-12-15");
    check_from("week", "2021-07-02", "2021-07-09", "2021-07-03");
}

static void test_a_code_that_is_none_is_not_found(void **state)
{
    (void)state;
    assert_null(recurrence_find("daily"));
    assert_null(recurrence_find(NULL));
    assert_non_null(recurrence_find("week"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_are_counted_from_the_first_one),
        cmocka_unit_test(test_no_day_of_the_row_is_passed_over),
        cmocka_unit_test(test_a_report_covers_what_lies_since_the_cut_off_before),
        cmocka_unit_test(test_a_code_that_is_none_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
