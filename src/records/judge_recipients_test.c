/* SPDX-License-Identifier: Apache-2.0 */
/* To whom an issued document is sent, in the office that comes with the program.
 *
 * Planted and seen red, each alone: a correction that loses what became of a line; all counted as unsent; whom it was
 * sent to left out of the list; all noted where one is named; names folded once a
 * comparison, not once a line; a list with what was noted on it held against the length of a typed one; typed
 * recipients replaced by those of the document that is named; a link that names its own record; what is counted asked
 * of a secret line; a draft that says it was sent. */
#include "fields/recipients.h"
#include "people/account.h"
#include "records/testing_office.h"
#include "records/undo.h"
#include "store/id.h"

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

static struct draft *written(struct testing *t, struct testing_office *o, const char *recipients)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "summary", "Về phòng, chống dịch");
    draft_set(t->mem, draft, "drafted_on", "2021-07-26");
    draft_set(t->mem, draft, "recipients", recipients);
    draft_add_step(t->mem, draft, "submit", "2021-07-26");
    return draft;
}

static int64_t drafted(struct testing *t, struct testing_office *o, const char *recipients, struct err *err)
{
    int64_t id = 0;
    const struct draft *draft = written(t, o, recipients);
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
    assert_int_equal(drafted(t, &o, "Sở Y tế | gửi 29/07/2021; Sở Nội vụ", &err), 0); /* it is submitted, no more */
    assert_string_equal(err.field, "recipients");
    post(t, &o);
    struct draft *draft = written(t, &o, "Sở Y tế | gửi 29/07/2021; Sở Nội vụ");
    struct draft_step *sign = draft_add_step(t->mem, draft, "sign", "2021-07-27");
    draft_step_set(t->mem, sign, "authority", "ky");
    draft_step_set(t->mem, sign, "signer", "Người Ký Thử");
    draft_add_step(t->mem, draft, "number", "2021-07-27");
    draft_add_step(t->mem, draft, "issue", "2021-07-28");
    int64_t id = testing_create(t, &o, draft);
    assert_string_equal(value(t, &o, id, "unsent"), "1");
    testing_prove(t, &o);
}
ON_BOTH(test_a_new_record_brings_what_became_of_it_and_no_day_ahead)

/* A list that is as long as it may be is entered, sent, received and changed within the memory of one request. */
static void test_the_longest_list_is_sent_and_changed_in_one_request_each(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text all;
    int64_t id = issued(t, &o);
    struct arena *whole = t->mem;
    text_init(&all, whole, TEXT_MAX_LINE * RECIPIENTS_MAX);
    for (int i = 0; i < RECIPIENTS_MAX; i++)
        text_printf(&all, "%sHội đồng bồi thường, hỗ trợ và tái định cư dự án đường vành đai %03d (để thực hiện)",
                    i ? "\n" : "", i);
    for (int act = 0; act < 4; act++) {
        t->mem = arena_new(ARENA_REQUEST_MAX);
        bool done = act == 0   ? correct(t, &o, id, "recipients", all.data, &err)
                    : act == 1 ? deliver(t, &o, id, "send", NULL, &err)
                    : act == 2 ? deliver(t, &o, id, "receive", NULL, &err)
                               : correct(t, &o, id, "recipients", value(t, &o, id, "recipients"), &err);
        assert_true(testing_ok(done, &err));
        arena_free(t->mem);
        t->mem = whole;
    }
    assert_string_equal(value(t, &o, id, "unsent"), "0");
}
ON_BOTH(test_the_longest_list_is_sent_and_changed_in_one_request_each)

/* The list of another document takes the place of one that came from another, not of one that somebody typed. */
static void test_naming_a_document_keeps_the_recipients_that_were_typed(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    char old[ID_SIZE], own[ID_SIZE];
    id_print(issued(t, &o), old);
    int64_t id = drafted(t, &o, "Sở Nội vụ", &err);
    assert_true(testing_ok(correct(t, &o, id, "replaces", old, &err), &err));
    assert_string_equal(value(t, &o, id, "recipients"), "Sở Nội vụ");
    id_print(id, own);
    assert_false(correct(t, &o, id, "replaces", own, &err)); /* it does not replace itself */
    assert_string_equal(err.field, "replaces");
    id = drafted(t, &o, "", &err);
    assert_true(testing_ok(correct(t, &o, id, "replaces", old, &err), &err));
    assert_string_equal(value(t, &o, id, "unsent"), "3");
    testing_prove(t, &o);
}
ON_BOTH(test_naming_a_document_keeps_the_recipients_that_were_typed)

/* A degree that is given late leaves the line: the list goes, with its count and what steps noted on it. */
static void test_a_document_becomes_secret_with_its_recipients_emptied(struct testing *t)
{
    static const struct draft_value mark[] = { { "secrecy", "mat" }, { "summary", "" },  { "in_report", "" },
                                               { "recipients", "" }, { "sent_way", "" }, { "sent_to", "" },
                                               { "signer", "" },     { "authority", "" } };
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = issued(t, &o), draft = drafted(t, &o, list, &err);
    assert_true(testing_ok(deliver(t, &o, id, "send", "Sở Y tế", &err), &err));
    assert_false(record_set(&o.office, t->mem, draft, 0, mark, 3, &err)); /* the list is not left out silently */
    assert_string_equal(err.field, "recipients");
    assert_true(testing_ok(record_set(&o.office, t->mem, draft, 0, mark, COUNT_OF(mark), &err), &err));
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, mark, COUNT_OF(mark), &err), &err));
    assert_false(record_value(testing_read(t, &o, id), "unsent")->is_set);
    assert_false(record_value(testing_read(t, &o, id), "recipients")->is_set);
    testing_prove(t, &o);
}
ON_BOTH(test_a_document_becomes_secret_with_its_recipients_emptied)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_was_sent_and_came_is_noted_line_by_line),
        BOTH(test_a_sending_that_is_taken_back_tells_nobody),
        BOTH(test_what_may_not_be_noted_is_refused_and_changes_nothing),
        BOTH(test_a_correction_keeps_what_became_of_each),
        BOTH(test_the_longest_list_is_sent_and_changed_in_one_request_each),
        BOTH(test_naming_a_document_keeps_the_recipients_that_were_typed),
        BOTH(test_a_document_becomes_secret_with_its_recipients_emptied),
        BOTH(test_a_new_record_brings_what_became_of_it_and_no_day_ahead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
