/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: keys kept in the arena; a key lost when the table grows; a table that is not emptied. */
#include "records/row_keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { KEYS = 100000 };

static const char *key_of(struct arena *mem, int at)
{
    return arena_printf(mem, "incoming %d/UBND-VX Ủy ban nhân dân huyện Cao Lãnh 2021-07-%02d", at, at % 28 + 1);
}

static void test_a_key_is_its_first_line_s_however_many_there_are(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX), *key_mem = arena_new(ARENA_REQUEST_MAX);
    struct row_keys *keys = row_keys_new(mem);
    for (int at = 1; at <= KEYS; at++) {
        assert_int_equal(row_keys_line(keys, key_of(key_mem, at), at), 0);
        arena_reset(key_mem);
    }
    for (int at = 1; at <= KEYS; at++) {
        assert_int_equal(row_keys_line(keys, key_of(key_mem, at), KEYS + at), at);
        arena_reset(key_mem);
    }
    arena_free(mem);
    arena_free(key_mem);
}

static void test_no_key_is_kept_itself(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX), *key_mem = arena_new(ARENA_REQUEST_MAX);
    struct row_keys *keys = row_keys_new(mem);
    for (int at = 1; at <= KEYS; at++) {
        assert_int_equal(row_keys_line(keys, key_of(key_mem, at), at), 0);
        arena_reset(key_mem);
    }
    assert_true(arena_used(mem) < 4096); /* the table is a part of its own, and one that was too small is gone */
    arena_free(mem);
    arena_free(key_mem);
}

static void test_forgotten_keys_are_new(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct row_keys *keys = row_keys_new(mem);
    assert_int_equal(row_keys_line(keys, "", 2), 0);
    assert_int_equal(row_keys_line(keys, "", 3), 2);
    row_keys_forget(keys);
    assert_int_equal(row_keys_line(keys, "", 4), 0);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_key_is_its_first_line_s_however_many_there_are),
        cmocka_unit_test(test_no_key_is_kept_itself),
        cmocka_unit_test(test_forgotten_keys_are_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
