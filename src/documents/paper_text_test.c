/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "documents/paper_example.h"

static struct arena *mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const char *written(const struct paper *paper)
{
    struct text out;
    struct err err;
    text_init(&out, mem, TEXT_MAX_PAGE);
    assert_true(paper_text(&out, paper, &err));
    return out.data;
}

static int columns(const char *line)
{
    int count = 0;
    while (utf8_next(&line))
        count++;
    return count;
}

static void test_no_line_is_wider_than_a_terminal_of_100_columns(void **state)
{
    (void)state;
    const char *text = written(example_paper(mem));
    size_t count;
    char **lines = text_split(mem, text, '\n', &count);
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        int width = columns(lines[i]);
        assert_in_range(width, 0, PAPER_TEXT_WIDTH);
        assert_false(text_ends(lines[i], " "));
        widest = width > widest ? width : widest;
    }
    assert_int_equal(widest, PAPER_TEXT_WIDTH);
}

static void test_the_head_is_centred_in_two_halves(void **state)
{
    (void)state;
    const char *text = written(example_paper(mem));
    assert_true(text_starts(text,
                            "            ỦY BAN NHÂN DÂN                          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                            "             TỈNH ĐỒNG THÁP                             Độc lập - Tự do - Hạnh phúc\n"
                            "               VĂN PHÒNG                                ───────────────────────────\n"
                            "                  ───\n"));
    assert_non_null(strstr(text, "\n                                              BÁO CÁO\n"));
}

/* Decree 30/2020: no type stands in the head of a công văn, its subject stands under the number. */
static void test_an_official_letter_has_no_type_and_its_subject_under_the_number(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    paper_head(paper,
               &(struct paper_head){
                   .issuing = "VĂN PHÒNG", .symbol = "VPUBND-KT", .place = "Đồng Tháp", .date = { 2021, 8, 2 } });
    paper_subject(paper, "đôn đốc việc chậm");
    paper_run(paper_paragraph(paper), "Kính gửi: Sở Y tế", PAPER_PLAIN);
    const char *text = written(paper);
    const char *number = strstr(text, "/VPUBND-KT"), *subject = strstr(text, "V/v đôn đốc việc chậm\n");
    assert_true(number && subject && number < subject && subject < strstr(text, "Kính gửi"));
    assert_null(strstr(strstr(subject, "việc chậm"), "đôn đốc")); /* once */
}

static void test_headings_dashes_figures_and_the_end_stand_as_printed(void **state)
{
    (void)state;
    const char *text = written(example_paper(mem));
    static const char *const expected[] = {
        "\n\nI. TÌNH HÌNH HOẠT ĐỘNG THÁNG 7/2021\n",
        "\n\n1. Công tác tham mưu chỉ đạo, điều hành\n    Tham mưu",
        "\n    - Tiếp nhận và xử lý 62 đơn gửi khiếu nại qua đường bưu điện; tiếp dân thường xuyên 23 lượt.\n",
        "\n        + Trong đó có 02 trường hợp khiếu nại đông người <chưa & đã giải quyết>.\n",
        "\n\nđ) Kiểm tra\n",
        "\n    2. Tiếp tục thực hiện các nhiệm vụ được Chính phủ giao./.\n",
        "\n- Lưu: VT, HCQT (NX).\n",
        "\nNơi nhận:                                                   KT. CHÁNH VĂN PHÒNG\n",
    };
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        if (!strstr(text, expected[i]))
            fail_msg("not found: %s", expected[i]);
    }
}

static void test_a_word_longer_than_the_width_is_not_cut(void **state)
{
    (void)state;
    char word[151] = { 0 };
    memset(word, 'x', 150);
    struct paper *paper = paper_new(mem);
    paper_run(paper_paragraph(paper), arena_printf(mem, "một %s hai", word), PAPER_PLAIN);
    assert_string_equal(written(paper), arena_printf(mem, "    một\n%s\nhai\n", word));
}

static void test_lines_wrap_at_blanks_and_not_at_unbreakable_ones(void **state)
{
    (void)state;
    char fill[97] = { 0 };
    memset(fill, 'x', 92);
    struct paper *paper = paper_new(mem);
    paper_run(paper_paragraph(paper), arena_printf(mem, "%s 12\u00A0kg", fill), PAPER_PLAIN);
    assert_string_equal(written(paper), arena_printf(mem, "    %s\n12\u00A0kg\n", fill));
    paper = paper_new(mem);
    paper_run(paper_paragraph(paper), arena_printf(mem, "%s 12  k", fill), PAPER_PLAIN);
    assert_string_equal(written(paper), arena_printf(mem, "    %s 12\nk\n", fill));
}

static void test_combining_marks_take_no_column(void **state)
{
    (void)state;
    struct text word;
    text_init(&word, mem, TEXT_MAX_LINE);
    for (int i = 0; i < 96; i++)
        text_add(&word, "e\u0301");
    struct paper *paper = paper_new(mem);
    paper_run(paper_paragraph(paper), arena_printf(mem, "%s x", word.data), PAPER_PLAIN);
    assert_string_equal(written(paper), arena_printf(mem, "    %s\nx\n", word.data));
}

static void test_table_cells_wrap_inside_their_column(void **state)
{
    (void)state;
    static const struct paper_column columns_of[] = { { "Số", 20, PAPER_RIGHT }, { "Tên gọi", 80, PAPER_LEFT } };
    struct paper *paper = paper_new(mem);
    struct paper_table *table = paper_table(paper, columns_of, 2);
    paper_row(table);
    paper_run(paper_cell(table), "một hai ba bốn năm sáu", PAPER_PLAIN);
    paper_run(paper_cell(table), "x", PAPER_PLAIN);
    const char *text = written(paper);
    assert_non_null(strstr(text, "\n                 Số  Tên gọi\n"));
    assert_non_null(strstr(text, "\n một hai ba bốn năm  x\n                sáu\n"));
}

static void test_a_text_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct text out;
    struct err err;
    text_init(&out, mem, 100);
    assert_false(paper_text(&out, example_paper(mem), &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(err.subject, "paper-size");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_no_line_is_wider_than_a_terminal_of_100_columns),
        TEST(test_the_head_is_centred_in_two_halves),
        TEST(test_an_official_letter_has_no_type_and_its_subject_under_the_number),
        TEST(test_headings_dashes_figures_and_the_end_stand_as_printed),
        TEST(test_a_word_longer_than_the_width_is_not_cut),
        TEST(test_lines_wrap_at_blanks_and_not_at_unbreakable_ones),
        TEST(test_combining_marks_take_no_column),
        TEST(test_table_cells_wrap_inside_their_column),
        TEST(test_a_text_that_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
