/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: is_hidden that knows no U+202E; is_refused without U+0080…9F; a break that leaves
 * two blanks. */
#include "viet/test_internal.h"

#include "viet/input.h"

static const char *kept(const char *text, bool lines)
{
    uint32_t bad;
    const char *out = viet_input(mem, text, lines, &bad);
    return out ? out : "(refused)";
}

static uint32_t refused(const char *text)
{
    uint32_t bad;
    assert_null(viet_input(mem, text, true, &bad));
    return bad;
}

static void test_a_break_in_one_line_is_one_blank(void **state)
{
    (void)state;
    assert_string_equal(kept("Đơn dòng 1\r\nDòng 2", false), "Đơn dòng 1 Dòng 2");
    assert_string_equal(kept("a \n  b\tc\xC2\x85"
                             "d\xE2\x80\xA8"
                             "e",
                             false),
                        "a b c d e");
    assert_string_equal(kept("a  b", false), "a  b");
}

static void test_lines_stay_where_lines_are_kept(void **state)
{
    (void)state;
    assert_string_equal(kept("a\r\nb\tc\xC2\x85"
                             "d",
                             true),
                        "a\r\nb\tc\nd");
}

static void test_hidden_marks_are_left_out(void **state)
{
    (void)state;
    assert_string_equal(kept("tờ\xE2\x80\xAE trình\xE2\x80\x8B.\xEF\xBB\xBFpdf\xE2\x81\xA6", false), "tờ trình.pdf");
    assert_true(viet_has_hidden("a\xE2\x80\xAE"));
    assert_false(viet_has_hidden("Tờ trình"));
}

static void test_what_is_no_character_is_refused_by_its_code(void **state)
{
    (void)state;
    assert_int_equal(refused("a\x01"), 1);
    assert_int_equal(refused("a\x7F"), 0x7f);
    assert_int_equal(refused("a\xC2\x80"), 0x80);
    assert_int_equal(refused("a\xC2\x9F"), 0x9f);
    assert_int_equal(refused("a\xEF\xB7\x90"), 0xfdd0);
    assert_int_equal(refused("a\xEF\xBF\xBF"), 0xffff);
    assert_int_equal(refused("a\xF0\x9F\xBF\xBE"), 0x1fffe);
    assert_int_equal(refused("a\xC3"), 0);
}

static void test_letters_become_one_form(void **state)
{
    (void)state;
    assert_string_equal(kept("e\xCC\x82", false), "ê");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_break_in_one_line_is_one_blank),
        cmocka_unit_test(test_lines_stay_where_lines_are_kept),
        cmocka_unit_test(test_hidden_marks_are_left_out),
        cmocka_unit_test(test_what_is_no_character_is_refused_by_its_code),
        cmocka_unit_test(test_letters_become_one_form),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
