/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/office_history.h"

#include "handling/assignment.h"
#include "records/testing_office.h"

static struct office_lines read_lines(struct testing *t, struct testing_office *o, const struct scope *scope,
                                      struct history_filter filter)
{
    struct err err = { 0 };
    struct office_lines found = { 0 };
    filter.limit = filter.limit ? filter.limit : 100;
    assert_true(testing_ok(
        history_lines(db_for_read(t->store, &err), t->mem, o->office.definitions, scope, &filter, &found, &err), &err));
    return found;
}

static void test_lines_come_newest_first_in_pages(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    for (int i = 0; i < 5; i++) /* two at the same moment */
        testing_create(t, &o, testing_letter(t, &o, arena_printf(t->mem, "Thư %d", i), "cv"));
    struct office_lines found = read_lines(t, &o, &o.office.scope, (struct history_filter){ .limit = 2 });
    assert_int_equal(found.count, 2);
    assert_string_equal(found.lines[0].title, "Thư 4");
    assert_string_equal(found.lines[0].label, "Nhập mới");
    assert_true(found.next.seq && !found.stopped);
    found = read_lines(t, &o, &o.office.scope, (struct history_filter){ .limit = 3, .before = found.next });
    assert_int_equal(found.count, 3);
    assert_string_equal(found.lines[0].title, "Thư 2");
    assert_int_equal(found.next.seq, 0);
}

static void test_what_may_not_be_read_is_a_line_without_words(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    testing_create(t, &o, testing_letter(t, &o, "Thư kín", "cv"));
    static const char *whoms[] = { "an" };
    struct scope nobody = { .user = "an", .name = "An", .unit = "nc", .whoms = { whoms, 1 } };
    struct office_lines found = read_lines(t, &o, &nobody, (struct history_filter){ 0 });
    assert_int_equal(found.count, 1);
    assert_false(found.lines[0].readable);
    assert_string_equal(found.lines[0].title, "");
    assert_string_equal(found.lines[0].number, "");
    assert_string_equal(found.lines[0].step, "create");
}

/* A reader of no unit sees what is given to him, and only that. */
static void test_what_is_assigned_to_me_is_readable(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t given = testing_create(t, &o, testing_letter(t, &o, "Giao cho tôi", "cv"));
    testing_create(t, &o, testing_letter(t, &o, "Của người khác", "cv"));
    static const char *whoms[] = { "an.x", "unit:nc" };
    struct scope mine = {
        .user = "an.x", .name = "An", .unit = "nc", .whoms = { whoms, 2 }, .common = { .reads = true }
    };
    struct office_lines found = read_lines(t, &o, &mine, (struct history_filter){ 0 });
    assert_false(found.lines[0].readable || found.lines[1].readable);
    struct assignment assignment = { .to = "unit:nc", .role = ASSIGN_INFORM, .opinion = "", .due = DUE_OPEN };
    int64_t id;
    assert_true(testing_ok(assignment_give(&o.office, t->mem, given, 0, &assignment, &id, &err), &err));
    found = read_lines(t, &o, &mine, (struct history_filter){ .step = "create" });
    assert_int_equal(found.count, 2);
    assert_false(found.lines[0].readable);
    assert_true(found.lines[1].readable);
}

static void test_a_filter_finds_by_who_step_register_and_day(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    instant_t first = clock_now();
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    clock_fix(first + 60000);
    struct draft_value value = { "summary", "Thư sửa" };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &value, 1, &err), &err));
    const struct scope *all = &o.office.scope;
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ 0 }).count, 2);
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ .step = "set" }).count, 1);
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ .by = o.office.scope.user }).count, 2);
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ .by = "khong-ai" }).count, 0);
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ .reg = o.letter }).count, 2);
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ .reg = o.case_work }).count, 0);
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ .until = first }).count, 1);
    assert_int_equal(read_lines(t, &o, all, (struct history_filter){ .from = first + 1 }).count, 1);
}

static void test_the_state_says_what_is_sealed_and_what_waits(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_state state;
    testing_enter(t, &o);
    assert_true(testing_ok(history_state(db_for_read(t->store, &err), t->mem, &state, &err), &err));
    assert_int_equal(state.sealed + state.unsealed + state.last, 0);
    testing_create(t, &o, testing_letter(t, &o, "Một", "cv"));
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    testing_create(t, &o, testing_letter(t, &o, "Hai", "cv"));
    assert_true(testing_ok(history_state(db_for_read(t->store, &err), t->mem, &state, &err), &err));
    assert_int_equal(state.sealed, 1);
    assert_int_equal(state.unsealed, 1);
}

ON_BOTH(test_lines_come_newest_first_in_pages)
ON_BOTH(test_what_may_not_be_read_is_a_line_without_words)
ON_BOTH(test_what_is_assigned_to_me_is_readable)
ON_BOTH(test_a_filter_finds_by_who_step_register_and_day)
ON_BOTH(test_the_state_says_what_is_sealed_and_what_waits)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_lines_come_newest_first_in_pages),
        BOTH(test_what_may_not_be_read_is_a_line_without_words),
        BOTH(test_what_is_assigned_to_me_is_readable),
        BOTH(test_a_filter_finds_by_who_step_register_and_day),
        BOTH(test_the_state_says_what_is_sealed_and_what_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
