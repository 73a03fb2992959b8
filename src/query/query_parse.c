/* SPDX-License-Identifier: Apache-2.0 */
/* Characters into parts: keys, values, lists, ranges, quotes. Nothing here knows a register. */
#include <string.h>

#include "query/query_internal.h"
#include "query/query_texts.h"
#include "viet/fold.h"

struct reader {
    struct arena *mem;
    const char *text;
    const char *at;
    struct query_part *part;
    struct err *err;
};

static bool read_part(struct reader *in);
static bool read_words(struct reader *in);
static bool read_value(struct reader *in);
static bool read_list(struct reader *in);
static bool read_item(struct reader *in, struct query_item *item);
static void read_keyword(struct query_part *part);

/* The character that AT is, from 1. */
static size_t place(const struct reader *in, const char *at)
{
    size_t count = 1;
    for (const char *seen = in->text; seen < at; seen++)
        count += ((unsigned char)*seen & 0xC0) != 0x80;
    return count;
}

#define REFUSE(in, at, format, ...)                                                                                    \
    err_set((in)->err, ERR_INVALID, "query", (in)->part ? (in)->part->key : NULL, format, place((in), (at)),           \
            ##__VA_ARGS__)

bool query_read(struct arena *mem, const char *text, struct query_parts *parts, struct err *err)
{
    size_t length = strlen(text);
    if (length > QUERY_TEXT_MAX)
        return err_set(err, ERR_INVALID, "query", NULL, TEXT_QUERY_LONG, QUERY_TEXT_MAX);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ')
            return err_set(err, ERR_INVALID, "query", NULL, TEXT_QUERY_ENCODING);
    if (!utf8_is_valid(text, length))
        return err_set(err, ERR_INVALID, "query", NULL, TEXT_QUERY_ENCODING);
    const char *clean = viet_nfc(mem, text);
    struct reader in = { mem, clean, clean, NULL, err };
    struct query_parts read = { 0 };
    if (text_is_empty(clean)) {
        *parts = read;
        return true;
    }
    for (;;) {
        if (read.list.count == QUERY_CONDITIONS_MAX)
            return REFUSE(&in, in.at, TEXT_QUERY_MANY, QUERY_CONDITIONS_MAX);
        in.part = ARRAY_ADD(mem, &read.list);
        if (!read_part(&in))
            return false;
        if (!*in.at)
            break;
        in.at++; /* & */
    }
    *parts = read;
    return true;
}

static bool read_part(struct reader *in)
{
    in->at += strspn(in->at, " ");
    const char *start = in->at;
    size_t length = strcspn(start, "=&");
    struct query_part *part = in->part;
    part->key = "";
    part->key_at = place(in, start);
    if (length == 0)
        return start[0] == '=' ? REFUSE(in, start, TEXT_QUERY_NO_NAME) : REFUSE(in, start, TEXT_QUERY_EMPTY);
    part->key = text_trim(in->mem, arena_strndup(in->mem, start, length));
    in->at = start + length;
    if (*in->at != '=')
        return REFUSE(in, start, TEXT_QUERY_NO_EQUALS, part->key);
    in->at++;
    in->at += strspn(in->at, " ");
    start = in->at;
    part->raw_at = place(in, start);
    if (!(text_equal(part->key, "q") ? read_words(in) : read_value(in)))
        return false;
    part->raw = text_trim(in->mem, arena_strndup(in->mem, start, (size_t)(in->at - start)));
    return part->raw[0] ? true : REFUSE(in, start, TEXT_QUERY_NO_VALUE, part->key);
}

/* Words to search are free: only quotes keep an & among them. */
static bool read_words(struct reader *in)
{
    const char *start = in->at, *quote = NULL;
    for (; *in->at && (quote || *in->at != '&'); in->at++)
        if (*in->at == '"')
            quote = quote ? NULL : in->at;
    if (quote)
        return REFUSE(in, quote, TEXT_QUERY_QUOTE_OPEN);
    struct query_item *item = ARENA_NEW(in->mem, struct query_item);
    char *words = arena_strndup(in->mem, start, (size_t)(in->at - start));
    for (char *at = words; *at; at++)
        if (*at == '"')
            *at = ' ';
    *item = (struct query_item){ .text = text_trim(in->mem, words), .at = place(in, start), .quoted = true };
    in->part->shape = SHAPE_VALUES;
    in->part->items = item;
    in->part->count = 1;
    return true;
}

static bool read_value(struct reader *in)
{
    struct query_part *part = in->part;
    const char *start = in->at;
    if (*in->at == '!') {
        part->negated = true;
        in->at++;
        in->at += strspn(in->at, " ");
    }
    if (!*in->at || *in->at == '&')
        return REFUSE(in, start, TEXT_QUERY_NO_VALUE, part->key);
    if (!read_list(in))
        return false;
    read_keyword(part);
    return true;
}

/* item , item , …   or   item .. item */
static bool read_list(struct reader *in)
{
    ARRAY(struct query_item) items = { 0 };
    const char *start = in->at;
    bool range = false, comma = false;
    for (;;) {
        if (items.count == QUERY_VALUES_MAX)
            return REFUSE(in, start, TEXT_QUERY_VALUES, in->part->key, QUERY_VALUES_MAX);
        struct query_item *item = ARRAY_ADD(in->mem, &items);
        if (!read_item(in, item))
            return false;
        bool dots = in->at[0] == '.' && in->at[1] == '.';
        if ((dots && (range || comma)) || (range && *in->at == ','))
            return REFUSE(in, in->at, TEXT_QUERY_RANGE);
        if (!item->text && !dots && !range)
            return REFUSE(in, in->at, TEXT_QUERY_NO_VALUE, in->part->key);
        if (dots)
            range = true;
        else if (*in->at == ',')
            comma = true;
        else
            break;
        in->at += dots ? 2 : 1;
    }
    if (range && !items.items[0].text && !items.items[1].text)
        return REFUSE(in, start, TEXT_QUERY_RANGE);
    in->part->shape = range ? SHAPE_RANGE : SHAPE_VALUES;
    in->part->items = items.items;
    in->part->count = items.count;
    return true;
}

/* "…" with "" for a quote inside; the text goes to OUT. */
static bool read_quoted(struct reader *in, struct text *out)
{
    const char *open = in->at++;
    for (;; in->at++) {
        if (!*in->at)
            return REFUSE(in, open, TEXT_QUERY_QUOTE_OPEN);
        if (*in->at == '"' && in->at[1] != '"')
            break;
        in->at += *in->at == '"';
        text_char(out, *in->at);
    }
    in->at++;
    in->at += strspn(in->at, " ");
    bool ends = !*in->at || *in->at == '&' || *in->at == ',' || (in->at[0] == '.' && in->at[1] == '.');
    return ends ? true : REFUSE(in, in->at, TEXT_QUERY_QUOTE_END);
}

/* Leaves AT at the end, an &, a comma or dots; an item without a character is NULL. */
static bool read_item(struct reader *in, struct query_item *item)
{
    in->at += strspn(in->at, " ");
    item->at = place(in, in->at);
    if (*in->at == '"') {
        struct text out;
        text_init(&out, in->mem, QUERY_TEXT_MAX);
        item->quoted = true;
        if (!read_quoted(in, &out))
            return false;
        item->text = out.data;
        return true;
    }
    const char *start = in->at;
    while (*in->at && !strchr(",&\"", *in->at) && !(in->at[0] == '.' && in->at[1] == '.'))
        in->at++;
    if (*in->at == '"')
        return REFUSE(in, in->at, TEXT_QUERY_QUOTE_IN);
    const char *text = text_trim(in->mem, arena_strndup(in->mem, start, (size_t)(in->at - start)));
    item->text = text[0] ? text : NULL;
    return true;
}

/* `any` and `none` alone; not any is none. */
static void read_keyword(struct query_part *part)
{
    if (part->shape != SHAPE_VALUES || part->count != 1 || part->items[0].quoted)
        return;
    bool any = text_equal(part->items[0].text, "any"), none = text_equal(part->items[0].text, "none");
    if (any || none) {
        part->shape = any != part->negated ? SHAPE_ANY : SHAPE_NONE;
        part->negated = false;
    }
}
