/* src/base/text.h
 * Text that grows in an arena up to a named maximum, and the ways to escape it.
 *
 * The escape is chosen by the function's name, at the place where the text lands: text_html, text_attr, text_url,
 * text_json, text_xml, text_csv. text_raw takes a string literal only. Beyond the maximum the text stops growing and
 * text_is_full says so; it is always terminated.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum {
    TEXT_MAX_LINE = 4 << 10,
    TEXT_MAX_PAGE = 8 << 20,
    TEXT_MAX_DOCUMENT = 64 << 20,
};

struct text {
    struct arena *mem;
    char *data; /* never NULL after text_init, always terminated */
    size_t length;
    size_t room;
    size_t max;
    bool full;
};

void text_init(struct text *text, struct arena *mem, size_t max);
void text_clear(struct text *text); /* empties it, keeps the room */
bool text_is_full(const struct text *text);

void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_char(struct text *text, char c);
void text_printf(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_int(struct text *text, int64_t value);
#define text_raw(text, literal) text_add_bytes((text), "" literal "", sizeof(literal) - 1)

void text_html(struct text *text, const char *string); /* between tags: & < > */
void text_attr(struct text *text, const char *string); /* inside "…": & < > " ' */
void text_xml(struct text *text, const char *string);  /* between tags and in attributes; drops what XML 1.0 forbids */
void text_url(struct text *text, const char *string);  /* a query value: everything but A-Za-z0-9-_.~ as %XX */
void text_json(struct text *text, const char *string); /* with its quotes */
void text_csv(struct text *text, const char *string);  /* quoted where needed */

/* --- strings ------------------------------------------------------------------------------------------------------ */

bool text_equal(const char *a, const char *b); /* both may be NULL: NULL equals NULL only */
bool text_starts(const char *string, const char *prefix);
bool text_ends(const char *string, const char *suffix);
bool text_is_empty(const char *string); /* NULL, "" or blanks */

/* A copy without leading and trailing blanks; lives in MEM. */
char *text_trim(struct arena *mem, const char *string);

/* Splits at each SEPARATOR; empty parts are kept; "" gives one empty part. The array lives in MEM. */
char **text_split(struct arena *mem, const char *string, char separator, size_t *count);

/* Whole decimal number, optional sign, nothing else; false beyond the bounds. */
bool text_to_int(const char *string, int64_t min, int64_t max, int64_t *value) MUST_CHECK;

/* --- UTF-8 -------------------------------------------------------------------------------------------------------- */

/* Reads one code point at *AT and moves past it; an ill-formed byte gives U+FFFD and moves one byte; 0 at the end. */
uint32_t utf8_next(const char **at);

/* How many there are. */
size_t utf8_length(const char *text);

/* Writes a code point; returns the number of bytes (1–4). */
size_t utf8_put(char out[4], uint32_t code_point);

/* Well-formed throughout: no overlong forms, surrogates or values beyond U+10FFFF. */
bool utf8_is_valid(const char *bytes, size_t length);

/* The largest length ≤ MAX that does not cut a character of STRING. */
size_t utf8_cut(const char *string, size_t max);
