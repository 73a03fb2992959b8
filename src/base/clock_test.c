/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <time.h>

#include <cmocka.h>

static const instant_t august = 1627866000000; /* 2021-08-02T08:00+07:00 */

static int tear_down(void **state)
{
    (void)state;
    clock_reset();
    return 0;
}

static void wait_milliseconds(long milliseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = milliseconds * 1000000 }, NULL);
}

static void test_now_is_the_systems(void **state)
{
    (void)state;
    instant_t before = (instant_t)time(NULL) * 1000;
    instant_t now = clock_now();
    assert_true(now >= before && now <= before + 60000);
    assert_false(clock_is_set());
}

static void test_a_started_clock_runs(void **state)
{
    (void)state;
    clock_start(august);
    assert_true(clock_is_set());
    instant_t first = clock_now();
    assert_true(first >= august && first < august + 60000);
    wait_milliseconds(20);
    assert_true(clock_now() >= first + 15);
    assert_int_equal(clock_today(), day_from_civil(2021, 8, 2));
}

static void test_a_fixed_clock_stands(void **state)
{
    (void)state;
    static const instant_t instants[] = { 1627866000000, 0, -1, 1 };
    for (size_t i = 0; i < COUNT_OF(instants); i++) {
        clock_fix(instants[i]);
        assert_true(clock_is_set());
        assert_true(clock_now() == instants[i]);
        wait_milliseconds(3);
        assert_true(clock_now() == instants[i]);
    }
}

static void test_today_is_the_local_day(void **state)
{
    (void)state;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 0));
    assert_int_equal(clock_today(), day_from_civil(2021, 8, 2)); /* in UTC it is still the 1st */
}

static void test_reset_goes_back_to_the_systems(void **state)
{
    (void)state;
    clock_fix(august);
    clock_reset();
    assert_false(clock_is_set());
    assert_true(clock_now() >= (instant_t)time(NULL) * 1000 - 1000);
}

static void *look_often(void *went_back)
{
    instant_t last = clock_now();
    for (int i = 0; i < 100000; i++) {
        instant_t now = clock_now();
        if (now < last)
            *(bool *)went_back = true;
        last = now;
    }
    return NULL;
}

static void test_it_never_goes_back_in_any_thread(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    bool went_back[THREADS] = { 0 };
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, look_often, &went_back[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_false(went_back[i]);
    }
}

static void test_the_monotonic_clock_measures_whatever_the_time_is(void **state)
{
    (void)state;
    int64_t start = clock_monotonic();
    clock_fix(august);
    wait_milliseconds(20);
    int64_t passed = clock_monotonic() - start;
    assert_true(passed >= 19 && passed < 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_now_is_the_systems, tear_down),
        cmocka_unit_test_teardown(test_a_started_clock_runs, tear_down),
        cmocka_unit_test_teardown(test_a_fixed_clock_stands, tear_down),
        cmocka_unit_test_teardown(test_today_is_the_local_day, tear_down),
        cmocka_unit_test_teardown(test_reset_goes_back_to_the_systems, tear_down),
        cmocka_unit_test_teardown(test_it_never_goes_back_in_any_thread, tear_down),
        cmocka_unit_test_teardown(test_the_monotonic_clock_measures_whatever_the_time_is, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
