/* src/fields/personal_index.h
 * What a record is found by that is personal: telephone numbers, numbers of papers, names of people.
 *
 * The table `personal_key` has a row for each that stands in a personal field: a hash under the office's secret
 * (store/secret.h), so that it shows neither number nor name and nobody finds a part of one. It is asked only for who
 * may read the field (query/personal_search.h), and written in the change of the record. A number is found in any
 * spelling (0912 345 678, 0912.345.678, +84 912 345 678), a name as a whole: typed with marks it is found with these
 * marks, typed without with any. From what stands in a field are taken
 *
 *   a person, a short text      each name ("A và B", "A, B", "Bà A" also as "A"), and the number it is or has
 *   a telephone                 its number
 *   a long text, an address     the numbers in it of NUMBER_IN_TEXT_MIN digits or more
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "store/change.h"

enum {
    PERSONAL_INDEX_VERSION = 1, /* raised when other keys are made of the same values */
    NUMBER_MIN = 6,             /* digits of a number that is a value or a search of its own */
    NUMBER_IN_TEXT_MIN = 9,     /* and of one among words */
    NUMBER_MAX = 15,
};

struct personal_key {
    const char *field, *key;
    const char *marks; /* of a name with marks; "" */
};

struct personal_keys {
    ARRAY(struct personal_key) list; /* by field, key and marks, each once */
};

/* The keys of RECORD under SECRET; NULL has none. Lives in MEM. */
struct personal_keys personal_keys_of(struct arena *mem, const char *secret, const struct record *record);

/* What a searcher typed as keys that a record must all have: the numbers among WORDS, and what is left as one name;
 * with marks "" a name may have any. None where nothing is left to ask. NUMBERED: a number is among them. Lives in MEM.
 */
struct personal_keys personal_keys_wanted(struct arena *mem, const char *secret, const char *words, bool *numbered);

/* Does REG have fields that the index is made of? */
bool personal_is_indexed(const struct register_definition *reg);
bool personal_field_is_indexed(const struct field *field);

/* Writes what changes between OLD and NEW keys of RECORD. */
bool personal_keys_move(struct change *change, int64_t record, const struct personal_keys *old,
                        const struct personal_keys *new, struct err *err) MUST_CHECK;

/* MADE: the keys of every register are of its present personal fields. */
bool personal_index_is_made(struct store *store, struct arena *mem, const struct definitions *definitions, bool *made,
                            struct err *err) MUST_CHECK;

/* Makes the keys of the registers whose records have none, or others; MADE says how many registers. Nobody writes
 * records meanwhile. */
bool personal_index_make(struct store *store, struct arena *mem, const struct definitions *definitions, size_t *made,
                         struct err *err) MUST_CHECK;
