/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include "bare.h"

enum { RUNS = 3, LOAD_COMMIT = 4096 };

#define LOAD_TARGET 20000 /* records a second */

/* Makes the sample office in FOLDER; its records a second, the whole process included. */
static double fill(const struct bench *bench, const char *folder, int scale, size_t *records)
{
    const char *times = arena_printf(bench->mem, "%d", scale);
    double taken =
        bench_run((const char *const[]){ bench->program, "--data", folder, "sample", "--scale", times, NULL });
    *records = bare_record_count(folder);
    return (double)*records / taken;
}

const char *bench_large(struct bench *bench)
{
    size_t records;
    if (bench->large)
        return bench->large;
    bench->large = bench_path(bench, "large");
    double rate = fill(bench, bench->large, bench->scale, &records);
    const char *what =
        arena_printf(bench->mem, "congvu sample --scale %d, once: the office of %zu records", bench->scale, records);
    bench_row(&(struct row){
        .name = "office", .what = what, .unit = "/s", .measured = rate, .goal = GOAL_AT_LEAST, .target = LOAD_TARGET });
    return bench->large;
}

const char *bench_small(struct bench *bench)
{
    size_t records;
    if (!bench->small) {
        bench->small = bench_path(bench, "small");
        fill(bench, bench->small, 1, &records);
    }
    return bench->small;
}

void measure_load(struct bench *bench)
{
    double rates[RUNS], limits[RUNS];
    size_t records = 0;
    for (int i = 0; i < RUNS; i++) {
        const char *folder = bench_path(bench, "loaded");
        rates[i] = fill(bench, folder, 1, &records);
        const char *bare = bench_empty(bench, "bare");
        limits[i] = bare_records_a_second(bench, folder, bare, LOAD_COMMIT, 0);
        bench_remove(folder);
        bench_remove(bare);
    }
    bench_row(&(struct row){
        .name = "load",
        .what = arena_printf(bench->mem, "congvu sample, %zu records; bare inserts of its rows", records),
        .unit = "/s",
        .measured = median(rates, RUNS),
        .limit = median(limits, RUNS),
        .goal = GOAL_AT_LEAST,
        .target = LOAD_TARGET });
}
