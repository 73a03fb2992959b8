/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include <pthread.h>

#include "bare.h"
#include "base/text.h"
#include "fields/field_type.h"
#include "query/list.h"
#include "records/write.h"

/* Feedback draws its number when it is entered. */
#define CREATED  "feedback"
#define FRACTION 0.60

enum { RUNS = 3, THREADS = 64, EACH = 100, DRAFTS_MAX = 2000, BARE_COMMIT = 64, RATE_TARGET = 3000 };

struct drafts {
    const struct bench *bench;
    struct arena *mem;
    ARRAY(struct draft *) list;
};

/* What was entered in the sample office is entered again: the same texts, without what steps added later. */
static bool note_draft(const struct record *record, void *arg, struct err *err)
{
    struct drafts *drafts = arg;
    (void)err;
    if (drafts->list.count == DRAFTS_MAX)
        return true;
    struct draft *draft = draft_new(drafts->mem, record->reg);
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (!field->set_by && record->values[i].is_set)
            draft_set(drafts->mem, draft, field->name,
                      arena_strdup(drafts->mem, value_print(drafts->mem, field, &record->values[i])));
    }
    draft_set(drafts->mem, draft, "unit", arena_strdup(drafts->mem, record->unit));
    *ARRAY_ADD(drafts->mem, &drafts->list) = draft;
    return true;
}

static void read_drafts(struct drafts *drafts, struct bench *bench)
{
    struct err err = { 0 };
    struct opened opened;
    drafts->mem = arena_new(ARENA_JOB_MAX);
    bench_open(bench, bench_large(bench), STORE_READ, &opened);
    const struct office *office = &opened.office;
    const struct register_definition *reg = definitions_register(bench->definitions, CREATED);
    const struct query *query =
        query_parse(opened.mem, bench->definitions, reg, "", &(struct query_tokens){ .today = "2021-08-02" }, &err);
    must(query && record_each(office->store, bench->definitions, &office->scope, query, note_draft, drafts, &err),
         &err);
    bench_close(&opened);
    if (drafts->list.count == 0)
        give_up("the sample office has no %s", CREATED);
}

/* --- clerks ------------------------------------------------------------------------------------------------------- */

struct clerk {
    pthread_t thread;
    struct office *office;
    const struct drafts *drafts;
    size_t first;
};

static void *enter_records(void *arg)
{
    struct clerk *clerk = arg;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    for (size_t i = 0; i < EACH; i++) {
        struct err err = { 0 };
        int64_t id;
        const struct draft *draft = clerk->drafts->list.items[(clerk->first + i) % clerk->drafts->list.count];
        must(record_create(clerk->office, mem, draft, &id, &err), &err);
        arena_reset(mem);
    }
    arena_free(mem);
    return NULL;
}

static double enter_all(const struct bench *bench, const char *folder, const struct drafts *drafts)
{
    struct opened opened;
    static struct clerk clerks[THREADS];
    bench_open(bench, folder, STORE_WRITE, &opened);
    double from = seconds_now();
    for (size_t i = 0; i < THREADS; i++) {
        clerks[i] = (struct clerk){ .office = &opened.office, .drafts = drafts, .first = i * EACH };
        if (pthread_create(&clerks[i].thread, NULL, enter_records, &clerks[i]) != 0)
            give_up("no thread");
    }
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(clerks[i].thread, NULL);
    double taken = seconds_now() - from;
    bench_close(&opened);
    return THREADS * EACH / taken;
}

/* --- the measurement ---------------------------------------------------------------------------------------------- */

void measure_create(struct bench *bench)
{
    struct drafts drafts = { .bench = bench };
    double rates[RUNS], limits[RUNS], large[RUNS], syncs[RUNS];
    read_drafts(&drafts, bench);
    for (int i = 0; i < RUNS; i++) {
        const char *folder = bench_empty(bench, "created"), *bare = bench_empty(bench, "bare");
        syncs[i] = bare_syncs_a_second(folder);
        rates[i] = enter_all(bench, folder, &drafts);
        limits[i] = bare_records_a_second(bench, folder, bare, BARE_COMMIT, 0);
        bench_remove(folder);
        bench_remove(bare);
    }
    for (int i = 0; i < RUNS; i++)
        large[i] = enter_all(bench, bench->large, &drafts);
    arena_free(drafts.mem);
    bench_row(&(struct row){
        .name = "disk", .what = "fdatasync of 4 KiB appended", .unit = "/s", .measured = median(syncs, RUNS) });
    struct row row = { .name = "create",
                       .what = "B2 without HTTP: 64 threads, durable, empty office; bare, 64 a commit",
                       .unit = "/s",
                       .measured = median(rates, RUNS),
                       .limit = median(limits, RUNS),
                       .goal = GOAL_AT_LEAST,
                       .target = RATE_TARGET,
                       .target_ratio = FRACTION };
    bench_row(&row);
    row.what = "B2 without HTTP: the same in the large office";
    row.measured = median(large, RUNS);
    row.limit = 0;
    row.target_ratio = 0;
    bench_row(&row);
}
