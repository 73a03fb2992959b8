/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: a dossier names a procedure of the catalogue, and takes over what it says.
 *
 * Planted and seen red, each alone: `in_force` not asked; nothing copied; judged by today instead of the day of the
 * step. */
#include "records/testing_office.h"

#include "fields/field_type.h"
#include "records/import.h"

static void enter(struct testing *t, struct testing_office *office)
{
    testing_enter_folder(t, office, SOURCE_FOLDER "/office");
    static const struct {
        const char *code, *limit, *from, *abolished;
    } procedures[] = { { "1.000656", "5 ngày làm việc", NULL, NULL },
                       { "1.000111", "3 ngày làm việc", NULL, "2021-07-20" },
                       { "1.000222", "3 ngày làm việc", "2021-08-15", NULL } };
    for (size_t i = 0; i < COUNT_OF(procedures); i++) {
        struct draft *draft = draft_new(t->mem, definitions_register(office->office.definitions, "procedure"));
        draft_set(t->mem, draft, "code", procedures[i].code);
        draft_set(t->mem, draft, "name", "Thủ tục");
        draft_set(t->mem, draft, "sector", "moi-truong");
        draft_set(t->mem, draft, "tier", "tinh");
        draft_set(t->mem, draft, "time_limit", procedures[i].limit);
        draft_set(t->mem, draft, "fee", "20000");
        draft_set(t->mem, draft, "papers", "Đơn đề nghị");
        draft_set(t->mem, draft, "announced_on", "2021-01-04");
        draft_set(t->mem, draft, "in_force_from", procedures[i].from);
        if (procedures[i].abolished)
            draft_step_set(t->mem, draft_add_step(t->mem, draft, "abolish", procedures[i].abolished), "in_force_until",
                           procedures[i].abolished);
        testing_create(t, office, draft);
    }
}

static struct draft *dossier(struct testing *t, struct testing_office *o, const char *code)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "dossier"));
    draft_set(t->mem, draft, "procedure", code);
    draft_set(t->mem, draft, "subject", "Cấp phép");
    return draft;
}

static const char *text_of(struct testing *t, struct testing_office *o, int64_t id, const char *field)
{
    struct record *record = testing_read(t, o, id);
    return value_print(t->mem, register_field(record->reg, field), record_value(record, field));
}

static void test_what_nobody_typed_is_the_procedures(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    struct draft *draft = dossier(t, &o, "1.000656");
    draft_set(t->mem, draft, "fee", "15000");
    int64_t id = testing_create(t, &o, draft);
    assert_string_equal(text_of(t, &o, id, "sector"), "moi-truong");
    assert_string_equal(text_of(t, &o, id, "papers"), "Đơn đề nghị");
    assert_string_equal(text_of(t, &o, id, "fee"), "15000");
    assert_null(text_of(t, &o, id, "time_limit")); /* a field of the step */
    assert_true(testing_ok(testing_step(t, &o, id, "accept", NULL, "time_limit", "", &err), &err));
    assert_string_equal(text_of(t, &o, id, "time_limit"), "5 ngày làm việc");
    assert_string_equal(testing_read(t, &o, id)->due, "2021-08-09T08:00");
    id = testing_create(t, &o, dossier(t, &o, "1.000656"));
    assert_true(testing_ok(testing_step(t, &o, id, "accept", NULL, "time_limit", "2 ngày làm việc", &err), &err));
    assert_string_equal(text_of(t, &o, id, "time_limit"), "2 ngày làm việc");
    testing_tally(t, o.office.definitions);
}

static void test_unknown_abolished_and_coming_procedures_are_refused(struct testing *t)
{
    static const struct {
        const char *code, *why;
    } codes[] = { { "9.999999", "không có “9.999999” trong sổ “Thủ tục hành chính”" },
                  { "1.000111", "“1.000111” hết hiệu lực sau 20/07/2021" },
                  { "1.000222", "có hiệu lực từ 15/08/2021, chưa dùng được cho ngày 02/08/2021" } };
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    int64_t id = 0;
    enter(t, &o);
    int64_t good = testing_create(t, &o, dossier(t, &o, "1.000656"));
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        err = (struct err){ 0 };
        assert_false(record_create(&o.office, t->mem, dossier(t, &o, codes[i].code), &id, &err));
        assert_string_equal(err.field, "procedure");
        assert_non_null(strstr(err.text, codes[i].why));
        const struct draft_value value = { "procedure", codes[i].code };
        assert_false(record_set(&o.office, t->mem, good, 0, &value, 1, &err));
        assert_string_equal(err.field, "procedure");
        const char *csv = arena_printf(t->mem, "procedure,subject\n%s,Một\n1.000656,Hai\n", codes[i].code);
        assert_true(testing_ok(import_load(&o.office, t->mem, definitions_register(o.office.definitions, "dossier"),
                                           csv, strlen(csv), &result, NULL, NULL, &err),
                               &err));
        assert_int_equal(result.fault_count, 1);
        assert_non_null(strstr(result.faults[0].text, codes[i].why));
    }
    assert_int_equal(testing_int(t, SQL("select count(*) from dossier")), 1);
}

/* What was in force on its day may be entered later; nothing is accepted after it. */
static void test_the_day_of_the_act_decides(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    struct draft *draft = dossier(t, &o, "1.000111");
    draft_step_set(t->mem, draft_add_step(t->mem, draft, "accept", "2021-07-15"), "accepted_on", "2021-07-15T09:00");
    int64_t id = testing_create(t, &o, draft);
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-20T09:00");
    draft = dossier(t, &o, "1.000111");
    draft_add_step(t->mem, draft, "accept", "2021-07-21");
    assert_false(record_create(&o.office, t->mem, draft, &id, &err));
    assert_string_equal(err.field, "procedure");
}

static void test_a_whole_import_copies_and_clocks_each_row(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    enter(t, &o);
    const char *csv = "procedure,subject,accepted_on,step.accept\n1.000656,Một,2021-07-29T08:00,2021-07-29\n"
                      "1.000656,Hai,2021-07-30T08:00,2021-07-30\n";
    assert_true(testing_ok(import_load(&o.office, t->mem, definitions_register(o.office.definitions, "dossier"), csv,
                                       strlen(csv), &result, NULL, NULL, &err),
                           &err));
    assert_int_equal(result.fault_count, 0);
    assert_int_equal(testing_count(t, &o, "dossier", "due=2021-08-05..2021-08-06"), 2);
    assert_int_equal(testing_count(t, &o, "dossier", "sector=moi-truong"), 2);
}

static void test_another_procedure_gives_its_own_values_and_moves_the_clock(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    struct draft *draft = dossier(t, &o, "1.000111");
    draft_step_set(t->mem, draft_add_step(t->mem, draft, "accept", "2021-07-15"), "accepted_on", "2021-07-15T09:00");
    int64_t id = testing_create(t, &o, draft);
    const struct draft_value values[] = { { "procedure", "1.000656" }, { "reason", "Ghi nhầm thủ tục" } };
    assert_false(record_set(&o.office, t->mem, id, 0, values, 1, &err));
    assert_string_equal(err.field, "reason");
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, values, 2, &err), &err));
    assert_string_equal(text_of(t, &o, id, "time_limit"), "5 ngày làm việc");
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-22T09:00");
}

ON_BOTH(test_what_nobody_typed_is_the_procedures)
ON_BOTH(test_unknown_abolished_and_coming_procedures_are_refused)
ON_BOTH(test_the_day_of_the_act_decides)
ON_BOTH(test_a_whole_import_copies_and_clocks_each_row)
ON_BOTH(test_another_procedure_gives_its_own_values_and_moves_the_clock)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_nobody_typed_is_the_procedures),
        BOTH(test_unknown_abolished_and_coming_procedures_are_refused),
        BOTH(test_the_day_of_the_act_decides),
        BOTH(test_a_whole_import_copies_and_clocks_each_row),
        BOTH(test_another_procedure_gives_its_own_values_and_moves_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
