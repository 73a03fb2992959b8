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

static const struct note_part parts[] = {
    { "states:\n", FIELDS }, { "deadlines:\n", STEP }, { "list: {", URGES }, { NULL }
};

static void test_a_letter_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of_notes(parts, NULL, NULL), "");
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
    expect_refusals(parts, rows, COUNT_OF(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_letter_with_all_it_needs_is_right),
        TEST(test_what_no_letter_could_be_made_of_is_refused),
    };
    return cmocka_run_group_tests_name("definitions: urges", tests, NULL, NULL);
}
