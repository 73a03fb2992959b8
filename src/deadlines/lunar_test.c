/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/lunar.h"

#include <math.h>

#include "deadlines/test_internal.h"

/* Domain §4.3: mồng 1 Tết, Giỗ Tổ, leap month, and the last lunar day of the old year. */
static const struct {
    int year;
    const char *tet, *hung;
    int leap, last;
} KNOWN[] = {
    { 2019, "2019-02-05", "2019-04-14", 0, 30 }, { 2020, "2020-01-25", "2020-04-02", 4, 30 },
    { 2021, "2021-02-12", "2021-04-21", 0, 30 }, { 2022, "2022-02-01", "2022-04-10", 0, 29 },
    { 2023, "2023-01-22", "2023-04-29", 2, 30 }, { 2024, "2024-02-10", "2024-04-18", 0, 30 },
    { 2025, "2025-01-29", "2025-04-07", 6, 29 }, { 2026, "2026-02-17", "2026-04-26", 0, 29 },
    { 2027, "2027-02-06", "2027-04-16", 0, 29 }, { 2028, "2028-01-26", "2028-04-04", 5, 0 },
    { 2029, "2029-02-13", "2029-04-23", 0, 0 },  { 2030, "2030-02-02", "2030-04-12", 0, 0 },
    { 2031, "2031-01-23", "2031-04-01", 3, 0 },  { 2032, "2032-02-11", "2032-04-19", 0, 0 },
    { 2033, "2033-01-31", "2033-04-09", 11, 0 }, { 2034, "2034-02-19", "2034-04-28", 0, 0 },
    { 2035, "2035-02-08", "2035-04-17", 0, 0 },  { 2036, "2036-01-28", "2036-04-06", 6, 0 },
};

static void test_tet_hung_and_leap_months_of_known_years(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        day_t tet, hung;
        int leap;
        assert_true(lunar_new_year(KNOWN[i].year, &tet));
        assert_true(lunar_hung_day(KNOWN[i].year, &hung));
        assert_true(lunar_leap_month(KNOWN[i].year, &leap));
        assert_int_equal(tet, day_of(KNOWN[i].tet));
        assert_int_equal(hung, day_of(KNOWN[i].hung));
        assert_int_equal(leap, KNOWN[i].leap);
        struct lunar_date eve;
        assert_true(lunar_from_day(tet - 1, &eve));
        assert_int_equal(eve.month, 12);
        if (KNOWN[i].last)
            assert_int_equal(eve.day, KNOWN[i].last);
    }
}

/* --- the algorithm of Hồ Ngọc Đức, computed beside the table ------------------------------------------------------ */

enum { JULIAN_1970 = 2440588 };
static const double RADIAN = M_PI / 180;

/* The local day (Julian number) of the K-th new moon since 1900-01-01. */
static int new_moon_day(int k)
{
    double t = k / 1236.85, t2 = t * t, t3 = t2 * t;
    double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 +
                  0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * RADIAN);
    double m = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * RADIAN;
    double mp = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * RADIAN;
    double f = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * RADIAN;
    double c = (0.1734 - 0.000393 * t) * sin(m) + 0.0021 * sin(2 * m) - 0.4068 * sin(mp) + 0.0161 * sin(2 * mp) -
               0.0004 * sin(3 * mp) + 0.0104 * sin(2 * f) - 0.0051 * sin(m + mp) - 0.0074 * sin(m - mp) +
               0.0004 * sin(2 * f + m) - 0.0004 * sin(2 * f - m) - 0.0006 * sin(2 * f + mp) + 0.0010 * sin(2 * f - mp) +
               0.0005 * sin(2 * mp + m);
    double delta = -0.000278 + 0.000265 * t + 0.000262 * t2;
    return (int)floor(mean + c - delta + 0.5 + 7.0 / 24);
}

/* The sector of 30° in which the sun stands at the local midnight of a day. */
static int sun_sector(int julian)
{
    double t = (julian - 2451545.5 - 7.0 / 24) / 36525, t2 = t * t;
    double m = (357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * RADIAN;
    double l = 280.46645 + 36000.76983 * t + 0.0003032 * t2 + (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(m) +
               (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000290 * sin(3 * m);
    l *= RADIAN;
    l -= 2 * M_PI * floor(l / (2 * M_PI));
    return (int)floor(l / M_PI * 6);
}

/* The number of the new moon that begins the eleventh month of YEAR. */
static int eleventh_moon(int year)
{
    int k = (int)floor((day_from_civil(year, 12, 31) + JULIAN_1970 - 2415021) / 29.530588853);
    return sun_sector(new_moon_day(k)) >= 9 ? k - 1 : k;
}

static struct lunar_date computed(day_t day)
{
    int julian = day + JULIAN_1970, year = civil_from_day(day).year;
    int end = eleventh_moon(year);
    if (new_moon_day(end) <= julian)
        end = eleventh_moon(++year);
    int start = eleventh_moon(year - 1), leap = -1;
    for (int i = 1; end - start == 13 && leap < 0; i++) {
        if (sun_sector(new_moon_day(start + i)) == sun_sector(new_moon_day(start + i + 1)))
            leap = i;
    }
    int index = 0;
    while (new_moon_day(start + index + 1) <= julian)
        index++;
    int shifted = leap >= 0 && index >= leap ? index - 1 : index;
    return (struct lunar_date){
        .year = shifted < 2 ? year - 1 : year,
        .month = (10 + shifted) % 12 + 1,
        .day = julian - new_moon_day(start + index) + 1,
        .leap = index == leap,
    };
}

static void test_every_day_of_the_table_agrees_with_the_algorithm(void **state)
{
    (void)state;
    day_t first, last = day_of("2049-12-31");
    assert_true(lunar_new_year(LUNAR_FIRST_YEAR, &first));
    for (day_t day = first; day <= last; day++) {
        struct lunar_date lunar, expected = computed(day);
        assert_true(lunar_from_day(day, &lunar));
        char text[DATE_SIZE];
        day_print(day, text);
        if (lunar.year != expected.year || lunar.month != expected.month || lunar.day != expected.day ||
            lunar.leap != expected.leap)
            fail_msg("%s: %d/%d/%d, computed %d/%d/%d", text, lunar.day, lunar.month, lunar.year, expected.day,
                     expected.month, expected.year);
        day_t back;
        assert_true(lunar_to_day(&lunar, &back));
        assert_int_equal(back, day);
    }
}

static void test_outside_the_table_nothing_is_written(void **state)
{
    (void)state;
    struct lunar_date lunar = { .day = 99 };
    day_t first, day = 12345;
    assert_true(lunar_new_year(LUNAR_FIRST_YEAR, &first));
    assert_false(lunar_from_day(first - 1, &lunar));
    assert_false(lunar_from_day(day_of("2051-06-01"), &lunar));
    assert_int_equal(lunar.day, 99);
    assert_false(lunar_new_year(LUNAR_FIRST_YEAR - 1, &day));
    assert_false(lunar_new_year(LUNAR_LAST_YEAR + 1, &day));
    assert_int_equal(day, 12345);
}

static void test_dates_that_a_year_does_not_have_are_refused(void **state)
{
    (void)state;
    day_t day;
    assert_false(lunar_to_day(&(struct lunar_date){ 2021, 4, 1, true }, &day));
    assert_false(lunar_to_day(&(struct lunar_date){ 2021, 13, 1, false }, &day));
    assert_false(lunar_to_day(&(struct lunar_date){ 2021, 0, 1, false }, &day));
    assert_false(lunar_to_day(&(struct lunar_date){ 2024, 12, 30, false }, &day)); /* that month has 29 */
    assert_true(lunar_to_day(&(struct lunar_date){ 2023, 12, 30, false }, &day));
    assert_int_equal(day, day_of("2024-02-09"));
    assert_true(lunar_to_day(&(struct lunar_date){ 2025, 6, 1, true }, &day));
    assert_int_equal(day, day_of("2025-07-25"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(test_tet_hung_and_leap_months_of_known_years),
        RUN(test_every_day_of_the_table_agrees_with_the_algorithm),
        RUN(test_outside_the_table_nothing_is_written),
        RUN(test_dates_that_a_year_does_not_have_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
