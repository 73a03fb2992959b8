/* SPDX-License-Identifier: Apache-2.0 */
/* How PostgreSQL plans what its profile showed to be dear: the statements are those that the calls prepared, explained
 * for all values. Besides the statement by which a job forgets what the tally counts no more, on both databases. */
#include "fields/tally.h"
#include "query/counts.h"
#include "query/search_results.h"
#include "reports/draft_cache.h"
#include "reports/testing_reports.h"
#include "reports/testing_store.h"

enum { STAMP_LINES = 4096, LINES_MANY = 20000 };

static char **lines_of(struct testing *t, const struct statement *statement, int column, size_t *count)
{
    struct err err = { 0 };
    struct text text;
    text_init(&text, t->mem, TEXT_MAX_PAGE);
    struct rows *rows = db_rows(db_for_read(t->store, &err), t->mem, statement, DB_NONE, &err);
    while (rows && rows_next(rows))
        text_printf(&text, "%s\n", rows_text(rows, column));
    assert_true(testing_ok(rows && rows_end(rows, &err), &err));
    return text_split(t->mem, text.data, '\n', count);
}

/* The plan for all values of the one statement with PART that this thread's connection prepared. */
static char **plan_of(struct testing *t, const char *part, size_t *count)
{
    struct err err = { 0 };
    struct text nulls;
    struct rows *rows =
        db_rows(db_for_read(t->store, &err), t->mem,
                SQL_POSTGRES("select name, coalesce(array_length(parameter_types, 1), 0)::bigint from "
                             "pg_prepared_statements where strpos(statement, $1) > 0 and strpos(statement, "
                             "'pg_prepared_statements') = 0"),
                DB(db_text(part)), &err);
    assert_true(testing_ok(rows != NULL, &err));
    if (!rows_next(rows))
        fail_msg("nothing was prepared with %s", part);
    const char *name = arena_strdup(t->mem, rows_text(rows, 0));
    int64_t values = rows_int(rows, 1);
    assert_false(rows_next(rows));
    text_init(&nulls, t->mem, TEXT_MAX_LINE);
    for (int64_t i = 0; i < values; i++)
        text_add(&nulls, i ? ", null" : "(null");
    text_add(&nulls, values ? ")" : "");
    return lines_of(t,
                    statement_build_planned(t->mem, arena_printf(t->mem, "explain execute %s%s", name, nulls.data),
                                            PLAN_FOR_ALL_VALUES),
                    0, count);
}

static void print_lines(char **lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        print_error("%s\n", lines[i]);
}

/* Planted and seen red: `w.vector @@ $1::tsquery` in place of the subquery. */
static void test_words_are_read_once(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    struct search_results results;
    struct search_total total;
    size_t count;
    if (t->kind != STORE_POSTGRES)
        return;
    testing_month_make(t, &m);
    assert_true(testing_ok(
        store_define(
            t->store,
            "insert into search_text (record, tokens, fold_version) select g, (select tokens "
            "from search_text where tokens like '%bao%' and tokens like '%cao%' limit 1), 2 from generate_series(1, "
            "3000) g\n;\nanalyze search_text\n;\n",
            &err),
        &err));
    assert_true(testing_ok(search_results_of_words(t->store, t->mem, m.office.definitions, &m.office.scope, "báo cáo",
                                                   0, 50, &results, &total, &err),
                           &err));
    char **lines = plan_of(t, "select w.record as id", &count);
    for (size_t i = 0; i < count; i++)
        if (strstr(lines[i], "Filter: ") && strstr(lines[i], "::tsquery")) {
            print_lines(lines, count);
            fail_msg("read again at every row: %s", lines[i]);
        }
}
ON_BOTH(test_words_are_read_once)

static int64_t rows_expected(const char *line)
{
    const char *rows = strstr(line, " rows=");
    return rows ? strtoll(rows + strlen(" rows="), NULL, 10) : 0;
}

/* Of a long history its last lines are read, and PostgreSQL knows how many: a scan stands under a limit, or expects no
 * more than the stamp looks at. Planted and seen red: the condition on `seq` without the limit. */
static void test_the_stamp_of_a_draft_reads_the_end_of_the_history(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    size_t count, scans = 0;
    if (t->kind != STORE_POSTGRES)
        return;
    testing_month_make(t, &m);
    assert_true(testing_ok(
        store_define(
            t->store,
            arena_printf(t->mem,
                         "insert into history (record, version, step, \"on\", recorded_at, \"by\", for_whom, reason, "
                         "definitions, after, commitment) select 1000000 + g, 1, 'x', '2021-07-01', 1, 'x', '', '', "
                         "'', '', '' from generate_series(1, %d) g\n;\nanalyze history\n;\n",
                         (int)LINES_MANY),
            &err),
        &err));
    struct draft_cache *cache = draft_cache_new();
    assert_true(testing_ok(
        draft_cache_read(cache, t->mem, t->store, m.office.definitions, m.report, "2021-07", NULL, &err) != NULL,
        &err));
    char **lines = plan_of(t, " - 4096 from history)", &count);
    for (size_t i = 0; i < count; i++) {
        if (!strstr(lines[i], "Scan") || (!strstr(lines[i], " on history") && !strstr(lines[i], " using history")))
            continue;
        scans++;
        bool cut = i > 0 && strstr(lines[i - 1], "->  Limit");
        if (!cut && rows_expected(lines[i]) > STAMP_LINES) {
            print_lines(lines, count);
            fail_msg("the whole history: %s", lines[i]);
        }
    }
    assert_true(scans >= 2);
    arena_reset(t->mem); /* the draft goes before its cache */
    draft_cache_free(cache);
}
ON_BOTH(test_the_stamp_of_a_draft_reads_the_end_of_the_history)

/* Ten thousand tickets of ten years, half of them assigned to "x": enough for the index of a month to look cheap. */
static void fill(struct testing *t)
{
    static const char many[] =
        "insert into record (id, register, number_key, title, state, state_group, unit, issuer, secrecy, urgency, "
        "happened_on, due, original_due, finished_on, cancelled, source, source_code, created_at, created_by, "
        "changed_at, changed_by, changed_on, version) select g, r.register, r.number_key, r.title, r.state, "
        "r.state_group, r.unit, r.issuer, r.secrecy, r.urgency, to_char(date '2012-01-01' + g % 3600, 'YYYY-MM-DD'), "
        "r.due, r.original_due, r.finished_on, 0, '', '', 1, 'x', 1, 'x', r.changed_on, 1 from generate_series(1, "
        "10000) g cross join (select * from record where register = 'ticket' limit 1) r\n;\n"
        "insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, given_at, read_at, "
        "finished_at) select g, g, 0, '', 'x', 'support', '', '', 1, 1, 1 from generate_series(1, 5000) g\n;\n"
        "analyze record\n;\nanalyze assignment\n;\n";
    struct err err = { 0 };
    assert_true(testing_ok(store_define(t->store, many, &err), &err));
}

/* The days of a chart come from the tally, and what was assigned beyond the reach from its ids: no index of `record`
 * that has days may serve. Planted and seen red: records_of without `by_ids`. */
static void test_the_days_of_a_chart_start_from_what_is_assigned(struct testing *t)
{
    static const char *units[] = { "kt" }, *whoms[] = { "x" };
    struct testing_month m;
    struct err err = { 0 };
    struct record_group *groups;
    size_t count, group_count, found = 0;
    const struct query_tokens tokens = { .today = "2021-08-02" };
    if (t->kind != STORE_POSTGRES)
        return;
    testing_month_make(t, &m);
    fill(t);
    const struct query *query =
        query_parse(t->mem, m.office.definitions, definitions_register(m.office.definitions, "ticket"),
                    "received_on=2021-07-01..2021-07-31&by=received_on", &tokens, &err);
    struct scope scope = { .user = "x",
                           .common = { .reads = true, .every_issuer = true, .every_secrecy = true },
                           .whoms = { whoms, COUNT_OF(whoms) } };
    scope.common.units = (struct text_list){ units, COUNT_OF(units) };
    assert_true(testing_ok(query && record_groups(t->store, t->mem, &scope, query, &groups, &group_count, &err), &err));
    char **lines = plan_of(t, " union all select r.happened_on, 1", &count);
    for (size_t i = 0; i < count; i++) {
        found += strstr(lines[i], " on record r") != NULL;
        if (strstr(lines[i], "Index Cond: ") && strstr(lines[i], "happened_on")) {
            print_lines(lines, count);
            fail_msg("a whole month: %s", lines[i]);
        }
    }
    assert_true(found > 0);
}
ON_BOTH(test_the_days_of_a_chart_start_from_what_is_assigned)

/* Planted and seen red on both: `count + 0 = 0`. */
static void test_what_the_tally_counts_no_more_is_found_by_its_index(struct testing *t)
{
    struct testing_month m;
    size_t count, found = 0;
    bool sqlite = t->kind == STORE_SQLITE;
    struct err err = { 0 };
    testing_month_make(t, &m);
    if (!sqlite)
        assert_true(testing_ok(
            store_define(
                t->store,
                "insert into tally (register, facet, value, state, issuer, unit, secrecy, part, count) select "
                "'x', '', '', g::text, '', '', '', 0, 1 from generate_series(1, 5000) g\n;\nanalyze tally\n;\n",
                &err),
            &err));
    char **lines =
        lines_of(t,
                 statement_build(t->mem, arena_printf(t->mem, "%s %s", sqlite ? "explain query plan" : "explain",
                                                      tally_forgetting()->text)),
                 sqlite ? 3 : 0, &count);
    for (size_t i = 0; i < count; i++)
        found += strstr(lines[i], "tally_nothing") != NULL;
    if (found == 0) {
        print_lines(lines, count);
        fail_msg("the whole tally");
    }
}
ON_BOTH(test_what_the_tally_counts_no_more_is_found_by_its_index)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_words_are_read_once),
        BOTH(test_the_stamp_of_a_draft_reads_the_end_of_the_history),
        BOTH(test_the_days_of_a_chart_start_from_what_is_assigned),
        BOTH(test_what_the_tally_counts_no_more_is_found_by_its_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
