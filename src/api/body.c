/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/texts.h"
#include "base/text.h"
#include "fields/field_type.h"
#include "viet/fold.h"

enum { MEMBER_TEXT_MAX = 4000, FIELD_BYTES_MAX = 100000 };

/* --- parsing ------------------------------------------------------------------------------------------------------ */

/* jansson drops a character of a text for which it finds no memory and goes on, so it has to be asked afterwards
 * whether it lacked any. */
static _Thread_local bool lacked;

static void *take(size_t size)
{
    void *bytes = malloc(size);
    lacked |= !bytes;
    return bytes;
}

static void watch_memory(void)
{
    json_set_alloc_funcs(take, free);
}

static void release_json(void *json)
{
    json_decref(json);
}

static json_t *load(const char *bytes, size_t length, json_error_t *error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch_memory);
    lacked = false;
    return json_loadb(bytes, length, JSON_REJECT_DUPLICATES, error);
}

/* Counts members and elements and looks how deep they are; jansson itself stops at 2,048 levels. */
static bool within_limits(const json_t *json, int depth, int *count, struct err *err)
{
    const char *key;
    json_t *inner;
    size_t at;
    if (!json_is_object(json) && !json_is_array(json))
        return true;
    if (depth > API_BODY_DEPTH_MAX)
        return err_set(err, ERR_INVALID, "json", NULL, SAY_BODY_DEEP, API_BODY_DEPTH_MAX);
    *count += (int)(json_is_object(json) ? json_object_size(json) : json_array_size(json));
    if (*count > API_BODY_MEMBERS_MAX)
        return err_set(err, ERR_INVALID, "json", NULL, SAY_BODY_MANY, API_BODY_MEMBERS_MAX);
    json_object_foreach((json_t *)json, key, inner) if (!within_limits(inner, depth + 1, count, err)) return false;
    json_array_foreach(json, at, inner) if (!within_limits(inner, depth + 1, count, err)) return false;
    return true;
}

static void refuse_syntax(const json_error_t *error, struct err *err)
{
    switch (json_error_code(error)) {
    case json_error_duplicate_key:
        err_set(err, ERR_INVALID, "json", NULL, SAY_BODY_TWICE, error->line, error->column);
        return;
    case json_error_null_character:
    case json_error_null_byte_in_key:
        err_set(err, ERR_INVALID, "json", NULL, SAY_BODY_NUL);
        return;
    default:
        err_set(err, ERR_INVALID, "json", NULL, SAY_BODY_SYNTAX, error->line, error->column);
    }
}

json_t *body_parse(struct arena *mem, const char *bytes, size_t length, struct err *err)
{
    json_error_t error;
    int count = 0;
    if (length > API_BODY_MAX) {
        err_set(err, ERR_INVALID, "size", NULL, SAY_MEMBER_LONG, "body", (size_t)API_BODY_MAX);
        return NULL;
    }
    if (!utf8_is_valid(bytes, length)) {
        err_set(err, ERR_INVALID, "encoding", NULL, SAY_BODY_UTF8);
        return NULL;
    }
    json_t *json = load(bytes, length, &error);
    if (lacked || !json) {
        json_decref(json);
        if (lacked)
            err_no_memory(err);
        else
            refuse_syntax(&error, err);
        return NULL;
    }
    arena_defer(mem, release_json, json);
    if (!json_is_object(json)) {
        err_set(err, ERR_INVALID, "json", NULL, SAY_BODY_NOT_OBJECT);
        return NULL;
    }
    return within_limits(json, 1, &count, err) ? json : NULL;
}

/* --- shapes ------------------------------------------------------------------------------------------------------- */

static const struct member *find_member(const struct shape *shape, const char *name)
{
    for (size_t i = 0; i < MEMBERS_MAX && shape->members[i].name; i++)
        if (text_equal(shape->members[i].name, name))
            return &shape->members[i];
    return NULL;
}

static bool refuse_unknown(struct arena *mem, const struct shape *shape, const char *name, struct err *err)
{
    struct text names;
    text_init(&names, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < MEMBERS_MAX && shape->members[i].name; i++)
        text_printf(&names, "%s%s", i ? ", " : "", shape->members[i].name);
    return err_set(err, ERR_INVALID, "member", name, SAY_MEMBER_UNKNOWN, name, names.data);
}

static bool is_texts(const json_t *value)
{
    const json_t *inner;
    size_t at;
    json_array_foreach(value, at, inner) if (!json_is_string(inner)) return false;
    return json_is_array(value);
}

static bool check_member(struct arena *mem, const struct member *member, const json_t *value, struct err *err);

/* A list of objects of their own shape; the fault names the member of the one that is wrong: "parts.2.due". */
static bool check_objects(struct arena *mem, const struct member *member, const json_t *list, struct err *err)
{
    const json_t *object, *value;
    const char *name;
    size_t at;
    if (!json_is_array(list))
        return err_set(err, ERR_INVALID, "type", member->name, SAY_MEMBER_OBJECTS, member->name);
    json_array_foreach(list, at, object)
    {
        if (!json_is_object(object))
            return err_set(err, ERR_INVALID, "type", member->name, SAY_MEMBER_OBJECTS, member->name);
        json_object_foreach((json_t *)object, name, value)
        {
            const struct member *inner = find_member(member->of, name);
            struct member named = inner ? *inner : (struct member){ 0 };
            named.name = arena_printf(mem, "%s.%zu.%s", member->name, at + 1, name);
            if (!inner)
                return refuse_unknown(mem, member->of, named.name, err);
            if (!json_is_null(value) && !check_member(mem, &named, value, err))
                return false;
        }
    }
    return true;
}

static bool check_member(struct arena *mem, const struct member *member, const json_t *value, struct err *err)
{
    size_t max = member->max ? member->max : MEMBER_TEXT_MAX;
    switch (member->type) {
    case MEMBER_TEXT:
        if (!json_is_string(value))
            return err_set(err, ERR_INVALID, "type", member->name, SAY_MEMBER_TEXT, member->name);
        return json_string_length(value) <= max ||
               err_set(err, ERR_INVALID, "length", member->name, SAY_MEMBER_LONG, member->name, max);
    case MEMBER_INTEGER:
        return json_is_integer(value) ||
               err_set(err, ERR_INVALID, "type", member->name, SAY_MEMBER_INTEGER, member->name);
    case MEMBER_YES_NO:
        return json_is_boolean(value) ||
               err_set(err, ERR_INVALID, "type", member->name, SAY_MEMBER_YES_NO, member->name);
    case MEMBER_FIELDS:
        return json_is_object(value) ||
               err_set(err, ERR_INVALID, "type", member->name, SAY_MEMBER_OBJECT, member->name);
    case MEMBER_TEXTS:
        return is_texts(value) || err_set(err, ERR_INVALID, "type", member->name, SAY_MEMBER_TEXTS, member->name);
    case MEMBER_OBJECTS:
        return check_objects(mem, member, value, err);
    }
    return false;
}

static bool is_json(const struct request *request)
{
    const char *type = request_header(request, "content-type");
    size_t length = type ? strcspn(type, "; \t") : 0;
    return length == strlen("application/json") && strncasecmp(type, "application/json", length) == 0;
}

static bool has_fault(const struct draft_faults *faults, const char *member)
{
    for (size_t i = 0; i < faults->list.count; i++)
        if (text_equal(faults->list.items[i].field, member))
            return true;
    return false;
}

/* The body with every fault of its members; those at fault are taken out of it. NULL where it is no JSON object. */
static json_t *read_members(struct visit *visit, const struct shape *shape, struct draft_faults *faults,
                            struct err *err)
{
    const struct request *request = visit->request;
    const char *name;
    json_t *value;
    void *next;
    static const char *const none[] = { NULL };
    if (!api_parameters(visit, none, err))
        return NULL;
    if (!is_json(request)) {
        err_set(err, ERR_INVALID, "media-type", NULL, SAY_BODY_NOT_JSON);
        return NULL;
    }
    json_t *body = body_parse(visit->mem, request->body ? request->body : "", request->body_length, err);
    if (!body)
        return NULL;
    json_object_foreach_safe(body, next, name, value)
    {
        struct err fault = { 0 };
        const struct member *member = find_member(shape, name);
        if (member ? json_is_null(value) || check_member(visit->mem, member, value, &fault)
                   : refuse_unknown(visit->mem, shape, name, &fault))
            continue;
        *ARRAY_ADD(visit->mem, &faults->list) = fault;
        json_object_del(body, name);
    }
    for (size_t i = 0; i < MEMBERS_MAX && shape->members[i].name; i++) {
        const struct member *member = &shape->members[i];
        const json_t *given = json_object_get(body, member->name);
        if (member->required && (!given || json_is_null(given)) && !has_fault(faults, member->name))
            err_set(ARRAY_ADD(visit->mem, &faults->list), ERR_INVALID, "required", member->name, SAY_MEMBER_REQUIRED,
                    member->name);
    }
    return body;
}

json_t *body_read(struct visit *visit, const struct shape *shape, struct err *err)
{
    struct draft_faults *faults = ARENA_NEW(visit->mem, struct draft_faults);
    json_t *body = read_members(visit, shape, faults, err);
    if (!body || faults->list.count == 0)
        return body;
    visit->faults = faults;
    *err = faults->list.items[0];
    return NULL;
}

void field_values_blame(struct visit *visit, struct field_values *values, const struct err *fault)
{
    *ARRAY_ADD(visit->mem, &values->list) =
        (struct draft_value){ .name = arena_strdup(visit->mem, fault->field),
                              .text = "",
                              .unread = arena_copy(visit->mem, fault, sizeof *fault) };
}

json_t *body_read_values(struct visit *visit, const struct shape *shape, struct field_values *values, struct err *err)
{
    struct draft_faults faults = { 0 };
    json_t *body = read_members(visit, shape, &faults, err);
    for (size_t i = 0; i < faults.list.count; i++)
        field_values_blame(visit, values, &faults.list.items[i]);
    return body;
}

const char *body_text(struct visit *visit, const json_t *body, const char *name)
{
    const char *text = json_string_value(json_object_get(body, name));
    return text ? viet_nfc(visit->mem, text) : NULL;
}

int64_t body_integer(const json_t *body, const char *name, int64_t otherwise)
{
    const json_t *value = json_object_get(body, name);
    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

bool body_yes_no(const json_t *body, const char *name, bool otherwise)
{
    const json_t *value = json_object_get(body, name);
    return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

struct text_list body_texts(struct visit *visit, const json_t *body, const char *name)
{
    const json_t *array = json_object_get(body, name), *value;
    struct text_list list = { ARENA_ARRAY(visit->mem, const char *, json_array_size(array) + 1), 0 };
    size_t at;
    json_array_foreach(array, at, value) list.items[list.count++] = viet_nfc(visit->mem, json_string_value(value));
    return list;
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static const char *choices_text(struct arena *mem, const struct field *field, const json_t *value, struct err *err)
{
    struct text out;
    const json_t *inner;
    size_t at;
    text_init(&out, mem, FIELD_BYTES_MAX);
    json_array_foreach(value, at, inner)
    {
        const char *code = json_string_value(inner);
        if (strchr(code, ',')) {
            err_set(err, ERR_INVALID, "type", field->name, SAY_CHOICE_COMMA, field->name);
            return NULL;
        }
        text_printf(&out, "%s%s", at ? "," : "", code);
    }
    return out.data;
}

static enum member_type member_type_of(enum field_type type)
{
    switch (type) {
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_RATING:
        return MEMBER_INTEGER;
    case FIELD_YES_NO:
        return MEMBER_YES_NO;
    case FIELD_CHOICES:
        return MEMBER_TEXTS;
    default:
        return MEMBER_TEXT;
    }
}

/* The text that records reads; NULL where VALUE is not of the field's JSON type. Of a text that is no value of the
 * field either, that is said in the field's own words. */
static const char *field_text(struct visit *visit, const struct field *field, const json_t *value, struct err *err)
{
    struct arena *mem = visit->mem;
    struct value read;
    const struct member member = { .name = field->name, .type = member_type_of(field->type), .max = FIELD_BYTES_MAX };
    if (json_is_null(value))
        return "";
    if (member.type != MEMBER_TEXT && json_is_string(value) &&
        !value_parse(mem, visit->definitions, field, json_string_value(value), &read, err))
        return NULL;
    if (!check_member(mem, &member, value, err))
        return NULL;
    switch (member.type) {
    case MEMBER_INTEGER:
        return arena_printf(mem, "%" PRId64, (int64_t)json_integer_value(value));
    case MEMBER_YES_NO:
        return json_is_true(value) ? "yes" : "no";
    case MEMBER_TEXTS:
        return choices_text(mem, field, value, err);
    default:
        return arena_strdup(mem, json_string_value(value));
    }
}

void body_fields(struct visit *visit, const struct register_definition *reg, const json_t *body,
                 struct field_values *values)
{
    json_t *fields = json_object_get(body, "fields"), *value;
    const char *name;
    json_object_foreach(fields, name, value)
    {
        struct err fault = { 0 };
        const struct field *field = register_field(reg, name);
        const char *text = field ? field_text(visit, field, value, &fault) : NULL;
        if (!field)
            err_set(&fault, ERR_INVALID, "field", name, SAY_FIELD_UNKNOWN, reg->label, name);
        if (text)
            *ARRAY_ADD(visit->mem, &values->list) = (struct draft_value){ .name = field->name, .text = text };
        else
            field_values_blame(visit, values, &fault);
    }
}

/* --- the version -------------------------------------------------------------------------------------------------- */

/* "7" in its quotes, or *. */
static bool read_if_match(struct visit *visit, bool *given, int64_t *version, struct err *err)
{
    const char *header = request_header(visit->request, "if-match");
    *given = header != NULL;
    *version = 0;
    if (!header || text_equal(header, "*"))
        return true;
    size_t length = strlen(header);
    if (length > 2 && header[0] == '"' && header[length - 1] == '"' &&
        text_to_int(arena_strndup(visit->mem, header + 1, length - 2), 1, INT64_MAX, version))
        return true;
    return err_set(err, ERR_INVALID, "version", "if-match", SAY_BAD_IF_MATCH);
}

bool body_version(struct visit *visit, const json_t *body, bool required, int64_t *version, struct err *err)
{
    bool matched;
    int64_t seen, of_body = body_integer(body, "version", 0);
    if (!read_if_match(visit, &matched, &seen, err))
        return false;
    if (of_body < 0 || (required && !matched && of_body == 0))
        return err_set(err, ERR_INVALID, "version", "version", SAY_NEEDS_VERSION);
    if (seen && of_body && seen != of_body)
        return err_set(err, ERR_INVALID, "version", "version", SAY_TWO_VERSIONS);
    *version = of_body ? of_body : seen;
    return true;
}
