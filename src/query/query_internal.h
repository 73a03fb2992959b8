/* src/query/query_internal.h
 * The inside of a query: what was read, what was bound, and the SQL being made. For the query_….c, list.c and record.c.
 *
 * The way of a text: query_read (characters → parts) → query_bind (parts → conditions, checked against the register) →
 * query_sql (conditions → one statement). Every condition asks one subject; `query_subjects` has a row each.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/builder.h"
#include "fields/personal_index.h"
#include "fields/record.h"

/* --- as read ------------------------------------------------------------------------------------------------------ */

enum query_shape { SHAPE_VALUES = 1, SHAPE_RANGE = 2, SHAPE_ANY = 4, SHAPE_NONE = 8 };

struct query_item {
    const char *text; /* without quotes; NULL: the open end of a range */
    size_t at;        /* character of the text, from 1 */
    bool quoted;
};

struct query_part {
    const char *key;
    size_t key_at;
    const char *raw; /* the whole value as typed */
    size_t raw_at;
    bool negated;
    enum query_shape shape;
    struct query_item *items; /* values; of a range exactly two */
    size_t count;
};

struct query_parts {
    ARRAY(struct query_part) list;
};

/* Splits and unquotes; knows nothing of registers. */
bool query_read(struct arena *mem, const char *text, struct query_parts *parts, struct err *err) MUST_CHECK;

/* --- as bound ----------------------------------------------------------------------------------------------------- */

enum query_ask {
    ASK_FIELD,
    ASK_HAPPENED_ON,
    ASK_NUMBER,
    ASK_STATE,
    ASK_GROUP,
    ASK_OPEN_AT,
    ASK_PRESENT,
    ASK_ENTERED_STATE,
    ASK_ENTERED_GROUP,
    ASK_VERDICT,
    ASK_DUE,
    ASK_FINISHED_ON,
    ASK_UNIT,
    ASK_ISSUER,
    ASK_SECRECY,
    ASK_URGENCY,
    ASK_ASSIGNEE,
    ASK_ASSIGNED,
    ASK_LINK,
    ASK_CHANGED_ON,
    ASK_SEARCH,
    ASK_CANCELLED, /* the rest are no conditions */
    ASK_BY,
    ASK_SORT,
    ASK_AFTER,
    ASK_BEFORE,
    ASK_PAGE_SIZE,
    ASK_DENSITY,
    ASK_AS_OF,
};

/* What a subject's values are, and how they are compared. */
enum query_kind {
    KIND_TEXT,    /* as it is */
    KIND_CODE,    /* letters, digits, - _ . */
    KIND_INT,     /* the integer */
    KIND_DAY,     /* column holds YYYY-MM-DD */
    KIND_MINUTE,  /* column holds a local minute, asked by day */
    KIND_INSTANT, /* column holds ms, asked by local day or minute */
    KIND_CHOICES, /* column holds ",a,b," */
    KIND_STATE,
    KIND_GROUP,
    KIND_VERDICT,
    KIND_UNIT,
    KIND_ISSUER,
    KIND_USER,
    KIND_ID,
    KIND_WORDS,   /* search tokens */
    KIND_CONTROL, /* no condition */
};

struct query_subject {
    const char *name;  /* "entered." is a prefix */
    const char *label; /* in words */
    enum query_kind kind;
    int shapes; /* allowed, ORed */
    bool may_negate;
    const char *column; /* NULL where SQL is made by a function of its own */
    const char *absent; /* SQL literal that stands for "no value" in COLUMN; NULL: NULL stands for it */
};

extern const struct query_subject query_subjects[ASK_AS_OF + 1];

struct query_condition {
    enum query_ask ask;
    const struct field *field; /* of ASK_FIELD */
    const char *name;          /* the state, group or kind of link in the key */
    bool negated;
    enum query_shape shape;
    struct value *values; /* of a range two, either may be not set; days and instants as texts */
    size_t count;
    const struct personal_keys *personal; /* of ASK_SEARCH: what the words find of personal data; NULL: nothing */
};

/* What a list is ordered by. */
struct query_sort {
    const char *name; /* as written */
    const char *expr; /* SQL, never NULL */
    const char *then; /* a text column between EXPR and the id, of an index's own order; NULL: none */
    bool integer;
    bool descending;
    bool given; /* in the text; otherwise the register's default */
    const struct field *field;
};

enum query_cancelled { CANCELLED_NO, CANCELLED_YES, CANCELLED_ANY };

struct query {
    const struct definitions *definitions;
    const struct register_definition *reg;
    ARRAY(struct query_condition) conditions;
    const char *by; /* NULL where none */
    const struct field *by_field;
    struct query_sort sort;
    int64_t after, before; /* 0 where none */
    int page_size;         /* 0 where not given */
    const char *density;   /* NULL where not given */
    const char *as_of;
    bool as_of_given;
    bool past;   /* as_of lies before today: states come from the spans */
    bool period; /* bound to a report's period: printed with its day where that matters */
    enum query_cancelled cancelled;
};

enum query_use_flags { QUERY_USE_NO_TOKENS = 1, QUERY_USE_PLAIN = 2, QUERY_USE_NO_PERSONAL = 4 };

/* Makes conditions of parts; FLAGS refuse what a use does not allow. */
bool query_bind(struct arena *mem, struct query *query, const struct query_parts *parts,
                const struct query_tokens *tokens, int flags, struct err *err) MUST_CHECK;

/* " Có phải “petition”?" for the nearest of NAMES, or "" where none is near; lives in MEM. */
const char *query_suggest(struct arena *mem, const char *name, const char *const *names, size_t count);

/* How a condition's column is compared. */
enum query_kind query_kind_of(const struct query_condition *condition);

/* The day of the verdicts: the end of the span asked for (open_at, entered.resolved, present), otherwise as_of. */
const char *query_verdict_day(const struct query *query);

/* The same records on another day? False where the answer depends on as_of. */
bool query_is_timeless(const struct query *query);

/* --- SQL ---------------------------------------------------------------------------------------------------------- */

/* f."name" */
void query_put_field(struct query_builder *to, const struct field *field);

/* One condition, as a term that is never NULL. */
void query_put_condition(struct query_builder *to, const struct query_condition *condition);
void query_put_span_condition(struct query_builder *to, const struct query_condition *condition);

/* The spans that satisfy it are few beside the register, and an index finds them: open ones, or those of a period. */
bool query_spans_are_few(const struct query *query, const struct query_condition *condition);

/* PostgreSQL would plan a page of many streams anew each time, which takes longer than the page: three to nine
 * milliseconds. FOR_ALL_VALUES where the statement says what is read, whatever the values: by register, state and the
 * order of the list. Where days, spans or persons are asked for, the values may tell which index leaves less. */
enum statement_plan query_plan(const struct query *query);

/* Today's state, group or verdict: answered from the record's row (query_today.c). */
bool query_is_of_today(const struct query *query, const struct query_condition *condition);
void query_put_condition_of_today(struct query_builder *to, const struct query_condition *condition);

/* The states that today's conditions leave; false where every state is left. */
bool query_states_of_today(struct arena *mem, const struct query *query, struct text_list *states);

/* Of open records today: then the verdict is a question of the due date alone, for who takes the states apart. */
bool query_verdict_is_due(const struct query *query, const struct query_condition *condition);
void query_put_due_of_today(struct query_builder *to, const struct query_condition *condition);

/* `column in (…)`; never true where SET is empty. */
void query_put_text_set(struct query_builder *to, const char *column, const struct text_list *set);

/* " and (…)" behind the names of query_put_given() (builder.h): of who is away a degree that SCOPE's own roles read. */
void query_put_degree_lent(struct query_builder *to, const struct scope *scope, const char *line, const char *whom);

/* Resolved on DAY with one of the verdicts asked, judged on the day they were resolved. */
void query_put_resolved_verdicts(struct query_builder *to, const struct query_condition *condition, const char *day);

/* COLUMN as a condition names it: in a walk SQLite must not leave the order of the list for an index of the condition,
 * which it would have to sort. */
const char *query_column(struct query_builder *to, const char *column);

/* " and …" for each condition of the query and for what is cancelled. */
void query_put_conditions(struct query_builder *to);

/* Everything of REG, whoever wrote it. */
bool query_sees_all(const struct scope *scope, const struct register_definition *reg);

/* The units SCOPE sees in REG, where it sees them by one grant; NULL: every unit, or by several. */
const struct text_list *query_scope_units(const struct scope *scope, const struct register_definition *reg);

/* What SCOPE sees of `record` r by its grants, whoever it is assigned to: a term; without the units where they are put.
 */
void query_put_own_reach(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                         bool units_put);

/* What SCOPE sees of `record` r as a line of its book and not as a record (query/secret_lines.h): a term. */
void query_put_line_reach(struct query_builder *to, const struct scope *scope, const struct register_definition *reg);

/* exists (…): some span of record r satisfies it, whether it is negated or not. */
void query_put_span_exists(struct query_builder *to, const struct query_condition *condition);

/* The same for verdicts of open records, judged on DAY. */
void query_put_open_verdicts(struct query_builder *to, const struct query_condition *condition, const char *day);

/* The row of the record answers, unless it is not told by it (query_past.c). */
bool query_is_told_by_row(const struct query *query, const struct query_condition *condition);
void query_put_told_condition(struct query_builder *to, const struct query_condition *condition);

/* Names the condition VALUE among its values? Which groups do its verdicts speak of? */
bool query_asks(const struct query_condition *condition, const char *value);
void query_verdict_groups(const struct query_condition *condition, bool *resolved, bool *open);

/* The end of what was entered: the range's, or the day asked, whichever comes first. */
const char *query_end_of(const struct query *query, const struct query_condition *condition);

/* Before a condition on a personal field: who may not read it cannot find out by asking. False: the term is complete,
 * it holds for nothing; otherwise the condition follows. */
bool query_put_personal_bounds(struct query_builder *to, const struct query_condition *condition,
                               const struct scope *scope);

/* Does SCOPE read any personal data of REG that is indexed, at least of what is given to it? */
bool query_reads_personal(const struct scope *scope, const struct register_definition *reg);

/* "select k.record …": the records of REG that are not cancelled and have all the keys WANTED (at least one) in fields
 * that SCOPE reads. */
void query_put_personal(struct query_builder *to, const struct personal_keys *wanted, const struct scope *scope,
                        const struct register_definition *reg);

/* The terms of QUERY under SCOPE, as the first thing in the builder. */
void query_put_where(struct query_builder *to, const struct query *query, const struct scope *scope);

/* QUERY_COUNT and QUERY_VALUES (query_figures.c). */
struct query_sql query_count_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                                 enum store_kind kind);
struct query_sql query_values_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                                  enum store_kind kind, const char *field);

/* The place of a record in the order: the values of the sort expressions. Its id is `after` or `before` of the query.
 */
struct page_key {
    bool is_set;
    struct value value;
    const char *then;
};

/* The key of the record that `after` or `before` names. */
struct query_sql query_key_sql(struct arena *mem, const struct query *query, int64_t id);

/* QUERY_PAGE from KEY on (NULL: from the beginning). With `before` the rows come in the opposite order. */
struct query_sql query_page_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                                enum store_kind kind, const char *columns, const struct page_key *key);

/* Says in TO what the statement starts from, where a condition leaves few records. */
void query_choose_driver(struct query_builder *to);

/* A statement's text with its $n moved on by PAST values: it becomes a part of a larger one. It holds no other $. */
void query_put_moved(struct text *out, const char *sql, size_t past);

/* " order by …" of the records themselves. */
void query_put_order(struct query_builder *to, const struct query_sort *sort, bool backwards);

/* "select … from … where" before what the builder holds. */
void query_put_select(struct query_builder *to, const char *select);
