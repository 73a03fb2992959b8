/* src/handling/inbox.h
 * What waits for somebody: the open lines of the tree (handling/assignment.h) that name them, a record once.
 *
 * Mine is what was given to one of my scope's whoms: my login, the positions I hold today, my unit. Of the lines of one
 * record that are mine one stands in the inbox: the one to lead before the one to support before the one to know, then
 * the newest, which is the lowest in the tree. What was given to a unit or a position and handed on as lead by another
 * of its people is theirs to follow; it comes back to all when nothing below it is open.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/assignment.h"
#include "query/queues.h"

struct inbox_line {
    struct assignment assignment;
    const struct register_definition *reg;
    const char *number, *title, *state, *secrecy; /* of the record */
    int64_t version;
    const char *record_due;
    int64_t below;                    /* how many it was handed on to as work and who are not done */
    const char *back_from, *back_why; /* who of them sent it back last, and why; NULL while others are at work */
};

struct inbox {
    struct inbox_line *lines; /* open, mine; by due date, then by when they were given */
    size_t count;
    int64_t total, overdue, informs; /* of all, also beyond this page; INFORM counts apart */
};

/* After the line with this due and id (NULL, 0: from the beginning); REG NULL: of every register. NOW is a local
 * minute: what was due before its day is overdue, the last day is in time until it ends. One or two statements. */
bool inbox_read(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                const struct register_definition *reg, const char *after_due, int64_t after_id, size_t limit,
                const char *now, struct inbox *inbox, struct err *err) MUST_CHECK;

/* The lines alone: no totals. */
bool inbox_lines(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                 const struct register_definition *reg, const char *after_due, int64_t after_id, size_t limit,
                 struct inbox *inbox, struct err *err) MUST_CHECK;

/* How many open ones of each register that has some, how many of them overdue, the approvals that wait, and the queues
 * of what waits for a step (query/queues.h): for the menu. One statement. */
struct inbox_count {
    const struct register_definition *reg;
    int64_t open, overdue, informs; /* INFORM counts apart */
    int64_t approvals;              /* of drafts, that wait for the reader (handling/approval.h) */
};
struct inbox_counts {
    struct inbox_count *items;
    size_t count;
    struct work_queues queues;
};
bool inbox_counts(struct store *store, struct arena *mem, const struct definitions *definitions,
                  const struct scope *scope, const char *now, struct inbox_counts *counts, struct err *err) MUST_CHECK;
