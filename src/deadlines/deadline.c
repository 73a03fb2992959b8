/* src/deadlines/deadline.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/deadline_internal.h"

#include <limits.h>

#include "base/text.h"
#include "deadlines/texts.h"

enum { HOURS_A_DAY = 8, MOMENT_TEXT_MAX = 40 };

/* clang-format off */
static const char *const CONTINUOUS[7] = {
    TEXT_MONDAY TEXT_CONTINUOUS, TEXT_TUESDAY TEXT_CONTINUOUS, TEXT_WEDNESDAY TEXT_CONTINUOUS,
    TEXT_THURSDAY TEXT_CONTINUOUS, TEXT_FRIDAY TEXT_CONTINUOUS, TEXT_SATURDAY TEXT_CONTINUOUS,
    TEXT_SUNDAY TEXT_CONTINUOUS,
};
/* clang-format on */

void counter_init(struct counter *counter, struct arena *mem, const struct deadline_rules *rules, size_t days)
{
    *counter = (struct counter){ .mem = mem, .rules = rules, .until = INT_MAX };
    counter->account.room = days + days / 2 + 16;
    counter->account.items = ARENA_ARRAY(mem, struct deadline_line, counter->account.room);
}

static void add_line(struct counter *counter, struct deadline_line line)
{
    if (line.until < line.day)
        line.until = line.day;
    if (!counter->silent)
        *ARRAY_ADD(counter->mem, &counter->account) = line;
}

void counter_tell(struct counter *counter, day_t day)
{
    for (; counter->told_count > 0 && counter->told->day <= day; counter->told++, counter->told_count--)
        add_line(counter, *counter->told);
}

void counter_note(struct counter *counter, day_t day, bool counted, int number, const char *why)
{
    if (counter->tells)
        counter_tell(counter, day);
    if (day < counter->until || !counter->tells)
        add_line(counter,
                 (struct deadline_line){ .day = day, .until = day, .counted = counted, .number = number, .why = why });
}

static bool counter_works(const struct counter *counter, day_t day)
{
    return calendar_is_working_day(counter->rules->calendar, day);
}

const char *counter_why(const struct counter *counter, day_t day)
{
    return calendar_why(counter->rules->calendar, day);
}

static const struct office_hours_row *counter_hours(const struct counter *counter, day_t day)
{
    return office_hours_on(counter->rules->hours, day);
}

bool unit_is_calendar(enum length_unit unit)
{
    return unit == LENGTH_DAYS || unit == LENGTH_MONTHS;
}

/* Does the clock stand still on *DAY? Then *DAY is the last day on which it does. */
static bool stands_still(const struct counter *counter, day_t *day)
{
    for (size_t i = 0; i < counter->still_count; i++)
        if (counter->stills[i].from.day <= *day && *day < counter->stills[i].to.day) {
            *day = counter->stills[i].to.day - 1;
            return true;
        }
    return false;
}

/* The first working day after DAY, with a line for each rest day between. */
static day_t next_working(struct counter *counter, day_t day)
{
    for (day++; !counter_works(counter, day); day++)
        counter_note(counter, day, false, 0, counter_why(counter, day));
    return day;
}

static void judge_provisional(struct counter *counter, day_t first, day_t last)
{
    if (!calendar_is_published(counter->rules->calendar, first) ||
        !calendar_is_published(counter->rules->calendar, last))
        counter->provisional = true;
}

/* --- working limits ----------------------------------------------------------------------------------------------- */

/* Where the office takes a moment to have been: inside its hours, on a working day. ODD is the number of hours that
 * will be added on the first day. Its line tells why. */
static struct deadline_moment into_hours(struct counter *counter, struct deadline_moment from, int odd)
{
    const struct office_hours_row *hours = counter_hours(counter, from.day);
    struct arena *mem = counter->mem;
    struct deadline_moment at = from;
    bool is_rest = !counter_works(counter, from.day);
    bool is_after = from.minute > hours->afternoon_close;
    if (is_rest || is_after) {
        counter_note(counter, from.day, false, 0,
                     is_rest ? arena_printf(mem, TEXT_REST_DAY, counter_why(counter, from.day))
                             : arena_printf(mem, TEXT_AFTER_CLOSE, from.minute / 60, from.minute % 60));
        at.day = next_working(counter, from.day);
        hours = counter_hours(counter, at.day);
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
    counter_note(counter, at.day, odd > 0, 0, first);
    counter->tells = true;
    return at;
}

/* Adds MINUTES of office time, over lunch and closing. */
static struct deadline_moment add_office_minutes(struct counter *counter, struct deadline_moment at, int minutes)
{
    for (;;) {
        const struct office_hours_row *hours = counter_hours(counter, at.day);
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
        at.minute = counter_hours(counter, at.day)->morning_open;
        counter_note(counter, at.day, true, 0,
                     arena_printf(counter->mem, TEXT_HOURS_REST, counter_why(counter, at.day)));
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
    for (int number = 0; number < days;) {
        at.day++;
        if (stands_still(counter, &at.day))
            continue;
        bool working = counter_works(counter, at.day);
        number += working;
        counter_note(counter, at.day, working, working ? number : 0, counter_why(counter, at.day));
    }
    at.minute = clamp_minute(counter_hours(counter, at.day), at.minute);
    counter->due = at;
    counter->last = at.day;
    judge_provisional(counter, first, at.day);
}

void counter_shift_office(struct counter *counter, int64_t minutes)
{
    struct deadline_moment at = counter->due;
    int odd = (int)(minutes % (HOURS_A_DAY * 60));
    if (odd > 0)
        at = add_office_minutes(counter, at, odd);
    for (int64_t days = minutes / (HOURS_A_DAY * 60); days > 0; days--)
        at.day = next_working(counter, at.day);
    at.minute = clamp_minute(counter_hours(counter, at.day), at.minute);
    judge_provisional(counter, counter->due.day, at.day);
    counter->due = at;
    counter->last = at.day;
}

/* --- calendar limits ---------------------------------------------------------------------------------------------- */

/* Sets the due minute to the closing of LAST, or of the next working day on which the clock does not stand still; the
 * lines tell of the roll. */
static void close_on(struct counter *counter, day_t last)
{
    day_t day = last;
    for (bool rests = true; rests; day += rests) {
        if (stands_still(counter, &day))
            continue;
        rests = !counter_works(counter, day);
        if (rests && day != last)
            counter_note(counter, day, false, 0, counter_why(counter, day));
    }
    if (day != last)
        counter_note(counter, day, false, 0, arena_printf(counter->mem, TEXT_ROLLED_TO, counter_why(counter, day)));
    counter->last = last;
    counter->due.day = day;
    counter->due.minute = counter_hours(counter, day)->afternoon_close;
}

/* The day a calendar limit is counted from: received on a rest day is received on the next working day. */
static day_t into_working_day(struct counter *counter, day_t day)
{
    if (counter_works(counter, day))
        return day;
    counter_note(counter, day, false, 0, arena_printf(counter->mem, TEXT_REST_DAY, counter_why(counter, day)));
    return next_working(counter, day);
}

/* Days that are counted whatever they are, DAYS of them after FROM; END, may be NULL, is why the last one is the last.
 */
static void count_days(struct counter *counter, day_t from, int days, const char *end)
{
    day_t day = from;
    for (int number = 0; number < days;) {
        day++;
        if (stands_still(counter, &day))
            continue;
        number++;
        bool working = counter_works(counter, day), last = number == days;
        const char *text = working || last ? counter_why(counter, day) : CONTINUOUS[day_weekday(day)];
        if (last && !working)
            text = arena_printf(counter->mem, TEXT_ROLLED, text);
        if (last && end)
            text = arena_printf(counter->mem, "%s %s", end, text);
        counter_note(counter, day, true, number, text);
    }
    close_on(counter, day);
    judge_provisional(counter, from, counter->due.day);
}

static void count_calendar(struct counter *counter, day_t from, const struct length *length, int more)
{
    bool months = length->unit == LENGTH_MONTHS;
    int days = months ? day_add_months(from, length->count) - from : length->count;
    counter_note(counter, from, false, 0, TEXT_FIRST_DAY);
    counter->tells = true;
    count_days(counter, from, days + more,
               months && more == 0 ? arena_printf(counter->mem, TEXT_MONTHS_END, length->count) : NULL);
}

void counter_set(struct counter *counter, day_t from, struct deadline_moment to, int more, enum length_unit unit)
{
    int left = 0, lost = 0;
    counter->unit = unit;
    counter->tells = true;
    counter->due = to;
    counter->last = to.day;
    for (day_t day = from + 1; day <= to.day; day++) {
        day_t still = day;
        bool counts = unit_is_calendar(unit) || counter_works(counter, day);
        left += counts;
        lost += counts && stands_still(counter, &still);
    }
    day_t day = lost > 0 ? from : to.day, still = to.day;
    if (lost == 0 && more == 0 && !stands_still(counter, &still))
        return;
    for (left = more + (lost > 0 ? left : 0); left > 0;) {
        day++;
        if (!stands_still(counter, &day))
            left -= unit_is_calendar(unit) || counter_works(counter, day);
    }
    close_on(counter, day);
    if (!unit_is_calendar(unit))
        counter->due.minute = to.minute;
    judge_provisional(counter, from, counter->due.day);
    counter_note(counter, counter->due.day, false, 0,
                 arena_printf(counter->mem, TEXT_NEW_DUE, counter_why(counter, counter->due.day)));
}

/* --- clock hours -------------------------------------------------------------------------------------------------- */

struct deadline_moment moment_add(struct deadline_moment at, int64_t minutes)
{
    int64_t total = at.minute + minutes;
    return (struct deadline_moment){ .day = at.day + (day_t)(total / MINUTES_A_DAY),
                                     .minute = (int)(total % MINUTES_A_DAY) };
}

int64_t moment_between(struct deadline_moment from, struct deadline_moment to)
{
    return (int64_t)(to.day - from.day) * MINUTES_A_DAY + to.minute - from.minute;
}

static void count_clock(struct counter *counter, struct deadline_moment from, int hours)
{
    if (from.minute < 0)
        from.minute = counter_hours(counter, from.day)->morning_open;
    counter->due = moment_add(from, (int64_t)hours * 60);
    counter->last = counter->due.day;
    for (day_t day = from.day; day <= counter->due.day; day++) {
        counter_note(counter, day, true, 0, TEXT_CLOCK_HOURS);
        counter->tells = true;
    }
}

/* --- one limit ---------------------------------------------------------------------------------------------------- */

void counter_count(struct counter *counter, struct deadline_moment from, const struct length *length, int more,
                   bool is_receipt)
{
    counter->unit = length->unit;
    switch (length->unit) {
    case LENGTH_WORKING_DAYS:
        count_working(counter, from, length->count + more, 0);
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
        count_calendar(counter, from.day, length, more);
        break;
    }
}

bool deadline_moment_check(struct deadline_moment at, struct err *err)
{
    int year = civil_from_day(at.day).year;
    if (year < DEADLINE_YEAR_MIN || year > DEADLINE_YEAR_MAX || at.minute < -1 || at.minute >= MINUTES_A_DAY)
        return err_set(err, ERR_INVALID, "date", "from", TEXT_FAR_MOMENT, DEADLINE_YEAR_MIN, DEADLINE_YEAR_MAX);
    return true;
}

void counter_finish(const struct counter *counter, struct deadline *result)
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
    if (!deadline_moment_check(from, err) || !length_check(length, err))
        return false;
    struct counter counter;
    counter_init(&counter, mem, rules, length->unit == LENGTH_MONTHS ? 0 : (size_t)length->count);
    counter_count(&counter, from, length, 0, true);
    *result = (struct deadline){ .state = DEADLINE_RUNNING };
    counter_finish(&counter, result);
    minute_print(result->due.day, result->due.minute, result->original_due_text);
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
        if (line->until > line->day) {
            day_print(line->until, day);
            json_put_text(json, "until", day);
        }
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
