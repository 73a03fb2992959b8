/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include "http/testing_server.h"

/* --- requests that cannot be -------------------------------------------------------------------------------------- */

/* Exactly one answer with STATUS, then the end of the connection, and LOOK heard nothing. */
static void is_refused(const char *text, int status)
{
    int before = atomic_load(&looked);
    const char *said = client_ask(mem, server_port(server), text);
    if (answer_status(said) != status || answer_count(said) != 1)
        fail_msg("%s\n---\n%s", text, said);
    assert_int_equal(atomic_load(&looked), before);
}

static void test_what_could_be_read_in_two_ways_is_refused_once(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "POST /a HTTP/1.1\r\n" HOST
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /b HTTP/1.1\r\n" HOST "\r\n",
        "POST /a HTTP/1.1\r\n" HOST "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcdeGET /b HTTP/1.1\r\n" HOST
        "\r\n",
        "POST /a HTTP/1.1\r\n" HOST "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /a HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n\r\nabcd",
        "POST /a HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked, identity\r\n\r\nabcd",
        "POST /a HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /a HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /a HTTP/1.1\r\n\r\n",
        "GET /a HTTP/1.1\r\n" HOST HOST "\r\n",
        "GET /a HTTP/1.1\r\nHost : congvu.test\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /a HTTP/1.1\r\n" HOST "A\x01: b\r\n\r\n",
        "GET /a HTTP/1.1\r\n" HOST "A: b\x01\r\n\r\n",
        "GET /a HTTP/1.1\r\n" HOST "A: \xff\r\n\r\n",
        "GET /a HTTP/1.1\r\n" HOST "A B: c\r\n\r\n",
        "GET /a HTTP/1.1\r\n" HOST "no colon\r\n\r\n",
        "GET /a/../b HTTP/1.1\r\n" HOST "\r\n",
        "GET /a%2e%2e%2fb HTTP/1.1\r\n" HOST "\r\n",
        "GET /a%00 HTTP/1.1\r\n" HOST "\r\n",
        "GET /a%zz HTTP/1.1\r\n" HOST "\r\n",
        "GET /%ff HTTP/1.1\r\n" HOST "\r\n",
        "GET //a HTTP/1.1\r\n" HOST "\r\n",
        "GET /a?b=%zz HTTP/1.1\r\n" HOST "\r\n",
        "GET /a?b=%ff HTTP/1.1\r\n" HOST "\r\n",
        "GET a HTTP/1.1\r\n" HOST "\r\n",
        "OPTIONS * HTTP/1.1\r\n" HOST "\r\n",
        "GET /a b HTTP/1.1\r\n" HOST "\r\n",
        "G\"T /a HTTP/1.1\r\n" HOST "\r\n",
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        is_refused(wrong[i], 400);
}

/* libmicrohttpd answers these itself, before we hear of them. */
static void test_a_length_that_is_no_number_is_refused(void **state)
{
    (void)state;
    const char *lengths[] = { "4, 4", "+4", "-4", "0x4", "", "99999999999999999999" };
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        const char *said =
            client_ask(mem, server_port(server),
                       arena_printf(mem, "POST /a HTTP/1.1\r\n" HOST "Content-Length: %s\r\n\r\nabcd", lengths[i]));
        assert_int_equal(answer_status(said), i == 5 ? 413 : 400);
    }
    assert_int_equal(atomic_load(&looked), 0);
}

static void test_other_versions_expectations_and_codings_are_refused(void **state)
{
    (void)state;
    is_refused("POST /a HTTP/1.1\r\n" HOST "Expect: tea\r\nContent-Length: 1\r\n\r\n", 417);
    is_refused("POST /a HTTP/1.1\r\n" HOST "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", 415);
    is_refused("GET /a HTTP/2.0\r\n" HOST "\r\n", 505);
}

static void test_a_refusal_says_why_in_vietnamese(void **state)
{
    (void)state;
    const char *said = client_ask(mem, server_port(server), "GET /a?b=%zz HTTP/1.1\r\n" HOST "\r\n");
    assert_string_equal(answer_header(mem, said, "Content-Type"), "text/plain; charset=utf-8");
    assert_string_equal(answer_header(mem, said, "Connection"), "close");
    assert_non_null(strstr(answer_body(said), "hãy trở về trang đầu"));
}

static void test_an_old_client_needs_no_host(void **state)
{
    (void)state;
    const char *said = client_ask(mem, server_port(server), "GET /echo HTTP/1.0\r\n\r\n");
    assert_int_equal(answer_status(said), 200);
}

static void test_an_absolute_address_is_its_path(void **state)
{
    (void)state;
    const char *said = client_ask(mem, server_port(server),
                                  "GET http://congvu.test/echo?a=1 HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    assert_non_null(strstr(said, "GET /echo?a=1 "));
}

static void test_a_head_that_is_too_long_is_refused(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, mem, TEXT_MAX_PAGE);
    text_raw(&text, "GET /a HTTP/1.1\r\n" HOST "X: ");
    for (int i = 0; i < server_limits.head_bytes; i++)
        text_char(&text, 'x');
    text_raw(&text, "\r\n\r\n");
    is_refused(text.data, 431);
    text_clear(&text);
    text_raw(&text, "GET /a HTTP/1.1\r\n" HOST);
    for (int i = 0; i < server_limits.headers; i++)
        text_printf(&text, "X%d: y\r\n", i);
    text_raw(&text, "\r\n");
    is_refused(text.data, 431);
    text_clear(&text);
    text_raw(&text, "GET /");
    for (int i = 0; i < 200000; i++)
        text_char(&text, 'a');
    text_raw(&text, " HTTP/1.1\r\n" HOST "\r\n");
    const char *said = client_ask(mem, server_port(server), text.data);
    assert_true(answer_status(said) == 414 || answer_status(said) == 431);
    assert_int_equal(answer_count(said), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STARTED(test_what_could_be_read_in_two_ways_is_refused_once),
        STARTED(test_a_length_that_is_no_number_is_refused),
        STARTED(test_other_versions_expectations_and_codings_are_refused),
        STARTED(test_a_refusal_says_why_in_vietnamese),
        STARTED(test_an_old_client_needs_no_host),
        STARTED(test_an_absolute_address_is_its_path),
        STARTED(test_a_head_that_is_too_long_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
