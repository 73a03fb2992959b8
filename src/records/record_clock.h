/* src/records/record_clock.h
 * The clocks of a record: when each started and what happened to it, as the steps in its history tell.
 *
 * A record has one clock at a time whose due date is its own, and any number `beside` it, which are started and ended.
 * Each that it ever had has a life: a start, pauses, extensions, restarts, an end.
 * What is resolved keeps its clock, stopped on that day, for the verdict; opened again without a restart it was not
 * stopped.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "deadlines/deadline.h"
#include "definitions/definitions.h"
#include "records/history_steps.h"

struct clock_event {
    enum deadline_event_kind kind;
    const char *on;
    int64_t version; /* of the history line that tells it */
};

struct record_clock {
    const struct deadline_definition *definition;
    bool again; /* it came to be by a restart: it counts from that day, whatever `from_field` says */
    ARRAY(struct clock_event) events; /* the first is the start */
};

/* The day it started, or was restarted last. */
const char *record_clock_on(const struct record_clock *clock);
/* Since when it stands still; NULL where it does not. */
const char *record_clock_paused(const struct record_clock *clock);
/* The day it was stopped; NULL while it runs or stands still. */
const char *record_clock_stopped(const struct record_clock *clock);

/* The lives of all clocks, made line by line. */
struct clock_walk {
    struct arena *mem;
    const struct register_definition *reg;
    const struct state *state; /* NULL before the first line */
    ARRAY(struct record_clock) lives;
    int current; /* the one whose due date it is; −1: none */
};

void clock_walk_init(struct clock_walk *walk, struct arena *mem, const struct register_definition *reg);

/* NULL: no clock. Borrowed until the next line. */
struct record_clock *clock_walk_now(const struct clock_walk *walk);

/* The record begins ON a day: the clock that `begins: entry`, if there is one, and those beside it that do. */
void clock_walk_begin(struct clock_walk *walk, const char *on, int64_t version);

/* STEP takes the record from a state of group BEFORE to one of group AFTER, ON a day. False with ERR_INVALID in the
 * field `on` where it does not fit what its clock does: a pause of what is not running or stands still, a resume
 * without a pause, an extension of what is not running. That event is left out then; all else is done. */
bool clock_walk_step(struct clock_walk *walk, const struct step *step, enum state_group before, enum state_group after,
                     const char *on, int64_t version, struct err *err) MUST_CHECK;

/* The same, told by the history lines in their order; what does not fit (it was written when the definition was another
 * one) is left out. */
void clock_walk_line(struct clock_walk *walk, const char *step, const char *on, int64_t version);

void clock_walk_lines(struct clock_walk *walk, const struct step_days *days);

/* What stands in due_span wins over what the steps say: CLOCK with DUE since a day (NULL: no row). */
void clock_walk_end(struct clock_walk *walk, const char *clock, const char *due, const char *from_on);
