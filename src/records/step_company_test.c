/* SPDX-License-Identifier: Apache-2.0 */
/* An answer that is issued ends what it answers, and an invitation or a notice moves its meeting on, in the office that
 * comes with the program.
 *
 * Planted and seen red, each alone: the other record's step planned before the first one is; its step taken on the
 * first one's day though its own newest step is later; a record that is done taken along again; the rights of who
 * issues asked for the other record; the other record left as it was where the step is taken back; `when:` of an item
 * not asked; of two that were taken along only one taken back. */
#include "records/step_company.h"

#include <string.h>

#include "people/account.h"
#include "records/testing_office.h"
#include "records/undo.h"
#include "store/id.h"

static int64_t arrived(struct testing *t, struct testing_office *o, const char *number)
{
    struct err err = { 0 };
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "incoming"));
    draft_set(t->mem, draft, "received_on", "2021-07-20");
    draft_set(t->mem, draft, "author", "Bộ Y tế");
    draft_set(t->mem, draft, "document_number", number);
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "summary", "Về phòng, chống dịch");
    draft_add_step(t->mem, draft, "register", "2021-07-20");
    int64_t id = testing_create(t, o, draft);
    struct draft_step assign = { .name = "assign", .on = "2021-07-21" };
    draft_step_set(t->mem, &assign, "lead_unit", "thvx");
    draft_step_set(t->mem, &assign, "answer_by", "2021-07-30");
    assert_true(testing_ok(record_step(&o->office, t->mem, id, 0, &assign, &err), &err));
    return id;
}

/* An outgoing document that has its number. It is signed without a position: no signer's form of authority asks. */
static int64_t numbered(struct testing *t, struct testing_office *o, int64_t answers)
{
    char id[ID_SIZE];
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "type", "bc");
    draft_set(t->mem, draft, "summary", "Trả lời Bộ Y tế");
    draft_set(t->mem, draft, "drafted_on", "2021-07-26");
    if (answers) {
        id_print(answers, id);
        draft_set(t->mem, draft, "answers", arena_strdup(t->mem, id));
    }
    draft_add_step(t->mem, draft, "submit", "2021-07-26");
    int64_t made = testing_create(t, o, draft);
    return made;
}

static void post(struct testing *t, struct testing_office *o)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "post"));
    draft_set(t->mem, draft, "holder", "Người Ký Thử");
    draft_set(t->mem, draft, "post_title", "Chánh Văn phòng");
    draft_set(t->mem, draft, "rank", "dung-dau");
    draft_set(t->mem, draft, "from_on", "2021-01-04");
    testing_create(t, o, draft);
}

static void sign_and_number(struct testing *t, struct testing_office *o, int64_t id)
{
    struct err err = { 0 };
    struct draft_step sign = { .name = "sign", .on = "2021-07-27" }, number = { .name = "number", .on = "2021-07-27" };
    draft_step_set(t->mem, &sign, "authority", "ky");
    draft_step_set(t->mem, &sign, "signer", "Người Ký Thử");
    draft_step_set(t->mem, &sign, "signed_on", "2021-07-27");
    draft_step_set(t->mem, &number, "dated_on", "2021-07-27");
    assert_true(testing_ok(record_step(&o->office, t->mem, id, 0, &sign, &err), &err));
    assert_true(testing_ok(record_step(&o->office, t->mem, id, 0, &number, &err), &err));
}

static bool issue(struct testing *t, struct testing_office *o, int64_t id, const char *on, struct err *err)
{
    struct draft_step step = { .name = "issue", .on = on };
    draft_step_set(t->mem, &step, "issued_on", on);
    return record_step(&o->office, t->mem, id, 0, &step, err);
}

/* A document of TYPE that names a meeting, and what it answers (0: nothing), with its number. */
static int64_t of_meeting(struct testing *t, struct testing_office *o, int64_t meeting, const char *type,
                          int64_t answers)
{
    char id[ID_SIZE];
    struct err err = { 0 };
    int64_t out = numbered(t, o, answers);
    id_print(meeting, id);
    struct draft_value values[] = { { "type", type }, { "meeting", arena_strdup(t->mem, id) } };
    assert_true(testing_ok(record_set(&o->office, t->mem, out, 0, values, COUNT_OF(values), &err), &err));
    sign_and_number(t, o, out);
    return out;
}

static int64_t answer_ready(struct testing *t, struct testing_office *o, int64_t answers)
{
    int64_t id = numbered(t, o, answers);
    sign_and_number(t, o, id);
    return id;
}

static void test_issuing_the_answer_ends_what_it_answers(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    post(t, &o);
    int64_t in = arrived(t, &o, "5096/BYT-DP"), other = arrived(t, &o, "5097/BYT-DP");
    int64_t out = answer_ready(t, &o, in);
    assert_string_equal(testing_read(t, &o, in)->state, "assigned");
    assert_true(testing_ok(issue(t, &o, out, "2021-07-28", &err), &err));
    const struct record *done = testing_read(t, &o, in);
    assert_string_equal(done->state, "done");
    assert_string_equal(done->finished_on, "2021-07-28");
    assert_int_equal(record_value(done, "answer")->integer, out);
    assert_string_equal(testing_read(t, &o, other)->state, "assigned");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where finished_at = 0")), 1);
    assert_int_equal(testing_count(t, &o, "incoming", "verdict=early,on-time"), 1);
    testing_prove(t, &o);
}

static void test_what_is_done_already_stays_as_it_is(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    post(t, &o);
    int64_t in = arrived(t, &o, "5096/BYT-DP");
    int64_t out = answer_ready(t, &o, in), alone = answer_ready(t, &o, 0);
    assert_true(testing_ok(testing_step(t, &o, in, "finish", "2021-07-29", NULL, NULL, &err), &err));
    int64_t version = testing_read(t, &o, in)->version;
    assert_true(testing_ok(issue(t, &o, out, "2021-07-28", &err), &err));
    assert_true(testing_ok(issue(t, &o, alone, "2021-07-28", &err), &err));
    assert_int_equal(testing_read(t, &o, in)->version, version);
    assert_false(record_value(testing_read(t, &o, in), "answer")->is_set);
}

/* Who issues sees outgoing documents alone; the other record's own day is later. */
static void test_it_is_taken_along_whoever_issues_and_not_before_its_newest_step(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    post(t, &o);
    int64_t in = arrived(t, &o, "5096/BYT-DP");
    int64_t out = answer_ready(t, &o, in);
    assert_true(testing_ok(testing_step(t, &o, in, "start", "2021-07-30", NULL, NULL, &err), &err));
    static const char *roles[] = { "clerk" };
    const struct account account = { .login = "vt", .name = "Văn thư", .unit = "hcqt", .roles = { roles, 1 } };
    struct scope administrator = o.office.scope;
    o.office.scope = scope_account(t->mem, o.office.definitions, &account);
    assert_false(testing_step(t, &o, in, "answered", "2021-08-02", NULL, NULL, &err));
    assert_true(testing_ok(issue(t, &o, out, "2021-07-28", &(struct err){ 0 }), &err));
    o.office.scope = administrator;
    assert_string_equal(testing_read(t, &o, in)->state, "done");
    assert_string_equal(testing_read(t, &o, in)->finished_on, "2021-07-30");
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'answered' and \"by\" = 'vt'")), 1);
    testing_prove(t, &o);
}

static void test_a_refused_step_takes_nothing_along(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    post(t, &o);
    int64_t in = arrived(t, &o, "5096/BYT-DP");
    int64_t out = answer_ready(t, &o, in);
    assert_false(issue(t, &o, out, "2021-07-01", &err));
    assert_string_equal(testing_read(t, &o, in)->state, "assigned");
    struct draft_step step = { .name = "issue", .on = "2021-07-28" };
    assert_false(record_step(&o.office, t->mem, out, 99, &step, &err));
    assert_string_equal(err.subject, "version");
    assert_string_equal(testing_read(t, &o, in)->state, "assigned");
}

/* Who issued the wrong document takes it back; what it ended is open again, as it was. */
static void test_what_was_taken_along_is_taken_back_with_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    post(t, &o);
    int64_t in = arrived(t, &o, "5096/BYT-DP"), out = answer_ready(t, &o, in), second = answer_ready(t, &o, in);
    static const char *roles[] = { "clerk" };
    const struct account account = { .login = "vt", .name = "Văn thư", .unit = "hcqt", .roles = { roles, 1 } };
    struct scope administrator = o.office.scope, clerk = scope_account(t->mem, o.office.definitions, &account);
    clock_fix(clock_now() + 60 * 1000);
    o.office.scope = clerk;
    assert_true(testing_ok(issue(t, &o, out, "2021-07-28", &err), &err));
    o.office.scope = administrator;
    assert_string_equal(testing_read(t, &o, in)->state, "done");
    o.office.scope = clerk;
    assert_true(testing_ok(record_undo(&o.office, t->mem, out, 0, NULL, &err), &err));
    o.office.scope = administrator;
    assert_string_equal(testing_read(t, &o, out)->state, "numbered");
    assert_string_equal(testing_read(t, &o, in)->state, "assigned");
    assert_false(record_value(testing_read(t, &o, in), "answer")->is_set);
    testing_prove(t, &o);
    clock_fix(clock_now() + 60 * 1000);
    assert_true(testing_ok(issue(t, &o, second, "2021-07-28", &err), &err));
    clock_fix(clock_now() + 1000);
    struct draft_value note = { "note", "Đã gửi" };
    assert_true(testing_ok(record_set(&o.office, t->mem, in, 0, &note, 1, &err), &err));
    assert_false(record_undo(&o.office, t->mem, second, 0, NULL, &err)); /* something came since to the other */
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(testing_read(t, &o, second)->state, "issued");
    assert_string_equal(testing_read(t, &o, in)->state, "done");
    testing_prove(t, &o);
}

/* One document may take two along, each by its own field; and of two items with one field the one that fits. */
static void test_an_invitation_and_a_notice_each_move_the_meeting_on(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    post(t, &o);
    int64_t in = arrived(t, &o, "5096/BYT-DP");
    struct draft *draft = draft_new(t->mem, definitions_register(o.office.definitions, "meeting"));
    draft_set(t->mem, draft, "held_on", "2021-07-29");
    draft_set(t->mem, draft, "summary", "Họp về tiêm vắc-xin");
    int64_t meeting = testing_create(t, &o, draft);
    int64_t letter = of_meeting(t, &o, meeting, "gm", in), plain = of_meeting(t, &o, meeting, "cv", 0);
    assert_true(testing_ok(issue(t, &o, plain, "2021-07-28", &err), &err)); /* of a type that fits no item */
    assert_string_equal(testing_read(t, &o, meeting)->state, "planned");
    clock_fix(clock_now() + 60 * 1000);
    assert_true(testing_ok(issue(t, &o, letter, "2021-07-28", &err), &err));
    assert_string_equal(testing_read(t, &o, meeting)->state, "invited");
    assert_int_equal(record_value(testing_read(t, &o, meeting), "invitation_letter")->integer, letter);
    assert_string_equal(testing_read(t, &o, in)->state, "done");
    assert_true(testing_ok(record_undo(&o.office, t->mem, letter, 0, NULL, &err), &err)); /* both go back with it */
    assert_string_equal(testing_read(t, &o, meeting)->state, "planned");
    assert_string_equal(testing_read(t, &o, in)->state, "assigned");
    clock_fix(clock_now() + 60 * 1000);
    assert_true(testing_ok(issue(t, &o, letter, "2021-07-28", &err), &err));
    assert_true(testing_ok(testing_step(t, &o, meeting, "hold", "2021-07-29", "concludes", "yes", &err), &err));
    assert_true(strncmp(testing_read(t, &o, meeting)->due, "2021-08-05", 10) == 0); /* five working days from the day */
    int64_t notice = of_meeting(t, &o, meeting, "tb", 0);
    assert_true(testing_ok(issue(t, &o, notice, "2021-07-30", &err), &err));
    assert_string_equal(testing_read(t, &o, meeting)->state, "concluded");
    assert_int_equal(record_value(testing_read(t, &o, meeting), "conclusion")->integer, notice);
    assert_int_equal(testing_count(t, &o, "meeting", "verdict=early,on-time"), 1);
    testing_prove(t, &o);
}

ON_BOTH(test_an_invitation_and_a_notice_each_move_the_meeting_on)
ON_BOTH(test_issuing_the_answer_ends_what_it_answers)
ON_BOTH(test_what_was_taken_along_is_taken_back_with_it)
ON_BOTH(test_what_is_done_already_stays_as_it_is)
ON_BOTH(test_it_is_taken_along_whoever_issues_and_not_before_its_newest_step)
ON_BOTH(test_a_refused_step_takes_nothing_along)

/* A document that answers an incoming one and takes the place of two that were issued. */
static void test_a_step_takes_along_every_record_it_names(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    char printed[ID_SIZE];
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    post(t, &o);
    int64_t asked = arrived(t, &o, "77/BYT-DP"), old[2];
    for (size_t i = 0; i < COUNT_OF(old); i++) {
        const struct draft_value value = { "recipients", "Sở Y tế (để thực hiện)\nLưu: VT" };
        old[i] = answer_ready(t, &o, 0);
        assert_true(testing_ok(record_set(&o.office, t->mem, old[i], 0, &value, 1, &err), &err));
        assert_true(testing_ok(issue(t, &o, old[i], "2021-07-28", &err), &err));
        struct draft_step send = { .name = "send", .on = "2021-07-28" };
        draft_step_set(t->mem, &send, "sent_way", "truc");
        assert_true(testing_ok(record_step(&o.office, t->mem, old[i], 0, &send, &err), &err));
    }
    const char *number = testing_read(t, &o, old[0])->number;
    int64_t id = answer_ready(t, &o, asked);
    id_print(old[0], printed);
    struct draft_value values[] = { { "replaces", arena_strdup(t->mem, printed) },
                                    { "corrects", arena_strdup(t->mem, printed) } };
    id_print(old[1], printed);
    const struct draft_value recalls = { "recalls", arena_strdup(t->mem, printed) };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, values, COUNT_OF(values), &err), &err));
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &recalls, 1, &err), &err));
    struct record *made = testing_read(t, &o, id);
    assert_string_equal(record_value(made, "recipients")->text, "Sở Y tế (để thực hiện)\nLưu: VT");
    assert_int_equal(record_value(made, "unsent")->integer, 1);
    assert_true(testing_ok(issue(t, &o, id, "2021-07-30", &err), &err));
    assert_string_equal(testing_read(t, &o, asked)->state, "done");
    assert_string_equal(testing_read(t, &o, old[0])->state, "replaced"); /* once, though it is named twice */
    assert_string_equal(testing_read(t, &o, old[1])->state, "recalled");
    assert_int_equal(record_value(testing_read(t, &o, old[0]), "replaced_by")->integer, id);
    assert_int_equal(record_value(testing_read(t, &o, old[1]), "recalled_by")->integer, id);
    assert_string_equal(testing_read(t, &o, old[0])->number, number);
    testing_prove(t, &o);
    assert_true(testing_ok(record_undo(&o.office, t->mem, id, 0, NULL, &err), &err));
    assert_string_equal(testing_read(t, &o, asked)->state, "assigned");
    assert_string_equal(testing_read(t, &o, old[0])->state, "issued");
    assert_string_equal(testing_read(t, &o, old[1])->state, "issued");
    testing_prove(t, &o);
}
ON_BOTH(test_a_step_takes_along_every_record_it_names)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_step_takes_along_every_record_it_names),
        BOTH(test_an_invitation_and_a_notice_each_move_the_meeting_on),
        BOTH(test_issuing_the_answer_ends_what_it_answers),
        BOTH(test_what_was_taken_along_is_taken_back_with_it),
        BOTH(test_what_is_done_already_stays_as_it_is),
        BOTH(test_it_is_taken_along_whoever_issues_and_not_before_its_newest_step),
        BOTH(test_a_refused_step_takes_nothing_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
