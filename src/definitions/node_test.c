/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/test_internal.h"

static const struct refused unreadable[] = {
    { "registers/note.yaml", "slug: ghi-chu", "slug: [ghi-chu",
      "registers/note.yaml:4:6: không đúng cú pháp YAML: thiếu dấu phẩy hoặc dấu ]" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: Ghi chú: của tôi\n",
      "registers/note.yaml:4:15: không đúng cú pháp YAML: dấu hai chấm ở chỗ không nhận; chữ có “: ” bên trong phải "
      "đặt trong ngoặc kép" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: \"Ghi chú\n",
      "registers/note.yaml:21:101: không đúng cú pháp YAML: thụt lề sai hoặc thiếu tên mục" },
    { "registers/note.yaml", "label: Ghi chú\n", "\tlabel: Ghi chú\n",
      "registers/note.yaml:4:1: không đúng cú pháp YAML: thụt lề bằng dấu tab: hãy dùng dấu cách" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: \"Ghi \\u0007 chú\"\n",
      "registers/note.yaml:4:8: có ký tự điều khiển (U+0007): hãy bỏ đi" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: &a Ghi chú\n",
      "registers/note.yaml:4:8: không dùng neo (&) trong tệp định nghĩa: hãy viết đủ nội dung" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: *a\n",
      "registers/note.yaml:4:8: không dùng bí danh (*) trong tệp định nghĩa: hãy viết đủ nội dung" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: !!str Ghi chú\n",
      "registers/note.yaml:4:8: không dùng thẻ kiểu (tag:yaml.org,2002:str) trong tệp định nghĩa" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: Ghi chú\nlabel: Lần hai\n",
      "registers/note.yaml:5:1: “label” đã có ở dòng 4: bỏ một trong hai" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: Ghi chú\n? [a]\n: b\n",
      "registers/note.yaml:5:3: tên mục phải là một dòng chữ" },
    { "settings.yaml",
      "settings:\n  - { name: issuer, value: van-phong }\n  - { name: office.short, value: \"50\" }\noffice_hours:\n  "
      "- { "
      "morning: \"07:00-11:30\", afternoon: \"13:30-17:00\" }\n",
      "", "settings.yaml:1:1: tệp rỗng: hãy viết nội dung hoặc bỏ tệp" },
    { "registers/note.yaml", "search: [subject]", "search: [subject]\n---\nregister: other",
      "registers/note.yaml:26:1: một tệp chỉ có một tài liệu: bỏ dấu ---" },
    { "registers/note.yaml", "label: Ghi chú\n", "label: [[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]\n",
      "registers/note.yaml:4:23: lồng nhau quá 16 mức" },
};

static void test_what_is_not_plain_yaml_is_refused_with_its_place(void **state)
{
    (void)state;
    check_refused(unreadable, COUNT_OF(unreadable));
}

static void test_block_scalars_and_decomposed_letters_become_nfc_text(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("registers/note.yaml", "label: Ghi chú\n", "label: Ghi chu\xCC\x81\nlaw: |\n  Luật 1\n  Luật 2\n\n");
    const struct definitions *set = load_office(NULL, &faults);
    assert_non_null(set);
    assert_string_equal(definitions_register(set, "note")->label, "Ghi chú");
    assert_string_equal(definitions_register(set, "note")->law, "Luật 1\nLuật 2");
}

static void test_files_and_lists_have_their_limits(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    struct text big;
    copy_office();
    text_init(&big, mem, TEXT_MAX_PAGE);
    text_add(&big, "areas:\n");
    for (int i = 0; i < 10001; i++)
        text_printf(&big, "  - { code: \"%d\", name: A }\n", i);
    write_text("office/areas/big.yaml", big.data);
    assert_null(load_office(NULL, &faults));
    assert_string_equal(print_fault(&faults.list.items[0]), "areas/big.yaml:10002:5: có quá 10000 mục");
    struct faults more = { 0 };
    while (big.length <= 1 << 20)
        text_add(&big, "# thêm một dòng ghi chú để tệp dài quá mức\n");
    write_text("office/areas/big.yaml", big.data);
    assert_null(load_office(NULL, &more));
    assert_string_equal(print_fault(&more.list.items[0]), "areas/big.yaml:1:1: tệp lớn hơn 1 MB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_not_plain_yaml_is_refused_with_its_place),
        TEST(test_block_scalars_and_decomposed_letters_become_nfc_text),
        TEST(test_files_and_lists_have_their_limits),
    };
    return cmocka_run_group_tests_name("definitions: node", tests, NULL, NULL);
}
