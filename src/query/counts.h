/* src/query/counts.h
 * How many records a query has, for one reader.
 *
 * Where the query asks only for what the tally keeps (fields/tally.h), the answer is a sum over its rows that the
 * reader's reach covers, each once however many grants cover it, and the records beyond it that are assigned to him: it
 * costs the same in a small office and a large one, and is exact for everybody. Kept are: state, group; open records by
 * verdict and due day; one counted field; unit, issuer, secrecy beside each of them; and the days of day_count.h.
 * Anything else is counted in the records themselves, no further than RECORD_COUNT_MAX where the caller shows “hơn
 * 10.000”.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/query.h"

enum { RECORD_COUNT_MAX = 10000, RECORD_COUNT_QUERIES_MAX = 64 };

struct record_total {
    int64_t count;
    bool at_least; /* there are more: counting stopped */
};

/* The totals of COUNT queries, for tabs and pages: one statement. (A second one where the office was migrated to other
 * definitions than the program's, whose tally it cannot read.) At least: what is not kept and has more than
 * RECORD_COUNT_MAX, and everything of a reader to whom more than that is assigned. */
bool record_counts(struct store *store, struct arena *mem, const struct scope *scope,
                   const struct query *const *queries, size_t count, struct record_total *totals,
                   struct err *err) MUST_CHECK;

/* The same where each query has a scope of its own; those of one person, for “beyond the reach” is told of one set of
 * names. */
struct count_asked {
    const struct query *query;
    const struct scope *scope;
};

/* What another statement counts, asked in the same breath: SQL gives a text, a number and how much of it is late. */
struct count_beside_row {
    const char *what;
    int64_t count, late;
};
struct count_beside {
    struct query_sql sql;
    struct count_beside_row *rows;
    size_t count;
};
bool record_counts_of(struct store *store, struct arena *mem, const struct count_asked *asked, size_t count,
                      struct record_total *totals, struct count_beside *beside, struct err *err) MUST_CHECK;

/* Exact, whatever it costs. */
bool record_count(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                  int64_t *count, struct err *err) MUST_CHECK;

/* How many there are of each value of the query's `by`, in order of the value, those without one last. */
struct record_group {
    const char *value; /* of the `by` field; "" where none */
    int64_t count;
};

bool record_groups(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                   struct record_group **groups, size_t *count, struct err *err) MUST_CHECK;

/* The groups of several queries, of any register and each with its own `by`, in one statement; each counted in the
 * records, in the order the database has texts in. */
enum { RECORD_GROUPS_MAX = 16 };
struct record_groups {
    struct record_group *items;
    size_t count;
};
bool record_groups_all(struct store *store, struct arena *mem, const struct scope *scope,
                       const struct query *const *queries, size_t count, struct record_groups *found,
                       struct err *err) MUST_CHECK;

/* Does the tally answer it? For tests and the bench. */
bool record_count_is_kept(struct arena *mem, const struct query *query);
