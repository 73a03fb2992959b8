/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <stdalign.h>
#include <stddef.h>
#include <string.h>

#include "store/store_internal.h"

enum { ROWS_BYTES = 1024 };

static _Thread_local uint64_t asked;

static void open_link(struct db *db, struct rows *rows)
{
    rows->db = db;
    rows->next_open = db->open;
    if (db->open)
        db->open->previous_open = rows;
    db->open = rows;
}

void rows_close(struct rows *rows)
{
    if (!rows || !rows->db)
        return;
    rows->db->driver->finish(rows);
    if (rows->previous_open)
        rows->previous_open->next_open = rows->next_open;
    else
        rows->db->open = rows->next_open;
    if (rows->next_open)
        rows->next_open->previous_open = rows->previous_open;
    rows->db = NULL;
}

bool rows_end(struct rows *rows, struct err *err)
{
    bool failed = rows_failed(rows, err);
    rows_close(rows);
    return !failed;
}

static void release_rows(void *rows)
{
    rows_close(rows);
}

/* Closes ROWS where it fails. */
static bool ask(struct db *db, struct rows *rows, struct arena *mem, const struct statement *statement,
                const struct db_value *values, size_t count, struct err *err)
{
    open_link(db, rows);
    assert(store_is_seated(db));
    asked++;
    if (db->driver->ask(db, rows, mem, statement, values, count, err))
        return true;
    rows_close(rows);
    return false;
}

struct rows *db_rows(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
                     size_t count, struct err *err)
{
    struct rows *rows = arena_alloc(mem, db->driver->rows_size);
    arena_defer(mem, release_rows, rows);
    return ask(db, rows, mem, statement, values, count, err) ? rows : NULL;
}

bool rows_next(struct rows *rows)
{
    return rows->db && rows->err.kind == ERR_NONE && rows->db->driver->next(rows);
}

bool rows_failed(const struct rows *rows, struct err *err)
{
    if (rows->err.kind == ERR_NONE)
        return false;
    *err = rows->err;
    return true;
}

int64_t rows_int(const struct rows *rows, int column)
{
    return rows->db->driver->integer(rows, column);
}

const char *rows_text(const struct rows *rows, int column)
{
    return rows->db->driver->text(rows, column);
}

const void *rows_bytes(const struct rows *rows, int column, size_t *length)
{
    return rows->db->driver->bytes(rows, column, length);
}

bool rows_is_null(const struct rows *rows, int column)
{
    return rows->db->driver->is_null(rows, column);
}

/* The present row into a struct; texts are copied into MEM. */
static void fill(struct rows *rows, struct arena *mem, const struct db_column *columns, size_t count, char *into)
{
    for (size_t i = 0; i < count; i++) {
        char *at = into + columns[i].offset;
        if (columns[i].type == DB_INT) {
            int64_t value = rows_int(rows, (int)i);
            memcpy(at, &value, sizeof value);
        } else {
            const char *text = rows_text(rows, (int)i);
            const char *copy = text ? arena_strdup(mem, text) : NULL;
            memcpy(at, &copy, sizeof copy);
        }
    }
}

bool db_all(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
            size_t value_count, const struct db_column *columns, size_t column_count, size_t size, void *array,
            size_t *count, struct err *err)
{
    struct rows *rows = db_rows(db, mem, statement, values, value_count, err);
    if (!rows)
        return false;
    char *items = NULL;
    size_t found = 0, room = 0;
    while (rows_next(rows)) {
        if (found == room)
            items = arena_grow(mem, items, found, &room, size);
        fill(rows, mem, columns, column_count, items + found * size);
        found++;
    }
    bool failed = rows_failed(rows, err);
    rows_close(rows);
    if (failed)
        return false;
    memcpy(array, &items, sizeof items);
    *count = found;
    return true;
}

bool db_one(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
            size_t value_count, const struct db_column *columns, size_t column_count, void *into, bool *found,
            struct err *err)
{
    struct rows *rows = db_rows(db, mem, statement, values, value_count, err);
    if (!rows)
        return false;
    bool has = rows_next(rows);
    if (has)
        fill(rows, mem, columns, column_count, into);
    bool failed = rows_failed(rows, err);
    rows_close(rows);
    if (failed)
        return false;
    *found = has;
    return true;
}

bool db_one_int(struct db *db, const struct statement *statement, const struct db_value *values, size_t value_count,
                int64_t otherwise, int64_t *value, struct err *err)
{
    alignas(max_align_t) unsigned char room[ROWS_BYTES] = { 0 }; /* a number needs no memory, so none can end */
    struct rows *rows = (struct rows *)room;
    assert(db->driver->rows_size <= sizeof room);
    if (!ask(db, rows, NULL, statement, values, value_count, err))
        return false;
    int64_t got = rows_next(rows) && !rows_is_null(rows, 0) ? rows_int(rows, 0) : otherwise;
    if (!rows_end(rows, err))
        return false;
    *value = got;
    return true;
}

bool db_one_text(struct db *db, struct arena *mem, const struct statement *statement, const struct db_value *values,
                 size_t value_count, const char **value, struct err *err)
{
    struct rows *rows = db_rows(db, mem, statement, values, value_count, err);
    if (!rows)
        return false;
    const char *text = rows_next(rows) ? rows_text(rows, 0) : NULL;
    const char *copy = text ? arena_strdup(mem, text) : NULL;
    bool failed = rows_failed(rows, err);
    rows_close(rows);
    if (failed)
        return false;
    *value = copy;
    return true;
}

uint64_t db_statement_count(void)
{
    return asked;
}

bool db_prepare(struct db *db, const struct statement *statement, struct err *err)
{
    return db->driver->prepare(db, statement, err);
}

struct snapshot {
    struct db *db; /* NULL once it has ended */
};

static void end_snapshot(void *arg)
{
    struct snapshot *snapshot = arg;
    if (snapshot->db)
        db_snapshot_end(snapshot->db);
}

bool db_snapshot_begin(struct db *db, struct arena *mem, struct err *err)
{
    struct snapshot *snapshot = ARENA_NEW(mem, struct snapshot);
    arena_defer(mem, end_snapshot, snapshot);
    if (!db->driver->snapshot_begin(db, err))
        return false;
    db->in_snapshot = true;
    db->snapshot = snapshot;
    snapshot->db = db;
    return true;
}

void db_snapshot_end(struct db *db)
{
    while (db->open)
        rows_close(db->open);
    db->driver->snapshot_end(db);
    db->in_snapshot = false;
    db->snapshot->db = NULL;
    db->snapshot = NULL;
}
