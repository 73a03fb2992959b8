/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"
#include "measure.h"
#include "measurements.h"

enum { LOAD_COMMIT = 4096, RECORDS_MAX = 100000 };

#define LOAD_RATIO 0.9
#define LOAD_TIMES 3

/* The office of a scale that was made in this run, once: seconds are its whole process. */
static void print_made(struct bench *bench, enum database_kind kind, int scale)
{
    struct measured_office *office = office_sample(bench, 0, kind, scale);
    struct measured_office *other = bench->build_count > 1 ? office_sample(bench, 1, kind, scale) : NULL;
    if (office->seconds > 0)
        table_row(&(struct row){ .name = "load",
                                 .what = arena_printf(bench->mem, "%s: congvu sample, %lld records, once",
                                                      office_title(office), (long long)office->records),
                                 .unit = "/s",
                                 .more_is_better = true,
                                 .measured = (double)office->records / office->seconds,
                                 .other = other && other->seconds > 0 ? (double)other->records / other->seconds : 0,
                                 .target_times = LOAD_TIMES });
}

static double load_once(struct bench *bench, enum database_kind kind, size_t build, double *limit, int64_t *records)
{
    struct measured_office *loaded = office_fresh(bench, build, kind, "loaded");
    double rate = (double)loaded->records / loaded->seconds;
    if (build == 0) {
        struct measured_office *bare = office_empty(bench, build, kind, "bare");
        progress("%s: the same rows, bare", database_names[kind]);
        *limit = bare_records_a_second(loaded, bare, "1 = 1", LOAD_COMMIT, RECORDS_MAX, true);
        *records = loaded->records;
        office_remove(bare);
    }
    office_remove(loaded);
    return rate;
}

void measure_load(struct bench *bench)
{
    for (int kind = 0; kind < DATABASE_KINDS; kind++) {
        if (!bench->databases[kind])
            continue;
        double rates[BUILDS_MAX] = { 0 }, limit = 0;
        int64_t records = 0;
        for (size_t build = 0; build < bench->build_count; build++)
            rates[build] = load_once(bench, (enum database_kind)kind, build, &limit, &records);
        table_row(&(struct row){ .name = "load",
                                 .what = arena_printf(bench->mem, "%s: congvu sample, %lld records; its rows, bare",
                                                      database_names[kind], (long long)records),
                                 .unit = "/s",
                                 .more_is_better = true,
                                 .measured = rates[0],
                                 .other = rates[1],
                                 .limit = limit,
                                 .target_ratio = LOAD_RATIO,
                                 .target_times = LOAD_TIMES });
        for (size_t i = 0; i < bench->scale_count; i++)
            print_made(bench, (enum database_kind)kind, bench->scales[i]);
    }
}
