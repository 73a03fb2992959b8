/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena *mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct text new_text(size_t max)
{
    struct text text;
    text_init(&text, mem, max);
    return text;
}

static void test_a_new_text_is_empty_and_terminated(void **state)
{
    (void)state;
    struct text text = new_text(TEXT_MAX_LINE);
    assert_string_equal(text.data, "");
    assert_int_equal(text.length, 0);
    assert_false(text_is_full(&text));
}

static void test_text_grows_piece_by_piece(void **state)
{
    (void)state;
    struct text text = new_text(TEXT_MAX_LINE);
    text_add(&text, "Số ");
    text_int(&text, -12);
    text_char(&text, '/');
    text_raw(&text, "BC");
    text_add_bytes(&text, "-VPUBND…", 7);
    text_add_bytes(&text, NULL, 0);
    text_printf(&text, " ngày %02d", 5);
    assert_string_equal(text.data, "Số -12/BC-VPUBND ngày 05");
    assert_int_equal(text.length, strlen(text.data));
    struct text bounds = new_text(TEXT_MAX_LINE);
    text_int(&bounds, INT64_MIN);
    text_int(&bounds, INT64_MAX);
    assert_string_equal(bounds.data, "-92233720368547758089223372036854775807");
}

static void test_a_long_printf_arrives_whole(void **state)
{
    (void)state;
    for (int length = 505; length < 520; length++) {
        struct text text = new_text(TEXT_MAX_LINE);
        text_add(&text, "x");
        text_printf(&text, "%*d", length, 7);
        assert_int_equal(text.length, length + 1);
        assert_int_equal(text.data[length], '7');
        assert_int_equal(text.data[length + 1], '\0');
    }
}

static void test_beyond_the_maximum_it_stops_and_says_so(void **state)
{
    (void)state;
    struct text text = new_text(10);
    text_add(&text, "0123456789");
    assert_false(text_is_full(&text));
    text_add(&text, "x");
    assert_true(text_is_full(&text));
    assert_string_equal(text.data, "0123456789");
    text_clear(&text);
    assert_false(text_is_full(&text));
    text_printf(&text, "%600d", 1);
    assert_true(text_is_full(&text));
    text_add(&text, "y"); /* nothing more until it is emptied: no holes in the middle */
    assert_string_equal(text.data, "");
    assert_int_equal(text.length, 0);
}

static void test_clear_empties_and_keeps_the_room(void **state)
{
    (void)state;
    struct text text = new_text(TEXT_MAX_PAGE);
    text_printf(&text, "%2000d", 1);
    const char *data = text.data;
    text_clear(&text);
    assert_string_equal(text.data, "");
    text_printf(&text, "%1500d", 1);
    assert_ptr_equal(text.data, data);
}

static const char *escaped(void (*escape)(struct text *, const char *), const char *string)
{
    struct text text = new_text(TEXT_MAX_LINE);
    escape(&text, string);
    return text.data;
}

static void test_html_escapes_what_opens_markup(void **state)
{
    (void)state;
    assert_string_equal(escaped(text_html, "<b>\"Ủy ban\" & 'tỉnh'</b>"), "&lt;b&gt;\"Ủy ban\" &amp; 'tỉnh'&lt;/b&gt;");
    assert_string_equal(escaped(text_html, ""), "");
}

static void test_attr_escapes_quotes_as_well(void **state)
{
    (void)state;
    assert_string_equal(escaped(text_attr, "<a \"b\" 'c' & d>"), "&lt;a &quot;b&quot; &#39;c&#39; &amp; d&gt;");
}

static void test_xml_survives_attributes_and_drops_what_is_forbidden(void **state)
{
    (void)state;
    assert_string_equal(escaped(text_xml, "<a> & \"b\" 'c'"), "&lt;a&gt; &amp; &quot;b&quot; 'c'");
    assert_string_equal(escaped(text_xml, "một\nhai\tba"), "một&#10;hai&#9;ba");
    assert_string_equal(escaped(text_xml, "a\x01\x08\x0B\x1F\rb"), "ab");
    assert_string_equal(escaped(text_xml, "a\xEF\xBF\xBE\xEF\xBF\xBF"
                                          "b"),
                        "ab"); /* U+FFFE, U+FFFF */
    assert_string_equal(escaped(text_xml, "a\xEF\xBF\xBD\xEF\xBE\xBE"
                                          "b"),
                        "a\xEF\xBF\xBD\xEF\xBE\xBE"
                        "b");
}

static void test_url_keeps_unreserved_characters_only(void **state)
{
    (void)state;
    assert_string_equal(escaped(text_url, "AZaz09-_.~"), "AZaz09-_.~");
    assert_string_equal(escaped(text_url, "a b&c=d/e?ồ%"), "a%20b%26c%3Dd%2Fe%3F%E1%BB%93%25");
}

static void test_json_gives_its_quotes(void **state)
{
    (void)state;
    assert_string_equal(escaped(text_json, "Đơn \"thư\" \\ \n\t\r\x01/"),
                        "\"Đơn \\\"thư\\\" \\\\ \\n\\t\\u000d\\u0001/\"");
    assert_string_equal(escaped(text_json, ""), "\"\"");
}

static void test_csv_is_quoted_where_needed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "Đơn thư", "Đơn thư" }, { "a,b", "\"a,b\"" },
        { "a;b", "\"a;b\"" },     { "a\nb", "\"a\nb\"" },
        { "a\rb", "\"a\rb\"" },   { "a\tb", "\"a\tb\"" },
        { "a\"b", "\"a\"\"b\"" }, { " a", "\" a\"" },
        { "a ", "\"a \"" },       { "", "" },
        { "\"", "\"\"\"\"" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(escaped(text_csv, cases[i][0]), cases[i][1]);
}

static void test_equal_takes_null_for_null_only(void **state)
{
    (void)state;
    assert_true(text_equal("a", "a"));
    assert_false(text_equal("a", "A"));
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_false(text_equal("", NULL));
}

static void test_starts_and_ends(void **state)
{
    (void)state;
    assert_true(text_starts("don-thu.yaml", "don-"));
    assert_true(text_starts("x", ""));
    assert_false(text_starts("do", "don"));
    assert_true(text_ends("don-thu.yaml", ".yaml"));
    assert_true(text_ends("x", ""));
    assert_false(text_ends("aml", ".yaml"));
    assert_false(text_ends("x.yaml.bak", ".yaml"));
}

static void test_blanks_are_empty(void **state)
{
    (void)state;
    assert_true(text_is_empty(NULL));
    assert_true(text_is_empty(""));
    assert_true(text_is_empty(" \t\r\n"));
    assert_false(text_is_empty(" . "));
}

static void test_trim_takes_blanks_from_both_ends(void **state)
{
    (void)state;
    assert_string_equal(text_trim(mem, " \t đơn  thư\r\n"), "đơn  thư");
    assert_string_equal(text_trim(mem, "  "), "");
    assert_string_equal(text_trim(mem, ""), "");
}

static void test_split_keeps_empty_parts(void **state)
{
    (void)state;
    size_t count;
    char **parts = text_split(mem, ",a,,bc,", ',', &count);
    assert_int_equal(count, 5);
    assert_string_equal(parts[0], "");
    assert_string_equal(parts[1], "a");
    assert_string_equal(parts[2], "");
    assert_string_equal(parts[3], "bc");
    assert_string_equal(parts[4], "");
    parts = text_split(mem, "", ',', &count);
    assert_int_equal(count, 1);
    assert_string_equal(parts[0], "");
}

static void test_an_int_is_a_whole_decimal_number(void **state)
{
    (void)state;
    int64_t value = 77;
    assert_true(text_to_int("0042", 0, 100, &value));
    assert_int_equal(value, 42);
    assert_true(text_to_int("+7", 0, 100, &value));
    assert_int_equal(value, 7);
    assert_true(text_to_int("-9223372036854775808", INT64_MIN, INT64_MAX, &value));
    assert_true(value == INT64_MIN);
    static const char *const refused[] = {
        "", "-", "+", " 1", "1 ", "1x", "0x1", "1.0", "--1", "+-1", "9223372036854775808"
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        value = 77;
        if (text_to_int(refused[i], INT64_MIN, INT64_MAX, &value))
            fail_msg("“%s” was taken", refused[i]);
        assert_int_equal(value, 77);
    }
}

static void test_an_int_beyond_its_bounds_is_refused(void **state)
{
    (void)state;
    int64_t value = 77;
    assert_true(text_to_int("1", 1, 5, &value));
    assert_true(text_to_int("5", 1, 5, &value));
    assert_false(text_to_int("0", 1, 5, &value));
    assert_false(text_to_int("6", 1, 5, &value));
    assert_int_equal(value, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_text_is_empty_and_terminated),
        cmocka_unit_test(test_text_grows_piece_by_piece),
        cmocka_unit_test(test_a_long_printf_arrives_whole),
        cmocka_unit_test(test_beyond_the_maximum_it_stops_and_says_so),
        cmocka_unit_test(test_clear_empties_and_keeps_the_room),
        cmocka_unit_test(test_html_escapes_what_opens_markup),
        cmocka_unit_test(test_attr_escapes_quotes_as_well),
        cmocka_unit_test(test_xml_survives_attributes_and_drops_what_is_forbidden),
        cmocka_unit_test(test_url_keeps_unreserved_characters_only),
        cmocka_unit_test(test_json_gives_its_quotes),
        cmocka_unit_test(test_csv_is_quoted_where_needed),
        cmocka_unit_test(test_equal_takes_null_for_null_only),
        cmocka_unit_test(test_starts_and_ends),
        cmocka_unit_test(test_blanks_are_empty),
        cmocka_unit_test(test_trim_takes_blanks_from_both_ends),
        cmocka_unit_test(test_split_keeps_empty_parts),
        cmocka_unit_test(test_an_int_is_a_whole_decimal_number),
        cmocka_unit_test(test_an_int_beyond_its_bounds_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
