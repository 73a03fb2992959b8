/* src/deadlines/deadline.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/deadline.h"

#include "base/text.h"
#include "deadlines/texts.h"

enum { HOURS_A_DAY = 8, MINUTES_A_DAY = 24 * 60, MOMENT_TEXT_MAX = 40 };

/* A clock being counted: its rules, the account so far, and where it stands. */
struct counter {
    struct arena *mem;
    const struct deadline_rules *rules;
    ARRAY(struct deadline_line) account;
    enum length_unit unit;      /* of what was counted last */
    struct deadline_moment due; /* with a minute */
    day_t last;                 /* the last counted day of a calendar limit, before it was rolled */
    bool provisional;
};

/* clang-format off */
static const char *const CONTINUOUS[7] = {
    TEXT_MONDAY TEXT_CONTINUOUS, TEXT_TUESDAY TEXT_CONTINUOUS, TEXT_WEDNESDAY TEXT_CONTINUOUS,
    TEXT_THURSDAY TEXT_CONTINUOUS, TEXT_FRIDAY TEXT_CONTINUOUS, TEXT_SATURDAY TEXT_CONTINUOUS,
    TEXT_SUNDAY TEXT_CONTINUOUS,
};
/* clang-format on */

static void counter_init(struct counter *counter, struct arena *mem, const struct deadline_rules *rules, size_t days)
{
    *counter = (struct counter){ .mem = mem, .rules = rules };
    counter->account.room = days + days / 2 + 16;
    counter->account.items = ARENA_ARRAY(mem, struct deadline_line, counter->account.room);
}

static void note(struct counter *counter, day_t day, bool counted, int number, const char *why)
{
    *ARRAY_ADD(counter->mem, &counter->account) =
        (struct deadline_line){ .day = day, .counted = counted, .number = number, .why = why };
}

static bool is_working(const struct counter *counter, day_t day)
{
    return calendar_is_working_day(counter->rules->calendar, day);
}

static const char *why(const struct counter *counter, day_t day)
{
    return calendar_why(counter->rules->calendar, day);
}

static const struct office_hours_row *hours_on(const struct counter *counter, day_t day)
{
    return office_hours_on(counter->rules->hours, day);
}

static bool is_calendar_unit(enum length_unit unit)
{
    return unit == LENGTH_DAYS || unit == LENGTH_MONTHS;
}

/* The first working day after DAY, with a line for each rest day between. */
static day_t next_working(struct counter *counter, day_t day)
{
    for (day++; !is_working(counter, day); day++)
        note(counter, day, false, 0, why(counter, day));
    return day;
}

static void judge_provisional(struct counter *counter, day_t first, day_t last)
{
    if (!calendar_is_published(counter->rules->calendar, first) ||
        !calendar_is_published(counter->rules->calendar, last))
        counter->provisional = true;
}

/* --- working limits ------------------------------------------------------------------------------------------------
 */

/* Where the office takes a moment to have been: inside its hours, on a working day. ODD is the number of hours that
 * will be added on the first day. Its line tells why. */
static struct deadline_moment into_hours(struct counter *counter, struct deadline_moment from, int odd)
{
    const struct office_hours_row *hours = hours_on(counter, from.day);
    struct arena *mem = counter->mem;
    struct deadline_moment at = from;
    bool is_rest = !is_working(counter, from.day);
    bool is_after = from.minute > hours->afternoon_close;
    if (is_rest || is_after) {
        note(counter, from.day, false, 0,
             is_rest ? arena_printf(mem, TEXT_REST_DAY, why(counter, from.day))
                     : arena_printf(mem, TEXT_AFTER_CLOSE, from.minute / 60, from.minute % 60));
        at.day = next_working(counter, from.day);
        hours = hours_on(counter, at.day);
        at.minute = hours->morning_open;
    } else if (from.minute < hours->morning_open) {
        at.minute = hours->morning_open;
    } else if (from.minute > hours->morning_close && from.minute < hours->afternoon_open) {
        at.minute = hours->afternoon_open;
    }

    const char *first =
        odd > 0 ? arena_printf(mem, TEXT_FIRST_HOURS, odd, at.minute / 60, at.minute % 60) : TEXT_FIRST_DAY;
    if (at.day == from.day && from.minute >= 0 && at.minute != from.minute) {
        int hour = at.minute / 60, minute = at.minute % 60;
        first = from.minute < hours->morning_open ? arena_printf(mem, TEXT_BEFORE_OPEN, hour, minute, first)
                                                  : arena_printf(mem, TEXT_LUNCH, hour, minute, first);
    }
    note(counter, at.day, odd > 0, 0, first);
    return at;
}

/* Adds MINUTES of office time, over lunch and closing. */
static struct deadline_moment add_office_minutes(struct counter *counter, struct deadline_moment at, int minutes)
{
    for (;;) {
        const struct office_hours_row *hours = hours_on(counter, at.day);
        if (at.minute <= hours->morning_close) {
            if (at.minute + minutes <= hours->morning_close)
                break;
            minutes -= hours->morning_close - at.minute;
            at.minute = hours->afternoon_open;
        }
        if (at.minute + minutes <= hours->afternoon_close)
            break;
        minutes -= hours->afternoon_close - at.minute;
        at.day = next_working(counter, at.day);
        at.minute = hours_on(counter, at.day)->morning_open;
        note(counter, at.day, true, 0, arena_printf(counter->mem, TEXT_HOURS_REST, why(counter, at.day)));
    }
    at.minute += minutes;
    return at;
}

/* A kept clock time that the hours of its own day do not have goes to the next minute that they have. */
static int clamp_minute(const struct office_hours_row *hours, int minute)
{
    if (minute < hours->morning_open)
        return hours->morning_open;
    if (minute > hours->morning_close && minute < hours->afternoon_open)
        return hours->afternoon_open;
    return minute > hours->afternoon_close ? hours->afternoon_close : minute;
}

static void count_working(struct counter *counter, struct deadline_moment from, int days, int odd)
{
    struct deadline_moment at = into_hours(counter, from, odd);
    day_t first = from.day;
    if (odd > 0)
        at = add_office_minutes(counter, at, odd * 60);
    const struct calendar *calendar = counter->rules->calendar;
    for (int number = 0; number < days;) {
        at.day++;
        bool working = calendar_is_working_day(calendar, at.day);
        number += working;
        note(counter, at.day, working, working ? number : 0, calendar_why(calendar, at.day));
    }
    at.minute = clamp_minute(hours_on(counter, at.day), at.minute);
    counter->due = at;
    counter->last = at.day;
    judge_provisional(counter, first, at.day);
}

/* --- calendar limits -----------------------------------------------------------------------------------------------
 */

/* Sets the due minute to the closing of LAST, or of the next working day; the lines tell of the roll. */
static void close_on(struct counter *counter, day_t last)
{
    counter->last = last;
    counter->due.day = last;
    if (!is_working(counter, last)) {
        counter->due.day = next_working(counter, last);
        note(counter, counter->due.day, false, 0,
             arena_printf(counter->mem, TEXT_ROLLED_TO, why(counter, counter->due.day)));
    }
    counter->due.minute = hours_on(counter, counter->due.day)->afternoon_close;
}

/* The day a calendar limit is counted from: received on a rest day is received on the next working day. */
static day_t into_working_day(struct counter *counter, day_t day)
{
    if (is_working(counter, day))
        return day;
    note(counter, day, false, 0, arena_printf(counter->mem, TEXT_REST_DAY, why(counter, day)));
    return next_working(counter, day);
}

static void count_calendar(struct counter *counter, day_t from, const struct length *length)
{
    day_t last = length->unit == LENGTH_MONTHS ? day_add_months(from, length->count) : from + length->count;
    note(counter, from, false, 0, TEXT_FIRST_DAY);
    for (day_t day = from + 1; day < last; day++)
        note(counter, day, true, day - from,
             is_working(counter, day) ? why(counter, day) : CONTINUOUS[day_weekday(day)]);

    const char *end = why(counter, last);
    if (!is_working(counter, last))
        end = arena_printf(counter->mem, TEXT_ROLLED, end);
    if (length->unit == LENGTH_MONTHS)
        end = arena_printf(counter->mem, TEXT_MONTHS_END, length->count, end);
    note(counter, last, true, last - from, end);
    close_on(counter, last);
    judge_provisional(counter, from, counter->due.day);
}

/* --- clock hours ---------------------------------------------------------------------------------------------------
 */

static struct deadline_moment add_minutes(struct deadline_moment at, int64_t minutes)
{
    int64_t total = at.minute + minutes;
    return (struct deadline_moment){ .day = at.day + (day_t)(total / MINUTES_A_DAY),
                                     .minute = (int)(total % MINUTES_A_DAY) };
}

static void count_clock(struct counter *counter, struct deadline_moment from, int hours)
{
    if (from.minute < 0)
        from.minute = hours_on(counter, from.day)->morning_open;
    counter->due = add_minutes(from, (int64_t)hours * 60);
    counter->last = counter->due.day;
    for (day_t day = from.day; day <= counter->due.day; day++)
        note(counter, day, true, 0, TEXT_CLOCK_HOURS);
}

/* --- one limit -----------------------------------------------------------------------------------------------------
 */

/* Counts LENGTH from FROM. IS_RECEIPT: the office's rules on when something counts as received are asked. */
static void count_length(struct counter *counter, struct deadline_moment from, const struct length *length,
                         bool is_receipt)
{
    counter->unit = length->unit;
    switch (length->unit) {
    case LENGTH_WORKING_DAYS:
        count_working(counter, from, length->count, 0);
        break;
    case LENGTH_WORKING_HOURS:
        count_working(counter, from, length->count / HOURS_A_DAY, length->count % HOURS_A_DAY);
        break;
    case LENGTH_HOURS:
        count_clock(counter, from, length->count);
        break;
    case LENGTH_DAYS:
    case LENGTH_MONTHS:
        if (is_receipt)
            from.day = into_working_day(counter, from.day);
        count_calendar(counter, from.day, length);
        break;
    }
}

static bool check_moment(struct deadline_moment at, struct err *err)
{
    int year = civil_from_day(at.day).year;
    if (year < DEADLINE_YEAR_MIN || year > DEADLINE_YEAR_MAX || at.minute < -1 || at.minute >= MINUTES_A_DAY)
        return err_set(err, ERR_INVALID, "date", "from", TEXT_FAR_MOMENT, DEADLINE_YEAR_MIN, DEADLINE_YEAR_MAX);
    return true;
}

static void finish(const struct counter *counter, struct deadline *result)
{
    result->due = counter->due;
    minute_print(counter->due.day, counter->due.minute, result->due_text);
    result->provisional = counter->provisional;
    result->account = counter->account.items;
    result->account_count = counter->account.count;
}

bool deadline_moment_parse(const char *text, struct deadline_moment *moment, struct err *err)
{
    struct deadline_moment read;
    if (text == NULL || !minute_parse(text, &read.day, &read.minute)) {
        const char *shown = text != NULL ? text : "";
        return err_set(err, ERR_INVALID, "date", "from", TEXT_BAD_MOMENT, (int)utf8_cut(shown, MOMENT_TEXT_MAX), shown);
    }
    *moment = read;
    return true;
}

bool deadline_compute(struct arena *mem, const struct deadline_rules *rules, struct deadline_moment from,
                      const struct length *length, struct deadline *result, struct err *err)
{
    if (!check_moment(from, err) || !length_check(length, err))
        return false;
    struct counter counter;
    counter_init(&counter, mem, rules, length->unit == LENGTH_MONTHS ? 0 : (size_t)length->count);
    count_length(&counter, from, length, true);
    *result = (struct deadline){ .state = DEADLINE_RUNNING };
    finish(&counter, result);
    minute_print(result->due.day, result->due.minute, result->original_due_text);
    return true;
}

/* --- events --------------------------------------------------------------------------------------------------------
 */

struct clock {
    struct counter counter;
    struct length limit; /* what a restart counts again */
    enum deadline_state state;
    struct deadline_moment paused_at;
};

/* Which events a state allows. */
static const bool MAY_FOLLOW[][DEADLINE_STOP + 1] = {
    [DEADLINE_RUNNING] = { [DEADLINE_PAUSE] = true,
                           [DEADLINE_RESTART] = true,
                           [DEADLINE_EXTEND] = true,
                           [DEADLINE_STOP] = true },
    [DEADLINE_PAUSED] = { [DEADLINE_RESUME] = true,
                          [DEADLINE_RESTART] = true,
                          [DEADLINE_EXTEND] = true,
                          [DEADLINE_STOP] = true },
    [DEADLINE_STOPPED] = { [DEADLINE_RESTART] = true },
};

static const char *const STATE_TEXTS[] = {
    [DEADLINE_RUNNING] = TEXT_IS_RUNNING,
    [DEADLINE_PAUSED] = TEXT_IS_PAUSED,
    [DEADLINE_STOPPED] = TEXT_IS_STOPPED,
};

/* A date alone means opening time. */
static struct deadline_moment with_minute(const struct counter *counter, struct deadline_moment at)
{
    if (at.minute < 0)
        at.minute = hours_on(counter, at.day)->morning_open;
    return at;
}

static int64_t minutes_between(struct deadline_moment from, struct deadline_moment to)
{
    return (int64_t)(to.day - from.day) * MINUTES_A_DAY + to.minute - from.minute;
}

/* A due minute that fell outside the hours goes to the next minute inside them. */
static void roll_due(struct counter *counter)
{
    struct deadline_moment *due = &counter->due;
    day_t first = due->day;
    if (!is_working(counter, due->day)) {
        note(counter, due->day, false, 0, why(counter, due->day));
        due->day = next_working(counter, due->day);
    }
    if (due->minute > hours_on(counter, due->day)->afternoon_close) {
        note(counter, due->day, false, 0, why(counter, due->day));
        due->day = next_working(counter, due->day);
        due->minute = hours_on(counter, due->day)->morning_open;
    }
    due->minute = clamp_minute(hours_on(counter, due->day), due->minute);
    counter->last = due->day;
    judge_provisional(counter, first, due->day);
}

static void resume(struct clock *clock, struct deadline_moment at)
{
    struct counter *counter = &clock->counter;
    if (is_calendar_unit(counter->unit)) {
        int days = at.day - clock->paused_at.day;
        day_t last = counter->last + days;
        note(counter, at.day, false, 0, arena_printf(counter->mem, TEXT_RESUMED_DAYS, days));
        if (!is_working(counter, last))
            note(counter, last, true, 0, arena_printf(counter->mem, TEXT_ROLLED, why(counter, last)));
        close_on(counter, last);
        judge_provisional(counter, last, counter->due.day);
    } else {
        int64_t minutes = minutes_between(clock->paused_at, at);
        note(counter, at.day, false, 0,
             arena_printf(counter->mem, TEXT_RESUMED_HOURS, (int)(minutes / MINUTES_A_DAY),
                          (int)(minutes % MINUTES_A_DAY / 60), (int)(minutes % 60)));
        counter->due = add_minutes(counter->due, minutes);
        counter->last = counter->due.day;
        if (counter->unit != LENGTH_HOURS)
            roll_due(counter);
    }
    note(counter, counter->due.day, false, 0, arena_printf(counter->mem, TEXT_NEW_DUE, why(counter, counter->due.day)));
}

static void extend(struct clock *clock, struct deadline_moment at, const struct length *length)
{
    struct counter *counter = &clock->counter;
    char text[LENGTH_SIZE];
    length_print(length, text);
    note(counter, at.day, false, 0, arena_printf(counter->mem, TEXT_EXTENDED, text));
    struct deadline_moment from = counter->due;
    if (is_calendar_unit(length->unit))
        from.day = counter->last;
    count_length(counter, from, length, false);
}

static void apply_event(struct clock *clock, const struct deadline_event *event, struct deadline_moment at)
{
    struct counter *counter = &clock->counter;
    switch (event->kind) {
    case DEADLINE_START:
    case DEADLINE_RESTART:
        if (event->kind == DEADLINE_RESTART)
            note(counter, at.day, false, 0, TEXT_RESTARTED);
        if (event->length.count > 0)
            clock->limit = event->length;
        count_length(counter, event->at, &clock->limit, true);
        clock->state = DEADLINE_RUNNING;
        break;
    case DEADLINE_PAUSE:
        note(counter, at.day, false, 0, TEXT_PAUSED);
        clock->paused_at = at;
        clock->state = DEADLINE_PAUSED;
        break;
    case DEADLINE_RESUME:
        resume(clock, at);
        clock->state = DEADLINE_RUNNING;
        break;
    case DEADLINE_EXTEND:
        extend(clock, at, &event->length);
        break;
    case DEADLINE_STOP:
        note(counter, at.day, false, 0, TEXT_STOPPED);
        clock->state = DEADLINE_STOPPED;
        break;
    }
}

static bool check_event(const struct deadline_event *event, size_t index, enum deadline_state state, struct err *err)
{
    bool is_first = index == 0;
    if (is_first != (event->kind == DEADLINE_START))
        return is_first ? err_set(err, ERR_INVALID, "event", NULL, TEXT_FIRST_EVENT)
                        : err_set(err, ERR_INVALID, "event", NULL, TEXT_EVENT_TWICE, index + 1);
    if (!is_first && ((unsigned)event->kind > DEADLINE_STOP || !MAY_FOLLOW[state][event->kind]))
        return err_set(err, ERR_INVALID, "event", NULL, TEXT_EVENT_STATE, index + 1, STATE_TEXTS[state]);
    bool needs_length = event->kind == DEADLINE_START || event->kind == DEADLINE_EXTEND ||
                        (event->kind == DEADLINE_RESTART && event->length.count != 0);
    return check_moment(event->at, err) && (!needs_length || length_check(&event->length, err));
}

bool deadline_follow(struct arena *mem, const struct deadline_rules *rules, const struct deadline_event *events,
                     size_t count, struct deadline *result, struct err *err)
{
    if (count < 1 || count > DEADLINE_EVENTS_MAX)
        return err_set(err, ERR_INVALID, "event", NULL, TEXT_NO_EVENTS, DEADLINE_EVENTS_MAX);
    struct clock clock = { .state = DEADLINE_RUNNING };
    counter_init(&clock.counter, mem, rules, 0);
    struct deadline made = { .state = DEADLINE_RUNNING };
    struct deadline_moment before = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (!check_event(&events[i], i, clock.state, err))
            return false;
        struct deadline_moment at = with_minute(&clock.counter, events[i].at);
        if (i > 0 && minutes_between(before, at) < 0)
            return err_set(err, ERR_INVALID, "event", NULL, TEXT_EVENT_BACK, i + 1);
        apply_event(&clock, &events[i], at);
        before = at;
        if (i == 0)
            minute_print(clock.counter.due.day, clock.counter.due.minute, made.original_due_text);
    }
    made.state = clock.state;
    finish(&clock.counter, &made);
    *result = made;
    return true;
}

void deadline_account_json(struct json *json, const struct deadline *deadline)
{
    json_key(json, "account");
    json_array(json);
    for (size_t i = 0; i < deadline->account_count; i++) {
        const struct deadline_line *line = &deadline->account[i];
        char day[DATE_SIZE];
        day_print(line->day, day);
        json_object(json);
        json_put_text(json, "day", day);
        json_put_bool(json, "counted", line->counted);
        json_put_text(json, "why", line->why);
        json_object_end(json);
    }
    json_array_end(json);
}

void deadline_json(struct json *json, const struct deadline *deadline)
{
    json_object(json);
    json_put_text(json, "due", deadline->due_text);
    deadline_account_json(json, deadline);
    json_object_end(json);
}
