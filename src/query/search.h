/* src/query/search.h
 * The text a record is found by: the fields its register names under `search:`, never personal ones.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

enum { SEARCH_FOLD_VERSION = 1 };

/* The tokens of the searched fields, space-joined. NUMBERED says that the register's number is searched too: its tokens
 * are added with search_add_number once it is drawn. Lives in MEM. */
const char *search_tokens(struct arena *mem, const struct definitions *definitions, const struct record *record,
                          bool *numbered);

const char *search_add_number(struct arena *mem, const char *tokens, const char *number);
