/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/calendar.h"
#include "deadlines/office_hours.h"
#include "definitions/test_internal.h"

static void test_a_title_called_summary_needs_no_field(void **state)
{
    (void)state;
    const struct register_definition *reg = definitions_register(load_unchanged(), "petition");
    const struct field *summary = register_field(reg, "summary");
    assert_non_null(summary);
    assert_int_equal(summary->type, FIELD_TEXT);
    assert_true(summary->required);
    assert_int_equal(reg->fields.count, 5);
}

static void test_registers_are_in_the_order_of_their_names(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    assert_int_equal(set->registers.count, 2);
    assert_string_equal(set->registers.items[0].name, "note");
    assert_string_equal(set->registers.items[1].name, "petition");
    assert_ptr_equal(set->registers.items[0].figures.items[1].owner, &set->registers.items[0]);
}

static void test_the_calendar_and_the_office_hours_are_made(void **state)
{
    (void)state;
    day_t day;
    const struct definitions *set = load_unchanged();
    assert_true(day_parse("2021-09-03", &day));
    assert_false(calendar_is_working_day(set->calendar, day));
    assert_true(calendar_is_working_day(set->calendar, day + 3));
    assert_int_equal(office_hours_on(set->hours, day)->morning_close, 11 * 60 + 30);
}

static void test_office_hours_have_a_default_and_deadlines_need_a_calendar(void **state)
{
    (void)state;
    struct faults faults = { 0 }, more = { 0 };
    copy_office();
    change_file("settings.yaml", "office_hours:\n  - { morning: \"07:00-11:30\", afternoon: \"13:30-17:00\" }\n", "");
    const struct definitions *set = load_office(NULL, &faults);
    assert_non_null(set);
    assert_int_equal(office_hours_on(set->hours, 18000)->afternoon_open, 13 * 60 + 30);
    assert_int_equal(unlink(arena_printf(mem, "%s/office/calendars/vietnam.yaml", folder)), 0);
    assert_null(load_office(NULL, &more));
    assert_string_equal(print_fault(&more.list.items[0]),
                        "registers/note.yaml:23:5: thời hạn cần lịch ngày nghỉ: thêm một tệp vào calendars/");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_title_called_summary_needs_no_field),
        TEST(test_registers_are_in_the_order_of_their_names),
        TEST(test_office_hours_have_a_default_and_deadlines_need_a_calendar),
        TEST(test_the_calendar_and_the_office_hours_are_made),
    };
    return cmocka_run_group_tests_name("definitions: build", tests, NULL, NULL);
}
