/* src/base/json.h
 * JSON written straight into a text. (Reading is done with jansson where it is needed.)
 *
 * The writer puts commas and quotes by itself; keys are literals of the program or identifiers of a definition.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { JSON_DEPTH_MAX = 32 };

struct json {
    struct text *out;
    int depth;
    bool pretty;
    bool has_item[JSON_DEPTH_MAX];
    bool after_key;
};

/* PRETTY puts each item on its own line, two spaces a level; the last line has no line end. */
void json_init(struct json *json, struct text *out, bool pretty);

void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);

void json_key(struct json *json, const char *key);

void json_text(struct json *json, const char *value); /* NULL gives null */
void json_int(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* Key and value at once. */
void json_put_text(struct json *json, const char *key, const char *value);
void json_put_int(struct json *json, const char *key, int64_t value);
void json_put_bool(struct json *json, const char *key, bool value);
void json_put_null(struct json *json, const char *key);
