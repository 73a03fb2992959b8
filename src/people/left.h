/* src/people/left.h
 * What an act left in the tables that have no history of their own: accounts, roles, positions, definitions, reserved
 * numbers, the starts of books. Its line in account_history says it, a line each, "KIND KEY HASH"; the newest line that
 * names a KEY says how its row stands, which `congvu history verify` holds against the row.
 *
 * The hash covers the columns of the row, or of all rows of the key, in the order that `proof/verify_left.c` reads
 * them; LEFT_NOTHING stands where there is none. So the line has no copy of a password's hash or of a name.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/hash.h"
#include "store/change.h"

#define LEFT_NOTHING "-"

#define LEFT_ACCOUNT     "account"     /* LOGIN: its row */
#define LEFT_ROLES       "roles"       /* LOGIN: the names of its roles, in their order */
#define LEFT_POSITION    "position"    /* CODE: its row */
#define LEFT_HOLDERS     "holders"     /* CODE: from, until and account of who held it, in order */
#define LEFT_DEFINITIONS "definitions" /* HASH: its row */
#define LEFT_RESERVED    "reserved"    /* BOOK/SERIES/SEQ: for whom, until when */
#define LEFT_GAP         "gap"         /* BOOK/SERIES/SEQ: why no record carries it */
#define LEFT_EXPIRED     "expired"     /* BOOK/SERIES/SEQ: why a number that was kept is cancelled, and since when */
#define LEFT_MAIL_BOX    "mail-box"    /* LOGIN: where its mail goes, and whether it is wanted */
#define LEFT_BOOK        "book"        /* BOOK/SERIES: start and note of a book that was opened by hand */
#define LEFT_UNIT        "unit"        /* CODE: its row */
#define LEFT_UNIT_NAMES  "unit-names"  /* CODE: from, name, short, until of each of its names, by from */
#define LEFT_SUCCESSORS  "successors"  /* CODE: the successor and the day of each, in their order */
#define LEFT_CALENDAR    "calendar"    /* NO: what the office said of a day */
#define LEFT_ABSENCE     "absence"     /* NO: who is away, who stands in, when */
#define LEFT_LENT        "lent"        /* NO: the registers that an absence is of */
#define LEFT_TEMPLATE    "template"    /* NO: to whom work is handed out under its name */
#define LEFT_HANDOVER    "handover"    /* NO: who handed over to whom, when, why */
#define LEFT_HANDED      "handed"      /* NO/BATCH: what went with a change of it, in order */
#define LEFT_SESSION     "session"     /* TOKEN_HASH: account, kind, name, beginning and end */
#define LEFT_SECRET      "secret"      /* NAME: its value */
#define LEFT_ACT         "act"         /* a random number: no two lines are the same */
#define LEFT_BEFORE      "before"      /* of the first line of an office that is older than this: left_before */

/* "KIND KEY HASH\n" of the values of its rows, one row after the other; LEFT_NOTHING for COUNT 0. Lives in MEM. */
const char *left_line(struct arena *mem, const char *kind, const char *key, const struct db_value *values,
                      size_t count);

/* The commitment of a line of account_history: SHA-256(0x05 ‖ its columns). */
struct account_history_line {
    instant_t at;
    const char *by, *login, *what, *detail, *after;
};
void left_commit(const struct account_history_line *line, uint8_t commitment[HASH_SIZE]);

/* Writes a line with what it left: for rooms above this one. WHAT has its label in account.c. */
bool left_note(struct change *change, const struct account_history_line *line, struct err *err) MUST_CHECK;

/* An office that was made before such lines were kept: one line says what all its tables hold, and what the lines
 * before it were. Nothing where that was done, or where there is nothing to say. */
struct store;
bool left_begin(struct store *store, struct arena *mem, struct err *err) MUST_CHECK;

/* The rows of a kind: their key, then the columns that its hash covers. */
struct left_kind {
    const char *kind;
    const char *thing; /* "tài khoản": for people */
    const struct statement *rows;
    const char *types; /* of the columns after the key: "i" a whole number, "t" a text */
    bool ends;         /* its rows may go without a line that says so */
};

/* One after the other, from 0; false after the last. */
bool left_kind_at(size_t at, struct left_kind *kind);

/* Each key of KIND with its hash. KEY and HEX last only while HEAR runs. */
typedef void left_hear(void *arg, const struct left_kind *kind, const char *key, const char *hex);
bool left_read(struct db *db, struct arena *mem, const struct left_kind *kind, left_hear *hear, void *arg,
               struct err *err) MUST_CHECK;

/* SHA-256 over the lines that have no commitment, in their order, and how many there are: those that were written
 * before there were any. */
bool left_before(struct db *db, struct arena *mem, char hex[HASH_HEX_SIZE], int64_t *count, struct err *err) MUST_CHECK;
