/* SPDX-License-Identifier: Apache-2.0 */
#include "query/list.h"

#include <assert.h>
#include <stdlib.h>

#include "fields/field_type.h"
#include "query/record_filter.h"
#include "query/query_internal.h"
#include "query/query_texts.h"
#include "store/id.h"

/* Reads the place where the page begins; false with an err where that record is gone. */
static bool read_key(struct db *db, struct arena *mem, const struct query *query, struct page_key *key, struct err *err)
{
    int64_t id = query->before ? query->before : query->after;
    struct query_sql sql = query_key_sql(mem, query, id);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    struct page_key read = { .is_set = rows_next(rows) };
    if (read.is_set && query->sort.integer)
        read.value.integer = rows_int(rows, 0);
    else if (read.is_set)
        read.value.text = arena_strdup(mem, rows_text(rows, 0));
    if (read.is_set && query->sort.then)
        read.then = arena_strdup(mem, rows_text(rows, 1));
    if (!rows_end(rows, err))
        return false;
    if (!read.is_set) {
        char printed[ID_SIZE];
        id_print(id, printed);
        return err_set(err, ERR_INVALID, "page", query->before ? "before" : "after", TEXT_AFTER_UNKNOWN, printed);
    }
    *key = read;
    return true;
}

/* The rows of a page, one more than it shows where there is one. */
static bool read_page(struct db *db, struct arena *mem, const struct query *query, struct query_sql sql,
                      struct record_page *page, struct err *err)
{
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    page->records = ARENA_ARRAY(mem, struct record *, query_page_size(query) + 1);
    page->count = 0;
    while (rows_next(rows))
        page->records[page->count++] = record_from_row(mem, rows, query->reg);
    return rows_end(rows, err);
}

static void reverse(struct record_page *page)
{
    for (size_t i = 0; i < page->count / 2; i++) {
        struct record *other = page->records[page->count - 1 - i];
        page->records[page->count - 1 - i] = page->records[i];
        page->records[i] = other;
    }
}

/* A page's row also says who has the record in hand: the lowest of those who lead. */
#define LEAD_COLUMN                                                                                                    \
    ", (select a.to_whom from assignment a where a.record = r.id and a.finished_at = 0 and a.on_path = 1 order by "    \
    "a.id desc limit 1)"

/* Cuts the row beyond the page and says where the next one begins. */
static void finish_page(const struct query *query, struct record_page *page)
{
    size_t size = (size_t)query_page_size(query);
    bool more = page->count > size;
    if (more)
        page->count = size;
    if (query->before)
        reverse(page);
    if (page->count && (more || query->before)) /* behind a page before a record there is at least that record */
        page->next = page->records[page->count - 1]->id;
}

bool record_list(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct query *query, struct record_page *page, struct err *err)
{
    (void)definitions;
    struct record_page made = { .total_is_exact = true };
    struct page_key key = { 0 };
    struct db *db = db_for_read(store, err);
    if (!db || ((query->after || query->before) && !read_key(db, mem, query, &key, err)))
        return false;
    struct query_sql sql =
        query_page_sql(mem, query, scope, store_kind(store), record_columns(mem, query->reg), key.is_set ? &key : NULL);
    if (!read_page(db, mem, query, sql, &made, err))
        return false;
    finish_page(query, &made);
    if (!records_hide_links(db, mem, scope, made.records, made.count, err))
        return false;
    bool counted = record_count(store, mem, scope, query, &made.total, err);
    if (counted)
        *page = made;
    return counted;
}

static void reverse_rows(struct record_rows *rows)
{
    for (size_t i = 0; i < rows->count / 2; i++) {
        size_t other = rows->count - 1 - i;
        struct record *record = rows->records[other];
        const char *lead = rows->leads[other];
        rows->records[other] = rows->records[i];
        rows->leads[other] = rows->leads[i];
        rows->records[i] = record;
        rows->leads[i] = lead;
    }
}

static bool read_rows(struct db *db, struct arena *mem, const struct query *query, struct query_sql sql,
                      int lead_column, struct record_rows *page, struct err *err)
{
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    size_t room = (size_t)query_page_size(query) + 1;
    page->records = ARENA_ARRAY(mem, struct record *, room);
    page->leads = ARENA_ARRAY(mem, const char *, room);
    for (; rows_next(rows); page->count++) {
        page->records[page->count] = record_from_row(mem, rows, query->reg);
        page->leads[page->count] =
            rows_is_null(rows, lead_column) ? "" : arena_strdup(mem, rows_text(rows, lead_column));
    }
    return rows_end(rows, err);
}

/* Does the list of REG show a link? Others keep theirs to themselves. */
static bool lists_links(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->list.columns.count; i++) {
        const struct field *field = register_field(reg, reg->list.columns.items[i]);
        if (field && field->type == FIELD_LINK)
            return true;
    }
    return false;
}

bool record_rows(struct store *store, struct arena *mem, const struct scope *scope, const struct query *asked,
                 size_t most, struct record_rows *rows, struct err *err)
{
    struct query query = *asked;
    struct record_rows made = { 0 };
    struct page_key key = { 0 };
    struct db *db = db_for_read(store, err);
    query.page_size = most ? (int)most : query_page_size(asked);
    if (!db || ((query.after || query.before) && !read_key(db, mem, &query, &key, err)))
        return false;
    const char *columns = arena_printf(mem, "%s" LEAD_COLUMN, record_columns(mem, query.reg));
    struct query_sql sql = query_page_sql(mem, &query, scope, store_kind(store), columns, key.is_set ? &key : NULL);
    if (!read_rows(db, mem, &query, sql, record_column_count(query.reg), &made, err))
        return false;
    if (lists_links(query.reg) && !records_hide_links(db, mem, scope, made.records, made.count, err))
        return false;
    bool more = made.count > (size_t)query.page_size;
    made.before_first = query.before ? (more ? made.records[query.page_size]->id : 0) : query.after;
    made.count = more ? (size_t)query.page_size : made.count;
    made.earlier = query.before ? more : query.after != 0;
    made.later = query.before ? true : more;
    if (query.before)
        reverse_rows(&made);
    *rows = made;
    return true;
}

bool record_walk(struct store *store, struct arena *whole, const struct scope *scope, const struct query *query,
                 size_t chunk,
                 bool (*visit)(const struct record_rows *rows, struct arena *mem, void *arg, struct err *err),
                 void *arg, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_part(whole, ARENA_REQUEST_MAX);
    struct query from = *query;
    struct record_rows rows = { .later = true };
    from.after = from.before = 0;
    while (rows.later) {
        if (!record_rows(store, mem, scope, &from, chunk, &rows, err) ||
            (rows.count > 0 && !visit(&rows, mem, arg, err)))
            return false;
        from.after = rows.count ? rows.records[rows.count - 1]->id : 0;
        bool later = rows.later;
        arena_reset(mem);
        rows = (struct record_rows){ .later = later };
    }
    return true;
}

bool record_each(struct store *store, struct arena *whole, const struct scope *scope, const struct query *query,
                 bool (*visit)(const struct record *record, void *arg, struct err *err), void *arg, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_part(whole, ARENA_REQUEST_MAX);
    struct arena *row CLEANUP(arena_cleanup) = arena_part(whole, ARENA_REQUEST_MAX);
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    struct query_sql sql =
        query_sql(mem, query, scope, store_kind(store), QUERY_WHOLE, record_columns(mem, query->reg));
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    bool going = rows != NULL;
    while (going && rows_next(rows)) {
        struct record *record = record_from_row(row, rows, query->reg);
        going = records_hide_links(db, row, scope, &record, 1, err) && visit(record, arg, err);
        arena_reset(row);
    }
    bool done = going && !rows_failed(rows, err);
    rows_close(rows);
    return done;
}

bool record_values(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                   const char *field, struct record_values *values, struct err *err)
{
    const struct field *of = field ? register_field(query->reg, field) : NULL;
    if (field && !of)
        return err_set(err, ERR_INVALID, "field", field, TEXT_FIELD_UNKNOWN, query->reg->label, field);
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    struct query_sql sql = query_sql(mem, query, scope, store_kind(store), QUERY_VALUES, field);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    ARRAY(int64_t) ids = { 0 };
    ARRAY(int64_t) integers = { 0 };
    ARRAY(const char *) texts = { 0 };
    while (rows_next(rows)) {
        *ARRAY_ADD(mem, &ids) = rows_int(rows, 0);
        if (of && field_is_integer(of))
            *ARRAY_ADD(mem, &integers) = rows_int(rows, 1);
        else if (of)
            *ARRAY_ADD(mem, &texts) = arena_strdup(mem, rows_text(rows, 1));
    }
    if (!rows_end(rows, err))
        return false;
    *values = (struct record_values){ ids.items, integers.items, texts.items, ids.count };
    return true;
}

/* What the database says of a statement; NULL. */
static const char *read_plan(struct db *db, struct arena *mem, const struct statement *statement,
                             const struct query_sql *sql, int column, struct err *err)
{
    struct text text;
    struct rows *rows = db_rows(db, mem, statement, sql ? sql->values : NULL, sql ? sql->count : 0, err);
    text_init(&text, mem, TEXT_MAX_PAGE);
    while (rows && rows_next(rows))
        text_printf(&text, "%s\n", rows_text(rows, column));
    return rows && rows_end(rows, err) ? text.data : NULL;
}

/* PostgreSQL: the plan for all values, which `explain` alone does not show: it would plan for those it is given. */
static const char *plan_for_all_values(struct db *db, struct arena *mem, const struct query_sql *sql, struct err *err)
{
    struct text types, nulls;
    text_init(&types, mem, TEXT_MAX_PAGE);
    text_init(&nulls, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < sql->count; i++) {
        text_printf(&types, "%s%s", i ? ", " : "(", sql->values[i].type == DB_INT ? "bigint" : "text");
        text_add(&nulls, i ? ", null" : "(null");
    }
    const char *end = sql->count ? ")" : "";
    const char *prepare = arena_printf(mem, "prepare planned%s%s as %s", types.data, end, sql->statement->text);
    const char *explain = arena_printf(mem, "explain execute planned%s%s", nulls.data, end);
    if (!read_plan(db, mem, statement_build(mem, prepare), NULL, 0, err))
        return NULL;
    const char *plan = read_plan(db, mem, statement_build_planned(mem, explain, PLAN_FOR_ALL_VALUES), NULL, 0, err);
    struct err ignored;
    bool gone = read_plan(db, mem, statement_build(mem, "deallocate planned"), NULL, 0, plan ? err : &ignored);
    return gone ? plan : NULL;
}

const char *record_plan(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                        enum query_want want, struct err *err)
{
    bool sqlite = store_kind(store) == STORE_SQLITE;
    bool rows_wanted = want == QUERY_PAGE || want == QUERY_WHOLE;
    struct db *db = db_for_read(store, err);
    if (!db)
        return NULL;
    struct query_sql sql =
        query_sql(mem, query, scope, store_kind(store), want, rows_wanted ? record_columns(mem, query->reg) : NULL);
    if (!sqlite && sql.statement->plan == PLAN_FOR_ALL_VALUES)
        return plan_for_all_values(db, mem, &sql, err);
    const char *text = arena_printf(mem, "%s %s", sqlite ? "explain query plan" : "explain", sql.statement->text);
    return read_plan(db, mem, statement_build(mem, text), &sql, sqlite ? 3 : 0, err);
}
