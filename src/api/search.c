/* Words in every register that the reader sees.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"
#include "query/hits.h"

static void put_hit(struct json *json, const struct hit *hit)
{
    json_object(json);
    api_put_id(json, "id", hit->id);
    json_put_text(json, "register", hit->reg->name);
    json_put_text(json, "number", hit->number);
    json_put_text(json, "title", hit->title);
    json_put_text(json, "state", hit->state);
    json_put_text(json, "unit", hit->unit);
    json_put_text(json, "happened_on", text_equal(hit->happened_on, DATE_OPEN) ? NULL : hit->happened_on);
    json_put_text(json, "due", text_equal(hit->due, DUE_OPEN) ? NULL : hit->due);
    json_put_text(json, "finished", text_equal(hit->finished_on, DATE_OPEN) ? NULL : hit->finished_on);
    json_object_end(json);
}

/* How many in each register, and in all: beyond HITS_COUNT_MAX nobody counts. */
static void put_counts(struct json *json, const struct hits_in_register *found, size_t count)
{
    int64_t total = 0;
    json_key(json, "registers");
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        json_object(json);
        json_put_text(json, "register", found[i].reg->name);
        json_put_text(json, "label", found[i].reg->plural);
        json_put_int(json, "count", found[i].count);
        json_object_end(json);
        total += found[i].count;
    }
    json_array_end(json);
    json_put_int(json, "total", total > HITS_COUNT_MAX ? HITS_COUNT_MAX : total);
    json_put_text(json, "total_is", total > HITS_COUNT_MAX ? "at-least" : "exact");
}

bool api_search(struct visit *visit, struct err *err)
{
    struct json json;
    struct hits hits;
    struct hits_in_register *found;
    size_t count;
    int size;
    const char *words = visit_text(visit, "q");
    if (!hits_asked(visit->mem, words))
        return err_set(err, ERR_INVALID, "required", "q", SAY_SEARCH_EMPTY);
    if (!api_page_size(visit, &size, err) ||
        !hits_search(visit->store, visit->mem, visit->definitions, &visit->scope, words, visit_integer(visit, "after"),
                     (size_t)size, &hits, err) ||
        !hits_count(visit->store, visit->mem, visit->definitions, &visit->scope, words, &found, &count, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_put_text(&json, "q", words);
    json_key(&json, "records");
    json_array(&json);
    for (size_t i = 0; i < hits.count; i++)
        put_hit(&json, &hits.items[i]);
    json_array_end(&json);
    put_counts(&json, found, count);
    api_put_id(&json, "next", hits.later ? hits.items[hits.count - 1].id : 0);
    json_object_end(&json);
    return api_end(visit, err);
}
