/* src/http/server.h
 * Speaks HTTP on a listening socket and a unix socket; the only room of the program that knows libmicrohttpd.
 *
 * Two network threads never block: once the head of a request is there, LOOK says how it is to be answered. What is
 * INLINE is answered on the network thread; what is for a WORKER is suspended when its body has come in and answered by
 * one of the worker threads. Bodies are read within the limits LOOK gives; files of a form go to unlinked temporary
 * files as they come. Each request has one arena; out of memory is 503. A third thread takes the connections in, closes
 * those that are too slow, and reads what clients still send after they were refused, so that they see the answer. When
 * all places are taken, whoever comes gets that of the slowest: of those who began to say something and do not come to
 * its end, then of those who never said anything, then of those whose last answer is longest ago. Nobody who is being
 * answered loses a place; only where all are is somebody new kept waiting, or (of one address) sent away with 503.
 *
 * What no server should take is answered 400 and closed before LOOK hears of it: no or several Host, several
 * Content-Length, Content-Length together with Transfer-Encoding, header lines that cannot be, a path or a query that
 * cannot be decoded. Forwarding headers (X-Forwarded-…, Forwarded) are not in the request unless they come from PROXY.
 * Paths with a "/" at their end are sent to the one without.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/request.h"
#include "http/response.h"

struct server;

/* Every limit of the transport in one place; server_limits has the defaults. */
struct server_limits {
    size_t connections;         /* open at once; beyond, the slowest loses its place */
    size_t connections_address; /* of one address (an office behind one): beyond, its slowest does */
    size_t waiting;             /* requests waiting for a worker; beyond: 503 with Retry-After */
    int idle_seconds;           /* a connection that does nothing */
    int head_seconds;           /* a head must be there that long after the connection or the answer before */
    int head_begun_seconds;     /* and that long, at bytes_second, after its first byte */
    int bytes_second;           /* a body must come, an answer must go at least this fast, after idle_seconds */
    int head_bytes;             /* request line and headers */
    int headers;
    size_t form_bytes;   /* an urlencoded body, a multipart body without its files, JSON */
    int form_fields;     /* in a form or a query */
    int64_t file_bytes;  /* one uploaded file: 20 MB */
    int files;           /* of one form */
    int network_threads; /* daemons on the one listening socket */
    int workers;
    int drain_seconds; /* how long server_stop waits for what is under way */
};

extern const struct server_limits server_limits;

enum server_work { SERVER_INLINE, SERVER_WORKER };

/* What LOOK says of a request whose head is there; all zero when it is called. */
struct server_look {
    enum server_work work;
    bool takes_files; /* multipart with files is read; otherwise files are refused with 413 */
    size_t most_body; /* 0: form_bytes of the limits */
    bool refused;     /* the body is not read: ANSWER is called at once, the connection closed after it */
};

/* What the server refuses by itself: a body too large, a broken form, no worker free, no memory. */
struct server_refusal {
    int status;
    const char *code; /* "invalid.form", "busy.server" */
    const char *text; /* for a person */
};

struct server_options {
    const char *listen; /* "127.0.0.1:8080", "[::1]:8080"; port 0: any free one; NULL: none */
    int inherited;      /* a listening socket from systemd (LISTEN_FDS) instead; 0 or -1: none */
    const char *socket; /* path of a unix socket, mode 0600; NULL: none */
    const char *proxy;  /* IP address whose X-Forwarded-For and -Proto are believed; NULL: nobody's */
    struct server_limits limits;
    void (*look)(const struct request *head, struct server_look *look, void *arg);
    void (*answer)(struct request *request, struct response *response, void *arg);
    /* Writes the page of a refusal: the response has its status and a plain text. On a network thread: must not block.
     * May be NULL. Not called where the head itself cannot be, or memory has ended. */
    void (*refuse)(const struct request *request, const struct server_refusal *why, struct response *response,
                   void *arg);
    /* How much the calling thread has written so far: where that grew while memory ended in ANSWER, the visitor is told
     * that the work is done and only the answer missing. May be NULL. */
    uint64_t (*written)(void);
    /* in a worker, when it starts and before it ends: opens and closes what belongs to its thread. May be NULL. */
    void (*worker_begin)(void *arg);
    void (*worker_end)(void *arg);
    void *arg;
};

/* Listens and serves when it returns; what OPTIONS points at must outlive it. busy.address where the port is taken,
 * invalid.address where it cannot be read. */
struct server *server_start(const struct server_options *options, struct err *err) MUST_CHECK;

/* The port it listens on; 0 without one. */
int server_port(const struct server *server);

/* Takes no more connections, answers what is under way within drain_seconds, then stops the threads; a worker that is
 * in the middle of an answer is waited for. Accepts NULL. */
void server_stop(struct server *server);

/* What `health` shows. */
struct server_state {
    size_t connections, waiting, busy_workers;
    uint64_t requests;
};
struct server_state server_state(const struct server *server);

/* The sockets systemd handed over (LISTEN_PID, LISTEN_FDS): the first, or -1. */
int server_inherited_socket(void);
