/* Quản trị: where administration begins, with the health of the system; and who is signed in.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "people/overview.h"
#include "proof/office_history.h"
#include "web/admin_internal.h"
#include "web/pages.h"

enum { SESSIONS_PAGE = 100 };

/* --- the overview ------------------------------------------------------------------------------------------------- */

static void add_part(struct page *page, struct template_value *parts, const char *href, const char *icon,
                     const char *label, const char *text)
{
    struct template_value *part = template_object(page->visit->mem);
    template_put_text(part, "href", href);
    template_put_text(part, "icon", icon);
    template_put_text(part, "label", label);
    template_put_text(part, "text", text);
    template_add(parts, part);
}

static void put_parts(struct page *page, const struct people_counts *counts)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    struct err ignored = { 0 };
    struct template_value *parts = template_list(mem);
    add_part(page, parts, PATH_USERS, "users", SAY_PART_USERS,
             arena_printf(mem, SAY_USERS_TEXT, page_number(mem, counts->accounts), page_number(mem, counts->disabled),
                          page_number(mem, counts->waiting)));
    add_part(page, parts, PATH_UNITS, "unit", SAY_PART_UNITS,
             arena_printf(mem, SAY_UNITS_TEXT, page_number(mem, (int64_t)visit->definitions->units.count),
                          page_number(mem, counts->positions), page_number(mem, counts->vacant)));
    add_part(page, parts, PATH_CALENDAR, "calendar", SAY_PART_CALENDAR, SAY_CALENDAR_PART_TEXT);
    add_part(page, parts, PATH_HANDOVER, "send", SAY_PART_HANDOVER, SAY_HANDOVER_PART_TEXT);
    add_part(page, parts, PATH_ROLES, "key", SAY_PART_ROLES,
             arena_printf(mem, SAY_ROLES_TEXT, page_number(mem, (int64_t)visit->definitions->roles.count)));
    add_part(
        page, parts, PATH_SESSIONS, "clock", SAY_PART_SESSIONS,
        arena_printf(mem, SAY_SESSIONS_TEXT, page_number(mem, counts->sessions), page_number(mem, counts->tokens)));
    add_part(page, parts, PATH_JOBS, "send", SAY_PART_JOBS,
             arena_printf(mem, SAY_JOBS_TEXT, page_number(mem, counts->failed_mails)));
    if (visit_may(visit, ACT_AUDIT, &(struct may_what){ 0 }, &ignored))
        add_part(page, parts, PATH_HISTORY, "history", SAY_PART_HISTORY, SAY_HISTORY_TEXT);
    template_put(page->values, "parts", parts);
}

/* In an office that has nobody but its first administrator: what to do, in this order. */
static void put_steps(struct page *page, const struct people_counts *counts)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    struct template_value *steps = template_list(mem);
    const struct definitions *definitions = visit->definitions;
    const char *name =
        definitions->issuers.count ? definitions->issuers.items[definitions->issuers.count - 1].name : "";
    bool own = !text_is_empty(definitions->overlay);
    add_part(page, steps, PATH_UNITS, "unit", SAY_STEP_NAMES,
             arena_printf(mem, own ? SAY_STEP_NAMES_OWN : SAY_STEP_NAMES_BUILT_IN, name));
    add_part(page, steps, PATH_UNITS, "calendar", SAY_STEP_BOOKS, SAY_STEP_BOOKS_TEXT);
    add_part(page, steps, PATH_USERS "/moi", "users", SAY_STEP_USERS, SAY_STEP_USERS_TEXT);
    add_part(page, steps, PATH_UNITS, "key", SAY_STEP_POSITIONS, SAY_STEP_POSITIONS_TEXT);
    add_part(page, steps, PATH_ROLES, "list", SAY_STEP_ROLES, SAY_STEP_ROLES_TEXT);
    template_put(page->values, "steps", steps);
    template_put_bool(page->values, "is_fresh", counts->accounts <= 1);
}

static const char *seal_words(struct arena *mem, const struct history_state *state)
{
    if (state->unsealed == 0)
        return arena_printf(mem, SAY_SEALED, page_number(mem, state->sealed));
    return arena_printf(mem, state->unsealed >= HISTORY_SCAN_MAX ? SAY_UNSEALED_MANY : SAY_UNSEALED,
                        page_number(mem, state->sealed), page_number(mem, state->unsealed));
}

static void put_facts(struct page *page, const struct history_state *state, const struct store_health *health)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    const struct definitions *definitions = visit->definitions;
    struct template_value *facts = template_list(mem);
    bool sqlite = store_kind(visit->store) == STORE_SQLITE;
    admin_add_fact(page, facts, SAY_FACT_VERSION, CONGVU_VERSION);
    admin_add_fact(page, facts, SAY_FACT_DATABASE,
                   sqlite ? arena_printf(mem, SAY_FACT_SQLITE, page_number(mem, health->wal_bytes / 1024))
                          : SAY_FACT_POSTGRES);
    admin_add_fact(page, facts, SAY_FACT_SEAL, seal_words(mem, state));
    admin_add_fact(page, facts, SAY_FACT_SET,
                   arena_printf(mem, SAY_FACT_SET_TEXT, definitions->hash,
                                page_number(mem, (int64_t)definitions->registers.count),
                                page_number(mem, (int64_t)definitions->reports.count)));
    const char *now = page_instant(mem, clock_now());
    admin_add_fact(page, facts, SAY_FACT_CLOCK, clock_is_set() ? arena_printf(mem, SAY_FACT_CLOCK_SET, now) : now);
    template_put(page->values, "facts", facts);
}

bool admin_page(struct visit *visit, struct err *err)
{
    struct people_counts counts;
    struct history_state state;
    struct store_health health;
    struct db *db = visit_db(visit, err);
    if (!db || !people_counts(db, visit->mem, &counts, err) || !history_state(db, visit->mem, &state, err) ||
        !store_health(visit->store, &health, err))
        return false;
    struct page *page = admin_page_new(visit, SAY_ADMIN_TITLE, SAY_ADMIN_LEAD, PATH_ADMIN);
    put_steps(page, &counts);
    put_parts(page, &counts);
    put_facts(page, &state, &health);
    return page_send(page, "admin", err);
}

/* --- sessions ----------------------------------------------------------------------------------------------------- */

static void put_pager(struct page *page, size_t offset, size_t shown, size_t count)
{
    struct arena *mem = page->visit->mem;
    bool more = offset + shown < count;
    if (!more && !offset)
        return;
    struct template_value *pager = template_object(mem);
    template_put_text(pager, "text", arena_printf(mem, more ? SAY_HISTORY_MORE : SAY_HISTORY_ROWS, shown));
    template_put_text(pager, "first_href", offset ? PATH_SESSIONS : "");
    template_put_text(pager, "next_href", more ? arena_printf(mem, PATH_SESSIONS "?offset=%zu", offset + shown) : "");
    template_put(page->values, "pager", pager);
}

static bool show_sessions(struct visit *visit, size_t offset, const struct err *problem, struct err *err)
{
    struct session_row *rows;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !session_list(db, visit->mem, visit->definitions, NULL, &rows, &count, err))
        return false;
    offset = offset < count ? offset : 0;
    size_t shown = count - offset < SESSIONS_PAGE ? count - offset : SESSIONS_PAGE;
    const char *lead = arena_printf(visit->mem, SAY_SESSIONS_LEAD, page_number(visit->mem, (int64_t)count));
    struct page *page = admin_page_new(visit, SAY_PART_SESSIONS, lead, PATH_SESSIONS);
    struct draft_faults faults = admin_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "", &faults);
    template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    page_empty(page, SAY_SESSIONS_NONE, "", "");
    template_put_bool(page->values, "has_rows", shown > 0);
    template_put(page->values, "sessions", admin_sessions(page, rows + offset, shown, false, true));
    template_put_text(page->values, "action", PATH_SESSIONS);
    put_pager(page, offset, shown, count);
    if (problem)
        page_set_failed(page);
    return page_send(page, "admin-sessions", err);
}

bool sessions_page(struct visit *visit, struct err *err)
{
    return show_sessions(visit, (size_t)visit_integer(visit, "offset"), NULL, err);
}

bool sessions_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show_sessions(visit, 0, problem, err);
}

bool sessions_post(struct visit *visit, struct err *err)
{
    struct session_row *rows;
    size_t count, at = 0;
    const char *id = visit_text(visit, "id");
    struct db *db = visit_db(visit, err);
    if (!db || !session_list(db, visit->mem, visit->definitions, NULL, &rows, &count, err))
        return false;
    while (at < count && !text_equal(rows[at].session.id, id))
        at++;
    if (at == count)
        return err_set(err, ERR_INVALID, "session", "id", SAY_SESSION_UNKNOWN);
    if (!session_revoke(visit->store, visit->mem, rows[at].session.id, visit->scope.user, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_SESSION_ENDED_OF, rows[at].account_name));
    return page_go(visit, PATH_SESSIONS);
}
