/* Việc của tôi: the open assignments of my login, my positions and my unit, by their due date, and what waits for a
 * step that I may take, a group for each step.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "handling/approval.h"
#include "handling/inbox.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { INBOX_PAGE = 50, QUEUE_ROWS = 10, SOON_DAYS = 3 };

/* What the page shows: of one register, of one queue, or everything. */
struct inbox_view {
    struct page *page;
    const struct register_definition *only;
    const struct work_queue *queue; /* then nothing is shown of what is assigned */
    struct inbox inbox;
    struct approval_line *approvals; /* that wait for the visitor; on the first page */
    size_t approval_count;
    struct work_line *lines; /* of the queues, in their order */
    size_t line_count;
    bool more; /* there is a page after this one */
};

enum bundle { OVERDUE, TODAY, SOON, LATER, INFORM, BUNDLES };

static const char *const bundle_titles[BUNDLES] = { SAY_INBOX_OVERDUE, SAY_INBOX_TODAY, SAY_INBOX_SOON, SAY_INBOX_LATER,
                                                    SAY_INBOX_INFORM };

/* The last day that still counts as soon: SOON_DAYS working days from TODAY. */
static day_t soon_until(const struct definitions *definitions, day_t today)
{
    day_t day = today;
    for (int left = SOON_DAYS; left > 0; left--)
        day = definitions->calendar ? calendar_next_working_day(definitions->calendar, day + 1) : day + 1;
    return day;
}

static enum bundle bundle_of(struct visit *visit, const struct inbox_line *line)
{
    char today[DATE_SIZE], soon[DATE_SIZE];
    const char *due = line->assignment.due;
    struct page_due deadline = { .due = due, .finished_on = "9999-12-31" };
    if (line->assignment.role == ASSIGN_INFORM)
        return INFORM;
    if (page_is_overdue(&deadline))
        return OVERDUE;
    day_print(clock_today(), today);
    day_print(soon_until(visit->definitions, clock_today()), soon);
    if (strncmp(due, today, DATE_SIZE - 1) <= 0)
        return TODAY;
    return strncmp(due, soon, DATE_SIZE - 1) <= 0 ? SOON : LATER;
}

/* The giver's words; who sent it back and why, or that others are at work on it. */
static const char *words_of(struct arena *mem, const struct inbox_line *line, const struct page_names *names)
{
    const struct assignment *given = &line->assignment;
    if (line->back_from)
        return arena_printf(mem, SAY_INBOX_BACK, page_name(names, line->back_from), line->back_why);
    if (given->back_of)
        return arena_printf(mem, SAY_INBOX_BACK, page_name(names, given->from), given->opinion);
    if (line->below == 0)
        return given->opinion;
    const char *waits = arena_printf(mem, SAY_INBOX_BELOW, (long long)line->below);
    return text_is_empty(given->opinion) ? waits : arena_printf(mem, "%s. %s", waits, given->opinion);
}

static void add_line(struct cells *cells, struct visit *visit, const struct inbox_line *line,
                     const struct page_names *names)
{
    struct arena *mem = visit->mem;
    const struct assignment *given = &line->assignment;
    struct page_due due = { .due = given->due, .finished_on = "9999-12-31" };
    bool inform = given->role == ASSIGN_INFORM;
    const struct state *state = register_state(line->reg, line->state);
    cells_row(cells, !inform && page_is_overdue(&due));
    struct template_value *day = cells_add(cells, inform ? "" : page_day_short(mem, given->due));
    cell_title(day, page_day(mem, given->due));
    cell_label(day, SAY_INBOX_DUE);
    struct template_value *kind = cells_add(cells, line->reg->label);
    cell_sub(kind, line->number ? line->number : "");
    struct template_value *what = cells_link(cells, line->title, page_record_path(mem, line->reg, given->record));
    cell_sub(what, words_of(mem, line, names));
    cell_clamp(what);
    struct template_value *from = cells_add(cells, page_name(names, given->from));
    cell_sub(from, page_day(mem, page_iso_day(mem, given->given_at)));
    cell_label(from, SAY_INBOX_FROM);
    cell_sub(cells_add(cells, assignment_role_label(given->role)), state ? state->label : "");
    if (inform)
        cells_add(cells, given->read_at ? SAY_INBOX_READ : SAY_INBOX_UNREAD);
    else
        cells_tag(cells, page_tag(mem, visit->definitions, &due));
}

/* --- the queues --------------------------------------------------------------------------------------------------- */

static void add_waiting(struct cells *cells, struct visit *visit, const struct work_queue *queue,
                        const struct work_line *line)
{
    struct arena *mem = visit->mem;
    struct page_due due = { .due = line->due, .finished_on = "9999-12-31" };
    const struct state *state = register_state(queue->reg, line->state);
    const struct unit *unit = definitions_unit(visit->definitions, line->unit);
    bool open = state && state->group == GROUP_OPEN;
    cells_row(cells, open && page_is_overdue(&due));
    struct template_value *day = cells_add(cells, open ? page_day_short(mem, line->due) : "");
    cell_title(day, open ? page_day(mem, line->due) : "");
    cell_label(day, SAY_INBOX_DUE);
    cell_sub(cells_add(cells, queue->reg->label), line->number ? line->number : "");
    struct template_value *what = cells_link(cells, line->title, page_record_path(mem, queue->reg, line->id));
    cell_clamp(what);
    struct template_value *from =
        cells_add(cells, unit && unit->names.count ? unit->names.items[unit->names.count - 1].brief : "");
    cell_label(from, SAY_INBOX_UNIT);
    cell_sub(cells_add(cells, queue->step->label), state ? state->label : "");
    if (open)
        cells_tag(cells, page_tag(mem, visit->definitions, &due));
    else
        cells_add(cells, "");
}

static void put_queue(struct inbox_view *view, struct cells *cells, size_t at)
{
    struct visit *visit = view->page->visit;
    const struct work_queue *queue = &view->page->queues.items[at];
    const char *total = page_total(visit->mem, queue->total);
    size_t count = 0;
    for (size_t i = 0; i < view->line_count; i++)
        count += view->lines[i].at == at;
    if (count == 0)
        return;
    bool whole = (int64_t)count == queue->total.count || view->queue;
    const char *plural = queue->reg->plural ? queue->reg->plural : queue->reg->label;
    cells_group(cells, arena_printf(visit->mem, "queue-%s-%s", queue->reg->name, queue->step->name),
                whole ? arena_printf(visit->mem, SAY_INBOX_QUEUE, queue->step->label, plural, total)
                      : arena_printf(visit->mem, SAY_INBOX_QUEUE_FIRST, queue->step->label, plural, count, total));
    for (size_t i = 0; i < view->line_count; i++)
        if (view->lines[i].at == at)
            add_waiting(cells, visit, queue, &view->lines[i]);
}

/* --- approvals ---------------------------------------------------------------------------------------------------- */

static void add_approval(struct cells *cells, struct visit *visit, const struct approval_line *line)
{
    struct arena *mem = visit->mem;
    const struct state *state = register_state(line->reg, line->state);
    cells_row(cells, false);
    struct template_value *day = cells_add(cells, "");
    cell_label(day, SAY_INBOX_DUE);
    cell_sub(cells_add(cells, line->reg->label), line->number ? line->number : "");
    const char *path = page_record_path(mem, line->reg, line->approval.record);
    struct template_value *what = cells_link(cells, line->title, arena_printf(mem, "%s#draft", path));
    cell_sub(what, arena_printf(mem, SAY_INBOX_VERSION, (long long)line->approval.draft));
    cell_clamp(what);
    struct template_value *from = cells_add(cells, page_day(mem, page_iso_day(mem, line->approval.turn_at)));
    cell_label(from, SAY_INBOX_SINCE);
    cell_sub(cells_add(cells, approval_kind_label(line->approval.kind)), state ? state->label : "");
    cells_add(cells, "");
}

static int64_t count_approvals(const struct inbox_view *view)
{
    int64_t count = 0;
    for (size_t i = 0; i < view->page->assigned_count; i++)
        if (!view->only || view->page->assigned[i].reg == view->only)
            count += view->page->assigned[i].approvals;
    return count;
}

static void put_approvals(const struct inbox_view *view, struct cells *cells)
{
    struct visit *visit = view->page->visit;
    if (view->approval_count == 0)
        return;
    cells_group(cells, "approvals",
                arena_printf(visit->mem, SAY_INBOX_APPROVALS, page_number(visit->mem, count_approvals(view))));
    for (size_t i = 0; i < view->approval_count; i++)
        add_approval(cells, visit, &view->approvals[i]);
}

static const char *queue_path(struct arena *mem, const struct work_queue *queue)
{
    return arena_printf(mem, "/viec-cua-toi?register=%s&step=%s", queue->reg->name, queue->step->name);
}

/* A queue of its own, a page at a time. */
static bool read_queue(struct inbox_view *view, struct err *err)
{
    struct visit *visit = view->page->visit;
    struct record_rows rows;
    if (!work_queue_page(visit->store, visit->mem, view->queue, visit_integer(visit, "after"), INBOX_PAGE, &rows, err))
        return false;
    view->lines = ARENA_ARRAY(visit->mem, struct work_line, rows.count + 1);
    view->line_count = rows.count;
    view->more = rows.later;
    for (size_t i = 0; i < rows.count; i++) {
        const struct record *record = rows.records[i];
        view->lines[i] = (struct work_line){ .at = (size_t)(view->queue - view->page->queues.items),
                                             .id = record->id,
                                             .version = record->version,
                                             .number = record->number,
                                             .title = record->title,
                                             .state = record->state,
                                             .due = record->due,
                                             .unit = record->unit };
    }
    return true;
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void put_bundle(const struct inbox_view *view, struct cells *cells, enum bundle bundle,
                       const struct page_names *names)
{
    struct visit *visit = view->page->visit;
    const struct inbox *inbox = &view->inbox;
    int64_t count = 0;
    for (size_t i = 0; i < inbox->count; i++)
        count += bundle_of(visit, &inbox->lines[i]) == bundle;
    if (count == 0)
        return;
    cells_group(cells, arena_printf(visit->mem, "group-%d", (int)bundle),
                arena_printf(visit->mem, "%s (%s)", bundle_titles[bundle], page_number(visit->mem, count)));
    for (size_t i = 0; i < inbox->count; i++)
        if (bundle_of(visit, &inbox->lines[i]) == bundle)
            add_line(cells, visit, &inbox->lines[i], names);
}

static void put_table(struct inbox_view *view, const struct page_names *names)
{
    struct page *page = view->page;
    struct visit *visit = page->visit;
    static const struct {
        const char *label, *class;
    } columns[] = { { "Hạn", "nowrap" },
                    { "Loại", "first" },
                    { "Nội dung", "wide main" },
                    { "Giao bởi, đơn vị", "not-narrow" },
                    { "Vai trò, bước", "not-narrow" },
                    { "Tình trạng", "state" } };
    struct cells *cells = cells_new(visit->mem, SAY_INBOX_CAPTION, true);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        cells_column(cells, columns[i].label, columns[i].class);
    for (int bundle = OVERDUE; bundle < INFORM; bundle++)
        put_bundle(view, cells, (enum bundle)bundle, names);
    put_approvals(view, cells);
    for (size_t at = 0; at < page->queues.count; at++)
        put_queue(view, cells, at);
    put_bundle(view, cells, INFORM, names); /* nothing is to be done about it: behind all work */
    cells_put(cells, page->values);
}

static void add_tab(struct template_value *tabs, struct arena *mem, const char *label, const char *href,
                    struct record_total open, bool late, bool current)
{
    struct template_value *tab = template_object(mem);
    template_put_text(tab, "label", label);
    template_put_text(tab, "href", href);
    template_put_text(tab, "count", open.count ? page_total(mem, open) : "");
    template_put_bool(tab, "late", late);
    template_put_bool(tab, "current", current);
    template_add(tabs, tab);
}

/* All, and each register with open work: the counts are those of the menu. */
static void put_tabs(const struct inbox_view *view)
{
    const struct page *page = view->page;
    struct arena *mem = page->visit->mem;
    struct template_value *tabs = template_list(mem);
    struct record_total all = { 0 };
    for (size_t i = 0; i < page->work_count; i++) {
        all.count += page->work[i].open;
        all.at_least |= page->work[i].at_least;
    }
    add_tab(tabs, mem, SAY_INBOX_ALL, "/viec-cua-toi", all, false, view->only == NULL);
    for (size_t i = 0; i < page->work_count; i++) {
        const struct page_work *work = &page->work[i];
        struct record_total open = { work->open, work->at_least };
        add_tab(tabs, mem, work->reg->label, arena_printf(mem, "/viec-cua-toi?register=%s", work->reg->name), open,
                work->overdue > 0, work->reg == view->only && !view->queue);
    }
    template_put(page->values, "tabs", tabs);
}

/* The queues that are not empty, of the register where one was asked for. */
static void put_queue_tabs(const struct inbox_view *view)
{
    const struct page *page = view->page;
    struct arena *mem = page->visit->mem;
    struct template_value *tabs = template_list(mem);
    bool any = false;
    for (size_t i = 0; i < page->queues.count; i++) {
        const struct work_queue *queue = &page->queues.items[i];
        if (queue->total.count == 0 || (view->only && queue->reg != view->only))
            continue;
        any = true;
        add_tab(tabs, mem, arena_printf(mem, SAY_INBOX_QUEUE_TAB, queue->step->label, queue->reg->label),
                queue_path(mem, queue), queue->total, queue->overdue.count > 0, queue == view->queue);
    }
    template_put(page->values, "queues", tabs);
    template_put_bool(page->values, "has_queues", any);
}

static const char *lead_of(const struct inbox_view *view)
{
    const struct page *page = view->page;
    struct arena *mem = page->visit->mem;
    struct text lead;
    int64_t total = 0, overdue = 0, informs = 0;
    struct record_total waiting = { 0 };
    for (size_t i = 0; i < page->assigned_count; i++) {
        const struct inbox_count *count = &page->assigned[i];
        if (view->only && count->reg != view->only)
            continue;
        total += count->open;
        overdue += count->overdue;
        informs += count->informs;
    }
    for (size_t i = 0; i < page->queues.count; i++) {
        const struct work_queue *queue = &page->queues.items[i];
        if ((view->only && queue->reg != view->only) || (view->queue && queue != view->queue))
            continue;
        waiting.count += queue->total.count;
        waiting.at_least |= queue->total.at_least;
    }
    text_init(&lead, mem, TEXT_MAX_LINE);
    text_printf(&lead, SAY_INBOX_COUNT, page_number(mem, total));
    if (overdue)
        text_printf(&lead, SAY_INBOX_LATE, page_number(mem, overdue));
    if (waiting.count)
        text_printf(&lead, SAY_INBOX_WAITING, page_total(mem, waiting));
    if (informs)
        text_printf(&lead, SAY_INBOX_INFORMS, page_number(mem, informs));
    text_add(&lead, SAY_INBOX_ORDER);
    return lead.data;
}

static void put_pager(const struct inbox_view *view)
{
    struct page *page = view->page;
    struct arena *mem = page->visit->mem;
    bool first = !visit_has(page->visit, "after");
    size_t count = view->queue ? view->line_count : view->inbox.count;
    if (first && !view->more) {
        template_put_bool(page->values, "pager", false);
        return;
    }
    struct template_value *pager = template_object(mem);
    const char *path = view->queue ? queue_path(mem, view->queue)
                                   : arena_printf(mem, "/viec-cua-toi?%s%s", view->only ? "register=" : "",
                                                  view->only ? view->only->name : "");
    char id[ID_SIZE];
    template_put_text(pager, "text", arena_printf(mem, view->more ? SAY_ROWS_MORE : SAY_ROWS_END, count));
    template_put_text(pager, "first_href", first ? "" : path);
    template_put_text(pager, "before_href", "");
    template_put_text(pager, "next_href", "");
    if (view->more && view->queue) {
        id_print(view->lines[count - 1].id, id);
        template_put_text(pager, "next_href", arena_printf(mem, "%s&after=%s", path, id));
    } else if (view->more) {
        const struct assignment *last = &view->inbox.lines[count - 1].assignment;
        id_print(last->id, id);
        template_put_text(pager, "next_href",
                          arena_printf(mem, "%s%sdue=%s&after=%s", path, view->only ? "&" : "", last->due, id));
    }
    template_put(page->values, "pager", pager);
}

/* What is assigned, a page at a time; the queues stand on the first one. */
static bool read_assigned(struct inbox_view *view, struct err *err)
{
    struct visit *visit = view->page->visit;
    struct db *db = visit_db(visit, err);
    if (!db || !inbox_lines(db, visit->mem, visit->definitions, &visit->scope, view->only, visit_text(visit, "due"),
                            visit_integer(visit, "after"), INBOX_PAGE + 1, &view->inbox, err))
        return false;
    view->more = view->inbox.count > INBOX_PAGE;
    view->inbox.count = view->more ? INBOX_PAGE : view->inbox.count;
    if (!visit_has(visit, "after") && count_approvals(view) > 0 &&
        !approvals_waiting(db, visit->mem, visit->definitions, &visit->scope, view->only, INBOX_PAGE, &view->approvals,
                           &view->approval_count, err))
        return false;
    return visit_has(visit, "after") ||
           work_lines_read(visit->store, visit->mem, &view->page->queues, view->only,
                           view->only ? INBOX_PAGE : QUEUE_ROWS, &view->lines, &view->line_count, err);
}

static bool read_view(struct inbox_view *view, struct err *err)
{
    struct visit *visit = view->page->visit;
    const char *step = visit_text(visit, "step");
    if (!step)
        return read_assigned(view, err);
    view->queue = view->only ? work_queue_find(&view->page->queues, view->only->name, step) : NULL;
    return view->queue ? read_queue(view, err) : err_set(err, ERR_NOT_FOUND, "queue", "step", SAY_NO_QUEUE, step);
}

static void want_names(struct page_names *names, const struct inbox_line *line)
{
    page_names_want(names, line->assignment.from);
    page_names_want(names, line->back_from);
}

static bool hands_out(const struct visit *visit)
{
    for (size_t i = 0; i < visit->definitions->registers.count; i++)
        if (may_somewhere(&visit->scope, ACT_ASSIGN, &visit->definitions->registers.items[i]))
            return true;
    return false;
}

bool inbox_page(struct visit *visit, struct err *err)
{
    const char *name = visit_text(visit, "register");
    struct inbox_view view = { .only = name ? definitions_register(visit->definitions, name) : NULL };
    if (name && !view.only)
        return err_set(err, ERR_NOT_FOUND, "register", "register", SAY_NO_REGISTER, name);
    struct page *page = view.page = page_new(visit, SAY_MENU_INBOX);
    if (!read_view(&view, err))
        return false;
    struct page_names *names = page_names_new(visit);
    for (size_t i = 0; i < view.inbox.count; i++)
        want_names(names, &view.inbox.lines[i]);
    if (!page_names_read(names, err))
        return false;
    page_head(page, SAY_MENU_INBOX, lead_of(&view));
    page_action(page, SAY_DIGEST_PAGE, "/viec-cua-toi/ban-tin", "bell", false);
    if (hands_out(visit))
        page_action(page, SAY_TEMPLATES, "/mau-phan-cong", "list", false);
    /* who keeps the accounts begins elsewhere: this page of theirs is empty in a new office */
    bool administers = !view.only && may(&visit->scope, ACT_ADMINISTER, NULL, &(struct err){ 0 });
    page_empty(page, view.only ? SAY_INBOX_EMPTY_REGISTER : SAY_INBOX_EMPTY,
               administers ? "/quan-tri" : "/viec-cua-toi",
               administers ? SAY_INBOX_ADMINISTER
               : view.only ? SAY_INBOX_ALL
                           : "");
    put_tabs(&view);
    put_queue_tabs(&view);
    put_table(&view, names);
    put_pager(&view);
    return page_send(page, "inbox", err);
}
