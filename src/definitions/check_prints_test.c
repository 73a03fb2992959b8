/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with an entry, what another record takes along, what is printed.
 *
 * Planted and seen red, each alone: forms of one name that print the same day, and days that none prints, taken. */
#include "definitions/test_internal.h"

#define NOTE "registers/note.yaml"
#define STEP "needs: [size], ends: answer }"
#define LIST "search: [subject]"

static void test_a_step_goes_with_the_entry_where_the_form_can_take_it(void **state)
{
    static const struct refused cases[] = {
        { NOTE, "starts: answer, only_if", "with_entry: true, starts: answer, only_if",
          "registers/note.yaml:21:5: bước “reopen” có “with_entry” thì “from” phải có trạng thái đầu tiên “open”" },
    };
    (void)state;
    check_refused(cases, COUNT_OF(cases));
}

static void test_a_record_takes_along_what_it_names_and_can(void **state)
{
    static const struct refused cases[] = {
        { NOTE, STEP, "needs: [size], ends: answer, takes_along: { field: size, step: x } }",
          "registers/note.yaml:20:127: “takes_along.field” phải là trường kiểu link; “size” có kiểu number" },
        { NOTE, STEP, "needs: [size], ends: answer, takes_along: { field: petition, step: khac } }",
          "registers/note.yaml:20:143: không có bước “khac”" },
        { NOTE, STEP,
          "needs: [size], ends: answer, takes_along: [ { field: petition, step: khac, when: \"gone=yes\" } ] }",
          "registers/note.yaml:20:145: không có bước “khac”\n"
          "registers/note.yaml:20:157: không có trường “gone”" },
    };
    (void)state;
    check_refused(cases, COUNT_OF(cases));
}

static void test_what_is_entered_from_a_record_has_a_form_that_names_it(void **state)
{
    static const struct refused cases[] = {
        { NOTE, LIST, LIST "\nmakes:\n  - { label: A, register: petition, field: source }",
          "registers/note.yaml:27:44: “makes.field” phải là trường kiểu link; “source” có kiểu choice" },
        { NOTE, LIST, LIST "\nmakes:\n  - { label: A, register: note, field: petition, states: [gone] }",
          "registers/note.yaml:27:40: “makes.field” phải là trường kiểu link của phiếu nhập, trỏ về sổ này; “petition” "
          "không trỏ về “note”\n"
          "registers/note.yaml:27:59: không có trạng thái “gone”; có phải “done”?" },
    };
    (void)state;
    check_refused(cases, COUNT_OF(cases));
}

static void test_what_is_printed_is_there(void **state)
{
    static const struct refused cases[] = {
        { NOTE, LIST,
          LIST "\nprints:\n  - { name: a, label: A, heading: A, form: stamp, lines: [ { label: B, field: khac } ] }",
          "registers/note.yaml:27:79: không có trường hoặc mục chung “khac”" },
        { NOTE, LIST, LIST "\nprints:\n  - { name: a, label: A, heading: A, form: stamp }",
          "registers/note.yaml:27:5: bản in “a” không có dòng nào (lines, parts)" },
        { NOTE, LIST,
          LIST "\nprints:\n  - { name: a, label: A, heading: A, form: stamp, parts: [ { title: B, blank: 21 } ] }",
          "registers/note.yaml:27:5: bản in “a” là khung dấu (form: stamp) nên chỉ có “lines”, không có “parts”\n"
          "registers/note.yaml:27:60: “blank” là số dòng để trống, từ 0 đến 20" },
        { NOTE, LIST,
          LIST
          "\nprints:\n  - { name: a, label: A, heading: A, form: sheet, lines: [ { label: B, field: petition } ] }",
          "registers/note.yaml:27:79: bản in không in được trường “petition” kiểu link" },
        { NOTE, LIST, LIST "\nprints:\n  - { name: a, label: A, heading: A, form: page, lines: [ { label: B } ] }",
          "registers/note.yaml:27:44: “form” không nhận “page”; chọn một trong: stamp, sheet" },
    };
    (void)state;
    check_refused(cases, COUNT_OF(cases));
}

#define PRINT(name, days) "\n  - { name: " name ", label: A, heading: A, form: sheet, lines: [ { label: B } ]" days " }"

static void test_forms_of_one_name_follow_each_other(void **state)
{
    static const struct refused cases[] = {
        { NOTE, LIST, LIST "\nprints:" PRINT("a", "") PRINT("a", ""),
          "registers/note.yaml:28:5: hai bản in “a” cùng có hiệu lực: từ đầu và từ đầu" },
        { NOTE, LIST, LIST "\nprints:" PRINT("a", ", until: 2025-09-15") PRINT("a", ", from: 2025-09-15"),
          "registers/note.yaml:28:5: hai bản in “a” cùng có hiệu lực: từ đầu và từ 2025-09-15" },
        { NOTE, LIST, LIST "\nprints:" PRINT("a", ", until: 2025-09-13") PRINT("a", ", from: 2025-09-15"),
          "registers/note.yaml:27:5: bản in “a” có hiệu lực đến 2025-09-13, nhưng không bản nào cùng tên có hiệu lực "
          "từ "
          "2025-09-14" },
        { NOTE, LIST, LIST "\nprints:" PRINT("a", ", from: 2025-09-15, until: 2025-09-14"),
          "registers/note.yaml:27:101: “until” (2025-09-14) trước “from” (2025-09-15)" },
        { NOTE, LIST, LIST "\nprints:" PRINT("a", ", needs: [gone]"),
          "registers/note.yaml:27:84: không có trường “gone”" },
    };
    (void)state;
    check_refused(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_step_goes_with_the_entry_where_the_form_can_take_it),
        TEST(test_a_record_takes_along_what_it_names_and_can),
        TEST(test_what_is_entered_from_a_record_has_a_form_that_names_it),
        TEST(test_what_is_printed_is_there),
        TEST(test_forms_of_one_name_follow_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
