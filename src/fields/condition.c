/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/condition.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"

enum { CONDITION_SQL_MAX = 8000 };

/* A piece of the condition's text. */
struct piece {
    const char *at;
    size_t length;
};

static bool piece_is(struct piece piece, const char *text)
{
    return strlen(text) == piece.length && memcmp(piece.at, text, piece.length) == 0;
}

/* Cuts the next piece off *REST, up to SEPARATOR. */
static struct piece next_piece(struct piece *rest, char separator)
{
    const char *end = memchr(rest->at, separator, rest->length);
    struct piece piece = { rest->at, end ? (size_t)(end - rest->at) : rest->length };
    size_t used = piece.length + (end != NULL);
    rest->at += used;
    rest->length -= used;
    return piece;
}

static bool value_is_one_of(const struct value *value, const char *text, struct piece wanted)
{
    bool negated = wanted.length > 0 && wanted.at[0] == '!';
    if (negated) {
        wanted.at++;
        wanted.length--;
    }
    bool found = false;
    if (piece_is(wanted, "any"))
        found = value->is_set;
    else if (piece_is(wanted, "none"))
        found = !value->is_set;
    else
        while (value->is_set && wanted.length > 0 && !found)
            found = piece_is(next_piece(&wanted, ','), text);
    return found != negated;
}

static bool part_holds(struct arena *mem, const struct record *record, struct piece part)
{
    struct piece name = next_piece(&part, '=');
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (piece_is(name, field->name))
            return value_is_one_of(&record->values[i], value_print(mem, field, &record->values[i]), part);
    }
    const struct {
        const char *name, *text;
    } columns[] = { { "state", record->state },
                    { "unit", record->unit },
                    { "issuer", record->issuer },
                    { "secrecy", record->secrecy } };
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (piece_is(name, columns[i].name))
            return value_is_one_of(&(struct value){ .is_set = true }, columns[i].text, part);
    return false;
}

const char *condition_fails(struct arena *mem, const struct record *record, const char *condition)
{
    struct piece rest = { condition, strlen(condition) };
    while (rest.length > 0) {
        struct piece part = next_piece(&rest, '&'), name = part;
        if (!part_holds(mem, record, part)) {
            name = next_piece(&name, '=');
            return arena_strndup(mem, name.at, name.length);
        }
    }
    return NULL;
}

bool condition_asks(const char *condition, const char *field)
{
    struct piece rest = { condition, strlen(condition) };
    while (rest.length > 0) {
        struct piece part = next_piece(&rest, '&');
        if (piece_is(next_piece(&part, '='), field))
            return true;
    }
    return false;
}

bool condition_holds(struct arena *mem, const struct record *record, const char *condition)
{
    return !condition_fails(mem, record, condition);
}

const struct step_condition *condition_of_named(struct arena *mem, const struct field *field,
                                                const struct record *named)
{
    for (size_t i = 0; i < field->only_if.count; i++)
        if (!condition_holds(mem, named, field->only_if.items[i].query))
            return &field->only_if.items[i];
    return NULL;
}

/* --- of rows ------------------------------------------------------------------------------------------------------ */

/* "'a', 'b'": codes were checked to hold no quote; a yes is kept as 1. */
static void put_codes(struct text *out, const struct field *field, struct piece codes)
{
    for (size_t i = 0; codes.length > 0; i++) {
        struct piece code = next_piece(&codes, ',');
        text_add(out, i ? ", '" : "'");
        if (field->type == FIELD_YES_NO)
            text_add(out, piece_is(code, "yes") ? "1" : "0");
        else
            text_add_bytes(out, code.at, code.length);
        text_raw(out, "'");
    }
}

const char *condition_sql(struct arena *mem, const struct register_definition *reg, const char *condition)
{
    struct piece rest = { condition, strlen(condition) };
    struct text out;
    text_init(&out, mem, CONDITION_SQL_MAX);
    while (rest.length > 0) {
        struct piece part = next_piece(&rest, '&'), name = next_piece(&part, '=');
        const struct field *field = register_field(reg, arena_strndup(mem, name.at, name.length));
        bool negated = part.length > 0 && part.at[0] == '!';
        part.at += negated;
        part.length -= negated;
        bool any = piece_is(part, "any");
        text_printf(&out, " and coalesce(cast(f.%s as text), '')", db_name(mem, field->name));
        if (any || piece_is(part, "none")) {
            text_printf(&out, " %s ''", any != negated ? ">" : "=");
            continue;
        }
        text_printf(&out, " %s (", negated ? "not in" : "in");
        put_codes(&out, field, part);
        text_raw(&out, ")");
    }
    return out.data;
}
