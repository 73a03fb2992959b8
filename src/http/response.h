/* src/http/response.h
 * The answer to a request: a status, headers, and a body of text or an open file.
 *
 * A handler gets an empty one (200, text/html) and fills it. Header values are checked where they are set: what could
 * end a header line is refused by an assert, so texts from outside go through response_download and response_go.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/text.h"
#include "http/request.h"

struct response {
    struct arena *mem;
    int status;
    const char *media_type; /* "text/html; charset=utf-8" */
    struct text body;
    const void *bytes; /* instead of the text: bytes that outlive the request (an embedded file) */
    size_t length;
    int file; /* instead: sent from its beginning and closed by the arena; -1 where none */
    int64_t file_length;
    struct http_pairs headers;
    bool may_compress; /* the body is worth compressing where the client takes gzip; true for text, set by the handler */
};

void response_init(struct response *response, struct arena *mem);

/* Sets a header, a later one replaces; set-cookie may stand several times. */
void response_header(struct response *response, const char *name, const char *value);

/* 303 to a path of this server. */
void response_go(struct response *response, const char *path);

/* Content-Disposition: attachment with the name in UTF-8 (RFC 6266), and what reliability asks of a file from outside:
 * nosniff, sandbox CSP, same-origin. */
void response_download(struct response *response, const char *name, const char *media_type);

/* The body becomes FILE (an open descriptor, handed over). */
void response_file(struct response *response, int file, int64_t length);

/* Sets a cookie: HttpOnly, SameSite=Lax, Path=/, Secure where SECURE; SECONDS 0: until the browser closes, -1: gone.
 * VALUE holds only cookie characters. */
void response_cookie(struct response *response, const char *name, const char *value, int seconds, bool secure);
