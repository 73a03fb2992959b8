/* src/handling/last_handing.h
 * “Như lần trước”: to whom somebody handed the newest record that is like another.
 *
 * Like it is what is equal in the register's `handed_like:` fields (any record of the register where it has none),
 * among the newest LAST_HANDING_WITHIN lines that the reader gave. It is offered, never done by itself.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/assignment.h"

enum { LAST_HANDING_WITHIN = 500 };

struct last_handing {
    struct handed *lines; /* TO, ROLE and OPINION, in the order they were given; none: count 0 */
    size_t count;
    int64_t record;
    instant_t given_at;
};

/* One statement. RECORD itself is not meant. */
bool last_handing_read(struct db *db, struct arena *mem, const struct scope *scope, const struct record *record,
                       struct last_handing *last, struct err *err) MUST_CHECK;

/* To whom the reader handed RECORD out the last time; count 0 where they never did. One statement. */
bool last_handing_of(struct db *db, struct arena *mem, const struct scope *scope, int64_t record,
                     struct last_handing *last, struct err *err) MUST_CHECK;
