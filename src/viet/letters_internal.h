/* src/viet/letters_internal.h
 * What the room knows of each Vietnamese letter.
 *
 * A letter is one 16-bit value: its letter without marks in small ASCII, its shape, its tone and its case. Digits and
 * '_' are there too, as parts of words. Zero: not a Vietnamese letter (it may be one of another script).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

enum viet_shape { SHAPE_PLAIN, SHAPE_CIRCUMFLEX, SHAPE_BREVE, SHAPE_HORN, SHAPE_STROKE };
enum viet_tone { TONE_NGANG, TONE_HUYEN, TONE_HOI, TONE_NGA, TONE_SAC, TONE_NANG };

enum { LETTERS_END = 0x1EFA };

enum {
    LETTER_BASE = 0x7F,
    LETTER_SHAPE_SHIFT = 7,
    LETTER_TONE_SHIFT = 10,
    LETTER_UPPER = 1 << 13,
    LETTER_IS_LETTER = 1 << 14, /* not a digit, not '_' */
};

extern const uint16_t viet_letters[LETTERS_END];

static inline uint16_t letter_of(uint32_t code_point)
{
    return code_point < LETTERS_END ? viet_letters[code_point] : 0;
}

static inline char letter_base(uint16_t letter)
{
    return (char)(letter & LETTER_BASE);
}

static inline enum viet_shape letter_shape(uint16_t letter)
{
    return (enum viet_shape)(letter >> LETTER_SHAPE_SHIFT & 7);
}

static inline enum viet_tone letter_tone(uint16_t letter)
{
    return (enum viet_tone)(letter >> LETTER_TONE_SHIFT & 7);
}

/* The same letter with another tone. */
static inline uint16_t letter_with_tone(uint16_t letter, enum viet_tone tone)
{
    return (uint16_t)((letter & ~(7 << LETTER_TONE_SHIFT)) | tone << LETTER_TONE_SHIFT);
}

static inline bool letter_is_marked(uint16_t letter)
{
    return (letter & (7 << LETTER_SHAPE_SHIFT | 7 << LETTER_TONE_SHIFT)) != 0;
}

/* The NFC code point; 0 where Vietnamese has no such letter ("b" with a tone, "i" with a horn). */
uint32_t letter_code_point(uint16_t letter);

/* True where the tone of SECOND belongs on FIRST: an open oa, oe, uy at the end of a word, not after q. BEFORE is the
 * letter before FIRST, 0 where there is none. */
bool letter_tone_moves(uint16_t before, uint16_t first, uint16_t second, bool ends_word);

/* utf8_next without a call for the lengths that Vietnamese has: the same result for well-formed and other bytes. */
static inline uint32_t next_code_point(const char **at)
{
    const unsigned char *bytes = (const unsigned char *)*at;
    if (bytes[0] < 0x80) {
        *at += bytes[0] != 0;
        return bytes[0];
    }
    if (bytes[0] >= 0xC2 && bytes[0] < 0xE0 && (bytes[1] & 0xC0) == 0x80) {
        *at += 2;
        return (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
    }
    if (bytes[0] == 0xE1 && (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80) {
        *at += 3;
        return 0x1000u | (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    }
    return utf8_next(at);
}

/* The code points of NFC text; the array lives in MEM. */
uint32_t *viet_code_points(struct arena *mem, const char *text, size_t *count);

/* A letter or digit of another script; marks that belong to one count too. */
bool viet_is_other_letter(uint32_t code_point);

/* Small, without its marks. */
uint32_t viet_other_folded(uint32_t code_point);
