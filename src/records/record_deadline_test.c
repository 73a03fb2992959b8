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

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_limit_that_cannot_be_read_is_a_fault_of_its_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
