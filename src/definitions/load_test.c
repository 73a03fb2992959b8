/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/calendar.h"
#include "definitions/report_definition.h"
#include "definitions/test_internal.h"

/* The overlay is FOLDER/overlay. */
static const struct definitions *load_with_overlay(struct faults *faults)
{
    copy_office();
    return load_office("overlay", faults);
}

static void test_an_overlay_adds_fields_labels_columns_limits_and_registers(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/registers/note.yaml", "register: note\n"
                                              "label: Ghi chú của cơ quan\n"
                                              "fields:\n"
                                              "  - { name: subject, label: Trích yếu }\n"
                                              "  - { name: floor, type: number, label: Tầng }\n"
                                              "list: { columns: [made_on, floor] }\n");
    write_text("overlay/registers/room.yaml", "register: room\nslug: phong\nlabel: Phòng\ndate: opened_on\n"
                                              "title: summary\n"
                                              "fields: [ { name: opened_on, type: date, label: Ngày mở } ]\n"
                                              "states: [ { name: kept, label: Đang giữ, group: uncounted } ]\n"
                                              "list: { columns: [opened_on] }\n");
    write_text("overlay/law/office.yaml",
               "limits:\n  - name: complaint-first-instance\n    rows:\n"
               "      - { variant: complex, length: 60 ngày, law: Luật Khiếu nại 2011, mark: verified }\n");
    const struct definitions *set = load_with_overlay(&faults);
    assert_non_null(set);
    assert_int_equal(faults.list.count, 0);
    const struct register_definition *note = definitions_register(set, "note");
    assert_string_equal(note->label, "Ghi chú của cơ quan");
    assert_string_equal(note->slug, "ghi-chu");
    assert_string_equal(register_field(note, "subject")->label, "Trích yếu");
    assert_true(register_field(note, "subject")->max == 200);
    assert_int_equal(register_field(note, "floor")->type, FIELD_NUMBER);
    assert_int_equal(note->list.columns.count, 2);
    assert_string_equal(note->list.columns.items[1], "floor");
    assert_string_equal(note->list.sort, "-made_on");
    assert_string_equal(definitions_limit(set, "complaint-first-instance", "complex", "2021-07-01")->length, "60 ngày");
    assert_string_equal(definitions_limit(set, "complaint-first-instance", "normal", "2021-07-01")->length, "30 ngày");
    assert_string_equal(definitions_register(set, "room")->label, "Phòng");
}

static void test_an_overlay_corrects_a_limit_and_a_day_of_the_calendar(void **state)
{
    (void)state;
    day_t day;
    struct faults faults = { 0 };
    write_text("overlay/law/office.yaml", "limits:\n  - name: complaint-first-instance\n    rows:\n"
                                          "      - { from: 2022-01-01, length: 40 ngày, mark: verified }\n");
    write_text("overlay/calendars/office.yaml",
               "calendar: vietnam\ndays:\n  - { date: 2021-09-03, kind: work, reason: Làm bù }\n"
               "  - { date: 2021-09-06, kind: off, reason: Nghỉ bù, mark: unsure }\n");
    const struct definitions *set = load_with_overlay(&faults);
    assert_non_null(set);
    const struct limit_row *row = definitions_limit(set, "complaint-first-instance", "normal", "2022-01-01");
    assert_string_equal(row->length, "40 ngày");
    assert_string_equal(row->law, "Luật Khiếu nại 2011 Điều 28");
    assert_string_equal(row->mark, "verified");
    assert_string_equal(definitions_limit(set, "complaint-first-instance", "normal", "2021-12-31")->length, "30 ngày");
    assert_true(day_parse("2021-09-03", &day));
    assert_true(calendar_is_working_day(set->calendar, day));
    assert_false(calendar_is_working_day(set->calendar, day + 3));
}

static void test_an_overlay_sets_settings_and_says_where_they_came_from(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/settings.yaml", "settings:\n  - { name: office.short, value: 20 }\n");
    const struct definitions *set = load_with_overlay(&faults);
    assert_non_null(set);
    assert_string_equal(definitions_setting(set, "office.short", "?"), "20");
    assert_string_equal(definitions_setting(set, "issuer", "?"), "van-phong");
    assert_true(text_ends(set->settings.items[0].origin, "/office/settings.yaml"));
    assert_true(text_ends(set->settings.items[1].origin, "/overlay/settings.yaml"));
    assert_int_equal(set->settings.count, 2);
}

static void test_an_overlay_adds_sentences_to_a_section_of_a_report(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/reports/monthly.yaml", "report: monthly\nsections:\n"
                                               "  - title: TÌNH HÌNH THÁNG {{month}}\n    sections:\n"
                                               "      - title: Đơn thư\n"
                                               "        parts: [ { line: \"Thêm {{notes_size}} trang.\" } ]\n");
    const struct definitions *set = load_with_overlay(&faults);
    assert_non_null(set);
    const struct section_definition *top = &definitions_report(set, "monthly")->sections.items[0];
    assert_int_equal(top->sections.count, 2);
    assert_int_equal(top->sections.items[0].parts.count, 4);
    assert_string_equal(top->sections.items[0].parts.items[3].line, "Thêm {{notes_size}} trang.");
}

static void test_an_unknown_name_in_a_list_of_an_overlay_is_left_out_with_a_warning(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/registers/note.yaml", "register: note\nlist: { columns: [made_on, subjekt] }\n");
    const struct definitions *set = load_with_overlay(&faults);
    assert_non_null(set);
    assert_int_equal(faults.errors, 0);
    assert_int_equal(faults.list.count, 1);
    assert_string_equal(print_fault(&faults.list.items[0]),
                        "overlay/registers/note.yaml:2:28: (cảnh báo) không có cột “subjekt”; có phải “subject”?");
    assert_int_equal(definitions_register(set, "note")->list.columns.count, 1);
}

static void test_an_unused_name_in_an_overlay_is_a_warning(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/lists/colours.yaml", "list: colours\nlabel: Màu\nchoices: [ { code: do, label: Đỏ } ]\n");
    assert_non_null(load_with_overlay(&faults));
    assert_int_equal(faults.errors, 0);
    assert_string_equal(print_fault(&faults.list.items[0]),
                        "overlay/lists/colours.yaml:1:7: (cảnh báo) danh mục “colours” không được dùng ở đâu");
}

static void test_a_wrong_value_in_an_overlay_is_an_error_at_its_place(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/registers/note.yaml",
               "register: note\nsteps:\n  - { name: finish, to: gone }\nsearch: [writer]\n");
    assert_null(load_with_overlay(&faults));
    assert_int_equal(faults.errors, 2);
    assert_string_equal(print_fault(&faults.list.items[0]),
                        "overlay/registers/note.yaml:3:25: không có trạng thái “gone”; có phải “done”?");
    assert_string_equal(
        print_fault(&faults.list.items[1]),
        "overlay/registers/note.yaml:4:10: trường “writer” là dữ liệu cá nhân, không dùng trong “search”");
}

static void test_all_faults_of_all_files_are_found_at_once_in_order(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("registers/note.yaml", "label: Ghi chú\n", "lable: Ghi chú\n");
    change_file("registers/note.yaml", "who: [clerk]", "who: [clark]");
    change_file("books.yaml", "{seq:2}/", "");
    assert_null(load_office(NULL, &faults));
    assert_int_equal(faults.errors, 4);
    assert_true(text_starts(print_fault(&faults.list.items[0]), "books.yaml:8:14: "));
    assert_true(text_starts(print_fault(&faults.list.items[1]), "registers/note.yaml:2:1: "));
    assert_true(text_starts(print_fault(&faults.list.items[2]), "registers/note.yaml:4:1: "));
    assert_true(text_starts(print_fault(&faults.list.items[3]), "registers/note.yaml:20:68: "));
}

static void test_an_unreadable_file_does_not_make_its_names_unknown(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("units.yaml", "issuers:", "issuers: [");
    assert_null(load_office(NULL, &faults));
    assert_int_equal(faults.errors, 1);
    assert_true(text_starts(print_fault(&faults.list.items[0]), "units.yaml:"));
}

static void test_rooms_above_add_their_faults(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    faults_add(mem, &faults, (struct place){ "x.yaml", 3, 4 }, false, "không hiểu %s", "=@");
    faults_add(mem, &faults, (struct place){ "x.yaml", 3, 5 }, true, "lạ");
    assert_int_equal(faults.errors, 1);
    assert_int_equal(faults.list.count, 2);
    assert_string_equal(faults.list.items[0].text, "không hiểu =@");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_overlay_adds_fields_labels_columns_limits_and_registers),
        TEST(test_an_overlay_corrects_a_limit_and_a_day_of_the_calendar),
        TEST(test_an_overlay_sets_settings_and_says_where_they_came_from),
        TEST(test_an_overlay_adds_sentences_to_a_section_of_a_report),
        TEST(test_an_unknown_name_in_a_list_of_an_overlay_is_left_out_with_a_warning),
        TEST(test_an_unused_name_in_an_overlay_is_a_warning),
        TEST(test_a_wrong_value_in_an_overlay_is_an_error_at_its_place),
        TEST(test_all_faults_of_all_files_are_found_at_once_in_order),
        TEST(test_an_unreadable_file_does_not_make_its_names_unknown),
        TEST(test_rooms_above_add_their_faults),
    };
    return cmocka_run_group_tests_name("definitions: load", tests, NULL, NULL);
}
