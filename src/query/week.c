/* SPDX-License-Identifier: Apache-2.0 */
#include "query/week.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "fields/cells.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "query/list.h"
#include "query/query_texts.h"
#include "query/week_internal.h"
#include "viet/fold.h"

/* --- the name of a week ------------------------------------------------------------------------------------------- */

/* The first Monday of the ISO year: that of the week with 4 January. */
static day_t first_monday(int year)
{
    day_t fourth = day_from_civil(year, 1, 4);
    return fourth - (day_t)day_weekday(fourth);
}

void week_print(day_t monday, char name[WEEK_NAME_SIZE])
{
    int year = civil_from_day(monday + THURSDAY).year;
    unsigned number = (unsigned)((monday - first_monday(year)) / WEEK_DAYS + 1);
    snprintf(name, WEEK_NAME_SIZE, "%04u-W%02u", (unsigned)year % 10000, number % 100);
}

/* From and until when a date may be. */
static day_t first_day(void)
{
    return day_from_civil(FIELD_YEAR_MIN, 1, 1);
}

static day_t last_day(void)
{
    return day_from_civil(FIELD_YEAR_MAX, 12, 31);
}

bool week_parse(const char *text, day_t *monday, struct err *err)
{
    int64_t year, number;
    char digits[5] = "", back[WEEK_NAME_SIZE];
    day_t day;
    if (text && day_parse_people(text, &day)) {
        *monday = day - (day_t)day_weekday(day);
        if (*monday >= first_day() && *monday <= last_day())
            return true;
    }
    size_t length = text ? strlen(text) : 0;
    if (length >= 6 && length <= 8) {
        memcpy(digits, text, 4);
        const char *rest = text + (text[4] == '-' && text[5] == 'W' ? 6 : 5);
        if (text[4] == '-' && text_to_int(digits, FIELD_YEAR_MIN, FIELD_YEAR_MAX, &year) && *rest != '+' &&
            text_to_int(rest, 1, 53, &number)) {
            *monday = first_monday((int)year) + (day_t)(number - 1) * WEEK_DAYS;
            week_print(*monday, back);
            if (strncmp(back, digits, 4) == 0 && *monday >= first_day())
                return true;
        }
    }
    return err_set(err, ERR_INVALID, "week", "week", SAY_WEEK_NAME, text ? text : "");
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const struct value *value_of(const struct record *record, const char *name)
{
    const struct value *value = name ? record_value(record, name) : NULL;
    return value && value->is_set ? value : NULL;
}

bool week_days_of(const struct week_gather *gather, const struct record *record, day_t *first, day_t *last)
{
    const struct value *from = value_of(record, gather->day), *until = value_of(record, gather->until);
    if (!from || !day_parse(from->text, first))
        return false;
    *last = *first;
    return !until || (day_parse(until->text, last) && *last >= *first);
}

static const char *when_words(const struct reading *reading, const struct week_gather *gather,
                              const struct record *record)
{
    struct arena *mem = reading->mem;
    const char *part = gather->part ? cell_people(mem, reading->definitions, reading->scope, record, gather->part) : "";
    const struct value *from = value_of(record, gather->hour), *until = value_of(record, gather->until_hour);
    const char *hours = !from ? "" : until ? arena_printf(mem, "%s–%s", from->text, until->text) : from->text;
    const char *mark = degree_mark(secrecy_degrees, record->secrecy);
    return arena_printf(mem, "%s%s%s%s%s", part, *part && *hours ? ", " : "", hours,
                        *mark && (*part || *hours) ? ". " : "", mark);
}

/* On one line: what was written on several stands behind one another. */
static const char *one_line(struct arena *mem, const char *words)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (const char *at = words ? words : ""; *at;) {
        size_t length = strcspn(at, "\r\n|");
        text_add_bytes(&out, at, length);
        at += length;
        bool bar = *at == '|';
        at += strspn(at, "\r\n|");
        if (*at && length)
            text_add(&out, bar ? "/" : "; ");
    }
    return out.data;
}

void week_row_fill(const struct reading *reading, const struct week_table *table, const struct week_gather *gather,
                   const struct record *record, struct week_row *row)
{
    const struct value *part = value_of(record, gather->part);
    *row = (struct week_row){ .record = record,
                              .gather = gather,
                              .part = part ? part->text : NULL,
                              .when = when_words(reading, gather, record),
                              .values = ARENA_ARRAY(reading->mem, const char *, table->columns.count + 1),
                              .keys = ARENA_ARRAY(reading->mem, const char *, table->columns.count + 1),
                              .clash = "" };
    for (size_t i = 0; i < table->columns.count; i++)
        row->values[i] = "";
    for (size_t i = 0; i < gather->values.count; i++) {
        const struct week_value *value = &gather->values.items[i];
        row->values[week_column_at(table, value->column)] = one_line(
            reading->mem, cell_people(reading->mem, reading->definitions, reading->scope, record, value->field));
    }
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct week_column *column = &table->columns.items[i];
        row->keys[i] = column->clashes || column->filter ? viet_exact(reading->mem, row->values[i]) : NULL;
    }
}

static bool read_gather(const struct reading *reading, const struct week_table *table, const struct week_gather *gather,
                        struct gathered *found, struct err *err)
{
    struct arena *mem = reading->mem;
    struct record_rows rows;
    char from[DATE_SIZE], to[DATE_SIZE], today[DATE_SIZE];
    if (!scope_reach(reading->scope, gather->reg)->reads)
        return true;
    day_t begins = reading->from - (gather->until ? WEEK_LONGEST : 0);
    day_print(begins < first_day() ? first_day() : begins, from);
    day_print(reading->to > last_day() ? last_day() : reading->to, to);
    day_print(clock_today(), today);
    const char *text = arena_printf(mem, "%s=%s..%s%s%s%s", gather->day, from, to, gather->query ? "&" : "",
                                    gather->query ? gather->query : "", reading->plain ? "&secrecy=" DEGREE_USUAL : "");
    const struct query *query = query_parse(mem, reading->definitions, gather->reg, text,
                                            &(struct query_tokens){ .today = arena_strdup(mem, today) }, err);
    if (!query || !record_rows(reading->store, mem, reading->scope, query, WEEK_ROWS_MAX, &rows, err))
        return false;
    found->more |= rows.later;
    for (size_t i = 0; i < rows.count; i++) {
        struct week_row row;
        day_t first, last;
        if (!week_days_of(gather, rows.records[i], &first, &last) || last < reading->from)
            continue;
        week_row_fill(reading, table, gather, rows.records[i], &row);
        for (day_t day = first < reading->from ? reading->from : first; day <= last && day <= reading->to; day++) {
            row.day = day;
            *ARRAY_ADD(mem, &found->list) = row;
        }
    }
    return true;
}

/* Where its part stands among the choices: the order of a day. Without one it stands first. */
static size_t part_order(const struct week_row *row)
{
    const struct field *field = row->gather->part ? register_field(row->gather->reg, row->gather->part) : NULL;
    for (size_t i = 0; field && row->part && i < field->choices.count; i++)
        if (text_equal(field->choices.items[i].code, row->part))
            return i + 1;
    return 0;
}

static int compare_rows(const void *a, const void *b)
{
    const struct week_row *one = a, *other = b;
    if (one->day != other->day)
        return one->day < other->day ? -1 : 1;
    size_t order = part_order(one), other_order = part_order(other);
    if (order != other_order)
        return order < other_order ? -1 : 1;
    int when = strcmp(one->when, other->when);
    int title = when ? when : strcmp(one->record->title, other->record->title);
    return title ? title : (one->record->id > other->record->id) - (one->record->id < other->record->id);
}

bool week_gather_rows(const struct reading *reading, const struct week_table *table, struct week_rows *rows,
                      struct err *err)
{
    struct gathered found = { 0 };
    for (size_t i = 0; i < table->gathers.count; i++)
        if (!read_gather(reading, table, &table->gathers.items[i], &found, err))
            return false;
    if (found.list.count > 0)
        qsort(found.list.items, found.list.count, sizeof *found.list.items, compare_rows);
    *rows =
        (struct week_rows){ .table = table, .rows = found.list.items, .count = found.list.count, .more = found.more };
    return true;
}

void week_bound_rows(struct week_rows *rows)
{
    if (rows->count <= WEEK_TOLD_MAX)
        return;
    rows->count = WEEK_TOLD_MAX;
    rows->more = true;
}

/* The week's own record: one statement. */
static bool read_own(const struct reading *reading, struct week *week, struct err *err)
{
    struct record_rows rows;
    char day[DATE_SIZE];
    if (!scope_reach(reading->scope, week->reg)->reads)
        return true;
    day_print(week->from, day);
    const struct query *query =
        query_parse(reading->mem, reading->definitions, week->reg,
                    arena_printf(reading->mem, "%s=%s", week->reg->week->day, day), &(struct query_tokens){ 0 }, err);
    if (!query || !record_rows(reading->store, reading->mem, reading->scope, query, 1, &rows, err))
        return false;
    week->record = rows.count ? rows.records[0] : NULL;
    return true;
}

/* --- of whom ------------------------------------------------------------------------------------------------------ */

static size_t filter_column(const struct week_table *table)
{
    size_t at = 0;
    while (at < table->columns.count && !table->columns.items[at].filter)
        at++;
    return at;
}

/* KEYS: of those in PEOPLE. */
static void add_person(struct week_people *people, const char **keys, const struct week_row *row, size_t at)
{
    for (size_t i = 0; i < people->list.count; i++)
        if (text_equal(keys[i], row->keys[at]))
            return;
    keys[people->list.count] = row->keys[at];
    people->list.items[people->list.count++] = row->values[at];
}

static void filter(struct arena *mem, struct week *week, const char *who)
{
    const char *asked = text_is_empty(who) ? NULL : viet_exact(mem, who);
    size_t all = 0;
    for (size_t i = 0; i < week->table_count; i++)
        all += week->tables[i].count;
    week->people.list.items = ARENA_ARRAY(mem, const char *, all + 1);
    const char **keys = ARENA_ARRAY(mem, const char *, all + 1);
    for (size_t i = 0; i < week->table_count; i++) {
        struct week_rows *rows = &week->tables[i];
        size_t at = filter_column(rows->table), kept = 0;
        if (at == rows->table->columns.count)
            continue;
        if (!week->people.column)
            week->people.column = &rows->table->columns.items[at];
        for (size_t k = 0; k < rows->count; k++) {
            if (*rows->rows[k].values[at])
                add_person(&week->people, keys, &rows->rows[k], at);
            if (!asked || text_equal(rows->rows[k].keys[at], asked))
                rows->rows[kept++] = rows->rows[k];
        }
        rows->count = kept;
    }
}

bool week_read(struct store *store, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
               day_t monday, const char *who, struct week *week, struct err *err)
{
    struct reading reading = { store, mem, definitions, scope, monday, monday + WEEK_DAYS - 1, false };
    *week = (struct week){ .reg = definitions_weeks(definitions), .from = reading.from, .to = reading.to };
    week_print(monday, week->name);
    if (!week->reg)
        return err_set(err, ERR_NOT_FOUND, "week", NULL, SAY_WEEK_NONE);
    const struct week_definition *definition = week->reg->week;
    week->table_count = definition->tables.count;
    if (!read_own(&reading, week, err))
        return false;
    for (size_t i = 0; i < week->table_count; i++)
        if (!week_gather_rows(&reading, &definition->tables.items[i], &week->tables[i], err))
            return false;
    for (size_t i = 0; i < week->table_count; i++) {
        week_bound_rows(&week->tables[i]);
        week_find_clashes(&reading, &week->tables[i]);
    }
    week_find_changes(&reading, week);
    filter(mem, week, who);
    return true;
}
