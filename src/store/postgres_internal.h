/* src/store/postgres_internal.h
 * PostgreSQL's connections, and the pipeline through which changes go.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libpq-fe.h>

#include "store/postgres_watch.h"
#include "store/statement_cache.h"
#include "store/store_internal.h"

enum {
    PG_VALUES_MAX = DB_VALUES_MAX,
    PIPELINE_MAX = 1024, /* answers awaited before they are read: a large change does not fill the memory */
    SQLSTATE_SIZE = 6,
};

struct pg_statement {
    struct cached base;
    char name[24];
    bool prepared; /* the server said so */
    bool failed;   /* dropped with its last pin */
};

/* Values as libpq takes them. */
struct pg_values {
    const char *texts[PG_VALUES_MAX];
    int lengths[PG_VALUES_MAX];
    int formats[PG_VALUES_MAX];
    Oid types[PG_VALUES_MAX];
    char numbers[PG_VALUES_MAX][24];
};

/* An answer that the pipeline still owes. */
struct awaited {
    enum { AWAIT_NOTHING, AWAIT_PREPARED, AWAIT_CHANGE, AWAIT_NUMBER, AWAIT_COMMIT, AWAIT_SYNC } kind;
    struct pg_statement *made;
    const struct statement *statement;
    struct change *change;
    struct demand demand;
    int64_t *number; /* where the first column goes */
};

struct pg_db {
    struct db base;
    PGconn *connection;
    struct statement_cache *statements;
    struct pg_values values;
    char *key; /* of the statement looked for: its types and its text */
    size_t key_size;
    int64_t named;
    bool closing;
    bool in_structure;                /* what is asked now rests on locks that are gone with the connection */
    enum statement_plan plan;         /* how the connection plans at present */
    enum statement_plan plan_outside; /* and will again after the snapshot */

    /* of the watch, under its lock */
    struct pg_db *watched_next, *watched_before;
    bool is_watched;
    int socket;               /* the same as the connection's, with a number of its own */
    _Atomic int64_t asked_at; /* since when an answer is awaited, on clock_monotonic; 0: none is */

    /* the pipeline of a transaction */
    struct awaited awaited[PIPELINE_MAX];
    size_t awaited_first;
    size_t awaited_count;
    struct err trouble; /* the first failure; what follows is not run */
    char state[SQLSTATE_SIZE];
    struct change *culprit; /* whose statement failed; NULL for one of ours */
    bool lost;              /* the connection */
    bool committed;
};

struct db *pg_connect(struct store *store, enum db_use use, struct err *err);
void pg_disconnect(struct db *db);

/* A connection to the database of STORE that answers or says at PQstatus that there is none, after 2 seconds at the
 * latest; the caller closes it. */
PGconn *pg_link(const struct store *store);

/* Whether RESULT, an error, says that the connection is of no more use; RESULT NULL: none came. */
bool pg_is_lost(const struct pg_db *db, const PGresult *result);

/* Closes what is lost, with its statements: PQstatus says CONNECTION_BAD then. */
void pg_forget(struct pg_db *db);

/* A new connection in place of a lost one; busy.connection at once where the database is known to be away. It may be
 * tried again and again: what is asked of a lost connection fails. */
bool pg_reconnect(struct pg_db *db, struct err *err);

/* From … to: an answer is awaited. Gives what pg_asked takes. */
int64_t pg_asking(struct pg_db *db);
void pg_asked(struct pg_db *db, int64_t before);

/* ERR of a result, or of the connection where RESULT is NULL. */
bool pg_fail(struct pg_db *db, const PGresult *result, const struct statement *statement, struct err *err);

/* The result of one question, outside a pipeline; NULL on error. The caller frees it with PQclear. */
PGresult *pg_query(struct pg_db *db, const struct statement *statement, const struct db_value *values, size_t count,
                   struct err *err);

/* Puts VALUES into db->values and finds the cached statement for their types; MADE is NULL where it is new: then
 * db->key is its key. False where there is no memory. */
bool pg_bind(struct pg_db *db, const struct statement *statement, const struct db_value *values, size_t count,
             struct pg_statement **made) MUST_CHECK;
struct pg_statement *pg_statement_add(struct pg_db *db); /* NULL where there is no memory */

/* --- postgres_pipeline.c ------------------------------------------------------------------------------------------ */

bool pipeline_enter(struct pg_db *db);

/* Gives the connection up with all that is awaited. */
void pipeline_lose(struct pg_db *db);
void pipeline_leave(struct pg_db *db);

/* Sends a statement; its answer is read later. False once there is trouble. */
bool pipeline_send(struct pg_db *db, const struct awaited *wanted, const struct statement *statement,
                   const struct db_value *values, size_t count);

/* Begin, commit, rollback: ROLLBACK also after trouble. */
void pipeline_control(struct pg_db *db, const char *text, bool is_commit);

/* Reads all answers; afterwards the server listens again, also after trouble. */
void pipeline_sync(struct pg_db *db);

/* --- postgres_batcher.c ------------------------------------------------------------------------------------------- */

bool pg_writer_open(struct store *store, struct err *err);
bool pg_writer_start(struct store *store, struct err *err);
void pg_writer_stop(struct store *store);
void pg_writer_close(struct store *store);
bool pg_submit(struct store *store, struct change *change, struct err *err);

/* --- postgres_changes.c ------------------------------------------------------------------------------------------- */

/* Writes changes in one transaction, with retries, and finishes each. */
void pg_write_changes(struct pg_db *db, struct change **changes, size_t count);
bool pg_change_run(struct change *change, const struct demand *demand, const struct statement *statement,
                   const struct db_value *values, size_t count, struct err *err);
