/* SPDX-License-Identifier: Apache-2.0 */
#include "store/job_run.h"

#include "base/clock.h"
#include "store/testing.h"

enum { LEASE = 60 * 1000, HOUR = 3600 * 1000, LONGEST = 24 * HOUR };

static instant_t morning(void)
{
    return instant_from_local(day_from_civil(2021, 8, 2), 8 * 60);
}

static bool claim(struct testing *t, const char *owner)
{
    struct err err = { 0 };
    bool mine = false;
    assert_true(testing_ok(job_claim(t->store, t->mem, "digest", owner, LEASE, LONGEST, &mine, &err), &err));
    return mine;
}

static void note(struct testing *t, const char *owner, int64_t next_at, const char *result)
{
    struct err err = { 0 };
    struct job_run run = { .name = "digest",
                           .started_at = clock_now(),
                           .ended_at = clock_now(),
                           .ok = 1,
                           .result = result,
                           .next_at = next_at,
                           .claimed_by = owner };
    assert_true(testing_ok(job_note(t->store, t->mem, &run, 1, &err), &err));
}

static struct job_run kept(struct testing *t)
{
    struct err err = { 0 };
    struct job_run *runs;
    size_t count;
    assert_true(testing_ok(job_runs(db_for_read(t->store, &err), t->mem, &runs, &count, &err), &err));
    assert_int_equal(count, 1);
    return runs[0];
}

static void test_one_of_two_claims_it_until_it_has_run(struct testing *t)
{
    clock_fix(morning());
    assert_true(claim(t, "a"));
    assert_false(claim(t, "b"));
    note(t, "a", morning() + HOUR, "xong");
    assert_false(claim(t, "b")); /* it is not due */
    clock_fix(morning() + HOUR);
    assert_true(claim(t, "b"));
    assert_string_equal(kept(t).result, "xong");
    assert_string_equal(kept(t).claimed_by, "b");
}
ON_BOTH(test_one_of_two_claims_it_until_it_has_run)

static void test_a_claim_of_a_program_that_died_ends(struct testing *t)
{
    clock_fix(morning());
    assert_true(claim(t, "a"));
    clock_fix(morning() + LEASE);
    assert_true(claim(t, "b"));
    note(t, "a", morning() + HOUR, "quá chậm"); /* what another runs now it does not end */
    assert_string_equal(kept(t).claimed_by, "b");
    assert_string_equal(kept(t).result, "");
}
ON_BOTH(test_a_claim_of_a_program_that_died_ends)

static void test_a_clock_that_was_set_back_stops_no_job(struct testing *t)
{
    clock_fix(morning() + 2 * (int64_t)LONGEST);
    assert_true(claim(t, "a"));
    note(t, "a", clock_now() + HOUR, "");
    clock_fix(morning());
    assert_true(claim(t, "a"));
}
ON_BOTH(test_a_clock_that_was_set_back_stops_no_job)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_one_of_two_claims_it_until_it_has_run),
        BOTH(test_a_claim_of_a_program_that_died_ends),
        BOTH(test_a_clock_that_was_set_back_stops_no_job),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
