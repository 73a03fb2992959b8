/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/test_internal.h"

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
    const struct definitions *embedded = definitions_load(mem, NULL, NULL, &faults, &err);
    for (size_t i = 0; i < faults.list.count; i++)
        print_message("%s\n", print_fault(&faults.list.items[i]));
    assert_non_null(embedded);
    const struct definitions *found = definitions_load(mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    assert_non_null(found);
    assert_string_equal(embedded->hash, found->hash);
    assert_int_equal(faults.errors, 0);
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
    assert_null(definitions_load(mem, "/nowhere/office", NULL, &faults, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_hash_names_all_that_was_read),
        TEST(test_the_embedded_office_is_the_folder_and_has_no_faults),
        TEST(test_a_file_of_no_known_name_is_refused),
        TEST(test_a_folder_that_is_not_there_is_not_found),
    };
    return cmocka_run_group_tests_name("definitions: source", tests, NULL, NULL);
}
