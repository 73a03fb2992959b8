/* Điều hành: what is open today by its deadline, the month's figures, tasks that need a word, the hotline by day.
 *
 * Two times, never in one table: the backlog is today's, whichever month is shown, and its parts sum to what is open;
 * the figures and what was done are the month's. It opens on the month of the clock.
 *
 * The figures are the report's own, in the issuer's scope; the deadlines and lists are the reader's (data.md). Which
 * figures stand on top is a setting of the office.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "query/list.h"
#include "reports/draft_paper.h"
#include "web/cells.h"
#include "web/chart.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/report.h"
#include "web/texts.h"

enum { FIGURES_MAX = 6, ROWS = 9, SOON_DAYS = 3, REGISTERS_MAX = 8 };
enum { STACK_WIDE = 1000, STACK_GAP = 6 };

/* What is open today, in four parts and all of it, and what was done in the period; each a query on every register that
 * the setting dashboard.registers names. */
enum due_state { OVERDUE, SOON, IN_TIME, NO_DUE, OPEN, DONE, DUE_STATES };
enum { OPEN_PARTS = OPEN };

struct due_row {
    const struct register_definition *reg;
    const char *queries[DUE_STATES]; /* texts, as the links carry them */
    struct record_total totals[DUE_STATES];
};

struct dashboard {
    struct page *page;
    struct visit *visit;
    const struct report_draft *draft;
    struct query_tokens tokens;
    const char *period_words; /* "tháng 7/2021" */
    struct due_row rows[REGISTERS_MAX];
    size_t row_count;
    struct template_value *panels;
};

static const struct query *ask(struct dashboard *board, const struct register_definition *reg, const char *text,
                               struct err *err)
{
    return query_parse(board->visit->mem, board->visit->definitions, reg, text, &board->tokens, err);
}

static const char *day_after(struct arena *mem, day_t day)
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
    for (int left = SOON_DAYS; left > 0; left--)
        soon = definitions->calendar ? calendar_next_working_day(definitions->calendar, soon + 1) : soon + 1;
    const char *until = day_after(mem, soon), *from = day_after(mem, soon + 1);
    row->queries[OVERDUE] = "verdict=overdue";
    row->queries[SOON] = arena_printf(mem, "group=open&verdict=in-time&due=..%s", until);
    row->queries[IN_TIME] = arena_printf(mem, "group=open&due=%s..", from);
    row->queries[NO_DUE] = "group=open&due=none";
    row->queries[OPEN] = "group=open";
    row->queries[DONE] =
        arena_printf(mem, "entered.resolved=%s..%s", board->tokens.period_from, board->tokens.period_to);
}

/* One statement for all registers and states. */
static bool count_due(struct dashboard *board, struct err *err)
{
    struct visit *visit = board->visit;
    const struct query *queries[REGISTERS_MAX * DUE_STATES];
    struct record_total totals[REGISTERS_MAX * DUE_STATES];
    size_t count = 0, named = 0;
    char **names =
        text_split(visit->mem, definitions_setting(visit->definitions, "dashboard.registers", ""), ',', &named);
    for (size_t i = 0; i < named && board->row_count < REGISTERS_MAX; i++) {
        const struct register_definition *reg =
            definitions_register(visit->definitions, text_trim(visit->mem, names[i]));
        if (!reg || !may_somewhere(&visit->scope, ACT_READ, reg))
            continue;
        struct due_row *row = &board->rows[board->row_count++];
        row->reg = reg;
        set_queries(board, row);
        for (int state = 0; state < DUE_STATES; state++)
            if (!(queries[count++] = ask(board, reg, row->queries[state], err)))
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

static struct record_total sum_of(const struct dashboard *board, int state)
{
    struct record_total sum = { 0, false };
    for (size_t i = 0; i < board->row_count; i++) {
        sum.count += board->rows[i].totals[state].count;
        sum.at_least = sum.at_least || board->rows[i].totals[state].at_least;
    }
    return sum;
}

static void put_totals(struct dashboard *board)
{
    static const struct {
        const char *kind, *label;
    } states[OPEN_PARTS] = { { "overdue", SAY_BOARD_OVERDUE },
                             { "soon", SAY_BOARD_SOON },
                             { "in-time", SAY_BOARD_IN_TIME },
                             { "no-due", SAY_BOARD_NO_DUE } };
    struct arena *mem = board->visit->mem;
    struct template_value *totals = template_list(mem);
    for (int state = 0; state < OPEN_PARTS; state++) {
        struct record_total sum = sum_of(board, state);
        struct template_value *total = template_object(mem);
        template_put_text(total, "kind", states[state].kind);
        template_put_text(total, "href", "#by-register");
        template_put_text(total, "value", page_total(mem, sum));
        template_put_text(total, "label", states[state].label);
        template_put_text(total, "note", note_of(board, (enum due_state)state));
        template_add(totals, total);
    }
    template_put(board->page->values, "totals", totals);
    template_put_bool(board->page->values, "has_totals", board->row_count > 0);
}

/* The figures that the setting dashboard.figures names. */
static void put_figures(struct dashboard *board)
{
    struct arena *mem = board->visit->mem;
    struct template_value *figures = template_list(mem);
    size_t count = 0, shown = 0;
    const char *names = definitions_setting(board->visit->definitions, "dashboard.figures", "");
    char **ids = text_split(mem, names, ',', &count);
    for (size_t i = 0; board->draft && i < count && shown < FIGURES_MAX; i++) {
        const char *id = text_trim(mem, ids[i]);
        const struct figure *figure = report_find_figure(board->draft, id);
        if (!figure)
            continue;
        const struct figure *change = report_find_figure(board->draft, arena_printf(mem, "%s_change", id));
        struct period before = period_before(&board->draft->period);
        bool has_change = change && change->known;
        struct template_value *item = template_object(mem);
        shown++;
        template_put_text(item, "label", figure->label);
        template_put_text(item, "href", report_figure_link(mem, board->draft, figure));
        template_put_text(item, "value", figure->display);
        template_put_text(item, "change",
                          has_change ? arena_printf(mem, SAY_BOARD_CHANGE, change->value > 0 ? "+ " : "",
                                                    change->display, period_short(mem, &before))
                                     : "");
        template_add(figures, item);
    }
    template_put(board->page->values, "figures", figures);
    template_put_bool(board->page->values, "has_figures", shown > 0);
}

static struct template_value *add_panel(struct dashboard *board, const char *id, int width, const char *title)
{
    static const char *const nothing[] = { "note", "link", "href", "text" };
    static const char *const no[] = { "has_table", "chart", "has_bars", "has_pairs", "has_stack" };
    struct template_value *panel = template_object(board->visit->mem);
    for (size_t i = 0; i < COUNT_OF(nothing); i++)
        template_put_text(panel, nothing[i], "");
    for (size_t i = 0; i < COUNT_OF(no); i++)
        template_put_bool(panel, no[i], false);
    template_put_text(panel, "id", id);
    template_put_int(panel, "width", width);
    template_put_text(panel, "title", title);
    template_add(board->panels, panel);
    return panel;
}

static const char *unit_label(const struct visit *visit, const char *code)
{
    const struct unit *unit = definitions_unit(visit->definitions, code);
    return unit && unit->names.count ? unit->names.items[unit->names.count - 1].name : code;
}

/* The tasks nearest to their deadline, the latest first. */
static bool put_tasks(struct dashboard *board, struct err *err)
{
    struct visit *visit = board->visit;
    struct arena *mem = visit->mem;
    const struct register_definition *reg = definitions_register(visit->definitions, "task");
    if (!reg || !may_somewhere(&visit->scope, ACT_READ, reg))
        return true;
    struct record_rows rows;
    const struct query *query = ask(board, reg, arena_printf(mem, "group=open&sort=due_on&page_size=%d", ROWS), err);
    if (!query || !record_rows(visit->store, mem, &visit->scope, query, 0, &rows, err))
        return false;
    struct template_value *panel = add_panel(board, "tasks", 8, SAY_BOARD_TASKS);
    template_put_text(panel, "link", SAY_BOARD_ALL);
    template_put_text(panel, "href", arena_printf(mem, "/%s?group=open&sort=due_on", reg->slug));
    if (rows.count == 0) {
        template_put_text(panel, "text", SAY_BOARD_NO_TASKS);
        return true;
    }
    struct cells *cells = cells_new(mem, SAY_BOARD_TASKS, true);
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
        cells_add(cells, unit_label(visit, record->unit));
        cells_tag(cells, page_tag(mem, visit->definitions, &due));
    }
    cells_put(cells, panel);
    template_put_bool(panel, "has_table", true);
    return true;
}

/* A row a register, a column a state from FIRST to LAST. */
static void put_rows(struct dashboard *board, struct template_value *panel, const char *title,
                     const char *const *columns, int first, int last)
{
    struct arena *mem = board->visit->mem;
    struct cells *cells = cells_new(mem, title, false);
    cells_column(cells, "Sổ", "");
    for (int state = first; state <= last; state++)
        cells_column(cells, columns[state - first], "num");
    for (size_t i = 0; i < board->row_count; i++) {
        const struct due_row *row = &board->rows[i];
        cells_row(cells, false);
        cells_link(cells, row->reg->plural ? row->reg->plural : row->reg->label, page_register_path(mem, row->reg));
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

/* What waits for a step of the reader's: a link to each queue. The shell has counted them. */
static void put_waiting(struct dashboard *board)
{
    static const char *const columns[] = { "Sổ", SAY_BOARD_STEP, SAY_BOARD_WAITING_COUNT, SAY_BOARD_OVERDUE };
    struct arena *mem = board->visit->mem;
    const struct work_queues *queues = &board->page->queues;
    struct cells *cells = cells_new(mem, SAY_BOARD_WAITING, false);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        cells_column(cells, columns[i], i > 1 ? "num" : "");
    for (size_t i = 0; i < queues->count; i++) {
        const struct work_queue *queue = &queues->items[i];
        if (queue->total.count == 0)
            continue;
        cells_row(cells, false);
        cells_add(cells, queue->reg->plural ? queue->reg->plural : queue->reg->label);
        cells_add(cells, queue->step->label);
        cells_link(cells, page_total(mem, queue->total),
                   arena_printf(mem, "/viec-cua-toi?register=%s&step=%s", queue->reg->name, queue->step->name));
        cells_add(cells, page_total(mem, queue->overdue));
    }
    if (cells_rows(cells) == 0)
        return;
    struct template_value *panel = add_panel(board, "waiting", 12, SAY_BOARD_WAITING);
    template_put_text(panel, "link", SAY_MENU_INBOX);
    template_put_text(panel, "href", "/viec-cua-toi");
    cells_put(cells, panel);
    template_put_bool(panel, "has_table", true);
}

static void put_registers(struct dashboard *board)
{
    static const char *const parts[] = { SAY_BOARD_OVERDUE, SAY_BOARD_SOON, SAY_BOARD_IN_TIME, SAY_BOARD_NO_DUE,
                                         SAY_BOARD_OPEN };
    static const char *const done[] = { SAY_BOARD_DONE };
    struct arena *mem = board->visit->mem;
    if (board->row_count == 0)
        return;
    const char *title = arena_printf(mem, SAY_BOARD_REGISTERS, page_day_example(mem));
    put_rows(board, add_panel(board, "by-register", 8, title), title, parts, OVERDUE, OPEN);
    title = arena_printf(mem, SAY_BOARD_DONE_IN, board->period_words);
    put_rows(board, add_panel(board, "done", 4, title), title, done, DONE, DONE);
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
static void add_stacked(struct template_value *stack, struct arena *mem, const char *kind, int64_t from, int64_t to)
{
    struct template_value *part = template_object(mem);
    template_put_text(part, "class", text_equal(kind, "late") ? "s-late" : arena_printf(mem, "s%s", kind));
    template_put_int(part, "x", from);
    template_put_int(part, "width", to - from > STACK_GAP ? to - from - STACK_GAP : to - from);
    template_add(stack, part);
}

/* Dossiers of the month: on time, late, still open, ended otherwise; the parts sum to the whole, and one bar shows
 * them. */
static void put_dossiers(struct dashboard *board)
{
    static const struct {
        const char *kind, *id, *label;
    } parts[] = { { "1", "dossiers_on_time", "Đúng và trước hạn" },
                  { "late", "dossiers_late", "Trễ hạn" },
                  { "2", "dossiers_open", "Đang giải quyết" } };
    struct arena *mem = board->visit->mem;
    const struct figure *all = board->draft ? report_find_figure(board->draft, "dossiers_received") : NULL;
    if (!all || !all->known)
        return;
    struct template_value *panel = add_panel(board, "dossiers", 4, SAY_BOARD_DOSSIERS);
    struct template_value *pairs = template_list(mem), *stack = template_list(mem);
    int64_t rest = all->value, before = 0;
    template_put_text(panel, "note", arena_printf(mem, SAY_BOARD_RECEIVED, all->display));
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const struct figure *part = report_find_figure(board->draft, parts[i].id);
        if (!part)
            continue;
        int64_t count = part->known ? part->value : 0;
        put_pair(pairs, mem, parts[i].kind, parts[i].label, part->display, report_figure_link(mem, board->draft, part));
        if (count > 0 && all->value > 0)
            add_stacked(stack, mem, parts[i].kind, before * STACK_WIDE / all->value,
                        (before + count) * STACK_WIDE / all->value);
        before += count;
        rest -= count;
    }
    if (rest != 0)
        put_pair(pairs, mem, "", SAY_BOARD_OTHERWISE, page_number(mem, rest), "");
    template_put_bool(panel, "has_stack", before > 0);
    template_put(panel, "stack", stack);
    template_put(panel, "pairs", pairs);
    template_put_bool(panel, "has_pairs", true);
}

/* How many calls came each day of the month. */
static bool put_hotline(struct dashboard *board, struct err *err)
{
    struct visit *visit = board->visit;
    struct arena *mem = visit->mem;
    struct record_group *groups;
    size_t count;
    const struct register_definition *reg = definitions_register(visit->definitions, "feedback");
    if (!reg || !may_somewhere(&visit->scope, ACT_READ, reg))
        return true;
    const struct query *query = ask(board, reg, arena_printf(mem, "%s=@period&by=%s", reg->date, reg->date), err);
    if (!query || !record_groups(visit->store, mem, &visit->scope, query, &groups, &count, err))
        return false;
    struct template_value *panel = add_panel(board, "hotline", 12, SAY_BOARD_HOTLINE);
    template_put_text(panel, "link", SAY_BOARD_ALL);
    template_put_text(
        panel, "href",
        arena_printf(mem, "/%s?%s=%s..%s", reg->slug, reg->date, board->tokens.period_from, board->tokens.period_to));
    struct chart_bar *bars = ARENA_ARRAY(mem, struct chart_bar, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *name = page_day(mem, groups[i].value);
        bars[i] = (struct chart_bar){ arena_strndup(mem, name, 2), name, groups[i].count };
    }
    if (count > 0)
        template_put(panel, "chart", chart_bars(mem, SAY_BOARD_HOTLINE, "Ngày", "Phiếu tiếp nhận", bars, count));
    else
        template_put_text(panel, "text", SAY_BOARD_NO_CALLS);
    return true;
}

static bool read_period(struct dashboard *board, struct period *period, struct err *err)
{
    const char *asked = visit_text(board->visit, "period");
    struct period last_month = report_last_month();
    *period = period_after(&last_month);
    if (asked && !period_parse(asked, false, period, err))
        return false;
    char from[DATE_SIZE], to[DATE_SIZE], today[DATE_SIZE];
    struct arena *mem = board->visit->mem;
    day_print(period->from, from);
    day_print(period->to, to);
    day_print(clock_today(), today);
    board->tokens = (struct query_tokens){ .today = arena_strdup(mem, today),
                                           .me = board->visit->scope.user,
                                           .my_unit = board->visit->scope.unit,
                                           .period = arena_strdup(mem, period->name),
                                           .period_from = arena_strdup(mem, from),
                                           .period_to = arena_strdup(mem, to) };
    return true;
}

bool dashboard_page(struct visit *visit, struct err *err)
{
    struct period period;
    instant_t older_of = 0;
    struct dashboard board = { .visit = visit, .panels = template_list(visit->mem) };
    if (!read_period(&board, &period, err) || !count_due(&board, err))
        return false;
    const struct report_definition *report = report_of_pages(visit);
    if (report && may(&visit->scope, ACT_REPORT, &(struct may_what){ .report = report->name }, err)) {
        board.draft = report_read(visit, period.name, &older_of, err);
        if (!board.draft)
            return false;
    }
    board.period_words = period_short(visit->mem, &period);
    const char *title = arena_printf(visit->mem, SAY_BOARD_TITLE, board.period_words);
    struct page *page = board.page = page_new(visit, title);
    page_head(page, title,
              older_of              ? report_older(visit->mem, older_of)
              : board.row_count > 0 ? arena_printf(visit->mem, SAY_BOARD_LEAD_OPEN, page_day_example(visit->mem),
                                                   page_total(visit->mem, sum_of(&board, OPEN)), board.period_words)
                                    : SAY_BOARD_LEAD);
    template_put_bool(page->values, "printable", true);
    if (board.draft)
        page_action(page, SAY_BOARD_REPORT, arena_printf(visit->mem, "/bao-cao/%s", period.name), "report", true);
    report_put_periods(page, "/dieu-hanh", &period);
    put_totals(&board);
    put_figures(&board);
    if (!put_tasks(&board, err))
        return false;
    put_dossiers(&board);
    put_waiting(&board);
    put_registers(&board);
    if (!put_hotline(&board, err))
        return false;
    template_put(page->values, "panels", board.panels);
    return page_send(page, "dashboard", err);
}
