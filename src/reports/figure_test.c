/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/testing_reports.h"

static struct arena *mem;
static const struct definitions *office;

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
    { "tickets", "2021-07-01", .count = 6 },
    { "tickets", "2021-06-01", .count = 8, .first_id = 11 },
    { "tickets", "2020-07-01", .count = 2, .first_id = 21 },
    { "tickets", "2021-01-01", .count = 7, .first_id = 31 },
    { "tickets", "2022-03-01", .count = 3, .first_id = 41 },
    { "tickets_by_letter", NULL, .count = 2, .first_id = 3 },
    { "tickets_done", NULL, .count = 4 },
    { "papers", NULL, .count = 2, .first_id = 51 },
    { "persons", NULL, { 5, -2, 10 }, 3 },
    { "places", NULL, .texts = { "Sa Đéc", "Cao Lãnh", "Sa Đéc" }, .count = 3 },
    { "likes", NULL, { 33870, 35120 }, 2 },
};

static struct period month;
static struct testing_source source;

static struct figures *run_over(const char *period, const struct testing_answer *of, size_t count)
{
    struct err err = { 0 };
    assert_true(period_parse(period, false, &month, &err));
    source = testing_source(of, count);
    return figures_new(mem, office, definitions_report(office, "month"), &source.source, &month, month.to);
}

static struct figures *july(void)
{
    return run_over("2021-07", answers, COUNT_OF(answers));
}

static const struct figure *figure_of(struct figures *figures, const char *id)
{
    struct err err = { 0 };
    const struct figure *figure = figures_get(figures, id, &err);
    if (!figure)
        fail_msg("%s: %s", id, err.text);
    assert_string_equal(figure->id, id);
    return figure;
}

/* "3 4 1 ": the ids behind a figure. */
static const char *ids_of(const struct figure *figure)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < figure->count; i++)
        text_printf(&out, "%lld ", (long long)figure->ids[i]);
    return out.data;
}

static void test_counts_sums_distinct_and_last_values_keep_their_records(void **state)
{
    (void)state;
    struct figures *run = july();
    const struct figure *tickets = figure_of(run, "tickets"), *persons = figure_of(run, "persons");
    assert_true(tickets->known);
    assert_int_equal(tickets->value, 6);
    assert_string_equal(ids_of(tickets), "1 2 3 4 5 6 ");
    assert_string_equal(tickets->register_name, "ticket");
    assert_string_equal(tickets->query, "tickets@2021-07-01");
    assert_string_equal(tickets->as_of, "2021-07-31");
    assert_string_equal(tickets->counts, "phiếu");
    assert_int_equal(persons->value, 13);
    assert_int_equal(persons->count, 3);
    assert_int_equal(figure_of(run, "places")->value, 2);
    assert_int_equal(figure_of(run, "places")->count, 3);
    assert_string_equal(figure_of(run, "places")->names, "Cao Lãnh, Sa Đéc");
    assert_null(tickets->names);
    assert_int_equal(figure_of(run, "likes")->value, 35120);
    assert_string_equal(ids_of(figure_of(run, "likes")), "2 ");
    assert_string_equal(figure_of(run, "likes")->display, "35.120");
}

static void test_a_ratio_is_in_hundredths_of_a_percent_with_the_records_of_its_numerator(void **state)
{
    (void)state;
    const struct figure *rate = figure_of(july(), "done_rate");
    assert_int_equal(rate->value, 6667);
    assert_string_equal(rate->display, "66,67%");
    assert_true(rate->has_parts && rate->percent);
    assert_int_equal(rate->numerator, 4);
    assert_int_equal(rate->denominator, 6);
    assert_string_equal(ids_of(rate), "1 2 3 4 ");
    assert_string_equal(rate->query, "tickets_done@2021-07-01");
    assert_string_equal(rate->register_name, "ticket");
    assert_string_equal(rate->words, "Phiếu đã xong chia cho Phiếu nhận");
    assert_int_equal(figure_of(july(), "letters_share")->value, 3333);
    assert_string_equal(ids_of(figure_of(july(), "letters_share")), "3 4 ");
}

static void test_a_ratio_to_nothing_is_missing(void **state)
{
    (void)state;
    static const struct testing_answer none[] = { { "tickets_done", NULL, .count = 1 } };
    const struct figure *rate = figure_of(run_over("2021-07", none, COUNT_OF(none)), "done_rate");
    assert_false(rate->known);
    assert_int_equal(rate->denominator, 0);
    assert_string_equal(rate->display, "không có số liệu");
}

static void test_totals_add_and_take_away_and_name_each_record_once(void **state)
{
    (void)state;
    const struct figure *other = figure_of(july(), "tickets_other"), *all = figure_of(july(), "tickets_and_papers");
    assert_int_equal(other->value, 4);
    assert_string_equal(ids_of(other), "1 2 3 4 5 6 ");
    assert_null(other->query);
    assert_null(other->register_name);
    assert_string_equal(other->words, "Phiếu nhận - Phiếu gửi thư");
    assert_int_equal(all->value, 10);
    assert_string_equal(ids_of(all), "1 2 3 4 5 6 51 52 ");
}

static void test_other_periods_have_their_own_query_and_cut_off(void **state)
{
    (void)state;
    struct figures *run = july();
    const struct figure *before = figure_of(run, "tickets_before"), *year = figure_of(run, "tickets_last_year");
    assert_int_equal(before->value, 8);
    assert_string_equal(before->query, "tickets@2021-06-01");
    assert_string_equal(before->as_of, "2021-06-30");
    assert_string_equal(before->words, "Phiếu nhận (tháng 6 năm 2021)");
    assert_int_equal(year->value, 2);
    assert_string_equal(year->as_of, "2020-07-31");
    assert_int_equal(figure_of(run, "tickets_year")->value, 7);
    assert_string_equal(source.cutoffs, "2021-06-30 2020-07-31 2021-07-31 ");
}

static void test_a_change_is_the_difference_with_the_records_of_the_first(void **state)
{
    (void)state;
    const struct figure *change = figure_of(july(), "tickets_change");
    assert_int_equal(change->value, -2);
    assert_string_equal(change->display, "-2");
    assert_string_equal(ids_of(change), "1 2 3 4 5 6 ");
    assert_string_equal(change->query, "tickets@2021-07-01");
    assert_string_equal(change->words, "Phiếu nhận (6) trừ Phiếu nhận tháng trước (8)");
}

static void test_a_year_of_issued_values_needs_every_month(void **state)
{
    (void)state;
    const struct figure *gap = figure_of(july(), "tickets_year_issued");
    assert_false(gap->known);
    const struct figure *whole = figure_of(run_over("2022-03", answers, COUNT_OF(answers)), "tickets_year_issued");
    assert_true(whole->known);
    assert_int_equal(whole->value, 3 + 40 + 40);
    assert_string_equal(ids_of(whole), "41 42 43 ");
}

static void test_what_nobody_measured_is_missing_and_makes_others_missing(void **state)
{
    (void)state;
    struct figures *run = run_over("2021-07", NULL, 0);
    const struct figure *views = figure_of(run, "views"), *persons = figure_of(run, "persons");
    assert_false(views->known);
    assert_string_equal(views->display, "không có số liệu");
    assert_int_equal(views->count, 0);
    assert_string_equal(views->query, "views@2021-07-01");
    assert_true(persons->known);
    assert_int_equal(persons->value, 0);
    assert_false(figure_of(run, "likes")->known);
    assert_false(figure_of(run, "views_rate")->known);
    assert_false(figure_of(run, "views_rate")->has_parts);
    assert_false(figure_of(run, "elsewhere")->known);
    assert_int_equal(figure_of(run, "elsewhere")->count, 0);
}

static void test_values_before_the_first_day_are_baseline(void **state)
{
    (void)state;
    static const struct testing_answer old[] = { { "tickets", "2021-07-01", .count = 6 },
                                                 { "tickets", "2021-06-01", .baseline = true } };
    struct figures *run = run_over("2021-07", old, COUNT_OF(old));
    const struct figure *before = figure_of(run, "tickets_before"), *change = figure_of(run, "tickets_change");
    assert_true(before->baseline && change->baseline);
    assert_false(before->known);
    assert_false(change->known);
    assert_int_equal(before->count, 0);
    assert_non_null(strstr(before->words, "kỳ trước ngày hệ thống bắt đầu có hồ sơ"));
    assert_false(figure_of(run, "tickets")->baseline);
}

static void test_what_a_span_cannot_be_asked_for_is_missing(void **state)
{
    (void)state;
    static const struct testing_answer unbound[] = { { "views", NULL, .unbound = true } };
    const struct figure *views = figure_of(run_over("2021-07-02..2021-07-09", unbound, 1), "views");
    assert_false(views->known);
    assert_null(views->register_name);
}

static void test_a_figure_is_computed_once_a_run(void **state)
{
    (void)state;
    struct figures *run = july();
    const struct figure *first = figure_of(run, "tickets");
    figure_of(run, "done_rate");
    figure_of(run, "tickets_change");
    figure_of(run, "tickets_other");
    assert_ptr_equal(figure_of(run, "tickets"), first);
    assert_int_equal(source.asked, 4); /* tickets, tickets_done, tickets of June, tickets_by_letter */
}

static void test_the_cut_off_is_the_own_periods_only(void **state)
{
    (void)state;
    struct err err = { 0 };
    assert_true(period_parse("2021-07", false, &month, &err));
    source = testing_source(answers, COUNT_OF(answers));
    struct figures *run = figures_new(mem, office, definitions_report(office, "month"), &source.source, &month,
                                      day_from_civil(2021, 8, 5));
    assert_string_equal(figure_of(run, "tickets")->as_of, "2021-08-05");
    assert_string_equal(figure_of(run, "tickets_before")->as_of, "2021-06-30");
}

static void test_an_unknown_figure_and_a_sum_too_large_are_refused(void **state)
{
    (void)state;
    static const struct testing_answer large[] = { { "persons", NULL, { INT64_MAX, 1 }, 2 } };
    struct err err = { 0 };
    assert_null(figures_get(july(), "nothing", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(err.subject, "figure");
    assert_null(figures_get(run_over("2021-07", large, 1), "persons", &err));
    assert_int_equal(err.kind, ERR_INVALID);
}

static const char *json_of(const struct figure *figure, bool with_ids)
{
    struct text out;
    struct json json;
    text_init(&out, mem, TEXT_MAX_LINE);
    json_init(&json, &out, false);
    figure_json(&json, figure, with_ids);
    return out.data;
}

static void test_json_has_all_keys_and_ids_where_asked(void **state)
{
    (void)state;
    assert_string_equal(
        json_of(figure_of(july(), "done_rate"), true),
        "{\"id\":\"done_rate\",\"label\":\"Tỷ lệ xong\",\"value\":6667,\"display\":\"66,67%\",\"numerator\":4,"
        "\"denominator\":6,\"register\":\"ticket\",\"query\":\"tickets_done@2021-07-01\",\"count\":4,"
        "\"ids\":[\"0000000000001\",\"0000000000002\",\"0000000000003\",\"0000000000004\"]}");
    assert_string_equal(json_of(figure_of(july(), "elsewhere"), false),
                        "{\"id\":\"elsewhere\",\"label\":\"Số nơi khác\",\"value\":null,\"display\":\"không có số "
                        "liệu\",\"numerator\":null,\"denominator\":null,\"register\":null,\"query\":null,\"count\":0}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_sums_distinct_and_last_values_keep_their_records),
        cmocka_unit_test(test_a_ratio_is_in_hundredths_of_a_percent_with_the_records_of_its_numerator),
        cmocka_unit_test(test_a_ratio_to_nothing_is_missing),
        cmocka_unit_test(test_totals_add_and_take_away_and_name_each_record_once),
        cmocka_unit_test(test_other_periods_have_their_own_query_and_cut_off),
        cmocka_unit_test(test_a_change_is_the_difference_with_the_records_of_the_first),
        cmocka_unit_test(test_a_year_of_issued_values_needs_every_month),
        cmocka_unit_test(test_what_nobody_measured_is_missing_and_makes_others_missing),
        cmocka_unit_test(test_values_before_the_first_day_are_baseline),
        cmocka_unit_test(test_what_a_span_cannot_be_asked_for_is_missing),
        cmocka_unit_test(test_a_figure_is_computed_once_a_run),
        cmocka_unit_test(test_the_cut_off_is_the_own_periods_only),
        cmocka_unit_test(test_an_unknown_figure_and_a_sum_too_large_are_refused),
        cmocka_unit_test(test_json_has_all_keys_and_ids_where_asked),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
