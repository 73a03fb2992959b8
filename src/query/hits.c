/* SPDX-License-Identifier: Apache-2.0 */
#include "query/hits.h"

#include "fields/number_text.h"
#include "query/builder.h"
#include "viet/tokens.h"

#define HIT_COLUMNS                                                                                                    \
    "r.id, r.register, r.number, r.title, r.state, r.unit, r.happened_on, r.due, r.finished_on, r.cancelled"

enum hit_column {
    HIT_ID,
    HIT_REGISTER,
    HIT_NUMBER,
    HIT_TITLE,
    HIT_STATE,
    HIT_UNIT,
    HIT_HAPPENED_ON,
    HIT_DUE,
    HIT_FINISHED_ON,
    HIT_CANCELLED
};

bool hits_asked(struct arena *mem, const char *words)
{
    char **items;
    size_t count;
    viet_query_tokens(mem, words, &items, &count);
    return count > 0;
}

/* --- statements --------------------------------------------------------------------------------------------------- */

/* " and (register and its reach or …)" of the registers the scope reads; false where it reads none. */
static bool put_reaches(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                        const struct register_definition *only)
{
    const char *between = " and (";
    bool any = false;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        if ((only && reg != only) || (!scope->everything && !scope_reach(scope, reg)->reads))
            continue;
        text_add(&to->text, between);
        text_raw(&to->text, "(r.register = ");
        query_put_text(to, reg->name);
        query_put_scope(to, scope, reg);
        text_raw(&to->text, ")");
        between = " or ";
        any = true;
    }
    text_add(&to->text, any ? ")" : "");
    return any;
}

/* "from … where the words are there" */
static void put_words(struct query_builder *to, const char *words)
{
    char **items;
    size_t count;
    viet_query_tokens(to->mem, words, &items, &count);
    if (to->kind == STORE_SQLITE) { /* the index gives its rows in the order of their ids, so none are sorted */
        text_raw(&to->text, " from search cross join record r on r.id = search.rowid where search match ");
        query_put_text(to, viet_query_fts5(to->mem, items, count, false));
    } else {
        text_raw(&to->text, " from search_text t join record r on r.id = t.record where t.tokens::tsvector @@ ");
        query_put_text(to, viet_query_tsquery(to->mem, items, count, false));
        text_raw(&to->text, "::tsquery");
    }
    text_raw(&to->text, " and r.cancelled = 0");
}

static const char *row_id(enum store_kind kind)
{
    return kind == STORE_SQLITE ? "search.rowid" : "r.id";
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static const char *copy(struct arena *mem, const struct rows *rows, int column)
{
    const char *text = rows_text(rows, column);
    return text ? arena_strdup(mem, text) : NULL;
}

static bool read_hits(struct query_builder *to, struct store *store, const struct definitions *definitions,
                      size_t limit, struct hits *hits, struct err *err)
{
    struct arena *mem = to->mem;
    struct query_sql sql = query_finish(to);
    struct db *db = db_for_read(store, err);
    struct rows *rows = db ? db_rows(db, mem, sql.statement, sql.values, sql.count, err) : NULL;
    if (!rows)
        return false;
    ARRAY(struct hit) found = { 0 };
    while (rows_next(rows)) {
        const struct register_definition *reg = definitions_register(definitions, rows_text(rows, HIT_REGISTER));
        struct hit hit = { .id = rows_int(rows, HIT_ID),
                           .reg = reg,
                           .number = copy(mem, rows, HIT_NUMBER),
                           .title = copy(mem, rows, HIT_TITLE),
                           .state = copy(mem, rows, HIT_STATE),
                           .unit = copy(mem, rows, HIT_UNIT),
                           .happened_on = copy(mem, rows, HIT_HAPPENED_ON),
                           .due = copy(mem, rows, HIT_DUE),
                           .finished_on = copy(mem, rows, HIT_FINISHED_ON),
                           .cancelled = rows_int(rows, HIT_CANCELLED) != 0 };
        *ARRAY_ADD(mem, &found) = hit;
    }
    bool failed = rows_failed(rows, err);
    rows_close(rows);
    if (failed)
        return false;
    *hits = (struct hits){ found.items, found.count > limit ? limit : found.count, found.count > limit };
    return true;
}

bool hits_search(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const char *words, int64_t after, size_t limit, struct hits *hits,
                 struct err *err)
{
    struct query_builder to;
    *hits = (struct hits){ 0 };
    if (!hits_asked(mem, words))
        return true;
    query_builder_init(&to, mem, NULL, store_kind(store));
    text_raw(&to.text, "select " HIT_COLUMNS);
    put_words(&to, words);
    if (!put_reaches(&to, definitions, scope, NULL))
        return true;
    if (after) {
        text_printf(&to.text, " and %s < ", row_id(to.kind));
        query_put(&to, db_int(after));
    }
    text_printf(&to.text, " order by %s desc limit ", row_id(to.kind));
    query_put(&to, db_int((int64_t)limit + 1));
    return read_hits(&to, store, definitions, limit, hits, err);
}

static bool read_counts(struct query_builder *to, struct store *store, const struct definitions *definitions,
                        int64_t *counts, struct err *err)
{
    struct query_sql sql = query_finish(to);
    struct db *db = db_for_read(store, err);
    struct rows *rows = db ? db_rows(db, to->mem, sql.statement, sql.values, sql.count, err) : NULL;
    if (!rows)
        return false;
    while (rows_next(rows)) {
        const struct register_definition *reg = definitions_register(definitions, rows_text(rows, 0));
        counts[reg - definitions->registers.items] = rows_int(rows, 1);
    }
    bool failed = rows_failed(rows, err);
    rows_close(rows);
    return !failed;
}

bool hits_count(struct store *store, struct arena *mem, const struct definitions *definitions,
                const struct scope *scope, const char *words, struct hits_in_register **found, size_t *count,
                struct err *err)
{
    struct query_builder to;
    *count = 0;
    if (!hits_asked(mem, words))
        return true;
    query_builder_init(&to, mem, NULL, store_kind(store));
    text_raw(&to.text, "select c.register, count(*) from (select r.register");
    put_words(&to, words);
    if (!put_reaches(&to, definitions, scope, NULL))
        return true;
    text_printf(&to.text, " order by %s desc limit %d) as c group by c.register", row_id(to.kind), HITS_COUNT_MAX + 1);
    int64_t *counts = ARENA_ARRAY(mem, int64_t, definitions->registers.count + 1);
    if (!read_counts(&to, store, definitions, counts, err))
        return false;
    *found = ARENA_ARRAY(mem, struct hits_in_register, definitions->registers.count + 1);
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (counts[i])
            (*found)[(*count)++] = (struct hits_in_register){ &definitions->registers.items[i], counts[i] };
    return true;
}

bool hits_of_number(struct store *store, struct arena *mem, const struct definitions *definitions,
                    const struct scope *scope, const struct register_definition *reg, const char *series,
                    const char *number, struct hits *hits, struct err *err)
{
    struct query_builder to;
    int64_t seq;
    *hits = (struct hits){ 0 };
    query_builder_init(&to, mem, NULL, store_kind(store));
    text_raw(&to.text, "select " HIT_COLUMNS " from record r where r.cancelled in (0, 1) and r.id in (select n.id from "
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
    query_put(&to, db_int(HITS_OF_NUMBER_MAX + 1));
    return read_hits(&to, store, definitions, HITS_OF_NUMBER_MAX, hits, err);
}

/* The hits that were found, as they were asked for, each once. */
static void put_in_order(struct arena *mem, const int64_t *ids, size_t count, struct hits *hits)
{
    struct hit *ordered = ARENA_ARRAY(mem, struct hit, hits->count + 1);
    bool *done = ARENA_ARRAY(mem, bool, hits->count + 1);
    size_t filled = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < hits->count; k++)
            if (!done[k] && hits->items[k].id == ids[i]) {
                done[k] = true;
                ordered[filled++] = hits->items[k];
            }
    hits->items = ordered;
}

bool hits_of_ids(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct register_definition *reg, const int64_t *ids, size_t count,
                 struct hits *hits, struct err *err)
{
    struct query_builder to;
    *hits = (struct hits){ 0 };
    if (count == 0)
        return true;
    query_builder_init(&to, mem, NULL, store_kind(store));
    text_raw(&to.text, "select " HIT_COLUMNS " from record r where r.id in (");
    for (size_t i = 0; i < count && i < HITS_OF_IDS_MAX; i++) {
        text_add(&to.text, i ? ", " : "");
        query_put(&to, db_int(ids[i]));
    }
    text_raw(&to.text, ")");
    if (!put_reaches(&to, definitions, scope, reg))
        return true;
    if (!read_hits(&to, store, definitions, count, hits, err))
        return false;
    put_in_order(mem, ids, count, hits);
    return true;
}
