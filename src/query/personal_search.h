/* src/query/personal_search.h
 * Finding records by a telephone number, the number of a paper, or the name of a person, for who may read them.
 *
 * Asked are the keys of fields/personal_index.h, each only where the scope reads its field: as a role that reads
 * personal data, or because the record is given to it in a role the field opens to. Who reads none asks nothing: their
 * answer, its count and its time are those of the words alone. A search that looked for a number, or found anything by
 * a name, is a reading of personal data: the account's history has a line that says how it was searched and what was
 * found, never what was typed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/query.h"
#include "query/search_results.h"

enum { PERSONAL_FOUND_MAX = 50 };

/* For the account's history: how it was searched and what was found. TEXT NULL: no personal data was read. */
struct personal_note {
    const char *text;
    const char *words; /* what was typed: never written down, for who has it noted elsewhere */
};

struct personal_found {
    struct search_results results; /* newest first, at most PERSONAL_FOUND_MAX */
    struct personal_note note;
};

/* What WORDS find in the registers that SCOPE reads; REG: in that one alone. At most one statement. */
bool personal_search(struct store *store, struct arena *mem, const struct definitions *definitions,
                     const struct scope *scope, const struct register_definition *reg, const char *words,
                     struct personal_found *found, struct err *err) MUST_CHECK;

/* The same, noted. */
bool personal_search_noted(struct store *store, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const char *words, struct personal_found *found,
                           struct err *err) MUST_CHECK;

/* Makes QUERY find by its `q` what SCOPE reads of personal data, too. NOTE as above, of all its `q`: it becomes a part
 * of the line of who shows what was found (reading_line). */
bool query_with_personal(struct store *store, struct arena *mem, const struct scope *scope, const struct query **query,
                         struct personal_note *note, struct err *err) MUST_CHECK;

/* What a search by words that found nothing did not look into, for SCOPE: a sentence for people without its full stop.
 */
const char *search_left_out(const struct definitions *definitions, const struct scope *scope);
