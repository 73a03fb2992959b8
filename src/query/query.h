/* src/query/query.h
 * One text asks for records: the URL of a list, a saved view, a figure, an export, an alert.
 *
 * `field=value` joined by `&`. A value is exact, a comma list (≤ QUERY_VALUES_MAX), a range `a..b`, `a..`, `..b`, `any`
 * or `none`; `!` before it negates, and a record without a value is not that value; quotes protect commas, dots, `&`,
 * `@` and the words any and none (`""` is a quote inside). A parsed query is bound: tokens (@period, @today …) have
 * become values, names are checked against the register, so making SQL of it cannot fail on the user's account. The
 * same key may stand several times: all must hold. A blank text asks for every record.
 *
 * Beside a register's fields: happened_on, number, state, group, open_at, present, entered.STATE, entered.GROUP,
 * verdict, due, finished_on, unit, issuer, secrecy, urgency, assignee, assigned, link.KIND, changed_on, cancelled, q;
 * by, sort, after, before, page_size, density, as_of. A field goes before an engine column of the same name.
 *
 * Days. `state` and `group` are as of `as_of`, which is today's day of the tokens where the text says none; before the
 * clock's today they are read from the spans. `entered.resolved=a..b` are the records that are resolved at the end of
 * the range since a day in it (opened again by then: not resolved); other `entered.…` count each entry. A verdict is
 * judged on the day the query speaks of: that of `open_at`, the end of `entered.resolved` or `present`, otherwise
 * `as_of`; never after `as_of`. A resolved record is judged by the day it was resolved and the due date in force then,
 * an open one by the due date in force on the day. So the columns of form II.06a add up on every day, however late they
 * are asked for.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "base/text.h"
#include "definitions/definitions.h"
#include "people/scope.h"
#include "store/db.h"
#include "store/store.h"

enum {
    QUERY_TEXT_MAX = 4096,
    QUERY_VALUES_MAX = 200,
    QUERY_CONDITIONS_MAX = 64,
    QUERY_PAGE_DEFAULT = 50,
    QUERY_PAGE_MAX = 500,
};

/* What the tokens stand for. Days are "YYYY-MM-DD"; NULL: the token is unbound, and using it is invalid. */
struct query_tokens {
    const char *today;       /* @today; also the as-of day where the query says none */
    const char *me;          /* @me */
    const char *my_unit;     /* @my-unit */
    const char *period;      /* the period's name, for fields of type period: "2021-07" */
    const char *period_from; /* for dates @period is period_from..period_to */
    const char *period_to;
    const char *before; /* @before: the day before the period */
    const char *cutoff; /* @cutoff */
};

struct query;

/* Parses and binds. The errors name the place in the text (character from 1) and what was expected. Lives in MEM. */
const struct query *query_parse(struct arena *mem, const struct definitions *definitions,
                                const struct register_definition *reg, const char *text,
                                const struct query_tokens *tokens, struct err *err) MUST_CHECK;

/* Checks one use of a text by the definitions: every name and value, with all tokens taken as bound; whether tokens,
 * anything beside the record's own fields, and personal fields are allowed there. query_check_all does it for every
 * query of the set and adds what it finds to FAULTS (a place that has an error already is passed over). */
bool query_check_use(struct arena *mem, const struct definitions *definitions, const struct query_use *use,
                     struct err *err) MUST_CHECK;
void query_check_all(struct arena *mem, const struct definitions *definitions, struct faults *faults);

const struct register_definition *query_register(const struct query *query);
const char *query_by(const struct query *query); /* the field of `by=`; NULL where none */
int query_page_size(const struct query *query);

/* The bound text in canonical order, tokens replaced: what a figure keeps and a link carries. It parses back to the
 * same query. Bound to a period, it carries its as_of where the answer would be another on another day. Lives in MEM.
 */
const char *query_print(struct arena *mem, const struct query *query);

/* In words, for people: "Nguồn đơn: Bưu điện; Ngày nhận: từ 01/07/2021 đến 31/07/2021". Lives in MEM. */
const char *query_words(struct arena *mem, const struct query *query);

/* --- SQL ---------------------------------------------------------------------------------------------------------- */

/* A statement and its values, made of one query and one scope. The tables are `record` as r and the register's as f. */
struct query_sql {
    const struct statement *statement;
    const struct db_value *values;
    size_t count;
};

enum query_want {
    QUERY_PAGE,   /* COLUMNS of one page, in order, one row more than the page */
    QUERY_WHOLE,  /* COLUMNS of all rows, in order */
    QUERY_COUNT,  /* count(*) */
    QUERY_IDS,    /* r.id of all rows, in no order */
    QUERY_VALUES, /* r.id and FIELD, in the order of the register's date and id; rows without a value are left out */
    QUERY_GROUPS, /* the `by` field and count(*), in order of the field */
};

/* COLUMNS is the select list of QUERY_PAGE and QUERY_WHOLE ("r.id, r.title, f.\"source\""), or the name of the field of
 * QUERY_VALUES (NULL: ids alone). KIND says which database words the search. */
struct query_sql query_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                           enum store_kind kind, enum query_want want, const char *columns_or_field);
