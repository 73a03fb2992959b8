/* src/store/statement_cache.h
 * The prepared statements of one connection, found by key; the one used longest ago goes first when there are too many.
 *
 * A driver's statement has a struct cached as its first member, allocated with malloc by the driver. Pinned ones (rows
 * are open, an answer is awaited) are never dropped.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct err;

enum { STATEMENTS_KEPT = 400 };

struct cached {
    struct cached *next; /* in the bucket */
    struct cached *newer, *older;
    char *key; /* owned by the cache */
    uint64_t hash;
    int pins;
};

struct statement_cache;

/* DROP frees a statement; OWNER is its first argument. NULL where there is no memory. */
struct statement_cache *statement_cache_new(void (*drop)(void *owner, struct cached *statement), void *owner);
void statement_cache_clear(struct statement_cache *cache); /* drops all; accepts NULL, as the next */
void statement_cache_free(struct statement_cache *cache);

/* Marks it as the newest, unless it was asked for a moment ago; NULL where there is none. */
struct cached *statement_cache_find(struct statement_cache *cache, const char *key);

/* Takes STATEMENT over. Drops the oldest unpinned one when there are more than STATEMENTS_KEPT. False where there is no
 * memory: then it is not taken over. */
bool statement_cache_add(struct statement_cache *cache, const char *key, struct cached *statement) MUST_CHECK;

/* Takes it out and drops it. */
void statement_cache_drop(struct statement_cache *cache, struct cached *statement);

/* Zeroed, for what lives longer than any arena; NULL, and busy.memory, where there is none. ERR may be NULL. */
void *store_malloc(size_t size, struct err *err);
