/* src/query/record_filter.h
 * Which of many records somebody may see: for the lists behind figures, which were computed in another's scope.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

/* Those of IDS that the scope sees, in the same order. A statement for each VISIBLE_BLOCK of a register. Lives in MEM.
 */
bool records_visible(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                     const int64_t *ids, size_t count, const int64_t **visible, size_t *visible_count,
                     struct err *err) MUST_CHECK;

/* Marks the links of RECORDS, all of one register, that name what the scope may not see (value.hidden): a statement for
 * each link field that has a value. record_read does so by itself. */
bool records_hide_links(struct db *db, struct arena *mem, const struct scope *scope, struct record *const *records,
                        size_t count, struct err *err) MUST_CHECK;

enum { VISIBLE_BLOCK = 200 };
