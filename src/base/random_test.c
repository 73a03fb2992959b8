/* SPDX-License-Identifier: Apache-2.0 */
#include "base/random.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

#include "base/attributes.h"

/* The published numbers of xoshiro256** for this state. */
static void test_the_sequence_is_xoshiro256(void **state)
{
    (void)state;
    struct random_sequence sequence = { { 1, 2, 3, 4 } };
    static const uint64_t expected[] = { 11520, 0, 1509978240, 1215971899390074240 };
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_true(random_next(&sequence) == expected[i]);
}

static void test_a_seed_gives_the_same_numbers_everywhere(void **state)
{
    (void)state;
    static const struct {
        uint64_t seed;
        uint64_t numbers[5];
    } golden[] = {
        { 0, { 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c, 0xbba5ad4a1f842e59 } },
        { 202107,
          { 0xc8eee58c99ae20a2, 0x346f8d022a96b20e, 0x6754492aed6f079b, 0xc46aa236a49618ec, 0x365e5cdf514f4e73 } },
    };
    for (size_t i = 0; i < COUNT_OF(golden); i++) {
        struct random_sequence sequence;
        random_seed(&sequence, golden[i].seed);
        for (size_t at = 0; at < COUNT_OF(golden[i].numbers); at++)
            assert_true(random_next(&sequence) == golden[i].numbers[at]);
    }
}

static void test_below_stays_below_and_reaches_everything(void **state)
{
    (void)state;
    struct random_sequence sequence;
    random_seed(&sequence, 7);
    for (uint32_t below = 1; below <= 20; below++) {
        uint32_t seen = 0;
        for (int i = 0; i < 2000; i++) {
            uint32_t value = random_below(&sequence, below);
            assert_true(value < below);
            seen |= 1u << value;
        }
        assert_int_equal(seen, (1u << below) - 1);
    }
    uint32_t large = 0;
    for (int i = 0; i < 100; i++)
        large |= random_below(&sequence, UINT32_MAX);
    assert_true(large > UINT32_MAX / 2);
}

/* A remainder alone would give the lower third of these twice as often as the rest. */
static void test_below_has_no_bias(void **state)
{
    (void)state;
    struct random_sequence sequence;
    random_seed(&sequence, 11);
    const uint32_t below = 3u << 30;
    int lower = 0;
    for (int i = 0; i < 30000; i++)
        lower += random_below(&sequence, below) < below / 3;
    assert_in_range(lower, 9500, 10500);
}

static void test_between_includes_both_ends(void **state)
{
    (void)state;
    struct random_sequence sequence;
    random_seed(&sequence, 13);
    bool low = false, high = false;
    for (int i = 0; i < 1000; i++) {
        int value = random_between(&sequence, -2, 3);
        assert_true(value >= -2 && value <= 3);
        low |= value == -2;
        high |= value == 3;
    }
    assert_true(low && high);
    assert_int_equal(random_between(&sequence, 5, 5), 5);
    bool above = false, beneath = false;
    for (int i = 0; i < 100; i++) {
        int value = random_between(&sequence, INT_MIN, INT_MAX);
        above |= value > INT_MAX / 2;
        beneath |= value < INT_MIN / 2;
    }
    assert_true(above && beneath);
}

static void test_the_kernels_bytes_fill_what_was_asked_and_differ(void **state)
{
    (void)state;
    enum { SIZE = 100000 };
    static unsigned char first[SIZE], second[SIZE];
    random_bytes(first, SIZE - 1);
    random_bytes(second, SIZE - 1);
    assert_memory_not_equal(first, second, SIZE - 1);
    assert_int_equal(first[SIZE - 1], 0);
    int zeros = 0; /* about 390 of chance; a hole would have thousands */
    for (int i = 0; i < SIZE - 1; i++)
        zeros += first[i] == 0;
    assert_in_range(zeros, 200, 700);
    random_bytes(first, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_sequence_is_xoshiro256),
        cmocka_unit_test(test_a_seed_gives_the_same_numbers_everywhere),
        cmocka_unit_test(test_below_stays_below_and_reaches_everything),
        cmocka_unit_test(test_below_has_no_bias),
        cmocka_unit_test(test_between_includes_both_ends),
        cmocka_unit_test(test_the_kernels_bytes_fill_what_was_asked_and_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
