/* SPDX-License-Identifier: Apache-2.0 */
#include "main/starter.h"

#include <string.h>

#include "base/clock.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/text.h"
#include "main/texts.h"
#include "template/template.h"
#include "viet/fold.h"

/* starter/ as it was when the program was built (meson.build). */
extern const struct embedded_file starter_files[];
extern const size_t starter_files_count;

enum { FILE_MODE = 0644 };

/* From this day a province has no districts and fewer departments: Nghị quyết 202/2025/QH15, Luật số 72/2025/QH15. */
#define TWO_LEVELS_FROM "2025-07-01"

/* What a province may be called by, as written in the middle of a sentence. */
static const struct {
    const char *word, *level, *kind;
} levels[] = {
    { "tỉnh", "Tỉnh", "tinh" },
    { "thành phố", "Thành phố", "thanh-pho" },
};

struct starter_names {
    size_t level;
    const char *bare;     /* "Bến Tre" */
    const char *province; /* "tỉnh Bến Tre" */
    const char *office;   /* "Văn phòng Ủy ban nhân dân tỉnh Bến Tre" */
};

/* TEXT after WORD and a blank, whatever the case; NULL where it does not begin so. */
static const char *after_word(struct arena *mem, const char *text, const char *word)
{
    const char *lower = viet_lower(mem, text);
    size_t length = strlen(word);
    return text_starts(lower, word) && lower[length] == ' ' && strlen(lower) == strlen(text) ? text + length + 1 : NULL;
}

/* Trimmed, NFC, and such as may stand in a file. NULL with the err. */
static const char *checked(struct arena *mem, const char *option, const char *given, struct err *err)
{
    const char *name = text_trim(mem, viet_nfc(mem, given ? given : ""));
    size_t characters = 0;
    for (const char *at = name; *at; characters++)
        if (utf8_next(&at) < 0x20) {
            err_set(err, ERR_INVALID, "name", option, SAY_STARTER_NAME, option);
            return NULL;
        }
    if (characters > 1 && characters <= STARTER_NAME_MAX && !strpbrk(name, "\"\\{}"))
        return name;
    err_set(err, ERR_INVALID, "name", option, SAY_STARTER_NAME, option);
    return NULL;
}

static bool read_names(struct arena *mem, const char *province, const char *name, struct starter_names *names,
                       struct err *err)
{
    const char *given = checked(mem, "--province", province, err);
    const char *office = given ? checked(mem, "--name", name, err) : NULL;
    if (!office)
        return false;
    *names = (struct starter_names){ .bare = given };
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        const char *rest = after_word(mem, given, levels[i].word);
        if (rest) {
            names->level = i;
            names->bare = rest;
        }
    }
    names->province = arena_printf(mem, "%s %s", levels[names->level].word, names->bare);
    const char *brief = strstr(office, "UBND");
    names->office =
        brief ? arena_printf(mem, "%.*sỦy ban nhân dân%s", (int)(brief - office), office, brief + 4) : office;
    return true;
}

/* "ben-tre", until the office puts its official code there. */
static const char *code_of(struct arena *mem, const char *name)
{
    char *code = viet_fold(mem, name);
    for (char *at = code; *at; at++)
        if (*at == ' ')
            *at = '-';
    return code;
}

static struct template_value *values_of(struct arena *mem, const struct starter_names *names)
{
    struct template_value *values = template_object(mem);
    const char *level = levels[names->level].level;
    bool office_of_committee = text_starts(names->office, "Văn phòng Ủy ban nhân dân");
    char today[DATE_SIZE];
    day_t two_levels;
    bool known = day_parse(TWO_LEVELS_FROM, &two_levels);
    struct civil civil = civil_from_day(clock_today());
    day_print(clock_today(), today);
    template_put_text(values, "office", names->office);
    template_put_text(values, "office_upper", viet_upper(mem, office_of_committee ? "Văn phòng" : names->office));
    template_put_text(values, "province", names->province);
    template_put_text(values, "province_title", viet_upper_first(mem, names->province));
    template_put_text(values, "province_upper", viet_upper(mem, names->province));
    template_put_text(values, "place", names->bare);
    template_put_text(values, "committee", arena_printf(mem, "Ủy ban nhân dân %s", names->province));
    template_put_text(values, "committee_upper",
                      viet_upper(mem, arena_printf(mem, "Ủy ban nhân dân %s", names->province)));
    template_put_text(values, "level", level);
    template_put_text(values, "level_lower", levels[names->level].word);
    template_put_text(values, "kind", levels[names->level].kind);
    template_put_bool(values, "city", text_equal(levels[names->level].kind, "thanh-pho"));
    template_put_text(values, "code", code_of(mem, names->bare));
    template_put_text(values, "from", arena_printf(mem, "%.7s-01", today));
    template_put_int(values, "year", civil.year);
    template_put_bool(values, "merged", known && clock_today() >= two_levels);
    return values;
}

/* One file; the texts between quotes are escaped as YAML in double quotes is. */
static bool write_one(struct arena *mem, const char *folder, const struct embedded_file *file,
                      const struct template_value *values, struct err *err)
{
    struct text out;
    const char *path = arena_printf(mem, "%s/%s", folder, file->path + strlen("starter/"));
    const char *slash = strrchr(path, '/');
    const struct template *template = template_parse(mem, (const char *)file->bytes, err);
    text_init(&out, mem, TEXT_MAX_PAGE);
    return template &&
           template_render(template, values, &(struct template_render){ .escape = TEMPLATE_JSON }, &out, err) &&
           file_make_folder(arena_strndup(mem, path, (size_t)(slash - path)), err) &&
           file_write(path, out.data, out.length, FILE_MODE, err);
}

bool starter_write(struct arena *mem, const char *folder, const char *province, const char *name, struct err *err)
{
    struct starter_names names;
    char **paths;
    size_t count;
    if (!read_names(mem, province, name, &names, err))
        return false;
    for (size_t i = 0; i < starter_files_count; i++)
        if (file_exists(arena_printf(mem, "%s/%s", folder, starter_files[i].path + strlen("starter/"))))
            return err_set(err, ERR_CONFLICT, "office", "--office", SAY_STARTER_THERE, folder);
    if (!file_list(mem, folder, ".yaml", &paths, &count, err))
        return false;
    if (count > 0)
        return err_set(err, ERR_CONFLICT, "office", "--office", SAY_STARTER_THERE, folder);
    struct template_value *values = values_of(mem, &names);
    for (size_t i = 0; i < starter_files_count; i++)
        if (!write_one(mem, folder, &starter_files[i], values, err))
            return false;
    return true;
}
