/* SPDX-License-Identifier: Apache-2.0 */
#include "api/openapi_internal.h"

#include "api/texts.h"
#include "base/embedded.h"
#include "base/text.h"
#include "fields/field_type.h"

extern const struct embedded_file api_schemas[];

void put_ref(struct json *json, const char *name, const struct register_definition *reg)
{
    struct arena *mem = json->out->mem;
    json_object(json);
    json_put_text(json, "$ref",
                  arena_printf(mem, "#/components/schemas/%s%s%s", name, reg ? "-" : "", reg ? reg->name : ""));
    json_object_end(json);
}

static void put_ref_at(struct json *json, const char *key, const char *name)
{
    json_key(json, key);
    put_ref(json, name, NULL);
}

/* "type":["string","null"] */
static void put_type(struct json *json, const char *type, bool or_null)
{
    if (!or_null) {
        json_put_text(json, "type", type);
        return;
    }
    json_key(json, "type");
    json_array(json);
    json_text(json, type);
    json_text(json, "null");
    json_array_end(json);
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *type, *format, *pattern;
} json_types[] = {
    [FIELD_TEXT] = { "string" },
    [FIELD_LONG_TEXT] = { "string" },
    [FIELD_NUMBER] = { "integer" },
    [FIELD_MONEY] = { "integer" },
    [FIELD_DATE] = { "string", .format = "date" },
    [FIELD_DATE_TIME] = { "string", .format = "date-time" },
    [FIELD_YES_NO] = { "boolean" },
    [FIELD_CHOICE] = { "string" },
    [FIELD_CHOICES] = { "array" },
    [FIELD_UNIT] = { "string" },
    [FIELD_USER] = { "string" },
    [FIELD_PERSON] = { "string" },
    [FIELD_ADDRESS] = { "string" },
    [FIELD_PHONE] = { "string" },
    [FIELD_DOCUMENT_NUMBER] = { "string" },
    [FIELD_PROCEDURE] = { "string" },
    [FIELD_LINK] = { "string", .pattern = "^[0-9a-hjkmnp-tv-z]{13}$" },
    [FIELD_PERIOD] = { "string", .pattern = "^[0-9]{4}(-[0-9A-Z]+)?$" },
    [FIELD_RATING] = { "integer" },
    [FIELD_TIME] = { "string" },
};

static void put_codes(struct json *json, const struct field *field, bool or_null)
{
    json_key(json, "enum");
    json_array(json);
    for (size_t i = 0; i < field->choices.count; i++)
        json_text(json, field->choices.items[i].code);
    if (or_null)
        json_null(json);
    json_array_end(json);
}

static void put_number_limits(struct json *json, const struct field *field)
{
    bool rating = field->type == FIELD_RATING;
    if (field->min != INT64_MIN || rating)
        json_put_int(json, "minimum", field->min != INT64_MIN ? field->min : 1);
    if (field->max != INT64_MAX || rating)
        json_put_int(json, "maximum", field->max != INT64_MAX ? field->max : 5);
}

static void put_text_limits(struct json *json, const struct field *field)
{
    int64_t most = field->type == FIELD_LONG_TEXT ? FIELD_LONG_TEXT_MAX : FIELD_TEXT_MAX;
    if (field->min != INT64_MIN && field->min > 0)
        json_put_int(json, "minLength", field->min);
    json_put_int(json, "maxLength", field->max != INT64_MAX ? field->max : most);
}

/* A value as it is sent, or (ANSWERED) as it stands in a record: there old values may lie beyond today's limits, and a
 * personal one is masked. */
static void put_field(struct json *json, const struct field *field, bool answered)
{
    const char *type = json_types[field->type].type;
    bool masked = answered && field->personal;
    json_key(json, field->name);
    json_object(json);
    json_put_text(json, "title", field->label);
    if (!text_is_empty(field->help))
        json_put_text(json, "description", field->help);
    if (masked) {
        json_object_end(json); /* of its type, or *** */
        return;
    }
    put_type(json, type, true);
    if (field->type == FIELD_CHOICE && field->choices.count > 0)
        put_codes(json, field, true);
    if (field->type == FIELD_CHOICES) {
        json_key(json, "items");
        json_object(json);
        json_put_text(json, "type", "string");
        if (field->choices.count > 0)
            put_codes(json, field, false);
        json_object_end(json);
    }
    if (json_types[field->type].format)
        json_put_text(json, "format", json_types[field->type].format);
    if (json_types[field->type].pattern && !answered)
        json_put_text(json, "pattern", json_types[field->type].pattern);
    if (!answered && text_equal(type, "integer"))
        put_number_limits(json, field);
    if (!answered && (field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT))
        put_text_limits(json, field);
    json_object_end(json);
}

static void put_fields(struct json *json, const struct register_definition *reg, bool answered)
{
    json_object(json);
    json_put_text(json, "type", "object");
    json_put_bool(json, "additionalProperties", false);
    if (answered) {
        json_key(json, "required");
        json_array(json);
        for (size_t i = 0; i < reg->fields.count; i++)
            json_text(json, reg->fields.items[i].name);
        json_array_end(json);
    }
    json_key(json, "properties");
    json_object(json);
    for (size_t i = 0; i < reg->fields.count; i++)
        put_field(json, &reg->fields.items[i], answered);
    json_object_end(json);
    json_object_end(json);
}

/* --- registers ---------------------------------------------------------------------------------------------------- */

static void put_text_member(struct json *json, const char *name, bool or_null)
{
    json_key(json, name);
    json_object(json);
    put_type(json, "string", or_null);
    json_object_end(json);
}

static void put_or_null(struct json *json, const char *name, const char *schema)
{
    json_key(json, name);
    json_object(json);
    json_key(json, "anyOf");
    json_array(json);
    put_ref(json, schema, NULL);
    json_object(json);
    json_put_text(json, "type", "null");
    json_object_end(json);
    json_array_end(json);
    json_object_end(json);
}

static void put_states(struct json *json, const struct register_definition *reg)
{
    json_key(json, "state");
    json_object(json);
    json_key(json, "enum");
    json_array(json);
    for (size_t i = 0; i < reg->states.count; i++)
        json_text(json, reg->states.items[i].name);
    json_array_end(json);
    json_object_end(json);
}

static void put_record(struct json *json, const struct register_definition *reg)
{
    static const char *const members[] = { "id",  "register",     "number",   "title",   "state",
                                           "due", "original_due", "finished", "version", "fields" };
    json_object(json);
    json_put_text(json, "title", reg->label);
    json_put_text(json, "type", "object");
    json_key(json, "required");
    json_array(json);
    for (size_t i = 0; i < COUNT_OF(members); i++)
        json_text(json, members[i]);
    json_array_end(json);
    json_key(json, "properties");
    json_object(json);
    put_ref_at(json, "id", "id");
    json_key(json, "register");
    json_object(json);
    json_put_text(json, "const", reg->name);
    json_object_end(json);
    put_text_member(json, "number", true);
    put_text_member(json, "title", false);
    put_states(json, reg);
    put_or_null(json, "due", "minute");
    put_or_null(json, "original_due", "minute");
    put_or_null(json, "paused_on", "day");
    put_or_null(json, "finished", "day");
    json_key(json, "version");
    json_object(json);
    json_put_text(json, "type", "integer");
    json_put_int(json, "minimum", 1);
    json_object_end(json);
    json_key(json, "fields");
    put_fields(json, reg, true);
    json_object_end(json);
    json_object_end(json);
}

/* Not required: there where there are any. */
static void put_lines(struct json *json)
{
    json_key(json, "secret_lines");
    json_object(json);
    json_put_text(json, "type", "array");
    json_put_text(json, "description", SAY_SECRET_LINES_OF_LIST);
    json_key(json, "items");
    json_object(json);
    json_put_text(json, "type", "string");
    json_object_end(json);
    json_object_end(json);
}

static void put_page(struct json *json, const struct register_definition *reg)
{
    static const char *const members[] = { "records", "total", "total_is", "next" };
    json_object(json);
    json_put_text(json, "type", "object");
    json_put_bool(json, "additionalProperties", false);
    json_key(json, "required");
    json_array(json);
    for (size_t i = 0; i < COUNT_OF(members); i++)
        json_text(json, members[i]);
    json_array_end(json);
    json_key(json, "properties");
    json_object(json);
    json_key(json, "records");
    json_object(json);
    json_put_text(json, "type", "array");
    json_key(json, "items");
    put_ref(json, "record", reg);
    json_object_end(json);
    json_key(json, "total");
    json_object(json);
    json_put_text(json, "type", "integer");
    json_object_end(json);
    put_ref_at(json, "total_is", "total-is");
    put_or_null(json, "next", "id");
    put_lines(json);
    json_object_end(json);
    json_object_end(json);
}

/* `record`: of whatever register. */
static void put_any_record(struct json *json, const struct definitions *definitions)
{
    json_key(json, "record");
    json_object(json);
    json_put_text(json, "type", "object");
    json_key(json, "required");
    json_array(json);
    json_text(json, "register");
    json_array_end(json);
    json_key(json, "oneOf");
    json_array(json);
    for (size_t i = 0; i < definitions->registers.count; i++)
        put_ref(json, "record", &definitions->registers.items[i]);
    json_array_end(json);
    json_key(json, "discriminator");
    json_object(json);
    json_put_text(json, "propertyName", "register");
    json_object_end(json);
    json_object_end(json);
}

/* --- bodies ------------------------------------------------------------------------------------------------------- */

static void put_member(struct json *json, const struct member *member, const struct register_definition *reg)
{
    static const char *const types[] = {
        [MEMBER_TEXT] = "string",   [MEMBER_INTEGER] = "integer", [MEMBER_YES_NO] = "boolean",
        [MEMBER_FIELDS] = "object", [MEMBER_TEXTS] = "array",     [MEMBER_OBJECTS] = "array"
    };
    json_key(json, member->name);
    if (member->type == MEMBER_FIELDS && reg) {
        put_ref(json, "fields", reg);
        return;
    }
    json_object(json);
    put_type(json, types[member->type], !member->required);
    json_put_text(json, "description", member->help);
    if (member->type == MEMBER_TEXT && member->max)
        json_put_int(json, "maxLength", (int64_t)member->max);
    if (member->type == MEMBER_TEXTS) {
        json_key(json, "items");
        json_object(json);
        json_put_text(json, "type", "string");
        json_object_end(json);
    }
    if (member->type == MEMBER_OBJECTS) {
        json_key(json, "items");
        put_shape(json, member->of, reg);
    }
    json_object_end(json);
}

void put_shape(struct json *json, const struct shape *shape, const struct register_definition *reg)
{
    json_object(json);
    json_put_text(json, "title", shape->name);
    json_put_text(json, "type", "object");
    json_put_bool(json, "additionalProperties", false);
    json_key(json, "required");
    json_array(json);
    for (size_t i = 0; i < MEMBERS_MAX && shape->members[i].name; i++)
        if (shape->members[i].required)
            json_text(json, shape->members[i].name);
    json_array_end(json);
    json_key(json, "properties");
    json_object(json);
    for (size_t i = 0; i < MEMBERS_MAX && shape->members[i].name; i++)
        put_member(json, &shape->members[i], reg);
    json_object_end(json);
    json_object_end(json);
}

/* --- schemas.json ------------------------------------------------------------------------------------------------- */

static void put_value(struct json *json, const json_t *value);

static void put_object(struct json *json, const json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        json_key(json, key);
        put_value(json, value);
    }
}

static void put_value(struct json *json, const json_t *value)
{
    const json_t *inner;
    size_t at;
    if (json_is_object(value)) {
        json_object(json);
        put_object(json, value);
        json_object_end(json);
    } else if (json_is_array(value)) {
        json_array(json);
        json_array_foreach(value, at, inner) put_value(json, inner);
        json_array_end(json);
    } else if (json_is_string(value)) {
        json_text(json, json_string_value(value));
    } else if (json_is_integer(value)) {
        json_int(json, json_integer_value(value));
    } else if (json_is_boolean(value)) {
        json_bool(json, json_is_true(value));
    } else {
        json_null(json);
    }
}

static void release_json(void *json)
{
    json_decref(json);
}

bool put_schemas(struct json *json, struct arena *mem, const struct definitions *definitions, struct err *err)
{
    json_error_t error;
    json_t *fixed = json_loadb((const char *)api_schemas[0].bytes, api_schemas[0].length, 0, &error);
    if (!fixed)
        return err_set(err, ERR_INTERNAL, "schemas", NULL, "schemas.json:%d: %s", error.line, error.text);
    arena_defer(mem, release_json, fixed);
    put_object(json, fixed);
    put_any_record(json, definitions);
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        json_key(json, arena_printf(mem, "record-%s", reg->name));
        put_record(json, reg);
        json_key(json, arena_printf(mem, "fields-%s", reg->name));
        put_fields(json, reg, false);
        json_key(json, arena_printf(mem, "page-%s", reg->name));
        put_page(json, reg);
    }
    return true;
}
