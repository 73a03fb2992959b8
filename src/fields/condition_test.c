/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fields/condition.h"

static struct arena *mem;

static struct field fields[] = { { .name = "kind", .type = FIELD_CHOICE },
                                 { .name = "urgent", .type = FIELD_YES_NO },
                                 { .name = "persons", .type = FIELD_NUMBER } };
static const struct register_definition reg = { .name = "thing", .fields = { fields, 3 } };
static struct value values[] = { { true, 0, "a" }, { true, 1, NULL }, { false, 0, NULL } };
static const struct record record = { .reg = &reg, .state = "open", .unit = "kt", .issuer = "vp", .values = values };

static void test_a_value_is_one_of_a_list(void **state)
{
    (void)state;
    assert_true(condition_holds(mem, &record, "kind=a"));
    assert_true(condition_holds(mem, &record, "kind=b,a"));
    assert_false(condition_holds(mem, &record, "kind=b,ab"));
    assert_true(condition_holds(mem, &record, "state=open,closed"));
}

static void test_any_none_and_not(void **state)
{
    (void)state;
    assert_true(condition_holds(mem, &record, "kind=any"));
    assert_true(condition_holds(mem, &record, "persons=none"));
    assert_false(condition_holds(mem, &record, "persons=any"));
    assert_true(condition_holds(mem, &record, "kind=!b"));
    assert_false(condition_holds(mem, &record, "kind=!a"));
}

static void test_no_value_is_none_of_a_list(void **state)
{
    (void)state;
    assert_false(condition_holds(mem, &record, "persons=1"));
    assert_false(condition_holds(mem, &record, "persons=1,2&kind=a"));
    assert_true(condition_holds(mem, &record, "persons=!1"));
}

static void test_yes_and_no_are_words(void **state)
{
    (void)state;
    assert_true(condition_holds(mem, &record, "urgent=yes"));
    assert_false(condition_holds(mem, &record, "urgent=no"));
}

static void test_every_part_must_hold(void **state)
{
    (void)state;
    assert_true(condition_holds(mem, &record, "kind=a&urgent=yes"));
    assert_false(condition_holds(mem, &record, "kind=a&urgent=no"));
    assert_false(condition_holds(mem, &record, "kind=a&no_such=1"));
}

static void test_the_field_that_fails_first_is_named(void **state)
{
    (void)state;
    assert_null(condition_fails(mem, &record, "kind=a&urgent=yes"));
    assert_string_equal(condition_fails(mem, &record, "kind=a&urgent=no&persons=any"), "urgent");
    assert_string_equal(condition_fails(mem, &record, "persons=any"), "persons");
}

static void test_unit_and_issuer_are_asked_like_fields(void **state)
{
    (void)state;
    assert_true(condition_holds(mem, &record, "unit=nc,kt&issuer=vp"));
    assert_false(condition_holds(mem, &record, "unit=nc"));
    assert_false(condition_holds(mem, &record, "issuer=!vp"));
}

static void test_a_condition_says_which_fields_it_asks(void **state)
{
    (void)state;
    assert_true(condition_asks("kind=a&persons=none", "persons"));
    assert_false(condition_asks("kind=a&persons=none", "person"));
    assert_false(condition_asks("kind=persons", "persons"));
}

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_value_is_one_of_a_list),
        cmocka_unit_test(test_any_none_and_not),
        cmocka_unit_test(test_no_value_is_none_of_a_list),
        cmocka_unit_test(test_yes_and_no_are_words),
        cmocka_unit_test(test_every_part_must_hold),
        cmocka_unit_test(test_the_field_that_fails_first_is_named),
        cmocka_unit_test(test_unit_and_issuer_are_asked_like_fields),
        cmocka_unit_test(test_a_condition_says_which_fields_it_asks),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
