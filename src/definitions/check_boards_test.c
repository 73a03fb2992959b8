/* SPDX-License-Identifier: Apache-2.0 */
/* What `boards:` must be. Planted and seen red: a figure that counts no records. */
#include "definitions/test_internal.h"

#define BOARDS "boards:\n  - { name: ours, label: Của ta, under: vp, total: notes, parts: [notes] }\n"

static const char *faults_of(const char *from, const char *to)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    change_file("registers/note.yaml", "list: {", BOARDS "list: {");
    if (from)
        change_file("registers/note.yaml", from, to);
    (void)load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

static void test_a_board_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of(NULL, NULL), "");
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
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *faults = faults_of(rows[i][0], rows[i][1]);
        if (!strstr(faults, rows[i][2]))
            fail_msg("“%s” is answered by “%s”", rows[i][1], faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_board_with_all_it_needs_is_right),
        TEST(test_a_board_of_nothing_is_refused),
    };
    return cmocka_run_group_tests_name("definitions: boards", tests, NULL, NULL);
}
