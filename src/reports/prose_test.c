/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/prose.h"

#include "definitions/report_definition.h"
#include "reports/testing_reports.h"

static struct arena *mem;
static const struct definitions *office;
static struct testing_source source;
static struct period month;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    office = testing_reports_office(mem);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const struct testing_answer answers[] = {
    { "tickets", "2021-07-01", .count = 2 }, { "tickets", "2021-06-01", .count = 7 },
    { "tickets_done", NULL, .count = 1 },    { "persons", NULL, { 6843 }, 1 },
    { "likes", NULL, { 1400000 }, 1 },
};

static struct prose *prose_over(const char *period)
{
    struct err err = { 0 };
    assert_true(period_parse(period, false, &month, &err));
    source = testing_source(answers, COUNT_OF(answers));
    return prose_new(mem,
                     figures_new(mem, office, definitions_report(office, "month"), &source.source, &month, month.to),
                     &month, month.to);
}

static const char *said(const char *period, const char *sentence)
{
    struct err err = { 0 };
    struct prose_line line = { 0 };
    if (!prose_add(prose_over(period), sentence, &line, &err))
        fail_msg("%s: %s", sentence, err.text);
    return prose_text(mem, &line);
}

static void test_figures_are_written_as_running_text_writes_them(void **state)
{
    (void)state;
    assert_string_equal(
        said("2021-07", "{{tickets}} phiếu, {{persons}} người, {{tickets_by_letter}} thư, {{done_rate}}"),
        "02 phiếu, 6.843 người, 0 thư, 50%");
    assert_string_equal(said("2021-07", "{{views}}"), "không có số liệu");
}

static void test_figures_have_forms(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "{{persons.over}}", "trên 6.800" },
        { "{{persons.nearly}}", "gần 6.900" },
        { "{{likes.million}}", "1,4 triệu" },
        { "{{tickets.words}}", "hai" },
        { "{{tickets.plain}}", "2" },
        { "{{tickets_by_letter.plain}}", "0" },
        { "{{tickets_by_letter.words}}", "không" },
        { "{{tickets.names}}", "2" },
        { "{{done_rate.over}}", "50%" },
        { "{{views.million}}", "không có số liệu" },
        { "{{tickets_change.trend}}", "giảm 05 phiếu" },
        { "{{#views.known}}có{{/views.known}}{{^views.known}}thiếu{{/views.known}}", "thiếu" },
        { "{{#tickets.some}}có{{/tickets.some}}{{#tickets_by_letter.some}}thư{{/tickets_by_letter.some}}", "có" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(said("2021-07", cases[i][0]), cases[i][1]);
}

static void test_every_form_that_sentences_may_use_is_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < figure_form_count; i++) {
        const char *form = figure_forms[i];
        const char *sentence = arena_printf(mem, "{{#tickets.%s}}x{{/tickets.%s}}", form, form);
        assert_string_equal(said("2021-07", sentence), "x");
    }
}

static void test_a_trend_tells_its_direction(void **state)
{
    (void)state;
    const struct figure up = { .id = "a", .known = true, .value = 12, .counts = "đơn" };
    const struct figure same = { .id = "a", .known = true, .value = 0, .counts = "đơn" };
    const struct figure rate = { .id = "a", .known = true, .percent = true, .value = -150, .counts = "đơn" };
    const struct figure missing = { .id = "a", .display = "không có số liệu" };
    assert_string_equal(figure_form(mem, &up, "trend"), "tăng 12 đơn");
    assert_string_equal(figure_form(mem, &same, "trend"), "không thay đổi");
    assert_string_equal(figure_form(mem, &rate, "trend"), "giảm 1,5%");
    assert_string_equal(figure_form(mem, &missing, "trend"), "không có số liệu");
    assert_null(figure_form(mem, &up, "hedge"));
}

static void test_words_of_the_period(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "2021-07", "{{month}}/{{year}} {{next_month}}/{{next_year}} {{previous_month}}/{{previous_year}}",
          "7/2021 8/2021 6/2021" },
        { "2021-12", "{{next_month}}/{{next_year}}", "01/2022" },
        { "2021-01", "{{month}} {{previous_month}}/{{previous_year}} {{last_year}}", "01 12/2020 2020" },
        { "2021-07", "{{period}}; {{next_period}}; {{period_before}}", "tháng 7/2021; tháng 8/2021; tháng 6/2021" },
        { "2021-07", "{{from}} {{until}} {{cutoff}}", "01/7/2021 31/7/2021 31/7/2021" },
        { "2021-Q2", "quý {{quarter}} 6 tháng {{half}} {{period_before}}", "quý II 6 tháng đầu quý I/2021" },
        { "2021-H2", "6 tháng {{half}}", "6 tháng cuối" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(said(cases[i][0], cases[i][1]), cases[i][2]);
}

static void test_every_word_that_sentences_may_use_is_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < report_word_count; i++)
        assert_true(said("2021-07", arena_printf(mem, "{{%s}}", report_words[i]))[0] != '\0');
}

static void test_figures_are_runs_of_their_own(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct prose_line line = { 0 };
    struct prose *prose = prose_over("2021-07");
    assert_true(prose_add(prose, "Nhận {{tickets}} phiếu ({{tickets_change.trend}})", &line, &err));
    assert_int_equal(line.runs.count, 5);
    assert_null(line.runs.items[0].figure);
    assert_string_equal(line.runs.items[0].text, "Nhận ");
    assert_string_equal(line.runs.items[1].text, "02");
    assert_string_equal(line.runs.items[1].figure->id, "tickets");
    assert_string_equal(line.runs.items[3].text, "giảm 05 phiếu");
    assert_string_equal(line.runs.items[3].figure->id, "tickets_change");
    prose_add_text(prose, "; ", &line);
    prose_add_figure(prose, line.runs.items[1].figure, "words", &line);
    assert_string_equal(prose_text(mem, &line), "Nhận 02 phiếu (giảm 05 phiếu); hai");
}

static void test_a_line_that_fails_holds_what_it_held(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct prose_line line = { 0 };
    struct prose *prose = prose_over("2021-07");
    prose_add_text(prose, "a", &line);
    assert_false(prose_add(prose, "{{tickets}} {{nothing}}", &line, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(prose_add(prose, "{{#tickets}}", &line, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(prose_text(mem, &line), "a");
    assert_true(prose_add(prose, "b", &line, &err));
    assert_string_equal(prose_text(mem, &line), "ab");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_are_written_as_running_text_writes_them),
        cmocka_unit_test(test_figures_have_forms),
        cmocka_unit_test(test_every_form_that_sentences_may_use_is_known),
        cmocka_unit_test(test_a_trend_tells_its_direction),
        cmocka_unit_test(test_words_of_the_period),
        cmocka_unit_test(test_every_word_that_sentences_may_use_is_known),
        cmocka_unit_test(test_figures_are_runs_of_their_own),
        cmocka_unit_test(test_a_line_that_fails_holds_what_it_held),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
