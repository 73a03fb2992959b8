/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/fold.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "viet/letters_internal.h"
#include "viet/test_internal.h"

/* The alphabet with its tones, written out once more so that the table of the room is checked against text. */
static const char small_letters[] =
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz";
static const char capital_letters[] =
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ";

/* Every letter as its base and marks, in the order asked. */
static const char *decomposed(const char *text, bool swapped)
{
    static const uint32_t shapes[] = { 0, 0x302, 0x306, 0x31B }, tones[] = { 0, 0x300, 0x309, 0x303, 0x301, 0x323 };
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    while (*text) {
        uint32_t c = utf8_next(&text), marks[2];
        uint16_t letter = letter_of(c);
        char bytes[4];
        if (letter_shape(letter) == SHAPE_STROKE) {
            text_add_bytes(&out, bytes, utf8_put(bytes, c));
            continue;
        }
        text_char(&out, (char)(letter_base(letter) - (letter & LETTER_UPPER ? 32 : 0)));
        marks[swapped] = shapes[letter_shape(letter)];
        marks[!swapped] = tones[letter_tone(letter)];
        for (int i = 0; i < 2; i++)
            if (marks[i])
                text_add_bytes(&out, bytes, utf8_put(bytes, marks[i]));
    }
    return out.data;
}

static void test_nfc_joins_marks_in_any_order(void **state)
{
    (void)state;
    assert_string_equal(viet_nfc(mem, decomposed(small_letters, false)), small_letters);
    assert_string_equal(viet_nfc(mem, decomposed(small_letters, true)), small_letters);
    assert_string_equal(viet_nfc(mem, decomposed(capital_letters, false)), capital_letters);
    assert_string_equal(viet_nfc(mem, decomposed(capital_letters, true)), capital_letters);
    assert_string_equal(viet_nfc(mem, "\u00E1\u0302"), "\u1EA5"); /* á + circumflex */
    assert_string_equal(viet_nfc(mem, "\u00EA\u0301"), "\u1EBF"); /* ê + sắc, as CP1258 has it */
    assert_string_equal(viet_nfc(mem, "o\u0340\u031B a\u0341"), "\u1EDD \u00E1");
}

static void test_nfc_agrees_with_icu_on_the_alphabet(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status), *nfc = unorm2_getNFCInstance(&status);
    for (const char *at = small_letters; *at;) {
        uint32_t c = utf8_next(&at);
        UChar wide[1] = { (UChar)c }, parts[8], back[8];
        int32_t length = unorm2_normalize(nfd, wide, 1, parts, 8, &status);
        assert_int_equal(unorm2_normalize(nfc, parts, length, back, 8, &status), 1);
        char bytes[32], one[5] = { 0 };
        u_strToUTF8(bytes, sizeof bytes, NULL, parts, length, &status);
        utf8_put(one, c);
        assert_true(U_SUCCESS(status));
        assert_string_equal(viet_nfc(mem, bytes), one);
    }
}

static void test_nfc_maps_look_alikes_and_drops_the_invisible(void **state)
{
    (void)state;
    assert_string_equal(viet_nfc(mem, "\u00D0ồng\u00A0Tháp"), "Đồng Tháp");
    assert_string_equal(viet_nfc(mem, "\u00F0i \uFEFFx\u200By\u200Cz\u00ADw\u2060v"), "đi xyzwv");
    assert_string_equal(viet_nfc(mem, "“06 tháng” – 7…"), "“06 tháng” – 7…");
}

static void test_nfc_carries_other_scripts_unharmed(void **state)
{
    (void)state;
    const char *others[] = {
        "", "plain ascii 123", "Жук 漢字 한국 ไทย", "Müller ñandú ç ß", "😀 Tháp", "b\u0301 i\u031B"
    };
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_string_equal(viet_nfc(mem, others[i]), others[i]);
    assert_string_equal(viet_nfc(mem, "\u1112\u1161\u11AB"), "\uD55C"); /* ICU composes what is not ours */
    assert_string_equal(viet_nfc(mem, "\uFB2C\uFB2C"),
                        "\u05E9\u05BC\u05C1\u05E9\u05BC\u05C1"); /* and takes apart what NFC excludes: longer */
}

static void test_nfc_of_ill_formed_bytes_is_well_formed(void **state)
{
    (void)state;
    const char *bad[] = { "\xFF\xFE", "a\xC3", "\xE1\xBA", "\xED\xA0\x80x" };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        const char *text = viet_nfc(mem, bad[i]);
        assert_true(utf8_is_valid(text, strlen(text)));
        assert_string_equal(viet_fold(mem, text), viet_fold(mem, bad[i]));
    }
}

static void test_case_of_every_letter(void **state)
{
    (void)state;
    assert_string_equal(viet_lower(mem, capital_letters), small_letters);
    assert_string_equal(viet_upper(mem, small_letters), capital_letters);
    assert_string_equal(viet_lower(mem, small_letters), small_letters);
    assert_string_equal(viet_upper(mem, capital_letters), capital_letters);
    assert_string_equal(viet_lower(mem, "ÜBER Жук-12, A_B"), "über жук-12, a_b");
    assert_string_equal(viet_lower(mem, "H\u0331 \u0130\u0302"), "\u1E96 î"); /* still NFC */
    assert_string_equal(viet_upper(mem, "tình hình tháng 7/2021"), "TÌNH HÌNH THÁNG 7/2021");
}

static void test_first_letter_only(void **state)
{
    (void)state;
    assert_string_equal(viet_lower_first(mem, "Đề nghị UBND"), "đề nghị UBND");
    assert_string_equal(viet_upper_first(mem, "ủy ban"), "Ủy ban");
    assert_string_equal(viet_upper_first(mem, "“kế hoạch” năm"), "“Kế hoạch” năm");
    assert_string_equal(viet_lower_first(mem, "06 Tháng"), "06 Tháng");
    assert_string_equal(viet_upper_first(mem, ""), "");
}

static void test_tone_goes_to_its_old_place(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "hoà", "hòa" },       { "hoá", "hóa" },
        { "khoẻ", "khỏe" },     { "thuỷ", "thủy" },
        { "uỷ ban", "ủy ban" }, { "Tỉnh UỶ", "Tỉnh ỦY" },
        { "hòa", "hòa" },       { "quý", "quý" },
        { "quỹ", "quỹ" },       { "hoàn", "hoàn" },
        { "khuỷu", "khuỷu" },   { "thuở", "thuở" },
        { "Quý I", "Quý I" },   { "loã (xoã)", "lõa (xõa)" },
        { "tuỳ", "tùy" },       { "hoạ-sĩ", "họa-sĩ" },
        { "huỵ", "hụy" },       { "xoè.", "xòe." },
        { "uý1", "uý1" },       { "QUÝ", "QUÝ" },
        { "luỹ", "lũy" },
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        assert_string_equal(viet_tone_placement(mem, pairs[i][0]), pairs[i][1]);
        assert_string_equal(viet_exact(mem, pairs[i][0]), viet_exact(mem, pairs[i][1]));
    }
    assert_string_equal(viet_exact(mem, "HOÀ BÌNH, Thuỷ"), "hòa bình thủy");
}

static void test_exact_keeps_marks_and_joins_blanks_and_punctuation(void **state)
{
    (void)state;
    assert_string_equal(viet_exact(mem, "  Tỉnh\tUỶ, (2021) – a_b. "), "tỉnh ủy 2021 a_b");
    assert_string_equal(viet_exact(mem, "…"), "");
    assert_string_equal(viet_exact(mem, "ÜBER Жук"), "über жук");
}

static void test_fold_takes_all_marks_off(void **state)
{
    (void)state;
    static const char *const same[] = { "Đồng Tháp",      "đong thap", "DONG  THAP",
                                        "Ðồng\u00A0Tháp", "Đồng-Tháp", "Đô\u0300ng Tha\u0301p" };
    for (size_t i = 0; i < COUNT_OF(same); i++)
        assert_string_equal(viet_fold(mem, same[i]), "dong thap");
    assert_string_equal(
        viet_fold(mem, small_letters),
        "aaaaaaaaaaaaaaaaaabcddeeeeeeeeeeeefghiiiiiijklmnoooooooooooooooooopqrstuuuuuuuuuuuuvwxyyyyyyz");
    assert_string_equal(viet_fold(mem, capital_letters), viet_fold(mem, small_letters));
    assert_string_equal(viet_fold(mem, "o \u0332, b\u0301. \u031B"), "o b");
    assert_string_equal(viet_fold(mem, "Müller Ñandú Жук, 208/2018/NQ-HĐND"), "muller nandu жук 208 2018 nq hdnd");
}

static void test_same_sees_through_case_and_placement_only(void **state)
{
    (void)state;
    assert_true(viet_same(mem, "Tỉnh uỷ", "TỈNH ỦY"));
    assert_false(viet_same(mem, "Tỉnh ủy", "Tinh uy"));
    assert_false(viet_same(mem, "ma", "má"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nfc_joins_marks_in_any_order),
        cmocka_unit_test(test_nfc_agrees_with_icu_on_the_alphabet),
        cmocka_unit_test(test_nfc_maps_look_alikes_and_drops_the_invisible),
        cmocka_unit_test(test_nfc_carries_other_scripts_unharmed),
        cmocka_unit_test(test_nfc_of_ill_formed_bytes_is_well_formed),
        cmocka_unit_test(test_case_of_every_letter),
        cmocka_unit_test(test_first_letter_only),
        cmocka_unit_test(test_tone_goes_to_its_old_place),
        cmocka_unit_test(test_exact_keeps_marks_and_joins_blanks_and_punctuation),
        cmocka_unit_test(test_fold_takes_all_marks_off),
        cmocka_unit_test(test_same_sees_through_case_and_placement_only),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
