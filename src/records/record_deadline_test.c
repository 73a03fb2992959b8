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

static struct record_deadline read_clock(struct testing *t, struct testing_office *office, int64_t id)
{
    struct err err = { 0 };
    struct record_deadline clock = { 0 };
    assert_true(testing_ok(record_deadline_read(db_for_read(t->store, &err), t->mem, office->office.definitions,
                                                testing_read(t, office, id), &clock, &err),
                           &err));
    return clock;
}

static void test_account_of_a_record_ends_at_its_due_date(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    testing_enter(t, &office);
    int64_t id = make_case(t, &office, "3 ngày làm việc");
    assert_null(read_clock(t, &office, id).definition);
    assert_true(testing_ok(testing_step(t, &office, id, "process", "2021-07-05", NULL, NULL, &err), &err));
    struct record_deadline clock = read_clock(t, &office, id);
    assert_string_equal(clock.definition->name, "handling");
    assert_string_equal(clock.deadline.due_text, testing_read(t, &office, id)->due);
    assert_true(clock.deadline.account_count >= 3);
    assert_true(testing_ok(testing_step(t, &office, id, "again", "2021-07-06", NULL, NULL, &err), &err));
    clock = read_clock(t, &office, id);
    assert_string_equal(clock.deadline.due_text, testing_read(t, &office, id)->due);
    assert_true(clock.deadline.account_count >= 3);
}
ON_BOTH(test_account_of_a_record_ends_at_its_due_date)

/* The limit was corrected after the clock had started: the account is that of the date in force now. */
static void test_the_account_follows_a_clock_that_moved(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    const struct draft_value longer[] = { { "time_limit", "30 ngày" }, { "reason", "Ghi nhầm" } };
    testing_enter(t, &office);
    int64_t id = make_case(t, &office, "3 ngày làm việc");
    assert_true(testing_ok(testing_step(t, &office, id, "process", "2021-07-05", NULL, NULL, &err), &err));
    assert_true(testing_ok(record_set(&office.office, t->mem, id, 0, longer, COUNT_OF(longer), &err), &err));
    struct record_deadline clock = read_clock(t, &office, id);
    assert_string_equal(clock.definition->name, "handling");
    assert_string_equal(clock.deadline.due_text, "2021-08-04T17:00");
    assert_string_equal(testing_read(t, &office, id)->due, "2021-08-04T17:00");
    struct due_line *lines;
    size_t count;
    assert_true(testing_ok(record_due_lines(db_for_read(t->store, &err), t->mem, office.office.definitions,
                                            testing_read(t, &office, id), &lines, &count, &err),
                           &err));
    assert_int_equal(count, 2);
    assert_true(lines[0].account.account_count > 0);
    assert_int_equal(lines[1].account.account_count, 0); /* its limit is no longer there */
}
ON_BOTH(test_the_account_follows_a_clock_that_moved)

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
        BOTH(test_account_of_a_record_ends_at_its_due_date),
        BOTH(test_the_account_follows_a_clock_that_moved),
        BOTH(test_a_limit_that_cannot_be_read_is_a_fault_of_its_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
