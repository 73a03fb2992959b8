/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/phrase.h"

#include <string.h>

#include "base/text.h"
#include "viet/fold.h"

enum { TAILS_MAX = 8 }; /* dropped one after the other */

static bool is_mark(char c)
{
    return c == ' ' || c == '.' || c == ';' || c == ',' || c == ':';
}

/* A copy of LENGTH bytes without blanks and marks at either end. */
static const char *without_marks(struct arena *mem, const char *text, size_t length)
{
    while (length > 0 && is_mark(text[0]))
        text++, length--;
    while (length > 0 && is_mark(text[length - 1]))
        length--;
    return arena_strndup(mem, text, length);
}

/* Where TEXT goes on after its first COUNT characters; NULL where it has fewer. */
static const char *after_characters(const char *text, size_t count)
{
    for (; count > 0; count--) {
        if (!*text)
            return NULL;
        utf8_next(&text);
    }
    return text;
}

/* What follows START in TEXT, whatever the case, where a word ends there; NULL where TEXT does not begin so. */
static const char *after_start(struct arena *mem, const char *text, const char *start)
{
    const char *rest = after_characters(text, utf8_length(start));
    if (!rest || (*rest && !is_mark(*rest)))
        return NULL;
    const char *own = arena_strndup(mem, text, (size_t)(rest - text));
    return text_equal(viet_lower(mem, own), viet_lower(mem, start)) ? rest : NULL;
}

static const char *without_start(struct arena *mem, const char *text, const char *start)
{
    const char *rest = text_is_empty(start) ? NULL : after_start(mem, text, start);
    return rest && !text_is_empty(rest) ? without_marks(mem, rest, strlen(rest)) : NULL;
}

static const char *without_openings(struct arena *mem, const struct report_definition *report, const char *verb,
                                    const char *title)
{
    for (bool stripped = true; stripped;) {
        const char *rest = without_start(mem, title, verb);
        for (size_t i = 0; !rest && i < report->openings.count; i++)
            rest = without_start(mem, title, report->openings.items[i]);
        stripped = rest != NULL;
        title = stripped ? rest : title;
    }
    return title;
}

/* --- names ------------------------------------------------------------------------------------------------------- */

static bool begins_with(const char *text, const char *name)
{
    size_t length = strlen(name);
    return length > 0 && strncmp(text, name, length) == 0 && (!text[length] || is_mark(text[length]));
}

/* "TTHC", "UBND", "Covid-19", "4G": two capitals, or a digit. */
static bool is_abbreviation(struct arena *mem, const char *text)
{
    size_t capitals = 0, length = strcspn(text, " ,;");
    const char *word = arena_strndup(mem, text, length), *at = word;
    if (strpbrk(word, "0123456789"))
        return true;
    while (*at) {
        const char *start = at;
        utf8_next(&at);
        const char *letter = arena_strndup(mem, start, (size_t)(at - start));
        capitals += !text_equal(viet_lower(mem, letter), letter);
    }
    return capitals > 1;
}

/* "Cao Lãnh" of the area "Thành phố Cao Lãnh": the name after as many words as its kind has (thanh-pho). */
static const char *area_place(const struct area *area)
{
    const char *at = area->name;
    for (const char *kind = area->kind; at && kind; kind = *kind ? strchr(kind + 1, '-') : NULL) {
        at = strchr(at, ' ');
        at = at ? at + 1 : NULL;
    }
    return at ? at : area->name;
}

/* TITLE begins with a place of the office: where an issuer sits, or an area. */
static bool is_place(const struct definitions *definitions, const char *title)
{
    for (size_t i = 0; i < definitions->issuers.count; i++)
        if (begins_with(title, definitions->issuers.items[i].place_name))
            return true;
    for (size_t i = 0; i < definitions->areas.count; i++)
        if (begins_with(title, area_place(&definitions->areas.items[i])))
            return true;
    return false;
}

static bool is_name(struct arena *mem, const struct definitions *definitions, const struct report_definition *report,
                    const char *title)
{
    if (is_place(definitions, title))
        return true;
    for (size_t i = 0; i < report->names.count; i++)
        if (begins_with(title, report->names.items[i]))
            return true;
    for (size_t i = 0; i < definitions->units.count; i++)
        for (size_t j = 0; j < definitions->units.items[i].names.count; j++)
            if (begins_with(title, definitions->units.items[i].names.items[j].name))
                return true;
    bool quoted = title[0] == '"' || title[0] == '(' || text_starts(title, "“");
    return quoted || is_abbreviation(mem, title);
}

const char *phrase_title(struct arena *mem, const struct definitions *definitions,
                         const struct report_definition *report, const char *verb, const char *title)
{
    const char *nfc = viet_nfc(mem, title ? title : "");
    const char *bare = without_openings(mem, report, verb, without_marks(mem, nfc, strlen(nfc)));
    return is_name(mem, definitions, report, bare) ? bare : viet_lower_first(mem, bare);
}

const char *phrase_own(struct arena *mem, const char *phrase)
{
    return without_marks(mem, phrase, strlen(phrase));
}

/* --- joining ----------------------------------------------------------------------------------------------------- */

/* TEXT before TAIL, whatever the case; NULL where it does not end so, or would be nothing without it. */
static const char *before_tail(struct arena *mem, const char *text, const char *tail)
{
    size_t own = utf8_length(text), length = utf8_length(tail);
    if (length == 0 || own <= length)
        return NULL;
    const char *end = after_characters(text, own - length);
    if (!is_mark(end[-1]) || !text_equal(viet_lower(mem, end), viet_lower(mem, tail)))
        return NULL;
    const char *rest = without_marks(mem, text, (size_t)(end - text));
    return rest[0] ? rest : NULL;
}

/* A tail that the place of the report's issuer follows is a tail, too: "trên địa bàn tỉnh Bến Tre". */
static const char *tail_at(struct arena *mem, const struct definitions *definitions,
                           const struct report_definition *report, size_t at)
{
    const struct issuer *issuer = definitions_issuer(definitions, report->issuer);
    const char *tail = report->tails.items[at / 2];
    return at % 2 || !issuer ? tail : arena_printf(mem, "%s %s", tail, issuer->place_name);
}

static bool drop_tail(struct arena *mem, const char *tail, const char **items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!before_tail(mem, items[i], tail))
            return false;
    for (size_t i = 0; i < count; i++)
        items[i] = before_tail(mem, items[i], tail);
    return true;
}

/* The type of document that ITEM begins with ("quyết định"), where something follows it; NULL where it names none. */
static const char *noun_of(struct arena *mem, const struct choice_list *types, const char *item)
{
    const char *noun = NULL;
    for (size_t i = 0; types && i < types->choices.count; i++) {
        const char *label = types->choices.items[i].label;
        bool longer = !noun || strlen(label) > strlen(noun);
        if (longer && without_start(mem, item, label))
            noun = label;
    }
    return noun;
}

/* "quyết định a", "quyết định b", "kế hoạch c" → "quyết định a", "b", "kế hoạch c". */
static void say_nouns_once(struct arena *mem, const struct definitions *definitions, const char **items, size_t count)
{
    const struct choice_list *types = definitions_list(definitions, "document-types");
    const char *said = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *noun = noun_of(mem, types, items[i]);
        if (noun && text_equal(noun, said))
            items[i] = without_start(mem, items[i], noun);
        said = noun;
    }
}

const char *phrase_join(struct arena *mem, const struct definitions *definitions,
                        const struct report_definition *report, const char *const *items, size_t count)
{
    const char **own = ARENA_ARRAY(mem, const char *, count + 1);
    struct text joined;
    text_init(&joined, mem, TEXT_MAX_PAGE);
    if (count > 0)
        memcpy(own, items, count * sizeof *items);
    bool dropped = count > 1;
    for (int round = 0; dropped && round < TAILS_MAX; round++) {
        dropped = false;
        for (size_t i = 0; !dropped && i < 2 * report->tails.count; i++)
            dropped = drop_tail(mem, tail_at(mem, definitions, report, i), own, count);
    }
    if (count > 0)
        own[count - 1] = items[count - 1];
    say_nouns_once(mem, definitions, own, count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_raw(&joined, "; ");
        text_add(&joined, own[i]);
    }
    return joined.data;
}
