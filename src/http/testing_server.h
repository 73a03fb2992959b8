/* src/http/testing_server.h
 * A server that says what it heard, for the tests of this room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "http/server.h"
#include "http/testing.h"

/* What the server of these tests answers: "/w/…" by a worker, everything else on the network thread.
 *   /echo  what came in        /sleep  after half a second       /big    64 KB of text
 *   /long  after 2,5 seconds
 *   /file  an open file        /nothing  nothing                 /hungry more memory than there is
 *   /refused  is refused by LOOK */
static struct arena *mem;
static struct server *server;
static atomic_int looked, answered, begun, ended;

static inline const char *last_segment(const struct request *request)
{
    const char *path = request->path;
    return strncmp(path, "/w/", 3) == 0 ? path + 2 : path;
}

static inline void look(const struct request *head, struct server_look *look, void *arg)
{
    (void)arg;
    atomic_fetch_add(&looked, 1);
    look->work = strncmp(head->path, "/w/", 3) == 0 ? SERVER_WORKER : SERVER_INLINE;
    look->takes_files = strstr(head->path, "files") != NULL;
    look->refused = strcmp(last_segment(head), "/refused") == 0;
}

static inline void pause_milliseconds(int milliseconds)
{
    nanosleep(&(struct timespec){ .tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L }, NULL);
}

static inline void echo(struct request *request, struct response *response)
{
    struct text *text = &response->body;
    response->media_type = "text/plain; charset=utf-8";
    text_printf(text, "%s %s?%s remote=%s secure=%d uid=%d\n", http_method_name(request->method), request->path,
                request->query, request->remote, request->secure, (int)request->peer_uid);
    for (size_t i = 0; i < request->parameters.list.count; i++)
        text_printf(text, "q %s=%s\n", request->parameters.list.items[i].name, request->parameters.list.items[i].value);
    for (size_t i = 0; i < request->form.list.count; i++)
        text_printf(text, "f %s=%s\n", request->form.list.items[i].name, request->form.list.items[i].value);
    for (size_t i = 0; i < request->uploads.count; i++) {
        const struct upload *upload = &request->uploads.items[i];
        char first[16] = "";
        ssize_t got = read(upload->file, first, sizeof first - 1);
        text_printf(text, "u %s=%s %s %d %.*s\n", upload->field, upload->name, upload->declared_type, (int)upload->size,
                    (int)(got > 0 ? got : 0), first);
    }
    if (request->body_length)
        text_printf(text, "b %zu %s\n", request->body_length, request->body);
    const char *cookie = request_cookie(request, "s"), *via = request_header(request, "x-forwarded-for");
    text_printf(text, "cookie=%s via=%s\n", cookie ? cookie : "-", via ? via : "-");
}

static inline void answer(struct request *request, struct response *response, void *arg)
{
    (void)arg;
    atomic_fetch_add(&answered, 1);
    const char *what = last_segment(request);
    if (strcmp(what, "/nothing") == 0)
        return;
    if (strcmp(what, "/sleep") == 0)
        pause_milliseconds(500);
    if (strcmp(what, "/long") == 0)
        pause_milliseconds(2500);
    if (strcmp(what, "/hungry") == 0)
        arena_alloc(request->mem, 2 * ARENA_REQUEST_MAX);
    if (strcmp(what, "/big") == 0) {
        for (int i = 0; i < 1024; i++)
            text_raw(&response->body, "Đơn thư của công dân, tổ chức. 0123456789 abcdefghijklmnopqr\n");
        return;
    }
    if (strcmp(what, "/file") == 0) {
        int file = open("meson.build", O_RDONLY | O_CLOEXEC);
        response_file(response, file, 16);
        response_download(response, "bản thảo.txt", "text/plain");
        return;
    }
    echo(request, response);
}

static inline void begin(void *arg)
{
    (void)arg;
    atomic_fetch_add(&begun, 1);
}

static inline void end(void *arg)
{
    (void)arg;
    atomic_fetch_add(&ended, 1);
}

static struct server_options options;

static inline void start(void)
{
    struct err err = { 0 };
    server = server_start(&options, &err);
    if (!server)
        fail_msg("%s", err.text);
}

static inline int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    atomic_store(&looked, 0);
    atomic_store(&answered, 0);
    atomic_store(&begun, 0);
    atomic_store(&ended, 0);
    options = (struct server_options){
        .listen = "127.0.0.1:0",
        .inherited = -1,
        .limits = server_limits,
        .look = look,
        .answer = answer,
        .worker_begin = begin,
        .worker_end = end,
    };
    options.limits.workers = 4;
    return 0;
}

static inline int set_up_started(void **state)
{
    set_up(state);
    start();
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    server_stop(server);
    server = NULL;
    arena_free(mem);
    return 0;
}

#define HOST "Host: congvu.test\r\n"

/* A GET of PATH that ends the connection. */
static inline char *get(const char *path)
{
    return client_ask(mem, server_port(server),
                      arena_printf(mem, "GET %s HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n", path));
}

#define MULTIPART  "multipart/form-data; boundary=xYz"
#define PART(name) "--xYz\r\nContent-Disposition: form-data; name=\"" name "\""
#define END        "--xYz--\r\n"

#define FORWARDED "X-Forwarded-For: 10.9.8.7, 203.0.113.5\r\nX-Forwarded-Proto: https\r\n"

#define STARTED(test) cmocka_unit_test_setup_teardown(test, set_up_started, tear_down)
#define ALONE(test)   cmocka_unit_test_setup_teardown(test, set_up, tear_down) /* the test calls start() */
