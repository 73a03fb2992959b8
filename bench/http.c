/* SPDX-License-Identifier: Apache-2.0 */
#include "http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "measure.h"

enum { ANSWER_MAX = 64 << 20, ROOM_FIRST = 64 << 10, TOKEN_LENGTH = 128, ANSWER_SECONDS = 120 };

struct client {
    int port, socket; /* -1: not connected */
    char *bytes;
    size_t length, room;
};

/* --- what is sent and read ---------------------------------------------------------------------------------------- */

const char *http_request(struct arena *mem, int port, const char *method, const char *path, const char *extra,
                         const char *body)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_printf(&out, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s", method, path, port, extra);
    if (body)
        text_printf(&out, "Content-Length: %zu\r\n", strlen(body));
    text_add(&out, "\r\n");
    text_add(&out, body ? body : "");
    return out.data;
}

/* Where the value of header NAME begins; NULL without it. END is that of the head. */
static const char *header(const char *head, const char *end, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = head; line && line < end; line = memmem(line, (size_t)(end - line), "\r\n", 2)) {
        line += line == head ? 0 : 2;
        if ((size_t)(end - line) > length && strncasecmp(line, name, length) == 0 && line[length] == ':')
            return line + length + 1 + strspn(line + length + 1, " ");
    }
    return NULL;
}

/* The length of a body in chunks from AT; 0 when some is missing. */
static ssize_t chunks_length(const char *at, const char *end)
{
    const char *from = at;
    for (;;) {
        const char *line = memmem(at, (size_t)(end - at), "\r\n", 2);
        if (!line)
            return 0;
        size_t size = strtoul(at, NULL, 16);
        at = line + 2 + size + 2;
        if (at > end)
            return 0;
        if (size == 0)
            return at - from;
    }
}

ssize_t http_answer_length(const char *bytes, size_t length, int *status)
{
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (!end)
        return 0;
    if (length < 12 || memcmp(bytes, "HTTP/1.1 ", 9) != 0)
        return -1;
    *status = (int)strtol(bytes + 9, NULL, 10);
    size_t head = (size_t)(end + 4 - bytes);
    const char *size = header(bytes, end, "Content-Length");
    if (size)
        return head + strtoul(size, NULL, 10) <= length ? (ssize_t)(head + strtoul(size, NULL, 10)) : 0;
    if (header(bytes, end, "Transfer-Encoding")) {
        ssize_t body = chunks_length(end + 4, bytes + length);
        return body > 0 ? (ssize_t)head + body : 0;
    }
    return (ssize_t)head;
}

/* --- one connection ----------------------------------------------------------------------------------------------- */

int http_connect(int port, int flags)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    struct timeval patience = { .tv_sec = ANSWER_SECONDS };
    int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (made < 0 || connect(made, (struct sockaddr *)&address, sizeof address) != 0)
        give_up("port %d: %s", port, strerror(errno));
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (flags & SOCK_NONBLOCK && fcntl(made, F_SETFL, O_NONBLOCK) != 0)
        give_up("port %d: %s", port, strerror(errno));
    return made;
}

struct client *client_new(struct arena *mem, int port)
{
    struct client *client = ARENA_NEW(mem, struct client);
    client->port = port;
    client->socket = -1;
    arena_defer(mem, (void (*)(void *))client_close, client);
    return client;
}

void client_close(struct client *client)
{
    if (client->socket >= 0)
        close(client->socket);
    free(client->bytes);
    client->socket = -1;
    client->bytes = NULL;
    client->room = 0;
}

static void make_room(struct client *client)
{
    if (client->length + 1 < client->room)
        return;
    client->room = client->room ? client->room * 2 : ROOM_FIRST;
    client->bytes = client->room > ANSWER_MAX ? NULL : realloc(client->bytes, client->room);
    if (!client->bytes)
        give_up("an answer of more than %d bytes", ANSWER_MAX);
}

/* False when the server closed the connection before it answered. */
static bool exchange(struct client *client, const char *request, int *status)
{
    size_t left = strlen(request);
    *status = 0;
    client->length = 0;
    while (left > 0) {
        ssize_t sent = send(client->socket, request, left, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        request += sent;
        left -= (size_t)sent;
    }
    for (;;) {
        make_room(client);
        ssize_t got = recv(client->socket, client->bytes + client->length, client->room - 1 - client->length, 0);
        if (got < 0 && errno == EAGAIN) {
            *status = 0; /* patience is at its end */
            return true;
        }
        if (got <= 0)
            return false;
        client->length += (size_t)got;
        client->bytes[client->length] = '\0';
        ssize_t whole = http_answer_length(client->bytes, client->length, status);
        if (whole < 0)
            give_up("no answer of HTTP: %.60s", client->bytes);
        if (whole > 0)
            return true;
    }
}

/* The chunks' bytes behind each other, in place; their length. */
static size_t join_chunks(char *body)
{
    char *at = body, *to = body;
    for (;;) {
        char *line;
        size_t size = strtoul(at, &line, 16);
        at = strstr(line, "\r\n") + 2;
        memmove(to, at, size);
        to += size;
        at += size + 2;
        if (size == 0)
            break;
    }
    *to = '\0';
    return (size_t)(to - body);
}

struct answer client_ask(struct client *client, const char *request)
{
    struct answer answer = { 0 };
    bool was_open = client->socket >= 0;
    if (!was_open)
        client->socket = http_connect(client->port, 0);
    if (!exchange(client, request, &answer.status)) {
        close(client->socket);
        client->socket = http_connect(client->port, 0);
        if (!was_open || !exchange(client, request, &answer.status))
            give_up("no answer to %.80s", request);
    }
    if (answer.status == 0) {
        close(client->socket);
        client->socket = -1;
        return (struct answer){ .head = "", .body = "" };
    }
    char *end = strstr(client->bytes, "\r\n\r\n");
    *end = '\0';
    answer.head = client->bytes;
    answer.body = end + 4;
    answer.length = client->length - (size_t)(answer.body - client->bytes);
    if (header(answer.head, end, "Transfer-Encoding"))
        answer.length = join_chunks(end + 4);
    return answer;
}

/* --- visitors ----------------------------------------------------------------------------------------------------- */

/* Keeps what the answer sets: the session, and before it the visitor's own; not the notice that the next page shows. */
static void keep_cookies(struct visitor *visitor, const char *head)
{
    struct text out;
    text_init(&out, visitor->mem, TEXT_MAX_LINE);
    for (const char *at = strcasestr(head, "\r\nSet-Cookie: "); at; at = strcasestr(at + 2, "\r\nSet-Cookie: ")) {
        const char *value = at + strlen("\r\nSet-Cookie: ");
        size_t length = strcspn(value, ";\r");
        if (!text_starts(value, "congvu-notice="))
            text_printf(&out, "%s%.*s", out.length ? "; " : "", (int)length, value);
    }
    if (out.length)
        visitor->cookie = arena_printf(visitor->mem, "Cookie: %s\r\n", out.data);
}

/* The token of the forms of a page; "" where it has none. */
static const char *form_token(struct visitor *visitor, const char *page)
{
    const char *at = strstr(page, "name=\"_csrf\" value=\"");
    return at ? arena_strndup(visitor->mem, at + strlen("name=\"_csrf\" value=\""), TOKEN_LENGTH) : "";
}

static struct answer submit(struct visitor *visitor, const char *path, const char *fields)
{
    struct answer page = visitor_get(visitor, path);
    keep_cookies(visitor, page.head);
    const char *body = arena_printf(visitor->mem, "%s&_csrf=%s", fields, form_token(visitor, page.body));
    const char *extra = arena_printf(visitor->mem,
                                     "%sContent-Type: application/x-www-form-urlencoded\r\n"
                                     "Origin: http://127.0.0.1:%d\r\nSec-Fetch-Site: same-origin\r\n",
                                     visitor->cookie, visitor->port);
    struct answer answer =
        client_ask(visitor->client, http_request(visitor->mem, visitor->port, "POST", path, extra, body));
    keep_cookies(visitor, answer.head);
    return answer;
}

struct visitor *visitor_sign_in(struct arena *mem, int port, const char *login, const char *password,
                                const char *new_password)
{
    struct visitor *visitor = ARENA_NEW(mem, struct visitor);
    *visitor = (struct visitor){ .client = client_new(mem, port), .mem = mem, .port = port, .cookie = "" };
    struct answer answer = submit(visitor, "/dang-nhap", arena_printf(mem, "login=%s&password=%s", login, password));
    if (answer.status != 303)
        give_up("%s cannot sign in: status %d", login, answer.status);
    if (new_password) {
        answer = submit(
            visitor, "/tai-khoan/mat-khau",
            arena_printf(mem, "password=%s&password_new=%s&password_again=%s", password, new_password, new_password));
        if (answer.status != 303)
            give_up("%s cannot change the password: status %d", login, answer.status);
    }
    return visitor;
}

const char *visitor_request(const struct visitor *visitor, const char *path)
{
    return http_request(visitor->mem, visitor->port, "GET", path, visitor->cookie, NULL);
}

struct answer visitor_get(const struct visitor *visitor, const char *path)
{
    return client_ask(visitor->client, visitor_request(visitor, path));
}
