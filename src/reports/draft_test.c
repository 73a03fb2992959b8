/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/draft.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "documents/paper_docx.h"
#include "documents/paper_html.h"
#include "documents/paper_text.h"
#include "reports/draft_json.h"
#include "reports/draft_paper.h"
#include "reports/testing_store.h"

/* --- drafts ------------------------------------------------------------------------------------------------------ */

static const struct report_draft *drafted(struct testing *t, struct testing_month *m, const char *period)
{
    struct err err = { 0 };
    const struct report_draft *draft =
        report_draft_read(t->mem, t->store, m->office.definitions, m->report, period, NULL, &err);
    if (!draft)
        fail_msg("%s: %s", err.field, err.text);
    return draft;
}

static const char *line_text(struct testing *t, const struct report_section *section, size_t line)
{
    assert_true(line < section->lines.count);
    return prose_text(t->mem, &section->lines.items[line].prose);
}

static void test_sections_are_numbered_without_a_gap(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_draft *draft = drafted(t, &m, "2021-07");
    assert_int_equal(draft->sections.count, 2);
    const struct report_section *first = &draft->sections.items[0], *plan = &draft->sections.items[1];
    assert_string_equal(first->number, "I");
    assert_string_equal(first->title, "TÌNH HÌNH THÁNG 7/2021");
    assert_int_equal(first->sections.count, 2); /* the optional one has nothing to say */
    assert_string_equal(first->sections.items[0].number, "1");
    assert_string_equal(first->sections.items[1].number, "2");
    assert_string_equal(first->sections.items[1].title, "Lĩnh vực");
    assert_string_equal(first->sections.items[1].sections.items[0].number, "2.1");
    assert_string_equal(first->sections.items[1].sections.items[1].number, "2.2");
    assert_string_equal(plan->number, "II");
    assert_string_equal(plan->title, "NHIỆM VỤ THÁNG 8/2021");
}
ON_BOTH(test_sections_are_numbered_without_a_gap)

static void test_lines_say_figures_and_keep_them(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_draft *draft = drafted(t, &m, "2021-07");
    const struct report_section *general = &draft->sections.items[0].sections.items[0];
    assert_int_equal(general->lines.count, 1); /* what rests on a missing figure is left out */
    assert_string_equal(line_text(t, general, 0), "Nhận 04 phiếu (tăng 01 phiếu so với tháng 6), đã xong 03, đạt 75%; "
                                                  "lượt xem: không có số liệu.");
    static const char *const kept[] = { "views", "tickets", "tickets_change", "tickets_done", "done_rate", "papers" };
    assert_int_equal(draft->figures.list.count, COUNT_OF(kept));
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        assert_string_equal(draft->figures.list.items[i]->id, kept[i]);
}
ON_BOTH(test_lines_say_figures_and_keep_them)

static void test_a_record_stands_in_one_list_that_of_its_own_unit(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_draft *draft = drafted(t, &m, "2021-07");
    const struct report_section *kt = &draft->sections.items[0].sections.items[1].sections.items[0];
    const struct report_section *nc = &draft->sections.items[0].sections.items[1].sections.items[1];
    /* grouped by verb in the order of the actions; a type gives its verb where there is no action; types together */
    assert_int_equal(kt->lines.count, 3);
    assert_string_equal(line_text(t, kt, 0), "Chỉ đạo phòng dịch.");
    assert_string_equal(line_text(t, kt, 1),
                        "Ban hành quyết định thành lập tổ kiểm tra; kiện toàn Ban Chỉ đạo; kế hoạch cấp nước.");
    assert_string_equal(line_text(t, kt, 2), "Báo cáo kết quả quý II.");
    assert_int_equal(kt->lines.items[1].record_count, 3);
    /* the list of all units asked for them too */
    assert_string_equal(line_text(t, nc, 0), "Trong 07 văn bản: phổ biến pháp luật; tiếp dân.");
    assert_int_equal(nc->lines.items[0].record_count, 2);
}
ON_BOTH(test_a_record_stands_in_one_list_that_of_its_own_unit)

static void test_a_table_compares_with_the_period_before(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_draft *draft = drafted(t, &m, "2021-07");
    const struct report_section *nc = &draft->sections.items[0].sections.items[1].sections.items[1];
    const struct report_table *table = nc->lines.items[1].table;
    static const char *const cells[][4] = { { "Phiếu nhận", "4", "3", "1" }, { "Tỷ lệ xong", "75%", "0%", "75%" } };
    assert_string_equal(table->title, "So sánh với tháng 6/2021");
    assert_string_equal(table->columns[1], "Tháng 7/2021");
    assert_string_equal(table->columns[2], "Tháng 6/2021");
    assert_int_equal(table->row_count, 2);
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(prose_text(t->mem, &table->cells[i]), cells[i / 4][i % 4]);
}
ON_BOTH(test_a_table_compares_with_the_period_before)

static void test_the_plan_is_that_of_the_next_period_in_its_order(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_section *plan = &drafted(t, &m, "2021-07")->sections.items[1];
    assert_int_equal(plan->lines.count, 2);
    assert_string_equal(line_text(t, plan, 0), "Họp thường kỳ; chuẩn bị kỳ họp.");
    assert_string_equal(line_text(t, plan, 1), "Tiếp công dân.");
    assert_string_equal(plan->lines.items[1].number, "2");
    assert_int_equal(plan->lines.items[0].record_count, 1);
}
ON_BOTH(test_the_plan_is_that_of_the_next_period_in_its_order)

static void test_a_count_is_the_total_of_its_query(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_draft *draft = drafted(t, &m, "2021-07");
    const struct query_tokens none = { .today = "2021-08-02" };
    size_t counted = 0;
    for (size_t i = 0; i < draft->figures.list.count; i++) {
        const struct figure *figure = draft->figures.list.items[i];
        struct err err = { 0 };
        int64_t total = -1;
        const struct query *query =
            query_parse(t->mem, m.office.definitions, definitions_register(m.office.definitions, figure->register_name),
                        figure->query, &none, &err);
        assert_true(testing_ok(query && record_count(t->store, t->mem, &m.office.scope, query, &total, &err), &err));
        assert_int_equal(total, figure->count);
        counted += figure->kind == FIGURE_RECORDS && figure->value == total;
    }
    assert_int_equal(counted, 3); /* tickets, tickets_done, papers */
}
ON_BOTH(test_a_count_is_the_total_of_its_query)

static void test_a_cancelled_record_counts_no_more(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    testing_month_make(t, &m);
    const struct figure *before =
        report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-07", NULL, "tickets", &err);
    assert_int_equal(before->value, 4);
    struct draft_step cancel = { .name = "cancel", .reason = "nhầm" };
    assert_true(testing_ok(record_step(&m.office, t->mem, before->ids[0], 0, &cancel, &err), &err));
    const struct figure *after =
        report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-07", NULL, "tickets", &err);
    assert_int_equal(after->value, 3);
    assert_int_equal(after->ids[0], before->ids[1]);
}
ON_BOTH(test_a_cancelled_record_counts_no_more)

static void test_states_are_those_of_the_cut_off(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    testing_month_make(t, &m);
    static const char *const cutoffs[][2] = { { "2021-07-20", "1" }, { "2021-07-31", "3" }, { "2021-08-02", "4" } };
    for (size_t i = 0; i < COUNT_OF(cutoffs); i++) {
        const struct figure *done = report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-07",
                                                       cutoffs[i][0], "tickets_done", &err);
        assert_string_equal(done->display, cutoffs[i][1]);
        assert_string_equal(done->as_of, cutoffs[i][0]);
    }
    const struct report_draft *draft =
        report_draft_read(t->mem, t->store, m.office.definitions, m.report, "2021-07", "2021-08-02", &err);
    assert_string_equal(draft->period_line, "(Số liệu từ ngày 01/7/2021 đến ngày 31/7/2021, chốt hết ngày 02/8/2021)");
}
ON_BOTH(test_states_are_those_of_the_cut_off)

static void test_values_before_the_first_day_have_no_records(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    testing_month_make(t, &m);
    const struct figure *may =
        report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-06", NULL, "tickets_before", &err);
    assert_true(may->baseline);
    assert_false(may->known);
    assert_string_equal(line_text(t, &drafted(t, &m, "2021-06")->sections.items[0].sections.items[0], 0),
                        "Nhận 03 phiếu, đã xong 0, đạt 0%; lượt xem: 900.");
}
ON_BOTH(test_values_before_the_first_day_have_no_records)

static void test_a_sentence_without_its_numbers_names_what_is_missing(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_section *general = &drafted(t, &m, "2021-05")->sections.items[0].sections.items[0];
    assert_string_equal(line_text(t, general, 0), "Trong kỳ chưa có số liệu: phiếu nhận; phiếu đã xong; tỷ lệ xong.");
}
ON_BOTH(test_a_sentence_without_its_numbers_names_what_is_missing)

static void test_records_say_their_own_words_a_line_each(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const struct report_section *words = &drafted(t, &m, "2021-08")->sections.items[0].sections.items[1];
    assert_string_equal(words->title, "Lời của hồ sơ");
    assert_int_equal(words->lines.count, 1); /* the other record has nothing to say */
    assert_string_equal(line_text(t, words, 0), "Họp: họp thường kỳ; chuẩn bị kỳ họp.");
    assert_int_equal(words->lines.items[0].record_count, 1);
}
ON_BOTH(test_records_say_their_own_words_a_line_each)

static void test_the_words_of_a_secret_record_are_not_printed(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    testing_month_make(t, &m);
    assert_true(testing_ok(
        store_define(t->store, "update record set secrecy = 'mat' where register in ('plan', 'paper')\n;\n", &err),
        &err));
    const struct report_draft *august = drafted(t, &m, "2021-08"), *july = drafted(t, &m, "2021-07");
    assert_int_equal(august->sections.items[0].sections.count, 2); /* “Lời của hồ sơ” has nothing to say */
    assert_int_equal(july->sections.items[1].lines.count, 0);      /* the plan */
    assert_int_equal(july->sections.items[0].sections.items[1].sections.items[0].lines.count, 0); /* titles */
}
ON_BOTH(test_the_words_of_a_secret_record_are_not_printed)

static void test_both_issuers_papers_are_counted(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    testing_month_make(t, &m);
    const struct figure *papers =
        report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-07", NULL, "papers", &err);
    assert_int_equal(papers->value, 7);
    assert_int_equal(testing_month_papers_of(t, &m, "ub"), 2);
    assert_int_equal(testing_month_papers_of(t, &m, "vp"), 5);
}
ON_BOTH(test_both_issuers_papers_are_counted)

static void test_refusals_name_what_is_wrong(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    testing_month_make(t, &m);
    static const char *const cases[][3] = {
        { "2021-Q3", NULL, "kỳ theo quý" },
        { "thang 7", NULL, "không phải là kỳ báo cáo" },
        { "2021-07", "2021-06-30", "trước ngày đầu kỳ" },
        { "2021-07", "hôm nay", "không phải là ngày" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_null(
            report_draft_read(t->mem, t->store, m.office.definitions, m.report, cases[i][0], cases[i][1], &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_non_null(strstr(err.text, cases[i][2]));
        assert_null(report_figure_read(t->mem, t->store, m.office.definitions, m.report, cases[i][0], cases[i][1],
                                       "tickets", &err));
    }
    assert_null(report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-07", NULL, "nothing", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_non_null(
        report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-07", NULL, "tickets", &err));
}
ON_BOTH(test_refusals_name_what_is_wrong)

/* --- definitions made here --------------------------------------------------------------------------------------- */

static bool thirty_items(const struct report_source *source, struct arena *mem, const struct register_definition *reg,
                         const char *query, const struct report_days *days, const char *const *fields,
                         size_t field_count, struct report_items *items, struct err *err)
{
    (void)source, (void)reg, (void)days, (void)fields, (void)field_count, (void)err;
    *items = (struct report_items){ 0 };
    for (int64_t i = 1; i <= 30; i++)
        *ARRAY_ADD(mem, &items->list) = (struct report_item){ .id = i,
                                                              .title = arena_printf(mem, "Việc %d %s", (int)i, query),
                                                              .values = ARENA_ARRAY(mem, const char *, 4) };
    return true;
}

/* A chain of COUNT sections, each inside the one before; the last has PARTS. */
static struct report_definition chain(struct arena *mem, size_t count, struct part_definition *parts, size_t part_count)
{
    struct section_definition *sections = ARENA_ARRAY(mem, struct section_definition, count);
    for (size_t i = 0; i < count; i++) {
        sections[i].title = arena_printf(mem, "Mục %zu", i + 1);
        if (i + 1 < count) {
            sections[i].sections.items = &sections[i + 1];
            sections[i].sections.count = 1;
        }
    }
    sections[count - 1].parts.items = parts;
    sections[count - 1].parts.count = part_count;
    struct report_definition report = { .name = "chain", .issuer = "vp", .type = "bc", .period = "month" };
    report.sections.items = sections;
    report.sections.count = 1;
    return report;
}

static const struct report_draft *draft_of(struct arena *mem, const struct report_definition *report, struct err *err)
{
    struct report_source source = { .items = thirty_items };
    struct report_ask ask = { .definitions = testing_reports_office(mem), .report = report, .source = &source };
    assert_true(period_parse("2021-07", false, &ask.period, err));
    return report_draft_make(mem, &ask, err);
}

static void test_sections_are_at_most_four_deep(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    struct part_definition text = { .text = "Nội dung." };
    struct report_definition four = chain(mem, 4, &text, 1), five = chain(mem, 5, &text, 1);
    const struct report_draft *draft = draft_of(mem, &four, &err);
    const struct report_section *second = &draft->sections.items[0].sections.items[0];
    const struct report_section *third = &second->sections.items[0];
    assert_string_equal(second->number, "1");
    assert_string_equal(third->number, "1.1");
    assert_string_equal(third->sections.items[0].number, "a");
    assert_null(draft_of(mem, &five, &err));
    assert_string_equal(err.text, "Báo cáo có mục lồng nhau quá 4 cấp (I. 1. 1.1. a)); hãy gộp bớt: “Mục 5”.");
    arena_free(mem);
}

static void test_letters_end_with_y(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    struct texts_definition words = { .query = "period=@period", .text = "text" };
    struct part_definition plan = { .plan = &words };
    struct report_definition two = chain(mem, 2, &plan, 1), three = chain(mem, 3, &plan, 1);
    const struct report_draft *draft = draft_of(mem, &two, &err);
    assert_string_equal(draft->sections.items[0].sections.items[0].lines.items[29].number, "1.30");
    assert_null(draft_of(mem, &three, &err));
    assert_string_equal(err.text, "Mục “Mục 3” có quá 23 điểm a), b), c)…; hãy chia thành nhiều mục.");
    arena_free(mem);
}

static void test_a_section_with_nothing_says_so_unless_it_is_optional(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    struct report_definition report = chain(mem, 1, NULL, 0);
    assert_int_equal(draft_of(mem, &report, &err)->sections.items[0].lines.count, 0);
    report.nothing = "Không phát sinh trong tháng {{month}}.";
    const struct report_section *section = &draft_of(mem, &report, &err)->sections.items[0];
    assert_int_equal(section->lines.count, 1);
    assert_string_equal(prose_text(mem, &section->lines.items[0].prose), "Không phát sinh trong tháng 7.");
    report.sections.items[0].optional = true;
    assert_int_equal(draft_of(mem, &report, &err)->sections.count, 0);
    arena_free(mem);
}

static void test_a_list_has_a_limit_and_needs_no_verb(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    const struct definitions *office = testing_reports_office(mem);
    struct titles_definition titles = {
        .register_name = "paper", .query = "x=1", .limit = 2, .reg = definitions_register(office, "paper")
    };
    struct part_definition part = { .titles = &titles };
    struct report_definition report = chain(mem, 1, &part, 1);
    report.sections.items[0].unit = "kt";
    const struct report_draft *draft = draft_of(mem, &report, &err);
    const struct report_line *line = &draft->sections.items[0].lines.items[0];
    assert_string_equal(prose_text(mem, &line->prose),
                        "Việc 1 x=1&unit=kt&secrecy=thuong; việc 2 x=1&unit=kt&secrecy=thuong.");
    assert_int_equal(line->record_count, 2);
    arena_free(mem);
}

/* --- JSON -------------------------------------------------------------------------------------------------------- */

static const char *json_of(struct testing *t, const struct report_draft *draft)
{
    struct text out;
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    report_draft_json(&out, draft);
    return out.data;
}

/* Compares with testdata/NAME, or writes it when the golden files are being renewed. */
static void compare_with_file(struct testing *t, const char *name, const char *text)
{
    struct err err = { 0 };
    const char *path = arena_printf(t->mem, TESTDATA "/%s", name);
    if (getenv("CONGVU_UPDATE_GOLDEN"))
        assert_true(testing_ok(file_write(path, text, strlen(text), 0644, &err), &err));
    const char *golden = file_read(t->mem, path, TEXT_MAX_PAGE, NULL, &err);
    assert_true(testing_ok(golden != NULL, &err));
    assert_string_equal(text, golden);
}

static void test_json_is_what_others_rely_on(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    compare_with_file(t, "month.json", json_of(t, drafted(t, &m, "2021-07")));
}
ON_BOTH(test_json_is_what_others_rely_on)

static void test_rows_of_a_table_are_lines(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    const char *json = json_of(t, drafted(t, &m, "2021-07"));
    assert_non_null(strstr(json, "\"text\": \"So sánh với tháng 6/2021\""));
    assert_non_null(strstr(json, "\"text\": \"Phiếu nhận: 4; 3; 1\""));
}
ON_BOTH(test_rows_of_a_table_are_lines)

static void test_a_figure_alone_has_its_ids(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    struct text out;
    testing_month_make(t, &m);
    text_init(&out, t->mem, TEXT_MAX_LINE);
    report_figure_json(
        &out, report_figure_read(t->mem, t->store, m.office.definitions, m.report, "2021-07", NULL, "done_rate", &err));
    compare_with_file(t, "done_rate.json", out.data);
}
ON_BOTH(test_a_figure_alone_has_its_ids)

/* --- paper ------------------------------------------------------------------------------------------------------- */

static const char *text_of(struct testing *t, const struct report_draft *draft)
{
    struct err err = { 0 };
    struct text out;
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    assert_true(testing_ok(paper_text(&out, report_draft_paper(t->mem, draft), &err), &err));
    return out.data;
}

static void test_the_paper_is_an_administrative_document(struct testing *t)
{
    struct testing_month m;
    testing_month_make(t, &m);
    compare_with_file(t, "month.txt", text_of(t, drafted(t, &m, "2021-07")));
}
ON_BOTH(test_the_paper_is_an_administrative_document)

static void test_figures_on_paper_lead_to_their_records(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    struct text out;
    testing_month_make(t, &m);
    const struct report_draft *draft = drafted(t, &m, "2021-07");
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    assert_true(testing_ok(paper_html(&out, report_draft_paper(t->mem, draft), &err), &err));
    assert_non_null(strstr(out.data, "href=\"/bao-cao-thang/2021-07/so/tickets\""));
    assert_non_null(strstr(out.data, "href=\"/bao-cao-thang/2021-07/so/views\""));
    assert_non_null(strstr(out.data, "75%"));
}
ON_BOTH(test_figures_on_paper_lead_to_their_records)

/* --- the same bytes ---------------------------------------------------------------------------------------------- */

static char first_hash[4][HASH_HEX_SIZE];

static void keep_or_compare(size_t at, const char *bytes, size_t length)
{
    char hash[HASH_HEX_SIZE];
    uint8_t raw[HASH_SIZE];
    hash_bytes(bytes, length, raw);
    hash_hex(raw, hash);
    if (!first_hash[at][0])
        memcpy(first_hash[at], hash, sizeof hash);
    assert_string_equal(first_hash[at], hash);
}

/* Runs on one database after the other: the second must give the bytes of the first. */
static void test_the_same_records_give_the_same_bytes(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    const char *bytes;
    size_t length;
    testing_month_make(t, &m);
    for (int round = 0; round < 2; round++) {
        setenv("TZ", round ? "America/New_York" : "Asia/Ho_Chi_Minh", 1);
        clock_fix(instant_from_local(day_from_civil(2021, 8, 2 + round), 8 * 60));
        const struct report_draft *draft = drafted(t, &m, "2021-07");
        const char *json = json_of(t, draft), *text = text_of(t, draft);
        keep_or_compare(0, json, strlen(json));
        keep_or_compare(1, text, strlen(text));
        assert_true(testing_ok(paper_docx(t->mem, report_draft_paper(t->mem, draft), &bytes, &length, &err), &err));
        keep_or_compare(2, bytes, length);
    }
    unsetenv("TZ");
}
ON_BOTH(test_the_same_records_give_the_same_bytes)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_sections_are_numbered_without_a_gap),
        BOTH(test_lines_say_figures_and_keep_them),
        BOTH(test_a_record_stands_in_one_list_that_of_its_own_unit),
        BOTH(test_a_table_compares_with_the_period_before),
        BOTH(test_the_plan_is_that_of_the_next_period_in_its_order),
        BOTH(test_a_count_is_the_total_of_its_query),
        BOTH(test_a_cancelled_record_counts_no_more),
        BOTH(test_states_are_those_of_the_cut_off),
        BOTH(test_values_before_the_first_day_have_no_records),
        BOTH(test_a_sentence_without_its_numbers_names_what_is_missing),
        BOTH(test_records_say_their_own_words_a_line_each),
        BOTH(test_the_words_of_a_secret_record_are_not_printed),
        BOTH(test_both_issuers_papers_are_counted),
        BOTH(test_refusals_name_what_is_wrong),
        cmocka_unit_test(test_sections_are_at_most_four_deep),
        cmocka_unit_test(test_letters_end_with_y),
        cmocka_unit_test(test_a_section_with_nothing_says_so_unless_it_is_optional),
        cmocka_unit_test(test_a_list_has_a_limit_and_needs_no_verb),
        BOTH(test_json_is_what_others_rely_on),
        BOTH(test_rows_of_a_table_are_lines),
        BOTH(test_a_figure_alone_has_its_ids),
        BOTH(test_the_paper_is_an_administrative_document),
        BOTH(test_figures_on_paper_lead_to_their_records),
        BOTH(test_the_same_records_give_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
