/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/late.h"

#include <stdlib.h>

struct late_row {
    int64_t record;
};

static const struct db_column late_columns[] = { DB_COLUMN_INT(struct late_row, record) };

struct late_records {
    struct late_row *rows;
    size_t count;
    bool *counts; /* beside each: it is behind some figure */
};

/* A correction (set) is made on its own day, and changes what the period counts; assignments, comments, files and links
 * are made on theirs and change nothing. */
static bool read_records(struct db *db, struct arena *mem, const struct report_draft *draft, struct late_records *late,
                         struct err *err)
{
    char cutoff[DATE_SIZE];
    day_print(draft->cutoff, cutoff);
    return db_all(db, mem,
                  SQL("select distinct +record from history where recorded_at >= $1 and (\"on\" <= $2 or step = 'set') "
                      "order by 1 limit $3"), /* + : by the index of the time, not the whole history by record */
                  DB(db_int(instant_from_local(draft->cutoff + 1, 0)), db_text(cutoff), db_int(LATE_MAX)), late_columns,
                  COUNT_OF(late_columns), sizeof *late->rows, &late->rows, &late->count, err);
}

/* Those that had been entered by the cut-off and are cancelled since. The day a cancellation tells is that of the act.
 */
static bool read_gone(struct db *db, struct arena *mem, const struct report_draft *draft, struct late_records *gone,
                      struct err *err)
{
    return db_all(db, mem,
                  SQL("select distinct +h.record from history h join history f on f.record = h.record and f.version = "
                      "1 and f.recorded_at < $1 where h.step = 'cancel' and h.recorded_at >= $1 order by 1 limit $2"),
                  DB(db_int(instant_from_local(draft->cutoff + 1, 0)), db_int(LATE_MAX)), late_columns,
                  COUNT_OF(late_columns), sizeof *gone->rows, &gone->rows, &gone->count, err);
}

static int compare_rows(const void *a, const void *b)
{
    int64_t x = ((const struct late_row *)a)->record, y = ((const struct late_row *)b)->record;
    return (x > y) - (x < y);
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Of COUNT records behind a figure those that are among RECORDS; how many. */
static size_t those_of(struct arena *mem, const int64_t *behind, size_t count, struct late_records *records,
                       const int64_t **ids)
{
    int64_t *found = ARENA_ARRAY(mem, int64_t, count + 1);
    size_t kept = 0;
    for (size_t i = 0; behind && records->count > 0 && i < count; i++) {
        struct late_row wanted = { behind[i] };
        struct late_row *row = bsearch(&wanted, records->rows, records->count, sizeof wanted, compare_rows);
        if (!row)
            continue;
        records->counts[row - records->rows] = true;
        found[kept++] = behind[i];
    }
    if (kept > 1)
        qsort(found, kept, sizeof *found, compare_ids);
    *ids = found;
    return kept;
}

static bool counts_records(const struct figure *figure)
{
    return figure->kind == FIGURE_RECORDS || figure->kind == FIGURE_DISTINCT || figure->kind == FIGURE_SUM ||
           figure->kind == FIGURE_LAST;
}

/* What FIGURE would count of the cancelled ones. */
static bool read_gone_of(struct arena *mem, const struct report_source *source, const struct report_draft *draft,
                         const struct figure *figure, struct late_records *gone, struct late_figure *late,
                         struct err *err)
{
    const struct figure_definition *definition = definitions_figure(draft->definitions, figure->id);
    if (gone->count == 0 || !definition || !definition->query || query_text_asks(definition->query, "cancelled"))
        return true;
    struct figure_definition cancelled = *definition;
    struct figure_records records;
    const struct report_days days = { &draft->period, draft->cutoff };
    cancelled.query = arena_printf(mem, "%s%scancelled=yes", definition->query, *definition->query ? "&" : "");
    if (!source->figure(source, mem, &cancelled, &days, true, &records, err))
        return false;
    late->gone_count = those_of(mem, records.ids, records.count, gone, &late->gone);
    return true;
}

static size_t how_many(const struct late_records *records)
{
    size_t count = 0;
    for (size_t i = 0; i < records->count; i++)
        count += records->counts[i];
    return count;
}

static bool read_figures(struct arena *mem, const struct report_source *source, const struct report_draft *draft,
                         struct late_records *records, struct late_records *gone, struct report_late *late,
                         struct err *err)
{
    struct figures *figures =
        figures_new(mem, draft->definitions, draft->report, source, &draft->period, draft->cutoff);
    figures_want_ids(figures);
    late->figures.items = ARENA_ARRAY(mem, struct late_figure, draft->figures.list.count + 1);
    for (size_t i = 0; i < draft->figures.list.count; i++) {
        if (!counts_records(draft->figures.list.items[i]))
            continue;
        const struct figure *figure = figures_get(figures, draft->figures.list.items[i]->id, err);
        if (!figure)
            return false;
        struct late_figure found = { .figure = figure };
        found.count = those_of(mem, figure->ids, figure->count, records, &found.ids);
        if (!read_gone_of(mem, source, draft, figure, gone, &found, err))
            return false;
        if (found.count > 0 || found.gone_count > 0)
            late->figures.items[late->figures.count++] = found;
    }
    late->records = how_many(records);
    late->gone = how_many(gone);
    return true;
}

bool report_late_read(struct arena *mem, struct store *store, const struct report_draft *draft,
                      struct report_late *late, struct err *err)
{
    struct report_source source = report_source_of_store(mem, store, draft->definitions, draft->report);
    struct late_records records = { 0 }, gone = { 0 };
    struct db *db = db_for_read(store, err);
    *late = (struct report_late){ 0 };
    if (!db || !db_snapshot_begin(db, mem, err))
        return false;
    bool read = read_records(db, mem, draft, &records, err) && read_gone(db, mem, draft, &gone, err);
    if (read && records.count + gone.count > 0) {
        records.counts = ARENA_ARRAY(mem, bool, records.count + 1);
        gone.counts = ARENA_ARRAY(mem, bool, gone.count + 1);
        read = read_figures(mem, &source, draft, &records, &gone, late, err);
    }
    db_snapshot_end(db);
    return read;
}
