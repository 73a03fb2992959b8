/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "definitions/degree.h"

static void test_a_degree_is_found_by_its_code(void **state)
{
    (void)state;
    assert_string_equal(degree_find(secrecy_degrees, "toi-mat")->label, "Tối mật");
    assert_string_equal(degree_find(urgency_degrees, "khan")->label, "Khẩn");
    assert_null(degree_find(secrecy_degrees, "khan"));
    assert_null(degree_find(urgency_degrees, "mat"));
    assert_null(degree_find(urgency_degrees, ""));
}

static void test_the_usual_degree_bears_no_mark(void **state)
{
    (void)state;
    assert_string_equal(degree_mark(secrecy_degrees, DEGREE_USUAL), "");
    assert_string_equal(degree_mark(urgency_degrees, DEGREE_USUAL), "");
    assert_string_equal(degree_mark(secrecy_degrees, "mat"), "Mật");
    assert_string_equal(degree_mark(urgency_degrees, "hoa-toc"), "Hỏa tốc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_degree_is_found_by_its_code),
        cmocka_unit_test(test_the_usual_degree_bears_no_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
