/* SPDX-License-Identifier: Apache-2.0 */
#include "http/testing_server.h"

#include <poll.h>

/* libmicrohttpd before 1.0.3 could pass over ready connections while others are being suspended. Many connections of
 * both kinds ask as fast as they are answered; none may fail, and none may wait long. */
enum { WAITING = 256, AT_ONCE = 64, SECONDS = 4, STALL = 2000 };

struct talker {
    int client;
    bool works;    /* asks what a worker answers */
    int64_t asked; /* clock_monotonic */
    size_t got;
    char answer[2048];
};

static void ask(struct talker *talker)
{
    client_send(talker->client,
                talker->works ? "GET /w/echo?a=1 HTTP/1.1\r\n" HOST "\r\n" : "GET /echo?a=1 HTTP/1.1\r\n" HOST "\r\n");
    talker->asked = clock_monotonic();
    talker->got = 0;
}

/* Reads what is there; true when the answer is whole. */
static bool hear(struct talker *talker)
{
    ssize_t got =
        recv(talker->client, talker->answer + talker->got, sizeof talker->answer - 1 - talker->got, MSG_DONTWAIT);
    assert_true(got > 0);
    talker->got += (size_t)got;
    talker->answer[talker->got] = '\0';
    const char *end = strstr(talker->answer, "\r\n\r\n"), *length = strstr(talker->answer, "Content-Length: ");
    if (!end || !length || strlen(end + 4) < strtoul(length + strlen("Content-Length: "), NULL, 10))
        return false;
    assert_int_equal(answer_status(talker->answer), 200);
    return true;
}

static void test_suspended_and_inline_answers_do_not_starve_each_other(void **state)
{
    (void)state;
    options.limits.connections_address = WAITING + AT_ONCE;
    options.limits.waiting = WAITING;
    start();
    struct talker *talkers = ARENA_ARRAY(mem, struct talker, WAITING + AT_ONCE);
    struct pollfd *polled = ARENA_ARRAY(mem, struct pollfd, WAITING + AT_ONCE);
    for (int i = 0; i < WAITING + AT_ONCE; i++) {
        talkers[i].client = client_open(server_port(server));
        talkers[i].works = i < WAITING;
        polled[i] = (struct pollfd){ .fd = talkers[i].client, .events = POLLIN };
        ask(&talkers[i]);
    }
    int64_t until = clock_monotonic() + SECONDS * 1000, worst = 0;
    size_t heard[2] = { 0 };
    while (clock_monotonic() < until) {
        poll(polled, WAITING + AT_ONCE, 100);
        for (int i = 0; i < WAITING + AT_ONCE; i++) {
            int64_t waited = clock_monotonic() - talkers[i].asked;
            worst = waited > worst ? waited : worst;
            if (polled[i].revents && hear(&talkers[i])) {
                heard[talkers[i].works]++;
                ask(&talkers[i]);
            }
        }
        if (worst > STALL)
            fail_msg("an answer took %lld ms", (long long)worst);
    }
    print_message("%zu on the network threads, %zu by workers, the slowest %lld ms\n", heard[0], heard[1],
                  (long long)worst);
    assert_true(heard[0] > AT_ONCE && heard[1] > WAITING);
    for (int i = 0; i < WAITING + AT_ONCE; i++)
        close(talkers[i].client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALONE(test_suspended_and_inline_answers_do_not_starve_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
