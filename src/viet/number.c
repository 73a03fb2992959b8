/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/number.h"

#include <assert.h>

#include "base/text.h"
#include "viet/fold.h"

static void put_dotted(struct text *out, uint64_t value);
static void put_words(struct text *out, uint64_t value, bool padded);
static char *rounded(struct arena *mem, int64_t value, const char *hedge, bool up);

static struct text new_text(struct arena *mem)
{
    struct text text;
    text_init(&text, mem, TEXT_MAX_LINE);
    return text;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

char *viet_number(struct arena *mem, int64_t value)
{
    return viet_decimal(mem, value, 0);
}

char *viet_count(struct arena *mem, int64_t value)
{
    return value > 0 && value < 10 ? arena_printf(mem, "0%d", (int)value) : viet_number(mem, value);
}

char *viet_count_prose(struct arena *mem, int64_t value)
{
    return value == 0 ? arena_strdup(mem, "không") : viet_count(mem, value);
}

char *viet_decimal(struct arena *mem, int64_t value, int scale)
{
    assert(scale >= 0 && scale <= 9);
    uint64_t unit = 1;
    for (int i = 0; i < scale; i++)
        unit *= 10;
    uint64_t whole = magnitude(value) / unit, part = magnitude(value) % unit;
    struct text out = new_text(mem);
    if (value < 0)
        text_raw(&out, "-");
    put_dotted(&out, whole);
    if (part > 0) {
        while (part % 10 == 0) {
            part /= 10;
            scale--;
        }
        text_printf(&out, ",%0*llu", scale, (unsigned long long)part);
    }
    return out.data;
}

bool viet_percent_hundredths(int64_t part, int64_t whole, int64_t *hundredths)
{
    if (whole <= 0)
        return false;
    __int128 doubled = (__int128)20000 * part, half = part < 0 ? -(__int128)whole : whole;
    __int128 result = (doubled + half) / ((__int128)2 * whole);
    if (result > INT64_MAX || result < INT64_MIN)
        return false;
    *hundredths = (int64_t)result;
    return true;
}

char *viet_percent(struct arena *mem, int64_t hundredths)
{
    return arena_printf(mem, "%s%%", viet_decimal(mem, hundredths, 2));
}

char *viet_over(struct arena *mem, int64_t value)
{
    return rounded(mem, value, "trên", false);
}

char *viet_nearly(struct arena *mem, int64_t value)
{
    return rounded(mem, value, "gần", true);
}

char *viet_million(struct arena *mem, int64_t value)
{
    enum { MILLION = 1000000, TENTH = MILLION / 10 };
    if (value < MILLION)
        return viet_count_prose(mem, value);
    int64_t tenths = value / TENTH + (value % TENTH >= TENTH / 2);
    return arena_printf(mem, "%s triệu", viet_decimal(mem, tenths, 1));
}

char *viet_money(struct arena *mem, int64_t dong)
{
    return arena_printf(mem, "%s đồng", viet_number(mem, dong));
}

char *viet_words(struct arena *mem, int64_t value)
{
    struct text out = new_text(mem);
    if (value < 0)
        text_raw(&out, "âm ");
    if (value == 0)
        text_raw(&out, "không");
    put_words(&out, magnitude(value), false);
    return out.data;
}

char *viet_money_words(struct arena *mem, int64_t dong)
{
    return arena_printf(mem, "%s đồng", viet_upper_first(mem, viet_words(mem, dong)));
}

static void put_dotted(struct text *out, uint64_t value)
{
    if (value >= 1000) {
        put_dotted(out, value / 1000);
        text_printf(out, ".%03u", (unsigned)(value % 1000));
    } else {
        text_printf(out, "%u", (unsigned)value);
    }
}

/* Two significant digits with the hedge; the exact number where it has no more, or where rounding up would overflow. */
static char *rounded(struct arena *mem, int64_t value, const char *hedge, bool up)
{
    int64_t unit = 1;
    while (value / unit >= 100)
        unit *= 10;
    if (value < 100 || value % unit == 0)
        return viet_count_prose(mem, value);
    int64_t floor = value - value % unit;
    if (up && floor > INT64_MAX - unit)
        return viet_count_prose(mem, value);
    return arena_printf(mem, "%s %s", hedge, viet_number(mem, up ? floor + unit : floor));
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static const char *const digit_words[] = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín" };

static void put_word(struct text *out, const char *word)
{
    if (out->length > 0 && out->data[out->length - 1] != ' ')
        text_raw(out, " ");
    text_add(out, word);
}

/* The last digit: mốt, tư, lăm after tens. */
static const char *unit_word(unsigned tens, unsigned unit)
{
    if (unit == 1 && tens >= 2)
        return "mốt";
    if (unit == 4 && tens >= 2)
        return "tư";
    if (unit == 5 && tens >= 1)
        return "lăm";
    return digit_words[unit];
}

/* Three digits; PADDED ones, after a higher group, say their missing hundreds. */
static void put_group(struct text *out, unsigned value, bool padded)
{
    unsigned hundreds = value / 100, tens = value / 10 % 10, unit = value % 10;
    bool has_hundreds = hundreds > 0 || padded;
    if (has_hundreds) {
        put_word(out, digit_words[hundreds]);
        put_word(out, "trăm");
    }
    if (tens == 1) {
        put_word(out, "mười");
    } else if (tens > 1) {
        put_word(out, digit_words[tens]);
        put_word(out, "mươi");
    } else if (unit > 0 && has_hundreds) {
        put_word(out, "linh");
    }
    if (unit > 0)
        put_word(out, unit_word(tens, unit));
}

static void put_words(struct text *out, uint64_t value, bool padded)
{
    enum { BILLION = 1000000000 };
    static const struct {
        unsigned size;
        const char *word;
    } groups[] = { { 1000000, "triệu" }, { 1000, "nghìn" }, { 1, NULL } };
    if (value >= BILLION) {
        put_words(out, value / BILLION, padded);
        put_word(out, "tỷ");
        padded = true;
    }
    unsigned rest = (unsigned)(value % BILLION);
    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        unsigned group = rest / groups[i].size % 1000;
        if (group == 0)
            continue;
        put_group(out, group, padded);
        if (groups[i].word)
            put_word(out, groups[i].word);
        padded = true;
    }
}
