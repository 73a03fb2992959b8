/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/register_sql.h"

#include <assert.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "fields/text_order.h"

struct register_sql_set {
    const struct register_definition *first;
    struct register_sql *items;
    size_t count;
};

/* The columns behind the id: the fields, then the keys of those that have one. */
static struct text_list columns_of(struct arena *mem, const struct register_definition *reg)
{
    struct text_list columns = { ARENA_ARRAY(mem, const char *, 2 * reg->fields.count + 1), 0 };
    for (size_t i = 0; i < reg->fields.count; i++)
        columns.items[columns.count++] = reg->fields.items[i].name;
    for (size_t i = 0; i < reg->fields.count; i++)
        if (field_has_key(reg, &reg->fields.items[i]))
            columns.items[columns.count++] = field_key_column(mem, &reg->fields.items[i]);
    return columns;
}

static const struct statement *build_insert(struct arena *mem, const struct register_definition *reg,
                                            const struct text_list *columns)
{
    struct text sql;
    text_init(&sql, mem, TEXT_MAX_PAGE);
    text_printf(&sql, "insert into %s (id", db_name(mem, reg->name));
    for (size_t i = 0; i < columns->count; i++)
        text_printf(&sql, ", %s", db_name(mem, columns->items[i]));
    text_raw(&sql, ") values ($1");
    for (size_t i = 0; i < columns->count; i++)
        text_printf(&sql, ", $%zu", i + 2);
    text_raw(&sql, ")");
    return statement_build(mem, sql.data);
}

static const struct statement *build_update(struct arena *mem, const struct register_definition *reg,
                                            const struct text_list *columns)
{
    struct text sql;
    text_init(&sql, mem, TEXT_MAX_PAGE);
    text_printf(&sql, "update %s set ", db_name(mem, reg->name));
    for (size_t i = 0; i < columns->count; i++)
        text_printf(&sql, "%s%s = $%zu", i ? ", " : "", db_name(mem, columns->items[i]), i + 2);
    text_raw(&sql, " where id = $1");
    return statement_build(mem, sql.data);
}

static const struct field *dated_field(const struct definitions *definitions, const struct register_definition *reg)
{
    const struct book *book = reg->number ? definitions_book(definitions, reg->number) : NULL;
    const struct field *field = book ? register_field(reg, book->dated ? book->dated : reg->date) : NULL;
    return field && (field->type == FIELD_DATE || field->type == FIELD_DATE_TIME) ? field : NULL;
}

static const struct statement *build_neighbour(struct arena *mem, const struct register_definition *reg,
                                               const struct field *dated, bool before)
{
    return statement_build(mem, arena_printf(mem,
                                             "select n.printed, t.%s from number n join %s t on t.id = n.record where "
                                             "n.book = $1 and n.series = $2 and n.state <> 'reserved' and n.seq %s $3 "
                                             "order by n.seq %s limit 1",
                                             db_name(mem, dated->name), db_name(mem, reg->name), before ? "<" : ">",
                                             before ? "desc" : "asc"));
}

static const struct statement *build_in_order(struct arena *mem, const struct register_definition *reg,
                                              const struct field *dated)
{
    static const char form[] =
        "not exists (select 1 from (select t.%s as day from number n join %s t on t.id = n.record "
        "where n.book = $1 and n.series = $2 and n.state <> 'reserved' and n.seq %s $3 order by "
        "n.seq %s limit 1) as beside where beside.day %s)";
    const char *day = db_name(mem, dated->name), *table = db_name(mem, reg->name);
    return statement_build(mem,
                           arena_printf(mem,
                                        "update number_book set next = number_book.next where book = $1 and series "
                                        "= $2 and %s and %s",
                                        arena_printf(mem, form, day, table, "<", "desc", ">= $4"),
                                        arena_printf(mem, form, day, table, ">", "asc", "< $5")));
}

const struct register_sql_set *register_sql_build(struct arena *mem, const struct definitions *definitions)
{
    struct register_sql_set *set = ARENA_NEW(mem, struct register_sql_set);
    set->first = definitions->registers.items;
    set->count = definitions->registers.count;
    set->items = ARENA_ARRAY(mem, struct register_sql, set->count);
    for (size_t i = 0; i < set->count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        struct text_list columns = columns_of(mem, reg);
        struct register_sql *sql = &set->items[i];
        *sql = (struct register_sql){ .reg = reg,
                                      .insert = build_insert(mem, reg, &columns),
                                      .update = build_update(mem, reg, &columns),
                                      .count = columns.count + 1,
                                      .dated = dated_field(definitions, reg) };
        if (sql->dated) {
            sql->before = build_neighbour(mem, reg, sql->dated, true);
            sql->after = build_neighbour(mem, reg, sql->dated, false);
            sql->in_order = build_in_order(mem, reg, sql->dated);
        }
    }
    return set;
}

const struct register_sql *register_sql_of(const struct register_sql_set *set, const struct register_definition *reg)
{
    size_t at = (size_t)(reg - set->first);
    assert(at < set->count);
    return &set->items[at];
}

struct db_value *register_values(struct arena *mem, const struct register_sql *sql, const struct record *record)
{
    const struct register_definition *reg = sql->reg;
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, sql->count), *next = values;
    *next++ = db_int(record->id);
    for (size_t i = 0; i < reg->fields.count; i++)
        *next++ = value_db(&record->values[i]);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (field_has_key(reg, &reg->fields.items[i]))
            *next++ = field_key(mem, &record->values[i]);
    return values;
}
