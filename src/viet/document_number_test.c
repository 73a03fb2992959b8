/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/document_number.h"

#include "viet/test_internal.h"

struct expected {
    const char *text;
    int number, year;
    bool is_party;
    const char *type, *agency, *unit, *symbol;
};

static void assert_reads(const struct expected *row)
{
    struct document_number got = document_number_parse(mem, row->text);
    if (got.kind == DOCUMENT_NUMBER_MALFORMED)
        fail_msg("%s: %s", row->text, got.problem);
    assert_int_equal(got.kind, row->number > 0 ? DOCUMENT_NUMBER_OK : DOCUMENT_NUMBER_DRAFT);
    assert_int_equal(got.number, row->number);
    assert_int_equal(got.year, row->year);
    assert_int_equal(got.is_party, row->is_party);
    assert_string_equal(got.type, row->type);
    assert_string_equal(got.agency, row->agency);
    assert_string_equal(got.unit, row->unit);
    assert_string_equal(got.symbol, row->symbol);
    assert_string_equal(got.problem, "");
    assert_string_equal(got.suggestion, "");
}

static void test_state_numbers_are_read(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        { "208/2018/NQ-HĐND", 208, 2018, false, "NQ", "HĐND", "", "NQ-HĐND" },
        { "67/2016/NQ-HĐND", 67, 2016, false, "NQ", "HĐND", "", "NQ-HĐND" },
        { "334/2020/NQ-HĐND", 334, 2020, false, "NQ", "HĐND", "", "NQ-HĐND" },
        { "155/2016/NĐ-CP", 155, 2016, false, "NĐ", "CP", "", "NĐ-CP" },
        { "12/CT-TTg", 12, 0, false, "CT", "TTg", "", "CT-TTg" },
        { "25/NQ-CP", 25, 0, false, "NQ", "CP", "", "NQ-CP" },
        { "468/QĐ-TTg", 468, 0, false, "QĐ", "TTg", "", "QĐ-TTg" },
        { "01/2020/TT-VPCP", 1, 2020, false, "TT", "VPCP", "", "TT-VPCP" },
        { "1234/QĐ-UBND-HC", 1234, 0, false, "QĐ", "UBND-HC", "", "QĐ-UBND-HC" },
        { "05/2014/TTLT-BTC-BNV", 5, 2014, false, "TTLT", "BTC-BNV", "", "TTLT-BTC-BNV" },
        { "58/2014/QH13", 58, 2014, false, "QH", "13", "", "QH13" },
        { "2021/QyĐ-UBND", 2021, 0, false, "QyĐ", "UBND", "", "QyĐ-UBND" },
        { "9/BC-VPĐĐBQHƯ1", 9, 0, false, "BC", "VPĐĐBQHƯ1", "", "BC-VPĐĐBQHƯ1" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_reads(&rows[i]);
}

static void test_letters_have_agency_and_unit(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        { "345/VPUBND-KT", 345, 0, false, "", "VPUBND", "KT", "VPUBND-KT" },
        { "05/BNV-VP", 5, 0, false, "", "BNV", "VP", "BNV-VP" },
        { "7/UBND-TH-NC", 7, 0, false, "", "UBND", "TH-NC", "UBND-TH-NC" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_reads(&rows[i]);
}

static void test_party_numbers_are_read(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        { "108-CTr/TU", 108, 0, true, "CTr", "TU", "", "CTr/TU" },
        { "81-KL/TW", 81, 0, true, "KL", "TW", "", "KL/TW" },
        { "13-KH/TU", 13, 0, true, "KH", "TU", "", "KH/TU" },
        { "56-KL/TW", 56, 0, true, "KL", "TW", "", "KL/TW" },
        { "26-NQ/TW", 26, 0, true, "NQ", "TW", "", "NQ/TW" },
        { "02-QyĐ/ĐU", 2, 0, true, "QyĐ", "ĐU", "", "QyĐ/ĐU" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_reads(&rows[i]);
}

static void test_an_empty_number_is_a_draft(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        { "/BC-VPUBND", 0, 0, false, "BC", "VPUBND", "", "BC-VPUBND" },
        { "/2021/QĐ-UBND", 0, 2021, false, "QĐ", "UBND", "", "QĐ-UBND" },
        { "-CTr/TU", 0, 0, true, "CTr", "TU", "", "CTr/TU" },
        { "/VPUBND-KT", 0, 0, false, "", "VPUBND", "KT", "VPUBND-KT" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_reads(&rows[i]);
}

static void test_text_is_nfc_and_without_blanks_around(void **state)
{
    (void)state;
    struct document_number got = document_number_parse(mem, "\u00A0 208/2018/NQ-HÐND\n");
    assert_int_equal(got.kind, DOCUMENT_NUMBER_OK);
    assert_string_equal(got.text, "208/2018/NQ-HĐND");
    assert_string_equal(got.agency, "HĐND");
}

static void test_malformed_numbers_say_why(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says, *suggestion;
    } rows[] = {
        { "19/NQ/TW", "Ký hiệu", "19-NQ/TW" },
        { "12/BC/VPUBND", "Ký hiệu", "12/BC-VPUBND" },
        { "208-NQ-HĐND", "Đảng", "208/NQ-HĐND" },
        { "12-BC/VPUBND", "Đảng", "12/BC-VPUBND" },
        { "208/2018-NQ/HĐND", "Ký hiệu", "208/2018/NQ-HĐND" },
        { "12 / BC - VPUBND", "Số văn bản", "12/BC-VPUBND" },
        { "", "để trống", "" },
        { "  ", "để trống", "" },
        { "12", "Thiếu ký hiệu", "" },
        { "12/", "Ký hiệu", "" },
        { "12/BC", "Ký hiệu", "" },
        { "12/bc-vpubnd", "Ký hiệu", "" },
        { "12/BC-Tổ", "Ký hiệu", "" },
        { "12/BC--UBND", "Ký hiệu", "" },
        { "0/BC-UBND", "Số văn bản", "" },
        { "123456/BC-UBND", "Số văn bản", "" },
        { "1a/BC-UBND", "Số văn bản", "" },
        { "+1/BC-UBND", "Số văn bản", "" },
        { "12/1900/QĐ-UBND", "Năm", "" },
        { "12/QH", "Ký hiệu", "" },
        { "12/QH123", "Ký hiệu", "" },
        { "108-CTr/T", "Đảng", "108/CTr-T" },
        { "661.00", "Thiếu ký hiệu", "" },
        { "1/A-B-C-D-E-F-G-H", "Ký hiệu", "" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct document_number got = document_number_parse(mem, rows[i].text);
        if (got.kind != DOCUMENT_NUMBER_MALFORMED)
            fail_msg("%s is taken", rows[i].text);
        if (!strstr(got.problem, rows[i].says))
            fail_msg("%s: %s", rows[i].text, got.problem);
        assert_string_equal(got.suggestion, rows[i].suggestion);
        assert_int_equal(got.number, 0);
        assert_string_equal(got.symbol, "");
    }
}

static void test_too_long_a_text_is_refused(void **state)
{
    (void)state;
    char text[DOCUMENT_NUMBER_SIZE_MAX + 2] = "1/";
    memset(text + 2, 'A', sizeof text - 3);
    struct document_number got = document_number_parse(mem, text);
    assert_int_equal(got.kind, DOCUMENT_NUMBER_MALFORMED);
    assert_non_null(strstr(got.problem, "quá dài"));
}

static void test_types_are_known_by_their_abbreviation(void **state)
{
    (void)state;
    assert_true(document_type_is_known("QyĐ"));
    assert_true(document_type_is_known("TTLT"));
    assert_false(document_type_is_known("VPUBND"));
    assert_false(document_type_is_known(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_state_numbers_are_read),
        cmocka_unit_test(test_letters_have_agency_and_unit),
        cmocka_unit_test(test_party_numbers_are_read),
        cmocka_unit_test(test_an_empty_number_is_a_draft),
        cmocka_unit_test(test_text_is_nfc_and_without_blanks_around),
        cmocka_unit_test(test_malformed_numbers_say_why),
        cmocka_unit_test(test_too_long_a_text_is_refused),
        cmocka_unit_test(test_types_are_known_by_their_abbreviation),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
