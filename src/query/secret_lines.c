/* SPDX-License-Identifier: Apache-2.0 */
#include "query/secret_lines.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "query/query_internal.h"
#include "query/query_texts.h"

const char *secret_line(struct arena *mem, const char *number)
{
    return text_is_empty(number) ? TEXT_SECRET_LINE : arena_printf(mem, TEXT_SECRET_LINE_NUMBER, number);
}

/* Has REG a book, and may SCOPE read it without reading all that stands in it? */
static bool may_have(const struct scope *scope, const struct register_definition *reg)
{
    return reg->number && scope_reach(scope, reg)->reads && !query_sees_all(scope, reg);
}

/* "r.register = $n and …" */
static void put_register(struct query_builder *to, const struct scope *scope, const struct register_definition *reg)
{
    text_raw(&to->text, "(r.register = ");
    query_put_text(to, reg->name);
    text_raw(&to->text, " and ");
    query_put_line_reach(to, scope, reg);
    text_raw(&to->text, ")");
}

/* The literal is that of the index record_of_secrecy; the plus keeps SQLite from taking the index of all numbers, in
 * the order asked, and walking the whole book. */
static void begin(struct query_builder *to, struct arena *mem, enum store_kind kind)
{
    query_builder_init(to, mem, NULL, kind);
    to->plan = PLAN_FOR_ALL_VALUES;
    text_raw(
        &to->text,
        "select r.number, r.register, r.number_key from record r where r.secrecy <> 'thuong' and +r.cancelled = 0 and "
        "r.number is not null and ");
}

static bool read_lines(struct query_builder *to, struct store *store, const struct definitions *named, size_t most,
                       struct secret_lines *lines, struct err *err)
{
    ARRAY(const char *) texts = { 0 }, numbers = { 0 }, keys = { 0 };
    const bool up = lines->placed && !lines->descending;
    text_printf(&to->text, " order by r.number_key%s limit %zu", up ? "" : " desc", most + 1);
    struct query_sql sql = query_finish(to);
    struct db *db = db_for_read(store, err);
    struct rows *rows = db ? db_rows(db, to->mem, sql.statement, sql.values, sql.count, err) : NULL;
    if (!rows)
        return false;
    while (rows_next(rows)) {
        lines->more = texts.count == most;
        if (lines->more)
            continue; /* one more was asked for */
        const char *number = arena_strdup(to->mem, rows_text(rows, 0));
        const struct register_definition *reg = named ? definitions_register(named, rows_text(rows, 1)) : NULL;
        const char *line = secret_line(to->mem, number);
        *ARRAY_ADD(to->mem, &numbers) = number;
        *ARRAY_ADD(to->mem, &texts) = reg ? arena_printf(to->mem, "%s: %s", reg->label, line) : line;
        *ARRAY_ADD(to->mem, &keys) = arena_strdup(to->mem, rows_text(rows, 2));
    }
    lines->texts = texts.items, lines->numbers = numbers.items, lines->keys = keys.items, lines->count = texts.count;
    return rows_end(rows, err);
}

/* The number that QUERY asks for, "" where it asks for the whole book; NULL where a line does not answer it. */
static const char *number_asked(const struct query *query)
{
    const struct query_condition *condition = query->conditions.items;
    if (query->by || query->past || query->cancelled == CANCELLED_YES || query->conditions.count > 1)
        return NULL;
    if (query->conditions.count == 0)
        return "";
    bool one = condition->ask == ASK_NUMBER && condition->shape == SHAPE_VALUES && condition->count == 1;
    return one && !condition->negated ? condition->values[0].text : NULL;
}

/* Begins the statement for the lines of QUERY that carry NUMBER; "": all of them. */
static void begin_list(struct query_builder *to, struct arena *mem, enum store_kind kind, const struct scope *scope,
                       const struct query *query, const char *number)
{
    begin(to, mem, kind);
    put_register(to, scope, query->reg);
    if (!*number)
        return;
    text_raw(&to->text, " and r.number = ");
    query_put_text(to, number);
}

bool secret_lines_of_list(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                          struct secret_lines *lines, struct err *err)
{
    struct query_builder to;
    const char *number = query->after || query->before ? NULL : number_asked(query);
    *lines = (struct secret_lines){ 0 };
    if (!number || !may_have(scope, query->reg))
        return true;
    begin_list(&to, mem, store_kind(store), scope, query, number);
    return read_lines(&to, store, NULL, SECRET_LINES_MAX, lines, err);
}

/* The part of the book between two pages of a list by number. */
static void put_page(struct query_builder *to, const struct query *query, const struct record_rows *rows)
{
    const bool down = query->sort.descending;
    if (rows->before_first) {
        text_printf(&to->text,
                    " and r.number_key %s (select b.number_key from record b where b.id = ", down ? "<" : ">");
        query_put(to, db_int(rows->before_first));
        text_raw(&to->text, ")");
    }
    if (rows->later && rows->count > 0) {
        text_printf(&to->text, " and r.number_key %s ", down ? ">=" : "<=");
        query_put_text(to, rows->records[rows->count - 1]->number_key);
    }
}

bool secret_lines_of_rows(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                          const struct record_rows *rows, size_t most, struct secret_lines *lines, struct err *err)
{
    struct query_builder to;
    const char *number = number_asked(query);
    *lines = (struct secret_lines){ .descending = query->sort.descending };
    lines->placed = number && text_equal(query->sort.name, "number");
    if (!may_have(scope, query->reg) || (number && !lines->placed && (query->after || query->before)))
        return true;
    begin_list(&to, mem, store_kind(store), scope, query, number ? number : "");
    if (lines->placed && rows)
        put_page(&to, query, rows);
    if (!read_lines(&to, store, NULL, number ? most : 1, lines, err))
        return false;
    lines->hidden = !number && lines->count > 0;
    if (!number)
        lines->count = 0, lines->more = false;
    return true;
}

size_t secret_lines_before(const struct secret_lines *lines, size_t at, const char *number_key)
{
    size_t before = 0;
    for (; at + before < lines->count; before++) {
        int order = strcmp(lines->keys[at + before], number_key);
        if (lines->descending ? order <= 0 : order >= 0)
            break;
    }
    return before;
}

bool secret_lines_of_number(struct store *store, struct arena *mem, const struct definitions *definitions,
                            const struct scope *scope, const char *number, struct secret_lines *lines, struct err *err)
{
    struct query_builder to;
    const char *between = " and (";
    *lines = (struct secret_lines){ 0 };
    if (!strpbrk(number, "0123456789")) /* no number is without a digit */
        return true;
    begin(&to, mem, store_kind(store));
    text_raw(&to.text, "r.number = ");
    query_put_text(&to, text_trim(mem, number));
    for (size_t i = 0; i < definitions->registers.count; i++) {
        if (!may_have(scope, &definitions->registers.items[i]))
            continue;
        text_add(&to.text, between);
        put_register(&to, scope, &definitions->registers.items[i]);
        between = " or ";
    }
    text_raw(&to.text, ")");
    return text_equal(between, " and (") || read_lines(&to, store, definitions, SECRET_LINES_MAX, lines, err);
}

void secret_lines_json(struct json *json, const struct secret_lines *lines)
{
    if (lines->count == 0)
        return;
    json_key(json, "secret_lines");
    json_array(json);
    for (size_t i = 0; i < lines->count; i++)
        json_text(json, lines->texts[i]);
    json_array_end(json);
}
