/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: a mail for who wants none; what came of it noted by who has not claimed it; one try
 * more than the settings allow; no wait after a failure. */
#include "exchange/mail_queue.h"

#include "people/account.h"
#include "people/mail_box.h"
#include "people/testing_people.h"

static const struct mail_settings settings = {
    .server = "smtp://127.0.0.1", .from = "a@b.vn", .retry = 60, .tries = 3
};

static void at(int day, int hour, int minute)
{
    clock_fix(instant_from_local(day_from_civil(2021, 8, day), hour * 60 + minute));
}

static void add_person(struct testing *t, const char *login, const char *address, bool wanted)
{
    struct err err = { 0 };
    struct account account = { .login = login, .name = login, .unit = "kt", .title = "" };
    struct mail_box box = { address, wanted };
    assert_true(testing_fine(account_create(t->store, t->mem, &testing_set, &account, NULL, "quan-tri", &err) &&
                                 mail_box_keep(t->store, t->mem, login, &box, login, &err),
                             &err));
}

static int64_t fill(struct testing *t)
{
    struct err err = { 0 };
    int64_t made = -1;
    assert_true(testing_fine(mail_queue_fill(t->store, t->mem, "2021-08-02", "b.vn", &made, &err), &err));
    return made;
}

static size_t claim(struct testing *t, const char *owner, struct mail **mails)
{
    struct err err = { 0 };
    size_t count = 99;
    assert_true(testing_fine(mail_queue_claim(t->store, t->mem, owner, mails, &count, &err), &err));
    return count;
}

static bool note(struct testing *t, const char *owner, const struct mail *mail, enum mail_outcome outcome)
{
    struct err err = { 0 };
    bool gave_up;
    struct mail_result result = { outcome, outcome == MAIL_SENT ? "" : "451 sau", 451 };
    assert_true(testing_fine(mail_queue_note(t->store, t->mem, owner, mail, &settings, &result, &gave_up, &err), &err));
    return gave_up;
}

static struct mail_counts counts(struct testing *t)
{
    struct err err = { 0 };
    struct mail_counts read;
    assert_true(testing_fine(mail_count(db_for_read(t->store, &err), t->mem, "2021-08-02", &read, &err), &err));
    return read;
}

static void enter(struct testing *t)
{
    testing_people(t);
    at(2, 7, 0);
    add_person(t, "an", "an@b.vn", true);
}

static void test_one_a_person_and_morning(struct testing *t)
{
    struct mail *mails, *others;
    enter(t);
    add_person(t, "binh", "binh@b.vn", false);
    add_person(t, "chi", "", true);
    assert_int_equal(fill(t), 1);
    assert_int_equal(fill(t), 0);
    assert_int_equal(claim(t, "a", &mails), 1);
    assert_int_equal(claim(t, "b", &others), 0);
    assert_string_equal(mails[0].message_id, "<digest.2021-08-02.an@b.vn>");
    assert_string_equal(mails[0].address, "an@b.vn");
    note(t, "a", &mails[0], MAIL_SENT);
    struct mail_counts now = counts(t);
    assert_true(now.sent == 1 && now.reached == 1 && now.unwilling == 1 && now.unreached >= 1);
    assert_int_equal(claim(t, "b", &others), 0);
}
ON_BOTH(test_one_a_person_and_morning)

/* A program that is killed after it has sent: the mail goes once more, and is known by its Message-ID. */
static void test_what_was_not_noted_is_sent_again_under_its_name(struct testing *t)
{
    struct mail *mails, *again;
    enter(t);
    fill(t);
    assert_int_equal(claim(t, "a", &mails), 1);
    at(2, 7, MAIL_CLAIM_MS / 60000 - 1);
    assert_int_equal(claim(t, "b", &again), 0);
    at(2, 7, MAIL_CLAIM_MS / 60000);
    assert_int_equal(claim(t, "b", &again), 1);
    assert_string_equal(again[0].message_id, mails[0].message_id);
    note(t, "a", &mails[0], MAIL_REFUSED); /* it is another's since */
    assert_int_equal(counts(t).failed, 0);
    note(t, "b", &again[0], MAIL_SENT);
    assert_int_equal(counts(t).sent, 1);
}
ON_BOTH(test_what_was_not_noted_is_sent_again_under_its_name)

static void test_a_failure_is_tried_later_and_later_and_then_given_up(struct testing *t)
{
    struct err err = { 0 };
    struct mail *mails;
    size_t count;
    enter(t);
    fill(t);
    claim(t, "a", &mails);
    assert_false(note(t, "a", &mails[0], MAIL_LATER));
    assert_int_equal(claim(t, "a", &mails), 0);
    at(2, 7, 1);
    assert_int_equal(claim(t, "a", &mails), 1);
    assert_false(note(t, "a", &mails[0], MAIL_AWAY));
    at(2, 7, 2);
    assert_int_equal(claim(t, "a", &mails), 0); /* two minutes after the second failure */
    assert_true(testing_fine(mail_troubles(db_for_read(t->store, &err), t->mem, &mails, &count, &err), &err));
    assert_true(count == 1 && mails[0].tries == 2);
    assert_string_equal(mails[0].last_error, "451 sau");
    assert_int_equal(mails[0].next_at, clock_now() + 60 * 1000);
    at(2, 7, 3);
    assert_int_equal(claim(t, "a", &mails), 1);
    assert_true(note(t, "a", &mails[0], MAIL_LATER)); /* three tries */
    assert_int_equal(counts(t).failed, 1);
    assert_true(testing_fine(mail_queue_again(t->store, t->mem, "an", "2021-08-02", "quan-tri", &err), &err));
    assert_int_equal(claim(t, "a", &mails), 1);
    assert_true(note(t, "a", &mails[0], MAIL_REFUSED)); /* at once */
    assert_false(mail_queue_again(t->store, t->mem, "an", "2021-08-01", "quan-tri", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    struct mail_box off = { "an@b.vn", false };
    assert_true(testing_fine(mail_box_keep(t->store, t->mem, "an", &off, "an", &err), &err));
    assert_false(mail_queue_again(t->store, t->mem, "an", "2021-08-02", "quan-tri", &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    at(2 + MAIL_KEPT_DAYS - 1, 7, 0); /* within the month */
    assert_true(testing_fine(mail_queue_forget(t->store, t->mem, &err), &err));
    assert_int_equal(counts(t).failed, 1);
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2) + MAIL_KEPT_DAYS + 1, 0));
    assert_true(testing_fine(mail_queue_forget(t->store, t->mem, &err), &err));
    assert_int_equal(counts(t).failed, 0);
}
ON_BOTH(test_a_failure_is_tried_later_and_later_and_then_given_up)

static void test_a_morning_that_is_over_is_not_sent(struct testing *t)
{
    struct err err = { 0 };
    struct mail *mails;
    enter(t);
    fill(t);
    claim(t, "a", &mails);
    assert_false(mail_is_over(&mails[0]));
    at(3, 7, 0);
    assert_int_equal(claim(t, "a", &mails), 1);
    assert_true(mail_is_over(&mails[0]));
    assert_true(note(t, "a", &mails[0], MAIL_REFUSED));
    assert_true(testing_fine(mail_queue_again(t->store, t->mem, "an", "2021-08-02", "quan-tri", &err), &err));
    claim(t, "a", &mails);
    assert_false(mail_is_over(&mails[0])); /* it was asked for */
}
ON_BOTH(test_a_morning_that_is_over_is_not_sent)

static void test_a_program_that_ends_leaves_its_claims(struct testing *t)
{
    struct err err = { 0 };
    struct mail *mails;
    enter(t);
    fill(t);
    assert_int_equal(claim(t, "a", &mails), 1);
    assert_true(testing_fine(mail_queue_release(t->store, t->mem, "b", &err), &err));
    assert_int_equal(claim(t, "b", &mails), 0);
    assert_true(testing_fine(mail_queue_release(t->store, t->mem, "a", &err), &err));
    assert_int_equal(claim(t, "b", &mails), 1);
}
ON_BOTH(test_a_program_that_ends_leaves_its_claims)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_one_a_person_and_morning),
        BOTH(test_what_was_not_noted_is_sent_again_under_its_name),
        BOTH(test_a_failure_is_tried_later_and_later_and_then_given_up),
        BOTH(test_a_morning_that_is_over_is_not_sent),
        BOTH(test_a_program_that_ends_leaves_its_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
