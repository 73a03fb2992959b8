/* SPDX-License-Identifier: Apache-2.0 */
#include "store/id.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"

static void test_an_id_holds_its_instant_node_and_sequence(void **state)
{
    (void)state;
    instant_t at = instant_from_local(day_from_civil(2021, 7, 29), 600);
    int64_t id = id_at(at, 5, 7);
    assert_true(id_instant(id) == at);
    assert_int_equal(id & 4095, 7);
    assert_int_equal(id >> 12 & 1023, 5);
    assert_true(id_at(at, 1023, 4095) < id_at(at + 1, 0, 0));
    assert_true(id_at(instant_from_local(day_from_civil(2084, 1, 1), 0), 1023, 4095) > 0);
}

static void test_an_id_is_printed_as_13_letters_and_read_again(void **state)
{
    (void)state;
    char text[ID_SIZE];
    int64_t back, ids[] = { 0, 1, 31, 32, INT64_MAX, id_at(clock_now(), 1, 0) };
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        id_print(ids[i], text);
        assert_int_equal(strlen(text), 13);
        assert_true(id_parse(text, &back) && back == ids[i]);
    }
    id_print(INT64_MAX, text);
    assert_string_equal(text, "7zzzzzzzzzzzz");
}

static void test_printed_ids_sort_as_the_ids(void **state)
{
    (void)state;
    char before[ID_SIZE], after[ID_SIZE];
    for (int64_t id = 1; id < INT64_MAX / 3; id = id * 3 + 1) {
        id_print(id, before);
        id_print(id + 1, after);
        assert_true(strcmp(before, after) < 0);
    }
}

static void test_letters_that_look_alike_are_read_and_others_refused(void **state)
{
    (void)state;
    int64_t id, same;
    assert_true(id_parse("00000000000ab", &id) && id_parse("OOOOOOOOOOOAB", &same) && id == same);
    assert_true(id_parse("00000000000il", &same) && same == 33);
    const char *const wrong[] = {
        "", "000000000000", "00000000000000", "000000000000u", "00000000000-0", "8000000000000", "00000000000 0"
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_false(id_parse(wrong[i], &id));
}

enum { THREADS = 8, EACH = 20000 };

static void *draw(void *arg)
{
    int64_t *ids = arg;
    for (int i = 0; i < EACH; i++)
        ids[i] = id_next();
    return NULL;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void test_threads_never_draw_the_same_id(void **state)
{
    (void)state;
    int64_t *ids = calloc(THREADS * EACH, sizeof *ids);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, draw, ids + (size_t)i * EACH), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS; i++)
        for (int j = 1; j < EACH; j++)
            assert_true(ids[i * EACH + j - 1] < ids[i * EACH + j]);
    qsort(ids, THREADS * EACH, sizeof *ids, compare);
    for (int i = 1; i < THREADS * EACH; i++)
        assert_true(ids[i - 1] != ids[i]);
    free(ids);
}

static void test_ids_grow_though_the_clock_stands_or_steps_back(void **state)
{
    (void)state;
    instant_t at = clock_now() + 3600000;
    clock_fix(at);
    int64_t last = id_next();
    for (int i = 0; i < 3 * ID_PER_MS; i++) {
        int64_t next = id_next();
        assert_true(next > last);
        last = next;
    }
    assert_true(id_instant(last) <= at + 3);
    clock_fix(at - 1800000);
    assert_true(id_next() > last);
    clock_reset();
}

static void test_the_floor_is_below_every_id_that_follows(void **state)
{
    (void)state;
    int64_t floor = id_at(clock_now() + 7200000, 3, 4095);
    id_set_floor(floor);
    assert_true(id_next() > floor);
    id_set_floor(1);
    assert_true(id_next() > floor);
}

static void test_an_id_after_another_is_greater_whoever_drew_that(void **state)
{
    (void)state;
    instant_t at = clock_now() + 86400000;
    clock_fix(at);
    int64_t own = id_next(), ahead = id_at(at, ID_NODE_MAX, 0), late = id_at(at + 5000, 2, 4095);
    assert_true(id_next_after(own) == own + 1); /* nothing is skipped where it needs not be */
    assert_true(id_next_after(ahead) > ahead);
    assert_true(id_next_after(late) > late);
    assert_true(id_next() > late);
    clock_reset();
}

static void test_the_node_stands_in_the_id(void **state)
{
    (void)state;
    id_set_node(77);
    assert_int_equal(id_next() >> 12 & 1023, 77);
    id_set_node(1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_id_holds_its_instant_node_and_sequence),
        cmocka_unit_test(test_an_id_is_printed_as_13_letters_and_read_again),
        cmocka_unit_test(test_printed_ids_sort_as_the_ids),
        cmocka_unit_test(test_letters_that_look_alike_are_read_and_others_refused),
        cmocka_unit_test(test_threads_never_draw_the_same_id),
        cmocka_unit_test(test_ids_grow_though_the_clock_stands_or_steps_back),
        cmocka_unit_test(test_the_floor_is_below_every_id_that_follows),
        cmocka_unit_test(test_an_id_after_another_is_greater_whoever_drew_that),
        cmocka_unit_test(test_the_node_stands_in_the_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
