/* SPDX-License-Identifier: Apache-2.0 */
/* What `signs:` must be. Planted and seen red, each alone: the type of a field not looked at; a last line that may have
 * a unit; titles that nobody knows the days of; a fourth line; a query on personal data. */
#include "definitions/test_internal.h"

#define FIELDS                                                                                                         \
    "  - { name: block, type: long-text, label: Khối chữ ký }\n"                                                  \
    "  - { name: until_on, type: date, label: Đến ngày }\n"                                                        \
    "  - { name: other, type: text, label: Ký thay ai }\n"
#define SIGNS                                                                                                          \
    "in_force: { from: made_on, until: until_on }\n"                                                                   \
    "signs:\n"                                                                                                         \
    "  block: block\n"                                                                                                 \
    "  signer: length\n"                                                                                               \
    "  title: subject\n"                                                                                               \
    "  day: made_on\n"                                                                                                 \
    "  register: note\n"                                                                                               \
    "  holder: length\n"                                                                                               \
    "  names: subject\n"                                                                                               \
    "  forms:\n"                                                                                                       \
    "    - { name: ky, when: \"place=gan\", lines: [ { query: \"place=gan\" } ] }\n"                                   \
    "    - { name: kt, when: \"place=xa\", lines: [ { word: KT., query: \"size=1\", vacant: true, keeps: other }, { "  \
    "query: \"size=2\" } ] }\n"

static const struct note_part parts[] = { { "  - { name: petition,", FIELDS }, { "list: {", SIGNS }, { NULL } };

static void test_a_signature_block_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of_notes(parts, NULL, NULL), "");
    assert_string_equal(faults_of_notes(parts, "query: \"size=1\", vacant: true, keeps: other", "collective: true"),
                        "");
    assert_string_equal(faults_of_notes(parts, "{ query: \"size=2\" }", "{}"), ""); /* whoever signs */
}

static void test_fields_are_there_and_of_their_type(void **state)
{
    static const char *const rows[][3] = {
        { "block: block", "block: blocks", "không có trường “blocks”" },
        { "block: block", "block: subject", "“signs.block”" },
        { "signer: length", "signer: size", "“signs.signer”" },
        { "title: subject\n  day", "title: size\n  day", "“signs.title”" },
        { "day: made_on", "day: subject", "“signs.day”" },
        { "holder: length", "holder: size", "“signs.holder”" },
        { "names: subject", "names: made_on", "“signs.names”" },
        { "keeps: other", "keeps: size", "“signs.keeps”" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

static void test_titles_are_of_a_register_that_says_when_they_are_held(void **state)
{
    static const char *const rows[][3] = {
        { "register: note\n  holder", "register: notes\n  holder", "không có sổ “notes”" },
        { "in_force: { from: made_on, until: until_on }\n", "", "chưa có “in_force”" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

static void test_each_form_has_its_lines(void **state)
{
    static const char *const rows[][3] = {
        { "name: kt, when", "name: ky, when", "hình thức ký" },
        { "when: \"place=gan\"", "when: \"places=gan\"", "places" },
        { "lines: [ { query: \"place=gan\" } ]", "lines: []", "có từ 1 đến 3 dòng" },
        { "lines: [ { query: \"place=gan\" } ]",
          "lines: [ { query: \"size=1\" }, { query: \"size=2\" }, { query: \"size=3\" }, {} ]", "có từ 1 đến 3 dòng" },
        { "query: \"size=1\", vacant", "vacant", "phải có “query”" },
        { "query: \"size=1\"", "query: \"sizes=1\"", "sizes" },
        { "query: \"size=1\"", "query: \"writer=An\"", "writer" },
        { "query: \"size=1\"", "collective: true", "tập thể" },
        { "query: \"size=2\" }", "collective: true }", "tập thể" },
        { "query: \"size=2\"", "query: \"size=2\", unit: true", "dòng cuối là của người ký" },
        { "query: \"size=2\"", "query: \"size=2\", vacant: true", "dòng cuối là của người ký" },
    };
    (void)state;
    expect_refusals(parts, rows, COUNT_OF(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_signature_block_with_all_it_needs_is_right),
        TEST(test_fields_are_there_and_of_their_type),
        TEST(test_titles_are_of_a_register_that_says_when_they_are_held),
        TEST(test_each_form_has_its_lines),
    };
    return cmocka_run_group_tests_name("definitions: signature blocks", tests, NULL, NULL);
}
