/* src/query/list_json.h
 * Lists as JSON, the same on the command line and in the API:
 * {"records":[…],"total","total_is","next"}, and {"groups":[{"value","label","count"}],"total","total_is"} of `by=`.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/list.h"
#include "query/secret_lines.h"

/* LINES: what stands beside the list (secret_lines.h); NULL: nothing. */
void record_page_json(struct json *json, const struct record_page *page, const struct scope *scope,
                      const struct secret_lines *lines);

/* In two halves, where records are written as they are read: after the first comes record_json for each. NEXT 0: the
 * list ends here. */
void record_list_json_begin(struct json *json);
void record_list_json_end(struct json *json, int64_t total, bool total_is_exact, int64_t next,
                          const struct secret_lines *lines);

void record_groups_json(struct json *json, const struct query *query, const struct record_group *groups, size_t count);
