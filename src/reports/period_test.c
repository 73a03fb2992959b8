/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct arena *mem;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct period parsed(const char *text)
{
    struct period period = { 0 };
    struct err err = { 0 };
    if (!period_parse(text, false, &period, &err))
        fail_msg("%s: %s", text, err.text);
    return period;
}

static struct period reporting(const char *text)
{
    struct period period = { 0 };
    struct err err = { 0 };
    if (!period_parse(text, true, &period, &err))
        fail_msg("%s: %s", text, err.text);
    return period;
}

/* "2021-07-01 2021-07-31" */
static const char *days(struct period period)
{
    char from[DATE_SIZE], to[DATE_SIZE];
    day_print(period.from, from);
    day_print(period.to, to);
    return arena_printf(mem, "%s %s", from, to);
}

static void test_names_have_their_first_and_last_day(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "2021-07", "2021-07-01 2021-07-31" },
        { "2020-02", "2020-02-01 2020-02-29" },
        { "2021-Q3", "2021-07-01 2021-09-30" },
        { "2021-H1", "2021-01-01 2021-06-30" },
        { "2021-H2", "2021-07-01 2021-12-31" },
        { "2021-9M", "2021-01-01 2021-09-30" },
        { "2021", "2021-01-01 2021-12-31" },
        { "2021-W30", "2021-07-26 2021-08-01" },
        { "2021-W01", "2021-01-04 2021-01-10" },
        { "2020-W53", "2020-12-28 2021-01-03" },
        { "2019-W01", "2018-12-31 2019-01-06" },
        { "2021-07-05..2021-07-20", "2021-07-05 2021-07-20" },
        { "2021-07-05..2021-07-05", "2021-07-05 2021-07-05" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_string_equal(days(parsed(cases[i][0])), cases[i][1]);
        assert_string_equal(parsed(cases[i][0]).name, cases[i][0]);
    }
}

static void test_reporting_periods_run_from_the_15th_to_the_14th(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "2021-07", "2021-06-15 2021-07-14" }, { "2021-01", "2020-12-15 2021-01-14" },
        { "2021-Q2", "2021-03-15 2021-06-14" }, { "2021-Q1", "2020-12-15 2021-03-14" },
        { "2021-H1", "2020-12-15 2021-06-14" }, { "2021-H2", "2021-06-15 2021-12-14" },
        { "2021-9M", "2020-12-15 2021-09-14" }, { "2021", "2020-12-15 2021-12-14" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(days(reporting(cases[i][0])), cases[i][1]);
    struct period july = reporting("2021-07"), june = period_before(&july), august = period_after(&july);
    assert_string_equal(days(june), "2021-05-15 2021-06-14");
    assert_string_equal(days(august), "2021-07-15 2021-08-14");
    assert_string_equal(days(period_year_to_date(&july)), "2020-12-15 2021-07-14");
}

static void test_neighbours_are_of_the_same_kind(void **state)
{
    (void)state;
    static const char *const cases[][4] = {
        /* period, before, after, last year */
        { "2021-07", "2021-06", "2021-08", "2020-07" },
        { "2021-01", "2020-12", "2021-02", "2020-01" },
        { "2021-12", "2021-11", "2022-01", "2020-12" },
        { "2021-Q1", "2020-Q4", "2021-Q2", "2020-Q1" },
        { "2021-H2", "2021-H1", "2022-H1", "2020-H2" },
        { "2021-9M", "2020-9M", "2022-9M", "2020-9M" },
        { "2021", "2020", "2022", "2020" },
        { "2021-W01", "2020-W53", "2021-W02", "2020-W01" },
        { "2020-W53", "2020-W52", "2021-W01", "2019-W52" },
        { "2021-07-05..2021-07-14", "2021-06-25..2021-07-04", "2021-07-15..2021-07-24", "2020-07-05..2020-07-14" },
        { "2021-07-01..2021-08-31", "2021-05-01..2021-06-30", "2021-09-01..2021-10-31", "2020-07-01..2020-08-31" },
        { "2020-02-01..2020-03-31", "2019-12-01..2020-01-31", "2020-04-01..2020-05-31", "2019-02-01..2019-03-31" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct period period = parsed(cases[i][0]);
        assert_string_equal(period_before(&period).name, cases[i][1]);
        assert_string_equal(period_after(&period).name, cases[i][2]);
        assert_string_equal(period_last_year(&period).name, cases[i][3]);
    }
}

static void test_a_period_and_the_next_leave_no_day_out(void **state)
{
    (void)state;
    static const char *const starts[] = {
        "2019-12", "2019-Q4", "2019-H2", "2019", "2019-W52", "2019-12-01..2020-01-31", "2019-12-15..2020-01-07"
    };
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        for (int reporting_too = 0; reporting_too < 2; reporting_too++) {
            struct period period = reporting_too ? reporting(starts[i]) : parsed(starts[i]);
            for (int step = 0; step < 60; step++) {
                struct period next = period_after(&period), back = period_before(&next);
                assert_int_equal(next.from, period.to + 1);
                assert_string_equal(back.name, period.name);
                assert_int_equal(period_day_before(&next), period.to);
                period = next;
            }
        }
    }
}

static void test_days_that_are_a_named_period_have_its_name(void **state)
{
    (void)state;
    assert_string_equal(parsed("2021-07-01..2021-07-31").name, "2021-07");
    assert_string_equal(parsed("2021-07-01..2021-09-30").name, "2021-Q3");
    assert_string_equal(parsed("2021-01-01..2021-09-30").name, "2021-9M");
    assert_string_equal(parsed("2020-01-01..2020-12-31").name, "2020");
    assert_string_equal(parsed("2021-02-01..2021-04-30").name, "2021-02-01..2021-04-30");
}

static void test_only_a_named_period_is_a_field_value(void **state)
{
    (void)state;
    struct period month = parsed("2021-07"), span = parsed("2021-07-02..2021-07-31");
    assert_string_equal(period_field_value(&month), "2021-07");
    assert_null(period_field_value(&span));
}

static void test_the_year_runs_from_its_first_day(void **state)
{
    (void)state;
    struct period month = parsed("2021-07"), january = parsed("2021-01"), span = parsed("2020-12-20..2021-01-10");
    assert_string_equal(days(period_year_to_date(&month)), "2021-01-01 2021-07-31");
    assert_string_equal(period_year_to_date(&january).name, "2021-01");
    assert_string_equal(days(period_year_to_date(&span)), "2021-01-01 2021-01-10");
}

static void test_words_are_those_of_documents(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "2021-07", "tháng 7 năm 2021", "tháng 7/2021" },
        { "2021-02", "tháng 02 năm 2021", "tháng 02/2021" },
        { "2021-Q3", "quý III năm 2021", "quý III/2021" },
        { "2021-H1", "6 tháng đầu năm 2021", "6 tháng đầu năm 2021" },
        { "2021-H2", "6 tháng cuối năm 2021", "6 tháng cuối năm 2021" },
        { "2021-9M", "9 tháng năm 2021", "9 tháng năm 2021" },
        { "2021", "năm 2021", "năm 2021" },
        { "2021-W30", "tuần 30 năm 2021", "tuần 30/2021" },
        { "2021-01-05..2021-07-20", "từ ngày 05/01/2021 đến ngày 20/7/2021", "từ ngày 05/01/2021 đến ngày 20/7/2021" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct period period = parsed(cases[i][0]);
        assert_string_equal(period_words(mem, &period), cases[i][1]);
        assert_string_equal(period_short(mem, &period), cases[i][2]);
    }
    assert_string_equal(period_day_words(mem, day_from_civil(2021, 12, 9)), "09/12/2021");
}

static void test_refusals_say_what_was_expected(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "", "Chưa ghi kỳ" },
        { "thang 7", "không phải là kỳ báo cáo" },
        { "2021-7", "không phải là kỳ báo cáo" },
        { "2021-007", "không phải là kỳ báo cáo" },
        { "2021/07", "không phải là kỳ báo cáo" },
        { "2021-Q", "không phải là kỳ báo cáo" },
        { "2021-q3", "không phải là kỳ báo cáo" },
        { "2021-", "không phải là kỳ báo cáo" },
        { "2021-9MX", "không phải là kỳ báo cáo" },
        { "2021-13", "Tháng 13 không có" },
        { "2021-00", "Tháng 0 không có" },
        { "2021-W53", "không có tuần 53" },
        { "2021-W00", "không có tuần 0" },
        { "2021-Q5", "Quý 5 không có" },
        { "2021-H3", "H3" },
        { "0021", "Năm 21" },
        { "9999", "Năm 9999" },
        { "2021-07-32..2021-08-01", "“2021-07-32” không phải là ngày" },
        { "2021-07-01..x", "“x” không phải là ngày" },
        { "2021-07-01-and-much-more..2021-08-01", "không phải là kỳ báo cáo" },
        { "2021-08-01..2021-07-31", "kết thúc (2021-07-31) trước khi bắt đầu" },
        { "1900-01-01..1900-02-01", "Năm 1900" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct period period = { .name = "untouched" };
        struct err err = { 0 };
        assert_false(period_parse(cases[i][0], false, &period, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, "period");
        if (!strstr(err.text, cases[i][1]))
            fail_msg("“%s”: %s", cases[i][0], err.text);
        assert_string_equal(period.name, "untouched");
    }
}

static void test_a_report_takes_periods_of_its_kind_and_spans(void **state)
{
    (void)state;
    struct period period;
    struct err err = { 0 };
    assert_true(period_parse_for("month", "2021-07", &period, &err));
    assert_string_equal(days(period), "2021-07-01 2021-07-31");
    assert_true(period_parse_for("reporting-month", "2021-07", &period, &err));
    assert_string_equal(days(period), "2021-06-15 2021-07-14");
    assert_true(period_parse_for("month", "2021-07-01..2021-09-30", &period, &err));
    assert_true(period_parse_for("year", "2021", &period, &err));
    assert_true(period_parse_for("half", "2021-H1", &period, &err));
    assert_true(period_parse_for("reporting-year", "2021", &period, &err));
    assert_string_equal(days(period), "2020-12-15 2021-12-14");
    assert_false(period_parse_for("month", "2021-Q3", &period, &err));
    assert_string_equal(err.text, "Báo cáo này lập theo tháng; “2021-Q3” là kỳ theo quý.");
    assert_false(period_parse_for("quarter", "2021-07", &period, &err));
    assert_false(period_parse_for("month", "x", &period, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_have_their_first_and_last_day),
        cmocka_unit_test(test_reporting_periods_run_from_the_15th_to_the_14th),
        cmocka_unit_test(test_neighbours_are_of_the_same_kind),
        cmocka_unit_test(test_a_period_and_the_next_leave_no_day_out),
        cmocka_unit_test(test_days_that_are_a_named_period_have_its_name),
        cmocka_unit_test(test_only_a_named_period_is_a_field_value),
        cmocka_unit_test(test_the_year_runs_from_its_first_day),
        cmocka_unit_test(test_words_are_those_of_documents),
        cmocka_unit_test(test_refusals_say_what_was_expected),
        cmocka_unit_test(test_a_report_takes_periods_of_its_kind_and_spans),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
