/* Words in every register that the reader sees.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"
#include "query/personal_search.h"
#include "query/search_results_json.h"

/* What is found by personal data stands on the first page alone. */
bool api_search(struct visit *visit, struct err *err)
{
    struct json json;
    struct search_results results;
    struct search_total total;
    struct personal_found personal = { 0 };
    struct secret_lines lines = { 0 };
    int64_t after = visit_integer(visit, "after");
    int size;
    const char *words = visit_text(visit, "q");
    if (!search_has_words(visit->mem, words))
        return err_set(err, ERR_INVALID, "required", "q", SAY_SEARCH_EMPTY);
    if (!api_page_size(visit, &size, err) ||
        !search_results_of_words(visit->store, visit->mem, visit->definitions, &visit->scope, words, after,
                                 (size_t)size, &results, &total, err) ||
        (!after &&
         !personal_search_noted(visit->store, visit->mem, visit->definitions, &visit->scope, words, &personal, err)) ||
        (!after &&
         !secret_lines_of_number(visit->store, visit->mem, visit->definitions, &visit->scope, words, &lines, err)))
        return false;
    api_begin(visit, &json);
    search_json(&json, words, &results, &personal.results, &total, &lines);
    return api_end(visit, err);
}
