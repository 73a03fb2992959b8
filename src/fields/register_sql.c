/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/register_sql.h"

#include <assert.h>

#include "base/text.h"

struct register_sql_set {
    const struct register_definition *first;
    struct register_sql *items;
    size_t count;
};

static const struct statement *build_insert(struct arena *mem, const struct register_definition *reg)
{
    struct text sql;
    text_init(&sql, mem, TEXT_MAX_PAGE);
    text_printf(&sql, "insert into %s (id", db_name(mem, reg->name));
    for (size_t i = 0; i < reg->fields.count; i++)
        text_printf(&sql, ", %s", db_name(mem, reg->fields.items[i].name));
    text_raw(&sql, ") values ($1");
    for (size_t i = 0; i < reg->fields.count; i++)
        text_printf(&sql, ", $%zu", i + 2);
    text_raw(&sql, ")");
    return statement_build(mem, sql.data);
}

static const struct statement *build_update(struct arena *mem, const struct register_definition *reg)
{
    struct text sql;
    text_init(&sql, mem, TEXT_MAX_PAGE);
    text_printf(&sql, "update %s set ", db_name(mem, reg->name));
    for (size_t i = 0; i < reg->fields.count; i++)
        text_printf(&sql, "%s%s = $%zu", i ? ", " : "", db_name(mem, reg->fields.items[i].name), i + 2);
    text_raw(&sql, " where id = $1");
    return statement_build(mem, sql.data);
}

const struct register_sql_set *register_sql_build(struct arena *mem, const struct definitions *definitions)
{
    struct register_sql_set *set = ARENA_NEW(mem, struct register_sql_set);
    set->first = definitions->registers.items;
    set->count = definitions->registers.count;
    set->items = ARENA_ARRAY(mem, struct register_sql, set->count);
    for (size_t i = 0; i < set->count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        set->items[i] = (struct register_sql){ reg, build_insert(mem, reg), build_update(mem, reg) };
    }
    return set;
}

const struct register_sql *register_sql_of(const struct register_sql_set *set, const struct register_definition *reg)
{
    size_t at = (size_t)(reg - set->first);
    assert(at < set->count);
    return &set->items[at];
}
