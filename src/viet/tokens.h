/* src/viet/tokens.h
 * Search tokens, made once for both databases.
 *
 * A token is [a-z0-9_]+ in ASCII, at most VIET_TOKEN_MAX bytes, so that FTS5 (tokenize = "unicode61 remove_diacritics 0
 * tokenchars '_'") and a PostgreSQL `::tsvector` cast both take the space-joined list as it is, and split or change
 * nothing.
 *
 *   Tháp                 thap  _xtha_4p     a word gives its folded form; with marks also its exact form
 *   Tỉnh uỷ, Tỉnh ủy     tinh _xti_2nh uy _xu_2y    one tone placement
 *   208/2018/NQ-HĐND     208_2018  208_2018_nq  208_2018_nq_hdnd  and the words 208 2018 nq hdnd _xhd_ond
 *   05/7/2021            5_7  5_7_2021  and the words
 *
 * Exact: "_x", then each letter without marks, a marked one followed by '_' and one character for its shape and tone;
 * '_' in the text is "__". Words joined by / or - with at least one digit among them are a number: each beginning of it
 * from two parts on is a token, folded, without leading zeros, joined by '_' (up to VIET_NUMBER_PARTS parts). Filters
 * begin with "_f". A word of the text never begins with '_'; a letter outside the Latin script is "_u", its code point
 * in hex, "_".
 *
 * A searcher's word without marks matches any marks; a word with marks matches these marks only; a number matches as a
 * whole or from its beginning, whichever separators were typed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    VIET_TOKEN_MAX = 64,     /* bytes; a longer word is known by its beginning, here and in queries */
    VIET_TOKENS_MAX = 20000, /* different tokens of one record; the rest of its text is not searchable */
    VIET_QUERY_MAX = 16,     /* tokens of a query; the rest is not asked */
    VIET_NUMBER_PARTS = 6,
};

struct viet_tokens; /* a set, in the order of first appearance */

/* Lives in MEM. */
struct viet_tokens *viet_tokens_new(struct arena *mem);

/* Adds the tokens of TEXT (NULL adds none). */
void viet_tokens_add(struct viet_tokens *tokens, const char *text);

/* Adds viet_filter_token(NAME, VALUE). */
void viet_tokens_add_filter(struct viet_tokens *tokens, const char *name, const char *value);

size_t viet_tokens_count(const struct viet_tokens *tokens);
const char *viet_tokens_at(const struct viet_tokens *tokens, size_t at);

/* True once a token was left out because of VIET_TOKENS_MAX. */
bool viet_tokens_are_cut(const struct viet_tokens *tokens);

/* All of them joined by spaces: the text of the FTS5 row and of the tsvector cast. Lives in MEM. */
char *viet_tokens_join(struct arena *mem, const struct viet_tokens *tokens);

/* The token of "register = petition", "unit = 17": "_f" NAME "_" VALUE; NAME is [a-z]+ without '_', other bytes of
 * VALUE than [a-z0-9] are '_' and two hex digits. */
char *viet_filter_token(struct arena *mem, const char *name, const char *value);

/* The tokens of TEXT alone; the array and its texts live in MEM. */
void viet_tokens_of(struct arena *mem, const char *text, char ***items, size_t *count);

/* What a searcher typed: tokens that must all be there. Words that say nothing (punctuation) give none. */
void viet_query_tokens(struct arena *mem, const char *words, char ***items, size_t *count);

/* The query for each database, of tokens made here: "a" "b" for MATCH, 'a' & 'b' for `::tsquery`; "" for no tokens.
 * With PREFIX the last token stands for every token that begins so. */
char *viet_query_fts5(struct arena *mem, char *const *items, size_t count, bool prefix);
char *viet_query_tsquery(struct arena *mem, char *const *items, size_t count, bool prefix);
