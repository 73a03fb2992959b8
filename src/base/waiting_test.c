/* SPDX-License-Identifier: Apache-2.0 */
#include "base/waiting.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void add(void *arg)
{
    ++*(int *)arg;
}

static void test_the_watch_hears_of_the_beginning_and_the_end(void **state)
{
    (void)state;
    int heard = 0;
    const struct waiting_watch watch = { .begin = add, .end = add, .arg = &heard };
    waiting_set_watch(&watch);
    assert_true(waiting_is_watched());
    waiting_begin();
    assert_int_equal(heard, 1);
    waiting_end();
    assert_int_equal(heard, 2);
    waiting_set_watch(NULL);
    waiting_begin();
    waiting_end();
    assert_int_equal(heard, 2);
}

static void *ask(void *arg)
{
    *(bool *)arg = waiting_is_watched();
    return NULL;
}

static void test_a_watch_is_of_its_thread_only(void **state)
{
    (void)state;
    int heard = 0;
    bool other = true;
    const struct waiting_watch watch = { .begin = add, .end = add, .arg = &heard };
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
