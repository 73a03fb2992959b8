/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: what a definition asks for, which codes it knows and what it wants to be there once is
 * kept on all four ways in. Each case is given by command, API, form and import; each refuses it, names the field and
 * says the same, and nothing is written.
 *
 * Planted and seen red, each alone: what a step needs is not judged; a code that is none taken for the first one; what
 * is there already let pass. */
#include "api/testing_walk.h"

#include "fields/condition.h"

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

/* A record of TARGET with the value that COPIED takes over; what it is named by. */
static const char *named_by(struct walk *w, const struct field *field, const struct copied_value *copied,
                            const char **value)
{
    const struct rule_case c = { .reg = field->target };
    const struct path none = { .count = 0 };
    struct draft *draft = entry_draft(w, &c, &none);
    struct err err = { 0 };
    char printed[ID_SIZE];
    int64_t id = 0;
    const struct field *from = register_field(field->target, copied->from);
    *value = fitting(w, from);
    draft_set(w->t->mem, draft, from->name, *value);
    draft_set(w->t->mem, draft, CONFIRM_VALUE, ALL_CONFIRMED);
    if (!record_create(w->office, w->t->mem, draft, &id, &err))
        fail_msg("%s: %s: %s", field->target->name, err.field, err.text);
    id_print(id, printed);
    return field->type == FIELD_LINK ? arena_strdup(w->t->mem, printed) : code_of(w, id);
}

/* The record names one that gives COPIED, with the entry or with the step that writes it: nobody types it. */
static void copy_one(struct walk *w, const struct register_definition *reg, const struct field *field,
                     const struct copied_value *copied)
{
    const struct field *to = register_field(reg, copied->to);
    const char *value;
    struct err err = { 0 };
    if (register_field(field->target, copied->from)->set_by)
        return; /* a new record has none */
    struct rule_case c = { .reg = reg, .count = 1, .without = to->name };
    struct path path = { .count = 0 };
    c.values[0] = (struct draft_value){ field->name, named_by(w, field, copied, &value) };
    c.last = to->set_by ? register_step(reg, to->set_by) : NULL;
    int64_t named;
    if (field->only_if.count > 0 && id_parse(c.values[0].text, &named) &&
        condition_of_named(w->t->mem, field, testing_read(w->t, &w->asking.office, named)))
        return; /* a new record may not be named there: tests/outgoing.test.mjs has one that may */
    if (!find_path(&c, &path))
        fail_msg("%s: no way to %s", reg->name, to->name);
    int64_t id = path.count ? prepared_record(w, &c, &path) : 0;
    struct draft *draft = path.count ? NULL : entry_draft(w, &c, &path);
    if (draft)
        draft_set(w->t->mem, draft, CONFIRM_VALUE, ALL_CONFIRMED);
    struct draft_step step = path.count ? step_draft(w, &c, &path, path.count - 1) : (struct draft_step){ 0 };
    bool done = draft ? record_create(w->office, w->t->mem, draft, &id, &err)
                      : record_step(w->office, w->t->mem, id, 0, &step, &err);
    if (!done)
        fail_msg("%s.%s: %s: %s", reg->name, to->name, err.field, err.text);
    const struct record *record = testing_read(w->t, &w->asking.office, id);
    const char *got = value_print(w->t->mem, to, record_value(record, to->name));
    if (!text_equal(got, value))
        fail_msg("%s.%s is “%s”, not the “%s” of the record it names", reg->name, to->name, got ? got : "", value);
    w->cases++;
}

static void test_what_a_named_record_gives_is_copied_in_every_register(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t i = 0; i < w.definitions->registers.count; i++) {
        const struct register_definition *reg = &w.definitions->registers.items[i];
        for (size_t k = 0; k < reg->fields.count; k++)
            for (size_t n = 0; n < reg->fields.items[k].copies.count; n++)
                copy_one(&w, reg, &reg->fields.items[k], &reg->fields.items[k].copies.items[n]);
    }
    print_message("%d values that a named record gives\n", w.cases);
    assert_true(w.cases >= 4);
}
ON_BOTH(test_what_a_named_record_gives_is_copied_in_every_register)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_is_required_is_asked_for_in_every_register),
        BOTH(test_no_step_is_taken_without_what_it_needs),
        BOTH(test_a_code_that_nobody_knows_is_refused),
        BOTH(test_what_is_there_once_is_not_there_twice),
        BOTH(test_what_a_named_record_gives_is_copied_in_every_register),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
