/* SPDX-License-Identifier: Apache-2.0 */
/* Days that the office sets: what is refused, who knows of them, and that they are proved. Planted and seen red, each
 * alone: frozen figures not asked for; the first fault told alone; a calendar that is laid once and not again; a line
 * that does not say what the row says; the second of two who saw the same let pass. */
#include "records/testing_office.h"

#include "deadlines/calendar.h"
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

static int64_t lines_of(struct testing *t)
{
    return testing_int(t, SQL("select count(*) from history where step = 'calendar'"));
}

static bool freeze(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change,
                      SQL("insert into figure_frozen (report, period, figure, query, definitions, as_of, "
                          "recorded_before, ids, ids_hash) values ('monthly', '2021-07', 'x', '', '', '2021-07-31', 0, "
                          "$1, $1)"),
                      DB(db_blob("", 0)), err);
}

static void test_a_day_of_frozen_figures_stays(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    testing_enter(t, &o);
    make_case(t, &o, "5 ngày làm việc");
    assert_true(testing_ok(calendar_preview(&o.office, t->mem, DAY("2021-07-31", "work"), 0, 0, &moves, &err), &err));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, freeze, NULL, &err), &err));
    assert_false(calendar_set(&o.office, t->mem, DAY("2021-07-31", "work"), 0, 0, &moves, &err));
    assert_string_equal(err.subject, "frozen");
    assert_non_null(strstr(err.text, "monthly kỳ 2021-07 đã chốt số liệu đến 31/07/2021"));
    assert_true(testing_ok(calendar_set(&o.office, t->mem, DAY("2021-08-02", "off"), 0, 0, &moves, &err), &err));
}
ON_BOTH(test_a_day_of_frozen_figures_stays)

static void test_a_day_is_not_set_twice_by_two_who_saw_the_same(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct office_day day = *DAY("2021-08-04", "off");
    day.no = 1;
    day.entered_by = "quan-tri";
    assert_true(testing_ok(office_day_write(&o.office, t->mem, &day, &err), &err));
    assert_false(office_day_write(&o.office, t->mem, &day, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "calendar");
    assert_int_equal(testing_int(t, SQL("select count(*) from calendar_day")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'calendar'")), 1);
}
ON_BOTH(test_a_day_is_not_set_twice_by_two_who_saw_the_same)

/* "day.date kind.kind" */
static const char *faults_of(struct testing *t, const struct draft_faults *faults)
{
    const char *all = "";
    for (size_t i = 0; i < faults->list.count; i++) {
        const struct err *fault = &faults->list.items[i];
        all = arena_printf(t->mem, "%s%s%s.%s", all, *all ? " " : "", fault->field, fault->subject);
    }
    return all;
}

static void test_a_day_that_cannot_be_is_refused_with_every_fault(struct testing *t)
{
    static const struct {
        const char *day, *kind, *reason, *decision, *decided_on, *faults;
    } bad[] = {
        { "", "off", "Nghỉ", "QĐ 1", "2021-07-30", "day.date" },
        { "31/02/2021", "off", "Nghỉ", "QĐ 1", "2021-07-30", "day.date" },
        { "2019-12-31", "off", "Nghỉ", "QĐ 1", "2021-07-30", "day.date" }, /* before the calendar */
        { "2021-08-04", "half", "Nghỉ", "QĐ 1", "2021-07-30", "kind.kind" },
        { "2021-08-04", NULL, "Nghỉ", "QĐ 1", "2021-07-30", "kind.kind" },
        { "2021-08-04", "work", "Làm", "QĐ 1", "2021-07-30", "kind.kind" }, /* so already */
        { "2021-09-02", "off", "Nghỉ", "QĐ 1", "2021-07-30", "kind.kind" },
        { "2021-08-04", "usual", "Bỏ", "QĐ 1", "2021-07-30", "kind.kind" }, /* nothing was said */
        { "2021-08-04", "off", "  ", "QĐ 1", "2021-07-30", "reason.required" },
        { "2021-08-04", "off", "Nghỉ", NULL, "2021-07-30", "decision.required" },
        { "2021-08-04", "off", "Nghỉ", "QĐ 1", NULL, "decided_on.date" },
        { "2021-08-04", "off", "Nghỉ", "QĐ 1", "03/08/2021", "decided_on.date" }, /* tomorrow */
        { "31/02/2021", "half", "", "", "mai", "day.date kind.kind reason.required decision.required decided_on.date" },
    };
    struct testing_office o;
    struct calendar_moves moves;
    struct draft_faults faults;
    testing_enter(t, &o);
    o.office.faults = &faults;
    make_case(t, &o, "5 ngày làm việc");
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct err err = { 0 };
        const struct office_day day = { .day = bad[i].day,
                                        .kind = bad[i].kind,
                                        .reason = bad[i].reason,
                                        .decision = bad[i].decision,
                                        .decided_on = bad[i].decided_on };
        assert_false(calendar_set(&o.office, t->mem, &day, 0, 0, &moves, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(faults_of(t, &faults), bad[i].faults);
    }
    assert_int_equal(testing_int(t, SQL("select count(*) from calendar_day")), 0);
    assert_int_equal(lines_of(t), 0);
}
ON_BOTH(test_a_day_that_cannot_be_is_refused_with_every_fault)

static void test_a_text_that_is_too_long_is_refused(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct calendar_moves moves;
    char text[3 * (OFFICE_DAY_TEXT_MAX + 1) + 1] = "";
    testing_enter(t, &o);
    for (size_t i = 0; i < OFFICE_DAY_TEXT_MAX; i++)
        memcpy(text + strlen(text), "ạ", sizeof "ạ");
    struct office_day day = *DAY("2021-08-04", "off");
    day.reason = text;
    assert_true(testing_ok(calendar_preview(&o.office, t->mem, &day, 0, 0, &moves, &err), &err));
    memcpy(text + strlen(text), "ạ", sizeof "ạ");
    assert_false(calendar_preview(&o.office, t->mem, &day, 0, 0, &moves, &err));
    assert_string_equal(err.field, "reason");
    assert_string_equal(err.subject, "length");
}
ON_BOTH(test_a_text_that_is_too_long_is_refused)

/* A program that starts, or another that runs, counts with what was set. */
static void test_another_program_learns_the_days(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    set(t, &o, DAY("2021-08-04", "off"));
    set(t, &o, DAY("2021-09-02", "work"));
    const struct definitions *other = testing_definitions(t->mem, SOURCE_FOLDER "/src/records/testdata/office", NULL);
    day_t day = day_from_civil(2021, 8, 4), holiday = day_from_civil(2021, 9, 2);
    assert_true(calendar_is_working_day(other->calendar, day));
    assert_true(testing_ok(office_days_load(db_for_read(t->store, &err), t->mem, other, &err), &err));
    assert_false(calendar_is_working_day(other->calendar, day));
    assert_true(calendar_is_working_day(other->calendar, holiday));
    assert_string_equal(calendar_why(other->calendar, day), "Thứ Tư, ngày nghỉ: Phun khử khuẩn (QĐ 2 ngày 30/07/2021)");
    set(t, &o, DAY("2021-08-04", "usual"));
    assert_true(testing_ok(office_days_load(db_for_read(t->store, &err), t->mem, other, &err), &err));
    assert_true(calendar_is_working_day(other->calendar, day));
}
ON_BOTH(test_another_program_learns_the_days)

static bool tamper(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("update calendar_day set decision = 'QĐ 3'"), DB_NONE, err);
}

/* Who changes a day past the program is found out. */
static void test_a_day_changed_by_hand_is_found(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report;
    testing_enter(t, &o);
    set(t, &o, DAY("2021-08-04", "off"));
    testing_prove(t, &o);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper, NULL, &err), &err));
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    assert_true(report.fault_count > 0);
}
ON_BOTH(test_a_day_changed_by_hand_is_found)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_day_of_frozen_figures_stays),
        BOTH(test_a_day_is_not_set_twice_by_two_who_saw_the_same),
        BOTH(test_a_day_that_cannot_be_is_refused_with_every_fault),
        BOTH(test_a_text_that_is_too_long_is_refused),
        BOTH(test_another_program_learns_the_days),
        BOTH(test_a_day_changed_by_hand_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
