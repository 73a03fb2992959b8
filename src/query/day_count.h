/* src/query/day_count.h
 * Which queries the tally answers by its days (definitions: counted_days), and the SQL that adds them up. For counts.c.
 *
 * Kept are: the days of a field, and of those what was resolved by a day; what was resolved in a period, by verdict;
 * what was open on a day or present in a period; each with the single choices that a figure names, and with unit,
 * issuer and secrecy. What was open on a past day is counted back from today: open now, without what was opened since,
 * with what left since. So a total costs the days of its period, in an office of any size. Records that the tally sets
 * apart (TALLY_APART) are few and asked themselves.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/builder.h"
#include "query/query_internal.h"

/* What the tally is asked for in place of a query. */
struct day_count {
    const struct counted_day *day;         /* NULL: what stays, by @opened and @left */
    const char *from, *until;              /* both days in; "" and a day after all others where the end is open */
    const char *finish_by;                 /* of a day with_finish */
    const struct query_condition *verdict; /* NULL: any */
    const char *left_from;                 /* of what stays: it left on this day or later, "" any, */
    const char *opened_by;                 /* and was opened on this one or before */
};

/* False: it is not kept by day. */
bool day_count_find(struct arena *mem, const struct query *query, struct day_count *found);

/* A term: how many QUERY has within the reach of SCOPE. */
void day_count_put(struct query_builder *to, const struct query *query, const struct scope *scope,
                   const struct day_count *found);

/* A term: how many it has beyond the reach, of the records in mineMINE (kept_put_mine). */
void day_count_put_beyond(struct query_builder *to, const struct query *query, const struct scope *scope, size_t mine);

/* "select DAY as k, COUNT as n from …" of the days of a field, and of mine0 too where BEYOND. */
void day_count_put_groups(struct query_builder *to, const struct query *query, const struct scope *scope,
                          const struct day_count *found, bool beyond);
