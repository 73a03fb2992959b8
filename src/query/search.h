/* src/query/search.h
 * The text a record is found by: the fields its register names under `search:`, never personal ones.
 *
 * Beside the words stand tokens that nobody can type: the record's register and unit, and whether it is cancelled. They
 * let the index leave out what a reader does not reach; whether he sees a record that is left is asked of the record.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "people/scope.h"

enum { SEARCH_FOLD_VERSION = 2 };

/* The tokens of the searched fields, space-joined. NUMBERED says that the register's number is searched too: its tokens
 * are added with search_add_number once it is drawn. Lives in MEM. */
const char *search_tokens(struct arena *mem, const struct definitions *definitions, const struct record *record,
                          bool *numbered);

const char *search_add_number(struct arena *mem, const char *tokens, const char *number);

/* What the index of KIND is asked for all of WORDS in records that are not cancelled. Lives in MEM. */
const char *search_expression(struct arena *mem, enum store_kind kind, const char *words);

/* The same, and only in registers and units that SCOPE reaches: never fewer records than it reaches, at times more
 * (issuer and secrecy are not looked at). Assignments are no part of it. NULL where it reads no register. */
const char *search_expression_within(struct arena *mem, enum store_kind kind, const char *words,
                                     const struct definitions *definitions, const struct scope *scope);
