/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/request_internal.h"
#include "http/server_internal.h"
#include "http/texts.h"

const struct server_limits server_limits = {
    .connections = 1000,
    .connections_address = 500,
    .waiting = 256,
    .idle_seconds = 30,
    .head_seconds = 60,
    .head_begun_seconds = 10,
    .bytes_second = 1 << 10,
    .head_bytes = 16 << 10,
    .headers = 64,
    .form_bytes = 1 << 20,
    .form_fields = 1000,
    .file_bytes = 20 << 20,
    .files = 10,
    .network_threads = 2,
    .workers = 8,
    .drain_seconds = 20,
};

enum {
    CONNECTION_MEMORY = 64 << 10, /* libmicrohttpd's, for the head and what is read at once */
    DISCARDED_MAX = 1 << 20,      /* of a body of unknown length, beyond what it may have */
    STEP_NANOSECONDS = 5000000,
    PLACES_OF_A_DAEMON = 4, /* times ours: those whose place was given away are closed a moment later */
    OTHER_DESCRIPTORS = 512,
    LAST_SECONDS = 1, /* for answers that were cut short by the stop */
};

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* NULL where there is no memory */
static struct arena *arena_take(struct server *server)
{
    struct arena *mem = NULL;
    pthread_mutex_lock(&server->arenas_lock);
    if (server->arena_count > 0)
        mem = server->arenas[--server->arena_count];
    pthread_mutex_unlock(&server->arenas_lock);
    return mem ? mem : arena_begin(ARENA_REQUEST_MAX);
}

static void arena_give(struct server *server, struct arena *mem)
{
    arena_catch(mem, NULL);
    arena_reset(mem);
    pthread_mutex_lock(&server->arenas_lock);
    if (server->arena_count < ARENAS_KEPT) {
        server->arenas[server->arena_count++] = mem;
        mem = NULL;
    }
    pthread_mutex_unlock(&server->arenas_lock);
    arena_free(mem);
}

bool with_memory(struct exchange *exchange, void (*step)(struct exchange *exchange))
{
    jmp_buf frame;
    arena_catch(exchange->mem, &frame);
    if (setjmp(frame) != 0) {
        arena_catch(exchange->mem, NULL);
        return false;
    }
    step(exchange);
    arena_catch(exchange->mem, NULL);
    return true;
}

/* --- an exchange -------------------------------------------------------------------------------------------------- */

/* NULL where memory has ended at once. */
static struct exchange *exchange_new(struct server *server, struct arena *mem, struct MHD_Connection *connection,
                                     const char *uri)
{
    jmp_buf frame;
    if (!mem)
        return NULL;
    arena_catch(mem, &frame);
    if (setjmp(frame) != 0) {
        arena_give(server, mem);
        return NULL;
    }
    struct exchange *exchange = ARENA_NEW(mem, struct exchange);
    exchange->server = server;
    exchange->connection = connection;
    exchange->peer = peer_of(connection);
    exchange->mem = mem;
    exchange->uri = arena_strdup(mem, uri ? uri : "");
    exchange->uri_there = uri;
    exchange->request = request_new(mem, HTTP_OTHER, "/");
    exchange->request->number = atomic_fetch_add(&server->requests, 1) + 1;
    arena_catch(mem, NULL);
    atomic_fetch_add(&server->active, 1);
    return exchange;
}

static void *on_uri(void *arg, const char *uri, struct MHD_Connection *connection)
{
    struct exchange *exchange = exchange_new(arg, arena_take(arg), connection, uri);
    if (exchange)
        head_begins(exchange);
    return exchange;
}

static void on_completed(void *arg, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode code)
{
    (void)connection, (void)code;
    struct server *server = arg;
    struct exchange *exchange = *context;
    if (!exchange)
        return;
    assert(exchange->state != EXCHANGE_WAITS);
    *context = NULL;
    head_ends(exchange);
    if (exchange->closes || exchange->state != EXCHANGE_SENT)
        peer_linger(exchange->peer, server); /* what still comes must not reset the answer on its way */
    peer_expect(exchange->peer, server, (int64_t)server->limits.head_seconds * 1000, PEER_HEAD);
    arena_give(server, exchange->mem);
    atomic_fetch_sub(&server->active, 1);
}

/* --- steps that need memory --------------------------------------------------------------------------------------- */

/* "/lich/" is to be read as "/lich"; whoever looks at it by GET is told so. */
static void send_to_path(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct response *response = &exchange->response;
    response_init(response, exchange->mem);
    const char *path = path_encode(exchange->mem, request->path);
    response_go(response, request->query[0] ? arena_printf(exchange->mem, "%s?%s", path, request->query) : path);
    response->status = 308;
    response->media_type = NULL;
    exchange->state = EXCHANGE_ANSWERED;
}

static void step_head(struct exchange *exchange)
{
    bool slash = false;
    exchange->refused = head_read(exchange, &slash);
    exchange->has_head = !exchange->refused;
    if (exchange->refused)
        return;
    if (slash) {
        send_to_path(exchange);
        return;
    }
    exchange->server->options.look(exchange->request, &exchange->look, exchange->server->options.arg);
    if (!exchange->look.refused)
        exchange->refused = body_begin(exchange);
}

static void step_body(struct exchange *exchange)
{
    exchange->refused = body_add(exchange, exchange->piece, exchange->piece_length);
}

static void step_end(struct exchange *exchange)
{
    exchange->refused = body_end(exchange);
}

static void run_step(struct exchange *exchange, void (*step)(struct exchange *exchange))
{
    if (!exchange->refused && !with_memory(exchange, step))
        exchange->refused = REFUSED_MEMORY;
}

/* --- the way of a request ----------------------------------------------------------------------------------------- */

/* Hands the exchange to a worker. It must be suspended first: the worker may be done before this returns. */
static void give_to_worker(struct exchange *exchange)
{
    struct MHD_Connection *connection = exchange->connection;
    exchange->state = EXCHANGE_WAITS;
    peer_expect(exchange->peer, exchange->server, 0, PEER_ANSWER);
    MHD_suspend_connection(connection);
    if (work_add(exchange))
        return;
    exchange->refused = atomic_load(&exchange->server->stopping) ? REFUSED_STOPPED : REFUSED_BUSY;
    answer_refused(exchange);
    MHD_resume_connection(connection);
}

/* All that will be read is there. */
static enum MHD_Result respond(struct exchange *exchange)
{
    if (exchange->refused) {
        answer_refused(exchange);
    } else if (exchange->state != EXCHANGE_ANSWERED && exchange->look.work == SERVER_WORKER) {
        give_to_worker(exchange);
        return MHD_YES;
    } else if (exchange->state != EXCHANGE_ANSWERED) {
        exchange_answer(exchange);
    }
    return answer_send(exchange);
}

/* The head is there. What is refused now is answered before its body. */
static enum MHD_Result on_head(struct exchange *exchange)
{
    run_step(exchange, step_head);
    const struct body *body = &exchange->body;
    bool has_body = body->chunked || body->announced > 0;
    exchange->closes = exchange->refused && (has_body || !exchange->has_head);
    if (exchange->refused || exchange->look.refused || exchange->state == EXCHANGE_ANSWERED) {
        exchange->closes |= has_body;
        return respond(exchange);
    }
    exchange->state = EXCHANGE_BODY;
    peer_expect(exchange->peer, exchange->server, (int64_t)exchange->server->limits.idle_seconds * 1000, PEER_BODY);
    return MHD_YES;
}

/* A piece of the body came. An answer can be given after the body only, so the rest of a refused one is thrown away. */
static enum MHD_Result on_body(struct exchange *exchange)
{
    const struct server_limits *limits = &exchange->server->limits;
    struct body *body = &exchange->body;
    body->received += (int64_t)exchange->piece_length;
    run_step(exchange, step_body);
    if (exchange->refused) {
        exchange->closes = true;
        if (body->chunked && body->received > body->most + DISCARDED_MAX)
            return MHD_NO;
    }
    int64_t gone = clock_monotonic() - body->since;
    int64_t due = ((int64_t)limits->idle_seconds + body->received / limits->bytes_second) * 1000;
    peer_expect(exchange->peer, exchange->server, due > gone ? due - gone : 1, PEER_BODY);
    return MHD_YES;
}

static enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *bytes, size_t *length, void **context)
{
    (void)arg, (void)url;
    struct exchange *exchange = *context;
    if (!exchange)
        return send_plain(connection, &refusals[REFUSED_MEMORY]);
    exchange->method = method;
    exchange->version = version;
    exchange->piece = bytes;
    exchange->piece_length = *length;
    *length = 0;
    switch (exchange->state) {
    case EXCHANGE_NEW:
        head_ends(exchange);
        return on_head(exchange);
    case EXCHANGE_BODY:
        if (exchange->piece_length > 0)
            return on_body(exchange);
        run_step(exchange, step_end);
        return respond(exchange);
    case EXCHANGE_ANSWERED:
        return answer_send(exchange);
    default:
        return MHD_NO;
    }
}

/* --- the server --------------------------------------------------------------------------------------------------- */

static size_t leave_escaped(void *arg, struct MHD_Connection *connection, char *text)
{
    (void)arg, (void)connection;
    return strlen(text);
}

/* Its log is heard for what it tells in no other way. */
static void on_log(void *arg, const char *format, va_list values)
{
    (void)arg, (void)values;
    if (strstr(format, MHD_HTTP_HEADER_CONTENT_LENGTH))
        length_refused();
}

/* Not strict: what that refuses we refuse ourselves, because libmicrohttpd 0.9.75 writes the head of its own 400 twice.
 */
static bool start_network(struct server *server, struct err *err)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET |
                     MHD_USE_ERROR_LOG;
    int wanted = server->limits.network_threads;
    assert(wanted > 0 && wanted <= NETWORK_THREADS_MAX);
    for (int i = 0; i < wanted; i++) {
        server->daemons[i] =
            MHD_start_daemon(flags, 0, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
                             MHD_OPTION_URI_LOG_CALLBACK, on_uri, server, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
                             server, MHD_OPTION_NOTIFY_CONNECTION, peer_notify, server, MHD_OPTION_UNESCAPE_CALLBACK,
                             leave_escaped, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_CONNECTION_LIMIT,
                             (unsigned)server->limits.connections * PLACES_OF_A_DAEMON, MHD_OPTION_CONNECTION_TIMEOUT,
                             (unsigned)server->limits.idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                             (size_t)CONNECTION_MEMORY, MHD_OPTION_END);
        if (!server->daemons[i])
            return err_set(err, ERR_INTERNAL, "threads", NULL, TEXT_NO_THREADS, strerror(errno));
        server->daemon_count++;
    }
    return true;
}

/* A connection is a descriptor, and a login's limit is often 1024. Fewer are no error: then places end earlier. */
static void want_descriptors(const struct server *server)
{
    struct rlimit limit;
    rlim_t wanted = 2 * server->limits.connections + OTHER_DESCRIPTORS;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static bool start_all(struct server *server, struct err *err)
{
    want_descriptors(server);
    return listen_open(server, err) && work_start(server, err) && start_network(server, err) &&
           keeper_start(server, err);
}

struct server *server_start(const struct server_options *options, struct err *err)
{
    struct server *server = calloc(1, sizeof *server);
    if (!server) {
        err_set(err, ERR_INTERNAL, "threads", NULL, TEXT_NO_THREADS, strerror(errno));
        return NULL;
    }
    server->options = *options;
    server->limits = options->limits;
    server->listening = server->local = server->wake = -1;
    pthread_mutex_init(&server->arenas_lock, NULL);
    pthread_mutex_init(&server->queue_lock, NULL);
    pthread_mutex_init(&server->accept_lock, NULL);
    pthread_mutex_init(&server->peers_lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&server->queue_filled, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_cond_init(&server->place_freed, NULL);
    sigset_t all, before; /* signals are for the thread that started us */
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    bool started = start_all(server, err);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started)
        return server;
    server_stop(server);
    return NULL;
}

int server_port(const struct server *server)
{
    return server->port;
}

/* Waits until no request is under way, but not beyond SECONDS. */
static void wait_idle(struct server *server, int seconds)
{
    int64_t until = clock_monotonic() + (int64_t)seconds * 1000;
    while (atomic_load(&server->active) > 0 && clock_monotonic() < until)
        nanosleep(&(struct timespec){ .tv_nsec = STEP_NANOSECONDS }, NULL);
}

void server_stop(struct server *server)
{
    if (!server)
        return;
    atomic_store(&server->stopping, true);
    keeper_stop_accepting(server);
    listen_close(server);
    wait_idle(server, server->limits.drain_seconds);
    work_stop(server);
    wait_idle(server, LAST_SECONDS);
    for (int i = 0; i < server->daemon_count; i++)
        MHD_stop_daemon(server->daemons[i]);
    keeper_stop(server);
    for (int i = 0; i < server->arena_count; i++)
        arena_free(server->arenas[i]);
    for (int i = 0; i < server->compressor_count; i++)
        libdeflate_free_compressor(server->compressors[i]);
    pthread_cond_destroy(&server->place_freed);
    pthread_cond_destroy(&server->queue_filled);
    pthread_mutex_destroy(&server->peers_lock);
    pthread_mutex_destroy(&server->accept_lock);
    pthread_mutex_destroy(&server->queue_lock);
    pthread_mutex_destroy(&server->arenas_lock);
    free(server);
}

struct server_state server_state(const struct server *server)
{
    struct server *changing = (struct server *)server; /* the locks change, what they guard does not */
    struct server_state state = { .busy_workers = atomic_load(&changing->busy),
                                  .requests = atomic_load(&changing->requests) };
    pthread_mutex_lock(&changing->peers_lock);
    state.connections = server->peer_count;
    pthread_mutex_unlock(&changing->peers_lock);
    pthread_mutex_lock(&changing->queue_lock);
    state.waiting = server->queue_length;
    pthread_mutex_unlock(&changing->queue_lock);
    return state;
}
