/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: what was handed out before not ended; the line of the history left out; the lines above the
 * taker's own not ended; a step that is refused nowhere; what was handed on from a lead that is replaced left open. */
#include "handling/assignment.h"
#include "records/import.h"
#include "records/testing_office.h"

/* The office of the province: its feedback is forwarded to an agency and answered. */
static int64_t make_ticket(struct testing *t, struct testing_office *o)
{
    static const char *const values[][2] = {
        { "kind", "phan-anh" }, { "channel", "phone" }, { "summary", "Rác" }, { "sector", "moi-truong" }
    };
    struct err err = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions = testing_definitions(t->mem, SOURCE_FOLDER "/office", NULL);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
    office_init(&o->office, t->mem, t->store, definitions, scope_local_administrator(t->mem, definitions));
    struct draft *draft = draft_new(t->mem, definitions_register(definitions, "feedback"));
    for (size_t i = 0; i < COUNT_OF(values); i++)
        draft_set(t->mem, draft, values[i][0], values[i][1]);
    int64_t id = testing_create(t, o, draft);
    assert_true(testing_ok(testing_step(t, o, id, "classify", "2021-08-02", "level", "level-2", &err), &err));
    return id;
}

static int64_t open_of(struct testing *t, const char *whom)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(testing_ok(
        db_one_int(db_for_read(t->store, &err),
                   SQL("select count(*) from assignment where to_whom = $1 and role = 'lead' and finished_at = 0"),
                   DB(db_text(whom)), 0, &count, &err),
        &err));
    return count;
}

static void test_forwarding_hands_it_over_and_answering_ends_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = make_ticket(t, &o);
    assert_false(testing_step(t, &o, id, "forward", "2021-08-02", NULL, NULL, &err));
    assert_string_equal(err.field, "agency");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err), &err));
    assert_int_equal(open_of(t, "unit:stnmt"), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment a join record r on r.id = a.record where "
                                        "a.due = r.due and a.parent = 0")),
                     1);
    testing_prove(t, &o);
    assert_true(testing_ok(testing_step(t, &o, id, "answer", "2021-08-02", "answer", "Đã dọn", &err), &err));
    assert_int_equal(open_of(t, "unit:stnmt"), 0);
    assert_true(testing_ok(testing_step(t, &o, id, "publish", "2021-08-02", NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "reopen", "2021-08-02", NULL, NULL, &err), &err));
    assert_int_equal(open_of(t, "unit:stnmt"), 1); /* the agency that has it is asked again */
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 2);
    testing_prove(t, &o);
}
ON_BOTH(test_forwarding_hands_it_over_and_answering_ends_it)

/* A step that says nothing of the work leaves it where it is. */
static void test_other_steps_leave_the_work_alone(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = make_ticket(t, &o);
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "866", &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "answer", "2021-08-02", "answer", "Đã dọn", &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "reopen", "2021-08-02", NULL, NULL, &err), &err));
    int64_t given = testing_int(t, SQL("select max(id) from assignment"));
    assert_false(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err)); /* not from here */
    assert_int_equal(testing_int(t, SQL("select max(id) from assignment")), given);
    assert_int_equal(open_of(t, "unit:866"), 1);
    testing_prove(t, &o);
}
ON_BOTH(test_other_steps_leave_the_work_alone)

/* --- the tree ----------------------------------------------------------------------------------------------------- */

/* The administrator under the name of LOGIN, who may be of a unit too. */
static void act_as(struct testing_office *o, const char *login, const char *unit)
{
    static const char *whoms[2];
    o->office.scope.user = whoms[0] = login;
    whoms[1] = unit;
    o->office.scope.whoms = (struct text_list){ whoms, unit ? 2 : 1 };
}

static int64_t hand(struct testing *t, struct testing_office *o, int64_t record, const char *to,
                    enum assignment_role role)
{
    struct err err = { 0 };
    struct handed line = { .to = to, .role = role };
    assert_true(testing_ok(assignment_hand_out(&o->office, t->mem, record, 0, 0, &line, 1, &err), &err));
    return line.id;
}

static int64_t ended_as(struct testing *t, const char *outcome)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(testing_ok(db_one_int(db_for_read(t->store, &err),
                                      SQL("select count(*) from assignment where finished_at > 0 and outcome = $1"),
                                      DB(db_text(outcome)), 0, &count, &err),
                           &err));
    return count;
}

static void test_done_is_done_when_all_others_are(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = make_ticket(t, &o);
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err), &err));
    act_as(&o, "truong", "unit:stnmt");
    hand(t, &o, id, "unit:kt", ASSIGN_LEAD);
    int64_t support = hand(t, &o, id, "unit:nc", ASSIGN_SUPPORT);
    hand(t, &o, id, "unit:thvx", ASSIGN_INFORM);
    act_as(&o, "vien", "unit:kt");
    assert_false(testing_step(t, &o, id, "answer", "2021-08-02", "answer", "Đã dọn", &err));
    assert_string_equal(err.subject, "open-below");
    assert_non_null(strstr(err.text, "Phòng Nội chính"));
    assert_null(strstr(err.text, "Phòng Kinh tế")); /* who answers is done with it */
    assert_int_equal(ended_as(t, "done"), 0);
    act_as(&o, "quan-tri", NULL); /* above the tree: the first level would end with it, not those below */
    assert_false(testing_step(t, &o, id, "answer", "2021-08-02", "answer", "Đã dọn", &err));
    assert_non_null(strstr(err.text, "Phòng Kinh tế"));
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, support, "Đã góp ý", &err), &err));
    act_as(&o, "vien", "unit:kt");
    assert_true(testing_ok(testing_step(t, &o, id, "answer", "2021-08-02", "answer", "Đã dọn", &err), &err));
    assert_int_equal(ended_as(t, "done"), 3);
    assert_int_equal(open_of(t, "unit:stnmt"), 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where finished_at = 0")), 1); /* to know */
    testing_prove(t, &o);
}
ON_BOTH(test_done_is_done_when_all_others_are)

static void test_another_lead_takes_over_the_whole_branch(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    make_ticket(t, &o);
    struct draft *draft = draft_new(t->mem, definitions_register(o.office.definitions, "incoming"));
    draft_set(t->mem, draft, "author", "Sở Y tế");
    draft_set(t->mem, draft, "type", "bc");
    draft_set(t->mem, draft, "summary", "Báo cáo");
    int64_t id = testing_create(t, &o, draft);
    assert_true(testing_ok(testing_step(t, &o, id, "register", "2021-08-02", NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "assign", "2021-08-02", "lead_unit", "kt", &err), &err));
    hand(t, &o, id, "unit:thvx", ASSIGN_SUPPORT); /* of the first level: it supports the new one, too */
    act_as(&o, "truong", "unit:kt");
    hand(t, &o, id, "unit:dtxd", ASSIGN_LEAD);
    hand(t, &o, id, "unit:hcqt", ASSIGN_SUPPORT);
    act_as(&o, "quan-tri", NULL);
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "lead_unit", "nc", &err), &err));
    assert_int_equal(ended_as(t, "replaced"), 3);
    assert_int_equal(open_of(t, "unit:nc"), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where finished_at = 0")), 2);
    testing_prove(t, &o);
    struct draft_step finish = { .name = "finish", .on = "2021-08-02" };
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &finish, &err), &err));
    assert_int_equal(ended_as(t, "done"), 2);
    testing_prove(t, &o);
}
ON_BOTH(test_another_lead_takes_over_the_whole_branch)

/* Planted and seen red, each alone: an import that hands nothing over; work given that was closed and is resolved. */
static void test_the_steps_of_an_imported_record_leave_the_work_with_their_unit(struct testing *t)
{
    static const char csv[] = "kind,channel,summary,sector,level,agency,step.classify,step.forward,step.answer,answer\n"
                              "phan-anh,phone,Rác,moi-truong,level-2,stnmt,2021-07-28,2021-07-29,,\n"
                              "phan-anh,phone,Nước,moi-truong,level-2,sgtvt,2021-07-28,2021-07-29,2021-07-30,Đã xong\n"
                              "phan-anh,phone,Hỏi,moi-truong,level-2,,2021-07-28,,,\n";
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    const struct register_definition *reg = definitions_register(o.office.definitions, "feedback");
    assert_true(testing_ok(import_load(&o.office, t->mem, reg, csv, strlen(csv), &result, NULL, NULL, &err), &err));
    for (size_t i = 0; i < result.fault_count; i++)
        print_message("%d %s: %s\n", result.faults[i].line, result.faults[i].column, result.faults[i].text);
    assert_int_equal(result.fault_count, 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 1);
    assert_int_equal(open_of(t, "unit:stnmt"), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment a join record r on r.id = a.record where "
                                        "a.due = r.due and a.parent = 0 and a.on_path = 1 and r.title = 'Rác'")),
                     1);
    testing_prove(t, &o);
}
ON_BOTH(test_the_steps_of_an_imported_record_leave_the_work_with_their_unit)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_forwarding_hands_it_over_and_answering_ends_it),
        BOTH(test_other_steps_leave_the_work_alone),
        BOTH(test_done_is_done_when_all_others_are),
        BOTH(test_another_lead_takes_over_the_whole_branch),
        BOTH(test_the_steps_of_an_imported_record_leave_the_work_with_their_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
