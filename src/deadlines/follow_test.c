/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/deadline.h"

#include "deadlines/test_internal.h"

enum { EVENTS_MAX = 8 };

/* An event as it is written here: "" for no length. */
struct told {
    enum deadline_event_kind kind;
    const char *at, *length;
};

static size_t events_of(const struct told *told, size_t count, struct deadline_event out[EVENTS_MAX])
{
    assert_in_range(count, 1, EVENTS_MAX);
    for (size_t i = 0; i < count; i++) {
        out[i] = (struct deadline_event){ .kind = told[i].kind, .at = moment_of(told[i].at) };
        if (*told[i].length)
            out[i].length = length_of(told[i].length);
    }
    return count;
}

static struct deadline follow(const struct told *told, size_t count)
{
    struct deadline_rules rules = office_rules();
    struct deadline_event events[EVENTS_MAX];
    struct deadline deadline;
    count = events_of(told, count, events);
    if (!deadline_follow(mem, &rules, events, count, &deadline, &err))
        fail_msg("%s", err.text);
    return deadline;
}

#define FOLLOW(...)                                                                                                    \
    follow((const struct told[]){ __VA_ARGS__ }, sizeof((const struct told[]){ __VA_ARGS__ }) / sizeof(struct told))

static bool has_line(const struct deadline *deadline, const char *day, const char *why)
{
    for (size_t i = 0; i < deadline->account_count; i++) {
        if (deadline->account[i].day == day_of(day) && strstr(deadline->account[i].why, why) != NULL)
            return true;
    }
    return false;
}

static void test_a_start_alone_is_the_computed_deadline(void **state)
{
    (void)state;
    struct deadline deadline = FOLLOW({ DEADLINE_START, "2021-07-29T10:00", "5 ngày làm việc" });
    assert_string_equal(deadline.due_text, "2021-08-05T10:00");
    assert_string_equal(deadline.original_due_text, "2021-08-05T10:00");
    assert_int_equal(deadline.state, DEADLINE_RUNNING);
    assert_int_equal(deadline.account_count, 8);
}

static void test_a_pause_leaves_the_due_date_where_the_clock_stood(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" }, { DEADLINE_PAUSE, "2021-07-07T09:00", "" });
    assert_int_equal(deadline.state, DEADLINE_PAUSED);
    assert_string_equal(deadline.due_text, "2021-07-12T10:00");
    assert_true(has_line(&deadline, "2021-07-07", "Tạm dừng tính thời hạn"));
}

/* What stands still is not counted: of working days the working days of the pause, the day of the pause among them. */
static void test_after_a_pause_the_due_date_moves_by_its_working_days(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" }, { DEADLINE_PAUSE, "2021-07-07T09:00", "" },
               { DEADLINE_RESUME, "2021-07-09T09:00", "" });
    assert_int_equal(deadline.state, DEADLINE_RUNNING);
    assert_string_equal(deadline.due_text, "2021-07-14T10:00"); /* 12/07 and two days */
    assert_string_equal(deadline.original_due_text, "2021-07-12T10:00");
    assert_true(has_line(&deadline, "2021-07-07", "Tạm dừng tính thời hạn (2 ngày làm việc không tính)"));
    assert_true(has_line(&deadline, "2021-07-09", "Tính tiếp thời hạn"));

    deadline = FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" },
                      { DEADLINE_PAUSE, "2021-07-06T09:00", "" }, { DEADLINE_RESUME, "2021-07-11T09:00", "" });
    assert_string_equal(deadline.due_text, "2021-07-16T10:00"); /* 06, 07, 08, 09/07; the weekend takes nothing */
}

/* Literal dates: a pause over each of the holidays. */
static void test_a_pause_over_holidays_takes_only_what_would_have_been_counted(void **state)
{
    (void)state;
    static const struct {
        const char *from, *length, *paused, *resumed, *original, *due;
    } CASES[] = {
        { "2021-02-05T09:00", "10 ngày làm việc", "2021-02-08", "2021-02-17", "2021-02-26T09:00", "2021-03-02T09:00" },
        { "2021-02-05T09:00", "10 ngày làm việc", "2021-02-10", "2021-02-17", "2021-02-26T09:00", "2021-02-26T09:00" },
        { "2021-02-05", "10 ngày", "2021-02-10", "2021-02-17", "2021-02-17T17:00", "2021-02-22T17:00" },
        { "2021-04-28", "5 ngày làm việc", "2021-04-29", "2021-05-04", "2021-05-07T07:00", "2021-05-10T07:00" },
        { "2021-08-04", "30 ngày", "2021-08-31", "2021-09-03", "2021-09-06T17:00", "2021-09-06T17:00" },
        { "2021-08-04", "30 ngày", "2021-09-04", "2021-09-10", "2021-09-06T17:00", "2021-09-10T17:00" },
        { "2021-08-31T15:00", "3 ngày làm việc", "2021-09-01", "2021-09-06", "2021-09-07T15:00", "2021-09-08T15:00" },
        { "2024-04-26", "5 ngày làm việc", "2024-05-03", "2024-05-06", "2024-05-07T07:00", "2024-05-09T07:00" },
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct deadline deadline =
            FOLLOW({ DEADLINE_START, CASES[i].from, CASES[i].length }, { DEADLINE_PAUSE, CASES[i].paused, "" },
                   { DEADLINE_RESUME, CASES[i].resumed, "" });
        assert_string_equal(deadline.original_due_text, CASES[i].original);
        if (strcmp(deadline.due_text, CASES[i].due) != 0)
            fail_msg("%zu: %s, expected %s", i, deadline.due_text, CASES[i].due);
    }
}

static void test_working_hours_move_by_the_office_time_of_the_pause(void **state)
{
    (void)state;
    static const struct {
        const char *resumed, *due;
    } CASES[] = {
        { "2021-07-07T11:00", "2021-07-12T14:00" }, /* two hours, over lunch */
        { "2021-07-07T17:00", "2021-07-13T08:00" }, /* six hours, over closing */
        { "2021-07-08T04:00", "2021-07-13T08:00" }, /* the night takes nothing */
        { "2021-07-08T08:15", "2021-07-13T09:15" },
        { "2021-07-12T09:00", "2021-07-15T10:00" }, /* three working days, the clock time is kept */
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct deadline deadline =
            FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "40 giờ làm việc" },
                   { DEADLINE_PAUSE, "2021-07-07T09:00", "" }, { DEADLINE_RESUME, CASES[i].resumed, "" });
        assert_string_equal(deadline.due_text, CASES[i].due);
    }
}

/* A limit that ran out on Friday 09/07 is not given back by a pause of the week after. */
static void test_a_pause_after_the_limit_ran_out_moves_nothing(void **state)
{
    (void)state;
    static const char *const LENGTHS[] = { "4 ngày làm việc", "4 ngày", "32 giờ làm việc", "98 giờ" };
    static const char *const DUES[] = { "2021-07-09T10:00", "2021-07-09T17:00", "2021-07-09T10:00",
                                        "2021-07-09T12:00" };
    for (size_t i = 0; i < COUNT_OF(LENGTHS); i++) {
        struct deadline deadline = FOLLOW({ DEADLINE_START, "2021-07-05T10:00", LENGTHS[i] },
                                          { DEADLINE_PAUSE, "2021-07-12", "" }, { DEADLINE_RESUME, "2021-07-16", "" });
        assert_string_equal(deadline.due_text, DUES[i]);
    }
}

static void test_a_date_alone_on_the_day_of_another_event_comes_after_it(void **state)
{
    (void)state;
    struct deadline deadline = FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "16 giờ làm việc" },
                                      { DEADLINE_PAUSE, "2021-07-05", "" }, { DEADLINE_RESUME, "2021-07-06", "" });
    assert_string_equal(deadline.due_text, "2021-07-07T17:00"); /* five hours more: those from 10:00 to 17:00 */
}

/* 30 days from 01/07/2021 end on Saturday 31/07; the pause is added to that day, not to Monday 02/08. */
static void test_a_pause_of_a_calendar_limit_counts_days_before_the_roll(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-01", "30 ngày" }, { DEADLINE_PAUSE, "2021-07-10T16:00", "" },
               { DEADLINE_RESUME, "2021-07-13T08:00", "" });
    assert_string_equal(deadline.original_due_text, "2021-08-02T17:00");
    assert_string_equal(deadline.due_text, "2021-08-03T17:00");
    deadline = FOLLOW({ DEADLINE_START, "2021-07-01", "30 ngày" }, { DEADLINE_PAUSE, "2021-07-10", "" },
                      { DEADLINE_RESUME, "2021-07-17", "" });
    assert_string_equal(deadline.due_text, "2021-08-09T17:00"); /* 07/08 is Saturday */
}

static void test_clock_hours_move_by_the_pause_and_are_not_rolled(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-30T22:00", "24 giờ" }, { DEADLINE_PAUSE, "2021-07-31T00:00", "" },
               { DEADLINE_RESUME, "2021-07-31T03:30", "" });
    assert_string_equal(deadline.due_text, "2021-08-01T01:30");
}

static void test_two_pauses_add_up(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" }, { DEADLINE_PAUSE, "2021-07-06T09:00", "" },
               { DEADLINE_RESUME, "2021-07-07T09:00", "" }, { DEADLINE_PAUSE, "2021-07-08T09:00", "" },
               { DEADLINE_RESUME, "2021-07-09T09:00", "" });
    assert_string_equal(deadline.due_text, "2021-07-14T10:00");
}

static void test_a_day_that_was_set_moves_by_a_pause_only(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    struct deadline_event events[] = {
        { .kind = DEADLINE_START, .at = moment_of("2021-07-05"), .is_set = true, .to = moment_of("2021-07-31") },
        { .kind = DEADLINE_PAUSE, .at = moment_of("2021-07-12"), .words = "chờ ý kiến Bộ" },
        { .kind = DEADLINE_RESUME, .at = moment_of("2021-07-15") },
    };
    struct deadline deadline;
    assert_true(deadline_follow(mem, &rules, events, 1, &deadline, &err));
    assert_string_equal(deadline.due_text, "2021-07-31T17:00"); /* a Saturday, as it was said */
    assert_true(deadline_follow(mem, &rules, events, 3, &deadline, &err));
    assert_string_equal(deadline.due_text, "2021-08-03T17:00");
    assert_true(has_line(&deadline, "2021-07-12", "chờ ý kiến Bộ (3 ngày không tính)"));
}

/* Both dates are kept; what was promised is not taken away. */
static void test_an_extension_to_a_day_is_not_earlier_than_the_due_date(void **state)
{
    (void)state;
    struct deadline_rules rules = office_rules();
    struct length length = length_of("30 ngày");
    struct deadline_event events[] = {
        { .kind = DEADLINE_START, .at = moment_of("2021-07-01"), .length = length },
        { .kind = DEADLINE_EXTEND, .at = moment_of("2021-07-28"), .is_set = true, .to = moment_of("2021-08-01") },
    };
    struct deadline deadline;
    assert_false(deadline_follow(mem, &rules, events, 2, &deadline, &err));
    assert_string_equal(err.text, "Không gia hạn đến ngày 01/08/2021: sớm hơn hạn đang có, 02/08/2021");
    events[1].to = moment_of("2021-08-16");
    assert_true(deadline_follow(mem, &rules, events, 2, &deadline, &err));
    assert_string_equal(deadline.due_text, "2021-08-16T17:00");
    assert_string_equal(deadline.original_due_text, "2021-08-02T17:00");
    assert_true(has_line(&deadline, "2021-07-28", "Gia hạn đến ngày 16/08/2021"));
}

static void test_the_account_tells_the_whole_life_in_the_order_of_the_days(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-05", "3 ngày làm việc" }, { DEADLINE_PAUSE, "2021-07-07", "" },
               { DEADLINE_RESUME, "2021-07-12", "" }, { DEADLINE_RESTART, "2021-07-13", "" });
    static const struct {
        const char *day, *until;
        int number;
    } LINES[] = {
        { "2021-07-05", "2021-07-05", 0 }, { "2021-07-06", "2021-07-06", 1 }, { "2021-07-07", "2021-07-11", 0 },
        { "2021-07-12", "2021-07-12", 0 }, { "2021-07-12", "2021-07-12", 2 }, { "2021-07-13", "2021-07-13", 0 },
        { "2021-07-13", "2021-07-13", 0 }, { "2021-07-14", "2021-07-14", 1 }, { "2021-07-15", "2021-07-15", 2 },
        { "2021-07-16", "2021-07-16", 3 },
    };
    assert_string_equal(deadline.due_text, "2021-07-16T07:00");
    assert_int_equal(deadline.account_count, COUNT_OF(LINES));
    for (size_t i = 0; i < COUNT_OF(LINES); i++) {
        assert_int_equal(deadline.account[i].day, day_of(LINES[i].day));
        assert_int_equal(deadline.account[i].until, day_of(LINES[i].until));
        assert_int_equal(deadline.account[i].number, LINES[i].number);
    }
}

/* Domain §3.6 b: after the full dossier is received the whole limit is computed again from zero. */
static void test_a_restart_counts_the_whole_limit_from_zero(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" }, { DEADLINE_PAUSE, "2021-07-07T09:00", "" },
               { DEADLINE_RESTART, "2021-07-30T17:30", "" });
    assert_int_equal(deadline.state, DEADLINE_RUNNING);
    assert_string_equal(deadline.due_text, "2021-08-09T07:00"); /* as received on Monday 02/08 */
    assert_string_equal(deadline.original_due_text, "2021-07-12T10:00");
    assert_true(has_line(&deadline, "2021-07-30", "Tính lại thời hạn từ đầu"));
    deadline = FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" },
                      { DEADLINE_RESTART, "2021-07-12T10:00", "30 ngày" });
    assert_string_equal(deadline.due_text, "2021-08-11T17:00");
}

/* Denunciations: 30 days, once 30 more: 60 days from acceptance, though the first 30 ended on a Saturday. */
static void test_an_extension_counts_on_from_the_last_counted_day(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-01", "30 ngày" }, { DEADLINE_EXTEND, "2021-07-28", "30 ngày" });
    assert_string_equal(deadline.due_text, "2021-08-30T17:00");
    assert_string_equal(deadline.original_due_text, "2021-08-02T17:00");
    assert_true(has_line(&deadline, "2021-07-28", "Gia hạn thêm 30 ngày"));
    deadline = FOLLOW({ DEADLINE_START, "2021-07-29T10:00", "5 ngày làm việc" },
                      { DEADLINE_EXTEND, "2021-08-04T09:00", "3 ngày làm việc" });
    assert_string_equal(deadline.due_text, "2021-08-10T10:00");
}

static void test_an_extension_during_a_pause_keeps_the_pause(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" }, { DEADLINE_PAUSE, "2021-07-07T09:00", "" },
               { DEADLINE_EXTEND, "2021-07-08T09:00", "1 ngày làm việc" });
    assert_int_equal(deadline.state, DEADLINE_PAUSED);
    assert_string_equal(deadline.due_text, "2021-07-13T10:00");
}

static void test_after_a_stop_only_a_restart_follows(void **state)
{
    (void)state;
    struct deadline deadline =
        FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" }, { DEADLINE_STOP, "2021-07-07T09:00", "" });
    assert_int_equal(deadline.state, DEADLINE_STOPPED);
    assert_string_equal(deadline.due_text, "2021-07-12T10:00");
    deadline = FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" }, { DEADLINE_PAUSE, "2021-07-06", "" },
                      { DEADLINE_STOP, "2021-07-08", "" });
    assert_int_equal(deadline.state, DEADLINE_STOPPED);
    assert_string_equal(deadline.due_text, "2021-07-14T10:00"); /* the pause ends with it */
    deadline = FOLLOW({ DEADLINE_START, "2021-07-05T10:00", "5 ngày làm việc" },
                      { DEADLINE_STOP, "2021-07-07T09:00", "" }, { DEADLINE_RESTART, "2021-07-12T08:00", "" });
    assert_int_equal(deadline.state, DEADLINE_RUNNING);
    assert_string_equal(deadline.due_text, "2021-07-19T08:00");
}

static void test_events_that_do_not_fit_are_refused_and_write_nothing(void **state)
{
    (void)state;
    static const struct {
        struct told events[3];
        size_t count;
        const char *text;
    } BAD[] = {
        { { { DEADLINE_PAUSE, "2021-07-05", "" } }, 1, "phải là bắt đầu" },
        { { { DEADLINE_START, "2021-07-05", "" } }, 1, "từ 1 đến" },
        { { { DEADLINE_START, "2021-07-05", "5 ngày" }, { DEADLINE_START, "2021-07-06", "5 ngày" } }, 2, "đã bắt đầu" },
        { { { DEADLINE_START, "2021-07-05", "5 ngày" }, { DEADLINE_RESUME, "2021-07-06", "" } }, 2, "đang tính" },
        { { { DEADLINE_START, "2021-07-05", "5 ngày" }, { DEADLINE_EXTEND, "2021-07-06", "" } }, 2, "từ 1 đến" },
        { { { DEADLINE_START, "2021-07-05", "5 ngày" }, { DEADLINE_STOP, "2021-07-04", "" } }, 2, "xảy ra trước" },
        { { { DEADLINE_START, "2021-07-05", "5 ngày" },
            { DEADLINE_PAUSE, "2021-07-06", "" },
            { DEADLINE_PAUSE, "2021-07-07", "" } },
          3,
          "đang tạm dừng" },
        { { { DEADLINE_START, "2021-07-05", "5 ngày" }, { DEADLINE_EXTEND, "2021-07-06", "5 ngày làm việc" } },
          2,
          "đơn vị khác" },
        { { { DEADLINE_START, "2021-07-05", "5 ngày" },
            { DEADLINE_STOP, "2021-07-06", "" },
            { DEADLINE_EXTEND, "2021-07-07", "5 ngày" } },
          3,
          "đã dừng" },
    };
    struct deadline_rules rules = office_rules();
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct deadline_event events[EVENTS_MAX];
        size_t count = events_of(BAD[i].events, BAD[i].count, events);
        struct deadline deadline = { .account_count = 42 };
        assert_false(deadline_follow(mem, &rules, events, count, &deadline, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        if (strstr(err.text, BAD[i].text) == NULL)
            fail_msg("%zu: %s", i, err.text);
        assert_int_equal(deadline.account_count, 42);
    }
    struct deadline deadline;
    struct deadline_event many[DEADLINE_EVENTS_MAX + 1] = { 0 };
    assert_false(deadline_follow(mem, &rules, many, 0, &deadline, &err));
    assert_false(deadline_follow(mem, &rules, many, DEADLINE_EVENTS_MAX + 1, &deadline, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(test_a_start_alone_is_the_computed_deadline),
        RUN(test_a_pause_leaves_the_due_date_where_the_clock_stood),
        RUN(test_after_a_pause_the_due_date_moves_by_its_working_days),
        RUN(test_a_pause_over_holidays_takes_only_what_would_have_been_counted),
        RUN(test_working_hours_move_by_the_office_time_of_the_pause),
        RUN(test_a_pause_after_the_limit_ran_out_moves_nothing),
        RUN(test_a_date_alone_on_the_day_of_another_event_comes_after_it),
        RUN(test_a_day_that_was_set_moves_by_a_pause_only),
        RUN(test_an_extension_to_a_day_is_not_earlier_than_the_due_date),
        RUN(test_the_account_tells_the_whole_life_in_the_order_of_the_days),
        RUN(test_a_pause_of_a_calendar_limit_counts_days_before_the_roll),
        RUN(test_clock_hours_move_by_the_pause_and_are_not_rolled),
        RUN(test_two_pauses_add_up),
        RUN(test_a_restart_counts_the_whole_limit_from_zero),
        RUN(test_an_extension_counts_on_from_the_last_counted_day),
        RUN(test_an_extension_during_a_pause_keeps_the_pause),
        RUN(test_after_a_stop_only_a_restart_follows),
        RUN(test_events_that_do_not_fit_are_refused_and_write_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
