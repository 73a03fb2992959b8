/* SPDX-License-Identifier: Apache-2.0 */
/* What the changes of a batch add up. Sixty records that are entered together move the same dozen counts: each is
 * written once, with the sum. And an upsert has a savepoint of its own, at which FTS5 writes all it gathered: now once
 * a batch and not at each change. Only where changes are not apart: what one of them added could not be taken out
 * again. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/sqlite_internal.h"

/* What one change adds; in the memory of that change, which stays until the batch is told. */
struct sum_rows {
    struct sum_rows *next;
    const char *text; /* the insert, reading from change_rows */
    const struct db_value *values;
    size_t columns, rows;
};

/* The rows of one insert, sorted by all columns but the last. */
struct summing {
    const struct db_value **rows;
    struct db_value *sums;
    size_t columns, count;
};

bool sqlite_add_up(struct change *change, const struct statement *statement, const struct db_value *values,
                   size_t columns, size_t rows, struct err *err)
{
    struct sqlite_sums *sums = &((struct sqlite_db *)change->db)->sums;
    const char *text = sums->gathers ? sqlite_rows_text(change->mem, statement->text, columns) : NULL;
    if (!text)
        return sqlite_change_run_all(change, statement, values, columns, rows, err);
    struct sum_rows *added = ARENA_NEW(change->mem, struct sum_rows);
    *added = (struct sum_rows){ .text = text, .values = values, .columns = columns, .rows = rows };
    *(sums->last ? &sums->last->next : &sums->first) = added;
    sums->last = added;
    return true;
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

static int compare_values(const struct db_value *a, const struct db_value *b)
{
    if (a->type != b->type)
        return (a->type > b->type) - (a->type < b->type);
    if (a->type == DB_INT)
        return (a->integer > b->integer) - (a->integer < b->integer);
    if (a->type == DB_TEXT)
        return strcmp(a->bytes, b->bytes);
    if (a->length != b->length)
        return (a->length > b->length) - (a->length < b->length);
    return a->length > 0 ? memcmp(a->bytes, b->bytes, a->length) : 0;
}

static int compare_rows(const void *a, const void *b, void *arg)
{
    const struct db_value *one = *(const struct db_value *const *)a, *other = *(const struct db_value *const *)b;
    size_t columns = *(const size_t *)arg;
    int order = 0;
    for (size_t i = 0; order == 0 && i + 1 < columns; i++)
        order = compare_values(&one[i], &other[i]);
    return order;
}

/* Sums stand one after the other in summing->sums. How many they are. */
static size_t add(struct summing *summing)
{
    size_t columns = summing->columns, put = 0;
    qsort_r(summing->rows, summing->count, sizeof *summing->rows, compare_rows, &columns);
    for (size_t i = 0; i < summing->count; i++) {
        const struct db_value *row = summing->rows[i];
        struct db_value *last = put > 0 ? summing->sums + (put - 1) * columns : NULL;
        if (last && compare_rows(&row, &(const struct db_value *){ last }, &columns) == 0)
            last[columns - 1].integer += row[columns - 1].integer;
        else
            memcpy(summing->sums + put++ * columns, row, columns * sizeof *row);
    }
    return put;
}

static bool is_of(const struct sum_rows *rows, const struct sum_rows *first)
{
    return rows->columns == first->columns && text_equal(rows->text, first->text);
}

/* All that go by the insert of the first of them; the others stay in SUMS. */
static bool write_first(struct sqlite_db *db, struct sqlite_sums *sums, struct summing *summing, struct err *err)
{
    struct sum_rows *first = sums->first, *at = first;
    *sums = (struct sqlite_sums){ .gathers = sums->gathers };
    summing->count = 0;
    for (struct sum_rows *next; at; at = next) {
        next = at->next;
        at->next = NULL;
        for (size_t i = 0; is_of(at, first) && i < at->rows; i++)
            summing->rows[summing->count++] = at->values + i * at->columns;
        if (is_of(at, first))
            continue;
        *(sums->last ? &sums->last->next : &sums->first) = at;
        sums->last = at;
    }
    summing->columns = first->columns;
    return sqlite_rows_write(db, first->text, summing->sums, first->columns, add(summing), err);
}

bool sqlite_sums_write(struct db *base, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)base;
    struct sqlite_sums *sums = &db->sums;
    size_t rows = 0, values = 0;
    for (const struct sum_rows *at = sums->first; at; at = at->next) {
        rows += at->rows;
        values += at->rows * at->columns;
    }
    if (rows == 0)
        return true;
    struct summing summing = { .rows = store_malloc(rows * sizeof *summing.rows, err) };
    if (!summing.rows)
        return false;
    summing.sums = store_malloc(values * sizeof *summing.sums, err);
    bool done = summing.sums != NULL;
    while (done && sums->first)
        done = write_first(db, sums, &summing, err);
    free(summing.sums);
    free(summing.rows);
    return done;
}
