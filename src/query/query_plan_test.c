/* SPDX-License-Identifier: Apache-2.0 */
/* How SQLite answers what the office asks every day: never by reading a whole table. */
#include "query/list.h"

#include "base/clock.h"
#include "definitions/board_definition.h"
#include "definitions/week_definition.h"

#include "handling/assignment_note.h"
#include "fields/schema.h"
#include "store/testing.h"

static const struct definitions *definitions;
static struct scope scope;

static const struct query_tokens tokens = {
    .today = "2021-08-02",
    .me = "van-thu",
    .my_unit = "vp",
    .period = "2021-07",
    .period_from = "2021-07-01",
    .period_to = "2021-07-31",
    .before = "2021-06-30",
    .cutoff = "2021-08-02",
};

static void make_office(struct testing *t)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    definitions = definitions_load(t->mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    if (!definitions)
        fail_msg("%s", faults.list.count ? faults.list.items[0].text : err.text);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
    scope = scope_local_administrator(t->mem, definitions);
}

/* No line scans a table; FEW is the set of spans the statement starts from, HALVES what query_figures.c puts together.
 */
static void assert_indexed(struct testing *t, const struct register_definition *reg, const char *text,
                           enum query_want want)
{
    struct err err = { 0 };
    const struct query *query = query_parse(t->mem, definitions, reg, text, &tokens, &err);
    if (!query)
        fail_msg("%s?%s: %s", reg->name, text, err.text);
    const char *plan = record_plan(t->store, t->mem, &scope, query, want, &err);
    if (!plan)
        fail_msg("%s?%s: %s", reg->name, text, err.text);
    size_t count;
    char **lines = text_split(t->mem, plan, '\n', &count);
    for (size_t i = 0; i < count; i++)
        if (text_starts(lines[i], "SCAN ") && !text_equal(lines[i], "SCAN few") && !text_equal(lines[i], "SCAN page") &&
            !text_equal(lines[i], "SCAN g") && !text_equal(lines[i], "SCAN halves") &&
            !text_equal(lines[i], "SCAN CONSTANT ROW") && !strstr(lines[i], "_in_order_of_") &&
            !strstr(lines[i], "VIRTUAL TABLE INDEX"))
            fail_msg("%s?%s:\n%s", reg->name, text, plan);
}

static void assert_all_indexed(struct testing *t, const struct register_definition *reg, const char *text)
{
    assert_indexed(t, reg, text, QUERY_PAGE);
    assert_indexed(t, reg, text, QUERY_COUNT);
    assert_indexed(t, reg, text, QUERY_VALUES);
}

static void test_lists_and_figures_of_every_register_use_an_index(void **state)
{
    (void)state;
    struct testing t;
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    size_t queries = 0;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        assert_all_indexed(&t, reg, "");
        assert_all_indexed(&t, reg, "group=open&sort=due");
        assert_all_indexed(&t, reg, "verdict=overdue");
        assert_all_indexed(&t, reg, "q=đất đai");
    }
    for (size_t i = 0; i < definitions->queries.count; i++) {
        const struct query_use *use = &definitions->queries.items[i];
        if (use->plain)
            continue;
        assert_all_indexed(&t, use->reg, use->query);
        queries++;
    }
    assert_true(queries > 20);
    testing_end(&t);
}

static void test_form_ii_06a_uses_an_index(void **state)
{
    static const char *const columns[] = {
        "accepted_on=@period&channel=online&by=sector",
        "open_at=@before&by=sector",
        "present=@period&by=sector",
        "entered.resolved=@period&verdict=early&by=sector",
        "entered.resolved=@period&verdict=on-time&by=sector",
        "entered.resolved=@period&verdict=late&by=sector",
        "open_at=@period.to&by=sector",
        "open_at=@period.to&verdict=overdue&by=sector",
    };
    (void)state;
    struct testing t;
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        assert_indexed(&t, definitions_register(definitions, "dossier"), columns[i], QUERY_GROUPS);
        assert_indexed(&t, definitions_register(definitions, "dossier"), columns[i], QUERY_VALUES);
    }
    testing_end(&t);
}

/* Each number of every board is found along an index, as the statement of all of them is. */
static void test_boards_use_an_index(void **state)
{
    (void)state;
    struct testing t;
    size_t boards = 0;
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        for (size_t k = 0; k < reg->boards.count; k++, boards++) {
            const struct board_definition *board = &reg->boards.items[k];
            for (size_t f = 0; f <= board->parts.count; f++)
                assert_indexed(
                    &t, reg,
                    arena_printf(t.mem, "%s&by=unit",
                                 definitions_figure(definitions, f ? board->parts.items[f - 1] : board->total)->query),
                    QUERY_GROUPS);
        }
    }
    assert_true(boards >= 2);
    testing_end(&t);
}

/* The first index a figure goes through is the one that leaves few records. */
static void test_figures_start_from_what_leaves_few_records(void **state)
{
    static const struct {
        const char *reg, *query, *index;
    } figures[] = {
        { "petition", "source=buu-dien&received_on=@period",
          "record_by_date (register=? AND cancelled=? AND happened_on>?" },
        { "petition", "source=buu-dien&received_on=@period&entered.resolved=..@cutoff",
          "record_by_date (register=? AND cancelled=? AND happened_on>?" },
        { "dossier", "present=@period", "record_by_stay (register=? AND cancelled=? AND told=? AND left_on>?" },
        { "dossier", "open_at=@period.to", "record_by_stay (register=? AND cancelled=? AND told=? AND left_on>?" },
        { "dossier", "entered.resolved=@period&verdict=late",
          "record_by_finish (register=? AND cancelled=? AND told=? AND finished_on>?" },
        { "dossier", "accepted_on=@period", "record_by_date (register=? AND cancelled=? AND happened_on>?" },
        { "sanction", "entered.issued=@period", "record_span_by_state" },
        { "outgoing", "published_on=@period", "outgoing_by_published_on" },
        { "outgoing", "in_report=yes&issued_on=@period", "outgoing_chosen_by_in_report (issued_on>?" },
        { "trip", "action=!tham-gia&in_report=yes&held_on=@period&state=done", "trip_chosen_by_in_report (held_on>?" },
        { "dossier", "group=open", "record_by_" }, /* today's: the spans are not read */
        { "dossier", "verdict=overdue", "record_by_" },
    };
    (void)state;
    struct testing t;
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        for (int want = QUERY_COUNT; want <= QUERY_VALUES; want += QUERY_VALUES - QUERY_COUNT) {
            struct err err = { 0 };
            const struct register_definition *reg = definitions_register(definitions, figures[i].reg);
            const struct query *query = query_parse(t.mem, definitions, reg, figures[i].query, &tokens, &err);
            const char *plan = record_plan(t.store, t.mem, &scope, query, (enum query_want)want, &err);
            const char *first = strstr(plan, "SEARCH ");
            if (!first || strncmp(strstr(first, "INDEX ") + 6, figures[i].index, strlen(figures[i].index)) != 0)
                fail_msg("%s?%s:\n%s", figures[i].reg, figures[i].query, plan);
        }
    testing_end(&t);
}

/* What the definitions ask, the parser understands. */
static void test_every_query_of_the_definitions_is_understood(void **state)
{
    (void)state;
    struct testing t;
    struct faults faults = { 0 };
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    query_check_all(t.mem, definitions, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        print_error("%s:%d: %s\n", faults.list.items[i].place.file, faults.list.items[i].place.line,
                    faults.list.items[i].text);
    assert_int_equal(faults.errors, 0);
    testing_end(&t);
}

/* What waits for somebody is found by their names; nothing else of the office is read. */
static void test_the_inbox_is_read_by_its_index(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    static const char *whoms[] = { "van-thu", "position:van-thu", "unit:vp" };
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    struct scope clerk = { .user = "van-thu", .whoms = { whoms, 1 }, .common = { .reads = true } };
    for (; clerk.whoms.count <= COUNT_OF(whoms); clerk.whoms.count++) {
        struct query_sql sql = inbox_sql(t.mem, definitions, &clerk, NULL, "2021-08-02T17:00", 7, 50);
        const struct statement *explain =
            statement_build(t.mem, arena_printf(t.mem, "explain query plan %s", sql.statement->text));
        struct rows *rows = db_rows(db_for_read(t.store, &err), t.mem, explain, sql.values, sql.count, &err);
        assert_non_null(rows);
        size_t streams = 0;
        bool in_stream = false;
        while (rows_next(rows)) {
            const char *line = rows_text(rows, 3);
            static const char *const own[] = { "SCAN k", "SCAN of", "SCAN CONSTANT" }; /* what was read already */
            bool known = !text_starts(line, "SCAN ");
            for (size_t i = 0; i < COUNT_OF(own); i++)
                known |= text_starts(line, own[i]);
            if (!known)
                fail_msg("%s", line);
            if (text_starts(line, "SEARCH a USING COVERING INDEX assignment_inbox (to_whom=? AND due>?"))
                streams++;
            else if (in_stream && strstr(line, "TEMP B-TREE")) /* what one name has comes in its order */
                fail_msg("%s", line);
            in_stream = text_starts(line, "SEARCH a USING COVERING");
        }
        assert_int_equal(streams, clerk.whoms.count);
        rows_close(rows);
    }
    testing_end(&t);
}

/* What a week gathers is found along the index of the register's days, not by a walk through the register. */
static void test_the_days_of_a_week_use_the_index_of_days(void **state)
{
    (void)state;
    struct testing t;
    size_t gathers = 0;
    assert_true(testing_make(&t, STORE_SQLITE));
    make_office(&t);
    const struct week_definition *week = definitions_weeks(definitions)->week;
    for (size_t i = 0; i < week->tables.count; i++)
        for (size_t k = 0; k < week->tables.items[i].gathers.count; k++, gathers++) {
            const struct week_gather *gather = &week->tables.items[i].gathers.items[k];
            struct err err = { 0 };
            const char *text = arena_printf(t.mem, "%s=2021-08-02..2021-08-08&%s", gather->day, gather->query);
            const struct query *query = query_parse(t.mem, definitions, gather->reg, text, &tokens, &err);
            assert_non_null(query);
            const char *plan = record_plan(t.store, t.mem, &scope, query, QUERY_PAGE, &err);
            if (!strstr(plan, "happened_on>? AND happened_on<?"))
                fail_msg("%s?%s:\n%s", gather->reg->name, text, plan);
        }
    assert_int_equal(gathers, 3);
    testing_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_days_of_a_week_use_the_index_of_days),
        cmocka_unit_test(test_lists_and_figures_of_every_register_use_an_index),
        cmocka_unit_test(test_form_ii_06a_uses_an_index),
        cmocka_unit_test(test_boards_use_an_index),
        cmocka_unit_test(test_figures_start_from_what_leaves_few_records),
        cmocka_unit_test(test_every_query_of_the_definitions_is_understood),
        cmocka_unit_test(test_the_inbox_is_read_by_its_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
