/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

#include "base/attributes.h"

static const char *hex_of(const uint8_t hash[HASH_SIZE])
{
    static char hex[HASH_HEX_SIZE];
    hash_hex(hash, hex);
    return hex;
}

/* FIPS 180-2, appendix B */
static void test_it_is_sha256(void **state)
{
    (void)state;
    uint8_t hash[HASH_SIZE];
    hash_bytes("abc", 3, hash);
    assert_string_equal(hex_of(hash), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_bytes("", 0, hash);
    assert_string_equal(hex_of(hash), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_pieces_give_the_hash_of_the_whole(void **state)
{
    (void)state;
    const char *text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    uint8_t hash[HASH_SIZE];
    for (size_t cut = 0; cut <= strlen(text); cut++) {
        struct hash pieces;
        hash_begin(&pieces);
        hash_add(&pieces, text, cut);
        hash_add(&pieces, text + cut, strlen(text) - cut);
        hash_end(&pieces, hash);
        assert_string_equal(hex_of(hash), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    }
}

static void hash_texts(uint8_t out[HASH_SIZE], const char *a, const char *b)
{
    struct hash hash;
    hash_begin(&hash);
    hash_add_text(&hash, a);
    hash_add_text(&hash, b);
    hash_end(&hash, out);
}

static void test_joined_texts_are_unambiguous(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "ab", "c" }, { "a", "bc" },   { "abc", "" },
                                            { "", "abc" }, { "abc", NULL }, { NULL, "abc" } };
    uint8_t hashes[COUNT_OF(pairs)][HASH_SIZE];
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        hash_texts(hashes[i], pairs[i][0], pairs[i][1]);
        for (size_t before = 0; before < i; before++)
            assert_memory_not_equal(hashes[before], hashes[i], HASH_SIZE);
    }
}

static void test_several_hashes_may_be_made_at_once(void **state)
{
    (void)state;
    enum { COUNT = 5 };
    struct hash hashes[COUNT];
    uint8_t out[HASH_SIZE], expected[HASH_SIZE];
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < COUNT; i++) {
            hash_begin(&hashes[i]);
            hash_add(&hashes[i], "abc", (size_t)i % 4);
        }
        for (int i = 0; i < COUNT; i++) {
            hash_end(&hashes[i], out);
            hash_bytes("abc", (size_t)i % 4, expected);
            assert_memory_equal(out, expected, HASH_SIZE);
        }
    }
}

static void *hash_often(void *wrong)
{
    uint8_t out[HASH_SIZE];
    for (int i = 0; i < 2000; i++) {
        hash_bytes("abc", 3, out);
        if (out[0] != 0xba || out[31] != 0xad)
            *(bool *)wrong = true;
    }
    return NULL;
}

static void test_threads_hash_beside_each_other(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    bool wrong[THREADS] = { 0 };
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, hash_often, &wrong[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_false(wrong[i]);
    }
}

static void test_an_int_is_eight_bytes_the_highest_first(void **state)
{
    (void)state;
    uint8_t by_int[HASH_SIZE], by_bytes[HASH_SIZE];
    struct hash hash;
    hash_begin(&hash);
    hash_add_int(&hash, 0x0102030405060708);
    hash_add_int(&hash, -1);
    hash_end(&hash, by_int);
    hash_bytes("\1\2\3\4\5\6\7\10\377\377\377\377\377\377\377\377", 16, by_bytes);
    assert_memory_equal(by_int, by_bytes, HASH_SIZE);
}

static void test_a_text_is_its_length_and_its_bytes(void **state)
{
    (void)state;
    uint8_t by_text[HASH_SIZE], by_bytes[HASH_SIZE];
    struct hash hash;
    hash_begin(&hash);
    hash_add_text(&hash, "đ");
    hash_end(&hash, by_text);
    hash_bytes("\0\0\0\0\0\0\0\2\xC4\x91", 10, by_bytes);
    assert_memory_equal(by_text, by_bytes, HASH_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_is_sha256),
        cmocka_unit_test(test_pieces_give_the_hash_of_the_whole),
        cmocka_unit_test(test_joined_texts_are_unambiguous),
        cmocka_unit_test(test_several_hashes_may_be_made_at_once),
        cmocka_unit_test(test_threads_hash_beside_each_other),
        cmocka_unit_test(test_an_int_is_eight_bytes_the_highest_first),
        cmocka_unit_test(test_a_text_is_its_length_and_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
