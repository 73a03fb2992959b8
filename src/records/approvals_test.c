/* SPDX-License-Identifier: Apache-2.0 */
/* The lines alone; what is done with them is tested in handling/approval_test.c.
 *
 * Planted and seen red, each alone: a unit followed on its last day; only the unit next to it followed. */
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
    const struct definitions none = { 0 };
    const char *roles[] = { "unit_head" }, *names[] = { "an", "position:cvp", "unit:kt" };
    struct scope scope = { .user = "an", .unit = "kt", .roles = { roles, 1 }, .whoms = { names, COUNT_OF(names) } };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        struct text_list whoms = approval_whoms(mem, &none, &scope);
        if (approval_is_mine(&none, &scope, lines[i].to) != lines[i].mine ||
            text_list_has(&whoms, lines[i].to) != lines[i].mine)
            fail_msg("%s", lines[i].to);
    }
    scope.everything = true;
    assert_false(approval_is_mine(&none, &scope, "role:unit_head"));
}

/* 1 July 2025 to 2021: what waited for a unit that was merged waits for the one that took over, and not before. */
static void test_what_waits_for_a_merged_unit_is_of_the_one_that_took_over(void **state)
{
    static const char *to_kt[] = { "kt" }, *to_old[] = { "cu" }, *to_nc[] = { "nc" };
    static struct unit units[] = {
        { .code = "kt" },
        { .code = "cu", .until = "2021-07-31", .successors = { to_kt, 1 } },
        { .code = "cu-nua", .until = "2020-12-31", .successors = { to_old, 1 } },
        { .code = "con", .until = "2021-08-02", .successors = { to_kt, 1 } }, /* its last day */
        { .code = "khac", .until = "2020-12-31", .successors = { to_nc, 1 } },
    };
    static const struct {
        const char *to;
        bool mine;
    } lines[] = {
        { "role:unit_head@kt", true },    { "role:unit_head@cu", true }, { "role:unit_head@cu-nua", true },
        { "role:unit_head@con", false },  { "unit:cu", true },           { "unit:con", false },
        { "role:unit_head@khac", false }, { "role:leader@cu", false },
    };
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct definitions definitions = { 0 };
    definitions.units.items = units;
    definitions.units.count = COUNT_OF(units);
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const char *roles[] = { "unit_head" }, *names[] = { "an", "unit:kt" };
    const struct scope scope = {
        .user = "an", .unit = "kt", .roles = { roles, 1 }, .whoms = { names, COUNT_OF(names) }
    };
    struct text_list whoms = approval_whoms(mem, &definitions, &scope);
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (approval_is_mine(&definitions, &scope, lines[i].to) != lines[i].mine ||
            text_list_has(&whoms, lines[i].to) != lines[i].mine)
            fail_msg("%s", lines[i].to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_is_read_as_it_was_told),
        cmocka_unit_test(test_a_role_is_one_of_its_unit),
        cmocka_unit_test(test_what_waits_for_a_merged_unit_is_of_the_one_that_took_over),
    };
    return cmocka_run_group_tests_name("records: approvals", tests, NULL, NULL);
}
