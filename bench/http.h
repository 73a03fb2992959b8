/* bench/http.h
 * A client of HTTP/1.1 on this machine that keeps its connection, and a visitor of the pages who has signed in.
 *
 * Knows what the server needs: answers with Content-Length or in chunks. An answer that cannot be read, or another
 * status than a request expects, gives the measurement up. Memory of an answer is the client's until its next request.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"

struct answer {
    int status;
    const char *head; /* terminated */
    const char *body; /* terminated */
    size_t length;    /* of the body */
};

/* A request as it is sent. EXTRA is header lines, each ended by CRLF; BODY may be NULL. Lives in MEM. */
const char *http_request(struct arena *mem, int port, const char *method, const char *path, const char *extra,
                         const char *body);

/* Whether BYTES begin with a whole answer: its length, 0 when some is missing, -1 when it is none. STATUS is set once
 * the head is there. */
ssize_t http_answer_length(const char *bytes, size_t length, int *status);

/* A connection to this port; SOCK_NONBLOCK or 0. */
int http_connect(int port, int flags);

struct client;
struct client *client_new(struct arena *mem, int port);
void client_close(struct client *client);

/* Sends REQUEST and reads the answer, on a new connection when the server has closed the old. The status is 0 when
 * there is no answer for two minutes. */
struct answer client_ask(struct client *client, const char *request);

/* --- visitors ----------------------------------------------------------------------------------------------------- */

struct visitor {
    struct client *client;
    struct arena *mem;
    int port;
    const char *cookie; /* the header line, ended by CRLF */
};

/* Signs in as a browser does. Where a new password is asked for, it is changed to NEW_PASSWORD. */
struct visitor *visitor_sign_in(struct arena *mem, int port, const char *login, const char *password,
                                const char *new_password);

/* The request of a page, to be sent again and again. Lives in the visitor's memory. */
const char *visitor_request(const struct visitor *visitor, const char *path);
struct answer visitor_get(const struct visitor *visitor, const char *path);
