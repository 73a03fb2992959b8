/* src/people/account.h
 * The people who sign in: accounts, their unit, roles and positions, and how they prove who they are.
 *
 * A login is 2–40 of [a-z0-9.-], never changed and never given to somebody else: history names people by it. Passwords
 * are argon2id (libsodium), at least 12 characters and at most 256 bytes, not on the list of the usual ones; the
 * parameters stand in each hash and are raised at sign-in. Nothing here says whether a login exists: a wrong login
 * costs the same time and gives the same text. After a failure a login waits 1 s, 2 s, 4 s … 15 min, never for ever.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/scope.h"

enum { LOGIN_MIN = 2, LOGIN_MAX = 40, PASSWORD_MIN = 12, PASSWORD_MAX = 256, ACCOUNT_TEXT_MAX = 100 };

struct account {
    int64_t id;
    const char *login;
    const char *name;            /* "Nguyễn Thị A" */
    const char *unit;            /* code */
    const char *title;           /* "Chuyên viên"; "" */
    struct text_list roles;      /* names of office/roles.yaml */
    struct text_list positions;  /* codes of the positions held today */
    struct text_list stands_for; /* today: logins of who is away, "position:CODE" of what they hold (absence.h) */
    struct text_list *lent;      /* of each of them, the registers the absence is of; none: every one */
    bool disabled;
    bool must_change; /* its password was given by somebody else */
    int64_t version;  /* grows with every change of the row, of a role or a position */
};

/* NULL with not-found.account. Lives in MEM. */
struct account *account_find(struct db *db, struct arena *mem, const char *login, struct err *err) MUST_CHECK;

struct account_list {
    struct account **items;
    size_t count;
    int64_t total;
};

/* By name in Vietnamese order; WORDS ("" for all) in name or login; UNIT NULL for all. Pages of at most LIMIT from
 * OFFSET. */
bool account_list(struct db *db, struct arena *mem, const char *words, const char *unit, size_t offset, size_t limit,
                  struct account_list *list, struct err *err) MUST_CHECK;

/* What account_create would refuse of ACCOUNT's values, whether or not its login is taken. */
bool account_check(struct arena *mem, const struct definitions *definitions, const struct account *account,
                   struct err *err) MUST_CHECK;

/* Makes ACCOUNT with a password; changed by BY. PASSWORD NULL: nobody signs in until one is set. An id that is given is
 * kept (samples), otherwise it is filled. conflict.login where the login is taken. */
bool account_create(struct store *store, struct arena *mem, const struct definitions *definitions,
                    struct account *account, const char *password, const char *by, struct err *err) MUST_CHECK;

/* Name, unit, title, roles, disabled. VERSION is what the caller saw. Disabling, and any change of roles, ends its
 * sessions. The last administrator can be neither disabled nor stripped of the role. */
bool account_change(struct store *store, struct arena *mem, const struct definitions *definitions,
                    const struct account *account, int64_t version, const char *by, struct err *err) MUST_CHECK;

/* Ends its other sessions (KEEP: hash of one that stays; NULL). MUST_CHANGE: it was set by somebody else. */
bool account_set_password(struct store *store, struct arena *mem, const char *login, const char *password,
                          bool must_change, const char *keep, const char *by, struct err *err) MUST_CHECK;

/* A random one that can be read aloud, for a first password. Lives in MEM. */
const char *password_random(struct arena *mem);

/* What was done to accounts: append-only, without secrets. */
struct account_event {
    int64_t seq;
    instant_t at;
    const char *by, *login;
    const char *what;   /* create, change, roles, disable, enable, password, position, sign-in, token, end-session(s),
                         * read-personal */
    const char *label;  /* of WHAT: "Đổi vai trò" */
    const char *detail; /* "clerk → clerk, leader"; "" */
};

/* Newest first, at most LIMIT, before line BEFORE (0: from the newest); LOGIN NULL: of everybody. */
bool account_history(struct db *db, struct arena *mem, const char *login, int64_t before, size_t limit,
                     struct account_event **events, size_t *count, struct err *err) MUST_CHECK;

/* That BY read personal data of a record: a line of BY's own history. RECORD names it: "Đơn thư 12 (06f3…)". */
bool account_note_reading(struct store *store, struct arena *mem, const char *by, const char *record,
                          struct err *err) MUST_CHECK;

/* A position of the office: who holds it changes, what was assigned to it stays. */
struct position {
    const char *code; /* "chanh-van-phong" */
    const char *title, *unit;
    const char *holder; /* login of today's holder; "" */
    const char *since;  /* the day that one began; "" */
    const char *from;   /* for position_keep: the day another HOLDER begins; NULL: today */
};

/* By unit and title. */
bool position_list(struct db *db, struct arena *mem, struct position **positions, size_t *count,
                   struct err *err) MUST_CHECK;
/* Makes or changes it. Another HOLDER holds it from FROM on, "" leaves it vacant; invalid.from where that is before the
 * present holder began or an earlier one ended. */
bool position_keep(struct store *store, struct arena *mem, const struct position *position, const char *by,
                   struct err *err) MUST_CHECK;

/* The scope of an account, expanded once: units with predecessors and units below, positions, roles. Lives in MEM. */
struct scope scope_account(struct arena *mem, const struct definitions *definitions, const struct account *account);
