/* src/handling/assignment.h
 * Work handed to somebody (practice.md, “Work is a tree of assignments”).
 *
 * A record is given to a position, a person or a unit, with a role, a date and words. LEAD (chủ trì) is exactly one a
 * level; SUPPORT (phối hợp) any number; INFORM (nhận để biết) has no date and is not counted as work. The own due date
 * is not later than that of the assignment above it, nor than the record's. It can be withdrawn while unread. Each act
 * is one change with its line in the record's history: assign, finish-assignment, withdraw-assignment (a withdrawn one
 * stands in the history only). Reading, also by giving it on, is noted on the assignment alone. The inbox is the open
 * assignments whose `to` is one of my scope's whoms.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/queues.h"
#include "records/assignment_note.h"
#include "records/office.h"

enum { ASSIGNMENT_WORDS_MAX = 2000 }; /* characters */

struct assignment {
    int64_t id, record, parent; /* parent 0: from the record itself */
    const char *from;           /* login */
    const char *to;             /* login, "position:CODE" or "unit:CODE" */
    enum assignment_role role;
    const char *opinion;                      /* the giver's words; "" */
    const char *due;                          /* local minute; DUE_OPEN where none */
    instant_t given_at, read_at, finished_at; /* 0: not yet */
};

/* Gives the record; asks may(ACT_ASSIGN). VERSION is the record's one the caller saw; 0: whatever it is. TO, ROLE, DUE
 * (a day or a local minute; "" or DUE_OPEN: the one above) and OPINION are read. Fails with invalid.to, invalid.due,
 * conflict.lead (the level has an open one), conflict.assigned (open and given to the same already). PARENT is the
 * giver's own open assignment, found by itself. ID is filled. */
bool assignment_give(struct office *office, struct arena *mem, int64_t record, int64_t version,
                     const struct assignment *assignment, int64_t *id, struct err *err) MUST_CHECK;

/* Done, with a word about the result (may be ""). Only who it was given to, or who gave it. */
bool assignment_finish(struct office *office, struct arena *mem, int64_t id, const char *result,
                       struct err *err) MUST_CHECK;

/* Opened by who it was given to: the first time is kept. No history line. */
bool assignment_read(struct office *office, struct arena *mem, int64_t id, struct err *err) MUST_CHECK;

/* While unread, by who gave it. */
bool assignment_withdraw(struct office *office, struct arena *mem, int64_t id, struct err *err) MUST_CHECK;

/* All of a record, in the order they were given. The scope must see the record: the caller read it. */
bool assignment_list(struct db *db, struct arena *mem, int64_t record, struct assignment **list, size_t *count,
                     struct err *err) MUST_CHECK;

/* --- the inbox ---------------------------------------------------------------------------------------------------- */

struct inbox_line {
    struct assignment assignment;
    const struct register_definition *reg;
    const char *number, *title, *state; /* of the record */
    int64_t version;
    const char *record_due;
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

/* How many open ones of each register that has some, how many of them overdue, and the queues of what waits for a step
 * (query/queues.h): for the menu. One statement. */
struct inbox_count {
    const struct register_definition *reg;
    int64_t open, overdue, informs; /* INFORM counts apart */
};
struct inbox_counts {
    struct inbox_count *items;
    size_t count;
    struct work_queues queues;
};
bool inbox_counts(struct store *store, struct arena *mem, const struct definitions *definitions,
                  const struct scope *scope, const char *now, struct inbox_counts *counts, struct err *err) MUST_CHECK;
