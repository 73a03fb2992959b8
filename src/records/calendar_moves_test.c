/* SPDX-License-Identifier: Apache-2.0 */
/* What a day of the calendar moves. Planted and seen red, each alone: a preview that writes; what is resolved moved
 * too; the decision left out of the history; the work left at the old date; a day that is settled at once, or never;
 * what the scope does not see shown; the page counted instead of all; a negative number of days let pass; the new date
 * in force from the beginning. */
#include "records/testing_office.h"

#include "deadlines/calendar.h"
#include "handling/assignment.h"
#include "query/list.h"
#include "records/calendar_moves.h"

static const char *const START = "2021-07-30T08:00"; /* a Friday; five working days end on Friday 06/08 */

static int64_t make_case(struct testing *t, struct testing_office *o, const char *limit)
{
    struct err err = { 0 };
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", START);
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    draft_set(t->mem, draft, "time_limit", limit);
    int64_t id = testing_create(t, o, draft);
    assert_true(testing_ok(testing_step(t, o, id, "process", "2021-07-30", NULL, NULL, &err), &err));
    return id;
}

static void step(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on)
{
    struct err err = { 0 };
    struct draft_step step = { .name = name, .on = on, .reason = "Theo đề nghị" };
    if (text_equal(name, "settle"))
        draft_step_set(t->mem, &step, "result", "Xong");
    if (text_equal(name, "wait"))
        draft_step_set(t->mem, &step, "basis", "12/QĐ-UBND");
    assert_true(testing_ok(record_step(&o->office, t->mem, id, 0, &step, &err), &err));
}

#define DAY(day_, kind_)                                                                                               \
    (&(struct office_day){                                                                                             \
        .day = day_, .kind = kind_, .reason = "Phun khử khuẩn", .decision = "QĐ 2", .decided_on = "2021-07-30" })

static struct calendar_moves set(struct testing *t, struct testing_office *o, const struct office_day *day)
{
    struct err err = { 0 };
    struct calendar_moves moves;
    assert_true(testing_ok(calendar_set(&o->office, t->mem, day, 0, 0, &moves, &err), &err));
    return moves;
}

static const char *due_of(struct testing *t, struct testing_office *o, int64_t id)
{
    return testing_read(t, o, id)->due;
}

static int64_t lines_of(struct testing *t)
{
    return testing_int(t, SQL("select count(*) from history where step = 'calendar'"));
}

/* --- a day is set ------------------------------------------------------------------------------------------------- */

static void test_a_preview_tells_what_moves_and_changes_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "5 ngày làm việc");
    make_case(t, &o, "2 ngày làm việc"); /* ends before the day */
    assert_true(testing_ok(calendar_preview(&o.office, t->mem, DAY("04/08/2021", "off"), 0, 0, &moves, &err), &err));
    assert_int_equal(moves.total, 1);
    assert_int_equal(moves.hidden, 0);
    assert_int_equal(moves.items[0].id, id);
    assert_string_equal(moves.items[0].before, "2021-08-06T08:00");
    assert_string_equal(moves.items[0].now, "2021-08-09T08:00");
    assert_string_equal(due_of(t, &o, id), "2021-08-06T08:00");
    assert_true(calendar_is_working_day(o.office.definitions->calendar, day_from_civil(2021, 8, 4)));
    assert_int_equal(testing_int(t, SQL("select count(*) from calendar_day")), 0);
    assert_int_equal(lines_of(t), 0);
}
ON_BOTH(test_a_preview_tells_what_moves_and_changes_nothing)

static void test_days_move_what_is_open_and_are_taken_back_with_history(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "5 ngày làm việc"), rolled = make_case(t, &o, "5 ngày"),
            calendar_days = make_case(t, &o, "6 ngày");
    assert_int_equal(set(t, &o, DAY("2021-08-04", "off")).total, 2);
    assert_string_equal(due_of(t, &o, id), "2021-08-09T08:00");
    assert_string_equal(due_of(t, &o, rolled), "2021-08-05T17:00");        /* its last day is none to work on */
    assert_string_equal(due_of(t, &o, calendar_days), "2021-08-05T17:00"); /* a limit in days of the calendar */
    assert_int_equal(set(t, &o, DAY("2021-08-07", "work")).total, 1);
    assert_string_equal(due_of(t, &o, id), "2021-08-07T08:00");
    assert_int_equal(lines_of(t), 3);
    int64_t later = make_case(t, &o, "5 ngày làm việc"); /* counted so from its beginning */
    assert_string_equal(due_of(t, &o, later), "2021-08-07T08:00");
    testing_prove(t, &o);
    assert_int_equal(set(t, &o, DAY("2021-08-04", "usual")).total, 3);
    assert_string_equal(due_of(t, &o, id), "2021-08-06T08:00");
    assert_string_equal(due_of(t, &o, later), "2021-08-06T08:00");
    assert_string_equal(due_of(t, &o, rolled), "2021-08-04T17:00");
    assert_int_equal(set(t, &o, DAY("2021-08-07", "usual")).total, 0);
    assert_int_equal(lines_of(t), 6);
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'calendar'")), 4);
    assert_int_equal(
        testing_int(t,
                    SQL("select count(*) from history where step = 'calendar' and reason = "
                        "'04/08/2021 là ngày nghỉ: Phun khử khuẩn (QĐ 2 ngày 30/07/2021)' and \"on\" = '2021-08-02'")),
        2);
    testing_prove(t, &o);
}
ON_BOTH(test_days_move_what_is_open_and_are_taken_back_with_history)

/* The date a record had on a past day stays what it was judged by then. */
static void test_the_past_keeps_its_dates(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "5 ngày làm việc");
    clock_fix(instant_from_local(day_from_civil(2021, 8, 9), 7 * 60));
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-08-08&verdict=overdue&as_of=2021-08-09"), 1);
    assert_int_equal(set(t, &o, DAY("2021-08-04", "off")).total, 1);
    assert_string_equal(due_of(t, &o, id), "2021-08-09T08:00");
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-08-08&verdict=overdue&as_of=2021-08-09"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-08-09&verdict=overdue&as_of=2021-08-09"), 0);
    step(t, &o, id, "settle", "2021-08-09");
    assert_int_equal(
        testing_count(t, &o, "case_work", "entered.resolved=2021-08-09..2021-08-09&verdict=late&as_of=2021-08-09"), 0);
    testing_prove(t, &o);
}
ON_BOTH(test_the_past_keeps_its_dates)

static void test_what_is_closed_or_stands_still_is_left_alone(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t settled = make_case(t, &o, "5 ngày làm việc"), cancelled = make_case(t, &o, "5 ngày làm việc"),
            waiting = make_case(t, &o, "5 ngày làm việc"), extended = make_case(t, &o, "5 ngày làm việc");
    step(t, &o, settled, "settle", "2021-08-02");
    step(t, &o, cancelled, "cancel", NULL);
    step(t, &o, waiting, "wait", "2021-08-02");
    struct draft_step extend = { .name = "prolong", .on = "2021-08-02", .reason = "Chờ ý kiến" };
    draft_step_set(t->mem, &extend, "extended_to", "2021-08-20");
    assert_true(testing_ok(record_step(&o.office, t->mem, extended, 0, &extend, &err), &err));
    const char *extended_to = due_of(t, &o, extended);
    assert_int_equal(set(t, &o, DAY("2021-08-06", "off")).total, 0);
    assert_string_equal(due_of(t, &o, settled), "2021-08-06T08:00");
    assert_string_equal(due_of(t, &o, waiting), DUE_PAUSED);
    assert_string_equal(due_of(t, &o, extended), extended_to);
    assert_int_equal(lines_of(t), 0);
    clock_fix(instant_from_local(day_from_civil(2021, 8, 5), 8 * 60));
    step(t, &o, waiting, "go-on", "2021-08-05");
    assert_string_equal(due_of(t, &o, waiting), "2021-08-12T08:00"); /* 05, 09, 10, 11, 12 */
    testing_prove(t, &o);
}
ON_BOTH(test_what_is_closed_or_stands_still_is_left_alone)

/* Work that has its date from the record goes with it; an own date stays. Told before, and done. */
static void test_the_work_on_a_record_is_told_and_goes_with_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "5 ngày làm việc");
    struct handed lines[] = { { .to = "unit:kt", .role = ASSIGN_LEAD, .due = "" },
                              { .to = "unit:nc", .role = ASSIGN_SUPPORT, .due = "2021-08-05" },
                              { .to = "unit:vp", .role = ASSIGN_INFORM, .due = "" } };
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, id, 0, 0, lines, COUNT_OF(lines), &err), &err));
    assert_true(testing_ok(calendar_preview(&o.office, t->mem, DAY("2021-08-04", "off"), 0, 0, &moves, &err), &err));
    assert_int_equal(moves.work, 1);
    assert_int_equal(moves.items[0].work, 1);
    set(t, &o, DAY("2021-08-04", "off"));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where due = '2021-08-09T08:00'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where due like '2021-08-05%'")), 1);
    set(t, &o, DAY("2021-08-04", "usual"));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where due = '2021-08-06T08:00'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'move-assignment'")), 2);
    testing_prove(t, &o);
}
ON_BOTH(test_the_work_on_a_record_is_told_and_goes_with_it)

static void test_a_preview_is_shown_in_pages_and_its_count_is_exact(struct testing *t)
{
    enum { CASES = 7 };
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    int64_t ids[CASES];
    size_t told = 0;
    testing_enter(t, &o);
    for (size_t i = 0; i < CASES; i++)
        ids[i] = make_case(t, &o, i % 2 ? "5 ngày làm việc" : "6 ngày làm việc");
    for (size_t offset = 0; offset < CASES + 3; offset += 3) {
        assert_true(
            testing_ok(calendar_preview(&o.office, t->mem, DAY("2021-08-04", "off"), offset, 3, &moves, &err), &err));
        assert_int_equal(moves.total, CASES);
        for (size_t i = 0; i < moves.count; i++)
            for (size_t k = 0; k < CASES; k++)
                told += moves.items[i].id == ids[k];
    }
    assert_int_equal(told, CASES);
    assert_int_equal(moves.count, 0);
}
ON_BOTH(test_a_preview_is_shown_in_pages_and_its_count_is_exact)

/* Who extended a record promised a day that was not before its due date. */
static void test_a_number_of_days_does_not_become_negative(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    struct draft_faults faults = { 0 };
    testing_enter(t, &o);
    int64_t other = make_case(t, &o, "5 ngày làm việc"), id = make_case(t, &o, "5 ngày làm việc");
    struct draft_step extend = { .name = "prolong", .on = "2021-08-02", .reason = "Chờ ý kiến" };
    draft_step_set(t->mem, &extend, "extended_to", "2021-08-06");
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &extend, &err), &err));
    o.office.faults = &faults;
    assert_false(calendar_set(&o.office, t->mem, DAY("2021-08-04", "off"), 0, 0, &moves, &err));
    assert_int_equal(faults.list.count, 1);
    assert_string_equal(err.subject, "negative");
    assert_string_equal(err.field, "day");
    assert_non_null(strstr(err.text, testing_read(t, &o, id)->number));
    assert_non_null(strstr(err.text, "06/08/2021"));
    assert_int_equal(testing_int(t, SQL("select count(*) from calendar_day")), 0);
    assert_string_equal(due_of(t, &o, other), "2021-08-06T08:00");
    assert_string_equal(due_of(t, &o, id), "2021-08-06T17:00");
}
ON_BOTH(test_a_number_of_days_does_not_become_negative)

/* What is closed, or due before the day, is not walked: the due date is in the index that is read. */
static void test_only_open_records_that_are_due_later_are_looked_at(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t asked = 0;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    const struct definitions *definitions = o.office.definitions;
    const struct query_tokens tokens = { .today = "2021-08-02" };
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        if (reg->deadlines.count == 0)
            continue;
        const struct query *query =
            query_parse(t->mem, definitions, reg, calendar_moves_query(t->mem, "2021-08-04"), &tokens, &err);
        const char *plan = record_plan(t->store, t->mem, &o.office.scope, query, QUERY_PAGE, &err);
        assert_true(testing_ok(plan != NULL, &err));
        assert_true(record_count_is_kept(t->mem, query));
        if (t->kind == STORE_SQLITE && (!strstr(plan, "due>?") || strstr(plan, "SCAN r")))
            fail_msg("%s: %s", reg->name, plan);
        asked++;
    }
    assert_true(asked >= 9);
}
ON_BOTH(test_only_open_records_that_are_due_later_are_looked_at)

/* An administrator need not see what moves. */
static void test_what_the_scope_does_not_see_moves_and_is_not_told(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "5 ngày làm việc");
    const struct definitions *definitions = o.office.definitions;
    o.office.scope = scope_role(t->mem, definitions, definitions_role(definitions, "administrator"));
    struct calendar_moves moves = set(t, &o, DAY("2021-08-04", "off"));
    assert_int_equal(moves.total, 1);
    assert_int_equal(moves.hidden, 1);
    assert_int_equal(moves.count, 1);
    assert_int_equal(moves.items[0].id, 0);
    assert_null(moves.items[0].number);
    assert_string_equal(moves.items[0].title, "");
    assert_string_equal(moves.items[0].now, "2021-08-09T08:00");
    o.office.scope = scope_role(t->mem, definitions, definitions_role(definitions, "leader"));
    assert_string_equal(due_of(t, &o, id), "2021-08-09T08:00");
    assert_false(calendar_set(&o.office, t->mem, DAY("2021-08-04", "usual"), 0, 0, &moves, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_string_equal(due_of(t, &o, id), "2021-08-09T08:00");
}
ON_BOTH(test_what_the_scope_does_not_see_moves_and_is_not_told)

/* --- the rest ----------------------------------------------------------------------------------------------------- */

static void test_what_is_left_is_done_later_and_once(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    size_t moved;
    testing_enter(t, &o);
    int64_t ids[3];
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        ids[i] = make_case(t, &o, "5 ngày làm việc");
    assert_true(testing_ok(calendar_set(&o.office, t->mem, DAY("2021-08-04", "off"), 1, 0, &moves, &err), &err));
    assert_int_equal(moves.total, 3);
    assert_string_equal(due_of(t, &o, ids[0]), "2021-08-09T08:00");
    assert_string_equal(due_of(t, &o, ids[2]), "2021-08-06T08:00");
    assert_true(testing_ok(calendar_settle(&o.office, t->mem, 10, &moved, &err), &err));
    assert_int_equal(moved, 2);
    assert_string_equal(due_of(t, &o, ids[2]), "2021-08-09T08:00");
    assert_true(testing_ok(calendar_settle(&o.office, t->mem, 10, &moved, &err), &err));
    assert_int_equal(moved, 0);
    assert_int_equal(lines_of(t), 3);
    assert_int_equal(testing_int(t, SQL("select sum(settled) from calendar_day")),
                     0); /* another node may not know yet */
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60 + 1));
    assert_true(testing_ok(calendar_settle(&o.office, t->mem, 10, &moved, &err), &err));
    assert_int_equal(testing_int(t, SQL("select sum(settled) from calendar_day")), 1);
    testing_prove(t, &o);
}
ON_BOTH(test_what_is_left_is_done_later_and_once)

/* What was left of one day is done before the next is looked at. */
static void test_two_days_at_once(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    testing_enter(t, &o);
    int64_t first = make_case(t, &o, "5 ngày làm việc"), second = make_case(t, &o, "5 ngày làm việc");
    assert_true(testing_ok(calendar_set(&o.office, t->mem, DAY("2021-08-04", "off"), 1, 0, &moves, &err), &err));
    assert_int_equal(set(t, &o, DAY("2021-08-05", "off")).total, 2);
    assert_string_equal(due_of(t, &o, first), "2021-08-10T08:00");
    assert_string_equal(due_of(t, &o, second), "2021-08-10T08:00");
    testing_prove(t, &o);
}
ON_BOTH(test_two_days_at_once)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_preview_tells_what_moves_and_changes_nothing),
        BOTH(test_days_move_what_is_open_and_are_taken_back_with_history),
        BOTH(test_the_past_keeps_its_dates),
        BOTH(test_what_is_closed_or_stands_still_is_left_alone),
        BOTH(test_the_work_on_a_record_is_told_and_goes_with_it),
        BOTH(test_a_preview_is_shown_in_pages_and_its_count_is_exact),
        BOTH(test_a_number_of_days_does_not_become_negative),
        BOTH(test_only_open_records_that_are_due_later_are_looked_at),
        BOTH(test_what_the_scope_does_not_see_moves_and_is_not_told),
        BOTH(test_what_is_left_is_done_later_and_once),
        BOTH(test_two_days_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
