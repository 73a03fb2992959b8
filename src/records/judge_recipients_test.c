/* SPDX-License-Identifier: Apache-2.0 */
/* To whom an issued document is sent, in the office that comes with the program.
 *
 * Planted and seen red, each alone: a correction that loses what became of a line; all counted as unsent; whom it was
 * sent to left out of the list; all noted where one is named. */
#include "people/account.h"
#include "records/testing_office.h"
#include "records/undo.h"

static const char *const list = "Kính gửi: Sở Y tế\nUBND huyện, thành phố (để biết);- Bộ Y tế (b/c)\nLưu: VT, KT";

static void post(struct testing *t, struct testing_office *o)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "post"));
    draft_set(t->mem, draft, "holder", "Người Ký Thử");
    draft_set(t->mem, draft, "post_title", "Chánh Văn phòng");
    draft_set(t->mem, draft, "rank", "dung-dau");
    draft_set(t->mem, draft, "from_on", "2021-01-04");
    testing_create(t, o, draft);
}

static int64_t drafted(struct testing *t, struct testing_office *o, const char *recipients, struct err *err)
{
    int64_t id = 0;
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "summary", "Về phòng, chống dịch");
    draft_set(t->mem, draft, "drafted_on", "2021-07-26");
    draft_set(t->mem, draft, "recipients", recipients);
    draft_add_step(t->mem, draft, "submit", "2021-07-26");
    return record_create(&o->office, t->mem, draft, &id, err) ? id : 0;
}

static void step(struct testing *t, struct testing_office *o, int64_t id, struct draft_step step)
{
    struct err err = { 0 };
    assert_true(testing_ok(record_step(&o->office, t->mem, id, 0, &step, &err), &err));
}

/* Issued on 28 July 2021. */
static int64_t issued(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    post(t, o);
    int64_t id = drafted(t, o, list, &err);
    struct draft_step sign = { .name = "sign", .on = "2021-07-27" };
    draft_step_set(t->mem, &sign, "authority", "ky");
    draft_step_set(t->mem, &sign, "signer", "Người Ký Thử");
    step(t, o, id, sign);
    step(t, o, id, (struct draft_step){ .name = "number", .on = "2021-07-27" });
    step(t, o, id, (struct draft_step){ .name = "issue", .on = "2021-07-28" });
    return id;
}

static bool deliver(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *to,
                    struct err *err)
{
    struct draft_step taken = { .name = name, .on = "2021-07-29" };
    *err = (struct err){ 0 };
    if (text_equal(name, "send"))
        draft_step_set(t->mem, &taken, "sent_way", "truc");
    if (to)
        draft_step_set(t->mem, &taken,
                       text_equal(name, "send")      ? "sent_to"
                       : text_equal(name, "receive") ? "received_by"
                                                     : "returned_by",
                       to);
    return record_step(&o->office, t->mem, id, 0, &taken, err);
}

static const char *value(struct testing *t, struct testing_office *o, int64_t id, const char *field)
{
    struct record *record = testing_read(t, o, id);
    const struct value *value = record_value(record, field);
    return value->text ? value->text : arena_printf(t->mem, "%lld", (long long)value->integer);
}

static int64_t told(struct testing *t)
{
    return testing_int(t, SQL("select count(*) from assignment where role = 'inform' and finished_at = 0"));
}

static void test_what_was_sent_and_came_is_noted_line_by_line(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = issued(t, &o);
    assert_string_equal(value(t, &o, id, "unsent"), "3");
    assert_int_equal(testing_count(t, &o, "outgoing", "group=resolved&unsent=any"), 1);
    assert_true(testing_ok(deliver(t, &o, id, "send", "sở y tế", &err), &err));
    assert_string_equal(value(t, &o, id, "recipients"),
                        "Kính gửi: Sở Y tế | gửi 29/07/2021 qua Trục liên thông văn bản\n"
                        "UBND huyện, thành phố (để biết)\nBộ Y tế (để báo cáo)\nLưu: VT, KT");
    assert_string_equal(value(t, &o, id, "unsent"), "2");
    assert_int_equal(told(t), 1);
    assert_true(testing_ok(deliver(t, &o, id, "send", NULL, &err), &err)); /* all the others */
    assert_int_equal(told(t), 13);                                         /* and the twelve districts */
    assert_int_equal(testing_count(t, &o, "outgoing", "group=resolved&unsent=any"), 0);
    assert_string_equal(value(t, &o, id, "sent_to"), "UBND huyện, thành phố\nBộ Y tế");
    assert_true(testing_ok(deliver(t, &o, id, "receive", "Bộ Y tế", &err), &err));
    assert_true(testing_ok(deliver(t, &o, id, "bounce", "Sở Y tế", &err), &err));
    assert_true(testing_ok(deliver(t, &o, id, "send", "Sở Y tế", &err), &err)); /* what came back goes again */
    assert_string_equal(value(t, &o, id, "recipients"),
                        "Kính gửi: Sở Y tế | gửi 29/07/2021 qua Trục liên thông văn bản\n"
                        "UBND huyện, thành phố (để biết) | gửi 29/07/2021 qua Trục liên thông văn bản\n"
                        "Bộ Y tế (để báo cáo) | gửi 29/07/2021 qua Trục liên thông văn bản | nhận 29/07/2021\n"
                        "Lưu: VT, KT");
    assert_int_equal(told(t), 13);
    testing_prove(t, &o);
}
ON_BOTH(test_what_was_sent_and_came_is_noted_line_by_line)

static void test_a_sending_that_is_taken_back_tells_nobody(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = issued(t, &o);
    assert_true(testing_ok(deliver(t, &o, id, "send", NULL, &err), &err));
    assert_int_equal(told(t), 13);
    assert_true(testing_ok(record_undo(&o.office, t->mem, id, 0, NULL, &err), &err));
    assert_int_equal(told(t), 0);
    assert_string_equal(value(t, &o, id, "unsent"), "3");
    testing_prove(t, &o);
}
ON_BOTH(test_a_sending_that_is_taken_back_tells_nobody)

static void test_what_may_not_be_noted_is_refused_and_changes_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = issued(t, &o);
    assert_false(deliver(t, &o, id, "receive", "Sở Y tế", &err)); /* not sent */
    assert_string_equal(err.field, "received_by");
    assert_false(deliver(t, &o, id, "receive", NULL, &err)); /* nobody to note it of */
    assert_string_equal(err.subject, "recipients");
    assert_false(deliver(t, &o, id, "send", "Sở Nội vụ", &err)); /* not on the list */
    assert_string_equal(err.field, "sent_to");
    assert_false(deliver(t, &o, id, "send", "VT, KT", &err)); /* kept */
    assert_false(deliver(t, &o, id, "bounce", NULL, &err));   /* it needs to be said whom */
    assert_string_equal(err.subject, "required");
    assert_true(testing_ok(deliver(t, &o, id, "send", "Sở Y tế", &err), &err));
    assert_false(deliver(t, &o, id, "send", "Sở Y tế\nBộ Y tế", &err)); /* one of them is sent */
    assert_string_equal(value(t, &o, id, "unsent"), "2");
    assert_int_equal(told(t), 1);
    testing_prove(t, &o);
}
ON_BOTH(test_what_may_not_be_noted_is_refused_and_changes_nothing)

static bool correct(struct testing *t, struct testing_office *o, int64_t id, const char *field, const char *text,
                    struct err *err)
{
    const struct draft_value value = { field, text };
    *err = (struct err){ 0 };
    return record_set(&o->office, t->mem, id, 0, &value, 1, err);
}

static void test_a_correction_keeps_what_became_of_each(struct testing *t)
{
    struct testing_office o;
    struct err err;
    int64_t id = issued(t, &o);
    assert_true(testing_ok(deliver(t, &o, id, "send", "Sở Y tế", &err), &err));
    assert_false(correct(t, &o, id, "recipients", "Bộ Y tế", &err)); /* whom it was sent to stays */
    assert_string_equal(err.field, "recipients");
    assert_false(correct(t, &o, id, "recipients", "Sở Y tế\nBộ Y tế | gửi 29/07/2021", &err)); /* noted by a step */
    assert_false(correct(t, &o, id, "recipients", "Sở Y tế | gửi 28/07/2021", &err));
    assert_false(correct(t, &o, id, "unsent", "0", &err)); /* counted */
    assert_string_equal(err.field, "unsent");
    assert_true(testing_ok(correct(t, &o, id, "recipients", "Sở Y tế (t/h)", &err), &err));
    assert_string_equal(value(t, &o, id, "recipients"),
                        "Sở Y tế (để thực hiện) | gửi 29/07/2021 qua Trục liên thông văn bản");
    assert_string_equal(value(t, &o, id, "unsent"), "0");
    int64_t bare = drafted(t, &o, "", &err); /* a list that comes later */
    assert_true(testing_ok(correct(t, &o, bare, "recipients", "Sở Y tế; Sở Nội vụ", &err), &err));
    assert_string_equal(value(t, &o, bare, "unsent"), "2");
    testing_prove(t, &o);
}
ON_BOTH(test_a_correction_keeps_what_became_of_each)

static void test_a_new_record_brings_what_became_of_it_and_no_day_ahead(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    assert_int_equal(drafted(t, &o, "Sở Y tế | gửi 29/07/2031", &err), 0);
    assert_string_equal(err.field, "recipients");
    int64_t id = drafted(t, &o, "Sở Y tế | gửi 29/07/2021; Sở Nội vụ", &err);
    assert_true(id > 0);
    assert_string_equal(value(t, &o, id, "unsent"), "1");
    testing_prove(t, &o);
}
ON_BOTH(test_a_new_record_brings_what_became_of_it_and_no_day_ahead)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_was_sent_and_came_is_noted_line_by_line),
        BOTH(test_a_sending_that_is_taken_back_tells_nobody),
        BOTH(test_what_may_not_be_noted_is_refused_and_changes_nothing),
        BOTH(test_a_correction_keeps_what_became_of_each),
        BOTH(test_a_new_record_brings_what_became_of_it_and_no_day_ahead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
