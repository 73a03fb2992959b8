/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/deadline.h"

#include "base/random.h"
#include "deadlines/naive_internal.h"

static struct deadline compute(const struct deadline_rules *rules, const char *from, const char *text)
{
    struct length length = length_of(text);
    struct deadline deadline;
    if (!deadline_compute(mem, rules, moment_of(from), &length, &deadline, &err))
        fail_msg("%s + %s: %s", from, text, err.text);
    return deadline;
}

struct example {
    const char *from, *length, *due;
};

static void check_examples(const struct example *examples, size_t count)
{
    struct deadline_rules rules = office_rules();
    for (size_t i = 0; i < count; i++) {
        struct deadline deadline = compute(&rules, examples[i].from, examples[i].length);
        if (strcmp(deadline.due_text, examples[i].due) != 0)
            fail_msg("%s + %s: %s, expected %s", examples[i].from, examples[i].length, deadline.due_text,
                     examples[i].due);
        assert_string_equal(deadline.original_due_text, deadline.due_text);
        assert_int_equal(deadline.state, DEADLINE_RUNNING);
    }
}

/* Domain §3.5 and §4.4, and the examples of §6.3. */
static void test_worked_examples(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        { "2021-07-29T10:00", "5 ngày làm việc", "2021-08-05T10:00" },
        { "2021-08-31T15:00", "3 ngày làm việc", "2021-09-07T15:00" },
        { "2021-02-05T09:00", "10 ngày làm việc", "2021-02-26T09:00" },
        { "2024-04-26", "5 ngày làm việc", "2024-05-07T07:00" },
        { "2025-04-24", "3 ngày làm việc", "2025-04-28T07:00" },
        { "2021-07-30T17:30", "1 ngày làm việc", "2021-08-03T07:00" },
        { "2021-07-01", "30 ngày", "2021-08-02T17:00" },
        { "2021-08-04", "30 ngày", "2021-09-06T17:00" },
    };
    check_examples(EXAMPLES, COUNT_OF(EXAMPLES));
}

static void test_receipt_outside_the_hours(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        { "2021-07-29T06:15", "1 ngày làm việc", "2021-07-30T07:00" }, /* before opening */
        { "2021-07-29T07:00", "1 ngày làm việc", "2021-07-30T07:00" },
        { "2021-07-29T11:30", "1 ngày làm việc", "2021-07-30T11:30" }, /* the closing minute is in */
        { "2021-07-29T11:31", "1 ngày làm việc", "2021-07-30T13:30" }, /* the lunch break */
        { "2021-07-29T13:29", "1 ngày làm việc", "2021-07-30T13:30" },
        { "2021-07-29T17:00", "1 ngày làm việc", "2021-07-30T17:00" }, /* 17:00 is in hours */
        { "2021-07-29T17:01", "1 ngày làm việc", "2021-08-02T07:00" }, /* as on Friday at opening */
        { "2021-07-29T23:59", "1 ngày làm việc", "2021-08-02T07:00" },
        { "2021-07-29", "1 ngày làm việc", "2021-07-30T07:00" }, /* a date alone: opening */
        { "2021-07-31", "1 ngày làm việc", "2021-08-03T07:00" }, /* Saturday: as on Monday before opening */
        { "2021-07-31T10:00", "1 ngày làm việc", "2021-08-03T07:00" },
        { "2021-08-01T23:00", "1 ngày làm việc", "2021-08-03T07:00" },
        { "2021-09-02T09:00", "1 ngày làm việc", "2021-09-07T07:00" }, /* a holiday before a weekend */
        { "2021-07-31", "10 ngày", "2021-08-12T17:00" },               /* rest day: from Monday 02/08 */
        { "2021-07-30T20:00", "10 ngày", "2021-08-09T17:00" },         /* the hour does not matter */
        { "2024-05-04T10:00", "1 ngày làm việc", "2024-05-06T10:00" }, /* a Saturday that is worked */
        { "2025-04-26T17:30", "1 ngày làm việc", "2025-04-29T07:00" },
        { "2025-04-25T17:30", "1 ngày làm việc", "2025-04-28T07:00" },
    };
    check_examples(EXAMPLES, COUNT_OF(EXAMPLES));
}

static void test_working_hours_skip_lunch_and_the_night(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        { "2021-07-29T08:00", "2 giờ làm việc", "2021-07-29T10:00" },
        { "2021-07-29T09:30", "2 giờ làm việc", "2021-07-29T11:30" }, /* ends with the morning */
        { "2021-07-29T10:00", "2 giờ làm việc", "2021-07-29T14:00" }, /* over lunch */
        { "2021-07-29T12:00", "1 giờ làm việc", "2021-07-29T14:30" },
        { "2021-07-29T15:00", "2 giờ làm việc", "2021-07-29T17:00" }, /* ends at closing */
        { "2021-07-29T15:30", "2 giờ làm việc", "2021-07-30T07:30" }, /* over closing */
        { "2021-07-30T16:00", "7 giờ làm việc", "2021-08-02T15:00" }, /* over closing, a weekend and lunch */
        { "2021-07-29T17:00", "1 giờ làm việc", "2021-07-30T08:00" },
        { "2021-07-29T18:00", "1 giờ làm việc", "2021-07-30T08:00" },
        { "2021-07-31T10:00", "4 giờ làm việc", "2021-08-02T11:00" },
        { "2021-07-29T10:00", "8 giờ làm việc", "2021-07-30T10:00" }, /* eight hours are a day */
        { "2021-07-29T16:00", "10 giờ làm việc", "2021-08-02T08:00" },
        { "2021-09-01T16:30", "1 giờ làm việc", "2021-09-06T07:30" },
        { "2021-07-29", "4 giờ làm việc", "2021-07-29T11:00" },
    };
    check_examples(EXAMPLES, COUNT_OF(EXAMPLES));
}

static void test_clock_hours_run_through_nights_and_rest_days(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        { "2021-07-30T22:15", "24 giờ", "2021-07-31T22:15" }, { "2021-07-31T10:00", "1 giờ", "2021-07-31T11:00" },
        { "2021-12-31T23:30", "1 giờ", "2022-01-01T00:30" },  { "2021-07-30", "24 giờ", "2021-07-31T07:00" },
        { "2024-02-28T12:00", "48 giờ", "2024-03-01T12:00" },
    };
    check_examples(EXAMPLES, COUNT_OF(EXAMPLES));
}

static void test_calendar_limits_end_at_closing_of_the_rolled_day(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        { "2021-07-29T10:00", "1 ngày", "2021-07-30T17:00" },
        { "2021-07-29T10:00", "2 ngày", "2021-08-02T17:00" }, /* Saturday rolls to Monday */
        { "2021-09-01", "1 ngày", "2021-09-06T17:00" },       /* 2 and 3 September, then a weekend */
        { "2024-04-29", "4 ngày", "2024-05-06T17:00" },       /* received on a swapped day off: from 02/05 */
        { "2024-04-26", "8 ngày", "2024-05-04T17:00" },       /* ends on a Saturday that is worked */
        { "2021-01-29", "1 tháng", "2021-03-01T17:00" },      /* 28/02 is Sunday */
        { "2022-12-30", "2 tháng", "2023-02-28T17:00" },      /* no 30 February */
        { "2024-01-31", "1 tháng", "2024-02-29T17:00" },      /* leap year */
        { "2024-02-29", "12 tháng", "2025-02-28T17:00" },
        { "2021-03-31", "1 tháng", "2021-05-04T17:00" }, /* 30/4, 01/5 and its substitute */
        { "2021-10-29", "4 tháng", "2022-02-28T17:00" },
        { "2020-02-28", "1 ngày", "2020-03-02T17:00" }, /* 29/02/2020 is a Saturday */
        { "2023-12-29", "3 ngày", "2024-01-02T17:00" },
    };
    check_examples(EXAMPLES, COUNT_OF(EXAMPLES));
}

static void test_eight_working_hours_are_one_working_day(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    static const char *const FROM[] = { "2021-07-29T10:00", "2021-07-30T17:30", "2021-07-31", "2021-02-05T06:00" };
    for (size_t i = 0; i < COUNT_OF(FROM); i++) {
        for (int n = 1; n <= 30; n++) {
            char days[LENGTH_SIZE], hours[LENGTH_SIZE];
            length_print(&(struct length){ n, LENGTH_WORKING_DAYS }, days);
            length_print(&(struct length){ 8 * n, LENGTH_WORKING_HOURS }, hours);
            assert_string_equal(compute(&rules, FROM[i], days).due_text, compute(&rules, FROM[i], hours).due_text);
        }
    }
}

static void test_hours_of_another_season_close_and_open_their_own_days(void **state)
{
    (void)state;
    struct office_hours_row rows[2] = { { .from = day_of("2015-01-01") }, { .from = day_of("2021-08-02") } };
    assert_true(office_hours_parse("07:00-11:30", "13:30-17:00", &rows[0], &err));
    assert_true(office_hours_parse("07:30-11:30", "13:00-16:30", &rows[1], &err));
    struct deadline_rules rules = { office_calendar(), office_hours_new(mem, rows, 2, &err) };
    assert_non_null(rules.hours);
    assert_string_equal(compute(&rules, "2021-07-30T17:30", "1 ngày làm việc").due_text, "2021-08-03T07:30");
    assert_string_equal(compute(&rules, "2021-07-30T16:50", "1 ngày làm việc").due_text, "2021-08-02T16:30");
    assert_string_equal(compute(&rules, "2021-07-30T16:00", "2 giờ làm việc").due_text, "2021-08-02T08:30");
    assert_string_equal(compute(&rules, "2021-07-01", "30 ngày").due_text, "2021-08-02T16:30");
}

/* --- the account -------------------------------------------------------------------------------------------------- */

struct expected_line {
    const char *day;
    bool counted;
    int number;
    const char *why;
};

static void check_account(const struct deadline *deadline, const struct expected_line *lines, size_t count)
{
    assert_int_equal(deadline->account_count, count);
    for (size_t i = 0; i < count; i++) {
        const struct deadline_line *line = &deadline->account[i];
        char day[DATE_SIZE];
        day_print(line->day, day);
        assert_string_equal(day, lines[i].day);
        assert_string_equal(line->why, lines[i].why);
        assert_int_equal(line->counted, lines[i].counted);
        assert_int_equal(line->number, lines[i].number);
    }
}

static void test_the_account_tells_each_day_and_why(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    struct deadline deadline = compute(&rules, "2021-08-31T15:00", "3 ngày làm việc");
    static const struct expected_line SEPTEMBER[] = {
        { "2021-08-31", false, 0, "Ngày bắt đầu, không tính" },
        { "2021-09-01", true, 1, "Thứ Tư, ngày làm việc" },
        { "2021-09-02", false, 0, "Thứ Năm, ngày nghỉ: Quốc khánh (Bộ luật Lao động 2019 Điều 112)" },
        { "2021-09-03", false, 0,
          "Thứ Sáu, ngày nghỉ: Quốc khánh (ngày liền kề) (Bộ luật Lao động 2019 Điều 112 và phương án Thủ tướng Chính "
          "phủ chọn cho năm 2021)" },
        { "2021-09-04", false, 0, "Thứ Bảy, nghỉ hằng tuần" },
        { "2021-09-05", false, 0, "Chủ nhật, nghỉ hằng tuần" },
        { "2021-09-06", true, 2, "Thứ Hai, ngày làm việc" },
        { "2021-09-07", true, 3, "Thứ Ba, ngày làm việc" },
    };
    check_account(&deadline, SEPTEMBER, COUNT_OF(SEPTEMBER));
    assert_false(deadline.provisional);

    deadline = compute(&rules, "2021-07-30T17:30", "1 ngày làm việc");
    static const struct expected_line LATE[] = {
        { "2021-07-30", false, 0, "Nhận lúc 17:30, sau giờ làm việc: coi như nhận lúc mở cửa ngày làm việc tiếp theo" },
        { "2021-07-31", false, 0, "Thứ Bảy, nghỉ hằng tuần" },
        { "2021-08-01", false, 0, "Chủ nhật, nghỉ hằng tuần" },
        { "2021-08-02", false, 0, "Ngày bắt đầu, không tính" },
        { "2021-08-03", true, 1, "Thứ Ba, ngày làm việc" },
    };
    check_account(&deadline, LATE, COUNT_OF(LATE));
}

static void test_the_account_of_a_calendar_limit_tells_of_the_roll(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    struct deadline deadline = compute(&rules, "2021-07-29", "2 ngày");
    static const struct expected_line LINES[] = {
        { "2021-07-29", false, 0, "Ngày bắt đầu, không tính" },
        { "2021-07-30", true, 1, "Thứ Sáu, ngày làm việc" },
        { "2021-07-31", true, 2,
          "Ngày cuối là ngày nghỉ, chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự 2015 Điều 148). Thứ Bảy, nghỉ "
          "hằng tuần" },
        { "2021-08-01", false, 0, "Chủ nhật, nghỉ hằng tuần" },
        { "2021-08-02", false, 0, "Hạn chuyển đến ngày này. Thứ Hai, ngày làm việc" },
    };
    check_account(&deadline, LINES, COUNT_OF(LINES));
    deadline = compute(&rules, "2021-07-29", "4 ngày");
    assert_string_equal(deadline.account[2].why, "Thứ Bảy, tính liên tục cả ngày nghỉ");
    assert_true(deadline.account[2].counted);
    deadline = compute(&rules, "2021-07-29", "1 tháng");
    assert_string_equal(deadline.account[31].why,
                        "Hết 1 tháng (Bộ luật Dân sự 2015 Điều 147, 148). Ngày cuối là ngày nghỉ, chuyển sang ngày làm "
                        "việc tiếp theo (Bộ luật Dân sự 2015 Điều 148). Chủ nhật, nghỉ hằng tuần");
}

static void test_the_account_of_hours_tells_of_hours(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    struct deadline deadline = compute(&rules, "2021-07-29T06:00", "2 giờ làm việc");
    static const struct expected_line EARLY[] = {
        { "2021-07-29", true, 0,
          "Nhận trước giờ mở cửa, coi như nhận lúc 07:00. Ngày bắt đầu, cộng 2 giờ làm việc từ 07:00" },
    };
    check_account(&deadline, EARLY, COUNT_OF(EARLY));
    deadline = compute(&rules, "2021-07-29T12:10", "5 giờ làm việc");
    static const struct expected_line LUNCH[] = {
        { "2021-07-29", true, 0,
          "Nhận trong giờ nghỉ trưa, coi như nhận lúc 13:30. Ngày bắt đầu, cộng 5 giờ làm việc từ 13:30" },
        { "2021-07-30", true, 0, "Thứ Sáu, ngày làm việc; cộng phần giờ còn lại" },
    };
    check_account(&deadline, LUNCH, COUNT_OF(LUNCH));
    deadline = compute(&rules, "2021-07-30T20:00", "24 giờ");
    assert_int_equal(deadline.account_count, 2);
    assert_string_equal(deadline.account[1].why, "Tính theo giờ đồng hồ, kể cả ngoài giờ làm việc và ngày nghỉ");
}

static void test_a_day_outside_the_published_calendar_makes_it_provisional(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    assert_false(compute(&rules, "2026-12-29", "2 ngày làm việc").provisional);
    struct deadline deadline = compute(&rules, "2026-12-30", "2 ngày làm việc");
    assert_true(deadline.provisional);
    assert_string_equal(deadline.due_text, "2027-01-04T07:00"); /* 01/01/2027 is a holiday */
    assert_non_null(strstr(deadline.account[2].why, "ngoài lịch đã công bố"));
    assert_true(compute(&rules, "2019-12-30", "5 ngày làm việc").provisional);
    assert_true(compute(&rules, "2060-01-01", "1 tháng").provisional);
    assert_false(compute(&rules, "2060-01-01", "24 giờ").provisional); /* no calendar was asked */
}

static void test_json_has_due_and_account(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    struct deadline deadline = compute(&rules, "2021-07-29T10:00", "1 ngày làm việc");
    struct text out;
    struct json json;
    text_init(&out, mem, TEXT_MAX_PAGE);
    json_init(&json, &out, false);
    deadline_json(&json, &deadline);
    assert_string_equal(out.data, "{\"due\":\"2021-07-30T10:00\",\"account\":["
                                  "{\"day\":\"2021-07-29\",\"counted\":false,\"why\":\"Ngày bắt đầu, không tính\"},"
                                  "{\"day\":\"2021-07-30\",\"counted\":true,\"why\":\"Thứ Sáu, ngày làm việc\"}]}");
}

static void test_bad_moments_and_lengths_are_refused_and_write_nothing(void **state)
{
    (void)state;
    static const char *const BAD[] = { "", "2021-02-29", "2021-13-01", "29/07/2021x", "2021-07-29T25:00", "hôm nay" };
    struct deadline_moment moment = { .day = 42, .minute = 42 };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        assert_false(deadline_moment_parse(BAD[i], &moment, &err));
        assert_string_equal(err.subject, "date");
        assert_non_null(strstr(err.text, "2021-08-31T15:00"));
    }
    assert_false(deadline_moment_parse(NULL, &moment, &err));
    assert_int_equal(moment.day, 42);

    struct deadline_rules rules = office_rules();
    struct length day = { 1, LENGTH_DAYS }, none = { 0, LENGTH_DAYS };
    struct deadline deadline = { .account_count = 42 };
    struct deadline_moment good = moment_of("2021-07-29"), far = moment_of("1989-12-31"), late = good;
    late.minute = 24 * 60;
    assert_false(deadline_compute(mem, &rules, good, &none, &deadline, &err));
    assert_false(deadline_compute(mem, &rules, far, &day, &deadline, &err));
    assert_false(deadline_compute(mem, &rules, late, &day, &deadline, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_int_equal(deadline.account_count, 42);
}

/* Every day from the first to the due day stands once, in order, and as many are counted as the length says. */
static void check_whole_account(const struct deadline_rules *rules, const struct deadline *deadline, day_t first,
                                const struct length *length)
{
    assert_int_equal(deadline->account_count, deadline->due.day - first + 1);
    int counted = 0;
    for (size_t i = 0; i < deadline->account_count; i++) {
        const struct deadline_line *line = &deadline->account[i];
        assert_int_equal(line->day, first + (day_t)i);
        assert_true(line->why != NULL && *line->why);
        if (line->number > 0) {
            assert_true(line->counted);
            assert_int_equal(line->number, ++counted);
            if (length->unit == LENGTH_WORKING_DAYS || length->unit == LENGTH_WORKING_HOURS)
                assert_true(calendar_is_working_day(rules->calendar, line->day));
        }
    }
    if (length->unit == LENGTH_WORKING_DAYS || length->unit == LENGTH_DAYS)
        assert_int_equal(counted, length->count);
    if (length->unit == LENGTH_WORKING_HOURS)
        assert_int_equal(counted, length->count / 8);
}

static void test_many_random_limits_agree_with_the_naive_reference(void **state)
{
    (void)state;
    struct random_sequence random;
    random_seed(&random, 20210731);
    for (int round = 0; round < 20; round++) {
        struct deadline_rules rules = office_rules();
        for (int i = 0; i < 500; i++) {
            struct length length = { .unit = (enum length_unit)random_below(&random, 5) };
            length.count = random_between(&random, 1, length.unit == LENGTH_MONTHS ? 30 : 100);
            struct deadline_moment from = { .day = random_between(&random, day_of("2019-06-01"), day_of("2028-12-31")),
                                            .minute = random_between(&random, -1, 1439) };
            struct deadline_moment expected = naive(&rules, from, &length);
            struct deadline deadline;
            assert_true(deadline_compute(mem, &rules, from, &length, &deadline, &err));
            char text[MINUTE_SIZE], began[MINUTE_SIZE], size[LENGTH_SIZE];
            minute_print(expected.day, expected.minute, text);
            minute_print(from.day, from.minute < 0 ? 0 : from.minute, began);
            length_print(&length, size);
            if (strcmp(deadline.due_text, text) != 0)
                fail_msg("%s (%d) + %s: %s, reference %s", began, from.minute, size, deadline.due_text, text);
            check_whole_account(&rules, &deadline, from.day, &length);
        }
        arena_reset(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(test_worked_examples),
        RUN(test_receipt_outside_the_hours),
        RUN(test_working_hours_skip_lunch_and_the_night),
        RUN(test_clock_hours_run_through_nights_and_rest_days),
        RUN(test_calendar_limits_end_at_closing_of_the_rolled_day),
        RUN(test_eight_working_hours_are_one_working_day),
        RUN(test_hours_of_another_season_close_and_open_their_own_days),
        RUN(test_the_account_tells_each_day_and_why),
        RUN(test_the_account_of_a_calendar_limit_tells_of_the_roll),
        RUN(test_the_account_of_hours_tells_of_hours),
        RUN(test_a_day_outside_the_published_calendar_makes_it_provisional),
        RUN(test_json_has_due_and_account),
        RUN(test_bad_moments_and_lengths_are_refused_and_write_nothing),
        RUN(test_many_random_limits_agree_with_the_naive_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
