/* SPDX-License-Identifier: Apache-2.0 */
/* Work that comes again, in the office that comes with the program. The clock stands at Monday 2 August 2021.
 *
 * Planted and seen red, each alone (on SQLite): the next day not moved in the act that opens; the title of the row that
 * is refused told to who administers; the lines of a merged unit given to it as it was. */
#include "handling/series.h"

#include "handling/assignment.h"
#include "records/testing_office.h"
#include "store/id.h"

#define TASKS testing_int(t, SQL("select count(*) from task"))

static void set_day(int year, int month, int day)
{
    clock_fix(instant_from_local(day_from_civil(year, month, day), 8 * 60));
}

static int64_t make_row(struct testing *t, struct testing_office *o, const char *lead, const char *every,
                        const char *starts_on, const char *ends_on)
{
    const char *const values[][2] = { { "source", "ubnd" },       { "summary", "Báo cáo tiến độ giải ngân" },
                                      { "lead", lead },           { "every", every },
                                      { "starts_on", starts_on }, { "ends_on", ends_on },
                                      { "working_days", "5" },    { "giver", "Chủ tịch" } };
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task_series"));
    for (size_t i = 0; i < COUNT_OF(values); i++)
        if (values[i][1])
            draft_set(t->mem, draft, values[i][0], values[i][1]);
    return testing_create(t, o, draft);
}

static struct series_opened open_due(struct testing *t, struct testing_office *o, size_t at_most)
{
    struct series_opened result;
    struct err err = { 0 };
    assert_true(testing_ok(series_open_due(&o->office, t->mem, at_most, &result, &err), &err));
    return result;
}

/* The task of ROW's DAY; 0: none. */
static int64_t task_of(struct testing *t, struct testing_office *o, int64_t row, const char *day)
{
    struct err err = { 0 };
    char id[ID_SIZE];
    struct record_values values;
    const struct query_tokens tokens = { .today = "2021-08-02" };
    id_print(row, id);
    const struct query *query =
        query_parse(t->mem, o->office.definitions, definitions_register(o->office.definitions, "task"),
                    arena_printf(t->mem, "series=%s&series_on=%s", id, day), &tokens, &err);
    assert_true(
        testing_ok(query && record_values(t->store, t->mem, &o->office.scope, query, NULL, &values, &err), &err));
    assert_true(values.count <= 1);
    return values.count ? values.ids[0] : 0;
}

static const char *text_in(struct testing *t, struct testing_office *o, int64_t id, const char *field)
{
    const struct value *value = record_value(testing_read(t, o, id), field);
    return value->is_set ? value->text : "";
}

static void test_a_task_opens_on_its_day_as_the_row_says(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct assignment *lines;
    size_t count;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t row = make_row(t, &o, "syt", "month", "2021-07-31", NULL); /* a Saturday */
    int64_t later = make_row(t, &o, "stc", "week", "2021-08-03", NULL);
    struct series_opened opened = open_due(t, &o, SERIES_AT_ONCE);
    assert_true(opened.opened == 1 && opened.late == 0 && opened.refused == 0 && !opened.more);
    int64_t id = task_of(t, &o, row, "2021-07-31");
    const struct record *task = testing_read(t, &o, id);
    assert_string_equal(task->title, "Báo cáo tiến độ giải ngân");
    assert_string_equal(task->unit, "syt");
    assert_string_equal(text_in(t, &o, id, "giver"), "Chủ tịch");
    assert_string_equal(text_in(t, &o, id, "assigned_on"), "2021-08-02");
    assert_string_equal(text_in(t, &o, id, "finish_by"), "2021-08-09"); /* received on Monday, five working days */
    assert_string_equal(task->due, "2021-08-09T17:00");
    assert_true(testing_ok(assignment_list(db_for_read(t->store, &err), t->mem, id, &lines, &count, &err), &err));
    assert_int_equal(count, 1);
    assert_string_equal(lines[0].to, "unit:syt");
    assert_int_equal(lines[0].role, ASSIGN_LEAD);
    assert_string_equal(lines[0].due, task->due);
    assert_string_equal(text_in(t, &o, row, "next_on"), "2021-08-31");
    assert_string_equal(text_in(t, &o, later, "next_on"), "");
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 0);
    assert_int_equal(TASKS, 1);
    testing_prove(t, &o);
}
ON_BOTH(test_a_task_opens_on_its_day_as_the_row_says)

static void test_days_that_passed_are_opened_and_none_twice(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct assignment *lines;
    struct handed know[] = { { .to = "unit:stc", .role = ASSIGN_SUPPORT }, { .to = "unit:nc", .role = ASSIGN_INFORM } };
    size_t count;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t row = make_row(t, &o, "syt", "month", "2021-06-15", NULL);
    struct series_opened opened = open_due(t, &o, 1);
    assert_true(opened.opened == 1 && opened.late == 1 && opened.more);
    opened = open_due(t, &o, 2);
    assert_true(opened.opened == 1 && opened.late == 1 && !opened.more);
    assert_string_equal(text_in(t, &o, task_of(t, &o, row, "2021-06-15"), "assigned_on"), "2021-06-15");
    assert_string_equal(text_in(t, &o, row, "next_on"), "2021-08-15");
    int64_t first = task_of(t, &o, row, "2021-06-15");
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, first, 0, 0, know, 2, &err), &err));
    set_day(2021, 8, 14);
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 0);
    set_day(2021, 8, 16); /* the 15th is a Sunday */
    opened = open_due(t, &o, SERIES_AT_ONCE);
    assert_true(opened.opened == 1 && opened.late == 0);
    int64_t third = task_of(t, &o, row, "2021-08-15");
    assert_true(testing_ok(assignment_list(db_for_read(t->store, &err), t->mem, third, &lines, &count, &err), &err));
    assert_int_equal(count, 3);
    assert_string_equal(lines[0].to, "unit:syt");
    assert_string_equal(lines[1].to, "unit:stc");
    assert_int_equal(lines[1].role, ASSIGN_SUPPORT);
    assert_string_equal(lines[2].due, DUE_OPEN);
    set_day(2021, 8, 2); /* the clock is set back, and forth again */
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 0);
    set_day(2021, 8, 17);
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 0);
    assert_int_equal(TASKS, 3);
    testing_prove(t, &o);
}
ON_BOTH(test_days_that_passed_are_opened_and_none_twice)

static void test_a_row_is_ended_skipped_and_set_back(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t ended = make_row(t, &o, "syt", "week", "2021-07-19", "2021-07-30");
    int64_t stopped = make_row(t, &o, "syt", "month", "2021-08-02", NULL);
    int64_t skipped = make_row(t, &o, "stc", "month", "2021-08-02", NULL);
    assert_true(testing_ok(testing_step(t, &o, stopped, "stop", NULL, "end_reason", "Không còn cần", &err), &err));
    assert_true(testing_ok(testing_step(t, &o, skipped, "advance", NULL, "next_on", "2021-09-02", &err), &err));
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 2); /* the weeks of 19 and 26 July */
    assert_int_equal(task_of(t, &o, ended, "2021-08-02"), 0);
    assert_true(testing_ok(testing_step(t, &o, stopped, "resume", NULL, NULL, NULL, &err), &err));
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 1);
    assert_true(testing_ok(testing_step(t, &o, stopped, "advance", NULL, "next_on", "2021-08-02", &err), &err));
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 0); /* that day has its task */
    assert_string_equal(text_in(t, &o, stopped, "next_on"), "2021-09-02");
    set_day(2021, 9, 6); /* 2 and 3 September are days off */
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 2);
    assert_int_equal(TASKS, 5);
    testing_prove(t, &o);
}
ON_BOTH(test_a_row_is_ended_skipped_and_set_back)

static bool spoil(struct change *change, void *arg, struct err *err)
{
    return change_run(change, SQL("update task_series set lead = 'khong-co' where id = $1"),
                      DB(db_int(*(const int64_t *)arg)), err);
}

static void test_a_row_that_cannot_open_keeps_no_other_from_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t spoilt = make_row(t, &o, "stc", "month", "2021-08-02", NULL);
    int64_t gone = make_row(t, &o, "866", "year", "2025-07-15", NULL); /* a district that is no more by then */
    int64_t there = make_row(t, &o, "syt", "month", "2021-08-02", NULL);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, spoil, &spoilt, &err), &err));
    struct series_opened opened = open_due(t, &o, SERIES_AT_ONCE);
    assert_true(opened.refused == 1 && opened.opened == 1);
    char id[ID_SIZE];
    id_print(spoilt, id);
    assert_non_null(strstr(opened.refusal, id));
    assert_null(strstr(opened.refusal, "Báo cáo tiến độ giải ngân"));
    assert_int_equal(task_of(t, &o, spoilt, "2021-08-02"), 0);
    assert_string_equal(text_in(t, &o, spoilt, "next_on"), "");
    assert_true(testing_ok(testing_step(t, &o, there, "stop", NULL, "end_reason", "Hết", &err), &err));
    set_day(2025, 7, 15);
    opened = open_due(t, &o, SERIES_AT_ONCE);
    assert_true(opened.opened == 1 && opened.left_out == 1); /* nobody gets it: it waits in the register */
    assert_true(task_of(t, &o, gone, "2025-07-15") > 0);
}
ON_BOTH(test_a_row_that_cannot_open_keeps_no_other_from_it)

/* The office after kt was merged into nc. */
static const struct definitions *merge(struct testing *t, const struct definitions *definitions)
{
    static const char *to_nc[] = { "nc" };
    struct definitions *merged = ARENA_NEW(t->mem, struct definitions);
    *merged = *definitions;
    merged->units.items =
        arena_copy(t->mem, definitions->units.items, definitions->units.count * sizeof definitions->units.items[0]);
    struct unit *unit = &merged->units.items[definitions_unit(definitions, "kt") - definitions->units.items];
    unit->until = "2021-08-03";
    unit->successors.items = to_nc;
    unit->successors.count = 1;
    return merged;
}

static void test_what_a_merged_unit_had_goes_to_who_took_over(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t row = make_row(t, &o, "syt", "week", "2021-08-02", NULL);
    struct handed line = { .to = "unit:kt", .role = ASSIGN_SUPPORT };
    assert_int_equal(open_due(t, &o, SERIES_AT_ONCE).opened, 1);
    int64_t first = task_of(t, &o, row, "2021-08-02");
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, first, 0, 0, &line, 1, &err), &err));
    o.office.definitions = merge(t, o.office.definitions);
    set_day(2021, 8, 9);
    struct series_opened opened = open_due(t, &o, SERIES_AT_ONCE);
    assert_true(opened.opened == 1 && opened.left_out == 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'unit:nc'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'unit:kt'")), 1);
}
ON_BOTH(test_what_a_merged_unit_had_goes_to_who_took_over)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_task_opens_on_its_day_as_the_row_says),
        BOTH(test_days_that_passed_are_opened_and_none_twice),
        BOTH(test_a_row_is_ended_skipped_and_set_back),
        BOTH(test_a_row_that_cannot_open_keeps_no_other_from_it),
        BOTH(test_what_a_merged_unit_had_goes_to_who_took_over),
    };
    return cmocka_run_group_tests_name("handling: series", tests, NULL, NULL);
}
