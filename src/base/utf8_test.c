/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static void test_every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t code_point = 1; code_point <= 0x10FFFF; code_point++) {
        if (code_point >= 0xD800 && code_point <= 0xDFFF)
            continue;
        char bytes[5] = "";
        size_t length = utf8_put(bytes, code_point);
        const char *at = bytes;
        if (!utf8_is_valid(bytes, length) || utf8_next(&at) != code_point || at != bytes + length ||
            utf8_next(&at) != 0)
            fail_msg("U+%04X does not come back", code_point);
    }
}

static void test_put_gives_one_to_four_bytes(void **state)
{
    (void)state;
    char out[4];
    assert_int_equal(utf8_put(out, 'a'), 1);
    assert_int_equal(utf8_put(out, 0x111), 2); /* đ */
    assert_memory_equal(out, "đ", 2);
    assert_int_equal(utf8_put(out, 0x1ED3), 3); /* ồ */
    assert_memory_equal(out, "ồ", 3);
    assert_int_equal(utf8_put(out, 0x1F600), 4);
}

static const struct {
    const char *bytes;
    size_t length;
} ill_formed[] = {
    { "\x80", 1 }, /* a continuation alone */
    { "\xBF", 1 },
    { "\xC3", 1 }, /* cut short */
    { "\xE1\xBB", 2 },
    { "\xF0\x9F\x98", 3 },
    { "\xC0\x80", 2 }, /* overlong */
    { "\xC1\xBF", 2 },
    { "\xE0\x9F\xBF", 3 },
    { "\xF0\x8F\xBF\xBF", 4 },
    { "\xED\xA0\x80", 3 }, /* surrogates */
    { "\xED\xBF\xBF", 3 },
    { "\xF4\x90\x80\x80", 4 }, /* beyond U+10FFFF */
    { "\xF5\x80\x80\x80", 4 },
    { "\xFF", 1 },
    { "\xFE", 1 },
    { "\xC3(", 2 }, /* a lead without its continuation */
    { "\xE1\xBB(", 3 },
};

static void test_ill_formed_bytes_are_not_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ill_formed); i++) {
        char *copy = malloc(ill_formed[i].length); /* no end behind it: the sanitizer sees a look too far */
        assert_non_null(copy);
        memcpy(copy, ill_formed[i].bytes, ill_formed[i].length);
        if (utf8_is_valid(copy, ill_formed[i].length))
            fail_msg("case %zu was taken as valid", i);
        free(copy);
    }
    assert_true(utf8_is_valid("", 0));
    assert_true(utf8_is_valid("Đồng Tháp \xF0\x9F\x98\x80", 18));
    assert_true(utf8_is_valid("a\0b", 3));
    assert_false(utf8_is_valid("Đồng", 3));
}

static void test_an_ill_formed_byte_gives_the_replacement_and_moves_one_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ill_formed); i++) {
        const char *at = ill_formed[i].bytes;
        assert_int_equal(utf8_next(&at), 0xFFFD);
        assert_ptr_equal(at, ill_formed[i].bytes + 1);
    }
    const char *at = "\xE1\xBB"
                     "a";
    assert_int_equal(utf8_next(&at), 0xFFFD);
    assert_int_equal(utf8_next(&at), 0xFFFD);
    assert_int_equal(utf8_next(&at), 'a');
    assert_int_equal(utf8_next(&at), 0);
    assert_int_equal(utf8_next(&at), 0); /* and stays at the end */
}

static void test_cut_keeps_whole_characters(void **state)
{
    (void)state;
    const char *text = "aồb"; /* 1 + 3 + 1 bytes */
    static const size_t expected[] = { 0, 1, 1, 1, 4, 5, 5, 5 };
    for (size_t max = 0; max < COUNT_OF(expected); max++)
        assert_int_equal(utf8_cut(text, max), expected[max]);
    assert_int_equal(utf8_cut("", 4), 0);
}

/* Of ill-formed bytes each counts. Planted and seen red: bytes that go on with a character counted, too. */
static void test_length_is_of_characters(void **state)
{
    (void)state;
    assert_int_equal(utf8_length(""), 0);
    assert_int_equal(utf8_length("aồb"), 3);
    assert_int_equal(utf8_length("Đồng Tháp"), 9);
    assert_int_equal(utf8_length("a\xE1\x80z"), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_comes_back),
        cmocka_unit_test(test_put_gives_one_to_four_bytes),
        cmocka_unit_test(test_ill_formed_bytes_are_not_valid),
        cmocka_unit_test(test_an_ill_formed_byte_gives_the_replacement_and_moves_one_byte),
        cmocka_unit_test(test_cut_keeps_whole_characters),
        cmocka_unit_test(test_length_is_of_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
