/* SPDX-License-Identifier: Apache-2.0 */
#include "pages.h"

#include "base/text.h"
#include "measure.h"

/* A page of 50 and one more, which says that it goes on. */
enum { PAGE_ROWS = 51, RUNS = 41 };

/* An index that suits is made for the occasion and is gone afterwards: the limit is that of the best plan. */
static double keys_of_list(struct database *database, struct arena *mem, const struct page *page)
{
    const char *ask =
        arena_printf(mem, "select id from record where register = '%s' and cancelled = 0%s order by %s limit %d",
                     page->reg, page->where, page->order, PAGE_ROWS);
    database_do(database, "begin");
    database_do(database,
                arena_printf(mem, "create index bench_keys on record (register, cancelled, %s, id)", page->index));
    if (database->kind == POSTGRES)
        database_do(database, "set local enable_sort = off");
    double cost = database_cost(database, &ask, 1, RUNS);
    database_do(database, "rollback");
    return cost;
}

double bare_search(struct database *database, const char *a, const char *b, int newest)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    const char *ask =
        database->kind == SQLITE
            ? arena_printf(mem, "select rowid from search where search match '%s %s' order by rowid desc limit %d", a,
                           b, newest)
            : arena_printf(mem,
                           "select record from search_text where vector @@ '%s & %s'::tsquery order by "
                           "record desc limit %d",
                           a, b, newest);
    double cost = database_cost(database, &ask, 1, RUNS);
    if (database->kind == POSTGRES) { /* of common words the newest are found before all are */
        database_do(database, "set enable_bitmapscan = off");
        double other = database_cost(database, &ask, 1, RUNS);
        database_do(database, "reset enable_bitmapscan");
        cost = other < cost ? other : cost;
    }
    arena_free(mem);
    return cost;
}

double bare_keys(struct database *database, const struct page *page)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    double cost = page->goal == GOAL_SEARCH ? bare_search(database, "bao", "cao", PAGE_ROWS)
                  : page->index             ? keys_of_list(database, mem, page)
                                            : 0;
    arena_free(mem);
    return cost;
}

double bare_rows(struct database *database, const struct page *page, const struct cost *cost)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct text ids;
    const char *asks[2];
    size_t count = 0;
    double taken = 0;
    text_init(&ids, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < cost->id_count; i++)
        text_printf(&ids, "%s%lld", i ? ", " : "", (long long)cost->ids[i]);
    if (page->reg)
        asks[count++] = arena_printf(mem, "select r.*, t.* from record r join %s t on t.id = r.id where r.id in (%s)",
                                     page->reg, ids.data);
    else
        asks[count++] = arena_printf(mem, "select * from record where id in (%s)", ids.data);
    if (page->goal == GOAL_INBOX)
        asks[count++] = arena_printf(mem, "select * from assignment where record in (%s)", ids.data);
    if (cost->id_count > 0)
        taken = database_cost(database, asks, count, RUNS);
    arena_free(mem);
    return taken;
}
