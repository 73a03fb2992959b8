/* src/query/hits.h
 * Finds records whatever register they stand in: by words, or by their official number.
 *
 * What is found is what the scope reads, register by register; words are found with marks or without (viet/tokens.h)
 * in the fields that each register names under `search:`, never in personal ones. Newest first. Cancelled records are
 * found by their number only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

enum { HITS_WORDS_MAX = 200, HITS_COUNT_MAX = 1000 };

struct hit {
    int64_t id;
    const struct register_definition *reg;
    const char *number; /* NULL where none */
    const char *title, *state, *unit, *happened_on;
    const char *due, *finished_on;
    bool cancelled;
};

struct hits {
    struct hit *items;
    size_t count;
    bool later; /* there are more behind the last */
};

/* Do WORDS say anything to search for? Punctuation alone does not. */
bool hits_asked(struct arena *mem, const char *words);

/* The records with all of WORDS, older than AFTER (0: from the newest), at most LIMIT. One statement. */
bool hits_search(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const char *words, int64_t after, size_t limit, struct hits *hits,
                 struct err *err) MUST_CHECK;

/* How many of the newest HITS_COUNT_MAX + 1 of them stand in each register, in the order of the definitions;
 * none are left out. One statement. */
struct hits_in_register {
    const struct register_definition *reg;
    int64_t count;
};
bool hits_count(struct store *store, struct arena *mem, const struct definitions *definitions,
                const struct scope *scope, const char *words, struct hits_in_register **found, size_t *count,
                struct err *err) MUST_CHECK;

/* The records, at most HITS_OF_NUMBER_MAX, that carry this official number as it is printed; newest first. REG NULL:
 * of any register. SERIES ("2021", "2021/qd") NULL: of any; otherwise NUMBER may also be the number alone, "12" of
 * "12/QĐ-UBND". One statement. */
enum { HITS_OF_NUMBER_MAX = 20 };
bool hits_of_number(struct store *store, struct arena *mem, const struct definitions *definitions,
                    const struct scope *scope, const struct register_definition *reg, const char *series,
                    const char *number, struct hits *hits, struct err *err) MUST_CHECK;

/* Those of COUNT ids that stand in REG and may be seen, in the order of IDS. One statement. */
enum { HITS_OF_IDS_MAX = 500 };
bool hits_of_ids(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct register_definition *reg, const int64_t *ids, size_t count,
                 struct hits *hits, struct err *err) MUST_CHECK;
