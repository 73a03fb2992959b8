/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"

enum { SMALL = 64 << 10 };

static void test_memory_is_zeroed_also_after_a_reset(void **state)
{
    (void)state;
    static const unsigned char zeros[5000];
    struct arena *mem = arena_new(SMALL);
    for (int round = 0; round < 3; round++) {
        unsigned char *bytes = arena_alloc(mem, sizeof zeros);
        assert_memory_equal(bytes, zeros, sizeof zeros);
        memset(bytes, 0xAA, sizeof zeros);
        arena_reset(mem);
    }
    arena_free(mem);
}

static void test_memory_is_aligned_for_any_type(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    for (size_t size = 0; size < 40; size++)
        assert_int_equal((uintptr_t)arena_alloc(mem, size) % _Alignof(max_align_t), 0);
    arena_free(mem);
}

static void test_allocations_do_not_overlap(void **state)
{
    (void)state;
    enum { COUNT = 300 };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    unsigned char *pieces[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = arena_alloc(mem, i * 7 + 1);
        memset(pieces[i], (int)(i % 251), i * 7 + 1);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t at = 0; at < i * 7 + 1; at++)
            assert_int_equal(pieces[i][at], i % 251);
    arena_free(mem);
}

/* What a release does with blocks the sanitizers do not see, so the bytes are looked at: sizes up to 2 MiB, in an arena
 * that grows to 200 MiB. */
static void test_large_and_small_allocations_do_not_overlap(void **state)
{
    (void)state;
    enum { COUNT = 1500 };
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    static unsigned char *pieces[COUNT];
    static size_t sizes[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        sizes[i] = i % 10 == 9 ? 1 + i * 7919 % (2 << 20) : 1 + i * 31 % 5000;
        pieces[i] = arena_alloc(mem, sizes[i]);
        memset(pieces[i], (int)(i % 251 + 1), sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(pieces[i][0], i % 251 + 1);
        assert_memory_equal(pieces[i], pieces[i] + 1, sizes[i] - 1); /* the same byte throughout */
    }
    arena_free(mem);
}

static void test_one_allocation_may_be_larger_than_a_block(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    char *small = arena_strdup(mem, "trước");
    char *large = arena_alloc(mem, 3 << 20);
    large[(3 << 20) - 1] = 'x';
    assert_string_equal(small, "trước");
    arena_reset(mem);
    assert_int_equal(*(char *)arena_alloc(mem, 1), 0);
    arena_free(mem);
}

static void test_the_limit_jumps_to_the_frame(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    jmp_buf frame;
    volatile int allocations = 0;
    assert_null(arena_catch(mem, &frame));
    if (setjmp(frame) == 0) {
        for (;;) {
            arena_alloc(mem, 1024);
            allocations++;
        }
    }
    assert_int_equal(allocations, SMALL / 1024);
    arena_reset(mem);
    assert_non_null(arena_alloc(mem, 1024));
    arena_free(mem);
}

static bool jumps(size_t size)
{
    struct arena *mem = arena_new(SMALL);
    jmp_buf frame;
    volatile bool jumped = false;
    arena_catch(mem, &frame);
    if (setjmp(frame) == 0)
        arena_alloc(mem, size);
    else
        jumped = true;
    arena_free(mem);
    return jumped;
}

static void test_a_size_beyond_the_limit_jumps_at_once(void **state)
{
    (void)state;
    assert_false(jumps(SMALL));
    assert_true(jumps(SMALL + 1));
    assert_true(jumps(SIZE_MAX / 2));
    assert_true(jumps(SIZE_MAX - 1));
    assert_true(jumps(SIZE_MAX));
}

static void test_an_array_whose_size_overflows_jumps(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    jmp_buf frame;
    volatile bool jumped = false;
    arena_catch(mem, &frame);
    if (setjmp(frame) == 0)
        arena_array(mem, SIZE_MAX / 4 + 2, 4);
    else
        jumped = true;
    assert_true(jumped);
    arena_free(mem);
}

static void test_catch_gives_the_frame_set_before(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    jmp_buf outer, inner;
    assert_null(arena_catch(mem, &outer));
    assert_ptr_equal(arena_catch(mem, &inner), &outer);
    assert_ptr_equal(arena_catch(mem, NULL), &inner);
    arena_free(mem);
}

static void test_without_a_frame_the_process_ends(void **state)
{
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        if (!freopen("/dev/null", "w", stderr))
            _exit(0);
        arena_alloc(arena_new(100), 101);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

static char order[8]; /* a letter for each release */

static void note(void *letter)
{
    order[strlen(order)] = *(char *)letter;
}

static char a[] = "a", b[] = "b", c[] = "c";

static void test_deferred_things_are_released_in_reverse_order(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    memset(order, 0, sizeof order);
    arena_defer(mem, note, a);
    arena_defer(mem, note, b);
    arena_reset(mem);
    assert_string_equal(order, "ba");
    arena_reset(mem);
    assert_string_equal(order, "ba"); /* once only */
    arena_defer(mem, note, c);
    arena_free(mem);
    assert_string_equal(order, "bac");
}

static void look_at_text(void *text)
{
    assert_string_equal(text, "còn đây");
    note(a);
}

static void test_a_deferred_release_still_sees_the_memory(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    memset(order, 0, sizeof order);
    arena_defer(mem, look_at_text, arena_strdup(mem, "còn đây"));
    arena_reset(mem);
    assert_string_equal(order, "a");
    arena_free(mem);
}

static void test_free_accepts_null_and_cleanup_clears_the_pointer(void **state)
{
    (void)state;
    arena_free(NULL);
    struct arena *mem = arena_new(SMALL);
    arena_cleanup(&mem);
    assert_null(mem);
}

static void test_used_counts_until_the_reset(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    assert_int_equal(arena_used(mem), 0);
    arena_alloc(mem, 1000);
    assert_in_range(arena_used(mem), 1000, 1000 + sizeof(max_align_t));
    arena_reset(mem);
    assert_int_equal(arena_used(mem), 0);
    arena_free(mem);
}

static void test_copies_are_copies(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    char text[] = "công văn";
    char *whole = arena_strdup(mem, text), *part = arena_strndup(mem, text, 5);
    char *bytes = arena_copy(mem, text, 3);
    text[0] = 'X';
    assert_string_equal(whole, "công văn");
    assert_string_equal(part, "công");
    assert_memory_equal(bytes, "c\xC3\xB4", 3);
    assert_string_equal(arena_strdup(mem, ""), "");
    assert_non_null(arena_copy(mem, NULL, 0));
    arena_free(mem);
}

static void test_printf_gives_short_and_long_texts_whole(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    assert_string_equal(arena_printf(mem, "%d/%s", 12, "BC-VPUBND"), "12/BC-VPUBND");
    for (int length = 250; length < 260; length++) { /* around the size that needs a second pass */
        char *text = arena_printf(mem, "%*d", length, 7);
        assert_int_equal(strlen(text), length);
        assert_int_equal(text[length - 1], '7');
    }
    arena_free(mem);
}

static void test_an_array_grows_and_keeps_its_items(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    ARRAY(int) numbers = { 0 };
    for (int i = 0; i < 1000; i++) {
        int *item = ARRAY_ADD(mem, &numbers);
        assert_int_equal(*item, 0);
        *item = i * i;
    }
    assert_int_equal(numbers.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i * i);
    arena_free(mem);
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

static void count_release(void *count)
{
    ++*(int *)count;
}

static void test_a_part_jumps_to_the_frame_of_its_whole(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    jmp_buf frame, own;
    volatile int jumps = 0, own_jumps = 0;
    struct arena *part = arena_part(mem, 1024), *inner = arena_part(part, 1024);
    arena_catch(mem, &frame);
    if (setjmp(frame) == 0)
        arena_alloc(inner, 2000);
    else
        jumps++;
    assert_int_equal(jumps, 1);
    if (setjmp(own) == 0) {
        arena_catch(part, &own);
        arena_alloc(inner, 2000);
    } else {
        own_jumps++;
    }
    assert_int_equal(own_jumps, 1);
    assert_int_equal(jumps, 1);
    arena_free(mem);
}

static void test_a_part_goes_with_its_whole_or_before(void **state)
{
    (void)state;
    static int released;
    released = 0;
    struct arena *mem = arena_new(SMALL);
    struct arena *first = arena_part(mem, SMALL), *second = arena_part(mem, SMALL);
    arena_defer(first, count_release, &released);
    arena_defer(second, count_release, &released);
    assert_non_null(arena_alloc(first, 3000));
    assert_non_null(arena_alloc(second, 3000));
    arena_free(first);
    assert_int_equal(released, 1);
    arena_reset(mem);
    assert_int_equal(released, 2);
    arena_free(mem);
    assert_int_equal(released, 2);
}

static void test_a_part_has_a_limit_of_its_own(void **state)
{
    (void)state;
    struct arena *mem = arena_new(4096);
    struct arena *part = arena_part(mem, SMALL);
    assert_non_null(arena_alloc(part, 8192));
    arena_reset(part);
    assert_int_equal(*(char *)arena_alloc(part, SMALL), 0);
    assert_true(arena_used(mem) < 4096);
    arena_free(mem);
}

static bool fill(struct arena *mem, void *arg, struct err *err)
{
    (void)err;
    arena_defer(mem, count_release, arg);
    arena_alloc(mem, 4096);
    return true;
}

static void test_run_says_where_memory_ended_and_releases(void **state)
{
    (void)state;
    static int released;
    released = 0;
    struct err err = { 0 };
    assert_true(arena_run(SMALL, fill, &released, &err));
    assert_int_equal(released, 1);
    assert_false(arena_run(1024, fill, &released, &err));
    assert_int_equal(released, 2);
    assert_int_equal(err.kind, ERR_BUSY);
    assert_string_equal(err.subject, "memory");
}

static void test_a_full_arena_is_told_from_a_poor_system(void **state)
{
    (void)state;
    struct arena *mem = arena_new(SMALL);
    jmp_buf frame;
    arena_catch(mem, &frame);
    if (setjmp(frame) == 0)
        arena_alloc(mem, SMALL + 1);
    assert_true(arena_is_full(mem));
    arena_reset(mem);
    arena_alloc(mem, 16);
    if (setjmp(frame) == 0)
        arena_give_up(mem); /* as a library that found none */
    assert_false(arena_is_full(mem));
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_also_after_a_reset),
        cmocka_unit_test(test_memory_is_aligned_for_any_type),
        cmocka_unit_test(test_allocations_do_not_overlap),
        cmocka_unit_test(test_large_and_small_allocations_do_not_overlap),
        cmocka_unit_test(test_one_allocation_may_be_larger_than_a_block),
        cmocka_unit_test(test_the_limit_jumps_to_the_frame),
        cmocka_unit_test(test_a_size_beyond_the_limit_jumps_at_once),
        cmocka_unit_test(test_an_array_whose_size_overflows_jumps),
        cmocka_unit_test(test_catch_gives_the_frame_set_before),
        cmocka_unit_test(test_without_a_frame_the_process_ends),
        cmocka_unit_test(test_deferred_things_are_released_in_reverse_order),
        cmocka_unit_test(test_a_deferred_release_still_sees_the_memory),
        cmocka_unit_test(test_free_accepts_null_and_cleanup_clears_the_pointer),
        cmocka_unit_test(test_used_counts_until_the_reset),
        cmocka_unit_test(test_copies_are_copies),
        cmocka_unit_test(test_printf_gives_short_and_long_texts_whole),
        cmocka_unit_test(test_an_array_grows_and_keeps_its_items),
        cmocka_unit_test(test_a_part_jumps_to_the_frame_of_its_whole),
        cmocka_unit_test(test_a_part_goes_with_its_whole_or_before),
        cmocka_unit_test(test_a_part_has_a_limit_of_its_own),
        cmocka_unit_test(test_run_says_where_memory_ended_and_releases),
        cmocka_unit_test(test_a_full_arena_is_told_from_a_poor_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
