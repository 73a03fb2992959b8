/* SPDX-License-Identifier: Apache-2.0 */
#include "query/week.h"

#include "store/testing.h"

static void test_a_week_has_a_name_and_a_day_of_it_another(void **state)
{
    static const struct {
        const char *text, *name;
        int year, month, day; /* of its Monday */
    } rows[] = {
        { "2021-W31", "2021-W31", 2021, 8, 2 },   { "2021-31", "2021-W31", 2021, 8, 2 },
        { "05/08/2021", "2021-W31", 2021, 8, 2 }, { "2021-08-08", "2021-W31", 2021, 8, 2 },
        { "2020-W53", "2020-W53", 2020, 12, 28 }, { "2021-01-01", "2020-W53", 2020, 12, 28 },
        { "2021-W1", "2021-W01", 2021, 1, 4 },    { "2024-12-31", "2025-W01", 2024, 12, 30 },
        { "1800-W02", "1800-W02", 1800, 1, 6 },   { "31/12/2999", "3000-W01", 2999, 12, 30 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct err err = { 0 };
        day_t monday;
        char name[WEEK_NAME_SIZE];
        assert_true(week_parse(rows[i].text, &monday, &err));
        assert_int_equal(monday, day_from_civil(rows[i].year, rows[i].month, rows[i].day));
        week_print(monday, name);
        assert_string_equal(name, rows[i].name);
    }
}

static void test_what_is_no_week_is_refused(void **state)
{
    static const char *const rows[] = { "",         "2021",     "2021-W54",   "2021-W53", "2021-W",
                                        "2021W31x", "tuần 31",  "2021-W-1",   NULL,       "2021-W+5",
                                        "2021-W00", "1800-W01", "01/01/1800", "3000-W01", "31/12/9999" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct err err = { 0 };
        day_t monday;
        assert_false(week_parse(rows[i], &monday, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.field, "week");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_week_has_a_name_and_a_day_of_it_another),
        cmocka_unit_test(test_what_is_no_week_is_refused),
    };
    return cmocka_run_group_tests_name("query: weeks", tests, NULL, NULL);
}
