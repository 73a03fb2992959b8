/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

#include "records/assignment_line.h"
#include "store/id.h"

enum { FIRST = 7001, SECOND = 7002 };

struct ending {
    int64_t id;
    enum assignment_outcome outcome;
};

static bool insert_two(struct change *change, void *arg, struct err *err)
{
    const struct assignment_line first = {
        .id = FIRST,
        .record = *(int64_t *)arg,
        .register_name = "letter",
        .from = "quan-tri",
        .on_path = true,
        .note = { .role = ASSIGN_LEAD, .own_due = true, .to = "unit:kt", .due = "2021-08-15", .words = "Chủ trì" },
    };
    struct assignment_line second = first;
    second.id = SECOND;
    second.on_path = false;
    second.note.role = ASSIGN_SUPPORT;
    second.note.parent = FIRST;
    return assignment_line_insert(change, &first, err) && assignment_line_insert(change, &second, err) &&
           change_run(change, SQL("update assignment set read_at = 5 where id = $1"), DB(db_int(SECOND)), err);
}

static bool end_one(struct change *change, void *arg, struct err *err)
{
    const struct ending *ending = arg;
    return assignment_line_end(change, ending->id, ending->outcome, "lanh", "Đã xong", err);
}

/* Planted and seen red, each alone: the end that takes a line which has ended; read_at of who had read moved; the
 * words left out. */
static void test_a_line_is_written_whole_and_ends_once(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t letter = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, insert_two, &letter, &err), &err));
    assert_int_equal(
        testing_int(t, SQL("select count(*) from assignment where id = 7001 and from_whom = 'quan-tri' and "
                           "to_whom = 'unit:kt' and role = 'lead' and opinion = 'Chủ trì' and due = "
                           "'2021-08-15' and own_due = 1 and on_path = 1 and parent = 0 and back_of = 0 "
                           "and register = 'letter' and read_at = 0 and finished_at = 0 and outcome = ''")),
        1);
    struct ending first = { FIRST, OUTCOME_DONE }, second = { SECOND, OUTCOME_PASSED_BACK };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, end_one, &first, &err), &err));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, end_one, &second, &err), &err));
    assert_int_equal(
        testing_int(t, SQL("select count(*) from assignment where id = 7001 and finished_at > 0 and read_at "
                           "= finished_at and outcome = 'done' and result = 'Đã xong' and ended_by = "
                           "'lanh'")),
        1);
    assert_int_equal(testing_int(t, SQL("select read_at from assignment where id = 7002")), 5);
    assert_false(store_change(t->store, t->mem, NULL, end_one, &first, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
}
ON_BOTH(test_a_line_is_written_whole_and_ends_once)

static void test_its_line_of_the_history_says_the_same(struct testing *t)
{
    struct assignment_note note = { .role = ASSIGN_SUPPORT, .to = "unit:kt", .due = "2021-08-15", .parent = FIRST },
                           read;
    struct write_note line = assignment_line_note(t->mem, SECOND, &note);
    int64_t id = 0;
    assert_true(text_starts(line.name, HISTORY_ASSIGNMENT));
    assert_true(id_parse(line.name + strlen(HISTORY_ASSIGNMENT), &id));
    assert_int_equal(id, SECOND);
    assert_null(line.old);
    assert_true(assignment_note_parse(t->mem, line.new, &read));
    assert_int_equal(read.role, ASSIGN_SUPPORT);
    assert_string_equal(read.to, "unit:kt");
    assert_int_equal(read.parent, FIRST);
}
ON_BOTH(test_its_line_of_the_history_says_the_same)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_line_is_written_whole_and_ends_once),
        BOTH(test_its_line_of_the_history_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
