/* SPDX-License-Identifier: Apache-2.0 */
#include "store/change.h"

#include <assert.h>
#include <setjmp.h>

#include "base/waiting.h"
#include "store/store_internal.h"

/* --- to whom it is told ------------------------------------------------------------------------------------------- */

struct waiter {
    pthread_mutex_t lock;
    pthread_cond_t told;
    bool done;
    struct err failure;
};

static void tell_waiter(void *arg, const struct err *failure)
{
    struct waiter *waiter = arg;
    pthread_mutex_lock(&waiter->lock);
    if (failure)
        waiter->failure = *failure;
    waiter->done = true;
    pthread_cond_signal(&waiter->told);
    pthread_mutex_unlock(&waiter->lock);
}

static bool is_told(struct waiter *waiter)
{
    pthread_mutex_lock(&waiter->lock);
    bool done = waiter->done;
    pthread_mutex_unlock(&waiter->lock);
    return done;
}

/* Meanwhile another thread may have this one's place and its connection. */
static void await_told(struct store *store, struct waiter *waiter)
{
    if (is_told(waiter))
        return;
    if (waiting_is_watched())
        store_rest(store);
    waiting_begin();
    pthread_mutex_lock(&waiter->lock);
    while (!waiter->done)
        pthread_cond_wait(&waiter->told, &waiter->lock);
    pthread_mutex_unlock(&waiter->lock);
    waiting_end();
}

static _Thread_local uint64_t written;

uint64_t store_written(void)
{
    return written;
}

void change_finish(struct change *change, const struct err *failure)
{
    change->done(change->done_arg, failure);
}

/* --- submitting --------------------------------------------------------------------------------------------------- */

/* Prepares; NULL on error. */
static bool prepare_change(struct change *change, struct store *store, struct arena *mem, change_prepare *prepare,
                           change_apply *apply, void *arg, struct err *err)
{
    change->store = store;
    change->mem = mem;
    change->apply = apply;
    change->arg = arg;
    if (!prepare)
        return true;
    struct db *db = db_for_read(store, err);
    return db && prepare(change, db, arg, err);
}

bool store_submit(struct store *store, struct arena *mem, change_prepare *prepare, change_apply *apply, void *arg,
                  change_done *done, struct err *err)
{
    if (store->mode == STORE_READ)
        return store_fail(err, FAIL_NOT_WRITABLE, NULL);
    struct change *change = ARENA_NEW(mem, struct change);
    if (!prepare_change(change, store, mem, prepare, apply, arg, err))
        return false;
    change->done = done;
    change->done_arg = arg;
    if (apply)
        return store->driver->submit(store, change, err);
    change_finish(change, NULL);
    return true;
}

bool store_change(struct store *store, struct arena *mem, change_prepare *prepare, change_apply *apply, void *arg,
                  struct err *err)
{
    if (store->mode == STORE_READ)
        return store_fail(err, FAIL_NOT_WRITABLE, NULL);
    struct change *change = ARENA_NEW(mem, struct change);
    if (!prepare_change(change, store, mem, prepare, apply, arg, err))
        return false;
    if (!apply)
        return true;
    struct waiter waiter = { .lock = PTHREAD_MUTEX_INITIALIZER, .told = PTHREAD_COND_INITIALIZER };
    change->done = tell_waiter;
    change->done_arg = &waiter;
    bool submitted = store->driver->submit(store, change, err);
    if (submitted)
        await_told(store, &waiter);
    pthread_cond_destroy(&waiter.told);
    pthread_mutex_destroy(&waiter.lock);
    if (!submitted || waiter.failure.kind == ERR_NONE) {
        written += submitted;
        return submitted;
    }
    *err = waiter.failure;
    return false;
}

/* --- in prepare --------------------------------------------------------------------------------------------------- */

struct arena *change_mem(struct change *change)
{
    return change->mem;
}

int change_want_numbers(struct change *change, const char *book, const char *series, int64_t start, int64_t count)
{
    assert(!change->db && count >= 0);
    *ARRAY_ADD(change->mem, &change->wants) = (struct want){ .book = arena_strdup(change->mem, book),
                                                             .series = arena_strdup(change->mem, series),
                                                             .start = start,
                                                             .count = count };
    return (int)change->wants.count - 1;
}

void change_touch(struct change *change, int64_t record)
{
    assert(!change->db);
    *ARRAY_ADD(change->mem, &change->touched) = record;
}

/* --- in apply ----------------------------------------------------------------------------------------------------- */

int64_t change_number(const struct change *change, int slot)
{
    assert(change->db && slot >= 0 && (size_t)slot < change->wants.count);
    return change->wants.items[slot].first;
}

instant_t change_time(const struct change *change)
{
    assert(change->db);
    return change->time;
}

/* A change that failed once stays failed: on SQLite a whole batch may have been rolled back, and what came after would
 * stand alone. */
static bool run(struct change *change, const struct demand *demand, const struct statement *statement,
                const struct db_value *values, size_t count, struct err *err)
{
    assert(change->db);
    if (change->failure.kind == ERR_NONE &&
        change->db->driver->run(change, demand, statement, values, count, &change->failure))
        return true;
    *err = change->failure;
    return false;
}

bool change_run(struct change *change, const struct statement *statement, const struct db_value *values, size_t count,
                struct err *err)
{
    return run(change, &(struct demand){ .rows = ANY_ROWS }, statement, values, count, err);
}

bool change_run_all(struct change *change, const struct statement *statement, const struct db_value *values,
                    size_t columns, size_t rows, struct err *err)
{
    assert(change->db);
    const struct driver *driver = change->db->driver;
    bool done = change->failure.kind == ERR_NONE;
    if (done && driver->run_all)
        done = driver->run_all(change, statement, values, columns, rows, &change->failure);
    for (size_t i = 0; done && !driver->run_all && i < rows; i++)
        done = change_run(change, statement, values + i * columns, columns, err);
    if (!done)
        *err = change->failure;
    return done;
}

bool change_add_up(struct change *change, const struct statement *statement, const struct db_value *values,
                   size_t columns, size_t rows, struct err *err)
{
    assert(change->db);
    const struct driver *driver = change->db->driver;
    if (!driver->add_up)
        return change_run_all(change, statement, values, columns, rows, err);
    if (change->failure.kind == ERR_NONE && driver->add_up(change, statement, values, columns, rows, &change->failure))
        return true;
    *err = change->failure;
    return false;
}

bool change_settle(struct change *change, struct err *err)
{
    assert(change->db);
    const struct driver *driver = change->db->driver;
    if (change->failure.kind == ERR_NONE && (!driver->settle || driver->settle(change->db, &change->failure)))
        return true;
    *err = change->failure;
    return false;
}

bool change_expect(struct change *change, int64_t rows, const struct statement *statement,
                   const struct db_value *values, size_t count, struct err *err)
{
    return change_insist(change, rows, FAIL_VERSION, statement, values, count, err);
}

bool change_insist(struct change *change, int64_t rows, enum failure otherwise, const struct statement *statement,
                   const struct db_value *values, size_t count, struct err *err)
{
    assert(rows >= 0);
    return run(change, &(struct demand){ .rows = rows, .otherwise = otherwise }, statement, values, count, err);
}

__attribute__((noinline)) static bool apply_or_jump(struct change *change, jmp_buf *frame, struct err *err)
{
    if (setjmp(*frame) == 0)
        return change->apply(change, change->arg, err);
    return store_fail(err, FAIL_BUSY_MEMORY, NULL);
}

bool change_apply_caught(struct change *change, struct db *db, instant_t time)
{
    jmp_buf frame;
    struct err err = { 0 };
    change->db = db;
    change->time = time;
    change->failure = (struct err){ 0 };
    jmp_buf *before = arena_catch(change->mem, &frame);
    bool applied = apply_or_jump(change, &frame, &err);
    arena_catch(change->mem, before);
    if (!applied && change->failure.kind == ERR_NONE)
        change->failure = err;
    if (!applied && change->failure.kind == ERR_NONE)
        store_fail(&change->failure, FAIL_STATEMENT, NULL);
    change->db = NULL;
    return change->failure.kind == ERR_NONE;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

const struct statement *number_draw(void)
{
    return SQL("insert into number_book (book, series, start, next, start_note) values ($1, $2, $3, $4, '') "
               "on conflict (book, series) do update set next = number_book.next + $5 returning next");
}
