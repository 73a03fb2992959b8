/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "rules/rules.h"

static void test_the_names_are_those_of_the_rules(void **state)
{
    (void)state;
    assert_true(rule_count() > 0);
    for (size_t i = 0; i < rule_count(); i++) {
        assert_string_equal(rules()[i].name, rule_names()[i].name);
        assert_non_null(rules()[i].may);
    }
}

static bool is_used(const struct definitions *definitions, const char *rule)
{
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        for (size_t j = 0; j < reg->steps.count; j++)
            if (text_equal(reg->steps.items[j].only_if, rule))
                return true;
    }
    return false;
}

static void test_the_office_names_each_rule_and_no_other(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct faults faults = { 0 };
    struct err err = { 0 };
    const struct definitions *definitions =
        definitions_load(mem, NULL, NULL, rule_names(), rule_count(), &faults, &err);
    assert_non_null(definitions);
    for (size_t i = 0; i < rule_count(); i++)
        assert_true(is_used(definitions, rules()[i].name));
    arena_free(mem);
}

static void test_without_its_rules_the_office_is_refused(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct faults faults = { 0 };
    struct err err = { 0 };
    assert_null(definitions_load(mem, NULL, NULL, NULL, 0, &faults, &err));
    assert_true(faults.errors >= rule_count());
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_names_are_those_of_the_rules),
        cmocka_unit_test(test_the_office_names_each_rule_and_no_other),
        cmocka_unit_test(test_without_its_rules_the_office_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
