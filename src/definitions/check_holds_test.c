/* SPDX-License-Identifier: Apache-2.0 */
/* What `holds:` must be. Planted and seen red: the type of a field of the other register is not looked at. */
#include "definitions/test_internal.h"

#define HOLDS "holds: { label: Trong tệp, states: [open], registers: [ { register: petition, day: received_on } ] }\n"

static const struct note_part parts[] = { { "list: {", HOLDS }, { NULL } };

static void test_a_file_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of_notes(parts, NULL, NULL), "");
    assert_string_equal(faults_of_notes(parts, "[ { register: petition, day: received_on } ]", "petition"), "");
    assert_string_equal(faults_of_notes(parts, "needs: [size]", "needs: [size], needs_held: true"), "");
}

static void test_a_file_of_what_is_not_there_is_refused(void **state)
{
    static const char *const rows[][3] = {
        { "states: [open]", "states: [opened]", "không có trạng thái “opened”" },
        { "register: petition,", "register: petitions,", "không có sổ “petitions”" },
        { "register: petition,", "register: note,", "không giữ được hồ sơ của chính sổ này" },
        { "day: received_on", "day: received", "không có trường “received”" },
        { "day: received_on", "day: kind", "không nhận trường “kind” của sổ “petition”" },
        { "day: received_on", "written_by: received_on", "không nhận trường “received_on”" },
        { "day: received_on } ]", "day: received_on }, petition ]", "petition" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

static void test_only_a_file_asks_for_what_lies_in_it(void **state)
{
    static const struct note_part none[] = { { NULL } };
    (void)state;
    assert_non_null(strstr(faults_of_notes(none, "needs: [size]", "needs: [size], needs_held: true"),
                           "“needs_held” chỉ có ở sổ có “holds”"));
    assert_non_null(strstr(faults_of_notes(none, "search: [subject]",
                                           "search: [subject]\nprints: [ { name: p, label: P, heading: P, form: sheet, "
                                           "parts: [ { title: T, contents: true } ] } ]"),
                           "“contents” chỉ có ở sổ có “holds”"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_file_with_all_it_needs_is_right),
        TEST(test_a_file_of_what_is_not_there_is_refused),
        TEST(test_only_a_file_asks_for_what_lies_in_it),
    };
    return cmocka_run_group_tests_name("definitions: files", tests, NULL, NULL);
}
