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

/* Of the records behind FIGURE those that came late. */
static struct late_figure late_of(struct arena *mem, const struct figure *figure, struct late_records *records)
{
    int64_t *ids = ARENA_ARRAY(mem, int64_t, figure->count + 1);
    size_t count = 0;
    for (size_t i = 0; figure->ids && i < figure->count; i++) {
        struct late_row wanted = { figure->ids[i] };
        struct late_row *found = bsearch(&wanted, records->rows, records->count, sizeof wanted, compare_rows);
        if (!found)
            continue;
        records->counts[found - records->rows] = true;
        ids[count++] = figure->ids[i];
    }
    if (count > 1)
        qsort(ids, count, sizeof *ids, compare_ids);
    return (struct late_figure){ figure, ids, count };
}

static bool counts_records(const struct figure *figure)
{
    return figure->kind == FIGURE_RECORDS || figure->kind == FIGURE_DISTINCT || figure->kind == FIGURE_SUM ||
           figure->kind == FIGURE_LAST;
}

static bool read_figures(struct arena *mem, const struct report_source *source, const struct report_draft *draft,
                         struct late_records *records, struct report_late *late, struct err *err)
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
        struct late_figure found = late_of(mem, figure, records);
        if (found.count > 0)
            late->figures.items[late->figures.count++] = found;
    }
    for (size_t i = 0; i < records->count; i++)
        late->records += records->counts[i];
    return true;
}

bool report_late_read(struct arena *mem, struct store *store, const struct report_draft *draft,
                      struct report_late *late, struct err *err)
{
    struct report_source source = report_source_of_store(mem, store, draft->definitions, draft->report);
    struct late_records records = { 0 };
    struct db *db = db_for_read(store, err);
    *late = (struct report_late){ 0 };
    if (!db || !db_snapshot_begin(db, mem, err))
        return false;
    bool read = read_records(db, mem, draft, &records, err);
    if (read && records.count > 0) {
        records.counts = ARENA_ARRAY(mem, bool, records.count);
        read = read_figures(mem, &source, draft, &records, late, err);
    }
    db_snapshot_end(db);
    return read;
}
