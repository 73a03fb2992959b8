/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: `name` before `code` in node.c; a replace_list that drops what the overlay itself says;
 * leave_out that takes the first of two. */
#include "definitions/test_internal.h"

static const struct definitions *load_with(struct faults *faults)
{
    copy_office();
    return load_office("overlay", faults);
}

/* The one fault of an office with TEXT laid over its units.yaml. */
static const char *fault_of(const char *text)
{
    struct faults faults = { 0 };
    write_text("overlay/units.yaml", text);
    assert_null(load_with(&faults));
    assert_int_equal(faults.errors, 1);
    return print_fault(&faults.list.items[0]);
}

static void test_an_item_is_found_by_its_code_so_that_its_name_may_change(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/units.yaml", "issuers: [ { code: van-phong, name: Văn phòng tỉnh khác, place: Nơi khác } ]\n"
                                     "units:\n  - { code: ubnd, names: [ { name: Ủy ban tỉnh khác, short: UB } ] }\n"
                                     "  - { code: vp, names: [ { name: Văn phòng tỉnh khác, from: 2016-07-01 } ] }\n");
    write_text("overlay/areas/own.yaml", "areas: [ { code: \"87\", name: Tỉnh khác } ]\n");
    const struct definitions *set = load_with(&faults);
    assert_non_null(set);
    assert_int_equal(set->issuers.count, 1);
    assert_string_equal(set->issuers.items[0].name, "Văn phòng tỉnh khác");
    assert_string_equal(set->issuers.items[0].symbol, "VPUBND");
    assert_string_equal(definitions_area(set, "87")->name, "Tỉnh khác");
    const struct unit *committee = definitions_unit(set, "ubnd"), *office = definitions_unit(set, "vp");
    assert_int_equal(committee->names.count, 1);
    assert_string_equal(unit_brief_on(committee, "2021-07-01"), "UB");
    assert_int_equal(office->names.count, 2);
    assert_string_equal(unit_name_on(office, "2015-07-01"), "Văn phòng cũ");
    assert_string_equal(unit_name_on(office, "2021-07-01"), "Văn phòng tỉnh khác");
}

static void test_replace_leaves_nothing_of_the_lists_it_names(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/areas/a.yaml", "replace: [areas]\nareas: [ { code: \"83\", name: Tỉnh khác } ]\n");
    write_text("overlay/areas/b.yaml",
               "replace: [areas]\nareas: [ { code: \"831\", name: Xã khác, parent: \"83\" } ]\n");
    const struct definitions *set = load_with(&faults);
    assert_non_null(set);
    assert_int_equal(faults.list.count, 0);
    assert_int_equal(set->areas.count, 2);
    assert_null(definitions_area(set, "87"));
    assert_string_equal(definitions_area(set, "831")->parent, "83");
}

static void test_without_leaves_out_single_items(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/areas/own.yaml", "without: [\"866\"]\n");
    write_text("overlay/document-types.yaml", "list: document-types\nwithout: [choices/qd]\n");
    const struct definitions *set = load_with(&faults);
    assert_non_null(set);
    assert_null(definitions_area(set, "866"));
    assert_non_null(definitions_area(set, "87"));
    assert_int_equal(definitions_list(set, "document-types")->choices.count, 1);
    assert_string_equal(definitions_list(set, "document-types")->choices.items[0].code, "bc");
}

static void test_what_is_to_be_taken_away_must_be_there(void **state)
{
    (void)state;
    assert_string_equal(fault_of("replace: [unit]\n"),
                        "overlay/units.yaml:1:11: “replace”: bộ có sẵn không có “unit” để bỏ; có phải “units”?");
    assert_string_equal(fault_of("without: [ubdn]\n"),
                        "overlay/units.yaml:1:11: “without”: bộ có sẵn không có “ubdn” để bỏ; có phải “ubnd”?");
    assert_string_equal(fault_of("without: issuers\n"),
                        "overlay/units.yaml:1:10: “without” phải là một danh sách: viết [issuers]");
    assert_string_equal(fault_of("without: [own]\nunits: [ { code: own, names: [ { name: Riêng } ] } ]\n"),
                        "overlay/units.yaml:1:11: “without”: bộ có sẵn không có “own” để bỏ");
}

static void test_a_name_of_two_lists_is_said_with_its_list(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("units.yaml", "units:", "units:\n  - { code: van-phong, names: [ { name: Trùng mã } ] }");
    write_text("overlay/units.yaml", "without: [van-phong]\n");
    assert_null(load_office("overlay", &faults));
    assert_string_equal(print_fault(&faults.list.items[0]),
                        "overlay/units.yaml:1:11: “van-phong” có ở nhiều danh sách: ghi rõ, ví dụ “units/van-phong”");
    struct faults none = { 0 };
    write_text("overlay/units.yaml", "without: [units/van-phong]\n");
    const struct definitions *set = load_office("overlay", &none);
    assert_non_null(set);
    assert_null(definitions_unit(set, "van-phong"));
    assert_non_null(definitions_issuer(set, "van-phong"));
}

static void test_what_comes_with_the_program_takes_nothing_away(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("areas/tinh.yaml", "areas:", "without: [\"866\"]\nareas:");
    assert_null(load_office(NULL, &faults));
    assert_true(strstr(print_fault(&faults.list.items[0]), "without") != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_item_is_found_by_its_code_so_that_its_name_may_change),
        TEST(test_replace_leaves_nothing_of_the_lists_it_names),
        TEST(test_without_leaves_out_single_items),
        TEST(test_what_is_to_be_taken_away_must_be_there),
        TEST(test_a_name_of_two_lists_is_said_with_its_list),
        TEST(test_what_comes_with_the_program_takes_nothing_away),
    };
    return cmocka_run_group_tests_name("definitions: overlay", tests, NULL, NULL);
}
