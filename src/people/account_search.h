/* src/people/account_search.h
 * Finding people while somebody types: by the beginnings of words of their names, with marks or without, by initials
 * ("nva") and by login. Along an index: an office may have ten thousand accounts.
 *
 * The words of an account are written in the change that writes its name; they are no fact of their own, so they stand
 * in no history.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/account.h"
#include "store/change.h"

enum {
    ACCOUNT_SEARCH_WORDS_MAX = 6, /* words of a question; the rest is not asked */
    ACCOUNT_SEARCH_LOOKED_AT = 200,
};

/* Part of a change: the words of account ID are these from now on. */
bool account_search_keep(struct change *change, int64_t id, const char *login, const char *name,
                         struct err *err) MUST_CHECK;

/* Writes the words of the accounts that have none: after a migration. */
bool account_search_make(struct store *store, struct arena *mem, struct err *err) MUST_CHECK;

/* Accounts in use each of WORDS begins a word of, by name, without roles and positions, at most LIMIT; total is not
 * counted. WHOLE: there are no others. A word with marks finds these marks only. One statement; none where WORDS say
 * nothing. */
bool account_search(struct db *db, struct arena *mem, const char *words, size_t limit, struct account_list *list,
                    bool *whole, struct err *err) MUST_CHECK;

/* Does each word of the question begin a word of TEXT (with its marks, where it has some), or the whole of it the
 * initials: "stc" of "Sở Tài chính"? An empty question is answered by every text. */
const char *words_initials(struct arena *mem, const char *text); /* "stc"; "" of fewer than two words. Lives in MEM. */
bool words_begin(struct arena *mem, const char *text, const char *question);
