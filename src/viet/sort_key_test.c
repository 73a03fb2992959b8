/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/sort_key.h"

#include "viet/test_internal.h"

typedef char *key_function(struct arena *, const char *);

/* Each text comes strictly before the next one. */
static void assert_rising(key_function *key, const char *const *texts, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        const char *a = key(mem, texts[i]), *b = key(mem, texts[i + 1]);
        if (strcmp(a, b) >= 0)
            fail_msg("\"%s\" [%s] does not come before \"%s\" [%s]", texts[i], a, texts[i + 1], b);
    }
}

static void test_letters_follow_the_alphabet(void **state)
{
    (void)state;
    static const char *const letters[] = { "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h",
                                           "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r",
                                           "s", "t", "u", "ư", "v", "w", "x", "y", "z", "ж" };
    assert_rising(viet_sort_key, letters, COUNT_OF(letters));
    static const char *const words[] = { "az", "ăn", "âm", "ba", "dz", "đa", "ez", "êm", "oz", "ôm", "ơn", "uz", "ưa" };
    assert_rising(viet_sort_key, words, COUNT_OF(words));
}

static void test_tones_decide_after_letters_and_case_after_tones(void **state)
{
    (void)state;
    static const char *const texts[] = { "ma",  "Ma",  "mà",   "mả", "mã",  "má", "mạ",
                                         "man", "mán", "màng", "Mở", "mơn", "na" };
    assert_rising(viet_sort_key, texts, COUNT_OF(texts));
}

static void test_order_is_word_by_word(void **state)
{
    (void)state;
    static const char *const texts[] = { "An",  "An Bình",  "An Giang",     "Anh",  "Ân",
                                         "Cáo", "Cao Lãnh", "Cao-Lãnh Tây", "Cạo Y" };
    assert_rising(viet_sort_key, texts, COUNT_OF(texts));
    assert_string_equal(viet_sort_key(mem, "Cao Lãnh"), viet_sort_key(mem, " Cao – Lãnh. "));
}

static void test_numbers_go_by_value_before_letters(void **state)
{
    (void)state;
    static const char *const texts[] = { "0", "1", "2", "10", "99", "100", "123456789012345", "a" };
    assert_rising(viet_sort_key, texts, COUNT_OF(texts));
    static const char *const wards[] = { "Phường 2", "Phường 10", "Phường 11", "Phường An Hòa" };
    assert_rising(viet_sort_key, wards, COUNT_OF(wards));
    assert_string_equal(viet_sort_key(mem, "Tổ 007"), viet_sort_key(mem, "Tổ 7"));
}

static void test_tone_placement_does_not_matter(void **state)
{
    (void)state;
    assert_string_equal(viet_sort_key(mem, "Hoà Bình"), viet_sort_key(mem, "Hòa Bình"));
    assert_string_equal(viet_sort_key(mem, "Mu\u0308ller"), viet_sort_key(mem, "Muller"));
}

static void test_key_is_short_printable_ascii(void **state)
{
    (void)state;
    struct text longest;
    text_init(&longest, mem, TEXT_MAX_PAGE);
    for (int i = 0; i < 3000; i++)
        text_raw(&longest, "Ộ漢9 ");
    const char *texts[] = { "", "Đồng Tháp 2021", "“Жук” 漢字\t\n", longest.data };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const char *key = viet_sort_key(mem, texts[i]);
        for (const char *at = key; *at; at++)
            assert_in_range(*at, 0x20, 0x7E);
        assert_in_range(strlen(key), 0, 1200);
    }
}

static void test_names_go_by_given_family_middle(void **state)
{
    (void)state;
    static const char *const names[] = { "Khanh",          "Trần Khanh",     "Trần Đức Khanh",
                                         "Lê Thị Khánh",   "Trần Đức Khánh", "Nguyễn Hữu Minh",
                                         "Huỳnh Kim Sang", "Lê Văn Sang",    "Lê Vũ Sang" };
    assert_rising(viet_name_key, names, COUNT_OF(names));
    assert_string_equal(viet_name_key(mem, "  Trần  Đức Khánh "), viet_name_key(mem, "Trần Đức Khánh"));
    assert_string_equal(viet_name_key(mem, ""), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_follow_the_alphabet),
        cmocka_unit_test(test_tones_decide_after_letters_and_case_after_tones),
        cmocka_unit_test(test_order_is_word_by_word),
        cmocka_unit_test(test_numbers_go_by_value_before_letters),
        cmocka_unit_test(test_tone_placement_does_not_matter),
        cmocka_unit_test(test_key_is_short_printable_ascii),
        cmocka_unit_test(test_names_go_by_given_family_middle),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
