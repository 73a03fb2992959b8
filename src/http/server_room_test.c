/* SPDX-License-Identifier: Apache-2.0 */
/* Places when all are taken.
 *
 * Planted and seen red, each alone: the kept one put out before the slow one; one who is being answered put out; a head
 * without its minimum rate. */
#include "http/testing_server.h"

#include <arpa/inet.h>

enum { FRESH_MS = 1000 };

static const char head_begun[] = "POST /w/echo HTTP/1.1\r\n" HOST "X-Slow: ";

static int slow_client(void)
{
    int client = client_open(server_port(server));
    client_send(client, head_begun);
    return client;
}

static int kept_client(void)
{
    int client = client_open(server_port(server));
    client_send(client, "GET /echo HTTP/1.1\r\n" HOST "\r\n");
    assert_int_equal(answer_status(client_read_one(mem, client, false)), 200);
    return client;
}

/* The server has closed it, within a second. */
static bool is_put_out(int client)
{
    char c;
    for (int i = 0; i < 50; i++, pause_milliseconds(20)) {
        ssize_t got = recv(client, &c, 1, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN))
            return true;
    }
    return false;
}

static bool is_open(int client)
{
    char c;
    return recv(client, &c, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

/* A fresh client is answered 200, soon. */
static void is_served(void)
{
    int64_t before = clock_monotonic();
    assert_int_equal(answer_status(get("/echo")), 200);
    assert_in_range(clock_monotonic() - before, 0, FRESH_MS);
}

/* A fresh client is answered, and the server has seen it go: at most OTHERS are left. */
static void comes_and_goes(unsigned others)
{
    is_served();
    for (int i = 0; i < 250 && server_state(server).connections > others; i++)
        pause_milliseconds(20);
    assert_in_range(server_state(server).connections, 0, others);
}

static void test_a_head_that_began_must_come_to_its_end(void **state)
{
    (void)state;
    options.limits.head_begun_seconds = 1;
    start();
    int kept = kept_client(), slow = slow_client();
    int64_t before = clock_monotonic();
    while (clock_monotonic() - before < 6000 && is_open(slow)) {
        client_send_bytes(slow, "a", 1);
        pause_milliseconds(100);
    }
    assert_in_range(clock_monotonic() - before, 900, 4000);
    assert_true(is_open(kept)); /* who says nothing has its idle time */
    close(slow);
    close(kept);
}

/* 8 places: six begin a head and do not end it, one says nothing, one was answered. */
static void test_the_slowest_loses_its_place(void **state)
{
    (void)state;
    options.limits.connections = 8;
    start();
    int slow[6], kept = kept_client(), silent = client_open(server_port(server));
    for (int i = 0; i < 6; i++)
        slow[i] = slow_client();
    pause_milliseconds(2000); /* nobody is fresh any more, and the keeper has seen who began a head */
    int next = kept_client(); /* in the place of a slow one: the table is full */
    for (int i = 0; i < 10; i++)
        comes_and_goes(7);
    int gone = 0;
    for (int i = 0; i < 6; i++)
        gone += is_put_out(slow[i]);
    assert_in_range(gone, 2, 6);
    assert_true(is_open(kept));
    assert_true(is_open(silent));
    close(kept);
    close(next);
    close(silent);
    for (int i = 0; i < 6; i++)
        close(slow[i]);
}

/* Slow ones that come again and again take places from one another only. */
static void test_a_flood_keeps_nobody_out(void **state)
{
    (void)state;
    enum { FLOOD = 200 };
    static int slow[FLOOD];
    options.limits.connections = 32;
    start();
    for (int i = 0; i < FLOOD; i++) {
        slow[i] = slow_client();
        if (i % 20 == 19)
            is_served();
    }
    assert_in_range(server_state(server).connections, 1, 64);
    for (int i = 0; i < FLOOD; i++)
        close(slow[i]);
}

static void test_who_is_being_answered_keeps_its_place(void **state)
{
    (void)state;
    options.limits.connections = 2;
    start();
    int first = client_open(server_port(server)), second = client_open(server_port(server));
    client_send(first, "GET /w/long HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    client_send(second, "GET /w/long HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    pause_milliseconds(200);
    int third = client_open(server_port(server));
    client_send(third, "GET /echo HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    pause_milliseconds(700);
    assert_true(is_open(third)); /* waits for its turn */
    assert_int_equal(answer_status(client_read_all(mem, first, NULL)), 200);
    assert_int_equal(answer_status(client_read_all(mem, second, NULL)), 200);
    assert_int_equal(answer_status(client_read_all(mem, third, NULL)), 200);
    close(first);
    close(second);
    close(third);
}

static void test_an_upload_that_comes_keeps_its_place(void **state)
{
    (void)state;
    options.limits.connections = 2;
    start();
    int upload = client_open(server_port(server)), slow = slow_client();
    client_send(upload, "POST /w/echo HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\nContent-Length: 100000\r\n"
                        "Connection: close\r\n\r\n");
    char piece[10000];
    memset(piece, 'a', sizeof piece);
    for (int i = 0; i < 10; i++) {
        client_send_bytes(upload, piece, sizeof piece);
        pause_milliseconds(150);
        is_served();
    }
    assert_int_equal(answer_status(client_read_all(mem, upload, NULL)), 200);
    assert_true(is_put_out(slow));
    close(upload);
    close(slow);
}

/* An office behind one address: its next visitor gets the place of its own that is idle longest; who is refused is told
 * when to come back. */
static void test_an_address_makes_room_for_its_own(void **state)
{
    (void)state;
    options.limits.connections_address = 3;
    start();
    int kept[3];
    for (int i = 0; i < 3; i++) {
        kept[i] = kept_client();
        pause_milliseconds(20);
    }
    assert_int_equal(server_state(server).connections, 3);
    pause_milliseconds(600);
    is_served();
    assert_true(is_put_out(kept[0]));
    assert_true(is_open(kept[1]) && is_open(kept[2]));
    for (int i = 0; i < 3; i++)
        close(kept[i]);
    for (int waited = 0; server_state(server).connections > 0 && waited < 5000; waited += 20)
        pause_milliseconds(20);
    int busy[3];
    for (int i = 0; i < 3; i++) {
        busy[i] = client_open(server_port(server));
        client_send(busy[i], "GET /w/long HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    }
    pause_milliseconds(300);
    const char *said = get("/echo");
    assert_int_equal(answer_status(said), 503);
    assert_non_null(answer_header(mem, said, "Retry-After"));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(answer_status(client_read_all(mem, busy[i], NULL)), 200);
        close(busy[i]);
    }
}

static void test_many_of_one_address_are_served(void **state)
{
    (void)state;
    enum { OFFICE = 200 };
    static int kept[OFFICE];
    start();
    for (int i = 0; i < OFFICE; i++)
        kept[i] = kept_client();
    for (int i = 0; i < OFFICE; i++) {
        assert_true(is_open(kept[i]));
        close(kept[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALONE(test_a_head_that_began_must_come_to_its_end),
        ALONE(test_the_slowest_loses_its_place),
        ALONE(test_a_flood_keeps_nobody_out),
        ALONE(test_who_is_being_answered_keeps_its_place),
        ALONE(test_an_upload_that_comes_keeps_its_place),
        ALONE(test_an_address_makes_room_for_its_own),
        ALONE(test_many_of_one_address_are_served),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
