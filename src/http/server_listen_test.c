/* SPDX-License-Identifier: Apache-2.0 */
#include "http/testing_server.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/stat.h>

static char folder[64];

/* The path of a socket in a folder of its own. */
static const char *socket_path(void)
{
    snprintf(folder, sizeof folder, "/tmp/congvu-http-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return arena_printf(mem, "%s/congvu.sock", folder);
}

static void remove_folder(const char *path)
{
    unlink(path);
    assert_int_equal(rmdir(folder), 0);
}

/* --- the network -------------------------------------------------------------------------------------------------- */

static void fails(const char *kind, const char *subject, const char *words)
{
    struct err err = { 0 };
    assert_null(server_start(&options, &err));
    assert_string_equal(err_kind_name(err.kind), kind);
    assert_string_equal(err.subject, subject);
    if (!strstr(err.text, words))
        fail_msg("%s", err.text);
}

static void test_addresses_that_cannot_be_read_are_refused(void **state)
{
    (void)state;
    const char *wrong[] = {
        "",         "8080",  "localhost:8080", "127.0.0.1",     "127.0.0.1:",     "127.0.0.1:65536", "127.0.0.1:-1",
        "::1:8080", "[::1]", "[::1:8080",      "127.0.0.1:80a", "[127.0.0.1]:80", "999.0.0.1:80"
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        options.listen = wrong[i];
        fails("invalid", "address", "127.0.0.1:8080");
    }
    options.listen = "127.0.0.1:0";
    options.proxy = "proxy.example";
    fails("invalid", "address", "máy trung gian");
}

static void test_a_taken_port_is_said(void **state)
{
    (void)state;
    start();
    char address[32];
    snprintf(address, sizeof address, "127.0.0.1:%d", server_port(server));
    options.listen = address;
    fails("busy", "address", "đang có chương trình khác dùng");
}

static void test_a_socket_that_was_handed_over_is_served(void **state)
{
    (void)state;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listening, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listening, 8), 0);
    options.inherited = listening;
    options.listen = NULL;
    start();
    assert_true(server_port(server) > 0);
    assert_int_equal(answer_status(get("/w/echo")), 200);
}

static void test_no_socket_is_inherited_by_another_process(void **state)
{
    (void)state;
    unsetenv("LISTEN_PID");
    assert_int_equal(server_inherited_socket(), -1);
    setenv("LISTEN_FDS", "1", 1);
    setenv("LISTEN_PID", "1", 1);
    assert_int_equal(server_inherited_socket(), -1);
    setenv("LISTEN_PID", "x", 1);
    assert_int_equal(server_inherited_socket(), -1);
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_PID");
}

/* --- the unix socket ---------------------------------------------------------------------------------------------- */

static void test_the_socket_says_who_asks_and_is_for_its_owner(void **state)
{
    (void)state;
    options.listen = NULL;
    options.socket = socket_path();
    start();
    assert_int_equal(server_port(server), 0);
    struct stat made;
    assert_int_equal(lstat(options.socket, &made), 0);
    assert_int_equal(made.st_mode & 07777, 0600);
    int client = client_open_local(options.socket);
    client_send(client, "GET /w/echo HTTP/1.1\r\nHost: localhost\r\n" FORWARDED "Connection: close\r\n\r\n");
    const char *said = client_read_all(mem, client, NULL);
    close(client);
    assert_non_null(strstr(said, arena_printf(mem, "remote= secure=0 uid=%d\n", (int)getuid())));
    assert_non_null(strstr(said, "via=-"));
    server_stop(server);
    server = NULL;
    assert_int_equal(lstat(options.socket, &made), -1);
    remove_folder(options.socket);
}

static void test_a_socket_left_behind_is_replaced_and_a_living_one_is_not(void **state)
{
    (void)state;
    options.listen = NULL;
    options.socket = socket_path();
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    memcpy(address.sun_path, options.socket, strlen(options.socket) + 1);
    int stale = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(stale, (struct sockaddr *)&address, sizeof address), 0);
    close(stale);
    start();
    fails("busy", "address", "đang trả lời");
    int client = client_open_local(options.socket);
    client_send(client, "GET /echo HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    assert_int_equal(answer_status(client_read_all(mem, client, NULL)), 200);
    close(client);
    server_stop(server);
    server = NULL;
    remove_folder(options.socket);
}

static void test_a_file_in_the_socket_s_place_is_left_alone(void **state)
{
    (void)state;
    options.listen = NULL;
    options.socket = socket_path();
    close(open(options.socket, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    fails("invalid", "address", "không phải là socket");
    assert_int_equal(access(options.socket, F_OK), 0);
    remove_folder(options.socket);
    char path[200];
    memset(path, 'a', sizeof path);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    options.socket = path;
    fails("invalid", "address", "quá dài");
}

/* --- the stop ----------------------------------------------------------------------------------------------------- */

static void test_a_stop_waits_for_what_is_under_way(void **state)
{
    (void)state;
    start();
    int client = client_open(server_port(server)), port = server_port(server), idle = client_open(port);
    client_send(idle, "GET /echo HTTP/1.1\r\n" HOST "\r\n");
    assert_int_equal(answer_status(client_read_one(mem, idle, false)), 200); /* and stays open */
    client_send(client, "GET /w/sleep HTTP/1.1\r\n" HOST "\r\n");
    pause_milliseconds(100);
    int64_t before = clock_monotonic();
    server_stop(server);
    server = NULL;
    assert_in_range(clock_monotonic() - before, 200, 3000);
    const char *said = client_read_all(mem, client, NULL);
    assert_int_equal(answer_status(said), 200);
    assert_string_equal(answer_header(mem, said, "Connection"), "close");
    assert_int_equal(atomic_load(&begun), options.limits.workers);
    assert_int_equal(atomic_load(&ended), options.limits.workers);
    close(client);
    close(idle);
}

static void test_a_stop_does_not_wait_for_ever(void **state)
{
    (void)state;
    options.limits.workers = 1;
    options.limits.drain_seconds = 0;
    start();
    int clients[6], fine = 0, refused = 0;
    for (int i = 0; i < 6; i++) {
        clients[i] = client_open(server_port(server));
        client_send(clients[i], "GET /w/sleep HTTP/1.1\r\n" HOST "\r\n");
    }
    pause_milliseconds(200);
    int64_t before = clock_monotonic();
    server_stop(server);
    server = NULL;
    assert_in_range(clock_monotonic() - before, 0, 2500); /* the one that is being answered, not all six */
    for (int i = 0; i < 6; i++) {
        int status = answer_status(client_read_all(mem, clients[i], NULL));
        fine += status == 200;
        refused += status == 503;
        close(clients[i]);
    }
    assert_int_equal(fine, 1);
    assert_int_equal(refused, 5);
}

static void test_servers_start_and_stop_without_a_request(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        start();
        server_stop(server);
    }
    server = NULL;
    server_stop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALONE(test_addresses_that_cannot_be_read_are_refused),
        ALONE(test_a_taken_port_is_said),
        ALONE(test_a_socket_that_was_handed_over_is_served),
        ALONE(test_no_socket_is_inherited_by_another_process),
        ALONE(test_the_socket_says_who_asks_and_is_for_its_owner),
        ALONE(test_a_socket_left_behind_is_replaced_and_a_living_one_is_not),
        ALONE(test_a_file_in_the_socket_s_place_is_left_alone),
        ALONE(test_a_stop_waits_for_what_is_under_way),
        ALONE(test_a_stop_does_not_wait_for_ever),
        ALONE(test_servers_start_and_stop_without_a_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
