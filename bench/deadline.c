/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include "deadlines/deadline.h"
#include "definitions/definitions.h"
#include "measure.h"

enum { RUNS = 21, ROUNDS = 20, FIRST_YEAR = 2021, DAYS = 365, OPENING = 7 * 60 };

#define LIMIT_TEXT "30 ngày làm việc"
#define TARGET_US  5

static void must(bool ok, const struct err *err)
{
    if (!ok)
        give_up("%s", err->text);
}

static struct deadline_rules office_rules(struct arena *mem)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    const struct definitions *definitions = definitions_load(mem, NULL, NULL, &faults, &err);
    must(definitions, &err);
    return (struct deadline_rules){ definitions->calendar, definitions->hours };
}

void measure_deadline(struct bench *bench)
{
    struct err err = { 0 };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct deadline_rules rules = office_rules(bench->mem);
    struct length length;
    double times[RUNS];
    size_t lines = 0;
    must(length_parse(bench->mem, LIMIT_TEXT, &length, &err), &err);
    day_t first = day_from_civil(FIRST_YEAR, 1, 1);
    for (int run = 0; run < RUNS; run++) {
        double from = seconds_now();
        for (int i = 0; i < ROUNDS * DAYS; i++) {
            struct deadline deadline;
            struct deadline_moment at = { first + i % DAYS, OPENING };
            must(deadline_compute(mem, &rules, at, &length, &deadline, &err), &err);
            lines += deadline.account_count;
            arena_reset(mem);
        }
        times[run] = (seconds_now() - from) * 1e6 / (ROUNDS * DAYS);
    }
    arena_free(mem);
    table_row(&(struct row){ .name = "deadline",
                             .what = arena_printf(bench->mem,
                                                  "B10: " LIMIT_TEXT " from each day of 2021, account of %zu lines",
                                                  lines / (RUNS * ROUNDS * DAYS)),
                             .unit = " µs",
                             .measured = median(times, RUNS),
                             .target = TARGET_US });
}
