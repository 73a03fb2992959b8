/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/postgres_internal.h"

struct pg_watch {
    struct store *store;
    void (*returned)(void *arg);
    void *arg;
    pthread_t thread;
    bool running;
    atomic_bool away;
    _Atomic int64_t limit_ms; /* of a statement; 0: none */
    PGconn *probe;            /* the thread's own */
    int64_t away_since;

    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping, suspected;
    struct pg_db *watched; /* registered */
};

/* --- the database's pulse ----------------------------------------------------------------------------------------- */

/* Waits until the answer can be read; false at UNTIL and on a lost connection. */
static bool await_answer(PGconn *connection, int64_t until)
{
    while (PQisBusy(connection)) {
        int64_t left = until - clock_monotonic();
        struct pollfd wait = { .fd = PQsocket(connection), .events = POLLIN };
        if (left <= 0 || (poll(&wait, 1, (int)left) < 0 && errno != EINTR))
            return false;
        if (wait.revents && PQconsumeInput(connection) != 1)
            return false;
    }
    return true;
}

/* Whether the probe's connection answers in time. */
static bool answers(PGconn *connection)
{
    bool answered = PQstatus(connection) == CONNECTION_OK && PQsendQuery(connection, "select 1") == 1;
    int64_t until = clock_monotonic() + WATCH_SILENCE_MS;
    for (PGresult *result = NULL; answered; PQclear(result)) {
        answered = await_answer(connection, until);
        result = answered ? PQgetResult(connection) : NULL;
        if (!result)
            break;
        answered = PQresultStatus(result) == PGRES_TUPLES_OK;
    }
    return answered;
}

/* A probe that was cut off alone is made anew: the database may be there all the same. */
static bool is_there(struct pg_watch *watch)
{
    if (answers(watch->probe))
        return true;
    if (watch->probe)
        shutdown(PQsocket(watch->probe), SHUT_RDWR); /* its last words would be waited for */
    PQfinish(watch->probe);
    watch->probe = pg_link(watch->store);
    return answers(watch->probe);
}

/* --- what follows from it ----------------------------------------------------------------------------------------- */

static void shut_all(struct pg_watch *watch)
{
    pthread_mutex_lock(&watch->lock);
    for (struct pg_db *db = watch->watched; db; db = db->watched_next)
        shutdown(db->socket, SHUT_RDWR);
    pthread_mutex_unlock(&watch->lock);
}

static void shut_late(struct pg_watch *watch)
{
    int64_t limit = atomic_load(&watch->limit_ms), now = clock_monotonic();
    if (!limit)
        return;
    pthread_mutex_lock(&watch->lock);
    for (struct pg_db *db = watch->watched; db; db = db->watched_next) {
        int64_t since = atomic_load(&db->asked_at);
        if (since && now - since > limit)
            shutdown(db->socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&watch->lock);
}

static void look(struct pg_watch *watch)
{
    bool there = is_there(watch), was_away = atomic_load(&watch->away);
    if (!there && !was_away) {
        const char *why = watch->probe ? PQerrorMessage(watch->probe) : "";
        watch->away_since = clock_monotonic();
        atomic_store(&watch->away, true);
        log_line(LOG_ERROR, "store", "mất cơ sở dữ liệu; trả lời 503 cho tới khi có lại: %.*s", (int)strcspn(why, "\n"),
                 why);
    }
    if (!there)
        shut_all(watch);
    if (there && was_away) {
        atomic_store(&watch->away, false);
        log_line(LOG_WARNING, "store", "đã có lại cơ sở dữ liệu sau %" PRId64 " ms",
                 clock_monotonic() - watch->away_since);
        watch->returned(watch->arg);
    }
    shut_late(watch);
}

/* Until the next look is due or somebody suspects something; false at the end. */
static bool await_beat(struct pg_watch *watch)
{
    struct timespec until;
    int ms = atomic_load(&watch->away) ? WATCH_RETRY_MS : WATCH_BEAT_MS;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (long)ms * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&watch->lock);
    while (!watch->stopping && (!watch->suspected || atomic_load(&watch->away)))
        if (pthread_cond_timedwait(&watch->wake, &watch->lock, &until) == ETIMEDOUT)
            break;
    watch->suspected = false;
    bool more = !watch->stopping;
    pthread_mutex_unlock(&watch->lock);
    return more;
}

static void *watch_always(void *arg)
{
    struct pg_watch *watch = arg;
    while (await_beat(watch))
        look(watch);
    PQfinish(watch->probe);
    watch->probe = NULL;
    return NULL;
}

/* --- from outside ------------------------------------------------------------------------------------------------- */

struct pg_watch *watch_new(struct store *store, void (*returned)(void *arg), void *arg)
{
    struct pg_watch *watch = store_malloc(sizeof *watch, NULL);
    pthread_condattr_t monotonic;
    if (!watch)
        return NULL;
    *watch = (struct pg_watch){ .store = store, .returned = returned, .arg = arg };
    pthread_mutex_init(&watch->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return watch;
}

bool watch_start(struct pg_watch *watch, struct err *err)
{
    watch->running = pthread_create(&watch->thread, NULL, watch_always, watch) == 0;
    return watch->running || store_fail(err, FAIL_BUSY_MEMORY, NULL);
}

void watch_stop(struct pg_watch *watch)
{
    if (!watch || !watch->running)
        return;
    pthread_mutex_lock(&watch->lock);
    watch->stopping = true;
    pthread_cond_signal(&watch->wake);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    watch->running = false;
}

void watch_free(struct pg_watch *watch)
{
    if (!watch)
        return;
    watch_stop(watch);
    pthread_cond_destroy(&watch->wake);
    pthread_mutex_destroy(&watch->lock);
    free(watch);
}

bool watch_is_on(const struct pg_watch *watch)
{
    return watch && watch->running;
}

bool watch_is_away(const struct pg_watch *watch)
{
    return watch && atomic_load(&watch->away);
}

void watch_suspect(struct pg_watch *watch)
{
    if (!watch)
        return;
    pthread_mutex_lock(&watch->lock);
    watch->suspected = true;
    pthread_cond_signal(&watch->wake);
    pthread_mutex_unlock(&watch->lock);
}

void watch_limit(struct pg_watch *watch, int64_t milliseconds)
{
    if (watch)
        atomic_store(&watch->limit_ms, milliseconds);
}

void watch_add(struct pg_watch *watch, struct pg_db *db)
{
    if (!watch)
        return;
    int own = fcntl(PQsocket(db->connection), F_DUPFD_CLOEXEC, 0);
    pthread_mutex_lock(&watch->lock);
    db->socket = own;
    db->watched_next = watch->watched;
    db->watched_before = NULL;
    if (watch->watched)
        watch->watched->watched_before = db;
    watch->watched = db;
    db->is_watched = true;
    pthread_mutex_unlock(&watch->lock);
}

void watch_remove(struct pg_watch *watch, struct pg_db *db)
{
    if (!watch || !db->is_watched)
        return;
    pthread_mutex_lock(&watch->lock);
    if (db->watched_before)
        db->watched_before->watched_next = db->watched_next;
    else
        watch->watched = db->watched_next;
    if (db->watched_next)
        db->watched_next->watched_before = db->watched_before;
    db->is_watched = false;
    if (db->socket >= 0)
        close(db->socket);
    pthread_mutex_unlock(&watch->lock);
}
