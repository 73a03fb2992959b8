/* SPDX-License-Identifier: Apache-2.0 */
/* The lines alone; what is done with them is tested in handling/approval_test.c. */
#include "records/approvals.h"

#include "records/testing_office.h"

static void test_a_line_is_read_as_it_was_told(void **state)
{
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    const struct approval line = { .draft = 2,
                                   .stage = 3,
                                   .kind = APPROVAL_FORMAT_CHECKED,
                                   .to = "role:unit_head@kt",
                                   .route = "ubnd",
                                   .blob = "ab12",
                                   .waits = true,
                                   .decision = DECISION_OPINION,
                                   .note = "Dòng một\ndòng hai" };
    struct approval read;
    assert_true(approval_note_parse(mem, approval_note_print(mem, &line), &read));
    assert_int_equal(read.draft, 2);
    assert_int_equal(read.stage, 3);
    assert_string_equal(read.to, line.to);
    assert_string_equal(read.blob, "ab12");
    assert_true(read.waits);
    assert_int_equal(read.decision, DECISION_OPINION);
    assert_string_equal(read.note, line.note);
    assert_false(approval_note_parse(mem, "2\n3\nsigned", &read));
    assert_false(approval_note_parse(mem, "x\n3\nsigned\na\nb\nc\n0\nagreed\n", &read));
}

static void test_a_role_is_one_of_its_unit(void **state)
{
    static const struct {
        const char *to;
        bool mine;
    } lines[] = {
        { "an", true },
        { "binh", false },
        { "position:cvp", true },
        { "role:unit_head", true },
        { "role:unit_head@kt", true },
        { "role:unit_head@nc", false },
        { "role:unit", false },
        { "role:leader", false },
    };
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    const char *roles[] = { "unit_head" }, *names[] = { "an", "position:cvp", "unit:kt" };
    struct scope scope = { .user = "an", .unit = "kt", .roles = { roles, 1 }, .whoms = { names, COUNT_OF(names) } };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        struct text_list whoms = approval_whoms(mem, &scope);
        if (approval_is_mine(&scope, lines[i].to) != lines[i].mine ||
            text_list_has(&whoms, lines[i].to) != lines[i].mine)
            fail_msg("%s", lines[i].to);
    }
    scope.everything = true;
    assert_false(approval_is_mine(&scope, "role:unit_head"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_is_read_as_it_was_told),
        cmocka_unit_test(test_a_role_is_one_of_its_unit),
    };
    return cmocka_run_group_tests_name("records: approvals", tests, NULL, NULL);
}
