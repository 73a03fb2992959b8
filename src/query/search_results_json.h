/* src/query/search_results_json.h
 * What a search found, as the API and the commands print it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "query/search_results.h"
#include "query/secret_lines.h"

/* {"q","records","personal","registers","total","total_is","next"}; PERSONAL is what was found by personal data. */
void search_json(struct json *json, const char *words, const struct search_results *results,
                 const struct search_results *personal, const struct search_total *total,
                 const struct secret_lines *lines);
