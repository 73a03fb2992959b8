/* src/http/testing.h
 * A client that says exactly what a test wants said. For tests only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"

enum { TEST_SECONDS = 10, /* how long a test waits before it gives up */ ANSWER_MAX = 64 << 20, PIECE = 64 << 10 };

/* 0 where there is none. */
static inline int answer_status(const char *answer)
{
    return text_starts(answer, "HTTP/1.1 ") ? (int)strtol(answer + strlen("HTTP/1.1 "), NULL, 10) : 0;
}

/* NULL where there is none. */
static inline const char *answer_header(struct arena *mem, const char *answer, const char *name)
{
    for (const char *line = strstr(answer, "\r\n"); line && !text_starts(line, "\r\n\r\n");
         line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
            return text_trim(mem, arena_strndup(mem, line + strlen(name) + 1, strcspn(line, "\r") - strlen(name) - 1));
    }
    return NULL;
}

static inline const char *answer_body(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n");
    return end ? end + 4 : "";
}

static inline int opened(int client, const void *address, socklen_t size)
{
    struct timeval patience = { .tv_sec = TEST_SECONDS };
    assert_true(client >= 0);
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(client, address, size) != 0)
        fail_msg("connect: %s", strerror(errno));
    return client;
}

/* A connection to 127.0.0.1:PORT; the test fails where there is none. */
static inline int client_open(int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return opened(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), &address, sizeof address);
}

/* A connection to the unix socket at PATH. */
static inline int client_open_local(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    assert_true(strlen(path) < sizeof address.sun_path);
    memcpy(address.sun_path, path, strlen(path) + 1);
    return opened(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), &address, sizeof address);
}

static inline void client_send_bytes(int client, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(client, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return; /* the server has had enough; the test looks at its answer */
        bytes += sent;
        length -= (size_t)sent;
    }
}

static inline void client_send(int client, const char *text)
{
    client_send_bytes(client, text, strlen(text));
}

/* Everything until the server closes; "" where it closed at once. Lives in MEM, LENGTH may be NULL. */
static inline char *client_read_all(struct arena *mem, int client, size_t *length)
{
    struct text text;
    text_init(&text, mem, ANSWER_MAX);
    char piece[PIECE];
    ssize_t got;
    while ((got = recv(client, piece, sizeof piece, 0)) > 0)
        text_add_bytes(&text, piece, (size_t)got);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        fail_msg("no end after %d seconds; so far: %s", TEST_SECONDS, text.data);
    if (length)
        *length = text.length;
    return text.data;
}

/* One answer with a Content-Length (HEAD: without its body), so that the connection can be used again. */
static inline char *client_read_one(struct arena *mem, int client, bool head)
{
    struct text text;
    text_init(&text, mem, ANSWER_MAX);
    size_t wanted = 0;
    while (wanted == 0 || text.length < wanted) {
        char c[PIECE];
        size_t most = wanted ? wanted - text.length : 1; /* nothing of the next answer */
        ssize_t got = recv(client, c, most < sizeof c ? most : sizeof c, 0);
        if (got <= 0)
            return text.data;
        text_add_bytes(&text, c, (size_t)got);
        if (wanted == 0 && text_ends(text.data, "\r\n\r\n")) {
            const char *length = head ? NULL : answer_header(mem, text.data, "Content-Length");
            wanted = text.length + (length ? strtoul(length, NULL, 10) : 0);
        }
    }
    return text.data;
}

/* Opens, sends, reads all, closes. */
static inline char *client_ask(struct arena *mem, int port, const char *text)
{
    int client = client_open(port);
    client_send(client, text);
    char *answer = client_read_all(mem, client, NULL);
    close(client);
    return answer;
}

/* How many status lines there are. */
static inline int answer_count(const char *answer)
{
    int count = 0;
    for (const char *at = strstr(answer, "HTTP/1.1 "); at; at = strstr(at + 1, "HTTP/1.1 "))
        count++;
    return count;
}
