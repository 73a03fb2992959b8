/* src/http/server_internal.h
 * The server's parts and who may touch what. Inside the room only.
 *
 * A peer is a connection, an exchange is a request with its answer. An exchange lives in its own arena and belongs to
 * one thread at a time: the network thread of its connection, or, while it is suspended, the queue and a worker. The
 * keeper's thread takes connections in and looks at peers under PEERS_LOCK; it never touches an exchange.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libdeflate.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "http/multipart_internal.h"
#include "http/refusal_internal.h"
#include "http/server.h"

enum {
    NETWORK_THREADS_MAX = 8,
    WORKERS_MAX = 64,
    LENT_MAX = 64, /* places that workers waiting for the writer may lend at a time */
    THREADS_MAX = WORKERS_MAX + LENT_MAX,
    SPARE_SECONDS = 10, /* a thread beyond the workers ends after so long without work */
    ARENAS_KEPT = 32,   /* free arenas that are kept for the next requests */
    LINGERING_MAX = 64, /* refused clients that are read out at once */
    LINGER_SECONDS = 20,
    COMPRESS_FROM = 1 << 10,
    COMPRESS_LEVEL = 1, /* a page of 73 KB: 144 µs and 9.0 KB; zlib's usual level 602 µs and 8.2 KB */
    COMPRESSORS_KEPT = 8,
    ADDRESS_MAX = INET6_ADDRSTRLEN,
};

struct peer {
    struct peer *next, *before;
    int file;
    bool is_local; /* on the unix socket */
    bool is_proxy;
    bool lingers;                                                /* what still comes is read after the close */
    bool has_asked;                                              /* and was answered */
    bool put_out;                                                /* another has its place: it is about to be closed */
    enum peer_phase { PEER_HEAD, PEER_BODY, PEER_ANSWER } phase; /* HEAD, BODY: the server waits for what it sends */
    int ended; /* how often it was seen to have ended although something is missing */
    int64_t uid;
    int64_t deadline;          /* on clock_monotonic, as the next two; 0: none */
    int64_t since;             /* when the phase began */
    int64_t begun;             /* when the first byte of a head was seen; 0: none was yet */
    uint64_t bytes_before;     /* received before the phase */
    char address[ADDRESS_MAX]; /* "" on the unix socket */
};

enum exchange_state { EXCHANGE_NEW, EXCHANGE_BODY, EXCHANGE_WAITS, EXCHANGE_ANSWERED, EXCHANGE_SENT };

enum body_kind { BODY_NONE, BODY_FORM, BODY_MULTIPART, BODY_OTHER };

struct body {
    enum body_kind kind;
    bool chunked;
    bool expects; /* Expect: 100-continue */
    int64_t announced, received, most;
    int64_t since; /* clock_monotonic */
    char *bytes;
    size_t room;
    struct multipart *multipart;
};

struct exchange {
    struct server *server;
    struct MHD_Connection *connection;
    struct peer *peer;
    struct arena *mem;
    struct request *request;
    struct response response;
    const char *uri;                      /* as sent */
    const char *uri_there;                /* where it stands in libmicrohttpd's buffer */
    const char *method, *version, *piece; /* libmicrohttpd's, while a step runs */
    size_t piece_length;
    enum exchange_state state;
    struct server_look look;
    struct body body;
    enum refusal refused;
    bool has_head;         /* the head was fine: LOOK may hear of it, REFUSE may write of it */
    bool closes;           /* the connection ends after the answer */
    bool has_written;      /* its work is done, whatever becomes of the answer */
    struct exchange *next; /* in the queue; before that, of the heads that its thread is reading */
    struct exchange *before;
    bool reads_head; /* it is one of those */
};

/* A worker thread. There are as many places to work as limits.workers; who waits for the writer lends its place, and
 * another thread works there meanwhile (base/waiting.h). */
struct worker {
    pthread_t thread;
    enum { WORKER_NONE, WORKER_RUNS, WORKER_ENDED } state; /* ended: to be joined */
    struct server *server;
};

struct server {
    struct server_options options;
    struct server_limits limits;
    struct MHD_Daemon *daemons[NETWORK_THREADS_MAX];
    int daemon_count;
    atomic_uint_fast64_t requests;
    atomic_size_t active, busy;
    atomic_bool stopping;

    pthread_mutex_t arenas_lock;
    struct arena *arenas[ARENAS_KEPT];
    int arena_count;
    struct libdeflate_compressor *compressors[COMPRESSORS_KEPT]; /* under the same lock */
    int compressor_count;

    pthread_mutex_t queue_lock;
    pthread_cond_t queue_filled;
    struct exchange *queue_first, *queue_last;
    size_t queue_length;
    atomic_bool queue_closed;
    struct worker workers[THREADS_MAX];
    int thread_count, idle_count; /* threads that run; of these, without work */
    int working;                  /* places taken */
    int returning;                /* threads that have waited and want a place again: before new work */
    pthread_cond_t place_freed;

    pthread_mutex_t accept_lock; /* held while connections are taken in */
    pthread_mutex_t peers_lock;
    struct peer *peers;
    size_t peer_count, put_out_count; /* the second are among the first */
    struct {
        int file;
        int64_t until;
    } lingering[LINGERING_MAX];
    int lingering_count;

    int listening, local; /* sockets; -1: none */
    char socket_path[sizeof((struct sockaddr_un *)0)->sun_path];
    dev_t socket_device;
    ino_t socket_inode;
    int port;
    int wake; /* an eventfd: the keeper has to look */
    pthread_t keeper;
    bool has_keeper;
    atomic_bool accepting, keeping;
    char proxy[ADDRESS_MAX];
};

/* server_listen.c: sockets. */
bool listen_open(struct server *server, struct err *err) MUST_CHECK;
void listen_close(struct server *server);
bool address_normal(const char *text, char out[ADDRESS_MAX]); /* an IP address in its one spelling */

/* server_keep.c: the keeper's thread and the peers. */
bool keeper_start(struct server *server, struct err *err) MUST_CHECK;
void keeper_stop_accepting(struct server *server);
void keeper_stop(struct server *server);
struct peer *peer_of(struct MHD_Connection *connection);
/* What is expected of the client for so long from now (0: for ever). */
void peer_expect(struct peer *peer, struct server *server, int64_t milliseconds, enum peer_phase phase);
void peer_linger(struct peer *peer, struct server *server);
void peer_notify(void *server, struct MHD_Connection *connection, void **context,
                 enum MHD_ConnectionNotificationCode code);

/* server_room.c: places for those who come, and who has to go for them. PEERS_LOCK is held. */
uint64_t peer_received(const struct peer *peer); /* bytes since the connection was made; 0 on the unix socket */
bool has_room(const struct server *server);
/* Puts the slowest out, of ADDRESS or (NULL) of all; false where each is being answered or local. */
bool make_room(struct server *server, const char *address);
void end_slow_heads(struct server *server, int64_t now);

/* server_head.c: what the head of a request says. */
enum refusal head_read(struct exchange *exchange, bool *slash);

/* server_length.c: a length that libmicrohttpd refuses, answered once. The network thread of the exchange calls them.
 */
void head_begins(struct exchange *exchange);
void head_ends(struct exchange *exchange); /* nothing where it has ended */
void length_refused(void);                 /* libmicrohttpd refuses one now */

/* server_body.c: its body. */
enum refusal body_begin(struct exchange *exchange);
enum refusal body_add(struct exchange *exchange, const char *bytes, size_t length);
enum refusal body_end(struct exchange *exchange);

/* server_work.c: the queue and the workers. */
bool work_start(struct server *server, struct err *err) MUST_CHECK;
bool work_add(struct exchange *exchange);        /* false: the queue is full or closed */
void work_stop(struct server *server);           /* what still waits is refused, what is being answered is waited for */
void exchange_answer(struct exchange *exchange); /* calls ANSWER, memory's end caught */

/* server_send.c: the answer. */
void answer_refused(struct exchange *exchange); /* makes the answer of what was refused */
void answer_finish(struct exchange *exchange);  /* defaults, gzip; in the thread that answered */
enum MHD_Result answer_send(struct exchange *exchange);
enum MHD_Result send_plain(struct MHD_Connection *connection, const struct server_refusal *why); /* needs no arena */

/* server.c: what holds a request together. */
bool with_memory(struct exchange *exchange, void (*step)(struct exchange *exchange)); /* false: memory has ended */
