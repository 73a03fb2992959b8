/* SPDX-License-Identifier: Apache-2.0 */
#include "query/search_results_json.h"

#include "base/text.h"
#include "store/id.h"

static void put_id(struct json *json, const char *key, int64_t id)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    json_put_text(json, key, id ? printed : NULL);
}

static void put_result_row(struct json *json, const struct search_result *result)
{
    json_object(json);
    put_id(json, "id", result->id);
    json_put_text(json, "register", result->reg->name);
    json_put_text(json, "number", result->number);
    json_put_text(json, "title", result->title);
    json_put_text(json, "state", result->state);
    json_put_text(json, "unit", result->unit);
    json_put_text(json, "happened_on", text_equal(result->happened_on, DATE_OPEN) ? NULL : result->happened_on);
    json_put_text(json, "due", due_is_day(result->due) ? result->due : NULL);
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

static void put_results(struct json *json, const char *name, const struct search_results *results)
{
    json_key(json, name);
    json_array(json);
    for (size_t i = 0; i < results->count; i++)
        put_result_row(json, &results->items[i]);
    json_array_end(json);
}

void search_json(struct json *json, const char *words, const struct search_results *results,
                 const struct search_results *personal, const struct search_total *total,
                 const struct secret_lines *lines)
{
    json_object(json);
    json_put_text(json, "q", words);
    put_results(json, "records", results);
    put_results(json, "personal", personal);
    put_counts(json, total);
    put_id(json, "next", results->next);
    secret_lines_json(json, lines);
    json_object_end(json);
}
