/* src/reports/draft_cache.h
 * Drafts that are still true, kept between requests: as long as nothing was written in the registers it was drafted
 * from, the same report of the same period need not be counted again.
 *
 * A draft is known by its report, its period and the newest line of the history it was read at. While nothing at all
 * was written one statement says so; otherwise a second one asks whether a line since then is of the draft's registers.
 * One visitor drafts a report of a period at a time; the others wait for it, or are shown the older draft where they
 * take one. At most DRAFT_CACHE_MAX are kept, the one longest unused goes. Safe from every thread.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "reports/draft.h"

enum { DRAFT_CACHE_MAX = 4 };

struct draft_cache;

/* Ends the process when there is no memory: it is made at start. Freed by draft_cache_free when nobody reads any more.
 */
struct draft_cache *draft_cache_new(void);
void draft_cache_free(struct draft_cache *cache);

/* As report_draft_read, one statement where it is kept. OLDER_OF: NULL waits while somebody else drafts it; otherwise
 * the older draft is handed out meanwhile and *OLDER_OF says when it was drafted, 0 where it is true. The draft is
 * there until MEM is reset. */
const struct report_draft *draft_cache_read(struct draft_cache *cache, struct arena *mem, struct store *store,
                                            const struct definitions *definitions,
                                            const struct report_definition *report, const char *period,
                                            instant_t *older_of, struct err *err) MUST_CHECK;

/* How many drafts were made so far: for tests. */
uint64_t draft_cache_made(struct draft_cache *cache);
