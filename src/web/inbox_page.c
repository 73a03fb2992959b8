/* Việc của tôi: the open assignments of my login, my positions and my unit, by their due date.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "handling/assignment.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/texts.h"

enum { INBOX_PAGE = 50, SOON_DAYS = 3 };

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
    cell_sub(what, given->opinion);
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

static void put_table(struct page *page, const struct inbox *inbox, const struct page_names *names)
{
    struct visit *visit = page->visit;
    static const struct {
        const char *label, *class;
    } columns[] = { { "Hạn", "nowrap" },          { "Loại", "first" },         { "Nội dung", "wide main" },
                    { "Giao bởi", "not-narrow" }, { "Vai trò", "not-narrow" }, { "Tình trạng", "state" } };
    struct cells *cells = cells_new(visit->mem, SAY_INBOX_CAPTION, true);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        cells_column(cells, columns[i].label, columns[i].class);
    for (int bundle = OVERDUE; bundle < BUNDLES; bundle++) {
        int64_t count = 0;
        for (size_t i = 0; i < inbox->count; i++)
            count += (int)bundle_of(visit, &inbox->lines[i]) == bundle;
        if (count == 0)
            continue;
        cells_group(cells, arena_printf(visit->mem, "group-%d", bundle),
                    arena_printf(visit->mem, "%s (%s)", bundle_titles[bundle], page_number(visit->mem, count)));
        for (size_t i = 0; i < inbox->count; i++)
            if ((int)bundle_of(visit, &inbox->lines[i]) == bundle)
                add_line(cells, visit, &inbox->lines[i], names);
    }
    cells_put(cells, page->values);
}

static void add_tab(struct template_value *tabs, struct arena *mem, const char *label, const char *href, int64_t open,
                    bool late, bool current)
{
    struct template_value *tab = template_object(mem);
    template_put_text(tab, "label", label);
    template_put_text(tab, "href", href);
    template_put_text(tab, "count", open ? page_number(mem, open) : "");
    template_put_bool(tab, "late", late);
    template_put_bool(tab, "current", current);
    template_add(tabs, tab);
}

/* All, and each register with open work: the counts are those of the menu. */
static void put_tabs(struct page *page, const struct register_definition *only)
{
    struct arena *mem = page->visit->mem;
    struct template_value *tabs = template_list(mem);
    int64_t all = 0;
    for (size_t i = 0; i < page->count_count; i++)
        all += page->counts[i].open;
    add_tab(tabs, mem, SAY_INBOX_ALL, "/viec-cua-toi", all, false, only == NULL);
    for (size_t i = 0; i < page->count_count; i++) {
        const struct inbox_count *count = &page->counts[i];
        add_tab(tabs, mem, count->reg->label, arena_printf(mem, "/viec-cua-toi?register=%s", count->reg->name),
                count->open, count->overdue > 0, count->reg == only);
    }
    template_put(page->values, "tabs", tabs);
}

static const char *lead_of(struct arena *mem, const struct inbox *inbox)
{
    struct text lead;
    text_init(&lead, mem, TEXT_MAX_LINE);
    text_printf(&lead, SAY_INBOX_COUNT, page_number(mem, inbox->total));
    if (inbox->overdue)
        text_printf(&lead, SAY_INBOX_LATE, page_number(mem, inbox->overdue));
    if (inbox->informs)
        text_printf(&lead, SAY_INBOX_INFORMS, page_number(mem, inbox->informs));
    text_add(&lead, SAY_INBOX_ORDER);
    return lead.data;
}

static void put_pager(struct page *page, const struct inbox *inbox, const struct register_definition *only, bool more)
{
    struct arena *mem = page->visit->mem;
    bool first = !visit_has(page->visit, "after");
    if (first && !more) {
        template_put_bool(page->values, "pager", false);
        return;
    }
    struct template_value *pager = template_object(mem);
    const char *filter = only ? arena_printf(mem, "register=%s", only->name) : "";
    char id[ID_SIZE];
    template_put_text(pager, "text", arena_printf(mem, more ? SAY_ROWS_MORE : SAY_ROWS_END, inbox->count));
    template_put_text(pager, "first_href", first ? "" : arena_printf(mem, "/viec-cua-toi?%s", filter));
    template_put_text(pager, "next_href", "");
    if (more) {
        const struct assignment *last = &inbox->lines[inbox->count - 1].assignment;
        id_print(last->id, id);
        template_put_text(
            pager, "next_href",
            arena_printf(mem, "/viec-cua-toi?%s%sdue=%s&after=%s", filter, only ? "&" : "", last->due, id));
    }
    template_put(page->values, "pager", pager);
}

bool inbox_page(struct visit *visit, struct err *err)
{
    char now[MINUTE_SIZE];
    struct inbox inbox;
    instant_t at = clock_now();
    const char *name = visit_text(visit, "register");
    const struct register_definition *only = name ? definitions_register(visit->definitions, name) : NULL;
    if (name && !only)
        return err_set(err, ERR_NOT_FOUND, "register", "register", SAY_NO_REGISTER, name);
    minute_print(instant_local_day(at), instant_local_minute(at), now);
    struct page *page = page_new(visit, SAY_MENU_INBOX);
    struct db *db = visit_db(visit, err);
    if (!db || !inbox_read(db, visit->mem, visit->definitions, &visit->scope, only, visit_text(visit, "due"),
                           visit_integer(visit, "after"), INBOX_PAGE + 1, now, &inbox, err))
        return false;
    bool more = inbox.count > INBOX_PAGE;
    inbox.count = more ? INBOX_PAGE : inbox.count;
    struct page_names *names = page_names_new(visit);
    for (size_t i = 0; i < inbox.count; i++)
        page_names_want(names, inbox.lines[i].assignment.from);
    if (!page_names_read(names, err))
        return false;
    page_head(page, SAY_MENU_INBOX, lead_of(visit->mem, &inbox));
    page_empty(page, only ? SAY_INBOX_EMPTY_REGISTER : SAY_INBOX_EMPTY, "/viec-cua-toi", only ? SAY_INBOX_ALL : "");
    put_tabs(page, only);
    put_table(page, &inbox, names);
    put_pager(page, &inbox, only, more);
    return page_send(page, "inbox", err);
}
