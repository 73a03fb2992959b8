/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include "http/testing_server.h"

/* --- bodies ------------------------------------------------------------------------------------------------------- */

/* A POST of BODY that ends the connection. */
static char *post(const char *path, const char *type, const char *body)
{
    return client_ask(mem, server_port(server),
                      arena_printf(mem,
                                   "POST %s HTTP/1.1\r\n" HOST "Connection: close\r\nContent-Type: %s\r\n"
                                   "Content-Length: %zu\r\n\r\n%s",
                                   path, type, strlen(body), body));
}

#define FORM "application/x-www-form-urlencoded"

static void test_a_form_is_decoded(void **state)
{
    (void)state;
    const char *paths[] = { "/echo", "/w/echo" };
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        const char *said = post(paths[i], FORM "; charset=UTF-8", "ten=L%C3%AA+Lan&so=12&ten=2");
        assert_non_null(strstr(said, "f ten=Lê Lan\nf so=12\nf ten=2\n"));
        assert_null(strstr(said, "\nb "));
    }
}

static void test_a_form_that_cannot_be_is_refused(void **state)
{
    (void)state;
    const char *wrong[] = { "a=%", "a=%zz", "a=%ff", "a=%00" };
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_int_equal(answer_status(post("/w/echo", FORM, wrong[i])), 400);
    assert_int_equal(atomic_load(&answered), 0);
}

static void test_a_form_of_too_many_fields_is_refused(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, mem, TEXT_MAX_PAGE);
    for (int i = 0; i < server_limits.form_fields; i++)
        text_raw(&text, "a&");
    text_raw(&text, "a");
    assert_int_equal(answer_status(post("/w/echo", FORM, text.data)), 413);
}

static void test_another_body_is_kept_as_it_came(void **state)
{
    (void)state;
    const char *said = post("/w/echo", "application/json", "{\"a\": 1}");
    assert_non_null(strstr(said, "b 8 {\"a\": 1}\n"));
    said = client_ask(mem, server_port(server),
                      "PATCH /w/echo HTTP/1.1\r\n" HOST "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\n\r\n");
    assert_non_null(strstr(said, "b 8 abcdefgh\n"));
}

static void test_a_body_that_is_too_large_is_refused_before_it_is_read(void **state)
{
    (void)state;
    int client = client_open(server_port(server));
    client_send(client, arena_printf(mem,
                                     "POST /w/echo HTTP/1.1\r\n" HOST "Content-Type: " FORM "\r\n"
                                     "Content-Length: %zu\r\n\r\na=1",
                                     server_limits.form_bytes + 1));
    const char *said = client_read_all(mem, client, NULL);
    close(client);
    assert_int_equal(answer_status(said), 413);
    assert_string_equal(answer_header(mem, said, "Connection"), "close");
}

static void test_a_refused_client_sees_its_answer_although_it_still_sends(void **state)
{
    (void)state;
    static char zeros[1 << 20];
    int client = client_open(server_port(server));
    client_send(client, "POST /w/echo HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\nContent-Length: 9000000\r\n\r\n");
    for (int i = 0; i < 9; i++)
        client_send_bytes(client, zeros, 1000000);
    const char *said = client_read_all(mem, client, NULL);
    close(client);
    assert_int_equal(answer_status(said), 413);
    assert_non_null(strstr(answer_body(said), "quá lớn"));
}

static void test_a_body_of_unknown_length_is_refused_when_it_grows_too_large(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, mem, TEXT_MAX_PAGE);
    text_raw(&text, "POST /w/echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 17; i++) {
        text_raw(&text, "10000\r\n");
        for (int j = 0; j < 65536; j++)
            text_char(&text, 'x');
        text_raw(&text, "\r\n");
    }
    text_raw(&text, "0\r\n\r\n");
    const char *said = client_ask(mem, server_port(server), text.data);
    assert_int_equal(answer_status(said), 413);
    assert_int_equal(atomic_load(&answered), 0);
}

static void test_what_look_refuses_is_answered_without_its_body(void **state)
{
    (void)state;
    const char *paths[] = { "/refused", "/w/refused" };
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        int client = client_open(server_port(server));
        client_send(client, arena_printf(mem, "POST %s HTTP/1.1\r\n" HOST "Content-Length: 100\r\n\r\nabc", paths[i]));
        const char *said = client_read_all(mem, client, NULL); /* although 97 bytes are missing */
        close(client);
        assert_int_equal(answer_status(said), 200);
        assert_int_equal(answer_count(said), 1);
        assert_string_equal(answer_header(mem, said, "Connection"), "close");
    }
    assert_int_equal(atomic_load(&answered), 2);
}

static void test_a_client_that_asks_before_it_sends_is_told_to_go_on(void **state)
{
    (void)state;
    int client = client_open(server_port(server));
    client_send(client, "POST /w/echo HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    char *go_on = client_read_one(mem, client, true);
    assert_string_equal(go_on, "HTTP/1.1 100 Continue\r\n\r\n");
    client_send(client, "abc");
    assert_non_null(strstr(client_read_one(mem, client, false), "b 3 abc\n"));
    close(client);
    client = client_open(server_port(server));
    client_send(client, "POST /w/echo HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 3000000\r\n\r\n");
    char *said = client_read_all(mem, client, NULL);
    assert_int_equal(answer_status(said), 413);
    assert_int_equal(answer_count(said), 1);
    close(client);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static void test_files_and_fields_of_a_form_are_read(void **state)
{
    (void)state;
    const char *said =
        post("/w/files", MULTIPART,
             PART("tieu-de") "\r\n\r\nTờ trình\r\n" PART(
                 "tep") "; filename=\"C:\\a\\b.txt\"\r\n"
                        "Content-Type: text/plain\r\n\r\nmột\r\n--hai\r\n" PART(
                            "tep2") "; filename=\"\"\r\n\r\n\r\n" PART("tep3") "; filename=\"c.bin\"\r\n\r\n\r\n" END);
    assert_int_equal(answer_status(said), 200);
    assert_non_null(strstr(said, "f tieu-de=Tờ trình\n"));
    assert_non_null(strstr(said, "u tep=b.txt text/plain 12 một\r\n--hai\n"));
    assert_null(strstr(said, "tep2"));
    assert_non_null(strstr(said, "u tep3=c.bin  0 \n"));
}

static void test_a_file_where_none_is_taken_is_refused(void **state)
{
    (void)state;
    const char *body = PART("tep") "; filename=\"b.txt\"\r\n\r\nx\r\n" END;
    assert_int_equal(answer_status(post("/w/echo", MULTIPART, body)), 413);
    assert_int_equal(atomic_load(&answered), 0);
}

/* Sends a file of SIZE zeros in pieces and gives the answer. */
static char *send_file(int64_t size)
{
    static char zeros[1 << 20];
    const char *head = PART("tep") "; filename=\"a.bin\"\r\n\r\n", *tail = "\r\n" END;
    int client = client_open(server_port(server));
    client_send(client, arena_printf(mem,
                                     "POST /w/files HTTP/1.1\r\n" HOST "Connection: close\r\nContent-Type: " MULTIPART
                                     "\r\nContent-Length: %ld\r\n\r\n%s",
                                     (long)(size + (int64_t)(strlen(head) + strlen(tail))), head));
    for (int64_t left = size; left > 0;) {
        size_t piece = left < (int64_t)sizeof zeros ? (size_t)left : sizeof zeros;
        client_send_bytes(client, zeros, piece);
        left -= (int64_t)piece;
    }
    client_send(client, tail);
    char *said = client_read_all(mem, client, NULL);
    close(client);
    return said;
}

static void test_a_file_of_the_limit_is_taken_and_one_byte_more_is_not(void **state)
{
    (void)state;
    const char *said = send_file(server_limits.file_bytes);
    assert_int_equal(answer_status(said), 200);
    assert_non_null(strstr(said, "u tep=a.bin  20971520 "));
    said = send_file(server_limits.file_bytes + 1);
    assert_int_equal(answer_status(said), 413);
    assert_non_null(strstr(said, "Tệp gửi lên quá lớn"));
    assert_int_equal(atomic_load(&answered), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STARTED(test_a_form_is_decoded),
        STARTED(test_a_form_that_cannot_be_is_refused),
        STARTED(test_a_form_of_too_many_fields_is_refused),
        STARTED(test_another_body_is_kept_as_it_came),
        STARTED(test_a_body_that_is_too_large_is_refused_before_it_is_read),
        STARTED(test_a_refused_client_sees_its_answer_although_it_still_sends),
        STARTED(test_a_body_of_unknown_length_is_refused_when_it_grows_too_large),
        STARTED(test_what_look_refuses_is_answered_without_its_body),
        STARTED(test_a_client_that_asks_before_it_sends_is_told_to_go_on),
        STARTED(test_files_and_fields_of_a_form_are_read),
        STARTED(test_a_file_where_none_is_taken_is_refused),
        STARTED(test_a_file_of_the_limit_is_taken_and_one_byte_more_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
