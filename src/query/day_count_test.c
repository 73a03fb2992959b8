/* SPDX-License-Identifier: Apache-2.0 */
/* Which figures of the office the tally's days answer, and that their statement reads rows of the tally by its key and
 * of the records no more than what their row does not tell. That the counts are right is count_walk_test's.
 *
 * Planted and seen red, each alone: records that are not told counted from `record` alone (another index); a condition
 * of another figure taken for one's own; a facet asked without its days. */
#include "query/day_count.h"

#include <string.h>

#include "base/clock.h"
#include "fields/schema.h"
#include "query/query_testing.h"
#include "store/testing.h"

static const struct definitions *definitions;

static const struct query_tokens tokens = { .today = "2021-08-02",
                                            .period = "2021-07",
                                            .period_from = "2021-07-01",
                                            .period_to = "2021-07-31",
                                            .before = "2021-06-30",
                                            .cutoff = "2021-07-31" };

static void make_office(struct testing *t)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    definitions = definitions_load(t->mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    assert_non_null(definitions);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
}

static const struct query *parse(struct testing *t, const char *name, const char *text)
{
    struct err err = { 0 };
    const struct query *query =
        query_parse(t->mem, definitions, definitions_register(definitions, name), text, &tokens, &err);
    if (!query)
        fail_msg("%s?%s: %s", name, text, err.text);
    return query;
}

static void test_a_day_and_what_a_figure_names_beside_it_is_kept(void **state)
{
    static const struct {
        const char *reg, *query;
        bool kept;
    } cases[] = {
        { "dossier", "present=@period", true },
        { "dossier", "open_at=@before&unit=nc", true },
        { "dossier", "entered.resolved=@period&verdict=early,on-time", true },
        { "dossier", "entered.resolved=2021-07-09", true },
        { "dossier", "accepted_on=@period&channel=online", true },
        { "dossier", "accepted_on=2021-07-01..&channel=counter,post,home", true },
        { "outgoing", "type=qd&topic=noi-vu&issued_on=@period", true },
        { "outgoing", "published_on=@period&secrecy=thuong", true },
        { "petition", "source=buu-dien&received_on=@period&entered.resolved=..@cutoff", true },
        { "feedback", "received_on=@period&by=received_on", true },
        { "dossier", "accepted_on=@period&channel=online&state=accepted", false }, /* a state is none of a day */
        { "dossier", "accepted_on=@period&channel=post", false },                  /* no figure names it */
        { "outgoing", "type=qd&issued_on=@period", false },
        { "dossier", "accepted_on=@period&cancelled=any", false },
        { "dossier", "open_at=@period.to&verdict=overdue", false },
        { "dossier", "entered.resolved=@period&verdict=overdue", false },
        { "dossier", "present=@period&entered.resolved=@period", false },
        { "agenda", "forum=party&open_at=@period.to", false },
        { "feedback", "received_on=!2021-07-01", false },
    };
    (void)state;
    struct testing t;
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct day_count found;
        if (day_count_find(t.mem, parse(&t, cases[i].reg, cases[i].query), &found) != cases[i].kept)
            fail_msg("%s?%s is %skept by day", cases[i].reg, cases[i].query, cases[i].kept ? "not " : "");
    }
    testing_end(&t);
}

/* The tally by its key, `record` by what its row does not tell. */
static void check_plan(struct testing *t, const struct query *query, const struct day_count *found)
{
    struct query_builder to;
    struct err err = { 0 };
    struct scope scope = scope_local_administrator(t->mem, definitions);
    query_builder_init(&to, t->mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "explain query plan select ");
    day_count_put(&to, query, &scope, found);
    struct query_sql sql = query_finish(&to);
    struct rows *rows = db_rows(db_for_read(t->store, &err), t->mem, sql.statement, sql.values, sql.count, &err);
    assert_non_null(rows);
    while (rows_next(rows)) {
        const char *line = rows_text(rows, 3);
        bool tally = strstr(line, "SEARCH r USING PRIMARY KEY (register=? AND facet=? AND value") != NULL;
        bool apart = strstr(line, "INDEX record_apart (told=? AND register=?") || strstr(line, "INTEGER PRIMARY KEY") ||
                     strstr(line, "PRIMARY KEY (record=?") || !text_starts(line, "SEARCH");
        if ((!tally && !apart) || (text_starts(line, "SCAN ") && !text_equal(line, "SCAN CONSTANT ROW")))
            fail_msg("%s:\n%s", query_print(t->mem, query), line);
    }
    assert_true(testing_ok(rows_end(rows, &err), &err));
}

static void test_every_figure_by_day_costs_days(void **state)
{
    (void)state;
    struct testing t;
    size_t by_day = 0, figures = 0;
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        for (size_t k = 0; k < reg->figures.count; k++) {
            struct day_count found;
            const struct figure_definition *figure = &reg->figures.items[k];
            if (figure->kind != FIGURE_RECORDS || !figure->query)
                continue;
            figures++;
            const struct query *query = parse(&t, reg->name, figure->query);
            if (!day_count_find(t.mem, query, &found))
                continue;
            check_plan(&t, query, &found);
            by_day++;
        }
    }
    print_message("%zu of %zu figures that count records are kept by day\n", by_day, figures);
    assert_true(by_day >= 30);
    testing_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_and_what_a_figure_names_beside_it_is_kept),
        cmocka_unit_test(test_every_figure_by_day_costs_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
