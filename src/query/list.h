/* src/query/list.h
 * One page of a query with its total, all its rows, and the values behind a figure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/counts.h"
#include "query/query.h"
#include "fields/record.h"

struct record_page {
    struct record **records;
    size_t count;
    int64_t total;
    bool total_is_exact;
    int64_t next; /* the id to give as `after`; 0 at the end */
};

/* The records after `after` or before `before`, at most a page. The total is exact. invalid.after and invalid.before
 * where that record is not in the register. */
bool record_list(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct query *query, struct record_page *page,
                 struct err *err) MUST_CHECK;

/* A page without its total, for pages that count beside their tabs: at most MOST rows (0: a page of the query). One
 * statement, two with `after` or `before`. */
struct record_rows {
    struct record **records;
    const char **leads; /* who has each in hand, the lowest of those who lead: a login, "position:CODE", "unit:CODE"; ""
                           nobody */
    size_t count;
    bool earlier, later;  /* there are rows before the first, after the last */
    int64_t before_first; /* the id of the row before the first; 0: none */
};

bool record_rows(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                 size_t most, struct record_rows *rows, struct err *err) MUST_CHECK;

/* All rows of the query in its order, CHUNK at a time and as statements of their own, so that any number of them needs
 * the memory of one chunk on both databases. ROWS live in MEM, a part of WHOLE, until VISIT returns; VISIT may ask the
 * database. A false
 * from VISIT ends it with its err. What changes meanwhile may be seen or not, but no row twice. */
bool record_walk(struct store *store, struct arena *whole, const struct scope *scope, const struct query *query,
                 size_t chunk,
                 bool (*visit)(const struct record_rows *rows, struct arena *mem, void *arg, struct err *err),
                 void *arg, struct err *err) MUST_CHECK;

/* Calls VISIT for each record of the query in its order (exports, the command line); the record lives until VISIT
 * returns. A false from VISIT ends it with its err. VISIT does not ask the database: the rows are still open. */
bool record_each(struct store *store, struct arena *whole, const struct scope *scope, const struct query *query,
                 bool (*visit)(const struct record *record, void *arg, struct err *err), void *arg,
                 struct err *err) MUST_CHECK;

/* A figure's records: one statement makes its value and its ids. */
struct record_values {
    int64_t *ids;
    int64_t *integers;  /* the field's value beside each id; NULL where no field was asked */
    const char **texts; /* where the field is not a number */
    size_t count;
};

/* In the order of the register's date and id; rows without a value are left out where FIELD is given (NULL: ids alone).
 */
bool record_values(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                   const char *field, struct record_values *values, struct err *err) MUST_CHECK;

/* How the database answers it, a line a step: for tests and the bench. Lives in MEM. */
const char *record_plan(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                        enum query_want want, struct err *err) MUST_CHECK;
