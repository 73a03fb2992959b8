/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include <string.h>
#include <zip.h>
#include <zlib.h>

#include "base/text.h"
#include "http.h"
#include "measure.h"
#include "pages.h"

#define MONTH       "2021-07"
#define FIRST_DAY   "2021-07-01"
#define LAST_DAY    "2021-07-31"
#define DAY_BEFORE  "2021-06-30"
#define DRAFT_RATIO 1.5
#define SLOW_MS     3000.0

enum {
    RUNS = 5,
    BARE_RUNS = 5,
    REGISTERS_MAX = 12,
    DRAFT_MS = 50,
    DOCX_MS = 5,
    DOCX_RUNS = 9,
    PARTS_MAX = 64,
    PART_BYTES_MAX = 16 << 20,
    MS = 1000
};

/* --- the figures, bare -------------------------------------------------------------------------------------------- */

/* What the figures of a register need at least: its records of the month by state and punctuality, what entered each
 * group of states in it, and what was open before it. %s is the register. */
static const char *const bare_figures[] = {
    "select state_group, count(*), sum(case when finished_on <= substr(due, 1, 10) then 1 else 0 end) from record "
    "where register = '%s' and cancelled = 0 and happened_on between '" FIRST_DAY "' and '" LAST_DAY "' group by 1",
    "select state_group, count(*) from record_span where register = '%s' and state_group in ('open', 'resolved') and "
    "since_on between '" FIRST_DAY "' and '" LAST_DAY "' and from_on = since_on group by 1",
    "select count(*) from record_span where register = '%s' and state_group = 'open' and until_on > '" DAY_BEFORE
    "' and from_on <= '" DAY_BEFORE "'",
};

/* In a transaction that is taken back: with an index made for the first. */
static double bare_draft(struct database *database)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    const char *registers[REGISTERS_MAX], *texts[REGISTERS_MAX * COUNT_OF(bare_figures)];
    size_t used = 0;
    size_t count =
        database_texts(database, mem, "select register from record group by 1 order by count(*) desc limit 12",
                       registers, REGISTERS_MAX);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < COUNT_OF(bare_figures); j++) {
            const char *at = strstr(bare_figures[j], "%s");
            texts[used++] =
                arena_printf(mem, "%.*s%s%s", (int)(at - bare_figures[j]), bare_figures[j], registers[i], at + 2);
        }
    database_do(database, "begin");
    database_do(database,
                "create index bench_month on record (register, cancelled, happened_on, state_group, finished_on, due)");
    double cost = database_cost(database, texts, used, BARE_RUNS);
    database_do(database, "rollback");
    arena_free(mem);
    return cost;
}

/* --- drafts ------------------------------------------------------------------------------------------------------- */

struct drafts {
    double process_cpu, process_wall; /* ms: `congvu report`, the whole process */
    double server_cpu;                /* ms of CPU: the first draft of a running server */
    double kept_cpu;                  /* likewise, asked again */
};

/* After this no draft of the month can have been kept. */
static void change_the_month(const struct measured_office *office)
{
    office_run(office, (const char *const[]){ "add", "feedback", "received_on=" MONTH "-15T09:00", "channel=phone",
                                              "kind=hoi-dap", "summary=Đo lường bản thảo", "sector=giao-thong", NULL });
}

static void draft_in_processes(struct bench *bench, const struct measured_office *office, struct drafts *drafts)
{
    double cpu[RUNS], wall[RUNS];
    size_t done = 0;
    do {
        const char *file = arena_printf(bench->mem, "%s/draft.txt", bench->folder);
        change_the_month(office);
        struct outcome outcome =
            office_run(office, (const char *const[]){ "report", "monthly", MONTH, "-o", file, NULL });
        cpu[done] = outcome.cpu * MS;
        wall[done++] = outcome.seconds * MS;
    } while (done < RUNS && wall[0] < SLOW_MS);
    drafts->process_cpu = median(cpu, done);
    drafts->process_wall = median(wall, done);
}

static void draft_in_servers(struct bench *bench, const struct measured_office *office, struct drafts *drafts)
{
    double first[RUNS], kept[RUNS];
    size_t done = 0;
    const char *token =
        office_made(office, (const char *const[]){ "user", "token", "lanh-dao", "do luong", "--json", NULL }, "token");
    (void)bench;
    do {
        struct arena *mem = arena_new(ARENA_JOB_MAX);
        struct cost cost = { 0 };
        change_the_month(office);
        struct side side = { .office = (struct measured_office *)office, .server = office_serve(office) };
        side.database = database_open(mem, office->kind, office->where);
        const char *request = http_request(mem, side.server->port, "GET", "/api/v1/reports/monthly/" MONTH,
                                           arena_printf(mem, "Authorization: Bearer %s\r\n", token), NULL);
        side_cost(&side, client_new(mem, side.server->port), request, 2 * RUNS, 1, &cost);
        if (cost.status != 200)
            give_up("the report has status %d", cost.status);
        server_stop(side.server);
        first[done] = cost.first_ms;
        kept[done++] = cost.cpu_ms;
        arena_free(mem);
    } while (done < RUNS && first[0] < SLOW_MS);
    drafts->server_cpu = median(first, done);
    drafts->kept_cpu = median(kept, done);
}

static void print_drafts(struct bench *bench, const struct measured_office *office,
                         const struct drafts drafts[BUILDS_MAX], double limit)
{
    const char *title = office_title(office);
    struct row row = { .name = "report",
                       .what = arena_printf(bench->mem, "B3 %s: %s in a server after a write; its figures bare", title,
                                            MONTH),
                       .unit = " ms",
                       .measured = drafts[0].server_cpu,
                       .other = drafts[1].server_cpu,
                       .limit = limit,
                       .target = DRAFT_MS,
                       .target_ratio = DRAFT_RATIO };
    table_row(&row);
    row.what = arena_printf(bench->mem, "B3 %s: %s asked again", title, MONTH);
    row.measured = drafts[0].kept_cpu;
    row.other = drafts[1].kept_cpu;
    row.limit = row.target = row.target_ratio = 0;
    table_row(&row);
    row.what = arena_printf(bench->mem, "B3 %s: congvu report after a write, whole process, wall; its CPU %.0f ms",
                            title, drafts[0].process_cpu);
    row.measured = drafts[0].process_wall;
    row.other = drafts[1].process_wall;
    table_row(&row);
}

/* --- .docx -------------------------------------------------------------------------------------------------------- */

struct part {
    Bytef *bytes;
    uLong length;
};

/* The parts of a .docx, unpacked. */
static size_t unpack(const char *bytes, size_t length, struct arena *mem, struct part parts[PARTS_MAX])
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    zip_int64_t count = archive ? zip_get_num_entries(archive, 0) : 0;
    if (count <= 0 || count > PARTS_MAX)
        give_up("the .docx has %lld parts", (long long)count);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t status;
        zip_file_t *file = zip_fopen_index(archive, (zip_uint64_t)i, 0);
        if (!file || zip_stat_index(archive, (zip_uint64_t)i, 0, &status) != 0 || status.size > PART_BYTES_MAX)
            give_up("the .docx cannot be read");
        parts[i].length = status.size;
        parts[i].bytes = arena_alloc(mem, status.size + 1);
        if (zip_fread(file, parts[i].bytes, status.size) != (zip_int64_t)status.size)
            give_up("the .docx cannot be read");
        zip_fclose(file);
    }
    zip_discard(archive);
    return (size_t)count;
}

static double pack(const struct part *parts, size_t count, struct arena *mem)
{
    double from = cpu_of_thread();
    uLong sums = 0;
    for (size_t i = 0; i < count; i++) {
        uLongf room = compressBound(parts[i].length);
        Bytef *out = arena_alloc(mem, room);
        sums |= crc32(0, parts[i].bytes, (uInt)parts[i].length);
        if (compress2(out, &room, parts[i].bytes, parts[i].length, Z_DEFAULT_COMPRESSION) != Z_OK)
            give_up("zlib");
    }
    if (sums == 0)
        give_up("the .docx is empty");
    return (cpu_of_thread() - from) * MS;
}

/* CPU of a request for the .docx of a draft that is kept. */
static double docx_cost(struct arena *mem, struct measured_office *office, struct answer *answer)
{
    struct side side;
    struct cost cost = { 0 };
    side_open(&side, mem, office);
    struct visitor *leader = side.visitors[LEADER];
    const char *request = visitor_request(leader, "/bao-cao/" MONTH "/xuat.docx");
    side_cost(&side, leader->client, request, 2 * DOCX_RUNS, 2, &cost);
    *answer = client_ask(leader->client, request);
    if (cost.status != 200)
        give_up("the .docx has status %d", cost.status);
    server_stop(side.server);
    return cost.cpu_ms;
}

static void measure_docx(struct bench *bench, enum database_kind kind)
{
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    double taken[BUILDS_MAX] = { 0 }, limits[DOCX_RUNS];
    struct part parts[PARTS_MAX];
    struct answer answer = { 0 };
    for (size_t build = bench->build_count; build-- > 0;)
        taken[build] = docx_cost(mem, office_sample(bench, build, kind, bench->scales[0]), &answer);
    size_t count = unpack(answer.body, answer.length, mem, parts);
    for (int i = 0; i < DOCX_RUNS; i++)
        limits[i] = pack(parts, count, mem);
    table_row(&(struct row){
        .name = "docx",
        .what = arena_printf(bench->mem, "B4: its .docx of %zu bytes through HTTP; zlib alone on the same parts",
                             answer.length),
        .unit = " ms",
        .measured = taken[0],
        .other = taken[1],
        .limit = median(limits, DOCX_RUNS),
        .target = DOCX_MS });
    arena_free(mem);
}

void measure_report(struct bench *bench)
{
    for (int kind = 0; kind < DATABASE_KINDS; kind++) {
        struct grown before = { 0 };
        for (size_t i = 0; i < bench->scale_count && bench->databases[kind]; i++) {
            struct drafts drafts[BUILDS_MAX] = { 0 };
            struct arena *mem = arena_new(ARENA_JOB_MAX);
            struct measured_office *office = NULL;
            for (size_t build = bench->build_count; build-- > 0;) {
                office = office_sample(bench, build, (enum database_kind)kind, bench->scales[i]);
                progress("%s: drafts", office_title(office));
                draft_in_processes(bench, office, &drafts[build]);
                draft_in_servers(bench, office, &drafts[build]);
            }
            print_drafts(bench, office, drafts, bare_draft(database_open(mem, office->kind, office->where)));
            struct grown now = { office->scale, drafts[0].server_cpu };
            table_growth(database_names[kind], "B9 draft of " MONTH " after a write", " ms", &before, &now);
            before = now;
            arena_free(mem);
        }
    }
    measure_docx(bench, bench->databases[SQLITE] ? SQLITE : POSTGRES);
}
