/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/attachment_internal.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "handling/texts.h"
#include "viet/fold.h"
#include "viet/input.h"

enum { NAME_BYTES_MAX = 255 }; /* of a file's name on the usual disks */

/* --- hostile names ------------------------------------------------------------------------------------------------ */

/* What a name must not hold: controls, line ends, marks that are not seen and turn the direction of writing. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c == 0xfffd ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

static bool has_hidden(const char *name, size_t *characters)
{
    *characters = 0;
    for (uint32_t c; (c = utf8_next(&name)) != 0; ++*characters)
        if (is_hidden(c))
            return true;
    return false;
}

/* Names of devices on Windows, whatever their ending. */
static bool is_reserved(const char *name)
{
    static const char *const devices[] = { "con", "prn", "aux", "nul", "conin$", "conout$" };
    size_t stem = strcspn(name, ".");
    while (stem > 0 && name[stem - 1] == ' ')
        stem--;
    for (size_t i = 0; i < COUNT_OF(devices); i++)
        if (strlen(devices[i]) == stem && strncasecmp(name, devices[i], stem) == 0)
            return true;
    bool port = stem == 4 && (strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0);
    return port && name[3] >= '0' && name[3] <= '9';
}

/* The last part of a path: some browsers send the whole. */
static const char *last_part(const char *path)
{
    for (const char *at = path; *at; at++)
        if (*at == '/' || *at == '\\')
            path = at + 1;
    return path;
}

bool attachment_name_clean(struct arena *mem, const char *given, const char **name, struct err *err)
{
    size_t characters;
    if (!given || !utf8_is_valid(given, strlen(given)))
        return err_set(err, ERR_INVALID, "name", "file", SAY_FILE_NAME_TEXT);
    uint32_t bad;
    const char *plain = viet_input(mem, given, false, &bad);
    if (!plain || has_hidden(given, &characters) || viet_has_hidden(given))
        return err_set(err, ERR_INVALID, "name", "file", SAY_FILE_NAME_HIDDEN);
    char *clean = text_trim(mem, last_part(plain));
    size_t length = strlen(clean);
    while (length > 0 && (clean[length - 1] == '.' || clean[length - 1] == ' '))
        clean[--length] = '\0';
    if (length == 0 || clean[0] == '.')
        return err_set(err, ERR_INVALID, "name", "file", SAY_FILE_NAME_MISSING);
    (void)has_hidden(clean, &characters);
    if (characters > ATTACHMENT_NAME_MAX || length > NAME_BYTES_MAX)
        return err_set(err, ERR_INVALID, "name", "file", SAY_FILE_NAME_LONG, ATTACHMENT_NAME_MAX);
    if (strpbrk(clean, "<>:\"|?*"))
        return err_set(err, ERR_INVALID, "name", "file", SAY_FILE_NAME_SIGNS, clean);
    if (is_reserved(clean))
        return err_set(err, ERR_INVALID, "name", "file", SAY_FILE_NAME_RESERVED, clean);
    *name = clean;
    return true;
}

/* --- marks of secrecy --------------------------------------------------------------------------------------------- */

static bool is_one_of(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(word, list[i]))
            return true;
    return false;
}

/* “mật” as it is written: a mark, unless it is half of another word. */
static bool marks(const char *before, const char *after)
{
    static const char *const befores[] = { "bảo", "bí", "cơ", "cẩn", "thân", "trăng", "tuần", "rậm", "đường" };
    static const char *const afters[] = { "khẩu", "độ", "mã", "ong", "thiết", "ngữ", "gấu", "nghị" };
    return !is_one_of(before, befores, COUNT_OF(befores)) && !is_one_of(after, afters, COUNT_OF(afters));
}

/* “MAT” in a name typed without marks may be mặt, mất, mắt: it is a mark only where a document's sign ends or begins
 * with it. */
static bool marks_without_tones(const char *before, const char *after)
{
    static const char *const signs[] = { "cv", "vb", "qd", "bc", "tb", "kh", "ct", "tt", "gm", "dm", "do" };
    bool number_before = before && strspn(before, "0123456789") == strlen(before);
    bool number_after = after && strspn(after, "0123456789") == strlen(after);
    bool sign_before = is_one_of(before, signs, COUNT_OF(signs));
    bool sign_after = is_one_of(after, signs, COUNT_OF(signs));
    return (!after && (!before || number_before || sign_before)) || (!before && (number_after || sign_after));
}

bool attachment_name_is_secret(struct arena *mem, const char *name)
{
    static const char *const degrees[] = { "tối", "tuyệt", "toi", "tuyet" };
    static const char *const whole[] = { "tốimật", "tuyệtmật", "toimat", "tuyetmat" };
    char *stem = arena_strdup(mem, name), *dot = strrchr(stem, '.');
    if (dot)
        *dot = '\0';
    for (char *at = stem; *at; at++)
        if (*at == '_')
            *at = ' ';
    if (strstr(stem, "(MAT)") || strstr(stem, "[MAT]"))
        return true;
    size_t count;
    char **words = text_split(mem, viet_exact(mem, stem), ' ', &count);
    for (size_t i = 0; i < count; i++) {
        const char *before = i > 0 ? words[i - 1] : NULL, *after = i + 1 < count ? words[i + 1] : NULL;
        bool marked = text_equal(words[i], "mật"), bare = text_equal(words[i], "mat");
        if (is_one_of(words[i], whole, COUNT_OF(whole)) ||
            ((marked || bare) && is_one_of(before, degrees, COUNT_OF(degrees))) || (marked && marks(before, after)) ||
            (bare && marks_without_tones(before, after)))
            return true;
    }
    return false;
}
