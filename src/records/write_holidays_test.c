/* SPDX-License-Identifier: Apache-2.0 */
/* Whole lives of dossiers, petitions, calls and tasks around Tết 2021, 30/4–3/5/2021, 2/9/2021 and the Saturday
 * 04/5/2024 that is worked, each with a pause or an extension over the holiday: due dates, verdicts, the work handed
 * out, numbers and history against literal dates, reckoned by hand with a calendar of paper.
 *
 * Planted and seen red, each alone: a Saturday that is worked taken for a rest day; the day of a pause counted. */
#include "records/testing_office.h"

#include "handling/assignment.h"
#include "records/judge.h"

#define CONFIRMED CONFIRM_OLD_DATE "," CONFIRM_BACK_DATE "," CONFIRM_LATE_DATE

/* A step of a life: "name day field=value|field=value" and what is true behind it. DUE NULL: as it was. */
struct told {
    const char *step, *due;
};

struct life {
    const char *reg, *entry; /* "field=value|field=value" */
    const char *number;      /* how its number begins; NULL: it has none, or one of the year alone */
    struct told steps[8];
    const char *verdict;     /* once the last step is taken, as of the day after it */
    const char *verdict_day; /* the day on which it is asked while it is open; NULL: it is resolved */
};

/* "a=1|b=2" */
static size_t split(struct arena *mem, const char *text, struct draft_value *values)
{
    size_t count = 0, parts;
    char **pieces = text_split(mem, text, '|', &parts);
    for (size_t i = 0; i < parts; i++) {
        char *equals = strchr(pieces[i], '=');
        if (!equals)
            continue;
        *equals = '\0';
        values[count++] = (struct draft_value){ pieces[i], equals + 1 };
    }
    return count;
}

static void read_step(struct testing *t, const char *told, struct draft_step *step)
{
    struct draft_value values[16];
    const char *on = strchr(told, ' '), *rest = strchr(on + 1, ' ');
    step->name = arena_strndup(t->mem, told, (size_t)(on - told));
    step->on = arena_strndup(t->mem, on + 1, rest ? (size_t)(rest - on - 1) : strlen(on + 1));
    step->reason = "Theo văn bản";
    draft_step_set(t->mem, step, CONFIRM_VALUE, CONFIRMED);
    size_t count = rest ? split(t->mem, rest + 1, values) : 0;
    for (size_t i = 0; i < count; i++)
        draft_step_set(t->mem, step, values[i].name, values[i].text);
}

/* With the first step, as what is entered later. */
static int64_t enter(struct testing *t, struct testing_office *o, const struct life *life)
{
    struct draft_value values[16];
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, life->reg));
    size_t count = split(t->mem, life->entry, values);
    for (size_t i = 0; i < count; i++)
        draft_set(t->mem, draft, values[i].name, values[i].text);
    draft_set(t->mem, draft, CONFIRM_VALUE, CONFIRMED);
    read_step(t, life->steps[0].step, draft_add_step(t->mem, draft, "", NULL));
    return testing_create(t, o, draft);
}

static int64_t count_on(struct testing *t, struct testing_office *o, const char *reg, const char *text, const char *day)
{
    struct err err = { 0 };
    const struct query_tokens tokens = { .today = day, .period_from = day, .period_to = day };
    const struct query *query = query_parse(t->mem, o->office.definitions,
                                            definitions_register(o->office.definitions, reg), text, &tokens, &err);
    int64_t count = -1;
    assert_true(testing_ok(query && record_count(t->store, t->mem, &o->office.scope, query, &count, &err), &err));
    return count;
}

static const char *work_due(struct testing *t, int64_t id)
{
    struct err err = { 0 };
    struct assignment *list;
    size_t count;
    assert_true(testing_ok(assignment_list(db_for_read(t->store, &err), t->mem, id, &list, &count, &err), &err));
    return count == 1 ? list->due : "not one line";
}

static void live(struct testing *t, struct testing_office *o, const struct life *life)
{
    struct err err = { 0 };
    int64_t id = enter(t, o, life);
    struct handed line = { .to = "unit:kt", .role = ASSIGN_LEAD };
    bool given = !text_equal(life->reg, "feedback"); /* which forwarding hands out */
    if (given)
        assert_true(testing_ok(assignment_hand_out(&o->office, t->mem, id, 0, 0, &line, 1, &err), &err));
    const char *due = NULL, *last = "";
    for (size_t i = 0; i < COUNT_OF(life->steps) && life->steps[i].step; i++) {
        const struct told *told = &life->steps[i];
        struct draft_step step = { 0 };
        read_step(t, told->step, &step);
        if (i > 0 && !record_step(&o->office, t->mem, id, 0, &step, &err))
            fail_msg("%s, %s: %s: %s", life->entry, told->step, err.field, err.text);
        due = told->due ? told->due : due;
        last = strchr(told->step, ' ') + 1;
        given |= strncmp(told->step, "forward", 7) == 0;
        const struct record *record = testing_read(t, o, id);
        const char *now = text_equal(record->due, DUE_PAUSED) ? "paused" : record->due;
        if (due && strncmp(now, due, strlen(due)) != 0)
            fail_msg("%s, %s: %s, expected %s", life->entry, told->step, now, due);
        if (given && text_equal(record->finished_on, DATE_OPEN) && !text_equal(work_due(t, id), record->due))
            fail_msg("%s, %s: the work is due %s", life->entry, told->step, work_due(t, id));
    }
    const struct record *record = testing_read(t, o, id);
    if (life->number && strncmp(record->number, life->number, strlen(life->number)) != 0)
        fail_msg("%s: number %s", life->entry, record->number);
    const char *day = life->verdict_day ? life->verdict_day : arena_strndup(t->mem, last, DATE_SIZE - 1);
    const char *own = strrchr(life->entry, '|') + 1; /* "received_on=2021-02-09T16:30": no other life has it */
    own = arena_strndup(t->mem, own, (size_t)(strchr(own, '=') - own) + DATE_SIZE);
    const char *asked =
        life->verdict_day ? arena_printf(t->mem, "%s&open_at=%s&verdict=%s", own, day, life->verdict)
                          : arena_printf(t->mem, "%s&entered.resolved=%s..%s&verdict=%s", own, day, day, life->verdict);
    if (count_on(t, o, life->reg, asked, day) != 1)
        fail_msg("%s: not %s", life->entry, asked);
}

#define DOSSIER(day)     "procedure=9.000001|subject=Cấp phép|channel=counter|sector=dat-dai|submitted_on=" day
#define PETITION(day)    "source=buu-dien|signers=mot-nguoi|summary=Đất đai|received_on=" day
#define CALL(minute)     "channel=phone|kind=phan-anh|summary=Rác|sector=moi-truong|anonymous=yes|received_on=" minute
#define TASK(day, until) "source=ubnd|summary=Rà soát|assigned_on=" day "|finish_by=" until

/* Dossiers: five working days from 09:00, a pause for a payment. */
static const struct life dossiers[] = {
    { "dossier",
      DOSSIER("2021-02-05"),
      "000.00.00.H20-210205-0001",
      { { "accept 2021-02-05 accepted_on=2021-02-05T09:00|time_limit=5 ngày làm việc", "2021-02-19T09:00" },
        { "process 2021-02-05", NULL },
        { "request-payment 2021-02-08", "paused" },
        { "receive-payment 2021-02-18", "2021-02-24T09:00" },
        { "finish 2021-02-24", NULL } },
      "on-time",
      NULL },
    { "dossier",
      DOSSIER("2021-04-28"),
      "000.00.00.H20-210428-0001",
      { { "accept 2021-04-28 accepted_on=2021-04-28T09:00|time_limit=5 ngày làm việc", "2021-05-07T09:00" },
        { "process 2021-04-28", NULL },
        { "request-payment 2021-04-29", "paused" },
        { "receive-payment 2021-05-05", "2021-05-11T09:00" },
        { "finish 2021-05-12", NULL } },
      "late",
      NULL },
    { "dossier",
      DOSSIER("2021-08-31"),
      "000.00.00.H20-210831-0001",
      { { "accept 2021-08-31 accepted_on=2021-08-31T09:00|time_limit=5 ngày làm việc", "2021-09-09T09:00" },
        { "process 2021-08-31", NULL },
        { "request-payment 2021-09-01", "paused" },
        { "receive-payment 2021-09-07", "2021-09-13T09:00" },
        { "finish 2021-09-10", NULL } },
      "early",
      NULL },
    { "dossier",
      DOSSIER("2024-04-26"),
      "000.00.00.H20-240426-0001",
      { { "accept 2024-04-26 accepted_on=2024-04-26T09:00|time_limit=5 ngày làm việc", "2024-05-07T09:00" },
        { "process 2024-04-26", NULL },
        { "request-payment 2024-05-02", "paused" },
        { "receive-payment 2024-05-06", "2024-05-10T09:00" } },
      "overdue",
      "2024-05-11" },
    /* papers are asked for: it stands still, and is counted anew when they are there */
    { "dossier",
      DOSSIER("2021-04-29"),
      "000.00.00.H20-210429-0001",
      { { "accept 2021-04-29 accepted_on=2021-04-29T09:00|time_limit=5 ngày làm việc", "2021-05-10T09:00" },
        { "request-supplement 2021-04-29 supplement=Bản sao", "paused" },
        { "receive-supplement 2021-05-04", "2021-05-11T07:00" } },
      "in-time",
      "2021-05-11" },
};

/* Complaints: thirty days of the calendar from acceptance; denunciations thirty, extended. */
static const struct life petitions[] = {
    { "petition",
      PETITION("2021-01-08"),
      NULL,
      { { "screen 2021-01-11 kind=khieu-nai|competent=yes", "2021-01-18T17:00" },
        { "accept 2021-01-15", "2021-02-17T17:00" }, /* 14/02 is in Tết */
        { "suspend 2021-02-10 end_reason=Chờ giám định", "paused" },
        { "resume 2021-02-20", "2021-02-24T17:00" },
        { "decide 2021-02-24 decision_document=12/QĐ-UBND|outcome=dung", NULL } },
      "on-time",
      NULL },
    { "petition",
      PETITION("2021-03-25"),
      NULL,
      { { "screen 2021-03-26 kind=khieu-nai|competent=yes", "2021-04-05T17:00" }, /* 04/04 is a Sunday */
        { "accept 2021-03-31", "2021-05-04T17:00" },                              /* 30/04 and its weekend */
        { "suspend 2021-04-28 end_reason=Chờ giám định", "paused" },
        { "resume 2021-05-03", "2021-05-05T17:00" },
        { "decide 2021-05-06 decision_document=12/QĐ-UBND|outcome=dung", NULL } },
      "late",
      NULL },
    { "petition",
      PETITION("2021-08-02"),
      NULL,
      { { "screen 2021-08-03 kind=khieu-nai|competent=yes", "2021-08-12T17:00" },
        { "accept 2021-08-04", "2021-09-06T17:00" }, /* 03/09 */
        { "suspend 2021-09-01 end_reason=Chờ giám định", "paused" },
        { "resume 2021-09-08", "2021-09-10T17:00" } },
      "in-time",
      "2021-09-10" },
    { "petition",
      PETITION("2024-04-01"),
      NULL,
      { { "screen 2024-04-02 kind=khieu-nai|competent=yes", "2024-04-11T17:00" },
        { "accept 2024-04-04", "2024-05-04T17:00" }, /* a Saturday that is worked */
        { "suspend 2024-04-29 end_reason=Chờ giám định", "paused" },
        { "resume 2024-05-02", "2024-05-07T17:00" },
        { "decide 2024-05-06 decision_document=12/QĐ-UBND|outcome=dung", NULL } },
      "early",
      NULL },
    { "petition",
      PETITION("2021-01-20"),
      NULL,
      { { "screen 2021-01-21 kind=to-cao|competent=yes", "2021-01-29T07:00" },
        { "accept 2021-01-25", "2021-02-24T17:00" },
        { "extend 2021-02-23 extended_to=2021-03-26", "2021-03-26T17:00" } },
      "overdue",
      "2021-03-27" },
};

/* Calls: two office hours to be passed on, then five working days by the level; extended; opened again. */
static const struct life calls[] = {
    { "feedback",
      CALL("2021-02-09T16:30"),
      NULL,
      { { "classify 2021-02-09 level=level-2", "2021-02-23T16:30" }, /* 17, 18, 19, 22, 23 */
        { "forward 2021-02-17 agency=stnmt", NULL },
        { "answer 2021-02-23 answer=Đã dọn|answered_on=2021-02-23T17:30", NULL } },
      "on-time",
      NULL },
    { "feedback",
      CALL("2021-04-29T15:30"),
      NULL,
      { { "classify 2021-04-29 level=level-2", "2021-05-10T15:30" },
        { "forward 2021-04-29 agency=stnmt", NULL },
        { "extend 2021-05-07 extended_to=2021-05-14", "2021-05-14T17:00" } },
      "overdue",
      "2021-05-15" },
    { "feedback",
      CALL("2024-05-03T15:30"),
      NULL,
      { { "classify 2024-05-03 level=level-2", "2024-05-09T15:30" }, /* Saturday 04/05 counts */
        { "forward 2024-05-03 agency=stnmt", NULL } },
      "in-time",
      "2024-05-09" },
};

static const struct life tasks[] = {
    { "task",
      TASK("2021-02-01", "2021-02-09"),
      NULL,
      { { "accept 2021-02-02", "2021-02-09T17:00" },
        { "extend 2021-02-08 extended_to=2021-02-19", "2021-02-19T17:00" },
        { "report 2021-02-19 result_on=2021-02-19|result_document=12/BC-SYT", NULL },
        { "complete 2021-02-19", NULL } },
      "on-time",
      NULL },
    { "task",
      TASK("2021-08-20", "2021-09-01"),
      NULL,
      { { "accept 2021-08-23", "2021-09-01T17:00" } },
      "overdue",
      "2021-09-02" },
};

static int live_all(struct testing *t, struct testing_office *o, const struct life *lives, size_t count)
{
    for (size_t i = 0; i < count; i++)
        live(t, o, &lives[i]);
    return (int)count;
}

static void test_lives_around_the_holidays_against_literal_dates(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    clock_fix(instant_from_local(day_from_civil(2024, 6, 3), 8 * 60));
    struct draft *procedure = draft_new(t->mem, definitions_register(o.office.definitions, "procedure"));
    draft_set(t->mem, procedure, "code", "9.000001");
    draft_set(t->mem, procedure, "name", "Cấp phép");
    draft_set(t->mem, procedure, "sector", "dat-dai");
    draft_set(t->mem, procedure, "tier", "tinh");
    draft_set(t->mem, procedure, "online_level", "toan-trinh");
    testing_create(t, &o, procedure);
    int cases = live_all(t, &o, dossiers, COUNT_OF(dossiers)) + live_all(t, &o, petitions, COUNT_OF(petitions)) +
                live_all(t, &o, calls, COUNT_OF(calls)) + live_all(t, &o, tasks, COUNT_OF(tasks));
    testing_tally(t, o.office.definitions);
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    if (report.fault_count > 0)
        fail_msg("%s", report.faults[0].what);
    print_message("%d lives around holidays\n", cases);
}
ON_BOTH(test_lives_around_the_holidays_against_literal_dates)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_lives_around_the_holidays_against_literal_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
