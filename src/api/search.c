/* Words in every register that the reader sees.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"
#include "query/search_results.h"

static void put_result_row(struct json *json, const struct search_result *result)
{
    json_object(json);
    api_put_id(json, "id", result->id);
    json_put_text(json, "register", result->reg->name);
    json_put_text(json, "number", result->number);
    json_put_text(json, "title", result->title);
    json_put_text(json, "state", result->state);
    json_put_text(json, "unit", result->unit);
    json_put_text(json, "happened_on", text_equal(result->happened_on, DATE_OPEN) ? NULL : result->happened_on);
    json_put_text(json, "due", text_equal(result->due, DUE_OPEN) ? NULL : result->due);
    json_put_text(json, "finished", text_equal(result->finished_on, DATE_OPEN) ? NULL : result->finished_on);
    json_object_end(json);
}

/* How many in each register, and in all; where not all were counted, that many at least. */
static void put_counts(struct json *json, const struct search_total *total)
{
    json_key(json, "registers");
    json_array(json);
    for (size_t i = 0; i < total->register_count; i++) {
        const struct search_register *found = &total->registers[i];
        json_object(json);
        json_put_text(json, "register", found->reg->name);
        json_put_text(json, "label", found->reg->plural);
        json_put_int(json, "count", found->count);
        json_object_end(json);
    }
    json_array_end(json);
    json_put_int(json, "total", total->total);
    json_put_text(json, "total_is", total->exact ? "exact" : "at-least");
}

bool api_search(struct visit *visit, struct err *err)
{
    struct json json;
    struct search_results results;
    struct search_total total;
    int size;
    const char *words = visit_text(visit, "q");
    if (!search_has_words(visit->mem, words))
        return err_set(err, ERR_INVALID, "required", "q", SAY_SEARCH_EMPTY);
    if (!api_page_size(visit, &size, err) ||
        !search_results_of_words(visit->store, visit->mem, visit->definitions, &visit->scope, words,
                                 visit_integer(visit, "after"), (size_t)size, &results, &total, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_put_text(&json, "q", words);
    json_key(&json, "records");
    json_array(&json);
    for (size_t i = 0; i < results.count; i++)
        put_result_row(&json, &results.items[i]);
    json_array_end(&json);
    put_counts(&json, &total);
    api_put_id(&json, "next", results.next);
    json_object_end(&json);
    return api_end(visit, err);
}
