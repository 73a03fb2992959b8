/* SPDX-License-Identifier: Apache-2.0 */
#include "query/query.h"

#include <string.h>

#include "base/clock.h"
#include "query/query_internal.h"
#include "query/query_names.h"

static const struct query *parse(struct arena *mem, const struct definitions *definitions,
                                 const struct register_definition *reg, const char *text,
                                 const struct query_tokens *tokens, int flags, struct err *err);

const struct query *query_parse(struct arena *mem, const struct definitions *definitions,
                                const struct register_definition *reg, const char *text,
                                const struct query_tokens *tokens, struct err *err)
{
    return parse(mem, definitions, reg, text, tokens, 0, err);
}

static const struct query *parse(struct arena *mem, const struct definitions *definitions,
                                 const struct register_definition *reg, const char *text,
                                 const struct query_tokens *tokens, int flags, struct err *err)
{
    struct query *query = ARENA_NEW(mem, struct query);
    struct query_parts parts;
    query->definitions = definitions;
    query->reg = reg;
    query_default_sort(mem, query);
    if (!query_read(mem, text ? text : "", &parts, err) || !query_bind(mem, query, &parts, tokens, flags, err))
        return NULL;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    if (!query->as_of)
        query->as_of = tokens && tokens->today ? arena_strdup(mem, tokens->today) : arena_strdup(mem, today);
    query->past = query->as_of_given || strcmp(query->as_of, today) < 0;
    query->period = tokens && (tokens->period_from || tokens->cutoff);
    return query;
}

/* What every token may stand for while a text is only checked. */
static struct query_tokens sample_tokens(const struct definitions *definitions)
{
    return (struct query_tokens){
        .today = "2021-08-02",
        .me = "me",
        .my_unit = definitions->units.count ? definitions->units.items[0].code : "my_unit",
        .period = "2021-07",
        .period_from = "2021-07-01",
        .period_to = "2021-07-31",
        .before = "2021-06-30",
        .cutoff = "2021-08-02",
    };
}

bool query_check_use(struct arena *mem, const struct definitions *definitions, const struct query_use *use,
                     struct err *err)
{
    struct query_tokens tokens = sample_tokens(definitions);
    int flags = (use->tokens ? 0 : QUERY_USE_NO_TOKENS) | (use->plain ? QUERY_USE_PLAIN : 0) |
                (use->no_personal ? QUERY_USE_NO_PERSONAL : 0);
    return parse(mem, definitions, use->reg, use->query, &tokens, flags, err) != NULL;
}

void query_check_all(struct arena *mem, const struct definitions *definitions, struct faults *faults)
{
    for (size_t i = 0; i < definitions->queries.count; i++) {
        const struct query_use *use = &definitions->queries.items[i];
        struct err err = { 0 };
        if (!faults_have(faults, use->place) && !query_check_use(mem, definitions, use, &err))
            faults_add(mem, faults, use->place, false, "%s “%s”: %s", use->what, use->query, err.text);
    }
    faults_sort(faults);
}

const struct register_definition *query_register(const struct query *query)
{
    return query->reg;
}

const char *query_by(const struct query *query)
{
    return query->by;
}

int query_page_size(const struct query *query)
{
    return query->page_size ? query->page_size : QUERY_PAGE_DEFAULT;
}
