/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/waiting.h"
#include "http/server_internal.h"
#include "http/texts.h"

/* --- places -------------------------------------------------------------------------------------------------------
 * All of it under queue_lock.
 */

static bool has_place(const struct server *server)
{
    return server->working < server->limits.workers;
}

static void *work(void *arg);

/* One more thread where there is work and a place for it but nobody idle; fewer threads are no error. */
static void add_thread(struct server *server)
{
    if (server->queue_closed || server->idle_count > 0 || !has_place(server) || server->returning > 0 ||
        server->thread_count >= server->limits.workers + LENT_MAX)
        return;
    struct worker *worker = server->workers;
    while (worker->state == WORKER_RUNS)
        worker++;
    if (worker->state == WORKER_ENDED)
        pthread_join(worker->thread, NULL);
    worker->server = server;
    worker->state = pthread_create(&worker->thread, NULL, work, worker) == 0 ? WORKER_RUNS : WORKER_NONE;
    server->thread_count += worker->state == WORKER_RUNS;
}

static void free_place(struct server *server)
{
    server->working--;
    if (server->returning > 0)
        pthread_cond_signal(&server->place_freed);
    else if (server->queue_first)
        pthread_cond_signal(&server->queue_filled);
}

/* The thread waits for the writer: another may work meanwhile. */
static void lend_place(void *arg)
{
    struct server *server = arg;
    pthread_mutex_lock(&server->queue_lock);
    free_place(server);
    if (server->queue_first)
        add_thread(server);
    pthread_mutex_unlock(&server->queue_lock);
}

static void want_place_back(void *arg)
{
    struct server *server = arg;
    pthread_mutex_lock(&server->queue_lock);
    server->returning++;
    while (!has_place(server))
        pthread_cond_wait(&server->place_freed, &server->queue_lock);
    server->returning--;
    server->working++;
    if (server->queue_first)
        pthread_cond_signal(&server->queue_filled);
    pthread_mutex_unlock(&server->queue_lock);
}

/* Waits for work and a place; false when a spare thread has waited long enough. */
static bool await_work(struct server *server)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += SPARE_SECONDS;
    server->idle_count++;
    bool more = true;
    while (more && !server->queue_closed && !(server->queue_first && has_place(server) && server->returning == 0))
        if (pthread_cond_timedwait(&server->queue_filled, &server->queue_lock, &until) == ETIMEDOUT) {
            more = server->thread_count <= server->limits.workers;
            until.tv_sec += SPARE_SECONDS;
        }
    server->idle_count--;
    return more;
}

/* The first in the queue, with a place to work at; NULL where the thread is to end. */
static struct exchange *take(struct server *server)
{
    pthread_mutex_lock(&server->queue_lock);
    struct exchange *exchange = await_work(server) ? server->queue_first : NULL;
    if (exchange) {
        server->queue_first = exchange->next;
        if (!server->queue_first)
            server->queue_last = NULL;
        server->queue_length--;
        server->working++;
        if (server->queue_first) {
            pthread_cond_signal(&server->queue_filled);
            add_thread(server);
        }
    }
    pthread_mutex_unlock(&server->queue_lock);
    return exchange;
}

bool work_add(struct exchange *exchange)
{
    struct server *server = exchange->server;
    exchange->next = NULL;
    pthread_mutex_lock(&server->queue_lock);
    bool taken = !server->queue_closed && server->queue_length < server->limits.waiting;
    if (taken) {
        if (server->queue_last)
            server->queue_last->next = exchange;
        else
            server->queue_first = exchange;
        server->queue_last = exchange;
        server->queue_length++;
        pthread_cond_signal(&server->queue_filled);
        add_thread(server);
    }
    pthread_mutex_unlock(&server->queue_lock);
    return taken;
}

static void step_answer(struct exchange *exchange)
{
    const struct server_options *options = &exchange->server->options;
    response_init(&exchange->response, exchange->mem);
    options->answer(exchange->request, &exchange->response, options->arg);
    answer_finish(exchange);
}

void exchange_answer(struct exchange *exchange)
{
    uint64_t (*written)(void) = exchange->server->options.written;
    uint64_t before = written ? written() : 0;
    bool whole = with_memory(exchange, step_answer);
    exchange->has_written = written && written() != before;
    if (!whole) {
        arena_release(exchange->mem); /* what is open is this thread's; the exchange ends in another */
        exchange->refused = exchange->has_written ? REFUSED_WRITTEN : REFUSED_MEMORY;
    }
    if (exchange->refused)
        answer_refused(exchange);
    exchange->state = EXCHANGE_ANSWERED;
}

static void answer_or_refuse(struct server *server, struct exchange *exchange)
{
    struct MHD_Connection *connection = exchange->connection;
    atomic_fetch_add(&server->busy, 1);
    if (atomic_load(&server->queue_closed)) {
        exchange->refused = REFUSED_STOPPED;
        answer_refused(exchange);
    } else {
        exchange_answer(exchange);
    }
    atomic_fetch_sub(&server->busy, 1);
    MHD_resume_connection(connection); /* from here on the exchange belongs to its network thread again */
}

static void *work(void *arg)
{
    struct worker *worker = arg;
    struct server *server = worker->server;
    const struct server_options *options = &server->options;
    const struct waiting_watch watch = { .begin = lend_place, .end = want_place_back, .arg = server };
    if (options->worker_begin)
        options->worker_begin(options->arg);
    waiting_set_watch(&watch);
    for (struct exchange *exchange; (exchange = take(server)) != NULL;) {
        answer_or_refuse(server, exchange);
        pthread_mutex_lock(&server->queue_lock);
        free_place(server);
        pthread_mutex_unlock(&server->queue_lock);
    }
    waiting_set_watch(NULL);
    if (options->worker_end)
        options->worker_end(options->arg);
    pthread_mutex_lock(&server->queue_lock);
    worker->state = WORKER_ENDED;
    server->thread_count--;
    pthread_mutex_unlock(&server->queue_lock);
    return NULL;
}

bool work_start(struct server *server, struct err *err)
{
    assert(server->limits.workers > 0 && server->limits.workers <= WORKERS_MAX);
    for (int i = 0; i < server->limits.workers; i++) {
        struct worker *worker = &server->workers[i];
        worker->server = server;
        pthread_mutex_lock(&server->queue_lock);
        int failed = pthread_create(&worker->thread, NULL, work, worker);
        worker->state = failed ? WORKER_NONE : WORKER_RUNS;
        server->thread_count += !failed;
        pthread_mutex_unlock(&server->queue_lock);
        if (failed)
            return err_set(err, ERR_INTERNAL, "threads", NULL, TEXT_NO_THREADS, strerror(failed));
    }
    return true;
}

void work_stop(struct server *server)
{
    pthread_mutex_lock(&server->queue_lock);
    server->queue_closed = true;
    pthread_cond_broadcast(&server->queue_filled);
    bool begun[THREADS_MAX]; /* none is added once the queue is closed */
    for (int i = 0; i < THREADS_MAX; i++)
        begun[i] = server->workers[i].state != WORKER_NONE;
    pthread_mutex_unlock(&server->queue_lock);
    for (int i = 0; i < THREADS_MAX; i++)
        if (begun[i])
            pthread_join(server->workers[i].thread, NULL);
}
