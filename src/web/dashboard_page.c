/* Điều hành: the panels that office/dashboard.yaml defines, in its order. It opens on the month of the clock.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "base/clock.h"
#include "base/text.h"
#include "template/template.h"
#include "web/cells.h"
#include "web/dashboard_internal.h"
#include "web/pages.h"
#include "web/texts.h"

enum { WHOLE_WIDTH = 12 };

const struct query *dashboard_query(const struct dashboard *board, const struct register_definition *reg,
                                    const char *text, struct err *err)
{
    return query_parse(board->visit->mem, board->visit->definitions, reg, text, &board->tokens, err);
}

const struct register_definition *dashboard_register(const struct dashboard *board,
                                                     const struct panel_definition *panel)
{
    return panel->reg && may_somewhere(&board->visit->scope, ACT_READ, panel->reg) ? panel->reg : NULL;
}

const char *dashboard_unit(const struct dashboard *board, const char *code)
{
    const struct unit *unit = definitions_unit(board->visit->definitions, code);
    return unit && unit->names.count ? unit->names.items[unit->names.count - 1].name : code;
}

const char *dashboard_words(const struct dashboard *board, const char *sentence, const char *value)
{
    static const struct template_render how = { .escape = TEMPLATE_PLAIN };
    struct arena *mem = board->visit->mem;
    struct err err;
    struct text out;
    const char *const words[] = { page_day_example(mem), board->period_words, value }; /* in the order of panel_words */
    assert(COUNT_OF(words) == panel_word_count);
    struct template_value *root = template_object(mem);
    for (size_t i = 0; i < panel_word_count; i++)
        template_put_text(root, panel_words[i], words[i]);
    text_init(&out, mem, TEXT_MAX_LINE);
    const struct template *template = sentence ? template_parse(mem, sentence, &err) : NULL;
    return template && template_render(template, root, &how, &out, &err) ? out.data : "";
}

struct template_value *dashboard_block(struct dashboard *board)
{
    static const char *const no[] = { "has_totals", "has_figures", "has_panels" };
    struct template_value *block = template_object(board->visit->mem);
    for (size_t i = 0; i < COUNT_OF(no); i++)
        template_put_bool(block, no[i], false);
    template_add(board->blocks, block);
    board->panels = NULL;
    return block;
}

struct template_value *dashboard_panel(struct dashboard *board, const struct panel_definition *definition,
                                       const char *value)
{
    static const char *const nothing[] = { "link", "href", "text" };
    static const char *const no[] = { "has_table", "chart", "has_bars", "has_pairs", "has_stack" };
    struct arena *mem = board->visit->mem;
    struct template_value *panel = template_object(mem);
    if (!board->panels) {
        struct template_value *block = dashboard_block(board);
        board->panels = template_list(mem);
        template_put(block, "panels", board->panels);
        template_put_bool(block, "has_panels", true);
    }
    for (size_t i = 0; i < COUNT_OF(nothing); i++)
        template_put_text(panel, nothing[i], "");
    for (size_t i = 0; i < COUNT_OF(no); i++)
        template_put_bool(panel, no[i], false);
    template_put_text(panel, "id", definition->name);
    template_put_int(panel, "width", definition->width ? definition->width : WHOLE_WIDTH);
    template_put_text(panel, "title", dashboard_words(board, definition->title, value));
    template_put_text(panel, "note", dashboard_words(board, definition->note, value));
    template_add(board->panels, panel);
    return panel;
}

static bool put_panel(struct dashboard *board, const struct panel_definition *panel, struct err *err)
{
    switch ((enum panel_kind)panel->kind) {
    case PANEL_TOTALS:
        dashboard_put_totals(board);
        return true;
    case PANEL_FIGURES:
        dashboard_put_figures(board, panel);
        return true;
    case PANEL_RECORDS:
        return dashboard_put_records(board, panel, err);
    case PANEL_PARTS:
        dashboard_put_parts(board, panel);
        return true;
    case PANEL_WAITING:
        dashboard_put_waiting(board, panel);
        return true;
    case PANEL_OPEN:
        dashboard_put_open(board, panel);
        return true;
    case PANEL_DONE:
        dashboard_put_done(board, panel);
        return true;
    case PANEL_DAYS:
        return dashboard_put_days(board, panel, err);
    case PANEL_GROUPS:
        return dashboard_put_groups(board, panel, err);
    case PANEL_UNKNOWN:
        break;
    }
    return true;
}

static bool read_period(struct dashboard *board, struct period *period, struct err *err)
{
    const char *asked = visit_text(board->visit, "period");
    struct period last_month = report_last_month();
    *period = period_after(&last_month);
    if (asked && !period_parse(asked, false, period, err))
        return false;
    char from[DATE_SIZE], to[DATE_SIZE], today[DATE_SIZE], before[DATE_SIZE];
    struct arena *mem = board->visit->mem;
    day_print(period->from - 1, before);
    day_print(period->from, from);
    day_print(period->to, to);
    day_print(clock_today(), today);
    board->tokens = (struct query_tokens){ .today = arena_strdup(mem, today),
                                           .me = board->visit->scope.user,
                                           .my_unit = board->visit->scope.unit,
                                           .period = arena_strdup(mem, period->name),
                                           .period_from = arena_strdup(mem, from),
                                           .period_to = arena_strdup(mem, to),
                                           .before = arena_strdup(mem, before),
                                           .cutoff = arena_strdup(mem, to) };
    return true;
}

bool dashboard_page(struct visit *visit, struct err *err)
{
    struct period period;
    instant_t older_of = 0;
    struct dashboard board = { .visit = visit,
                               .definition = visit->definitions->dashboard,
                               .blocks = template_list(visit->mem) };
    if (!read_period(&board, &period, err) || !dashboard_count_due(&board, err))
        return false;
    const struct report_definition *report = definitions_main_report(visit->definitions);
    if (report && may(&visit->scope, ACT_REPORT, &(struct may_what){ .report = report->name }, err)) {
        board.draft = report_read(visit, period.name, &older_of, err);
        if (!board.draft)
            return false;
    }
    board.period_words = period_short(visit->mem, &period);
    const char *title = arena_printf(visit->mem, SAY_BOARD_TITLE, board.period_words);
    struct page *page = board.page = page_new(visit, title);
    page_head(page, title,
              older_of ? report_older(visit->mem, older_of)
              : board.row_count > 0
                  ? arena_printf(visit->mem, SAY_BOARD_LEAD_OPEN, page_day_example(visit->mem),
                                 page_total(visit->mem, dashboard_sum(&board, OPEN)), board.period_words)
                  : SAY_BOARD_LEAD);
    template_put_bool(page->values, "printable", true);
    if (board.draft)
        page_action(page, SAY_BOARD_REPORT, arena_printf(visit->mem, "/bao-cao/%s", period.name), "report", true);
    report_put_periods(page, "/dieu-hanh", &period);
    for (size_t i = 0; i < board.definition->panels.count; i++)
        if (!put_panel(&board, &board.definition->panels.items[i], err))
            return false;
    template_put(page->values, "blocks", board.blocks);
    return page_send(page, "dashboard", err);
}
