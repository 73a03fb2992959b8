/* src/store/store_internal.h
 * What the parts of the store share: the two drivers behind one table of functions, connections, changes, the queue.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/change.h"
#include "store/db.h"
#include "store/failures.h"
#include "store/store.h"

enum { PATH_BYTES = 4096, QUEUE_MAX = 16384, ANY_ROWS = -1 };

enum db_use { DB_READS, DB_WRITES };

/* A connection; the first member of a driver's own. */
struct db {
    const struct driver *driver;
    struct store *store;
    enum db_use use;
    bool in_snapshot;
    struct snapshot *snapshot; /* what ends it where memory ends; NULL */
    struct seat *seat;         /* whose thread alone may use it; NULL for the writer's own */
    struct rows *open;         /* rows that must be closed before the connection */
};

/* Open rows; the first member of a driver's own. */
struct rows {
    struct db *db; /* NULL once closed */
    struct rows *next_open;
    struct rows *previous_open;
    struct err err; /* what ended them */
};

/* How many rows a statement of a change must touch, and what it means when it does not. */
struct demand {
    int64_t rows; /* or ANY_ROWS */
    enum failure otherwise;
};

struct driver {
    enum store_kind kind;

    /* connections */
    struct db *(*connect)(struct store *store, enum db_use use, struct err *err);
    void (*disconnect)(struct db *db);

    /* questions: rows_new gives zeroed rows of the driver's size; finish lets go of what ask took */
    size_t rows_size;
    bool (*ask)(struct db *db, struct rows *rows, struct arena *mem, const struct statement *statement,
                const struct db_value *values, size_t count, struct err *err);
    bool (*next)(struct rows *rows);
    void (*finish)(struct rows *rows);
    int64_t (*integer)(const struct rows *rows, int column);
    const char *(*text)(const struct rows *rows, int column);
    const void *(*bytes)(const struct rows *rows, int column, size_t *length);
    bool (*is_null)(const struct rows *rows, int column);
    bool (*prepare)(struct db *db, const struct statement *statement, struct err *err);
    bool (*snapshot_begin)(struct db *db, struct err *err);
    void (*snapshot_end)(struct db *db);

    /* structure: a connection for DDL that nobody writes with meanwhile */
    struct db *(*structure_begin)(struct store *store, struct err *err);
    bool (*execute)(struct db *db, const char *text, struct err *err); /* one statement without values */
    void (*structure_end)(struct store *store, struct db *db);
    bool (*tune)(struct store *store, bool filling, struct err *err); /* the writing connection; NULL: as it is */
    const struct type_name *types;
    const char *own_name;      /* of `-- only …` */
    const char *columns_query; /* names of the columns of table $1 */

    /* writing: submit takes the change over and calls change_finish for it once, or returns false */
    bool (*writer_open)(struct store *store, struct err *err);  /* connections: before migrations */
    bool (*writer_start)(struct store *store, struct err *err); /* threads: after them */
    void (*writer_stop)(struct store *store);                   /* what was submitted is done, the threads are gone */
    void (*writer_close)(struct store *store);                  /* after all readers */
    bool (*submit)(struct store *store, struct change *change, struct err *err);
    void (*limit)(struct store *store, int64_t milliseconds); /* NULL: it needs none */
    bool (*run)(struct change *change, const struct demand *demand, const struct statement *statement,
                const struct db_value *values, size_t count, struct err *err);
    bool (*run_all)(struct change *change, const struct statement *statement, const struct db_value *values,
                    size_t columns, size_t rows, struct err *err); /* NULL: run, row by row */
    bool (*add_up)(struct change *change, const struct statement *statement, const struct db_value *values,
                   size_t columns, size_t rows, struct err *err); /* NULL, with settle: run_all */
    bool (*settle)(struct db *db, struct err *err);
};

extern const struct driver sqlite_driver;
extern const struct driver postgres_driver;

/* {int} in portable DDL */
struct type_name {
    const char *mark;
    const char *text;
};

struct seat;     /* a thread's connections */
struct pg_watch; /* postgres_watch.h */

struct store {
    const struct driver *driver;
    enum store_mode mode;
    char folder[PATH_BYTES]; /* "" where there is none */
    char file[PATH_BYTES];   /* SQLite's */
    char blobs[PATH_BYTES];  /* "" where there are none */
    char *url;
    int lock; /* of DIR/lock; −1 */
    pthread_key_t key;
    pthread_mutex_t seats_lock;
    struct seat *seats;
    struct seat *free_seats; /* of threads that need none for now, the last one used first */
    bool filling;            /* between store_indexes_defer and store_indexes_restore */
    bool search_waits;       /* it is filled by store_indexes_restore */
    void *writer;            /* the driver's */
    struct pg_watch *watch;  /* PostgreSQL's, where it is written; NULL */
    _Atomic(char *) secret;  /* of secret.c; NULL until it was asked for */
};

/* The connection of this thread; made when asked for the first time, closed with the thread or the store. */
struct db *store_connection(struct store *store, enum db_use use, struct err *err);

/* Is this connection this thread's to use? */
bool store_is_seated(const struct db *db);

/* --- lock.c ------------------------------------------------------------------------------------------------------- */

/* Takes FOLDER/lock, waiting at most WAIT_MS; −1 on error. */
int lock_take(const char *folder, int wait_ms, struct err *err);
void lock_release(int lock);

/* --- changes ------------------------------------------------------------------------------------------------------ */

struct want {
    const char *book;
    const char *series;
    int64_t start;
    int64_t count;
    int64_t first; /* drawn */
};

/* An index of SQLite and the statement that makes it. */
struct index_definition {
    const char *name;
    const char *text;
};

struct change {
    struct store *store;
    struct arena *mem;
    change_apply *apply;
    void *arg;
    change_done *done;
    void *done_arg;
    struct change *next;
    ARRAY(struct want) wants;
    ARRAY(int64_t) touched;
    struct index_definition *put_aside; /* by change_indexes_defer, its last without a name; NULL */
    int64_t sorted;                     /* records whose rows are sorted for them */
    instant_t time;
    struct err failure; /* kind ERR_NONE while all is well */
    struct db *db;      /* while applying */
};

/* Runs apply with the arena's jump caught. False with change->failure filled, also where apply ignored an error. */
bool change_apply_caught(struct change *change, struct db *db, instant_t time);

/* change_expect with another failure than conflict.version. */
bool change_insist(struct change *change, int64_t rows, enum failure otherwise, const struct statement *statement,
                   const struct db_value *values, size_t count, struct err *err) MUST_CHECK;

/* Tells whoever waits; the change is gone after it. FAILURE NULL: it is on disk. */
void change_finish(struct change *change, const struct err *failure);

/* Takes $5 numbers of book $1, series $2: a new series begins at $3 and then stands at $4 = $3 + $5. Its one row is
 * what the series stands at afterwards. */
const struct statement *number_draw(void);

/* What is submitted and not yet taken by the writing thread. */
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct change *first, *last;
    size_t count;
    bool stopping;
    bool woken; /* queue_take is to return, with or without changes */
};

void queue_init(struct queue *queue);
void queue_clear(struct queue *queue);

/* False with busy.queue or busy.closing. */
bool queue_put(struct queue *queue, struct change *change, struct err *err);

/* Waits for changes, at most WAIT_MS (0: without end), and takes up to MAX in their order. OPEN becomes false when the
 * queue was stopped and is empty. */
size_t queue_take(struct queue *queue, struct change **changes, size_t max, int wait_ms, bool *open);
void queue_stop(struct queue *queue);
void queue_wake(struct queue *queue); /* queue_take returns at once, this time */

/* --- structure ---------------------------------------------------------------------------------------------------- */

/* Refuses a database that is newer than the program or was migrated by other texts; not-found.office without tables. */
bool migrations_check(struct store *store, struct err *err);

/* The first id after every one that was written, so that a clock set back gives none twice. */
bool ids_continue(struct store *store, struct err *err);
