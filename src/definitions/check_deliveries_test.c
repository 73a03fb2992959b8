/* SPDX-License-Identifier: Apache-2.0 */
/* What `recipients:`, `delivers:` and `groups:` must be, and what a group is. Planted and seen red: the last day of a
 * unit not looked at. */
#include "definitions/test_internal.h"

#include "definitions/delivery.h"

#define FIELDS                                                                                                         \
    "  - { name: to, type: long-text, label: Nơi nhận, recipients: unsent }\n"                                      \
    "  - { name: unsent, type: number, label: Chưa gửi, set_by: send }\n"                                           \
    "  - { name: sent_to, type: long-text, label: Gửi cho, set_by: send, lines: true }\n"                            \
    "  - { name: way, type: choice, label: Cách, choices: [ { code: giay, label: Giấy } ], set_by: send }\n"
#define STEP                                                                                                           \
    "  - { name: send, label: Gửi, from: [open], who: [leader], needs: [way], sets: [sent_to], "                     \
    "delivers: { field: to, as: sent, to: sent_to, way: way } }\n"
static const struct note_part parts[] = { { "states:\n", FIELDS }, { "deadlines:\n", STEP }, { NULL } };

static void test_a_step_with_all_it_notes_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of_notes(parts, NULL, NULL), "");
}

static void test_what_nothing_could_be_noted_of_is_refused(void **state)
{
    static const char *const rows[][3] = {
        { "delivers: { field: to,", "delivers: { field: subject,", "“subject” không phải trường ghi nơi nhận" },
        { "to: sent_to, way", "to: to, way", "“to” phải là trường ghi thành dòng (lines) mà bước này ghi" },
        { "way: way }", "way: place }", "“way” phải là trường choice mà bước này ghi" },
        { "as: sent", "as: received", "chỉ khi “as: sent”" },
        { "as: sent", "as: lost", "“lost”" },
        { "recipients: unsent", "recipients: size", "“recipients” phải là tên một trường number có “set_by”" },
        { "recipients: unsent", "recipients: unsent, personal: true", "trường “to” ghi nơi nhận (recipients)" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

/* What check says of the office with these groups; "" where they are right. */
static const char *faults_of_groups(const char *groups, const struct definitions **set)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    change_file("units.yaml", "units:\n", arena_printf(mem, "groups:\n  - { %s }\nunits:\n", groups));
    *set = load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s\n", print_fault(&faults.list.items[i]));
    return all.data;
}

static void test_groups_have_units_that_are_there(void **state)
{
    static const char *const rows[][2] = {
        { "code: all, label: Các đơn vị, units: [vp, vpp]", "không có đơn vị “vpp”" },
        { "code: all, label: Các đơn vị, units: [vp], without: [vpp]", "không có đơn vị “vpp”" },
        { "code: all, label: Các đơn vị, kinds: [so-nganh]", "so-nganh" },
        { "code: all, label: Các đơn vị", "kinds, units" },
        { "code: Tất cả, label: Các đơn vị, units: [vp]", "Tất cả" },
    };
    const struct definitions *set;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *fault = faults_of_groups(rows[i][0], &set);
        if (!strstr(fault, rows[i][1]) || strchr(fault, '\n') != fault + strlen(fault) - 1) /* and nothing else */
            fail_msg("“%s” is answered by “%s”", rows[i][0], fault);
    }
}

static void test_a_group_is_found_by_each_of_its_names_and_has_who_is_there_that_day(void **state)
{
    const struct definitions *set;
    (void)state;
    assert_string_equal(
        faults_of_groups("code: all, label: Các đơn vị, names: [Cơ quan], units: [vp, ubnd], without: [ubnd]", &set),
        "");
    const struct unit_group *group = definitions_group(mem, set, "CÁC ĐƠN VỊ");
    assert_non_null(group);
    assert_ptr_equal(definitions_group(mem, set, "CƠ QUAN"), group);
    assert_null(definitions_group(mem, set, "all"));
    assert_true(unit_group_has(group, definitions_unit(set, "vp"), "2021-08-02"));
    assert_false(unit_group_has(group, definitions_unit(set, "ubnd"), "2021-08-02"));
    struct unit gone = *definitions_unit(set, "vp");
    gone.until = "2021-06-30";
    assert_true(unit_group_has(group, &gone, "2021-06-30"));
    assert_false(unit_group_has(group, &gone, "2021-07-01"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_step_with_all_it_notes_is_right),
        TEST(test_what_nothing_could_be_noted_of_is_refused),
        TEST(test_groups_have_units_that_are_there),
        TEST(test_a_group_is_found_by_each_of_its_names_and_has_who_is_there_that_day),
    };
    return cmocka_run_group_tests_name("definitions: deliveries", tests, NULL, NULL);
}
