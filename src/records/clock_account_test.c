/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: the due date of today judged on a past day; a clock that ended judged by the day
 * asked; the words of a correction left out. */
#include "records/testing_office.h"

#include "records/clock_account.h"

struct clocks {
    struct clock_account *items;
    size_t count;
};

/* Its clocks as of DAY, the newest first. */
static struct clocks read_clocks(struct testing *t, struct testing_office *o, int64_t id, const char *day)
{
    struct err err = { 0 };
    struct clocks clocks = { 0 };
    assert_true(testing_ok(clock_accounts(db_for_read(t->store, &err), t->mem, o->office.definitions,
                                          testing_read(t, o, id), day, &clocks.items, &clocks.count, &err),
                           &err));
    return clocks;
}

static int64_t make_case(struct testing *t, struct testing_office *o, const char *limit)
{
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-05T08:00");
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    draft_set(t->mem, draft, "time_limit", limit);
    return testing_create(t, o, draft);
}

/* VALUES: field and text, ended by NULL. */
static void step(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *on,
                 const char *reason, const char *const *values)
{
    struct err err = { 0 };
    struct draft_step step = { .name = name, .on = on, .reason = reason };
    for (; values && *values; values += 2)
        draft_step_set(t->mem, &step, values[0], values[1]);
    assert_true(testing_ok(record_step(&o->office, t->mem, id, 0, &step, &err), &err));
}

#define VALUES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void test_the_account_ends_at_the_due_date(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "3 ngày làm việc");
    assert_int_equal(read_clocks(t, &o, id, "2021-08-02").count, 0);
    step(t, &o, id, "process", "2021-07-05", NULL, NULL);
    struct clocks clocks = read_clocks(t, &o, id, "2021-08-02");
    assert_int_equal(clocks.count, 1);
    assert_string_equal(clocks.items->name, "handling");
    assert_string_equal(clocks.items->counted_from, "2021-07-05T08:00");
    assert_string_equal(clocks.items->deadline.due_text, testing_read(t, &o, id)->due);
    assert_int_equal(clocks.items->deadline.account_count, 4);
    step(t, &o, id, "again", "2021-07-06", NULL, NULL);
    clocks = read_clocks(t, &o, id, "2021-08-02");
    assert_int_equal(clocks.count, 1); /* the same clock, from its beginning */
    assert_string_equal(clocks.items->deadline.due_text, testing_read(t, &o, id)->due);
    assert_int_equal(clocks.items->told_count, 2);
    assert_int_equal(clocks.items->deadline.account[0].day, day_from_civil(2021, 7, 5));
}
ON_BOTH(test_the_account_ends_at_the_due_date)

/* The limit was corrected after the clock had started: the account is that of the date in force now. */
static void test_each_due_date_says_which_act_put_it_in_force(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const struct draft_value longer[] = { { "time_limit", "30 ngày" }, { "reason", "Ghi nhầm" } };
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "3 ngày làm việc");
    step(t, &o, id, "process", "2021-07-05", NULL, NULL);
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, longer, COUNT_OF(longer), &err), &err));
    step(t, &o, id, "wait", "2021-08-02", "Chờ bản đồ", VALUES("basis", "12/QĐ-UBND", "witness", "Trần Thị Bưởi"));
    struct clock_account *clock = read_clocks(t, &o, id, "2021-08-02").items;
    assert_int_equal(clock->due_count, 3);
    assert_string_equal(clock->dues[0].due, "2021-07-08T08:00");
    assert_string_equal(clock->dues[0].why, "Xử lý theo quy trình");
    assert_string_equal(clock->dues[1].due, "2021-08-04T17:00");
    assert_string_equal(clock->dues[1].why, "Sửa. Lý do: Ghi nhầm; Thời hạn: 30 ngày");
    assert_string_equal(clock->dues[2].due, DUE_PAUSED);
    assert_string_equal(clock->dues[2].why, "Tạm dừng. Lý do: Chờ bản đồ; Văn bản: 12/QĐ-UBND");
    assert_string_equal(clock->told[1].words, "Lý do: Chờ bản đồ; Văn bản: 12/QĐ-UBND");
    assert_string_equal(clock->original_due, "2021-07-08T08:00");
    assert_string_equal(clock->resumed_due, "2021-08-04T17:00");
}
ON_BOTH(test_each_due_date_says_which_act_put_it_in_force)

/* --- the office's own registers ----------------------------------------------------------------------------------- */

static int64_t make_petition(struct testing *t, struct testing_office *o, const char *received_on)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "petition"));
    draft_set(t->mem, draft, "received_on", received_on);
    draft_set(t->mem, draft, "source", "buu-dien");
    draft_set(t->mem, draft, "signers", "mot-nguoi");
    draft_set(t->mem, draft, "summary", "Đất đai");
    draft_set(t->mem, draft, "sender", "Trần Thị Bưởi");
    return testing_create(t, o, draft);
}

/* A complaint received on Thursday 01/07, accepted on 09/07 (in time for 12/07), suspended from 20/07 to 26/07. */
static void test_each_clock_of_a_record_has_its_verdict_as_of_any_day(struct testing *t)
{
    static const struct {
        const char *day, *acceptance, *settlement, *due;
    } days[] = {
        { "2021-06-30", NULL, NULL, DUE_OPEN },
        { "2021-07-08", "in-time", NULL, DUE_OPEN },
        { "2021-07-09", "early", "in-time", "2021-08-09T17:00" },
        { "2021-07-22", "early", "in-time", DUE_PAUSED },
        { "2021-08-02", "early", "in-time", "2021-08-16T17:00" },
        { "2021-08-17", "early", "overdue", "2021-08-16T17:00" },
    };
    struct testing_office o;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t id = make_petition(t, &o, "2021-07-01");
    step(t, &o, id, "screen", "2021-07-02", NULL, VALUES("kind", "khieu-nai", "competent", "yes"));
    step(t, &o, id, "accept", "2021-07-09", NULL, VALUES("acceptance_document", "15/TB-UBND"));
    step(t, &o, id, "suspend", "2021-07-20", NULL,
         VALUES("end_reason", "Chờ giám định", "suspension_document", "20/QĐ-UBND"));
    step(t, &o, id, "resume", "2021-07-26", "Đã có kết quả", NULL);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        struct clocks clocks = read_clocks(t, &o, id, days[i].day);
        assert_int_equal(clocks.count, 2);
        const struct clock_account *settle = &clocks.items[0], *acceptance = &clocks.items[1];
        if (!text_equal(settle->verdict, days[i].settlement) || !text_equal(acceptance->verdict, days[i].acceptance) ||
            !text_equal(settle->due, days[i].due))
            fail_msg("%s: %s, %s, %s", days[i].day, acceptance->verdict ? acceptance->verdict : "none yet",
                     settle->verdict ? settle->verdict : "none yet", settle->due);
        assert_true(settle->current && !acceptance->current);
        assert_string_equal(acceptance->original_due, "2021-07-12T17:00");
        assert_string_equal(acceptance->stopped_on, "2021-07-09");
    }
    struct clock_account settle = read_clocks(t, &o, id, "2021-08-02").items[0];
    assert_string_equal(settle.law, "Luật Khiếu nại 2011 Điều 28");
    assert_string_equal(settle.told[0].words, "Văn bản thụ lý: 15/TB-UBND");
    assert_string_equal(settle.told[1].words, "Lý do: Chờ giám định; Quyết định tạm đình chỉ: 20/QĐ-UBND");
    assert_string_equal(settle.told[2].words, "Lý do: Đã có kết quả");
    assert_string_equal(settle.original_due, "2021-08-09T17:00");
}
ON_BOTH(test_each_clock_of_a_record_has_its_verdict_as_of_any_day)

static void test_what_was_done_late_stays_late(struct testing *t)
{
    struct testing_office o;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t id = make_petition(t, &o, "2021-07-01");
    step(t, &o, id, "screen", "2021-07-02", NULL, VALUES("kind", "khieu-nai", "competent", "yes"));
    step(t, &o, id, "accept", "2021-07-13", NULL, NULL);
    assert_string_equal(read_clocks(t, &o, id, "2021-07-12").items[1].verdict, "in-time");
    assert_string_equal(read_clocks(t, &o, id, "2021-07-13").items[1].verdict, "late");
    assert_string_equal(read_clocks(t, &o, id, "2021-08-02").items[1].verdict, "late");
}
ON_BOTH(test_what_was_done_late_stays_late)

static void test_the_json_has_what_is_absent_as_null(struct testing *t)
{
    struct testing_office o;
    struct text out;
    struct json json;
    testing_enter(t, &o);
    int64_t id = make_case(t, &o, "1 ngày làm việc");
    step(t, &o, id, "process", "2021-07-05", NULL, NULL);
    struct clocks clocks = read_clocks(t, &o, id, "2021-07-05");
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    json_init(&json, &out, false);
    clock_accounts_json(&json, clocks.items, clocks.count);
    assert_string_equal(
        out.data,
        "[{\"clock\":\"handling\",\"label\":\"Hạn xử lý\",\"law\":\"Luật thử\",\"started_on\":\"2021-07-05\","
        "\"counted_from\":\"2021-07-05T08:00\",\"stopped_on\":null,\"paused_on\":null,\"due\":\"2021-07-06T08:00\","
        "\"original_due\":\"2021-07-06T08:00\",\"resumed_due\":null,\"verdict\":\"in-time\",\"current\":true,"
        "\"provisional\":false,\"events\":[{\"event\":\"start\",\"step\":\"Xử lý theo quy trình\",\"on\":"
        "\"2021-07-05\",\"words\":null}],\"dues\":[{\"due\":\"2021-07-06T08:00\",\"paused\":false,\"from_on\":"
        "\"2021-07-05\",\"until_on\":null,\"why\":\"Xử lý theo quy trình\"}],\"account\":[{\"day\":\"2021-07-05\","
        "\"counted\":false,\"why\":\"Ngày bắt đầu, không tính\"},{\"day\":\"2021-07-06\",\"counted\":true,\"why\":"
        "\"Thứ Ba, ngày làm việc\"}]}]");
}
ON_BOTH(test_the_json_has_what_is_absent_as_null)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_account_ends_at_the_due_date),
        BOTH(test_each_due_date_says_which_act_put_it_in_force),
        BOTH(test_each_clock_of_a_record_has_its_verdict_as_of_any_day),
        BOTH(test_what_was_done_late_stays_late),
        BOTH(test_the_json_has_what_is_absent_as_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
