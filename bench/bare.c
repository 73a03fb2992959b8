/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

enum { TABLES_MAX = 64, COLUMNS_MAX = 128, PAGE_BYTES = 4096, SYNC_SECONDS = 1 };

/* One table that holds rows of a record, as it is read there and written here. */
struct table {
    sqlite3_stmt *read, *write;
    int columns;
    const char *reg; /* a register's own table; NULL: of every record */
};

struct row_kept {
    struct table *table;
    sqlite3_value **values;
};

struct copying {
    sqlite3 *from, *to;
    struct arena *mem;
    struct table tables[TABLES_MAX];
    size_t table_count;
    sqlite3_stmt *next_number, *count_state;
    ARRAY(struct row_kept) rows;
};

static void check(sqlite3 *handle, bool ok)
{
    if (!ok)
        give_up("bare SQLite: %s", sqlite3_errmsg(handle));
}

static sqlite3 *open_office(const struct bench *bench, const char *folder)
{
    sqlite3 *handle;
    if (sqlite3_open(arena_printf(bench->mem, "%s/congvu.db", folder), &handle) != SQLITE_OK)
        give_up("%s: %s", folder, sqlite3_errmsg(handle));
    check(handle,
          sqlite3_exec(handle, "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16384", NULL,
                       NULL, NULL) == SQLITE_OK);
    return handle;
}

static sqlite3_stmt *prepared(sqlite3 *handle, const char *text)
{
    sqlite3_stmt *made;
    check(handle, sqlite3_prepare_v3(handle, text, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) == SQLITE_OK);
    return made;
}

/* NAME's columns but for those that the database makes itself. */
static const char *columns_of(struct copying *c, const char *name, int *count)
{
    struct text out;
    sqlite3_stmt *ask =
        prepared(c->from, "select name from pragma_table_info(?) where name <> 'seq' or ? <> 'history'");
    text_init(&out, c->mem, TEXT_MAX_PAGE);
    sqlite3_bind_text(ask, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 2, name, -1, SQLITE_STATIC);
    for (*count = 0; sqlite3_step(ask) == SQLITE_ROW; ++*count)
        text_printf(&out, "%st.\"%s\"", *count ? ", " : "", (const char *)sqlite3_column_text(ask, 0));
    sqlite3_finalize(ask);
    if (*count == 0 || *count > COLUMNS_MAX)
        give_up("table %s has %d columns", name, *count);
    return out.data;
}

/* WHERE finds the rows of record ?1 in TABLE as t; INTO may be a text of its own. */
static struct table *add_table(struct copying *c, const char *name, const char *where, const char *into)
{
    if (c->table_count == TABLES_MAX)
        give_up("more than %d tables", TABLES_MAX);
    struct table *table = &c->tables[c->table_count++];
    struct text places;
    const char *columns = into ? "t.record, t.tokens" : columns_of(c, name, &table->columns);
    if (into)
        table->columns = 2;
    table->read = prepared(c->from, arena_printf(c->mem, "select %s from \"%s\" t %s", columns, name, where));
    text_init(&places, c->mem, TEXT_MAX_LINE);
    for (int i = 0; i < table->columns; i++)
        text_printf(&places, "%s?%d", i ? ", " : "", i + 1);
    char *names = arena_strdup(c->mem, columns);
    for (char *at = strstr(names, "t.\""); at; at = strstr(at, "t.\""))
        memcpy(at, "  ", 2);
    table->write = prepared(
        c->to, into ? into : arena_printf(c->mem, "insert into \"%s\" (%s) values (%s)", name, names, places.data));
    return table;
}

static void add_registers(struct copying *c)
{
    sqlite3_stmt *ask = prepared(c->from, "select distinct register from record");
    while (sqlite3_step(ask) == SQLITE_ROW) {
        const char *name = arena_strdup(c->mem, (const char *)sqlite3_column_text(ask, 0));
        add_table(c, name, "where t.id = ?1", NULL)->reg = name;
    }
    sqlite3_finalize(ask);
}

static void add_tables(struct copying *c)
{
    add_table(c, "number", "where t.record = ?1", NULL);
    add_table(c, "record", "where t.id = ?1", NULL);
    add_registers(c);
    add_table(c, "record_span", "where t.record = ?1", NULL);
    add_table(c, "due_span", "where t.record = ?1", NULL);
    add_table(c, "history", "where t.record = ?1 order by t.version", NULL);
    add_table(c, "history_value", "where t.record = ?1", NULL);
    add_table(c, "search_text", "where t.record = ?1", NULL);
    add_table(c, "search_text", "where t.record = ?1", "insert into search (rowid, tokens) values (?1, ?2)");
    add_table(c, "outbox", "where t.record = ?1", NULL);
    c->next_number =
        prepared(c->to, "insert into number_book (book, series, start, next, start_note) values (?1, ?2, 1, 2, "
                        "'') on conflict (book, series) do update set next = number_book.next + 1");
    c->count_state = prepared(c->to, "insert into tally (register, state, count) values (?1, ?2, 1) "
                                     "on conflict (register, state) do update set count = tally.count + 1");
}

static void begin_copying(struct copying *c, const struct bench *bench, const char *from, const char *to)
{
    c->mem = arena_new(ARENA_JOB_MAX);
    c->from = open_office(bench, from);
    c->to = open_office(bench, to);
    /* the outbox is not asked by record; the index is made after the subject was measured */
    check(c->from, sqlite3_exec(c->from, "create index if not exists outbox_by_record on outbox (record)", NULL, NULL,
                                NULL) == SQLITE_OK);
    add_tables(c);
}

static void end_copying(struct copying *c)
{
    for (size_t i = 0; i < c->table_count; i++) {
        sqlite3_finalize(c->tables[i].read);
        sqlite3_finalize(c->tables[i].write);
    }
    sqlite3_finalize(c->next_number);
    sqlite3_finalize(c->count_state);
    sqlite3_close(c->from);
    sqlite3_close(c->to);
    arena_free(c->mem);
}

/* --- one transaction ---------------------------------------------------------------------------------------------- */

static void keep_rows(struct copying *c, struct table *table, int64_t id, struct arena *mem)
{
    sqlite3_bind_int64(table->read, 1, id);
    while (sqlite3_step(table->read) == SQLITE_ROW) {
        struct row_kept *row = ARRAY_ADD(mem, &c->rows);
        row->table = table;
        row->values = ARENA_ARRAY(mem, sqlite3_value *, table->columns);
        for (int i = 0; i < table->columns; i++)
            row->values[i] = sqlite3_value_dup(sqlite3_column_value(table->read, i));
    }
    check(c->from, sqlite3_reset(table->read) == SQLITE_OK);
}

static void keep_record(struct copying *c, int64_t id, const char *reg, struct arena *mem)
{
    for (size_t i = 0; i < c->table_count; i++)
        if (!c->tables[i].reg || text_equal(c->tables[i].reg, reg))
            keep_rows(c, &c->tables[i], id, mem);
}

static void run(struct copying *c, sqlite3_stmt *statement)
{
    check(c->to, sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) == SQLITE_OK);
}

static void write_row(struct copying *c, const struct row_kept *row)
{
    for (int i = 0; i < row->table->columns; i++)
        sqlite3_bind_value(row->table->write, i + 1, row->values[i]);
    run(c, row->table->write);
    if (row->table == &c->tables[0]) { /* number */
        sqlite3_bind_value(c->next_number, 1, row->values[0]);
        sqlite3_bind_value(c->next_number, 2, row->values[1]);
        run(c, c->next_number);
    } else if (row->table == &c->tables[1]) { /* record: id, register, number, number_key, title, state */
        sqlite3_bind_value(c->count_state, 1, row->values[1]);
        sqlite3_bind_value(c->count_state, 2, row->values[5]);
        run(c, c->count_state);
    }
}

static double write_kept(struct copying *c)
{
    double from = seconds_now();
    check(c->to, sqlite3_exec(c->to, "begin immediate", NULL, NULL, NULL) == SQLITE_OK);
    for (size_t i = 0; i < c->rows.count; i++)
        write_row(c, &c->rows.items[i]);
    check(c->to, sqlite3_exec(c->to, "commit", NULL, NULL, NULL) == SQLITE_OK);
    double taken = seconds_now() - from;
    for (size_t i = 0; i < c->rows.count; i++)
        for (int j = 0; j < c->rows.items[i].table->columns; j++)
            sqlite3_value_free(c->rows.items[i].values[j]);
    memset(&c->rows, 0, sizeof c->rows);
    return taken;
}

double bare_records_a_second(const struct bench *bench, const char *from, const char *to, size_t per_commit,
                             size_t count)
{
    struct copying copying = { 0 };
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    double taken = 0;
    size_t done = 0, kept = 0;
    begin_copying(&copying, bench, from, to);
    sqlite3_stmt *ids = prepared(copying.from, "select id, register from record order by id limit ?1");
    sqlite3_bind_int64(ids, 1, count ? (int64_t)count : -1);
    while (sqlite3_step(ids) == SQLITE_ROW) {
        keep_record(&copying, sqlite3_column_int64(ids, 0), (const char *)sqlite3_column_text(ids, 1), mem);
        done++;
        if (++kept == per_commit) {
            taken += write_kept(&copying);
            arena_reset(mem);
            kept = 0;
        }
    }
    taken += write_kept(&copying);
    sqlite3_finalize(ids);
    arena_free(mem);
    end_copying(&copying);
    return (double)done / taken;
}

/* --- the disk ----------------------------------------------------------------------------------------------------- */

double bare_syncs_a_second(const char *folder)
{
    char path[4096], page[PAGE_BYTES] = { 0 };
    snprintf(path, sizeof path, "%s/sync", folder);
    int file = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        give_up("%s cannot be written", path);
    double from = seconds_now(), taken;
    size_t count = 0;
    do {
        if (write(file, page, sizeof page) != sizeof page || fdatasync(file) != 0)
            give_up("%s cannot be written", path);
        count++;
        taken = seconds_now() - from;
    } while (taken < SYNC_SECONDS);
    close(file);
    unlink(path);
    return (double)count / taken;
}

size_t bare_record_count(const char *folder)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct bench bench = { .mem = mem };
    sqlite3 *handle = open_office(&bench, folder);
    sqlite3_stmt *ask = prepared(handle, "select count(*) from record");
    check(handle, sqlite3_step(ask) == SQLITE_ROW);
    size_t count = (size_t)sqlite3_column_int64(ask, 0);
    sqlite3_finalize(ask);
    sqlite3_close(handle);
    arena_free(mem);
    return count;
}
