/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "documents/paper_internal.h"

static struct arena *mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct paper *with_head(const char *number, int day, int month)
{
    struct paper *paper = paper_new(mem);
    paper_head(paper, &(struct paper_head){ .issuing = "VĂN PHÒNG",
                                            .number = number,
                                            .symbol = "BC-VPUBND",
                                            .place = "Đồng Tháp",
                                            .date = { 2021, month, day },
                                            .type = "BÁO CÁO" });
    return paper;
}

/* The text of the block added last. */
static const char *last_text(const struct paper *paper)
{
    const struct paper_line *line = &paper->blocks.items[paper->blocks.count - 1]->line;
    struct text text;
    text_init(&text, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < line->runs.count; i++)
        text_add(&text, line->runs.items[i].text);
    return text.data;
}

static void test_headings_are_numbered_by_the_program(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    assert_string_equal(paper_heading(paper, 1, "x"), "I.");
    assert_string_equal(paper_heading(paper, 2, "x"), "1.");
    assert_string_equal(paper_heading(paper, 3, "x"), "1.1.");
    assert_string_equal(paper_heading(paper, 4, "x"), "a)");
    assert_string_equal(paper_heading(paper, 4, "x"), "b)");
    assert_string_equal(paper_heading(paper, 3, "x"), "1.2.");
    assert_string_equal(paper_heading(paper, 4, "x"), "a)");
    assert_string_equal(paper_heading(paper, 2, "x"), "2.");
    assert_string_equal(paper_heading(paper, 3, "x"), "2.1.");
    assert_string_equal(paper_heading(paper, 1, "x"), "II.");
    assert_string_equal(paper_heading(paper, 2, "x"), "1.");
}

static void test_roman_numerals_run_without_a_gap(void **state)
{
    (void)state;
    static const char *const first[] = { "I.",  "II.", "III.", "IV.",  "V.",    "VI.",  "VII.", "VIII.",
                                         "IX.", "X.",  "XI.",  "XII.", "XIII.", "XIV.", "XV." };
    struct paper *paper = paper_new(mem);
    for (int i = 1; i <= 49; i++) {
        const char *number = paper_heading(paper, 1, "x");
        if (i <= (int)COUNT_OF(first))
            assert_string_equal(number, first[i - 1]);
        if (i == 40)
            assert_string_equal(number, "XL.");
        if (i == 49)
            assert_string_equal(number, "XLIX.");
    }
}

static void test_letters_follow_the_vietnamese_alphabet(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    for (int level = 1; level <= 3; level++)
        paper_heading(paper, level, "x");
    struct text letters;
    text_init(&letters, mem, TEXT_MAX_LINE);
    for (int i = 0; i < PAPER_LETTERS_MAX; i++)
        text_add(&letters, paper_heading(paper, 4, "x"));
    assert_string_equal(letters.data, "a)b)c)d)đ)e)g)h)i)k)l)m)n)o)p)q)r)s)t)u)v)x)y)");
}

static void test_numbered_text_shares_the_numbers_of_headings(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    paper_heading(paper, 1, "x");
    paper_heading(paper, 2, "x");
    paper_run(paper_numbered(paper, 2), "y", PAPER_PLAIN);
    assert_string_equal(paper->blocks.items[2]->number, "2.");
    assert_string_equal(paper_heading(paper, 2, "x"), "3.");
}

static void test_numbers_begin_again_in_an_annex(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    paper_heading(paper, 1, "x");
    paper_heading(paper, 1, "x");
    paper_annex(paper, "PHỤ LỤC I", "x", false);
    assert_string_equal(paper_heading(paper, 1, "x"), "I.");
}

/* The mistake ends the process, so a child makes it. */
static void test_a_heading_two_levels_deeper_is_a_mistake(void **state)
{
    (void)state;
    for (int level = 2; level <= 3; level++) {
        pid_t child = fork();
        if (child == 0) {
            close(STDERR_FILENO);
            signal(SIGABRT, SIG_DFL);
            struct paper *paper = paper_new(mem);
            paper_heading(paper, 1, "x");
            paper_heading(paper, level, "x");
            _exit(0);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(WIFSIGNALED(status), level == 3);
    }
}

static void test_the_number_line_leaves_a_place_for_a_draft(void **state)
{
    (void)state;
    assert_string_equal(paper_number_line(mem, with_head("01", 30, 7)), "Số: 01/BC-VPUBND");
    const char *blank = "Số: \u00A0\u00A0\u00A0\u00A0\u00A0\u00A0/BC-VPUBND";
    assert_string_equal(paper_number_line(mem, with_head(NULL, 30, 7)), blank);
    assert_string_equal(paper_number_line(mem, with_head("", 30, 7)), blank);
}

static void test_days_below_ten_and_months_one_and_two_have_a_leading_zero(void **state)
{
    (void)state;
    assert_string_equal(paper_date_line(mem, with_head("", 5, 7)), "Đồng Tháp, ngày 05 tháng 7 năm 2021");
    assert_string_equal(paper_date_line(mem, with_head("", 15, 2)), "Đồng Tháp, ngày 15 tháng 02 năm 2021");
    assert_string_equal(paper_date_line(mem, with_head("", 15, 3)), "Đồng Tháp, ngày 15 tháng 3 năm 2021");
    assert_string_equal(paper_date_line(mem, with_head("", 1, 12)), "Đồng Tháp, ngày 01 tháng 12 năm 2021");
    assert_string_equal(paper_date_line(mem, with_head("", 0, 7)),
                        "Đồng Tháp, ngày \u00A0\u00A0\u00A0 tháng 7 năm 2021");
    assert_string_equal(paper_date_line(mem, with_head("", 0, 0)),
                        "Đồng Tháp, ngày \u00A0\u00A0\u00A0 tháng \u00A0\u00A0\u00A0 năm 2021");
}

static void test_the_end_mark_takes_the_place_of_the_full_stop(void **state)
{
    (void)state;
    static const struct {
        const char *text, *ended;
    } cases[] = { { "Hết.", "Hết./." }, { "Hết", "Hết./." }, { "Hết; ", "Hết./." } };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct paper *paper = paper_new(mem);
        paper_run(paper_paragraph(paper), cases[i].text, PAPER_PLAIN);
        paper_end_mark(paper);
        assert_string_equal(last_text(paper), cases[i].ended);
        assert_int_equal(paper->blocks.count, 1);
    }
}

static void test_the_end_mark_does_not_touch_a_figure(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    struct paper_line *line = paper_dash(paper, 1);
    paper_run_figure(line, &(struct paper_figure){ .id = "x", .text = "1.755" }, PAPER_PLAIN);
    paper_end_mark(paper);
    assert_string_equal(last_text(paper), "1.755./.");
    assert_string_equal(line->runs.items[0].text, "1.755");
}

static void test_the_end_mark_after_a_table_has_its_own_line(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    paper_table(paper, &(struct paper_column){ "x", 1, PAPER_LEFT }, 1);
    paper_end_mark(paper);
    assert_int_equal(paper->blocks.count, 2);
    assert_string_equal(last_text(paper), "./.");
}

static void test_recipients_end_with_a_semicolon_and_the_last_with_a_full_stop(void **state)
{
    (void)state;
    static const char *const recipients[] = { "Lãnh đạo Văn phòng;", "Lưu: VT, HCQT" };
    static const char *const authority[] = { "CHÁNH VĂN PHÒNG" };
    struct paper *paper = paper_new(mem);
    paper_closing(paper, &(struct paper_closing){ recipients, 2, authority, 1, NULL });
    const struct paper_closing *closing = paper->blocks.items[0]->closing;
    assert_string_equal(paper_recipient(mem, closing, 0), "- Lãnh đạo Văn phòng;");
    assert_string_equal(paper_recipient(mem, closing, 1), "- Lưu: VT, HCQT.");
}

static void test_every_text_is_copied(void **state)
{
    (void)state;
    char text[] = "chữ", id[] = "so", link[] = "/x";
    struct paper *paper = paper_new(mem);
    struct paper_line *line = paper_paragraph(paper);
    paper_run(line, text, PAPER_PLAIN);
    paper_run_figure(line, &(struct paper_figure){ .id = id, .label = text, .text = text, .link = link }, PAPER_PLAIN);
    text[0] = id[0] = link[0] = '#';
    assert_string_equal(last_text(paper), "chữchữ");
    const struct paper_figure *figure = line->runs.items[1].figure;
    assert_string_equal(figure->id, "so");
    assert_string_equal(figure->label, "chữ");
    assert_string_equal(figure->link, "/x");
}

static void test_only_paths_and_web_addresses_are_links(void **state)
{
    (void)state;
    assert_true(paper_link_is_safe("/don-thu?x=1"));
    assert_true(paper_link_is_safe("https://congvu.example/"));
    assert_false(paper_link_is_safe("//other.example/"));
    assert_false(paper_link_is_safe("/\\other.example/"));
    assert_false(paper_link_is_safe("javascript:alert(1)"));
    assert_false(paper_link_is_safe(""));
    assert_false(paper_link_is_safe(NULL));
    assert_false(paper_link_is_absolute("/don-thu"));
}

static void test_the_title_is_made_of_type_and_subject_unless_given(void **state)
{
    (void)state;
    struct paper *paper = with_head("", 1, 7);
    paper_subject(paper, "Kết quả tháng 7");
    paper_subject(paper, "và nhiệm vụ tháng 8");
    assert_string_equal(paper_title(mem, paper), "BÁO CÁO Kết quả tháng 7 và nhiệm vụ tháng 8");
    assert_string_equal(paper_author(mem, paper), "VĂN PHÒNG");
    paper_about(paper, &(struct paper_about){ .title = "Tên khác", .author = "Phòng Tổng hợp" });
    assert_string_equal(paper_title(mem, paper), "Tên khác");
    assert_string_equal(paper_author(mem, paper), "Phòng Tổng hợp");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_headings_are_numbered_by_the_program),
        TEST(test_roman_numerals_run_without_a_gap),
        TEST(test_letters_follow_the_vietnamese_alphabet),
        TEST(test_numbered_text_shares_the_numbers_of_headings),
        TEST(test_numbers_begin_again_in_an_annex),
        TEST(test_a_heading_two_levels_deeper_is_a_mistake),
        TEST(test_the_number_line_leaves_a_place_for_a_draft),
        TEST(test_days_below_ten_and_months_one_and_two_have_a_leading_zero),
        TEST(test_the_end_mark_takes_the_place_of_the_full_stop),
        TEST(test_the_end_mark_does_not_touch_a_figure),
        TEST(test_the_end_mark_after_a_table_has_its_own_line),
        TEST(test_recipients_end_with_a_semicolon_and_the_last_with_a_full_stop),
        TEST(test_every_text_is_copied),
        TEST(test_only_paths_and_web_addresses_are_links),
        TEST(test_the_title_is_made_of_type_and_subject_unless_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
