/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/number.h"

#include "viet/test_internal.h"

static void test_thousands_take_dots(void **state)
{
    (void)state;
    assert_string_equal(viet_number(mem, 0), "0");
    assert_string_equal(viet_number(mem, 7), "7");
    assert_string_equal(viet_number(mem, 999), "999");
    assert_string_equal(viet_number(mem, 6800), "6.800");
    assert_string_equal(viet_number(mem, 1000007), "1.000.007");
    assert_string_equal(viet_number(mem, -1200), "-1.200");
    assert_string_equal(viet_number(mem, INT64_MIN), "-9.223.372.036.854.775.808");
}

static void test_counts_below_ten_are_padded_in_prose(void **state)
{
    (void)state;
    assert_string_equal(viet_count(mem, 0), "0");
    assert_string_equal(viet_count(mem, 1), "01");
    assert_string_equal(viet_count(mem, 9), "09");
    assert_string_equal(viet_count(mem, 10), "10");
    assert_string_equal(viet_count(mem, -3), "-3");
    assert_string_equal(viet_count_prose(mem, 0), "không");
    assert_string_equal(viet_count_prose(mem, 2), "02");
    assert_string_equal(viet_count_prose(mem, 1841), "1.841");
}

static void test_decimals_take_a_comma_and_lose_their_zeros(void **state)
{
    (void)state;
    assert_string_equal(viet_decimal(mem, 123450, 2), "1.234,5");
    assert_string_equal(viet_decimal(mem, 105, 2), "1,05");
    assert_string_equal(viet_decimal(mem, 100, 2), "1");
    assert_string_equal(viet_decimal(mem, 5, 3), "0,005");
    assert_string_equal(viet_decimal(mem, -50, 2), "-0,5");
    assert_string_equal(viet_decimal(mem, 42, 0), "42");
    assert_string_equal(viet_decimal(mem, 1000000001, 9), "1,000000001");
}

static const char *percent(int64_t part, int64_t whole)
{
    int64_t hundredths;
    assert_true(viet_percent_hundredths(part, whole, &hundredths));
    return viet_percent(mem, hundredths);
}

static void test_percent_is_half_up_by_integers(void **state)
{
    (void)state;
    int64_t hundredths = -7;
    assert_true(viet_percent_hundredths(1755, 1841, &hundredths));
    assert_int_equal(hundredths, 9533);
    assert_string_equal(percent(1755, 1841), "95,33%");
    assert_string_equal(percent(16051, 16274), "98,63%");
    assert_string_equal(percent(199, 200), "99,5%");
    assert_string_equal(percent(5, 5), "100%");
    assert_string_equal(percent(0, 5), "0%");
    assert_string_equal(percent(1, 3), "33,33%");
    assert_string_equal(percent(2, 3), "66,67%");
    assert_string_equal(percent(1, 20000), "0,01%");
    assert_string_equal(percent(1, 20001), "0%");
    assert_string_equal(percent(-1, 20000), "-0,01%");
    assert_string_equal(percent(3000000, 1), "300.000.000%");
    assert_string_equal(percent(INT64_MAX / 2, INT64_MAX), "50%");
}

static void test_percent_of_nothing_is_refused(void **state)
{
    (void)state;
    int64_t hundredths = -7;
    assert_false(viet_percent_hundredths(0, 0, &hundredths));
    assert_false(viet_percent_hundredths(1, -4, &hundredths));
    assert_false(viet_percent_hundredths(INT64_MAX, 1, &hundredths));
    assert_int_equal(hundredths, -7);
}

static void test_over_rounds_down_and_hedges_only_what_is_not_exact(void **state)
{
    (void)state;
    assert_string_equal(viet_over(mem, 6843), "trên 6.800");
    assert_string_equal(viet_over(mem, 6800), "6.800");
    assert_string_equal(viet_over(mem, 101), "trên 100");
    assert_string_equal(viet_over(mem, 100), "100");
    assert_string_equal(viet_over(mem, 99), "99");
    assert_string_equal(viet_over(mem, 4), "04");
    assert_string_equal(viet_over(mem, 0), "không");
    assert_string_equal(viet_over(mem, 1999999), "trên 1.900.000");
}

static void test_nearly_rounds_up(void **state)
{
    (void)state;
    assert_string_equal(viet_nearly(mem, 1387), "gần 1.400");
    assert_string_equal(viet_nearly(mem, 1400), "1.400");
    assert_string_equal(viet_nearly(mem, 996), "gần 1.000");
    assert_string_equal(viet_nearly(mem, 45), "45");
    assert_string_equal(viet_nearly(mem, INT64_MAX), "9.223.372.036.854.775.807");
}

static void test_million_has_one_decimal(void **state)
{
    (void)state;
    assert_string_equal(viet_million(mem, 1423000), "1,4 triệu");
    assert_string_equal(viet_million(mem, 1450000), "1,5 triệu");
    assert_string_equal(viet_million(mem, 1449999), "1,4 triệu");
    assert_string_equal(viet_million(mem, 2000000), "2 triệu");
    assert_string_equal(viet_million(mem, 1250300000), "1.250,3 triệu");
    assert_string_equal(viet_million(mem, 999999), "999.999");
    assert_string_equal(viet_million(mem, 3), "03");
    assert_string_equal(viet_million(mem, INT64_MAX), "9.223.372.036.854,8 triệu");
}

static void test_words_follow_the_spoken_rules(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        const char *words;
    } cases[] = {
        { 0, "không" },
        { 1, "một" },
        { 4, "bốn" },
        { 5, "năm" },
        { 10, "mười" },
        { 11, "mười một" },
        { 14, "mười bốn" },
        { 15, "mười lăm" },
        { 20, "hai mươi" },
        { 21, "hai mươi mốt" },
        { 24, "hai mươi tư" },
        { 25, "hai mươi lăm" },
        { 100, "một trăm" },
        { 101, "một trăm linh một" },
        { 105, "một trăm linh năm" },
        { 110, "một trăm mười" },
        { 1000, "một nghìn" },
        { 1005, "một nghìn không trăm linh năm" },
        { 1020, "một nghìn không trăm hai mươi" },
        { 1841, "một nghìn tám trăm bốn mươi mốt" },
        { 1000000, "một triệu" },
        { 1000005, "một triệu không trăm linh năm" },
        { 1250000, "một triệu hai trăm năm mươi nghìn" },
        { 1005000000, "một tỷ không trăm linh năm triệu" },
        { 2000000000001, "hai nghìn tỷ không trăm linh một" },
        { 1000000000000000, "một triệu tỷ" },
        { 1000000000000000000, "một tỷ tỷ" },
        { -21, "âm hai mươi mốt" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(viet_words(mem, cases[i].value), cases[i].words);
    assert_true(text_starts(viet_words(mem, INT64_MIN), "âm chín tỷ hai trăm hai mươi ba triệu"));
}

static void test_money_in_digits_and_in_words(void **state)
{
    (void)state;
    assert_string_equal(viet_money(mem, 1250000), "1.250.000 đồng");
    assert_string_equal(viet_money_words(mem, 1250000), "Một triệu hai trăm năm mươi nghìn đồng");
    assert_string_equal(viet_money_words(mem, 0), "Không đồng");
    assert_string_equal(viet_money_words(mem, -5), "Âm năm đồng");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thousands_take_dots),
        cmocka_unit_test(test_counts_below_ten_are_padded_in_prose),
        cmocka_unit_test(test_decimals_take_a_comma_and_lose_their_zeros),
        cmocka_unit_test(test_percent_is_half_up_by_integers),
        cmocka_unit_test(test_percent_of_nothing_is_refused),
        cmocka_unit_test(test_over_rounds_down_and_hedges_only_what_is_not_exact),
        cmocka_unit_test(test_nearly_rounds_up),
        cmocka_unit_test(test_million_has_one_decimal),
        cmocka_unit_test(test_words_follow_the_spoken_rules),
        cmocka_unit_test(test_money_in_digits_and_in_words),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
