/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "measure.h"
#include "pages.h"

#define SEARCH_RATIO 2.0
#define READER       "lanh-dao"

enum { RUNS = 9, SEARCHES = 16, SEARCH_MS = 5, NEWEST = 50, FIRST_WORD = 2, RECORDS = 64 };

struct searches {
    const char *pairs[SEARCHES]; /* two words without marks */
    size_t count;
    double taken[SEARCHES], other[SEARCHES], limits[SEARCHES];
};

/* The Nth word of a list of tokens that is of the text, not of the program; its end. */
static const char *word_at(const char *tokens, size_t n, size_t *length)
{
    for (const char *at = tokens; *at; at += *length, at += *at == ' ') {
        *length = strcspn(at, " ");
        bool is_word = *length > 1 && isalpha((unsigned char)*at) && !memchr(at, '_', *length);
        if (is_word && n-- == 0)
            return at;
    }
    return NULL;
}

/* Two words that follow each other in titles all over the office; the same words for both builds. */
static void choose_words(struct searches *searches, struct arena *mem, struct database *database)
{
    const char *tokens[RECORDS];
    size_t count =
        database_texts(database, mem,
                       "select s.tokens from search_text s join record r on r.id = s.record "
                       "where r.register = 'incoming' and r.id % 997 < 40 order by r.id % 997, r.id limit 64",
                       tokens, RECORDS);
    searches->pairs[searches->count++] = "bao cao";
    for (size_t i = 0; i < count && searches->count < SEARCHES; i++) {
        size_t first = 0, second = 0;
        const char *a = word_at(tokens[i], FIRST_WORD, &first), *b = word_at(tokens[i], FIRST_WORD + 1, &second);
        if (a && b)
            searches->pairs[searches->count++] = arena_printf(mem, "%.*s %.*s", (int)first, a, (int)second, b);
    }
}

static double ask_bare(struct database *database, struct arena *mem, const char *pair)
{
    const char *space = strchr(pair, ' ');
    return bare_search(database, arena_strndup(mem, pair, (size_t)(space - pair)), space + 1, NEWEST);
}

static void ask_program(struct searches *searches, struct arena *mem, struct measured_office *office, double *taken)
{
    const char *token =
        office_made(office, (const char *const[]){ "user", "token", READER, "do luong", "--json", NULL }, "token");
    struct side side = { .office = office, .database = database_open(mem, office->kind, office->where) };
    side.server = office_serve(office);
    struct client *client = client_new(mem, side.server->port);
    const char *extra = arena_printf(mem, "Authorization: Bearer %s\r\n", token);
    for (size_t i = 0; i < searches->count; i++) {
        struct cost cost = { 0 };
        struct text path;
        text_init(&path, mem, TEXT_MAX_LINE);
        text_add(&path, "/api/v1/search?q=");
        text_url(&path, searches->pairs[i]);
        side_cost(&side, client, http_request(mem, side.server->port, "GET", path.data, extra, NULL), RUNS, 2, &cost);
        if (cost.status != 200)
            give_up("%s: status %d", path.data, cost.status);
        taken[i] = cost.cpu_ms;
    }
    server_stop(side.server);
}

/* The median of all pairs, which is what grows or does not. */
static double print(const struct bench *bench, const char *title, struct searches *searches)
{
    size_t slowest = 0;
    for (size_t i = 0; i < searches->count; i++)
        if (searches->taken[i] > searches->taken[slowest])
            slowest = i;
    struct row row = { .name = "search",
                       .what = arena_printf(bench->mem, "B5 %s: the slowest, “%s”; the database alone", title,
                                            searches->pairs[slowest]),
                       .unit = " ms",
                       .measured = searches->taken[slowest],
                       .other = searches->other[slowest],
                       .limit = searches->limits[slowest],
                       .target = SEARCH_MS,
                       .target_ratio = SEARCH_RATIO };
    table_row(&row);
    row.what = arena_printf(bench->mem, "B5 %s: %zu pairs of words, API; the database alone", title, searches->count);
    row.measured = median(searches->taken, searches->count);
    row.other = bench->build_count > 1 ? median(searches->other, searches->count) : 0;
    row.limit = median(searches->limits, searches->count);
    table_row(&row);
    return row.measured;
}

void measure_search(struct bench *bench)
{
    for (int kind = 0; kind < DATABASE_KINDS; kind++) {
        struct grown before = { 0 };
        for (size_t i = 0; i < bench->scale_count && bench->databases[kind]; i++) {
            struct arena *mem = arena_new(ARENA_JOB_MAX);
            struct searches searches = { 0 };
            struct measured_office *office = office_sample(bench, 0, (enum database_kind)kind, bench->scales[i]);
            struct database *database = database_open(mem, office->kind, office->where);
            choose_words(&searches, mem, database);
            progress("%s: %zu searches", office_title(office), searches.count);
            ask_program(&searches, mem, office, searches.taken);
            if (bench->build_count > 1)
                ask_program(&searches, mem, office_sample(bench, 1, office->kind, office->scale), searches.other);
            for (size_t pair = 0; pair < searches.count; pair++)
                searches.limits[pair] = ask_bare(database, mem, searches.pairs[pair]);
            struct grown now = { office->scale, print(bench, office_title(office), &searches) };
            table_growth(database_names[kind], "B9 search", " ms", &before, &now);
            before = now;
            arena_free(mem);
        }
    }
}
