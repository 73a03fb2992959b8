/* src/records/step_work.h
 * What a step does with the work on its record: `assigns:` hands it to a unit, `closes:` ends what is handed out.
 *
 * Both are part of the step's change, each with its line in the history as if somebody had done it by itself:
 * finish-assignment, then give-assignment. A step that assigns ends the lead assignments that are open before, for a
 * record has one lead; to the unit that has it already nothing is done. The new one has the record's due date as the
 * step leaves it, stands at the first level, and its words are the step's reason.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/assignment_note.h"
#include "records/writing.h"

struct step_work {
    int64_t given; /* 0: none */
    const char *to, *due, *words;
    ARRAY(int64_t) ended;
    enum assignment_outcome outcome; /* of what is ended: OUTCOME_REPLACED where the step assigns, or OUTCOME_CLOSED */
};

/* After write_plan_step; REASON may be NULL. */
bool step_work_plan(struct write *write, struct db *db, const struct step *step, const char *reason,
                    struct step_work *work, struct err *err) MUST_CHECK;

/* The statements of what was planned. */
bool step_work_apply(struct change *change, const struct write *write, const struct step_work *work,
                     struct err *err) MUST_CHECK;
