/* SPDX-License-Identifier: Apache-2.0 */
#include "people/overview.h"

#include "people/testing_people.h"

static size_t lines_of(struct testing *t, const struct account_lines_filter *filter, struct account_event **events)
{
    struct err err = { 0 };
    size_t count = 0;
    struct account_lines_filter asked = *filter;
    asked.limit = asked.limit ? asked.limit : 100;
    assert_true(testing_fine(account_lines(db_for_read(t->store, &err), t->mem, &asked, events, &count, &err), &err));
    return count;
}

static void test_accounts_sessions_and_positions_are_counted(struct testing *t)
{
    struct err err = { 0 };
    struct people_counts counts;
    char token[TOKEN_SIZE];
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    testing_account(t, "ba", "Ba", "clerk");
    struct account *ba = testing_find(t, "ba");
    ba->disabled = true;
    assert_true(testing_fine(account_change(t->store, t->mem, &testing_set, ba, ba->version, "an", &err), &err));
    assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err));
    assert_true(testing_fine(token_create(t->store, t->mem, "an", "Trục", 3, token, &err), &err));
    struct position position = { .code = "chanh", .title = "Chánh", .unit = "vp", .holder = "" };
    assert_true(testing_fine(position_keep(t->store, t->mem, &position, "an", &err), &err));
    assert_true(testing_fine(people_counts(db_for_read(t->store, &err), t->mem, &counts, &err), &err));
    assert_int_equal(counts.accounts, 2);
    assert_int_equal(counts.disabled, 1);
    assert_int_equal(counts.sessions, 1);
    assert_int_equal(counts.tokens, 1);
    assert_int_equal(counts.positions, 1);
    assert_int_equal(counts.vacant, 1);
    testing_later(4 * 86400);
    assert_true(testing_fine(people_counts(db_for_read(t->store, &err), t->mem, &counts, &err), &err));
    assert_int_equal(counts.sessions + counts.tokens, 0); /* over */
}

static void test_lines_are_filtered_by_who_whose_what_and_when(struct testing *t)
{
    struct err err = { 0 };
    struct account_event *events;
    char token[TOKEN_SIZE];
    testing_people(t);
    instant_t first = clock_now();
    testing_account(t, "an", "An", "clerk");
    testing_later(60);
    testing_account(t, "ba", "Ba", "clerk");
    assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err));
    assert_int_equal(lines_of(t, &(struct account_lines_filter){ 0 }, &events), 3);
    assert_string_equal(events[0].what, "sign-in");
    assert_string_equal(events[0].label, "Đăng nhập");
    assert_int_equal(lines_of(t, &(struct account_lines_filter){ .before = events[0].seq, .limit = 1 }, &events), 1);
    assert_string_equal(events[0].login, "ba");
    assert_int_equal(lines_of(t, &(struct account_lines_filter){ .by = "quan-tri" }, &events), 2);
    assert_int_equal(lines_of(t, &(struct account_lines_filter){ .login = "an" }, &events), 2);
    assert_int_equal(lines_of(t, &(struct account_lines_filter){ .what = "create" }, &events), 2);
    assert_int_equal(lines_of(t, &(struct account_lines_filter){ .until = first }, &events), 1);
    assert_int_equal(lines_of(t, &(struct account_lines_filter){ .from = first + 1 }, &events), 2);
}

static void test_a_position_is_given_from_a_day_that_takes_nothing_from_others(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t); /* 2 August 2021 */
    testing_account(t, "an", "An", "leader");
    testing_account(t, "ba", "Ba", "leader");
    struct position position = {
        .code = "chanh", .title = "Chánh", .unit = "vp", .holder = "an", .from = "2021-07-15"
    };
    assert_true(testing_fine(position_keep(t->store, t->mem, &position, "x", &err), &err));
    assert_int_equal(testing_find(t, "an")->positions.count, 1);
    position.holder = "ba";
    position.from = "2021-07-14"; /* before an began */
    assert_false(position_keep(t->store, t->mem, &position, "x", &err));
    assert_string_equal(err.field, "from");
    position.from = "2021-08-05";
    assert_true(testing_fine(position_keep(t->store, t->mem, &position, "x", &err), &err));
    assert_int_equal(testing_find(t, "an")->positions.count, 1); /* until the 4th */
    assert_int_equal(testing_find(t, "ba")->positions.count, 0);
    testing_later(3 * 86400);
    assert_int_equal(testing_find(t, "an")->positions.count, 0);
    assert_int_equal(testing_find(t, "ba")->positions.count, 1);
    position.holder = "";
    position.from = "2021-08-10";
    assert_true(testing_fine(position_keep(t->store, t->mem, &position, "x", &err), &err));
    position.holder = "an";
    position.from = "2021-08-09"; /* ba holds it until then */
    assert_false(position_keep(t->store, t->mem, &position, "x", &err));
    position.from = "2021-08-1";
    assert_false(position_keep(t->store, t->mem, &position, "x", &err));
    position.from = "2021-08-10";
    assert_true(testing_fine(position_keep(t->store, t->mem, &position, "x", &err), &err));
}

static void test_a_password_is_proved_and_a_wrong_one_waits(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    assert_true(testing_fine(password_prove(t->store, t->mem, "an", GOOD_PASSWORD, &err), &err));
    assert_int_equal(testing_count(t, SQL("select count(*) from sign_in_failure")), 0);
    assert_false(password_prove(t->store, t->mem, "an", OTHER_PASSWORD, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(err.field, "password");
    assert_false(password_prove(t->store, t->mem, "an", GOOD_PASSWORD, &err)); /* too soon */
    assert_int_equal(err.kind, ERR_BUSY);
    testing_later(2);
    assert_true(testing_fine(password_prove(t->store, t->mem, "an", GOOD_PASSWORD, &err), &err));
}

ON_BOTH(test_accounts_sessions_and_positions_are_counted)
ON_BOTH(test_lines_are_filtered_by_who_whose_what_and_when)
ON_BOTH(test_a_position_is_given_from_a_day_that_takes_nothing_from_others)
ON_BOTH(test_a_password_is_proved_and_a_wrong_one_waits)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_accounts_sessions_and_positions_are_counted),
        BOTH(test_lines_are_filtered_by_who_whose_what_and_when),
        BOTH(test_a_position_is_given_from_a_day_that_takes_nothing_from_others),
        BOTH(test_a_password_is_proved_and_a_wrong_one_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
