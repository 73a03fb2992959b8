/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/sort_key.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "viet/fold.h"
#include "viet/letters_internal.h"

/* The levels of a key in ASCII order: ' ' parts the levels, '!' words, '0'–'?' count the digits of a number, 'A'–'Z'
 * and 'a'–'g' are letters, '~' begins a letter of another script. */
enum {
    DIGITS_MAX = 15,
    OTHER_SIZE = 7, /* ~00fffd */
    PRIMARY_SIZE = VIET_KEY_LETTERS_MAX * (OTHER_SIZE + 1) + 2 * DIGITS_MAX,
};

struct key {
    char primary[PRIMARY_SIZE], tones[VIET_KEY_LETTERS_MAX], cases[VIET_KEY_LETTERS_MAX];
    size_t length, toned; /* of primary; of tones and cases */
    size_t letters;       /* letters and digits taken so far */
    bool gap;             /* a new word begins with the next letter */
};

static void add_letter(struct key *key, uint16_t letter);
static void add_other(struct key *key, uint32_t code_point);
static const char *add_number(struct key *key, const char *at);
static void begin_part(struct key *key);
static size_t significant(const char *level, size_t length);
static void make_key(struct arena *mem, const char *text, struct text *out);
static char *trim_end(struct text *text);

char *viet_sort_key(struct arena *mem, const char *text)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    make_key(mem, text, &out);
    return trim_end(&out);
}

char *viet_name_key(struct arena *mem, const char *name)
{
    const char *whole = text_trim(mem, viet_nfc(mem, name));
    const char *given = whole + strlen(whole), *family_end = whole + strcspn(whole, " \t");
    while (given > whole && given[-1] != ' ' && given[-1] != '\t')
        given--;
    size_t between = given > family_end ? (size_t)(given - family_end) : 0;
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    make_key(mem, given, &out);
    text_raw(&out, " ");
    make_key(mem, given > whole ? arena_strndup(mem, whole, (size_t)(family_end - whole)) : "", &out);
    text_raw(&out, " ");
    make_key(mem, arena_strndup(mem, family_end, between), &out);
    return trim_end(&out);
}

/* Appends the three levels of TEXT. */
static void make_key(struct arena *mem, const char *text, struct text *out)
{
    struct key key;
    key.length = key.toned = key.letters = 0;
    key.gap = false;
    const char *at = viet_tone_placement(mem, text);
    while (*at && key.letters < VIET_KEY_LETTERS_MAX) {
        if (*at >= '0' && *at <= '9') {
            at = add_number(&key, at);
            continue;
        }
        uint32_t c = next_code_point(&at);
        uint16_t letter = letter_of(c);
        if (letter & LETTER_IS_LETTER)
            add_letter(&key, letter);
        else if (!letter && viet_is_other_letter(c))
            add_other(&key, c);
        else
            key.gap = true;
    }
    text_add_bytes(out, key.primary, key.length);
    text_raw(out, " ");
    text_add_bytes(out, key.tones, significant(key.tones, key.toned));
    text_raw(out, " ");
    text_add_bytes(out, key.cases, significant(key.cases, key.toned));
}

static void begin_part(struct key *key)
{
    if (key->gap && key->length > 0)
        key->primary[key->length++] = '!';
    key->gap = false;
}

/* The length without the zeros at the end: they order nothing. */
static size_t significant(const char *level, size_t length)
{
    while (length > 0 && level[length - 1] == '0')
        length--;
    return length;
}

static int rank_of(uint16_t letter)
{
    static const uint8_t ranks['z' - 'a' + 1] = { 0,  3,  4,  5,  7,  9,  10, 11, 12, 13, 14, 15, 16,
                                                  17, 18, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 32 };
    int rank = ranks[letter_base(letter) - 'a'];
    switch (letter_shape(letter)) {
    case SHAPE_CIRCUMFLEX:
        return rank + (letter_base(letter) == 'a' ? 2 : 1);
    case SHAPE_HORN:
        return rank + (letter_base(letter) == 'o' ? 2 : 1);
    case SHAPE_BREVE:
    case SHAPE_STROKE:
        return rank + 1;
    case SHAPE_PLAIN:
        break;
    }
    return rank;
}

static void add_letter(struct key *key, uint16_t letter)
{
    begin_part(key);
    int rank = rank_of(letter);
    key->primary[key->length++] = (char)(rank < 26 ? 'A' + rank : 'a' + rank - 26);
    key->tones[key->toned] = (char)('0' + letter_tone(letter));
    key->cases[key->toned++] = letter & LETTER_UPPER ? '1' : '0';
    key->letters++;
}

static void add_other(struct key *key, uint32_t code_point)
{
    uint32_t folded = viet_other_folded(code_point);
    uint16_t letter = letter_of(folded);
    if (letter & LETTER_IS_LETTER) {
        add_letter(key, letter);
        return;
    }
    begin_part(key);
    snprintf(key->primary + key->length, OTHER_SIZE + 1, "~%06x", (unsigned)folded);
    key->length += OTHER_SIZE;
    key->letters++;
}

/* A whole number: how many digits it has, then the digits. */
static const char *add_number(struct key *key, const char *at)
{
    begin_part(key);
    size_t length = strspn(at, "0123456789"), zeros = strspn(at, "0");
    const char *digits = at + zeros, *end = at + length;
    do {
        size_t count = (size_t)(end - digits) < DIGITS_MAX ? (size_t)(end - digits) : DIGITS_MAX;
        key->primary[key->length++] = (char)('0' + count);
        memcpy(key->primary + key->length, digits, count);
        key->length += count;
        digits += count;
        key->letters += count + 1;
    } while (digits < end && key->letters < VIET_KEY_LETTERS_MAX);
    return end;
}

/* Blanks at the end order nothing: ' ' is the lowest byte of a key. */
static char *trim_end(struct text *text)
{
    while (text->length > 0 && text->data[text->length - 1] == ' ')
        text->data[--text->length] = '\0';
    return text->data;
}
