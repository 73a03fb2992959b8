/* src/records/record_deadline.h
 * The due date of a record: which law says how long, from when, and the account of it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "deadlines/deadline.h"
#include "fields/record.h"

/* The clock that runs for a record, or that gave a resolved one its due date. */
struct record_clock {
    const struct deadline_definition *definition; /* NULL: none */
    const char *on;                               /* the day it started */
    bool again;                                   /* restarted: it counts from that day, whatever `from_field` says */
};

/* The record begins ON a day: the clock that `begins: entry`, if there is one. */
void record_clock_begin(struct record_clock *clock, const struct register_definition *reg, const char *on);

/* STEP takes the record from a state of group BEFORE to one of group AFTER, ON a day. The clock that STEP ends stays
 * with what is resolved, for its verdict; no clock runs for what is neither open nor resolved. */
void record_clock_step(struct record_clock *clock, const struct register_definition *reg, const struct step *step,
                       enum state_group before, enum state_group after, const char *on);

/* The same, told by the history lines in their order. */
struct clock_walk {
    const struct register_definition *reg;
    const struct state *state; /* NULL before the first line */
    struct record_clock clock;
};
void clock_walk_line(struct clock_walk *walk, const char *step, const char *on);
/* What stands in due_span wins over what the steps say: CLOCK with DUE since a day (NULL: no row). */
struct record_clock clock_walk_end(const struct clock_walk *walk, const char *clock, const char *due,
                                   const char *from_on);

/* Does the due date rest on FIELD; does FIELD choose the law that says how long? */
bool record_deadline_rests_on(const struct deadline_definition *definition, const char *field);
bool record_deadline_is_chosen_by(const struct deadline_definition *definition, const char *field);

/* What the limit of RECORD rests on; NULL where nothing says it. */
const char *record_deadline_law(struct arena *mem, const struct deadline_definition *definition,
                                const struct record *record);

/* Is the limit of the clock that RECORD has one of working days or hours? Not so a day that somebody set. */
bool record_counts_working_days(struct arena *mem, const struct definitions *definitions, const struct record *record);

/* Computes the clock DEFINITION of a record that starts ON a day. The `from` field counts where there is one, except
 * where the clock starts AGAIN: then it is the day of the step that restarts it. The law is the one in force on the day
 * it counts from. Where the record has no limit (an empty length or date field, no row) DUE is DUE_OPEN and there is no
 * account. A length that cannot be read is a fault in its field. */
bool record_deadline_compute(struct arena *mem, const struct definitions *definitions, const struct record *record,
                             const struct deadline_definition *definition, const char *on, bool again,
                             struct deadline *deadline, const char **due, struct err *err) MUST_CHECK;

/* The due date that RECORD, which is not written yet, would have: of a new record (STEP NULL), or once STEP was taken
 * TODAY. DEFINITION NULL: none would run. */
bool record_foresee(struct arena *mem, const struct definitions *definitions, const struct record *record,
                    const struct step *step, const char *today, const struct deadline_definition **definition,
                    const char **due, struct err *err) MUST_CHECK;

/* The clock that gave a record its due date, with the account of it. */
struct record_deadline {
    const struct deadline_definition *definition; /* NULL: the record has no due date */
    const char *law;                              /* what the limit of this record rests on */
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
    const char *law;                         /* what its limit rests on; NULL where unknown */
    struct deadline account;                 /* how it was reached; no lines where a date was set, or where the values
                                              * it was computed from have changed since */
};

/* The due dates the record had, newest first. Two statements. */
bool record_due_lines(struct db *db, struct arena *mem, const struct definitions *definitions,
                      const struct record *record, struct due_line **lines, size_t *count, struct err *err) MUST_CHECK;
