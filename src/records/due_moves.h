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
