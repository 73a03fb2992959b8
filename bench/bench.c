/* SPDX-License-Identifier: Apache-2.0 */
/* congvu-bench PROGRAM FOLDER [OPTION…] [NAME…]: makes the named measurements, or all, and prints the table. Called by
 * script/bench, which says what the options mean. */
#include "measurements.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "measure.h"

enum { SCALE_MAX = 200, MILLION_SCALE = 35, LARGEST_SCALE = 200, NAMES_MAX = 16, STATUS_USAGE = 2, STATUS_FAILED = 3 };

#define NOW "2021-08-02T08:00" /* the sample office lives then */

static const struct {
    const char *name;
    void (*measure)(struct bench *bench);
} measurements[] = {
    { "deadline", measure_deadline },     { "start", measure_start },   { "pages", measure_pages },
    { "throughput", measure_throughput }, { "search", measure_search }, { "report", measure_report },
    { "create", measure_create },         { "load", measure_load },     { "csv", measure_csv },
};

struct called {
    struct bench bench;
    const char *names[NAMES_MAX];
    size_t name_count;
    const char *json;
};

/* --- the call ----------------------------------------------------------------------------------------------------- */

static _Noreturn void usage(const char *what)
{
    fprintf(stderr, "congvu-bench: %s? The measurements are:", what);
    for (size_t i = 0; i < COUNT_OF(measurements); i++)
        fprintf(stderr, " %s", measurements[i].name);
    fputc('\n', stderr);
    exit(STATUS_USAGE);
}

static void add_scale(struct bench *bench, int scale)
{
    size_t at = bench->scale_count;
    for (size_t i = 0; i < bench->scale_count; i++)
        if (bench->scales[i] == scale)
            return;
    if (bench->scale_count == SCALES_MAX)
        usage("too many scales");
    for (; at > 0 && bench->scales[at - 1] > scale; at--)
        bench->scales[at] = bench->scales[at - 1];
    bench->scales[at] = scale;
    bench->scale_count++;
}

static void set_databases(struct bench *bench, const char *text)
{
    bench->databases[SQLITE] = text_equal(text, "sqlite") || text_equal(text, "both");
    bench->databases[POSTGRES] = text_equal(text, "postgres") || text_equal(text, "both");
    if (!bench->databases[SQLITE] && !bench->databases[POSTGRES])
        usage("--db sqlite, postgres or both");
}

static void set_option(struct called *called, const char *name, const char *value)
{
    struct bench *bench = &called->bench;
    int64_t scale;
    if (text_equal(name, "--against"))
        bench->programs[bench->build_count++] = value;
    else if (text_equal(name, "--offices"))
        bench->offices = value;
    else if (text_equal(name, "--postgres"))
        bench->postgres = value;
    else if (text_equal(name, "--json"))
        called->json = value;
    else if (text_equal(name, "--db"))
        set_databases(bench, value);
    else if (text_equal(name, "--scale") && text_to_int(value, 1, SCALE_MAX, &scale))
        add_scale(bench, (int)scale);
    else
        usage(name);
}

static void add_name(struct called *called, const char *name)
{
    bool known = false;
    for (size_t i = 0; i < COUNT_OF(measurements); i++)
        known = known || text_equal(name, measurements[i].name);
    if (!known || called->name_count == NAMES_MAX)
        usage(name);
    called->names[called->name_count++] = name;
}

static void read_call(struct called *called, int count, char **arguments)
{
    bool million = false, growth = false;
    struct bench *bench = &called->bench;
    for (int i = 3; i < count; i++) {
        if (text_equal(arguments[i], "--million"))
            million = true;
        else if (text_equal(arguments[i], "--growth"))
            growth = true;
        else if (!text_starts(arguments[i], "--"))
            add_name(called, arguments[i]);
        else if (i + 1 == count || (text_equal(arguments[i], "--against") && bench->build_count == BUILDS_MAX))
            usage(arguments[i]);
        else
            set_option(called, arguments[i], arguments[i + 1]), i++;
    }
    if (bench->scale_count == 0) {
        add_scale(bench, 1);
        add_scale(bench, 20);
    }
    if (million || growth)
        add_scale(bench, MILLION_SCALE);
    if (growth)
        add_scale(bench, LARGEST_SCALE);
}

static bool is_named(const struct called *called, const char *name)
{
    for (size_t i = 0; i < called->name_count; i++)
        if (text_equal(called->names[i], name))
            return true;
    return called->name_count == 0;
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static struct bench *ending;

static void end_all(void)
{
    jmp_buf frame;
    if (!ending)
        return;
    struct bench *bench = ending;
    ending = NULL;
    give_up_to(&frame);
    if (setjmp(frame) == 0) {
        servers_stop_all();
        databases_close_all();
        offices_end(bench);
    }
}

static bool measure(struct bench *bench, size_t at)
{
    jmp_buf frame;
    give_up_to(&frame);
    if (setjmp(frame) == 0) {
        measurements[at].measure(bench);
        give_up_to(NULL);
        return true;
    }
    give_up_to(NULL);
    servers_stop_all();
    databases_close_all();
    table_not_measured(measurements[at].name);
    return false;
}

static void set_environment(void)
{
    static const char *const others[] = { "CONGVU_DATA",   "CONGVU_DB",    "CONGVU_BLOBS",     "CONGVU_OFFICE",
                                          "CONGVU_LISTEN", "CONGVU_PROXY", "CONGVU_PUBLIC_URL" };
    for (size_t i = 0; i < COUNT_OF(others); i++)
        unsetenv(others[i]);
    setenv("CONGVU_NOW", NOW, 1);
    signal(SIGPIPE, SIG_IGN);
}

int main(int count, char **arguments)
{
    static struct called called = { .bench = { .build_count = 1 } };
    bool whole = true;
    struct bench *bench = &called.bench;
    if (count < 3)
        usage("PROGRAM FOLDER [OPTION…] [NAME…]");
    bench->programs[0] = arguments[1];
    bench->folder = arguments[2];
    bench->databases[SQLITE] = bench->databases[POSTGRES] = true;
    read_call(&called, count, arguments);
    if (!bench->postgres)
        bench->databases[POSTGRES] = false;
    bench->mem = arena_new(ARENA_JOB_MAX);
    set_environment();
    ending = bench;
    atexit(end_all);
    table_begin(bench->mem, bench->build_count == BUILDS_MAX);
    for (size_t i = 0; i < COUNT_OF(measurements); i++)
        if (is_named(&called, measurements[i].name))
            whole = measure(bench, i) && whole;
    if (called.json && !table_write_json(called.json))
        give_up("%s cannot be written", called.json);
    return whole ? 0 : STATUS_FAILED;
}
