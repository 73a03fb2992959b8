/* The shell around every page: who is here, the menu with its counts, the banner of a clock that was set, the notice.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "http/static_files.h"
#include "handling/inbox.h"
#include "web/page_internal.h"
#include "web/texts.h"

enum { INITIALS_MAX = 2 };

struct menu {
    struct visit *visit;
    struct template_value *groups; /* [{label, items:[{label, href, icon, count, late, current}]}] */
    struct template_value *items;  /* of the group being filled */
    const struct page *page;
};

/* The first letters of the last two words of a name: "Lương Quốc Việt" → "QV". */
static const char *initials(struct arena *mem, const char *name)
{
    struct text out;
    size_t count;
    char **words = text_split(mem, name, ' ', &count);
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = count > INITIALS_MAX ? count - INITIALS_MAX : 0; i < count; i++) {
        const char *after = words[i];
        if (utf8_next(&after))
            text_add_bytes(&out, words[i], (size_t)(after - words[i]));
    }
    return out.data;
}

static bool is_current(const struct visit *visit, const char *href)
{
    size_t length = strlen(href);
    const char *path = visit->request->path;
    return strncmp(path, href, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

static void open_group(struct menu *menu, const char *label)
{
    struct arena *mem = menu->visit->mem;
    struct template_value *group = template_object(mem);
    menu->items = template_list(mem);
    template_put_text(group, "label", label);
    template_put(group, "items", menu->items);
    template_add(menu->groups, group);
}

/* KEY is the letter that opens it after g, "" none. */
static struct template_value *add_item(struct menu *menu, const char *label, const char *href, const char *icon,
                                       const char *key)
{
    struct template_value *item = template_object(menu->visit->mem);
    template_put_text(item, "label", label);
    template_put_text(item, "href", href);
    template_put_text(item, "icon", icon);
    template_put_text(item, "key", key);
    template_put_text(item, "count", "");
    template_put_bool(item, "current", is_current(menu->visit, href));
    template_put_bool(item, "late", false);
    template_add(menu->items, item);
    return item;
}

static void put_count(struct menu *menu, struct template_value *item, const struct page_work *work)
{
    struct record_total shown = { work->overdue ? work->overdue : work->open, work->at_least };
    if (work->open == 0)
        return;
    template_put_text(item, "count", page_total(menu->visit->mem, shown));
    template_put_bool(item, "late", work->overdue > 0);
}

/* The register whose path is the longest that the visit's path begins with: /lich/cong-tac is not under /lich. */
static const struct register_definition *current_register(const struct visit *visit)
{
    const struct register_definition *found = NULL;
    for (size_t i = 0; i < visit->definitions->registers.count; i++) {
        const struct register_definition *reg = &visit->definitions->registers.items[i];
        bool longer = !found || strlen(reg->slug) > strlen(found->slug);
        if (longer && is_current(visit, page_register_path(visit->mem, reg)))
            found = reg;
    }
    return found;
}

static void add_register(struct menu *menu, const struct register_definition *reg, bool current)
{
    struct template_value *item =
        add_item(menu, reg->plural ? reg->plural : reg->label, page_register_path(menu->visit->mem, reg),
                 reg->icon ? reg->icon : "register", reg->key ? reg->key : "");
    template_put_bool(item, "current", current);
    for (size_t i = 0; i < menu->page->work_count; i++)
        if (menu->page->work[i].reg == reg)
            put_count(menu, item, &menu->page->work[i]);
}

/* The registers that the scope reads, under the headings of their `area:`, headings in the order of the definitions. */
static void add_registers(struct menu *menu)
{
    const struct definitions *definitions = menu->visit->definitions;
    const struct register_definition *current = current_register(menu->visit);
    bool *done = ARENA_ARRAY(menu->visit->mem, bool, definitions->registers.count + 1);
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const char *area = definitions->registers.items[i].area;
        bool opened = false;
        for (size_t k = i; k < definitions->registers.count; k++) {
            const struct register_definition *reg = &definitions->registers.items[k];
            if (done[k] || !text_equal(reg->area, area))
                continue;
            done[k] = true;
            if (!may_somewhere(&menu->visit->scope, ACT_READ, reg))
                continue;
            if (!opened)
                open_group(menu, area ? area : SAY_MENU_OFFICE);
            opened = true;
            add_register(menu, reg, reg == current);
        }
    }
}

/* In the order of the definitions; only registers that have some. */
static void add_up(struct page *page)
{
    const struct definitions *definitions = page->visit->definitions;
    page->work = ARENA_ARRAY(page->visit->mem, struct page_work, definitions->registers.count + 1);
    for (size_t i = 0; i < definitions->registers.count; i++) {
        struct page_work work = { .reg = &definitions->registers.items[i] };
        for (size_t k = 0; k < page->assigned_count; k++)
            if (page->assigned[k].reg == work.reg)
                work = (struct page_work){ work.reg, page->assigned[k].open + page->assigned[k].approvals,
                                           page->assigned[k].overdue, false };
        for (size_t k = 0; k < page->queues.count; k++) {
            const struct work_queue *queue = &page->queues.items[k];
            if (queue->reg != work.reg)
                continue;
            work.open += queue->total.count;
            work.overdue += queue->overdue.count;
            work.at_least |= queue->total.at_least || queue->overdue.at_least;
        }
        if (work.open > 0)
            page->work[page->work_count++] = work;
    }
}

/* What is assigned to the visitor, and what waits for a step of theirs. */
static void read_work(struct page *page)
{
    struct visit *visit = page->visit;
    struct err err = { 0 };
    char now[MINUTE_SIZE];
    instant_t at = clock_now();
    struct inbox_counts counts;
    minute_print(instant_local_day(at), instant_local_minute(at), now);
    if (!visit_db(visit, &err) ||
        !inbox_counts(visit->store, visit->mem, visit->definitions, &visit->scope, now, &counts, &err)) {
        log_line(LOG_WARNING, "web", "menu without counts: %s", err.text);
        return;
    }
    page->assigned = counts.items;
    page->assigned_count = counts.count;
    page->queues = counts.queues;
    add_up(page);
}

static struct template_value *make_menu(struct page *page)
{
    struct visit *visit = page->visit;
    struct menu menu = { .visit = visit, .groups = template_list(visit->mem), .page = page };
    const struct scope *scope = &visit->scope;
    struct page_work all = { 0 };
    read_work(page);
    for (size_t i = 0; i < page->work_count; i++) {
        all.open += page->work[i].open;
        all.overdue += page->work[i].overdue;
        all.at_least |= page->work[i].at_least;
    }
    open_group(&menu, NULL);
    put_count(&menu, add_item(&menu, SAY_MENU_INBOX, "/viec-cua-toi", "inbox", "c"), &all);
    if (scope->dashboard || scope->everything)
        add_item(&menu, SAY_MENU_DASHBOARD, "/dieu-hanh", "dashboard", "d");
    add_registers(&menu);
    bool reports = scope->everything || scope->reports.count > 0;
    bool administers = scope->everything || scope->administers;
    if (reports || administers || scope->audits)
        open_group(&menu, SAY_MENU_OVERVIEW);
    if (reports)
        add_item(&menu, SAY_MENU_REPORT, "/bao-cao", "report", "b");
    if (administers)
        add_item(&menu, SAY_MENU_ADMIN, "/quan-tri", "settings", "");
    if (scope->everything || scope->audits)
        add_item(&menu, SAY_MENU_HISTORY, "/nhat-ky", "history", "");
    return menu.groups;
}

static void put_user(struct page *page)
{
    struct visit *visit = page->visit;
    struct template_value *user = template_object(visit->mem);
    const struct unit *unit = definitions_unit(visit->definitions, visit->scope.unit);
    template_put_text(user, "name", visit->scope.name);
    template_put_text(user, "login", visit->scope.user);
    template_put_text(user, "initials", initials(visit->mem, visit->scope.name));
    template_put_text(user, "unit", unit && unit->names.count ? unit->names.items[unit->names.count - 1].name : "");
    template_put_bool(user, "admin", visit->scope.everything || visit->scope.administers);
    template_put(page->shell, "user", user);
    template_put(page->shell, "nav", make_menu(page));
}

static const char *asset(struct visit *visit, const char *name)
{
    const struct web *web = visit_arg(visit);
    return static_url(web->files, visit->mem, name);
}

static void put_assets(struct page *page)
{
    static const struct {
        const char *key, *file;
    } assets[] = { { "css", "congvu.css" }, { "js", "congvu.js" }, { "icons", "icons.svg" }, { "fonts", "fonts.css" } };
    for (size_t i = 0; i < COUNT_OF(assets); i++)
        template_put_text(page->shell, assets[i].key, asset(page->visit, assets[i].file));
    page->icons = asset(page->visit, "icons.svg");
}

/* What the last request left for this page to say. */
static void put_notices(struct page *page)
{
    struct visit *visit = page->visit;
    struct template_value *notices = template_list(visit->mem);
    const char *text = page_take_cookie(visit, COOKIE_NOTICE);
    if (text) {
        struct template_value *notice = template_object(visit->mem);
        template_put_text(notice, "kind", "success");
        template_put_text(notice, "text", text);
        template_put_text(notice, "href", "");
        template_put_text(notice, "link", "");
        template_add(notices, notice);
    }
    template_put(page->shell, "notices", notices);
    template_put_text(page->shell, "draft_done", page_take_cookie(visit, COOKIE_DRAFT));
}

/* How this person wants pages: kept in cookies of the account page. */
static void put_taste(struct page *page)
{
    const char *theme = request_cookie(page->visit->request, COOKIE_THEME);
    bool known = text_equal(theme, "light") || text_equal(theme, "dark");
    template_put_text(page->shell, "theme", known ? theme : "");
    template_put_bool(page->shell, "keys_off", text_equal(request_cookie(page->visit->request, COOKIE_KEYS), "off"));
}

struct page *page_new(struct visit *visit, const char *title)
{
    struct arena *mem = visit->mem;
    struct page *page = ARENA_NEW(mem, struct page);
    *page = (struct page){ .visit = visit, .values = template_object(mem), .shell = template_object(mem) };
    const char *office = definitions_setting(visit->definitions, "office.short", NULL);
    template_put(page->values, "page", page->shell);
    template_put_text(page->shell, "title", title);
    template_put_bool(page->shell, "failed", false);
    template_put_text(page->shell, "office", office ? office : SAY_OFFICE_SHORT);
    template_put_text(page->shell, "clock",
                      clock_is_set() ? arena_printf(mem, SAY_CLOCK_BANNER, page_instant(mem, clock_now())) : "");
    put_assets(page);
    put_notices(page);
    put_taste(page);
    if (!text_is_empty(visit->scope.user)) {
        put_user(page);
        template_put_text(page->shell, "csrf", visit_csrf(visit));
    }
    return page;
}

void page_set_failed(struct page *page)
{
    template_put_bool(page->shell, "failed", true);
}
