/* SPDX-License-Identifier: Apache-2.0 */
#include "pages.h"

#include "base/text.h"
#include "measure.h"
#include "measurements.h"

enum { RUNS = 30, CONSTANT_RUNS = 200, PAGE_SECONDS = 1, DASHBOARD_MS = 5, MEMORY_MB = 64, LARGE = 20 };

#define CONSTANT_PAGE   "/dang-nhap"
#define LIST_RATIO      1.6
#define SEARCH_RATIO    2.0
#define LIST_TIMES      50
#define DASHBOARD_TIMES 100
#define POSTGRES_TIMES  3.0 /* of SQLite at the same scale */

/* All that was asked of the offices of one database and scale. */
struct asked {
    struct bench *bench;
    enum database_kind kind;
    int scale;
    const char *title;
    struct side sides[BUILDS_MAX];
    double constant, keys[PAGES], first_dashboard[BUILDS_MAX];
    double resident[BUILDS_MAX], peak[BUILDS_MAX];
    struct cost costs[ROLES][PAGES][BUILDS_MAX];
};

/* This build's pages at one scale. */
struct before {
    int scale;
    double cpu[ROLES][PAGES];
};

static void ask_one(struct asked *asked, size_t build, int role, int page)
{
    const struct visitor *visitor = asked->sides[build].visitors[role];
    side_cost(&asked->sides[build], visitor->client, visitor_request(visitor, pages[page].path), RUNS, PAGE_SECONDS,
              &asked->costs[role][page][build]);
}

/* The database alone is asked before there are servers: an index is made for it and taken back. */
static void ask_bare(struct asked *asked, struct arena *mem)
{
    struct measured_office *office = office_sample(asked->bench, 0, asked->kind, asked->scale);
    struct database *database = database_open(mem, office->kind, office->where);
    for (int page = 0; page < PAGES; page++)
        if (pages[page].goal != GOAL_DASHBOARD) {
            progress("%s: %s, the database alone", asked->title, pages[page].name);
            asked->keys[page] = bare_keys(database, &pages[page]);
        }
    database_close(database);
}

static void open_sides(struct asked *asked, struct arena *mem)
{
    struct bench *bench = asked->bench;
    for (size_t build = 0; build < bench->build_count; build++) {
        side_open(&asked->sides[build], mem, office_sample(bench, build, asked->kind, asked->scale));
        progress("%s: leader, first dashboard", asked->title);
        ask_one(asked, build, LEADER, DASHBOARD);
        asked->first_dashboard[build] = asked->costs[LEADER][DASHBOARD][build].first_ms;
    }
    struct cost constant;
    struct client *stranger = client_new(mem, asked->sides[0].server->port);
    side_cost(&asked->sides[0], stranger,
              http_request(mem, asked->sides[0].server->port, "GET", CONSTANT_PAGE, "", NULL), CONSTANT_RUNS,
              PAGE_SECONDS, &constant);
    asked->constant = constant.cpu_ms;
}

static void close_sides(struct asked *asked)
{
    for (size_t build = 0; build < asked->bench->build_count; build++) {
        server_memory(asked->sides[build].server, &asked->resident[build], &asked->peak[build]);
        server_stop(asked->sides[build].server);
    }
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static void set_goal(struct row *row, enum page_goal goal, int scale)
{
    bool large = scale >= LARGE;
    if (goal == GOAL_LIST || goal == GOAL_INBOX)
        row->target_ratio = LIST_RATIO;
    if (goal == GOAL_LIST && large)
        row->target_times = LIST_TIMES;
    if (goal == GOAL_SEARCH)
        row->target_ratio = SEARCH_RATIO;
    if (goal == GOAL_DASHBOARD)
        row->target = DASHBOARD_MS;
    if (goal == GOAL_DASHBOARD && large)
        row->target_times = DASHBOARD_TIMES;
}

static void print_page(const struct asked *asked, int role, int page, double limit)
{
    const struct cost *costs = asked->costs[role][page];
    struct row row = { .name = "pages",
                       .what = arena_printf(asked->bench->mem, "B1 %s: %s, %s (%zu)", asked->title, role_names[role],
                                            pages[page].name, costs[0].id_count),
                       .unit = " ms",
                       .measured = costs[0].cpu_ms,
                       .other = costs[1].status == 200 ? costs[1].cpu_ms : 0,
                       .limit = limit,
                       .wall_ms = costs[0].wall_ms };
    set_goal(&row, pages[page].goal, asked->scale);
    table_row(&row);
}

static void ask_pages(struct asked *asked)
{
    struct database *database = asked->sides[0].database;
    for (int page = 0; page < PAGES; page++)
        for (int role = 0; role < ROLES; role++) {
            const struct cost *cost = &asked->costs[role][page][0];
            for (size_t build = 0; build < asked->bench->build_count; build++) {
                progress("%s: %s, %s", asked->title, role_names[role], pages[page].name);
                ask_one(asked, build, role, page);
            }
            if (cost->status == 0)
                progress("no answer for two minutes");
            if (cost->status != 200)
                continue; /* this role may not see it */
            bool has_limit = pages[page].goal != GOAL_DASHBOARD;
            print_page(asked, role, page,
                       has_limit ? asked->constant + asked->keys[page] + bare_rows(database, &pages[page], cost) : 0);
        }
}

static void print_start(const struct asked *asked)
{
    struct row row = { .name = "pages",
                       .what = arena_printf(asked->bench->mem, "B1 %s: leader, dashboard, first after the start",
                                            asked->title),
                       .unit = " ms",
                       .measured = asked->first_dashboard[0],
                       .other = asked->first_dashboard[1] };
    set_goal(&row, GOAL_DASHBOARD, asked->scale);
    table_row(&row);
    table_row(&(struct row){ .name = "pages",
                             .what = arena_printf(asked->bench->mem, "B1 %s: the constant page", asked->title),
                             .unit = " ms",
                             .measured = asked->constant });
}

static void print_memory(const struct asked *asked)
{
    struct arena *mem = asked->bench->mem;
    struct row row = { .name = "memory",
                       .what = arena_printf(mem, "B7 %s: resident after these pages", asked->title),
                       .unit = " MB",
                       .measured = asked->resident[0],
                       .other = asked->resident[1],
                       .target = MEMORY_MB };
    table_row(&row);
    row.what = arena_printf(mem, "B7 %s: the most that was resident", asked->title);
    row.measured = asked->peak[0];
    row.other = asked->peak[1];
    table_row(&row);
}

/* How much more a page costs than in the office before. */
static void print_growth(const struct asked *asked, const struct before *before)
{
    for (int page = 0; page < PAGES; page++)
        for (int role = 0; role < ROLES; role++) {
            const struct cost *cost = &asked->costs[role][page][0];
            if (cost->status != 200 || before->cpu[role][page] <= 0)
                continue;
            table_growth(database_names[asked->kind],
                         arena_printf(asked->bench->mem, "%s, %s", role_names[role], pages[page].name), " ms",
                         &(struct grown){ before->scale, before->cpu[role][page] },
                         &(struct grown){ asked->scale, cost->cpu_ms });
        }
}

/* What a page costs in the one database and in the other. */
static void print_beside(const struct asked *asked, const struct before *sqlite)
{
    for (int page = 0; page < PAGES; page++)
        for (int role = 0; role < ROLES; role++) {
            const struct cost *cost = &asked->costs[role][page][0];
            if (cost->status != 200 || sqlite->cpu[role][page] <= 0)
                continue;
            table_row(&(struct row){ .name = "beside",
                                     .what = arena_printf(asked->bench->mem, "%s beside SQLite: %s, %s", asked->title,
                                                          role_names[role], pages[page].name),
                                     .unit = " ms",
                                     .measured = cost->cpu_ms,
                                     .limit = sqlite->cpu[role][page],
                                     .target_ratio = POSTGRES_TIMES });
        }
}

static void remember(const struct asked *asked, struct before *before)
{
    before->scale = asked->scale;
    for (int role = 0; role < ROLES; role++)
        for (int page = 0; page < PAGES; page++)
            before->cpu[role][page] = asked->costs[role][page][0].cpu_ms;
}

void measure_pages(struct bench *bench)
{
    struct before of_sqlite[SCALES_MAX] = { 0 };
    for (int kind = 0; kind < DATABASE_KINDS; kind++) {
        struct before before = { 0 };
        for (size_t i = 0; i < bench->scale_count && bench->databases[kind]; i++) {
            struct arena *mem = arena_new(ARENA_JOB_MAX);
            struct asked *asked = ARENA_NEW(mem, struct asked);
            *asked = (struct asked){ .bench = bench, .kind = (enum database_kind)kind, .scale = bench->scales[i] };
            asked->title = arena_printf(bench->mem, "%s %d", database_names[kind], asked->scale);
            ask_bare(asked, mem);
            open_sides(asked, mem);
            print_start(asked);
            ask_pages(asked);
            close_sides(asked);
            print_memory(asked);
            if (before.scale)
                print_growth(asked, &before);
            if (kind == POSTGRES && bench->databases[SQLITE])
                print_beside(asked, &of_sqlite[i]);
            remember(asked, &before);
            if (kind == SQLITE)
                of_sqlite[i] = before;
            arena_free(mem);
        }
    }
}
