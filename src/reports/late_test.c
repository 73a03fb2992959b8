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

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_was_entered_after_the_cut_off_is_told_by_figure),
        BOTH(test_what_was_there_at_the_cut_off_is_not_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
