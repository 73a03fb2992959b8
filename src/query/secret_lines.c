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
    text_raw(&to->text,
             "select r.number, r.register from record r where r.secrecy <> 'thuong' and +r.cancelled = 0 and "
             "r.number is not null and ");
}

static bool read_lines(struct query_builder *to, struct store *store, const struct definitions *named,
                       struct secret_lines *lines, struct err *err)
{
    text_printf(&to->text, " order by r.number_key desc limit %d", SECRET_LINES_MAX + 1);
    struct query_sql sql = query_finish(to);
    struct db *db = db_for_read(store, err);
    struct rows *rows = db ? db_rows(db, to->mem, sql.statement, sql.values, sql.count, err) : NULL;
    if (!rows)
        return false;
    lines->texts = ARENA_ARRAY(to->mem, const char *, SECRET_LINES_MAX);
    lines->numbers = ARENA_ARRAY(to->mem, const char *, SECRET_LINES_MAX);
    while (rows_next(rows)) {
        lines->more = lines->count == SECRET_LINES_MAX;
        if (lines->more)
            continue; /* one more was asked for */
        const char *number = arena_strdup(to->mem, rows_text(rows, 0));
        const struct register_definition *reg = named ? definitions_register(named, rows_text(rows, 1)) : NULL;
        const char *line = secret_line(to->mem, number);
        lines->numbers[lines->count] = number;
        lines->texts[lines->count++] = reg ? arena_printf(to->mem, "%s: %s", reg->label, line) : line;
    }
    return rows_end(rows, err);
}

/* The number that QUERY asks for, "" where it asks for the whole book; NULL where a line does not answer it. */
static const char *number_asked(const struct query *query)
{
    const struct query_condition *condition = query->conditions.items;
    bool plain = !query->by && !query->after && !query->before && !query->past && query->cancelled != CANCELLED_YES;
    if (!plain || query->conditions.count > 1)
        return NULL;
    if (query->conditions.count == 0)
        return "";
    bool one = condition->ask == ASK_NUMBER && condition->shape == SHAPE_VALUES && condition->count == 1;
    return one && !condition->negated ? condition->values[0].text : NULL;
}

bool secret_lines_of_list(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                          struct secret_lines *lines, struct err *err)
{
    struct query_builder to;
    const char *number = number_asked(query);
    *lines = (struct secret_lines){ 0 };
    if (!number || !may_have(scope, query->reg))
        return true;
    begin(&to, mem, store_kind(store));
    put_register(&to, scope, query->reg);
    if (*number) {
        text_raw(&to.text, " and r.number = ");
        query_put_text(&to, number);
    }
    return read_lines(&to, store, NULL, lines, err);
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
    return text_equal(between, " and (") || read_lines(&to, store, definitions, lines, err);
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
