/* src/records/assignment_line.h
 * A line of the tree of assignments as it is written: its row, and its value in the history line of the act. For who
 * hands work on (handling/assignment.h), for steps that give it or end it, and for dates that move with the record's.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/assignment_note.h"
#include "records/writing.h"

struct assignment_line {
    int64_t id, record;
    const char *register_name; /* the record's */
    const char *from;          /* login */
    bool on_path;              /* it leads, and so does every line above it */
    struct assignment_note note;
};

/* `assignment.ID` with NOTE, for write_plan_act. Lives in MEM. */
struct write_note assignment_line_note(struct arena *mem, int64_t id, const struct assignment_note *note);

/* The row of a new one, given now and unread. */
bool assignment_line_insert(struct change *change, const struct assignment_line *line, struct err *err) MUST_CHECK;

/* Ends the open one with OUTCOME and WORDS ("" for none); who had not read it has read it now. Fails where another
 * change ended it meanwhile. */
bool assignment_line_end(struct change *change, int64_t id, enum assignment_outcome outcome, const char *by,
                         const char *words, struct err *err) MUST_CHECK;
