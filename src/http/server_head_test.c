/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: a head not held against what was sent; what stands before a header not looked at;
 * the address of another server; control characters in a value. */
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

struct raw {
    const char *bytes;
    size_t length;
};
#define RAW(text)                                                                                                      \
    {                                                                                                                  \
        (text), sizeof(text) - 1                                                                                       \
    }

/* What libmicrohttpd 0.9.75 reads as something else than was sent. In pieces too, so that its buffer grows.
 * Planted and seen red, each alone: a head whose places are not looked at; the last value's end and the empty line not
 * looked at; the host of an absolute address not compared. */
static void test_a_head_that_reads_as_another_is_refused_once(void **state)
{
    (void)state;
    static const struct raw wrong[] = {
        RAW("GET /a\0b HTTP/1.1\r\n" HOST "\r\n"),
        RAW("GET /a?b\0c=d HTTP/1.1\r\n" HOST "\r\n"),
        RAW("G\0ET /a HTTP/1.1\r\n" HOST "\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "A: b\0c\r\nD: e\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "A: b\0c\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "A: b\0\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "A\0B: c\r\n\r\n"),
        RAW("GET /a HTTP/1.1\nHost: congvu.test\n\n"),
        RAW("GET /a HTTP/1.1\n" HOST "\r\n"),
        RAW("GET /a HTTP/1.1\r\nHost: congvu.test\nA: b\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "A: b\rc\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "A: b\r\n c\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST "A: b\r\n\tc\r\nD: e\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n A: b\r\n" HOST "\r\n"),
        RAW("GET /a HTTP/1.1\r\n" HOST ": b\r\n\r\n"),
        RAW("GET /a HTTP/1.1\r\n: b\r\n" HOST "\r\n"),
        RAW("GET http://elsewhere.test/a HTTP/1.1\r\n" HOST "\r\n"),
        RAW("GET http://congvu.test:81/a HTTP/1.1\r\n" HOST "\r\n"),
        RAW("GET http://a@congvu.test/a HTTP/1.1\r\n" HOST "\r\n"),
    };
    for (size_t i = 0; i < 2 * COUNT_OF(wrong); i++) {
        const struct raw *raw = &wrong[i / 2];
        int before = atomic_load(&looked), client = client_open(server_port(server));
        for (size_t at = 0, piece = i % 2 ? 7 : raw->length; at < raw->length; at += piece) {
            client_send_bytes(client, raw->bytes + at, raw->length - at < piece ? raw->length - at : piece);
            if (i % 2)
                pause_milliseconds(1);
        }
        const char *said = client_read_all(mem, client, NULL);
        close(client);
        if (answer_status(said) != 400 || answer_count(said) != 1)
            fail_msg("%zu %s\n---\n%s", i, raw->bytes, said);
        assert_int_equal(atomic_load(&looked), before);
    }
}

/* Blanks and values that HTTP allows. */
static void test_an_unusual_head_is_read(void **state)
{
    (void)state;
    static const char *const fine[] = {
        "GET /echo HTTP/1.1\r\nHost:congvu.test\r\nConnection:close\r\n\r\n",
        "GET /echo HTTP/1.1\r\n" HOST "A:  \t b \t\r\nConnection: close\r\n\r\n",
        "GET /echo HTTP/1.1\r\n" HOST "Connection: close\r\nA:\r\nB: \r\n\r\n",
        "\r\nGET /echo?a=b&c HTTP/1.1\r\n" HOST "Cookie: s=1; t=2\r\nConnection: close\r\n\r\n",
    };
    for (size_t i = 0; i < COUNT_OF(fine); i++)
        if (answer_status(client_ask(mem, server_port(server), fine[i])) != 200)
            fail_msg("%s", fine[i]);
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
        STARTED(test_a_head_that_reads_as_another_is_refused_once),
        STARTED(test_an_unusual_head_is_read),
        STARTED(test_other_versions_expectations_and_codings_are_refused),
        STARTED(test_a_refusal_says_why_in_vietnamese),
        STARTED(test_an_old_client_needs_no_host),
        STARTED(test_an_absolute_address_is_its_path),
        STARTED(test_a_head_that_is_too_long_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
