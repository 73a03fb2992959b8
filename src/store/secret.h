/* src/store/secret.h
 * The secret of an office, made by its database once (database/0014-personal.sql) and never changed: what is hashed
 * under it is known to this office only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

enum { SECRET_SIZE = 65 /* 64 letters 0–9 a–f and the end */ };

/* Asked of the database once a store; lives as long as STORE. NULL with internal.secret where the office has none. */
const char *store_secret(struct store *store, struct err *err) MUST_CHECK;

/* The same as it stands in the database that DB reads now: for what proves the database. NULL without an err where
 * there is none. Lives in MEM. */
bool secret_read(struct db *db, struct arena *mem, const char **secret, struct err *err) MUST_CHECK;
