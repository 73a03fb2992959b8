/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "bare.h"
#include "base/text.h"
#include "http.h"
#include "many.h"
#include "measure.h"
#include "measurements.h"

#define WRITER   "tong-dai"
#define FRACTION 0.60
#define SECONDS  4.0
/* How the titles of what is entered begin, so that it can be told from the sample. */
#define TITLE "Đo lường: "

enum {
    BODIES = 500,
    CLIENTS = 3,
    REQUESTS_MAX = 12000,
    BARE_COMMIT = 64,
    BARE_MAX = 6400,
    RATE_TARGET = 3000,
    SETTLE_US = 300000,
    MS = 1000
};

static const size_t client_counts[CLIENTS] = { 1, 8, 64 };

/* Feedback, which draws its number when it is entered; as long as that of the sample. */
struct requests {
    const char *texts[BODIES];
    size_t count;
};

static const char *body(struct arena *mem, const char *summary, const char *content, const char *sector)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_add(
        &out,
        "{\"fields\":{\"received_on\":\"2021-08-02T07:30\",\"channel\":\"phone\",\"kind\":\"hoi-dap\",\"summary\":");
    text_json(&out, arena_printf(mem, TITLE "%.400s", summary));
    text_add(&out, ",\"content\":");
    text_json(&out, content);
    text_add(&out, ",\"sector\":");
    text_json(&out, sector);
    text_add(&out, ",\"phone\":\"0277 385 1022\"}}");
    return out.data;
}

static void make_requests(struct requests *requests, struct arena *mem, const struct measured_office *office, int port,
                          const char *token)
{
    const char *summaries[BODIES], *sectors[BODIES];
    struct database *database = database_open(mem, office->kind, office->where);
    const char *extra = arena_printf(mem, "Authorization: Bearer %s\r\nContent-Type: application/json\r\n", token);
    requests->count =
        database_texts(database, mem, "select summary from feedback order by id limit 500", summaries, BODIES);
    database_texts(database, mem, "select sector from feedback order by id limit 500", sectors, BODIES);
    database_close(database);
    for (size_t i = 0; i < requests->count; i++)
        requests->texts[i] =
            http_request(mem, port, "POST", "/api/v1/registers/feedback/records", extra,
                         body(mem, summaries[i], arena_printf(mem, "%s. %s", summaries[i], summaries[i]), sectors[i]));
    if (requests->count == 0)
        give_up("the sample office has no feedback");
}

static const char *next_request(void *arg, size_t n)
{
    const struct requests *requests = arg;
    return requests->texts[n % requests->count];
}

struct entered {
    double rates[CLIENTS], cpu_ms[CLIENTS], p99_ms[CLIENTS];
};

static void enter(struct arena *mem, const struct measured_office *office, struct entered *entered)
{
    struct requests *requests = ARENA_NEW(mem, struct requests);
    const char *token =
        office_made(office, (const char *const[]){ "user", "token", WRITER, "do luong", "--json", NULL }, "token");
    struct server *server = office_serve(office);
    make_requests(requests, mem, office, server->port, token);
    for (int i = 0; i < CLIENTS; i++) {
        struct crowd crowd = { .port = server->port,
                               .connections = client_counts[i],
                               .requests_max = REQUESTS_MAX,
                               .seconds_max = SECONDS,
                               .status = 201,
                               .request = next_request,
                               .arg = requests };
        progress("%s: %zu clients enter records", database_names[office->kind], client_counts[i]);
        double before = cpu_of(server->process);
        struct arena *waits = arena_new(ARENA_JOB_MAX); /* its connections are closed before the next are made */
        struct crowd_result result = crowd_run(waits, &crowd);
        arena_free(waits);
        usleep(SETTLE_US);
        entered->cpu_ms[i] = (cpu_of(server->process) - before) * MS / (double)result.answers;
        entered->rates[i] = result.per_second;
        entered->p99_ms[i] = result.p99_ms;
    }
    server_stop(server);
}

static void print(struct bench *bench, enum database_kind kind, const struct entered entered[BUILDS_MAX], double limit)
{
    for (int i = 0; i < CLIENTS; i++) {
        bool most = i == CLIENTS - 1;
        table_row(&(struct row){
            .name = "create",
            .what = arena_printf(bench->mem, "B2 %s: API, %zu client%s, CPU %.2f ms, p99 %.1f ms; bare, 64 a commit",
                                 database_names[kind], client_counts[i], i ? "s" : "", entered[0].cpu_ms[i],
                                 entered[0].p99_ms[i]),
            .unit = "/s",
            .more_is_better = true,
            .measured = entered[0].rates[i],
            .other = entered[1].rates[i],
            .limit = limit,
            .target = most && kind == SQLITE ? RATE_TARGET : 0,
            .target_ratio = most ? FRACTION : 0 });
    }
}

void measure_create(struct bench *bench)
{
    table_row(&(struct row){ .name = "create",
                             .what = "the disk: fdatasync of 4 KiB appended",
                             .unit = "/s",
                             .more_is_better = true,
                             .measured = bare_syncs_a_second(bench->folder) });
    for (int kind = 0; kind < DATABASE_KINDS; kind++) {
        struct entered entered[BUILDS_MAX] = { 0 };
        double limit = 0;
        for (size_t build = 0; build < bench->build_count && bench->databases[kind]; build++) {
            struct arena *mem = arena_new(ARENA_JOB_MAX);
            struct measured_office *sample = office_sample(bench, build, (enum database_kind)kind, 1);
            struct measured_office *office = office_copy(bench, sample, "created");
            enter(mem, office, &entered[build]);
            if (build == 0) {
                struct measured_office *bare = office_copy(bench, sample, "bare");
                progress("%s: the same rows, bare", database_names[kind]);
                limit = bare_records_a_second(office, bare, "title like '" TITLE "%'", BARE_COMMIT, BARE_MAX, false);
                office_remove(bare);
            }
            office_remove(office);
            arena_free(mem);
        }
        if (bench->databases[kind])
            print(bench, (enum database_kind)kind, entered, limit);
    }
}
