/* src/query/search_internal.h
 * The rows of what was found, for the files that find: words, numbers and ids (search_results.c), personal data
 * (personal_search.c).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/builder.h"
#include "query/search_results.h"

#define RESULT_COLUMNS                                                                                                 \
    "r.id, r.register, r.number, r.title, r.state, r.unit, r.happened_on, r.due, r.finished_on, r.cancelled"

/* Asks for rows of RESULT_COLUMNS, LIMIT and one more; `next` says whether there was one more. */
bool search_read_results(struct query_builder *to, struct store *store, const struct definitions *definitions,
                         size_t limit, struct search_results *results, struct err *err) MUST_CHECK;
