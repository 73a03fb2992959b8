/* src/records/row_days.h
 * The days of a record's life that its row tells, so that a past day is asked of the row and not of the spans.
 *
 * A record that is opened once and, once resolved, stays so is told by its row: it was open from `opened_on` until it
 * left on `left_on`, and is resolved since `finished_on`. Of any other record the row says only that it is not told,
 * as of one whose due date moved after it was resolved, or whose result has an earlier day (write_apply.c); opened_on
 * and left_on still bound the days on which it was open.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "definitions/definitions.h"

struct row_days {
    const char *opened_on; /* DATE_OPEN: it never was in an open state */
    const char *left_on;   /* DATE_OPEN while it is open, "" where it never was */
    bool told;
};

/* Of a record without a state. */
struct row_days row_days_new(void);

/* It goes from a state of group BEFORE (NULL: its first state) to one of group AFTER on the day ON. ON is borrowed. */
void row_days_enter(struct row_days *days, const enum state_group *before, enum state_group after, const char *on);
