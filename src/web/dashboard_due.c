/* SPDX-License-Identifier: Apache-2.0 */
/* What the followed registers have open today by its deadline, and what they resolved in the period. */
#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "web/cells.h"
#include "web/dashboard_internal.h"
#include "web/texts.h"

enum { OPEN_PARTS = OPEN }; /* the states before it sum to what is open */

static const char *print_day(struct arena *mem, day_t day)
{
    char out[DATE_SIZE];
    day_print(day, out);
    return arena_strdup(mem, out);
}

static void set_queries(struct dashboard *board, struct due_row *row)
{
    struct arena *mem = board->visit->mem;
    const struct definitions *definitions = board->visit->definitions;
    day_t soon = clock_today();
    for (int64_t left = board->definition->soon; left > 0; left--)
        soon = definitions->calendar ? calendar_next_working_day(definitions->calendar, soon + 1) : soon + 1;
    const char *until = print_day(mem, soon), *from = print_day(mem, soon + 1);
    row->queries[OVERDUE] = "verdict=overdue";
    row->queries[SOON] = arena_printf(mem, "group=open&verdict=in-time&due=..%s", until);
    row->queries[IN_TIME] = arena_printf(mem, "group=open&due=%s..", from);
    row->queries[NO_DUE] = "group=open&due=none";
    row->queries[OPEN] = "group=open";
    row->queries[DONE] =
        arena_printf(mem, "entered.resolved=%s..%s", board->tokens.period_from, board->tokens.period_to);
}

bool dashboard_count_due(struct dashboard *board, struct err *err)
{
    struct visit *visit = board->visit;
    const struct text_list *names = &board->definition->registers;
    const struct query *queries[DASHBOARD_REGISTERS_MAX * DUE_STATES];
    struct record_total totals[DASHBOARD_REGISTERS_MAX * DUE_STATES];
    size_t count = 0;
    for (size_t i = 0; i < names->count && board->row_count < DASHBOARD_REGISTERS_MAX; i++) {
        const struct register_definition *reg = definitions_register(visit->definitions, names->items[i]);
        if (!reg || !may_somewhere(&visit->scope, ACT_READ, reg))
            continue;
        struct due_row *row = &board->rows[board->row_count++];
        row->reg = reg;
        set_queries(board, row);
        for (int state = 0; state < DUE_STATES; state++)
            if (!(queries[count++] = dashboard_query(board, reg, row->queries[state], err)))
                return false;
    }
    if (count == 0)
        return true;
    if (!record_counts(visit->store, visit->mem, &visit->scope, queries, count, totals, err))
        return false;
    for (size_t i = 0; i < count; i++)
        board->rows[i / DUE_STATES].totals[i % DUE_STATES] = totals[i];
    return true;
}

/* The register with most of them but ABOVE; NULL where none has any. */
static const struct due_row *most_of(const struct dashboard *board, enum due_state state, const struct due_row *above)
{
    const struct due_row *most = NULL;
    for (size_t i = 0; i < board->row_count; i++) {
        const struct due_row *row = &board->rows[i];
        if (row != above && row->totals[state].count > (most ? most->totals[state].count : 0))
            most = row;
    }
    return most;
}

/* "Văn bản đến: 7; Nhiệm vụ giao: 3": the two registers with most. */
static const char *note_of(struct dashboard *board, enum due_state state)
{
    struct arena *mem = board->visit->mem;
    const struct due_row *first = most_of(board, state, NULL);
    const struct due_row *second = first ? most_of(board, state, first) : NULL;
    if (!first)
        return SAY_BOARD_NOTHING;
    const char *note = arena_printf(mem, "%s: %s", first->reg->label, page_total(mem, first->totals[state]));
    return second ? arena_printf(mem, "%s; %s: %s", note, second->reg->label, page_total(mem, second->totals[state]))
                  : note;
}

struct record_total dashboard_sum(const struct dashboard *board, int state)
{
    struct record_total sum = { 0, false };
    for (size_t i = 0; i < board->row_count; i++) {
        sum.count += board->rows[i].totals[state].count;
        sum.at_least = sum.at_least || board->rows[i].totals[state].at_least;
    }
    return sum;
}

/* The anchor of the table that says which registers; "" where the page has none. */
static const char *open_anchor(const struct dashboard *board)
{
    for (size_t i = 0; i < board->definition->panels.count; i++)
        if (board->definition->panels.items[i].kind == PANEL_OPEN)
            return arena_printf(board->visit->mem, "#%s", board->definition->panels.items[i].name);
    return "";
}

void dashboard_put_totals(struct dashboard *board)
{
    static const struct {
        const char *kind, *label;
    } states[OPEN_PARTS] = { { "overdue", SAY_BOARD_OVERDUE },
                             { "soon", SAY_BOARD_SOON },
                             { "in-time", SAY_BOARD_IN_TIME },
                             { "no-due", SAY_BOARD_NO_DUE } };
    struct arena *mem = board->visit->mem;
    if (board->row_count == 0)
        return;
    struct template_value *block = dashboard_block(board), *totals = template_list(mem);
    for (int state = 0; state < OPEN_PARTS; state++) {
        struct template_value *total = template_object(mem);
        template_put_text(total, "kind", states[state].kind);
        template_put_text(total, "href", open_anchor(board));
        template_put_text(total, "value", page_total(mem, dashboard_sum(board, state)));
        template_put_text(total, "label", states[state].label);
        template_put_text(total, "note", note_of(board, (enum due_state)state));
        template_add(totals, total);
    }
    template_put(block, "totals", totals);
    template_put_bool(block, "has_totals", true);
}

/* A row a register, a column a state from FIRST to LAST. */
static void put_rows(struct dashboard *board, const struct panel_definition *definition, const char *const *columns,
                     int first, int last)
{
    struct arena *mem = board->visit->mem;
    if (board->row_count == 0)
        return;
    struct template_value *panel = dashboard_panel(board, definition, "");
    struct cells *cells = cells_new(mem, dashboard_words(board, definition->title, ""), false);
    cells_column(cells, "Sổ", "");
    for (int state = first; state <= last; state++)
        cells_column(cells, columns[state - first], "num");
    for (size_t i = 0; i < board->row_count; i++) {
        const struct due_row *row = &board->rows[i];
        cells_row(cells, false);
        cells_link(cells, row->reg->plural, page_register_path(mem, row->reg));
        for (int state = first; state <= last; state++)
            if (row->totals[state].count)
                cells_link(cells, page_total(mem, row->totals[state]),
                           arena_printf(mem, "/%s?%s", row->reg->slug, row->queries[state]));
            else
                cells_add(cells, "0");
    }
    cells_put(cells, panel);
    template_put_bool(panel, "has_table", true);
}

void dashboard_put_open(struct dashboard *board, const struct panel_definition *panel)
{
    static const char *const columns[] = { SAY_BOARD_OVERDUE, SAY_BOARD_SOON, SAY_BOARD_IN_TIME, SAY_BOARD_NO_DUE,
                                           SAY_BOARD_OPEN };
    put_rows(board, panel, columns, OVERDUE, OPEN);
}

void dashboard_put_done(struct dashboard *board, const struct panel_definition *panel)
{
    static const char *const columns[] = { SAY_BOARD_DONE };
    put_rows(board, panel, columns, DONE, DONE);
}
