/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/report_definition.h"
#include "definitions/test_internal.h"

#include <stdio.h>

#include "deadlines/calendar.h"
#include "deadlines/office_hours.h"

static const struct definitions *load_unchanged(void)
{
    struct faults faults = { 0 };
    copy_office();
    const struct definitions *set = load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        print_message("%s\n", print_fault(&faults.list.items[i]));
    assert_non_null(set);
    assert_int_equal(faults.list.count, 0);
    return set;
}

/* The overlay is FOLDER/overlay; every fault must be a warning where there is a set. */
static const struct definitions *load_with_overlay(struct faults *faults)
{
    copy_office();
    return load_office("overlay", faults);
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

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
    assert_string_equal(register_step(reg, "accept")->only_if, "petition.within-competence");
    assert_string_equal(register_step(reg, "decide")->ends, "settle");
    assert_string_equal(register_deadline(reg, "settle")->limits, "complaint-first-instance");
    assert_string_equal(reg->list.sort, "due_on");
    assert_int_equal(reg->list.columns.count, 7);
    assert_string_equal(reg->figures.items[0].query, "source=buu-dien&received_on=@period");
    assert_int_equal(reg->place.line, 2);
}

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

static void test_block_scalars_and_decomposed_letters_become_nfc_text(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("registers/note.yaml", "label: Ghi chú\n", "label: Ghi chu\xCC\x81\nlaw: |\n  Luật 1\n  Luật 2\n\n");
    const struct definitions *set = load_office(NULL, &faults);
    assert_non_null(set);
    assert_string_equal(definitions_register(set, "note")->label, "Ghi chú");
    assert_string_equal(definitions_register(set, "note")->law, "Luật 1\nLuật 2");
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

/* --- look-ups ----------------------------------------------------------------------------------------------------- */

static void test_a_limit_is_the_row_in_force_on_the_day(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    const char *table = "complaint-first-instance";
    assert_string_equal(definitions_limit(set, table, "normal", "2021-12-31")->length, "30 ngày");
    assert_string_equal(definitions_limit(set, table, "normal", "2022-01-01")->length, "45 ngày");
    assert_string_equal(definitions_limit(set, table, "normal", "2022-01-01")->mark, "from-memory");
    assert_null(definitions_limit(set, table, "complex", "2021-12-31"));
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
    assert_string_equal(definitions_setting(set, "page_size", "10"), "50");
    assert_string_equal(definitions_setting(set, "colour", "none"), "none");
    assert_string_equal(definitions_issuer(set, "van-phong")->letterhead.items[1], "VĂN PHÒNG");
    assert_int_equal(definitions_book(set, "petitions")->starts.items[0].at, 18);
    assert_string_equal(definitions_area(set, "866")->parent, "87");
}

static void test_names_of_kinds_are_those_of_the_files(void **state)
{
    (void)state;
    assert_string_equal(field_type_name(FIELD_DATE_TIME), "date-time");
    assert_string_equal(field_type_name(FIELD_RATING), "rating");
    assert_string_equal(state_group_name(GROUP_UNCOUNTED), "uncounted");
    assert_string_equal(figure_kind_name(FIGURE_LAST_YEAR), "last-year");
}

static void test_every_query_is_listed_with_its_place(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    const char *all = "";
    for (size_t i = 0; i < set->queries.count; i++) {
        const struct query_use *use = &set->queries.items[i];
        all = arena_printf(mem, "%s%s %s %s %d:%d%s%s%s\n", all, use->reg->name, use->what, use->query, use->place.line,
                           use->place.column, use->tokens ? " tokens" : "", use->plain ? " plain" : "",
                           use->no_personal ? " no-personal" : "");
    }
    assert_string_equal(all,
                        "note steps.reopen.only_if place=xa 21:100 plain\n"
                        "note list.tabs.Xa.query place=xa 24:82 tokens\n"
                        "note figures.notes.query made_on=@period 27:62 tokens no-personal\n"
                        "note figures.notes_size.query made_on=@period 28:68 tokens no-personal\n"
                        "petition figures.petitions_by_post.query source=buu-dien&received_on=@period 31:84 tokens "
                        "no-personal\n"
                        "note parts.titles.query made_on=@period 22:46 tokens no-personal\n");
}

/* --- the hash ----------------------------------------------------------------------------------------------------- */

static void test_the_hash_names_all_that_was_read(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    const struct definitions *one = load_unchanged(), *same = load_unchanged();
    assert_string_equal(one->hash, same->hash);
    change_file("lists/petition-kinds.yaml", "label: Tố cáo", "label: Đơn tố cáo");
    const struct definitions *other = load_office(NULL, &faults);
    assert_non_null(other);
    assert_string_not_equal(one->hash, other->hash);
    write_text("overlay/settings.yaml", "settings: [ { name: colour, value: red } ]\n");
    const struct definitions *overlaid = load_office("overlay", &faults);
    assert_non_null(overlaid);
    assert_string_not_equal(other->hash, overlaid->hash);
}

static void test_the_embedded_office_is_the_folder_and_has_no_faults(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct faults faults = { 0 };
    const struct definitions *embedded = definitions_load(mem, NULL, NULL, rules, COUNT_OF(rules), &faults, &err);
    for (size_t i = 0; i < faults.list.count; i++)
        print_message("%s\n", print_fault(&faults.list.items[i]));
    assert_non_null(embedded);
    const struct definitions *found =
        definitions_load(mem, SOURCE_FOLDER "/office", NULL, rules, COUNT_OF(rules), &faults, &err);
    assert_non_null(found);
    assert_string_equal(embedded->hash, found->hash);
    assert_int_equal(faults.list.count, 0);
}

/* --- the overlay -------------------------------------------------------------------------------------------------- */

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

static void test_an_overlay_sets_settings_and_says_where_they_came_from(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/settings.yaml", "settings:\n  - { name: page_size, value: 20 }\n");
    const struct definitions *set = load_with_overlay(&faults);
    assert_non_null(set);
    assert_string_equal(definitions_setting(set, "page_size", "?"), "20");
    assert_string_equal(definitions_setting(set, "secrecy", "?"), "thuong");
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

/* --- faults and limits -------------------------------------------------------------------------------------------- */

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

static void test_a_file_of_no_known_name_is_refused(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    write_text("office/unit.yaml", "units: []\n");
    assert_null(load_office(NULL, &faults));
    assert_true(text_starts(print_fault(&faults.list.items[0]), "unit.yaml:1:1: không biết tệp này"));
}

static void test_a_folder_that_is_not_there_is_not_found(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct faults faults = { 0 };
    assert_null(definitions_load(mem, "/nowhere/office", NULL, rules, COUNT_OF(rules), &faults, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_files_and_lists_have_their_limits(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    struct text big;
    copy_office();
    text_init(&big, mem, TEXT_MAX_PAGE);
    text_add(&big, "areas:\n");
    for (int i = 0; i < 10001; i++)
        text_printf(&big, "  - { code: \"%d\", name: A }\n", i);
    write_text("office/areas/big.yaml", big.data);
    assert_null(load_office(NULL, &faults));
    assert_string_equal(print_fault(&faults.list.items[0]), "areas/big.yaml:10002:5: có quá 10000 mục");
    struct faults more = { 0 };
    while (big.length <= 1 << 20)
        text_add(&big, "# thêm một dòng ghi chú để tệp dài quá mức\n");
    write_text("office/areas/big.yaml", big.data);
    assert_null(load_office(NULL, &more));
    assert_string_equal(print_fault(&more.list.items[0]), "areas/big.yaml:1:1: tệp lớn hơn 1 MB");
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_register_of_the_design_loads_as_it_stands),
        TEST(test_fields_have_their_types_bounds_and_choices),
        TEST(test_a_title_called_summary_needs_no_field),
        TEST(test_registers_are_in_the_order_of_their_names),
        TEST(test_block_scalars_and_decomposed_letters_become_nfc_text),
        TEST(test_reports_hold_sections_of_sections_and_parts),
        TEST(test_the_calendar_and_the_office_hours_are_made),
        TEST(test_a_limit_is_the_row_in_force_on_the_day),
        TEST(test_a_unit_has_the_name_of_the_day),
        TEST(test_what_is_not_there_is_null),
        TEST(test_names_of_kinds_are_those_of_the_files),
        TEST(test_every_query_is_listed_with_its_place),
        TEST(test_the_hash_names_all_that_was_read),
        TEST(test_the_embedded_office_is_the_folder_and_has_no_faults),
        TEST(test_an_overlay_adds_fields_labels_columns_limits_and_registers),
        TEST(test_an_overlay_sets_settings_and_says_where_they_came_from),
        TEST(test_an_overlay_adds_sentences_to_a_section_of_a_report),
        TEST(test_an_unknown_name_in_a_list_of_an_overlay_is_left_out_with_a_warning),
        TEST(test_an_unused_name_in_an_overlay_is_a_warning),
        TEST(test_a_wrong_value_in_an_overlay_is_an_error_at_its_place),
        TEST(test_all_faults_of_all_files_are_found_at_once_in_order),
        TEST(test_an_unreadable_file_does_not_make_its_names_unknown),
        TEST(test_a_file_of_no_known_name_is_refused),
        TEST(test_a_folder_that_is_not_there_is_not_found),
        TEST(test_files_and_lists_have_their_limits),
        TEST(test_rooms_above_add_their_faults),
    };
    return cmocka_run_group_tests_name("definitions", tests, NULL, NULL);
}
