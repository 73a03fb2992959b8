/* src/records/assignment_note.h
 * What the history says of an assignment: enough to make its row again. For who gives work (handling/assignment.h) and
 * for steps that give it or end it (records/step_work.h).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

#include "base/arena.h"

enum assignment_role { ASSIGN_LEAD, ASSIGN_SUPPORT, ASSIGN_INFORM };

/* "lead", "support", "inform" and back; "chủ trì", "phối hợp", "nhận để biết". */
const char *assignment_role_name(enum assignment_role role);
const char *assignment_role_label(enum assignment_role role);
bool assignment_role_find(const char *name, enum assignment_role *role);

/* How a line of the tree ended. */
enum assignment_outcome {
    OUTCOME_OPEN,
    OUTCOME_DONE,
    OUTCOME_PASSED_BACK, /* chuyển trả: the wrong unit; one level back, with the reason */
    OUTCOME_RETURNED,    /* trả lại nơi gửi: the wrong addressee; it ends */
    OUTCOME_REPLACED,    /* a step gave the lead to somebody else */
    OUTCOME_CLOSED,      /* a step ended the record, and this with it */
};

/* "", "done", "passed-back", "returned", "replaced", "closed" and back; "", "đã xong", "chuyển trả", … */
const char *assignment_outcome_name(enum assignment_outcome outcome);
const char *assignment_outcome_label(enum assignment_outcome outcome);
bool assignment_outcome_find(const char *name, enum assignment_outcome *outcome);

/* The value `assignment.ID` of the lines that give, move, end and withdraw an assignment (history_steps.h). */
struct assignment_note {
    enum assignment_role role;
    bool own_due;
    int64_t back_of;
    enum assignment_outcome outcome; /* of a line that ends it; OUTCOME_OPEN in those of before 0016-handing.sql */
    const char *to, *due;
    int64_t parent;
    const char *words; /* the giver's opinion; the result, or the reason */
};

/* "lead" with what else is true of it ("lead own back:ID done"), whom, due, the parent's id and the words, a line each;
 * the words are the rest. Lives in MEM. */
const char *assignment_note_print(struct arena *mem, const struct assignment_note *note);
bool assignment_note_parse(struct arena *mem, const char *text, struct assignment_note *note) MUST_CHECK;
