/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/fold.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/text.h"
#include "viet/letters_internal.h"

static bool is_settled(const char *text, size_t *length);
static char *normalise(struct arena *mem, const char *text, size_t length);
static char *change_case(struct arena *mem, const char *text, bool upper, bool first_only);
static char *words(struct arena *mem, const char *text, bool keep_marks);
static bool fold_letters(const char *text, char *out);

char *viet_nfc(struct arena *mem, const char *text)
{
    size_t length;
    if (is_settled(text, &length))
        return arena_strndup(mem, text, length);
    return normalise(mem, text, strlen(text));
}

char *viet_lower(struct arena *mem, const char *text)
{
    return change_case(mem, text, false, false);
}

char *viet_upper(struct arena *mem, const char *text)
{
    return change_case(mem, text, true, false);
}

char *viet_lower_first(struct arena *mem, const char *text)
{
    return change_case(mem, text, false, true);
}

char *viet_upper_first(struct arena *mem, const char *text)
{
    return change_case(mem, text, true, true);
}

char *viet_exact(struct arena *mem, const char *text)
{
    return words(mem, text, true);
}

char *viet_fold(struct arena *mem, const char *text)
{
    char *folded = ARENA_ARRAY(mem, char, strlen(text) + 1);
    return fold_letters(text, folded) ? folded : words(mem, text, false);
}

bool viet_same(struct arena *mem, const char *a, const char *b)
{
    return strcmp(viet_exact(mem, a), viet_exact(mem, b)) == 0;
}

/* --- NFC ---------------------------------------------------------------------------------------------------------- */

static bool is_dropped(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static uint32_t without_look_alike(uint32_t c)
{
    switch (c) {
    case 0xD0:
        return 0x110;
    case 0xF0:
        return 0x111;
    case 0x340:
        return 0x300;
    case 0x341:
        return 0x301;
    case 0xA0:
    case 0x2007:
    case 0x202F:
        return ' ';
    default:
        return c;
    }
}

/* True where no character can change: the usual case, decided without ICU. */
static bool is_settled(const char *text, size_t *length)
{
    const char *at = text;
    for (;;) {
        while ((signed char)*at > 0)
            at++;
        if (!*at)
            break;
        uint32_t c = next_code_point(&at);
        bool same = c < 0x300 ? c != 0xA0 && c != 0xAD && c != 0xD0 && c != 0xF0
                              : (c >= 0x1EA0 && c < LETTERS_END) || (c >= 0x2010 && c <= 0x2027);
        if (!same)
            return false;
    }
    *length = (size_t)(at - text);
    return true;
}

/* Which shape or tone a combining mark gives; false for other marks. */
static bool read_mark(uint32_t c, enum viet_shape *shape, enum viet_tone *tone)
{
    *shape = SHAPE_PLAIN;
    *tone = TONE_NGANG;
    switch (c) {
    case 0x300:
        *tone = TONE_HUYEN;
        return true;
    case 0x309:
        *tone = TONE_HOI;
        return true;
    case 0x303:
        *tone = TONE_NGA;
        return true;
    case 0x301:
        *tone = TONE_SAC;
        return true;
    case 0x323:
        *tone = TONE_NANG;
        return true;
    case 0x302:
        *shape = SHAPE_CIRCUMFLEX;
        return true;
    case 0x306:
        *shape = SHAPE_BREVE;
        return true;
    case 0x31B:
        *shape = SHAPE_HORN;
        return true;
    default:
        return false;
    }
}

/* Adds the mark to the letter; 0 where the letter cannot take it. */
static uint16_t with_mark(uint16_t letter, uint32_t mark)
{
    enum viet_shape shape;
    enum viet_tone tone;
    if (!(letter & LETTER_IS_LETTER) || !read_mark(mark, &shape, &tone))
        return 0;
    if ((shape != SHAPE_PLAIN && letter_shape(letter) != SHAPE_PLAIN) ||
        (tone != TONE_NGANG && letter_tone(letter) != TONE_NGANG))
        return 0;
    uint16_t marked = (uint16_t)(letter | shape << LETTER_SHAPE_SHIFT | tone << LETTER_TONE_SHIFT);
    return letter_code_point(marked) ? marked : 0;
}

/* Look-alikes mapped, invisible characters dropped, Vietnamese marks put together in any order. Returns the count. */
static size_t tidy(uint32_t *points, size_t count)
{
    size_t out = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_dropped(points[i]))
            continue;
        uint32_t c = without_look_alike(points[i]);
        uint16_t marked = out > 0 ? with_mark(letter_of(points[out - 1]), c) : 0;
        if (marked)
            points[out - 1] = letter_code_point(marked);
        else
            points[out++] = c;
    }
    return out;
}

static char *normalise(struct arena *mem, const char *text, size_t length)
{
    assert(length < INT32_MAX / 4);
    size_t count;
    uint32_t *points = viet_code_points(mem, text, &count);
    count = tidy(points, count);
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = (int32_t)(count * 2 + 1), wide_length = 0;
    UChar *wide = ARENA_ARRAY(mem, UChar, room);
    for (size_t i = 0; i < count; i++)
        U16_APPEND_UNSAFE(wide, wide_length, points[i]);
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    assert(U_SUCCESS(status));
    /* Put together it is hardly ever longer than it was: only then is a second call needed. */
    int32_t normal_room = wide_length + 1;
    UChar *normal = ARENA_ARRAY(mem, UChar, normal_room);
    int32_t normal_length = unorm2_normalize(nfc, wide, wide_length, normal, normal_room, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        normal = ARENA_ARRAY(mem, UChar, normal_length + 1);
        normal_length = unorm2_normalize(nfc, wide, wide_length, normal, normal_length + 1, &status);
    }
    assert(U_SUCCESS(status));
    char *result = ARENA_ARRAY(mem, char, (size_t)normal_length * 3 + 1);
    int32_t bytes = 0;
    u_strToUTF8(result, normal_length * 3 + 1, &bytes, normal, normal_length, &status);
    assert(U_SUCCESS(status));
    return result;
}

/* A changed case or a mark left out may let what stands beside it be put together: H + U+0331 has no letter, h + U+0331
 * has. */
static char *settled(struct arena *mem, char *text)
{
    size_t length;
    return is_settled(text, &length) ? text : normalise(mem, text, strlen(text));
}

/* --- case --------------------------------------------------------------------------------------------------------- */

static uint32_t in_case(uint32_t c, bool upper)
{
    uint16_t letter = letter_of(c);
    if (!letter)
        return c < 0x80 ? c : (uint32_t)(upper ? u_toupper((UChar32)c) : u_tolower((UChar32)c));
    if (!(letter & LETTER_IS_LETTER))
        return c;
    return letter_code_point((uint16_t)(upper ? letter | LETTER_UPPER : letter & ~LETTER_UPPER));
}

static char *change_case(struct arena *mem, const char *text, bool upper, bool first_only)
{
    const char *at = viet_nfc(mem, text);
    /* A small letter may take a byte more than its capital and the other way round: 2 bytes become 3 at most. */
    char *result = ARENA_ARRAY(mem, char, strlen(at) * 2 + 1), *out = result;
    bool done = false;
    while (*at) {
        uint32_t c = next_code_point(&at);
        bool is_word = letter_of(c) || viet_is_other_letter(c);
        out += utf8_put(out, done ? c : in_case(c, upper));
        done = first_only && (done || is_word);
    }
    *out = '\0';
    return settled(mem, result);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

char *viet_tone_placement(struct arena *mem, const char *text)
{
    size_t count;
    uint32_t *points = viet_code_points(mem, viet_nfc(mem, text), &count);
    char *result = ARENA_ARRAY(mem, char, count * 4 + 1), *out = result;
    for (size_t i = 0; i < count; i++) {
        uint16_t first = letter_of(points[i]), second = i + 1 < count ? letter_of(points[i + 1]) : 0;
        uint32_t next = i + 2 < count ? points[i + 2] : 0;
        bool ends = !letter_of(next) && !viet_is_other_letter(next);
        if (second && letter_tone_moves(i > 0 ? letter_of(points[i - 1]) : 0, first, second, ends)) {
            points[i] = letter_code_point(letter_with_tone(first, letter_tone(second)));
            points[i + 1] = letter_code_point(letter_with_tone(second, TONE_NGANG));
        }
        out += utf8_put(out, points[i]);
    }
    *out = '\0';
    return result;
}

/* The two bytes before END hold the letters FIRST and SECOND: moves the tone. Returns the new end, never later. */
static char *move_tone(char *end, uint16_t first, uint16_t second)
{
    char bytes[4];
    end -= utf8_put(bytes, letter_code_point(second)) + 1;
    end += utf8_put(end, letter_code_point(letter_with_tone(first, letter_tone(second))));
    *end++ = letter_base(second);
    return end;
}

/* Small letters, one space between words. The result is never longer than twice the text. */
static char *words(struct arena *mem, const char *text, bool keep_marks)
{
    size_t length;
    const char *at = is_settled(text, &length) ? text : normalise(mem, text, length = strlen(text));
    char *result = ARENA_ARRAY(mem, char, strlen(at) * 2 + 1), *out = result;
    uint16_t before = 0, first = 0, second = 0;
    bool gap = false;
    for (;;) {
        uint32_t c = next_code_point(&at);
        uint16_t letter = letter_of(c);
        bool other = !letter && viet_is_other_letter(c);
        if (other && !keep_marks && u_charType((UChar32)c) == U_NON_SPACING_MARK)
            continue;
        if (letter || other) {
            if (gap && out > result)
                *out++ = ' ';
            gap = false;
            before = first;
            first = second;
            second = (uint16_t)(letter & ~LETTER_UPPER);
            if (letter && (!keep_marks || !letter_is_marked(letter)))
                *out++ = letter_base(letter);
            else if (letter)
                out += utf8_put(out, letter_code_point(second));
            else
                out += utf8_put(out, keep_marks ? (uint32_t)u_tolower((UChar32)c) : viet_other_folded(c));
            continue;
        }
        if (keep_marks && letter_tone_moves(before, first, second, true))
            out = move_tone(out, first, second);
        before = first = second = 0;
        gap = true;
        if (!c)
            break;
    }
    *out = '\0';
    return settled(mem, result);
}

/* The usual text, of Vietnamese letters and ASCII only, in one pass; false where there is more in it. */
static bool fold_letters(const char *text, char *out)
{
    char *start = out;
    for (;;) {
        uint32_t c = (unsigned char)*text;
        if (c < 0x80)
            text++;
        else
            c = next_code_point(&text);
        uint16_t letter = letter_of(c);
        if (letter)
            *out++ = letter_base(letter);
        else if (c == 0)
            break;
        else if (c >= 0x80 && !(c >= 0x2010 && c <= 0x2027))
            return false;
        else if (out > start && out[-1] != ' ')
            *out++ = ' ';
    }
    if (out > start && out[-1] == ' ')
        out--;
    *out = '\0';
    return true;
}
