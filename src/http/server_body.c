/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "http/request_internal.h"
#include "http/server_internal.h"

enum { FIRST_ROOM = 4 << 10, PART_OVERHEAD = 1 << 10 };

/* All a body may have, the lines between its parts included. */
static int64_t most_bytes(const struct exchange *exchange)
{
    const struct server_limits *limits = &exchange->server->limits;
    int64_t most = (int64_t)(exchange->look.most_body ? exchange->look.most_body : limits->form_bytes);
    if (exchange->body.kind != BODY_MULTIPART)
        return most;
    int64_t files = exchange->look.takes_files ? limits->files : 0;
    return most + files * limits->file_bytes + (files + limits->form_fields) * PART_OVERHEAD;
}

enum refusal body_begin(struct exchange *exchange)
{
    struct body *body = &exchange->body;
    const struct server_limits *limits = &exchange->server->limits;
    const char *type = request_header(exchange->request, "content-type");
    if (!body->chunked && body->announced == 0)
        return REFUSED_NOT;
    body->kind = is_media_type(type, "application/x-www-form-urlencoded") ? BODY_FORM
                 : is_media_type(type, "multipart/form-data")             ? BODY_MULTIPART
                                                                          : BODY_OTHER;
    body->most = most_bytes(exchange);
    if (body->announced > body->most)
        return REFUSED_BODY;
    body->since = clock_monotonic();
    if (body->kind == BODY_MULTIPART) {
        struct multipart_limits parts = {
            .fields = (size_t)limits->form_fields,
            .field_bytes = exchange->look.most_body ? exchange->look.most_body : limits->form_bytes,
            .files = exchange->look.takes_files ? (size_t)limits->files : 0,
            .file_bytes = limits->file_bytes,
        };
        body->multipart = multipart_new(exchange->request, type, &parts);
        return body->multipart ? REFUSED_NOT : REFUSED_FORM;
    }
    return REFUSED_NOT;
}

/* Keeps the bytes of a body that is no multipart. */
static void keep(struct exchange *exchange, const char *bytes, size_t length)
{
    struct body *body = &exchange->body;
    struct request *request = exchange->request;
    size_t wanted = request->body_length + length + 1, room = body->room ? body->room : FIRST_ROOM;
    while (room < wanted)
        room *= 2;
    if (body->announced && room > (size_t)body->announced + 1)
        room = (size_t)body->announced + 1;
    if (room > body->room) {
        char *grown = arena_alloc(exchange->mem, room);
        if (request->body_length)
            memcpy(grown, body->bytes, request->body_length);
        body->bytes = grown;
        body->room = room;
    }
    memcpy(body->bytes + request->body_length, bytes, length);
    request->body_length += length;
    body->bytes[request->body_length] = '\0';
    request->body = body->bytes;
}

enum refusal body_add(struct exchange *exchange, const char *bytes, size_t length)
{
    struct body *body = &exchange->body;
    if ((int64_t)length > body->most - (body->received - (int64_t)length))
        return REFUSED_BODY;
    if (body->kind == BODY_MULTIPART)
        return multipart_add(body->multipart, bytes, length);
    keep(exchange, bytes, length);
    return REFUSED_NOT;
}

/* An urlencoded body becomes the form; the text of a form is no body. */
static enum refusal end_form(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct err err;
    if (memchr(request->body, '\0', request->body_length))
        return REFUSED_FORM;
    size_t fields = 0;
    for (const char *at = request->body; *at; at++)
        fields += *at == '&';
    if (fields >= (size_t)exchange->server->limits.form_fields)
        return REFUSED_FIELDS;
    if (!pairs_parse(exchange->mem, &request->form, request->body, (size_t)exchange->server->limits.form_fields, &err))
        return REFUSED_FORM;
    request->body = "";
    request->body_length = 0;
    return REFUSED_NOT;
}

enum refusal body_end(struct exchange *exchange)
{
    switch (exchange->body.kind) {
    case BODY_FORM:
        return end_form(exchange);
    case BODY_MULTIPART:
        return multipart_end(exchange->body.multipart);
    default:
        return REFUSED_NOT;
    }
}
