/* src/base/date.h
 * Days and instants without time zones in the way.
 *
 * A day is the number of days since 1970-01-01. An instant is milliseconds since 1970-01-01T00:00Z. Local time is
 * Asia/Ho_Chi_Minh: UTC+7 without daylight saving since 1975, so it is arithmetic and needs no tz database.
 * A local minute is "YYYY-MM-DDTHH:MM": the form of a due date.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"

typedef int32_t day_t; /* the two scalar typedefs of the house: they name a unit, not a struct */
typedef int64_t instant_t;

#define DATE_OPEN "9999-12-31"       /* an open end: never NULL in a sort column */
#define DUE_OPEN  "9999-12-31T23:59" /* no due date */
/* The due date of a clock that stands still: there is one, but no day reaches it. Before DUE_OPEN in every order. */
#define DUE_PAUSED "9999-12-30T23:59"

enum {
    DATE_SIZE = 11,   /* "2021-07-29" and its end */
    MINUTE_SIZE = 17, /* "2021-07-29T10:00" */
    INSTANT_SIZE = 32,
    LOCAL_OFFSET_MS = 7 * 3600 * 1000,
    DAY_MS = 86400 * 1000,
};

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct civil {
    int year, month, day; /* 2021, 7, 29 */
};

day_t day_from_civil(int year, int month, int day);
struct civil civil_from_day(day_t day);
enum weekday day_weekday(day_t day);
int days_in_month(int year, int month);

/* Same day number MONTHS later, or that month's last day (Civil Code 2015 Art. 146–148). */
day_t day_add_months(day_t day, int months);

/* "YYYY-MM-DD" of a real day, nothing else. */
bool day_parse(const char *text, day_t *day) MUST_CHECK;
/* "2021-07-29" */
void day_print(day_t day, char out[DATE_SIZE]);
/* "29/07/2021", for people. */
void day_print_people(day_t day, char out[DATE_SIZE]);
/* "YYYY-MM-DD" or "dd/mm/yyyy" (also d/m/yyyy), as clerks type it. */
bool day_parse_people(const char *text, day_t *day) MUST_CHECK;

/* Is DUE, a local minute, a day that comes: neither DUE_OPEN nor DUE_PAUSED, nor NULL? */
bool due_is_day(const char *due);

/* Minutes since local midnight. */
bool minute_parse(const char *text, day_t *day, int *minute_of_day) MUST_CHECK; /* date alone gives −1 for the minute */
void minute_print(day_t day, int minute_of_day, char out[MINUTE_SIZE]);

instant_t instant_from_local(day_t day, int minute_of_day);
day_t instant_local_day(instant_t at);
int instant_local_minute(instant_t at);
/* "2021-07-29T10:00:00+07:00" (seconds; milliseconds are dropped). */
void instant_print(instant_t at, char out[INSTANT_SIZE]);
/* "8:05", "08:05", and what stands behind it. */
bool time_parse(const char *text, int *minute_of_day, const char **rest) MUST_CHECK;
/* A day and a time (RFC 3339, the hour also of one digit): seconds and their fraction, which is dropped, may follow,
 * and an offset; without one it is local. */
bool instant_parse(const char *text, instant_t *at) MUST_CHECK;
