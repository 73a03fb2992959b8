/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks that stand still, go on, are extended and start anew: due dates, verdicts of any day, counts and history.
 *
 * Planted and seen red, each alone: the due date kept while the clock stands still; a pause that does not end with the
 * clock; an extension without its reason; a second pause; an event before the start; the day of an older extension
 * forgotten; a restart that begins another clock. */
#include "records/testing_office.h"

#include "base/random.h"
#include "records/clock_account.h"

static int64_t make_case(struct testing *t, struct testing_office *o, const char *received, const char *limit)
{
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", received);
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    draft_set(t->mem, draft, "time_limit", limit);
    return testing_create(t, o, draft);
}

/* FIELD and REASON may be NULL. */
static bool take(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on,
                 const char *field, const char *text, const char *reason, struct err *err)
{
    struct draft_step step = { .name = name, .on = on, .reason = reason };
    if (field)
        draft_step_set(t->mem, &step, field, text);
    return record_step(&o->office, t->mem, id, 0, &step, err);
}

static void step(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on)
{
    struct err err = { 0 };
    assert_true(testing_ok(take(t, o, id, name, on, NULL, NULL, NULL, &err), &err));
}

static struct clock_account account_on(struct testing *t, struct testing_office *o, int64_t id, const char *day)
{
    struct err err = { 0 };
    struct clock_account *clocks;
    size_t count;
    assert_true(testing_ok(clock_accounts(db_for_read(t->store, &err), t->mem, o->office.definitions,
                                          testing_read(t, o, id), day, &clocks, &count, &err),
                           &err));
    assert_int_equal(count, 1);
    return *clocks;
}

static const char *due(struct testing *t, struct testing_office *o, int64_t id)
{
    return testing_read(t, o, id)->due;
}

/* --- pauses ------------------------------------------------------------------------------------------------------- */

/* Received Monday 05/07 at 08:00, 5 working days: Monday 12/07. It stands still from Thursday 08/07 until Tuesday
 * 20/07: eight working days. */
static void test_a_clock_that_stands_still_is_not_overdue_on_any_day(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "2021-07-05T08:00", "5 ngày làm việc");
    step(t, &o, id, "process", "2021-07-05");
    assert_string_equal(due(t, &o, id), "2021-07-12T08:00");
    assert_int_equal(testing_count(t, &o, "case_work", "verdict=overdue"), 1);
    step(t, &o, id, "wait", "2021-07-08");
    assert_string_equal(due(t, &o, id), DUE_PAUSED);
    assert_string_equal(record_paused_on(testing_read(t, &o, id)), "2021-07-08");
    assert_string_equal(testing_read(t, &o, id)->original_due, "2021-07-12T08:00");
    assert_int_equal(testing_count(t, &o, "case_work", "verdict=overdue"), 0);
    assert_int_equal(testing_count(t, &o, "case_work", "verdict=in-time"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "verdict=none"), 0);
    assert_int_equal(testing_count(t, &o, "case_work", "group=open&verdict=in-time"), 1); /* by the tally */
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-31&verdict=in-time"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-31&verdict=overdue"), 0);
    struct clock_account stands = account_on(t, &o, id, "2021-07-20");
    assert_string_equal(stands.verdict, "in-time");
    assert_string_equal(stands.paused_on, "2021-07-08");
    assert_string_equal(stands.resumed_due, "2021-07-22T08:00");
    step(t, &o, id, "go-on", "2021-07-20");
    assert_string_equal(due(t, &o, id), "2021-07-22T08:00");
    assert_string_equal(testing_read(t, &o, id)->original_due, "2021-07-12T08:00");
    assert_int_equal(testing_count(t, &o, "case_work", "verdict=overdue"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-19&verdict=in-time"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-22&verdict=in-time"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-23&verdict=overdue"), 1);
    assert_null(account_on(t, &o, id, "2021-07-21").paused_on);
    assert_string_equal(account_on(t, &o, id, "2021-07-19").paused_on, "2021-07-08");
    assert_string_equal(account_on(t, &o, id, "2021-07-23").verdict, "overdue");
    assert_null(account_on(t, &o, id, "2021-07-04").verdict);
    testing_prove(t, &o);
}
ON_BOTH(test_a_clock_that_stands_still_is_not_overdue_on_any_day)

/* A verdict is that of the due date which the pause until then leaves. */
static void test_a_pause_ends_with_the_clock(struct testing *t)
{
    static const struct {
        const char *on, *due, *verdict;
    } cases[] = { { "2021-07-14", "2021-07-16T08:00", "early" },
                  { "2021-07-08", "2021-07-12T08:00", "early" },
                  { "2021-07-31", "2021-08-04T08:00", "early" } };
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int64_t id = make_case(t, &o, "2021-07-05T08:00", "5 ngày làm việc");
        step(t, &o, id, "process", "2021-07-05");
        step(t, &o, id, "wait", "2021-07-08");
        assert_true(testing_ok(take(t, &o, id, "settle", cases[i].on, "result", "Xong", NULL, &err), &err));
        assert_string_equal(due(t, &o, id), cases[i].due);
        assert_string_equal(account_on(t, &o, id, "2021-08-02").verdict, cases[i].verdict);
    }
    assert_int_equal(testing_count(t, &o, "case_work", "entered.resolved=@period&verdict=early"), 3);
    testing_prove(t, &o);
}
ON_BOTH(test_a_pause_ends_with_the_clock)

/* What had run out before is late all the same. */
static void test_a_limit_that_had_run_out_is_not_given_back(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "2021-07-05T08:00", "2 ngày làm việc");
    step(t, &o, id, "process", "2021-07-05");
    step(t, &o, id, "wait", "2021-07-12");
    step(t, &o, id, "go-on", "2021-07-20");
    assert_string_equal(due(t, &o, id), "2021-07-07T08:00");
    assert_true(testing_ok(take(t, &o, id, "settle", "2021-07-20", "result", "Xong", NULL, &err), &err));
    assert_int_equal(testing_count(t, &o, "case_work", "entered.resolved=@period&verdict=late"), 1);
    testing_prove(t, &o);
}
ON_BOTH(test_a_limit_that_had_run_out_is_not_given_back)

static void test_what_does_not_fit_a_clock_is_refused_and_changes_nothing(struct testing *t)
{
    static const struct {
        const char *taken[3], *refused, *text;
    } cases[] = {
        { { "accept" }, "wait", "không đang tính" },
        { { "process", "wait" }, "wait", "đang tạm dừng từ 06/07/2021" },
        { { "process" }, "go-on", "không tạm dừng" },
        { { "process", "wait", "go-on" }, "go-on", "không tạm dừng" },
        { { "accept" }, "prolong", "không đang tính" },
    };
    struct testing_office o;
    testing_enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err err = { 0 };
        int64_t id = make_case(t, &o, "2021-07-05T08:00", "5 ngày làm việc");
        for (size_t k = 0; k < COUNT_OF(cases[i].taken) && cases[i].taken[k]; k++)
            step(t, &o, id, cases[i].taken[k], k == 0 ? "2021-07-05" : "2021-07-06");
        struct record *before = testing_read(t, &o, id);
        const char *field = text_equal(cases[i].refused, "prolong") ? "extended_to" : NULL;
        assert_false(take(t, &o, id, cases[i].refused, "2021-07-07", field, "2021-08-31", "Vì", &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.field, "on");
        if (!strstr(err.text, cases[i].text))
            fail_msg("%zu: %s", i, err.text);
        assert_string_equal(due(t, &o, id), before->due);
        assert_int_equal(testing_read(t, &o, id)->version, before->version);
    }
    testing_prove(t, &o);
}
ON_BOTH(test_what_does_not_fit_a_clock_is_refused_and_changes_nothing)

/* --- extensions --------------------------------------------------------------------------------------------------- */

static void test_an_extension_keeps_both_dates_and_asks_why(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "2021-07-05T08:00", "5 ngày làm việc");
    step(t, &o, id, "process", "2021-07-05");
    assert_false(take(t, &o, id, "prolong", "2021-07-09", "extended_to", "2021-07-20", NULL, &err));
    assert_string_equal(err.field, "reason");
    assert_false(take(t, &o, id, "prolong", "2021-07-09", "extended_to", "2021-07-11", "Chờ bản đồ", &err));
    assert_string_equal(err.field, "extended_to");
    assert_non_null(strstr(err.text, "sớm hơn hạn đang có, 12/07/2021"));
    assert_true(
        testing_ok(take(t, &o, id, "prolong", "2021-07-09", "extended_to", "2021-07-20", "Chờ bản đồ", &err), &err));
    assert_string_equal(due(t, &o, id), "2021-07-20T17:00");
    assert_string_equal(testing_read(t, &o, id)->original_due, "2021-07-12T08:00");
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-19&verdict=in-time"), 1);
    struct clock_account account = account_on(t, &o, id, "2021-08-02");
    assert_int_equal(account.told_count, 2);
    assert_string_equal(account.told[1].words, "Lý do: Chờ bản đồ; Gia hạn đến: 20/07/2021");
    assert_string_equal(account.deadline.due_text, "2021-07-20T17:00");
    /* a second one, corrected later; what it was before stands in the account */
    assert_true(
        testing_ok(take(t, &o, id, "prolong", "2021-07-19", "extended_to", "2021-07-28", "Chờ thêm", &err), &err));
    const struct draft_value corrected[] = { { "extended_to", "2021-07-30" }, { "reason", "Ghi nhầm" } };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, corrected, COUNT_OF(corrected), &err), &err));
    assert_string_equal(due(t, &o, id), "2021-07-30T17:00");
    account = account_on(t, &o, id, "2021-07-20");
    assert_string_equal(account.due, "2021-07-28T17:00");
    assert_true(account.deadline.account_count > 0);
    bool told = false;
    for (size_t i = 0; i < account.deadline.account_count; i++)
        told |= strstr(account.deadline.account[i].why, "Gia hạn đến ngày 20/07/2021") != NULL;
    assert_true(told);
    /* and no third one: the definition says twice */
    assert_false(take(t, &o, id, "prolong", "2021-07-29", "extended_to", "2021-08-05", "Chờ nữa", &err));
    assert_string_equal(err.field, "extended_to");
    assert_string_equal(err.subject, "times");
    assert_non_null(strstr(err.text, "nhiều nhất 2 lần (Luật thử); đã gia hạn 2 lần, lần cuối ngày 19/07/2021"));
    assert_string_equal(due(t, &o, id), "2021-07-30T17:00");
    testing_prove(t, &o);
}
ON_BOTH(test_an_extension_keeps_both_dates_and_asks_why)

/* --- restarts and corrections ------------------------------------------------------------------------------------- */

static void test_a_restart_takes_the_place_of_pauses_and_extensions(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "2021-07-05T08:00", "5 ngày làm việc");
    step(t, &o, id, "process", "2021-07-05");
    assert_true(testing_ok(take(t, &o, id, "prolong", "2021-07-06", "extended_to", "2021-07-30", "Vì", &err), &err));
    step(t, &o, id, "wait", "2021-07-08");
    step(t, &o, id, "again", "2021-07-20");
    assert_string_equal(due(t, &o, id), "2021-07-27T07:00");
    struct clock_account account = account_on(t, &o, id, "2021-08-02");
    assert_int_equal(account.told_count, 4);
    assert_int_equal(account.due_count, 4);
    assert_string_equal(account.verdict, "overdue");
    testing_prove(t, &o);
}
ON_BOTH(test_a_restart_takes_the_place_of_pauses_and_extensions)

/* The hour of receipt was wrong, it came after closing: all that happened since is counted again, from the right day.
 */
static void test_a_corrected_start_counts_the_whole_life_again(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "2021-07-05T08:00", "5 ngày làm việc");
    step(t, &o, id, "process", "2021-07-06");
    step(t, &o, id, "wait", "2021-07-08");
    step(t, &o, id, "go-on", "2021-07-20");
    assert_string_equal(due(t, &o, id), "2021-07-22T08:00");
    struct draft_value right[] = { { "received_on", "2021-07-05T17:30" }, { "reason", "Dấu bưu điện" } };
    assert_false(record_set(&o.office, t->mem, id, 0, right, 1, &err));
    assert_string_equal(err.field, "reason");
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, right, COUNT_OF(right), &err), &err));
    assert_string_equal(due(t, &o, id), "2021-07-23T07:00");
    right[0].text = "2021-07-09T08:00"; /* after it stood still */
    assert_false(record_set(&o.office, t->mem, id, 0, right, COUNT_OF(right), &err));
    assert_string_equal(err.field, "received_on");
    assert_non_null(strstr(err.text, "08/07/2021"));
    assert_string_equal(due(t, &o, id), "2021-07-23T07:00");
    assert_string_equal(account_on(t, &o, id, "2021-08-02").dues[3].why,
                        "Sửa. Lý do: Dấu bưu điện; Nhận lúc: 05/07/2021 17:30");
    testing_prove(t, &o);
}
ON_BOTH(test_a_corrected_start_counts_the_whole_life_again)

/* --- by chance, through the record -------------------------------------------------------------------------------- */

/* The second opinion: each day of a pause that the limit would have counted pushes its last day one on. */
struct opinion {
    const struct calendar *calendar;
    bool working;
    day_t zero, last, due, paused;
    bool stands;
    struct {
        day_t from, to;
    } stills[16];
    int still_count;
};

static bool is_still(const struct opinion *one, day_t day)
{
    for (int i = 0; i < one->still_count; i++)
        if (day >= one->stills[i].from && day < one->stills[i].to)
            return true;
    return false;
}

static bool counts(const struct opinion *one, day_t day)
{
    return !one->working || calendar_is_working_day(one->calendar, day);
}

static void push(struct opinion *one)
{
    do
        one->last++;
    while (!counts(one, one->last) || is_still(one, one->last));
}

static void roll(struct opinion *one)
{
    for (one->due = one->last; !calendar_is_working_day(one->calendar, one->due) || is_still(one, one->due);)
        one->due++;
}

static void begin(struct opinion *one, day_t day, int count)
{
    one->still_count = 0;
    one->stands = false;
    while (!calendar_is_working_day(one->calendar, day))
        day++;
    one->zero = one->last = day;
    for (int i = 0; i < count; i++)
        push(one);
    roll(one);
}

static void stand_still(struct opinion *one, day_t on)
{
    one->stands = true;
    one->paused = on;
}

static void resume(struct opinion *one, day_t on)
{
    for (day_t day = one->paused; day < on; day++)
        if (day > one->zero && day <= one->last && counts(one, day))
            push(one);
    one->stills[one->still_count].from = one->paused;
    one->stills[one->still_count++].to = on;
    one->stands = false;
    roll(one);
}

static const char *printed(struct testing *t, day_t day)
{
    char out[DATE_SIZE];
    day_print(day, out);
    return arena_strdup(t->mem, out);
}

static void live(struct testing *t, struct testing_office *o, struct random_sequence *random, int number)
{
    static const char *const starts[] = { "2021-02-03", "2021-04-26", "2021-06-28", "2021-07-08" };
    struct opinion one = { .calendar = o->office.definitions->calendar, .working = random_below(random, 2) };
    day_t day, today = clock_today();
    int count = random_between(random, 2, 20);
    assert_true(day_parse(starts[random_below(random, COUNT_OF(starts))], &day));
    day += (day_t)random_below(random, 6);
    int64_t id = make_case(t, o, arena_printf(t->mem, "%sT07:00", printed(t, day)),
                           arena_printf(t->mem, "%d %s", count, one.working ? "ngày làm việc" : "ngày"));
    begin(&one, day, count);
    step(t, o, id, "process", printed(t, day));
    for (int i = 0; i < 8; i++) {
        day += (day_t)random_below(random, 9);
        bool again = random_below(random, 6) == 0;
        if (day > today)
            break;
        step(t, o, id, again ? "again" : one.stands ? "go-on" : "wait", printed(t, day));
        if (again)
            begin(&one, day, count);
        else if (one.stands)
            resume(&one, day);
        else
            stand_still(&one, day);
        const char *now = due(t, o, id);
        if (one.stands ? !text_equal(now, DUE_PAUSED) : strncmp(now, printed(t, one.due), DATE_SIZE - 1) != 0)
            fail_msg("%d: due %s, expected %s", number, now, printed(t, one.due));
    }
    assert_true(account_on(t, o, id, "2021-08-02").deadline.account_count > 0);
}

static void test_lives_by_chance_agree_with_a_second_opinion(struct testing *t)
{
    enum { LIVES = 40 };
    struct testing_office o;
    struct random_sequence random;
    testing_enter(t, &o);
    random_seed(&random, 20210430);
    for (int i = 0; i < LIVES; i++)
        live(t, &o, &random, i);
    print_message("%d lives of clocks through the record, 0 differences\n", LIVES);
    testing_prove(t, &o);
}
ON_BOTH(test_lives_by_chance_agree_with_a_second_opinion)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_clock_that_stands_still_is_not_overdue_on_any_day),
        BOTH(test_a_pause_ends_with_the_clock),
        BOTH(test_a_limit_that_had_run_out_is_not_given_back),
        BOTH(test_what_does_not_fit_a_clock_is_refused_and_changes_nothing),
        BOTH(test_an_extension_keeps_both_dates_and_asks_why),
        BOTH(test_a_restart_takes_the_place_of_pauses_and_extensions),
        BOTH(test_a_corrected_start_counts_the_whole_life_again),
        BOTH(test_lives_by_chance_agree_with_a_second_opinion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
