/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena *mem;
static struct text out;
static struct json json;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    text_init(&out, mem, TEXT_MAX_PAGE);
    json_init(&json, &out, false);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void write_sample(void)
{
    json_object(&json);
    json_put_text(&json, "tên", "Đơn \"thư\"");
    json_put_int(&json, "số", -62);
    json_put_bool(&json, "đúng", true);
    json_put_null(&json, "hạn");
    json_key(&json, "ids");
    json_array(&json);
    json_text(&json, "a");
    json_int(&json, 2);
    json_bool(&json, false);
    json_null(&json);
    json_array_end(&json);
    json_key(&json, "trống");
    json_object(&json);
    json_object_end(&json);
    json_object_end(&json);
}

static void test_commas_and_quotes_come_by_themselves(void **state)
{
    (void)state;
    write_sample();
    assert_string_equal(out.data, "{\"tên\":\"Đơn \\\"thư\\\"\",\"số\":-62,\"đúng\":true,\"hạn\":null,"
                                  "\"ids\":[\"a\",2,false,null],\"trống\":{}}");
}

static void test_pretty_puts_each_item_on_its_line(void **state)
{
    (void)state;
    json_init(&json, &out, true);
    write_sample();
    assert_string_equal(out.data, "{\n"
                                  "  \"tên\": \"Đơn \\\"thư\\\"\",\n"
                                  "  \"số\": -62,\n"
                                  "  \"đúng\": true,\n"
                                  "  \"hạn\": null,\n"
                                  "  \"ids\": [\n"
                                  "    \"a\",\n"
                                  "    2,\n"
                                  "    false,\n"
                                  "    null\n"
                                  "  ],\n"
                                  "  \"trống\": {}\n"
                                  "}");
}

static void test_a_text_of_null_is_null(void **state)
{
    (void)state;
    json_array(&json);
    json_text(&json, NULL);
    json_object(&json);
    json_put_text(&json, "k", NULL);
    json_object_end(&json);
    json_array_end(&json);
    assert_string_equal(out.data, "[null,{\"k\":null}]");
}

static void test_a_value_may_stand_alone(void **state)
{
    (void)state;
    json_int(&json, 7);
    assert_string_equal(out.data, "7");
}

static void test_groups_nest_up_to_the_depth(void **state)
{
    (void)state;
    char expected[2 * JSON_DEPTH_MAX + 1] = "";
    for (int i = 0; i < JSON_DEPTH_MAX; i++) {
        json_array(&json);
        expected[i] = '[';
        expected[2 * JSON_DEPTH_MAX - 1 - i] = ']';
    }
    for (int i = 0; i < JSON_DEPTH_MAX; i++)
        json_array_end(&json);
    assert_string_equal(out.data, expected);
}

static void test_items_after_a_closed_group_have_their_comma(void **state)
{
    (void)state;
    json_array(&json);
    for (int i = 0; i < 3; i++) {
        json_array(&json);
        json_int(&json, i);
        json_array_end(&json);
    }
    json_array_end(&json);
    assert_string_equal(out.data, "[[0],[1],[2]]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_commas_and_quotes_come_by_themselves, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pretty_puts_each_item_on_its_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_text_of_null_is_null, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_value_may_stand_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_groups_nest_up_to_the_depth, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_items_after_a_closed_group_have_their_comma, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
