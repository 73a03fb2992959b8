/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: check_undone without its call of check_register (the first test). */
#include "definitions/test_internal.h"

/* What check says of the test's office with one text changed: warnings only. */
static const char *warnings_with(const char *file, const char *old, const char *new)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    change_file(file, old, new);
    assert_non_null(load_office(NULL, &faults));
    assert_int_equal(faults.errors, 0);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

static void test_what_the_program_does_not_do_yet_is_a_warning_at_its_place(void **state)
{
    (void)state;
    assert_string_equal(warnings_with("registers/note.yaml", "label: Cỡ, min: 0", "label: Cỡ, min: 0, unique: true"),
                        "");
    assert_string_equal(
        warnings_with("registers/note.yaml", "label: Kết thúc,", "label: Kết thúc, was: end,"),
        "registers/note.yaml:20:43: (cảnh báo) “was: end” của bước chưa có tác dụng: lịch sử vẫn ghi tên cũ");
    assert_string_equal(warnings_with("reports/monthly.yaml", "count: before, figure: notes",
                                      "count: year, from: issued, figure: notes"),
                        "reports/monthly.yaml:12:63: (cảnh báo) “from: issued” luôn thiếu số của các kỳ trước: chương "
                        "trình chưa ban hành được báo cáo");
    assert_string_equal(warnings_with("reports/monthly.yaml", "count: before, figure: notes", "count: external"),
                        "reports/monthly.yaml:12:5: (cảnh báo) chỉ tiêu “notes_before” kiểu external luôn thiếu: "
                        "chương trình chưa có sổ số liệu từ bên ngoài");
}

static void test_a_setting_that_nothing_reads_is_a_warning_with_the_nearest_name(void **state)
{
    (void)state;
    assert_string_equal(warnings_with("settings.yaml", "name: issuer", "name: isuer"),
                        "settings.yaml:3:13: (cảnh báo) không có gì đọc thiết lập “isuer”; có phải “issuer”?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_the_program_does_not_do_yet_is_a_warning_at_its_place),
        TEST(test_a_setting_that_nothing_reads_is_a_warning_with_the_nearest_name),
    };
    return cmocka_run_group_tests_name("definitions: what is not done yet", tests, NULL, NULL);
}
