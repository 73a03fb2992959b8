/* SPDX-License-Identifier: Apache-2.0 */
/* The day of a step that is a field's, what a step clears, and the life of a task that rests on both. */
#include "records/testing_office.h"

#include "records/clock_account.h"
#include "records/undo.h"

static bool step_on(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on,
                    const char *const values[][2], size_t count, struct err *err)
{
    struct draft_step step = { .name = name, .on = on, .reason = "Theo đề nghị" };
    *err = (struct err){ 0 };
    for (size_t i = 0; i < count; i++)
        draft_step_set(t->mem, &step, values[i][0], values[i][1]);
    return record_step(&o->office, t->mem, id, 0, &step, err);
}

#define VALUES(...) (const char *const[][2]){ __VA_ARGS__ }, COUNT_OF(((const char *const[][2]){ __VA_ARGS__ }))

static void done(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on,
                 const char *const values[][2], size_t count)
{
    struct err err;
    assert_true(testing_ok(step_on(t, o, id, name, on, values, count, &err), &err));
}

/* Given on 26 July 2021, to be done by the 30th. */
static int64_t make_task(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task"));
    draft_set(t->mem, draft, "source", "ubnd");
    draft_set(t->mem, draft, "summary", "Báo cáo tình hình");
    draft_set(t->mem, draft, "assigned_on", "2021-07-26");
    draft_set(t->mem, draft, "finish_by", "2021-07-30");
    int64_t id = testing_create(t, o, draft);
    done(t, o, id, "accept", "2021-07-26", NULL, 0);
    done(t, o, id, "start", "2021-07-27", NULL, 0);
    return id;
}

static void test_work_is_finished_on_the_day_of_its_result(struct testing *t)
{
    struct testing_office o;
    int64_t id = make_task(t, &o);
    done(t, &o, id, "report", NULL, VALUES({ "result_document", "12/BC-SYT" }, { "result_on", "29/07/2021" }));
    assert_int_equal(testing_count(t, &o, "task", "state=reported&verdict=overdue"), 1); /* not confirmed yet */
    done(t, &o, id, "complete", NULL, NULL, 0);
    assert_string_equal(testing_read(t, &o, id)->finished_on, "2021-07-29");
    assert_int_equal(testing_count(t, &o, "task", "entered.resolved=2021-07-29&verdict=early"), 1);
    assert_int_equal(testing_count(t, &o, "task", "open_at=2021-07-28&verdict=in-time"), 1);
    assert_int_equal(testing_count(t, &o, "task", "open_at=2021-07-29"), 0);
    testing_prove(t, &o);
}
ON_BOTH(test_work_is_finished_on_the_day_of_its_result)

static void refused(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on,
                    const char *field, const char *const values[][2], size_t count)
{
    struct err err;
    struct record *before = testing_read(t, o, id);
    assert_false(step_on(t, o, id, name, on, values, count, &err));
    if (!text_equal(err.field, field))
        fail_msg("%s: %s, %s", field, err.field, err.text);
    assert_int_equal(testing_read(t, o, id)->version, before->version);
}

static void test_a_day_of_a_field_is_judged_like_any_other(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = make_task(t, &o);
    refused(t, &o, id, "report", NULL, "result_document", VALUES({ "result_on", "29/07/2021" }));
    refused(t, &o, id, "report", NULL, "result_on",
            VALUES({ "result_document", "12/BC-SYT" }, { "result_on", "25/07/2021" })); /* before it was given */
    refused(t, &o, id, "report", NULL, "result_on",
            VALUES({ "result_document", "12/BC-SYT" }, { "result_on", "03/08/2021" }));
    refused(t, &o, id, "report", "2021-07-30", "on",
            VALUES({ "result_document", "12/BC-SYT" }, { "result_on", "29/07/2021" }));
    done(t, &o, id, "report", "2021-07-29", VALUES({ "result_document", "12/BC-SYT" }, { "result_on", "29/07/2021" }));
    refused(t, &o, id, "complete", "2021-08-02", "on", NULL, 0);
    const struct draft_value other = { .name = "result_on", .text = "2021-07-28" };
    assert_false(record_set(&o.office, t->mem, id, 0, &other, 1, &err));
    assert_string_equal(err.field, "result_on");
    done(t, &o, id, "return", NULL, VALUES({ "end_reason", "Thiếu số liệu" }));
    assert_false(record_value(testing_read(t, &o, id), "result_on")->is_set);
    assert_false(record_value(testing_read(t, &o, id), "result_document")->is_set);
    refused(t, &o, id, "urge", NULL, "urged_on", VALUES({ "urged_on", "30/07/2021" })); /* returned on 2 August */
    testing_prove(t, &o);
}
ON_BOTH(test_a_day_of_a_field_is_judged_like_any_other)

/* The unit told of its progress on 2 August, and that the result is of 29 July: states stay in the order of their days,
 * the clock ended on that of the result, whatever day is asked. */
static void test_a_result_of_before_the_newest_step_ends_the_clock_on_its_own_day(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct clock_account *accounts;
    size_t count;
    int64_t id = make_task(t, &o);
    done(t, &o, id, "update", "2021-08-02", VALUES({ "progress", "Đã gửi báo cáo" }));
    done(t, &o, id, "report", NULL, VALUES({ "result_document", "12/BC-SYT" }, { "result_on", "29/07/2021" }));
    done(t, &o, id, "complete", "2021-07-29", NULL, 0);
    const struct record *task = testing_read(t, &o, id);
    assert_string_equal(task->finished_on, "2021-07-29");
    assert_int_equal(testing_int(t, SQL("select count(*) from record_span where state = 'completed' and since_on = "
                                        "'2021-08-02' and from_on = '2021-08-02'")),
                     1);
    static const struct {
        const char *query;
        int count;
    } asked[] = { { "group=resolved&verdict=early", 1 },
                  { "group=resolved&verdict=late,on-time", 0 },
                  { "entered.resolved=2021-08-02&verdict=early", 1 },
                  { "entered.resolved=2021-08-02&verdict=late", 0 },
                  { "entered.resolved=2021-07-29", 0 },
                  { "finished_on=2021-07-29", 1 },
                  { "open_at=2021-08-01&verdict=in-time", 1 },
                  { "open_at=2021-08-01&verdict=overdue", 0 },
                  { "open_at=2021-07-28&verdict=in-time", 1 } };
    for (size_t i = 0; i < COUNT_OF(asked); i++)
        if (testing_count(t, &o, "task", asked[i].query) != asked[i].count)
            fail_msg("%s: not %d", asked[i].query, asked[i].count);
    for (int i = 0; i < 2; i++) {
        assert_true(testing_ok(clock_accounts(db_for_read(t->store, &err), t->mem, o.office.definitions, task,
                                              i ? "2021-08-01" : "2021-08-02", &accounts, &count, &err),
                               &err));
        assert_string_equal(accounts[0].stopped_on, "2021-07-29");
        assert_string_equal(accounts[0].verdict, i ? "in-time" : "early");
    }
    testing_tally(t, o.office.definitions);
    testing_prove(t, &o);
    assert_true(testing_ok(record_undo(&o.office, t->mem, id, 0, NULL, &err), &err));
    assert_string_equal(testing_read(t, &o, id)->finished_on, DATE_OPEN);
    testing_tally(t, o.office.definitions);
    testing_prove(t, &o);
}
ON_BOTH(test_a_result_of_before_the_newest_step_ends_the_clock_on_its_own_day)

static void test_an_extension_is_asked_for_and_granted_or_refused(struct testing *t)
{
    struct testing_office o;
    int64_t id = make_task(t, &o);
    static const char asked[] = "group=open&extension_asked_to=any";
    refused(t, &o, id, "ask-extension", NULL, "extension_reason", VALUES({ "extension_asked_to", "10/08/2021" }));
    done(t, &o, id, "ask-extension", NULL,
         VALUES({ "extension_asked_to", "10/08/2021" }, { "extension_reason", "Chờ số liệu của huyện" }));
    assert_int_equal(testing_count(t, &o, "task", asked), 1);
    done(t, &o, id, "refuse-extension", NULL, VALUES({ "extension_refused", "Đã đủ thời gian" }));
    assert_int_equal(testing_count(t, &o, "task", asked), 0);
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-30T17:00");
    done(t, &o, id, "ask-extension", NULL,
         VALUES({ "extension_asked_to", "06/08/2021" }, { "extension_reason", "Chờ số liệu" }));
    assert_false(record_value(testing_read(t, &o, id), "extension_refused")->is_set);
    done(t, &o, id, "extend", NULL, VALUES({ "extended_to", "05/08/2021" }, { "extension_document", "77/UBND-TH" }));
    const struct record *task = testing_read(t, &o, id);
    assert_int_equal(testing_count(t, &o, "task", asked), 0);
    assert_string_equal(task->due, "2021-08-05T17:00");
    assert_string_equal(task->original_due, "2021-07-30T17:00");
    testing_prove(t, &o);
}
ON_BOTH(test_an_extension_is_asked_for_and_granted_or_refused)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_work_is_finished_on_the_day_of_its_result),
        BOTH(test_a_day_of_a_field_is_judged_like_any_other),
        BOTH(test_a_result_of_before_the_newest_step_ends_the_clock_on_its_own_day),
        BOTH(test_an_extension_is_asked_for_and_granted_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
