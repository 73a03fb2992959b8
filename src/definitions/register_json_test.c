/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/register_json.h"
#include "definitions/test_internal.h"

static struct text out;

static const char *describe(const char *name)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    struct json json;
    const struct definitions *set = definitions_load(mem, OFFICE, NULL, &faults, &err);
    assert_non_null(set);
    text_init(&out, mem, TEXT_MAX_PAGE);
    json_init(&json, &out, false);
    json_object(&json);
    register_json_members(&json, set, definitions_register(set, name));
    json_object_end(&json);
    return out.data;
}

static void test_every_part_of_a_register_is_described(void **state)
{
    (void)state;
    const char *text = describe("petition");
    static const char *const parts[] = {
        "{\"fields\":[{\"name\":\"received_on\",\"type\":\"date\"",
        "\"personal\":true",
        "{\"code\":\"buu-dien\",\"label\":\"Bưu điện\",\"from\":null,\"until\":null}",
        "\"states\":[{\"name\":\"received\",\"label\":\"Mới nhận\",\"group\":\"open\",\"awaits\":[",
        "\"awaits\":[{\"step\":\"screen\",\"only_if\":null}]}",
        "\"steps\":[{\"name\":\"screen\"",
        "\"needs\":[\"kind\"]",
        "\"starts\":\"settle\"",
        "\"ends\":\"settle\"",
        "\"deadlines\":[{\"name\":\"settle\"",
        "\"figures\":[{\"id\":\"petitions_by_post\"",
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!strstr(text, parts[i]))
            fail_msg("%s is not in %s", parts[i], text);
}

static void test_a_limit_that_is_not_given_is_null(void **state)
{
    (void)state;
    assert_non_null(strstr(describe("petition"), "\"min\":null"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_part_of_a_register_is_described, open_office, close_office),
        cmocka_unit_test_setup_teardown(test_a_limit_that_is_not_given_is_null, open_office, close_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
