/* SPDX-License-Identifier: Apache-2.0 */
#include "people/scope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static struct arena *mem;
static struct definitions set;

/* Four issuers: the Committee, its Office below it, a department beside the Office, and one without a unit. */
static int set_up(void **state)
{
    (void)state;
    static struct unit units[] = {
        { .code = "ubnd", .parent = "" },
        { .code = "vp", .parent = "ubnd" },
        { .code = "nc", .parent = "vp" },
        { .code = "so", .parent = "ubnd" },
    };
    static struct issuer issuers[] = {
        { .code = "ubnd", .unit = "ubnd" },
        { .code = "van-phong", .unit = "vp" },
        { .code = "so", .unit = "so" },
        { .code = "khac", .unit = NULL },
    };
    static struct role roles[] = { { .name = "clerk" }, { .name = "leader" } };
    mem = arena_new(ARENA_REQUEST_MAX);
    set = (struct definitions){ .units = { units, COUNT_OF(units) },
                                .issuers = { issuers, COUNT_OF(issuers) },
                                .roles = { roles, COUNT_OF(roles) } };
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const char *joined(const struct text_list *list)
{
    struct text text;
    text_init(&text, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < list->count; i++)
        text_printf(&text, "%s%s", i ? " " : "", list->items[i]);
    return text.data;
}

static void test_the_local_administrator_sees_everything_and_holds_every_role(void **state)
{
    (void)state;
    struct scope scope = scope_local_administrator(mem, &set);
    assert_string_equal(scope.user, "quan-tri");
    assert_true(scope.everything);
    assert_true(scope.common.personal);
    assert_string_equal(joined(&scope.roles), "clerk leader");
}

static void test_an_issuer_sees_the_issuers_above_and_below_its_unit(void **state)
{
    (void)state;
    struct scope office = scope_issuer(mem, &set, "van-phong");
    assert_string_equal(joined(&office.common.issuers), "ubnd van-phong");
    assert_string_equal(office.unit, "vp");
    struct scope committee = scope_issuer(mem, &set, "ubnd");
    assert_string_equal(joined(&committee.common.issuers), "ubnd van-phong so");
    struct scope department = scope_issuer(mem, &set, "so");
    assert_string_equal(joined(&department.common.issuers), "ubnd so");
}

static void test_an_issuer_sees_every_unit_and_degree_and_is_nobody(void **state)
{
    (void)state;
    struct scope scope = scope_issuer(mem, &set, "van-phong");
    assert_false(scope.everything);
    assert_true(scope.common.every_unit);
    assert_true(scope.common.every_secrecy);
    assert_false(scope.common.personal);
    assert_string_equal(scope.user, "");
    assert_int_equal(scope.roles.count, 0);
}

static void test_an_issuer_without_a_unit_sees_its_own_records_only(void **state)
{
    (void)state;
    struct scope scope = scope_issuer(mem, &set, "khac");
    assert_string_equal(joined(&scope.common.issuers), "khac");
    assert_string_equal(scope.unit, "");
}

static void test_an_unknown_issuer_sees_nothing(void **state)
{
    (void)state;
    struct scope scope = scope_issuer(mem, &set, "khong-co");
    assert_false(scope.everything);
    assert_int_equal(scope.common.issuers.count, 0);
}

static void test_a_reach_covers_what_its_lists_name(void **state)
{
    (void)state;
    const char *issuers[] = { "van-phong" }, *units[] = { "nc", "kt" }, *plain[] = { "thuong" };
    struct reach reach = { .reads = true, .issuers = { issuers, 1 }, .units = { units, 2 }, .secrecy = { plain, 1 } };
    assert_true(reach_covers(&reach, "van-phong", "kt", "thuong"));
    assert_false(reach_covers(&reach, "ubnd", "kt", "thuong"));
    assert_false(reach_covers(&reach, "van-phong", "th", "thuong"));
    assert_false(reach_covers(&reach, "van-phong", "kt", "mat"));
    reach.every_unit = reach.every_secrecy = true;
    assert_true(reach_covers(&reach, "van-phong", "th", "mat"));
    assert_false(reach_covers(&reach, "ubnd", "th", "mat"));
    reach.every_issuer = true;
    assert_true(reach_covers(&reach, "ubnd", "th", "tuyet-mat"));
    reach.reads = false;
    assert_false(reach_covers(&reach, "ubnd", "th", "thuong"));
}

static void test_units_in_a_circle_come_to_an_end(void **state)
{
    (void)state;
    static struct unit circle[] = { { .code = "a", .parent = "b" }, { .code = "b", .parent = "a" } };
    static struct issuer issuers[] = { { .code = "x", .unit = "a" }, { .code = "y", .unit = "c" } };
    set.units.items = circle;
    set.units.count = COUNT_OF(circle);
    set.issuers.items = issuers;
    set.issuers.count = COUNT_OF(issuers);
    struct scope scope = scope_issuer(mem, &set, "x");
    assert_string_equal(joined(&scope.common.issuers), "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_local_administrator_sees_everything_and_holds_every_role, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_an_issuer_sees_the_issuers_above_and_below_its_unit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_issuer_sees_every_unit_and_degree_and_is_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_issuer_without_a_unit_sees_its_own_records_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_unknown_issuer_sees_nothing, set_up, tear_down),
        cmocka_unit_test(test_a_reach_covers_what_its_lists_name),
        cmocka_unit_test_setup_teardown(test_units_in_a_circle_come_to_an_end, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
