/* SPDX-License-Identifier: Apache-2.0 */
/* Which form of a name prints a day. Planted and seen red, each alone: an `until` that is not in it itself; a nearest
 * form that is the last one there is. */
#include "definitions/print_definition.h"
#include "definitions/test_internal.h"

static struct print_definition items[] = {
    { .name = "b", .label = "Sau", .code = "Mẫu số 01", .from = "2025-09-15", .until = "2029-12-31" },
    { .name = "b", .label = "Trước", .from = "2019-01-06", .until = "2025-09-14" },
    { .name = "c", .label = "Dừng", .code = "Mẫu số 05", .from = "2025-09-15", .until = "2026-12-31" },
    { .name = "a", .label = "Luôn luôn" },
    { .name = "b", .label = "Xa", .from = "2030-01-01" },
};
static const struct register_definition reg = { .prints = { .items = items, .count = COUNT_OF(items) } };

static void test_the_form_of_a_day_is_found_and_the_nearest_else(void **state)
{
    (void)state;
    static const struct {
        const char *name, *day, *label, *another;
    } cases[] = {
        { "b", "2019-01-05", NULL, "Trước" },     { "b", "2019-01-06", "Trước", NULL },
        { "b", "2025-09-14", "Trước", NULL },     { "b", "2025-09-15", "Sau", NULL },
        { "b", "2029-12-31", "Sau", NULL },       { "c", "2025-09-14", NULL, "Dừng" },
        { "c", "2026-12-31", "Dừng", NULL },      { "c", "2027-01-01", NULL, "Dừng" },
        { "a", "0001-01-01", "Luôn luôn", NULL }, { "b", "2018-12-31", NULL, "Trước" },
        { "khac", "2025-09-15", NULL, NULL },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct print_definition *another, *print = register_print(&reg, cases[i].name, cases[i].day, &another);
        if (!text_equal(print ? print->label : NULL, cases[i].label) ||
            !text_equal(another ? another->label : NULL, cases[i].another))
            fail_msg("%s on %s: %s, %s", cases[i].name, cases[i].day, print ? print->label : "none",
                     another ? another->label : "none");
    }
}

static void test_a_form_is_told_with_its_code_and_days(void **state)
{
    (void)state;
    assert_string_equal(print_words(mem, &items[0]), "Sau (Mẫu số 01)");
    assert_string_equal(print_words(mem, &items[1]), "Trước");
    assert_string_equal(print_days(mem, &items[4]), "từ 01/01/2030");
    assert_string_equal(print_days(mem, &items[1]), "từ 06/01/2019 đến 14/09/2025");
    assert_string_equal(print_days(mem, &items[3]), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_form_of_a_day_is_found_and_the_nearest_else),
        TEST(test_a_form_is_told_with_its_code_and_days),
    };
    return cmocka_run_group_tests_name("definitions: forms of a day", tests, NULL, NULL);
}
