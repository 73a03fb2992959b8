/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include <sqlite3.h>
#include <stdio.h>
#include <zip.h>
#include <zlib.h>

#include "bare.h"
#include "base/text.h"
#include "documents/paper_docx.h"
#include "query/list.h"
#include "reports/draft.h"
#include "reports/draft_paper.h"

enum { RUNS = 9, DRAFT_MS = 50, DOCX_MS = 5, PARTS_MAX = 64, PART_BYTES_MAX = 16 << 20 };

#define MONTH       "2021-07"
#define DRAFT_RATIO 1.5

/* --- the statements behind a draft -------------------------------------------------------------------------------- */

struct noted {
    struct query_sql sql;
    sqlite3_stmt *made;
};

/* A source that reads the store and remembers what it was asked. */
struct noting {
    struct report_source source; /* first: the draft knows only this */
    struct report_source store;
    struct arena *mem;
    ARRAY(struct noted) asked;
};

static struct noting *noting_of(const struct report_source *source)
{
    return (struct noting *)source;
}

/* TEXT is bound but for the day of its states. */
static void note(struct noting *noting, const struct register_definition *reg, const char *text,
                 const struct report_days *days, enum query_want want, const char *columns)
{
    struct err err = { 0 };
    char today[DATE_SIZE];
    day_print(days->cutoff, today);
    struct query_tokens tokens = { .today = arena_strdup(noting->mem, today) };
    const struct query *query = query_parse(noting->mem, noting->store.definitions, reg, text, &tokens, &err);
    must(query, &err);
    ARRAY_ADD(noting->mem, &noting->asked)->sql =
        query_sql(noting->mem, query, &noting->store.scope, STORE_SQLITE, want, columns);
}

static bool note_figure(const struct report_source *source, struct arena *mem, const struct figure_definition *figure,
                        const struct report_days *days, struct figure_records *records, struct err *err)
{
    struct noting *noting = noting_of(source);
    if (!noting->store.figure(&noting->store, mem, figure, days, records, err))
        return false;
    if (records->query && !records->baseline)
        note(noting, figure->owner, records->query, days, QUERY_VALUES, figure->field);
    return true;
}

/* A list's query has tokens: they are bound as a figure's are, by a figure that asks the same. */
static bool note_items(const struct report_source *source, struct arena *mem, const struct register_definition *reg,
                       const char *query, const struct report_days *days, const char *const *fields, size_t field_count,
                       struct report_items *items, struct err *err)
{
    struct noting *noting = noting_of(source);
    struct figure_records bound;
    struct figure_definition asks = { .name = "items", .query = query, .owner = reg };
    if (!noting->store.items(&noting->store, mem, reg, query, days, fields, field_count, items, err) ||
        !noting->store.figure(&noting->store, noting->mem, &asks, days, &bound, err))
        return false;
    note(noting, reg, bound.query, days, QUERY_WHOLE, record_columns(noting->mem, reg));
    return true;
}

static bool note_issued(const struct report_source *source, struct arena *mem, const char *report, const char *period,
                        const char *figure, bool *known, int64_t *value, struct err *err)
{
    struct noting *noting = noting_of(source);
    return noting->store.issued(&noting->store, mem, report, period, figure, known, value, err);
}

static void note_draft(struct noting *noting, const struct opened *opened, const struct report_definition *report)
{
    struct err err = { 0 };
    const struct definitions *definitions = opened->office.definitions;
    noting->mem = opened->mem;
    noting->store = report_source_of_store(opened->mem, opened->office.store, definitions, report);
    noting->source = noting->store;
    noting->source.figure = note_figure;
    noting->source.items = note_items;
    noting->source.issued = note_issued;
    struct report_ask ask = { .definitions = definitions, .report = report, .source = &noting->source };
    must(period_parse_for(report->period, MONTH, &ask.period, &err), &err);
    must(report_draft_make(opened->mem, &ask, &err), &err);
}

/* --- the same statements, asked of SQLite alone ------------------------------------------------------------------- */

static void check(sqlite3 *handle, bool ok)
{
    if (!ok)
        give_up("bare SQLite: %s", sqlite3_errmsg(handle));
}

static void bind(sqlite3_stmt *made, const struct query_sql *sql)
{
    for (size_t i = 0; i < sql->count; i++) {
        char name[16];
        snprintf(name, sizeof name, "$%zu", i + 1);
        int at = sqlite3_bind_parameter_index(made, name);
        const struct db_value *value = &sql->values[i];
        if (value->type == DB_INT)
            sqlite3_bind_int64(made, at, value->integer);
        else if (value->type == DB_TEXT)
            sqlite3_bind_text(made, at, value->bytes, -1, SQLITE_STATIC);
    }
}

static sqlite3 *prepare_all(struct noting *noting, const char *folder)
{
    sqlite3 *handle;
    if (sqlite3_open_v2(arena_printf(noting->mem, "%s/congvu.db", folder), &handle, SQLITE_OPEN_READONLY, NULL) !=
        SQLITE_OK)
        give_up("%s: %s", folder, sqlite3_errmsg(handle));
    check(handle, sqlite3_exec(handle, "pragma cache_size = -1024", NULL, NULL, NULL) == SQLITE_OK);
    for (size_t i = 0; i < noting->asked.count; i++) {
        struct noted *noted = &noting->asked.items[i];
        check(handle, sqlite3_prepare_v3(handle, noted->sql.statement->text, -1, SQLITE_PREPARE_PERSISTENT,
                                         &noted->made, NULL) == SQLITE_OK);
        bind(noted->made, &noted->sql);
    }
    return handle;
}

/* Milliseconds of all statements, each row read. */
static double ask_all(struct noting *noting, sqlite3 *handle, size_t *rows)
{
    int64_t read = 0;
    double from = seconds_now();
    check(handle, sqlite3_exec(handle, "begin", NULL, NULL, NULL) == SQLITE_OK);
    for (size_t i = 0; i < noting->asked.count; i++) {
        sqlite3_stmt *made = noting->asked.items[i].made;
        for (; sqlite3_step(made) == SQLITE_ROW; ++*rows)
            read |= sqlite3_column_int64(made, 0);
        check(handle, sqlite3_reset(made) == SQLITE_OK);
    }
    check(handle, sqlite3_exec(handle, "commit", NULL, NULL, NULL) == SQLITE_OK);
    double taken = (seconds_now() - from) * 1e3;
    if (read == 0)
        give_up("the figures of %s have no records", MONTH);
    return taken;
}

static void close_all(struct noting *noting, sqlite3 *handle)
{
    for (size_t i = 0; i < noting->asked.count; i++)
        sqlite3_finalize(noting->asked.items[i].made);
    sqlite3_close(handle);
}

/* --- drafts ------------------------------------------------------------------------------------------------------- */

static double draft_once(const struct opened *opened, struct arena *mem, const struct report_definition *report)
{
    struct err err = { 0 };
    arena_reset(mem);
    double from = seconds_now();
    must(report_draft_read(mem, opened->office.store, opened->office.definitions, report, MONTH, NULL, &err), &err);
    return (seconds_now() - from) * 1e3;
}

static void measure_drafts(struct bench *bench, const char *folder, const struct opened *opened,
                           const struct report_definition *report)
{
    struct noting noting = { .asked = { 0 } };
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    double times[RUNS], limits[RUNS];
    size_t rows = 0;
    note_draft(&noting, opened, report);
    sqlite3 *handle = prepare_all(&noting, folder);
    draft_once(opened, mem, report);
    ask_all(&noting, handle, &rows);
    for (int i = 0; i < RUNS; i++) {
        times[i] = draft_once(opened, mem, report);
        rows = 0;
        limits[i] = ask_all(&noting, handle, &rows);
    }
    bench_row(&(struct row){ .name = "report",
                             .what = arena_printf(bench->mem,
                                                  "B3: " MONTH " of %zu records; bare: its %zu statements, %zu rows",
                                                  bare_record_count(folder), noting.asked.count, rows),
                             .unit = " ms",
                             .measured = median(times, RUNS),
                             .limit = median(limits, RUNS),
                             .goal = GOAL_AT_MOST,
                             .target = DRAFT_MS,
                             .target_ratio = DRAFT_RATIO });
    close_all(&noting, handle);
    arena_free(mem);
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
    double from = seconds_now();
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
    return (seconds_now() - from) * 1e3;
}

static void measure_docx(struct bench *bench, const struct opened *opened, const struct report_definition *report)
{
    struct err err = { 0 };
    struct arena *mem = arena_new(ARENA_JOB_MAX), *unpacked = arena_new(ARENA_JOB_MAX);
    double times[RUNS], limits[RUNS];
    struct part parts[PARTS_MAX];
    size_t length = 0;
    const struct report_draft *draft =
        report_draft_read(opened->mem, opened->office.store, opened->office.definitions, report, MONTH, NULL, &err);
    must(draft, &err);
    for (int i = 0; i < RUNS; i++) {
        const char *bytes;
        arena_reset(mem);
        double from = seconds_now();
        must(paper_docx(mem, report_draft_paper(mem, draft), &bytes, &length, &err), &err);
        times[i] = (seconds_now() - from) * 1e3;
        arena_reset(unpacked);
        limits[i] = pack(parts, unpack(bytes, length, unpacked, parts), unpacked);
    }
    bench_row(&(struct row){
        .name = "docx",
        .what = arena_printf(bench->mem, "B4: its .docx of %zu bytes; zlib alone on the same parts", length),
        .unit = " ms",
        .measured = median(times, RUNS),
        .limit = median(limits, RUNS),
        .goal = GOAL_AT_MOST,
        .target = DOCX_MS });
    arena_free(mem);
    arena_free(unpacked);
}

void measure_report(struct bench *bench)
{
    const char *const folders[] = { bench_small(bench), bench_large(bench) };
    if (bench->definitions->reports.count == 0)
        give_up("there is no report");
    const struct report_definition *report = bench->definitions->reports.items[0];
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        struct opened opened;
        bench_open(bench, folders[i], STORE_READ, &opened);
        measure_drafts(bench, folders[i], &opened, report);
        if (i == 0)
            measure_docx(bench, &opened, report);
        bench_close(&opened);
    }
}
