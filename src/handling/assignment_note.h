/* src/handling/assignment_note.h
 * Whose an assignment is, its row, and the statement of the inbox: for this room and the tests of its plan.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/assignment.h"
#include "records/assignment_note.h"
#include "query/query.h"

/* Was it given to SCOPE, under any of its names? */
bool assignment_is_mine(const struct scope *scope, const struct assignment *assignment);

/* The present row of: id, record, parent, from_whom, to_whom, role, opinion, due, given_at, read_at, finished_at, … */
struct assignment assignment_from_row(struct arena *mem, const struct rows *rows);

/* The lines of the inbox; for its plan. */
struct query_sql inbox_sql(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                           const struct register_definition *reg, const char *after_due, int64_t after_id,
                           size_t limit);
