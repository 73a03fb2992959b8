/* SPDX-License-Identifier: Apache-2.0 */
#include "query/search_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fields/number_text.h"
#include "query/builder.h"
#include "query/search.h"
#include "viet/tokens.h"

enum result_column {
    RESULT_ID,
    RESULT_REGISTER,
    RESULT_NUMBER,
    RESULT_TITLE,
    RESULT_STATE,
    RESULT_UNIT,
    RESULT_HAPPENED_ON,
    RESULT_DUE,
    RESULT_FINISHED_ON,
    RESULT_CANCELLED, /* of what is no record: what it says, enum said */
};

/* Rows of the same statement that are no records. */
enum said { SAID_REGISTER = 2, SAID_LOOKED_AT, SAID_ASSIGNED };

#define SAID_COLUMNS "null, null, null, null, null, null, null, "

bool search_has_words(struct arena *mem, const char *words)
{
    char **items;
    size_t count;
    viet_query_tokens(mem, words, &items, &count);
    return count > 0;
}

/* --- what is seen ------------------------------------------------------------------------------------------------- */

static bool is_same_list(const struct text_list *a, const struct text_list *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (!text_equal(a->items[i], b->items[i]))
            return false;
    return a->count == b->count;
}

static bool is_same_part(const struct reach *a, const struct reach *b)
{
    return a->every_issuer == b->every_issuer && a->every_unit == b->every_unit &&
           a->every_secrecy == b->every_secrecy && is_same_list(&a->issuers, &b->issuers) &&
           is_same_list(&a->units, &b->units) && is_same_list(&a->secrecy, &b->secrecy);
}

/* Do A and B see the same of their registers? Then one term says it for both. */
static bool is_same_reach(const struct reach *a, const struct reach *b)
{
    bool same = a->reads == b->reads && reach_part_count(a) == reach_part_count(b);
    for (size_t i = 0; same && i < reach_part_count(a); i++)
        same = is_same_part(reach_part(a, i), reach_part(b, i));
    return same;
}

/* " and (registers and their reach or …)" of the registers the scope reads; false where it reads none. */
static bool put_reaches(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                        const struct register_definition *only)
{
    size_t count = definitions->registers.count;
    bool *done = ARENA_ARRAY(to->mem, bool, count + 1), any = false;
    for (size_t i = 0; i < count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        if (done[i] || (only && reg != only) || (!scope->everything && !scope_reach(scope, reg)->reads))
            continue;
        text_add(&to->text, any ? " or (r.register in (" : " and ((r.register in (");
        query_put_text(to, reg->name);
        for (size_t j = i + 1; j < count && !only; j++) {
            const struct register_definition *other = &definitions->registers.items[j];
            if (done[j] || (!scope->everything && !is_same_reach(scope_reach(scope, reg), scope_reach(scope, other))))
                continue;
            text_raw(&to->text, ", ");
            query_put_text(to, other->name);
            done[j] = true;
        }
        text_raw(&to->text, ")");
        query_put_scope(to, scope, reg);
        text_raw(&to->text, ")");
        any = true;
    }
    text_add(&to->text, any ? ")" : "");
    return any;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static const char *copy(struct arena *mem, const struct rows *rows, int column)
{
    const char *text = rows_text(rows, column);
    return text ? arena_strdup(mem, text) : NULL;
}

static struct search_result read_result(struct arena *mem, const struct definitions *definitions,
                                        const struct rows *rows)
{
    return (struct search_result){ .id = rows_int(rows, RESULT_ID),
                                   .reg = definitions_register(definitions, rows_text(rows, RESULT_REGISTER)),
                                   .number = copy(mem, rows, RESULT_NUMBER),
                                   .title = copy(mem, rows, RESULT_TITLE),
                                   .state = copy(mem, rows, RESULT_STATE),
                                   .unit = copy(mem, rows, RESULT_UNIT),
                                   .happened_on = copy(mem, rows, RESULT_HAPPENED_ON),
                                   .due = copy(mem, rows, RESULT_DUE),
                                   .finished_on = copy(mem, rows, RESULT_FINISHED_ON),
                                   .cancelled = rows_int(rows, RESULT_CANCELLED) != 0 };
}

static struct rows *ask(struct query_builder *to, struct store *store, struct err *err)
{
    struct query_sql sql = query_finish(to);
    struct db *db = db_for_read(store, err);
    return db ? db_rows(db, to->mem, sql.statement, sql.values, sql.count, err) : NULL;
}

bool search_read_results(struct query_builder *to, struct store *store, const struct definitions *definitions,
                         size_t limit, struct search_results *results, struct err *err)
{
    struct rows *rows = ask(to, store, err);
    if (!rows)
        return false;
    ARRAY(struct search_result) found = { 0 };
    while (rows_next(rows))
        *ARRAY_ADD(to->mem, &found) = read_result(to->mem, definitions, rows);
    if (!rows_end(rows, err))
        return false;
    *results = (struct search_results){ found.items, found.count > limit ? limit : found.count, 0 };
    results->next = found.count > limit ? found.items[limit - 1].id : 0;
    return true;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* PostgreSQL: words that more records have than are looked at are soon met by going through the newest; their index
 * would give all of them, in no order (28,000: 140 ms; the newest 8,000 gone through: 5 ms). What the planner expects
 * of several words is too little rather than too much, since words that belong together stand together. */
enum { COMMON_FROM = SEARCH_LOOKED_AT, NEWEST_GONE_THROUGH = 8000 };

struct word_search {
    struct store *store;
    struct arena *mem;
    const struct definitions *definitions;
    const struct scope *scope;
    const char *words;
    bool common; /* PostgreSQL: so many records have the words that the newest are gone through */
};

/* What one statement found. */
struct looked_at {
    ARRAY(struct search_result) found; /* newest first */
    int64_t *counts;                   /* of what is seen, by the place of the register */
    int64_t seen;
    int64_t down_to; /* everything newer was looked at; 0: there is nothing behind */
};

static void put_older(struct query_builder *to, const char *column, int64_t after)
{
    if (!after)
        return;
    text_printf(&to->text, " and %s < ", column);
    query_put(to, db_int(after));
}

/* The ids of the newest records that the index has for EXPRESSION. A number in the text, not a value: the plan depends
 * on it. */
static void put_indexed(struct query_builder *to, const char *expression, int64_t after, int limit)
{
    to->plan = PLAN_FOR_THESE_VALUES;
    bool sqlite = to->kind == STORE_SQLITE;
    text_add(&to->text, sqlite ? "select rowid as id from search where search match "
                               : "select t.record as id from search_text t where t.vector @@ ");
    query_put_text(to, expression);
    text_add(&to->text, sqlite ? "" : "::tsquery");
    put_older(to, sqlite ? "rowid" : "t.record", after);
    /* a sum is in no index: PostgreSQL takes the words' index and sorts */
    text_printf(&to->text, " order by %s desc limit %d", sqlite ? "rowid" : "t.record + 0", limit);
}

/* PostgreSQL: those among the newest records of all. */
static void put_gone_through(struct query_builder *to, const char *expression, int64_t after, int limit)
{
    to->plan = PLAN_FOR_ALL_VALUES;
    text_raw(&to->text, "select w.record as id from (select n.record, n.vector from search_text n where n.record > 0");
    put_older(to, "n.record", after);
    /* the subquery has the words read once: a value that is cast is read again at every row */
    text_printf(&to->text, " order by n.record desc limit %d) w where w.vector @@ (select cast(", NEWEST_GONE_THROUGH);
    query_put_text(to, expression);
    text_printf(&to->text, " as tsquery)) order by w.record desc limit %d", limit);
}

/* "seen as (…)" of the ids in `looked`, and the SELECT: the newest LIMIT records, how many in each register, and how
 * far was looked. False where the scope reads nothing. */
static bool put_seen(struct query_builder *to, const struct word_search *search, bool assigned, int limit)
{
    text_printf(&to->text,
                ", seen as materialized (select r.id, r.register from %s c cross join record r where r.id = c.id and "
                "r.cancelled = 0",
                assigned ? "(select id from looked union select id from mine)" : "looked");
    if (!put_reaches(to, search->definitions, search->scope, NULL))
        return false;
    text_printf(&to->text,
                ") select " RESULT_COLUMNS " from (select s.id from seen s order by s.id desc limit %d) p cross join "
                "record r where r.id = p.id union all select count(*), s.register, " SAID_COLUMNS
                "%d from seen s group by s.register union all select count(*), cast(min(l.id) as text), " SAID_COLUMNS
                "%d from looked l",
                limit, SAID_REGISTER, SAID_LOOKED_AT);
    if (assigned)
        text_printf(&to->text,
                    " union all select count(*), cast(min(a.id) as text), " SAID_COLUMNS "%d from assigned a",
                    SAID_ASSIGNED);
    return true;
}

static int compare_results(const void *a, const void *b)
{
    const struct search_result *x = a, *y = b;
    return x->id < y->id ? 1 : x->id > y->id ? -1 : 0;
}

/* Reads what put_seen asked. FULL: so many that were looked at, or more, say that there may be others behind. */
static bool read_looked_at(struct query_builder *to, const struct word_search *search, int full, struct looked_at *at,
                           struct err *err)
{
    const struct definitions *definitions = search->definitions;
    struct rows *rows = ask(to, search->store, err);
    if (!rows)
        return false;
    *at = (struct looked_at){ .counts = ARENA_ARRAY(search->mem, int64_t, definitions->registers.count + 1) };
    while (rows_next(rows)) {
        int64_t said = rows_int(rows, RESULT_CANCELLED), count = rows_int(rows, RESULT_ID);
        const char *text = rows_text(rows, RESULT_REGISTER);
        int64_t lowest = 0;
        if (said < SAID_REGISTER) {
            *ARRAY_ADD(search->mem, &at->found) = read_result(search->mem, definitions, rows);
        } else if (said == SAID_REGISTER) {
            at->counts[definitions_register(definitions, text) - definitions->registers.items] = count;
            at->seen += count;
        } else if (count >= full && text && text_to_int(text, 1, INT64_MAX, &lowest) && lowest > at->down_to) {
            at->down_to = lowest;
        }
    }
    bool failed = !rows_end(rows, err);
    if (at->found.count > 1)
        qsort(at->found.items, at->found.count, sizeof at->found.items[0], compare_results);
    return !failed;
}

/* The newest records with the words, whoever sees them; LIMIT of those that are seen. */
static bool look_at_newest(const struct word_search *search, int64_t after, int limit, struct looked_at *at,
                           struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, search->mem, NULL, store_kind(search->store));
    const char *expression = search_expression(search->mem, to.kind, search->words);
    text_raw(&to.text, "with looked as materialized (");
    if (search->common)
        put_gone_through(&to, expression, after, SEARCH_LOOKED_AT + 1);
    else
        put_indexed(&to, expression, after, SEARCH_LOOKED_AT + 1);
    text_raw(&to.text, ")");
    *at = (struct looked_at){ 0 };
    if (!put_seen(&to, search, false, limit))
        return true;
    if (!read_looked_at(&to, search, SEARCH_LOOKED_AT + 1, at, err))
        return false;
    if (search->common && !at->down_to) /* what is behind the newest was not looked at */
        at->down_to = at->found.count ? at->found.items[at->found.count - 1].id : after ? after : INT64_MAX;
    return true;
}

/* "assigned": the newest records that were assigned to the reader; "mine": those of them that have the words. */
static void put_assigned(struct query_builder *to, const struct word_search *search, int64_t after)
{
    text_raw(&to->text, ", assigned as materialized (select distinct p.record as id from assignment p where ");
    query_put_given(to, search->scope, "p", "p.to_whom");
    text_raw(&to->text, " and " ASSIGNMENT_SHOWS("p"));
    put_older(to, "p.record", after);
    text_printf(&to->text,
                " order by id desc limit %d), mine as (select a.id from assigned a cross join search_text t "
                "where t.record = a.id",
                SEARCH_LOOKED_AT_WITHIN + 1);
    if (to->kind == STORE_POSTGRES) {
        text_raw(&to->text, " and t.vector @@ ");
        query_put_text(to, search_expression(search->mem, to->kind, search->words));
        text_raw(&to->text, "::tsquery)");
        return;
    }
    char **items;
    size_t count;
    viet_query_tokens(search->mem, search->words, &items, &count);
    for (size_t i = 0; i < count; i++) {
        text_raw(&to->text, " and instr(' ' || t.tokens || ' ', ");
        query_put_text(to, arena_printf(search->mem, " %s ", items[i]));
        text_raw(&to->text, ") > 0");
    }
    text_raw(&to->text, ")");
}

/* Going on behind what was looked at, with what the reader may reach alone. */
static bool look_within(const struct word_search *search, int64_t after, int limit, struct looked_at *at,
                        struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, search->mem, NULL, store_kind(search->store));
    const char *expression =
        search_expression_within(search->mem, to.kind, search->words, search->definitions, search->scope);
    text_raw(&to.text, "with looked as materialized (");
    if (expression)
        put_indexed(&to, expression, after, SEARCH_LOOKED_AT_WITHIN + 1);
    else
        text_raw(&to.text, "select r.id from record r where r.id < 0");
    text_raw(&to.text, ")");
    put_assigned(&to, search, after);
    *at = (struct looked_at){ 0 };
    return !put_seen(&to, search, true, limit) || read_looked_at(&to, search, SEARCH_LOOKED_AT_WITHIN + 1, at, err);
}

/* What the planner expects, from the statistics of the words. */
static bool is_common(struct word_search *search, bool *common, struct err *err)
{
    struct query_builder to;
    *common = false;
    if (store_kind(search->store) == STORE_SQLITE)
        return true;
    query_builder_init(&to, search->mem, NULL, STORE_POSTGRES);
    text_raw(&to.text, "explain select t.record from search_text t where t.vector @@ ");
    query_put_text(&to, search_expression(search->mem, to.kind, search->words));
    text_raw(&to.text, "::tsquery");
    struct rows *rows = ask(&to, search->store, err);
    if (!rows)
        return false;
    const char *found = rows_next(rows) ? strstr(rows_text(rows, 0), " rows=") : NULL;
    *common = found && strtoll(found + strlen(" rows="), NULL, 10) >= COMMON_FROM;
    return rows_end(rows, err);
}

/* --- pages and totals --------------------------------------------------------------------------------------------- */

/* The page of what NEWEST and, where it was needed, WITHIN found: what lies behind the end of either is for later. */
static void make_page(const struct word_search *search, const struct looked_at *newest, const struct looked_at *within,
                      size_t limit, struct search_results *page)
{
    size_t count = 0, more = within ? within->found.count : 0;
    int64_t end = within ? within->down_to : newest->down_to;
    struct search_result *items = ARENA_ARRAY(search->mem, struct search_result, newest->found.count + more + 1);
    for (size_t i = 0; i < newest->found.count; i++)
        items[count++] = newest->found.items[i];
    for (size_t i = 0; i < more; i++)
        if (within->found.items[i].id >= end)
            items[count++] = within->found.items[i];
    *page = (struct search_results){ items, count > limit ? limit : count, end };
    if (count > limit)
        page->next = items[limit - 1].id;
}

static bool read_page(const struct word_search *search, int64_t after, size_t limit, struct looked_at *newest,
                      struct looked_at *within, bool *went_on, struct search_results *page, struct err *err)
{
    if (!look_at_newest(search, after, (int)limit + 1, newest, err))
        return false;
    *went_on = newest->found.count <= limit && newest->down_to;
    if (*went_on && !look_within(search, newest->down_to, (int)(limit + 1 - newest->found.count), within, err))
        return false;
    make_page(search, newest, *went_on ? within : NULL, limit, page);
    return true;
}

static void add_counts(const struct word_search *search, const int64_t *counts, struct search_total *total)
{
    size_t registers = search->definitions->registers.count;
    total->registers = ARENA_ARRAY(search->mem, struct search_register, registers + 1);
    total->register_count = 0;
    for (size_t i = 0; counts && i < registers; i++)
        if (counts[i])
            total->registers[total->register_count++] =
                (struct search_register){ &search->definitions->registers.items[i], counts[i] };
}

/* Who sees everything is told what the index has, as far as it is counted. */
static bool count_all(const struct word_search *search, struct search_total *total, struct err *err)
{
    struct query_builder to;
    int64_t counted = 0;
    query_builder_init(&to, search->mem, NULL, store_kind(search->store));
    text_add(&to.text, to.kind == STORE_SQLITE
                           ? "select count(*) from (select rowid as id from search where search match "
                           : "select count(*) from (select t.record from search_text t where t.vector @@ ");
    query_put_text(&to, search_expression(search->mem, to.kind, search->words));
    text_printf(&to.text, "%s limit %d) as counted", to.kind == STORE_SQLITE ? "" : "::tsquery", SEARCH_COUNT_MAX + 1);
    struct rows *rows = ask(&to, search->store, err);
    if (!rows)
        return false;
    counted = rows_next(rows) ? rows_int(rows, 0) : 0;
    bool failed = !rows_end(rows, err);
    total->exact = counted <= SEARCH_COUNT_MAX;
    total->total = total->exact ? counted : SEARCH_COUNT_MAX;
    return !failed;
}

bool search_results_of_words(struct store *store, struct arena *mem, const struct definitions *definitions,
                             const struct scope *scope, const char *words, int64_t after, size_t limit,
                             struct search_results *results, struct search_total *total, struct err *err)
{
    struct word_search search = { store, mem, definitions, scope, words, false };
    struct looked_at newest, within = { 0 };
    bool went_on = false;
    *results = (struct search_results){ 0 };
    *total = (struct search_total){ .exact = true };
    if (!search_has_words(mem, words))
        return true;
    if (!is_common(&search, &search.common, err) ||
        !read_page(&search, after, limit, &newest, &within, &went_on, results, err) ||
        (after && !look_at_newest(&search, 0, 0, &newest, err)))
        return false;
    /* what went on from the newest is part of the total; what went on from a later page says nothing of it */
    went_on = went_on && !after;
    for (size_t i = 0; went_on && within.counts && i < definitions->registers.count; i++)
        newest.counts[i] += within.counts[i];
    add_counts(&search, newest.counts, total);
    total->total = newest.seen + (went_on ? within.seen : 0);
    total->exact = !newest.down_to || (went_on && !within.down_to);
    if (total->exact || !scope->everything || search.common)
        return true;
    return count_all(&search, total, err);
}

/* --- numbers and ids ---------------------------------------------------------------------------------------------- */

bool search_results_of_number(struct store *store, struct arena *mem, const struct definitions *definitions,
                              const struct scope *scope, const struct register_definition *reg, const char *series,
                              const char *number, struct search_results *results, struct err *err)
{
    struct query_builder to;
    int64_t seq;
    *results = (struct search_results){ 0 };
    query_builder_init(&to, mem, NULL, store_kind(store));
    to.plan = PLAN_FOR_ALL_VALUES; /* by the number, of which there are few */
    text_raw(&to.text,
             "select " RESULT_COLUMNS " from record r where r.cancelled in (0, 1) and r.id in (select n.id from "
             "record n where n.number is not null and n.number = ");
    query_put_text(&to, number);
    if (series) { /* between "2021|" and what comes behind every key of the series */
        text_raw(&to.text, " and n.number_key >= ");
        query_put_text(&to, arena_printf(mem, "%s|", series));
        text_raw(&to.text, " and n.number_key < ");
        query_put_text(&to, arena_printf(mem, "%s}", series));
    }
    if (series && reg && text_to_int(number, 1, INT32_MAX, &seq)) {
        text_raw(&to.text, " union select k.id from record k where k.register = ");
        query_put_text(&to, reg->name);
        text_raw(&to.text, " and k.cancelled in (0, 1) and k.number_key = ");
        query_put_text(&to, number_key(mem, series, seq));
    }
    text_raw(&to.text, ")");
    if (!put_reaches(&to, definitions, scope, reg))
        return true;
    text_raw(&to.text, " order by r.id desc limit ");
    query_put(&to, db_int(SEARCH_OF_NUMBER_MAX + 1));
    return search_read_results(&to, store, definitions, SEARCH_OF_NUMBER_MAX, results, err);
}

/* The records that were found, as they were asked for, each once. */
static void put_in_order(struct arena *mem, const int64_t *ids, size_t count, struct search_results *results)
{
    struct search_result *ordered = ARENA_ARRAY(mem, struct search_result, results->count + 1);
    bool *done = ARENA_ARRAY(mem, bool, results->count + 1);
    size_t filled = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < results->count; k++)
            if (!done[k] && results->items[k].id == ids[i]) {
                done[k] = true;
                ordered[filled++] = results->items[k];
            }
    results->items = ordered;
}

bool search_results_of_ids(struct store *store, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const struct register_definition *reg, const int64_t *ids,
                           size_t count, struct search_results *results, struct err *err)
{
    struct query_builder to;
    *results = (struct search_results){ 0 };
    if (count == 0)
        return true;
    query_builder_init(&to, mem, NULL, store_kind(store));
    text_raw(&to.text, "select " RESULT_COLUMNS " from record r where r.id in (");
    for (size_t i = 0; i < count && i < SEARCH_OF_IDS_MAX; i++) {
        text_add(&to.text, i ? ", " : "");
        query_put(&to, db_int(ids[i]));
    }
    text_raw(&to.text, ")");
    if (!put_reaches(&to, definitions, scope, reg))
        return true;
    if (!search_read_results(&to, store, definitions, count, results, err))
        return false;
    put_in_order(mem, ids, count, results);
    return true;
}
