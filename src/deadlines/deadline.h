/* src/deadlines/deadline.h
 * When a time limit ends, and the day-by-day account of how that was reached. The one deadline function of the program:
 * record, list, report, page and command call it.
 *
 * Working limits (“ngày làm việc”, “giờ làm việc”; domain rules of the one-stop shop): what comes before opening counts
 * as opening, in the lunch break as the start of the afternoon, after closing or on a rest day as the opening of the
 * next working day, which is then the day that is not counted. 17:00 itself is in hours. Eight working hours are one
 * working day; the odd hours are added inside the day first and skip lunch; then the days, of which only working days
 * count; the clock time is kept. Calendar limits (“ngày”, “tháng”; Bộ luật Dân sự 2015 Điều 146–148): the day of the
 * event is not counted, every day after it is; the limit ends at closing time (17:00) of the last day, rolled to the
 * next working day. Received on a rest day counts as received on the next working day; the hour does not matter. Clock
 * hours (“giờ”) run through nights and holidays and are not rolled. A date without time means opening time.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/json.h"
#include "deadlines/calendar.h"
#include "deadlines/length.h"
#include "deadlines/office_hours.h"

enum { DEADLINE_EVENTS_MAX = 64, DEADLINE_YEAR_MIN = 1990, DEADLINE_YEAR_MAX = 2150 };

struct deadline_rules {
    const struct calendar *calendar;
    const struct office_hours *hours;
};

/* A local minute; minute −1 is a date alone. */
struct deadline_moment {
    day_t day;
    int minute;
};

struct deadline_line {
    day_t day;
    day_t until; /* the last day of a pause; otherwise DAY */
    bool counted;
    int number;      /* the n-th counted day; 0 where not counted or counted in hours */
    const char *why; /* “Thứ Bảy, nghỉ hằng tuần”; lives in MEM or with the calendar */
};

enum deadline_state { DEADLINE_RUNNING, DEADLINE_PAUSED, DEADLINE_STOPPED };

struct deadline {
    struct deadline_moment due;
    char due_text[MINUTE_SIZE];          /* "2021-08-05T10:00" */
    char original_due_text[MINUTE_SIZE]; /* before pauses, restarts and extensions */
    enum deadline_state state;           /* while it is paused, due is where the clock stood */
    day_t paused_on;                     /* since when it is; 0 where it is not */
    bool provisional;                    /* a day outside the published calendar decided */
    const struct deadline_line *account; /* in the order of the reasoning; lives in MEM */
    size_t account_count;
};

/* Reads "2021-08-31T15:00" or "2021-08-31". Fails with ERR_INVALID `invalid.date`. */
bool deadline_moment_parse(const char *text, struct deadline_moment *moment, struct err *err) MUST_CHECK;

/* Fails with ERR_INVALID when FROM or LENGTH is out of bounds. RULES must outlive the result. */
bool deadline_compute(struct arena *mem, const struct deadline_rules *rules, struct deadline_moment from,
                      const struct length *length, struct deadline *result, struct err *err) MUST_CHECK;

enum deadline_event_kind {
    DEADLINE_START,   /* the limit, or the moment that somebody set */
    DEADLINE_PAUSE,   /* the clock stands from here */
    DEADLINE_RESUME,  /* and goes on from here */
    DEADLINE_RESTART, /* the whole limit again from zero; a length of 0 keeps the limit */
    DEADLINE_EXTEND, /* by a length, counted on from the last counted day (30 ngày + 30 ngày = 60 ngày), or to a moment
                      */
    DEADLINE_STOP,   /* done, withdrawn, closed; only a restart may follow. A pause ends with it */
};

struct deadline_event {
    enum deadline_event_kind kind;
    struct deadline_moment at;
    struct length length;
    bool is_set;               /* TO instead of LENGTH; the length, if any, tells in which unit pauses count */
    struct deadline_moment to; /* minute −1: until the office closes */
    const char *words;         /* why, by which document: told with its line; NULL for none */
};

/* Follows the events of one clock in the order of time; an event with a date alone happens at opening, or right after
 * the one before it of that day.
 *
 * What stands still is not counted, in the unit of the limit. Of working days each working day of the pause is left
 * out, of calendar days each day, beginning with the day of the pause and up to the one before it goes on; the day on
 * which it goes on is counted again. The last day of a limit that was rolled over rest days is rolled over a pause too.
 * Of hours the time between is added, office time to working hours, all time to clock hours. A limit that had run out
 * before the pause stays where it is.
 *
 * Fails with ERR_INVALID when the events do not begin with a start, go back in time, or do not fit the state (a resume
 * without a pause, a second pause, anything but a restart after a stop), when an extension has another unit than the
 * limit or ends before the due date there is. */
bool deadline_follow(struct arena *mem, const struct deadline_rules *rules, const struct deadline_event *events,
                     size_t count, struct deadline *result, struct err *err) MUST_CHECK;

/* {"due":"2021-08-05T10:00","account":[{"day":"2021-07-29","counted":false,"why":"…"}]} */
void deadline_json(struct json *json, const struct deadline *deadline);
/* The member "account" alone, into an object that is begun. */
void deadline_account_json(struct json *json, const struct deadline *deadline);
