/* src/records/step_taking.h
 * A step of an existing record as one change: the record, the work on it, dates that move with it, approvals of its
 * draft. For record_step, and for acts that take a step with them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/approvals.h"
#include "records/due_moves.h"
#include "records/step_work.h"

struct step_taking {
    const struct draft_step *step;
    int64_t line; /* the approval that is returned with it; 0: an open one of the taker's, where there is one */
    struct step_work work;
    struct due_moves moves;
    struct approval_changes approvals;
};

/* After write_open; write->granted: the step needs no right of its own. */
bool step_taking_plan(struct step_taking *taking, struct write *write, struct db *db, struct err *err) MUST_CHECK;

/* The statements beside those of the record. */
bool step_taking_apply(struct step_taking *taking, const struct write *write, struct change *change,
                       struct err *err) MUST_CHECK;
