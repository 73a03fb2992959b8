/* SPDX-License-Identifier: Apache-2.0 */
/* The tree: one act gives many, the upper waits for the lower, what comes back, and that the history proves all of it.
 */
#include "handling/assignment_note.h"

#include "handling/comment.h"
#include "handling/record_context.h"
#include "people/account.h"
#include "records/draft.h"
#include "records/testing_office.h"

static void act_as(struct testing_office *o, const char *login)
{
    static const char *whoms[2];
    whoms[0] = o->office.scope.user = login;
    o->office.scope.whoms = (struct text_list){ whoms, 1 };
    o->office.scope.everything = text_equal(login, "quan-tri");
    o->office.scope.common = (struct reach){ .reads = true,
                                             .every_issuer = true,
                                             .every_unit = true,
                                             .every_secrecy = true,
                                             .assigns = true,
                                             .works_everywhere = true };
}

/* A case that is due on 13 August; EM has left. */
static int64_t make_case(struct testing *t, struct testing_office *o)
{
    static const char *const logins[] = { "an", "binh", "chi", "dung", "em" };
    struct err err = { 0 };
    testing_enter(t, o);
    for (size_t i = 0; i < COUNT_OF(logins); i++) {
        struct account account = {
            .id = (int64_t)i + 1, .login = logins[i], .name = logins[i], .unit = "vp", .title = "", .disabled = i == 4
        };
        assert_true(testing_ok(
            account_create(t->store, t->mem, o->office.definitions, &account, NULL, "quan-tri", &err), &err));
    }
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-30T10:00");
    draft_set(t->mem, draft, "summary", "Cấp phép xây dựng");
    draft_set(t->mem, draft, "time_limit", "10 ngày làm việc");
    draft_add_step(t->mem, draft, "process", "2021-07-30");
    return testing_create(t, o, draft);
}

static int64_t given(struct testing *t, struct testing_office *o, int64_t record, const char *to,
                     enum assignment_role role)
{
    struct err err = { 0 };
    struct handed line = { .to = to, .role = role, .opinion = "Xem" };
    assert_true(testing_ok(assignment_hand_out(&o->office, t->mem, record, 0, 0, &line, 1, &err), &err));
    return line.id;
}

static struct assignment *one(struct testing *t, int64_t id)
{
    struct err err = { 0 };
    struct assignment *found = assignment_find(db_for_read(t->store, &err), t->mem, id, &err);
    assert_true(testing_ok(found != NULL, &err));
    return found;
}

/* The open line of WHOM; NULL. */
static struct assignment *open_of(struct testing *t, int64_t record, const char *whom)
{
    struct err err = { 0 };
    struct assignment *list;
    size_t count;
    assert_true(testing_ok(assignment_list(db_for_read(t->store, &err), t->mem, record, &list, &count, &err), &err));
    for (size_t i = 0; i < count; i++)
        if (!list[i].finished_at && text_equal(list[i].to, whom))
            return &list[i];
    return NULL;
}

static size_t faults_of(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    struct history_report report;
    act_as(o, "quan-tri");
    assert_true(testing_ok(history_seal(&o->office, &err), &err));
    assert_true(testing_ok(history_verify(&o->office, t->mem, &report, NULL, NULL, &err), &err));
    for (size_t i = 0; i < report.fault_count; i++)
        print_message("%s\n", report.faults[i].what);
    return report.fault_count;
}

static void test_one_act_hands_a_record_to_several(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_line *lines;
    size_t count;
    int64_t record = make_case(t, &o);
    int64_t version = testing_read(t, &o, record)->version;
    struct idempotency request = { .user = "quan-tri", .key = "k1", .hash = "aa", .status = 201 };
    struct handed handed[] = { { .to = "unit:kt", .role = ASSIGN_LEAD, .due = "2021-08-10", .opinion = "Giao ngay" },
                               { .to = "unit:nc", .role = ASSIGN_SUPPORT, .due = "2021-08-10", .opinion = "Giao ngay" },
                               { .to = "an", .role = ASSIGN_INFORM, .opinion = "Giao ngay" } };
    o.office.request = &request;
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, record, version, 0, handed, 3, &err), &err));
    int64_t first = handed[0].id, third = handed[2].id;
    assert_int_equal(testing_read(t, &o, record)->version, version + 1);
    assert_string_equal(one(t, handed[1].id)->due, "2021-08-10T17:00");
    assert_true(one(t, handed[1].id)->own_due);
    assert_string_equal(one(t, third)->due, DUE_OPEN);
    assert_true(testing_ok(record_history(db_for_read(t->store, &err), t->mem, o.office.definitions,
                                          testing_read(t, &o, record), &o.office.scope, 0, 1, &lines, &count, &err),
                           &err));
    assert_int_equal(lines[0].handed_count, 3);
    assert_string_equal(lines[0].handed[1].to, "unit:nc");
    assert_string_equal(lines[0].words, "Giao ngay"); /* said once */
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, record, version, 0, handed, 3, &err), &err));
    assert_true(o.office.written.repeated);
    assert_true(handed[0].id == first && handed[2].id == third);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 3);
    o.office.request = NULL;
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_an_act_with_faults_gives_nothing_and_says_all(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    int64_t record = make_case(t, &o);
    struct handed handed[] = { { .to = "unit:kt", .role = ASSIGN_LEAD },
                               { .to = "unit:nc", .role = ASSIGN_LEAD, .field = "lead" },
                               { .to = "em", .role = ASSIGN_SUPPORT, .field = "support" },
                               { .to = "unit:kt", .role = ASSIGN_INFORM, .field = "inform" },
                               { .to = "an", .role = ASSIGN_SUPPORT, .due = "2021-12-01" } };
    static const char *const fields[] = { "lead", "support", "inform", "due" };
    o.office.faults = &faults;
    assert_false(assignment_hand_out(&o.office, t->mem, record, 0, 0, handed, COUNT_OF(handed), &err));
    o.office.faults = NULL;
    assert_int_equal(faults.list.count, COUNT_OF(fields));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        assert_string_equal(faults.list.items[i].field, fields[i]);
    assert_non_null(strstr(faults.list.items[0].text, "Phòng Kinh tế")); /* who leads is named */
    assert_non_null(strstr(faults.list.items[1].text, "đã đóng"));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'give-assignment'")), 0);
    struct handed many[HANDED_MAX + 1];
    for (size_t i = 0; i < COUNT_OF(many); i++)
        many[i] = (struct handed){ .to = "an", .role = ASSIGN_SUPPORT };
    assert_false(assignment_hand_out(&o.office, t->mem, record, 0, 0, many, COUNT_OF(many), &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_false(assignment_hand_out(&o.office, t->mem, record, 0, 0, many, 0, &err));
    assert_string_equal(err.field, "to");
}

static void test_the_upper_waits_for_the_lower(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    int64_t upper = given(t, &o, record, "an", ASSIGN_LEAD);
    act_as(&o, "an");
    int64_t lower = given(t, &o, record, "binh", ASSIGN_LEAD);
    given(t, &o, record, "chi", ASSIGN_INFORM);
    assert_false(assignment_finish(&o.office, t->mem, upper, "", &err));
    assert_string_equal(err.subject, "open-below");
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_non_null(strstr(err.text, "binh"));
    assert_null(strstr(err.text, "chi")); /* to be known is no work */
    assert_false(assignment_pass_back(&o.office, t->mem, upper, "Không thuộc phòng", &err));
    assert_string_equal(err.subject, "open-below");
    act_as(&o, "binh");
    assert_false(assignment_finish(&o.office, t->mem, upper, "", &err)); /* neither given to binh nor by binh */
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, lower, "Đã soạn", &err), &err));
    assert_string_equal(one(t, lower)->result, "Đã soạn");
    assert_string_equal(one(t, lower)->ended_by, "binh");
    assert_int_equal(one(t, lower)->outcome, OUTCOME_DONE);
    act_as(&o, "an");
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, upper, "", &err), &err));
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_what_is_passed_back_goes_one_level_up(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    act_as(&o, "an");
    int64_t upper = given(t, &o, record, "binh", ASSIGN_LEAD);
    act_as(&o, "binh");
    int64_t lower = given(t, &o, record, "chi", ASSIGN_LEAD);
    assert_false(assignment_pass_back(&o.office, t->mem, lower, "Không phải tôi", &err)); /* not the giver */
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    act_as(&o, "chi");
    assert_false(assignment_pass_back(&o.office, t->mem, lower, "  ", &err));
    assert_string_equal(err.field, "reason");
    assert_true(testing_ok(assignment_pass_back(&o.office, t->mem, lower, "Việc của Phòng Nội chính", &err), &err));
    assert_int_equal(one(t, lower)->outcome, OUTCOME_PASSED_BACK);
    assert_string_equal(one(t, lower)->result, "Việc của Phòng Nội chính");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 2); /* the level above has it still */
    assert_int_equal(one(t, upper)->outcome, OUTCOME_OPEN);
    act_as(&o, "binh");
    assert_true(testing_ok(assignment_pass_back(&o.office, t->mem, upper, "Nhầm phòng", &err), &err));
    const struct assignment *back = open_of(t, record, "an"); /* from the first level, to who gave it */
    assert_non_null(back);
    assert_int_equal(back->role, ASSIGN_LEAD);
    assert_true(back->back_of == upper && back->parent == 0);
    assert_string_equal(back->opinion, "Nhầm phòng");
    assert_false(assignment_withdraw(&o.office, t->mem, back->id, &err));
    assert_string_equal(err.subject, "back");
    act_as(&o, "an");
    int64_t again =
        given(t, &o, record, "unit:nc", ASSIGN_LEAD); /* handed out anew: at the first level, and an is done */
    assert_int_equal(one(t, again)->parent, 0);
    assert_int_equal(one(t, back->id)->outcome, OUTCOME_DONE);
    assert_null(open_of(t, record, "an"));
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_what_is_returned_ends_and_its_giver_knows(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    act_as(&o, "an");
    int64_t work = given(t, &o, record, "binh", ASSIGN_LEAD), known = given(t, &o, record, "chi", ASSIGN_INFORM);
    act_as(&o, "binh");
    assert_true(testing_ok(assignment_return(&o.office, t->mem, work, "Gửi nhầm cơ quan", &err), &err));
    assert_int_equal(one(t, work)->outcome, OUTCOME_RETURNED);
    const struct assignment *back = open_of(t, record, "an");
    assert_int_equal(back->role, ASSIGN_INFORM);
    assert_true(back->back_of == work);
    act_as(&o, "chi");
    assert_false(assignment_pass_back(&o.office, t->mem, known, "Không liên quan", &err));
    assert_string_equal(err.subject, "inform");
    act_as(&o, "an");
    int64_t other = given(t, &o, record, "dung", ASSIGN_LEAD); /* what is only known is nobody's upper line */
    assert_int_equal(one(t, other)->parent, 0);
    assert_int_equal(faults_of(t, &o), 0);
}

/* What comes back to somebody who has left meanwhile is the unit's. */
static void test_what_comes_back_finds_somebody(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    act_as(&o, "em");
    int64_t work = given(t, &o, record, "binh", ASSIGN_LEAD);
    act_as(&o, "binh");
    assert_true(testing_ok(assignment_pass_back(&o.office, t->mem, work, "Nhầm phòng", &err), &err));
    assert_non_null(open_of(t, record, arena_printf(t->mem, "unit:%s", testing_read(t, &o, record)->unit)));
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_work_goes_down_not_in_circles(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    int64_t upper = given(t, &o, record, "an", ASSIGN_LEAD);
    act_as(&o, "an");
    given(t, &o, record, "binh", ASSIGN_LEAD);
    act_as(&o, "binh");
    struct handed line = { .to = "an", .role = ASSIGN_SUPPORT };
    assert_false(assignment_hand_out(&o.office, t->mem, record, 0, 0, &line, 1, &err));
    assert_string_equal(err.subject, "above");
    line.to = "chi";
    assert_false(assignment_hand_out(&o.office, t->mem, record, 0, upper, &line, 1, &err)); /* that line is an's */
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_false(assignment_hand_out(&o.office, t->mem, record, 0, 77, &line, 1, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    act_as(&o, "an");
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, record, 0, upper, &line, 1, &err), &err));
    assert_true(one(t, line.id)->parent == upper);
    assert_int_equal(faults_of(t, &o), 0);
}

/* --- what is changed behind the program's back -------------------------------------------------------------------- */

static bool tamper(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

static void test_a_line_changed_by_hand_is_found(struct testing *t)
{
    const struct statement *const by_hand[] = {
        SQL("update assignment set own_due = 1 where finished_at = 0"),
        SQL("update assignment set back_of = 7 where finished_at = 0"),
        SQL("update assignment set outcome = 'done' where finished_at > 0"),
        SQL("update assignment set result = 'Đã xong' where finished_at > 0"),
        SQL("update assignment set ended_by = 'an' where finished_at > 0"),
        SQL("update assignment set outcome = 'done', ended_by = 'an' where finished_at = 0"),
        SQL("update assignment set due = '2021-08-04T17:00' where finished_at = 0"),
    };
    const struct statement *keep =
        SQL("create table kept as select own_due, back_of, outcome, result, ended_by, due, id from assignment");
    const struct statement *restore = SQL(
        "update assignment set own_due = (select own_due from kept k where k.id = assignment.id), back_of = (select "
        "back_of from kept k where k.id = assignment.id), outcome = (select outcome from kept k where k.id = "
        "assignment.id), result = (select result from kept k where k.id = assignment.id), ended_by = (select "
        "ended_by from kept k where k.id = assignment.id), due = (select due from kept k where k.id = "
        "assignment.id)");
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    act_as(&o, "an");
    int64_t work = given(t, &o, record, "binh", ASSIGN_LEAD);
    act_as(&o, "binh");
    assert_true(testing_ok(assignment_pass_back(&o.office, t->mem, work, "Nhầm phòng", &err), &err));
    assert_true(testing_ok(store_define(t->store, keep->text, &err), &err));
    for (size_t i = 0; i < COUNT_OF(by_hand); i++) {
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper, (void *)by_hand[i], &err), &err));
        if (faults_of(t, &o) != 1)
            fail_msg("not found: %s", by_hand[i]->text);
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper, (void *)restore, &err), &err));
        assert_int_equal(faults_of(t, &o), 0);
    }
}

ON_BOTH(test_one_act_hands_a_record_to_several)
ON_BOTH(test_an_act_with_faults_gives_nothing_and_says_all)
ON_BOTH(test_the_upper_waits_for_the_lower)
ON_BOTH(test_what_is_passed_back_goes_one_level_up)
ON_BOTH(test_what_is_returned_ends_and_its_giver_knows)
ON_BOTH(test_what_comes_back_finds_somebody)
ON_BOTH(test_work_goes_down_not_in_circles)
ON_BOTH(test_a_line_changed_by_hand_is_found)

/* --- what it opens ------------------------------------------------------------------------------------------------ */

/* LOGIN works only where work was given: may it change RECORD, and is it told the same everywhere? */
static void assert_given(struct testing *t, struct testing_office *o, const char *login, int64_t record,
                         enum given expected)
{
    struct err err = { 0 };
    enum given given;
    struct record_context context;
    struct db *db = db_for_read(t->store, &err);
    struct scope everybody = o->office.scope;
    const struct record *read = record_read(db, t->mem, o->office.definitions, &everybody, record, &err);
    assert_true(testing_ok(read != NULL, &err));
    act_as(o, login);
    o->office.scope.common = (struct reach){ .reads = true, .changes = true };
    assert_true(testing_ok(record_given(db, t->mem, &o->office.scope, read, &given, &err), &err));
    assert_int_equal(given, expected);
    assert_true(testing_ok(record_context_read(db, t->mem, o->office.definitions, &o->office.scope,
                                               arena_copy(t->mem, read, sizeof *read), &context, &err),
                           &err));
    assert_int_equal(context.given, expected);
    const struct draft_value summary = { "summary", arena_printf(t->mem, "%s %d", login, (int)expected) };
    bool may = record_set(&o->office, t->mem, record, 0, &summary, 1, &err);
    assert_int_equal(err.kind, expected == GIVEN_WORK   ? ERR_NONE
                               : expected == GIVEN_READ ? ERR_FORBIDDEN
                                                        : ERR_NOT_FOUND);
    assert_int_equal(may, expected == GIVEN_WORK);
    act_as(o, "quan-tri");
}

/* Planted and seen red, each alone: what is for information, or was supported, given to work on in ASSIGNMENT_GIVEN; in
 * record_context_read what was supported; what was sent back given. */
static void test_who_leads_works_on_it_and_who_supports_while_it_is_open(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    act_as(&o, "quan-tri");
    given(t, &o, record, "an", ASSIGN_INFORM);
    int64_t support = given(t, &o, record, "binh", ASSIGN_SUPPORT), back = given(t, &o, record, "chi", ASSIGN_SUPPORT);
    int64_t lead = given(t, &o, record, "dung", ASSIGN_LEAD);
    assert_given(t, &o, "an", record, GIVEN_READ);
    assert_given(t, &o, "binh", record, GIVEN_WORK);
    assert_given(t, &o, "chi", record, GIVEN_WORK);
    assert_given(t, &o, "dung", record, GIVEN_WORK);
    assert_given(t, &o, "em", record, GIVEN_NOT);
    act_as(&o, "binh");
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, support, "Xong", &err), &err));
    act_as(&o, "chi");
    assert_true(testing_ok(assignment_pass_back(&o.office, t->mem, back, "Không thuộc", &err), &err));
    act_as(&o, "dung");
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, lead, "Xong", &err), &err));
    act_as(&o, "quan-tri");
    assert_given(t, &o, "dung", record, GIVEN_WORK); /* who led it closes the record */
    assert_given(t, &o, "binh", record, GIVEN_READ);
    assert_given(t, &o, "chi", record, GIVEN_NOT);
}
ON_BOTH(test_who_leads_works_on_it_and_who_supports_while_it_is_open)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_one_act_hands_a_record_to_several),
        BOTH(test_an_act_with_faults_gives_nothing_and_says_all),
        BOTH(test_the_upper_waits_for_the_lower),
        BOTH(test_what_is_passed_back_goes_one_level_up),
        BOTH(test_what_is_returned_ends_and_its_giver_knows),
        BOTH(test_what_comes_back_finds_somebody),
        BOTH(test_work_goes_down_not_in_circles),
        BOTH(test_a_line_changed_by_hand_is_found),
        BOTH(test_who_leads_works_on_it_and_who_supports_while_it_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
