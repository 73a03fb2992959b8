/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/length.h"

#include "deadlines/test_internal.h"

static void test_the_five_forms_are_read_and_printed_back(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int count;
        enum length_unit unit;
    } FORMS[] = {
        { "5 ngày làm việc", 5, LENGTH_WORKING_DAYS },
        { "30 ngày", 30, LENGTH_DAYS },
        { "4 giờ làm việc", 4, LENGTH_WORKING_HOURS },
        { "24 giờ", 24, LENGTH_HOURS },
        { "2 tháng", 2, LENGTH_MONTHS },
        { "3660 ngày làm việc", 3660, LENGTH_WORKING_DAYS },
    };
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        struct length length = length_of(FORMS[i].text);
        assert_int_equal(length.count, FORMS[i].count);
        assert_int_equal(length.unit, FORMS[i].unit);
        char text[LENGTH_SIZE];
        length_print(&length, text);
        assert_string_equal(text, FORMS[i].text);
    }
}

static void test_reading_forgives_blanks_capitals_zeros_and_decomposed_letters(void **state)
{
    (void)state;
    static const char *const SAME[] = {
        "05 Ngày  làm\tviệc ",
        "  5 NGÀY LÀM VIỆC",
        "5ngày làm việc",
        "5\u00a0ngày làm việc",
        "5 nga\u0300y la\u0300m vie\u0323\u0302c",
        "5 nga\u0300y la\u0300m vi\u1ec7c",
    };
    for (size_t i = 0; i < COUNT_OF(SAME); i++) {
        struct length length = length_of(SAME[i]);
        assert_int_equal(length.count, 5);
        assert_int_equal(length.unit, LENGTH_WORKING_DAYS);
    }
}

static void test_other_texts_are_refused_with_the_five_forms_named(void **state)
{
    (void)state;
    static const char *const BAD[] = {
        "",         " ",          "ngày",   "5",        "năm ngày", "5 ngay",      "-5 ngày",
        "5.5 ngày", "5 ngày làm", "5 tuần", "5 ngày x", "5 5 ngày", "\xff 5 ngày", "5 ngày\xc3",
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct length length = { .count = 77 };
        err = (struct err){ 0 };
        assert_false(length_parse(mem, BAD[i], &length, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, "length");
        assert_non_null(strstr(err.text, "“5 ngày làm việc”, “30 ngày”, “4 giờ làm việc”, “24 giờ” hoặc “2 tháng”"));
        assert_true(utf8_is_valid(err.text, strlen(err.text)));
        assert_int_equal(length.count, 77);
    }
    struct length length;
    assert_false(length_parse(mem, NULL, &length, &err));
    char *endless = arena_alloc(mem, 5000);
    memset(endless, '9', 4999);
    assert_false(length_parse(mem, endless, &length, &err));
}

static void test_counts_outside_the_bounds_name_the_greatest(void **state)
{
    (void)state;
    static const struct {
        const char *text, *max;
    } BAD[] = {
        { "0 ngày", "3660" },   { "3661 ngày làm việc", "3660" },           { "10000 giờ", "9999" },
        { "241 tháng", "240" }, { "99999999999999999999999 ngày", "3660" }, { "0000 giờ làm việc", "9999" },
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct length length;
        assert_false(length_parse(mem, BAD[i].text, &length, &err));
        assert_non_null(strstr(err.text, BAD[i].max));
    }
    assert_false(length_check(&(struct length){ .count = 0, .unit = LENGTH_DAYS }, &err));
    assert_false(length_check(&(struct length){ .count = 1, .unit = (enum length_unit)9 }, &err));
    assert_true(length_check(&(struct length){ .count = 1, .unit = LENGTH_MONTHS }, &err));
}

/* The tables of office/law are written in this grammar, to the last row. */
static void test_every_limit_of_the_office_is_read(void **state)
{
    (void)state;
    char *text = file_read(mem, SOURCE_FOLDER "/office/law/time-limits.yaml", 1 << 20, NULL, &err);
    assert_non_null(text);
    size_t count, read = 0;
    char **lines = text_split(mem, text, '\n', &count);
    for (size_t i = 0; i < count; i++) {
        if (strstr(lines[i], "variant: ") == NULL)
            continue;
        struct length length = length_of(between(lines[i], "length: ", ","));
        assert_in_range(length.count, 1, 90);
        day_t from = day_of(between(lines[i], "from: ", ","));
        if (strstr(lines[i], "until: ") != NULL)
            assert_true(day_of(between(lines[i], "until: ", ",")) > from);
        assert_false(text_is_empty(between(lines[i], "law: \"", "\"")));
        (void)mark_of(between(lines[i], "mark: ", " }"));
        read++;
    }
    assert_true(read > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(test_the_five_forms_are_read_and_printed_back),
        RUN(test_reading_forgives_blanks_capitals_zeros_and_decomposed_letters),
        RUN(test_other_texts_are_refused_with_the_five_forms_named),
        RUN(test_counts_outside_the_bounds_name_the_greatest),
        RUN(test_every_limit_of_the_office_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
