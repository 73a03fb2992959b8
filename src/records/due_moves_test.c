/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: an own date moved; what was handed on left behind; what the step ends moved too;
 * the line of the history left out. */
#include "records/testing_office.h"

#include "handling/assignment.h"
#include "handling/inbox.h"

static int64_t make_task(struct testing *t, struct testing_office *o, const char *finish_by)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task"));
    draft_set(t->mem, draft, "source", "ubnd");
    draft_set(t->mem, draft, "summary", "Rà soát");
    draft_set(t->mem, draft, "assigned_on", "2021-07-20");
    if (finish_by)
        draft_set(t->mem, draft, "finish_by", finish_by);
    return testing_create(t, o, draft);
}

/* Under the name of LOGIN. */
static void act_as(struct testing_office *o, const char *whom)
{
    static const char *whoms[1];
    whoms[0] = whom;
    o->office.scope.whoms = (struct text_list){ whoms, 1 };
}

static int64_t hand(struct testing *t, struct testing_office *o, int64_t record, const char *to,
                    enum assignment_role role, const char *due)
{
    struct err err = { 0 };
    struct handed line = { .to = to, .role = role, .due = due };
    assert_true(testing_ok(assignment_hand_out(&o->office, t->mem, record, 0, 0, &line, 1, &err), &err));
    return line.id;
}

static const char *due_of(struct testing *t, int64_t record, int64_t id)
{
    struct err err = { 0 };
    struct assignment *list;
    size_t count;
    assert_true(testing_ok(assignment_list(db_for_read(t->store, &err), t->mem, record, &list, &count, &err), &err));
    for (size_t i = 0; i < count; i++)
        if (list[i].id == id)
            return arena_strndup(t->mem, list[i].due, DATE_SIZE - 1);
    return "";
}

static void set(struct testing *t, struct testing_office *o, int64_t id, const char *field, const char *text)
{
    struct err err = { 0 };
    const struct draft_value values[] = { { field, text }, { "reason", "Người giao đổi ngày" } };
    assert_true(testing_ok(record_set(&o->office, t->mem, id, 0, values, COUNT_OF(values), &err), &err));
}

static void test_a_date_from_above_goes_where_the_clock_goes_and_an_own_one_stays(struct testing *t)
{
    struct testing_office o;
    int64_t id = make_task(t, &o, "2021-08-20");
    int64_t lead = hand(t, &o, id, "unit:kt", ASSIGN_LEAD, NULL);
    int64_t own = hand(t, &o, id, "unit:nc", ASSIGN_SUPPORT, "2021-08-20"); /* the same day, asked for */
    int64_t inform = hand(t, &o, id, "unit:thvx", ASSIGN_INFORM, NULL);
    act_as(&o, "unit:kt");
    int64_t below = hand(t, &o, id, "unit:dtxd", ASSIGN_LEAD, NULL);
    act_as(&o, "unit:nc");
    int64_t below_own = hand(t, &o, id, "unit:hcqt", ASSIGN_LEAD, NULL);
    set(t, &o, id, "finish_by", "2021-08-25");
    assert_string_equal(due_of(t, id, lead), "2021-08-25");
    assert_string_equal(due_of(t, id, below), "2021-08-25");
    assert_string_equal(due_of(t, id, own), "2021-08-20");
    assert_string_equal(due_of(t, id, below_own), "2021-08-20");
    assert_string_equal(due_of(t, id, inform), DATE_OPEN);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'move-assignment'")), 1);
    testing_prove(t, &o);
    set(t, &o, id, "finish_by", "");
    assert_string_equal(due_of(t, id, lead), DATE_OPEN);
    set(t, &o, id, "summary", "Rà soát lại");
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'move-assignment'")), 2);
    testing_prove(t, &o);
}
ON_BOTH(test_a_date_from_above_goes_where_the_clock_goes_and_an_own_one_stays)

static void test_what_a_step_moves_or_ends_moves_or_ends_the_work(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = make_task(t, &o, "2021-07-30");
    int64_t lead = hand(t, &o, id, "unit:kt", ASSIGN_LEAD, NULL);
    struct draft_step extend = { .name = "extend", .on = "2021-08-02", .reason = "Chờ bộ trả lời" };
    draft_step_set(t->mem, &extend, "extended_to", "2021-08-31");
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &extend, &err), &err));
    assert_string_equal(due_of(t, id, lead), "2021-08-31");
    testing_prove(t, &o);
    assert_true(testing_ok(testing_step(t, &o, id, "withdraw", NULL, "end_reason", "Không cần nữa", &err), &err));
    assert_string_equal(due_of(t, id, lead), "2021-08-31"); /* it ended with the record, at its date */
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'move-assignment'")), 1);
    testing_prove(t, &o);
}
ON_BOTH(test_what_a_step_moves_or_ends_moves_or_ends_the_work)

/* What stands still is not late in the inbox of who has it. */
static void test_work_on_a_record_that_stands_still_is_not_overdue(struct testing *t)
{
    static const char *const taken[][3] = { { "screen", "kind", "khieu-nai" },
                                            { "accept", NULL, NULL },
                                            { "suspend", "end_reason", "Chờ giám định" } };
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o.office.definitions, "petition"));
    draft_set(t->mem, draft, "received_on", "2021-06-01");
    draft_set(t->mem, draft, "source", "buu-dien");
    draft_set(t->mem, draft, "signers", "mot-nguoi");
    draft_set(t->mem, draft, "summary", "Đất đai");
    int64_t id = testing_create(t, &o, draft);
    int64_t lead = hand(t, &o, id, "unit:kt", ASSIGN_LEAD, NULL);
    act_as(&o, "unit:kt");
    for (size_t i = 0; i < COUNT_OF(taken); i++) {
        struct draft_step step = { .name = taken[i][0], .on = i < 2 ? "2021-06-02" : "2021-06-10" };
        if (taken[i][1])
            draft_step_set(t->mem, &step, taken[i][1], taken[i][2]);
        if (i == 0)
            draft_step_set(t->mem, &step, "competent", "yes");
        assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &step, &err), &err));
    }
    assert_string_equal(testing_read(t, &o, id)->due, DUE_PAUSED);
    assert_string_equal(due_of(t, id, lead), "9999-12-30");
    struct inbox inbox;
    assert_true(testing_ok(inbox_read(db_for_read(t->store, &err), t->mem, o.office.definitions, &o.office.scope, NULL,
                                      NULL, 0, 10, "2021-08-02T08:00", &inbox, &err),
                           &err));
    assert_int_equal(inbox.total, 1);
    assert_int_equal(inbox.overdue, 0);
    assert_true(testing_ok(testing_step(t, &o, id, "resume", "2021-07-01", NULL, NULL, &err), &err));
    assert_string_equal(due_of(t, id, lead), "2021-07-23"); /* 02/07 and the 21 days of the pause */
    assert_true(testing_ok(inbox_read(db_for_read(t->store, &err), t->mem, o.office.definitions, &o.office.scope, NULL,
                                      NULL, 0, 10, "2021-08-02T08:00", &inbox, &err),
                           &err));
    assert_int_equal(inbox.overdue, 1);
    testing_prove(t, &o);
}
ON_BOTH(test_work_on_a_record_that_stands_still_is_not_overdue)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_date_from_above_goes_where_the_clock_goes_and_an_own_one_stays),
        BOTH(test_what_a_step_moves_or_ends_moves_or_ends_the_work),
        BOTH(test_work_on_a_record_that_stands_still_is_not_overdue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
