/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in the way of taking a step back, and what the history keeps of it. undo_walk_test.c walks over the
 * office's own steps.
 *
 * Planted and seen red: a step taken back still counted among those taken. */
#include "records/testing_office.h"

#include "records/clock_account.h"
#include "records/undo.h"

/* A ticket of the office of the province, classified at eight o'clock. */
static int64_t make_ticket(struct testing *t, struct testing_office *o)
{
    static const char *const values[][2] = {
        { "kind", "phan-anh" }, { "channel", "phone" }, { "summary", "Rác" }, { "sector", "moi-truong" }
    };
    struct err err = { 0 };
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "feedback"));
    for (size_t i = 0; i < COUNT_OF(values); i++)
        draft_set(t->mem, draft, values[i][0], values[i][1]);
    int64_t id = testing_create(t, o, draft);
    clock_fix(clock_now() + 60 * 1000);
    assert_true(testing_ok(testing_step(t, o, id, "classify", "2021-08-02", "level", "level-2", &err), &err));
    clock_fix(clock_now() + 60 * 1000);
    return id;
}

static bool undo(struct testing *t, struct testing_office *o, int64_t id, struct err *err)
{
    *err = (struct err){ 0 };
    return record_undo(&o->office, t->mem, id, 0, NULL, err);
}

/* Refused with WORDS, and nothing is changed. */
static void refused(struct testing *t, struct testing_office *o, int64_t id, enum err_kind kind, const char *words)
{
    struct err err;
    int64_t lines = testing_int(t, SQL("select count(*) from history"));
    const char *state = testing_read(t, o, id)->state;
    assert_false(undo(t, o, id, &err));
    assert_int_equal(err.kind, kind);
    if (!strstr(err.text, words))
        fail_msg("“%s” does not say “%s”", err.text, words);
    assert_int_equal(testing_int(t, SQL("select count(*) from history")), lines);
    assert_string_equal(testing_read(t, o, id)->state, state);
}

static void test_the_history_keeps_the_step_and_the_undo(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = make_ticket(t, &o);
    const char *due = testing_read(t, &o, id)->due;
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 1);
    clock_fix(clock_now() + UNDO_MS);
    assert_true(testing_ok(undo(t, &o, id, &err), &err));
    const struct record *record = testing_read(t, &o, id);
    assert_string_equal(record->state, "classified");
    assert_string_equal(record->due, due);
    assert_false(record_value(record, "agency")->is_set);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'forward'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'undo' and reason <> ''")), 1);
    testing_prove(t, &o);
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err), &err));
    testing_prove(t, &o);
}
ON_BOTH(test_the_history_keeps_the_step_and_the_undo)

static void test_what_was_taken_back_is_no_part_of_the_course(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = make_ticket(t, &o);
    struct clock_walk walk;
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err), &err));
    assert_true(testing_ok(undo(t, &o, id, &err), &err));
    assert_true(
        testing_ok(clock_walk_read(db_for_read(t->store, &err), t->mem, testing_read(t, &o, id), &walk, &err), &err));
    assert_string_equal(walk.state->name, "classified");
    /* a step of the day before is not behind one that was taken back: its day is free again */
    assert_false(testing_step(t, &o, id, "forward", "2021-08-01", "agency", "stnmt", &err)); /* classified on the 2nd */
    refused(t, &o, id, ERR_CONFLICT, "Hoàn tác");                                            /* once is enough */
}
ON_BOTH(test_what_was_taken_back_is_no_part_of_the_course)

static void test_what_stands_in_the_way_is_said(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = make_ticket(t, &o);
    const char *user = o.office.scope.user;
    refused(t, &o, id, ERR_CONFLICT, "đã quá 30 giây"); /* a minute ago */
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err), &err));
    o.office.scope.user = "ai-do";
    refused(t, &o, id, ERR_FORBIDDEN, "chỉ người vừa làm");
    o.office.scope.user = user;
    clock_fix(clock_now() + UNDO_MS + 1);
    refused(t, &o, id, ERR_CONFLICT, "đã quá 30 giây");
    clock_fix(clock_now() - UNDO_MS - 1);
    const struct draft_value value = { "summary", "Rác thải" };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &value, 1, &err), &err));
    refused(t, &o, id, ERR_CONFLICT, "đã có việc khác, “Sửa”");
    struct draft_faults faults = { 0 };
    o.office.faults = &faults;
    clock_fix(clock_now() + UNDO_MS + 1);
    o.office.scope.user = "ai-do";
    refused(t, &o, id, ERR_CONFLICT, "đã có việc khác");
    assert_int_equal(faults.list.count, 3); /* all at once */
}
ON_BOTH(test_what_stands_in_the_way_is_said)

static bool read_all(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("update assignment set read_at = 1"), DB_NONE, err);
}

static bool send_all(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("update outbox set sent_at = $1"), DB(db_int(clock_now())), err);
}

static void test_a_step_that_something_depends_on_stays(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = make_ticket(t, &o), other = make_ticket(t, &o);
    assert_true(testing_ok(testing_step(t, &o, id, "forward", "2021-08-02", "agency", "stnmt", &err), &err));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, read_all, NULL, &err), &err));
    refused(t, &o, id, ERR_CONFLICT, "đã có người xem");
    assert_true(testing_ok(testing_step(t, &o, id, "answer", "2021-08-02", "answer", "Đã dọn", &err), &err));
    assert_true(testing_ok(record_link(&o.office, t->mem, other, "concerns", id, &err), &err));
    refused(t, &o, id, ERR_CONFLICT, "đã liên kết");
    assert_true(testing_ok(record_unlink(&o.office, t->mem, other, "concerns", id, NULL, &err), &err));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, send_all, NULL, &err), &err));
    refused(t, &o, id, ERR_CONFLICT, "đã được gửi đi");
    testing_prove(t, &o);
}
ON_BOTH(test_a_step_that_something_depends_on_stays)

static void test_a_number_that_was_drawn_stays(struct testing *t)
{
    struct testing_office o;
    struct err err;
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Kế hoạch", "bc"));
    refused(t, &o, id, ERR_CONFLICT, "Không có bước nào để hoàn tác: việc mới nhất của hồ sơ là “Nhập mới”");
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    refused(t, &o, id, ERR_CONFLICT, "đã cấp số");
    const struct draft_step cancel = { .name = "cancel", .reason = "Nhầm" };
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &cancel, &err), &err));
    refused(t, &o, id, ERR_CONFLICT, "là “Hủy”");
    const struct draft_step given = { .name = "undo", .reason = "Nhầm" };
    assert_false(record_step(&o.office, t->mem, id, 0, &given, &err));
    assert_string_equal(err.field, "reason");
}
ON_BOTH(test_a_number_that_was_drawn_stays)

static void test_only_the_one_who_has_just_taken_it_is_offered_it(struct testing *t)
{
    struct testing_office o;
    const struct step *step;
    testing_enter(t, &o);
    const struct undo_line lines[] = { { "give-assignment", "a", 1000 },
                                       { "number", "a", 1000 },
                                       { "create", "a", 0 } };
    const struct undo_line later[] = { { "give-assignment", "a", 2000 }, { "number", "a", 1000 } };
    assert_true(undo_is_offered(o.letter, lines, 3, "a", 1000 + UNDO_MS, &step));
    assert_string_equal(step->name, "number");
    assert_false(undo_is_offered(o.letter, lines, 3, "a", 1001 + UNDO_MS, &step));
    assert_false(undo_is_offered(o.letter, lines, 3, "b", 1000, &step));
    assert_false(undo_is_offered(o.letter, lines + 2, 1, "a", 0, &step));
    assert_false(undo_is_offered(o.letter, later, 2, "a", 2000, &step)); /* that was handed on by itself */
    assert_false(undo_is_offered(o.letter, lines, 0, "a", 0, &step));
}
ON_BOTH(test_only_the_one_who_has_just_taken_it_is_offered_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_history_keeps_the_step_and_the_undo), BOTH(test_what_was_taken_back_is_no_part_of_the_course),
        BOTH(test_what_stands_in_the_way_is_said),          BOTH(test_a_step_that_something_depends_on_stays),
        BOTH(test_a_number_that_was_drawn_stays),           BOTH(test_only_the_one_who_has_just_taken_it_is_offered_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
