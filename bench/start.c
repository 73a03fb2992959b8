/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

enum { RUNS = 15, TARGET_MS = 150 };

void measure_start(struct bench *bench)
{
    const char *folder = bench_large(bench);
    const char *const list[] = { bench->program, "--data",   folder,         "--now", "2021-08-02",
                                 "list",         "incoming", "page_size=50", NULL };
    const char *const version[] = { bench->program, "version", NULL };
    double times[RUNS], limits[RUNS];
    bench_run(list); /* the files are in memory afterwards, for all runs alike */
    for (int i = 0; i < RUNS; i++) {
        limits[i] = bench_run(version) * 1e3;
        times[i] = bench_run(list) * 1e3;
    }
    bench_row(&(struct row){ .name = "start",
                             .what = "B8: whole process, list incoming page_size=50; congvu version",
                             .unit = " ms",
                             .measured = median(times, RUNS),
                             .limit = median(limits, RUNS),
                             .goal = GOAL_AT_MOST,
                             .target = TARGET_MS });
}
