/* SPDX-License-Identifier: Apache-2.0 */
/* What `week:` must be. Planted and seen red, each alone: a day that is not unique let pass; a value in a column that
 * is not there. */
#include "definitions/test_internal.h"

#include "definitions/week_definition.h"

#define FIELDS                                                                                                         \
    "  - { name: kept, type: long-text, label: Bản đã in, lines: true, set_by: finish }\n"                         \
    "  - { name: at, type: time, label: Giờ }\n"
#define WEEK                                                                                                           \
    "unique: [ { fields: [made_on] } ]\n"                                                                              \
    "week: { day: made_on, kept: kept, tables: [ { name: work, label: Việc, columns: [ { name: what, label: Gì, "   \
    "clashes: true } ], gathers: [ { register: note, day: made_on, part_of_day: place, from_time: at, values: [ { "    \
    "column: what, "                                                                                                   \
    "field: subject } ] } ] } ] }\n"

static const struct note_part parts[] = { { "states:\n", FIELDS }, { "list: {", WEEK }, { NULL } };

static void test_a_week_with_all_it_needs_is_right_and_found(void **state)
{
    struct faults faults = { 0 };
    (void)state;
    assert_string_equal(faults_of_notes(parts, NULL, NULL), "");
    const struct definitions *set = load_office(NULL, &faults);
    const struct register_definition *weeks = definitions_weeks(set);
    const struct week_gather *gather;
    const struct week_table *table = week_table_of(set, weeks, &gather);
    assert_string_equal(weeks->name, "note");
    assert_string_equal(table->name, "work");
    assert_ptr_equal(gather->reg, weeks);
    assert_int_equal(week_column_at(table, "what"), 0);
    assert_int_equal(week_column_at(table, "who"), 1);
    assert_true(register_keeps_week(weeks, register_field(weeks, "kept")));
    assert_false(register_keeps_week(weeks, register_field(weeks, "subject")));
    assert_null(week_table_of(set, definitions_register(set, "petition"), &gather));
}

static void test_a_week_of_what_cannot_be_gathered_is_refused(void **state)
{
    static const char *const rows[][3] = {
        { "register: note, day", "register: nota, day", "không có sổ “nota”; có phải “note”?" },
        { "day: made_on, kept", "day: subject, kept", "“week.day” (subject) phải là trường “date” của sổ" },
        { "unique: [ { fields: [made_on] } ]\n", "", "“week.day” (made_on) phải là trường “date” của sổ" },
        { "kept: kept", "kept: subject", "“week.kept” (subject) phải là trường long-text có lines: true" },
        { "kept: kept", "kept: kept, times: size", "không bước nào đếm (counts) trường “size”" },
        { "part_of_day: place", "part_of_day: subject", "“week.part_of_day” phải là trường kiểu choice" },
        { "from_time: at", "from_time: subject", "“week.from_time” phải là trường kiểu time" },
        { "column: what", "column: who", "không có cột “who” trong bảng “Việc”" },
        { "field: subject", "field: subjekt", "không có trường “subjekt”; có phải “subject”?" },
        { "field: subject", "field: writer", "trường “writer” là dữ liệu cá nhân, không dùng trong “week”" },
        { "field: subject", "field: petition", "bảng của tuần không in được trường “petition” kiểu link" },
        { "name: work", "name: Của Ta", "tên bảng của tuần “Của Ta”" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_week_with_all_it_needs_is_right_and_found),
        TEST(test_a_week_of_what_cannot_be_gathered_is_refused),
    };
    return cmocka_run_group_tests_name("definitions: weeks", tests, NULL, NULL);
}
