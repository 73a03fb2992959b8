/* SPDX-License-Identifier: Apache-2.0 */
/* congvu-bench PROGRAM FOLDER SCALE [NAME…]: makes the named measurements, or all, and prints the table. */
#include "measurements.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/text.h"

enum { SCALE_MAX = 200, FIRST_NAME = 4 };

static const struct {
    const char *name;
    void (*measure)(struct bench *bench);
} measurements[] = {
    { "deadline", measure_deadline }, { "load", measure_load },     { "start", measure_start },
    { "search", measure_search },     { "report", measure_report }, { "create", measure_create },
};

static bool is_named(int count, char **arguments, const char *name)
{
    for (int i = FIRST_NAME; i < count; i++)
        if (text_equal(arguments[i], name))
            return true;
    return count <= FIRST_NAME;
}

static void check_names(int count, char **arguments)
{
    for (int i = FIRST_NAME; i < count; i++) {
        bool known = false;
        for (size_t j = 0; j < COUNT_OF(measurements); j++)
            known = known || text_equal(arguments[i], measurements[j].name);
        if (!known)
            give_up("no measurement %s; there are: deadline load start search report create", arguments[i]);
    }
}

int main(int count, char **arguments)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    int64_t scale;
    if (count < FIRST_NAME || !text_to_int(arguments[3], 1, SCALE_MAX, &scale))
        give_up("congvu-bench PROGRAM FOLDER SCALE [NAME…]");
    check_names(count, arguments);
    struct bench bench = { .program = arguments[1], .folder = arguments[2], .scale = (int)scale };
    bench.mem = arena_new(ARENA_JOB_MAX);
    clock_start(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60)); /* the sample office lives then */
    bench.definitions = definitions_load(bench.mem, NULL, NULL, &faults, &err);
    must(bench.definitions, &err);
    bench_header();
    for (size_t i = 0; i < COUNT_OF(measurements); i++)
        if (is_named(count, arguments, measurements[i].name))
            measurements[i].measure(&bench);
    arena_free(bench.mem);
    return 0;
}
