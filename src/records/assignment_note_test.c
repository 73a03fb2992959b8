/* SPDX-License-Identifier: Apache-2.0 */
#include "records/assignment_note.h"
#include "store/testing.h"

static void test_what_the_history_says_of_an_assignment_is_read_again(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct assignment_note note = { .role = ASSIGN_SUPPORT,
                                    .to = "position:truong-phong",
                                    .due = "2021-08-05T17:00",
                                    .parent = 7,
                                    .words = "Xem kỹ\n\nrồi trả lời" };
    struct assignment_note read;
    assert_true(assignment_note_parse(mem, assignment_note_print(mem, &note), &read));
    assert_int_equal(read.role, ASSIGN_SUPPORT);
    assert_string_equal(read.to, note.to);
    assert_string_equal(read.due, note.due);
    assert_int_equal(read.parent, 7);
    assert_string_equal(read.words, note.words);
    assert_false(read.own_due);
    assert_int_equal(read.outcome, OUTCOME_OPEN);
    note.own_due = true;
    note.back_of = 9;
    note.outcome = OUTCOME_PASSED_BACK;
    assert_true(assignment_note_parse(mem, assignment_note_print(mem, &note), &read));
    assert_true(read.own_due);
    assert_int_equal(read.back_of, 9);
    assert_int_equal(read.outcome, OUTCOME_PASSED_BACK);
    assert_true(assignment_note_parse(mem, "lead\nx\ny\n\n", &read)); /* a line of before 0016-handing.sql */
    assert_false(read.own_due);
    assert_false(assignment_note_parse(mem, "lead somehow\nx\ny\n\n", &read));
    assert_false(assignment_note_parse(mem, "lead back:x\nx\ny\n\n", &read));
    assert_false(assignment_note_parse(mem, "lead\nx\ny", &read));
    assert_false(assignment_note_parse(mem, "chief\nx\ny\n\n", &read));
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_history_says_of_an_assignment_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
