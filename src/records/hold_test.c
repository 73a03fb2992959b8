/* SPDX-License-Identifier: Apache-2.0 */
/* Files and what lies in them. Planted and seen red, each alone (on SQLite): a file takes any register; a secret record
 * goes into a file that is not; a closed file still takes something; a step with `needs_held:` asks nothing. Seen red
 * before it was mended: what is not read is taken out; a file of cancelled papers alone closes; a file goes below the
 * degree of what lies there. */
#include "records/hold.h"

#include "records/testing_office.h"
#include "store/id.h"

static int64_t a_file(struct testing *t, struct testing_office *o)
{
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-05T08:00");
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    draft_set(t->mem, draft, "time_limit", "5 ngày làm việc");
    return testing_create(t, o, draft);
}

static int64_t a_letter(struct testing *t, struct testing_office *o, const char *summary, const char *secrecy)
{
    struct draft *draft = testing_letter(t, o, summary, "cv");
    if (secrecy)
        draft_set(t->mem, draft, "secrecy", secrecy);
    return testing_create(t, o, draft);
}

static int64_t held(struct testing *t)
{
    return testing_int(t, SQL("select count(*) from record_link where kind = 'holds'"));
}

static void expect(bool done, const struct err *err, enum err_kind kind, const char *words)
{
    assert_false(done);
    assert_int_equal(err->kind, kind);
    if (!strstr(err->text, words))
        fail_msg("“%s” does not say “%s”", err->text, words);
}

static void test_an_act_puts_several_in_and_takes_them_out(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o), letters[] = { a_letter(t, &o, "Một", NULL), a_letter(t, &o, "Hai", NULL) };
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, letters, 2, &err), &err));
    assert_int_equal(held(t), 2);
    assert_int_equal(testing_read(t, &o, file)->version, 3);
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, letters, 2, &err), &err)); /* no change */
    assert_int_equal(testing_read(t, &o, file)->version, 3);
    assert_true(testing_ok(record_release(&o.office, t->mem, file, letters, 1, "bản trùng", &err), &err));
    assert_int_equal(held(t), 1);
    expect(record_release(&o.office, t->mem, file, letters, 1, NULL, &err), &err, ERR_NOT_FOUND, "không nằm trong");
    expect(record_hold(&o.office, t->mem, file, letters, 0, &err), &err, ERR_INVALID, "từ 1 đến 100");
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'link'")), 2);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'unlink'")), 1);
}

static void test_what_may_not_lie_there_is_refused_and_nothing_goes_in(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o), other = a_file(t, &o), good = a_letter(t, &o, "Được", NULL),
            secret = a_letter(t, &o, "Kín", "mat");
    expect(record_hold(&o.office, t->mem, file, (int64_t[]){ good, other }, 2, &err), &err, ERR_INVALID,
           "không giữ hồ sơ của sổ");
    expect(record_hold(&o.office, t->mem, file, (int64_t[]){ good, secret }, 2, &err), &err, ERR_INVALID, "độ mật");
    expect(record_hold(&o.office, t->mem, good, &file, 1, &err), &err, ERR_INVALID, "không phải sổ hồ sơ");
    expect(record_hold(&o.office, t->mem, file, (int64_t[]){ 12345 }, 1, &err), &err, ERR_NOT_FOUND, "");
    expect(record_link(&o.office, t->mem, file, LINK_HOLDS, other, &err), &err, ERR_INVALID, "không giữ hồ sơ");
    struct draft_step cancel = { .name = "cancel", .reason = "nhập nhầm" };
    assert_true(testing_ok(record_step(&o.office, t->mem, good, 0, &cancel, &err), &err));
    expect(record_hold(&o.office, t->mem, file, &good, 1, &err), &err, ERR_INVALID, "đã hủy");
    assert_int_equal(held(t), 0);
    assert_int_equal(testing_read(t, &o, file)->version, 1);
}

static void test_who_may_not_change_the_file_or_read_the_record_puts_nothing_in(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o), secret = a_letter(t, &o, "Kín", "mat"), open = a_letter(t, &o, "Thường", NULL);
    o.office.scope = scope_role(t->mem, o.office.definitions, &o.office.definitions->roles.items[0]);
    o.office.scope.user = "van-thu";
    expect(record_hold(&o.office, t->mem, file, (int64_t[]){ open, secret }, 2, &err), &err, ERR_NOT_FOUND, "");
    assert_int_equal(held(t), 0);
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, &open, 1, &err), &err));
}

static void test_a_file_closes_with_its_work_done_and_takes_nothing_then(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o), letter = a_letter(t, &o, "Việc", NULL), late = a_letter(t, &o, "Sau", NULL);
    assert_true(testing_ok(testing_step(t, &o, file, "process", NULL, NULL, NULL, &err), &err));
    expect(testing_step(t, &o, file, "shut", NULL, NULL, NULL, &err), &err, ERR_CONFLICT, "chưa có văn bản");
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, &letter, 1, &err), &err));
    expect(testing_step(t, &o, file, "shut", NULL, NULL, NULL, &err), &err, ERR_CONFLICT, "chưa xong: Văn bản");
    assert_string_equal(testing_read(t, &o, file)->state, "accepted");
    assert_true(testing_ok(testing_step(t, &o, letter, "number", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, letter, "issue", NULL, "issued_on", "2021-08-02", &err), &err));
    assert_true(testing_ok(testing_step(t, &o, file, "shut", NULL, NULL, NULL, &err), &err));
    expect(record_hold(&o.office, t->mem, file, &late, 1, &err), &err, ERR_CONFLICT, "không thêm, không bỏ");
    expect(record_release(&o.office, t->mem, file, &letter, 1, NULL, &err), &err, ERR_CONFLICT, "không thêm");
    assert_int_equal(held(t), 1);
}

static void set_secrecy(struct testing *t, struct testing_office *o, int64_t id, const char *secrecy)
{
    struct err err = { 0 };
    const struct draft_value value = { .name = "secrecy", .text = secrecy };
    assert_true(testing_ok(record_set(&o->office, t->mem, id, 0, &value, 1, &err), &err));
}

static void test_what_is_not_read_is_not_taken_out_and_not_told_to_lie_there(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 }, other = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o), secret = a_letter(t, &o, "Kín", NULL), never = a_letter(t, &o, "Chưa", NULL);
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, &secret, 1, &err), &err));
    set_secrecy(t, &o, secret, "mat");
    o.office.scope = scope_role(t->mem, o.office.definitions, &o.office.definitions->roles.items[0]);
    o.office.scope.user = "van-thu";
    expect(record_release(&o.office, t->mem, file, &secret, 1, NULL, &err), &err, ERR_NOT_FOUND, "không nằm trong");
    expect(record_release(&o.office, t->mem, file, &never, 1, NULL, &other), &other, ERR_NOT_FOUND, "không nằm trong");
    assert_string_equal(err.subject, other.subject);
    expect(record_unlink(&o.office, t->mem, file, LINK_HOLDS, secret, NULL, &err), &err, ERR_NOT_FOUND,
           "không nằm trong");
    assert_int_equal(held(t), 1);
}

static void test_a_file_keeps_the_degree_of_what_lies_in_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const struct draft_value usual = { .name = "secrecy", .text = "thuong" };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o), secret = a_letter(t, &o, "Kín", "mat");
    set_secrecy(t, &o, file, "toi-mat");
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, &secret, 1, &err), &err));
    set_secrecy(t, &o, file, "mat");
    expect(record_set(&o.office, t->mem, file, 0, &usual, 1, &err), &err, ERR_INVALID, "văn bản độ mật “Mật”");
    assert_string_equal(err.field, "secrecy");
    assert_true(testing_ok(record_release(&o.office, t->mem, file, &secret, 1, NULL, &err), &err));
    set_secrecy(t, &o, file, "thuong");
}

static void test_a_file_of_cancelled_papers_is_empty(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o), letter = a_letter(t, &o, "Nhầm", NULL);
    struct draft_step cancel = { .name = "cancel", .reason = "nhập nhầm" };
    assert_true(testing_ok(testing_step(t, &o, file, "process", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, &letter, 1, &err), &err));
    assert_true(testing_ok(record_step(&o.office, t->mem, letter, 0, &cancel, &err), &err));
    expect(testing_step(t, &o, file, "shut", NULL, NULL, NULL, &err), &err, ERR_CONFLICT, "chưa có văn bản");
    assert_true(testing_ok(record_release(&o.office, t->mem, file, &letter, 1, NULL, &err), &err));
}

ON_BOTH(test_an_act_puts_several_in_and_takes_them_out)
ON_BOTH(test_what_may_not_lie_there_is_refused_and_nothing_goes_in)
ON_BOTH(test_who_may_not_change_the_file_or_read_the_record_puts_nothing_in)
ON_BOTH(test_a_file_closes_with_its_work_done_and_takes_nothing_then)
ON_BOTH(test_what_is_not_read_is_not_taken_out_and_not_told_to_lie_there)
ON_BOTH(test_a_file_keeps_the_degree_of_what_lies_in_it)
ON_BOTH(test_a_file_of_cancelled_papers_is_empty)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_an_act_puts_several_in_and_takes_them_out),
        BOTH(test_what_may_not_lie_there_is_refused_and_nothing_goes_in),
        BOTH(test_who_may_not_change_the_file_or_read_the_record_puts_nothing_in),
        BOTH(test_a_file_closes_with_its_work_done_and_takes_nothing_then),
        BOTH(test_what_is_not_read_is_not_taken_out_and_not_told_to_lie_there),
        BOTH(test_a_file_keeps_the_degree_of_what_lies_in_it),
        BOTH(test_a_file_of_cancelled_papers_is_empty),
    };
    return cmocka_run_group_tests_name("records: hold", tests, NULL, NULL);
}
