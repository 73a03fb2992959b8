/* SPDX-License-Identifier: Apache-2.0 */
#include "bare_internal.h"

#include "base/text.h"
#include "measure.h"

/* What is written beside the rows: the next number of a series, the count of a state. */
#define COUNT_NUMBER                                                                                                   \
    "insert into bench_book (book, series, next) values ($1, $2, 2) on conflict (book, series) do update set next = "  \
    "bench_book.next + 1"
#define COUNT_STATE                                                                                                    \
    "insert into bench_state (register, state, count) values ($1, $2, 1) on conflict (register, state) do update set " \
    "count = bench_state.count + 1"

/* A row that was read; VALUES as many as its table has columns. */
struct row_kept {
    struct bare_table *table;
    sqlite3_value **values;
};

struct rows {
    ARRAY(struct row_kept) list;
};

static void check(struct database *database, bool ok)
{
    if (!ok)
        give_up("bare SQLite: %s", sqlite3_errmsg(database->sqlite));
}

static sqlite3_stmt *prepared(struct database *database, const char *text)
{
    sqlite3_stmt *made;
    check(database,
          sqlite3_prepare_v3(database->sqlite, text, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) == SQLITE_OK);
    return made;
}

static void keep_rows(struct bare *bare, struct arena *mem, struct bare_table *table, const char *ids,
                      struct rows *rows)
{
    sqlite3_stmt *read = prepared(bare->from, bare_read_text(mem, table, ids));
    while (sqlite3_step(read) == SQLITE_ROW) {
        struct row_kept *row = ARRAY_ADD(mem, &rows->list);
        row->table = table;
        row->values = ARENA_ARRAY(mem, sqlite3_value *, table->column_count);
        for (int i = 0; i < table->column_count; i++)
            row->values[i] = sqlite3_value_dup(sqlite3_column_value(read, i));
    }
    check(bare->from, sqlite3_finalize(read) == SQLITE_OK);
}

static void run(struct bare *bare, sqlite3_stmt *statement)
{
    check(bare->to, sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) == SQLITE_OK);
}

static int column_at(const struct bare_table *table, const char *name)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    size_t count;
    char **names = text_split(mem, table->columns, ',', &count);
    int at = 0;
    for (size_t i = 0; i < count; i++)
        if (text_equal(text_trim(mem, names[i]), arena_printf(mem, "\"%s\"", name)))
            at = (int)i;
    arena_free(mem);
    return at;
}

/* A statement with the values of two of a row's columns. */
struct counter {
    const char *table, *columns[2];
    int at[2];
    sqlite3_stmt *made;
};

static void count_rows(struct bare *bare, struct counter *counter, const struct rows *rows)
{
    for (size_t i = 0; i < rows->list.count; i++) {
        const struct row_kept *row = &rows->list.items[i];
        if (!text_equal(row->table->into, counter->table))
            continue;
        for (int j = 0; j < 2; j++)
            sqlite3_bind_value(counter->made, j + 1, row->values[counter->at[j]]);
        run(bare, counter->made);
    }
}

static void write_row(struct bare *bare, const struct row_kept *row)
{
    for (int i = 0; i < row->table->column_count; i++)
        sqlite3_bind_value(row->table->made, i + 1, row->values[i]);
    run(bare, row->table->made);
}

double bare_copy_sqlite(struct bare *bare, struct bare_table *tables, size_t count, const char *ids)
{
    struct arena *mem = arena_new((size_t)1 << 30);
    struct rows rows = { 0 };
    struct counter counters[] = { { .table = "number", .columns = { "book", "series" } },
                                  { .table = "record", .columns = { "register", "state" } } };
    for (size_t i = 0; i < count; i++) {
        if (!tables[i].made)
            tables[i].made = prepared(bare->to, bare_write_text(bare->mem, bare, &tables[i]));
        keep_rows(bare, mem, &tables[i], ids, &rows);
        for (size_t j = 0; j < 2; j++)
            for (int k = 0; k < 2 && text_equal(tables[i].into, counters[j].table); k++)
                counters[j].at[k] = column_at(&tables[i], counters[j].columns[k]);
    }
    counters[0].made = prepared(bare->to, COUNT_NUMBER);
    counters[1].made = prepared(bare->to, COUNT_STATE);
    double from = seconds_now();
    database_do(bare->to, "begin immediate");
    for (size_t i = 0; i < rows.list.count; i++)
        write_row(bare, &rows.list.items[i]);
    count_rows(bare, &counters[0], &rows);
    count_rows(bare, &counters[1], &rows);
    database_do(bare->to, "commit");
    double taken = seconds_now() - from;
    for (size_t i = 0; i < rows.list.count; i++)
        for (int j = 0; j < rows.list.items[i].table->column_count; j++)
            sqlite3_value_free(rows.list.items[i].values[j]);
    sqlite3_finalize(counters[0].made);
    sqlite3_finalize(counters[1].made);
    arena_free(mem);
    return taken;
}

void bare_end_sqlite(struct bare *bare)
{
    for (size_t i = 0; i < bare->table_count; i++)
        sqlite3_finalize(bare->tables[i].made);
}
