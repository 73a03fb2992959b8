/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/board.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/text.h"
#include "documents/csv.h"
#include "reports/texts.h"

static const struct figure_definition *figure_of(const struct register_definition *reg, const char *name)
{
    for (size_t i = 0; i < reg->figures.count; i++)
        if (text_equal(reg->figures.items[i].name, name))
            return &reg->figures.items[i];
    return NULL;
}

static const char *day_text(struct arena *mem, day_t day)
{
    char printed[DATE_SIZE];
    day_print(day, printed);
    return arena_strdup(mem, printed);
}

/* The figure's query in the period, grouped by unit. */
static bool add_column(struct board *board, struct arena *mem, const struct definitions *definitions, const char *name,
                       struct err *err)
{
    const struct figure_definition *figure = figure_of(board->reg, name);
    const char *until = day_text(mem, board->until);
    const struct query_tokens tokens = { .today = day_text(mem, clock_today()),
                                         .period_from = day_text(mem, board->from),
                                         .period_to = until,
                                         .before = day_text(mem, board->from - 1),
                                         .cutoff = until };
    const char *text = arena_printf(mem, "%s&as_of=%s", figure->query, until);
    const struct query *asked = query_parse(mem, definitions, board->reg, text, &tokens, err);
    const struct query *query =
        asked ? query_parse(mem, definitions, board->reg, arena_printf(mem, "%s&by=unit", text), &tokens, err) : NULL;
    if (!query)
        return false;
    board->labels[board->columns] = figure->label;
    board->texts[board->columns] = query_print(mem, asked);
    board->queries[board->columns++] = query;
    return true;
}

static struct board_row *row_of(struct board *board, const char *unit)
{
    for (size_t i = 0; i < board->count; i++)
        if (text_equal(board->rows[i].unit, unit))
            return &board->rows[i];
    board->rows[board->count] = (struct board_row){ .unit = unit, .name = unit };
    return &board->rows[board->count++];
}

/* What was counted becomes rows, of the board's units, in no order. */
static void take_groups(struct board *board, struct arena *mem, const struct definitions *definitions,
                        const struct record_groups *groups)
{
    size_t most = 0;
    for (size_t i = 0; i < board->columns; i++)
        most += groups[i].count;
    board->rows = ARENA_ARRAY(mem, struct board_row, most + 1);
    for (size_t i = 0; i < board->columns; i++)
        for (size_t k = 0; k < groups[i].count; k++) {
            const struct record_group *group = &groups[i].items[k];
            if (!board_has(definitions, board->definition, group->value))
                continue;
            row_of(board, group->value)->counts[i] = group->count;
            board->totals[i] += group->count;
        }
}

static void swap_to(struct board *board, size_t at, size_t from)
{
    struct board_row row = board->rows[from];
    for (; from > at; from--)
        board->rows[from] = board->rows[from - 1];
    board->rows[at] = row;
}

/* The order of the definitions, those that are no more known last; each with its name. */
static void sort_rows(struct board *board, struct arena *mem, const struct definitions *definitions)
{
    struct text units;
    size_t sorted = 0;
    text_init(&units, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        for (size_t k = sorted; k < board->count; k++) {
            if (!text_equal(board->rows[k].unit, unit->code))
                continue;
            swap_to(board, sorted, k);
            board->rows[sorted++].name = unit_name_on(unit, day_text(mem, board->until));
            break;
        }
    }
    for (size_t i = 0; i < board->count; i++)
        text_printf(&units, "%s%s", i ? "," : "", board->rows[i].unit);
    board->units = units.data;
}

bool board_read(struct store *store, struct arena *mem, const struct definitions *definitions,
                const struct scope *scope, const struct register_definition *reg,
                const struct board_definition *definition, day_t from, day_t until, struct board *board,
                struct err *err)
{
    struct record_groups groups[BOARD_PARTS_MAX + 1];
    *board = (struct board){ .reg = reg, .definition = definition, .from = from, .until = until };
    if (until < from)
        return err_set(err, ERR_INVALID, "to", "to", SAY_BOARD_ORDER);
    if (until > clock_today())
        return err_set(err, ERR_INVALID, "to", "to", SAY_BOARD_FUTURE);
    if (!add_column(board, mem, definitions, definition->total, err))
        return false;
    for (size_t i = 0; i < definition->parts.count; i++)
        if (!add_column(board, mem, definitions, definition->parts.items[i], err))
            return false;
    if (!record_groups_all(store, mem, scope, board->queries, board->columns, groups, err))
        return false;
    take_groups(board, mem, definitions, groups);
    sort_rows(board, mem, definitions);
    return true;
}

bool board_days(const char *from, const char *to, day_t *first, day_t *last, struct err *err)
{
    *last = clock_today();
    if (!text_is_empty(to) && !day_parse_people(to, last))
        return err_set(err, ERR_INVALID, "date", "to", SAY_BOARD_DAY, to);
    *first = day_from_civil(civil_from_day(*last).year, 1, 1);
    return text_is_empty(from) || day_parse_people(from, first) ||
           err_set(err, ERR_INVALID, "date", "from", SAY_BOARD_DAY, from);
}

const char *board_query(struct arena *mem, const struct board *board, const struct board_row *row, size_t column)
{
    const char *units = row ? row->unit : board->units;
    return arena_printf(mem, "%s&unit=%s", board->texts[column], text_is_empty(units) ? "none" : units);
}

static void put_counts(struct json *json, const struct board *board, const int64_t *counts)
{
    json_put_int(json, "total", counts[0]);
    json_key(json, "parts");
    json_object(json);
    for (size_t i = 1; i < board->columns; i++)
        json_put_int(json, board->definition->parts.items[i - 1], counts[i]);
    json_object_end(json);
}

void board_json(struct json *json, struct arena *mem, const struct board *board)
{
    json_put_text(json, "register", board->reg->name);
    json_put_text(json, "name", board->definition->name);
    json_put_text(json, "label", board->definition->label);
    json_put_text(json, "from", day_text(mem, board->from));
    json_put_text(json, "to", day_text(mem, board->until));
    put_counts(json, board, board->totals);
    json_key(json, "rows");
    json_array(json);
    for (size_t i = 0; i < board->count; i++) {
        json_object(json);
        json_put_text(json, "unit", board->rows[i].unit);
        json_put_text(json, "label", board->rows[i].name);
        put_counts(json, board, board->rows[i].counts);
        json_put_text(json, "query", board_query(mem, board, &board->rows[i], 0));
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_row(struct csv_writer *writer, const char *name, const int64_t *counts, size_t columns)
{
    char numbers[BOARD_PARTS_MAX + 1][24];
    const char *fields[BOARD_PARTS_MAX + 2] = { name };
    for (size_t i = 0; i < columns; i++) {
        snprintf(numbers[i], sizeof numbers[i], "%" PRId64, counts[i]);
        fields[i + 1] = numbers[i];
    }
    csv_write_row(writer, fields, columns + 1);
}

void board_csv(struct text *out, const struct board *board)
{
    struct csv_writer writer;
    const char *head[BOARD_PARTS_MAX + 2] = { SAY_BOARD_UNIT };
    csv_writer_init(&writer, out, true);
    for (size_t i = 0; i < board->columns; i++)
        head[i + 1] = board->labels[i];
    csv_write_row(&writer, head, board->columns + 1);
    for (size_t i = 0; i < board->count; i++)
        write_row(&writer, board->rows[i].name, board->rows[i].counts, board->columns);
    write_row(&writer, SAY_BOARD_SUM, board->totals, board->columns);
}
