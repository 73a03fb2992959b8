/* SPDX-License-Identifier: Apache-2.0 */
/* What `counts:` and `urges:` must be. */
#include "definitions/test_internal.h"

#define FIELDS                                                                                                         \
    "  - { name: reminded, type: number, label: Số lần nhắc, set_by: remind }\n"                                 \
    "  - { name: letter, type: link, label: Thư nhắc, register: note, set_by: remind }\n"
#define STEP "  - { name: remind, label: Nhắc, from: [open], who: [leader], counts: reminded }\n"
#define URGES                                                                                                          \
    "urges:\n  step: remind\n  query: \"state=open&verdict=overdue\"\n  register: note\n  document: letter\n"          \
    "  values: [ { field: subject, text: \"Nhắc {{unit}}\" } ]\n  columns: [subject, due_on]\n"                      \
    "  heading: CÔNG VĂN\n  opening: \"Đến {{today}} còn {{count}}:\"\n  authority: [CHÁNH VĂN PHÒNG]\n"

/* The test's office with a note that is urged, FROM in it changed TO; what check says, "" where it is right. */
static const char *faults_of(const char *from, const char *to)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    change_file("registers/note.yaml", "states:\n", FIELDS "states:\n");
    change_file("registers/note.yaml", "deadlines:\n", STEP "deadlines:\n");
    change_file("registers/note.yaml", "list: {", URGES "list: {");
    if (from)
        change_file("registers/note.yaml", from, to);
    (void)load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

static void test_a_letter_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of(NULL, NULL), "");
}

static void test_what_no_letter_could_be_made_of_is_refused(void **state)
{
    static const char *const rows[][3] = {
        { "counts: reminded", "counts: size", "“counts” của bước “remind”: “size” phải là trường kiểu number" },
        { "counts: reminded", "counts: letter", "“counts” của bước “remind”" },
        { "step: remind", "step: finish", "bước “finish” của “urges” không cần mục nào ngoài “letter”" },
        { "document: letter", "document: petition", "“document” phải là trường link tới sổ “note”" },
        { "  register: note\n  document", "  register: nota\n  document", "không có sổ “nota”; có phải “note”?" },
        { "field: subject, text", "field: reminded, text", "không có trường “reminded” trên phiếu vào sổ" },
        { "Nhắc {{unit}}", "Nhắc {{units}}", "văn bản đôn đốc không có từ “units”" },
        { "{{count}}:", "{{count}", "câu mẫu sai" },
        { "columns: [subject, due_on]", "columns: [writer]", "không có dữ liệu cá nhân" },
        { "columns: [subject, due_on]", "columns: [subjekt]", "không có cột “subjekt”; có phải “subject”?" },
        { "query: \"state=open&verdict=overdue\"", "query: quá hạn", "“urges.query” không phải truy vấn" },
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
        TEST(test_a_letter_with_all_it_needs_is_right),
        TEST(test_what_no_letter_could_be_made_of_is_refused),
    };
    return cmocka_run_group_tests_name("definitions: urges", tests, NULL, NULL);
}
