/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/source.h"

#include "reports/testing_store.h"

struct asked {
    struct testing_month month;
    struct report_source source;
    struct period period;
    struct report_days days;
};

static void ask(struct testing *t, struct asked *asked, const char *period)
{
    struct err err = { 0 };
    testing_month_make(t, &asked->month);
    asked->source = report_source_of_store(t->mem, t->store, asked->month.office.definitions, asked->month.report);
    assert_true(period_parse(period, false, &asked->period, &err));
    asked->days = (struct report_days){ &asked->period, asked->period.to };
}

static struct figure_records records_of(struct testing *t, struct asked *asked, const char *figure)
{
    struct err err = { 0 };
    struct figure_records records;
    const struct figure_definition *definition = definitions_figure(asked->month.office.definitions, figure);
    assert_true(
        testing_ok(asked->source.figure(&asked->source, t->mem, definition, &asked->days, true, &records, &err), &err));
    return records;
}

static struct report_items items_of(struct testing *t, struct asked *asked, const char *reg, const char *query,
                                    const char *field)
{
    struct err err = { 0 };
    struct report_items items;
    const struct register_definition *definition = definitions_register(asked->month.office.definitions, reg);
    assert_true(testing_ok(
        asked->source.items(&asked->source, t->mem, definition, query, &asked->days, &field, 1, &items, &err), &err));
    return items;
}

static void test_one_statement_gives_ids_and_values(struct testing *t)
{
    struct asked asked;
    ask(t, &asked, "2021-07");
    struct figure_records persons = records_of(t, &asked, "persons");
    assert_int_equal(persons.count, 1); /* the others have no number of persons */
    assert_int_equal(persons.integers[0], 3);
    assert_string_equal(persons.query, "received_on=2021-07-01..2021-07-31");
    assert_string_equal(persons.words, "Ngày nhận: từ 01/07/2021 đến 31/07/2021");
    struct figure_records tickets = records_of(t, &asked, "tickets");
    assert_int_equal(tickets.count, 4);
    assert_int_equal(tickets.ids[0], persons.ids[0]);
}
ON_BOTH(test_one_statement_gives_ids_and_values)

static void test_tokens_are_bound_to_the_period(struct testing *t)
{
    struct asked asked;
    ask(t, &asked, "2021-07");
    assert_string_equal(records_of(t, &asked, "views").query, "measure=views&period=2021-07");
    assert_string_equal(records_of(t, &asked, "likes").query, "measure=likes&on=..2021-07-31");
    assert_string_equal(records_of(t, &asked, "tickets_carried").query, "open_at=2021-06-30");
    assert_int_equal(records_of(t, &asked, "tickets_carried").count, 3);
}
ON_BOTH(test_tokens_are_bound_to_the_period)

static void test_a_span_has_no_value_of_a_period_field(struct testing *t)
{
    struct asked asked;
    ask(t, &asked, "2021-07-02..2021-07-20");
    assert_true(records_of(t, &asked, "views").unbound);
    assert_false(records_of(t, &asked, "tickets").unbound);
    assert_int_equal(records_of(t, &asked, "tickets").count, 3);
}
ON_BOTH(test_a_span_has_no_value_of_a_period_field)

static void test_before_the_first_day_nothing_is_counted(struct testing *t)
{
    struct asked asked;
    ask(t, &asked, "2021-05");
    assert_true(records_of(t, &asked, "tickets").baseline);
    assert_int_equal(records_of(t, &asked, "tickets").count, 0);
    asked.period = period_after(&asked.period);
    assert_false(records_of(t, &asked, "tickets").baseline);
}
ON_BOTH(test_before_the_first_day_nothing_is_counted)

static void test_items_come_by_date_or_as_the_query_sorts(struct testing *t)
{
    struct asked asked;
    ask(t, &asked, "2021-07");
    struct report_items papers = items_of(t, &asked, "paper", "issued_on=@period&unit=kt", "phrase");
    assert_int_equal(papers.list.count, 5);
    assert_string_equal(papers.list.items[0].title, "Ban hành Kế hoạch cấp nước");
    assert_string_equal(papers.list.items[0].unit, "kt");
    assert_null(papers.list.items[0].values[0]);
    assert_string_equal(papers.list.items[1].values[0], "quyết định thành lập tổ kiểm tra");
    struct report_items back = items_of(t, &asked, "paper", "issued_on=@period&unit=kt&sort=-issued_on", "type");
    assert_string_equal(back.list.items[0].title, "Báo cáo kết quả quý II");
    assert_string_equal(back.list.items[0].values[0], "bc");
}
ON_BOTH(test_items_come_by_date_or_as_the_query_sorts)

static void test_a_wrong_query_is_refused_with_its_place(struct testing *t)
{
    struct asked asked;
    struct err err = { 0 };
    struct report_items items = { 0 };
    ask(t, &asked, "2021-07");
    const struct register_definition *paper = definitions_register(asked.month.office.definitions, "paper");
    assert_false(asked.source.items(&asked.source, t->mem, paper, "colour=red", &asked.days, NULL, 0, &items, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_true(text_starts(err.text, "paper?colour=red: "));
}
ON_BOTH(test_a_wrong_query_is_refused_with_its_place)

static void test_issued_values_are_those_that_were_frozen(struct testing *t)
{
    struct asked asked;
    struct err err = { 0 };
    bool known = true;
    int64_t value = -1;
    ask(t, &asked, "2021-07");
    assert_true(
        testing_ok(store_define(t->store,
                                "insert into figure_frozen values\n"
                                "-- only sqlite\n"
                                "('month', '2021-06', 'tickets', 'q', 'd', 41, null, null, '2021-06-30', 0, x'', "
                                "x'')\n"
                                "-- end\n"
                                "-- only postgres\n"
                                "('month', '2021-06', 'tickets', 'q', 'd', 41, null, null, '2021-06-30', 0, '', '')\n"
                                "-- end\n",
                                &err),
                   &err));
    assert_true(asked.source.issued(&asked.source, t->mem, "month", "2021-06", "tickets", &known, &value, &err));
    assert_true(known);
    assert_int_equal(value, 41);
    assert_true(asked.source.issued(&asked.source, t->mem, "month", "2021-05", "tickets", &known, &value, &err));
    assert_false(known);
    assert_int_equal(value, 0);
}
ON_BOTH(test_issued_values_are_those_that_were_frozen)

static void test_a_query_text_tells_its_keys(void **state)
{
    (void)state;
    assert_true(query_text_asks("unit=kt", "unit"));
    assert_true(query_text_asks("a=1&unit=any", "unit"));
    assert_false(query_text_asks("a=1&subunit=kt", "unit"));
    assert_false(query_text_asks("a=1&unit_of=kt", "unit"));
    assert_false(query_text_asks("a=\"x&unit=kt\"", "unit"));
    assert_false(query_text_asks("", "unit"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_one_statement_gives_ids_and_values),       BOTH(test_tokens_are_bound_to_the_period),
        BOTH(test_a_span_has_no_value_of_a_period_field),    BOTH(test_before_the_first_day_nothing_is_counted),
        BOTH(test_items_come_by_date_or_as_the_query_sorts), BOTH(test_a_wrong_query_is_refused_with_its_place),
        BOTH(test_issued_values_are_those_that_were_frozen), cmocka_unit_test(test_a_query_text_tells_its_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
