/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: a watch shared by all threads; an end that nobody hears of; an end told as a
 * beginning; a watch that cannot be taken off. */
#include "base/waiting.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct heard {
    int begun, ended;
};

static void hear_begin(void *arg)
{
    struct heard *heard = arg;
    heard->begun++;
}

static void hear_end(void *arg)
{
    struct heard *heard = arg;
    heard->ended++;
}

static void test_the_watch_hears_of_the_beginning_and_the_end(void **state)
{
    (void)state;
    struct heard heard = { 0 };
    const struct waiting_watch watch = { .begin = hear_begin, .end = hear_end, .arg = &heard };
    waiting_set_watch(&watch);
    assert_true(waiting_is_watched());
    waiting_begin();
    assert_true(heard.begun == 1 && heard.ended == 0);
    waiting_end();
    assert_true(heard.begun == 1 && heard.ended == 1);
    waiting_set_watch(NULL);
    waiting_begin();
    waiting_end();
    assert_true(heard.begun == 1 && heard.ended == 1);
}

static void *ask(void *arg)
{
    *(bool *)arg = waiting_is_watched();
    return NULL;
}

static void test_a_watch_is_of_its_thread_only(void **state)
{
    (void)state;
    struct heard heard = { 0 };
    bool other = true;
    const struct waiting_watch watch = { .begin = hear_begin, .end = hear_end, .arg = &heard };
    pthread_t thread;
    waiting_set_watch(&watch);
    assert_int_equal(pthread_create(&thread, NULL, ask, &other), 0);
    pthread_join(thread, NULL);
    waiting_set_watch(NULL);
    assert_false(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_watch_hears_of_the_beginning_and_the_end),
        cmocka_unit_test(test_a_watch_is_of_its_thread_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
