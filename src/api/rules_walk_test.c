/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: every rule that a definition gives its days is kept on all four ways in. For each field
 * of each register a value that breaks the rule is given by command, API, form and import; each refuses it, names the
 * field and says the same, and nothing is written.
 *
 * Planted and seen red, each alone: judge_order that looks at the entry form only; judge_future left out. */
#include "api/testing_walk.h"

static bool is_day(const struct field *field)
{
    return field->type == FIELD_DATE || field->type == FIELD_DATE_TIME;
}

static void test_days_out_of_order_are_refused_in_every_register(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->fields.count; i++)
            for (size_t k = 0; k < reg->fields.items[i].not_before.count; k++) {
                const struct field *late = &reg->fields.items[i];
                const struct field *early = register_field(reg, late->not_before.items[k]);
                refuse_everywhere(
                    &w, &(struct rule_case){
                            .reg = reg,
                            .values = { { late->name, "2021-07-10" },
                                        { early->name, early->type == FIELD_PERIOD ? "2021-08" : "2021-07-25" } },
                            .count = 2,
                            .confirm = CONFIRM_LATE_DATE "," CONFIRM_BACK_DATE,
                            .subject = "order",
                            .one = late->name,
                            .other = early->name });
            }
    }
    print_message("%d refusals of days out of order\n", w.cases);
    assert_true(w.cases >= 100);
}
ON_BOTH(test_days_out_of_order_are_refused_in_every_register)

/* Nobody of that name stands in the other register. */
static void test_who_is_not_backed_is_refused(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->backed_by.count; i++) {
            const struct backing *backing = &reg->backed_by.items[i];
            struct rule_case c = { .reg = reg,
                                   .values = { { backing->same.items[0].here, "Người lạ" } },
                                   .count = 1,
                                   .subject = "backed",
                                   .one = backing->same.items[0].here };
            for (size_t k = 0; k < reg->fields.count && c.count == 1; k++) {
                const char *asked = asked_in(&w, backing->when, &reg->fields.items[k]);
                if (asked)
                    c.values[c.count++] = (struct draft_value){ reg->fields.items[k].name, asked };
            }
            refuse_everywhere(&w, &c);
        }
    }
    print_message("%d refusals of who is not backed\n", w.cases);
    assert_true(w.cases >= 28);
}
ON_BOTH(test_who_is_not_backed_is_refused)

static void test_a_step_is_not_taken_before_the_day_it_waits_for(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->steps.count; i++)
            for (size_t k = 0; k < reg->steps.items[i].not_before.count; k++)
                refuse_everywhere(
                    &w, &(struct rule_case){ .reg = reg,
                                             .values = { { reg->steps.items[i].not_before.items[k], "2021-08-20" } },
                                             .count = 1,
                                             .last = &reg->steps.items[i],
                                             .subject = "order",
                                             .one = "on" });
    }
    print_message("%d refusals of steps before their day\n", w.cases);
    assert_true(w.cases >= 8);
}
ON_BOTH(test_a_step_is_not_taken_before_the_day_it_waits_for)

static void test_what_has_happened_does_not_lie_ahead(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            if (!is_day(field) || field->future || field->until)
                continue;
            refuse_everywhere(&w, &(struct rule_case){ .reg = reg,
                                                       .values = { { field->name, "2021-08-10" } },
                                                       .count = 1,
                                                       .confirm = ALL_CONFIRMED,
                                                       .subject = "future",
                                                       .one = field->name });
        }
    }
    print_message("%d refusals of days ahead\n", w.cases);
    assert_true(w.cases >= 80);
}
ON_BOTH(test_what_has_happened_does_not_lie_ahead)

static void test_a_date_before_the_records_begin_is_asked_about(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        const struct field *field = register_field(reg, reg->date);
        if (!is_day(field) || field->past)
            continue;
        refuse_everywhere(&w, &(struct rule_case){ .reg = reg,
                                                   .values = { { field->name, "2021-05-31" } },
                                                   .count = 1,
                                                   .confirm = CONFIRM_LATE_DATE,
                                                   .subject = "confirm-" CONFIRM_OLD_DATE,
                                                   .one = field->name });
    }
    print_message("%d questions about old dates\n", w.cases);
    assert_true(w.cases >= 40);
}
ON_BOTH(test_a_date_before_the_records_begin_is_asked_about)

/* `initial: today` of a date-time is the minute, on the form, by API and command. */
static void test_a_date_time_kept_at_its_default_is_the_minute(struct testing *t)
{
    struct walk w;
    begin_walk(&w, t);
    instant_t now = instant_from_local(day_from_civil(2021, 8, 2), 8 * 60);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            if (field->type != FIELD_DATE_TIME || !text_equal(field->initial, "today"))
                continue;
            struct rule_case c = { .reg = reg, .values = { { field->name, "" } }, .count = 1, .one = field->name };
            struct path path = { .count = 0 };
            struct err err = { 0 };
            assert_true(find_path(&c, &path));
            if (field->set_by && path.count == 0)
                continue;
            int64_t id = path.count ? prepared_record(&w, &c, &path) : 0;
            if (path.count) {
                struct draft_step step = step_draft(&w, &c, &path, path.count - 1);
                for (size_t k = 0; k < step.values.count; k++)
                    if (text_equal(step.values.items[k].name, field->name))
                        step.values.items[k--] = step.values.items[--step.values.count];
                step.on = NULL;
                assert_true(testing_ok(record_step(w.office, t->mem, id, 0, &step, &err), &err));
            } else {
                assert_true(testing_ok(record_create(w.office, t->mem, entry_draft(&w, &c, &path), &id, &err), &err));
                struct response page = pages_get(&w.pages, arena_printf(t->mem, "/%s/moi", reg->slug));
                pages_has(&page,
                          arena_printf(t->mem, "name=\"%s\" type=\"text\" value=\"02/08/2021 08:00\"", field->name));
            }
            assert_int_equal(record_value(testing_read(t, &w.asking.office, id), field->name)->integer, now);
            w.cases++;
        }
    }
    print_message("%d date-times kept at their default\n", w.cases);
    assert_true(w.cases >= 3);
}
ON_BOTH(test_a_date_time_kept_at_its_default_is_the_minute)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_days_out_of_order_are_refused_in_every_register),
        BOTH(test_who_is_not_backed_is_refused),
        BOTH(test_a_step_is_not_taken_before_the_day_it_waits_for),
        BOTH(test_what_has_happened_does_not_lie_ahead),
        BOTH(test_a_date_before_the_records_begin_is_asked_about),
        BOTH(test_a_date_time_kept_at_its_default_is_the_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
