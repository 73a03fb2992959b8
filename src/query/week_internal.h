/* src/query/week_internal.h
 * Reading the days of a week, shared by what gathers (week.c), what clashes (week_clash.c) and what is told of it
 * (week_text.c).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/week.h"

struct reading {
    struct store *store;
    struct arena *mem;
    const struct definitions *definitions;
    const struct scope *scope;
    day_t from, to;
    bool plain; /* without any degree of secrecy */
};

struct gathered {
    ARRAY(struct week_row) list;
    bool more;
};

/* The rows of one table, in order, without clashes. */
bool week_gather_rows(const struct reading *reading, const struct week_table *table, struct week_rows *rows,
                      struct err *err) MUST_CHECK;

/* No more than WEEK_TOLD_MAX. */
void week_bound_rows(struct week_rows *rows);

/* A row of RECORD without a day. */
void week_row_fill(const struct reading *reading, const struct week_table *table, const struct week_gather *gather,
                   const struct record *record, struct week_row *row);

/* Its first and last day; false where it has none. */
bool week_days_of(const struct week_gather *gather, const struct record *record, day_t *first, day_t *last);

void week_find_clashes(const struct reading *reading, struct week_rows *rows);

/* What is changed and what is gone since the week was published. */
void week_find_changes(const struct reading *reading, struct week *week);
