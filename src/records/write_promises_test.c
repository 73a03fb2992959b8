/* SPDX-License-Identifier: Apache-2.0 */
/* A clock that runs beside the record's own, and a result that is promised once more: registers of office/.
 *
 * Planted and seen red, each alone: a result promised again on the due day itself; a clock beside that no step ends; a
 * clock beside that takes the place of the record's. */
#include "records/testing_office.h"

#include "records/clock_account.h"

static void enter(struct testing *t, struct testing_office *office)
{
    testing_enter_folder(t, office, SOURCE_FOLDER "/office");
}

static int64_t make(struct testing *t, struct testing_office *o, const char *reg, const char *const values[][2],
                    size_t count)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, reg));
    for (size_t i = 0; i < count; i++)
        draft_set(t->mem, draft, values[i][0], values[i][1]);
    return testing_create(t, o, draft);
}

#define MAKE(reg, ...)                                                                                                 \
    make(t, &o, reg, (const char *const[][2]){ __VA_ARGS__ }, COUNT_OF(((const char *const[][2]){ __VA_ARGS__ })))

static bool take(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on,
                 const char *const values[][2], size_t count, struct err *err)
{
    struct draft_step step = { .name = name, .on = on };
    for (size_t i = 0; i < count; i++)
        draft_step_set(t->mem, &step, values[i][0], values[i][1]);
    return record_step(&o->office, t->mem, id, 0, &step, err);
}

#define TAKE(name, on, ...)                                                                                            \
    assert_true(testing_ok(take(t, &o, id, name, on, (const char *const[][2]){ __VA_ARGS__ },                          \
                                COUNT_OF(((const char *const[][2]){ __VA_ARGS__ })), &err),                            \
                           &err))
#define REFUSED(name, on, wrong, rule, ...)                                                                            \
    do {                                                                                                               \
        assert_false(take(t, &o, id, name, on, (const char *const[][2]){ __VA_ARGS__ },                                \
                          COUNT_OF(((const char *const[][2]){ __VA_ARGS__ })), &err));                                 \
        assert_string_equal(err.field, wrong);                                                                         \
        assert_string_equal(err.subject, rule);                                                                        \
    } while (0)

/* The clock NAME as of DAY; NULL: the record has none that leads to a date. */
static const struct clock_account *clock_on(struct testing *t, struct testing_office *o, int64_t id, const char *name,
                                            const char *day)
{
    struct err err = { 0 };
    struct clock_account *clocks;
    size_t count;
    assert_true(testing_ok(clock_accounts(db_for_read(t->store, &err), t->mem, o->office.definitions,
                                          testing_read(t, o, id), day, &clocks, &count, &err),
                           &err));
    for (size_t i = 0; i < count; i++)
        if (text_equal(clocks[i].name, name))
            return &clocks[i];
    return NULL;
}

/* A petition of a kind, decided on 19 July 2021. */
static int64_t decided(struct testing *t, struct testing_office *office, const char *kind)
{
    struct testing_office o = *office;
    struct err err = { 0 };
    int64_t id = MAKE("petition", { "received_on", "2021-06-21" }, { "source", "buu-dien" }, { "signers", "mot-nguoi" },
                      { "summary", "Bồi thường đất" });
    bool proposal = text_equal(kind, "kien-nghi-phan-anh");
    TAKE("screen", "2021-06-22", { "kind", kind }, { "competent", "yes" });
    TAKE(proposal ? "accept-proposal" : "accept", "2021-06-23", { "acceptance_document", "15/TB-UBND" });
    assert_true(testing_ok(testing_step(t, &o, id, "verify", "2021-06-25", NULL, NULL, &err), &err));
    TAKE("decide", "2021-07-19", { "decision_document", "31/QĐ-UBND" }, { "outcome", "dung" });
    return id;
}

static void test_a_decision_is_disclosed_by_a_clock_beside_the_one_that_ended(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    int64_t id = decided(t, &o, "khieu-nai");
    /* fifteen days from Monday 19/7: Tuesday 3/8; the settling clock keeps its verdict */
    const struct clock_account *beside = clock_on(t, &o, id, "disclose", "2021-08-03");
    assert_non_null(beside);
    assert_string_equal(beside->due, "2021-08-03T17:00");
    assert_string_equal(beside->verdict, "in-time");
    assert_false(beside->current);
    assert_true(beside->deadline.account_count > 0);
    assert_string_equal(beside->law, "Nghị định 124/2020/NĐ-CP");
    assert_string_equal(clock_on(t, &o, id, "disclose", "2021-08-04")->verdict, "overdue");
    const struct clock_account *own = clock_on(t, &o, id, "settle", "2021-08-04");
    assert_string_equal(own->verdict, "early");
    assert_true(own->current);
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-23T17:00");
    assert_int_equal(testing_count(t, &o, "petition", "verdict=early"), 1);
    assert_int_equal(testing_count(t, &o, "petition", "verdict=overdue"), 0);
    TAKE("disclose", NULL, { "disclosed_on", "2021-07-30" }, { "disclosed_where", "Trang tin điện tử" });
    beside = clock_on(t, &o, id, "disclose", "2021-08-04");
    assert_string_equal(beside->verdict, "early");
    assert_string_equal(beside->stopped_on, "2021-07-30");
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-23T17:00");
    assert_string_equal(testing_read(t, &o, id)->finished_on, "2021-07-19");
    REFUSED("disclose", NULL, "on", "clock", { "disclosed_on", "2021-07-31" });
    testing_prove(t, &o);
}
ON_BOTH(test_a_decision_is_disclosed_by_a_clock_beside_the_one_that_ended)

static void test_each_kind_has_its_law_and_a_proposal_none(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    int64_t denunciation = decided(t, &o, "to-cao"), proposal = decided(t, &o, "kien-nghi-phan-anh");
    assert_string_equal(clock_on(t, &o, denunciation, "disclose", "2021-08-02")->due, "2021-07-28T07:00");
    assert_null(clock_on(t, &o, proposal, "disclose", "2021-08-02"));
    testing_prove(t, &o);
}
ON_BOTH(test_each_kind_has_its_law_and_a_proposal_none)

static void test_a_result_is_promised_once_more_and_counted_by_the_first_day(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    MAKE("procedure", { "code", "9.000001" }, { "name", "Cấp phép" }, { "sector", "dat-dai" }, { "tier", "tinh" },
         { "online_level", "muc-do-4" }, { "time_limit", "5 ngày làm việc" });
    clock_fix(instant_from_local(day_from_civil(2021, 7, 19), 8 * 60));
    int64_t id = MAKE("dossier", { "procedure", "9.000001" }, { "subject", "Cấp phép" }, { "channel", "counter" },
                      { "sector", "dat-dai" }, { "submitted_on", "2021-07-19" });
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    TAKE("accept", "2021-07-19", { "accepted_on", "2021-07-19T09:00" });
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-26T09:00");
    REFUSED("apologize", "2021-07-26", "on", "order", { "return_again_on", "2021-07-30" },
            { "apology_reason", "Chờ xác minh" });
    assert_non_null(strstr(err.text, "trước ngày hẹn 26/07/2021"));
    REFUSED("apologize", "2021-07-23", "return_again_on", "order", { "return_again_on", "2021-07-26" },
            { "apology_reason", "Chờ xác minh" });
    REFUSED("apologize", "2021-07-23", "apology_reason", "required", { "return_again_on", "2021-07-30" });
    TAKE("apologize", "2021-07-23", { "return_again_on", "2021-07-30" }, { "apology_reason", "Chờ xác minh" });
    REFUSED("apologize", "2021-07-23", "return_again_on", "times", { "return_again_on", "2021-08-05" },
            { "apology_reason", "Chờ nữa" });
    assert_non_null(strstr(err.text, "hẹn lại một lần, vào ngày 30/07/2021"));
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-26T09:00");
    TAKE("finish", "2021-07-29", { "result_document", "31/GP" });
    assert_string_equal(clock_on(t, &o, id, "settle", "2021-08-02")->verdict, "late");
    testing_prove(t, &o);
}
ON_BOTH(test_a_result_is_promised_once_more_and_counted_by_the_first_day)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_decision_is_disclosed_by_a_clock_beside_the_one_that_ended),
        BOTH(test_each_kind_has_its_law_and_a_proposal_none),
        BOTH(test_a_result_is_promised_once_more_and_counted_by_the_first_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
