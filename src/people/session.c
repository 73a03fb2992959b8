/* SPDX-License-Identifier: Apache-2.0 */
/* Finding, ending and listing sessions; tokens of programs. */
#include "people/session_internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "people/texts.h"

enum { MINUTE_MS = 60 * 1000, TOUCH_MS = MINUTE_MS, REMOTE_MAX = 100, AGENT_MAX = 200 };

/* --- tokens ------------------------------------------------------------------------------------------------------- */

static void session_id(const char *token, char id[HASH_HEX_SIZE])
{
    uint8_t hash[HASH_SIZE];
    hash_bytes(token, strlen(token), hash);
    hash_hex(hash, id);
}

void session_new_token(char token[TOKEN_SIZE], char id[HASH_HEX_SIZE])
{
    uint8_t bytes[32];
    random_bytes(bytes, sizeof bytes);
    sodium_bin2base64(token, TOKEN_SIZE, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
    session_id(token, id);
}

static const char *cut(struct arena *mem, const char *text, size_t max)
{
    return text && utf8_is_valid(text, strlen(text)) ? arena_strndup(mem, text, utf8_cut(text, max)) : "";
}

bool session_insert(struct change *change, const struct session *session, int64_t account, struct err *err)
{
    struct arena *mem = change_mem(change);
    return change_run(
        change,
        SQL("insert into session (token_hash, account, is_token, name, remote, agent, created_at, seen_at, "
            "ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
        DB(db_text(session->id), db_int(account), db_int(session->is_token), db_text(session->name),
           db_text(cut(mem, session->remote, REMOTE_MAX)), db_text(cut(mem, session->agent, AGENT_MAX)),
           db_int(session->created_at), db_int(session->seen_at), db_int(session->ends_at)),
        err);
}

const char *session_left(struct arena *mem, const struct session *session, int64_t account)
{
    return left_line(mem, LEFT_SESSION, session->id,
                     DB(db_int(account), db_int(session->is_token), db_text(session->name), db_int(session->created_at),
                        db_int(session->ends_at)));
}

/* --- renewing ----------------------------------------------------------------------------------------------------- */

struct renewing {
    const struct account *account;
    const char *old_id;
    struct session session; /* with its new id */
};

static bool apply_renewal(struct change *change, void *arg, struct err *err)
{
    const struct renewing *renewing = arg;
    const struct account *account = renewing->account;
    return change_expect(change, 1, SQL("update session set token_hash = $2 where token_hash = $1 and is_token = 0"),
                         DB(db_text(renewing->old_id), db_text(renewing->session.id)), err) &&
           account_note(change, account->login, account->login, "renew", "",
                        session_left(change_mem(change), &renewing->session, account->id), err);
}

bool session_renew(struct store *store, struct arena *mem, const struct account *account, struct session *session,
                   char token[TOKEN_SIZE], struct err *err)
{
    char made[TOKEN_SIZE];
    struct renewing renewing = { .account = account, .old_id = session->id, .session = *session };
    session_new_token(made, renewing.session.id);
    bool renewed = store_change(store, mem, NULL, apply_renewal, &renewing, err);
    if (renewed) {
        *session = renewing.session;
        memcpy(token, made, TOKEN_SIZE);
    }
    sodium_memzero(made, sizeof made);
    return renewed;
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    return arena_strdup(mem, rows_text(rows, column));
}

static void read_session(struct arena *mem, const struct rows *rows, struct session *session)
{
    *session = (struct session){ .is_token = rows_int(rows, 1) != 0,
                                 .name = keep(mem, rows, 2),
                                 .remote = keep(mem, rows, 3),
                                 .agent = keep(mem, rows, 4),
                                 .created_at = rows_int(rows, 5),
                                 .seen_at = rows_int(rows, 6),
                                 .ends_at = rows_int(rows, 7) };
    snprintf(session->id, sizeof session->id, "%s", rows_text(rows, 0));
}

static instant_t idle_ms(bool administrator)
{
    return (instant_t)(administrator ? SESSION_IDLE_MINUTES_ADMINISTRATOR : SESSION_IDLE_MINUTES) * MINUTE_MS;
}

static bool has_ended(const struct session *session, bool administrator, instant_t now)
{
    return session->ends_at <= now || (!session->is_token && session->seen_at + idle_ms(administrator) <= now);
}

bool session_find(struct db *db, struct arena *mem, const struct definitions *definitions, const char *token,
                  struct session *session, struct account **account, bool *found, struct err *err)
{
    char id[HASH_HEX_SIZE];
    *found = false;
    if (!token || strlen(token) != TOKEN_SIZE - 1)
        return true;
    session_id(token, id);
    struct rows *rows =
        db_rows(db, mem,
                SQL("select s.token_hash, s.is_token, s.name, s.remote, s.agent, s.created_at, s.seen_at, s.ends_at, "
                    "" ACCOUNT_COLUMNS " from session s join account a on a.id = s.account" ACCOUNT_JOINS(
                        "$2") " where s.token_hash = $1 and a.disabled = 0" ACCOUNT_ORDER),
                DB(db_text(id), db_text(account_today(mem))), err);
    if (!rows)
        return false;
    struct session read;
    struct account *whose = NULL;
    if (rows_next(rows)) {
        read_session(mem, rows, &read);
        whose = account_from_rows(mem, rows, 8);
    }
    if (!rows_end(rows, err))
        return false;
    if (whose && !has_ended(&read, definitions_administer(definitions, &whose->roles), clock_now())) {
        *session = read;
        *account = whose;
        *found = true;
    }
    return true;
}

/* --- use ---------------------------------------------------------------------------------------------------------- */

struct touch {
    struct arena *mem;
    char id[HASH_HEX_SIZE];
    instant_t now;
};

static bool apply_touch(struct change *change, void *arg, struct err *err)
{
    const struct touch *touch = arg;
    return change_run(change, SQL("update session set seen_at = $2 where token_hash = $1 and seen_at < $3"),
                      DB(db_text(touch->id), db_int(touch->now), db_int(touch->now)), err);
}

static void touched(void *arg, const struct err *failure)
{
    (void)failure; /* the session ends a minute sooner */
    struct touch *touch = arg;
    arena_free(touch->mem);
}

void session_touch(struct store *store, const struct session *session)
{
    instant_t now = clock_now();
    if (now - session->seen_at < TOUCH_MS)
        return;
    struct err err = { 0 };
    jmp_buf frame;
    struct arena *mem = arena_begin(ARENA_REQUEST_MAX);
    if (!mem || setjmp(frame) != 0) {
        arena_free(mem);
        return;
    }
    arena_catch(mem, &frame); /* for this call: after it the writer alone asks for memory, and has a frame of its own */
    struct touch *touch = ARENA_NEW(mem, struct touch);
    touch->mem = mem;
    touch->now = now;
    memcpy(touch->id, session->id, HASH_HEX_SIZE);
    if (!store_submit(store, mem, NULL, apply_touch, touch, touched, &err))
        touched(touch, &err);
}

/* --- ending ------------------------------------------------------------------------------------------------------- */

struct ending {
    const char *id, *login, *keep, *by, *what;
    const char *detail;
    int64_t account;
};

static bool prepare_end(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct ending *ending = arg;
    struct arena *mem = change_mem(change);
    struct rows *rows =
        db_rows(db, mem,
                SQL("select a.id, a.login, s.name, s.remote from session s join account a on a.id = s.account "
                    "where s.token_hash = $1"),
                DB(db_text(ending->id)), err);
    if (!rows)
        return false;
    if (rows_next(rows)) {
        ending->account = rows_int(rows, 0);
        ending->login = keep(mem, rows, 1);
        ending->detail = text_is_empty(rows_text(rows, 2)) ? keep(mem, rows, 3) : keep(mem, rows, 2);
    }
    bool failed = !rows_end(rows, err);
    if (!failed && !ending->account)
        return err_set(err, ERR_NOT_FOUND, "session", NULL, SAY_NO_SESSION);
    return !failed;
}

static bool apply_end(struct change *change, void *arg, struct err *err)
{
    const struct ending *ending = arg;
    return change_run(change, SQL("delete from session where token_hash = $1"), DB(db_text(ending->id)), err) &&
           account_note(change, ending->by ? ending->by : ending->login, ending->login, "end-session", ending->detail,
                        "", err);
}

bool session_end(struct store *store, struct arena *mem, const char *id, struct err *err)
{
    return session_revoke(store, mem, id, NULL, err);
}

bool session_revoke(struct store *store, struct arena *mem, const char *id, const char *by, struct err *err)
{
    struct ending ending = { .id = id, .by = by };
    return store_change(store, mem, prepare_end, apply_end, &ending, err);
}

static bool prepare_end_all(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct ending *ending = arg;
    const struct account *account = account_find(db, change_mem(change), ending->login, err);
    if (account)
        ending->account = account->id;
    return account != NULL;
}

static bool apply_end_all(struct change *change, void *arg, struct err *err)
{
    const struct ending *ending = arg;
    return change_run(change, SQL("delete from session where account = $1 and token_hash <> $2"),
                      DB(db_int(ending->account), db_text(ending->keep ? ending->keep : "")), err) &&
           account_note(change, ending->login, ending->login, "end-sessions", "", "", err);
}

bool session_end_all(struct store *store, struct arena *mem, const char *login, const char *keep, struct err *err)
{
    struct ending ending = { .login = login, .keep = keep };
    return store_change(store, mem, prepare_end_all, apply_end_all, &ending, err);
}

static bool apply_expire(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    instant_t now = change_time(change), day = (instant_t)SIGN_IN_FORGET_HOURS * 60 * MINUTE_MS;
    return change_run(change, SQL("delete from session where ends_at < $1"), DB(db_int(now - day)), err) &&
           change_run(change, SQL("delete from session where is_token = 0 and seen_at < $1"), DB(db_int(now - day)),
                      err) &&
           change_run(change, SQL("delete from sign_in_failure where last_at < $1"), DB(db_int(now - day)), err);
}

bool session_expire(struct store *store, struct arena *mem, struct err *err)
{
    return store_change(store, mem, NULL, apply_expire, NULL, err);
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

bool session_list(struct db *db, struct arena *mem, const struct definitions *definitions, const char *login,
                  struct session_row **list, size_t *count, struct err *err)
{
    instant_t now = clock_now();
    struct rows *rows = db_rows(
        db, mem,
        SQL("select s.token_hash, s.is_token, s.name, s.remote, s.agent, s.created_at, s.seen_at, s.ends_at, a.login, "
            "a.name, case when exists (select 1 from account_role r where r.account = a.id and replace($2, ' ' || "
            "r.role || ' ', '') <> $2) then 1 "
            "else 0 "
            "end from session s join account a on a.id = s.account where s.ends_at > $1 and a.disabled = 0 order by "
            "s.seen_at desc, s.token_hash"),
        DB(db_int(now), db_text(definitions_administering(mem, definitions))), err);
    ARRAY(struct session_row) found = { 0 };
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct session_row row;
        if (login && !text_equal(login, rows_text(rows, 8)))
            continue;
        read_session(mem, rows, &row.session);
        row.login = keep(mem, rows, 8);
        row.account_name = keep(mem, rows, 9);
        if (!has_ended(&row.session, rows_int(rows, 10) != 0, now))
            *ARRAY_ADD(mem, &found) = row;
    }
    if (!rows_end(rows, err))
        return false;
    *list = found.items;
    *count = found.count;
    return true;
}

/* --- tokens of programs ------------------------------------------------------------------------------------------- */

struct giving {
    struct session session;
    const char *login;
    int64_t account;
};

static bool prepare_token(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct giving *giving = arg;
    int64_t count;
    const struct account *account = account_find(db, change_mem(change), giving->login, err);
    if (!account ||
        !db_one_int(db, SQL("select count(*) from session where account = $1 and is_token = 1 and ends_at > $2"),
                    DB(db_int(account->id), db_int(clock_now())), 0, &count, err))
        return false;
    giving->account = account->id;
    return count < TOKENS_MAX || err_set(err, ERR_INVALID, "tokens", NULL, SAY_TOKENS_MANY, (int)TOKENS_MAX);
}

static bool apply_token(struct change *change, void *arg, struct err *err)
{
    const struct giving *giving = arg;
    return session_insert(change, &giving->session, giving->account, err) &&
           account_note(change, giving->login, giving->login, "token", giving->session.name,
                        session_left(change_mem(change), &giving->session, giving->account), err);
}

bool token_create(struct store *store, struct arena *mem, const char *login, const char *name, int days,
                  char token[TOKEN_SIZE], struct err *err)
{
    instant_t now = clock_now();
    struct giving giving = { .login = login };
    const char *clean = account_text(mem, name);
    char made[TOKEN_SIZE];
    if (text_is_empty(clean))
        return err_set(err, ERR_INVALID, "name", "name", SAY_TOKEN_NAME);
    if (days < 1 || days > TOKEN_DAYS_MAX)
        return err_set(err, ERR_INVALID, "days", "days", SAY_TOKEN_DAYS);
    giving.session = (struct session){ .is_token = true,
                                       .name = clean,
                                       .remote = "",
                                       .agent = "",
                                       .created_at = now,
                                       .seen_at = now,
                                       .ends_at = now + (instant_t)days * DAY_MS };
    session_new_token(made, giving.session.id);
    bool done = store_change(store, mem, prepare_token, apply_token, &giving, err);
    if (done)
        memcpy(token, made, TOKEN_SIZE);
    sodium_memzero(made, sizeof made);
    return done;
}
