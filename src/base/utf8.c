/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"

/* Reads the code point that starts at AT, of at most LEFT bytes; returns its length, 0 when it is ill-formed. */
static size_t read_code_point(const unsigned char *at, size_t left, uint32_t *code_point)
{
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : at[0] >= 0xC0 ? 2 : 0;
    if (length == 0 || length > left || at[0] > 0xF4)
        return 0;
    uint32_t value = length == 1 ? at[0] : at[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3F);
    }
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code_point = value;
    return length;
}

uint32_t utf8_next(const char **at)
{
    const unsigned char *bytes = (const unsigned char *)*at;
    if (bytes[0] == 0)
        return 0;
    size_t left = 1;
    while (left < 4 && bytes[left])
        left++;
    uint32_t code_point;
    size_t length = read_code_point(bytes, left, &code_point);
    *at += length ? length : 1;
    return length ? code_point : 0xFFFD;
}

size_t utf8_length(const char *text)
{
    size_t count = 0;
    while (*text) {
        utf8_next(&text);
        count++;
    }
    return count;
}

size_t utf8_put(char out[4], uint32_t code_point)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(lead[length] | code_point);
    return length;
}

bool utf8_is_valid(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    while (length > 0) {
        uint32_t code_point;
        size_t used = read_code_point(at, length, &code_point);
        if (used == 0)
            return false;
        at += used;
        length -= used;
    }
    return true;
}

size_t utf8_cut(const char *string, size_t max)
{
    size_t length = strnlen(string, max + 1);
    if (length <= max)
        return length;
    length = max;
    while (length > 0 && ((unsigned char)string[length] & 0xC0) == 0x80)
        length--;
    return length;
}
