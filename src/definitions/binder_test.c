/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/binder.h"
#include "definitions/shapes.h"
#include "definitions/test_internal.h"

static const struct refused wrong_kinds[] = {
    { "registers/note.yaml", "label: Ghi chú\n", "lable: Ghi chú\n",
      "registers/note.yaml:2:1: sổ thiếu mục “label”\n"
      "registers/note.yaml:4:1: không có mục “lable” trong sổ; có phải “label”?" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: Ghi chú\nxyzzy: 1\n",
      "registers/note.yaml:5:1: không có mục “xyzzy” trong sổ; các mục được dùng: register, slug, label, plural, law, "
      "date, title, number, entry, number_field, in_force, area, icon, key, mirror, verdict, fields, groups, states, "
      "way, "
      "steps, deadlines, unique, rules, backed_by, signs, drafts, secret_keeps, list, search, handed_like, urges, "
      "opens, "
      "holds, carries_out, prints, boards, week, makes, figures" },
    { "registers/note.yaml", "label: Ghi chú\n", "label:\n",
      "registers/note.yaml:4:7: “label” chưa có giá trị: hãy điền hoặc bỏ cả dòng" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: ~\n",
      "registers/note.yaml:4:8: “label” chưa có giá trị: hãy điền hoặc bỏ cả dòng" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: [Ghi chú]\n",
      "registers/note.yaml:4:8: “label” phải là một dòng chữ, ở đây là một danh sách" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: { a: b }\n",
      "registers/note.yaml:4:8: “label” phải là một dòng chữ, ở đây là các mục “tên: giá trị”" },
    { "registers/note.yaml", "label: Nội dung, max: 200", "label: Nội dung, max: nhiều",
      "registers/note.yaml:9:56: “max” phải là số nguyên, không phải “nhiều”" },
    { "registers/note.yaml", "label: Nội dung, max: 200", "label: Nội dung, max: 1.5",
      "registers/note.yaml:9:56: “max” phải là số nguyên, không phải “1.5”" },
    { "registers/note.yaml", "label: Nội dung, max: 200", "label: Nội dung, max: \"200\"",
      "registers/note.yaml:9:56: “max” phải là số nguyên, không phải “200”" },
    { "registers/note.yaml", "label: Nội dung, max: 200", "label: Nội dung, max: 99999999999999999999",
      "registers/note.yaml:9:56: “max” phải là số nguyên, không phải “99999999999999999999”" },
    { "registers/note.yaml", "personal: true", "personal: yes",
      "registers/note.yaml:12:63: “personal” phải là true hoặc false, không phải “yes”" },
    { "registers/note.yaml", "personal: true", "personal: \"true\"",
      "registers/note.yaml:12:63: “personal” phải là true hoặc false, không phải “true”" },
    { "registers/note.yaml", "name: made_on, type: date,", "name: made_on, type: dat,",
      "registers/note.yaml:5:7: “date” phải là trường kiểu date hoặc date-time; “made_on” có kiểu text\n"
      "registers/note.yaml:8:28: “type” không nhận “dat”; có phải “date”?" },
    { "registers/note.yaml", "name: made_on, type: date,", "name: made_on, type: thoi-gian,",
      "registers/note.yaml:5:7: “date” phải là trường kiểu date hoặc date-time; “made_on” có kiểu text\n"
      "registers/note.yaml:8:28: “type” không nhận “thoi-gian”; chọn một trong: text, long-text, number, money, date, "
      "date-time, yes-no, choice, choices, unit, user, person, address, phone, document-number, procedure, link, "
      "period, rating, time" },
    { "registers/note.yaml", "name: made_on, type: date, label: Ngày", "name: made_on, label: Ngày",
      "registers/note.yaml:5:7: “date” phải là trường kiểu date hoặc date-time; “made_on” có kiểu text\n"
      "registers/note.yaml:8:5: trường thiếu mục “type”" },
    { "registers/note.yaml", "who: [clerk]", "who: clerk",
      "registers/note.yaml:20:5: “who” phải có ít nhất một mục\n"
      "registers/note.yaml:20:67: “who” phải là một danh sách: viết [clerk]" },
    { "registers/note.yaml", "who: [clerk]", "who: { a: b }",
      "registers/note.yaml:20:5: “who” phải có ít nhất một mục\n"
      "registers/note.yaml:20:67: “who” phải là một danh sách, ở đây là các mục “tên: giá trị”" },
    { "registers/note.yaml", "who: [clerk]", "who: [clerk, clerk]",
      "registers/note.yaml:20:75: “clerk” có hai lần trong “who”" },
    { "registers/note.yaml", "search: [subject]", "search: [subject]\nmirror: 1",
      "registers/note.yaml:26:9: “mirror” phải là true hoặc false, không phải “1”" },
    { "registers/note.yaml", "label: Mở, group: open }", "label: Mở, group: open, until: 31/12/2021 }",
      "registers/note.yaml:17:50: “until” phải là ngày dạng 2021-07-29, không phải “31/12/2021”" },
    { "registers/note.yaml", "label: Mở, group: open }", "label: Mở, group: open, until: 2021-02-29 }",
      "registers/note.yaml:17:50: “until” phải là ngày dạng 2021-07-29, không phải “2021-02-29”" },
    { "registers/note.yaml", "label: Mở, group: open }", "label: Mở, group: opened }",
      "registers/note.yaml:17:37: “group” không nhận “opened”; có phải “open”?" },
    { "registers/note.yaml", "states:\n  - { name: open, label: Mở, group: open }\n  - {", "states:\n  - mở\n  - {",
      "registers/note.yaml:17:5: trạng thái phải gồm các mục “tên: giá trị”, ở đây là một dòng chữ\n"
      "registers/note.yaml:20:45: không có trạng thái “open”\n"
      "registers/note.yaml:21:54: không có trạng thái “open”" },
    { "registers/note.yaml", "list: { columns: [made_on, subject]", "list: { columns: []",
      "registers/note.yaml:2:1: “columns” phải có ít nhất một mục" },
};

static void test_unknown_keys_wrong_kinds_and_missing_keys_are_faults(void **state)
{
    (void)state;
    check_refused(wrong_kinds, COUNT_OF(wrong_kinds));
}

static void test_what_was_refused_is_left_as_in_the_blank(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    struct binder binder = { .mem = mem, .faults = &faults };
    struct units_file units = { 0 };
    const char *yaml = "units:\n  - { code: a, kind: ~, from: hôm qua, names: [ { name: A, until: ~ } ] }\n";
    const struct node *root = node_read(mem, "units.yaml", yaml, strlen(yaml), &faults);
    assert_non_null(root);
    bind_struct(&binder, &units_shape, root, &units);
    assert_int_equal(faults.errors, 3);
    assert_string_equal(units.units.items[0].code, "a");
    assert_string_equal(units.units.items[0].kind, "");
    assert_string_equal(units.units.items[0].from, "0001-01-01");
    assert_string_equal(units.units.items[0].names.items[0].until, "9999-12-31");
    assert_int_equal(bind_place(&binder, units.units.items[0].code, (struct place){ 0 }).column, 13);
    assert_int_equal(bind_place(&binder, "a", (struct place){ .line = 7 }).line, 7);
}

/* Planted and seen red: bind_list without its short form. */
static void test_a_condition_may_be_a_text_a_mapping_or_a_list_of_both(void **state)
{
    (void)state;
    static const struct {
        const char *written;
        size_t count;
        const char *query, *otherwise; /* of the last */
    } cases[] = {
        { "only_if: \"place=xa\"", 1, "place=xa", NULL },
        { "only_if: { query: \"place=xa\", otherwise: Gần quá }", 1, "place=xa", "Gần quá" },
        { "only_if: [ \"place=xa\", { query: \"size=any\", otherwise: Chưa đo } ]", 2, "size=any", "Chưa đo" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct faults faults = { 0 };
        copy_office();
        change_file("registers/note.yaml", "only_if: \"place=xa\"", cases[i].written);
        const struct definitions *set = load_office(NULL, &faults);
        assert_non_null(set);
        const struct step *step = register_step(definitions_register(set, "note"), "reopen");
        assert_int_equal(step->only_if.count, cases[i].count);
        const struct step_condition *last = &step->only_if.items[cases[i].count - 1];
        assert_string_equal(last->query, cases[i].query);
        assert_true(text_equal(last->otherwise, cases[i].otherwise));
    }
}

static void test_the_nearest_word_is_a_slip_of_the_finger_away(void **state)
{
    (void)state;
    static const char *const words[] = { "label", "law", "search", "to" };
    assert_string_equal(nearest_word("lable", words, COUNT_OF(words)), "label");
    assert_string_equal(nearest_word("serch", words, COUNT_OF(words)), "search");
    assert_null(nearest_word("searching", words, COUNT_OF(words)));
    assert_string_equal(nearest_word("lw", words, COUNT_OF(words)), "law");
    assert_null(nearest_word("xyz", words, COUNT_OF(words)));
    assert_null(nearest_word("law", words, COUNT_OF(words))); /* what was typed is no suggestion */
    assert_null(nearest_word("label", NULL, 0));
    assert_string_equal(join_words(mem, words, 2), "label, law");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_unknown_keys_wrong_kinds_and_missing_keys_are_faults),
        TEST(test_what_was_refused_is_left_as_in_the_blank),
        TEST(test_a_condition_may_be_a_text_a_mapping_or_a_list_of_both),
        TEST(test_the_nearest_word_is_a_slip_of_the_finger_away),
    };
    return cmocka_run_group_tests_name("definitions: binder", tests, NULL, NULL);
}
