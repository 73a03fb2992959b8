/* src/deadlines/office_hours.h
 * When the office is open: a morning and an afternoon, with the day from which they hold.
 *
 * The closing minute belongs to the hours: 17:00 is in, 17:01 is not. Made once, never changed afterwards.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum { OFFICE_HOURS_ROWS_MAX = 256 };

/* Minutes since local midnight. */
struct office_hours_row {
    day_t from; /* holds from this day until the next row */
    int morning_open, morning_close;
    int afternoon_open, afternoon_close;
};

struct office_hours;

/* Reads "07:00-11:30" and "13:30-17:00" (also an en dash, blanks around it). ROW's from is left alone. Fails with
 * ERR_INVALID in the field `morning` or `afternoon`. */
bool office_hours_parse(const char *morning, const char *afternoon, struct office_hours_row *row,
                        struct err *err) MUST_CHECK;

/* Copies the rows; lives in MEM. Fails with ERR_INVALID when there is none, two begin on one day, or the four times do
 * not follow one another. The rows need not be sorted. */
const struct office_hours *office_hours_new(struct arena *mem, const struct office_hours_row *rows, size_t count,
                                            struct err *err) MUST_CHECK;

/* The row in force on DAY; the first one holds for all days before it too. Lives with HOURS. */
const struct office_hours_row *office_hours_on(const struct office_hours *hours, day_t day);

/* The minute at which the office closes on DAY: the end of a date that has no time. */
int office_hours_closing(const struct office_hours *hours, day_t day);
