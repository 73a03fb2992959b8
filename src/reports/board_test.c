/* SPDX-License-Identifier: Apache-2.0 */
/* The two boards of the tasks, in the office that comes with the program, on random lives of 80 tasks: on every day of
 * July they add up, to one another and to the figures of the report, number by number, and each number is as long as
 * the list behind it.
 *
 * Planted and seen red: the figures as of today. */
#include "reports/board.h"

#include "records/testing_office.h"

enum { TASKS = 80, DAYS = 31 };

static uint32_t seed = 20210802;

static int chance(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

static const char *july(struct testing *t, int day)
{
    char printed[DATE_SIZE];
    day_print(day_from_civil(2021, 7, 1) + day - 1, printed);
    return arena_strdup(t->mem, printed);
}

static void live(struct testing *t, struct testing_office *o)
{
    static const char *const units[] = { "vp", "thvx", "kt", "syt", "stc", "866" };
    int day = 1 + chance(20), due = chance(4) ? day + chance(20) : 0;
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task"));
    draft_set(t->mem, draft, "source", "ubnd");
    draft_set(t->mem, draft, "summary", "Việc");
    draft_set(t->mem, draft, "unit", units[chance(6)]);
    draft_set(t->mem, draft, "assigned_on", july(t, day));
    if (due)
        draft_set(t->mem, draft, "finish_by", july(t, due));
    day += chance(3);
    draft_add_step(t->mem, draft, "accept", july(t, day));
    day += chance(12);
    if (day <= DAYS && chance(6) == 0) {
        draft_step_set(t->mem, draft_add_step(t->mem, draft, "withdraw", july(t, day)), "end_reason", "Thôi giao");
    } else if (day <= DAYS && chance(3)) {
        struct draft_step *report = draft_add_step(t->mem, draft, "report", july(t, day));
        draft_step_set(t->mem, report, "result_document", "12/BC-SYT");
        draft_step_set(t->mem, report, "result_on", july(t, day));
        draft_add_step(t->mem, draft, "complete", july(t, day));
    }
    testing_create(t, o, draft);
}

static void read_board(struct testing *t, struct testing_office *o, const char *name, int day, struct board *board)
{
    struct err err = { 0 };
    const struct register_definition *reg = definitions_register(o->office.definitions, "task");
    day_t first = day_from_civil(2021, 7, 1);
    assert_true(testing_ok(board_read(t->store, t->mem, o->office.definitions, &o->office.scope, reg,
                                      register_board(reg, name), first, first + day - 1, board, &err),
                           &err));
}

/* Of the report, which asks each figure by itself. */
static int64_t figure(struct testing *t, struct testing_office *o, const char *name, int day)
{
    struct err err = { 0 };
    const struct definitions *definitions = o->office.definitions;
    const struct query_tokens tokens = {
        .today = "2021-08-02", .period_from = "2021-07-01", .period_to = july(t, day), .cutoff = july(t, day)
    };
    const struct query *query = query_parse(
        t->mem, definitions, definitions_register(definitions, "task"),
        arena_printf(t->mem, "%s&as_of=%s", definitions_figure(definitions, name)->query, july(t, day)), &tokens, &err);
    int64_t count = -1;
    assert_true(testing_ok(query && record_count(t->store, t->mem, &o->office.scope, query, &count, &err), &err));
    return count;
}

static void check_row(const struct board *board, const int64_t *counts)
{
    int64_t sum = 0;
    for (size_t i = 1; i < board->columns; i++)
        sum += counts[i];
    assert_int_equal(sum, counts[0]);
}

static void test_the_boards_add_up_to_the_report_on_every_day(struct testing *t)
{
    struct testing_office o;
    size_t numbers = 0;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    for (int i = 0; i < TASKS; i++)
        live(t, &o);
    for (int day = 1; day <= DAYS; day++) {
        struct board own, given;
        read_board(t, &o, "van-phong", day, &own);
        read_board(t, &o, "duoc-giao", day, &given);
        for (size_t i = 0; i < own.columns; i++, numbers++) {
            const char *name = i ? own.definition->parts.items[i - 1] : own.definition->total;
            assert_int_equal(own.totals[i] + given.totals[i], figure(t, &o, name, day));
        }
        for (size_t i = 0; i < own.count; i++) {
            check_row(&own, own.rows[i].counts);
            assert_true(text_equal(own.rows[i].unit, "vp") || text_equal(own.rows[i].unit, "kt") ||
                        text_equal(own.rows[i].unit, "thvx"));
        }
        for (size_t i = 0; i < given.count; i++)
            check_row(&given, given.rows[i].counts);
        check_row(&given, given.totals);
    }
    print_message("%zu numbers\n", numbers);
}
ON_BOTH(test_the_boards_add_up_to_the_report_on_every_day)

static void test_each_number_is_as_long_as_its_list(struct testing *t)
{
    struct testing_office o;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    for (int i = 0; i < TASKS; i++)
        live(t, &o);
    for (int day = 5; day <= DAYS; day += 13) {
        struct board board;
        read_board(t, &o, "duoc-giao", day, &board);
        assert_true(board.count > 0);
        for (size_t i = 0; i < board.columns; i++) {
            assert_int_equal(testing_count(t, &o, "task", board_query(t->mem, &board, NULL, i)), board.totals[i]);
            for (size_t k = 0; k < board.count; k++)
                assert_int_equal(testing_count(t, &o, "task", board_query(t->mem, &board, &board.rows[k], i)),
                                 board.rows[k].counts[i]);
        }
    }
}
ON_BOTH(test_each_number_is_as_long_as_its_list)

static void test_who_may_not_see_a_record_does_not_count_it(struct testing *t)
{
    struct testing_office o;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    for (int i = 0; i < TASKS; i++)
        live(t, &o);
    struct board all, few;
    read_board(t, &o, "duoc-giao", DAYS, &all);
    o.office.scope = scope_role(t->mem, o.office.definitions, definitions_role(o.office.definitions, "clerk"));
    read_board(t, &o, "duoc-giao", DAYS, &few);
    assert_true(all.totals[0] > 0);
    assert_int_equal(few.totals[0], 0);
    assert_string_equal(few.units, "");
}
ON_BOTH(test_who_may_not_see_a_record_does_not_count_it)

static void test_days_that_are_none_are_refused(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct board board;
    day_t from, until;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    const struct register_definition *reg = definitions_register(o.office.definitions, "task");
    assert_true(board_days(NULL, NULL, &from, &until, &err));
    assert_true(from == day_from_civil(2021, 1, 1) && until == day_from_civil(2021, 8, 2));
    assert_true(board_days("01/07/2021", "2021-07-31", &from, &until, &err) && until - from == 30);
    assert_false(board_days("hôm qua", "", &from, &until, &err));
    assert_string_equal(err.field, "from");
    assert_false(board_read(t->store, t->mem, o.office.definitions, &o.office.scope, reg, reg->boards.items, until,
                            from, &board, &err));
    assert_string_equal(err.field, "to");
    assert_false(board_read(t->store, t->mem, o.office.definitions, &o.office.scope, reg, reg->boards.items, from,
                            until + 400, &board, &err));
    assert_non_null(strstr(err.text, "sau hôm nay"));
}
ON_BOTH(test_days_that_are_none_are_refused)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_boards_add_up_to_the_report_on_every_day),
        BOTH(test_each_number_is_as_long_as_its_list),
        BOTH(test_who_may_not_see_a_record_does_not_count_it),
        BOTH(test_days_that_are_none_are_refused),
    };
    return cmocka_run_group_tests_name("reports: boards", tests, NULL, NULL);
}
