/* SPDX-License-Identifier: Apache-2.0 */
/* What is told of a week: as a text that is kept, as JSON, as a file. */
#include "base/text.h"
#include "definitions/degree.h"
#include "documents/csv.h"
#include "query/query_texts.h"
#include "query/week_internal.h"
#include "store/id.h"

static const char *const weekdays[] = { "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật" };

const char *week_day_words(struct arena *mem, day_t day)
{
    char people[DATE_SIZE];
    day_print_people(day, people);
    return arena_printf(mem, "%s %s", weekdays[day_weekday(day)], people);
}

const char *week_times_words(struct arena *mem, const struct record *record)
{
    const char *times = record->reg->week->times;
    const struct value *value = times ? record_value(record, times) : NULL;
    return value && value->is_set ? arena_printf(mem, SAY_WEEK_TIMES, (long long)value->integer) : "";
}

const char *week_more_words(struct arena *mem, const struct week_rows *rows)
{
    return rows->more ? arena_printf(mem, SAY_WEEK_MORE, (int)WEEK_TOLD_MAX, (int)WEEK_ROWS_MAX) : "";
}

/* The line of a row: the same words give the same line. */
static const char *row_line(struct arena *mem, const struct week_table *table, const struct week_row *row)
{
    struct text line;
    text_init(&line, mem, TEXT_MAX_LINE);
    text_printf(&line, "%s | %s", week_day_words(mem, row->day), *row->when ? row->when : SAY_WEEK_WHOLE_DAY);
    for (size_t i = 0; i < table->columns.count; i++)
        text_printf(&line, " | %s", *row->values[i] ? row->values[i] : "–");
    return line.data;
}

static void put_table(struct text *out, struct arena *mem, const struct week_rows *rows)
{
    text_printf(out, "%s\n%s | %s", rows->table->label, SAY_WEEK_DAY, SAY_WEEK_PART);
    for (size_t i = 0; i < rows->table->columns.count; i++)
        text_printf(out, " | %s", rows->table->columns.items[i].label);
    text_raw(out, "\n");
    for (size_t i = 0; i < rows->count; i++)
        text_printf(out, "%s\n", row_line(mem, rows->table, &rows->rows[i]));
    if (rows->count == 0)
        text_printf(out, "%s\n", SAY_WEEK_EMPTY);
    if (rows->more)
        text_printf(out, "%s\n", week_more_words(mem, rows));
}

/* --- what was published ------------------------------------------------------------------------------------------- */

bool week_publish(struct store *store, struct arena *mem, const struct definitions *definitions,
                  const struct scope *scope, const struct record *record, const char **text, struct err *err)
{
    const struct week_definition *week = record->reg->week;
    struct reading reading = { store, mem, definitions, scope, 0, 0, true };
    struct week_rows rows;
    struct text out;
    const struct value *day = record_value(record, week->day);
    if (!day->is_set || !day_parse(day->text, &reading.from))
        return err_set(err, ERR_INVALID, "week", week->day, SAY_WEEK_NAME, "");
    reading.to = reading.from + WEEK_DAYS - 1;
    text_init(&out, mem, WEEK_TEXT_MAX);
    const char *times = week_times_words(mem, record);
    if (*times)
        text_printf(&out, "%s\n", times);
    for (size_t i = 0; i < week->tables.count; i++) {
        if (!week_gather_rows(&reading, &week->tables.items[i], &rows, err))
            return false;
        week_bound_rows(&rows);
        put_table(&out, mem, &rows);
        if (rows.more || text_is_full(&out))
            return err_set(err, ERR_INVALID, "week", week->kept, SAY_WEEK_LONG, (int)WEEK_ROWS_MAX, (int)WEEK_TOLD_MAX);
    }
    *text = text_trim(mem, out.data);
    return true;
}

static bool has_line(char *const *lines, size_t count, const char *line)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(lines[i], line))
            return true;
    return false;
}

/* Does SCOPE see whatever the week could gather for its issuer, and is it all there? */
static bool sees_all(const struct scope *scope, const struct week *week)
{
    const struct week_definition *definition = week->reg->week;
    for (size_t i = 0; i < week->table_count; i++)
        if (week->tables[i].more)
            return false;
    for (size_t i = 0; i < definition->tables.count; i++)
        for (size_t k = 0; k < definition->tables.items[i].gathers.count; k++) {
            const struct reach *reach = scope_reach(scope, definition->tables.items[i].gathers.items[k].reg);
            bool all = scope->everything;
            for (size_t at = 0; !all && at < reach_part_count(reach); at++) {
                const struct reach *part = reach_part(reach, at);
                all = part->reads && part->every_unit && reach_covers(part, week->record->issuer, "", DEGREE_USUAL);
            }
            if (!all)
                return false;
        }
    return true;
}

/* Is LINE one of a row: "Thứ Hai …| …"? */
static bool is_row_line(const char *line)
{
    for (size_t i = 0; i < COUNT_OF(weekdays); i++)
        if (text_starts(line, weekdays[i]))
            return true;
    return false;
}

void week_find_changes(const struct reading *reading, struct week *week)
{
    struct arena *mem = reading->mem;
    const struct value *kept = week->record ? record_value(week->record, week->reg->week->kept) : NULL;
    ARRAY(const char *) now = { 0 };
    ARRAY(const char *) gone = { 0 };
    size_t count;
    if (!kept || !kept->is_set)
        return;
    char **lines = text_split(mem, kept->text, '\n', &count);
    for (size_t i = 0; i < week->table_count; i++)
        for (size_t k = 0; k < week->tables[i].count; k++) {
            struct week_row *row = &week->tables[i].rows[k];
            const char *line = row_line(mem, week->tables[i].table, row);
            *ARRAY_ADD(mem, &now) = line;
            row->changed = text_equal(row->record->secrecy, DEGREE_USUAL) && !has_line(lines, count, line);
        }
    for (size_t i = 0; i < count && sees_all(reading->scope, week); i++)
        if (is_row_line(lines[i]) && !has_line((char *const *)now.items, now.count, lines[i]))
            *ARRAY_ADD(mem, &gone) = lines[i];
    week->gone = gone.items;
    week->gone_count = gone.count;
}

/* --- for who asks ------------------------------------------------------------------------------------------------- */

void week_text(struct text *out, struct arena *mem, const struct week *week)
{
    const struct state *state = week->record ? register_state(week->reg, week->record->state) : NULL;
    const char *times = week->record ? week_times_words(mem, week->record) : "";
    text_printf(out, "%s: %s – %s%s%s%s%s\n", week->name, week_day_words(mem, week->from),
                week_day_words(mem, week->to), state ? ". " : "", state ? state->label : "", *times ? ". " : "", times);
    for (size_t i = 0; i < week->table_count; i++) {
        put_table(out, mem, &week->tables[i]);
        for (size_t k = 0; k < week->tables[i].count; k++) {
            const struct week_row *row = &week->tables[i].rows[k];
            if (*row->clash)
                text_printf(out, "! %s: %s\n", row->record->title, row->clash);
            if (row->changed)
                text_printf(out, "* %s: %s\n", row->record->title, SAY_WEEK_CHANGED);
        }
    }
    for (size_t i = 0; i < week->gone_count; i++)
        text_printf(out, "- %s: %s\n", SAY_WEEK_GONE, week->gone[i]);
}

static void put_row(struct json *json, const struct week_rows *rows, const struct week_row *row)
{
    char id[ID_SIZE], day[DATE_SIZE];
    id_print(row->record->id, id);
    day_print(row->day, day);
    json_object(json);
    json_put_text(json, "day", day);
    json_put_text(json, "part_of_day", row->part);
    json_put_text(json, "when", row->when);
    json_key(json, "values");
    json_object(json);
    for (size_t i = 0; i < rows->table->columns.count; i++)
        json_put_text(json, rows->table->columns.items[i].name, *row->values[i] ? row->values[i] : NULL);
    json_object_end(json);
    json_put_text(json, "clash", *row->clash ? row->clash : NULL);
    json_put_bool(json, "changed", row->changed);
    json_put_text(json, "register", row->record->reg->name);
    json_put_text(json, "id", id);
    json_object_end(json);
}

static void put_rows(struct json *json, const struct week_rows *rows)
{
    json_object(json);
    json_put_text(json, "name", rows->table->name);
    json_put_text(json, "label", rows->table->label);
    json_put_bool(json, "more", rows->more);
    json_key(json, "rows");
    json_array(json);
    for (size_t i = 0; i < rows->count; i++)
        put_row(json, rows, &rows->rows[i]);
    json_array_end(json);
    json_object_end(json);
}

void week_json(struct json *json, struct arena *mem, const struct week *week)
{
    char from[DATE_SIZE], to[DATE_SIZE], id[ID_SIZE];
    const char *times = week->record ? week_times_words(mem, week->record) : "";
    day_print(week->from, from);
    day_print(week->to, to);
    id_print(week->record ? week->record->id : 0, id);
    json_put_text(json, "week", week->name);
    json_put_text(json, "from", from);
    json_put_text(json, "to", to);
    json_put_text(json, "id", week->record ? id : NULL);
    json_put_text(json, "state", week->record ? week->record->state : NULL);
    json_put_text(json, "adjusted", *times ? times : NULL);
    json_key(json, "tables");
    json_array(json);
    for (size_t i = 0; i < week->table_count; i++)
        put_rows(json, &week->tables[i]);
    json_array_end(json);
    json_key(json, "gone");
    json_array(json);
    for (size_t i = 0; i < week->gone_count; i++)
        json_text(json, week->gone[i]);
    json_array_end(json);
}

void week_csv(struct text *out, struct arena *mem, const struct week *week)
{
    struct csv_writer writer;
    enum { CELLS_MAX = 4 + WEEK_TABLES_MAX * WEEK_COLUMNS_MAX };
    const char *cells[CELLS_MAX] = { SAY_WEEK_TABLE, SAY_WEEK_DAY, SAY_WEEK_PART };
    size_t width = 3;
    for (size_t i = 0; i < week->table_count; i++)
        for (size_t k = 0; k < week->tables[i].table->columns.count; k++)
            cells[width++] = week->tables[i].table->columns.items[k].label;
    cells[width++] = SAY_WEEK_CLASHES;
    csv_writer_init(&writer, out, true);
    csv_write_row(&writer, cells, width);
    size_t first = 3;
    for (size_t i = 0; i < week->table_count; i++) {
        const struct week_rows *rows = &week->tables[i];
        for (size_t k = 0; k < rows->count; k++) {
            for (size_t at = 0; at < width; at++)
                cells[at] = NULL;
            cells[0] = rows->table->label;
            cells[1] = week_day_words(mem, rows->rows[k].day);
            cells[2] = rows->rows[k].when;
            for (size_t at = 0; at < rows->table->columns.count; at++)
                cells[first + at] = rows->rows[k].values[at];
            cells[width - 1] = rows->rows[k].clash;
            csv_write_row(&writer, cells, width);
        }
        if (rows->more)
            csv_write_row(&writer, (const char *[]){ rows->table->label, week_more_words(mem, rows) }, 2);
        first += rows->table->columns.count;
    }
}
