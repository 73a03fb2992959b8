/* SPDX-License-Identifier: Apache-2.0 */
/* Lives of clocks around Tết, 30/4, 2/9 and a Saturday that is worked, by chance, against a second opinion: each day of
 * a pause that the limit would have counted pushes its last day one on, each office minute its due minute.
 *
 * Planted and seen red, each alone: the day on which the clock goes on left out too (resume); rest days of a pause
 * taken for a working limit (count_working); the last day rolled into a pause (close_on without stands_still); months
 * of an extension counted from the rolled day (extend_by); hours added after the limit ran out (move_hours); a pause on
 * a day that was set and is no working day forgotten (counter_set). */
#include "base/random.h"
#include "deadlines/naive_internal.h"

enum { SEQUENCES = 2000, EVENTS_MAX = 9, STILLS_MAX = EVENTS_MAX };

struct opinion {
    struct deadline_rules rules;
    struct length limit;
    day_t zero; /* the day that is not counted */
    day_t last; /* the last counted day, of a limit in days */
    struct deadline_moment due, begun, paused_at;
    bool set; /* the due day was set and nothing has moved it */
    bool paused;
    struct {
        day_t from, to;
    } stills[STILLS_MAX];
    int still_count;
};

static bool works(const struct opinion *one, day_t day)
{
    return calendar_is_working_day(one->rules.calendar, day);
}

static bool in_days(const struct opinion *one)
{
    return one->limit.unit == LENGTH_WORKING_DAYS || one->limit.unit == LENGTH_DAYS || one->limit.unit == LENGTH_MONTHS;
}

static bool counts(const struct opinion *one, day_t day)
{
    return one->limit.unit != LENGTH_WORKING_DAYS || works(one, day);
}

static bool is_still(const struct opinion *one, day_t day)
{
    for (int i = 0; i < one->still_count; i++)
        if (day >= one->stills[i].from && day < one->stills[i].to)
            return true;
    return false;
}

static void push(struct opinion *one)
{
    do
        one->last++;
    while (!counts(one, one->last) || is_still(one, one->last));
}

static void roll(struct opinion *one)
{
    one->due.day = one->last;
    while (!works(one, one->due.day) || is_still(one, one->due.day))
        one->due.day++;
    if (one->limit.unit != LENGTH_WORKING_DAYS)
        one->due.minute = 1020;
    one->set = false;
}

static void begin(struct opinion *one, struct deadline_moment at)
{
    one->still_count = 0;
    one->paused = one->set = false;
    one->due = naive(&one->rules, at, &one->limit);
    one->zero = at.day;
    if (one->limit.unit == LENGTH_WORKING_DAYS)
        one->zero = naive_working(&one->rules, at, 0, 0).day;
    while (one->limit.unit != LENGTH_HOURS && !works(one, one->zero))
        one->zero++;
    bool calendar = one->limit.unit == LENGTH_DAYS || one->limit.unit == LENGTH_MONTHS;
    one->last = calendar ? naive_last(one->zero, &one->limit) : one->due.day;
}

/* The next minute of office time: 17:00 is one, 07:00 is the same as the 17:00 before it. */
static void push_minute(struct opinion *one)
{
    struct deadline_moment before;
    do {
        before = one->due;
        naive_step(&one->due);
    } while (!naive_open(&one->rules, before.day, before.minute) ||
             !naive_open(&one->rules, one->due.day, one->due.minute));
}

static void push_office(struct opinion *one, int minutes)
{
    for (int odd = minutes % 480; odd > 0; odd--)
        push_minute(one);
    for (int days = minutes / 480; days > 0; days--)
        do
            one->due.day++;
        while (!works(one, one->due.day));
}

static void push_hours(struct opinion *one, struct deadline_moment from, struct deadline_moment to)
{
    int all = 0, open = 0;
    bool over = from.day > one->due.day || (from.day == one->due.day && from.minute > one->due.minute);
    while (from.day < to.day || (from.day == to.day && from.minute < to.minute)) {
        struct deadline_moment before = from;
        naive_step(&from);
        all++;
        open += naive_open(&one->rules, before.day, before.minute) && naive_open(&one->rules, from.day, from.minute);
    }
    if (over)
        return;
    if (one->limit.unit == LENGTH_WORKING_HOURS)
        push_office(one, open);
    for (int i = 0; i < all && one->limit.unit == LENGTH_HOURS; i++)
        naive_step(&one->due);
}

static void resume(struct opinion *one, struct deadline_moment at)
{
    bool pushed = false;
    one->paused = false;
    if (!in_days(one)) {
        push_hours(one, one->paused_at, at);
        return;
    }
    for (day_t day = one->paused_at.day; day < at.day; day++)
        if (day > one->zero && day <= one->last && counts(one, day) && !is_still(one, day)) {
            push(one);
            pushed = true;
        }
    one->stills[one->still_count].from = one->paused_at.day;
    one->stills[one->still_count++].to = at.day;
    if (!one->set || pushed || is_still(one, one->last))
        roll(one);
}

static void extend(struct opinion *one, const struct deadline_event *event, struct deadline_moment at)
{
    if (event->is_set) {
        one->due = event->to;
        one->last = event->to.day;
        one->zero = at.day;
        one->still_count = 0;
        one->set = true;
        if (one->paused)
            one->paused_at = at;
        return;
    }
    if (event->length.unit == LENGTH_HOURS) {
        for (int i = 0; i < event->length.count * 60; i++)
            naive_step(&one->due);
    } else if (event->length.unit == LENGTH_WORKING_HOURS) {
        push_office(one, event->length.count * 60);
    } else {
        int days = event->length.unit == LENGTH_MONTHS ? naive_last(one->last, &event->length) - one->last
                                                       : event->length.count;
        for (; days > 0; days--)
            push(one);
        roll(one);
    }
}

static void hear(struct opinion *one, const struct deadline_event *event, struct deadline_moment at)
{
    if (event->kind == DEADLINE_START || event->kind == DEADLINE_RESTART) {
        if (event->length.count)
            one->limit = event->length;
        begin(one, event->at);
    } else if (event->kind == DEADLINE_PAUSE) {
        one->paused = true;
        one->paused_at = at;
    } else if (event->kind == DEADLINE_EXTEND) {
        extend(one, event, at);
    } else if (one->paused) { /* a resume, or a stop during a pause */
        resume(one, at);
    }
}

/* --- by chance ---------------------------------------------------------------------------------------------------- */

static struct length some_length(struct random_sequence *random, enum length_unit unit)
{
    static const int MOST[] = { [LENGTH_WORKING_DAYS] = 30,
                                [LENGTH_DAYS] = 60,
                                [LENGTH_WORKING_HOURS] = 60,
                                [LENGTH_HOURS] = 90,
                                [LENGTH_MONTHS] = 3 };
    return (struct length){ random_between(random, 1, MOST[unit]), unit };
}

static struct deadline_moment some_start(struct random_sequence *random)
{
    static const char *const DAYS[] = { "2021-01-28", "2021-04-24", "2021-08-24", "2024-04-22" };
    return (struct deadline_moment){ .day = day_of(DAYS[random_below(random, COUNT_OF(DAYS))]) +
                                            (day_t)random_below(random, 16),
                                     .minute = random_below(random, 3) ? random_between(random, 0, 1439) : -1 };
}

/* What may follow, with the same chance each; a stop comes last. */
static enum deadline_event_kind some_kind(struct random_sequence *random, bool paused, bool last)
{
    uint32_t chance = random_below(random, last ? 10 : 9);
    if (chance == 9)
        return DEADLINE_STOP;
    if (chance == 8)
        return DEADLINE_RESTART;
    if (chance >= 6)
        return DEADLINE_EXTEND;
    return paused ? DEADLINE_RESUME : DEADLINE_PAUSE;
}

/* A later moment: often a date alone, often the same day. */
static struct deadline_moment some_later(struct random_sequence *random, struct deadline_moment before)
{
    struct deadline_moment at = { before.day + (day_t)random_below(random, random_below(random, 3) ? 9 : 30), -1 };
    if (random_below(random, 3) == 0)
        at.minute = random_between(random, at.day == before.day ? before.minute : 0, 1439);
    return at;
}

static void some_extension(struct random_sequence *random, const struct opinion *one, struct deadline_event *event)
{
    event->is_set = random_below(random, 2);
    event->length = some_length(random, one->limit.unit);
    if (event->is_set)
        event->to = (struct deadline_moment){ one->due.day + (day_t)random_below(random, 20), 1020 };
}

static const char *story(const struct deadline_event *events, size_t count)
{
    static const char *const KINDS[] = { "start", "pause", "resume", "restart", "extend", "stop" };
    const char *all = "";
    for (size_t i = 0; i < count; i++) {
        char at[DATE_SIZE], to[DATE_SIZE] = "", length[LENGTH_SIZE] = "";
        day_print(events[i].at.day, at);
        if (events[i].is_set)
            day_print(events[i].to.day, to);
        else if (events[i].length.count)
            length_print(&events[i].length, length);
        all = arena_printf(mem, "%s%s %s %d %s%s; ", all, KINDS[events[i].kind], at, events[i].at.minute, to, length);
    }
    return all;
}

/* A day is numbered once, in order, and not while the clock stood still. */
static void check_account(const struct opinion *one, const struct deadline *deadline, const char *told)
{
    int number = 0;
    for (size_t i = 0; i < deadline->account_count; i++) {
        const struct deadline_line *line = &deadline->account[i];
        if (line->until < line->day || text_is_empty(line->why))
            fail_msg("%s: an empty line", told);
        if (line->number > 0 && (line->number != ++number || !line->counted || is_still(one, line->day)))
            fail_msg("%s: day %d is counted as the %d", told, line->day, line->number);
    }
}

static struct deadline_moment moment_in_time(struct deadline_moment at, struct deadline_moment before, bool first)
{
    if (at.minute < 0)
        at.minute = !first && at.day == before.day && before.minute > 420 ? before.minute : 420;
    return at;
}

static void try_one(struct random_sequence *random, const struct deadline_rules *rules, int number)
{
    struct opinion one = { .rules = *rules };
    struct deadline_event events[EVENTS_MAX] = { 0 };
    struct deadline deadline;
    struct deadline_moment before = { 0 };
    bool restarted = false;
    size_t count = 1 + random_below(random, EVENTS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct deadline_event *event = &events[i];
        event->kind = i ? some_kind(random, one.paused, i + 1 == count) : DEADLINE_START;
        event->at = i ? some_later(random, before) : some_start(random);
        if (event->kind == DEADLINE_EXTEND)
            some_extension(random, &one, event);
        else if (i == 0 || (event->kind == DEADLINE_RESTART && random_below(random, 2)))
            event->length = some_length(random, (enum length_unit)random_below(random, 5));
        struct deadline_moment at = moment_in_time(event->at, before, i == 0);
        hear(&one, event, at);
        before = at;
        restarted |= event->kind == DEADLINE_RESTART || event->is_set;
        if (!deadline_follow(mem, rules, events, i + 1, &deadline, &err))
            fail_msg("%d: %s: %s", number, story(events, i + 1), err.text);
        if (deadline.due.day != one.due.day || deadline.due.minute != one.due.minute ||
            (deadline.state == DEADLINE_PAUSED) != one.paused)
            fail_msg("%d: %s: %s, expected day %+d, minute %d", number, story(events, i + 1), deadline.due_text,
                     one.due.day - deadline.due.day, one.due.minute);
    }
    if (!restarted && in_days(&one))
        check_account(&one, &deadline, story(events, count));
}

static void test_two_thousand_lives_agree_with_the_second_opinion(void **state)
{
    (void)state;
    struct random_sequence random;
    random_seed(&random, 20210212);
    for (int i = 0; i < SEQUENCES; i++) {
        arena_reset(mem);
        struct deadline_rules rules = office_rules();
        try_one(&random, &rules, i);
    }
    print_message("%d sequences of events, 0 differences\n", SEQUENCES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(test_two_thousand_lives_agree_with_the_second_opinion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
