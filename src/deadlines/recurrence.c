/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/recurrence.h"

#include <stddef.h>
#include <string.h>

enum { WEEK = 7, YEAR_MONTHS = 12, MONTH_DAYS = 28 /* the fewest */ };

const struct recurrence recurrences[] = {
    { "week", 0, WEEK, 0 },
    { "month", 1, 0, 0 },
    { "quarter", 3, 0, 0 },
    { "half", 6, 0, 0 },
    { "nine-months", YEAR_MONTHS, 0, 9 },
    { "year", YEAR_MONTHS, 0, 0 },
    { NULL, 0, 0, 0 },
};

const struct recurrence *recurrence_find(const char *code)
{
    for (size_t i = 0; code && recurrences[i].code; i++)
        if (strcmp(recurrences[i].code, code) == 0)
            return &recurrences[i];
    return NULL;
}

static day_t nth(const struct recurrence *recurrence, day_t first, int n)
{
    return recurrence->days ? first + n * recurrence->days : day_add_months(first, n * recurrence->months);
}

day_t recurrence_after(const struct recurrence *recurrence, day_t first, day_t after)
{
    int longest = recurrence->days ? recurrence->days : recurrence->months * (MONTH_DAYS + 3);
    int n = after < first ? 0 : (after - first) / longest;
    while (nth(recurrence, first, n) <= after)
        n++;
    return nth(recurrence, first, n);
}

day_t recurrence_covers_from(const struct recurrence *recurrence, day_t first, day_t day)
{
    int n = 0, months = recurrence->covers ? recurrence->covers : recurrence->months;
    if (recurrence->days)
        return day - recurrence->days + 1;
    while (nth(recurrence, first, n) < day)
        n++;
    return day_add_months(first, n * recurrence->months - months) + 1;
}
