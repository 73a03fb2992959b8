/* SPDX-License-Identifier: Apache-2.0 */
/* What `opens:` must be. Planted and seen red: a choice of “every” that is none. */
#include "definitions/test_internal.h"

#define FIELDS                                                                                                            \
    "  - { name: row, type: link, label: Loạt, register: note }\n"                                                      \
    "  - { name: on_day, type: date, label: Lần }\n"                                                                    \
    "  - { name: last_day, type: date, label: Hạn }\n"                                                                  \
    "  - { name: text, type: long-text, label: Lời }\n"                                                                 \
    "  - { name: every, type: choice, label: Kỳ, choices: [ { code: week, label: Tuần }, { code: half, label: Nửa " \
    "năm } ] }\n"                                                                                                        \
    "  - { name: next, type: date, label: Lần tới, future: true, set_by: advance }\n"
#define STEP "  - { name: advance, label: Chuyển lần, from: [open], who: [leader], needs: [next] }\n"
#define OPENS                                                                                                          \
    "unique: [ { fields: [row, on_day] } ]\n"                                                                          \
    "opens: { register: note, series: row, day: on_day, every: every, starts: made_on, next: next, step: advance, "    \
    "days: size, due: last_day, copies: [ { from: subject, to: text } ] }\n"

static const struct note_part parts[] = {
    { "states:\n", FIELDS }, { "deadlines:\n", STEP }, { "list: {", OPENS }, { NULL }
};

static void test_a_row_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of_notes(parts, NULL, NULL), "");
}

static void test_what_could_open_nothing_is_refused(void **state)
{
    static const char *const rows[][3] = {
        { "register: note, series", "register: nota, series", "không có sổ “nota”; có phải “note”?" },
        { "series: row", "series: petition", "“petition” phải là trường link tới sổ “note”" },
        { "day: on_day", "day: subject", "“opens.day” phải là trường kiểu date" },
        { "day: on_day", "day: next", "“next” của sổ “note” không ở trên phiếu vào sổ" },
        { "every: every", "every: place", "“every”: “place” có lựa chọn “gan”" },
        { "starts: made_on", "starts: made_in", "không có trường “made_in”; có phải “made_on”?" },
        { "next: next", "next: last_day", "“next” phải là trường date do bước “advance” ghi" },
        { "step: advance", "step: finish", "bước “finish” của “opens” không cần mục nào ngoài “next”" },
        { "days: size, ", "", "“days” và “due” phải có cả hai" },
        { "to: text }", "to: size }", "“subject” (text) không chép được sang “size” (number)" },
        { "fields: [row, on_day]", "fields: [row, on_day, size]", "thiếu “unique” gồm đúng [row, on_day]" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_row_with_all_it_needs_is_right),
        TEST(test_what_could_open_nothing_is_refused),
    };
    return cmocka_run_group_tests_name("definitions: opens", tests, NULL, NULL);
}
