/* src/store/store.h
 * An office's memory on disk: one database (SQLite in a folder, or PostgreSQL) and one folder of blobs.
 *
 * The folder: DIR/congvu.db (WAL, synchronous FULL), DIR/lock (held by who writes), DIR/blobs/. Only the writer commits
 * and checkpoints. A second writer waits WAIT_FOR_LOCK_MS, then gets busy.office. fsync failure ends the process.
 *
 * PostgreSQL may go away and come back: meanwhile what is asked or written fails with busy.connection, within seconds
 * also where the server is frozen or the network drops everything, and at once when the absence is known. Nothing has
 * to be opened anew (postgres_watch.h). A change that was lost while its commit was under way is busy.unknown-result.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/change.h"
#include "store/db.h"

enum { STORE_WAIT_FOR_LOCK_MS = 5000 };

enum store_mode {
    STORE_READ,   /* never writes, never checkpoints; fails with not-found.office where there is none */
    STORE_WRITE,  /* takes the lock */
    STORE_CREATE, /* and makes the folder and the core tables if there are none */
};

struct store_place {
    const char *folder; /* DIR: SQLite and blobs */
    const char *url;    /* postgres://… instead of DIR/congvu.db; NULL for SQLite */
    const char *blobs;  /* folder of blobs; NULL means DIR/blobs */
};

enum store_kind { STORE_SQLITE, STORE_POSTGRES };

struct store *store_open(const struct store_place *place, enum store_mode mode, struct err *err) MUST_CHECK;

/* PostgreSQL does not answer at PLACE, or is only starting: store_open may do in a moment what it cannot do now. A
 * server that answers, be it to refuse a name or a password, is not away. SQLite: false. */
bool store_is_away(const struct store_place *place);

/* Waits for what was submitted, checkpoints, lets the lock go. Accepts NULL. */
void store_close(struct store *store);

enum store_kind store_kind(const struct store *store);

/* The only door to a connection for reading; one per thread, kept by the store. A thread that is watched while it waits
 * (base/waiting.h) has given it back after a change: then it is asked for again. */
struct db *db_for_read(struct store *store, struct err *err) MUST_CHECK;

/* A piece of this thread's work is done: what it left open is closed, before its memory goes in another thread. */
void store_close_left(struct store *store);

/* The thread needs no connection until it asks again: another thread may have it, so that there are no more of them
 * than threads that read at a time. Nothing where rows are open or a snapshot is held. */
void store_rest(struct store *store);

/* From now on a statement that takes longer than so long is given up with busy.connection: for a server, whose visitors
 * wait. Without it a statement takes as long as it takes, as long as the database answers at all. SQLite: nothing. */
void store_limit_statements(struct store *store, int64_t milliseconds);

/* Whether the database answers, and how large SQLite's log has grown (0 on PostgreSQL). */
struct store_health {
    int64_t wal_bytes;
};
bool store_health(struct store *store, struct store_health *health, struct err *err) MUST_CHECK;

/* --- structure ---------------------------------------------------------------------------------------------------- */

/* Applies the numbered migrations of database/ that are missing, each in its own transaction, and checks the checksums
 * of those that were applied. */
bool store_migrate(struct store *store, struct err *err) MUST_CHECK;

/* How many migrations this program has: an office that is up to date has as many rows in `migration`. */
int64_t store_migration_count(void);

/* Runs DDL in one transaction; not from inside a change. The text is portable: {int} {text} {blob} {serial} (a growing
 * primary key) stand for the types, {strict} ends a table, {keyed} one that is its own key (without rowid); lines
 * between
 * `-- only sqlite` or `-- only postgres` and `-- end` are for one database, lines that begin with `--` for nobody.
 * Statements are separated by a line holding only `;`. */
bool store_define(struct store *store, const char *ddl, struct err *err) MUST_CHECK;

/* The columns of a table, in MEM; COUNT 0 where there is no such table. */
bool store_columns(struct store *store, struct arena *mem, const char *table, const char ***columns, size_t *count,
                   struct err *err) MUST_CHECK;

/* A whole number asked of TABLE while no transaction that writes it is under way: what the sealer may rely on, since
 * PostgreSQL's sequences commit out of order. Writers wait meanwhile, so the question must be short. */
bool store_int_after_writers(struct store *store, const char *table, const struct statement *statement, int64_t *value,
                             struct err *err) MUST_CHECK;

/* Filling an empty office: between the two no record is looked for, so the indexes are put aside and made again at the
 * end, sorted, which is quicker than keeping them while rows come in. Their definitions are kept in the transaction
 * that drops them; if the process dies meanwhile, the next opening for writing makes them again. PostgreSQL keeps its
 * indexes: there both do nothing.
 * The same with the search index of an office that has no search texts yet: it is filled from them at the end. */
bool store_indexes_defer(struct store *store, struct err *err) MUST_CHECK;
bool store_indexes_restore(struct store *store, struct err *err) MUST_CHECK;

/* Between the two: search texts are kept, but not put into the search index. */
bool store_search_waits(const struct store *store);

/* After many rows came at once: PostgreSQL learns how they are spread. By itself it would minutes later, and until then
 * a report of the new office takes many times as long. SQLite: nothing. */
bool store_learn(struct store *store, struct err *err) MUST_CHECK;
