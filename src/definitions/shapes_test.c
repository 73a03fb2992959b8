/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/report_definition.h"
#include "definitions/test_internal.h"

static void test_fields_have_their_types_bounds_and_choices(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    const struct register_definition *note = definitions_register(set, "note");
    const struct field *subject = register_field(note, "subject"), *type = register_field(note, "type");
    assert_int_equal(subject->type, FIELD_TEXT);
    assert_true(subject->max == 200 && subject->min == INT64_MIN);
    assert_true(register_field(note, "size")->min == 0 && register_field(note, "size")->max == INT64_MAX);
    assert_true(register_field(note, "writer")->personal);
    assert_false(subject->personal);
    assert_ptr_equal(type->list, definitions_list(set, "document-types"));
    assert_string_equal(field_choice(type, "qd")->brief, "QĐ");
    assert_null(field_choice(type, "cv"));
    assert_string_equal(field_choice(register_field(note, "place"), "xa")->label, "Xa");
    assert_ptr_equal(register_field(note, "petition")->target, definitions_register(set, "petition"));
}

static void test_reports_hold_sections_of_sections_and_parts(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    const struct report_definition *report = definitions_report(set, "monthly");
    assert_non_null(report);
    assert_int_equal(report->sections.count, 1);
    const struct section_definition *petitions = &report->sections.items[0].sections.items[0];
    assert_int_equal(petitions->parts.count, 3);
    assert_string_equal(petitions->parts.items[0].only_if, "petitions_by_post");
    assert_ptr_equal(petitions->parts.items[1].titles->reg, definitions_register(set, "note"));
    assert_string_equal(petitions->parts.items[2].table->compare, "before");
    assert_true(report->sections.items[0].sections.items[1].optional);
    assert_int_equal(definitions_figure(set, "notes_rate")->kind, FIGURE_RATIO);
}

static void test_names_of_kinds_are_those_of_the_files(void **state)
{
    (void)state;
    assert_string_equal(field_type_name(FIELD_DATE_TIME), "date-time");
    assert_string_equal(field_type_name(FIELD_RATING), "rating");
    assert_string_equal(state_group_name(GROUP_UNCOUNTED), "uncounted");
    assert_string_equal(figure_kind_name(FIGURE_LAST_YEAR), "last-year");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_fields_have_their_types_bounds_and_choices),
        TEST(test_reports_hold_sections_of_sections_and_parts),
        TEST(test_names_of_kinds_are_those_of_the_files),
    };
    return cmocka_run_group_tests_name("definitions: shapes", tests, NULL, NULL);
}
