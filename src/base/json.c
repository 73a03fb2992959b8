/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <assert.h>
#include <string.h>

void json_init(struct json *json, struct text *out, bool pretty)
{
    *json = (struct json){ .out = out, .pretty = pretty };
}

static void new_line(struct json *json)
{
    if (!json->pretty)
        return;
    text_char(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        text_raw(json->out, "  ");
}

/* The comma and line before an item; nothing after a key. */
static void before_item(struct json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    if (json->has_item[json->depth - 1])
        text_char(json->out, ',');
    json->has_item[json->depth - 1] = true;
    new_line(json);
}

static void open_group(struct json *json, char bracket)
{
    before_item(json);
    text_char(json->out, bracket);
    assert(json->depth < JSON_DEPTH_MAX);
    json->has_item[json->depth++] = false;
}

static void close_group(struct json *json, char bracket)
{
    assert(json->depth > 0);
    bool had_item = json->has_item[--json->depth];
    if (had_item)
        new_line(json);
    text_char(json->out, bracket);
}

void json_object(struct json *json)
{
    open_group(json, '{');
}

void json_object_end(struct json *json)
{
    close_group(json, '}');
}

void json_array(struct json *json)
{
    open_group(json, '[');
}

void json_array_end(struct json *json)
{
    close_group(json, ']');
}

void json_key(struct json *json, const char *key)
{
    before_item(json);
    text_json(json->out, key);
    text_char(json->out, ':');
    if (json->pretty)
        text_char(json->out, ' ');
    json->after_key = true;
}

void json_text(struct json *json, const char *value)
{
    if (!value) {
        json_null(json);
        return;
    }
    before_item(json);
    text_json(json->out, value);
}

void json_int(struct json *json, int64_t value)
{
    before_item(json);
    text_int(json->out, value);
}

void json_bool(struct json *json, bool value)
{
    before_item(json);
    text_add(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
    before_item(json);
    text_raw(json->out, "null");
}

void json_put_text(struct json *json, const char *key, const char *value)
{
    json_key(json, key);
    json_text(json, value);
}

void json_put_int(struct json *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_int(json, value);
}

void json_put_bool(struct json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void json_put_null(struct json *json, const char *key)
{
    json_key(json, key);
    json_null(json);
}
