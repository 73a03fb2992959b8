/* SPDX-License-Identifier: Apache-2.0 */
#include "records/condition.h"

#include <stdio.h>
#include <string.h>

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
        while (wanted.length > 0 && !found)
            found = value->is_set && piece_is(next_piece(&wanted, ','), text);
    return found != negated;
}

static bool part_holds(const struct record *record, struct piece part)
{
    struct piece name = next_piece(&part, '=');
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        if (!piece_is(name, record->reg->fields.items[i].name))
            continue;
        const struct value *value = &record->values[i];
        char number[24];
        snprintf(number, sizeof number, "%lld", (long long)value->integer);
        bool yes_no = record->reg->fields.items[i].type == FIELD_YES_NO;
        return value_is_one_of(value,
                               value->text ? value->text
                               : yes_no    ? (value->integer ? "yes" : "no")
                                           : number,
                               part);
    }
    if (piece_is(name, "state"))
        return value_is_one_of(&(struct value){ .is_set = true }, record->state, part);
    return false;
}

bool condition_holds(const struct record *record, const char *condition)
{
    struct piece rest = { condition, strlen(condition) };
    while (rest.length > 0)
        if (!part_holds(record, next_piece(&rest, '&')))
            return false;
    return true;
}
