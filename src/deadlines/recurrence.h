/* src/deadlines/recurrence.h
 * The days on which something comes again: every week, month, quarter, half, nine months of a year, or year, from a
 * first day on.
 *
 * Days are counted from the first one, never from the one before: what begins on the 31st comes on the last day of a
 * shorter month and on the 31st again after it (day_add_months). No day is rolled here: whether a day of rest is moved
 * to the next working day is said by who asks.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/attributes.h"
#include "base/date.h"

/* How often, by its code. */
struct recurrence {
    const char *code;
    int months, days; /* between two of them; one of the two is 0 */
    int covers;       /* months that one of them speaks of: the report of nine months comes once a year; 0: as MONTHS */
};

/* Ends with a NULL code. */
extern const struct recurrence recurrences[];

/* NULL where there is none of this CODE. */
const struct recurrence *recurrence_find(const char *code);

/* The first day of the row that lies after AFTER. */
day_t recurrence_after(const struct recurrence *recurrence, day_t first, day_t after);

/* The first day that the one that comes on DAY speaks of: the 15th of June for a month that is cut off on the 14th of
 * July (NĐ 09/2019/NĐ-CP Điều 12). DAY is one of the row. */
day_t recurrence_covers_from(const struct recurrence *recurrence, day_t first, day_t day);
