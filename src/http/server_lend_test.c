/* SPDX-License-Identifier: Apache-2.0 */
/* Places that are lent while their thread waits.
 *
 * Planted and seen red, each alone: a thread that comes back without waiting for a place; a place that is lent and no
 * thread for what was in the queue before; a queue without a limit. Planted, and the test did not end: a place that is
 * not freed when it is lent, or never after an answer; a freed place that wakes nobody who comes back. */
#include "http/testing_server.h"

#include <pthread.h>

#include "base/waiting.h"

enum { CLIENTS = 24, LENT = 64 };

/* A writer that acknowledges when the test says so. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool acknowledged;
static int waiting, returned, computing, most_computing;

static void count(int *what, int step)
{
    pthread_mutex_lock(&lock);
    *what += step;
    most_computing = computing > most_computing ? computing : most_computing;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static void wait_for_writer(void)
{
    waiting_begin();
    pthread_mutex_lock(&lock);
    waiting++;
    pthread_cond_broadcast(&changed);
    while (!acknowledged)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    waiting_end();
}

/* Has the place until another request is in the queue. */
static void compute_until_one_waits(void)
{
    count(&computing, 1);
    for (int i = 0; i < 1000 && server_state(server).waiting == 0; i++)
        pause_milliseconds(5);
    count(&computing, -1);
}

static void write_and_answer(struct request *request, struct response *response, void *arg)
{
    bool held = strcmp(request->path, "/w/held-write") == 0;
    if (held)
        compute_until_one_waits();
    if (held || strcmp(request->path, "/w/write") == 0) {
        wait_for_writer();
        count(&computing, 1);
        pause_milliseconds(5);
        count(&computing, -1);
        count(&returned, 1);
    }
    answer(request, response, arg);
}

static void acknowledge(void)
{
    pthread_mutex_lock(&lock);
    acknowledged = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static bool reaches(const int *what, int wanted)
{
    for (int i = 0; i < 1000; i++) {
        pthread_mutex_lock(&lock);
        bool there = *what >= wanted;
        pthread_mutex_unlock(&lock);
        if (there)
            return true;
        pause_milliseconds(5);
    }
    return false;
}

static void start_with(int workers, size_t queue)
{
    acknowledged = false;
    waiting = returned = computing = most_computing = 0;
    options.answer = write_and_answer;
    options.limits.workers = workers;
    options.limits.waiting = queue;
    options.limits.connections_address = 200;
    start();
}

static int begun_at(const char *path)
{
    int client = client_open(server_port(server));
    client_send(client, arena_printf(mem, "GET %s HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n", path));
    return client;
}

static int write_begun(void)
{
    return begun_at("/w/write");
}

static void begin_writes(int *clients, int count_of)
{
    for (int i = 0; i < count_of; i++)
        clients[i] = write_begun();
}

static int answer_of(int client)
{
    int status = answer_status(client_read_all(mem, client, NULL));
    close(client);
    return status;
}

static void test_writes_wait_together_and_reads_go_on(void **state)
{
    (void)state;
    int clients[CLIENTS];
    start_with(2, 256);
    begin_writes(clients, CLIENTS);
    assert_true(reaches(&waiting, CLIENTS));
    assert_int_equal(answer_status(get("/w/echo")), 200);
    acknowledge();
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(answer_of(clients[i]), 200);
}

static void test_a_place_is_lent_to_a_request_that_was_there_before(void **state)
{
    (void)state;
    start_with(1, 256);
    int held = begun_at("/w/held-write");
    assert_true(reaches(&computing, 1));
    int other = write_begun();
    assert_true(reaches(&waiting, 2));
    acknowledge();
    assert_int_equal(answer_of(held), 200);
    assert_int_equal(answer_of(other), 200);
}

static void test_no_more_compute_than_there_are_workers(void **state)
{
    (void)state;
    int clients[CLIENTS];
    start_with(2, 256);
    begin_writes(clients, CLIENTS);
    assert_true(reaches(&waiting, CLIENTS));
    acknowledge();
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(answer_of(clients[i]), 200);
    assert_in_range(most_computing, 1, 2);
}

static void test_beyond_what_may_wait_is_told_to_come_back(void **state)
{
    (void)state;
    int clients[LENT + 3];
    start_with(1, 2);
    for (int i = 0; i < LENT + 1; i++) {
        clients[i] = write_begun();
        assert_true(reaches(&waiting, i + 1));
    }
    clients[LENT + 1] = write_begun();
    clients[LENT + 2] = write_begun();
    for (int i = 0; i < 1000 && server_state(server).waiting < 2; i++)
        pause_milliseconds(5);
    const char *said = get("/w/echo");
    assert_int_equal(answer_status(said), 503);
    assert_non_null(answer_header(mem, said, "Retry-After"));
    acknowledge();
    for (int i = 0; i < LENT + 3; i++)
        assert_int_equal(answer_of(clients[i]), 200);
}

static void test_a_client_gone_while_its_write_waits_harms_nobody(void **state)
{
    (void)state;
    int clients[CLIENTS];
    start_with(2, 256);
    begin_writes(clients, CLIENTS);
    assert_true(reaches(&waiting, CLIENTS));
    for (int i = 0; i < CLIENTS; i++)
        close(clients[i]);
    acknowledge();
    assert_true(reaches(&returned, CLIENTS));
    assert_int_equal(answer_status(get("/w/echo")), 200);
}

static void *stop(void *arg)
{
    server_stop(server);
    return arg;
}

static void test_a_stop_answers_the_writes_that_wait(void **state)
{
    (void)state;
    int clients[CLIENTS];
    pthread_t stopping;
    start_with(2, 256);
    begin_writes(clients, CLIENTS);
    assert_true(reaches(&waiting, CLIENTS));
    pthread_create(&stopping, NULL, stop, NULL);
    pause_milliseconds(50);
    acknowledge();
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(answer_of(clients[i]), 200);
    pthread_join(stopping, NULL);
    server = NULL;
    assert_int_equal(atomic_load(&begun), atomic_load(&ended));
}

/* Nobody is left waiting where a test has failed. */
static int acknowledge_and_tear_down(void **state)
{
    acknowledge();
    return tear_down(state);
}

#define LENDING(test) cmocka_unit_test_setup_teardown(test, set_up, acknowledge_and_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LENDING(test_writes_wait_together_and_reads_go_on),
        LENDING(test_a_place_is_lent_to_a_request_that_was_there_before),
        LENDING(test_no_more_compute_than_there_are_workers),
        LENDING(test_beyond_what_may_wait_is_told_to_come_back),
        LENDING(test_a_client_gone_while_its_write_waits_harms_nobody),
        LENDING(test_a_stop_answers_the_writes_that_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
