/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/document_number.h"

#include <string.h>

#include "base/text.h"
#include "viet/fold.h"
#include "viet/letters_internal.h"

enum {
    NUMBER_DIGITS_MAX = 5,
    YEAR_DIGITS = 4,
    YEAR_FIRST = 1945,
    YEAR_LAST = 2099,
    GROUPS_MAX = 6,
    GROUP_SIZE_MAX = 24,
};

/* The text cut at / and -: 208 | 2018 | NQ | HĐND with the separators between. */
struct parts {
    const char *items[GROUPS_MAX];
    char before[GROUPS_MAX]; /* the separator before each; '\0' before the first */
    size_t count;
};

static const char *read(struct arena *mem, struct document_number *number);
static const char *suggest(struct arena *mem, const char *text);

static const char too_long[] = "Số, ký hiệu quá dài";
static const char is_empty[] = "Số, ký hiệu để trống";
static const char no_symbol[] = "Thiếu ký hiệu: sau số là dấu / rồi đến ký hiệu, ví dụ 12/BC-VPUBND";
static const char bad_number[] = "Số văn bản phải gồm 1 đến 5 chữ số, lớn hơn 0, đứng đầu";
static const char bad_year[] = "Năm trong số văn bản phải từ 1945 đến 2099";
static const char bad_symbol[] = "Ký hiệu phải có dạng LOẠI-CƠ QUAN (NQ-HĐND) hoặc CƠ QUAN-ĐƠN VỊ (VPUBND-KT)";
static const char bad_party[] = "Số văn bản của Đảng phải có dạng số-LOẠI/CƠ QUAN, ví dụ 108-CTr/TU";

/* Decree 30/2020, Appendix III, then legal documents and the Party's own types. */
static const char *const types[] = {
    "NQ", "QĐ", "CT",  "QC",  "QyĐ", "TC",  "TB",   "HD",  "CTr", "KH",  "PA",   "ĐA", "DA",
    "BC", "BB", "TTr", "HĐ",  "CĐ",  "BGN", "BTT",  "GUQ", "GM",  "GGT", "GNP",  "PG", "PC",
    "PB", "SY", "SL",  "TrS", "NĐ",  "TT",  "TTLT", "L",   "LCT", "PL",  "VBHN", "KL", "CV",
};

struct document_number document_number_parse(struct arena *mem, const char *text)
{
    struct document_number number = {
        .type = "", .agency = "", .unit = "", .symbol = "", .problem = "", .suggestion = ""
    };
    number.text = text_trim(mem, viet_nfc(mem, text));
    const char *problem = read(mem, &number);
    if (!problem)
        return number;
    return (struct document_number){ .kind = DOCUMENT_NUMBER_MALFORMED,
                                     .type = "",
                                     .agency = "",
                                     .unit = "",
                                     .symbol = "",
                                     .text = number.text,
                                     .problem = problem,
                                     .suggestion = problem == too_long ? "" : suggest(mem, number.text) };
}

bool document_type_is_known(const char *abbreviation)
{
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (strcmp(types[i], abbreviation) == 0)
            return true;
    return false;
}

/* --- the parts ---------------------------------------------------------------------------------------------------- */

/* A capital without tone, then letters without tone; digits too where DIGITS says so. */
static bool is_group(const char *text, bool digits)
{
    const char *at = text;
    uint16_t first = letter_of(utf8_next(&at));
    if (!(first & LETTER_IS_LETTER) || !(first & LETTER_UPPER) || letter_tone(first) != TONE_NGANG)
        return false;
    while (*at) {
        uint16_t letter = letter_of(utf8_next(&at));
        if (letter_base(letter) == '_' || !letter || letter_tone(letter) != TONE_NGANG ||
            (!(letter & LETTER_IS_LETTER) && !digits))
            return false;
    }
    return true;
}

/* TW, TU, HU, BTGTU …: two to four capitals. */
static bool is_party_body(const char *text)
{
    size_t count = 0;
    for (const char *at = text; *at; count++) {
        uint16_t letter = letter_of(utf8_next(&at));
        if (!(letter & LETTER_UPPER) || letter_tone(letter) != TONE_NGANG)
            return false;
    }
    return count >= 2 && count <= 4;
}

static bool split_parts(struct arena *mem, const char *text, struct parts *parts)
{
    char separator = '\0';
    parts->count = 0;
    for (;;) {
        size_t length = strcspn(text, "/-");
        if (parts->count == GROUPS_MAX || length > GROUP_SIZE_MAX)
            return false;
        parts->before[parts->count] = separator;
        parts->items[parts->count++] = arena_strndup(mem, text, length);
        separator = text[length];
        if (!separator)
            return true;
        text += length + 1;
    }
}

static bool is_year_part(const char *text)
{
    return strlen(text) == YEAR_DIGITS && strspn(text, "0123456789") == YEAR_DIGITS;
}

/* The parts from FIRST on with their separators. */
static const char *join_parts(struct arena *mem, const struct parts *parts, size_t first)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = first; i < parts->count; i++) {
        if (i > first)
            text_char(&out, parts->before[i]);
        text_add(&out, parts->items[i]);
    }
    return out.data;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const char *read_party(struct arena *mem, const struct parts *parts, struct document_number *number)
{
    if (parts->count != 3 || parts->before[2] != '/' || !is_group(parts->items[1], false) ||
        !is_party_body(parts->items[2]))
        return bad_party;
    number->is_party = true;
    number->type = parts->items[1];
    number->agency = parts->items[2];
    number->symbol = join_parts(mem, parts, 1);
    return NULL;
}

/* QH and one or two digits: a law of that legislature. */
static bool is_law_symbol(const char *text)
{
    size_t digits = text_starts(text, "QH") ? strlen(text + 2) : 0;
    return (digits == 1 || digits == 2) && strspn(text + 2, "0123456789") == digits;
}

static const char *read_state(struct arena *mem, const struct parts *parts, size_t first,
                              struct document_number *number)
{
    const char *head = parts->items[first];
    number->symbol = join_parts(mem, parts, first);
    if (first + 1 == parts->count && is_law_symbol(head)) {
        number->type = "QH";
        number->agency = head + 2;
        return NULL;
    }
    if (first + 1 >= parts->count || !is_group(head, false))
        return bad_symbol;
    for (size_t i = first + 1; i < parts->count; i++)
        if (parts->before[i] != '-' || !is_group(parts->items[i], true))
            return bad_symbol;
    const char *rest = join_parts(mem, parts, first + 1);
    bool is_typed = document_type_is_known(head);
    number->type = is_typed ? head : "";
    number->agency = is_typed ? rest : head;
    number->unit = is_typed ? "" : rest;
    return NULL;
}

/* Fills NUMBER from its text; returns what is wrong, or NULL. */
static const char *read(struct arena *mem, struct document_number *number)
{
    struct parts parts;
    if (!*number->text)
        return is_empty;
    if (strlen(number->text) > DOCUMENT_NUMBER_SIZE_MAX)
        return too_long;
    if (!split_parts(mem, number->text, &parts))
        return bad_symbol;
    if (parts.count == 1)
        return no_symbol;
    const char *digits = parts.items[0];
    int64_t value = 0;
    if (!*digits)
        number->kind = DOCUMENT_NUMBER_DRAFT;
    else if (strlen(digits) > NUMBER_DIGITS_MAX || strspn(digits, "0123456789") != strlen(digits) ||
             !text_to_int(digits, 1, DOCUMENT_NUMBER_MAX, &value))
        return bad_number;
    number->number = (int)value;
    if (parts.before[1] == '-')
        return read_party(mem, &parts, number);
    size_t first = 1;
    if (is_year_part(parts.items[1]) && parts.count > 2 && parts.before[2] == '/') {
        if (!text_to_int(parts.items[1], YEAR_FIRST, YEAR_LAST, &value))
            return bad_year;
        number->year = (int)value;
        first = 2;
    }
    return read_state(mem, &parts, first, number);
}

/* --- what was meant ----------------------------------------------------------------------------------------------- */

/* TEXT where it parses as a number or a draft, "" otherwise. */
static const char *if_sound(struct arena *mem, const char *text)
{
    struct document_number number = { .text = text };
    return strlen(text) <= DOCUMENT_NUMBER_SIZE_MAX && !read(mem, &number) ? text : "";
}

static bool is_known_party_body(const char *text)
{
    static const char *const bodies[] = { "TW", "TU", "HU", "QU", "ĐU" };
    for (size_t i = 0; i < COUNT_OF(bodies); i++)
        if (strcmp(bodies[i], text) == 0)
            return true;
    return false;
}

/* The same parts with the separators of a party document, or of a state one. */
static const char *suggest(struct arena *mem, const char *text)
{
    struct parts parts;
    if (!split_parts(mem, text, &parts) || parts.count < 2)
        return "";
    for (size_t i = 0; i < parts.count; i++)
        parts.items[i] = text_trim(mem, parts.items[i]);
    if (parts.count == 3 && is_known_party_body(parts.items[2])) {
        parts.before[1] = '-';
        parts.before[2] = '/';
        return if_sound(mem, join_parts(mem, &parts, 0));
    }
    bool has_year = parts.count > 2 && is_year_part(parts.items[1]);
    for (size_t i = 1; i < parts.count; i++)
        parts.before[i] = i == 1 || (has_year && i == 2) ? '/' : '-';
    return if_sound(mem, join_parts(mem, &parts, 0));
}
