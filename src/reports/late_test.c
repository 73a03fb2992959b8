/* SPDX-License-Identifier: Apache-2.0 */
/* The month of the tests was entered on 1 August. Planted and seen red: the begin of the cut-off day in the place of
 * its end. */
#include "reports/late.h"

#include "reports/testing_store.h"

static struct report_late late_at(struct testing *t, struct testing_month *m, const char *cutoff)
{
    struct err err = { 0 };
    struct report_late late = { 0 };
    const struct report_draft *draft =
        report_draft_read(t->mem, t->store, m->office.definitions, m->report, "2021-07", cutoff, &err);
    assert_true(testing_ok(draft && report_late_read(t->mem, t->store, draft, &late, &err), &err));
    return late;
}

static size_t late_count(const struct report_late *late, const char *figure)
{
    for (size_t i = 0; i < late->figures.count; i++)
        if (text_equal(late->figures.items[i].figure->id, figure))
            return late->figures.items[i].count;
    return 0;
}

static void test_what_was_entered_after_the_cut_off_is_told_by_figure(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    struct report_late late = late_at(t, &m, NULL);
    assert_int_equal(late_count(&late, "tickets"), 4);
    assert_int_equal(late_count(&late, "papers"), 7);
    assert_int_equal(late_count(&late, "done_rate"), 0); /* made of others */
    assert_true(late.records >= 11);
}
ON_BOTH(test_what_was_entered_after_the_cut_off_is_told_by_figure)

static void test_what_was_there_at_the_cut_off_is_not_late(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    assert_int_equal(late_at(t, &m, "2021-08-01").records, 0);
    assert_int_equal(late_at(t, &m, "2021-08-01").figures.count, 0);
}
ON_BOTH(test_what_was_there_at_the_cut_off_is_not_late)

/* Cancels the record SUMMARY of REG, on the day of the clock. */
static void cancel(struct testing *t, struct testing_month *m, const char *reg, const char *summary)
{
    struct err err = { 0 };
    struct record_page page;
    const struct query_tokens tokens = { .today = "2021-08-02" };
    const struct query *query =
        query_parse(t->mem, m->office.definitions, definitions_register(m->office.definitions, reg),
                    arena_printf(t->mem, "summary=\"%s\"", summary), &tokens, &err);
    assert_true(testing_ok(
        query && record_list(t->store, t->mem, m->office.definitions, &m->office.scope, query, &page, &err), &err));
    assert_int_equal(page.count, 1);
    const struct draft_step step = { .name = "cancel", .reason = "trùng" };
    assert_true(testing_ok(record_step(&m->office, t->mem, page.records[0]->id, 0, &step, &err), &err));
}

static size_t gone_count(const struct report_late *late, const char *figure)
{
    for (size_t i = 0; i < late->figures.count; i++)
        if (text_equal(late->figures.items[i].figure->id, figure))
            return late->figures.items[i].gone_count;
    return 0;
}

/* Planted and seen red: read_gone that finds nothing; that takes what was entered after the cut-off, too. */
static void test_what_was_cancelled_after_the_cut_off_is_told_by_figure(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    cancel(t, &m, "ticket", "Sáu");
    cancel(t, &m, "ticket", "Một"); /* of June: no figure of July had it */
    cancel(t, &m, "paper", "V/v phòng dịch");
    struct report_late late = late_at(t, &m, "2021-08-01");
    assert_int_equal(late.records, 0);
    assert_int_equal(gone_count(&late, "tickets"), 1);
    assert_int_equal(gone_count(&late, "papers"), 1);
    assert_int_equal(late_count(&late, "tickets"), 0);
    assert_int_equal(late.gone, 2);
    late = late_at(t, &m, NULL); /* by its cut-off nothing was entered: what is cancelled now never counted */
    assert_int_equal(late.gone, 0);
    assert_int_equal(late_count(&late, "tickets"), 3);
}
ON_BOTH(test_what_was_cancelled_after_the_cut_off_is_told_by_figure)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_was_entered_after_the_cut_off_is_told_by_figure),
        BOTH(test_what_was_there_at_the_cut_off_is_not_late),
        BOTH(test_what_was_cancelled_after_the_cut_off_is_told_by_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
