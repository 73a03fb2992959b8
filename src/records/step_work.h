/* src/records/step_work.h
 * What a step does with the work on its record: `assigns:` hands it to a unit, `closes:` ends what is handed out.
 *
 * Both are part of the step's change, each with its line in the history as if somebody had done it by itself:
 * finish-assignment, then give-assignment. A step that assigns ends the lead line of the first level that is open
 * before, and what was handed on from it (OUTCOME_REPLACED), for a record has one lead; to the unit that has it already
 * nothing is done. The new one has the record's due date as the step leaves it, stands at the first level, and its
 * words are the step's reason.
 *
 * `closes: assignment` ends every lead and support line: the record is given up, and the work with it (OUTCOME_CLOSED).
 * `closes: assignment-if-done` ends the work because it is done (OUTCOME_DONE): the lines of who takes the step and
 * those above them; who has none of them stands above the tree and ends the lines of its first level. Where another is
 * open the step is refused with conflict.open-below, and who has it is named.
 *
 * A step that notes that a document was sent (`delivers:`) gives it to every unit of the office's tree that it went to,
 * a group's units of that day among them, to know of it (nhận để biết): so they may read it, find it in their inbox,
 * and when they opened it is seen. Who has it in some way already gets no second line.
 *
 * The steps that come with a new record, of a file that is imported, leave the work with the unit of the last one that
 * assigns; none where the record is resolved or a later step closed it. It is given now, whenever they were taken.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/assignment_note.h"
#include "records/writing.h"

struct step_work {
    int64_t given; /* 0: none */
    const char *to, *due, *words;
    ARRAY(int64_t) ended;
    enum assignment_outcome outcome; /* of what is ended */
    ARRAY(int64_t) told;             /* lines to know of it, to units it was sent to (`delivers:`) … */
    ARRAY(const char *) told_to;     /* … and to whom, in the same order */
};

/* After write_plan_step; REASON may be NULL. */
bool step_work_plan(struct write *write, struct db *db, const struct step *step, const char *reason,
                    struct step_work *work, struct err *err) MUST_CHECK;

/* A record that is cancelled ends every line, also those to know. */
bool step_work_plan_cancel(struct write *write, struct db *db, struct step_work *work, struct err *err) MUST_CHECK;

/* Of a new record, after its steps and write_finish: whom it was sent to is blamed where its steps did not bring it so
 * far. Hands nothing out unless draft->hands. */
void step_work_plan_new(struct write *write, const struct draft *draft);

/* The statements of what was planned. */
bool step_work_apply(struct change *change, const struct write *write, const struct step_work *work,
                     struct err *err) MUST_CHECK;
