/* SPDX-License-Identifier: Apache-2.0 */
/* Lengths that libmicrohttpd refuses before we hear of the request.
 *
 * Seen red: its own answer, which has two heads. Planted and seen red: the newest head answered, whatever its length.
 */
#include "http/testing_server.h"
#include "http/texts.h"

static void test_a_length_that_is_no_number_is_refused(void **state)
{
    (void)state;
    const char *lengths[] = { "4, 4", "+4", "-4", "0x4", "", "99999999999999999999" };
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        const char *said =
            client_ask(mem, server_port(server),
                       arena_printf(mem, "POST /a HTTP/1.1\r\n" HOST "Content-Length: %s\r\n\r\nabcd", lengths[i]));
        assert_int_equal(answer_status(said), i == 5 ? 413 : 400);
        assert_int_equal(answer_count(said), 1);
        assert_string_equal(answer_header(mem, said, "Connection"), "close");
        assert_string_equal(answer_body(said), i == 5 ? TEXT_REFUSED_BODY ".\n" : TEXT_REFUSED_LENGTH ".\n");
    }
    assert_int_equal(atomic_load(&looked), 0);
}

/* Heads that are read at the same time, one of them wrong: it alone is answered so, the others go on. */
static void test_of_several_heads_the_wrong_one_is_refused(void **state)
{
    (void)state;
    enum { WRONG = 1 };
    int clients[4];
    for (int i = 0; i < 4; i++) {
        clients[i] = client_open(server_port(server));
        client_send(clients[i], "POST /echo HTTP/1.1\r\n" HOST "Connection: close\r\nContent-Type: text/plain\r\n");
    }
    pause_milliseconds(100); /* each has its request line, none its end */
    client_send(clients[WRONG], "Content-Length: 4x\r\n\r\nabcd");
    const char *refused = client_read_all(mem, clients[WRONG], NULL);
    assert_int_equal(answer_status(refused), 400);
    assert_int_equal(answer_count(refused), 1);
    for (int i = 0; i < 4; i++) {
        if (i != WRONG) {
            client_send(clients[i], "Content-Length: 4\r\n\r\nabcd");
            assert_int_equal(answer_status(client_read_all(mem, clients[i], NULL)), 200);
        }
        close(clients[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STARTED(test_a_length_that_is_no_number_is_refused),
        STARTED(test_of_several_heads_the_wrong_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
