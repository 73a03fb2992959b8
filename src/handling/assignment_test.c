/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/assignment_note.h"

#include <pthread.h>

#include "handling/comment.h"
#include "people/account.h"
#include "records/testing_office.h"

/* --- in an office ------------------------------------------------------------------------------------------------- */

static const char *now = "2021-08-02T08:00";

/* The office as LOGIN; everything may still be seen. */
static void act_as(struct testing_office *o, const char *login)
{
    static const char *whoms[2];
    whoms[0] = o->office.scope.user = login;
    o->office.scope.whoms = (struct text_list){ whoms, 1 };
}

/* Sees every record, is nobody's administrator. */
static void see_all(struct testing_office *o)
{
    o->office.scope.everything = false;
    o->office.scope.common =
        (struct reach){ .reads = true, .every_issuer = true, .every_unit = true, .every_secrecy = true };
}

/* Those who work here; EM has left, and a position is vacant. */
static void put_people(struct testing *t, const struct definitions *definitions)
{
    static const char *const logins[] = { "an", "binh", "chi", "dung", "em" };
    struct err err = { 0 };
    const struct position vacant = { .code = "pho-phong", .title = "Phó phòng", .unit = "vp", .holder = "" };
    for (size_t i = 0; i < COUNT_OF(logins); i++) {
        struct account account = {
            .id = (int64_t)i + 1, .login = logins[i], .name = logins[i], .unit = "vp", .title = "", .disabled = i == 4
        };
        assert_true(testing_ok(account_create(t->store, t->mem, definitions, &account, NULL, "quan-tri", &err), &err));
    }
    assert_true(testing_ok(position_keep(t->store, t->mem, &vacant, "quan-tri", &err), &err));
}

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter(t, o);
    put_people(t, o->office.definitions);
}

static int64_t make_case(struct testing *t, struct testing_office *o)
{
    enter(t, o);
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-30T10:00");
    draft_set(t->mem, draft, "summary", "Cấp phép xây dựng");
    draft_set(t->mem, draft, "time_limit", "10 ngày làm việc");
    draft_add_step(t->mem, draft, "process", "2021-07-30");
    return testing_create(t, o, draft);
}

static bool give(struct testing *t, struct testing_office *o, int64_t record, const char *to, enum assignment_role role,
                 const char *due, int64_t *id, struct err *err)
{
    const struct assignment given = { .to = to, .role = role, .due = due, .opinion = "Xem và trả lời" };
    return assignment_give(&o->office, t->mem, record, 0, &given, id, err);
}

static int64_t given(struct testing *t, struct testing_office *o, int64_t record, const char *to,
                     enum assignment_role role, const char *due)
{
    struct err err = { 0 };
    int64_t id = 0;
    assert_true(testing_ok(give(t, o, record, to, role, due, &id, &err), &err));
    return id;
}

static struct assignment one(struct testing *t, int64_t record, int64_t id)
{
    struct err err = { 0 };
    struct assignment *list;
    size_t count;
    assert_true(testing_ok(assignment_list(db_for_read(t->store, &err), t->mem, record, &list, &count, &err), &err));
    for (size_t i = 0; i < count; i++)
        if (list[i].id == id)
            return list[i];
    fail_msg("no such assignment");
    return (struct assignment){ 0 };
}

static struct inbox inbox_of(struct testing *t, struct testing_office *o, const char *login, size_t limit)
{
    struct err err = { 0 };
    struct inbox inbox;
    struct scope scope = o->office.scope;
    scope.whoms = (struct text_list){ &login, 1 };
    assert_true(testing_ok(inbox_read(db_for_read(t->store, &err), t->mem, o->office.definitions, &scope, NULL, NULL, 0,
                                      limit, now, &inbox, &err),
                           &err));
    return inbox;
}

static size_t faults_of(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    struct history_report report;
    assert_true(testing_ok(history_seal(&o->office, &err), &err));
    assert_true(testing_ok(history_verify(&o->office, t->mem, &report, NULL, NULL, &err), &err));
    for (size_t i = 0; i < report.fault_count; i++)
        print_message("%s\n", report.faults[i].what);
    return report.fault_count;
}

static void test_work_that_is_given_stands_in_the_inbox_and_in_the_history(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_line *lines;
    size_t count;
    int64_t record = make_case(t, &o);
    int64_t id = given(t, &o, record, "an", ASSIGN_LEAD, "2021-08-05");
    assert_int_equal(o.office.written.record, record);
    struct assignment made = one(t, record, id);
    assert_string_equal(made.due, "2021-08-05T17:00");
    assert_string_equal(made.from, "quan-tri");
    assert_string_equal(made.opinion, "Xem và trả lời");
    assert_int_equal(made.parent, 0);
    assert_int_equal(made.read_at, 0);
    struct inbox inbox = inbox_of(t, &o, "an", 10);
    assert_int_equal(inbox.count, 1);
    assert_string_equal(inbox.lines[0].title, "Cấp phép xây dựng");
    assert_ptr_equal(inbox.lines[0].reg, o.case_work);
    assert_int_equal(inbox.lines[0].version, o.office.written.version);
    assert_int_equal(inbox_of(t, &o, "binh", 10).count, 0);
    assert_true(testing_ok(record_history(db_for_read(t->store, &err), t->mem, o.office.definitions,
                                          testing_read(t, &o, record), &o.office.scope, 0, 1, &lines, &count, &err),
                           &err));
    assert_string_equal(lines[0].label, "Phân công");
    assert_int_equal(lines[0].handed_count, 1);
    assert_string_equal(lines[0].handed[0].to, "an");
    assert_string_equal(lines[0].handed[0].role, "chủ trì");
    assert_string_equal(lines[0].handed[0].due, "2021-08-05T17:00");
    assert_string_equal(lines[0].words, "Xem và trả lời");
    assert_int_equal(lines[0].about, id);
    assert_int_equal(testing_int(t, SQL("select count(*) from outbox where topic = 'give-assignment'")), 1);
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_work_goes_down_level_by_level_and_one_leads_each(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t none = 0;
    int64_t record = make_case(t, &o);
    int64_t first = given(t, &o, record, "an", ASSIGN_LEAD, "2021-08-10");
    given(t, &o, record, "chi", ASSIGN_SUPPORT, NULL);
    assert_false(give(t, &o, record, "binh", ASSIGN_LEAD, NULL, &none, &err));
    assert_string_equal(err.subject, "lead");
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_false(give(t, &o, record, "chi", ASSIGN_INFORM, NULL, &none, &err));
    assert_string_equal(err.subject, "assigned");
    assert_int_equal(none, 0);
    act_as(&o, "an");
    int64_t second = given(t, &o, record, "binh", ASSIGN_LEAD, NULL);
    struct assignment below = one(t, record, second);
    assert_int_equal(below.parent, first);
    assert_string_equal(below.due, "2021-08-10T17:00");
    assert_true(one(t, record, first).read_at != 0);
    assert_false(give(t, &o, record, "dung", ASSIGN_LEAD, NULL, &none, &err));
    assert_string_equal(err.subject, "lead");
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_a_due_date_is_not_past_and_not_beyond_the_one_above(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0;
    int64_t record = make_case(t, &o);
    const char *due = testing_read(t, &o, record)->due;
    static const char *const bad[] = { "2021-08-01", "2021-12-01", "ngày mai", "2021-13-01" };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        assert_false(give(t, &o, record, "an", ASSIGN_LEAD, bad[i], &id, &err));
        assert_string_equal(err.subject, "due");
        assert_string_equal(err.field, "due");
    }
    assert_false(give(t, &o, record, "an", ASSIGN_INFORM, "2021-08-05", &id, &err));
    assert_string_equal(err.subject, "due");
    id = given(t, &o, record, "an", ASSIGN_LEAD, due);
    assert_string_equal(one(t, record, id).due, due);
    id = given(t, &o, record, "binh", ASSIGN_SUPPORT, "2021-08-04T09:30");
    assert_string_equal(one(t, record, id).due, "2021-08-04T09:30");
    id = given(t, &o, record, "chi", ASSIGN_INFORM, "");
    assert_string_equal(one(t, record, id).due, DUE_OPEN);
    act_as(&o, "binh");
    id = given(t, &o, record, "dung", ASSIGN_LEAD, "2021-08-04"); /* the day alone: as late as the one above */
    assert_string_equal(one(t, record, id).due, "2021-08-04T09:30");
    assert_false(give(t, &o, record, "chi", ASSIGN_SUPPORT, "2021-08-04T10:00", &id, &err));
    assert_string_equal(err.subject, "due");
}

static void test_work_is_given_to_somebody(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0;
    int64_t record = make_case(t, &o);
    static const char *const nobody[] = {
        "", "unit:khong-co", "unit:", "a b", "position:", "em", "position:an", "ai-do"
    };
    for (size_t i = 0; i < COUNT_OF(nobody); i++) {
        assert_false(give(t, &o, record, nobody[i], ASSIGN_LEAD, NULL, &id, &err));
        assert_string_equal(err.subject, "to");
    }
    given(t, &o, record, "unit:nc", ASSIGN_LEAD, NULL);
    given(t, &o, record, "position:pho-phong", ASSIGN_SUPPORT, NULL);
    struct draft_step cancel = { .name = "cancel", .reason = "Nhầm" };
    assert_true(testing_ok(record_step(&o.office, t->mem, record, 0, &cancel, &err), &err));
    assert_false(give(t, &o, record, "an", ASSIGN_SUPPORT, NULL, &id, &err));
    assert_string_equal(err.subject, "cancelled");
    assert_int_equal(inbox_of(t, &o, "unit:nc", 9).count, 0);
}

static void test_only_who_may_gives_work(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0;
    int64_t record = make_case(t, &o);
    act_as(&o, "binh");
    see_all(&o);
    assert_false(give(t, &o, record, "an", ASSIGN_LEAD, NULL, &id, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_string_equal(err.subject, "act");
    assert_true(testing_ok(comment_add(&o.office, t->mem, record, "Chờ phân công", &err), &err));
    o.office.scope.common.assigns = o.office.scope.common.works_everywhere = true;
    given(t, &o, record, "an", ASSIGN_LEAD, NULL);
    o.office.scope.common.reads = false;
    assert_false(comment_add(&o.office, t->mem, record, "Đã giao", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_who_it_was_given_to_reads_and_finishes(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    int64_t id = given(t, &o, record, "an", ASSIGN_LEAD, NULL);
    int64_t version = testing_read(t, &o, record)->version;
    see_all(&o);
    act_as(&o, "binh");
    assert_false(assignment_read(&o.office, t->mem, id, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_false(assignment_finish(&o.office, t->mem, id, "", &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_false(assignment_finish(&o.office, t->mem, id + 1, "", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    act_as(&o, "an");
    assert_true(testing_ok(assignment_read(&o.office, t->mem, id, &err), &err));
    assert_int_equal(testing_read(t, &o, record)->version, version);
    instant_t read = one(t, record, id).read_at;
    assert_true(read != 0);
    clock_fix(clock_now() + 60000);
    assert_true(testing_ok(assignment_read(&o.office, t->mem, id, &err), &err));
    assert_true(one(t, record, id).read_at == read);
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, id, "Đã trả lời", &err), &err));
    assert_true(one(t, record, id).finished_at != 0);
    assert_int_equal(inbox_of(t, &o, "an", 9).count, 0);
    assert_false(assignment_finish(&o.office, t->mem, id, "", &err));
    assert_string_equal(err.subject, "finished");
    act_as(&o, "quan-tri");
    o.office.scope.everything = true;
    assert_int_equal(faults_of(t, &o), 0);
    given(t, &o, record, "binh", ASSIGN_LEAD, NULL); /* the level has no open lead any more */
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_what_was_not_read_can_be_withdrawn_by_the_giver(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    int64_t first = given(t, &o, record, "an", ASSIGN_LEAD, NULL);
    assert_true(testing_ok(assignment_withdraw(&o.office, t->mem, first, &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
    assert_int_equal(faults_of(t, &o), 0);
    int64_t second = given(t, &o, record, "an", ASSIGN_LEAD, NULL);
    see_all(&o);
    act_as(&o, "an");
    assert_false(assignment_withdraw(&o.office, t->mem, second, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_true(testing_ok(assignment_read(&o.office, t->mem, second, &err), &err));
    act_as(&o, "quan-tri");
    assert_false(assignment_withdraw(&o.office, t->mem, second, &err));
    assert_string_equal(err.subject, "read");
}

static void test_the_inbox_is_in_the_order_of_the_dates_and_in_pages(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    static const char *const dues[] = { "2021-08-09", "2021-08-03", "2021-08-03", "2021-08-02T07:30", "" };
    int64_t id = 0;
    make_case(t, &o);
    for (size_t i = 0; i < COUNT_OF(dues); i++) {
        int64_t letter = testing_create(t, &o, testing_letter(t, &o, arena_printf(t->mem, "%zu", i), "cv"));
        id = given(t, &o, letter, "an", *dues[i] ? ASSIGN_LEAD : ASSIGN_INFORM, dues[i]);
    }
    struct inbox inbox = inbox_of(t, &o, "an", 3);
    assert_int_equal(inbox.count, 3);
    assert_int_equal(inbox.total, 4);
    assert_int_equal(inbox.informs, 1);
    now = "2021-08-02T23:59"; /* the last day is in time until it ends */
    assert_int_equal(inbox_of(t, &o, "an", 3).overdue, 0);
    now = "2021-08-03T00:00";
    assert_int_equal(inbox_of(t, &o, "an", 3).overdue, 1);
    assert_string_equal(inbox.lines[0].title, "3");
    assert_string_equal(inbox.lines[1].title, "1");
    assert_string_equal(inbox.lines[2].title, "2");
    struct scope scope = o.office.scope;
    scope.whoms = (struct text_list){ (const char *[]){ "an" }, 1 };
    struct inbox rest;
    const struct assignment *last = &inbox.lines[2].assignment;
    assert_true(testing_ok(inbox_read(db_for_read(t->store, &err), t->mem, o.office.definitions, &scope, o.letter,
                                      last->due, last->id, 9, now, &rest, &err),
                           &err));
    assert_int_equal(rest.count, 2);
    assert_string_equal(rest.lines[0].title, "0");
    assert_int_equal(rest.lines[1].assignment.id, id);
    struct inbox_counts counts;
    assert_true(testing_ok(inbox_counts(t->store, t->mem, o.office.definitions, &scope, now, &counts, &err), &err));
    assert_int_equal(counts.count, 1);
    assert_ptr_equal(counts.items[0].reg, o.letter);
    assert_int_equal(counts.items[0].open, 4);
    assert_int_equal(counts.items[0].overdue, 1);
    now = "2021-08-02T08:00";
}

/* --- two at once -------------------------------------------------------------------------------------------------- */

struct giver {
    struct testing *t;
    struct office office;
    int64_t record;
    const char *to;
    bool done;
    struct err err;
};

static void *give_lead(void *arg)
{
    struct giver *giver = arg;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    const struct assignment lead = { .to = giver->to, .role = ASSIGN_LEAD };
    int64_t id;
    giver->done = assignment_give(&giver->office, mem, giver->record, 0, &lead, &id, &giver->err);
    arena_free(mem);
    return NULL;
}

static void test_of_two_leads_at_once_one_wins(struct testing *t)
{
    struct testing_office o;
    int64_t record = make_case(t, &o);
    enum { GIVERS = 4 };
    static const char *const to[GIVERS] = { "an", "binh", "chi", "dung" };
    struct giver givers[GIVERS];
    pthread_t threads[GIVERS];
    int won = 0;
    for (int i = 0; i < GIVERS; i++) {
        givers[i] = (struct giver){ .t = t, .office = o.office, .record = record, .to = to[i] };
        assert_int_equal(pthread_create(&threads[i], NULL, give_lead, &givers[i]), 0);
    }
    for (int i = 0; i < GIVERS; i++) {
        pthread_join(threads[i], NULL);
        won += givers[i].done;
        if (!givers[i].done)
            assert_string_equal(givers[i].err.subject, "lead");
    }
    assert_int_equal(won, 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 1);
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_a_repeated_request_gives_once(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t record = make_case(t, &o);
    struct idempotency request = { .user = "quan-tri", .key = "k1", .hash = "aa", .status = 201 };
    const struct assignment lead = { .to = "an", .role = ASSIGN_LEAD };
    int64_t first = 0, again = 0, seen = testing_read(t, &o, record)->version;
    o.office.request = &request;
    assert_true(testing_ok(assignment_give(&o.office, t->mem, record, seen, &lead, &first, &err), &err));
    assert_false(o.office.written.repeated);
    assert_true(testing_ok(assignment_give(&o.office, t->mem, record, seen, &lead, &again, &err), &err));
    assert_true(o.office.written.repeated);
    assert_true(first == again);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 1);
}

#define TAMPERED(test, sql)                                                                                            \
    static void test(struct testing *t)                                                                                \
    {                                                                                                                  \
        struct testing_office o;                                                                                       \
        struct err err = { 0 };                                                                                        \
        int64_t record = make_case(t, &o);                                                                             \
        given(t, &o, record, "an", ASSIGN_LEAD, NULL);                                                                 \
        assert_int_equal(faults_of(t, &o), 0);                                                                         \
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper, (void *)SQL(sql), &err), &err));           \
        assert_int_equal(faults_of(t, &o), 1);                                                                         \
    }

static bool tamper(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

TAMPERED(test_an_assignment_changed_by_hand_is_found, "update assignment set to_whom = 'binh'")
TAMPERED(test_an_assignment_finished_by_hand_is_found, "update assignment set finished_at = 1")
TAMPERED(test_an_assignment_taken_out_by_hand_is_found, "delete from assignment")

ON_BOTH(test_work_that_is_given_stands_in_the_inbox_and_in_the_history)
ON_BOTH(test_work_goes_down_level_by_level_and_one_leads_each)
ON_BOTH(test_a_due_date_is_not_past_and_not_beyond_the_one_above)
ON_BOTH(test_work_is_given_to_somebody)
ON_BOTH(test_only_who_may_gives_work)
ON_BOTH(test_who_it_was_given_to_reads_and_finishes)
ON_BOTH(test_what_was_not_read_can_be_withdrawn_by_the_giver)
ON_BOTH(test_the_inbox_is_in_the_order_of_the_dates_and_in_pages)
ON_BOTH(test_of_two_leads_at_once_one_wins)
ON_BOTH(test_a_repeated_request_gives_once)
ON_BOTH(test_an_assignment_changed_by_hand_is_found)
ON_BOTH(test_an_assignment_finished_by_hand_is_found)
ON_BOTH(test_an_assignment_taken_out_by_hand_is_found)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_work_that_is_given_stands_in_the_inbox_and_in_the_history),
        BOTH(test_work_goes_down_level_by_level_and_one_leads_each),
        BOTH(test_a_due_date_is_not_past_and_not_beyond_the_one_above),
        BOTH(test_work_is_given_to_somebody),
        BOTH(test_only_who_may_gives_work),
        BOTH(test_who_it_was_given_to_reads_and_finishes),
        BOTH(test_what_was_not_read_can_be_withdrawn_by_the_giver),
        BOTH(test_the_inbox_is_in_the_order_of_the_dates_and_in_pages),
        BOTH(test_of_two_leads_at_once_one_wins),
        BOTH(test_a_repeated_request_gives_once),
        BOTH(test_an_assignment_changed_by_hand_is_found),
        BOTH(test_an_assignment_finished_by_hand_is_found),
        BOTH(test_an_assignment_taken_out_by_hand_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
