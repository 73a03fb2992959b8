/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own books: a number belongs to the year of its record's date, and dates follow the numbers.
 *
 * Planted and seen red, each alone: stays_in_series left out; the check of neighbours for new numbers only. */
#include "records/testing_office.h"

#include "records/import.h"
#include "records/judge.h"
#include "records/numbers.h"

static struct draft *petition(struct testing *t, struct testing_office *o, const char *on)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "petition"));
    draft_set(t->mem, draft, "received_on", on);
    draft_set(t->mem, draft, "source", "buu-dien");
    draft_set(t->mem, draft, "signers", "mot-nguoi");
    draft_set(t->mem, draft, "summary", "Đơn");
    return draft;
}

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
}

static void refuse(struct testing *t, struct testing_office *o, struct draft *draft, const char *subject)
{
    struct err err = { 0 };
    int64_t id, before = testing_int(t, SQL("select count(*) from record"));
    assert_false(record_create(&o->office, t->mem, draft, &id, &err));
    assert_string_equal(err.subject, subject);
    assert_string_equal(err.field, "received_on");
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), before);
}

static void test_a_number_for_an_earlier_day_is_asked_about(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    testing_create(t, &o, petition(t, &o, "2021-07-10"));
    testing_create(t, &o, petition(t, &o, "2021-07-10"));
    refuse(t, &o, petition(t, &o, "2021-07-09"), "confirm-back-dated");
    struct draft *confirmed = petition(t, &o, "2021-07-09");
    draft_set(t->mem, confirmed, CONFIRM_VALUE, CONFIRM_BACK_DATE);
    assert_string_equal(testing_read(t, &o, testing_create(t, &o, confirmed))->number, "3/2021/ĐT");
}

static void test_a_number_that_was_kept_is_taken_for_its_day(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t seq;
    enter(t, &o);
    testing_create(t, &o, petition(t, &o, "2021-07-08"));
    assert_true(
        testing_ok(number_reserve(&o.office, t->mem, "petitions", "2021", "Văn thư", "2021-08-31", &seq, &err), &err));
    testing_create(t, &o, petition(t, &o, "2021-07-12"));
    struct draft *kept = petition(t, &o, "2021-07-10");
    kept->reserved = "2";
    assert_string_equal(testing_read(t, &o, testing_create(t, &o, kept))->number, "2/2021/ĐT");
}

static void test_the_number_is_of_the_year_of_the_date_and_stays_there(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    struct draft *old = petition(t, &o, "2020-12-30");
    draft_set(t->mem, old, CONFIRM_VALUE, CONFIRM_OLD_DATE);
    int64_t id = testing_create(t, &o, old);
    assert_string_equal(testing_read(t, &o, id)->number, "1/2020/ĐT");
    const struct draft_value moved[] = { { "received_on", "2021-07-01" },
                                         { CONFIRM_VALUE, "old-date,back-dated" },
                                         { "reason", "Ghi nhầm" } };
    assert_false(record_set(&o.office, t->mem, id, 0, moved, 3, &err));
    assert_string_equal(err.subject, "series");
    assert_string_equal(err.field, "received_on");
    assert_string_equal(testing_read(t, &o, id)->happened_on, "2020-12-30");
}

static void test_a_changed_day_stays_between_its_neighbours(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    testing_create(t, &o, petition(t, &o, "2021-07-05"));
    int64_t id = testing_create(t, &o, petition(t, &o, "2021-07-08"));
    testing_create(t, &o, petition(t, &o, "2021-07-12"));
    static const char *const outside[] = { "2021-07-04", "2021-07-13" };
    for (size_t i = 0; i < COUNT_OF(outside); i++) {
        const struct draft_value values[] = { { "received_on", outside[i] }, { "reason", "Ghi nhầm" } };
        assert_false(record_set(&o.office, t->mem, id, 0, values, 2, &err));
        assert_string_equal(err.subject, "confirm-back-dated");
    }
    const struct draft_value inside[] = { { "received_on", "2021-07-12" }, { "reason", "Ghi nhầm" } };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, inside, 2, &err), &err));
}

static void numbered(struct testing *t, struct testing_office *o, const char *dated_on, const char *subject)
{
    struct err err = { 0 };
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    int64_t id;
    draft_set(t->mem, draft, "type", "bc");
    draft_set(t->mem, draft, "summary", "Báo cáo");
    draft_set(t->mem, draft, "drafted_on", "2021-07-01");
    draft_add_step(t->mem, draft, "submit", dated_on);
    struct draft_step *sign = draft_add_step(t->mem, draft, "sign", dated_on);
    draft_step_set(t->mem, sign, "authority", "ky");
    draft_step_set(t->mem, sign, "signer", "Ai");
    draft_step_set(t->mem, draft_add_step(t->mem, draft, "number", "2021-08-02"), "dated_on", dated_on);
    sign->values.items[0].text = register_field(draft->reg, "authority")->choices.items[0].code;
    bool done = record_create(&o->office, t->mem, draft, &id, &err);
    if (subject ? done || !text_equal(err.subject, subject) : !done)
        fail_msg("%s: %s %s: %s", dated_on, err.subject, err.field, err.text);
}

static void test_the_book_of_documents_refuses_an_earlier_day(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    struct draft *post = draft_new(t->mem, definitions_register(o.office.definitions, "post"));
    draft_set(t->mem, post, "holder", "Ai");
    draft_set(t->mem, post, "post_title", "Chánh Văn phòng");
    draft_set(t->mem, post, "rank", "dung-dau");
    draft_set(t->mem, post, "from_on", "2021-01-04");
    testing_create(t, &o, post);
    numbered(t, &o, "2021-07-20", NULL);
    numbered(t, &o, "2021-07-19", "back-dated");
    numbered(t, &o, "2021-07-20", NULL);
}

static void test_an_import_knows_the_order_of_its_rows(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    static const char csv[] = "received_on,source,signers,summary,confirm\n2021-07-10,buu-dien,mot-nguoi,a,\n"
                              "2021-07-09,buu-dien,mot-nguoi,b,\n2021-07-08,buu-dien,mot-nguoi,c,back-dated\n"
                              "2031-07-10,buu-dien,mot-nguoi,d,\n";
    enter(t, &o);
    assert_true(testing_ok(import_try(&o.office, t->mem, definitions_register(o.office.definitions, "petition"), csv,
                                      strlen(csv), &result, &err),
                           &err));
    assert_int_equal(result.fault_count, 2);
    assert_int_equal(result.faults[0].line, 3);
    assert_non_null(strstr(result.faults[0].text, "dòng 2"));
    assert_int_equal(result.faults[1].line, 5);
    assert_non_null(strstr(result.faults[1].text, "tương lai"));
}

ON_BOTH(test_a_number_for_an_earlier_day_is_asked_about)
ON_BOTH(test_a_number_that_was_kept_is_taken_for_its_day)
ON_BOTH(test_the_number_is_of_the_year_of_the_date_and_stays_there)
ON_BOTH(test_a_changed_day_stays_between_its_neighbours)
ON_BOTH(test_the_book_of_documents_refuses_an_earlier_day)
ON_BOTH(test_an_import_knows_the_order_of_its_rows)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_number_for_an_earlier_day_is_asked_about),
        BOTH(test_a_number_that_was_kept_is_taken_for_its_day),
        BOTH(test_the_number_is_of_the_year_of_the_date_and_stays_there),
        BOTH(test_a_changed_day_stays_between_its_neighbours),
        BOTH(test_the_book_of_documents_refuses_an_earlier_day),
        BOTH(test_an_import_knows_the_order_of_its_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
