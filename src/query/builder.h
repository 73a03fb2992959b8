/* src/query/builder.h
 * SQL that is put together with its values and with what a reader may see: for the questions of this room and those
 * above.
 *
 * The text is made of literals and db_name only; values are $n, put in the order they stand. Records are `record` r.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/query.h"

struct query;
struct query_condition;

/* A statement speaks of all records, of those that their row tells, or of the others (records/row_days.h). */
enum query_told { TOLD_EITHER, TOLD_YES, TOLD_NO };

struct query_builder {
    struct arena *mem;
    struct text text;
    ARRAY(struct db_value) values;
    const struct query *query;
    enum store_kind kind;
    enum statement_plan plan;
    bool uses_fields;          /* something names f */
    const struct scope *scope; /* who asks: @me is all that person's names; NULL where it does not matter */

    /* What the statement starts from, where one condition leaves few records: the database must not be left to walk the
     * whole register in the order of the list. */
    bool driven;                          /* by DRIVER, or by the register's date */
    const struct query_condition *driver; /* of spans or of an indexed field; NULL: none of them */
    bool chosen; /* it is a yes of which there are few in a period: the date stands beside it in f (field_type.h) */

    /* Terms that the caller puts himself, so that each stands in an index of its own (page_keys.c). */
    bool by_field;                       /* the register's own table is walked, in the order of a field */
    bool by_ids;                         /* the statement starts from some ids: no condition shall serve an index */
    bool walks;                          /* along the index of the list's order: no other may serve a condition */
    bool states_apart;                   /* today's states and groups; of an open verdict only the due date is put */
    const struct query_condition *apart; /* the condition on `unit`; NULL: none */
    enum query_told told;                /* which records it speaks of */
};

/* Whoever the row ALIAS of `assignment` was given to reads its record: until it was sent back. A line that is done or
 * was replaced still shows what was worked on. */
#define ASSIGNMENT_SHOWS(alias) alias ".outcome not in ('passed-back', 'returned')"

/* " and ALIAS.register in (…)": the line ALIAS of `assignment` is of a record of REG. '' has what was open when its
 * record was cancelled before lines were ended by that (database/0016-handing.sql). */
void query_put_line_register(struct query_builder *to, const char *alias, const struct register_definition *reg);

void query_builder_init(struct query_builder *to, struct arena *mem, const struct query *query, enum store_kind kind);

/* Adds $n and its value. */
void query_put(struct query_builder *to, struct db_value value);
void query_put_text(struct query_builder *to, const char *value);

/* " and (…)" that leaves only what SCOPE may see of `record` r of REG; nothing where it sees everything. */
void query_put_scope(struct query_builder *to, const struct scope *scope, const struct register_definition *reg);

/* "p.to_whom in (…)": the row LINE of `assignment` ("p") is SCOPE's by the rule of scope_holds() (people/scope.h): of
 * who is away only where its record has a degree of secrecy that SCOPE's own roles read. WHOM: its column as the
 * statement needs it, "p.to_whom". Never true of nobody's scope. */
void query_put_given(struct query_builder *to, const struct scope *scope, const char *line, const char *whom);

/* The same of lines that name the one NAME of SCOPE's: "a.to_whom = $1 …". */
void query_put_given_to(struct query_builder *to, const struct scope *scope, const char *line, const char *name);

struct query_sql query_finish(struct query_builder *to);
