/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "http/server_internal.h"
#include "http/texts.h"

/* The first in the queue; NULL once it is closed and empty. */
static struct exchange *take(struct server *server)
{
    pthread_mutex_lock(&server->queue_lock);
    while (!server->queue_first && !server->queue_closed)
        pthread_cond_wait(&server->queue_filled, &server->queue_lock);
    struct exchange *exchange = server->queue_first;
    if (exchange) {
        server->queue_first = exchange->next;
        if (!server->queue_first)
            server->queue_last = NULL;
        server->queue_length--;
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
    if (!with_memory(exchange, step_answer))
        exchange->refused = REFUSED_MEMORY;
    if (exchange->refused)
        answer_refused(exchange);
    exchange->state = EXCHANGE_ANSWERED;
}

static void *work(void *arg)
{
    struct server *server = arg;
    const struct server_options *options = &server->options;
    if (options->worker_begin)
        options->worker_begin(options->arg);
    for (struct exchange *exchange; (exchange = take(server)) != NULL;) {
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
    if (options->worker_end)
        options->worker_end(options->arg);
    return NULL;
}

bool work_start(struct server *server, struct err *err)
{
    assert(server->limits.workers > 0 && server->limits.workers <= WORKERS_MAX);
    for (int i = 0; i < server->limits.workers; i++) {
        int failed = pthread_create(&server->workers[i], NULL, work, server);
        if (failed)
            return err_set(err, ERR_INTERNAL, "threads", NULL, TEXT_NO_THREADS, strerror(failed));
        server->worker_count++;
    }
    return true;
}

void work_stop(struct server *server)
{
    pthread_mutex_lock(&server->queue_lock);
    server->queue_closed = true;
    pthread_cond_broadcast(&server->queue_filled);
    pthread_mutex_unlock(&server->queue_lock);
    for (int i = 0; i < server->worker_count; i++)
        pthread_join(server->workers[i], NULL);
}
