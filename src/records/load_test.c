/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

#include "fields/field_type.h"
#include "records/numbers.h"
#include "store/id.h"

enum { MANY = 3 * LOAD_CHUNK / 2 };

static struct draft **many_letters(struct testing *t, struct testing_office *o, size_t count)
{
    struct draft **drafts = ARENA_ARRAY(t->mem, struct draft *, count);
    instant_t start = instant_from_local(day_from_civil(2021, 7, 1), 8 * 60);
    for (size_t i = 0; i < count; i++) {
        drafts[i] = testing_letter(t, o, arena_printf(t->mem, "Văn bản thứ %zu", i), i % 3 ? "bc" : "qd");
        drafts[i]->at = start + (instant_t)i * 1000;
        drafts[i]->line = (int)i + 2;
        draft_add_step(t->mem, drafts[i], "number", "2021-07-02");
        draft_add_step(t->mem, drafts[i], "issue", "2021-07-05");
    }
    return drafts;
}

static void test_a_load_leaves_everything_true(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    assert_true(
        testing_ok(record_load(&o.office, t->mem, many_letters(t, &o, MANY), MANY, false, NULL, NULL, &err), &err));
    assert_int_equal(testing_count(t, &o, "letter", "issued_on=@period"), MANY);
    assert_int_equal(testing_count(t, &o, "letter", "q=\"văn bản\""), MANY);
    struct number_fault *faults;
    size_t count;
    int64_t checked;
    assert_true(testing_ok(numbers_check(&o.office, t->mem, &faults, &count, &checked, &err), &err));
    assert_int_equal(count, 0);
    assert_int_equal(checked, MANY);
    assert_int_equal(testing_int(t, SQL("select next from number_book where series = '2021/qd'")), MANY / 3 + 1);
    testing_tally(t, o.office.definitions);
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    struct history_report report;
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    assert_int_equal(report.fault_count, 0);
    assert_int_equal(report.lines, 3 * MANY);
}

static void test_ids_come_from_the_drafts_own_times(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct draft **drafts = many_letters(t, &o, 3);
    drafts[1]->at = drafts[0]->at; /* the same instant: the next id */
    assert_true(testing_ok(record_load(&o.office, t->mem, drafts, 3, false, NULL, NULL, &err), &err));
    int64_t first = id_at(drafts[0]->at, 0, 0);
    assert_string_equal(testing_read(t, &o, first)->title, "Văn bản thứ 0");
    assert_string_equal(testing_read(t, &o, first + 1)->title, "Văn bản thứ 1");
    assert_string_equal(testing_read(t, &o, id_at(drafts[2]->at, 0, 0))->title, "Văn bản thứ 2");
}

static void test_all_or_nothing_is_nothing_after_one_fault(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct draft **drafts = many_letters(t, &o, 100);
    drafts[70] = testing_letter(t, &o, "Sai", "zzz");
    drafts[70]->line = 72;
    assert_false(record_load(&o.office, t->mem, drafts, 100, true, NULL, NULL, &err));
    assert_true(text_starts(err.text, "Dòng 72: "));
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from number")), 0);
}

static void test_what_does_not_fit_into_memory_is_refused(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enum { TIMES = 1000 };
    testing_enter(t, &o);
    char *words = arena_alloc(t->mem, FIELD_TEXT_MAX + 1);
    memset(words, 'a', FIELD_TEXT_MAX);
    struct draft *draft = testing_letter(t, &o, words, "bc");
    for (int i = 0; i < TIMES; i++) /* each is read anew */
        draft_set(t->mem, draft, "summary", words);
    struct draft **drafts = ARENA_ARRAY(t->mem, struct draft *, LOAD_CHUNK);
    for (size_t i = 0; i < LOAD_CHUNK; i++)
        drafts[i] = draft;
    assert_false(record_load(&o.office, t->mem, drafts, LOAD_CHUNK, false, NULL, NULL, &err));
    assert_string_equal(err.subject, "size");
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
}

ON_BOTH(test_a_load_leaves_everything_true)
ON_BOTH(test_ids_come_from_the_drafts_own_times)
ON_BOTH(test_all_or_nothing_is_nothing_after_one_fault)
ON_BOTH(test_what_does_not_fit_into_memory_is_refused)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_load_leaves_everything_true),
        BOTH(test_ids_come_from_the_drafts_own_times),
        BOTH(test_all_or_nothing_is_nothing_after_one_fault),
        BOTH(test_what_does_not_fit_into_memory_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
