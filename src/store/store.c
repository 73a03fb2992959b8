/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/postgres_watch.h"
#include "store/statement_cache.h"
#include "store/store_internal.h"

/* The connections of one thread. */
struct seat {
    struct store *store;
    struct db *connections[DB_WRITES + 1];
    struct seat *next, *previous; /* of all seats */
    struct seat *next_free;
};

/* --- connections of threads --------------------------------------------------------------------------------------- */

static void close_seat(struct seat *seat)
{
    for (int use = DB_READS; use <= DB_WRITES; use++)
        if (seat->connections[use])
            seat->connections[use]->driver->disconnect(seat->connections[use]);
    free(seat);
}

/* A thread ends. */
static void leave_seat(void *arg)
{
    struct seat *seat = arg;
    struct store *store = seat->store;
    pthread_mutex_lock(&store->seats_lock);
    if (seat->previous)
        seat->previous->next = seat->next;
    else
        store->seats = seat->next;
    if (seat->next)
        seat->next->previous = seat->previous;
    pthread_mutex_unlock(&store->seats_lock);
    close_seat(seat);
}

/* Free ones first: their connections are warm. NULL where there is no memory. */
static struct seat *take_seat(struct store *store, struct err *err)
{
    struct seat *seat = pthread_getspecific(store->key);
    if (seat)
        return seat;
    pthread_mutex_lock(&store->seats_lock);
    seat = store->free_seats;
    if (seat)
        store->free_seats = seat->next_free;
    pthread_mutex_unlock(&store->seats_lock);
    if (!seat) {
        seat = store_malloc(sizeof *seat, err);
        if (!seat)
            return NULL;
        seat->store = store;
        pthread_mutex_lock(&store->seats_lock);
        seat->next = store->seats;
        if (seat->next)
            seat->next->previous = seat;
        store->seats = seat;
        pthread_mutex_unlock(&store->seats_lock);
    }
    if (pthread_setspecific(store->key, seat) == 0)
        return seat;
    pthread_mutex_lock(&store->seats_lock);
    seat->next_free = store->free_seats;
    store->free_seats = seat;
    pthread_mutex_unlock(&store->seats_lock);
    store_fail(err, FAIL_BUSY_MEMORY, NULL);
    return NULL;
}

static bool is_used(const struct db *db)
{
    return db && (db->open || db->in_snapshot);
}

void store_rest(struct store *store)
{
    struct seat *seat = pthread_getspecific(store->key);
    if (!seat || is_used(seat->connections[DB_READS]) || is_used(seat->connections[DB_WRITES]))
        return;
    pthread_setspecific(store->key, NULL);
    pthread_mutex_lock(&store->seats_lock);
    seat->next_free = store->free_seats;
    store->free_seats = seat;
    pthread_mutex_unlock(&store->seats_lock);
}

void store_close_left(struct store *store)
{
    struct seat *seat = pthread_getspecific(store->key);
    for (int use = DB_READS; seat && use <= DB_WRITES; use++) {
        struct db *db = seat->connections[use];
        while (db && db->open)
            rows_close(db->open);
        if (db && db->in_snapshot)
            db_snapshot_end(db);
    }
}

bool store_is_seated(const struct db *db)
{
    return !db->seat || pthread_getspecific(db->store->key) == db->seat;
}

struct db *store_connection(struct store *store, enum db_use use, struct err *err)
{
    struct seat *seat = take_seat(store, err);
    if (!seat)
        return NULL;
    if (!seat->connections[use]) {
        struct db *db = store->driver->connect(store, use, err);
        if (db)
            db->seat = seat;
        seat->connections[use] = db;
    }
    return seat->connections[use];
}

struct db *db_for_read(struct store *store, struct err *err)
{
    return store_connection(store, DB_READS, err);
}

enum store_kind store_kind(const struct store *store)
{
    return store->driver->kind;
}

void store_limit_statements(struct store *store, int64_t milliseconds)
{
    if (store->driver->limit)
        store->driver->limit(store, milliseconds);
}

bool store_health(struct store *store, struct store_health *health, struct err *err)
{
    char path[PATH_BYTES + 8];
    struct stat about;
    int64_t one = 0;
    struct db *db = db_for_read(store, err);
    if (!db || !db_one_int(db, SQL("select 1"), DB_NONE, 0, &one, err))
        return false;
    snprintf(path, sizeof path, "%s-wal", store->file);
    health->wal_bytes = store_kind(store) == STORE_SQLITE && stat(path, &about) == 0 ? about.st_size : 0;
    return true;
}

/* --- open and close ----------------------------------------------------------------------------------------------- */

static bool set_path(char path[PATH_BYTES], const char *folder, const char *name, struct err *err)
{
    int length = snprintf(path, PATH_BYTES, "%s%s%s", folder, name ? "/" : "", name ? name : "");
    return length < PATH_BYTES || store_fail(err, FAIL_FILE, folder);
}

static bool set_place(struct store *store, const struct store_place *place, struct err *err)
{
    if (place->url) {
        store->url = store_malloc(strlen(place->url) + 1, err);
        if (!store->url)
            return false;
        memcpy(store->url, place->url, strlen(place->url));
    } else if (!place->folder) {
        return store_fail(err, FAIL_NO_OFFICE, NULL);
    }
    if (place->folder && (!set_path(store->folder, place->folder, NULL, err) ||
                          !set_path(store->file, place->folder, "congvu.db", err) ||
                          !set_path(store->blobs, place->folder, "blobs", err)))
        return false;
    return !place->blobs || set_path(store->blobs, place->blobs, NULL, err);
}

/* SQLite's file, not readable by others. */
static bool make_file(struct store *store, struct err *err)
{
    int file = open(store->file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return store_fail(err, errno == ENOSPC ? FAIL_FULL : FAIL_FILE, store->file);
    close(file);
    return true;
}

/* The folder and its lock: SQLite has one writing process; PostgreSQL looks after itself. */
static bool enter_folder(struct store *store, struct err *err)
{
    bool sqlite = store->driver->kind == STORE_SQLITE;
    if (store->mode == STORE_CREATE && store->folder[0] && !file_make_folder(store->folder, err))
        return false;
    if (store->mode == STORE_CREATE && store->blobs[0] && !file_make_folder(store->blobs, err))
        return false;
    if (!sqlite)
        return true;
    if (store->mode != STORE_CREATE && !file_exists(store->file))
        return store_fail(err, FAIL_NO_OFFICE, NULL);
    if (store->mode == STORE_READ)
        return true;
    store->lock = lock_take(store->folder, STORE_WAIT_FOR_LOCK_MS, err);
    return store->lock >= 0 && (store->mode != STORE_CREATE || make_file(store, err));
}

static bool open_parts(struct store *store, const struct store_place *place, struct err *err)
{
    if (!set_place(store, place, err) || !enter_folder(store, err))
        return false;
    if (store->mode == STORE_READ)
        return migrations_check(store, err);
    if (!store->driver->writer_open(store, err))
        return false;
    if (store->mode == STORE_CREATE && !store_migrate(store, err))
        return false;
    return migrations_check(store, err) && store_indexes_restore(store, err) && ids_continue(store, err) &&
           store->driver->writer_start(store, err);
}

struct store *store_open(const struct store_place *place, enum store_mode mode, struct err *err)
{
    struct store *store = store_malloc(sizeof *store, err);
    if (!store)
        return NULL;
    store->driver = place->url ? &postgres_driver : &sqlite_driver;
    store->mode = mode;
    store->lock = -1;
    pthread_mutex_init(&store->seats_lock, NULL);
    if (pthread_key_create(&store->key, leave_seat) != 0) {
        pthread_mutex_destroy(&store->seats_lock);
        free(store);
        store_fail(err, FAIL_BUSY_MEMORY, NULL);
        return NULL;
    }
    if (open_parts(store, place, err))
        return store;
    store_close(store);
    return NULL;
}

bool store_is_away(const struct store_place *place)
{
    return place->url && pg_is_away(place->url);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store->driver->writer_stop(store);
    pthread_key_delete(store->key);
    while (store->seats) {
        struct seat *next = store->seats->next;
        close_seat(store->seats);
        store->seats = next;
    }
    store->driver->writer_close(store);
    lock_release(store->lock);
    pthread_mutex_destroy(&store->seats_lock);
    free(store->url);
    free(atomic_load(&store->secret));
    free(store);
}
