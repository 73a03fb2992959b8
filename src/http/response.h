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
    bool
        may_compress; /* the text may be sent as gzip where the client takes it: true unless a handler says otherwise */
    int *held;        /* the file the arena closes; for response_file */
};

void response_init(struct response *response, struct arena *mem);

/* Sets a header, a later one replaces; set-cookie may stand several times. */
void response_header(struct response *response, const char *name, const char *value);

/* 303 to PATH, a path of this server as it stands in a link (escaped, with its query). A text from outside may be
 * given: what leads elsewhere ("//host", "/\host", "https://…") becomes "/". */
void response_go(struct response *response, const char *path);

/* Content-Disposition: attachment with the name in UTF-8 (RFC 6266), and what a file from outside needs: nosniff,
 * sandbox CSP, same-origin. NAME may be anything: folders, controls and direction marks are taken out, a long one is
 * cut before its ending. */
void response_download(struct response *response, const char *name, const char *media_type);

/* The body becomes the first LENGTH bytes of FILE (an open descriptor, handed over even where memory ends). */
void response_file(struct response *response, int file, int64_t length);

/* Sets a cookie: HttpOnly, SameSite=Lax, Path=/, Secure where SECURE; SECONDS 0: until the browser closes, -1: gone.
 * VALUE holds only cookie characters. */
void response_cookie(struct response *response, const char *name, const char *value, int seconds, bool secure);
