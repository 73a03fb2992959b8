/* src/records/due_moves.h
 * The work on a record follows its clock: where the record's due date is another one, so is that of each open line of
 * its tree that has it from the record, or from a line that has it from there. A date that the giver asked for stays;
 * so does one that was another than the one above before own dates were told (0016-handing.sql). What is only to be
 * known has no date. Part of the change that moves the clock, with one line in the history: move-assignment.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/writing.h"

struct due_move {
    int64_t id;
    const char *due;
};

struct due_moves {
    ARRAY(struct due_move) list;
};

/* After the record was planned. ENDED are lines that the same change ends. One statement, where the due date moved. */
bool due_moves_plan(struct write *write, struct db *db, const int64_t *ended, size_t ended_count,
                    struct due_moves *moves, struct err *err) MUST_CHECK;

/* The statements of what was planned. */
bool due_moves_apply(struct change *change, const struct due_moves *moves, struct err *err) MUST_CHECK;

/* A record whose due date would move; LINES is how many open lines of its tree would go with it. */
struct due_foreseen {
    int64_t record;
    const char *before, *now;
    size_t lines;
};

/* Fills LINES; one statement, none where COUNT is 0. */
bool due_moves_foresee(struct db *db, struct arena *mem, struct due_foreseen *foreseen, size_t count,
                       struct err *err) MUST_CHECK;
