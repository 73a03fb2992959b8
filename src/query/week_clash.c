/* SPDX-License-Identifier: Apache-2.0 */
/* What is wanted twice at a time. */
#include <string.h>

#include "base/text.h"
#include "fields/condition.h"
#include "query/query_texts.h"
#include "query/week_internal.h"
#include "viet/fold.h"

enum { CLASHES_TOLD = 5 };

/* --- at one time? ------------------------------------------------------------------------------------------------- */

static const char *hour_of(const struct week_row *row, const char *name)
{
    const struct value *value = name ? record_value(row->record, name) : NULL;
    return value && value->is_set ? value->text : NULL;
}

static bool covers(const struct week_definition *week, const char *part, const char *other)
{
    if (!part || text_equal(part, other))
        return true;
    for (size_t i = 0; i < week->spans.count; i++)
        if (text_equal(week->spans.items[i].part, part) && text_list_has(&week->spans.items[i].covers, other))
            return true;
    return false;
}

static bool meet(const struct week_definition *week, const struct week_row *one, const struct week_row *other)
{
    const char *from = hour_of(one, one->gather->hour), *until = hour_of(one, one->gather->until_hour),
               *other_from = hour_of(other, other->gather->hour),
               *other_until = hour_of(other, other->gather->until_hour);
    if (from && until && other_from && other_until)
        return strcmp(from, other_until) < 0 && strcmp(other_from, until) < 0;
    return covers(week, one->part, other->part) || covers(week, other->part, one->part);
}

/* --- and the same? ------------------------------------------------------------------------------------------------ */

struct telling {
    const struct reading *reading;
    const struct week_definition *week;
    const struct week_table *table;
    struct text *words;
    size_t told;
    bool with_day;
};

/* ONE is told what it has in common with OTHER. */
static void tell(struct telling *telling, const struct week_row *one, const struct week_row *other)
{
    struct arena *mem = telling->reading->mem;
    size_t same = 0;
    for (size_t i = 0; i < telling->table->columns.count; i++) {
        const struct week_column *column = &telling->table->columns.items[i];
        if (!column->clashes || !*one->values[i] || !text_equal(one->keys[i], other->keys[i]))
            continue;
        if (same++ == 0 && telling->told++ >= CLASHES_TOLD)
            return;
        text_printf(telling->words, SAY_WEEK_CLASH,
                    same > 1            ? ", "
                    : telling->told > 1 ? SAY_WEEK_CLASH_NEXT
                                        : SAY_WEEK_CLASH_FIRST,
                    viet_lower_first(mem, column->label), one->values[i]);
    }
    if (same == 0)
        return;
    const char *day = telling->with_day ? week_day_words(mem, other->day) : "";
    text_printf(telling->words, SAY_WEEK_CLASH_WITH, other->record->title, *day || *other->when ? " (" : "", day,
                *day && *other->when ? ", " : "", other->when, *day || *other->when ? ")" : "");
}

void week_find_clashes(const struct reading *reading, struct week_rows *rows)
{
    const struct week_definition *week = definitions_weeks(reading->definitions)->week;
    for (size_t i = 0; i < rows->count; i++) {
        struct text words;
        struct telling telling = { reading, week, rows->table, &words, 0, false };
        text_init(&words, reading->mem, TEXT_MAX_LINE);
        for (size_t k = i; k-- > 0 && rows->rows[k].day == rows->rows[i].day;)
            if (meet(week, &rows->rows[i], &rows->rows[k]))
                tell(&telling, &rows->rows[i], &rows->rows[k]);
        for (size_t k = i + 1; k < rows->count && rows->rows[k].day == rows->rows[i].day; k++)
            if (meet(week, &rows->rows[i], &rows->rows[k]))
                tell(&telling, &rows->rows[i], &rows->rows[k]);
        rows->rows[i].clash = words.data;
    }
}

static bool has_clashing(const struct week_table *table, const struct week_row *row)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i].clashes && *row->values[i])
            return true;
    return false;
}

/* Is RECORD one that its query takes? What a query asks beside the record's own values is not known of it. */
static bool is_taken(struct arena *mem, const struct week_gather *gather, const struct record *record)
{
    return !record->cancelled && (!gather->query || !record->state || condition_holds(mem, record, gather->query));
}

bool week_clashes(struct store *store, struct arena *mem, const struct definitions *definitions,
                  const struct scope *scope, const struct record *record, const char **words, struct err *err)
{
    const struct week_gather *gather;
    const struct week_table *table = week_table_of(definitions, record->reg, &gather);
    struct reading reading = { store, mem, definitions, scope, 0, 0, false };
    struct week_row own;
    struct week_rows rows;
    struct text told;
    *words = "";
    if (!table || !week_days_of(gather, record, &reading.from, &reading.to) || !is_taken(mem, gather, record))
        return true;
    if (reading.to - reading.from > WEEK_LONGEST)
        reading.to = reading.from + WEEK_LONGEST;
    week_row_fill(&reading, table, gather, record, &own);
    if (!has_clashing(table, &own))
        return true;
    if (!week_gather_rows(&reading, table, &rows, err))
        return false;
    text_init(&told, mem, TEXT_MAX_LINE);
    struct telling telling = { &reading, definitions_weeks(definitions)->week, table, &told, 0, true };
    for (size_t i = 0; i < rows.count; i++)
        if (rows.rows[i].record->id != record->id && meet(telling.week, &own, &rows.rows[i]))
            tell(&telling, &own, &rows.rows[i]);
    *words = told.data;
    return true;
}

bool week_clash_rests_on(const struct definitions *definitions, const struct register_definition *reg,
                         const struct field *field)
{
    const struct week_gather *gather;
    const struct week_table *table = week_table_of(definitions, reg, &gather);
    if (!table)
        return false;
    for (size_t i = 0; i < gather->values.count; i++)
        if (text_equal(gather->values.items[i].field, field->name) &&
            table->columns.items[week_column_at(table, gather->values.items[i].column)].clashes)
            return true;
    const char *times[] = { gather->day, gather->until, gather->part, gather->hour, gather->until_hour };
    for (size_t i = 0; i < COUNT_OF(times); i++)
        if (text_equal(times[i], field->name))
            return true;
    return false;
}
