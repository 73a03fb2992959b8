/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/field_type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "query/query_testing.h"

static struct arena *mem;
static const struct definitions *definitions;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    definitions = testing_definitions(mem);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct field field_of(enum field_type type)
{
    return (struct field){ .name = "it", .type = type, .label = "Nó", .min = INT64_MIN, .max = INT64_MAX };
}

/* A field of the small office. */
static const struct field *known(const char *name)
{
    return register_field(definitions_register(definitions, "petition"), name);
}

/* What TEXT is stored as: "-" where not set, "!…" where refused. */
static const char *stored(const struct field *field, const char *text)
{
    struct value value;
    struct err err = { 0 };
    if (!value_parse(mem, definitions, field, text, &value, &err)) {
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.field, field->name);
        return arena_printf(mem, "!%s", err.text);
    }
    const char *printed = value_print(mem, field, &value);
    return printed ? printed : "-";
}

static const char *stored_as(enum field_type type, const char *text)
{
    struct field field = field_of(type);
    return stored(&field, text);
}

static const char *for_people(const struct field *field, const char *text)
{
    struct value value;
    struct err err = { 0 };
    assert_true(value_parse(mem, definitions, field, text, &value, &err));
    return value_people(mem, definitions, field, &value);
}

static void test_empty_text_is_not_set(void **state)
{
    (void)state;
    for (int type = FIELD_TEXT; type <= FIELD_RATING; type++) {
        struct field field = field_of((enum field_type)type);
        assert_string_equal(stored(&field, ""), "-");
        assert_string_equal(stored(&field, " "), "-");
        assert_string_equal(stored(&field, NULL), "-");
        assert_string_equal(for_people(&field, ""), "");
    }
}

static void test_each_type_reads_what_people_write(void **state)
{
    (void)state;
    assert_string_equal(stored_as(FIELD_TEXT, "  Đồng Tháp "), "Đồng Tháp");
    assert_string_equal(stored_as(FIELD_TEXT, "Ðồng"), "Đồng"); /* the eth of old keyboards */
    assert_string_equal(stored_as(FIELD_LONG_TEXT, "một\nhai"), "một\nhai");
    assert_string_equal(stored_as(FIELD_NUMBER, "1.234.567"), "1234567");
    assert_string_equal(stored_as(FIELD_NUMBER, "-12"), "-12");
    assert_string_equal(stored_as(FIELD_MONEY, "1250000"), "1250000");
    assert_string_equal(stored_as(FIELD_DATE, "5/7/2021"), "2021-07-05");
    assert_string_equal(stored_as(FIELD_DATE, "2021-07-05"), "2021-07-05");
    assert_string_equal(stored_as(FIELD_DATE_TIME, "29/07/2021 10:00"), "2021-07-29T10:00:00+07:00");
    assert_string_equal(stored_as(FIELD_DATE_TIME, "2021-07-29T10:00"), "2021-07-29T10:00:00+07:00");
    assert_string_equal(stored_as(FIELD_DATE_TIME, "29/7/2021"), "2021-07-29T00:00:00+07:00");
    assert_string_equal(stored_as(FIELD_YES_NO, "Có"), "yes");
    assert_string_equal(stored_as(FIELD_YES_NO, "no"), "no");
    assert_string_equal(stored(known("source"), "thu-tin"), "buu-dien");
    assert_string_equal(stored(known("source"), "bưu điện"), "buu-dien");
    assert_string_equal(stored(known("source"), "TT"), "truc-tiep");
    assert_string_equal(stored(known("topics"), "Nội vụ; dat-dai, dat-dai"), "dat-dai,noi-vu");
    assert_string_equal(stored(known("district"), "Phòng Nội chính - Pháp chế"), "nc");
    assert_string_equal(stored(known("district"), "pc"), "pc");
    assert_string_equal(stored_as(FIELD_USER, "van-thu"), "van-thu");
    assert_string_equal(stored_as(FIELD_PHONE, "0277 385.1234"), "02773851234");
    assert_string_equal(stored_as(FIELD_PHONE, "+84 (277) 385-1234"), "+842773851234");
    assert_string_equal(stored_as(FIELD_PROCEDURE, "1.001234.000.00.00.H20"), "1.001234.000.00.00.H20");
    assert_string_equal(stored_as(FIELD_LINK, "0000000000400"), "0000000000400");
    assert_string_equal(stored_as(FIELD_PERIOD, "7/2021"), "2021-07");
    assert_string_equal(stored_as(FIELD_PERIOD, "2021-Q3"), "2021-Q3");
    assert_string_equal(stored_as(FIELD_PERIOD, "2021"), "2021");
    assert_string_equal(stored_as(FIELD_RATING, "5"), "5");
}

static void test_a_period_of_years_is_a_whole_year(void **state)
{
    (void)state;
    struct field field = field_of(FIELD_PERIOD);
    field.years = true;
    assert_string_equal(stored(&field, "2021"), "2021");
    for (const char *const *text = (const char *const[]){ "2021-07", "7/2021", "2021-Q3", "21", NULL }; *text; text++)
        if (!strstr(stored(&field, *text), "không phải một năm"))
            fail_msg("%s: %s", *text, stored(&field, *text));
}

static void test_what_does_not_fit_is_refused_with_what_was_expected(void **state)
{
    (void)state;
    static const struct {
        enum field_type type;
        const char *text, *says;
    } cases[] = {
        { FIELD_NUMBER, "661.00", "1.234.567" },
        { FIELD_NUMBER, "1.23.456", "1.234.567" },
        { FIELD_NUMBER, "1234.567", "1.234.567" },
        { FIELD_NUMBER, "99999999999999999999", "số nguyên" },
        { FIELD_NUMBER, "-", "số nguyên" },
        { FIELD_DATE, "30/02/2021", "ngày/tháng/năm" },
        { FIELD_DATE, "9999-12-31", "từ 1800 đến 2999" },
        { FIELD_DATE_TIME, "29/07/2021 25:00", "HH:MM" },
        { FIELD_YES_NO, "có lẽ", "có hoặc không" },
        { FIELD_USER, "Văn thư", "tên đăng nhập" },
        { FIELD_PHONE, "12345", "8 đến 15" },
        { FIELD_PHONE, "0277x3851234", "số điện thoại" },
        { FIELD_PROCEDURE, "1.00/2", "mã thủ tục" },
        { FIELD_LINK, "12", "13 chữ" },
        { FIELD_PERIOD, "2021-13", "2021-07" },
        { FIELD_PERIOD, "2021-Q5", "2021-Q3" },
        { FIELD_PERIOD, "2021-7", "2021-07" },
        { FIELD_RATING, "6", "từ 1 đến 5" },
        { FIELD_UNIT, "Phòng không có", "đơn vị" },
        { FIELD_TEXT, "a\x01", "U+0001" },
        { FIELD_TEXT, "a\x7F", "U+007F" },
        { FIELD_TEXT, "\xff", "UTF-8" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *says = stored_as(cases[i].type, cases[i].text);
        if (says[0] != '!' || !strstr(says, cases[i].says))
            fail_msg("%s “%s”: %s", field_type_name(cases[i].type), cases[i].text, says);
        assert_true(text_starts(says, "!Nó: "));
    }
    assert_non_null(strstr(stored(known("source"), "buu-dein"), "có: buu-dien, truc-tiep, any"));
}

static void test_min_and_max_are_kept(void **state)
{
    (void)state;
    struct field number = field_of(FIELD_NUMBER), text = field_of(FIELD_TEXT);
    number.min = 0;
    number.max = 10000;
    assert_string_equal(stored(&number, "10.000"), "10000");
    assert_string_equal(stored(&number, "10001"), "!Nó: 10.001 lớn hơn 10.000.");
    assert_string_equal(stored(&number, "-1"), "!Nó: -1 nhỏ hơn 0.");
    text.max = 4;
    assert_string_equal(stored(&text, "Đồng"), "Đồng"); /* characters, not bytes */
    assert_string_equal(stored(&text, "Tháp Mười"), "!Nó: dài 9 ký tự, nhiều nhất 4.");
    struct value value;
    struct err err = { 0 };
    assert_true(value_read(mem, definitions, &number, "10001", &value, &err)); /* queries may ask beyond */
}

static void test_people_read_labels_and_dates(void **state)
{
    (void)state;
    struct field money = field_of(FIELD_MONEY), date = field_of(FIELD_DATE), at = field_of(FIELD_DATE_TIME),
                 period = field_of(FIELD_PERIOD), yes = field_of(FIELD_YES_NO), number = field_of(FIELD_NUMBER);
    assert_string_equal(for_people(&money, "1250000"), "1.250.000 đồng");
    assert_string_equal(for_people(&number, "6812"), "6.812");
    assert_string_equal(for_people(&date, "2021-07-05"), "05/07/2021");
    assert_string_equal(for_people(&at, "2021-07-29T10:05"), "29/07/2021 10:05");
    assert_string_equal(for_people(&yes, "1"), "có");
    assert_string_equal(for_people(&period, "2021-07"), "tháng 7/2021");
    assert_string_equal(for_people(&period, "2021-12"), "tháng 12/2021");
    assert_string_equal(for_people(&period, "2021-Q3"), "quý 3/2021");
    assert_string_equal(for_people(&period, "2021-H1"), "6 tháng đầu năm 2021");
    assert_string_equal(for_people(known("topics"), "dat,noi-vu"), "Đất, Nội vụ");
    assert_string_equal(for_people(known("source"), "buu-dien"), "Bưu điện");
}

static void test_the_column_follows_the_type(void **state)
{
    (void)state;
    for (int type = FIELD_TEXT; type <= FIELD_RATING; type++) {
        struct field field = field_of((enum field_type)type);
        bool integer = type == FIELD_NUMBER || type == FIELD_MONEY || type == FIELD_YES_NO || type == FIELD_DATE_TIME ||
                       type == FIELD_LINK || type == FIELD_RATING;
        assert_int_equal(field_is_integer(&field), integer);
        assert_string_equal(field_column_type(&field), integer ? "{int}" : "{text}");
        assert_int_equal(field_sort_sentinel(&field)[0] == '\'', !integer);
    }
}

/* Planted and seen red: a yes-no taken for sound whatever it is. */
static void test_what_nobody_can_enter_is_not_sound(void **state)
{
    (void)state;
    const struct field yes = { .name = "public", .type = FIELD_YES_NO }, at = { .name = "at", .type = FIELD_DATE_TIME },
                       many = { .name = "kinds", .type = FIELD_CHOICES };
    const struct value none = { 0 };
    assert_true(value_is_sound(&yes, &(struct value){ true, 1, NULL }) && value_is_sound(&yes, &none));
    assert_false(value_is_sound(&yes, &(struct value){ true, 5, NULL }));
    assert_true(value_is_sound(&at, &(struct value){ true, 1627776000000, NULL }));
    assert_false(value_is_sound(&at, &(struct value){ true, 1627776000001, NULL }));
    assert_true(value_is_sound(&many, &(struct value){ true, 0, ",a,b," }));
    assert_false(value_is_sound(&many, &(struct value){ true, 0, "a,b" }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_text_is_not_set),
        cmocka_unit_test(test_each_type_reads_what_people_write),
        cmocka_unit_test(test_a_period_of_years_is_a_whole_year),
        cmocka_unit_test(test_what_does_not_fit_is_refused_with_what_was_expected),
        cmocka_unit_test(test_min_and_max_are_kept),
        cmocka_unit_test(test_people_read_labels_and_dates),
        cmocka_unit_test(test_the_column_follows_the_type),
        cmocka_unit_test(test_what_nobody_can_enter_is_not_sound),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
