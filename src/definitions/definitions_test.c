/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/test_internal.h"

static void test_the_register_of_the_design_loads_as_it_stands(void **state)
{
    (void)state;
    const struct register_definition *reg = definitions_register(load_unchanged(), "petition");
    assert_non_null(reg);
    assert_string_equal(reg->slug, "don-thu");
    assert_string_equal(reg->number, "petitions");
    assert_int_equal(reg->states.count, 4);
    assert_int_equal(reg->states.items[3].group, GROUP_RESOLVED);
    assert_int_equal(reg->steps.count, 3);
    assert_int_equal(register_step(reg, "accept")->only_if.count, 1);
    assert_string_equal(register_step(reg, "accept")->only_if.items[0].query, "kind=khieu-nai");
    assert_string_equal(register_step(reg, "accept")->only_if.items[0].otherwise, "Đơn này không phải là khiếu nại");
    assert_string_equal(register_step(reg, "decide")->ends, "settle");
    assert_string_equal(register_deadline(reg, "settle")->limits, "complaint-first-instance");
    assert_string_equal(reg->list.sort, "due_on");
    assert_int_equal(reg->list.columns.count, 7);
    assert_string_equal(reg->figures.items[0].query, "source=buu-dien&received_on=@period");
    assert_int_equal(reg->place.line, 2);
}

static void test_a_limit_is_the_row_in_force_on_the_day(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    const char *table = "complaint-first-instance";
    assert_string_equal(definitions_limit(set, table, "normal", "2021-12-31")->length, "30 ngày");
    assert_string_equal(definitions_limit(set, table, "normal", "2022-01-01")->length, "45 ngày");
    assert_string_equal(definitions_limit(set, table, "normal", "2022-01-01")->mark, "from-memory");
    assert_string_equal(definitions_limit(set, table, "complex", "2021-12-31")->length,
                        "30 ngày"); /* as the normal one */
    assert_null(definitions_limit(set, "other", "normal", "2021-12-31"));
}

static void test_a_unit_has_the_name_of_the_day(void **state)
{
    (void)state;
    const struct unit *unit = definitions_unit(load_unchanged(), "vp");
    assert_string_equal(unit_name_on(unit, "2016-06-30"), "Văn phòng cũ");
    assert_string_equal(unit_name_on(unit, "2016-07-01"), "Văn phòng");
    assert_string_equal(unit_name_on(unit, "0001-01-01"), "Văn phòng cũ");
    assert_string_equal(unit_brief_on(unit, "2016-06-30"), "VPC");
    assert_string_equal(unit_brief_on(unit, "2021-07-01"), "Văn phòng");
    assert_string_equal(unit->parent, "ubnd");
}

static void test_what_is_not_there_is_null(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    const struct register_definition *note = definitions_register(set, "note");
    assert_null(definitions_register(set, "notes"));
    assert_null(definitions_report(set, "weekly"));
    assert_null(definitions_book(set, "note"));
    assert_null(definitions_list(set, "topics"));
    assert_null(definitions_issuer(set, "ubnd"));
    assert_null(definitions_unit(set, "so"));
    assert_null(definitions_area(set, "1"));
    assert_null(definitions_figure(set, "note"));
    assert_null(register_field(note, "summary"));
    assert_null(register_state(note, "opened"));
    assert_null(register_step(note, "accept"));
    assert_null(register_deadline(note, "settle"));
    assert_string_equal(definitions_setting(set, "office.short", "10"), "50");
    assert_string_equal(definitions_setting(set, "colour", "none"), "none");
    assert_string_equal(definitions_issuer(set, "van-phong")->letterhead.items[1], "VĂN PHÒNG");
    assert_int_equal(definitions_book(set, "petitions")->starts.items[0].at, 18);
    assert_string_equal(definitions_area(set, "866")->parent, "87");
}

static void test_a_list_has_its_items_only(void **state)
{
    (void)state;
    const char *items[] = { "clerk", "leader" };
    assert_true(text_list_has(&(struct text_list){ items, 2 }, "leader"));
    assert_false(text_list_has(&(struct text_list){ items, 1 }, "leader"));
    assert_false(text_list_has(&(struct text_list){ items, 2 }, "lead"));
}

static void test_the_work_of_a_unit_that_is_no_more_is_its_successors(void **state)
{
    (void)state;
    const char *next[] = { "b" }, *last[] = { "c" };
    struct unit units[] = { { .code = "a", .from = "0001-01-01", .until = "2021-06-30", .successors = { next, 1 } },
                            { .code = "b", .from = "0001-01-01", .until = "2025-06-30", .successors = { last, 1 } },
                            { .code = "c", .from = "2025-07-01", .until = "2025-12-31" } };
    const struct definitions set = { .units = { units, COUNT_OF(units) } };
    assert_string_equal(definitions_unit_on(&set, "a", "2021-06-30"), "a");
    assert_string_equal(definitions_unit_on(&set, "a", "2021-07-01"), "b");
    assert_string_equal(definitions_unit_on(&set, "a", "2025-07-01"), "c");
    assert_string_equal(definitions_unit_on(&set, "c", "2026-01-01"), "c");
    assert_string_equal(definitions_unit_on(&set, "x", "2026-01-01"), "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_has_its_items_only),
        cmocka_unit_test(test_the_work_of_a_unit_that_is_no_more_is_its_successors),
        TEST(test_the_register_of_the_design_loads_as_it_stands),
        TEST(test_a_limit_is_the_row_in_force_on_the_day),
        TEST(test_a_unit_has_the_name_of_the_day),
        TEST(test_what_is_not_there_is_null),
    };
    return cmocka_run_group_tests_name("definitions: definitions", tests, NULL, NULL);
}
