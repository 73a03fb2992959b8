/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in. The attempt is written down as failed before the password is looked at, so that many attempts at once are
 * no faster than one after the other; success takes it back. */
#include "people/session_internal.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "people/password.h"
#include "people/texts.h"

enum { SECOND_MS = 1000, HOUR_MS = 3600 * 1000 };

/* --- the attempt -------------------------------------------------------------------------------------------------- */

struct attempt {
    const char *login;
    bool known; /* there is a row */
    int64_t failures, wait_until, last_at;
    instant_t now;
};

static instant_t wait_after(int64_t failures)
{
    int64_t seconds = failures > 10 ? SIGN_IN_WAIT_MAX : (int64_t)1 << (failures > 0 ? failures - 1 : 0);
    return (seconds > SIGN_IN_WAIT_MAX ? SIGN_IN_WAIT_MAX : seconds) * SECOND_MS;
}

static bool refuse_for(instant_t ms, struct err *err)
{
    long long seconds = (long long)((ms + SECOND_MS - 1) / SECOND_MS);
    err_set(err, ERR_BUSY, "rate", NULL, SAY_SIGN_IN_WAIT, seconds);
    err->seconds = (int)seconds;
    return false;
}

static bool prepare_attempt(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct attempt *attempt = arg;
    struct rows *rows = db_rows(db, change_mem(change),
                                SQL("select failures, wait_until, last_at from sign_in_failure where login = $1"),
                                DB(db_text(attempt->login)), err);
    if (!rows)
        return false;
    attempt->known = rows_next(rows);
    if (attempt->known) {
        attempt->failures = rows_int(rows, 0);
        attempt->wait_until = rows_int(rows, 1);
        attempt->last_at = rows_int(rows, 2);
    }
    if (!rows_end(rows, err))
        return false;
    attempt->now = clock_now();
    instant_t left = attempt->wait_until - attempt->now;
    if (left > 0 && left <= (instant_t)SIGN_IN_WAIT_MAX * SECOND_MS) /* more: the clock was set back */
        return refuse_for(left, err);
    return true;
}

static bool apply_attempt(struct change *change, void *arg, struct err *err)
{
    const struct attempt *attempt = arg;
    bool old = attempt->now - attempt->last_at > (instant_t)SIGN_IN_FORGET_HOURS * HOUR_MS;
    int64_t failures = (old ? 0 : attempt->failures) + 1;
    instant_t until = attempt->now + wait_after(failures);
    if (!attempt->known)
        return change_expect(
            change, 1,
            SQL("insert into sign_in_failure (login, failures, wait_until, last_at) values ($1, $2, $3, "
                "$4) on conflict (login) do nothing"),
            DB(db_text(attempt->login), db_int(failures), db_int(until), db_int(attempt->now)), err);
    return change_expect(change, 1,
                         SQL("update sign_in_failure set failures = $2, wait_until = $3, last_at = $4 where login = $1 "
                             "and failures = $5 and wait_until = $6"),
                         DB(db_text(attempt->login), db_int(failures), db_int(until), db_int(attempt->now),
                            db_int(attempt->failures), db_int(attempt->wait_until)),
                         err);
}

/* Counts a failure, unless the login must wait. */
static bool begin_attempt(struct store *store, struct arena *mem, struct attempt *attempt, struct err *err)
{
    if (store_change(store, mem, prepare_attempt, apply_attempt, attempt, err))
        return true;
    return err->kind == ERR_CONFLICT ? refuse_for(wait_after(attempt->failures + 1), err) : false;
}

static bool apply_undo(struct change *change, void *arg, struct err *err)
{
    const struct attempt *attempt = arg;
    if (!attempt->known)
        return change_run(change, SQL("delete from sign_in_failure where login = $1"), DB(db_text(attempt->login)),
                          err);
    return change_run(
        change, SQL("update sign_in_failure set failures = $2, wait_until = $3, last_at = $4 where login = $1"),
        DB(db_text(attempt->login), db_int(attempt->failures), db_int(attempt->wait_until), db_int(attempt->last_at)),
        err);
}

/* The password was not looked at: ERR stays what it was. */
static void undo_attempt(struct store *store, struct arena *mem, struct attempt *attempt)
{
    struct err ignored = { 0 };
    bool undone = store_change(store, mem, NULL, apply_undo, attempt, &ignored);
    (void)undone; /* then the login waits a little */
}

/* --- the session -------------------------------------------------------------------------------------------------- */

struct beginning {
    const struct account *account;
    struct session session;
    const char *new_hash;   /* NULL: the old one is good */
    struct account_row row; /* read where it is replaced */
};

static bool prepare_session(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct beginning *beginning = arg;
    return !beginning->new_hash ||
           account_row_read(db, change_mem(change), beginning->account->login, &beginning->row, err);
}

/* The same password under stronger parameters; AFTER says what that left. */
static bool apply_hash(struct change *change, const struct beginning *beginning, const char **after, struct err *err)
{
    struct account_row row = beginning->row;
    *after = "";
    if (!beginning->new_hash)
        return true;
    row.version++;
    row.password_hash = beginning->new_hash;
    *after = account_row_left(change_mem(change), &row);
    return change_expect(change, 1,
                         SQL("update account set password_hash = $3, version = account.version + 1 where id = $1 and "
                             "version = $2"),
                         DB(db_int(row.id), db_int(beginning->row.version), db_text(row.password_hash)), err);
}

static bool apply_session(struct change *change, void *arg, struct err *err)
{
    const struct beginning *beginning = arg;
    const struct account *account = beginning->account;
    if (!change_run(change, SQL("delete from sign_in_failure where login = $1"), DB(db_text(account->login)), err))
        return false;
    const char *after;
    if (!apply_hash(change, beginning, &after, err))
        return false;
    after = arena_printf(change_mem(change), "%s%s", after,
                         session_left(change_mem(change), &beginning->session, account->id));
    return change_run(change,
                      SQL("delete from session where account = $1 and is_token = 0 and token_hash not in (select "
                          "token_hash from session where account = $2 and is_token = 0 order by created_at desc, "
                          "token_hash limit $3)"),
                      DB(db_int(account->id), db_int(account->id), db_int(SESSION_PARALLEL - 1)), err) &&
           session_insert(change, &beginning->session, account->id, err) &&
           account_note(change, account->login, account->login, "sign-in", beginning->session.remote, after, err);
}

static bool begin_session(struct store *store, struct arena *mem, const struct definitions *definitions,
                          struct beginning *beginning, char token[TOKEN_SIZE], struct err *err)
{
    bool administrator = definitions_administer(definitions, &beginning->account->roles);
    int hours = administrator ? SESSION_ABSOLUTE_HOURS_ADMINISTRATOR : SESSION_ABSOLUTE_HOURS;
    char made[TOKEN_SIZE];
    struct session *session = &beginning->session;
    session->created_at = session->seen_at = clock_now();
    session->ends_at = session->created_at + (instant_t)hours * HOUR_MS;
    session_new_token(made, session->id);
    bool begun = account_write(store, mem, prepare_session, apply_session, beginning, err);
    if (begun)
        memcpy(token, made, TOKEN_SIZE);
    sodium_memzero(made, sizeof made);
    return begun;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/* The account and its hash; ACCOUNT NULL where there is none. */
static bool read_account(struct store *store, struct arena *mem, const char *login, struct account **account,
                         const char **hash, struct err *err)
{
    struct err none = { 0 };
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    *account = account_find(db, mem, login, &none);
    *hash = NULL;
    if (!*account && none.kind != ERR_NOT_FOUND) {
        *err = none;
        return false;
    }
    return db_one_text(db, mem, SQL("select password_hash from account where login = $1"), DB(db_text(login)), hash,
                       err);
}

bool sign_in(struct store *store, struct arena *mem, const struct definitions *definitions, const char *login,
             const char *password, const char *remote, const char *agent, char token[TOKEN_SIZE],
             struct account **account, struct err *err)
{
    struct account *whose = NULL;
    const char *hash = NULL;
    bool right, weak, valid = account_login_is_valid(login);
    struct attempt attempt = { .login = login };
    if (valid && (!begin_attempt(store, mem, &attempt, err) || !read_account(store, mem, login, &whose, &hash, err)))
        return false;
    if (!password_verify(hash, password, &right, &weak, err)) {
        if (valid)
            undo_attempt(store, mem, &attempt);
        return false;
    }
    if (!right || whose->disabled)
        return err_set(err, ERR_FORBIDDEN, "sign-in", NULL, SAY_SIGN_IN_REFUSED);
    char stronger[PASSWORD_HASH_SIZE];
    struct err ignored = { 0 };
    struct beginning beginning = { .account = whose };
    beginning.session = (struct session){ .name = "", .remote = remote ? remote : "", .agent = agent ? agent : "" };
    if (weak && password_hash(password, stronger, &ignored))
        beginning.new_hash = stronger;
    if (!begin_session(store, mem, definitions, &beginning, token, err))
        return false;
    *account = whose;
    return true;
}

bool password_prove(struct store *store, struct arena *mem, const char *login, const char *password, struct err *err)
{
    struct account *whose = NULL;
    const char *hash = NULL;
    bool right = false, weak;
    struct attempt attempt = { .login = login };
    if (!begin_attempt(store, mem, &attempt, err) || !read_account(store, mem, login, &whose, &hash, err))
        return false;
    bool looked = password_verify(hash, password, &right, &weak, err);
    if (!looked || right)
        undo_attempt(store, mem, &attempt);
    return looked && (right || err_set(err, ERR_INVALID, "password", "password", SAY_PASSWORD_WRONG));
}
