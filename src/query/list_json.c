/* SPDX-License-Identifier: Apache-2.0 */
#include "query/list_json.h"

#include "base/text.h"
#include "store/id.h"

void record_list_json_begin(struct json *json)
{
    json_object(json);
    json_key(json, "records");
    json_array(json);
}

void record_list_json_end(struct json *json, int64_t total, bool total_is_exact, int64_t next,
                          const struct secret_lines *lines)
{
    char id[ID_SIZE];
    id_print(next, id);
    json_array_end(json);
    json_put_int(json, "total", total);
    json_put_text(json, "total_is", total_is_exact ? "exact" : "at-least");
    json_put_text(json, "next", next ? id : NULL);
    if (lines)
        secret_lines_json(json, lines);
    json_object_end(json);
}

void record_page_json(struct json *json, const struct record_page *page, const struct scope *scope,
                      const struct secret_lines *lines)
{
    record_list_json_begin(json);
    for (size_t i = 0; i < page->count; i++)
        record_json(json, page->records[i], scope);
    record_list_json_end(json, page->total, page->total_is_exact, page->next, lines);
}

/* What a value of the column BY is called; NULL where it has no other name. */
static const char *value_label(const struct register_definition *reg, const char *by, const char *value)
{
    const struct field *field = register_field(reg, by);
    const struct choice *choice = field ? field_choice(field, value) : NULL;
    const struct state *state = text_equal(by, "state") ? register_state(reg, value) : NULL;
    return choice ? choice->label : state ? state->label : NULL;
}

void record_groups_json(struct json *json, const struct query *query, const struct record_group *groups, size_t count)
{
    int64_t total = 0;
    json_object(json);
    json_key(json, "groups");
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        total += groups[i].count;
        json_object(json);
        json_put_text(json, "value", groups[i].value[0] ? groups[i].value : NULL);
        json_put_text(json, "label", value_label(query_register(query), query_by(query), groups[i].value));
        json_put_int(json, "count", groups[i].count);
        json_object_end(json);
    }
    json_array_end(json);
    json_put_int(json, "total", total);
    json_put_text(json, "total_is", "exact");
    json_object_end(json);
}
