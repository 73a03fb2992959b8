/* src/handling/assignment_note.h
 * What the history says of an assignment: enough to make its row again.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/assignment.h"
#include "query/query.h"

/* The value `assignment.ID` of the lines assign, finish-assignment and withdraw-assignment. */
struct assignment_note {
    enum assignment_role role;
    const char *to, *due;
    int64_t parent;
    const char *words; /* the giver's opinion; the result */
};

/* "lead", whom, due, the parent's id and the words, a line each; the words are the rest. Lives in MEM. */
const char *assignment_note_print(struct arena *mem, const struct assignment_note *note);
bool assignment_note_parse(struct arena *mem, const char *text, struct assignment_note *note) MUST_CHECK;

/* Was it given to SCOPE, under any of its names? */
bool assignment_is_mine(const struct scope *scope, const struct assignment *assignment);

/* The present row of: id, record, parent, from_whom, to_whom, role, opinion, due, given_at, read_at, finished_at, … */
struct assignment assignment_from_row(struct arena *mem, const struct rows *rows);

/* The lines of the inbox; for its plan. */
struct query_sql inbox_sql(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                           const struct register_definition *reg, const char *after_due, int64_t after_id,
                           size_t limit);
