/* src/store/idempotency.h
 * A repeated request is answered again, not done again.
 *
 * A request that carries a key is looked up in prepare and kept in apply, in the transaction of its own work. What is
 * kept is the request's hash, the status, the record and its version; the answer is rendered again from them. A key
 * belongs to its user and lasts IDEMPOTENCY_DAYS.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/hash.h"
#include "store/change.h"

enum { IDEMPOTENCY_DAYS = 7, IDEMPOTENCY_KEY_MAX = 200 };

struct idempotency {
    const char *user;
    const char *key;
    char hash[HASH_HEX_SIZE]; /* of the request's body */
    int64_t status;           /* what was answered */
    int64_t record;
    int64_t version;
    bool looked_up; /* just now, and not found: the first try does not look again, for keeping it would fail */
};

/* Says whether the request named by user, key and hash was done; then fills status, record, version. The same key with
 * another hash is invalid.idempotency-key. */
bool idempotency_find(struct db *db, struct idempotency *request, bool *found, struct err *err) MUST_CHECK;

/* In apply. Where the same request was done in the meantime the change fails with conflict.repeated: look again. */
bool idempotency_keep(struct change *change, const struct idempotency *request, struct err *err) MUST_CHECK;

/* Forgets what is older than IDEMPOTENCY_DAYS. */
bool idempotency_expire(struct store *store, struct err *err) MUST_CHECK;
