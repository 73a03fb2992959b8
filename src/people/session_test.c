/* SPDX-License-Identifier: Apache-2.0 */
#include "people/testing_people.h"

enum { MINUTE = 60, HOUR = 3600 };

static void signed_in(struct testing *t, const char *roles, char token[TOKEN_SIZE])
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", roles);
    assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err));
}

/* --- signing in --------------------------------------------------------------------------------------------------- */

static void test_a_token_finds_its_account(struct testing *t)
{
    char token[TOKEN_SIZE], other[TOKEN_SIZE];
    struct session session;
    struct err err = { 0 };
    signed_in(t, "clerk leader", token);
    assert_int_equal(strlen(token), TOKEN_SIZE - 1);
    const struct account *account = testing_session(t, token, &session);
    assert_non_null(account);
    assert_string_equal(account->login, "an");
    assert_int_equal(account->roles.count, 2);
    assert_false(session.is_token);
    assert_string_equal(session.remote, "10.0.0.1");
    assert_string_equal(session.agent, "Firefox");
    assert_true(testing_sign_in(t, "an", GOOD_PASSWORD, other, &err));
    assert_string_not_equal(token, other);
    token[5] = token[5] == 'a' ? 'b' : 'a';
    assert_null(testing_session(t, token, &session));
    assert_null(testing_session(t, "", &session));
    assert_null(testing_session(t, NULL, &session));
    assert_null(testing_session(t, session.id, &session)); /* the hash is no token */
}

static void test_the_database_has_no_token(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct session session;
    struct err err = { 0 };
    const char *kept;
    signed_in(t, "clerk", token);
    assert_true(
        db_one_text(db_for_read(t->store, &err), t->mem, SQL("select token_hash from session"), DB_NONE, &kept, &err));
    assert_int_equal(strlen(kept), HASH_HEX_SIZE - 1);
    assert_null(strstr(kept, token));
    assert_non_null(testing_session(t, token, &session));
    assert_string_equal(session.id, kept);
}

static void test_every_refusal_says_the_same(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct err wrong = { 0 }, unknown = { 0 }, malformed = { 0 }, disabled = { 0 }, err = { 0 };
    signed_in(t, "clerk", token);
    assert_false(testing_sign_in(t, "an", "không phải mật khẩu", token, &wrong));
    assert_false(testing_sign_in(t, "khong-ai", GOOD_PASSWORD, token, &unknown));
    assert_false(testing_sign_in(t, "KHÔNG'; drop table", GOOD_PASSWORD, token, &malformed));
    testing_later(5);
    struct account *account = testing_find(t, "an");
    account->disabled = true;
    assert_true(account_change(t->store, t->mem, &testing_set, account, account->version, "x", &err));
    assert_false(testing_sign_in(t, "an", GOOD_PASSWORD, token, &disabled));
    const struct err *all[] = { &wrong, &unknown, &malformed, &disabled };
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        assert_int_equal(all[i]->kind, ERR_FORBIDDEN);
        assert_string_equal(all[i]->subject, "sign-in");
        assert_string_equal(all[i]->text, wrong.text);
    }
}

static void test_without_a_password_nobody_signs_in(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct err err = { 0 };
    testing_people(t);
    struct account account = testing_person(t, "an", "An", "clerk");
    account.id = 77;
    assert_true(testing_fine(account_create(t->store, t->mem, &testing_set, &account, NULL, "x", &err), &err));
    assert_int_equal(testing_find(t, "an")->id, 77);
    assert_false(testing_sign_in(t, "an", "", token, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    testing_later(5);
    assert_true(account_set_password(t->store, t->mem, "an", GOOD_PASSWORD, false, NULL, "x", &err));
    assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err));
}

/* The seconds that a refusal names. */
static int64_t seconds_of(const struct err *err)
{
    assert_int_equal(err->kind, ERR_BUSY);
    assert_string_equal(err->subject, "rate");
    const char *at = strpbrk(err->text, "0123456789");
    assert_int_equal(at ? strtoll(at, NULL, 10) : -1, err->seconds);
    return err->seconds;
}

static void waits_longer(struct testing *t, const char *login)
{
    char token[TOKEN_SIZE];
    static const int waits[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900 };
    for (size_t i = 0; i < COUNT_OF(waits); i++) {
        struct err err = { 0 };
        assert_false(testing_sign_in(t, login, "không phải mật khẩu", token, &err));
        assert_int_equal(err.kind, ERR_FORBIDDEN);
        assert_false(testing_sign_in(t, login, GOOD_PASSWORD, token, &err)); /* even the right one */
        assert_int_equal(seconds_of(&err), waits[i]);
        testing_later(waits[i]);
    }
}

static void test_a_login_waits_longer_after_each_failure(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    waits_longer(t, "an");
    assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err)); /* never for ever */
    assert_int_equal(testing_count(t, SQL("select count(*) from sign_in_failure")), 0);
    waits_longer(t, "khong-ai"); /* nor does this tell that there is no such login */
}

static void test_failures_are_forgotten_after_a_day(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct err err = { 0 };
    signed_in(t, "clerk", token);
    for (int i = 0; i < 4; i++, testing_later(10))
        assert_false(testing_sign_in(t, "an", "không phải mật khẩu", token, &err));
    testing_later((SIGN_IN_FORGET_HOURS + 1) * HOUR);
    assert_false(testing_sign_in(t, "an", "không phải mật khẩu", token, &err));
    assert_false(testing_sign_in(t, "an", "không phải mật khẩu", token, &err));
    assert_int_equal(seconds_of(&err), 1);
}

static bool put_weak(struct change *change, void *arg, struct err *err)
{
    return change_run(change, SQL("update account set password_hash = $1"), DB(db_text(arg)), err);
}

static void test_parameters_are_raised_at_sign_in(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct err err = { 0 };
    const char *before, *after;
    /* GOOD_PASSWORD with 8 MiB */
    static char weak[] =
        "$argon2id$v=19$m=8192,t=1,p=1$cjYZ8cbxSQLrJBfkUIMGSg$9FcKm4xEDG+N4k15fgKF69juZJpBHj9XKHNwczwWm28";
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_fine(store_change(t->store, t->mem, NULL, put_weak, weak, &err), &err));
    assert_true(db_one_text(db, t->mem, SQL("select password_hash from account"), DB_NONE, &before, &err));
    assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err));
    assert_true(db_one_text(db, t->mem, SQL("select password_hash from account"), DB_NONE, &after, &err));
    assert_true(text_starts(before, "$argon2id$v=19$m=8192,"));
    assert_true(text_starts(after, "$argon2id$v=19$m=47104,"));
    assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err));
}

/* --- the end of a session ----------------------------------------------------------------------------------------- */

static void test_a_session_ends_without_use(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct session session;
    signed_in(t, "clerk", token);
    testing_later(SESSION_IDLE_MINUTES * MINUTE - 1);
    assert_non_null(testing_session(t, token, &session));
    testing_later(1);
    assert_null(testing_session(t, token, &session));
}

static void test_an_administrators_session_ends_sooner(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct session session;
    signed_in(t, "keeper clerk", token);
    testing_later(SESSION_IDLE_MINUTES_ADMINISTRATOR * MINUTE - 1);
    assert_non_null(testing_session(t, token, &session));
    assert_int_equal(session.ends_at - session.created_at, SESSION_ABSOLUTE_HOURS_ADMINISTRATOR * HOUR * 1000);
    testing_later(1);
    assert_null(testing_session(t, token, &session));
}

/* Touches are written in the background: waits until this one is there. */
static void use(struct testing *t, const char *token)
{
    struct session session;
    struct err err = { 0 };
    assert_non_null(testing_session(t, token, &session));
    session_touch(t->store, &session);
    assert_true(testing_fine(session_expire(t->store, t->mem, &err), &err)); /* behind it in the queue */
}

static void test_use_keeps_it_but_not_beyond_the_absolute_end(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct session session;
    signed_in(t, "clerk", token);
    for (int i = 0; i < SESSION_ABSOLUTE_HOURS * 3 - 1; i++) {
        testing_later(20 * MINUTE);
        use(t, token);
    }
    testing_later(20 * MINUTE - 1);
    assert_non_null(testing_session(t, token, &session));
    testing_later(1);
    assert_null(testing_session(t, token, &session));
}

static void test_use_is_noted_once_a_minute(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct session session;
    signed_in(t, "clerk", token);
    assert_non_null(testing_session(t, token, &session));
    instant_t begun = session.seen_at;
    testing_later(59);
    use(t, token);
    assert_non_null(testing_session(t, token, &session));
    assert_int_equal(session.seen_at, begun);
    testing_later(1);
    use(t, token);
    assert_non_null(testing_session(t, token, &session));
    assert_int_equal(session.seen_at, begun + 60000);
}

static void test_the_oldest_of_many_sessions_goes(struct testing *t)
{
    char tokens[SESSION_PARALLEL + 1][TOKEN_SIZE];
    struct session session;
    struct err err = { 0 };
    signed_in(t, "clerk", tokens[0]);
    for (int i = 1; i <= SESSION_PARALLEL; i++) {
        testing_later(1);
        assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, tokens[i], &err), &err));
        assert_int_equal(testing_session(t, tokens[0], &session) != NULL, i < SESSION_PARALLEL);
        assert_non_null(testing_session(t, tokens[1], &session));
    }
    assert_int_equal(testing_count(t, SQL("select count(*) from session")), SESSION_PARALLEL);
}

static void test_a_session_is_ended_and_revoked(struct testing *t)
{
    char token[TOKEN_SIZE], other[TOKEN_SIZE], third[TOKEN_SIZE];
    struct session session;
    struct err err = { 0 };
    signed_in(t, "clerk", token);
    assert_true(testing_sign_in(t, "an", GOOD_PASSWORD, other, &err) &&
                testing_sign_in(t, "an", GOOD_PASSWORD, third, &err));
    assert_non_null(testing_session(t, token, &session));
    assert_true(testing_fine(session_end(t->store, t->mem, session.id, &err), &err));
    assert_null(testing_session(t, token, &session));
    assert_false(session_end(t->store, t->mem, session.id, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_non_null(testing_session(t, other, &session));
    assert_true(testing_fine(session_revoke(t->store, t->mem, session.id, "quan-tri", &err), &err));
    assert_null(testing_session(t, other, &session));
    assert_non_null(testing_session(t, third, &session));
    const char *history = testing_history(t, "an");
    assert_non_null(strstr(history, "end-session: 10.0.0.1 (an)\n"));
    assert_non_null(strstr(history, "end-session: 10.0.0.1 (quan-tri)\n"));
}

static void test_all_sessions_but_one_end(struct testing *t)
{
    char token[TOKEN_SIZE], other[TOKEN_SIZE];
    struct session session;
    struct err err = { 0 };
    signed_in(t, "clerk", token);
    assert_true(testing_sign_in(t, "an", GOOD_PASSWORD, other, &err));
    assert_non_null(testing_session(t, token, &session));
    assert_true(testing_fine(session_end_all(t->store, t->mem, "an", session.id, &err), &err));
    assert_non_null(testing_session(t, token, &session));
    assert_null(testing_session(t, other, &session));
    assert_true(testing_fine(session_end_all(t->store, t->mem, "an", NULL, &err), &err));
    assert_null(testing_session(t, token, &session));
}

static void test_sessions_are_listed_newest_use_first(struct testing *t)
{
    char token[TOKEN_SIZE], other[TOKEN_SIZE];
    struct session_row *rows;
    size_t count;
    struct err err = { 0 };
    signed_in(t, "clerk", token);
    testing_account(t, "ba", "Ba", "keeper");
    testing_later(MINUTE);
    assert_true(testing_sign_in(t, "ba", GOOD_PASSWORD, other, &err));
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_fine(session_list(db, t->mem, &testing_set, NULL, &rows, &count, &err), &err));
    assert_int_equal(count, 2);
    assert_string_equal(rows[0].login, "ba");
    assert_string_equal(rows[1].account_name, "An");
    assert_true(session_list(db, t->mem, &testing_set, "an", &rows, &count, &err));
    assert_int_equal(count, 1);
    testing_later(SESSION_IDLE_MINUTES_ADMINISTRATOR * MINUTE); /* an administrator's has ended, the other's not */
    assert_true(session_list(db, t->mem, &testing_set, NULL, &rows, &count, &err));
    assert_int_equal(count, 1);
    assert_string_equal(rows[0].login, "an");
}

static void test_what_ended_long_ago_is_removed(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct err err = { 0 };
    signed_in(t, "clerk", token);
    assert_true(token_create(t->store, t->mem, "an", "máy", 30, token, &err));
    assert_false(testing_sign_in(t, "an", "không phải mật khẩu", token, &err));
    assert_true(session_expire(t->store, t->mem, &err));
    assert_int_equal(testing_count(t, SQL("select count(*) from session")), 2);
    assert_int_equal(testing_count(t, SQL("select count(*) from sign_in_failure")), 1);
    testing_later(2 * 86400);
    assert_true(session_expire(t->store, t->mem, &err));
    assert_int_equal(testing_count(t, SQL("select count(*) from session")), 1); /* the token is good for 30 days */
    assert_int_equal(testing_count(t, SQL("select count(*) from sign_in_failure")), 0);
    testing_later(30 * 86400);
    assert_true(session_expire(t->store, t->mem, &err));
    assert_int_equal(testing_count(t, SQL("select count(*) from session")), 0);
}

/* --- tokens of programs ------------------------------------------------------------------------------------------- */

static void test_a_token_of_a_program_lives_its_days(struct testing *t)
{
    char token[TOKEN_SIZE];
    struct session session;
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "keeper");
    assert_true(testing_fine(token_create(t->store, t->mem, "an", "Trục liên thông", 2, token, &err), &err));
    testing_later(2 * 86400 - 1); /* without use */
    assert_non_null(testing_session(t, token, &session));
    assert_true(session.is_token);
    assert_string_equal(session.name, "Trục liên thông");
    testing_later(1);
    assert_null(testing_session(t, token, &session));
    assert_false(token_create(t->store, t->mem, "an", " ", 2, token, &err));
    assert_false(token_create(t->store, t->mem, "an", "x", 0, token, &err));
    assert_false(token_create(t->store, t->mem, "an", "x", TOKEN_DAYS_MAX + 1, token, &err));
    assert_false(token_create(t->store, t->mem, "khong-ai", "x", 1, token, &err));
    for (int i = 0; i < TOKENS_MAX; i++)
        assert_true(token_create(t->store, t->mem, "an", "x", 1, token, &err));
    assert_false(token_create(t->store, t->mem, "an", "x", 1, token, &err));
    assert_string_equal(err.subject, "tokens");
}

/* --- forms -------------------------------------------------------------------------------------------------------- */

static void test_the_value_of_a_form_belongs_to_session_and_purpose(struct testing *t)
{
    (void)t;
    char value[CSRF_SIZE], again[CSRF_SIZE];
    const char *token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";
    csrf_token(token, "form", value);
    csrf_token(token, "form", again);
    assert_string_not_equal(value, again); /* under another pad */
    assert_true(csrf_is(token, "form", value));
    assert_true(csrf_is(token, "form", again));
    assert_true(csrf_is(token, "form",
                        "0000000000000000000000000000000000000000000000000000000000000000"
                        "7963af97957efab6c098579f8cca62d66d142195ec7adfde9171cd90c5cdc00b"));
    assert_false(csrf_is(token, "form", "7963af97957efab6c098579f8cca62d66d142195ec7adfde9171cd90c5cdc00b"));
    assert_false(csrf_is(token, "other", value));
    assert_false(csrf_is("BbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE", "form", value));
    assert_false(csrf_is(token, "form", NULL));
    assert_false(csrf_is(token, "form", ""));
    assert_false(csrf_is(NULL, "form", value));
    value[3] = value[3] == '0' ? '1' : '0';
    assert_false(csrf_is(token, "form", value));
}

#define EACH(row)                                                                                                      \
    row(test_a_token_finds_its_account) row(test_the_database_has_no_token) row(test_every_refusal_says_the_same)      \
        row(test_without_a_password_nobody_signs_in) row(test_a_login_waits_longer_after_each_failure)                 \
            row(test_failures_are_forgotten_after_a_day) row(test_parameters_are_raised_at_sign_in)                    \
                row(test_a_session_ends_without_use) row(test_an_administrators_session_ends_sooner)                   \
                    row(test_use_keeps_it_but_not_beyond_the_absolute_end) row(test_use_is_noted_once_a_minute)        \
                        row(test_the_oldest_of_many_sessions_goes) row(test_a_session_is_ended_and_revoked)            \
                            row(test_all_sessions_but_one_end) row(test_sessions_are_listed_newest_use_first)          \
                                row(test_what_ended_long_ago_is_removed) row(test_a_token_of_a_program_lives_its_days) \
                                    row(test_the_value_of_a_form_belongs_to_session_and_purpose)

EACH(ON_BOTH)

#define AS_TEST(name) BOTH(name),

int main(void)
{
    const struct CMUnitTest tests[] = { EACH(AS_TEST) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
