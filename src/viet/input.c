/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/input.h"

#include <string.h>

#include "base/text.h"
#include "viet/fold.h"

static bool is_hidden(uint32_t c)
{
    return c == 0x61c || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || c == 0x2060 ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static bool is_break(uint32_t c)
{
    return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_refused(uint32_t c)
{
    return c < ' ' || (c >= 0x7f && c <= 0x9f) || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

bool viet_has_hidden(const char *text)
{
    for (uint32_t c; (c = utf8_next(&text)) != 0;)
        if (is_hidden(c))
            return true;
    return false;
}

/* A break where lines are kept: tab, line feed and carriage return stay as they are. */
static void add_break(struct text *out, uint32_t c, bool lines)
{
    bool blank_before = out->length == 0 || out->data[out->length - 1] == ' ';
    if (lines)
        text_char(out, c == '\t' || c == '\r' ? (char)c : '\n');
    else if (!blank_before)
        text_char(out, ' ');
}

char *viet_input(struct arena *mem, const char *text, bool lines, uint32_t *bad)
{
    struct text out;
    size_t length = strlen(text);
    *bad = 0;
    if (!utf8_is_valid(text, length))
        return NULL;
    text_init(&out, mem, length + 1);
    bool broken = false; /* a break that became a blank takes the blanks behind it along */
    for (const char *at = text, *from = at; *at; from = at) {
        uint32_t c = utf8_next(&at);
        if (is_break(c)) {
            add_break(&out, c, lines);
            broken = !lines;
        } else if (is_refused(c)) {
            *bad = c;
            return NULL;
        } else if (!is_hidden(c) && !(broken && c == ' ')) {
            text_add_bytes(&out, from, (size_t)(at - from));
            broken = false;
        }
    }
    return viet_nfc(mem, out.data ? out.data : "");
}
