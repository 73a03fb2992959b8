/* SPDX-License-Identifier: Apache-2.0 */
/* What `boards:` must be. Planted and seen red: a figure that counts no records. */
#include "definitions/test_internal.h"

#define BOARDS "boards:\n  - { name: ours, label: Của ta, under: vp, total: notes, parts: [notes] }\n"

static const struct note_part parts[] = { { "list: {", BOARDS }, { NULL } };

static void test_a_board_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of_notes(parts, NULL, NULL), "");
}

static void test_a_board_of_nothing_is_refused(void **state)
{
    static const char *const rows[][3] = {
        { "under: vp", "under: vpp", "không có đơn vị “vpp”" },
        { "under: vp, ", "", "phải có đúng một trong “under”, “outside”" },
        { "under: vp", "under: vp, outside: vp", "phải có đúng một trong “under”, “outside”" },
        { "total: notes,", "total: notes_size,", "“notes_size” không phải chỉ tiêu đếm hồ sơ" },
        { "parts: [notes]", "parts: [petitions]", "“petitions” không phải chỉ tiêu đếm hồ sơ" },
        { "parts: [notes]", "parts: []", "có từ 1 đến 8 chỉ tiêu" },
        { "name: ours", "name: Ours Too", "tên bảng theo dõi “Ours Too”" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_board_with_all_it_needs_is_right),
        TEST(test_a_board_of_nothing_is_refused),
    };
    return cmocka_run_group_tests_name("definitions: boards", tests, NULL, NULL);
}
