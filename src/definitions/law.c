/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/law.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"

/* NAME stands in CITATION, and not within a longer number: "30/2020/NĐ-CP" is not in "130/2020/NĐ-CP". */
static bool cites(const char *citation, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strstr(citation, name); at; at = strstr(at + 1, name)) {
        bool begins = at == citation || !isalnum((unsigned char)at[-1]);
        bool ends = !isalnum((unsigned char)at[length]) && at[length] != '-' && at[length] != '/';
        if (begins && ends)
            return true;
    }
    return false;
}

void law_days(const struct definitions *definitions, const char *citation, const char **from, const char **until)
{
    *from = *until = "";
    for (size_t i = 0; i < definitions->acts.count; i++) {
        const struct legal_act *act = &definitions->acts.items[i];
        if (!act->name || !cites(citation, act->name))
            continue;
        if (act->from && strcmp(act->from, *from) > 0)
            *from = act->from;
        if (act->until && (!**until || strcmp(act->until, *until) < 0))
            *until = act->until;
    }
}

const char *const *law_citations(struct arena *mem, const char *text, size_t *count)
{
    char **parts = text_split(mem, arena_strdup(mem, text), ';', count);
    const char **citations = ARENA_ARRAY(mem, const char *, *count + 1);
    for (size_t i = 0; i < *count; i++)
        citations[i] = text_trim(mem, parts[i]);
    return citations;
}

const char *law_on(struct arena *mem, const struct definitions *definitions, const char *text, const char *day)
{
    size_t count;
    struct text out;
    if (!text)
        return NULL;
    const char *const *citations = law_citations(mem, text, &count);
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++) {
        const char *citation = citations[i], *from, *until;
        law_days(definitions, citation, &from, &until);
        if (*citation && strcmp(from, day) <= 0 && (!*until || strcmp(until, day) >= 0))
            text_printf(&out, "%s%s", out.length ? "; " : "", citation);
    }
    return out.length ? out.data : NULL;
}

const char *law_today(struct arena *mem, const struct definitions *definitions, const char *text)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return law_on(mem, definitions, text, today);
}

static void add_day(struct text *out, const char *words, const char *date)
{
    day_t day;
    char people[DATE_SIZE];
    if (!*date || !day_parse(date, &day))
        return;
    day_print_people(day, people);
    text_printf(out, "%s%s", words, people);
}

const char *law_explained(struct arena *mem, const struct definitions *definitions, const char *text)
{
    size_t count;
    struct text out;
    if (!text)
        return NULL;
    const char *const *citations = law_citations(mem, text, &count);
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++) {
        const char *citation = citations[i], *from, *until;
        law_days(definitions, citation, &from, &until);
        text_printf(&out, "%s%s%s", i ? "; " : "", citation, *from || *until ? " (" : "");
        add_day(&out, "từ ", from);
        add_day(&out, *from ? " đến " : "đến ", until);
        text_add(&out, *from || *until ? ")" : "");
    }
    return out.data;
}
