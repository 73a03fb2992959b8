/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers and calendar: what a person is told on which morning, by literal dates.
 *
 * Planted and seen red, each alone: days of rest counted; what one may not see not left out; the giver told when the
 * head is; a title told in a mail of a register with personal data. */
#include "exchange/digest.h"

#include "people/account.h"
#include "records/testing_office.h"

struct morning {
    struct testing *t;
    struct testing_office o;
};

static void add_person(struct morning *m, const char *login, const char *unit, const char *role)
{
    struct err err = { 0 };
    const char *roles[] = { role };
    struct account account = { .login = login, .name = login, .unit = unit, .title = "", .roles = { roles, 1 } };
    assert_true(testing_ok(
        account_create(m->t->store, m->t->mem, m->o.office.definitions, &account, NULL, "quan-tri", &err), &err));
}

static void enter(struct morning *m, struct testing *t)
{
    m->t = t;
    testing_enter_folder(t, &m->o, SOURCE_FOLDER "/office");
    add_person(m, "van.thu", "hcqt", "clerk");
    add_person(m, "chuyen.vien", "kt", "specialist");
    add_person(m, "truong.phong", "kt", "unit_head");
    add_person(m, "truong.khac", "nc", "unit_head");
}

static struct scope scope_of(struct morning *m, const char *login)
{
    struct err err = { 0 };
    struct account *account = account_find(db_for_read(m->t->store, &err), m->t->mem, login, &err);
    assert_true(testing_ok(account != NULL, &err));
    return scope_account(m->t->mem, m->o.office.definitions, account);
}

/* A document given by the clerk to LOGIN until DUE. */
static int64_t give(struct morning *m, const char *summary, const char *login, const char *due)
{
    struct err err = { 0 };
    struct draft *draft = draft_new(m->t->mem, definitions_register(m->o.office.definitions, "incoming"));
    draft_set(m->t->mem, draft, "summary", summary);
    draft_set(m->t->mem, draft, "author", "Sở Y tế");
    draft_set(m->t->mem, draft, "type", "cv");
    draft_set(m->t->mem, draft, "unit", "kt");
    draft_set(m->t->mem, draft, "confirm", "old-date");
    int64_t record = testing_create(m->t, &m->o, draft);
    struct office as_clerk = m->o.office;
    as_clerk.scope = scope_of(m, "van.thu");
    struct handed line = { .to = login, .role = ASSIGN_LEAD, .due = due };
    assert_true(testing_ok(assignment_hand_out(&as_clerk, m->t->mem, record, 0, 0, &line, 1, &err), &err));
    return record;
}

static struct digest digest_of(struct morning *m, const char *login, int year, int month, int day)
{
    struct err err = { 0 };
    struct inbox_counts counts;
    struct digest digest = { 0 };
    char now[MINUTE_SIZE];
    clock_fix(instant_from_local(day_from_civil(year, month, day), 7 * 60));
    minute_print(clock_today(), 7 * 60, now);
    struct scope scope = scope_of(m, login);
    assert_true(
        testing_ok(inbox_counts(m->t->store, m->t->mem, m->o.office.definitions, &scope, now, &counts, &err) &&
                       digest_read(m->t->store, m->t->mem, m->o.office.definitions, &scope, &counts, &digest, &err),
                   &err));
    return digest;
}

static void expect_line(const struct digest *digest, enum digest_part part, int days, bool reminds)
{
    assert_int_equal(digest->count, 1);
    assert_int_equal(digest->lines[0].part, part);
    assert_int_equal(digest->lines[0].days, days);
    assert_int_equal(digest->lines[0].reminds, reminds);
}

/* 30 April (Friday) and 3 May (Monday, for 1 May on a Saturday) were days off in 2021. */
static void test_three_days_and_one_day_before_are_working_days(struct testing *t)
{
    struct morning m;
    enter(&m, t);
    clock_fix(instant_from_local(day_from_civil(2021, 4, 20), 8 * 60));
    give(&m, "Báo cáo quý", "chuyen.vien", "2021-05-05");
    struct digest digest = digest_of(&m, "chuyen.vien", 2021, 4, 27);
    assert_int_equal(digest.count, 0); /* four working days are left */
    digest = digest_of(&m, "chuyen.vien", 2021, 4, 28);
    expect_line(&digest, DIGEST_COMING, 3, true);
    assert_string_equal(digest_line_when(t->mem, &digest.lines[0]), "hạn 05/05/2021, nhắc: còn 3 ngày làm việc");
    digest = digest_of(&m, "chuyen.vien", 2021, 4, 29);
    expect_line(&digest, DIGEST_COMING, 2, false);
    digest = digest_of(&m, "chuyen.vien", 2021, 5, 4);
    expect_line(&digest, DIGEST_COMING, 1, true);
    digest = digest_of(&m, "chuyen.vien", 2021, 5, 5);
    expect_line(&digest, DIGEST_TODAY, 0, false);
    digest = digest_of(&m, "chuyen.vien", 2021, 5, 6);
    expect_line(&digest, DIGEST_OVERDUE, 1, false);
    assert_string_equal(digest_line_when(t->mem, &digest.lines[0]), "hạn 05/05/2021, quá 1 ngày làm việc");
    assert_int_equal(digest.totals[DIGEST_OVERDUE], 1);
}
ON_BOTH(test_three_days_and_one_day_before_are_working_days)

/* Due on Friday 30 July: late since Monday 2 August. */
static void test_the_head_of_the_unit_hears_of_it_and_then_who_gave_it(struct testing *t)
{
    struct morning m;
    enter(&m, t);
    clock_fix(instant_from_local(day_from_civil(2021, 7, 20), 8 * 60));
    give(&m, "Báo cáo quý", "chuyen.vien", "2021-07-30");
    assert_int_equal(digest_of(&m, "truong.phong", 2021, 7, 30).count, 0);
    struct digest digest = digest_of(&m, "truong.phong", 2021, 8, 2);
    expect_line(&digest, DIGEST_OF_UNIT, 1, false);
    assert_string_equal(digest_line_when(t->mem, &digest.lines[0]),
                        "hạn 30/07/2021, quá 1 ngày làm việc, của chuyen.vien");
    assert_int_equal(digest_of(&m, "truong.khac", 2021, 8, 2).count, 0);
    assert_int_equal(digest_of(&m, "van.thu", 2021, 8, 3).count, 0);
    digest = digest_of(&m, "van.thu", 2021, 8, 4);
    expect_line(&digest, DIGEST_GIVEN, 3, false);
}
ON_BOTH(test_the_head_of_the_unit_hears_of_it_and_then_who_gave_it)

/* Who reads no register is told of nothing in it. */
static void test_what_one_may_not_see_is_left_out(struct testing *t)
{
    struct morning m;
    struct err err = { 0 };
    enter(&m, t);
    clock_fix(instant_from_local(day_from_civil(2021, 7, 20), 8 * 60));
    give(&m, "Báo cáo quý", "chuyen.vien", "2021-07-30");
    assert_int_equal(digest_of(&m, "van.thu", 2021, 8, 4).count, 1);
    struct account *account = account_find(db_for_read(t->store, &err), t->mem, "van.thu", &err);
    const char *roles[] = { "administrator" };
    account->roles = (struct text_list){ roles, 1 };
    assert_true(testing_ok(
        account_change(t->store, t->mem, m.o.office.definitions, account, account->version, "quan-tri", &err), &err));
    assert_int_equal(digest_of(&m, "van.thu", 2021, 8, 4).count, 0);
}
ON_BOTH(test_what_one_may_not_see_is_left_out)

static void test_a_mail_tells_no_secret_and_no_person(struct testing *t)
{
    struct morning m;
    enter(&m, t);
    struct digest_line line = { .reg = definitions_register(m.o.office.definitions, "incoming"),
                                .number = "4117",
                                .title = "Về việc phòng, chống dịch" };
    assert_string_equal(digest_line_words(t->mem, &line, true), "Văn bản đến số 4117: Về việc phòng, chống dịch");
    line.secret = true;
    assert_string_equal(digest_line_words(t->mem, &line, true), "01 văn bản mật");
    assert_string_equal(digest_line_words(t->mem, &line, false), "Văn bản đến số 4117: Về việc phòng, chống dịch");
    line.secret = false;
    line.reg = definitions_register(m.o.office.definitions, "petition");
    assert_string_equal(digest_line_words(t->mem, &line, true), "Đơn thư số 4117");
    assert_string_equal(digest_line_words(t->mem, &line, false), "Đơn thư số 4117: Về việc phòng, chống dịch");
}
ON_BOTH(test_a_mail_tells_no_secret_and_no_person)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_three_days_and_one_day_before_are_working_days),
        BOTH(test_the_head_of_the_unit_hears_of_it_and_then_who_gave_it),
        BOTH(test_what_one_may_not_see_is_left_out),
        BOTH(test_a_mail_tells_no_secret_and_no_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
