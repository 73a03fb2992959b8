/* SPDX-License-Identifier: Apache-2.0 */
#include "many.h"
#include "measure.h"
#include "measurements.h"
#include "pages.h"

enum { CONNECTIONS = 8, REQUESTS_MAX = 4000 };

#define SECONDS        2.0
#define POSTGRES_SHARE (1.0 / 3) /* PostgreSQL within three times of SQLite */

struct rates {
    double per_second[PAGES][BUILDS_MAX];
    double p99_ms[PAGES][BUILDS_MAX];
};

static const char *same_request(void *arg, size_t n)
{
    (void)n;
    return arg;
}

static void ask(const struct side *side, struct rates *rates, size_t build)
{
    for (int page = 0; page < PAGES; page++) {
        struct arena *mem = arena_new(ARENA_JOB_MAX);
        const struct visitor *leader = side->visitors[LEADER];
        const char *request = visitor_request(leader, pages[page].path);
        progress("%s: %d connections, %s", office_title(side->office), CONNECTIONS, pages[page].name);
        client_ask(leader->client, request); /* kept from now on, where something is kept */
        struct crowd crowd = { .port = side->server->port,
                               .connections = CONNECTIONS,
                               .requests_max = REQUESTS_MAX,
                               .seconds_max = SECONDS,
                               .status = 200,
                               .request = same_request,
                               .arg = (void *)request };
        struct crowd_result result = crowd_run(mem, &crowd);
        rates->per_second[page][build] = result.per_second;
        rates->p99_ms[page][build] = result.p99_ms;
        arena_free(mem);
    }
}

/* SQLITE: the rates of the same pages there; NULL where they were not measured. */
static void print(const struct bench *bench, const char *title, const struct rates *rates, const struct rates *sqlite)
{
    for (int page = 0; page < PAGES; page++) {
        table_row(&(struct row){ .name = "throughput",
                                 .what = arena_printf(bench->mem, "%s: leader, %s, %d connections%s", title,
                                                      pages[page].name, CONNECTIONS, sqlite ? "; SQLite" : ""),
                                 .unit = "/s",
                                 .more_is_better = true,
                                 .measured = rates->per_second[page][0],
                                 .other = rates->per_second[page][1],
                                 .limit = sqlite ? sqlite->per_second[page][0] : 0,
                                 .target_ratio = sqlite ? POSTGRES_SHARE : 0 });
        table_row(&(struct row){
            .name = "throughput",
            .what = arena_printf(bench->mem, "%s: leader, %s, p99 of the waits", title, pages[page].name),
            .unit = " ms",
            .measured = rates->p99_ms[page][0],
            .other = rates->p99_ms[page][1] });
    }
}

void measure_throughput(struct bench *bench)
{
    for (size_t i = 0; i < bench->scale_count; i++) {
        struct rates rates[DATABASE_KINDS] = { 0 };
        for (int kind = 0; kind < DATABASE_KINDS; kind++) {
            struct arena *mem = arena_new(ARENA_JOB_MAX);
            for (size_t build = 0; build < bench->build_count && bench->databases[kind]; build++) {
                struct side side;
                side_open(&side, mem, office_sample(bench, build, (enum database_kind)kind, bench->scales[i]));
                ask(&side, &rates[kind], build);
                server_stop(side.server);
            }
            arena_free(mem);
            if (bench->databases[kind])
                print(bench, arena_printf(bench->mem, "%s %d", database_names[kind], bench->scales[i]), &rates[kind],
                      kind == POSTGRES && bench->databases[SQLITE] ? &rates[SQLITE] : NULL);
        }
    }
}
