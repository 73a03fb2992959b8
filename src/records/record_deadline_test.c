/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

#include "records/record_deadline.h"

static int64_t make_case(struct testing *t, struct testing_office *office, const char *limit)
{
    struct draft *draft = draft_new(t->mem, office->case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-05T08:00");
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    if (limit)
        draft_set(t->mem, draft, "time_limit", limit);
    return testing_create(t, office, draft);
}

static void test_a_limit_that_cannot_be_read_is_a_fault_of_its_field(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    testing_enter(t, &office);
    int64_t id = make_case(t, &office, "ba ngày");
    assert_false(testing_step(t, &office, id, "process", "2021-07-05", NULL, NULL, &err));
    assert_string_equal(err.field, "time_limit");
}
ON_BOTH(test_a_limit_that_cannot_be_read_is_a_fault_of_its_field)

static const char *due_of(struct testing *t, struct testing_office *office, const char *limit, const char *name)
{
    struct err err = { 0 };
    int64_t id = make_case(t, office, limit);
    assert_true(testing_ok(testing_step(t, office, id, "process", "2021-07-05", NULL, NULL, &err), &err));
    const struct scope local = scope_local_administrator(t->mem, office->office.definitions);
    return record_cell_people(t->mem, office->office.definitions, &local, testing_read(t, office, id), name);
}

static void test_a_due_date_is_told_as_its_clock_counts(struct testing *t)
{
    struct testing_office office;
    testing_enter(t, &office);
    assert_string_equal(due_of(t, &office, "5 ngày làm việc", "due"), "12/07/2021");
    assert_string_equal(due_of(t, &office, "5 ngày làm việc", "original_due"), "12/07/2021");
    assert_string_equal(due_of(t, &office, "4 giờ làm việc", "due"), "05/07/2021 14:00");
    assert_string_equal(due_of(t, &office, "4 giờ làm việc", "summary"), "Hồ sơ");
}
ON_BOTH(test_a_due_date_is_told_as_its_clock_counts)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_limit_that_cannot_be_read_is_a_fault_of_its_field),
        BOTH(test_a_due_date_is_told_as_its_clock_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
