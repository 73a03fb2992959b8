/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 128, INT_DIGITS = 20 /* of INT64_MIN, with its sign */ };

void text_init(struct text *text, struct arena *mem, size_t max)
{
    *text = (struct text){ .mem = mem, .max = max, .room = FIRST_ROOM };
    text->data = arena_alloc(mem, FIRST_ROOM);
}

void text_clear(struct text *text)
{
    text->length = 0;
    text->data[0] = '\0';
    text->full = false;
}

bool text_is_full(const struct text *text)
{
    return text->full;
}

/* Makes room for LENGTH more bytes and the end; false when that is beyond the maximum. */
static bool make_room(struct text *text, size_t length)
{
    if (text->full || length > text->max - text->length) {
        text->full = true;
        return false;
    }
    size_t wanted = text->length + length + 1;
    if (wanted <= text->room)
        return true;
    size_t room = text->room;
    while (room < wanted)
        room *= 2;
    char *data = arena_alloc(text->mem, room);
    memcpy(data, text->data, text->length + 1);
    text->data = data;
    text->room = room;
    return true;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    if (length == 0 || !make_room(text, length))
        return;
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_char(struct text *text, char c)
{
    text_add_bytes(text, &c, 1);
}

void text_printf(struct text *text, const char *format, ...)
{
    char small[512];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (length < 0)
        return;
    if ((size_t)length < sizeof small) {
        text_add_bytes(text, small, (size_t)length);
        return;
    }
    if (!make_room(text, (size_t)length))
        return;
    va_start(args, format);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, args);
    va_end(args);
    text->length += (size_t)length;
}

void text_int(struct text *text, int64_t value)
{
    char digits[INT_DIGITS], *at = digits + sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    text_add_bytes(text, at, (size_t)(digits + sizeof digits - at));
}

/* How an escape writes each byte: NULL as it is. */
struct escape {
    const char *instead[256];
};

/* Copies LENGTH bytes of STRING, replacing each that ESCAPE has a text for. */
static void add_escaped(struct text *text, const char *string, size_t length, const struct escape *escape)
{
    const char *start = string, *end = string + length;
    for (const char *at = string; at < end; at++) {
        const char *instead = escape->instead[(unsigned char)*at];
        if (!instead)
            continue;
        text_add_bytes(text, start, (size_t)(at - start));
        text_add(text, instead);
        start = at + 1;
    }
    text_add_bytes(text, start, (size_t)(end - start));
}

#define BETWEEN_TAGS ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;"

static const struct escape html_escape = { { BETWEEN_TAGS } };
static const struct escape attr_escape = { { BETWEEN_TAGS, ['"'] = "&quot;", ['\''] = "&#39;" } };

/* Line ends and tabs by number, since a parser turns them into spaces in attributes. */
static const struct escape xml_escape = {
    { [0 ... 8] = "", "&#9;", "&#10;", [11 ... 31] = "", BETWEEN_TAGS, ['"'] = "&quot;" }
};

void text_html(struct text *text, const char *string)
{
    add_escaped(text, string, strlen(string), &html_escape);
}

void text_attr(struct text *text, const char *string)
{
    add_escaped(text, string, strlen(string), &attr_escape);
}

void text_xml(struct text *text, const char *string)
{
    for (;;) { /* U+FFFE and U+FFFF are no characters */
        const char *at = strstr(string, "\xEF\xBF");
        while (at && (unsigned char)at[2] != 0xBE && (unsigned char)at[2] != 0xBF)
            at = strstr(at + 2, "\xEF\xBF");
        add_escaped(text, string, at ? (size_t)(at - string) : strlen(string), &xml_escape);
        if (!at)
            return;
        string = at + 3;
    }
}

/* What stands for itself in a URL's query (RFC 3986, unreserved); in the C locale. */
static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '~';
}

void text_url(struct text *text, const char *string)
{
    static const char hex[] = "0123456789ABCDEF";
    const char *start = string;
    for (const char *at = string; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (is_unreserved(c))
            continue;
        text_add_bytes(text, start, (size_t)(at - start));
        text_add_bytes(text, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
        start = at + 1;
    }
    text_add(text, start);
}

void text_json(struct text *text, const char *string)
{
    text_char(text, '"');
    const char *start = string;
    for (const char *at = string; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        text_add_bytes(text, start, (size_t)(at - start));
        if (c == '\n')
            text_raw(text, "\\n");
        else if (c == '\t')
            text_raw(text, "\\t");
        else if (c < 0x20)
            text_printf(text, "\\u%04x", c);
        else
            text_printf(text, "\\%c", c);
        start = at + 1;
    }
    text_add(text, start);
    text_char(text, '"');
}

void text_csv(struct text *text, const char *string)
{
    bool quoted = strpbrk(string, ",;\"\r\n\t") || string[0] == ' ' || text_ends(string, " ");
    if (!quoted) {
        text_add(text, string);
        return;
    }
    text_char(text, '"');
    for (const char *at = string; *at; at++) {
        if (*at == '"')
            text_char(text, '"');
        text_char(text, *at);
    }
    text_char(text, '"');
}

bool text_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_starts(const char *string, const char *prefix)
{
    return strncmp(string, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *string, const char *suffix)
{
    size_t length = strlen(string), tail = strlen(suffix);
    return length >= tail && strcmp(string + length - tail, suffix) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool text_is_empty(const char *string)
{
    if (!string)
        return true;
    while (is_blank(*string))
        string++;
    return *string == '\0';
}

char *text_trim(struct arena *mem, const char *string)
{
    while (is_blank(*string))
        string++;
    size_t length = strlen(string);
    while (length > 0 && is_blank(string[length - 1]))
        length--;
    return arena_strndup(mem, string, length);
}

char **text_split(struct arena *mem, const char *string, char separator, size_t *count)
{
    size_t parts = 1;
    for (const char *at = string; *at; at++)
        parts += *at == separator;
    char **list = ARENA_ARRAY(mem, char *, parts);
    for (size_t i = 0; i < parts; i++) {
        const char *end = strchrnul(string, separator);
        list[i] = arena_strndup(mem, string, (size_t)(end - string));
        string = end + (*end != '\0');
    }
    *count = parts;
    return list;
}

bool text_to_int(const char *string, int64_t min, int64_t max, int64_t *value)
{
    const char *digits = string + (*string == '-' || *string == '+');
    if (!isdigit((unsigned char)*digits))
        return false;
    char *end;
    errno = 0;
    long long read = strtoll(string, &end, 10);
    if (errno || *end || read < min || read > max)
        return false;
    *value = read;
    return true;
}
