/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/jobs.h"

#include <time.h>

#include "records/testing_office.h"

enum { PATIENCE_MS = 10000 };

static int64_t count_of(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(testing_ok(db_one_int(db_for_read(t->store, &err), statement, DB_NONE, -1, &count, &err), &err));
    return count;
}

static void wait_until_sealed(struct testing *t)
{
    struct timespec nap = { .tv_nsec = 20000000 };
    int64_t until = clock_monotonic() + PATIENCE_MS;
    while (count_of(t, SQL("select count(*) from history")) >
           count_of(t, SQL("select coalesce(max(seal), 0) from history_seal"))) {
        assert_true(clock_monotonic() < until);
        nanosleep(&nap, NULL);
    }
}

static void test_what_is_written_is_sealed_and_sent_while_it_runs(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct jobs *jobs = jobs_start(&o.office, NULL, &err);
    assert_true(testing_ok(jobs != NULL, &err));
    testing_create(t, &o, testing_letter(t, &o, "Một", "cv"));
    wait_until_sealed(t);
    jobs_stop(jobs);
}
ON_BOTH(test_what_is_written_is_sealed_and_sent_while_it_runs)

static void test_the_last_lines_are_sealed_when_it_stops(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct jobs *jobs = jobs_start(&o.office, NULL, &err);
    assert_true(testing_ok(jobs != NULL, &err));
    for (int i = 0; i < 5; i++)
        testing_create(t, &o, testing_letter(t, &o, "Hai", "cv"));
    int64_t began = clock_monotonic();
    jobs_stop(jobs);
    assert_true(clock_monotonic() - began < PATIENCE_MS);
    assert_int_equal(count_of(t, SQL("select count(*) from history")),
                     count_of(t, SQL("select coalesce(max(seal), 0) from history_seal")));
    jobs_stop(NULL);
}
ON_BOTH(test_the_last_lines_are_sealed_when_it_stops)

static void test_counts_written_apart_are_added_up_while_it_runs(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct timespec nap = { .tv_nsec = 20000000 };
    testing_enter(t, &o);
    testing_create(t, &o, testing_letter(t, &o, "Một", "cv"));
    testing_create(t, &o, testing_letter(t, &o, "Hai", "cv"));
    assert_int_equal(count_of(t, SQL("select count(*) from tally where part <> 0")), t->kind == STORE_POSTGRES ? 4 : 0);
    struct jobs *jobs = jobs_start(&o.office, NULL, &err);
    assert_true(testing_ok(jobs != NULL, &err));
    int64_t until = clock_monotonic() + PATIENCE_MS;
    while (count_of(t, SQL("select count(*) from tally where part <> 0")) > 0) {
        assert_true(clock_monotonic() < until);
        nanosleep(&nap, NULL);
    }
    jobs_stop(jobs);
    assert_int_equal(count_of(t, SQL("select count from tally where facet = ''")), 2);
    testing_tally(t, o.office.definitions);
}
ON_BOTH(test_counts_written_apart_are_added_up_while_it_runs)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_is_written_is_sealed_and_sent_while_it_runs),
        BOTH(test_the_last_lines_are_sealed_when_it_stops),
        BOTH(test_counts_written_apart_are_added_up_while_it_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
