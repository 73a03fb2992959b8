/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "bare_internal.h"
#include "base/text.h"
#include "measure.h"

enum { COLUMNS_MAX = 128, IDS_MAX = 1 << 20, PAGE_BYTES = 4096, SYNC_SECONDS = 1 };

/* Tables with a column `record`, the record itself, and the registers' own. */
static const char *const tables_of_records[DATABASE_KINDS] = {
    "select m.name from sqlite_master m where m.type = 'table' and m.sql not like 'create virtual%' and "
    "(m.name = 'record' or m.name in (select register from record) or "
    "exists (select 1 from pragma_table_info(m.name) c where c.name = 'record')) order by m.name <> 'record', m.name",
    "select t.table_name from information_schema.tables t where t.table_schema = 'public' and "
    "(t.table_name = 'record' or t.table_name in (select register from record) or exists (select 1 from "
    "information_schema.columns c where c.table_schema = 'public' and c.table_name = t.table_name and "
    "c.column_name = 'record')) order by t.table_name <> 'record', t.table_name",
};

/* All others that are no counters, no shadow of the search and nothing that an empty office has. */
static const char *const other_tables[DATABASE_KINDS] = {
    "select m.name from sqlite_master m where m.type = 'table' and m.sql not like 'create virtual%' and "
    "m.name not like 'sqlite_%' and m.name not like 'search%' and m.name not like 'tally%' and m.name not in "
    "('number_book', 'migration', 'definition_set', 'node', 'deferred_index', 'bench_book', 'bench_state')",
    "select t.table_name from information_schema.tables t where t.table_schema = 'public' and t.table_name not like "
    "'search%' and t.table_name not like 'tally%' and t.table_name not in "
    "('number_book', 'migration', 'definition_set', 'node', 'deferred_index', 'bench_book', 'bench_state')",
};

/* But for what the database makes itself. %s is the table. */
static const char *const columns_of_table[DATABASE_KINDS] = {
    "select name from pragma_table_info('%s') where name <> 'seq' or '%s' <> 'history'",
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = '%s' and "
    "is_identity = 'NO' and is_generated = 'NEVER' and '%s' <> '' order by ordinal_position",
};

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const char *replace_both(struct arena *mem, const char *format, const char *name)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (; *format; format++)
        if (format[0] == '%' && format[1] == 's')
            text_add(&out, name), format++;
        else
            text_char(&out, *format);
    return out.data;
}

static struct bare_table *add_table(struct bare *bare, const char *name, const char *key)
{
    const char *columns[COLUMNS_MAX];
    struct text names, places;
    if (bare->table_count == BARE_TABLES_MAX)
        give_up("more than %d tables", BARE_TABLES_MAX);
    struct bare_table *table = &bare->tables[bare->table_count++];
    *table = (struct bare_table){ .name = name, .key = key, .into = name };
    table->column_count = (int)database_texts(
        bare->from, bare->mem, replace_both(bare->mem, columns_of_table[bare->from->kind], name), columns, COLUMNS_MAX);
    text_init(&names, bare->mem, TEXT_MAX_LINE);
    text_init(&places, bare->mem, TEXT_MAX_LINE);
    for (int i = 0; i < table->column_count; i++) {
        text_printf(&names, "%s\"%s\"", i ? ", " : "", columns[i]);
        text_printf(&places, "%s$%d", i ? ", " : "", i + 1);
    }
    table->columns = names.data;
    table->places = places.data;
    return table;
}

/* FTS5 is written from the kept tokens. */
static void add_search(struct bare *bare)
{
    if (database_int(bare->from, "select count(*) from pragma_table_info('search_text') where name = 'tokens'") == 0 ||
        database_int(bare->to, "select count(*) from pragma_table_info('search') where name = 'tokens'") == 0) {
        progress("the tables of the search are not those that the bench knows: the bare program leaves them out");
        return;
    }
    struct bare_table *table = add_table(bare, "search_text", "record");
    table->columns = "record, tokens";
    table->into = "search";
    table->column_count = 2;
    table->places = "$1, $2";
}

static void add_tables(struct bare *bare)
{
    const char *names[BARE_TABLES_MAX];
    size_t count = database_texts(bare->from, bare->mem, tables_of_records[bare->from->kind], names, BARE_TABLES_MAX);
    for (size_t i = 0; i < count; i++) {
        const char *by_record = arena_printf(bare->mem, "select count(*) from record where register = '%s'", names[i]);
        bool by_id = text_equal(names[i], "record") || database_int(bare->from, by_record) > 0;
        add_table(bare, names[i], by_id ? "id" : "record");
    }
    if (bare->from->kind == SQLITE)
        add_search(bare);
}

static bool is_added(const struct bare *bare, const char *name)
{
    for (size_t i = 0; i < bare->table_count; i++)
        if (text_equal(bare->tables[i].name, name))
            return true;
    return false;
}

static void add_other_tables(struct bare *bare)
{
    const char *names[BARE_TABLES_MAX];
    size_t count = database_texts(bare->from, bare->mem, other_tables[bare->from->kind], names, BARE_TABLES_MAX);
    for (size_t i = 0; i < count; i++) {
        const char *rows = arena_printf(bare->mem, "select count(*) from \"%s\"", names[i]);
        if (!is_added(bare, names[i]) && database_int(bare->from, rows) > database_int(bare->to, rows))
            add_table(bare, names[i], NULL);
    }
}

const char *bare_read_text(struct arena *mem, const struct bare_table *table, const char *ids)
{
    if (!table->key)
        return arena_printf(mem, "select %s from \"%s\"", table->columns, table->name);
    return arena_printf(mem, "select %s from \"%s\" where %s in (%s)", table->columns, table->name, table->key, ids);
}

const char *bare_write_text(struct arena *mem, const struct bare *bare, const struct bare_table *table)
{
    const char *columns = text_equal(table->into, "search") ? "rowid, tokens" : table->columns;
    const char *rest = table->key                 ? ""
                       : bare->to->kind == SQLITE ? " on conflict do nothing"
                                                  : " on conflict do nothing";
    return arena_printf(mem, "insert into \"%s\" (%s) values (%s)%s", table->into, columns, table->places, rest);
}

/* --- copying ------------------------------------------------------------------------------------------------------ */

static double copy(struct bare *bare, struct bare_table *tables, size_t count, const char *ids)
{
    return bare->from->kind == SQLITE ? bare_copy_sqlite(bare, tables, count, ids)
                                      : bare_copy_postgres(bare, tables, count, ids);
}

/* PER_COMMIT ids from AT on, with commas. */
static const char *some_ids(struct arena *mem, const char *const *ids, size_t at, size_t count, size_t per_commit)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = at; i < count && i < at + per_commit; i++)
        text_printf(&out, "%s%s", i > at ? ", " : "", ids[i]);
    return out.data;
}

double bare_records_a_second(const struct measured_office *from, const struct measured_office *to, const char *where,
                             size_t per_commit, size_t max, bool whole)
{
    struct arena *mem = arena_new((size_t)1 << 30), *batch = arena_new(ARENA_JOB_MAX);
    struct bare *bare = ARENA_NEW(mem, struct bare);
    const char **ids = ARENA_ARRAY(mem, const char *, max < IDS_MAX ? max : IDS_MAX);
    double taken = 0;
    bare->mem = mem;
    bare->from = database_open(mem, from->kind, from->where);
    bare->to = database_open(mem, to->kind, to->where);
    database_do(bare->from,
                "create index if not exists bench_outbox on outbox (record)"); /* it is not asked by record */
    database_do(bare->to, "create table bench_book (book text not null, series text not null, next bigint not null, "
                          "primary key (book, series))");
    database_do(bare->to, "create table bench_state (register text not null, state text not null, count bigint not "
                          "null, primary key (register, state))");
    add_tables(bare);
    size_t tables = bare->table_count;
    size_t count =
        database_texts(bare->from, mem,
                       arena_printf(mem, "select id from record where %s order by id limit %zu", where, max), ids, max);
    for (size_t at = 0; at < count; at += per_commit) {
        arena_reset(batch);
        taken += copy(bare, bare->tables, tables, some_ids(batch, ids, at, count, per_commit));
    }
    if (whole) {
        add_other_tables(bare);
        taken += copy(bare, bare->tables + tables, bare->table_count - tables, "");
    }
    if (bare->from->kind == SQLITE)
        bare_end_sqlite(bare);
    arena_free(batch);
    arena_free(mem);
    if (count == 0)
        give_up("no records where %s", where);
    return (double)count / taken;
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
