/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: the seed kept after an erasure; nonces taken from the other half of their pair, or
 * all from its first half; the end of the bytes not looked at. */
#include "records/history_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static struct history_value_row *some_values(struct arena *mem)
{
    struct history_value_row *values = ARENA_ARRAY(mem, struct history_value_row, 3);
    values[0] = (struct history_value_row){ .field = "copies", .new = "3" };
    values[1] = (struct history_value_row){ .field = "summary", .old = "", .new = "Nguyễn" };
    values[2] = (struct history_value_row){ .field = "type", .old = "bc" };
    return values;
}

static void test_values_come_back_with_their_commitments(void **state)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct history_value_row *values = some_values(mem), *again;
    size_t count;
    (void)state;
    struct db_value packed = history_values_pack(mem, values, 3);
    assert_true(history_values_unpack(mem, packed.bytes, packed.length, &again, &count));
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_true(text_equal(again[i].field, values[i].field) && text_equal(again[i].old, values[i].old));
        assert_true(text_equal(again[i].new, values[i].new) && !again[i].erased);
        assert_memory_equal(again[i].commitment, values[i].commitment, HASH_SIZE);
    }
    arena_free(mem);
}

static void test_no_two_values_share_a_nonce(void **state)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct history_value_row *values = some_values(mem);
    (void)state;
    history_values_pack(mem, values, 3);
    assert_memory_not_equal(values[0].nonce, values[1].nonce, NONCE_SIZE);
    assert_memory_not_equal(values[1].nonce, values[2].nonce, NONCE_SIZE);
    assert_memory_not_equal(values[0].nonce, values[2].nonce, NONCE_SIZE);
    arena_free(mem);
}

/* What was packed long ago keeps its nonces, or no line of before would prove itself any more. */
static void test_nonces_are_made_of_the_seed_as_ever(void **state)
{
    static const char packed[] = "\x01"
                                 "0123456789abcdef"
                                 "a\0\0\0b\0\0\0c\0\0";
    static const char *const nonces[] = { "a81fa84301f22d82ebc4a7808564c5b6", "93cdce8018f623131647bad2499c7a40",
                                          "bf095d23e54042afb52c37b847c1eaab" };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct history_value_row *values;
    size_t count;
    (void)state;
    assert_true(history_values_unpack(mem, packed, sizeof packed, &values, &count));
    assert_int_equal(count, COUNT_OF(nonces));
    for (size_t i = 0; i < count; i++) {
        char hex[2 * NONCE_SIZE + 1];
        for (size_t j = 0; j < NONCE_SIZE; j++)
            snprintf(hex + 2 * j, 3, "%02x", values[i].nonce[j]);
        assert_string_equal(hex, nonces[i]);
    }
    arena_free(mem);
}

static bool holds(struct db_value bytes, const void *part, size_t length)
{
    for (size_t at = 0; at + length <= bytes.length; at++)
        if (memcmp((const char *)bytes.bytes + at, part, length) == 0)
            return true;
    return false;
}

/* Twice, so that it is also taken from bytes that have lost their seed. */
static void test_an_erased_value_leaves_its_commitment_only(void **state)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct history_value_row *values = some_values(mem), *again;
    struct db_value packed = history_values_pack(mem, values, 3), erased;
    size_t count;
    (void)state;
    assert_true(history_values_erase(mem, packed.bytes, packed.length, "summary", &erased));
    assert_false(holds(erased, "Nguyễn", strlen("Nguyễn")));
    assert_false(holds(erased, (const char *)packed.bytes + 1, NONCE_SIZE)); /* the seed */
    assert_false(holds(erased, values[1].nonce, NONCE_SIZE));
    assert_true(history_values_erase(mem, erased.bytes, erased.length, "copies", &erased));
    assert_true(history_values_unpack(mem, erased.bytes, erased.length, &again, &count));
    assert_int_equal(count, 3);
    assert_true(again[0].erased && again[1].erased && !again[2].erased);
    assert_true(again[1].old == NULL && again[1].new == NULL &&text_equal(again[2].old, "bc"));
    for (size_t i = 0; i < count; i++)
        assert_memory_equal(again[i].commitment, values[i].commitment, HASH_SIZE);
    assert_false(history_values_erase(mem, erased.bytes, erased.length, "number", &erased));
    arena_free(mem);
}

static void test_broken_bytes_are_refused(void **state)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct history_value_row *again;
    struct db_value packed = history_values_pack(mem, some_values(mem), 3), erased;
    size_t count, whole = 0;
    (void)state;
    assert_true(history_values_erase(mem, packed.bytes, packed.length, "type", &erased));
    for (size_t length = 1; length < packed.length; length++)
        whole += history_values_unpack(mem, packed.bytes, length, &again, &count);
    assert_int_equal(whole, 3); /* after the seed, and between two values */
    whole = 0;
    for (size_t length = 1; length < erased.length; length++)
        whole += history_values_unpack(mem, erased.bytes, length, &again, &count);
    assert_int_equal(whole, 3);
    assert_false(history_values_unpack(mem, "\x03", 1, &again, &count));
    assert_false(history_values_unpack(mem, "\x02x\0\x02", 4, &again, &count));
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_come_back_with_their_commitments),
        cmocka_unit_test(test_no_two_values_share_a_nonce),
        cmocka_unit_test(test_nonces_are_made_of_the_seed_as_ever),
        cmocka_unit_test(test_an_erased_value_leaves_its_commitment_only),
        cmocka_unit_test(test_broken_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
