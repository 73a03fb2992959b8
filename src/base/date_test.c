/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void test_days_agree_with_the_system_over_four_hundred_years(void **state)
{
    (void)state;
    day_t first = day_from_civil(1850, 1, 1), last = day_from_civil(2250, 12, 31);
    assert_int_equal(last - first, 146461);
    for (day_t day = first; day <= last; day++) {
        time_t seconds = (time_t)day * 86400;
        struct tm tm;
        assert_non_null(gmtime_r(&seconds, &tm));
        struct civil civil = civil_from_day(day);
        if (civil.year != tm.tm_year + 1900 || civil.month != tm.tm_mon + 1 || civil.day != tm.tm_mday)
            fail_msg("day %d gives %d-%d-%d", day, civil.year, civil.month, civil.day);
        if (day_from_civil(civil.year, civil.month, civil.day) != day || timegm(&tm) != seconds)
            fail_msg("day %d does not come back", day);
        if ((int)day_weekday(day) != (tm.tm_wday + 6) % 7)
            fail_msg("day %d has weekday %d", day, (int)day_weekday(day));
    }
}

static void test_day_zero_is_thursday_the_first_of_1970(void **state)
{
    (void)state;
    assert_int_equal(day_from_civil(1970, 1, 1), 0);
    assert_int_equal(day_weekday(0), THURSDAY);
    assert_int_equal(day_weekday(day_from_civil(2021, 7, 29)), THURSDAY);
    assert_int_equal(day_weekday(day_from_civil(2021, 8, 2)), MONDAY);
}

static void test_february_has_its_leap_day(void **state)
{
    (void)state;
    static const int months[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    for (int month = 1; month <= 12; month++)
        assert_int_equal(days_in_month(2021, month), months[month - 1]);
    assert_int_equal(days_in_month(2020, 2), 29);
    assert_int_equal(days_in_month(2000, 2), 29);
    assert_int_equal(days_in_month(1900, 2), 28);
    assert_int_equal(days_in_month(2100, 2), 28);
}

static void assert_months_later(const char *from, int months, const char *expected)
{
    day_t day;
    char printed[DATE_SIZE];
    assert_true(day_parse(from, &day));
    day_print(day_add_months(day, months), printed);
    assert_string_equal(printed, expected);
}

static void test_months_later_is_the_same_day_number(void **state)
{
    (void)state;
    assert_months_later("2021-07-15", 1, "2021-08-15");
    assert_months_later("2021-12-15", 1, "2022-01-15");
    assert_months_later("2021-07-15", 30, "2024-01-15");
    assert_months_later("2021-07-15", 0, "2021-07-15");
    assert_months_later("2021-01-15", -1, "2020-12-15");
    assert_months_later("2021-07-15", -19, "2019-12-15");
}

static void test_months_later_ends_with_the_month(void **state)
{
    (void)state;
    assert_months_later("2021-01-31", 1, "2021-02-28");
    assert_months_later("2020-01-31", 1, "2020-02-29");
    assert_months_later("2021-08-31", 1, "2021-09-30");
    assert_months_later("2020-02-29", 12, "2021-02-28");
    assert_months_later("2021-02-28", 1, "2021-03-28");
    assert_months_later("2021-03-31", -1, "2021-02-28");
}

static void test_a_date_is_ten_characters_of_a_real_day(void **state)
{
    (void)state;
    day_t day = 77;
    assert_true(day_parse("2021-07-29", &day));
    assert_int_equal(day, 18837);
    assert_true(day_parse(DATE_OPEN, &day));
    static const char *const refused[] = {
        "",           "2021",       "2021-7-29",  "2021-07-29 ", " 2021-07-29",      "2021-07-32", "2021-06-31",
        "2021-02-29", "2021-13-01", "2021-00-10", "2021-07-00",  "2021/07/29",       "29-07-2021", "29/07/2021",
        "2021-07-2x", "+021-07-29", "0000-01-01", "1799-12-31",  "2021-07-29T10:00",
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        day = 77;
        if (day_parse(refused[i], &day))
            fail_msg("“%s” was taken", refused[i]);
        assert_int_equal(day, 77); /* written only on success */
    }
}

static void test_print_and_parse_are_inverse(void **state)
{
    (void)state;
    for (day_t day = day_from_civil(1999, 12, 1); day < day_from_civil(2005, 1, 1); day++) {
        char iso[DATE_SIZE], people[DATE_SIZE];
        day_t again;
        day_print(day, iso);
        assert_true(day_parse(iso, &again));
        assert_int_equal(again, day);
        day_print_people(day, people);
        assert_true(day_parse_people(people, &again));
        assert_int_equal(again, day);
    }
}

static void test_people_type_dates_in_three_ways(void **state)
{
    (void)state;
    static const char *const taken[] = { "2021-07-05", "05/07/2021", "5/7/2021", "05/7/2021", "5/07/2021" };
    for (size_t i = 0; i < COUNT_OF(taken); i++) {
        day_t day = 0;
        assert_true(day_parse_people(taken[i], &day));
        assert_int_equal(day, day_from_civil(2021, 7, 5));
    }
    static const char *const refused[] = {
        "",          "5/7",       "5/7/21",   "5/7/20211", "32/7/2021",  "29/2/2021", "5-7-2021",
        "5/ 7/2021", "5/+7/2021", "5/7/ 202", "5/7/+202",  "005/7/2021", "/7/2021",   "5//2021",
        "5/7/2021 ", " 5/7/2021", "2021/7/5", "5/7/2021x", "0/7/2021",
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        day_t day = 77;
        if (day_parse_people(refused[i], &day))
            fail_msg("“%s” was taken", refused[i]);
        assert_int_equal(day, 77);
    }
    char printed[DATE_SIZE];
    day_print_people(day_from_civil(2021, 7, 5), printed);
    assert_string_equal(printed, "05/07/2021");
}

static void test_a_minute_is_a_date_and_a_time(void **state)
{
    (void)state;
    day_t day;
    int minute;
    assert_true(minute_parse("2021-07-29T10:05", &day, &minute));
    assert_int_equal(day, day_from_civil(2021, 7, 29));
    assert_int_equal(minute, 605);
    assert_true(minute_parse("2021-07-29 00:00", &day, &minute));
    assert_int_equal(minute, 0);
    assert_true(minute_parse(DUE_OPEN, &day, &minute));
    assert_int_equal(minute, 1439);
    char printed[MINUTE_SIZE];
    minute_print(day_from_civil(2021, 7, 29), 605, printed);
    assert_string_equal(printed, "2021-07-29T10:05");
}

static void test_a_date_alone_has_no_minute(void **state)
{
    (void)state;
    day_t day = 0;
    int minute = 0;
    assert_true(minute_parse("2021-07-29", &day, &minute));
    assert_int_equal(day, day_from_civil(2021, 7, 29));
    assert_int_equal(minute, -1);
}

static void test_other_minutes_are_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",
        "10:00",
        "2021-07-29T",
        "2021-07-29T10",
        "2021-07-29T24:00",
        "2021-07-29T10:60",
        "2021-07-29T1:00",
        "2021-07-29T10:00:00",
        "2021-07-29x10:00",
        "2021-07-29T10.00",
        "2021-02-29T10:00",
        "2021-07-29T-1:00",
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        day_t day = 77;
        int minute = 77;
        if (minute_parse(refused[i], &day, &minute))
            fail_msg("“%s” was taken", refused[i]);
        assert_int_equal(day, 77);
        assert_int_equal(minute, 77);
    }
}

static void test_local_time_is_seven_hours_ahead(void **state)
{
    (void)state;
    assert_int_equal(instant_from_local(0, 7 * 60), 0);
    instant_t at = instant_from_local(day_from_civil(2021, 8, 2), 8 * 60);
    assert_true(at == 1627866000000);
    assert_int_equal(instant_local_day(at), day_from_civil(2021, 8, 2));
    assert_int_equal(instant_local_minute(at), 480);
    assert_int_equal(instant_local_day(at - 8 * 3600 * 1000 - 1), day_from_civil(2021, 8, 1));
    assert_int_equal(instant_local_minute(at - 8 * 3600 * 1000 - 1), 1439);
}

static void test_instants_before_1970_have_their_local_day(void **state)
{
    (void)state;
    day_t day = day_from_civil(1945, 9, 2);
    for (int minute = 0; minute < 1440; minute += 7) {
        instant_t at = instant_from_local(day, minute);
        assert_int_equal(instant_local_day(at), day);
        assert_int_equal(instant_local_minute(at), minute);
        assert_int_equal(instant_local_minute(at + 59999), minute);
    }
}

static void test_instants_are_printed_with_their_offset(void **state)
{
    (void)state;
    char printed[INSTANT_SIZE];
    instant_print(1627866000000, printed);
    assert_string_equal(printed, "2021-08-02T08:00:00+07:00");
    instant_print(1627866059999, printed);
    assert_string_equal(printed, "2021-08-02T08:00:59+07:00");
    instant_print(-1, printed);
    assert_string_equal(printed, "1970-01-01T06:59:59+07:00");
}

static void test_instants_are_read_as_rfc_3339_and_spreadsheets_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        instant_t at;
    } taken[] = {
        { "2021-08-02T08:00", 1627866000000 },          { "2021-08-02T08:00:07", 1627866007000 },
        { "2021-08-02T08:00:07+07:00", 1627866007000 }, { "2021-08-02T01:00:07Z", 1627866007000 },
        { "2021-08-02T01:00Z", 1627866000000 },         { "2021-08-02T08:00+07:00", 1627866000000 },
        { "2021-08-02 8:00", 1627866000000 },           { "2021-08-02t8:00:07.250+07:00", 1627866007000 },
        { "2021-08-02T09:00+08:00", 1627866000000 },    { "2021-08-01T21:30:00.5-03:30", 1627866000000 },
        { "2021-08-02T01:00z", 1627866000000 },
    };
    for (size_t i = 0; i < COUNT_OF(taken); i++) {
        instant_t at = 0;
        assert_true(instant_parse(taken[i].text, &at));
        assert_true(at == taken[i].at);
    }
    static const char *const refused[] = {
        "",
        "2021-08-02",
        "2021-08-02T08:00:",
        "2021-08-02T08:00:6",
        "2021-08-02T08:00:60",
        "2021-08-02T08:00:00.",
        "2021-08-02T08:00+8:00",
        "2021-08-02T08:00+08:60",
        "2021-08-02T08:00+24:00",
        "2021-08-02T08:00 +07:00",
        "2021-08-02T8:5",
        "2021-08-02T008:00",
        "2021-08-02T24:00",
        "2021-08-02T08:00Zx",
        "2021-08-32T08:00",
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        instant_t at = 77;
        if (instant_parse(refused[i], &at))
            fail_msg("“%s” was taken", refused[i]);
        assert_true(at == 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_agree_with_the_system_over_four_hundred_years),
        cmocka_unit_test(test_day_zero_is_thursday_the_first_of_1970),
        cmocka_unit_test(test_february_has_its_leap_day),
        cmocka_unit_test(test_months_later_is_the_same_day_number),
        cmocka_unit_test(test_months_later_ends_with_the_month),
        cmocka_unit_test(test_a_date_is_ten_characters_of_a_real_day),
        cmocka_unit_test(test_print_and_parse_are_inverse),
        cmocka_unit_test(test_people_type_dates_in_three_ways),
        cmocka_unit_test(test_a_minute_is_a_date_and_a_time),
        cmocka_unit_test(test_a_date_alone_has_no_minute),
        cmocka_unit_test(test_other_minutes_are_refused),
        cmocka_unit_test(test_local_time_is_seven_hours_ahead),
        cmocka_unit_test(test_instants_before_1970_have_their_local_day),
        cmocka_unit_test(test_instants_are_printed_with_their_offset),
        cmocka_unit_test(test_instants_are_read_as_rfc_3339_and_spreadsheets_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
