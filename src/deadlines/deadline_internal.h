/* src/deadlines/deadline_internal.h
 * A time limit being counted: where it stands and the lines of its account. Inside the room only: one limit is counted
 * by deadline.c, the life of a clock with its pauses and extensions by deadline_follow.c.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "deadlines/deadline.h"

enum { MINUTES_A_DAY = 24 * 60 };

/* A pause that is over: the days from FROM on and before TO are not counted. */
struct still {
    struct deadline_moment from, to;
};

struct counter {
    struct arena *mem;
    const struct deadline_rules *rules;
    ARRAY(struct deadline_line) account;
    enum length_unit unit;      /* of what was counted last */
    struct deadline_moment due; /* with a minute */
    day_t last;                 /* the last counted day of a limit in days, before it was rolled */
    bool provisional;

    const struct still *stills; /* of a limit in days; in the order of time */
    size_t still_count;
    const struct deadline_line *told; /* what happened to the clock: each comes before the days after it */
    size_t told_count;
    bool tells;  /* the first day is noted: from here on what happened is told where it belongs */
    bool silent; /* no lines at all */
    day_t until; /* no line of this day or a later one, but of the first */
};

/* DAYS: about how many lines there will be. */
void counter_init(struct counter *counter, struct arena *mem, const struct deadline_rules *rules, size_t days);

void counter_note(struct counter *counter, day_t day, bool counted, int number, const char *why);
/* Tells what happened up to and with DAY. */
void counter_tell(struct counter *counter, day_t day);

const char *counter_why(const struct counter *counter, day_t day);

/* LENGTH from FROM: leaves due, last and unit. MORE: that many days on top, for limits in days. IS_RECEIPT: the rules
 * on when something counts as received are asked. */
void counter_count(struct counter *counter, struct deadline_moment from, const struct length *length, int more,
                   bool is_receipt);
/* To a moment TO that somebody set, counted in UNIT from the day FROM: only days that a pause takes, and MORE days on
 * top, move it. */
void counter_set(struct counter *counter, day_t from, struct deadline_moment to, int more, enum length_unit unit);
/* Puts the due minute MINUTES of office time later: eight hours are a working day, whose clock time is kept. */
void counter_shift_office(struct counter *counter, int64_t minutes);

struct deadline_moment moment_add(struct deadline_moment at, int64_t minutes);
int64_t moment_between(struct deadline_moment from, struct deadline_moment to);

bool unit_is_calendar(enum length_unit unit);
bool deadline_moment_check(struct deadline_moment at, struct err *err) MUST_CHECK;
void counter_finish(const struct counter *counter, struct deadline *result);
