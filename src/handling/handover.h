/* src/handling/handover.h
 * Everything open of a person, a position or a unit goes to another in one act (bàn giao): a transfer, a retirement, a
 * merger of units in a night.
 *
 * What goes: the open lines of work given to them, with all that was handed on from these; the approvals that the
 * newest version of a draft waits for from them, or will (of a unit, those of its roles, too); and, where HOLDINGS is
 * asked for, the positions that a person holds, the people and the positions of a unit. What is done stays as it was,
 * and so does the unit of a record: what it counted for, it counts for still, under the names of then, and the people
 * of a unit see what its predecessors had (`successors:` of units.yaml).
 *
 * The act is written first, then what goes is moved, some hundred records a change, each with a line of its history
 * that names the act; the lines of the act are written in the same change. When the process dies, or there is too much
 * for one request, a job goes on (handover_settle) until nothing is left: nothing is lost, nothing is moved twice. Who
 * administers does it; the printed record is read by them and by both sides.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "handling/assignment.h"
#include "records/draft.h"

enum {
    HANDOVER_TEXT_MAX = 300,   /* characters of reason and document */
    HANDOVER_AT_ONCE = 1000,   /* records that a request or a turn of the job moves */
    HANDOVER_LINES_MAX = 5000, /* lines of a printed record; the rest is counted */
    HANDOVER_PAGE = 200        /* acts of a list */
};

struct handover {
    int64_t no;
    const char *from, *to;           /* login, "position:CODE" or "unit:CODE" */
    const char *from_name, *to_name; /* what they were called that day */
    const char *reason, *document;   /* DOCUMENT "" where none */
    const char *on;                  /* the day */
    bool holdings;
    instant_t entered_at, done_at; /* done_at 0: it goes on */
    const char *entered_by;        /* login */
};

/* How much of what. */
struct handover_counts {
    size_t lead, support, inform; /* lines of work by role */
    size_t overdue;               /* of lead and support */
    size_t approvals, positions, accounts;
    size_t records; /* that any of these belong to */
};

/* Something that goes, or went. Of a record that the reader does not see its register alone. */
struct handover_line {
    const char *what; /* "assignment", "approval", "position", "account" */
    const char *name; /* "chủ trì", "Ký ban hành"; the title of the position, the name of the person */
    const char *code; /* of a position, login; "" */
    const char *due;  /* of work; DUE_OPEN */
    int64_t record;   /* 0: of none, or of one that is not seen */
    const struct register_definition *reg; /* NULL: of no record */
    const char *number, *title;            /* NULL where none */
    bool open;                             /* it is still to be done */
};

struct handover_lines {
    struct handover_line *items;
    size_t count, hidden; /* HIDDEN of all: of records that the reader does not see */
    struct handover_counts counts;
};

/* What ASKED would move: FROM, TO, REASON, DOCUMENT, ON ("" or NULL: today) and HOLDINGS are read; HANDOVER is how it
 * would stand. Faults, all at once: of `from` (nobody), `to` (nobody, a closed account, a unit that is no more, the
 * same; positions go to a person, the people of a unit to a unit), `reason`, `document`, `on`. */
bool handover_preview(struct office *office, struct arena *mem, const struct handover *asked, struct handover *handover,
                      struct handover_lines *lines, struct err *err) MUST_CHECK;

/* Does it. At most AT_MOST records now (0: all); the job moves the rest, and HANDOVER->done_at is 0 until then. */
bool handover_do(struct office *office, struct arena *mem, const struct handover *asked, size_t at_most,
                 struct handover *handover, struct err *err) MUST_CHECK;

/* Goes on with what was begun, at most AT_MOST records (0: all); MOVED is how many. */
bool handover_settle(struct office *office, struct arena *mem, size_t at_most, size_t *moved,
                     struct err *err) MUST_CHECK;

/* One act with its lines; not-found.handover also where it is not the reader's to see. */
bool handover_read(struct office *office, struct arena *mem, int64_t no, struct handover *handover,
                   struct handover_lines *lines, struct err *err) MUST_CHECK;

/* Newest first, at most HANDOVER_PAGE. */
bool handover_list(struct office *office, struct arena *mem, struct handover **list, size_t *count,
                   struct err *err) MUST_CHECK;

/* Their members, as one object; LINES may be NULL. */
void handover_json(struct json *json, const struct handover *handover, const struct handover_lines *lines);
