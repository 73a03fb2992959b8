/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers, a real mail server (tests/smtp-server.py), and mornings by literal dates. */
#include "jobs/jobs.h"

#include "exchange/mail_queue.h"
#include "exchange/testing_smtp.h"
#include "handling/assignment.h"
#include "people/account.h"
#include "people/mail_box.h"
#include "records/testing_office.h"

struct office_with_mail {
    struct testing *t;
    struct testing_office o;
    struct smtp smtp;
    atomic_bool stopping;
    char overlay[64], settings[96];
};

static void enter(struct office_with_mail *m, struct testing *t)
{
    struct err err = { 0 };
    struct text_list changes;
    m->t = t;
    atomic_store(&m->stopping, false);
    smtp_start(&m->smtp, false);
    snprintf(m->overlay, sizeof m->overlay, "/tmp/congvu-overlay-XXXXXX");
    assert_non_null(mkdtemp(m->overlay));
    snprintf(m->settings, sizeof m->settings, "%s/settings.yaml", m->overlay);
    FILE *file = fopen(m->settings, "w");
    fprintf(file,
            "settings:\n  - { name: mail.server, value: \"smtp://127.0.0.1:%d\" }\n  - { name: mail.from, value: "
            "congvu@vp.gov.vn }\n  - { name: mail.tls, value: none }\n  - { name: mail.tries, value: \"2\" }\n",
            m->smtp.port);
    fclose(file);
    clock_fix(instant_from_local(day_from_civil(2021, 7, 20), 8 * 60));
    const struct definitions *definitions = testing_definitions(t->mem, SOURCE_FOLDER "/office", m->overlay);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
    office_init(&m->o.office, t->mem, t->store, definitions, scope_local_administrator(t->mem, definitions));
}

static void leave(struct office_with_mail *m)
{
    smtp_stop(&m->smtp);
    unlink(m->settings);
    rmdir(m->overlay);
}

static void add_person(struct office_with_mail *m, const char *login, const char *role)
{
    struct err err = { 0 };
    struct testing *t = m->t;
    const char *roles[] = { role };
    struct account account = {
        .login = login, .name = "Nguyễn Thị Ánh", .unit = "kt", .title = "", .roles = { roles, 1 }
    };
    struct mail_box box = { arena_printf(t->mem, "%s@vp.gov.vn", login), true };
    assert_true(
        testing_ok(account_create(t->store, t->mem, m->o.office.definitions, &account, NULL, "quan-tri", &err) &&
                       mail_box_keep(t->store, t->mem, login, &box, login, &err),
                   &err));
}

static void give(struct office_with_mail *m, const char *secrecy, const char *login, const char *due)
{
    struct err err = { 0 };
    struct testing *t = m->t;
    struct draft *draft = draft_new(t->mem, definitions_register(m->o.office.definitions, "incoming"));
    draft_set(t->mem, draft, "secrecy", secrecy);
    if (text_equal(secrecy, "thuong")) {
        draft_set(t->mem, draft, "type", "cv");
        draft_set(t->mem, draft, "summary", "Về việc phòng, chống dịch");
        draft_set(t->mem, draft, "author", "Sở Y tế");
    }
    int64_t record = testing_create(t, &m->o, draft);
    struct handed line = { .to = login, .role = ASSIGN_LEAD, .due = due };
    assert_true(testing_ok(assignment_hand_out(&m->o.office, t->mem, record, 0, 0, &line, 1, &err), &err));
}

/* What the job says came of it, at HOUR on a day of August 2021. */
static const char *run(struct office_with_mail *m, bool (*job)(struct job_work *work, struct err *err), int day,
                       int minute, instant_t *next)
{
    struct err err = { 0 };
    struct job_work work = { &m->o.office, m->t->mem, "https://congvu.vp.gov.vn", "a", &m->stopping, "", 0 };
    clock_fix(instant_from_local(day_from_civil(2021, 8, day), minute));
    assert_true(testing_ok(job(&work, &err), &err));
    *next = work.next_at;
    return work.result;
}

static instant_t morning(int month, int day)
{
    return instant_from_local(day_from_civil(2021, month, day), 7 * 60);
}

static void test_digests_are_made_on_working_mornings(struct testing *t)
{
    struct office_with_mail m;
    instant_t next;
    enter(&m, t);
    add_person(&m, "an", "specialist");
    assert_string_equal(run(&m, job_digest, 2, 6 * 60 + 59, &next), "Chưa đến giờ lập bản tin");
    assert_int_equal(next, morning(8, 2));
    assert_string_equal(run(&m, job_digest, 2, 7 * 60, &next), "Lập 1 thư");
    assert_int_equal(next, morning(8, 3));
    assert_string_equal(run(&m, job_digest, 6, 7 * 60, &next), "Lập 1 thư");
    assert_int_equal(next, morning(8, 9)); /* after the weekend */
    assert_string_equal(run(&m, job_digest, 7, 7 * 60, &next), "Chưa đến giờ lập bản tin");
    assert_string_equal(run(&m, job_digest, 32, 7 * 60, &next), "Lập 1 thư"); /* 1 September, before the holidays */
    assert_int_equal(next, morning(9, 6));
    leave(&m);
}
ON_BOTH(test_digests_are_made_on_working_mornings)

static void test_a_person_gets_one_mail_with_what_is_due(struct testing *t)
{
    struct office_with_mail m;
    instant_t next;
    enter(&m, t);
    add_person(&m, "an", "specialist");
    add_person(&m, "ranh", "accountant"); /* has nothing to do */
    give(&m, "thuong", "an", "2021-07-30");
    give(&m, "mat", "an", "2021-08-02");
    run(&m, job_digest, 2, 7 * 60, &next);
    assert_string_equal(run(&m, job_mail, 2, 7 * 60, &next), "Gửi 1 thư, chờ gửi lại 0, không gửi được 0");
    assert_string_equal(run(&m, job_mail, 2, 7 * 60, &next), "");
    const char *taken = smtp_taken(&m.smtp, t->mem);
    static const char *const parts[] = {
        "Kính gửi Nguyễn Thị Ánh,",
        "Bản tin 02/08/2021: 1 quá hạn, 1 đến hạn hôm nay",
        "Quá hạn (1)\\n- Văn bản đến: Về việc phòng, chống dịch – hạn 30/07/2021, quá 1 ngày làm việc\\n",
        "  https://congvu.vp.gov.vn/van-ban/den/",
        "Đến hạn hôm nay (1)\\n- 01 văn bản mật – hạn 02/08/2021",
        "https://congvu.vp.gov.vn/tai-khoan"
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!strstr(taken, parts[i]))
            fail_msg("%s is not in %s", parts[i], taken);
    assert_null(strchr(strchr(taken, '\n') + 1, '\n')); /* one line: one mail */
    leave(&m);
}
ON_BOTH(test_a_person_gets_one_mail_with_what_is_due)

static void test_a_mail_that_failed_is_sent_later_or_given_up(struct testing *t)
{
    struct office_with_mail m;
    instant_t next;
    enter(&m, t);
    add_person(&m, "later", "specialist");
    add_person(&m, "never", "specialist");
    add_person(&m, "dead", "specialist");
    give(&m, "thuong", "later", "2021-08-02");
    give(&m, "thuong", "never", "2021-08-02");
    give(&m, "thuong", "dead", "2021-08-02");
    run(&m, job_digest, 2, 7 * 60, &next);
    assert_string_equal(run(&m, job_mail, 2, 7 * 60, &next), "Gửi 0 thư, chờ gửi lại 2, không gửi được 1");
    assert_string_equal(run(&m, job_mail, 2, 7 * 60 + 1, &next), "Gửi 1 thư, chờ gửi lại 0, không gửi được 1");
    assert_string_equal(run(&m, job_mail, 2, 7 * 60 + 59, &next), "");
    leave(&m);
}
ON_BOTH(test_a_mail_that_failed_is_sent_later_or_given_up)

static void test_a_closed_account_gets_none(struct testing *t)
{
    struct office_with_mail m;
    struct err err = { 0 };
    instant_t next;
    enter(&m, t);
    add_person(&m, "an", "specialist");
    give(&m, "thuong", "an", "2021-08-02");
    run(&m, job_digest, 2, 7 * 60, &next);
    struct account *account = account_find(db_for_read(t->store, &err), t->mem, "an", &err);
    account->disabled = true;
    assert_true(testing_ok(
        account_change(t->store, t->mem, m.o.office.definitions, account, account->version, "quan-tri", &err), &err));
    assert_string_equal(run(&m, job_mail, 2, 7 * 60, &next), "Gửi 0 thư, chờ gửi lại 0, không gửi được 0");
    assert_string_equal(run(&m, job_digest, 3, 7 * 60, &next), "Lập 0 thư");
    assert_string_equal(smtp_taken(&m.smtp, t->mem), "");
    leave(&m);
}
ON_BOTH(test_a_closed_account_gets_none)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_digests_are_made_on_working_mornings),
        BOTH(test_a_person_gets_one_mail_with_what_is_due),
        BOTH(test_a_mail_that_failed_is_sent_later_or_given_up),
        BOTH(test_a_closed_account_gets_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
