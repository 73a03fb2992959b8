/* SPDX-License-Identifier: Apache-2.0 */
/* Counts, and the values behind a figure. Where a condition speaks of a past day the statement has two halves, records
 * that their row tells and the others: the first is answered from an index alone. */
#include "base/text.h"
#include "query/query_internal.h"

static bool needs_halves(const struct query *query)
{
    for (size_t i = 0; i < query->conditions.count; i++)
        if (query_is_told_by_row(query, &query->conditions.items[i]))
            return true;
    return false;
}

/* One SELECT of the records that TOLD names. FIELD: only those that have a value. */
static const char *half(struct query_builder *to, const struct query *query, const struct scope *scope,
                        enum query_told told, const char *select, const struct field *field)
{
    to->told = told;
    to->uses_fields = false;
    text_clear(&to->text);
    query_put_where(to, query, scope);
    if (told != TOLD_EITHER)
        text_add(&to->text, told == TOLD_YES ? " and r.told = 1" : " and r.told = 0");
    if (field) {
        text_raw(&to->text, " and ");
        query_put_field(to, field);
        text_raw(&to->text, " is not null");
    }
    query_put_select(to, select);
    return arena_strdup(to->mem, to->text.data);
}

struct query_sql query_count_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                                 enum store_kind kind)
{
    struct query_builder to;
    query_builder_init(&to, mem, query, kind);
    if (needs_halves(query)) {
        const char *rows = half(&to, query, scope, TOLD_YES, "count(*)", NULL);
        const char *others = half(&to, query, scope, TOLD_NO, "count(*)", NULL);
        text_clear(&to.text);
        text_printf(&to.text, "select (%s) + (%s)", rows, others);
    } else {
        half(&to, query, scope, TOLD_EITHER, "count(*)", NULL);
    }
    return query_finish(&to);
}

struct query_sql query_values_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                                  enum store_kind kind, const char *name)
{
    struct query_builder to;
    const struct field *field = name ? register_field(query->reg, name) : NULL;
    const char *value = field ? arena_printf(mem, "f.%s", db_name(mem, field->name)) : NULL;
    query_builder_init(&to, mem, query, kind);
    if (needs_halves(query)) {
        const char *select =
            value ? arena_printf(mem, "r.id, %s as value, r.happened_on", value) : "r.id, 0 as value, r.happened_on";
        const char *rows = half(&to, query, scope, TOLD_YES, select, field);
        const char *others = half(&to, query, scope, TOLD_NO, select, field);
        text_clear(&to.text);
        text_printf(&to.text, "select id, value from (%s union all %s) as halves order by happened_on, id", rows,
                    others);
    } else {
        half(&to, query, scope, TOLD_EITHER, value ? arena_printf(mem, "r.id, %s", value) : "r.id", field);
        text_raw(&to.text, " order by r.happened_on, r.id");
    }
    return query_finish(&to);
}
