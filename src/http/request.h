/* src/http/request.h
 * One request as it came in, checked and taken apart: nothing in it is NULL where it has a name, all text is UTF-8.
 *
 * The server fills it; tests fill one by hand (request_new). Everything lives in the request's arena. Where a name
 * stands several times, the functions give the first. A path was decoded once and holds no NUL, no empty, "." or ".."
 * segment.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_PATCH, HTTP_DELETE, HTTP_OTHER };

struct http_pair {
    const char *name; /* of a header in lower case */
    const char *value;
};

struct http_pairs {
    ARRAY(struct http_pair) list;
};

/* A file of a form, streamed to disk while it came in: an unlinked temporary file that the arena closes. */
struct upload {
    const char *field;         /* the form's name of it */
    const char *name;          /* the file's name as the browser gave it, without folders; "" where none */
    const char *declared_type; /* what the browser says; not to be believed */
    int file;                  /* open for reading, at its beginning */
    int64_t size;
};

struct request {
    struct arena *mem;
    uint64_t number; /* of this process, in the log and on error pages */
    enum http_method method;
    const char *path;
    const char *query; /* as sent, after the "?"; "" where none */
    const char
        *remote;      /* the client's address, from --proxy's header where it came through the proxy; "" on a socket */
    bool secure;      /* the client speaks https with the proxy (X-Forwarded-Proto from --proxy) */
    int64_t peer_uid; /* who is at the other end of a unix socket (SO_PEERCRED); -1 on the network */
    struct http_pairs headers, cookies;
    struct http_pairs parameters; /* of the query, decoded */
    struct http_pairs form;       /* of an urlencoded or multipart body, decoded */
    struct http_pairs segments;   /* the {names} of the route's path */
    ARRAY(struct upload) uploads;
    const char *body; /* of any other body, e.g. JSON: BODY_LENGTH bytes, then a NUL */
    size_t body_length;
};

/* An empty GET of PATH in MEM: for tests and for requests of our own. */
struct request *request_new(struct arena *mem, enum http_method method, const char *path);

const char *http_method_name(enum http_method method);

/* NULL where there is none. Header names in lower case. */
const char *request_header(const struct request *request, const char *name);
const char *request_cookie(const struct request *request, const char *name);
const char *request_parameter(const struct request *request, const char *name);
const char *request_form(const struct request *request, const char *name);
const char *request_segment(const struct request *request, const char *name);
const struct upload *request_upload(const struct request *request, const char *field);

const char *pairs_get(const struct http_pairs *pairs, const char *name);
void pairs_add(struct arena *mem, struct http_pairs *pairs, const char *name, const char *value);

/* Takes "a=1&b=2" apart, + is a blank. Fails with invalid.form on a broken %, a NUL, text that is not UTF-8, and more
 * than LIMIT pairs. */
bool pairs_parse(struct arena *mem, struct http_pairs *pairs, const char *text, size_t limit,
                 struct err *err) MUST_CHECK;

/* Back again, escaped. Lives in MEM. */
const char *pairs_print(struct arena *mem, const struct http_pairs *pairs);
