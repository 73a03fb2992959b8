/* src/query/tally.h
 * Counts by register and state that pages show without counting; kept in the transaction that changes them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/change.h"

enum { TALLY_LINES_MAX = 512 };

/* What a change does to the counts: added up first, then written once a line. Cancelled records stand under state "".
 */
struct tally {
    struct tally_line {
        const char *reg, *state;
        int64_t delta;
    } lines[TALLY_LINES_MAX];
    size_t count;
};

void tally_add(struct tally *tally, const char *reg, const char *state, int64_t delta);
bool tally_apply(struct change *change, const struct tally *tally, struct err *err) MUST_CHECK;

/* The count of a register's records in STATE; NULL: all that are not cancelled. */
bool tally_count(struct db *db, const char *reg, const char *state, int64_t *count, struct err *err) MUST_CHECK;

/* How many lines differ from count(*): 0 when all is well. */
bool tally_check(struct db *db, int64_t *wrong, struct err *err) MUST_CHECK;
