/* src/people/session.h
 * Who is signed in: sessions of browsers and tokens of programs.
 *
 * A token is 256 random bits, given out once; the database keeps its SHA-256. A session ends after SESSION_IDLE without
 * use (an administrator's sooner), at the latest SESSION_ABSOLUTE after it began, when it is revoked, when the account
 * is disabled or its password or roles change: every request asks the database, there are no tokens that speak for
 * themselves. At most SESSION_PARALLEL of an account: the oldest goes.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/account.h"

enum {
    SESSION_IDLE_MINUTES = 30,
    SESSION_IDLE_MINUTES_ADMINISTRATOR = 15,
    SESSION_ABSOLUTE_HOURS = 10,
    SESSION_ABSOLUTE_HOURS_ADMINISTRATOR = 4,
    SESSION_PARALLEL = 5,
    TOKENS_MAX = 20, /* of programs, of one account */
    TOKEN_DAYS_MAX = 366,
    SIGN_IN_WAIT_MAX = 900, /* seconds after very many failures */
    SIGN_IN_FORGET_HOURS = 24,
    TOKEN_SIZE = 44, /* text of a token and its end: 43 letters of base64url */
};

struct session {
    char id[HASH_HEX_SIZE]; /* SHA-256 of the token: names it in lists, cannot be used to sign in */
    bool is_token;          /* of a program, not of a browser */
    const char *name;       /* of a token; "" */
    const char *remote, *agent;
    instant_t created_at, seen_at, ends_at;
};

/* Proves login and password and begins a session: TOKEN is for the cookie. forbidden.sign-in with one text for every
 * reason; busy.rate with the seconds to wait in err->text and err->seconds. Hashing waits in a bounded queue:
 * busy.sign-in when it is full. Runs on a worker. */
bool sign_in(struct store *store, struct arena *mem, const struct definitions *definitions, const char *login,
             const char *password, const char *remote, const char *agent, char token[TOKEN_SIZE],
             struct account **account, struct err *err) MUST_CHECK;

/* Is it the password of LOGIN, who is signed in already? invalid.password where not: that counts and waits as a sign-in
 * that failed. Runs on a worker. */
bool password_prove(struct store *store, struct arena *mem, const char *login, const char *password,
                    struct err *err) MUST_CHECK;

/* Whose TOKEN is: one statement. FOUND false where it is nobody's or has ended. Roles and positions come with it. */
bool session_find(struct db *db, struct arena *mem, const struct definitions *definitions, const char *token,
                  struct session *session, struct account **account, bool *found, struct err *err) MUST_CHECK;

/* Notes the use, at most once a minute, without waiting for the disk. */
void session_touch(struct store *store, const struct session *session);

/* A new token for the session ID, whose old one is worth nothing from then on: what a change of rights or of the
 * password asks for. SESSION gets its new id, TOKEN is for the cookie. */
bool session_renew(struct store *store, struct arena *mem, const struct account *account, struct session *session,
                   char token[TOKEN_SIZE], struct err *err) MUST_CHECK;

/* Signing out. */
bool session_end(struct store *store, struct arena *mem, const char *id, struct err *err) MUST_CHECK;
/* The same by somebody: stands in the history of the account. */
bool session_revoke(struct store *store, struct arena *mem, const char *id, const char *by, struct err *err) MUST_CHECK;
/* All of an account but KEEP (the id of one, NULL): by its owner. */
bool session_end_all(struct store *store, struct arena *mem, const char *login, const char *keep,
                     struct err *err) MUST_CHECK;

struct session_row {
    struct session session;
    const char *login, *account_name;
};

/* Those that have not ended, newest use first; LOGIN NULL: of everybody. */
bool session_list(struct db *db, struct arena *mem, const struct definitions *definitions, const char *login,
                  struct session_row **rows, size_t *count, struct err *err) MUST_CHECK;

/* A token for a program, good for DAYS (at most 366); the same permissions as the account. TOKEN is shown once. */
bool token_create(struct store *store, struct arena *mem, const char *login, const char *name, int days,
                  char token[TOKEN_SIZE], struct err *err) MUST_CHECK;

/* The value that belongs into a form for PURPOSE ("form"): HMAC-SHA-256 keyed by the session's token, under a fresh pad
 * each time, so that compressed pages do not give it away (BREACH). */
enum { CSRF_SIZE = 4 * HASH_SIZE + 1 }; /* hexadecimal digits of pad and value, and their end */
void csrf_token(const char *token, const char *purpose, char out[CSRF_SIZE]);
bool csrf_is(const char *token, const char *purpose, const char *given); /* in constant time */

/* Removes what ended long ago: sessions, failed sign-ins. For the job thread. */
bool session_expire(struct store *store, struct arena *mem, struct err *err) MUST_CHECK;
