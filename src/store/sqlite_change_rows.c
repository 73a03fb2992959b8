/* SPDX-License-Identifier: Apache-2.0 */
/* Many rows in one statement. To step an insert for each of them costs more than the inserting; "insert … select … from
 * change_rows" opens its table once, and a row that comes after the last finds its place at once. `change_rows` is not
 * stored: its rows are the values of a change. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/sqlite_internal.h"

enum { COLUMNS_MAX = 128, COLUMN_BYTES = 8 /* ", c128" */, ROWS_MIN = 8 };

/* --- the table ---------------------------------------------------------------------------------------------------- */

struct rows_table {
    sqlite3_vtab base;
    const struct sqlite_db *db;
};

struct rows_cursor {
    sqlite3_vtab_cursor base;
    const struct sqlite_change_rows *change_rows;
    size_t row;
};

static int connect_table(sqlite3 *handle, void *arg, int count, const char *const *words, sqlite3_vtab **made,
                         char **fault)
{
    (void)count, (void)words, (void)fault;
    char columns[COLUMNS_MAX * COLUMN_BYTES];
    size_t used = (size_t)snprintf(columns, sizeof columns, "create table change_rows (c1");
    for (int i = 2; i <= COLUMNS_MAX; i++)
        used += (size_t)snprintf(columns + used, sizeof columns - used, ", c%d", i);
    snprintf(columns + used, sizeof columns - used, ")");
    int code = sqlite3_declare_vtab(handle, columns);
    if (code != SQLITE_OK)
        return code;
    struct rows_table *table = store_malloc(sizeof *table, NULL);
    if (!table)
        return SQLITE_NOMEM;
    table->db = arg;
    *made = &table->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* There is one way to read it: from the first row to the last. */
static int plan_reading(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    (void)table;
    plan->estimatedCost = 1000;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **made)
{
    struct rows_cursor *cursor = store_malloc(sizeof *cursor, NULL);
    if (!cursor)
        return SQLITE_NOMEM;
    cursor->change_rows = &((const struct rows_table *)table)->db->change_rows;
    *made = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int go_first(sqlite3_vtab_cursor *cursor, int plan, const char *name, int count, sqlite3_value **values)
{
    (void)plan, (void)name, (void)count, (void)values;
    ((struct rows_cursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static int go_next(sqlite3_vtab_cursor *cursor)
{
    ((struct rows_cursor *)cursor)->row++;
    return SQLITE_OK;
}

static int is_past(sqlite3_vtab_cursor *base)
{
    const struct rows_cursor *cursor = (const struct rows_cursor *)base;
    return cursor->row >= cursor->change_rows->rows;
}

/* What the values point to lives until the statement is reset. */
static int give(sqlite3_vtab_cursor *base, sqlite3_context *to, int column)
{
    const struct rows_cursor *cursor = (const struct rows_cursor *)base;
    const struct db_value *value =
        &cursor->change_rows->values[cursor->row * cursor->change_rows->columns + (size_t)column];
    switch (value->type) {
    case DB_INT:
        sqlite3_result_int64(to, value->integer);
        break;
    case DB_TEXT:
        sqlite3_result_text(to, value->bytes, -1, SQLITE_STATIC);
        break;
    case DB_BLOB:
        if (value->length == 0)
            return sqlite3_result_zeroblob64(to, 0);
        sqlite3_result_blob64(to, value->bytes, value->length, SQLITE_STATIC);
        break;
    case DB_NULL:
        sqlite3_result_null(to);
        break;
    }
    return SQLITE_OK;
}

static int number_row(sqlite3_vtab_cursor *cursor, sqlite3_int64 *number)
{
    *number = (sqlite3_int64)((struct rows_cursor *)cursor)->row;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = connect_table, /* and no xCreate: nobody can make another */
    .xDisconnect = disconnect_table,
    .xBestIndex = plan_reading,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = go_first,
    .xNext = go_next,
    .xEof = is_past,
    .xColumn = give,
    .xRowid = number_row,
};

bool sqlite_change_rows_define(struct sqlite_db *db, struct err *err)
{
    return sqlite3_create_module(db->handle, "change_rows", &module, db) == SQLITE_OK || sqlite_fail(db, NULL, err);
}

/* --- the statement ------------------------------------------------------------------------------------------------ */

/* "insert into t (…) values ($1, 'x', $2) …" as "insert or fail into t (…) select c1, 'x', c2 from change_rows where
 * true …". A change that failed in one row fails as a whole, so the rows before it need not be taken back by the
 * statement, which would let the search index write what it holds before each of them. NULL where it is not of that
 * form. */
const char *sqlite_rows_text(struct arena *mem, const char *insert, size_t columns)
{
    static const char head[] = "insert into ", middle[] = " values (";
    const char *values = strstr(insert, middle);
    const char *end = values ? strchr(values, ')') : NULL;
    if (!text_starts(insert, head) || !end || columns > COLUMNS_MAX)
        return NULL;
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_printf(&out, "insert or fail into %.*s select ", (int)(values - insert) - (int)strlen(head),
                insert + strlen(head));
    for (const char *at = values + strlen(middle); at < end; at++)
        text_char(&out, *at == '$' ? 'c' : *at);
    text_printf(&out, " from change_rows where true%s", end + 1);
    return out.data;
}

static bool run_each(struct sqlite_db *db, const struct statement *statement, const struct db_value *values,
                     size_t columns, size_t rows, struct err *err)
{
    for (size_t i = 0; i < rows; i++)
        if (!sqlite_run(db, statement, values + i * columns, columns, NULL, err))
            return false;
    return true;
}

bool sqlite_rows_write(struct sqlite_db *db, const char *text, const struct db_value *values, size_t columns,
                       size_t rows, struct err *err)
{
    db->change_rows = (struct sqlite_change_rows){ values, columns, rows };
    bool done = sqlite_run(db, &(const struct statement){ .text = text }, DB_NONE, NULL, err);
    db->change_rows = (struct sqlite_change_rows){ 0 };
    return done;
}

bool sqlite_change_run_all(struct change *change, const struct statement *statement, const struct db_value *values,
                           size_t columns, size_t rows, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)change->db;
    if (sqlite_is_idle(db)) /* what came now would stand alone */
        return store_fail(err, FAIL_STATEMENT, "transaction lost");
    const char *text = rows >= ROWS_MIN ? sqlite_rows_text(change->mem, statement->text, columns) : NULL;
    return text ? sqlite_rows_write(db, text, values, columns, rows, err)
                : run_each(db, statement, values, columns, rows, err);
}
