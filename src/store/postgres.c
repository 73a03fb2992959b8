/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/postgres_internal.h"

enum { OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 }; /* fixed in pg_type.dat */

/* --- errors ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *state; /* a class of two letters or a whole state */
    enum failure failure;
} states[] = {
    { "23505", FAIL_UNIQUE },        { "23", FAIL_RULE },
    { "40P01", FAIL_BUSY_DATABASE }, { "40001", FAIL_BUSY_DATABASE },
    { "55P03", FAIL_BUSY_DATABASE }, { "57014", FAIL_BUSY_DATABASE },
    { "53100", FAIL_FULL },          { "53200", FAIL_BUSY_MEMORY },
    { "53", FAIL_BUSY_CONNECTION },  { "57P", FAIL_BUSY_CONNECTION },
    { "08", FAIL_BUSY_CONNECTION },  { "25006", FAIL_NOT_WRITABLE },
    { "XX001", FAIL_CORRUPT },       { "XX002", FAIL_CORRUPT },
};

static enum failure failure_of(struct pg_db *db, const PGresult *result)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    for (size_t i = 0; state && i < COUNT_OF(states); i++)
        if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
            return states[i].failure;
    return pg_is_lost(db, result) ? FAIL_BUSY_CONNECTION : FAIL_STATEMENT;
}

/* libpq's own errors have no SQLSTATE. PQstatus alone does not say it: after a write that failed it stays OK until the
 * end of what the server had sent was read. 57P01 and its like are a backend's last words. */
bool pg_is_lost(const struct pg_db *db, const PGresult *result)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    return PQstatus(db->connection) == CONNECTION_BAD || !state || strncmp(state, "57P", 3) == 0 ||
           strncmp(state, "08", 2) == 0;
}

bool pg_fail(struct pg_db *db, const PGresult *result, const struct statement *statement, struct err *err)
{
    enum failure failure = failure_of(db, result);
    bool says_why = failure == FAIL_RULE || failure == FAIL_STATEMENT ||
                    (failure == FAIL_BUSY_CONNECTION && !watch_is_on(db->base.store->watch));
    if (!says_why) /* why a server lost its database is in its log, not on a page */
        return store_fail(err, failure, NULL);
    return store_fail_statement(err, failure, result ? PQresultErrorMessage(result) : PQerrorMessage(db->connection),
                                statement);
}

int64_t pg_asking(struct pg_db *db)
{
    int64_t before = atomic_load_explicit(&db->asked_at, memory_order_relaxed);
    atomic_store_explicit(&db->asked_at, clock_monotonic(), memory_order_relaxed);
    return before;
}

void pg_asked(struct pg_db *db, int64_t before)
{
    atomic_store_explicit(&db->asked_at, before, memory_order_relaxed);
}

/* --- connections -------------------------------------------------------------------------------------------------- */

static void drop_statement(void *owner, struct cached *cached)
{
    struct pg_db *db = owner;
    struct pg_statement *made = (struct pg_statement *)cached;
    char text[64];
    snprintf(text, sizeof text, "deallocate %s", made->name);
    if (!made->prepared || db->closing)
        ;
    else if (PQpipelineStatus(db->connection) != PQ_PIPELINE_OFF)
        pipeline_control(db, text, false);
    else
        PQclear(PQexec(db->connection, text));
    free(made);
}

static void ignore_notice(void *arg, const PGresult *result)
{
    (void)arg, (void)result;
}

static bool pg_execute(struct db *base, const char *text, struct err *err)
{
    struct pg_db *db = (struct pg_db *)base;
    const struct statement statement = { .text = text };
    int64_t asked = pg_asking(db);
    PGresult *result = PQexec(db->connection, text);
    pg_asked(db, asked);
    ExecStatusType status = PQresultStatus(result);
    bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, lost = !done && pg_is_lost(db, result);
    /* a commit of a transaction that failed says ROLLBACK */
    if (done && strcmp(text, "commit") == 0 && strcmp(PQcmdStatus(result), "COMMIT") != 0)
        done = store_fail(err, FAIL_STATEMENT, "rollback");
    else if (!done)
        pg_fail(db, result, &statement, err);
    PQclear(result);
    if (lost)
        pg_forget(db);
    return done;
}

/* What stands in the address of the database is stronger: it comes last. A dead network is noticed by the kernel, since
 * no server answers there that could be asked (the watch sees the rest). */
PGconn *pg_link(const struct store *store)
{
    static const char *const keys[] = {
        "fallback_application_name",
        "connect_timeout",
        "tcp_user_timeout",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "dbname",
        "client_encoding",
        NULL,
    };
    const char *const values[] = { "congvu", "2", "5000", "10", "5", "3", store->url, "UTF8", NULL };
    PGconn *connection = PQconnectdbParams(keys, values, 1);
    PQsetNoticeReceiver(connection, ignore_notice, NULL);
    return connection;
}

bool pg_is_away(const char *url)
{
    static const char *const keys[] = { "connect_timeout", "dbname", NULL };
    const char *const values[] = { "2", url, NULL };
    PGPing said = PQpingParams(keys, values, 1);
    return said == PQPING_NO_RESPONSE || said == PQPING_REJECT;
}

static bool set_up(struct pg_db *db, struct err *err)
{
    return pg_execute(&db->base,
                      db->base.use == DB_READS
                          ? "set jit = off; set default_transaction_read_only = on; set bytea_output = hex; "
                            "set client_connection_check_interval = '5s'"
                          : "set client_connection_check_interval = '5s'; set default_transaction_isolation = 'read "
                            "committed'; set lock_timeout = '2s'; "
                            "set idle_in_transaction_session_timeout = '60s'; set synchronous_commit = on",
                      err);
}

static bool link_up(struct pg_db *db, struct err *err)
{
    struct pg_watch *watch = db->base.store->watch;
    if (watch_is_away(watch))
        return store_fail(err, FAIL_BUSY_CONNECTION, NULL);
    db->connection = pg_link(db->base.store);
    if (PQstatus(db->connection) != CONNECTION_OK) {
        watch_suspect(watch);
        return pg_fail(db, NULL, NULL, err);
    }
    watch_add(watch, db);
    db->plan = PLAN_ANY;
    return set_up(db, err);
}

void pg_forget(struct pg_db *db)
{
    db->closing = true;
    statement_cache_clear(db->statements);
    watch_remove(db->base.store->watch, db);
    PQfinish(db->connection);
    db->connection = NULL; /* which libpq takes for a lost one */
    db->closing = false;
}

struct db *pg_connect(struct store *store, enum db_use use, struct err *err)
{
    struct pg_db *db = store_malloc(sizeof *db, err);
    if (!db)
        return NULL;
    db->base = (struct db){ .driver = &postgres_driver, .store = store, .use = use };
    db->statements = statement_cache_new(drop_statement, db);
    if (!db->statements)
        store_fail(err, FAIL_BUSY_MEMORY, NULL);
    else if (link_up(db, err))
        return &db->base;
    pg_disconnect(&db->base);
    return NULL;
}

void pg_disconnect(struct db *base)
{
    struct pg_db *db = (struct pg_db *)base;
    while (base->open)
        rows_close(base->open);
    pg_forget(db);
    statement_cache_free(db->statements);
    free(db->key);
    free(db);
}

bool pg_reconnect(struct pg_db *db, struct err *err)
{
    pg_forget(db);
    if (link_up(db, err))
        return true;
    pg_forget(db); /* half made is not made */
    return false;
}

/* --- statements --------------------------------------------------------------------------------------------------- */

static char bind_one(struct pg_values *out, size_t i, const struct db_value *value)
{
    out->texts[i] = value->bytes;
    out->lengths[i] = 0;
    out->formats[i] = 0;
    switch (value->type) {
    case DB_INT:
        snprintf(out->numbers[i], sizeof out->numbers[i], "%" PRId64, value->integer);
        out->texts[i] = out->numbers[i];
        out->types[i] = OID_INT8;
        return 'i';
    case DB_TEXT:
        out->types[i] = OID_TEXT;
        return 't';
    case DB_BLOB:
        out->texts[i] = value->bytes ? value->bytes : "";
        out->lengths[i] = (int)value->length;
        out->formats[i] = 1;
        out->types[i] = OID_BYTEA;
        return 'b';
    case DB_NULL:
        break;
    }
    out->texts[i] = NULL;
    out->types[i] = 0; /* the server infers it */
    return '0';
}

bool pg_bind(struct pg_db *db, const struct statement *statement, const struct db_value *values, size_t count,
             struct pg_statement **made)
{
    assert(count <= PG_VALUES_MAX);
    size_t length = strlen(statement->text);
    if (db->key_size < count + length + 2) {
        free(db->key);
        db->key_size = 0;
        db->key = store_malloc(2 * (count + length + 2), NULL);
        if (!db->key)
            return false;
        db->key_size = 2 * (count + length + 2);
    }
    for (size_t i = 0; i < count; i++)
        db->key[i] = bind_one(&db->values, i, &values[i]);
    db->key[count] = ' ';
    memcpy(db->key + count + 1, statement->text, length + 1);
    *made = (struct pg_statement *)statement_cache_find(db->statements, db->key);
    return true;
}

struct pg_statement *pg_statement_add(struct pg_db *db)
{
    struct pg_statement *made = store_malloc(sizeof *made, NULL);
    if (made)
        snprintf(made->name, sizeof made->name, "s%" PRId64, ++db->named);
    if (made && statement_cache_add(db->statements, db->key, &made->base))
        return made;
    free(made);
    return NULL;
}

/* The setting is looked at when a prepared statement is asked, so it is changed only where the last one wanted another.
 * In a transaction that failed it stays; the question fails there too. */
static void set_plan(struct pg_db *db, enum statement_plan plan)
{
    static const char *const settings[] = { [PLAN_ANY] = "set plan_cache_mode = auto",
                                            [PLAN_FOR_THESE_VALUES] = "set plan_cache_mode = force_custom_plan",
                                            [PLAN_FOR_ALL_VALUES] = "set plan_cache_mode = force_generic_plan" };
    if (db->plan == plan)
        return;
    PGresult *result = PQexec(db->connection, settings[plan]);
    if (PQresultStatus(result) == PGRES_COMMAND_OK)
        db->plan = plan;
    PQclear(result);
}

/* NULL where there is no memory: as libpq does itself. A new connection needs it again, and may find it. */
static PGresult *query_once(struct pg_db *db, const struct statement *statement, const struct db_value *values,
                            size_t count)
{
    struct pg_statement *made;
    if (!pg_bind(db, statement, values, count, &made))
        return NULL;
    if (!made) {
        made = pg_statement_add(db);
        if (!made)
            return NULL;
        PGresult *result = PQprepare(db->connection, made->name, statement->text, (int)count, db->values.types);
        made->prepared = PQresultStatus(result) == PGRES_COMMAND_OK;
        if (!made->prepared) {
            statement_cache_drop(db->statements, &made->base);
            return result;
        }
        PQclear(result);
    }
    set_plan(db, statement->plan);
    PGresult *result = PQexecPrepared(db->connection, made->name, (int)count, db->values.texts, db->values.lengths,
                                      db->values.formats, 0);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (state && (strcmp(state, "0A000") == 0 || strcmp(state, "26000") == 0))
        statement_cache_drop(db->statements, &made->base); /* its table was changed: the next time it is made anew */
    return result;
}

static bool is_answer(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

/* What is asked in a snapshot, or under locks, means nothing on another connection. */
static bool may_reconnect(const struct pg_db *db)
{
    return !db->base.in_snapshot && !db->in_structure;
}

/* What may go well when it is asked a second time: the connection was lost, the table was changed. */
static bool is_worth_another(struct pg_db *db, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    bool lost = pg_is_lost(db, result);
    if (lost)
        pg_forget(db);
    if (!may_reconnect(db) || PQtransactionStatus(db->connection) == PQTRANS_INERROR)
        return false;
    if (state && (strcmp(state, "0A000") == 0 || strcmp(state, "26000") == 0))
        return true;
    struct err err;
    return lost && pg_reconnect(db, &err);
}

static PGresult *query_again(struct pg_db *db, const struct statement *statement, const struct db_value *values,
                             size_t count)
{
    int64_t asked = pg_asking(db);
    PGresult *result = query_once(db, statement, values, count);
    if (!is_answer(result) && is_worth_another(db, result)) {
        PQclear(result);
        result = query_once(db, statement, values, count);
        if (!is_answer(result) && pg_is_lost(db, result))
            pg_forget(db);
    }
    pg_asked(db, asked);
    return result;
}

PGresult *pg_query(struct pg_db *db, const struct statement *statement, const struct db_value *values, size_t count,
                   struct err *err)
{
    bool lost = PQstatus(db->connection) == CONNECTION_BAD;
    if (lost && may_reconnect(db) && !pg_reconnect(db, err))
        return NULL;
    PGresult *result = query_again(db, statement, values, count);
    if (is_answer(result))
        return result;
    pg_fail(db, result, statement, err);
    PQclear(result);
    return NULL;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

struct pg_rows {
    struct rows base;
    PGresult *result;
    int row;
    struct arena *mem;
    unsigned char *bytes; /* a decoded bytea */
    size_t room;
};

static bool ask(struct db *base, struct rows *base_rows, struct arena *mem, const struct statement *statement,
                const struct db_value *values, size_t count, struct err *err)
{
    struct pg_rows *rows = (struct pg_rows *)base_rows;
    rows->row = -1;
    rows->mem = mem;
    rows->result = pg_query((struct pg_db *)base, statement, values, count, err);
    return rows->result;
}

static void finish(struct rows *base)
{
    struct pg_rows *rows = (struct pg_rows *)base;
    PQclear(rows->result);
    rows->result = NULL;
}

static bool next(struct rows *base)
{
    struct pg_rows *rows = (struct pg_rows *)base;
    if (rows->result && ++rows->row < PQntuples(rows->result))
        return true;
    finish(base);
    return false;
}

static bool row_is_null(const struct rows *base, int column)
{
    const struct pg_rows *rows = (const struct pg_rows *)base;
    return PQgetisnull(rows->result, rows->row, column);
}

static const char *row_text(const struct rows *base, int column)
{
    const struct pg_rows *rows = (const struct pg_rows *)base;
    return row_is_null(base, column) ? NULL : PQgetvalue(rows->result, rows->row, column);
}

static int64_t row_integer(const struct rows *base, int column)
{
    const char *text = row_text(base, column);
    return text ? strtoll(text, NULL, 10) : 0;
}

static unsigned char nibble(char c)
{
    return (unsigned char)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* "\x00ff" */
static const void *row_bytes(const struct rows *base, int column, size_t *length)
{
    struct pg_rows *rows = (struct pg_rows *)base;
    const char *text = row_text(base, column);
    *length = 0;
    if (!text)
        return NULL;
    if (PQftype(rows->result, column) != OID_BYTEA) {
        *length = strlen(text);
        return text;
    }
    size_t size = strlen(text) / 2 - 1;
    if (!rows->bytes || rows->room < size) {
        rows->room = size + rows->room + 1;
        rows->bytes = arena_alloc(rows->mem, rows->room);
    }
    for (size_t i = 0; i < size; i++)
        rows->bytes[i] = (unsigned char)(nibble(text[2 + 2 * i]) << 4 | nibble(text[3 + 2 * i]));
    *length = size;
    return rows->bytes;
}

static bool prepare(struct db *base, const struct statement *statement, struct err *err)
{
    struct pg_db *db = (struct pg_db *)base;
    PGresult *result = PQprepare(db->connection, "", statement->text, 0, NULL);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK || pg_fail(db, result, statement, err);
    PQclear(result);
    return done;
}

/* The snapshot is taken by the first read. */
static bool begin_once(struct pg_db *db, struct err *err)
{
    return pg_execute(&db->base, "begin isolation level repeatable read read only", err) &&
           pg_execute(&db->base, "select 1", err);
}

/* A connection that was cut while nobody asked is known as lost only now. */
static bool snapshot_begin(struct db *base, struct err *err)
{
    struct pg_db *db = (struct pg_db *)base;
    assert(!base->in_snapshot);
    bool begun = PQstatus(db->connection) == CONNECTION_OK && begin_once(db, err);
    if (!begun && PQstatus(db->connection) == CONNECTION_BAD)
        begun = pg_reconnect(db, err) && begin_once(db, err);
    db->plan_outside = db->plan;
    return begun;
}

static void snapshot_end(struct db *base)
{
    struct err err;
    (void)pg_execute(base, "rollback", &err); /* it only read; what was set meanwhile is as before */
    ((struct pg_db *)base)->plan = ((struct pg_db *)base)->plan_outside;
}

/* --- structure ---------------------------------------------------------------------------------------------------- */

static bool structure_once(struct pg_db *db, struct err *err)
{
    return pg_execute(&db->base, "begin", err) &&
           pg_execute(&db->base, "set local lock_timeout = '60s'; select pg_advisory_xact_lock(20210729)", err);
}

static struct db *structure_begin(struct store *store, struct err *err)
{
    if (!store->writer) {
        store_fail(err, FAIL_NOT_WRITABLE, NULL);
        return NULL;
    }
    struct pg_db *db = (struct pg_db *)store_connection(store, DB_WRITES, err);
    if (!db)
        return NULL;
    bool begun = PQstatus(db->connection) == CONNECTION_OK && structure_once(db, err);
    if (!begun && PQstatus(db->connection) == CONNECTION_BAD)
        begun = pg_reconnect(db, err) && structure_once(db, err);
    db->in_structure = begun;
    return begun ? &db->base : NULL;
}

static void structure_end(struct store *store, struct db *base)
{
    (void)store;
    struct pg_db *db = (struct pg_db *)base;
    struct err err;
    db->in_structure = false;
    if (PQtransactionStatus(db->connection) != PQTRANS_IDLE)
        (void)pg_execute(base, "rollback", &err);
}

static void limit(struct store *store, int64_t milliseconds)
{
    watch_limit(store->watch, milliseconds);
}

/* --- the driver --------------------------------------------------------------------------------------------------- */

static const struct type_name types[] = {
    { "{int}", "bigint" }, { "{text}", "text collate \"C\"" },
    { "{blob}", "bytea" }, { "{serial}", "bigint generated always as identity primary key" },
    { "{strict}", "" },    { "{keyed}", "" },
    { NULL, NULL },
};

const struct driver postgres_driver = {
    .kind = STORE_POSTGRES,
    .connect = pg_connect,
    .disconnect = pg_disconnect,
    .rows_size = sizeof(struct pg_rows),
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
    .structure_begin = structure_begin,
    .execute = pg_execute,
    .structure_end = structure_end,
    .types = types,
    .own_name = "postgres",
    .columns_query = "select column_name::text from information_schema.columns "
                     "where table_schema = current_schema() and table_name = $1 order by ordinal_position",
    .writer_open = pg_writer_open,
    .writer_start = pg_writer_start,
    .writer_stop = pg_writer_stop,
    .writer_close = pg_writer_close,
    .submit = pg_submit,
    .limit = limit,
    .run = pg_change_run,
};
