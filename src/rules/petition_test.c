/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/petition.h"

static struct field fields[] = {
    { .name = "kind", .type = FIELD_CHOICE },
    { .name = "competent", .type = FIELD_YES_NO },
    { .name = "instance", .type = FIELD_CHOICE },
};
static const struct register_definition petition = { .name = "petition",
                                                     .fields = { .items = fields, .count = COUNT_OF(fields) } };

static struct value text(const char *string)
{
    return (struct value){ .is_set = string != NULL, .text = string };
}

/* NULL: the rule agrees; otherwise the field it complains of. */
static const char *refused_for(const char *kind, int competent, const char *instance)
{
    static struct err err;
    struct value values[] = { text(kind), { .is_set = competent >= 0, .integer = competent }, text(instance) };
    struct record record = { .reg = &petition, .values = values };
    return petition_within_competence(&record, NULL, &err) ? NULL : err.field;
}

static void test_a_complaint_within_competence_may_be_accepted(void **state)
{
    (void)state;
    assert_null(refused_for("khieu-nai", 1, "lan-dau"));
    assert_null(refused_for("khieu-nai", 1, NULL));
}

static void test_other_kinds_may_not(void **state)
{
    (void)state;
    assert_string_equal(refused_for("to-cao", 1, NULL), "kind");
    assert_string_equal(refused_for(NULL, 1, NULL), "kind");
}

static void test_competence_must_have_been_noted(void **state)
{
    (void)state;
    assert_string_equal(refused_for("khieu-nai", 0, NULL), "competent");
    assert_string_equal(refused_for("khieu-nai", -1, NULL), "competent");
}

static void test_the_second_settlement_has_its_own_step(void **state)
{
    (void)state;
    assert_string_equal(refused_for("khieu-nai", 1, "lan-hai"), "instance");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_complaint_within_competence_may_be_accepted),
        cmocka_unit_test(test_other_kinds_may_not),
        cmocka_unit_test(test_competence_must_have_been_noted),
        cmocka_unit_test(test_the_second_settlement_has_its_own_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
