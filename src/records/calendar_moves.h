/* src/records/calendar_moves.h
 * A day of the calendar is set, perhaps late, and the due dates that were counted with another calendar move with it.
 *
 * Before anything is written, a preview names every open record whose date would move, and how much of the work on it
 * goes with it (due_moves.h). Setting the day writes it (calendar_days.h), lays it over the calendar of the running
 * program and recounts those records, each in a change of its own: the new date holds from today, so what a past day
 * was judged by stays, and a line of its history (`calendar`) names the decision. A day is taken back by setting it
 * `usual`: the same, the other way round. What stands still is counted when it goes on. What is resolved keeps the date
 * it was judged by.
 *
 * Whatever is left, because the process died, another node had the old calendar still, or there was too much at once,
 * is done by calendar_settle, which a job calls until nothing moves any more. Only open records that are due on the day
 * or later are looked at, some hundred at a time.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/calendar_days.h"

enum {
    CALENDAR_PAGE = 100,     /* records of a preview that a page shows */
    CALENDAR_AT_ONCE = 2000, /* records that a request or a turn of the job moves */
    CALENDAR_UNABLE_MAX = 20 /* faults that name a record */
};

/* An open record whose due date moves. Of one that the scope does not see: its register and its dates alone. */
struct calendar_move {
    int64_t id; /* 0: it is not seen */
    const struct register_definition *reg;
    const char *number, *title; /* number NULL where none */
    const char *before, *now;   /* due, local minutes */
    bool hours;                 /* its clock counts hours: the minute is told to people */
    size_t work;                /* open lines of work on it whose date goes with it */
};

struct calendar_moves {
    const char *day, *kind;      /* as it is written */
    struct calendar_move *items; /* from OFFSET on, in the order of the registers, then of their dates */
    size_t offset, count;
    size_t total, hidden, work; /* of all: records, those that the scope does not see, lines of work */
    size_t moved;               /* how many were moved now */
};

/* Which records would move if DAY were set; its items begin at OFFSET, at most LIMIT (0: all). Faults are those of
 * office_day_judge; where there are none, one in `day` for each record whose dates would contradict each other
 * (invalid.negative: it was extended to a day that would lie before its due date, a negative number of days). */
bool calendar_preview(struct office *office, struct arena *mem, const struct office_day *day, size_t offset,
                      size_t limit, struct calendar_moves *moves, struct err *err) MUST_CHECK;

/* Sets it, and moves at most AT_MOST records now (0: all). MOVES are those of the preview, its items the first LIMIT.
 * conflict.calendar while records of a day set before are still to be moved. */
bool calendar_set(struct office *office, struct arena *mem, const struct office_day *day, size_t at_most, size_t limit,
                  struct calendar_moves *moves, struct err *err) MUST_CHECK;

/* Goes on with days that are not settled. MOVED: how many records it has moved. */
bool calendar_settle(struct office *office, struct arena *mem, size_t at_most, size_t *moved,
                     struct err *err) MUST_CHECK;

/* The query of the records of REG that DAY can have to do with: for the test of its plan. Lives in MEM. */
const char *calendar_moves_query(struct arena *mem, const char *day);

/* {"day","kind","total","hidden","work","moved","offset","records":[{"id","register","number","title","due","new_due",
 * "work"}]}: id, number and title are null of what the scope does not see. */
void calendar_moves_json(struct json *json, const struct calendar_moves *moves);
