/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/source.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "query/list.h"
#include "query/query.h"
#include "fields/record.h"
#include "reports/texts.h"

/* The first day of which the office has records; figures of earlier periods are baseline values. */
#define SETTING_FIRST_DAY "records.from"

/* --- queries ----------------------------------------------------------------------------------------------------- */

bool query_text_asks(const char *query, const char *key)
{
    size_t length = strlen(key);
    bool quoted = false, begins = true;
    for (const char *at = query; *at; at++) {
        if (begins && strncmp(at, key, length) == 0 && at[length] == '=')
            return true;
        if (*at == '"')
            quoted = !quoted;
        begins = *at == '&' && !quoted;
    }
    return false;
}

/* A span has no name that a field of type period could hold. */
static bool asks_period_name(const struct register_definition *reg, const char *query)
{
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        const char *at = field->type == FIELD_PERIOD ? strstr(query, "=@period") : NULL;
        if (at && query_text_asks(query, field->name))
            return true;
    }
    return false;
}

static struct query_tokens tokens_of(struct arena *mem, const struct report_days *days)
{
    char *texts = ARENA_ARRAY(mem, char, 4 * DATE_SIZE);
    day_print(days->cutoff, texts);
    day_print(days->period->from, texts + DATE_SIZE);
    day_print(days->period->to, texts + 2 * DATE_SIZE);
    day_print(period_day_before(days->period), texts + 3 * DATE_SIZE);
    return (struct query_tokens){
        .today = texts,
        .cutoff = texts,
        .period = period_field_value(days->period),
        .period_from = texts + DATE_SIZE,
        .period_to = texts + 2 * DATE_SIZE,
        .before = texts + 3 * DATE_SIZE,
    };
}

static bool is_before_first_day(const struct definitions *definitions, const struct period *period)
{
    day_t first;
    const char *setting = definitions_setting(definitions, SETTING_FIRST_DAY, NULL);
    return setting && day_parse(setting, &first) && period->from < first;
}

/* A figure that counts records needs no more than how many there are. */
static bool read_records(const struct report_source *source, struct arena *mem, const struct figure_definition *figure,
                         const struct query *query, bool with_ids, struct figure_records *read, struct err *err)
{
    struct record_values values;
    int64_t count;
    if (figure->kind == FIGURE_RECORDS && !with_ids) {
        if (!record_count(source->store, mem, &source->scope, query, &count, err))
            return false;
        read->count = (size_t)count;
        return true;
    }
    if (!record_values(source->store, mem, &source->scope, query, figure->field, &values, err))
        return false;
    read->ids = values.ids;
    read->integers = values.integers;
    read->texts = values.texts;
    read->count = values.count;
    return true;
}

static bool read_figure(const struct report_source *source, struct arena *mem, const struct figure_definition *figure,
                        const struct report_days *days, bool with_ids, struct figure_records *records, struct err *err)
{
    const struct register_definition *reg = figure->owner;
    struct query_tokens tokens = tokens_of(mem, days);
    struct figure_records read = { 0 };
    if (!tokens.period && asks_period_name(reg, figure->query)) {
        read.unbound = true;
        *records = read;
        return true;
    }
    const struct query *query = query_parse(mem, source->definitions, reg, figure->query, &tokens, err);
    if (!query)
        return err_prefix(err, "%s", figure->name);
    read.query = query_print(mem, query);
    read.words = query_words(mem, query);
    read.baseline = is_before_first_day(source->definitions, days->period);
    if (!read.baseline) {
        if (!read_records(source, mem, figure, query, with_ids, &read, err))
            return err_prefix(err, "%s", figure->name);
    }
    *records = read;
    return true;
}

/* --- chosen records ---------------------------------------------------------------------------------------------- */

struct collecting {
    struct arena *mem;
    const char *const *fields;
    size_t field_count;
    struct report_items *items;
};

static const char *kept(struct arena *mem, const char *text)
{
    return text ? arena_strdup(mem, text) : NULL;
}

static bool collect(const struct record *record, void *arg, struct err *err)
{
    struct collecting *to = arg;
    if (to->items->list.count == REPORT_ITEMS_MAX)
        return err_set(err, ERR_INVALID, "report", NULL, TEXT_ITEMS_MANY, record->reg->label, REPORT_ITEMS_MAX);
    struct report_item *item = ARRAY_ADD(to->mem, &to->items->list);
    item->id = record->id;
    item->unit = kept(to->mem, record->unit);
    item->title = kept(to->mem, record->title);
    item->values = ARENA_ARRAY(to->mem, const char *, to->field_count + 1);
    for (size_t i = 0; i < to->field_count; i++) {
        const struct field *field = to->fields[i] ? register_field(record->reg, to->fields[i]) : NULL;
        const struct value *value = field ? record_value(record, to->fields[i]) : NULL;
        item->values[i] = value && value->is_set ? kept(to->mem, value_print(to->mem, field, value)) : NULL;
    }
    return true;
}

static bool read_items(const struct report_source *source, struct arena *mem, const struct register_definition *reg,
                       const char *query, const struct report_days *days, const char *const *fields, size_t field_count,
                       struct report_items *items, struct err *err)
{
    struct query_tokens tokens = tokens_of(mem, days);
    struct report_items read = { 0 };
    struct collecting to = { mem, fields, field_count, &read };
    const char *sorted = query_text_asks(query, "sort") ? query : arena_printf(mem, "%s&sort=%s", query, reg->date);
    const struct query *parsed = query_parse(mem, source->definitions, reg, sorted, &tokens, err);
    if (!parsed)
        return err_prefix(err, "%s?%s", reg->name, query);
    if (!record_each(source->store, mem, &source->scope, parsed, collect, &to, err))
        return false;
    *items = read;
    return true;
}

/* --- issued values ----------------------------------------------------------------------------------------------- */

struct issued_row {
    int64_t value;
};

static const struct db_column issued_columns[] = { DB_COLUMN_INT(struct issued_row, value) };

static bool read_issued(const struct report_source *source, struct arena *mem, const char *report, const char *period,
                        const char *figure, bool *known, int64_t *value, struct err *err)
{
    struct db *db = db_for_read(source->store, err);
    if (!db)
        return false;
    struct issued_row row;
    bool found;
    if (!db_one(
            db, mem,
            SQL("select value from figure_frozen where report = $1 and period = $2 and figure = $3 and value is not "
                "null"),
            DB(db_text(report), db_text(period), db_text(figure)), issued_columns, COUNT_OF(issued_columns), &row,
            &found, err))
        return false;
    *known = found;
    *value = found ? row.value : 0;
    return true;
}

struct report_source report_source_of_store(struct arena *mem, struct store *store,
                                            const struct definitions *definitions,
                                            const struct report_definition *report)
{
    return (struct report_source){
        .figure = read_figure,
        .items = read_items,
        .issued = read_issued,
        .store = store,
        .definitions = definitions,
        .scope = scope_issuer(mem, definitions, report->issuer),
    };
}
