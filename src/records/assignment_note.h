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

/* The value `assignment.ID` of the lines give-assignment, finish-assignment and withdraw-assignment. */
struct assignment_note {
    enum assignment_role role;
    const char *to, *due;
    int64_t parent;
    const char *words; /* the giver's opinion; the result */
};

/* "lead", whom, due, the parent's id and the words, a line each; the words are the rest. Lives in MEM. */
const char *assignment_note_print(struct arena *mem, const struct assignment_note *note);
bool assignment_note_parse(struct arena *mem, const char *text, struct assignment_note *note) MUST_CHECK;
