/* SPDX-License-Identifier: Apache-2.0 */
/* `words:` of the settings.
 *
 * Planted and seen red: word_at that looks at no letter beside; words in the order they are written; say_all that
 * changes the office's own files, that leaves a word twice; is_name left out. */
#include "definitions/test_internal.h"

#include "definitions/report_definition.h"

static const struct definitions *office_with(const char *settings, const char *label, struct faults *faults)
{
    copy_office();
    change_file("registers/petition.yaml", "label: Đơn thư\n", arena_printf(mem, "label: \"%s\"\n", label));
    write_text("overlay/settings.yaml", settings);
    return load_office("overlay", faults);
}

static const char words[] = "words:\n"
                            "  - { word: Tỉnh, as: Thành phố }\n"
                            "  - { word: Tỉnh ủy, as: Thành ủy }\n"
                            "  - { word: \"Hội, đoàn\", as: Đoàn thể }\n";

static void test_words_are_said_as_the_office_says_them(void **state)
{
    (void)state;
    static const struct {
        const char *label, *said;
    } cases[] = {
        { "Ủy ban nhân dân Tỉnh", "Ủy ban nhân dân Thành phố" },
        { "Tỉnh ủy, UBND Tỉnh", "Thành ủy, UBND Thành phố" },
        { "Tỉnh", "Thành phố" },
        { "trên địa bàn tỉnh, cấp tỉnh", "trên địa bàn tỉnh, cấp tỉnh" },
        { "Tỉnhx, ÁTỉnh", "Tỉnhx, ÁTỉnh" },
        { "Hội, đoàn Tỉnh.", "Đoàn thể Thành phố." },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct faults faults = { 0 };
        const struct definitions *set = office_with(words, cases[i].label, &faults);
        assert_non_null(set);
        assert_string_equal(definitions_register(set, "petition")->label, cases[i].said);
    }
}

static void test_the_offices_own_words_stay(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_text("overlay/registers/petition.yaml", "register: petition\nplural: Đơn thư gửi Tỉnh\n");
    const struct definitions *set = office_with(words, "Đơn gửi Tỉnh", &faults);
    assert_non_null(set);
    assert_string_equal(definitions_register(set, "petition")->label, "Đơn gửi Thành phố");
    assert_string_equal(definitions_register(set, "petition")->plural, "Đơn thư gửi Tỉnh");
}

static void test_two_words_of_a_list_that_are_one_stand_once(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("reports/monthly.yaml", "report: monthly\n", "report: monthly\nnames: [Sở, Thành ủy, Tỉnh ủy]\n");
    write_text("overlay/settings.yaml", words);
    const struct definitions *set = load_office("overlay", &faults);
    assert_non_null(set);
    const struct report_definition *report = definitions_report(set, "monthly");
    assert_int_equal(report->names.count, 2);
    assert_string_equal(report->names.items[1], "Thành ủy");
}

static void test_a_name_is_no_word(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    office_with("words: [ { word: petition, as: letter }, { word: Tỉnh } ]\n", "Đơn thư gửi Tỉnh", &faults);
    assert_int_equal(faults.errors, 2);
    assert_non_null(strstr(faults.list.items[0].text, "“petition” có thể là một tên"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_words_are_said_as_the_office_says_them),
        TEST(test_the_offices_own_words_stay),
        TEST(test_two_words_of_a_list_that_are_one_stand_once),
        TEST(test_a_name_is_no_word),
    };
    return cmocka_run_group_tests_name("definitions: words", tests, NULL, NULL);
}
