/* SPDX-License-Identifier: Apache-2.0 */
/* The clocks of the office's own registers: when they begin, how they move, what they leave behind.
 *
 * Planted and seen red, each alone: no clock begins with its record; the due date not moved by a field; the original
 * due date kept over another clock; what is resolved corrected from today; a reason asked that is there; `limits_by`
 * not asked; what is not counted keeps its clock. */
#include "records/testing_office.h"

#include "people/account.h"
#include "records/clock_account.h"
#include "records/import.h"
#include "records/judge.h"
#include "store/id.h"

/* The office of office/, not the small one, with an account for who writes: registers name persons. */
static void enter(struct testing *t, struct testing_office *office)
{
    struct err err = { 0 };
    const char *role = "administrator";
    testing_enter_folder(t, office, SOURCE_FOLDER "/office");
    struct account me = { .login = office->office.scope.user, .name = "Quản Trị", .unit = "nc", .roles = { &role, 1 } };
    assert_true(
        testing_ok(account_create(t->store, t->mem, office->office.definitions, &me, NULL, me.login, &err), &err));
}

static const struct register_definition *reg_of(struct testing_office *o, const char *name)
{
    return definitions_register(o->office.definitions, name);
}

static struct draft *draft_of(struct testing *t, struct testing_office *o, const char *reg,
                              const char *const values[][2], size_t count)
{
    struct draft *draft = draft_new(t->mem, reg_of(o, reg));
    for (size_t i = 0; i < count; i++)
        draft_set(t->mem, draft, values[i][0], values[i][1]);
    return draft;
}

static int64_t make_task(struct testing *t, struct testing_office *o, const char *given, const char *finish_by)
{
    const char *const values[][2] = {
        { "source", "ubnd" }, { "summary", "Rà soát" }, { "assigned_on", given }, { "finish_by", finish_by }
    };
    return testing_create(t, o, draft_of(t, o, "task", values, COUNT_OF(values)));
}

static int64_t make_petition(struct testing *t, struct testing_office *o, const char *received_on)
{
    const char *const values[][2] = {
        { "received_on", received_on }, { "source", "buu-dien" }, { "signers", "mot-nguoi" }, { "summary", "Đất đai" }
    };
    return testing_create(t, o, draft_of(t, o, "petition", values, COUNT_OF(values)));
}

static void set(struct testing *t, struct testing_office *o, int64_t id, const char *field, const char *text)
{
    struct err err = { 0 };
    const struct draft_value values[] = { { field, text }, { "reason", "Người giao đổi ngày" } };
    assert_true(testing_ok(record_set(&o->office, t->mem, id, 0, values, COUNT_OF(values), &err), &err));
}

static void step(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on,
                 const char *field, const char *text)
{
    struct err err = { 0 };
    assert_true(testing_ok(testing_step(t, o, id, name, on, field, text, &err), &err));
}

static const char *due_day(struct testing *t, struct testing_office *o, int64_t id)
{
    return arena_strndup(t->mem, testing_read(t, o, id)->due, DATE_SIZE - 1);
}

static const char *original_day(struct testing *t, struct testing_office *o, int64_t id)
{
    return arena_strndup(t->mem, testing_read(t, o, id)->original_due, DATE_SIZE - 1);
}

/* The clock that runs, as of DAY. */
static struct clock_account account_on(struct testing *t, struct testing_office *o, int64_t id, const char *day)
{
    struct err err = { 0 };
    struct clock_account *clocks;
    size_t count;
    assert_true(testing_ok(clock_accounts(db_for_read(t->store, &err), t->mem, o->office.definitions,
                                          testing_read(t, o, id), day, &clocks, &count, &err),
                           &err));
    for (size_t i = 0; i < count; i++)
        if (clocks[i].current)
            return clocks[i];
    fail_msg("no clock runs");
    return *clocks;
}

static struct clock_account account_of(struct testing *t, struct testing_office *o, int64_t id)
{
    return account_on(t, o, id, "2021-08-02");
}

/* --- it begins ---------------------------------------------------------------------------------------------------- */

static void test_a_task_that_nobody_accepts_is_overdue(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    int64_t id = make_task(t, &o, "2021-07-20", "2021-07-30");
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-30T17:00");
    assert_int_equal(testing_count(t, &o, "task", "verdict=overdue"), 1);
    assert_int_equal(testing_count(t, &o, "task", "open_at=2021-07-30&verdict=in-time"), 1);
    assert_int_equal(testing_count(t, &o, "task", "open_at=2021-07-31&verdict=overdue"), 1);
    testing_prove(t, &o);
}
ON_BOTH(test_a_task_that_nobody_accepts_is_overdue)

static void test_a_petition_is_clocked_from_receipt_and_by_the_law_of_its_kind(struct testing *t)
{
    static const struct {
        const char *kind, *due, *law;
    } kinds[] = { { "khieu-nai", "2021-08-12", "Luật Khiếu nại 2011 Điều 27" },
                  { "to-cao", "2021-08-11", "Luật Tố cáo 2018 Điều 24" },
                  { "kien-nghi-phan-anh", "2021-08-12", "Thông tư 07/2014/TT-TTCP" } };
    struct testing_office o;
    enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        int64_t id = make_petition(t, &o, "2021-08-02");
        assert_string_equal(due_day(t, &o, id), "2021-08-12");
        step(t, &o, id, "screen", NULL, "kind", kinds[i].kind);
        assert_string_equal(due_day(t, &o, id), kinds[i].due);
        assert_string_equal(original_day(t, &o, id), kinds[i].due);
        assert_string_equal(account_of(t, &o, id).law, kinds[i].law);
        assert_true(account_of(t, &o, id).deadline.account_count > 0);
    }
    testing_prove(t, &o);
}
ON_BOTH(test_a_petition_is_clocked_from_receipt_and_by_the_law_of_its_kind)

/* 7 days until the end of 2021, 7 working days from 2022 on; the circular on petitions is another one from 15/11/2021.
 */
static void test_the_law_is_that_of_the_day_it_counts_from(struct testing *t)
{
    static const struct {
        const char *minutes_on, *due, *law;
    } sanctions[] = { { "2021-12-31", "2022-01-07", "Luật Xử lý vi phạm hành chính 2012 Điều 66" },
                      { "2022-01-04", "2022-01-13",
                        "Luật Xử lý vi phạm hành chính 2012 Điều 66, sửa đổi bởi Luật 67/2020/QH14" } };
    static const char *const petitions[][2] = { { "2021-11-12", "Thông tư 07/2014/TT-TTCP" },
                                                { "2021-11-15", "Thông tư 05/2021/TT-TTCP" } };
    struct testing_office o;
    enter(t, &o);
    clock_fix(instant_from_local(day_from_civil(2022, 1, 5), 8 * 60));
    for (size_t i = 0; i < COUNT_OF(sanctions); i++) {
        const char *const values[][2] = { { "received_on", "2022-01-04" }, { "minutes_on", sanctions[i].minutes_on },
                                          { "offender_kind", "ca-nhan" },  { "summary", "Xả thải" },
                                          { "field", "moi-truong" },       { "type", "xu-phat" } };
        int64_t id = testing_create(t, &o, draft_of(t, &o, "sanction", values, COUNT_OF(values)));
        assert_string_equal(due_day(t, &o, id), sanctions[i].due);
        assert_string_equal(account_of(t, &o, id).law, sanctions[i].law);
    }
    for (size_t i = 0; i < COUNT_OF(petitions); i++)
        assert_string_equal(account_of(t, &o, make_petition(t, &o, petitions[i][0])).law, petitions[i][1]);
    testing_prove(t, &o);
}
ON_BOTH(test_the_law_is_that_of_the_day_it_counts_from)

/* --- it moves ----------------------------------------------------------------------------------------------------- */

static void test_a_changed_date_moves_the_clock_with_its_reason(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    int64_t id = make_task(t, &o, "2021-07-20", "2021-07-30");
    const struct draft_value alone = { "finish_by", "2021-08-20" };
    assert_false(record_set(&o.office, t->mem, id, 0, &alone, 1, &err));
    assert_string_equal(err.field, "reason");
    assert_non_null(strstr(err.text, "30/07/2021 sang 20/08/2021"));
    assert_string_equal(due_day(t, &o, id), "2021-07-30");
    set(t, &o, id, "finish_by", "2021-08-20");
    assert_string_equal(due_day(t, &o, id), "2021-08-20");
    assert_string_equal(original_day(t, &o, id), "2021-07-30");
    assert_int_equal(testing_count(t, &o, "task", "verdict=in-time"), 1);
    assert_int_equal(testing_count(t, &o, "task", "open_at=2021-08-01&verdict=overdue"), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where reason = 'Người giao đổi ngày'")), 1);
    assert_true(record_set(&o.office, t->mem, id, 0, &(struct draft_value){ "summary", "Rà soát lại" }, 1, &err));
    set(t, &o, id, "finish_by", "");
    assert_string_equal(testing_read(t, &o, id)->due, DUE_OPEN);
    assert_int_equal(testing_count(t, &o, "task", "verdict=none"), 1);
    set(t, &o, id, "finish_by", "2021-08-25");
    assert_string_equal(due_day(t, &o, id), "2021-08-25");
    assert_string_equal(original_day(t, &o, id), "2021-07-30");
    testing_prove(t, &o);
}
ON_BOTH(test_a_changed_date_moves_the_clock_with_its_reason)

/* The limit is another one, the day it counts from is the same. */
static void test_a_changed_variant_counts_from_the_day_the_clock_started(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    int64_t id = make_petition(t, &o, "2021-07-01");
    struct draft_step screen = { .name = "screen", .on = "2021-07-01" };
    struct err err = { 0 };
    draft_step_set(t->mem, &screen, "kind", "khieu-nai");
    draft_step_set(t->mem, &screen, "competent", "yes");
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &screen, &err), &err));
    step(t, &o, id, "accept", "2021-07-01", NULL, NULL);
    assert_string_equal(due_day(t, &o, id), "2021-08-02"); /* 31/07 is a Saturday */
    assert_string_equal(original_day(t, &o, id), "2021-08-02");
    set(t, &o, id, "complexity", "complex");
    assert_string_equal(due_day(t, &o, id), "2021-08-16"); /* 45 days: 15/08 is a Sunday */
    assert_string_equal(original_day(t, &o, id), "2021-08-02");
    struct clock_account clock = account_of(t, &o, id);
    assert_string_equal(clock.deadline.due_text, "2021-08-16T17:00");
    testing_prove(t, &o);
}
ON_BOTH(test_a_changed_variant_counts_from_the_day_the_clock_started)

/* A verdict is that of the day it was resolved: a slip of the pen that is mended counts there. */
static void test_what_is_resolved_is_corrected_for_its_verdict(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    int64_t id = make_task(t, &o, "2021-07-01", "2021-07-10");
    step(t, &o, id, "accept", "2021-07-02", NULL, NULL);
    step(t, &o, id, "report", "2021-07-20", "result_document", "12/BC-SYT");
    step(t, &o, id, "complete", "2021-07-20", NULL, NULL); /* the day of the result */
    assert_int_equal(testing_count(t, &o, "task", "entered.resolved=@period&verdict=late"), 1);
    set(t, &o, id, "finish_by", "2021-07-20");
    assert_int_equal(testing_count(t, &o, "task", "entered.resolved=@period&verdict=late"), 0);
    assert_int_equal(testing_count(t, &o, "task", "entered.resolved=@period&verdict=on-time"), 1);
    assert_int_equal(testing_count(t, &o, "task", "open_at=2021-07-15&verdict=overdue"), 1);
    assert_string_equal(due_day(t, &o, id), "2021-07-20");
    testing_prove(t, &o);
}
ON_BOTH(test_what_is_resolved_is_corrected_for_its_verdict)

/* --- it ends ------------------------------------------------------------------------------------------------------ */

static void test_the_original_due_date_is_that_of_the_clock_that_runs(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    int64_t id = make_petition(t, &o, "2021-08-02");
    struct draft_step screen = { .name = "screen" };
    draft_step_set(t->mem, &screen, "kind", "kien-nghi-phan-anh");
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &screen, &err), &err));
    step(t, &o, id, "accept-proposal", NULL, NULL, NULL);
    assert_string_equal(testing_read(t, &o, id)->due, DUE_OPEN); /* no law says how long */
    assert_string_equal(testing_read(t, &o, id)->original_due, DUE_OPEN);
    testing_prove(t, &o);
}
ON_BOTH(test_the_original_due_date_is_that_of_the_clock_that_runs)

static void test_nothing_runs_for_what_is_not_counted(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    const char *const values[][2] = { { "received_on", "2021-08-02" },
                                      { "topic_kind", "khieu-nai" },
                                      { "summary", "Hỏi về đất" } };
    int64_t id = testing_create(t, &o, draft_of(t, &o, "reception", values, COUNT_OF(values)));
    assert_string_equal(due_day(t, &o, id), "2021-08-16");
    step(t, &o, id, "refuse", NULL, "refusal_reason", "Say rượu");
    assert_string_equal(testing_read(t, &o, id)->due, DUE_OPEN);
    testing_prove(t, &o);
}
ON_BOTH(test_nothing_runs_for_what_is_not_counted)

/* --- every register ----------------------------------------------------------------------------------------------- */

/* What has FIELD shown, where one value of another field does. */
static void show(struct testing *t, struct draft *draft, const struct field *field)
{
    const char *value = field->shown_if ? strchr(field->shown_if, '=') : NULL;
    if (value && !strchr(value, '&'))
        draft_set(t->mem, draft, arena_strndup(t->mem, field->shown_if, (size_t)(value - field->shown_if)),
                  arena_strndup(t->mem, value + 1, strcspn(value + 1, ",")));
}

static struct draft *draft_for(struct testing *t, struct testing_office *o, const struct register_definition *reg,
                               const struct deadline_definition *clock);

/* Something that fits FIELD; NULL where that needs another record. What must not lie before another day is on the
 * one that a clock is moved to. */
static const char *fitting(struct testing *t, struct testing_office *o, const struct field *field)
{
    char printed[ID_SIZE];
    switch (field->type) {
    case FIELD_LINK:
        id_print(testing_create(t, o, draft_for(t, o, field->target, NULL)), printed);
        return arena_strdup(t->mem, printed);
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_RATING:
        return "3";
    case FIELD_DATE:
        return field->not_before.count > 0 ? "2021-07-27" : "2021-07-20";
    case FIELD_DATE_TIME:
        return field->not_before.count > 0 ? "2021-07-27T08:30" : "2021-07-20T08:30";
    case FIELD_YES_NO:
        return "no";
    case FIELD_CHOICE:
        return field->choices.items[0].code;
    case FIELD_UNIT:
        for (size_t i = 0; i < o->office.definitions->units.count; i++)
            if (text_list_has(&field->units, o->office.definitions->units.items[i].kind))
                return o->office.definitions->units.items[i].code;
        return o->office.definitions->units.items[0].code;
    case FIELD_DOCUMENT_NUMBER:
        return "12/BC-SNV";
    case FIELD_PROCEDURE:
        return "1.000656";
    case FIELD_PERIOD:
        return field->years ? "2021" : "2021-07";
    case FIELD_USER:
        return o->office.scope.user;
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        return text_equal(field->name, "time_limit") ? "5 ngày làm việc"
                                                     : arena_printf(t->mem, "Việc %lld", (long long)id_next());
    default:
        return NULL;
    }
}

/* What must be there, and what the clock rests on. */
static bool is_asked(const struct field *field, const struct deadline_definition *clock)
{
    return !field->set_by && (field->required || (clock && record_deadline_rests_on(clock, field->name)));
}

static struct draft *draft_for(struct testing *t, struct testing_office *o, const struct register_definition *reg,
                               const struct deadline_definition *clock)
{
    struct draft *draft = draft_new(t->mem, reg);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (is_asked(&reg->fields.items[i], clock)) {
            draft_set(t->mem, draft, reg->fields.items[i].name, fitting(t, o, &reg->fields.items[i]));
            show(t, draft, &reg->fields.items[i]);
        }
    draft_set(t->mem, draft, CONFIRM_VALUE, CONFIRM_BACK_DATE);
    return draft;
}

static void put_import(struct testing *t, struct testing_office *o, const struct draft *draft)
{
    struct err err = { 0 };
    struct import_result result;
    struct text csv;
    text_init(&csv, t->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < draft->values.count; i++)
        text_printf(&csv, "%s%s", i ? "," : "", draft->values.items[i].name);
    for (size_t i = 0; i < draft->values.count; i++)
        text_printf(&csv, "%s%s", i ? "," : "\n", draft->values.items[i].text);
    text_raw(&csv, "\n");
    assert_true(
        testing_ok(import_load(&o->office, t->mem, draft->reg, csv.data, csv.length, &result, NULL, NULL, &err), &err));
    if (result.fault_count)
        fail_msg("%s: %s: %s", draft->reg->name, result.faults[0].column, result.faults[0].text);
}

/* By form, API and `add`; by a load, as the sample's; by an import. The newest record each time. */
static int64_t bring(struct testing *t, struct testing_office *o, struct draft *draft, int way)
{
    struct err err = { 0 };
    if (way == 0)
        return testing_create(t, o, draft);
    if (way == 1)
        assert_true(testing_ok(record_load(&o->office, t->mem, &draft, 1, false, NULL, NULL, &err), &err));
    else
        put_import(t, o, draft);
    return testing_int(t, SQL("select id from record order by id desc limit 1"));
}

/* Of a clock beside the record's own, too; DUE_OPEN where it does not run. */
static const char *due_of(struct testing *t, struct testing_office *o, int64_t id,
                          const struct deadline_definition *clock)
{
    size_t count;
    struct err err = { 0 };
    struct clock_account *accounts;
    const struct record *record = testing_read(t, o, id);
    if (!clock->beside)
        return record->clock && text_equal(record->clock, clock->name) ? record->due : DUE_OPEN;
    assert_true(testing_ok(clock_accounts(db_for_read(t->store, &err), t->mem, o->office.definitions, record,
                                          "2021-08-02", &accounts, &count, &err),
                           &err));
    for (size_t i = 0; i < count; i++)
        if (text_equal(accounts[i].name, clock->name))
            return accounts[i].due;
    return DUE_OPEN;
}

/* A day that the clock rests on and that is on the entry form is moved by a week: so is the clock. */
static int moves(struct testing *t, struct testing_office *o, int64_t id, const struct deadline_definition *clock)
{
    int cases = 0;
    const struct register_definition *reg = testing_read(t, o, id)->reg;
    const char *days[] = { clock->date_field, clock->from_field };
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        const struct field *field = days[i] ? register_field(reg, days[i]) : NULL;
        if (!field || field->set_by)
            continue;
        const char *before = due_of(t, o, id, clock);
        const char *later = field->not_before.count > 0 ? "2021-07-30" : "2021-07-27";
        set(t, o, id, field->name, field->type == FIELD_DATE ? later : arena_printf(t->mem, "%sT08:30", later));
        const char *after = due_of(t, o, id, clock);
        if (strcmp(before, after) >= 0)
            fail_msg("%s.%s: %s moves %s to %s", reg->name, clock->name, field->name, before, after);
        cases++;
    }
    return cases;
}

static int walk_clock(struct testing *t, struct testing_office *o, const struct register_definition *reg,
                      const struct deadline_definition *clock)
{
    int cases = 0;
    for (int way = 0; way < 3; way++, cases++) {
        int64_t id = bring(t, o, draft_for(t, o, reg, clock), way);
        const char *due = due_of(t, o, id, clock);
        bool runs = !text_equal(due, DUE_OPEN);
        if (runs != (clock->begins != NULL))
            fail_msg("%s.%s: begins %s, but has %s after way %d", reg->name, clock->name,
                     clock->begins ? clock->begins : "with a step", due, way);
        if (runs)
            cases += moves(t, o, id, clock);
    }
    return cases;
}

static void test_every_clock_begins_by_its_event_on_every_way_in_and_moves(struct testing *t)
{
    struct testing_office o;
    int cases = 0;
    enter(t, &o);
    testing_create(t, &o, draft_for(t, &o, reg_of(&o, "procedure"), &(struct deadline_definition){ 0 }));
    for (size_t i = 0; i < o.office.definitions->registers.count; i++) {
        const struct register_definition *reg = &o.office.definitions->registers.items[i];
        for (size_t k = 0; k < reg->deadlines.count; k++)
            cases += walk_clock(t, &o, reg, &reg->deadlines.items[k]);
    }
    print_message("clocks of all registers: %d cases\n", cases);
    assert_true(cases >= 40);
    testing_prove(t, &o);
}
ON_BOTH(test_every_clock_begins_by_its_event_on_every_way_in_and_moves)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_task_that_nobody_accepts_is_overdue),
        BOTH(test_a_petition_is_clocked_from_receipt_and_by_the_law_of_its_kind),
        BOTH(test_the_law_is_that_of_the_day_it_counts_from),
        BOTH(test_a_changed_date_moves_the_clock_with_its_reason),
        BOTH(test_a_changed_variant_counts_from_the_day_the_clock_started),
        BOTH(test_what_is_resolved_is_corrected_for_its_verdict),
        BOTH(test_the_original_due_date_is_that_of_the_clock_that_runs),
        BOTH(test_nothing_runs_for_what_is_not_counted),
        BOTH(test_every_clock_begins_by_its_event_on_every_way_in_and_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
