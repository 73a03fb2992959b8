/* src/proof/office_history.h
 * The history of the whole office, line by line, for those who audit it.
 *
 * Every line is shown to them: when, who, which step, in which register. What the record is about (number, title,
 * reason) only where they may read the record. Newest first; a search with a filter looks at HISTORY_SCAN_MAX lines at
 * a time and says where it stopped, so that a rare name does not walk through millions of lines in one request.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"
#include "people/scope.h"

enum { HISTORY_SCAN_MAX = 20000 };

/* A place in the history: before it in time, and among lines of the same moment before it in order. */
struct history_place {
    instant_t at;
    int64_t seq; /* 0: no place */
};

struct history_filter {
    const char *by;                        /* login; NULL: anybody */
    const struct register_definition *reg; /* NULL: every register */
    const char *step;                      /* NULL: every step */
    instant_t from, until;                 /* the moments between; 0: not bounded */
    struct history_place before;           /* go on behind this line */
    size_t limit;
};

struct office_line {
    struct history_place place;
    int64_t record, version;
    const struct register_definition *reg; /* NULL where it is no longer defined */
    const char *step, *label;              /* "create", "Vào sổ" */
    const char *on;
    const char *by, *for_whom;
    bool readable;                       /* the scope may read the record: then, and only then, */
    const char *number, *title, *reason; /* "" where none */
};

struct office_lines {
    struct office_line *lines;
    size_t count;
    struct history_place next; /* where to go on; seq 0: that was all */
    bool stopped;              /* NEXT is where the search stopped, not because the page is full */
};

/* One statement; two where a filter stopped the search. */
bool history_lines(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                   const struct history_filter *filter, struct office_lines *found, struct err *err) MUST_CHECK;

/* How much of the history is sealed, without reading it: for a page about the system's health. One statement. */
struct history_state {
    int64_t sealed, unsealed; /* lines; UNSEALED at most HISTORY_SCAN_MAX */
    int64_t last;             /* seq of the newest sealed line; 0: none */
};
bool history_state(struct db *db, struct arena *mem, struct history_state *state, struct err *err) MUST_CHECK;
