/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite_internal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 2000 };

/* --- errors ------------------------------------------------------------------------------------------------------- */

static enum failure failure_of(int code)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return FAIL_UNIQUE;
    case SQLITE_IOERR_NOMEM:
        return FAIL_BUSY_MEMORY;
    default:
        break;
    }
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return FAIL_RULE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FAIL_BUSY_DATABASE;
    case SQLITE_NOMEM:
        return FAIL_BUSY_MEMORY;
    case SQLITE_FULL:
        return FAIL_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return FAIL_CORRUPT;
    case SQLITE_READONLY:
        return FAIL_NOT_WRITABLE;
    default:
        return FAIL_STATEMENT;
    }
}

bool sqlite_fail(struct sqlite_db *db, const struct statement *statement, struct err *err)
{
    int code = sqlite3_extended_errcode(db->handle);
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        store_fatal(db->base.store->file);
    enum failure failure = failure_of(code);
    int number = sqlite3_system_errno(db->handle);
    if ((code & 0xff) == SQLITE_IOERR && (number == ENOSPC || number == EDQUOT))
        failure = FAIL_FULL;
    if (failure != FAIL_RULE && failure != FAIL_STATEMENT)
        return store_fail(err, failure, NULL);
    char message[ERR_TEXT_MAX];
    snprintf(message, sizeof message, "%s; %d", sqlite3_errmsg(db->handle), code);
    return store_fail_statement(err, failure, message, statement);
}

/* --- connections -------------------------------------------------------------------------------------------------- */

static void drop_statement(void *owner, struct cached *cached)
{
    (void)owner;
    struct sqlite_statement *made = (struct sqlite_statement *)cached;
    sqlite3_finalize(made->stmt);
    free(made);
}

static const char *const settings_of_all[] = {
    "pragma synchronous = full",     "pragma foreign_keys = off",   "pragma trusted_schema = off",
    "pragma wal_autocheckpoint = 0", "pragma cell_size_check = on", "pragma mmap_size = 0",
    "pragma temp_store = memory",
};

const struct statement sqlite_begin = { .text = "begin immediate" };
const struct statement sqlite_commit = { .text = "commit" };
const struct statement sqlite_rollback = { .text = "rollback" };

/* What ends a transaction must be there when memory is not: made with the connection, and never dropped. */
static bool hold(struct sqlite_db *db, const struct statement *statement, struct err *err)
{
    struct sqlite_statement *made = sqlite_statement(db, statement, err);
    if (made)
        made->base.pins++;
    return made;
}

static bool set_up(struct sqlite_db *db, struct err *err)
{
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, BUSY_MS);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    for (size_t i = 0; i < COUNT_OF(settings_of_all); i++)
        if (!sqlite_execute(&db->base, settings_of_all[i], err))
            return false;
    if (!hold(db, &sqlite_commit, err) || !hold(db, &sqlite_rollback, err))
        return false;
    if (db->base.use == DB_READS)
        return sqlite_execute(&db->base, "pragma query_only = on", err) &&
               sqlite_execute(&db->base, "pragma cache_size = -1024", err);
    return sqlite_change_rows_define(db, err) && sqlite_execute(&db->base, "pragma journal_mode = wal", err) &&
           sqlite_execute(&db->base, "pragma cache_size = -16384", err);
}

/* SQLite counts its memory behind one mutex, which each allocation of each thread would take; nobody asks for it. */
static void count_no_memory(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct db *sqlite_connect(struct store *store, enum db_use use, struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, count_no_memory);
    struct sqlite_db *db = store_malloc(sizeof *db, err);
    if (!db)
        return NULL;
    db->base = (struct db){ .driver = &sqlite_driver, .store = store, .use = use };
    db->statements = statement_cache_new(drop_statement, db);
    if (!db->statements) {
        free(db);
        store_fail(err, FAIL_BUSY_MEMORY, NULL);
        return NULL;
    }
    int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (use == DB_READS ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    bool opened = sqlite3_open_v2(store->file, &db->handle, flags, NULL) == SQLITE_OK ? set_up(db, err)
                                                                                      : sqlite_fail(db, NULL, err);
    if (opened)
        return &db->base;
    sqlite_disconnect(&db->base);
    return NULL;
}

void sqlite_disconnect(struct db *base)
{
    struct sqlite_db *db = (struct sqlite_db *)base;
    while (base->open)
        rows_close(base->open);
    statement_cache_free(db->statements);
    int closed = sqlite3_close(db->handle);
    assert(closed == SQLITE_OK);
    (void)closed;
    free(db);
}

bool sqlite_execute(struct db *base, const char *text, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)base;
    const struct statement statement = { .text = text };
    return sqlite3_exec(db->handle, text, NULL, NULL, NULL) == SQLITE_OK || sqlite_fail(db, &statement, err);
}

/* --- statements --------------------------------------------------------------------------------------------------- */

/* n of "$n"; 0 for anything else. */
static int number_of(const char *name)
{
    char *end;
    long n = name && name[0] == '$' ? strtol(name + 1, &end, 10) : 0;
    return n > 0 && n <= DB_VALUES_MAX && *end == '\0' ? (int)n : 0;
}

/* NULL where there is no memory. */
static struct sqlite_statement *make_statement(sqlite3_stmt *stmt)
{
    int highest = 0, parameters = sqlite3_bind_parameter_count(stmt);
    for (int i = 1; i <= parameters; i++) {
        int n = number_of(sqlite3_bind_parameter_name(stmt, i));
        highest = n > highest ? n : highest;
    }
    struct sqlite_statement *made = store_malloc(sizeof *made + (size_t)highest * sizeof made->positions[0], NULL);
    if (!made)
        return NULL;
    made->stmt = stmt;
    made->highest = highest;
    for (int i = 1; i <= parameters; i++) {
        int n = number_of(sqlite3_bind_parameter_name(stmt, i));
        if (n)
            made->positions[n - 1] = i;
    }
    return made;
}

/* A new statement, not in the cache; NULL on error. */
static struct sqlite_statement *compile(struct sqlite_db *db, const struct statement *statement, bool lasting,
                                        struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *rest = NULL;
    unsigned flags = lasting ? SQLITE_PREPARE_PERSISTENT : 0;
    if (sqlite3_prepare_v3(db->handle, statement->text, -1, flags, &stmt, &rest) != SQLITE_OK) {
        sqlite_fail(db, statement, err);
        return NULL;
    }
    if (!stmt || rest[strspn(rest, " \n\t;")] != '\0') {
        sqlite3_finalize(stmt);
        store_fail(err, FAIL_STATEMENT, "not one statement");
        return NULL;
    }
    struct sqlite_statement *made = make_statement(stmt);
    if (made)
        return made;
    sqlite3_finalize(stmt);
    store_fail(err, FAIL_BUSY_MEMORY, NULL);
    return NULL;
}

struct sqlite_statement *sqlite_statement(struct sqlite_db *db, const struct statement *statement, struct err *err)
{
    struct cached *cached = statement_cache_find(db->statements, statement->text);
    if (cached)
        return (struct sqlite_statement *)cached;
    struct sqlite_statement *made = compile(db, statement, true, err);
    if (!made || statement_cache_add(db->statements, statement->text, &made->base))
        return made;
    drop_statement(NULL, &made->base);
    store_fail(err, FAIL_BUSY_MEMORY, NULL);
    return NULL;
}

static int bind_one(sqlite3_stmt *stmt, int at, const struct db_value *value, bool copy)
{
    void (*keep)(void *) = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
    switch (value->type) {
    case DB_INT:
        return sqlite3_bind_int64(stmt, at, value->integer);
    case DB_TEXT:
        return sqlite3_bind_text(stmt, at, value->bytes, -1, keep);
    case DB_BLOB:
        if (value->length == 0)
            return sqlite3_bind_zeroblob(stmt, at, 0);
        return sqlite3_bind_blob64(stmt, at, value->bytes, value->length, keep);
    case DB_NULL:
        break;
    }
    return sqlite3_bind_null(stmt, at);
}

bool sqlite_bind(struct sqlite_db *db, struct sqlite_statement *made, const struct statement *statement,
                 const struct db_value *values, size_t count, bool copy, struct err *err)
{
    if ((size_t)made->highest != count)
        return store_fail(err, FAIL_STATEMENT, statement->text);
    for (size_t i = 0; i < count; i++) {
        if (!made->positions[i])
            return store_fail(err, FAIL_STATEMENT, statement->text);
        if (bind_one(made->stmt, made->positions[i], &values[i], copy) != SQLITE_OK)
            return sqlite_fail(db, statement, err);
    }
    return true;
}

bool sqlite_run(struct sqlite_db *db, const struct statement *statement, const struct db_value *values, size_t count,
                int64_t *changed, struct err *err)
{
    struct sqlite_statement *made = sqlite_statement(db, statement, err);
    if (!made || !sqlite_bind(db, made, statement, values, count, false, err))
        return false;
    int code;
    do
        code = sqlite3_step(made->stmt);
    while (code == SQLITE_ROW);
    bool done = code == SQLITE_DONE;
    if (!done)
        sqlite_fail(db, statement, err);
    else if (changed)
        *changed = sqlite3_changes64(db->handle);
    sqlite3_reset(made->stmt);
    return done;
}

bool sqlite_is_idle(const struct sqlite_db *db)
{
    return sqlite3_get_autocommit(db->handle) != 0;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

struct sqlite_rows {
    struct rows base;
    const struct statement *statement;
    struct sqlite_statement *made;
    bool own;          /* not of the cache: the cached one was in use */
    struct arena *mem; /* NULL: only numbers are asked for */
};

static bool ask(struct db *base, struct rows *base_rows, struct arena *mem, const struct statement *statement,
                const struct db_value *values, size_t count, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)base;
    struct sqlite_rows *rows = (struct sqlite_rows *)base_rows;
    rows->mem = mem;
    rows->statement = statement;
    struct sqlite_statement *made = sqlite_statement(db, statement, err);
    if (made && made->base.pins) {
        made = compile(db, statement, false, err);
        rows->own = true;
    }
    if (!made)
        return false;
    rows->made = made;
    made->base.pins++;
    return sqlite_bind(db, made, statement, values, count, true, err);
}

static bool next(struct rows *base)
{
    struct sqlite_rows *rows = (struct sqlite_rows *)base;
    if (!rows->made)
        return false;
    int code = sqlite3_step(rows->made->stmt);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        sqlite_fail((struct sqlite_db *)base->db, rows->statement, &base->err);
    base->db->driver->finish(base);
    return false;
}

static void finish(struct rows *base)
{
    struct sqlite_rows *rows = (struct sqlite_rows *)base;
    if (!rows->made)
        return;
    sqlite3_reset(rows->made->stmt);
    sqlite3_clear_bindings(rows->made->stmt);
    rows->made->base.pins--;
    if (rows->own)
        drop_statement(NULL, &rows->made->base);
    rows->made = NULL;
}

static sqlite3_stmt *stmt_of(const struct rows *rows)
{
    return ((const struct sqlite_rows *)rows)->made->stmt;
}

static int64_t row_integer(const struct rows *rows, int column)
{
    return sqlite3_column_int64(stmt_of(rows), column);
}

/* A NULL that SQLite gives for want of memory is none of the row: the work ends here. */
static void check_memory(const struct rows *base)
{
    const struct sqlite_rows *rows = (const struct sqlite_rows *)base;
    if (sqlite3_errcode(((const struct sqlite_db *)base->db)->handle) == SQLITE_NOMEM)
        arena_give_up(rows->mem);
}

static const char *row_text(const struct rows *rows, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt_of(rows), column);
    if (!text)
        check_memory(rows);
    return text;
}

static const void *row_bytes(const struct rows *rows, int column, size_t *length)
{
    sqlite3_stmt *stmt = stmt_of(rows);
    const void *bytes = sqlite3_column_blob(stmt, column);
    if (!bytes)
        check_memory(rows);
    *length = (size_t)sqlite3_column_bytes(stmt, column);
    return !bytes && sqlite3_column_type(stmt, column) != SQLITE_NULL ? "" : bytes;
}

static bool row_is_null(const struct rows *rows, int column)
{
    return sqlite3_column_type(stmt_of(rows), column) == SQLITE_NULL;
}

static bool prepare(struct db *base, const struct statement *statement, struct err *err)
{
    struct sqlite_statement *made = compile((struct sqlite_db *)base, statement, false, err);
    if (made)
        drop_statement(NULL, &made->base);
    return made;
}

/* The snapshot is taken by the first read. */
static bool snapshot_begin(struct db *db, struct err *err)
{
    assert(!db->in_snapshot);
    return sqlite_execute(db, "begin", err) && sqlite_execute(db, "select count(*) from sqlite_schema", err);
}

static void snapshot_end(struct db *base)
{
    struct err err;
    struct sqlite_db *db = (struct sqlite_db *)base;
    if (!sqlite_is_idle(db) && !sqlite_run(db, &sqlite_commit, DB_NONE, NULL, &err))
        (void)sqlite_run(db, &sqlite_rollback, DB_NONE, NULL, &err);
}

/* --- the driver --------------------------------------------------------------------------------------------------- */

static const struct type_name types[] = {
    { "{int}", "integer" },
    { "{text}", "text" },
    { "{blob}", "blob" },
    { "{serial}", "integer primary key autoincrement" },
    { "{strict}", " strict" },
    { "{keyed}", " strict, without rowid" },
    { NULL, NULL },
};

const struct driver sqlite_driver = {
    .kind = STORE_SQLITE,
    .connect = sqlite_connect,
    .disconnect = sqlite_disconnect,
    .rows_size = sizeof(struct sqlite_rows),
    .ask = ask,
    .next = next,
    .finish = finish,
    .integer = row_integer,
    .text = row_text,
    .bytes = row_bytes,
    .is_null = row_is_null,
    .prepare = prepare,
    .snapshot_begin = snapshot_begin,
    .snapshot_end = snapshot_end,
    .structure_begin = sqlite_structure_begin,
    .execute = sqlite_execute,
    .structure_end = sqlite_structure_end,
    .tune = sqlite_tune,
    .types = types,
    .own_name = "sqlite",
    .columns_query = "select name from pragma_table_info($1) order by cid",
    .writer_open = sqlite_writer_open,
    .writer_start = sqlite_writer_start,
    .writer_stop = sqlite_writer_stop,
    .writer_close = sqlite_writer_close,
    .submit = sqlite_submit,
    .run = sqlite_change_run,
    .run_all = sqlite_change_run_all,
    .add_up = sqlite_add_up,
    .settle = sqlite_sums_write,
};
