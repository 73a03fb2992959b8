/* src/people/account_internal.h
 * How accounts are read and written, between the files of this room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/account.h"
#include "people/left.h"
#include "store/change.h"

/* Of `account a`, with a row for each of its roles, of the positions it holds on DAY ("$2"), and of whom it stands in
 * for on it: their login and "position:CODE" of what they hold, and the registers their absence is of. */
#define ACCOUNT_COLUMNS                                                                                                \
    "a.id, a.login, a.name, a.unit, a.title, a.disabled, a.must_change, a.version, r.role, h.position, "               \
    "b.login, 'position:' || bh.position, br.registers"
#define ACCOUNT_JOINS(day)                                                                                             \
    " left join account_role r on r.account = a.id left join position_holder h on h.account = a.id and h.from_on <= "  \
    "" day " and h.until_on >= " day " left join absence b on b.stand_in = a.login and b.from_on <= " day              \
    " and b.until_on >= " day " and b.ended_at = 0 left join absence_register br on br.absence = b.no left join "      \
    "account ba on ba.login = b.login left join "                                                                      \
    "position_holder bh on bh.account = ba.id and bh.from_on <= " day " and bh.until_on >= " day
#define ACCOUNT_ORDER " order by r.role, h.position, b.login, bh.position, b.no"

/* Makes an account of the present row and of all that follow; its columns begin at FIRST. Lives in MEM. */
struct account *account_from_rows(struct arena *mem, struct rows *rows, int first);

/* Today, as the database writes it; lives in MEM. */
const char *account_today(struct arena *mem);

bool account_login_is_valid(const char *login);

/* A line of the history. AFTER: the lines of left.h; "" where nothing is left that they speak of. */
bool account_note(struct change *change, const char *by, const char *login, const char *what, const char *detail,
                  const char *after, struct err *err) MUST_CHECK;

/* An account's row with the columns that nobody reads but its proof. */
struct account_row {
    int64_t id, version;
    const char *login, *name, *name_key, *unit, *title, *password_hash;
    bool must_change, disabled;
    instant_t created_at, changed_at;
    const char *created_by, *changed_by;
    struct text_list roles;
};

/* Fails with not-found.account. Lives in MEM. */
bool account_row_read(struct db *db, struct arena *mem, const char *login, struct account_row *row,
                      struct err *err) MUST_CHECK;

/* What an act left of it (left.h): its row; and its roles. */
const char *account_row_left(struct arena *mem, const struct account_row *row);
const char *account_roles_left(struct arena *mem, const struct account_row *row);

/* All ROWS, which it closes. */
bool account_events(struct arena *mem, struct rows *rows, struct account_event **events, size_t *count,
                    struct err *err) MUST_CHECK;

/* "a, b"; "" for none. */
const char *account_words(struct arena *mem, const struct text_list *words);

/* NFC without blanks at the ends; NULL where it is longer than ACCOUNT_TEXT_MAX characters or has control characters.
 */
const char *account_text(struct arena *mem, const char *text);

/* store_change() again where somebody else changed the same account meanwhile: for acts that no caller's version
 * guards.
 */
bool account_write(struct store *store, struct arena *mem, change_prepare *prepare, change_apply *apply, void *arg,
                   struct err *err) MUST_CHECK;
