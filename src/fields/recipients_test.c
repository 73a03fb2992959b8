/* SPDX-License-Identifier: Apache-2.0 */
/* Recipients, one a line. Planted and seen red: a unit of a group that is no more. */
#include "fields/recipients.h"

#include <string.h>

#include "base/text.h"
#include "records/testing_office.h"

static const struct field field = { .name = "recipients", .label = "Nơi nhận", .recipients = "unsent" };

static const char *printed(struct arena *mem, const char *text, size_t faults)
{
    struct recipients recipients, again;
    recipients_parse(mem, &field, text, &recipients);
    assert_int_equal(recipients.faults.count, faults);
    const char *out = recipients_print(mem, &recipients);
    recipients_parse(mem, &field, out, &again);
    assert_int_equal(again.faults.count, 0);
    assert_string_equal(recipients_print(mem, &again), out);
    return out;
}

static void test_lines_are_read_as_clerks_write_them_and_printed_in_one_form(void **state)
{
    struct arena *mem = arena_new(4 << 20);
    (void)state;
    assert_string_equal(printed(mem, "", 0), "");
    assert_string_equal(printed(mem, "- Sở Y tế (t/h);\n- CT, các PCT UBND Tỉnh (để b/c);\n- Lưu: VT, HCQT.", 0),
                        "Sở Y tế (để thực hiện)\nCT, các PCT UBND Tỉnh (để báo cáo)\nLưu: VT, HCQT");
    assert_string_equal(printed(mem, "kính gửi : Sở Y tế | Gửi 2/8/2021 qua Văn bản giấy|nhận 2021-08-03; Lưu: VT", 0),
                        "Kính gửi: Sở Y tế | gửi 02/08/2021 qua Văn bản giấy | nhận 03/08/2021\nLưu: VT");
    assert_string_equal(printed(mem, "Văn phòng Chính phủ (Cục KSTTHC) | gửi 02/08/2021 | trả lại 04/08/2021", 0),
                        "Văn phòng Chính phủ (Cục KSTTHC) | gửi 02/08/2021 | trả lại 04/08/2021");
    arena_free(mem);
}

static void test_every_wrong_line_is_named(void **state)
{
    struct arena *mem = arena_new(4 << 20);
    struct recipients recipients;
    static const char *const wrong[] = {
        "Sở Y tế | gởi 02/08/2021",         "Sở Tài chính | gửi 31/02/2021",
        "Sở Nội vụ | nhận 02/08/2021",      "Sở Xây dựng | gửi 02/08/2021 | nhận 01/08/2021",
        "Lưu: VT | gửi 02/08/2021",         "(để biết)",
        "Sở Tư pháp | gửi 02/08/2021 giấy", "Ban A | gửi 02/08/2021 | gửi 03/08/2021"
    };
    struct text all;
    (void)state;
    text_init(&all, mem, 4096);
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        text_printf(&all, "%s\n", wrong[i]);
    text_add(&all, "Sở Công Thương\nsở công thương (để biết)");
    recipients_parse(mem, &field, all.data, &recipients);
    assert_int_equal(recipients.faults.count, COUNT_OF(wrong) + 1);
    assert_int_equal(recipients.list.count, 1);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_string_equal(recipients.faults.items[i].field, "recipients");
        assert_non_null(strstr(recipients.faults.items[i].text, wrong[i]));
    }
    text_clear(&all);
    for (int i = 0; i <= RECIPIENTS_MAX; i++)
        text_printf(&all, "Nơi %d;", i);
    recipients_parse(mem, &field, all.data, &recipients);
    assert_int_equal(recipients.faults.count, 1);
    assert_non_null(strstr(recipients.faults.items[0].text, "200"));
    arena_free(mem);
}

static void test_what_is_kept_counts_neither_as_sent_nor_as_unsent(void **state)
{
    struct arena *mem = arena_new(1 << 20);
    struct recipients recipients;
    (void)state;
    recipients_parse(mem, &field, "Sở Y tế | gửi 02/08/2021 | nhận 02/08/2021\nSở Nội vụ\nLưu: VT", &recipients);
    const struct recipient_counts counts = recipients_count(&recipients);
    assert_int_equal(counts.all, 2);
    assert_int_equal(counts.sent, 1);
    assert_int_equal(counts.received, 1);
    arena_free(mem);
}

static void test_a_group_means_its_units_of_that_day(void **state)
{
    struct arena *mem = arena_new(64 << 20);
    struct faults faults = { 0 };
    struct err err = { 0 };
    struct recipients recipients;
    (void)state;
    const struct definitions *definitions = definitions_load(mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    assert_non_null(definitions);
    const struct unit **units = ARENA_ARRAY(mem, const struct unit *, definitions->units.count + 1);
    recipients_parse(mem, &field, "UBND huyện, thị xã, thành phố (để biết)\nSở Y tế\nBộ Y tế\nLưu: VT", &recipients);
    const struct recipient *list = recipients.list.items;
    assert_int_equal(recipient_units(mem, definitions, &list[0], "2021-08-02", units), 12);
    assert_int_equal(recipient_units(mem, definitions, &list[0], "2025-07-01", units), 0);
    assert_int_equal(recipient_units(mem, definitions, &list[1], "2021-08-02", units), 1);
    assert_string_equal(units[0]->code, "syt");
    assert_int_equal(recipient_units(mem, definitions, &list[2], "2021-08-02", units), 0);
    assert_int_equal(recipient_units(mem, definitions, &list[3], "2021-08-02", units), 0);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_are_read_as_clerks_write_them_and_printed_in_one_form),
        cmocka_unit_test(test_every_wrong_line_is_named),
        cmocka_unit_test(test_what_is_kept_counts_neither_as_sent_nor_as_unsent),
        cmocka_unit_test(test_a_group_means_its_units_of_that_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
