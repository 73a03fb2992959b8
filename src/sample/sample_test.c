/* SPDX-License-Identifier: Apache-2.0 */
#include "store/testing.h"

#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "sample/sample.h"
#include "sample/sample_internal.h"
#include "query/list.h"
#include "records/numbers.h"
#include "fields/schema.h"

/* An office filled once and read by the tests of one database. */
struct filled {
    struct testing t;
    struct office office;
    bool there;
};

static struct filled shared[2]; /* by enum store_kind */

static const struct query_tokens june = { .today = "2021-08-02",
                                          .me = "quan-tri",
                                          .my_unit = "",
                                          .period = "2021-06",
                                          .period_from = "2021-06-01",
                                          .period_to = "2021-06-30",
                                          .before = "2021-05-31",
                                          .cutoff = "2021-06-30" };
static const struct query_tokens july = { .today = "2021-08-02",
                                          .me = "quan-tri",
                                          .my_unit = "",
                                          .period = "2021-07",
                                          .period_from = "2021-07-01",
                                          .period_to = "2021-07-31",
                                          .before = "2021-06-30",
                                          .cutoff = "2021-07-31" };

static bool fill(struct filled *filled, enum store_kind kind, int scale)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    struct text_list changes;
    instant_t now;
    assert_true(instant_parse("2021-08-02T08:00", &now));
    clock_fix(now);
    if (!testing_make(&filled->t, kind))
        return false;
    struct arena *mem = filled->t.mem;
    const struct definitions *definitions = definitions_load(mem, NULL, NULL, &faults, &err);
    assert_true(testing_ok(definitions != NULL, &err));
    assert_true(testing_ok(schema_migrate(filled->t.store, mem, definitions, &changes, &err), &err));
    office_init(&filled->office, mem, filled->t.store, definitions, scope_local_administrator(mem, definitions));
    struct sample_request request = { "2021-07", scale };
    struct sample_account *accounts;
    size_t count;
    assert_true(testing_ok(sample_people(&filled->office, mem, &accounts, &count, &err), &err));
    assert_true(testing_ok(sample_fill(&filled->office, mem, &request, NULL, NULL, &err), &err));
    filled->there = true;
    return true;
}

static int fill_both(void **state)
{
    (void)state;
    fill(&shared[STORE_SQLITE], STORE_SQLITE, 1);
    fill(&shared[STORE_POSTGRES], STORE_POSTGRES, 1);
    return 0;
}

static int end_both(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++)
        if (shared[kind].there)
            testing_end(&shared[kind].t);
    clock_reset();
    return 0;
}

#define ON_SHARED(name)                                                                                                \
    static void name##_sqlite(void **state)                                                                            \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        name(&shared[STORE_SQLITE]);                                                                                   \
    }                                                                                                                  \
    static void name##_postgres(void **state)                                                                          \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        if (!shared[STORE_POSTGRES].there)                                                                             \
            skip();                                                                                                    \
        name(&shared[STORE_POSTGRES]);                                                                                 \
    }

static int64_t count(struct filled *filled, const char *reg, const char *text, const struct query_tokens *tokens)
{
    struct err err = { 0 };
    int64_t found = -1;
    const struct definitions *definitions = filled->office.definitions;
    const struct query *query =
        query_parse(filled->t.mem, definitions, definitions_register(definitions, reg), text, tokens, &err);
    assert_true(testing_ok(query != NULL, &err));
    assert_true(
        testing_ok(record_count(filled->t.store, filled->t.mem, &filled->office.scope, query, &found, &err), &err));
    return found;
}

static int64_t figure(struct filled *filled, const char *name, const struct query_tokens *tokens)
{
    const struct figure_definition *definition = definitions_figure(filled->office.definitions, name);
    assert_non_null(definition);
    return count(filled, definition->owner->name, definition->query, tokens);
}

static struct rows *ask(struct filled *filled, const struct statement *statement)
{
    struct err err = { 0 };
    struct db *db = db_for_read(filled->t.store, &err);
    struct rows *rows = db ? db_rows(db, filled->t.mem, statement, DB_NONE, &err) : NULL;
    assert_true(testing_ok(rows != NULL, &err));
    return rows;
}

static const struct {
    const char *name;
    int july;
    bool zero_in_june; /* what only July has */
} figures[] = {
    { "agenda_registered", 35, true },       { "party_drafts_done", 6, true },
    { "petitions_by_post", 62, false },      { "reception_visits", 23, false },
    { "reception_groups", 2, false },        { "complaint_documents", 455, false },
    { "sanction_decisions", 12, false },     { "news_items", 104, false },
    { "home_affairs_decisions", 31, false }, { "dossiers_received", 6812, false },
    { "dossiers_on_time", 5418, false },     { "dossiers_late", 0, false },
    { "dossiers_open", 1394, false },        { "bulletins", 93, false },
    { "feedback_received", 1841, false },    { "feedback_handled", 1755, false },
    { "documents_published", 1812, false },  { "online_conferences", 48, false },
};

static void test_july_has_the_figures_of_the_contract(struct filled *filled)
{
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        if (figure(filled, figures[i].name, &july) != figures[i].july)
            fail_msg("%s: %lld, not %d", figures[i].name, (long long)figure(filled, figures[i].name, &july),
                     figures[i].july);
    assert_int_equal(count(filled, "dossier", "open_at=@period.to&verdict=overdue&as_of=2021-07-31", &july), 0);
}
ON_SHARED(test_july_has_the_figures_of_the_contract)

static void test_june_has_figures_of_its_own(struct filled *filled)
{
    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        int64_t value = figure(filled, figures[i].name, &june);
        if (figures[i].zero_in_june ? value != 0 : (value == 0 || value == figures[i].july))
            fail_msg("%s: %lld in June", figures[i].name, (long long)value);
    }
}
ON_SHARED(test_june_has_figures_of_its_own)

static void test_feedback_carried_over_and_received_is_handled_or_open(struct filled *filled)
{
    assert_int_equal(figure(filled, "feedback_carried", &july) + figure(filled, "feedback_received", &july),
                     figure(filled, "feedback_resolved", &july) + figure(filled, "feedback_open", &july));
}
ON_SHARED(test_feedback_carried_over_and_received_is_handled_or_open)

/* The hotline and the editors work every day. */
static void test_offices_enter_records_on_working_days_in_office_hours(struct filled *filled)
{
    struct rows *rows = ask(filled, SQL("select register, created_at from record where register <> 'feedback' and "
                                        "register <> 'publication'"));
    int64_t seen = 0;
    for (; rows_next(rows); seen++) {
        day_t day = instant_local_day(rows_int(rows, 1));
        int minute = instant_local_minute(rows_int(rows, 1));
        if (!calendar_is_working_day(filled->office.definitions->calendar, day) || minute < 7 * 60 ||
            minute > 17 * 60 || (minute > 11 * 60 + 30 && minute < 13 * 60 + 30))
            fail_msg("%s: day %d, minute %d", rows_text(rows, 0), day, minute);
    }
    assert_true(seen > 20000);
}
ON_SHARED(test_offices_enter_records_on_working_days_in_office_hours)

static void test_offices_take_steps_on_working_days_up_to_the_end_of_july(struct filled *filled)
{
    struct rows *rows = ask(filled, SQL("select distinct register, step, from_on from record_span"));
    while (rows_next(rows)) {
        day_t day;
        assert_true(day_parse(rows_text(rows, 2), &day));
        bool every_day = strcmp(rows_text(rows, 0), "feedback") == 0 || strcmp(rows_text(rows, 0), "publication") == 0;
        if ((!every_day && !calendar_is_working_day(filled->office.definitions->calendar, day)) ||
            strcmp(rows_text(rows, 2), "2021-07-31") > 0)
            fail_msg("%s %s on %s", rows_text(rows, 0), rows_text(rows, 1), rows_text(rows, 2));
    }
}
ON_SHARED(test_offices_take_steps_on_working_days_up_to_the_end_of_july)

static void test_no_two_records_are_entered_at_the_same_instant(struct filled *filled)
{
    struct rows *rows = ask(filled, SQL("select created_at from record group by created_at having count(*) > 1"));
    assert_false(rows_next(rows));
}
ON_SHARED(test_no_two_records_are_entered_at_the_same_instant)

static void test_numbers_are_gapless_and_rise_with_the_days(struct filled *filled)
{
    struct err err = { 0 };
    struct number_fault *faults;
    size_t faulty;
    int64_t checked;
    assert_true(testing_ok(numbers_check(&filled->office, filled->t.mem, &faults, &faulty, &checked, &err), &err));
    assert_int_equal(faulty, 0);
    assert_true(checked > 20000);
    struct rows *rows = ask(filled, SQL("select n.book, n.series, s.from_on from number n join record_span s "
                                        "on s.record = n.record and (s.step = 'number' or s.step = 'register' or "
                                        "(s.step = 'issue' and s.register = 'sanction') or "
                                        "(s.step = 'create' and n.book in ('petitions', 'receptions', 'feedback'))) "
                                        "order by n.book, n.series, n.seq"));
    char book[64] = "", series[64] = "", day[16] = "";
    while (rows_next(rows)) {
        if (!strcmp(book, rows_text(rows, 0)) && !strcmp(series, rows_text(rows, 1)) &&
            strcmp(day, rows_text(rows, 2)) > 0)
            fail_msg("%s %s: %s after %s", book, series, rows_text(rows, 2), day);
        snprintf(book, sizeof book, "%s", rows_text(rows, 0));
        snprintf(series, sizeof series, "%s", rows_text(rows, 1));
        snprintf(day, sizeof day, "%s", rows_text(rows, 2));
    }
}
ON_SHARED(test_numbers_are_gapless_and_rise_with_the_days)

static void test_incoming_numbers_continue_those_of_the_first_months(struct filled *filled)
{
    struct rows *rows = ask(filled, SQL("select min(seq), max(seq) from number where book = 'incoming'"));
    assert_true(rows_next(rows));
    assert_true(rows_int(rows, 0) > 17000);
    assert_true(rows_int(rows, 1) > 24000 && rows_int(rows, 1) < 27000);
}
ON_SHARED(test_incoming_numbers_continue_those_of_the_first_months)

static void test_an_office_with_records_is_refused(struct filled *filled)
{
    struct err err = { 0 };
    struct sample_request request = { "2021-07", 1 };
    assert_false(sample_fill(&filled->office, filled->t.mem, &request, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
}
ON_SHARED(test_an_office_with_records_is_refused)

static void test_another_month_and_a_scale_out_of_bounds_are_refused(struct filled *filled)
{
    static const struct sample_request requests[] = { { "2021-06", 1 },
                                                      { "2021-07", 0 },
                                                      { NULL, SAMPLE_SCALE_MAX + 1 } };
    for (size_t i = 0; i < COUNT_OF(requests); i++) {
        struct err err = { 0 };
        assert_false(sample_fill(&filled->office, filled->t.mem, &requests[i], NULL, NULL, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, i == 0 ? "month" : "scale");
    }
}
ON_SHARED(test_another_month_and_a_scale_out_of_bounds_are_refused)

static int64_t next_of(struct rows *rows, const char **number, const char **title, const char **state)
{
    if (!rows_next(rows))
        return 0;
    *number = rows_text(rows, 1);
    *title = rows_text(rows, 2);
    *state = rows_text(rows, 3);
    return rows_int(rows, 0);
}

/* OTHER is another office; on the two databases it is the same test. */
static void assert_same_office(struct filled *one, struct filled *other)
{
    const char *numbers[2] = { 0 }, *titles[2] = { 0 }, *states[2] = { 0 };
    struct rows *left = ask(one, SQL("select id, number, title, state, due from record order by id"));
    struct rows *right = ask(other, SQL("select id, number, title, state, due from record order by id"));
    for (;;) {
        int64_t id = next_of(left, &numbers[0], &titles[0], &states[0]);
        assert_int_equal(id, next_of(right, &numbers[1], &titles[1], &states[1]));
        if (!id)
            return;
        assert_true(text_equal(numbers[0], numbers[1]));
        assert_string_equal(titles[0], titles[1]);
        assert_string_equal(states[0], states[1]);
        assert_string_equal(rows_text(left, 4), rows_text(right, 4));
    }
}

static void test_both_databases_get_the_same_office(void **state)
{
    (void)state;
    if (!shared[STORE_POSTGRES].there)
        skip();
    assert_same_office(&shared[STORE_SQLITE], &shared[STORE_POSTGRES]);
}

static void test_the_same_office_is_made_again(void **state)
{
    (void)state;
    struct filled again = { 0 };
    assert_true(fill(&again, STORE_SQLITE, 1));
    assert_same_office(&shared[STORE_SQLITE], &again);
    testing_end(&again.t);
}

static void test_a_scale_multiplies_the_registers_with_volume(void **state)
{
    (void)state;
    struct filled twice = { 0 };
    assert_true(fill(&twice, STORE_SQLITE, 2));
    assert_int_equal(figure(&twice, "dossiers_received", &july), 2 * 6812);
    assert_int_equal(figure(&twice, "documents_published", &july), 2 * 1812);
    assert_int_equal(figure(&twice, "feedback_received", &july), 2 * 1841);
    assert_int_equal(figure(&twice, "news_items", &july), 2 * 104);
    assert_int_equal(figure(&twice, "sanction_decisions", &july), 12);
    int64_t once = count(&shared[STORE_SQLITE], "incoming", "received_on=@period", &july);
    int64_t now = count(&twice, "incoming", "received_on=@period", &july);
    assert_true(now > once * 19 / 10 && now < once * 21 / 10);
    testing_end(&twice.t);
}

/* At twenty times the volume a document came in the same millisecond as a delegation, which was written before: their
 * ids were the same. */
static void test_items_keep_off_each_other_and_off_what_is_written(void **state)
{
    (void)state;
    struct item items[] = { { .at = 10 }, { .at = 10 }, { .at = 11 }, { .at = 13 }, { .at = 20 } };
    static const instant_t taken[] = { 20, 12, 10, 21 }, parted[] = { 11, 13, 14, 15, 22 };
    items_part(items, COUNT_OF(items), taken, COUNT_OF(taken));
    for (size_t i = 0; i < COUNT_OF(items); i++)
        assert_int_equal(items[i].at, parted[i]);
}

#define SHARED(name) cmocka_unit_test(name##_sqlite), cmocka_unit_test(name##_postgres)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHARED(test_july_has_the_figures_of_the_contract),
        SHARED(test_june_has_figures_of_its_own),
        SHARED(test_feedback_carried_over_and_received_is_handled_or_open),
        SHARED(test_offices_enter_records_on_working_days_in_office_hours),
        SHARED(test_offices_take_steps_on_working_days_up_to_the_end_of_july),
        SHARED(test_no_two_records_are_entered_at_the_same_instant),
        SHARED(test_numbers_are_gapless_and_rise_with_the_days),
        SHARED(test_incoming_numbers_continue_those_of_the_first_months),
        SHARED(test_an_office_with_records_is_refused),
        SHARED(test_another_month_and_a_scale_out_of_bounds_are_refused),
        cmocka_unit_test(test_both_databases_get_the_same_office),
        cmocka_unit_test(test_the_same_office_is_made_again),
        cmocka_unit_test(test_items_keep_off_each_other_and_off_what_is_written),
        cmocka_unit_test(test_a_scale_multiplies_the_registers_with_volume),
    };
    return cmocka_run_group_tests(tests, fill_both, end_both);
}
