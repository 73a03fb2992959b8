/* src/deadlines/naive_internal.h
 * Limits counted as a child would, minute by minute and day by day: the second opinion of the tests of this room. The
 * office is open 07:00-11:30 and 13:30-17:00.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "deadlines/test_internal.h"

static inline bool naive_open(const struct deadline_rules *rules, day_t day, int minute)
{
    return calendar_is_working_day(rules->calendar, day) &&
           ((minute >= 420 && minute <= 690) || (minute >= 810 && minute <= 1020));
}

static inline void naive_step(struct deadline_moment *at)
{
    if (++at->minute == 1440) {
        at->day++;
        at->minute = 0;
    }
}

static inline struct deadline_moment naive_working(const struct deadline_rules *rules, struct deadline_moment at,
                                                   int days, int hours)
{
    if (at.minute < 0)
        at.minute = 420;
    while (!naive_open(rules, at.day, at.minute))
        naive_step(&at);
    for (int left = hours * 60; left > 0;) {
        struct deadline_moment before = at;
        naive_step(&at);
        if (naive_open(rules, before.day, before.minute) && naive_open(rules, at.day, at.minute))
            left--;
    }
    while (days > 0) {
        at.day++;
        if (calendar_is_working_day(rules->calendar, at.day))
            days--;
    }
    return at;
}

/* The last counted day of a calendar limit from the working day FIRST, before it is rolled. */
static inline day_t naive_last(day_t first, const struct length *length)
{
    if (length->unit == LENGTH_DAYS)
        return first + length->count;
    struct civil civil = civil_from_day(first);
    int months = civil.year * 12 + civil.month - 1 + length->count;
    day_t day;
    while (!day_parse(arena_printf(mem, "%04d-%02d-%02d", months / 12, months % 12 + 1, civil.day), &day))
        civil.day--;
    return day;
}

static inline struct deadline_moment naive_calendar(const struct deadline_rules *rules, struct deadline_moment at,
                                                    const struct length *length)
{
    while (!calendar_is_working_day(rules->calendar, at.day))
        at.day++;
    at.day = naive_last(at.day, length);
    while (!calendar_is_working_day(rules->calendar, at.day))
        at.day++;
    at.minute = 1020;
    return at;
}

static inline struct deadline_moment naive(const struct deadline_rules *rules, struct deadline_moment from,
                                           const struct length *length)
{
    switch (length->unit) {
    case LENGTH_WORKING_DAYS:
        return naive_working(rules, from, length->count, 0);
    case LENGTH_WORKING_HOURS:
        return naive_working(rules, from, length->count / 8, length->count % 8);
    case LENGTH_HOURS:
        if (from.minute < 0)
            from.minute = 420;
        for (int minutes = length->count * 60; minutes > 0; minutes--)
            naive_step(&from);
        return from;
    case LENGTH_DAYS:
    case LENGTH_MONTHS:
        break;
    }
    return naive_calendar(rules, from, length);
}
