/* src/reports/draft_cache.h
 * Drafts that are still true, kept between requests: as long as nothing was written, the same report of the same period
 * need not be counted again.
 *
 * A draft is known by its report, its period and the stamp of the history it was read at; whatever is written changes
 * the stamp. At most DRAFT_CACHE_MAX are kept, the one longest unused goes. Safe from every thread.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/draft.h"

enum { DRAFT_CACHE_MAX = 4 };

struct draft_cache;

/* Ends the process when there is no memory: it is made at start. Freed by draft_cache_free when nobody reads any more.
 */
struct draft_cache *draft_cache_new(void);
void draft_cache_free(struct draft_cache *cache);

/* As report_draft_read, one statement where it is kept. The draft is there until MEM is reset. */
const struct report_draft *draft_cache_read(struct draft_cache *cache, struct arena *mem, struct store *store,
                                            const struct definitions *definitions,
                                            const struct report_definition *report, const char *period,
                                            struct err *err) MUST_CHECK;
