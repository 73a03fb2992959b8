/* src/deadlines/calendar.h
 * Says which days the office works, and why.
 *
 * A calendar is made once from rows (a day off, a Saturday worked instead, each with its reason and decision) that
 * cover a published range. An office lays days of its own over them, when a decision comes late; nothing else changes
 * afterwards: any thread may ask it at any time. Inside the range a row decides first,
 * then the weekday: Monday to Friday are worked. Outside it the calendar still answers, and marks the answer “ngoài
 * lịch đã công bố”: before the range by the weekday alone; after it by the weekday and the holidays of Bộ luật Lao động
 * 2019 Điều 112 as they usually fall, as far as the lunar table reaches; farther by the weekday alone.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum { CALENDAR_ROWS_MAX = 4096, CALENDAR_YEARS_MAX = 100 };

enum calendar_kind { CALENDAR_OFF, CALENDAR_WORK };

/* How sure the office is of a row; what is not verified says so in the account. */
enum calendar_mark { CALENDAR_VERIFIED, CALENDAR_FROM_MEMORY, CALENDAR_UNSURE };

struct calendar_row {
    day_t day;
    enum calendar_kind kind;
    const char *reason;   /* “Tết Nguyên đán” */
    const char *decision; /* the law or decision it rests on; NULL or "" where none */
    enum calendar_mark mark;
};

struct calendar;

/* Copies the rows; lives in MEM. Fails with ERR_INVALID when the range is empty or too long, a row lies outside it, has
 * no reason, or stands twice. The rows need not be sorted. */
const struct calendar *calendar_new(struct arena *mem, const char *label, day_t from, day_t until,
                                    const struct calendar_row *rows, size_t count, struct err *err) MUST_CHECK;

bool calendar_is_working_day(const struct calendar *calendar, day_t day);

/* “Thứ Sáu, ngày nghỉ: Quốc khánh (Bộ luật Lao động 2019 Điều 112)”. Lives with the calendar. */
const char *calendar_why(const struct calendar *calendar, day_t day);

/* True inside the published range. */
bool calendar_is_published(const struct calendar *calendar, day_t day);

/* DAY itself when it is worked, else the first worked day after it. */
day_t calendar_next_working_day(const struct calendar *calendar, day_t day);

/* Lays ROWS over the calendar in the place of those laid before, while others ask: a row decides before the published
 * one of its day. STAMP says which rows they are, for who lays them. Fails with ERR_INVALID where a day is outside what
 * the calendar knows, has no reason or stands twice. */
bool calendar_lay(const struct calendar *calendar, const struct calendar_row *rows, size_t count, int64_t stamp,
                  struct err *err) MUST_CHECK;
/* Of the rows laid last; 0 where there were none yet. */
int64_t calendar_stamp(const struct calendar *calendar);

/* The same calendar with other rows laid over it, for a question; lives in MEM, the calendar must outlive it. */
const struct calendar *calendar_with(struct arena *mem, const struct calendar *calendar,
                                     const struct calendar_row *rows, size_t count, struct err *err) MUST_CHECK;

/* Is DAY worked or not against what its weekday says, by a row or as a usual holiday? */
bool calendar_departs(const struct calendar *calendar, day_t day);

const char *calendar_label(const struct calendar *calendar);
day_t calendar_from(const struct calendar *calendar);
day_t calendar_until(const struct calendar *calendar);
/* The last day on which the calendar knows the usual holidays. */
day_t calendar_known_until(const struct calendar *calendar);
