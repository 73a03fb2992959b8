/* SPDX-License-Identifier: Apache-2.0 */
#include "main/words.h"

#include <string.h>

bool words_has(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(list, word); at; at = strstr(at + 1, word))
        if (at > list && at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

static bool is_combining(uint32_t code_point)
{
    return code_point >= 0x300 && code_point <= 0x36F;
}

size_t words_width(const char *string)
{
    size_t width = 0;
    for (uint32_t code_point; (code_point = utf8_next(&string)) != 0;)
        width += !is_combining(code_point);
    return width;
}

void words_pad(struct text *out, const char *string, size_t width)
{
    size_t used = words_width(string);
    text_add(out, string);
    for (size_t i = used; i < width || i < used + 2; i++)
        text_char(out, ' ');
}

char *words_cut(struct arena *mem, const char *string, size_t width)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    bool fits = words_width(string) <= width;
    size_t used = 0;
    for (const char *at = string; *at;) {
        const char *start = at;
        uint32_t code_point = utf8_next(&at);
        used += !is_combining(code_point);
        if (!fits && used >= width) {
            text_raw(&out, "…");
            break;
        }
        if (code_point < ' ')
            text_char(&out, ' ');
        else
            text_add_bytes(&out, start, (size_t)(at - start));
    }
    return out.data;
}
