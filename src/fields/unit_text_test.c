/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: a kind that is not compared. */
#include "records/testing_office.h"

#include "fields/unit_text.h"

static struct arena *mem;
static const struct definitions *definitions;

static const char *found(const char *text)
{
    const struct unit *matches[UNIT_MATCHES_MAX];
    size_t count = unit_matches(mem, definitions, text, matches);
    return count == 1 ? matches[0]->code : count == 0 ? "none" : "several";
}

static void test_a_district_is_found_however_it_is_written(void **state)
{
    (void)state;
    static const char *const spelt[] = {
        "872",
        "Huyện Tháp Mười",
        "huyện tháp mười",
        "thap muoi",
        "Tháp Mười",
        "H. Tháp Mười",
        "UBND huyện Tháp Mười",
        "Ủy ban nhân dân huyện Tháp Mười",
        "HUYEN THAP MUOI",
    };
    for (size_t i = 0; i < COUNT_OF(spelt); i++)
        assert_string_equal(found(spelt[i]), "872");
    assert_string_equal(found("TP. Sa Đéc"), "867");
    assert_string_equal(found("Sở Nội vụ"), "snv");
    assert_string_equal(found("thị xã Tháp Mười"), "none");
    assert_string_equal(found("Tháp"), "none");
}

static void test_a_name_of_two_is_told_with_both(void **state)
{
    (void)state;
    const struct unit *matches[UNIT_MATCHES_MAX];
    assert_string_equal(found("Thành phố Cao Lãnh"), "866");
    assert_string_equal(found("huyện Cao Lãnh"), "873");
    assert_int_equal(unit_matches(mem, definitions, "cao lanh", matches), 2);
    const char *told = unit_matches_text(mem, matches, 2);
    assert_non_null(strstr(told, "(866)"));
    assert_non_null(strstr(told, "(873)"));
}

static int begin(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    definitions = testing_definitions(mem, SOURCE_FOLDER "/office", NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_district_is_found_however_it_is_written),
        cmocka_unit_test(test_a_name_of_two_is_told_with_both),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
