/* src/fields/claims.h
 * What no two records share: a record's values under each `unique:` rule of its register, as one key.
 *
 * The table `claim` has a line a rule and record; the database refuses the second of one key where the rule is no hint,
 * also where two write at once. A cancelled record claims nothing. Keys are hashes: no values stand there.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "store/change.h"

enum { CLAIM_KEY_SIZE = 33 };

struct claim {
    const struct unique_rule *unique;
    const char *rule;         /* names it in its register */
    char key[CLAIM_KEY_SIZE]; /* of the folded values: capitals and marks apart */
};

struct claims {
    ARRAY(struct claim) list;
};

/* What RECORD claims; NULL: none. Lives in MEM. */
struct claims claims_of(struct arena *mem, const struct record *record);
bool claims_have(const struct claims *claims, const struct claim *claim);

/* Writes what changes between BEFORE, NULL for a new record, and AFTER. A key that another record has fails with
 * conflict.unique. */
bool claims_move(struct change *change, struct arena *mem, const struct record *before, const struct record *after,
                 struct err *err) MUST_CHECK;

/* Makes the claims of registers whose rules are not those they were made by. Of records that share what they must not
 * the oldest has the claim. */
bool claims_make(struct store *store, struct arena *mem, const struct definitions *definitions,
                 struct err *err) MUST_CHECK;
