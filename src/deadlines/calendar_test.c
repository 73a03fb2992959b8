/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/calendar.h"

#include "deadlines/test_internal.h"

/* Domain §4.2: the weekdays off and the Saturdays worked; nothing else departs from Monday to Friday. */
static const char *const DEPARTURES[] = {
    "2020 01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02",
    "2021 01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    "2022 01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    "2023 01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    "2024 01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 05-04 09-02 09-03",
    "2025 01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-26 04-30 05-01 05-02 09-01 09-02",
    "2026 01-01 01-02 01-10 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-22 08-31 09-01 09-02",
};

static void test_the_office_calendar_departs_from_the_week_on_the_published_days_only(void **state)
{
    (void)state;
    const struct calendar *calendar = office_calendar();
    for (size_t i = 0; i < COUNT_OF(DEPARTURES); i++) {
        char year[5];
        memcpy(year, DEPARTURES[i], 4);
        year[4] = '\0';
        day_t day = day_of(arena_printf(mem, "%s-01-01", year)), end = day_of(arena_printf(mem, "%s-12-31", year));
        for (; day <= end; day++) {
            char text[DATE_SIZE];
            day_print(day, text);
            bool departs = strstr(DEPARTURES[i] + 4, text + 5) != NULL;
            bool weekday = day_weekday(day) <= FRIDAY;
            if (calendar_is_working_day(calendar, day) != (weekday != departs))
                fail_msg("%s", text);
            assert_true(calendar_is_published(calendar, day));
        }
    }
}

static void test_why_names_weekday_reason_and_decision(void **state)
{
    (void)state;
    const struct calendar *calendar = office_calendar();
    assert_string_equal(calendar_label(calendar), "Lịch ngày nghỉ của cơ quan nhà nước");
    assert_string_equal(calendar_why(calendar, day_of("2021-07-29")), "Thứ Năm, ngày làm việc");
    assert_string_equal(calendar_why(calendar, day_of("2021-07-31")), "Thứ Bảy, nghỉ hằng tuần");
    assert_string_equal(calendar_why(calendar, day_of("2021-08-01")), "Chủ nhật, nghỉ hằng tuần");
    assert_string_equal(calendar_why(calendar, day_of("2021-09-02")),
                        "Thứ Năm, ngày nghỉ: Quốc khánh (Bộ luật Lao động 2019 Điều 112)");
    assert_string_equal(calendar_why(calendar, day_of("2024-05-04")),
                        "Thứ Bảy, ngày làm việc: Làm bù cho ngày 29/4 (Công văn 2450/VPCP-KGVX ngày 12/4/2024)");
    assert_non_null(strstr(calendar_why(calendar, day_of("2026-08-22")), "[theo trí nhớ, cần đối chiếu văn bản]"));
    assert_non_null(strstr(calendar_why(calendar, day_of("2026-11-24")), "[chưa chắc chắn, cần đối chiếu văn bản]"));
}

static void test_a_row_without_decision_has_no_brackets(void **state)
{
    (void)state;
    day_t day = day_of("2021-07-29");
    const struct calendar_row row = { .day = day, .kind = CALENDAR_OFF, .reason = "Mất điện" };
    const struct calendar *calendar = calendar_new(mem, "", day, day, &row, 1, &err);
    assert_non_null(calendar);
    assert_string_equal(calendar_why(calendar, day), "Thứ Năm, ngày nghỉ: Mất điện");
}

static void test_outside_the_range_answers_are_marked(void **state)
{
    (void)state;
    const struct calendar *calendar = office_calendar();
    static const struct {
        const char *day;
        bool working;
    } OUTSIDE[] = {
        { "2019-12-31", true },  { "2019-09-02", true }, /* before: the weekday alone */
        { "2019-12-29", false }, { "2050-01-03", true },  { "2052-09-02", true },
        { "2050-01-01", false }, { "2027-01-01", false }, { "2027-01-04", true },
    };
    for (size_t i = 0; i < COUNT_OF(OUTSIDE); i++) {
        day_t day = day_of(OUTSIDE[i].day);
        assert_false(calendar_is_published(calendar, day));
        assert_int_equal(calendar_is_working_day(calendar, day), OUTSIDE[i].working);
        assert_non_null(strstr(calendar_why(calendar, day), "(ngoài lịch đã công bố, tạm tính)"));
    }
    assert_int_equal(calendar_from(calendar), day_of("2020-01-01"));
    assert_int_equal(calendar_until(calendar), day_of("2026-12-31"));
}

/* Tết 2027 is Saturday 06/02: 05–09/02 off, the Saturday made up for before (04), the Sunday after (10). */
static void test_later_years_have_their_usual_holidays(void **state)
{
    (void)state;
    const struct calendar *calendar = office_calendar();
    static const char *const OFF_2027[] = {
        "2027-01-01", "2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10",
        "2027-04-16", "2027-04-30", "2027-05-03", "2027-09-02", "2027-09-03",
    };
    size_t off = 0;
    for (day_t day = day_of("2027-01-01"); day <= day_of("2027-12-31"); day++)
        off += day_weekday(day) <= FRIDAY && !calendar_is_working_day(calendar, day);
    assert_int_equal(off, COUNT_OF(OFF_2027));
    for (size_t i = 0; i < COUNT_OF(OFF_2027); i++)
        assert_false(calendar_is_working_day(calendar, day_of(OFF_2027[i])));
    assert_string_equal(calendar_why(calendar, day_of("2027-02-04")),
                        "Thứ Năm, ngày nghỉ: Nghỉ bù Tết Nguyên đán (Bộ luật Lao động 2019 Điều 112) (ngoài lịch đã "
                        "công bố, tạm tính)");
}

/* The rule of the usual holidays, laid over the years that are known, finds them but for the swaps. */
static void test_the_usual_holidays_are_those_of_the_published_years(void **state)
{
    (void)state;
    const struct calendar *office = office_calendar();
    day_t last = day_of("2020-12-31");
    const struct calendar *guess = calendar_new(mem, "", last, last, NULL, 0, &err);
    assert_non_null(guess);
    size_t differ = 0;
    for (day_t day = last + 1; day <= day_of("2026-12-31"); day++)
        differ += calendar_is_working_day(office, day) != calendar_is_working_day(guess, day);
    assert_int_equal(differ, 8); /* 29/4–04/5/2024, 26/4–02/5/2025, 02/01–10/01 and 22/8–31/8/2026 */
}

/* 02/09/2028 is a Saturday inside the range, made up for inside it: Tuesday 05/09 after it stays a working day. */
static void test_holidays_inside_the_range_are_not_made_up_for_after_it(void **state)
{
    (void)state;
    const struct calendar_row row = { .day = day_of("2028-09-04"),
                                      .kind = CALENDAR_OFF,
                                      .reason = "Nghỉ bù Quốc khánh" };
    const struct calendar *calendar = calendar_new(mem, "", day_of("2028-01-01"), row.day, &row, 1, &err);
    assert_non_null(calendar);
    assert_false(calendar_is_working_day(calendar, day_of("2028-09-04")));
    assert_true(calendar_is_working_day(calendar, day_of("2028-09-05")));
}

static void test_next_working_day_is_the_day_itself_or_the_first_after(void **state)
{
    (void)state;
    const struct calendar *calendar = office_calendar();
    assert_int_equal(calendar_next_working_day(calendar, day_of("2021-07-29")), day_of("2021-07-29"));
    assert_int_equal(calendar_next_working_day(calendar, day_of("2021-09-02")), day_of("2021-09-06"));
    assert_int_equal(calendar_next_working_day(calendar, day_of("2021-02-10")), day_of("2021-02-17"));
    assert_int_equal(calendar_next_working_day(calendar, day_of("2024-05-04")), day_of("2024-05-04"));
}

static void test_bad_rows_and_ranges_are_refused(void **state)
{
    (void)state;
    day_t from = day_of("2021-01-01"), until = day_of("2021-12-31");
    const struct calendar_row row = { .day = from, .reason = "Nghỉ" };
    const struct calendar_row twice[] = { row, row }, bare = { .day = from, .reason = " " };
    const struct calendar_row outside = { .day = until + 1, .reason = "Nghỉ" };
    assert_null(calendar_new(mem, "", from, until, twice, 2, &err));
    assert_string_equal(err.text, "Ngày 01/01/2021 có hai dòng trong lịch; chỉ giữ một");
    assert_null(calendar_new(mem, "", from, until, &bare, 1, &err));
    assert_string_equal(err.field, "reason");
    assert_null(calendar_new(mem, "", from, until, &outside, 1, &err));
    assert_non_null(strstr(err.text, "01/01/2022"));
    assert_null(calendar_new(mem, "", until, from, NULL, 0, &err));
    assert_null(calendar_new(mem, "", from, from + 40000, NULL, 0, &err));
    assert_null(calendar_new(mem, "", from, until, twice, CALENDAR_ROWS_MAX + 1, &err));
    assert_int_equal(err.kind, ERR_INVALID);
}

static void test_days_of_the_office_lie_over_the_published_ones(void **state)
{
    (void)state;
    const struct calendar *calendar = office_calendar();
    day_t thursday = day_of("2021-07-29"), holiday = day_of("2021-09-02"), saturday = day_of("2021-07-31");
    const struct calendar_row rows[] = {
        { holiday, CALENDAR_WORK, "Trực chống dịch", "CĐ 1", CALENDAR_VERIFIED },
        { thursday, CALENDAR_OFF, "Phun khử khuẩn", "QĐ 2", CALENDAR_VERIFIED },
        { saturday, CALENDAR_WORK, "Làm bù", "QĐ 2", CALENDAR_VERIFIED },
    };
    const struct calendar *other = calendar_with(mem, calendar, rows, COUNT_OF(rows), &err);
    assert_non_null(other);
    assert_false(calendar_is_working_day(other, thursday));
    assert_true(calendar_is_working_day(calendar, thursday)); /* a question changes nothing */
    assert_true(calendar_lay(calendar, rows, COUNT_OF(rows), 7, &err));
    assert_int_equal(calendar_stamp(calendar), 7);
    assert_false(calendar_is_working_day(calendar, thursday));
    assert_true(calendar_is_working_day(calendar, holiday));
    assert_true(calendar_departs(calendar, saturday));
    assert_string_equal(calendar_why(calendar, thursday), "Thứ Năm, ngày nghỉ: Phun khử khuẩn (QĐ 2)");
    assert_true(calendar_lay(calendar, rows, 1, 8, &err)); /* in the place of those before */
    assert_true(calendar_is_working_day(calendar, thursday));
    assert_false(calendar_is_working_day(calendar, saturday));
    assert_true(calendar_lay(calendar, NULL, 0, 9, &err));
    assert_string_equal(calendar_why(calendar, holiday),
                        "Thứ Năm, ngày nghỉ: Quốc khánh (Bộ luật Lao động 2019 Điều 112)");
}

static void test_days_that_cannot_be_laid_are_refused_and_change_nothing(void **state)
{
    (void)state;
    const struct calendar *calendar = office_calendar();
    day_t day = day_of("2021-07-29"), far = day_of("2019-12-31");
    const struct calendar_row outside = { far, CALENDAR_OFF, "Nghỉ", "QĐ 1", CALENDAR_VERIFIED };
    const struct calendar_row bare = { day, CALENDAR_OFF, "", "QĐ 1", CALENDAR_VERIFIED };
    const struct calendar_row twice[] = { { day, CALENDAR_OFF, "Nghỉ", "QĐ 1", CALENDAR_VERIFIED },
                                          { day, CALENDAR_WORK, "Làm", "QĐ 2", CALENDAR_VERIFIED } };
    assert_false(calendar_lay(calendar, &outside, 1, 1, &err));
    assert_string_equal(err.field, "day");
    assert_false(calendar_lay(calendar, &bare, 1, 1, &err));
    assert_string_equal(err.field, "reason");
    assert_false(calendar_lay(calendar, twice, 2, 1, &err));
    assert_null(calendar_with(mem, calendar, twice, 2, &err));
    assert_true(calendar_is_working_day(calendar, day));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(test_the_office_calendar_departs_from_the_week_on_the_published_days_only),
        RUN(test_why_names_weekday_reason_and_decision),
        RUN(test_a_row_without_decision_has_no_brackets),
        RUN(test_outside_the_range_answers_are_marked),
        RUN(test_later_years_have_their_usual_holidays),
        RUN(test_the_usual_holidays_are_those_of_the_published_years),
        RUN(test_holidays_inside_the_range_are_not_made_up_for_after_it),
        RUN(test_next_working_day_is_the_day_itself_or_the_first_after),
        RUN(test_bad_rows_and_ranges_are_refused),
        RUN(test_days_of_the_office_lie_over_the_published_ones),
        RUN(test_days_that_cannot_be_laid_are_refused_and_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
