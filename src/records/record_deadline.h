/* src/records/record_deadline.h
 * The due date of a record: which law says how long, from when, and the account of it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "deadlines/deadline.h"
#include "fields/record.h"

/* Computes the clock DEFINITION of a record that starts ON a day. The `from` field counts where there is one, except
 * where the clock starts AGAIN: then it is the day of the step that restarts it. Where the record has no limit (an
 * empty length or date field, a variant without a row) DUE is DUE_OPEN and there is no account. */
bool record_deadline_compute(struct arena *mem, const struct definitions *definitions, const struct record *record,
                             const struct deadline_definition *definition, const char *on, bool again,
                             struct deadline *deadline, const char **due, struct err *err) MUST_CHECK;

/* The clock that gave a record its due date, with the account of it. */
struct record_deadline {
    const struct deadline_definition *definition; /* NULL: the record has no due date */
    struct deadline deadline; /* without an account where the due date is a field's, or where the fields or the
                                 calendar it rests on have changed since */
};

/* The caller read the record. Two statements. */
bool record_deadline_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                          const struct record *record, struct record_deadline *clock, struct err *err) MUST_CHECK;

/* --- every due date it had --- */

struct due_line {
    const struct deadline_definition *clock; /* NULL: no longer defined */
    const char *name;                        /* of the clock */
    const char *due;                         /* local minute; DUE_OPEN where it had none from that day */
    const char *from;                        /* the day it came into force */
    struct deadline account;                 /* how it was reached; no lines where a date was set, or where the values
                                              * it was computed from have changed since */
};

/* The due dates the record had, newest first. One statement. */
bool record_due_lines(struct db *db, struct arena *mem, const struct definitions *definitions,
                      const struct record *record, struct due_line **lines, size_t *count, struct err *err) MUST_CHECK;
