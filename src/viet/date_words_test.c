/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/date_words.h"

#include "viet/test_internal.h"

static void test_days_below_ten_and_months_one_and_two_are_padded(void **state)
{
    (void)state;
    assert_string_equal(viet_date_words(mem, day_from_civil(2021, 7, 5)), "ngày 05 tháng 7 năm 2021");
    assert_string_equal(viet_date_words(mem, day_from_civil(2021, 2, 10)), "ngày 10 tháng 02 năm 2021");
    assert_string_equal(viet_date_words(mem, day_from_civil(2020, 1, 1)), "ngày 01 tháng 01 năm 2020");
    assert_string_equal(viet_date_words(mem, day_from_civil(2020, 12, 31)), "ngày 31 tháng 12 năm 2020");
}

static void test_dates_in_text_are_day_month_year(void **state)
{
    (void)state;
    assert_string_equal(viet_date(mem, day_from_civil(2020, 10, 1)), "01/10/2020");
    assert_string_equal(viet_date(mem, day_from_civil(2021, 7, 29)), "29/07/2021");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_below_ten_and_months_one_and_two_are_padded),
        cmocka_unit_test(test_dates_in_text_are_day_month_year),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
