/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <string.h>
#include <strings.h>

#include "http/request_internal.h"
#include "http/server_internal.h"

/* Headers that may stand once only: what two parties read differently is how requests are smuggled. */
static const char *const single[] = { "host",   "content-length", "transfer-encoding", "content-type", "authorization",
                                      "origin", "expect" };

/* The headers as libmicrohttpd has them. No memory is taken in its callback. */
struct raw_headers {
    struct raw_header {
        const char *name, *value;
        size_t name_length, value_length;
    } * items;
    size_t count, room;
};

static enum MHD_Result take_header(void *arg, enum MHD_ValueKind kind, const char *name, size_t name_length,
                                   const char *value, size_t value_length)
{
    (void)kind;
    struct raw_headers *raw = arg;
    if (raw->count == raw->room)
        return MHD_NO;
    raw->items[raw->count++] = (struct raw_header){ name, value ? value : "", name_length, value ? value_length : 0 };
    return MHD_YES;
}

/* A copy in lower case; NULL where NAME is no token. */
static char *header_name(struct arena *mem, const char *name, size_t length)
{
    char *copy = arena_strndup(mem, name, length);
    for (char *at = copy; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return strlen(copy) == length && is_token(copy) ? copy : NULL;
}

/* A copy without blanks at its ends; NULL for control characters and what is not UTF-8. */
static char *header_value(struct arena *mem, const char *value, size_t length)
{
    if (!utf8_is_valid(value, length))
        return NULL;
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)value[i] < 0x20 && value[i] != '\t') || value[i] == 0x7f)
            return NULL;
    return text_trim(mem, arena_strndup(mem, value, length));
}

/* Headers about the way a request came are believed from the proxy only. */
static bool is_forwarding(const char *name)
{
    return strncmp(name, "x-forwarded-", 12) == 0 || strcmp(name, "forwarded") == 0 || strcmp(name, "x-real-ip") == 0;
}

/* libmicrohttpd reads the head where it came in: it ends each part by a NUL in the place of what stood there (a blank,
 * a colon, CR and LF), ends lines at a bare LF too, joins folded lines elsewhere, passes over lines without a name, and
 * what follows a NUL that was sent is not in its strings. So in a head that is as it should be the strings stand one
 * behind the other, with room for exactly what HTTP puts between them. Known of the version Debian 12 has; later ones
 * look themselves, and keep another buffer. */
static bool is_gap(const char *from, const char *to, ptrdiff_t length)
{
    for (ptrdiff_t i = 0; i < length; i++)
        if (to - from != length || from[i] != '\0')
            return false;
    return true;
}

static bool stands_as_sent(const struct exchange *exchange, const struct raw_headers *raw)
{
    const char *at = exchange->version + strlen(exchange->version);
    bool fine = is_gap(exchange->method + strlen(exchange->method), exchange->uri_there, 1) &&
                exchange->uri_there + strlen(exchange->uri) + 1 == exchange->version;
    for (size_t i = 0; fine && i < raw->count; i++) {
        const struct raw_header *header = &raw->items[i];
        const char *value = header->name + header->name_length + 1;
        fine = is_gap(at, header->name, 2);
        while (fine && value < header->value && (*value == ' ' || *value == '\t'))
            value++;
        fine = fine && value == header->value;
        at = header->value + header->value_length;
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return fine && info && is_gap(at, exchange->method + info->header_size, 4); /* and the empty line */
}

static bool knows_buffer(void)
{
    return strcmp(MHD_get_version(), "0.9.75") == 0;
}

static enum refusal read_headers(struct exchange *exchange)
{
    const struct server_limits *limits = &exchange->server->limits;
    struct request *request = exchange->request;
    int count = MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, NULL, NULL);
    if (count > limits->headers)
        return REFUSED_HEAD;
    struct raw_headers raw = { .room = count > 0 ? (size_t)count : 0 };
    raw.items = ARENA_ARRAY(exchange->mem, struct raw_header, raw.room);
    MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, take_header, &raw);
    if (knows_buffer() && !stands_as_sent(exchange, &raw))
        return REFUSED_REQUEST;
    size_t bytes = strlen(exchange->uri);
    for (size_t i = 0; i < raw.count; i++)
        bytes += raw.items[i].name_length + raw.items[i].value_length + 4;
    if (bytes > (size_t)limits->head_bytes)
        return REFUSED_HEAD;
    for (size_t i = 0; i < raw.count; i++) {
        struct http_pair pair = { header_name(exchange->mem, raw.items[i].name, raw.items[i].name_length),
                                  header_value(exchange->mem, raw.items[i].value, raw.items[i].value_length) };
        if (!pair.name || !pair.value)
            return REFUSED_REQUEST;
        if (!is_forwarding(pair.name) || exchange->peer->is_proxy)
            *ARRAY_ADD(exchange->mem, &request->headers.list) = pair;
        if (strcmp(pair.name, "cookie") == 0)
            cookies_parse(exchange->mem, &request->cookies, pair.value);
    }
    return REFUSED_NOT;
}

static int count_header(const struct request *request, const char *name)
{
    int count = 0;
    for (size_t i = 0; i < request->headers.list.count; i++)
        count += strcmp(request->headers.list.items[i].name, name) == 0;
    return count;
}

static bool is_host(const char *host)
{
    return host[0] &&
           strspn(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:[]") == strlen(host);
}

/* What makes two readers see two different requests in the same bytes. */
static enum refusal check_headers(struct exchange *exchange, const char *version)
{
    struct request *request = exchange->request;
    for (size_t i = 0; i < COUNT_OF(single); i++)
        if (count_header(request, single[i]) > 1)
            return i == 0 ? REFUSED_HOST : REFUSED_REQUEST;
    const char *host = request_header(request, "host"), *length = request_header(request, "content-length");
    const char *coding = request_header(request, "transfer-encoding"), *expect = request_header(request, "expect");
    bool is_old = strcmp(version, "HTTP/1.0") == 0;
    if (host ? !is_host(host) : !is_old)
        return REFUSED_HOST;
    if (length && (coding || !length[0] || strspn(length, "0123456789") != strlen(length)))
        return REFUSED_LENGTH;
    if (coding && (strcasecmp(coding, "chunked") != 0 || is_old))
        return REFUSED_LENGTH;
    if (expect && strcasecmp(expect, "100-continue") != 0)
        return REFUSED_EXPECT;
    const char *encoding = request_header(request, "content-encoding");
    if (encoding && strcasecmp(encoding, "identity") != 0)
        return REFUSED_CODING;
    exchange->body.expects = expect && !is_old;
    exchange->body.chunked = coding;
    if (length && !text_to_int(length, 0, INT64_MAX, &exchange->body.announced))
        return REFUSED_BODY;
    return REFUSED_NOT;
}

/* The path and the query of "/a?b" and of "http://host/a?b". */
static enum refusal read_uri(struct exchange *exchange, bool *slash)
{
    struct request *request = exchange->request;
    const char *uri = exchange->uri;
    if (strncasecmp(uri, "http://", 7) == 0 || strncasecmp(uri, "https://", 8) == 0) {
        uri = strstr(uri, "//") + 2;
        const char *host = request_header(request, "host");
        size_t named = strcspn(uri, "/?");
        if (!host || strlen(host) != named || strncasecmp(host, uri, named) != 0)
            return REFUSED_HOST; /* we are nobody's proxy */
        uri += named;
        if (!*uri)
            uri = "/";
    }
    size_t length = strcspn(uri, "?");
    struct err err;
    request->path = path_decode(exchange->mem, arena_strndup(exchange->mem, uri, length), slash, &err);
    if (!request->path || strpbrk(uri, "# \t")) {
        request->path = "/";
        return REFUSED_PATH;
    }
    request->query = arena_strdup(exchange->mem, uri[length] ? uri + length + 1 : "");
    if (!pairs_parse(exchange->mem, &request->parameters, request->query, (size_t)exchange->server->limits.form_fields,
                     &err))
        return REFUSED_QUERY;
    return REFUSED_NOT;
}

static enum http_method read_method(const char *name)
{
    for (int method = HTTP_GET; method < HTTP_OTHER; method++)
        if (strcmp(name, http_method_name((enum http_method)method)) == 0)
            return (enum http_method)method;
    return HTTP_OTHER;
}

/* The last address of X-Forwarded-For is the one the proxy itself has seen. */
static void read_forwarding(struct exchange *exchange)
{
    struct request *request = exchange->request;
    const char *proto = request_header(request, "x-forwarded-proto"), *chain = NULL;
    for (size_t i = 0; i < request->headers.list.count; i++)
        if (strcmp(request->headers.list.items[i].name, "x-forwarded-for") == 0)
            chain = request->headers.list.items[i].value;
    request->secure = proto && strcasecmp(proto, "https") == 0;
    const char *comma = chain ? strrchr(chain, ',') : NULL;
    char address[ADDRESS_MAX];
    if (chain && address_normal(text_trim(exchange->mem, comma ? comma + 1 : chain), address))
        request->remote = arena_strdup(exchange->mem, address);
}

enum refusal head_read(struct exchange *exchange, bool *slash)
{
    struct request *request = exchange->request;
    const char *method = exchange->method, *version = exchange->version;
    request->method = read_method(method);
    request->remote = exchange->peer->address;
    request->peer_uid = exchange->peer->uid;
    if (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0)
        return REFUSED_VERSION;
    enum refusal refused = is_token(method) ? read_headers(exchange) : REFUSED_REQUEST;
    if (!refused)
        refused = check_headers(exchange, version);
    if (!refused)
        refused = read_uri(exchange, slash);
    if (!refused && exchange->peer->is_proxy)
        read_forwarding(exchange);
    return refused;
}
