/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/setting_names.h"
#include "definitions/test_internal.h"

static void test_every_setting_says_what_it_is_and_stands_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < setting_name_count; i++) {
        assert_true(setting_names[i].about[0] != '\0');
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(setting_names[i].name, setting_names[j].name);
    }
}

static void test_a_value_is_held_against_its_kind(void **state)
{
    static const struct {
        enum setting_kind kind;
        const char *value;
        bool right;
    } cases[] = {
        { SETTING_TEXT, "", true },
        { SETTING_SERVER, "smtp://mail.vp.gov.vn:587", true },
        { SETTING_SERVER, "smtps://127.0.0.1", true },
        { SETTING_SERVER, "smtp://", false },
        { SETTING_SERVER, "smtp://a@mail.vn", false },
        { SETTING_SERVER, "smtp://mail.vn/x", false },
        { SETTING_SERVER, "smtp://mail.vn:0", false },
        { SETTING_SERVER, "smtp://mail.vn:65536", false },
        { SETTING_ADDRESS, "an@vp.gov.vn", true },
        { SETTING_ADDRESS, "An <an@vp.gov.vn>", false },
        { SETTING_TLS, "required", true },
        { SETTING_TLS, "yes", false },
        { SETTING_TIME, "06:30", true },
        { SETTING_TIME, "06:30 sáng", false },
        { SETTING_COUNT, "60", true },
        { SETTING_COUNT, "0", false },
        { SETTING_COUNT, "1, 2", false },
        { SETTING_COUNT, "100001", false },
        { SETTING_COUNTS, "3, 1", true },
        { SETTING_COUNTS, "3,", false },
        { SETTING_COUNTS, "1,2,3,4,5,6", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if ((setting_wants(cases[i].kind, cases[i].value) == NULL) != cases[i].right)
            fail_msg("“%s” of kind %d", cases[i].value, (int)cases[i].kind);
    for (size_t i = 0; i < setting_name_count; i++) /* what holds otherwise is right itself */
        if (setting_names[i].kind != SETTING_TEXT && strcmp(setting_names[i].otherwise, "none") != 0)
            assert_null(setting_wants(setting_names[i].kind, setting_names[i].otherwise));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_setting_says_what_it_is_and_stands_once),
        TEST(test_a_value_is_held_against_its_kind),
    };
    return cmocka_run_group_tests_name("definitions: names of settings", tests, NULL, NULL);
}
