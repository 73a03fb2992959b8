/* SPDX-License-Identifier: Apache-2.0 */
#include "many.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http.h"
#include "measure.h"

enum { CONNECTIONS_MAX = 256, ANSWER_MAX = 4 << 20, EVENTS = 64, QUIET_MS = 120000 };

struct connection {
    int socket;
    const char *request; /* what is still to be sent */
    size_t left;
    double sent_at;
    char *bytes;
    size_t length;
    bool done;
};

struct running {
    const struct crowd *crowd;
    struct connection connections[CONNECTIONS_MAX];
    int poll;
    size_t asked, open;
    double until;
    double *waits;
    size_t answers;
};

static void send_some(struct connection *connection)
{
    while (connection->left > 0) {
        ssize_t sent = send(connection->socket, connection->request, connection->left, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN)
            return;
        if (sent <= 0)
            give_up("a connection was closed: %s", strerror(errno));
        connection->request += sent;
        connection->left -= (size_t)sent;
    }
}

static void next_request(struct running *running, struct connection *connection)
{
    const struct crowd *crowd = running->crowd;
    if (running->asked == crowd->requests_max || seconds_now() > running->until) {
        connection->done = true;
        running->open--;
        return;
    }
    connection->request = crowd->request(crowd->arg, running->asked++);
    connection->left = strlen(connection->request);
    connection->length = 0;
    connection->sent_at = seconds_now();
    send_some(connection);
}

static void read_some(struct running *running, struct connection *connection)
{
    for (;;) {
        int status = 0;
        ssize_t got =
            recv(connection->socket, connection->bytes + connection->length, ANSWER_MAX - connection->length, 0);
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0)
            give_up("a connection was closed before its answer");
        connection->length += (size_t)got;
        ssize_t whole = http_answer_length(connection->bytes, connection->length, &status);
        if (whole < 0)
            give_up("no answer of HTTP");
        if (whole == 0)
            continue;
        if (status != running->crowd->status)
            give_up("status %d instead of %d: %.300s", status, running->crowd->status, connection->bytes);
        running->waits[running->answers++] = (seconds_now() - connection->sent_at) * 1e3;
        next_request(running, connection);
        return;
    }
}

static void connect_all(struct running *running)
{
    for (size_t i = 0; i < running->crowd->connections; i++) {
        struct connection *connection = &running->connections[i];
        struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = connection };
        connection->bytes = malloc(ANSWER_MAX); /* the pages that are used are few */
        connection->socket = http_connect(running->crowd->port, SOCK_NONBLOCK);
        if (!connection->bytes || epoll_ctl(running->poll, EPOLL_CTL_ADD, connection->socket, &event) != 0)
            give_up("no connection");
        running->open++;
    }
}

static void close_all(void *arg)
{
    struct running *running = arg;
    for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
        free(running->connections[i].bytes);
        if (running->connections[i].socket > 0)
            close(running->connections[i].socket);
    }
    close(running->poll);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct crowd_result crowd_run(struct arena *mem, const struct crowd *crowd)
{
    struct running *running = ARENA_NEW(mem, struct running);
    struct epoll_event events[EVENTS];
    if (crowd->connections > CONNECTIONS_MAX)
        give_up("more than %d connections", CONNECTIONS_MAX);
    running->crowd = crowd;
    running->poll = epoll_create1(EPOLL_CLOEXEC);
    running->waits = ARENA_ARRAY(mem, double, crowd->requests_max);
    arena_defer(mem, close_all, running);
    connect_all(running);
    double from = seconds_now();
    running->until = from + crowd->seconds_max;
    for (size_t i = 0; i < crowd->connections; i++)
        next_request(running, &running->connections[i]);
    while (running->open > 0) {
        int count = epoll_wait(running->poll, events, EVENTS, QUIET_MS);
        if (count <= 0)
            give_up("no answer for %d s", QUIET_MS / 1000);
        for (int i = 0; i < count; i++) {
            struct connection *connection = events[i].data.ptr;
            if (connection->done)
                continue;
            send_some(connection);
            read_some(running, connection);
        }
    }
    struct crowd_result result = { .answers = running->answers, .seconds = seconds_now() - from };
    qsort(running->waits, running->answers, sizeof *running->waits, by_size);
    result.per_second = (double)result.answers / result.seconds;
    result.p50_ms = share_below(running->waits, running->answers, 0.50);
    result.p99_ms = share_below(running->waits, running->answers, 0.99);
    return result;
}
