/* src/store/sqlite_internal.h
 * SQLite's connections: one for each reading thread, one that alone writes, commits and checkpoints.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <sqlite3.h>

#include "store/statement_cache.h"
#include "store/store_internal.h"

/* The rows of `change_rows` while a statement reads them. */
struct sqlite_change_rows {
    const struct db_value *values;
    size_t columns, rows;
};

/* What the changes of the batch that is written have added up so far. */
struct sqlite_sums {
    bool gathers; /* changes are not apart */
    struct sum_rows *first, *last;
};

struct sqlite_db {
    struct db base;
    sqlite3 *handle;
    struct statement_cache *statements;
    int wal_pages;                         /* of the writer: after its last commit */
    struct sqlite_change_rows change_rows; /* of the writer */
    struct sqlite_sums sums;               /* of the writer */
};

struct sqlite_statement {
    struct cached base;
    sqlite3_stmt *stmt;
    int highest;     /* n of the highest $n */
    int positions[]; /* of $1 … $n in the statement; 0 where it has none */
};

struct db *sqlite_connect(struct store *store, enum db_use use, struct err *err);
void sqlite_disconnect(struct db *db);

/* ERR of what SQLite said last; DETAIL may be NULL. Ends the process where an fsync failed. */
bool sqlite_fail(struct sqlite_db *db, const struct statement *statement, struct err *err);

/* The statement of the cache, made when it is new; NULL on error. */
struct sqlite_statement *sqlite_statement(struct sqlite_db *db, const struct statement *statement, struct err *err);

/* TEXT of values is copied where COPY, else it must live until the statement is reset. */
bool sqlite_bind(struct sqlite_db *db, struct sqlite_statement *made, const struct statement *statement,
                 const struct db_value *values, size_t count, bool copy, struct err *err);

/* Ends of transactions; they are made with the connection, so that running them asks for no memory. */
extern const struct statement sqlite_begin, sqlite_commit, sqlite_rollback;
bool sqlite_is_idle(const struct sqlite_db *db); /* no transaction is under way */

/* Runs a statement without rows; CHANGED may be NULL. */
bool sqlite_run(struct sqlite_db *db, const struct statement *statement, const struct db_value *values, size_t count,
                int64_t *changed, struct err *err);
bool sqlite_execute(struct db *db, const char *text, struct err *err);

/* sqlite_change_rows.c: DB, which writes, can be given many rows at once: TEXT is INSERT as it reads them, NULL where
 * that cannot be. */
bool sqlite_change_rows_define(struct sqlite_db *db, struct err *err);
const char *sqlite_rows_text(struct arena *mem, const char *insert, size_t columns);
bool sqlite_rows_write(struct sqlite_db *db, const char *text, const struct db_value *values, size_t columns,
                       size_t rows, struct err *err);

/* sqlite_sums.c: of a change, and all that changes added up so far. */
bool sqlite_add_up(struct change *change, const struct statement *statement, const struct db_value *values,
                   size_t columns, size_t rows, struct err *err);
bool sqlite_sums_write(struct db *db, struct err *err);

/* sqlite_writer.c, sqlite_change_rows.c */
bool sqlite_writer_open(struct store *store, struct err *err);
bool sqlite_writer_start(struct store *store, struct err *err);
void sqlite_writer_stop(struct store *store);
void sqlite_writer_close(struct store *store);
bool sqlite_submit(struct store *store, struct change *change, struct err *err);
bool sqlite_change_run(struct change *change, const struct demand *demand, const struct statement *statement,
                       const struct db_value *values, size_t count, struct err *err);
bool sqlite_change_run_all(struct change *change, const struct statement *statement, const struct db_value *values,
                           size_t columns, size_t rows, struct err *err);
struct db *sqlite_structure_begin(struct store *store, struct err *err);
void sqlite_structure_end(struct store *store, struct db *db);
bool sqlite_tune(struct store *store, bool filling, struct err *err);
