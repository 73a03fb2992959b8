/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: what a definition asks for, which codes it knows and what it wants to be there once is
 * kept on all four ways in. Each case is given by command, API, form and import; each refuses it, names the field and
 * says the same, and nothing is written.
 *
 * Planted and seen red: what a step needs is not judged. */
#include "api/testing_walk.h"

/* Is FIELD filled by nobody but who enters the record? */
static bool is_typed(const struct field *field)
{
    return !field->set_by && !field->until && !field->shown_if && !field->initial && !field->copied;
}

static void test_what_is_required_is_asked_for_in_every_register(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            if (field->required && is_typed(field))
                refuse_everywhere(&w, &(struct rule_case){ .reg = reg,
                                                           .confirm = ALL_CONFIRMED,
                                                           .subject = "required",
                                                           .one = field->name,
                                                           .without = field->name });
        }
    }
    print_message("%d refusals of what is missing\n", w.cases);
    assert_true(w.cases >= 200);
}
ON_BOTH(test_what_is_required_is_asked_for_in_every_register)

/* An act that the law wants is a field that its step needs. */
static void test_no_step_is_taken_without_what_it_needs(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->steps.count; i++)
            for (size_t k = 0; k < reg->steps.items[i].needs.count; k++) {
                const struct field *field = register_field(reg, reg->steps.items[i].needs.items[k]);
                if (!field->shown_if && !field->initial && !(field->required && !field->set_by))
                    refuse_everywhere(&w, &(struct rule_case){ .reg = reg,
                                                               .last = &reg->steps.items[i],
                                                               .confirm = ALL_CONFIRMED,
                                                               .subject = "required",
                                                               .one = field->name,
                                                               .without = field->name });
            }
    }
    print_message("%d refusals of steps without what they need\n", w.cases);
    assert_true(w.cases >= 200);
}
ON_BOTH(test_no_step_is_taken_without_what_it_needs)

static void test_a_code_that_nobody_knows_is_refused(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            bool coded = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES || field->type == FIELD_UNIT;
            if (coded && !field->set_by && !field->until && !field->copied)
                refuse_everywhere(&w, &(struct rule_case){ .reg = reg,
                                                           .values = { { field->name, "khong-ai-biet" } },
                                                           .count = 1,
                                                           .confirm = ALL_CONFIRMED,
                                                           .subject = field->type == FIELD_UNIT ? "unit" : "choice",
                                                           .one = field->name });
        }
    }
    print_message("%d refusals of codes that nobody knows\n", w.cases);
    assert_true(w.cases >= 150);
}
ON_BOTH(test_a_code_that_nobody_knows_is_refused)

static void test_what_is_there_once_is_not_there_twice(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->unique.count; i++) {
            const struct unique_rule *rule = &reg->unique.items[i];
            struct rule_case c = { .reg = reg, .subject = "unique", .one = rule->fields.items[rule->fields.count - 1] };
            const struct path none = { .count = 0 };
            struct err err = { 0 };
            int64_t id;
            if (rule->hint || rule->when)
                continue;
            for (size_t k = 0; k < rule->fields.count; k++)
                c.values[c.count++] = (struct draft_value){ rule->fields.items[k],
                                                            fitting(&w, register_field(reg, rule->fields.items[k])) };
            struct draft *first = entry_draft(&w, &c, &none);
            assert_true(testing_ok(record_create(w.office, t->mem, first, &id, &err), &err));
            refuse_everywhere(&w, &c);
        }
    }
    print_message("%d refusals of a second record\n", w.cases);
    assert_true(w.cases >= 8);
}
ON_BOTH(test_what_is_there_once_is_not_there_twice)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_is_required_is_asked_for_in_every_register),
        BOTH(test_no_step_is_taken_without_what_it_needs),
        BOTH(test_a_code_that_nobody_knows_is_refused),
        BOTH(test_what_is_there_once_is_not_there_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
