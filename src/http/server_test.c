/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include "http/testing_server.h"

/* --- answers ------------------------------------------------------------------------------------------------------ */

static void test_both_ways_answer(void **state)
{
    (void)state;
    const char *paths[] = { "/echo?q=%C4%91%C3%B4ng", "/w/echo?q=%C4%91%C3%B4ng" };
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        const char *said = get(paths[i]);
        assert_int_equal(answer_status(said), 200);
        assert_non_null(strstr(said, "q q=đông\n"));
        assert_non_null(strstr(said, "remote=127.0.0.1 secure=0 uid=-1"));
        assert_non_null(answer_header(mem, said, "Date"));
        assert_null(answer_header(mem, said, "Server"));
        assert_string_equal(answer_header(mem, said, "Content-Type"), "text/plain; charset=utf-8");
    }
}

static void test_head_has_the_headers_of_get_and_no_body(void **state)
{
    (void)state;
    const char *full = get("/w/big");
    char *said = client_ask(mem, server_port(server), "HEAD /w/big HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    assert_int_equal(answer_status(said), 200);
    assert_string_equal(answer_body(said), "");
    assert_string_equal(answer_header(mem, said, "Content-Length"), answer_header(mem, full, "Content-Length"));
}

static void test_a_connection_is_kept_for_many_requests(void **state)
{
    (void)state;
    int client = client_open(server_port(server));
    for (int i = 0; i < 20; i++) {
        client_send(client, arena_printf(mem, "GET %s/echo?n=%d HTTP/1.1\r\n" HOST "\r\n", i % 2 ? "/w" : "", i));
        const char *said = client_read_one(mem, client, false);
        assert_int_equal(answer_status(said), 200);
        assert_non_null(strstr(said, arena_printf(mem, "q n=%d\n", i)));
    }
    close(client);
    assert_int_equal(server_state(server).requests, 20);
}

static void test_pipelined_requests_are_answered_in_order(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, mem, TEXT_MAX_PAGE);
    for (int i = 0; i < 30; i++)
        text_printf(&text, "GET %s/echo?n=%d HTTP/1.1\r\n" HOST "%s\r\n", i % 3 ? "/w" : "", i,
                    i == 29 ? "Connection: close\r\n" : "");
    const char *said = client_ask(mem, server_port(server), text.data);
    assert_int_equal(answer_count(said), 30);
    for (int i = 0; i < 30; i++) {
        said = strstr(said, arena_printf(mem, "q n=%d\n", i));
        assert_non_null(said);
    }
}

static void test_a_text_is_compressed_where_the_client_takes_it(void **state)
{
    (void)state;
    const char *plain = get("/big");
    assert_null(answer_header(mem, plain, "Content-Encoding"));
    assert_string_equal(answer_header(mem, plain, "Vary"), "Accept-Encoding");
    assert_int_equal((int)strtol(answer_header(mem, plain, "Content-Length"), NULL, 10),
                     (int)strlen(answer_body(plain)));
    const char *ask = "GET /w/big HTTP/1.1\r\n" HOST "Accept-Encoding: br, gzip;q=0.8\r\nConnection: close\r\n\r\n";
    const char *packed = client_ask(mem, server_port(server), ask);
    assert_string_equal(answer_header(mem, packed, "Content-Encoding"), "gzip");
    assert_true(strtol(answer_header(mem, packed, "Content-Length"), NULL, 10) < 1000);
    assert_memory_equal(answer_body(packed), "\x1f\x8b", 2);
    const char *none = "GET /big HTTP/1.1\r\n" HOST "Accept-Encoding: gzip;q=0\r\nConnection: close\r\n\r\n";
    assert_null(answer_header(mem, client_ask(mem, server_port(server), none), "Content-Encoding"));
    assert_null(answer_header(mem, get("/echo"), "Vary"));
}

static void test_a_file_is_sent_as_a_download(void **state)
{
    (void)state;
    const char *said = get("/w/file");
    assert_string_equal(answer_body(said), "# SPDX-License-I");
    assert_non_null(strstr(answer_header(mem, said, "Content-Disposition"), "filename*=UTF-8''b%E1%BA%A3n"));
    assert_string_equal(answer_header(mem, said, "X-Content-Type-Options"), "nosniff");
}

static void test_an_answer_that_was_forgotten_is_a_defect_with_words(void **state)
{
    (void)state;
    const char *said = get("/w/nothing");
    assert_int_equal(answer_status(said), 500);
    assert_non_null(strstr(said, "Máy chủ gặp lỗi"));
}

static void test_memory_that_ends_ends_the_request_only(void **state)
{
    (void)state;
    const char *paths[] = { "/hungry", "/w/hungry" };
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        const char *said = get(paths[i]);
        assert_int_equal(answer_status(said), 503);
        assert_non_null(answer_header(mem, said, "Retry-After"));
        assert_non_null(strstr(said, "bộ nhớ"));
        assert_int_equal(answer_status(get("/w/echo")), 200);
    }
}

static void test_a_slash_at_the_end_leads_to_the_path_without(void **state)
{
    (void)state;
    const char *said = get("/ho-so/%C4%91on/?a=1");
    assert_int_equal(answer_status(said), 308);
    assert_string_equal(answer_header(mem, said, "Location"), "/ho-so/%C4%91on?a=1");
    assert_int_equal(atomic_load(&looked), 0);
}

/* --- clients that are slow or gone -------------------------------------------------------------------------------- */

static void test_a_slow_head_is_ended(void **state)
{
    (void)state;
    options.limits.head_seconds = 1;
    start();
    int client = client_open(server_port(server));
    int64_t before = clock_monotonic();
    const char *head = "GET /echo HTTP/1.1\r\n" HOST "X-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (size_t i = 0; i < strlen(head) && clock_monotonic() - before < 5000; i++) {
        char c;
        client_send_bytes(client, head + i, 1);
        pause_milliseconds(50);
        if (recv(client, &c, 1, MSG_DONTWAIT) == 0)
            break;
    }
    assert_in_range(clock_monotonic() - before, 900, 3000);
    close(client);
}

static void test_a_client_that_says_nothing_is_ended(void **state)
{
    (void)state;
    options.limits.idle_seconds = 1;
    start();
    const char *halves[] = { "", "GET /echo HTTP/1.1\r\nHo",
                             "POST /w/echo HTTP/1.1\r\n" HOST "Content-Length: 100\r\n\r\nhalf" };
    for (size_t i = 0; i < COUNT_OF(halves); i++) {
        int64_t before = clock_monotonic();
        assert_int_equal(answer_status(client_ask(mem, server_port(server), halves[i])), 0);
        assert_in_range(clock_monotonic() - before, 900, 4000);
    }
    assert_int_equal(atomic_load(&answered), 0);
    assert_int_equal(answer_status(get("/w/echo")), 200);
}

static void test_a_client_that_goes_away_harms_nobody(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        int client = client_open(server_port(server));
        client_send(client, i % 2 ? "GET /w/sleep HTTP/1.1\r\n" HOST "\r\n"
                                  : "POST /w/files HTTP/1.1\r\n" HOST "Content-Type: " MULTIPART
                                    "\r\nContent-Length: 1000\r\n\r\n" PART("a") "; filename=\"b\"\r\n\r\nx");
        if (i % 3 == 0)
            setsockopt(client, SOL_SOCKET, SO_LINGER, &(struct linger){ .l_onoff = 1 }, sizeof(struct linger));
        close(client);
    }
    for (int i = 0; i < 5; i++)
        assert_int_equal(answer_status(get("/w/echo")), 200);
}

static void test_a_client_that_leaves_its_request_half_said_is_let_go(void **state)
{
    (void)state;
    const char *halves[] = { "POST /w/echo HTTP/1.1\r\n" HOST "Content-Length: 1000\r\n\r\nhalf", "GET /w/ec" };
    for (size_t i = 0; i < COUNT_OF(halves); i++) {
        int client = client_open(server_port(server));
        client_send(client, halves[i]);
        close(client); /* the end comes with the last bytes */
    }
    int64_t before = clock_monotonic();
    while (server_state(server).connections > 0 && clock_monotonic() - before < 5000)
        pause_milliseconds(20);
    assert_in_range(clock_monotonic() - before, 0, 4000);
}

static void test_a_client_that_has_said_all_may_end_its_half(void **state)
{
    (void)state;
    int client = client_open(server_port(server));
    client_send(client, "GET /w/sleep HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    shutdown(client, SHUT_WR);
    assert_int_equal(answer_status(client_read_all(mem, client, NULL)), 200);
    close(client);
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

static void test_more_than_can_wait_is_told_to_come_back(void **state)
{
    (void)state;
    options.limits.workers = 1;
    options.limits.waiting = 2;
    start();
    int clients[8], busy = 0, fine = 0;
    for (int i = 0; i < 8; i++) {
        clients[i] = client_open(server_port(server));
        client_send(clients[i], "GET /w/sleep HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    }
    for (int i = 0; i < 8; i++) {
        const char *said = client_read_all(mem, clients[i], NULL);
        close(clients[i]);
        fine += answer_status(said) == 200;
        if (answer_status(said) == 503) {
            busy++;
            assert_non_null(answer_header(mem, said, "Retry-After"));
        }
    }
    assert_int_equal(fine + busy, 8);
    assert_in_range(fine, 2, 4);
}

/* --- where requests come from ------------------------------------------------------------------------------------- */

static void test_forwarding_is_believed_from_the_proxy_only(void **state)
{
    (void)state;
    options.proxy = "127.0.0.1";
    start();
    const char *ask = "GET /echo HTTP/1.1\r\n" HOST FORWARDED "Connection: close\r\n\r\n";
    const char *said = client_ask(mem, server_port(server), ask);
    assert_non_null(strstr(said, "remote=203.0.113.5 secure=1"));
    server_stop(server);
    options.proxy = "192.0.2.1";
    start();
    said = client_ask(mem, server_port(server), ask);
    assert_non_null(strstr(said, "remote=127.0.0.1 secure=0"));
    assert_non_null(strstr(said, "via=-"));
}

static void test_cookies_reach_the_request(void **state)
{
    (void)state;
    const char *said = client_ask(mem, server_port(server),
                                  "GET /w/echo HTTP/1.1\r\n" HOST "Cookie: a=b; s=t0k\r\nConnection: close\r\n\r\n");
    assert_non_null(strstr(said, "cookie=t0k"));
}

/* A worker may take longer than a silent client is given. */
static void test_long_work_is_not_silence(void **state)
{
    (void)state;
    options.limits.idle_seconds = 1;
    start();
    const char *answer =
        client_ask(mem, server_port(server), "GET /w/long HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    assert_int_equal(answer_status(answer), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STARTED(test_both_ways_answer),
        STARTED(test_head_has_the_headers_of_get_and_no_body),
        STARTED(test_a_connection_is_kept_for_many_requests),
        STARTED(test_pipelined_requests_are_answered_in_order),
        STARTED(test_a_text_is_compressed_where_the_client_takes_it),
        STARTED(test_a_file_is_sent_as_a_download),
        STARTED(test_an_answer_that_was_forgotten_is_a_defect_with_words),
        STARTED(test_memory_that_ends_ends_the_request_only),
        STARTED(test_a_slash_at_the_end_leads_to_the_path_without),
        ALONE(test_a_slow_head_is_ended),
        ALONE(test_a_client_that_says_nothing_is_ended),
        ALONE(test_long_work_is_not_silence),
        STARTED(test_a_client_that_goes_away_harms_nobody),
        STARTED(test_a_client_that_leaves_its_request_half_said_is_let_go),
        STARTED(test_a_client_that_has_said_all_may_end_its_half),
        ALONE(test_more_than_can_wait_is_told_to_come_back),
        ALONE(test_forwarding_is_believed_from_the_proxy_only),
        STARTED(test_cookies_reach_the_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
