/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of the report, lists, charts and queues of the page Điều hành. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/draft_paper.h"
#include "web/cells.h"
#include "web/chart.h"
#include "web/dashboard_internal.h"
#include "web/texts.h"

enum { STACK_WIDE = 1000, STACK_GAP = 6 };

/* --- figures ------------------------------------------------------------------------------------------------------ */

static const struct figure *find_figure(const struct dashboard *board, const char *id)
{
    return board->draft && id ? report_find_figure(board->draft, id) : NULL;
}

/* What a figure of kind change compares with: the period before, or that of last year. */
static struct period compared_period(const struct dashboard *board, const char *change)
{
    const struct definitions *definitions = board->visit->definitions;
    const struct figure_definition *figure = definitions_figure(definitions, change);
    const struct figure_definition *against =
        figure && figure->against ? definitions_figure(definitions, figure->against) : NULL;
    const struct period *period = &board->draft->period;
    return against && against->kind == FIGURE_LAST_YEAR ? period_last_year(period) : period_before(period);
}

static const char *change_words(const struct dashboard *board, const char *id)
{
    struct arena *mem = board->visit->mem;
    const struct figure *change = find_figure(board, id);
    if (!change || !change->known)
        return "";
    struct period before = compared_period(board, id);
    return arena_printf(mem, SAY_BOARD_CHANGE, change->value > 0 ? "+ " : "", change->display,
                        period_short(mem, &before));
}

void dashboard_put_figures(struct dashboard *board, const struct panel_definition *panel)
{
    struct arena *mem = board->visit->mem;
    struct template_value *figures = template_list(mem);
    size_t shown = 0;
    for (size_t i = 0; i < panel->figures.count; i++) {
        const struct panel_figure *asked = &panel->figures.items[i];
        const struct figure *figure = find_figure(board, asked->figure);
        if (!figure)
            continue;
        struct template_value *item = template_object(mem);
        shown++;
        template_put_text(item, "label", asked->label ? asked->label : figure->label);
        template_put_text(item, "href", report_figure_link(mem, board->draft, figure));
        template_put_text(item, "value", figure->display);
        template_put_text(item, "change", change_words(board, asked->change));
        template_add(figures, item);
    }
    if (shown == 0)
        return;
    struct template_value *block = dashboard_block(board);
    template_put(block, "figures", figures);
    template_put_bool(block, "has_figures", true);
}

static void put_pair(struct template_value *pairs, struct arena *mem, const char *kind, const char *label,
                     const char *value, const char *href)
{
    struct template_value *pair = template_object(mem);
    template_put_text(pair, "kind", kind);
    template_put_text(pair, "label", label);
    template_put_text(pair, "value", value);
    template_put_text(pair, "href", href);
    template_add(pairs, pair);
}

/* A part of a bar a thousand wide; a gap keeps it apart from the next one. */
static void add_stacked(struct template_value *stack, struct arena *mem, int mark, int64_t from, int64_t to)
{
    static const char *const classes[] = { "", "s1", "s2", "s-late" };
    struct template_value *part = template_object(mem);
    template_put_text(part, "class", classes[mark]);
    template_put_int(part, "x", from);
    template_put_int(part, "width", to - from > STACK_GAP ? to - from - STACK_GAP : to - from);
    template_add(stack, part);
}

/* The parts with what is left sum to the whole, and one bar shows those that have a mark. */
void dashboard_put_parts(struct dashboard *board, const struct panel_definition *definition)
{
    static const char *const kinds[] = { "", "1", "2", "late" }; /* of the swatch */
    struct arena *mem = board->visit->mem;
    const struct figure *all = find_figure(board, definition->whole);
    if (!all || !all->known)
        return;
    struct template_value *panel = dashboard_panel(board, definition, all->display);
    struct template_value *pairs = template_list(mem), *stack = template_list(mem);
    int64_t rest = all->value, before = 0;
    for (size_t i = 0; i < definition->figures.count; i++) {
        const struct panel_figure *asked = &definition->figures.items[i];
        const struct figure *part = find_figure(board, asked->figure);
        if (!part)
            continue;
        int64_t count = part->known ? part->value : 0;
        put_pair(pairs, mem, kinds[asked->mark], asked->label ? asked->label : part->label, part->display,
                 report_figure_link(mem, board->draft, part));
        rest -= count;
        if (asked->mark == PANEL_MARK_NONE || count <= 0 || all->value <= 0)
            continue;
        add_stacked(stack, mem, asked->mark, before * STACK_WIDE / all->value,
                    (before + count) * STACK_WIDE / all->value);
        before += count;
    }
    if (rest != 0 && definition->rest)
        put_pair(pairs, mem, "", definition->rest, page_number(mem, rest), "");
    template_put_bool(panel, "has_stack", before > 0);
    template_put(panel, "stack", stack);
    template_put(panel, "pairs", pairs);
    template_put_bool(panel, "has_pairs", true);
}

/* --- records ------------------------------------------------------------------------------------------------------ */

/* The conditions of a link: those of the definition, which the list asks on the day it is opened, or with the period's
 * days where they name it. */
static const char *link_query(struct dashboard *board, const char *text, const struct query *query)
{
    bool of_period = strstr(text, "@period") || strstr(text, "@before") || strstr(text, "@cutoff");
    return of_period ? query_print(board->visit->mem, query) : text;
}

static void put_link(struct dashboard *board, struct template_value *panel, const struct register_definition *reg,
                     const char *conditions)
{
    template_put_text(panel, "link", SAY_BOARD_ALL);
    template_put_text(panel, "href", arena_printf(board->visit->mem, "/%s?%s", reg->slug, conditions));
}

static void put_nothing(const struct panel_definition *definition, struct template_value *panel)
{
    template_put_text(panel, "text", definition->nothing ? definition->nothing : SAY_BOARD_NO_RECORDS);
}

bool dashboard_put_records(struct dashboard *board, const struct panel_definition *definition, struct err *err)
{
    struct visit *visit = board->visit;
    struct arena *mem = visit->mem;
    struct record_rows rows;
    const struct register_definition *reg = dashboard_register(board, definition);
    size_t most = definition->limit ? (size_t)definition->limit : PANEL_LIMIT;
    if (!reg)
        return true;
    const struct query *query = dashboard_query(board, reg, definition->query, err);
    if (!query || !record_rows(visit->store, mem, &visit->scope, query, most, &rows, err))
        return false;
    struct template_value *panel = dashboard_panel(board, definition, "");
    put_link(board, panel, reg, link_query(board, definition->query, query));
    if (rows.count == 0) {
        put_nothing(definition, panel);
        return true;
    }
    struct cells *cells = cells_new(mem, dashboard_words(board, definition->title, ""), true);
    cells_column(cells, "Hạn", "nowrap");
    cells_column(cells, "Nội dung", "wide main");
    cells_column(cells, "Đơn vị", "not-narrow");
    cells_column(cells, "Tình trạng", "state");
    for (size_t i = 0; i < rows.count; i++) {
        const struct record *record = rows.records[i];
        struct page_due due = page_due_of(mem, visit->definitions, record);
        cells_row(cells, page_is_overdue(&due));
        cell_label(cells_add(cells, page_day_short(mem, record->due)), "Hạn");
        cell_clamp(cells_link(cells, record->title, page_record_path(mem, reg, record->id)));
        cells_add(cells, dashboard_unit(board, record->unit));
        cells_tag(cells, page_tag(mem, visit->definitions, &due));
    }
    cells_put(cells, panel);
    template_put_bool(panel, "has_table", true);
    return true;
}

/* The shell has counted the queues; each is a link. */
void dashboard_put_waiting(struct dashboard *board, const struct panel_definition *definition)
{
    static const char *const columns[] = { "Sổ", SAY_BOARD_STEP, SAY_BOARD_WAITING_COUNT, SAY_BOARD_OVERDUE };
    struct arena *mem = board->visit->mem;
    const struct work_queues *queues = &board->page->queues;
    struct cells *cells = cells_new(mem, dashboard_words(board, definition->title, ""), false);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        cells_column(cells, columns[i], i > 1 ? "num" : "");
    for (size_t i = 0; i < queues->count; i++) {
        const struct work_queue *queue = &queues->items[i];
        if (queue->total.count == 0)
            continue;
        cells_row(cells, false);
        cells_add(cells, queue->reg->plural);
        cells_add(cells, queue->step->label);
        cells_link(cells, page_total(mem, queue->total),
                   arena_printf(mem, "/viec-cua-toi?register=%s&step=%s", queue->reg->name, queue->step->name));
        cells_add(cells, page_total(mem, queue->overdue));
    }
    if (cells_rows(cells) == 0)
        return;
    struct template_value *panel = dashboard_panel(board, definition, "");
    template_put_text(panel, "link", SAY_MENU_INBOX);
    template_put_text(panel, "href", "/viec-cua-toi");
    cells_put(cells, panel);
    template_put_bool(panel, "has_table", true);
}

/* --- charts ------------------------------------------------------------------------------------------------------- */

bool dashboard_put_days(struct dashboard *board, const struct panel_definition *definition, struct err *err)
{
    struct visit *visit = board->visit;
    struct arena *mem = visit->mem;
    struct record_group *groups;
    size_t count;
    const struct register_definition *reg = dashboard_register(board, definition);
    if (!reg)
        return true;
    const char *text = arena_printf(mem, "%s=@period%s%s", reg->date, definition->query ? "&" : "",
                                    definition->query ? definition->query : "");
    const struct query *all = dashboard_query(board, reg, text, err);
    const struct query *by_day =
        all ? dashboard_query(board, reg, arena_printf(mem, "%s&by=%s", text, reg->date), err) : NULL;
    if (!by_day || !record_groups(visit->store, mem, &visit->scope, by_day, &groups, &count, err))
        return false;
    struct template_value *panel = dashboard_panel(board, definition, "");
    put_link(board, panel, reg, link_query(board, text, all));
    struct chart_bar *bars = ARENA_ARRAY(mem, struct chart_bar, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *name = page_day(mem, groups[i].value);
        bars[i] = (struct chart_bar){ arena_strndup(mem, name, 2), name, groups[i].count };
    }
    if (count > 0)
        template_put(
            panel, "chart",
            chart_bars(mem, dashboard_words(board, definition->title, ""), "Ngày", definition->counts, bars, count));
    else
        put_nothing(definition, panel);
    return true;
}

static int compare_groups(const void *a, const void *b)
{
    const struct record_group *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : strcmp(x->value, y->value);
}

static const char *group_label(const struct dashboard *board, const struct register_definition *reg, const char *by,
                               const char *value)
{
    const struct field *field = register_field(reg, by);
    const struct choice *choice = field ? field_choice(field, value) : NULL;
    if (text_is_empty(value))
        return SAY_BOARD_NO_VALUE;
    return choice ? choice->label : dashboard_unit(board, value);
}

bool dashboard_put_groups(struct dashboard *board, const struct panel_definition *definition, struct err *err)
{
    struct visit *visit = board->visit;
    struct arena *mem = visit->mem;
    struct record_group *groups;
    size_t count;
    const struct register_definition *reg = dashboard_register(board, definition);
    if (!reg)
        return true;
    const struct query *all = dashboard_query(board, reg, definition->query, err);
    const struct query *grouped =
        all ? dashboard_query(board, reg, arena_printf(mem, "%s&by=%s", definition->query, definition->by), err) : NULL;
    if (!grouped || !record_groups(visit->store, mem, &visit->scope, grouped, &groups, &count, err))
        return false;
    struct template_value *panel = dashboard_panel(board, definition, ""), *bars = template_list(mem);
    const char *conditions = link_query(board, definition->query, all);
    put_link(board, panel, reg, conditions);
    if (count == 0) {
        put_nothing(definition, panel);
        return true;
    }
    qsort(groups, count, sizeof *groups, compare_groups);
    for (size_t i = 0; i < count; i++) {
        struct template_value *bar = template_object(mem);
        const char *value = text_is_empty(groups[i].value) ? "none" : groups[i].value;
        template_put_text(bar, "label", group_label(board, reg, definition->by, groups[i].value));
        template_put_text(bar, "href", arena_printf(mem, "/%s?%s&%s=%s", reg->slug, conditions, definition->by, value));
        template_put_text(bar, "value", page_number(mem, groups[i].count));
        template_put_text(bar, "percent",
                          arena_printf(mem, "%.1f", 100.0 * (double)groups[i].count / (double)groups[0].count));
        template_add(bars, bar);
    }
    template_put(panel, "bars", bars);
    template_put_bool(panel, "has_bars", true);
    return true;
}
