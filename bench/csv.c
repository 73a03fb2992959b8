/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"
#include "measure.h"
#include "measurements.h"

#include <stdio.h>
#include <unistd.h>

#define CARRIED      "incoming"
#define EXPORT_RATIO 1.2
#define IMPORT_RATIO 2.0

enum { ROWS = 100000, MEMORY_MB = 64, BARE_COMMIT = 4096, BARE_RUNS = 3, MS = 1000 };

/* Before the end of a line: the column that confirms what is asked about, since among so many documents some are alike.
 */
static void confirm(FILE *out, bool head)
{
    fputs(head ? ",confirm" : ",same-record", out);
}

/* Copies the head and the first ROWS rows of FROM to TO, each confirmed; a line inside quotes ends none. */
static int64_t cut(const char *from, const char *to)
{
    FILE *in = fopen(from, "re"), *out = fopen(to, "we");
    int64_t lines = 0;
    bool quoted = false;
    if (!in || !out)
        give_up("%s cannot be cut to %s", from, to);
    for (int c = getc_unlocked(in); c != EOF && lines <= ROWS; c = getc_unlocked(in)) {
        quoted = quoted != (c == '"');
        bool ends = c == '\n' && !quoted;
        if (ends)
            confirm(out, lines == 0);
        if (c != '\r' || quoted)
            putc_unlocked(c, out);
        lines += ends;
    }
    fclose(in);
    if (fclose(out) != 0)
        give_up("%s cannot be written", to);
    return lines - 1;
}

/* What was carried in one direction, by both builds. */
struct carried {
    struct outcome outcomes[BUILDS_MAX];
    double limit; /* seconds */
    int64_t rows;
};

static void print(struct bench *bench, const char *title, const char *what, const struct carried *carried,
                  double target_ratio)
{
    const struct outcome *ours = &carried->outcomes[0], *other = &carried->outcomes[1];
    if (ours->failed) { /* it is said on stderr; the other database may do it */
        table_not_measured("csv");
        return;
    }
    struct row row = { .name = "csv",
                       .what = arena_printf(bench->mem, "B6 %s: %s of %lld rows, wall, CPU %.0f ms; the rows bare",
                                            title, what, (long long)carried->rows, ours->cpu * MS),
                       .unit = " ms",
                       .measured = ours->seconds * MS,
                       .other = other->failed ? 0 : other->seconds * MS,
                       .limit = carried->limit * MS,
                       .target_ratio = target_ratio };
    table_row(&row);
    table_row(&(struct row){ .name = "csv",
                             .what = arena_printf(bench->mem, "B6 %s: %s, the most memory that was resident%s", title,
                                                  what, other->failed ? " (the other build fails)" : ""),
                             .unit = " MB",
                             .measured = ours->peak_mb,
                             .other = other->failed ? 0 : other->peak_mb,
                             .target = MEMORY_MB });
}

static double bare_export(const struct measured_office *office, int64_t *rows)
{
    static const char ask[] = "select t.*, r.unit, r.issuer, r.secrecy, r.urgency from " CARRIED
                              " t join record r on r.id = t.id where r.cancelled = 0 order by t.id";
    const char *const asks[] = { ask };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct database *database = database_open(mem, office->kind, office->where);
    double cost = database_cost(database, asks, 1, BARE_RUNS) / MS;
    *rows = database_int(database, "select count(*) from record where cancelled = 0 and register = '" CARRIED "'");
    arena_free(mem);
    return cost;
}

static void import_all(struct bench *bench, enum database_kind kind, const char *file, struct carried *carried)
{
    for (size_t build = 0; build < bench->build_count; build++) {
        struct measured_office *office = office_empty(bench, build, kind, "imported");
        progress("%s: import of %lld rows", database_names[kind], (long long)carried->rows);
        carried->outcomes[build] = office_try(office, (const char *const[]){ "import", CARRIED, file, NULL });
        if (build == 0 && !carried->outcomes[0].failed) {
            struct measured_office *bare = office_empty(bench, build, kind, "bare");
            double rate = bare_records_a_second(office, bare, "register = '" CARRIED "'", BARE_COMMIT, ROWS, false);
            carried->limit = (double)carried->rows / rate;
            office_remove(bare);
        }
        office_remove(office);
    }
}

void measure_csv(struct bench *bench)
{
    for (int kind = 0; kind < DATABASE_KINDS; kind++) {
        struct carried exported = { 0 }, imported = { 0 };
        const char *file = arena_printf(bench->mem, "%s/export.csv", bench->folder);
        const char *part = arena_printf(bench->mem, "%s/import.csv", bench->folder);
        struct measured_office *office = NULL;
        for (size_t build = bench->build_count; build-- > 0 && bench->databases[kind];) {
            office = office_sample(bench, build, (enum database_kind)kind, bench->scales[bench->scale_count - 1]);
            progress("%s: export", office_title(office));
            exported.outcomes[build] = office_try(office, (const char *const[]){ "export", CARRIED, "-o", file, NULL });
        }
        if (!office)
            continue;
        exported.limit = bare_export(office, &exported.rows);
        print(bench, office_title(office), "export", &exported, EXPORT_RATIO);
        imported.rows = cut(file, part);
        import_all(bench, (enum database_kind)kind, part, &imported);
        print(bench, database_names[kind], "import", &imported, IMPORT_RATIO);
        unlink(file);
        unlink(part);
    }
}
