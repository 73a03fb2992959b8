/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/office_hours.h"

#include "deadlines/test_internal.h"

static void test_two_spans_are_read_as_minutes(void **state)
{
    (void)state;
    struct office_hours_row row = { .from = 7 };
    assert_true(office_hours_parse("07:00-11:30", " 13:30 – 17:00 ", &row, &err));
    assert_int_equal(row.from, 7);
    assert_int_equal(row.morning_open, 420);
    assert_int_equal(row.morning_close, 690);
    assert_int_equal(row.afternoon_open, 810);
    assert_int_equal(row.afternoon_close, 1020);
}

static void test_a_bad_span_names_its_field_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const BAD[] = {
        "", "7:00-11:30", "07:00", "07:00-24:00", "07:60-11:30", "07:00-11:30x", "07-11"
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct office_hours_row row = { .morning_open = 5 };
        assert_false(office_hours_parse(BAD[i], "13:30-17:00", &row, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.field, "morning");
        assert_false(office_hours_parse("07:00-11:30", BAD[i], &row, &err));
        assert_string_equal(err.field, "afternoon");
        assert_int_equal(row.morning_open, 5);
    }
    struct office_hours_row row = { 0 };
    assert_false(office_hours_parse(NULL, NULL, &row, &err));
}

static struct office_hours_row hours_from(const char *from, const char *morning, const char *afternoon)
{
    struct office_hours_row row = { .from = day_of(from) };
    assert_true(office_hours_parse(morning, afternoon, &row, &err));
    return row;
}

static void test_the_row_in_force_is_the_last_that_has_begun(void **state)
{
    (void)state;
    const struct office_hours_row rows[] = {
        hours_from("2022-01-01", "07:30-11:30", "13:00-17:00"),
        hours_from("2015-01-01", "07:00-11:30", "13:30-17:00"),
    };
    const struct office_hours *hours = office_hours_new(mem, rows, 2, &err);
    assert_non_null(hours);
    assert_int_equal(office_hours_on(hours, day_of("2021-12-31"))->morning_open, 420);
    assert_int_equal(office_hours_on(hours, day_of("2022-01-01"))->morning_open, 450);
    assert_int_equal(office_hours_on(hours, day_of("2030-01-01"))->morning_open, 450);
    assert_int_equal(office_hours_on(hours, day_of("2001-01-01"))->morning_open, 420);
    assert_int_equal(office_hours_closing(hours, day_of("2021-12-31")),
                     office_hours_on(hours, day_of("2021-12-31"))->afternoon_close);
    assert_int_equal(office_hours_closing(hours, day_of("2022-01-01")),
                     office_hours_on(hours, day_of("2022-01-01"))->afternoon_close);
}

static void test_rows_out_of_order_twice_or_none_are_refused(void **state)
{
    (void)state;
    struct office_hours_row row = hours_from("2015-01-01", "07:00-11:30", "13:30-17:00");
    const struct office_hours_row twice[] = { row, row };
    assert_null(office_hours_new(mem, twice, 2, &err));
    assert_string_equal(err.field, "from");
    assert_null(office_hours_new(mem, &row, 0, &err));
    struct office_hours_row crossed = hours_from("2015-01-01", "07:00-14:00", "13:30-17:00");
    assert_null(office_hours_new(mem, &crossed, 1, &err));
    assert_non_null(strstr(err.text, "01/01/2015"));
    struct office_hours_row backwards = hours_from("2015-01-01", "11:30-07:00", "13:30-17:00");
    assert_null(office_hours_new(mem, &backwards, 1, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(test_two_spans_are_read_as_minutes),
        RUN(test_a_bad_span_names_its_field_and_changes_nothing),
        RUN(test_the_row_in_force_is_the_last_that_has_begun),
        RUN(test_rows_out_of_order_twice_or_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
