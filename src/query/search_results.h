/* src/query/search_results.h
 * Finds records whatever register they stand in: by words, or by their official number.
 *
 * What is found is what the scope reads, register by register; words are found with marks or without (viet/tokens.h)
 * in the fields that each register names under `search:`, never in personal ones (personal_search.h). Newest first.
 * Cancelled records are found by their number only.
 *
 * Words cost what is shown, not what is found: the newest SEARCH_LOOKED_AT records with the words are looked at; where
 * the reader sees too few of them, the index goes on with those within his reach, newest first, and so do the records
 * that were assigned to him; again at most SEARCH_LOOKED_AT_WITHIN. Whatever was not looked at stands behind `next`.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "people/scope.h"

enum {
    SEARCH_WORDS_MAX = 200,
    SEARCH_LOOKED_AT = 1000,
    SEARCH_LOOKED_AT_WITHIN = 2000,
    SEARCH_COUNT_MAX = 10000, /* nobody counts further */
};

struct search_result {
    int64_t id;
    const struct register_definition *reg;
    const char *number; /* NULL where none */
    const char *title, *state, *unit, *happened_on;
    const char *due, *finished_on;
    bool cancelled;
};

struct search_results {
    struct search_result *items;
    size_t count;
    int64_t next; /* AFTER of the page behind; 0: there is none */
};

struct search_register {
    const struct register_definition *reg;
    int64_t count;
};

/* How many there are. Where they were not all counted, EXACT is false, TOTAL is what was seen at least, and REGISTERS
 * are those that were met. */
struct search_total {
    int64_t total;
    bool exact;
    struct search_register *registers; /* in the order of the definitions, none of them 0 */
    size_t register_count;
};

/* Do WORDS say anything to search for? Punctuation alone does not. */
bool search_has_words(struct arena *mem, const char *words);

/* The records with all of WORDS, older than AFTER (0: from the newest), at most LIMIT, and how many there are of any
 * age. One to four statements. */
bool search_results_of_words(struct store *store, struct arena *mem, const struct definitions *definitions,
                             const struct scope *scope, const char *words, int64_t after, size_t limit,
                             struct search_results *results, struct search_total *total, struct err *err) MUST_CHECK;

/* The records, at most SEARCH_OF_NUMBER_MAX, that carry this official number as it is printed; newest first. REG NULL:
 * of any register. SERIES ("2021", "2021/qd") NULL: of any; otherwise NUMBER may also be the number alone, "12" of
 * "12/QĐ-UBND". One statement. */
enum { SEARCH_OF_NUMBER_MAX = 20 };
bool search_results_of_number(struct store *store, struct arena *mem, const struct definitions *definitions,
                              const struct scope *scope, const struct register_definition *reg, const char *series,
                              const char *number, struct search_results *results, struct err *err) MUST_CHECK;

/* Those of COUNT ids that stand in REG and may be seen, in the order of IDS. One statement. */
enum { SEARCH_OF_IDS_MAX = 500 };
bool search_results_of_ids(struct store *store, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const struct register_definition *reg, const int64_t *ids,
                           size_t count, struct search_results *results, struct err *err) MUST_CHECK;
