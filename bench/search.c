/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include <sqlite3.h>
#include <string.h>

#include "base/text.h"
#include "query/list.h"
#include "viet/fold.h"
#include "viet/tokens.h"

/* The register with the longest titles. */
#define SEARCHED     "incoming"
#define SEARCH_RATIO 2

enum { RUNS = 9, SEARCHES = 16, SEARCH_MS = 5, NEWEST = 50, FIRST_WORD = 2, WORDS = 2 };

struct searches {
    struct arena *mem;
    size_t seen, step;
    const char *words[SEARCHES]; /* without marks */
    size_t count;
};

/* Two words of a title, every so many records. */
static bool note_words(const struct record *record, void *arg, struct err *err)
{
    struct searches *searches = arg;
    size_t count;
    (void)err;
    if (searches->seen++ % searches->step != 0 || searches->count == SEARCHES)
        return true;
    char **words = text_split(searches->mem, viet_fold(searches->mem, record->title), ' ', &count);
    if (count >= FIRST_WORD + WORDS)
        searches->words[searches->count++] =
            arena_printf(searches->mem, "%s %s", words[FIRST_WORD], words[FIRST_WORD + 1]);
    return true;
}

static const struct query *query_of(const struct opened *opened, const char *text)
{
    struct err err = { 0 };
    const struct definitions *definitions = opened->office.definitions;
    const struct query *query = query_parse(opened->mem, definitions, definitions_register(definitions, SEARCHED), text,
                                            &(struct query_tokens){ .today = "2021-08-02" }, &err);
    must(query, &err);
    return query;
}

static void choose_words(struct searches *searches, const struct opened *opened)
{
    struct err err = { 0 };
    const struct office *office = &opened->office;
    const struct query *all = query_of(opened, "");
    int64_t count;
    must(record_count(office->store, opened->mem, &office->scope, all, &count, &err), &err);
    searches->mem = opened->mem;
    searches->step = (size_t)count / SEARCHES + 1;
    must(record_each(office->store, office->definitions, &office->scope, all, note_words, searches, &err), &err);
    if (searches->count == 0)
        give_up("the sample office has nothing to search for");
}

/* Milliseconds of a page with its exact total. */
static double search(const struct opened *opened, struct arena *mem, const char *words, int64_t *total)
{
    struct err err = { 0 };
    const struct office *office = &opened->office;
    struct record_page page;
    const char *text = arena_printf(opened->mem, "q=%s&page_size=%d", words, NEWEST);
    arena_reset(mem);
    double from = seconds_now();
    const struct query *query =
        query_parse(mem, office->definitions, definitions_register(office->definitions, SEARCHED), text,
                    &(struct query_tokens){ .today = "2021-08-02" }, &err);
    must(query && record_list(office->store, mem, office->definitions, &office->scope, query, &page, &err), &err);
    double taken = (seconds_now() - from) * 1e3;
    *total = page.total;
    return taken;
}

/* The same words asked of the index alone. */
static double search_bare(sqlite3_stmt *ask, struct arena *mem, const char *words)
{
    char **items;
    size_t count;
    viet_query_tokens(mem, words, &items, &count);
    const char *match = viet_query_fts5(mem, items, count, false);
    double from = seconds_now();
    sqlite3_bind_text(ask, 1, match, -1, SQLITE_STATIC);
    int code;
    do
        code = sqlite3_step(ask);
    while (code == SQLITE_ROW);
    if (code != SQLITE_DONE || sqlite3_reset(ask) != SQLITE_OK)
        give_up("bare FTS5");
    return (seconds_now() - from) * 1e3;
}

static sqlite3_stmt *open_bare(const struct bench *bench, sqlite3 **handle)
{
    sqlite3_stmt *ask;
    const char *path = arena_printf(bench->mem, "%s/congvu.db", bench->large);
    if (sqlite3_open_v2(path, handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_exec(*handle, "pragma cache_size = -1024", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(*handle, "select rowid from search where search match ?1 order by rowid desc limit ?2", -1,
                           &ask, NULL) != SQLITE_OK ||
        sqlite3_bind_int(ask, 2, NEWEST) != SQLITE_OK)
        give_up("%s: %s", path, sqlite3_errmsg(*handle));
    return ask;
}

static void print_row(const struct bench *bench, const char *what, double measured, double limit)
{
    bench_row(&(struct row){ .name = "search",
                             .what = arena_printf(bench->mem, "B5: %s", what),
                             .unit = " ms",
                             .measured = measured,
                             .limit = limit,
                             .goal = GOAL_AT_MOST,
                             .target = SEARCH_MS,
                             .target_ratio = SEARCH_RATIO });
}

void measure_search(struct bench *bench)
{
    struct opened opened;
    struct searches searches = { 0 };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    double medians[SEARCHES], limits[SEARCHES], slowest = 0, slowest_limit = 0;
    const char *slowest_what = "";
    sqlite3 *handle;
    bench_open(bench, bench_large(bench), STORE_READ, &opened);
    choose_words(&searches, &opened);
    sqlite3_stmt *ask = open_bare(bench, &handle);
    for (size_t i = 0; i < searches.count; i++) {
        double times[RUNS], bare[RUNS];
        int64_t total = 0;
        search(&opened, mem, searches.words[i], &total);
        for (int run = 0; run < RUNS; run++) {
            times[run] = search(&opened, mem, searches.words[i], &total);
            bare[run] = search_bare(ask, mem, searches.words[i]);
        }
        medians[i] = median(times, RUNS);
        limits[i] = median(bare, RUNS);
        if (medians[i] >= slowest) {
            slowest = medians[i];
            slowest_limit = limits[i];
            slowest_what = arena_printf(bench->mem, "the slowest of them, “%s”: %lld records", searches.words[i],
                                        (long long)total);
        }
    }
    print_row(bench,
              arena_printf(bench->mem, "%zu searches, newest %d and exact total; bare FTS5", searches.count, NEWEST),
              median(medians, searches.count), median(limits, searches.count));
    print_row(bench, slowest_what, slowest, slowest_limit);
    sqlite3_finalize(ask);
    sqlite3_close(handle);
    arena_free(mem);
    bench_close(&opened);
}
