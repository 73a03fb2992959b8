/* SPDX-License-Identifier: Apache-2.0 */
#include "measurements.h"

#include "http.h"
#include "measure.h"

enum { RUNS = 9, TARGET_MS = 150, MS = 1000 };

/* Milliseconds from the start of the process to the whole answer of its first page. */
static double start_once(const struct measured_office *office, double *cpu_ms)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    double from = seconds_now();
    struct server *server = office_serve(office);
    client_ask(client_new(mem, server->port), http_request(mem, server->port, "GET", "/dang-nhap", "", NULL));
    double taken = (seconds_now() - from) * MS;
    *cpu_ms = cpu_of(server->process) * MS;
    server_stop(server);
    arena_free(mem);
    return taken;
}

void measure_start(struct bench *bench)
{
    for (int kind = 0; kind < DATABASE_KINDS; kind++)
        for (size_t i = 0; i < bench->scale_count && bench->databases[kind]; i++) {
            double medians[BUILDS_MAX] = { 0 }, cpu[BUILDS_MAX] = { 0 };
            struct measured_office *office = NULL;
            for (size_t build = bench->build_count; build-- > 0;) {
                double times[RUNS], used[RUNS];
                office = office_sample(bench, build, (enum database_kind)kind, bench->scales[i]);
                progress("%s: start", office_title(office));
                start_once(office, &used[0]); /* its files are in memory from now on */
                for (int run = 0; run < RUNS; run++)
                    times[run] = start_once(office, &used[run]);
                medians[build] = median(times, RUNS);
                cpu[build] = median(used, RUNS);
            }
            table_row(&(struct row){ .name = "start",
                                     .what = arena_printf(bench->mem, "B8 %s: to the first answer, wall; CPU %.1f ms",
                                                          office_title(office), cpu[0]),
                                     .unit = " ms",
                                     .measured = medians[0],
                                     .other = medians[1],
                                     .target = TARGET_MS });
        }
}
