/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/letters_internal.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define SMALL(base, shape, tone)                                                                                       \
    ((base) | (shape) << LETTER_SHAPE_SHIFT | (tone) << LETTER_TONE_SHIFT | LETTER_IS_LETTER)
#define BIG(base, shape, tone) (SMALL(base, shape, tone) | LETTER_UPPER)

/* Every vowel with its tones in the order of enum viet_tone, small then capital. */
#define VOWELS(row)                                                                                                    \
    row('a', SHAPE_PLAIN, 0x61, 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1, 0x41, 0xC0, 0x1EA2, 0xC3, 0xC1, 0x1EA0)              \
        row('a', SHAPE_BREVE, 0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7, 0x102, 0x1EB0, 0x1EB2, 0x1EB4, 0x1EAE,    \
            0x1EB6) row('a', SHAPE_CIRCUMFLEX, 0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0xC2, 0x1EA6, 0x1EA8,     \
                        0x1EAA, 0x1EA4, 0x1EAC)                                                                        \
            row('e', SHAPE_PLAIN, 0x65, 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9, 0x45, 0xC8, 0x1EBA, 0x1EBC, 0xC9, 0x1EB8)  \
                row('e', SHAPE_CIRCUMFLEX, 0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0xCA, 0x1EC0, 0x1EC2, 0x1EC4, \
                    0x1EBE, 0x1EC6) row('i', SHAPE_PLAIN, 0x69, 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB, 0x49, 0xCC, 0x1EC8, \
                                        0x128, 0xCD, 0x1ECA) row('o', SHAPE_PLAIN, 0x6F, 0xF2, 0x1ECF, 0xF5, 0xF3,     \
                                                                 0x1ECD, 0x4F, 0xD2, 0x1ECE, 0xD5, 0xD3, 0x1ECC)       \
                    row('o', SHAPE_CIRCUMFLEX, 0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9, 0xD4, 0x1ED2, 0x1ED4,     \
                        0x1ED6, 0x1ED0, 0x1ED8) row('o', SHAPE_HORN, 0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3,    \
                                                    0x1A0, 0x1EDC, 0x1EDE, 0x1EE0, 0x1EDA, 0x1EE2)                     \
                        row('u', SHAPE_PLAIN, 0x75, 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5, 0x55, 0xD9, 0x1EE6, 0x168,      \
                            0xDA, 0x1EE4) row('u', SHAPE_HORN, 0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1AF,   \
                                              0x1EEA, 0x1EEC, 0x1EEE, 0x1EE8, 0x1EF0)                                  \
                            row('y', SHAPE_PLAIN, 0x79, 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5, 0x59, 0x1EF2, 0x1EF6,    \
                                0x1EF8, 0xDD, 0x1EF4)

#define VOWEL_LETTERS(base, shape, n, g, h, t, a, d, N, G, H, T, A, D)                                                 \
    [n] = SMALL(base, shape, TONE_NGANG), [g] = SMALL(base, shape, TONE_HUYEN), [h] = SMALL(base, shape, TONE_HOI),    \
    [t] = SMALL(base, shape, TONE_NGA), [a] = SMALL(base, shape, TONE_SAC), [d] = SMALL(base, shape, TONE_NANG),       \
    [N] = BIG(base, shape, TONE_NGANG), [G] = BIG(base, shape, TONE_HUYEN), [H] = BIG(base, shape, TONE_HOI),          \
    [T] = BIG(base, shape, TONE_NGA), [A] = BIG(base, shape, TONE_SAC), [D] = BIG(base, shape, TONE_NANG),

#define CONSONANT(small) [small] = SMALL(small, 0, 0), [small - 32] = BIG(small, 0, 0)
#define DIGIT(digit)     [digit] = digit

const uint16_t viet_letters[LETTERS_END] = {
    VOWELS(VOWEL_LETTERS)[0x111] = SMALL('d', SHAPE_STROKE, 0),
    [0x110] = BIG('d', SHAPE_STROKE, 0),
    CONSONANT('b'),
    CONSONANT('c'),
    CONSONANT('d'),
    CONSONANT('f'),
    CONSONANT('g'),
    CONSONANT('h'),
    CONSONANT('j'),
    CONSONANT('k'),
    CONSONANT('l'),
    CONSONANT('m'),
    CONSONANT('n'),
    CONSONANT('p'),
    CONSONANT('q'),
    CONSONANT('r'),
    CONSONANT('s'),
    CONSONANT('t'),
    CONSONANT('v'),
    CONSONANT('w'),
    CONSONANT('x'),
    CONSONANT('z'),
    DIGIT('0'),
    DIGIT('1'),
    DIGIT('2'),
    DIGIT('3'),
    DIGIT('4'),
    DIGIT('5'),
    DIGIT('6'),
    DIGIT('7'),
    DIGIT('8'),
    DIGIT('9'),
    ['_'] = '_',
};

struct vowel {
    char base;
    uint8_t shape;
    uint16_t tones[2][6]; /* small, capital */
};

#define VOWEL_ROW(base, shape, n, g, h, t, a, d, N, G, H, T, A, D)                                                     \
    { base, shape, { { n, g, h, t, a, d }, { N, G, H, T, A, D } } },

static const struct vowel vowels[] = { VOWELS(VOWEL_ROW) };

uint32_t letter_code_point(uint16_t letter)
{
    char base = letter_base(letter);
    bool upper = (letter & LETTER_UPPER) != 0;
    if (!letter_is_marked(letter))
        return (uint32_t)(upper ? base - 32 : base);
    for (size_t i = 0; i < COUNT_OF(vowels); i++)
        if (vowels[i].base == base && vowels[i].shape == letter_shape(letter))
            return vowels[i].tones[upper][letter_tone(letter)];
    if (base == 'd' && letter_shape(letter) == SHAPE_STROKE && letter_tone(letter) == TONE_NGANG)
        return upper ? 0x110 : 0x111;
    return 0;
}

bool letter_tone_moves(uint16_t before, uint16_t first, uint16_t second, bool ends_word)
{
    if (!ends_word || !first || letter_is_marked(first) || letter_shape(second) != SHAPE_PLAIN ||
        letter_tone(second) == TONE_NGANG || letter_base(before) == 'q')
        return false;
    char a = letter_base(first), b = letter_base(second);
    return (a == 'o' && (b == 'a' || b == 'e')) || (a == 'u' && b == 'y');
}

uint32_t *viet_code_points(struct arena *mem, const char *text, size_t *count)
{
    uint32_t *points = ARENA_ARRAY(mem, uint32_t, strlen(text) + 1);
    size_t at = 0;
    while (*text)
        points[at++] = next_code_point(&text);
    *count = at;
    return points;
}

bool viet_is_other_letter(uint32_t code_point)
{
    return code_point >= 0x80 && (U_GET_GC_MASK((UChar32)code_point) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK));
}

uint32_t viet_other_folded(uint32_t code_point)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar32 small = u_tolower((UChar32)code_point);
    UChar parts[32];
    while (U_SUCCESS(status)) {
        int32_t length = unorm2_getRawDecomposition(nfc, small, parts, COUNT_OF(parts), &status), at = 0;
        if (length <= 0)
            break;
        UChar32 base, mark = 0;
        U16_NEXT(parts, at, length, base);
        if (at < length)
            U16_NEXT(parts, at, length, mark);
        /* Syllables of Hangul and the like are made of letters, not of a letter and its mark. */
        if (mark && u_charType(mark) != U_NON_SPACING_MARK)
            break;
        small = u_tolower(base);
    }
    return (uint32_t)small;
}
