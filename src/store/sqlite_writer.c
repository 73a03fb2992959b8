/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/clock.h"
#include "store/sqlite_internal.h"

enum {
    BATCH_MAX = 256,
    PAGE_BYTES = 4096,
    CHECKPOINT_PAGES = (4 << 20) / PAGE_BYTES,
    FILLING_PAGES = (64 << 20) / PAGE_BYTES,
    RESTART_PAGES = (256 << 20) / PAGE_BYTES,
    RESTART_EVERY_MS = 10000,
};

/* The one thread that writes. */
struct sqlite_writer {
    struct store *store;
    struct sqlite_db *db;
    pthread_mutex_t using; /* the connection: a batch, or DDL of another thread */
    pthread_t thread;
    bool running;
    struct queue queue;
    int checkpointed_pages; /* wal_pages at the last checkpoint */
    int64_t restarted_at;
};

/* --- a batch ------------------------------------------------------------------------------------------------------ */

static const struct statement savepoint = { .text = "savepoint change" };
static const struct statement rollback_to = { .text = "rollback to change" };
static const struct statement release = { .text = "release change" };

static bool draw_one(struct sqlite_db *db, struct want *want, struct err *err)
{
    const struct statement *draw = number_draw();
    struct sqlite_statement *made = sqlite_statement(db, draw, err);
    if (!made || !sqlite_bind(db, made, draw,
                              DB(db_text(want->book), db_text(want->series), db_int(want->start),
                                 db_int(want->start + want->count), db_int(want->count)),
                              false, err))
        return false;
    bool drawn = sqlite3_step(made->stmt) == SQLITE_ROW;
    if (drawn)
        want->first = sqlite3_column_int64(made->stmt, 0) - want->count;
    drawn = drawn && sqlite3_step(made->stmt) == SQLITE_DONE;
    if (!drawn)
        sqlite_fail(db, draw, err);
    sqlite3_reset(made->stmt);
    return drawn;
}

static bool draw_numbers(struct change *change, struct sqlite_db *db, struct err *err)
{
    for (size_t i = 0; i < change->wants.count; i++)
        if (!draw_one(db, &change->wants.items[i], err))
            return false;
    return true;
}

bool sqlite_change_run(struct change *change, const struct demand *demand, const struct statement *statement,
                       const struct db_value *values, size_t count, struct err *err)
{
    int64_t changed;
    struct sqlite_db *db = (struct sqlite_db *)change->db;
    if (sqlite_is_idle(db)) /* what came now would stand alone */
        return store_fail(err, FAIL_STATEMENT, "transaction lost");
    if (!sqlite_run(db, statement, values, count, &changed, err))
        return false;
    return demand->rows == ANY_ROWS || changed == demand->rows || store_fail(err, demand->otherwise, NULL);
}

/* One change, APART inside a savepoint of its own. False where the whole batch has to be rolled back; whether a change
 * apart went well stands in change->failure. */
static bool apply_one(struct sqlite_db *db, struct change *change, instant_t time, bool apart)
{
    change->failure = (struct err){ 0 };
    if (apart && !sqlite_run(db, &savepoint, DB_NONE, NULL, &change->failure))
        return false;
    bool applied = draw_numbers(change, db, &change->failure) && change_apply_caught(change, &db->base, time);
    if (!apart || sqlite_is_idle(db))
        return applied && !sqlite_is_idle(db);
    struct err err;
    if ((applied || sqlite_run(db, &rollback_to, DB_NONE, NULL, &err)) && sqlite_run(db, &release, DB_NONE, NULL, &err))
        return true;
    change->failure = err;
    return false;
}

static void roll_back(struct sqlite_db *db)
{
    struct err err;
    if (!sqlite_is_idle(db))
        (void)sqlite_run(db, &sqlite_rollback, DB_NONE, NULL, &err);
}

/* A transaction that could not be rolled back would be everybody's: it is tried again. */
static bool start(struct sqlite_db *db, struct err *err)
{
    roll_back(db);
    return sqlite_run(db, &sqlite_begin, DB_NONE, NULL, err);
}

/* All changes in one transaction, each APART or none without the others. False with ERR where nothing of it stands. */
static bool try_batch(struct sqlite_db *db, struct change **changes, size_t count, bool apart, struct err *err)
{
    if (!start(db, err))
        return false;
    db->sums = (struct sqlite_sums){ .gathers = !apart };
    instant_t time = clock_now();
    for (size_t i = 0; i < count; i++)
        if (!apply_one(db, changes[i], time, apart)) {
            *err = changes[i]->failure;
            if (err->kind == ERR_NONE)
                store_fail(err, FAIL_STATEMENT, "transaction lost");
            roll_back(db);
            return false;
        }
    if (sqlite_sums_write(&db->base, err) && sqlite_run(db, &sqlite_commit, DB_NONE, NULL, err))
        return true;
    roll_back(db);
    return false;
}

static void tell(struct change *change, const struct err *batch)
{
    struct err failure = batch ? *batch : change->failure;
    change_finish(change, failure.kind == ERR_NONE ? NULL : &failure);
}

/* Changes seldom fail, and a savepoint has FTS5 write what it gathered: they are apart only where one did fail. A batch
 * that was lost as a whole even so: where the disk is full nobody is acknowledged, otherwise each is run alone. */
static void write_batch(struct sqlite_db *db, struct change **changes, size_t count)
{
    struct err err = { 0 };
    if (try_batch(db, changes, count, false, &err) ||
        (count > 1 && err.kind != ERR_FULL && try_batch(db, changes, count, true, &err))) {
        for (size_t i = 0; i < count; i++)
            tell(changes[i], NULL);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bool alone = count > 1 && err.kind != ERR_FULL;
        struct err own = err;
        tell(changes[i], alone && try_batch(db, &changes[i], 1, false, &own) ? NULL : &own);
    }
}

/* --- checkpoints -------------------------------------------------------------------------------------------------- */

static int note_wal(void *arg, sqlite3 *handle, const char *name, int pages)
{
    (void)handle, (void)name;
    ((struct sqlite_db *)arg)->wal_pages = pages;
    return SQLITE_OK;
}

static void checkpoint(struct sqlite_writer *writer, int mode)
{
    struct sqlite_db *db = writer->db;
    int code = sqlite3_wal_checkpoint_v2(db->handle, NULL, mode, NULL, NULL);
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        store_fatal(writer->store->file);
    writer->checkpointed_pages = db->wal_pages; /* busy, full: the next one will do it */
}

static void checkpoint_when_large(struct sqlite_writer *writer)
{
    int pages = writer->db->wal_pages;
    if (pages < writer->checkpointed_pages)
        writer->checkpointed_pages = 0; /* it began anew */
    int64_t now = clock_monotonic();
    if (pages > RESTART_PAGES && now - writer->restarted_at > RESTART_EVERY_MS) {
        checkpoint(writer, SQLITE_CHECKPOINT_RESTART);
        writer->restarted_at = now;
    } else if (pages - writer->checkpointed_pages > (writer->store->filling ? FILLING_PAGES : CHECKPOINT_PAGES)) {
        checkpoint(writer, SQLITE_CHECKPOINT_PASSIVE);
    }
}

/* --- the thread --------------------------------------------------------------------------------------------------- */

static void *write_always(void *arg)
{
    struct sqlite_writer *writer = arg;
    struct change *changes[BATCH_MAX];
    bool open = true;
    while (open) {
        size_t count = queue_take(&writer->queue, changes, BATCH_MAX, 0, &open);
        if (count == 0)
            continue;
        pthread_mutex_lock(&writer->using);
        write_batch(writer->db, changes, count);
        checkpoint_when_large(writer);
        pthread_mutex_unlock(&writer->using);
    }
    return NULL;
}

bool sqlite_submit(struct store *store, struct change *change, struct err *err)
{
    struct sqlite_writer *writer = store->writer;
    return queue_put(&writer->queue, change, err);
}

bool sqlite_writer_open(struct store *store, struct err *err)
{
    struct db *db = sqlite_connect(store, DB_WRITES, err);
    if (!db)
        return false;
    struct sqlite_writer *writer = store_malloc(sizeof *writer, err);
    if (!writer) {
        sqlite_disconnect(db);
        return false;
    }
    writer->store = store;
    writer->db = (struct sqlite_db *)db;
    pthread_mutex_init(&writer->using, NULL);
    queue_init(&writer->queue);
    sqlite3_wal_hook(writer->db->handle, note_wal, writer->db);
    store->writer = writer;
    return true;
}

bool sqlite_writer_start(struct store *store, struct err *err)
{
    struct sqlite_writer *writer = store->writer;
    if (!sqlite_run(writer->db,
                    SQL("insert into node (id, name, leased_until) values (1, '', $1) "
                        "on conflict (id) do update set leased_until = excluded.leased_until"),
                    DB(db_int(clock_now())), NULL, err))
        return false;
    writer->running = pthread_create(&writer->thread, NULL, write_always, writer) == 0;
    return writer->running || store_fail(err, FAIL_BUSY_MEMORY, NULL);
}

void sqlite_writer_stop(struct store *store)
{
    struct sqlite_writer *writer = store->writer;
    if (!writer)
        return;
    queue_stop(&writer->queue);
    if (writer->running)
        pthread_join(writer->thread, NULL);
    writer->running = false;
}

void sqlite_writer_close(struct store *store)
{
    struct sqlite_writer *writer = store->writer;
    if (!writer)
        return;
    checkpoint(writer, SQLITE_CHECKPOINT_TRUNCATE);
    sqlite_disconnect(&writer->db->base);
    queue_clear(&writer->queue);
    pthread_mutex_destroy(&writer->using);
    free(writer);
    store->writer = NULL;
}

struct db *sqlite_structure_begin(struct store *store, struct err *err)
{
    struct sqlite_writer *writer = store->writer;
    if (!writer) {
        store_fail(err, FAIL_NOT_WRITABLE, NULL);
        return NULL;
    }
    pthread_mutex_lock(&writer->using);
    if (start(writer->db, err))
        return &writer->db->base;
    pthread_mutex_unlock(&writer->using);
    return NULL;
}

void sqlite_structure_end(struct store *store, struct db *db)
{
    struct sqlite_writer *writer = store->writer;
    struct err ignored = { 0 };
    roll_back((struct sqlite_db *)db);
    (void)!sqlite_execute(db, "pragma ignore_check_constraints = off", &ignored); /* a migration may have set it */
    pthread_mutex_unlock(&writer->using);
}

bool sqlite_tune(struct store *store, bool filling, struct err *err)
{
    struct sqlite_writer *writer = store->writer;
    if (!writer)
        return store_fail(err, FAIL_NOT_WRITABLE, NULL);
    pthread_mutex_lock(&writer->using);
    store->filling = filling;
    bool done = sqlite_execute(&writer->db->base,
                               filling ? "pragma synchronous = normal; pragma cache_size = -65536"
                                       : "pragma synchronous = full; pragma cache_size = -16384",
                               err);
    if (!filling)
        checkpoint(writer, SQLITE_CHECKPOINT_TRUNCATE); /* all of it is on disk */
    pthread_mutex_unlock(&writer->using);
    return done;
}
