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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_setting_says_what_it_is_and_stands_once),
    };
    return cmocka_run_group_tests_name("definitions: names of settings", tests, NULL, NULL);
}
