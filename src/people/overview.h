/* src/people/overview.h
 * What the administration looks at: how many accounts and sessions there are, and what was done to accounts by whom.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/account.h"

struct people_counts {
    int64_t accounts, disabled; /* all of them; those of them that are disabled */
    int64_t sessions, tokens;   /* of browsers and of programs, not over; a browser left idle counts until it is gone */
    int64_t positions, vacant;  /* all; those nobody holds today */
    int64_t waiting;            /* accounts whose first password was not changed yet */
    int64_t failed_mails;       /* given up */
};

/* One statement. */
bool people_counts(struct db *db, struct arena *mem, struct people_counts *counts, struct err *err) MUST_CHECK;

struct account_lines_filter {
    const char *by;        /* who did it; NULL: anybody */
    const char *login;     /* whose account; NULL: of anybody */
    const char *what;      /* "create", "sign-in" …; NULL: anything */
    instant_t from, until; /* the moments between; 0: not bounded */
    int64_t before;        /* lines older than this seq; 0: from the newest */
    size_t limit;
};

/* Lines of account_history, newest first: account_history() with the filter of the audit page. One statement. */
bool account_lines(struct db *db, struct arena *mem, const struct account_lines_filter *filter,
                   struct account_event **events, size_t *count, struct err *err) MUST_CHECK;

/* What can be done to an account, one after the other from 0, and its label; NULL after the last. */
const char *account_act(size_t at, const char **label);
