/* Nhật ký: everything that was done, to records and to accounts, newest first.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "people/overview.h"
#include "proof/office_history.h"
#include "records/history_steps.h"
#include "web/admin_internal.h"
#include "web/pages.h"

enum { HISTORY_PAGE = 50, STEPS_MAX = 200 };

#define OF_ACCOUNTS "@account"  /* as a register: what was done to accounts */
#define ACCOUNT_ACT "@account." /* before what was done to an account, as a step */

/* What was asked for, and what was found. */
struct audit {
    struct visit *visit;
    struct history_filter lines;         /* of records */
    struct account_lines_filter account; /* of accounts */
    bool records, accounts;              /* which of the two are asked at all */
    struct office_lines found;
    struct account_event *event_items;
    size_t event_count;
    size_t shown_lines, shown_events;
    bool more_events;
    struct form_control by; /* whose acts, as it is chosen */
};

static const char *given(const struct visit *visit, const char *name)
{
    const char *text = visit_text(visit, name);
    return text_is_empty(text) ? NULL : text;
}

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static bool read_days(struct audit *audit, struct err *err)
{
    const char *from = given(audit->visit, "from"), *until = given(audit->visit, "until");
    day_t day;
    if (from && until && strcmp(until, from) < 0)
        return err_set(err, ERR_INVALID, "date", "until", SAY_HISTORY_DAYS, page_day(audit->visit->mem, from));
    if (from && day_parse(from, &day))
        audit->lines.from = audit->account.from = instant_from_local(day, 0);
    if (until && day_parse(until, &day))
        audit->lines.until = audit->account.until = instant_from_local(day + 1, 0) - 1;
    return true;
}

/* "1627866000000-41": a place in the history. */
static struct history_place read_place(const char *text)
{
    struct history_place place = { 0 };
    char *end;
    if (!text)
        return place;
    place.at = strtoll(text, &end, 10);
    place.seq = *end == '-' ? strtoll(end + 1, NULL, 10) : 0;
    return place;
}

/* "Nguyễn Thị A · van-thu", or the login alone, as it stands in the history: of who has left, too. Other words name one
 * who works here. */
static bool read_by(struct audit *audit, struct err *err)
{
    struct visit *visit = audit->visit;
    const char *text = given(visit, "by"), *by = NULL;
    struct err fault = { 0 };
    audit->by = (struct form_control){ .name = "by", .label = SAY_HISTORY_BY, .placeholder = SAY_HISTORY_BY_HINT };
    bool said = pick_key(visit->mem, text, &by);
    if (!form_ask_one(visit, PICK_PERSON, &audit->by, said ? NULL : &by, &fault, err))
        return false;
    audit->lines.by = audit->account.by = by;
    if (fault.kind == ERR_NONE)
        return true;
    *err = fault;
    return false;
}

static bool read_filter(struct audit *audit, struct err *err)
{
    struct visit *visit = audit->visit;
    const char *reg = given(visit, "register"), *step = given(visit, "step"), *account = given(visit, "account");
    bool of_account = account || text_equal(reg, OF_ACCOUNTS) || (step && text_starts(step, ACCOUNT_ACT));
    if (reg && !text_equal(reg, OF_ACCOUNTS)) {
        audit->lines.reg = definitions_register(visit->definitions, reg);
        if (!audit->lines.reg)
            return err_set(err, ERR_INVALID, "register", "register", SAY_HISTORY_NO_REG, reg);
    }
    audit->records = !of_account;
    audit->accounts = !audit->lines.reg && (of_account || !step);
    audit->lines.step = step;
    audit->account.login = account;
    audit->account.what = step && text_starts(step, ACCOUNT_ACT) ? step + strlen(ACCOUNT_ACT) : NULL;
    audit->lines.before = read_place(given(visit, "before"));
    audit->account.before = visit_integer(visit, "event");
    audit->lines.limit = HISTORY_PAGE;
    audit->account.limit = HISTORY_PAGE + 1;
    return read_by(audit, err) && read_days(audit, err);
}

static bool is_filtered(const struct visit *visit)
{
    static const char *const names[] = { "register", "step", "account", "by", "from", "until" };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (given(visit, names[i]))
            return true;
    return false;
}

/* --- the two in one order ----------------------------------------------------------------------------------------- */

/* Which comes next: the newer one; what was done to a record where both are of the same moment. */
static bool is_line_next(const struct audit *audit, size_t line, size_t event)
{
    if (line >= audit->found.count || event >= audit->event_count)
        return line < audit->found.count;
    return audit->found.lines[line].place.at >= audit->event_items[event].at;
}

/* How many of each the page shows. Where a search stopped, nothing older than the stop: it would be out of order. */
static void choose(struct audit *audit)
{
    size_t line = 0, event = 0;
    while (line + event < HISTORY_PAGE && (line < audit->found.count || event < audit->event_count)) {
        if (is_line_next(audit, line, event)) {
            line++;
        } else {
            if (audit->found.stopped && audit->event_items[event].at < audit->found.next.at)
                break;
            event++;
        }
    }
    audit->shown_lines = line;
    audit->shown_events = event;
    audit->more_events = event < audit->event_count;
}

static bool read_both(struct audit *audit, struct err *err)
{
    struct visit *visit = audit->visit;
    struct db *db = visit_db(visit, err);
    if (!db || (audit->records &&
                !history_lines(db, visit->mem, visit->definitions, &visit->scope, &audit->lines, &audit->found, err)))
        return false;
    if (audit->accounts &&
        !account_lines(db, visit->mem, &audit->account, &audit->event_items, &audit->event_count, err))
        return false;
    choose(audit);
    return true;
}

/* A login that did nothing may be the beginning of a name. */
static bool read_again(struct audit *audit, struct err *err)
{
    const char *by = NULL;
    struct err fault = { 0 };
    if (!audit->lines.by || audit->shown_lines + audit->shown_events > 0)
        return true;
    if (!form_ask_one(audit->visit, PICK_PERSON, &audit->by, &by, &fault, err))
        return false;
    if (!by || text_equal(by, audit->lines.by))
        return true;
    audit->lines.by = audit->account.by = by;
    return read_both(audit, err);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void add_option(struct form_option *options, size_t *count, const char *value, const char *label,
                       const char *group)
{
    if (*count < STEPS_MAX)
        options[(*count)++] = (struct form_option){ value, label, group };
}

static void put_registers(struct form *form)
{
    const struct definitions *definitions = form->visit->definitions;
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, STEPS_MAX);
    size_t count = 0;
    add_option(options, &count, OF_ACCOUNTS, SAY_HISTORY_ACCOUNTS, NULL);
    for (size_t i = 0; i < definitions->registers.count; i++)
        add_option(options, &count, definitions->registers.items[i].name, definitions->registers.items[i].label, NULL);
    form_put(form, &(struct form_control){ .kind = FORM_SELECT,
                                           .name = "register",
                                           .label = SAY_HISTORY_REG,
                                           .value = visit_text(form->visit, "register"),
                                           .blank = SAY_HISTORY_ALL,
                                           .options = options,
                                           .option_count = count });
}

/* The engine's acts, those on accounts, and the steps of the register that was chosen. */
static void put_steps(struct form *form, const struct audit *audit)
{
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, STEPS_MAX);
    const struct register_definition *reg = audit->lines.reg;
    const char *name, *label;
    size_t count = 0;
    for (size_t i = 0; audit->records && (name = history_act(i, &label)); i++)
        add_option(options, &count, name, reg ? history_step_label(reg, name) : label, NULL);
    for (size_t i = 0; reg && i < reg->steps.count; i++)
        add_option(options, &count, reg->steps.items[i].name, reg->steps.items[i].label, reg->label);
    for (size_t i = 0; !reg && (name = account_act(i, &label)); i++)
        add_option(options, &count, arena_printf(form->mem, ACCOUNT_ACT "%s", name), label, SAY_HISTORY_ACCOUNTS);
    form_put(form, &(struct form_control){ .kind = FORM_SELECT,
                                           .name = "step",
                                           .label = SAY_HISTORY_STEP,
                                           .value = visit_text(form->visit, "step"),
                                           .blank = SAY_HISTORY_ANY,
                                           .options = options,
                                           .option_count = count });
}

/* A date as it was typed, also where it is none. */
static const char *typed_day(struct visit *visit, const char *name)
{
    const char *typed = pairs_get(&visit->request->parameters, name);
    const char *day = page_day(visit->mem, visit_text(visit, name));
    return text_is_empty(day) && typed ? typed : day;
}

static void put_filter(struct page *page, const struct audit *audit, const struct err *problem)
{
    struct visit *visit = audit->visit;
    struct template_value *filter = template_object(visit->mem);
    struct draft_faults faults = admin_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "audit-", &faults);
    template_put(filter, "fields", form_section(&form));
    form_put(&form, &audit->by);
    put_registers(&form);
    put_steps(&form, audit);
    form_put(&form,
             &(struct form_control){
                 .kind = FORM_DATE, .name = "from", .label = SAY_HISTORY_FROM, .value = typed_day(visit, "from") });
    form_put(&form,
             &(struct form_control){
                 .kind = FORM_DATE, .name = "until", .label = SAY_HISTORY_UNTIL, .value = typed_day(visit, "until") });
    template_put_text(filter, "action", PATH_HISTORY);
    template_put(page->values, "filter", filter);
    template_put(page->values, "errors", form_errors(&form, SAY_HISTORY_FAILED));
}

static void add_when(struct cells *cells, struct arena *mem, instant_t at)
{
    const char *full = page_instant(mem, at);
    cell_title(cells_add(cells, full), full);
}

static void add_line(struct cells *cells, struct visit *visit, const struct office_line *line,
                     const struct page_names *names)
{
    struct arena *mem = visit->mem;
    cells_row(cells, false);
    add_when(cells, mem, line->place.at);
    struct template_value *who = cells_add(cells, page_name(names, line->by));
    cell_sub(who, text_is_empty(line->for_whom) ? line->by
                                                : arena_printf(mem, SAY_HISTORY_FOR, page_name(names, line->for_whom)));
    struct template_value *what = cells_add(cells, line->label);
    bool other_day = !text_is_empty(line->on) && !text_equal(line->on, page_iso_day(mem, line->place.at));
    cell_sub(what, other_day ? arena_printf(mem, SAY_HISTORY_ON, page_day(mem, line->on)) : "");
    const char *reg = line->reg ? line->reg->label : "";
    struct template_value *record = line->readable
                                        ? cells_link(cells, line->title, page_record_path(mem, line->reg, line->record))
                                        : cells_add(cells, SAY_HISTORY_HIDDEN);
    cell_sub(record, *line->number ? arena_printf(mem, "%s %s", reg, line->number) : reg);
    cell_clamp(cells_add(cells, line->reason));
}

static void add_event(struct cells *cells, struct visit *visit, const struct account_event *event,
                      const struct page_names *names)
{
    struct arena *mem = visit->mem;
    struct err ignored = { 0 };
    cells_row(cells, false);
    add_when(cells, mem, event->at);
    cell_sub(cells_add(cells, page_name(names, event->by)), event->by);
    cells_add(cells, event->label);
    bool link = !text_is_empty(event->login) && visit_may(visit, ACT_ADMINISTER, &(struct may_what){ 0 }, &ignored);
    const char *about =
        text_is_empty(event->login) ? SAY_HISTORY_ACCOUNTS : arena_printf(mem, SAY_HISTORY_ACCOUNT, event->login);
    if (link)
        cells_link(cells, about, admin_user_path(mem, event->login, ""));
    else
        cells_add(cells, about);
    cell_clamp(cells_add(cells, event->detail));
}

static bool put_table(struct page *page, const struct audit *audit, struct err *err)
{
    static const struct {
        const char *label, *class;
    } columns[] = {
        { "Lúc", "nowrap" }, { "Người", "first" }, { "Việc", "" }, { "Về", "wide main" }, { "Lý do, chi tiết", "" }
    };
    struct visit *visit = audit->visit;
    struct cells *cells = cells_new(visit->mem, SAY_HISTORY_CAPTION, true);
    struct page_names *names = page_names_new(visit);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        cells_column(cells, columns[i].label, columns[i].class);
    for (size_t i = 0; i < audit->shown_lines; i++) {
        page_names_want(names, audit->found.lines[i].by);
        page_names_want(names, audit->found.lines[i].for_whom);
    }
    for (size_t i = 0; i < audit->shown_events; i++)
        page_names_want(names, audit->event_items[i].by);
    if (!page_names_read(names, err))
        return false;
    for (size_t line = 0, event = 0; line + event < audit->shown_lines + audit->shown_events;) {
        bool next_line =
            line < audit->shown_lines && (event >= audit->shown_events || is_line_next(audit, line, event));
        if (next_line)
            add_line(cells, visit, &audit->found.lines[line++], names);
        else
            add_event(cells, visit, &audit->event_items[event++], names);
    }
    cells_put(cells, page->values);
    return true;
}

/* --- paging ------------------------------------------------------------------------------------------------------- */

/* The same filter, at the places where this page ends; each of the two histories goes on by itself. */
static const char *next_href(const struct audit *audit, bool more)
{
    static const char *const kept[] = { "by", "register", "step", "account", "from", "until" };
    struct visit *visit = audit->visit;
    struct text out;
    if (!more)
        return "";
    text_init(&out, visit->mem, TEXT_MAX_LINE * 4);
    text_raw(&out, PATH_HISTORY "?");
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        if (given(visit, kept[i])) {
            text_printf(&out, "%s=", kept[i]);
            text_url(&out, given(visit, kept[i]));
            text_raw(&out, "&");
        }
    struct history_place place = audit->lines.before;
    if (audit->found.stopped && audit->shown_lines == audit->found.count)
        place = audit->found.next;
    else if (audit->shown_lines)
        place = audit->found.lines[audit->shown_lines - 1].place;
    if (place.seq)
        text_printf(&out, "before=%lld-%lld&", (long long)place.at, (long long)place.seq);
    int64_t event = audit->shown_events ? audit->event_items[audit->shown_events - 1].seq : audit->account.before;
    if (event)
        text_printf(&out, "event=%lld&", (long long)event);
    return arena_strndup(visit->mem, out.data, out.length - 1);
}

static void put_pager(struct page *page, const struct audit *audit)
{
    struct visit *visit = audit->visit;
    struct arena *mem = visit->mem;
    size_t shown = audit->shown_lines + audit->shown_events;
    bool later = audit->lines.before.seq || audit->account.before;
    bool more = audit->more_events || audit->shown_lines < audit->found.count || audit->found.next.seq;
    const char *text = arena_printf(mem, more ? SAY_HISTORY_MORE : SAY_HISTORY_ROWS, shown);
    if (audit->found.stopped)
        text = arena_printf(mem, SAY_HISTORY_STOPPED, shown, HISTORY_SCAN_MAX, page_instant(mem, audit->found.next.at));
    template_put_text(page->values, "result", text);
    if (!more && !later)
        return;
    struct template_value *pager = template_object(mem);
    template_put_text(pager, "text", "");
    template_put_text(pager, "first_href", later ? PATH_HISTORY : "");
    template_put_text(pager, "next_href", next_href(audit, more));
    template_put(page->values, "pager", pager);
}

/* How much is sealed, on the page that begins it all. */
static bool put_seal(struct page *page, const struct audit *audit, struct err *err)
{
    struct visit *visit = audit->visit;
    struct history_state state;
    if (is_filtered(visit) || audit->lines.before.seq || audit->account.before) {
        template_put_bool(page->values, "seal", false);
        return true;
    }
    struct db *db = visit_db(visit, err);
    if (!db || !history_state(db, visit->mem, &state, err))
        return false;
    struct template_value *seal = template_object(visit->mem);
    bool late = state.unsealed >= HISTORY_SCAN_MAX;
    template_put_bool(seal, "ok", !late);
    template_put_text(seal, "text",
                      state.unsealed == 0 ? arena_printf(visit->mem, SAY_SEALED, page_number(visit->mem, state.sealed))
                                          : arena_printf(visit->mem, late ? SAY_UNSEALED_MANY : SAY_UNSEALED,
                                                         page_number(visit->mem, state.sealed),
                                                         page_number(visit->mem, state.unsealed)));
    template_put(page->values, "seal", seal);
    return true;
}

/* PROBLEM: the filter was wrong, so nothing was asked. */
static bool show(struct audit *audit, const struct err *problem, struct err *err)
{
    struct visit *visit = audit->visit;
    bool filtered = is_filtered(visit) || problem;
    struct page *page = admin_page_new(visit, SAY_HISTORY_TITLE, SAY_HISTORY_LEAD, PATH_HISTORY);
    page_empty(page,
               audit->found.stopped ? SAY_HISTORY_NONE_YET
               : filtered           ? SAY_HISTORY_NONE
                                    : SAY_HISTORY_EMPTY,
               PATH_HISTORY, filtered ? SAY_HISTORY_CLEAR : "");
    put_filter(page, audit, problem);
    if (problem)
        page_set_failed(page);
    if (!put_seal(page, audit, err) || !put_table(page, audit, err))
        return false;
    put_pager(page, audit);
    return page_send(page, "admin-history", err);
}

bool history_page(struct visit *visit, struct err *err)
{
    struct audit audit = { .visit = visit };
    return read_filter(&audit, err) && read_both(&audit, err) && read_again(&audit, err) && show(&audit, NULL, err);
}

bool history_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct audit audit = { .visit = visit, .records = true };
    struct err told = { 0 };
    return (read_by(&audit, &told) || told.kind == ERR_INVALID || (*err = told, false)) && show(&audit, problem, err);
}
