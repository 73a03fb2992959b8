/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "http/request_internal.h"
#include "http/server_internal.h"

#define RETRY_AFTER "2" /* seconds */

/* --- what was refused --------------------------------------------------------------------------------------------- */

static void step_refused(struct exchange *exchange)
{
    const struct server_refusal *why = &refusals[exchange->refused];
    const struct server_options *options = &exchange->server->options;
    struct response *response = &exchange->response;
    response_init(response, exchange->mem);
    response->status = why->status;
    response->media_type = "text/plain; charset=utf-8";
    response_header(response, "Cache-Control", "no-store");
    response_header(response, "X-Content-Type-Options", "nosniff");
    if (why->status == 503)
        response_header(response, "Retry-After", RETRY_AFTER);
    text_printf(&response->body, "%s.\n", why->text);
    if (exchange->has_head && options->refuse && exchange->refused != REFUSED_MEMORY &&
        exchange->refused != REFUSED_WRITTEN)
        options->refuse(exchange->request, why, response, options->arg);
}

void answer_refused(struct exchange *exchange)
{
    if (!with_memory(exchange, step_refused))
        exchange->response = (struct response){ .file = -1 }; /* answer_send knows it by its missing memory */
    exchange->state = EXCHANGE_ANSWERED;
}

/* --- compression -------------------------------------------------------------------------------------------------- */

/* "gzip", "x;q=0.5, gzip;q=1", "*": but not with q=0. */
static bool takes_gzip(struct arena *mem, const char *header)
{
    size_t count;
    char **parts = text_split(mem, header ? header : "", ',', &count);
    for (size_t i = 0; i < count; i++) {
        const char *part = text_trim(mem, parts[i]), *q = strstr(part, "q=");
        size_t length = strcspn(part, "; \t");
        bool named = (length == 4 && strncasecmp(part, "gzip", 4) == 0) || (length == 1 && part[0] == '*');
        if (named)
            return !q || strtod(q + 2, NULL) > 0;
    }
    return false;
}

static bool is_text(const char *media_type)
{
    static const char *const types[] = { "application/json", "application/problem+json", "application/xml",
                                         "application/javascript", "image/svg+xml" };
    if (!media_type)
        return false;
    if (strncasecmp(media_type, "text/", 5) == 0)
        return true;
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (is_media_type(media_type, types[i]))
            return true;
    return false;
}

/* Compressors are large and made anew slowly: those that are free wait here. NULL where there is no memory. */
static struct libdeflate_compressor *compressor_take(struct server *server)
{
    struct libdeflate_compressor *compressor = NULL;
    pthread_mutex_lock(&server->arenas_lock);
    if (server->compressor_count > 0)
        compressor = server->compressors[--server->compressor_count];
    pthread_mutex_unlock(&server->arenas_lock);
    return compressor ? compressor : libdeflate_alloc_compressor(COMPRESS_LEVEL);
}

static void compressor_give(struct server *server, struct libdeflate_compressor *compressor)
{
    pthread_mutex_lock(&server->arenas_lock);
    if (server->compressor_count < COMPRESSORS_KEPT) {
        server->compressors[server->compressor_count++] = compressor;
        compressor = NULL;
    }
    pthread_mutex_unlock(&server->arenas_lock);
    libdeflate_free_compressor(compressor);
}

/* Puts BODY into OUT of ROOM bytes; 0 where that fails. Takes no memory of the arena. */
static size_t gzip(struct server *server, const struct text *body, unsigned char *out, size_t room)
{
    struct libdeflate_compressor *compressor = compressor_take(server);
    if (!compressor)
        return 0;
    size_t length = libdeflate_gzip_compress(compressor, body->data, body->length, out, room);
    compressor_give(server, compressor);
    return length;
}

static void compress_body(struct exchange *exchange)
{
    struct response *response = &exchange->response;
    bool worth = response->may_compress && !response->bytes && response->file < 0 &&
                 response->body.length >= COMPRESS_FROM && is_text(response->media_type) &&
                 !pairs_get(&response->headers, "Content-Encoding");
    if (!worth)
        return;
    response_header(response, "Vary", "Accept-Encoding");
    if (!takes_gzip(exchange->mem, request_header(exchange->request, "accept-encoding")))
        return;
    size_t room = response->body.length; /* what does not shrink stays as it is */
    unsigned char *out = arena_alloc(exchange->mem, room);
    size_t length = gzip(exchange->server, &response->body, out, room);
    if (length == 0)
        return;
    response->bytes = out;
    response->length = length;
    response_header(response, "Content-Encoding", "gzip");
}

void answer_finish(struct exchange *exchange)
{
    struct response *response = &exchange->response;
    bool nothing = response->status == 200 && response->body.length == 0 && !response->bytes && response->file < 0 &&
                   response->headers.list.count == 0;
    if (nothing || text_is_full(&response->body) || response->status < 200 || response->status > 599)
        exchange->refused = REFUSED_DEFECT;
    else
        compress_body(exchange);
}

/* --- sending ------------------------------------------------------------------------------------------------------ */

static int64_t body_length(const struct response *response)
{
    return response->file >= 0 ? response->file_length
           : response->bytes   ? (int64_t)response->length
                               : (int64_t)response->body.length;
}

/* NULL where libmicrohttpd has no memory for it. */
static struct MHD_Response *make_body(const struct response *response)
{
    if (response->file >= 0) {
        int file = dup(response->file); /* libmicrohttpd closes its own */
        struct MHD_Response *made =
            file < 0 ? NULL : MHD_create_response_from_fd64((uint64_t)response->file_length, file);
        if (file >= 0 && !made)
            close(file);
        return made;
    }
    const void *bytes = response->bytes ? response->bytes : response->body.data;
    return MHD_create_response_from_buffer((size_t)body_length(response), (void *)bytes, MHD_RESPMEM_PERSISTENT);
}

static struct MHD_Response *make_response(const struct exchange *exchange)
{
    const struct response *response = &exchange->response;
    struct MHD_Response *made = make_body(response);
    bool fine = made;
    if (fine && response->media_type && response->status != 204 && response->status != 304)
        fine = MHD_add_response_header(made, "Content-Type", response->media_type);
    for (size_t i = 0; i < response->headers.list.count && fine; i++)
        fine =
            MHD_add_response_header(made, response->headers.list.items[i].name, response->headers.list.items[i].value);
    if (fine || !made)
        return made;
    MHD_destroy_response(made);
    return NULL;
}

/* Without any memory of ours: the words alone. */
static struct MHD_Response *make_plain(const struct server_refusal *why)
{
    struct MHD_Response *made =
        MHD_create_response_from_buffer(strlen(why->text), (void *)why->text, MHD_RESPMEM_PERSISTENT);
    if (made) {
        MHD_add_response_header(made, "Content-Type", "text/plain; charset=utf-8");
        MHD_add_response_header(made, "Cache-Control", "no-store");
        MHD_add_response_header(made, "Retry-After", RETRY_AFTER);
    }
    return made;
}

enum MHD_Result send_plain(struct MHD_Connection *connection, const struct server_refusal *why)
{
    struct MHD_Response *made = make_plain(why);
    if (!made)
        return MHD_NO;
    MHD_add_response_header(made, "Connection", "close");
    enum MHD_Result queued = MHD_queue_response(connection, (unsigned)why->status, made);
    MHD_destroy_response(made);
    return queued;
}

/* What libmicrohttpd takes for an answer may fail for a moment only, and the work is done: it is tried twice. */
static struct MHD_Response *make_twice(const struct exchange *exchange)
{
    if (!exchange->response.mem)
        return NULL;
    struct MHD_Response *made = make_response(exchange);
    return made ? made : make_response(exchange);
}

enum MHD_Result answer_send(struct exchange *exchange)
{
    struct server *server = exchange->server;
    const struct response *response = &exchange->response;
    struct MHD_Response *made = make_twice(exchange);
    unsigned status = made ? (unsigned)response->status : 503;
    int64_t length = made ? body_length(response) : 0;
    if (!made)
        made = make_plain(&refusals[exchange->has_written ? REFUSED_WRITTEN : REFUSED_MEMORY]);
    if (!made)
        return MHD_NO;
    if (atomic_load(&server->stopping))
        exchange->closes = true;
    if (exchange->closes)
        MHD_add_response_header(made, "Connection", "close");
    enum MHD_Result queued = MHD_queue_response(exchange->connection, status, made);
    MHD_destroy_response(made);
    exchange->state = EXCHANGE_SENT;
    int64_t seconds = server->limits.idle_seconds + length / server->limits.bytes_second;
    peer_expect(exchange->peer, server, seconds * 1000, PEER_ANSWER);
    return queued;
}
