/* SPDX-License-Identifier: Apache-2.0 */
#include "web/list_url.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "viet/fold.h"

enum { URL_MAX = 16 << 10, PAIRS_MAX = 128 };

#define FROM "from."
#define TO   "to."
#define PICK "pick."

bool list_url_is_control(const char *name)
{
    static const char *const controls[] = { "sort", "after", "before", "page_size", "by", "density" };
    for (size_t i = 0; i < COUNT_OF(controls); i++)
        if (text_equal(name, controls[i]))
            return true;
    return false;
}

static bool is_place(const char *name)
{
    return text_equal(name, "after") || text_equal(name, "before");
}

const char *list_url_quoted(struct arena *mem, const char *value)
{
    bool word = text_equal(value, "any") || text_equal(value, "none");
    if (!word && *value && !strpbrk(value, ",&\"@!") && !strstr(value, ".."))
        return value;
    struct text out;
    text_init(&out, mem, URL_MAX);
    text_raw(&out, "\"");
    for (const char *at = value; *at; at++) {
        if (*at == '"')
            text_raw(&out, "\"");
        text_char(&out, *at);
    }
    text_raw(&out, "\"");
    return out.data;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* A day as people write it in the language's form; anything else as it was typed, quoted: the query says what is wrong.
 */
static const char *read_day(struct arena *mem, const char *typed)
{
    day_t day;
    char out[DATE_SIZE];
    if (*typed == '\0' || *typed == '@')
        return typed;
    if (!day_parse_people(typed, &day))
        return list_url_quoted(mem, typed);
    day_print(day, out);
    return arena_strdup(mem, out);
}

/* Searched words: quotes keep only an & among them. */
static const char *read_words(struct arena *mem, const char *typed)
{
    char *words = text_trim(mem, typed);
    for (char *at = words; *at; at++)
        if (*at == '"')
            *at = ' ';
    words = text_trim(mem, words);
    return strchr(words, '&') ? arena_printf(mem, "\"%s\"", words) : words;
}

static struct list_pair *find(struct list_url *url, const char *name)
{
    for (size_t i = 0; i < url->pairs.count; i++)
        if (text_equal(url->pairs.items[i].name, name))
            return &url->pairs.items[i];
    return NULL;
}

static void add(struct list_url *url, const char *name, const char *value)
{
    struct list_pair pair = { name, value };
    *ARRAY_ADD(url->mem, &url->pairs) = pair;
}

/* Both ends come one after the other; the second one meets the first. */
static void add_end(struct list_url *url, const char *name, bool until, const char *typed)
{
    struct list_pair *there = find(url, name);
    const char *day = read_day(url->mem, typed);
    if (!there) {
        add(url, name, until ? arena_printf(url->mem, "..%s", day) : arena_printf(url->mem, "%s..", day));
        return;
    }
    there->value =
        until ? arena_printf(url->mem, "%s%s", there->value, day) : arena_printf(url->mem, "%s%s", day, there->value);
}

static void read_columns(struct list_url *url, const char *value)
{
    bool more = url->columns && *url->columns;
    bool usual = text_equal(value, "default");
    url->columns = more ? arena_printf(url->mem, "%s.%s", url->columns, value) : usual ? "" : value;
}

static void read_pair(struct list_url *url, const char *name, const char *value)
{
    bool from = text_starts(name, FROM), until = text_starts(name, TO);
    if (text_equal(name, "density") || text_equal(name, "columns") || text_equal(name, "print")) {
        if (*name == 'd')
            url->density = value;
        else if (*name == 'c')
            read_columns(url, value);
        else
            url->print = text_equal(value, "yes");
    } else if (text_is_empty(value)) {
        url->folded = true;
    } else if (from || until) {
        add_end(url, name + (from ? strlen(FROM) : strlen(TO)), until, text_trim(url->mem, value));
        url->folded = true;
    } else if (text_starts(name, PICK)) { /* what it names is put in its place by list_take_picks */
        add(url, name + strlen(PICK), list_url_quoted(url->mem, text_trim(url->mem, value)));
        url->folded = true;
    } else if (*name == '_') { /* of the choice below a control that chooses: list_take_picks */
        url->folded = true;
    } else if (text_equal(name, "q")) {
        const char *words = read_words(url->mem, value);
        url->folded |= !text_equal(words, value);
        if (*words)
            add(url, name, words);
    } else {
        bool open = strchr(value, '&') && !strchr(value, '"');
        add(url, name, open ? list_url_quoted(url->mem, value) : value);
    }
}

void list_url_read(struct list_url *url, const struct visit *visit, const char *path)
{
    const struct http_pairs *given = &visit->request->parameters;
    *url = (struct list_url){ .mem = visit->mem, .path = path };
    for (size_t i = 0; i < given->list.count && i < PAIRS_MAX; i++)
        read_pair(url, given->list.items[i].name, viet_nfc(visit->mem, given->list.items[i].value));
}

struct list_url list_url_of(struct arena *mem, const char *path, const char *text)
{
    struct list_url url = { .mem = mem, .path = path };
    const char *at = text ? text : "";
    while (*at) {
        bool quoted = false;
        const char *end = at;
        for (; *end && (quoted || *end != '&'); end++)
            quoted ^= *end == '"';
        const char *equals = memchr(at, '=', (size_t)(end - at));
        if (equals)
            add(&url, arena_strndup(mem, at, (size_t)(equals - at)),
                arena_strndup(mem, equals + 1, (size_t)(end - equals - 1)));
        at = *end ? end + 1 : end;
    }
    return url;
}

/* --- saying it ---------------------------------------------------------------------------------------------------- */

const char *list_url_get(const struct list_url *url, const char *name)
{
    for (size_t i = 0; i < url->pairs.count; i++)
        if (text_equal(url->pairs.items[i].name, name))
            return url->pairs.items[i].value;
    return NULL;
}

bool list_url_is_bare(const struct list_url *url)
{
    return url->pairs.count == 0;
}

static const char *print(const struct list_url *url, bool conditions)
{
    struct text out;
    text_init(&out, url->mem, URL_MAX);
    for (size_t i = 0; i < url->pairs.count; i++) {
        const struct list_pair *pair = &url->pairs.items[i];
        if (!conditions || !list_url_is_control(pair->name))
            text_printf(&out, "%s%s=%s", out.length ? "&" : "", pair->name, pair->value);
    }
    return out.data;
}

const char *list_url_text(const struct list_url *url)
{
    return print(url, false);
}

const char *list_url_conditions(const struct list_url *url)
{
    return print(url, true);
}

static void put_pair(struct text *out, const char *name, const char *value)
{
    text_char(out, strchr(out->data, '?') ? '&' : '?');
    text_url(out, name);
    text_raw(out, "=");
    text_url(out, value);
}

const char *list_url_href(const struct list_url *url, const char *suffix, const struct list_pair *changes, size_t count)
{
    struct text out;
    text_init(&out, url->mem, URL_MAX);
    text_printf(&out, "%s%s", url->path, suffix);
    for (size_t i = 0; i < url->pairs.count; i++) {
        const struct list_pair *pair = &url->pairs.items[i];
        bool stays = !is_place(pair->name);
        for (size_t k = 0; k < count; k++)
            stays &= !text_equal(changes[k].name, pair->name);
        if (stays)
            put_pair(&out, pair->name, pair->value);
    }
    for (size_t k = 0; k < count; k++)
        if (changes[k].value)
            put_pair(&out, changes[k].name, changes[k].value);
    return out.data;
}
