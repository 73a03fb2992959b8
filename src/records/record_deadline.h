/* src/records/record_deadline.h
 * The due date of a record: which law says how long, from when, and the account of it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "records/record_clock.h"
#include "people/scope.h"

/* Does the due date rest on FIELD; does FIELD choose the law that says how long? */
bool record_deadline_rests_on(const struct deadline_definition *definition, const char *field);
bool record_deadline_is_chosen_by(const struct deadline_definition *definition, const char *field);

/* What the limit of CLOCK rests on: the law of the row in force on the day it counts from; where no table says how
 * long, that of the definition that is in force then (definitions/law.h).
 * NULL where nothing says it. */
const char *record_deadline_law(struct arena *mem, const struct definitions *definitions, const struct record *record,
                                const struct record_clock *clock);

/* Is the limit of the clock that RECORD has one of working days or hours? Not so a day that somebody set. */
bool record_counts_working_days(struct arena *mem, const struct definitions *definitions, const struct record *record);

/* Is the limit of DEFINITION's clock (NULL: false) one of hours? Then its due date is a minute to people, otherwise a
 * day: in time until it ends, whatever the hour it was counted from. */
bool record_counts_hours(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         const struct deadline_definition *definition);

/* As cell_people() (fields/cells.h), a due date as its clock counts: a day, with the minute where it counts hours. */
const char *record_cell_people(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                               const struct record *record, const char *name);

/* What is known of an event beside its day. */
struct clock_words {
    const char *text;        /* why, by which document; NULL for none */
    const char *extended_to; /* YYYY-MM-DD; NULL: the newest extension has the field's day, one before it none */
};

/* Computes CLOCK with all that happened to it. The `from` field counts where there is one, except where the clock came
 * to be by a restart. The law is the one in force on the day it counts from, of a restart that day. DUE is DUE_PAUSED
 * where it stands still; where the record has no limit (an empty length or date field, no row) it is DUE_OPEN and there
 * is no account. WORDS, one for each event, go into the account; may be NULL. A length that cannot be read is a fault
 * in its field, an extension that takes away a day in `extension_field`, an event before the start in `from_field`. */
bool record_deadline_compute(struct arena *mem, const struct definitions *definitions, const struct record *record,
                             const struct record_clock *clock, const struct clock_words *words,
                             struct deadline *deadline, const char **due, struct err *err) MUST_CHECK;

/* The due date that RECORD, which is not written yet, would have: of a new record (STEP NULL), or once STEP was taken
 * TODAY. WALK has its clocks before, and after it those it would have. DEFINITION NULL: none would run. */
bool record_foresee(struct arena *mem, const struct definitions *definitions, const struct record *record,
                    struct clock_walk *walk, const struct step *step, const char *today,
                    const struct deadline_definition **definition, const char **due, struct err *err) MUST_CHECK;
