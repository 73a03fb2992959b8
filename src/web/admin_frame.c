/* What the pages of the administration and of the own account share.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "web/admin_internal.h"

enum { AGENT_SHOWN = 40 };

/* --- frame -------------------------------------------------------------------------------------------------------- */

/* admin_tabs of admin-nav.mustache: the parts this visit may use, CURRENT (a path of above) marked. */
static void admin_tabs(struct page *page, const char *current)
{
    static const struct {
        const char *label, *href;
        enum act act;
    } parts[] = {
        { SAY_PART_OVERVIEW, PATH_ADMIN, ACT_ADMINISTER },    { SAY_PART_USERS, PATH_USERS, ACT_ADMINISTER },
        { SAY_PART_UNITS, PATH_UNITS, ACT_ADMINISTER },       { SAY_PART_CALENDAR, PATH_CALENDAR, ACT_ADMINISTER },
        { SAY_PART_HANDOVER, PATH_HANDOVER, ACT_ADMINISTER }, { SAY_PART_ROLES, PATH_ROLES, ACT_ADMINISTER },
        { SAY_PART_SESSIONS, PATH_SESSIONS, ACT_ADMINISTER }, { SAY_PART_JOBS, PATH_JOBS, ACT_ADMINISTER },
        { SAY_PART_HISTORY, PATH_HISTORY, ACT_AUDIT },
    };
    struct visit *visit = page->visit;
    struct template_value *tabs = template_list(visit->mem);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        struct err ignored = { 0 };
        if (!visit_may(visit, parts[i].act, &(struct may_what){ 0 }, &ignored))
            continue;
        struct template_value *tab = template_object(visit->mem);
        template_put_text(tab, "label", parts[i].label);
        template_put_text(tab, "href", parts[i].href);
        template_put_bool(tab, "current", text_equal(parts[i].href, current));
        template_add(tabs, tab);
    }
    template_put(page->values, "admin_tabs", tabs);
}

struct page *admin_page_new(struct visit *visit, const char *title, const char *lead, const char *current)
{
    struct page *page = page_new(visit, title);
    page_head(page, title, lead);
    admin_tabs(page, current);
    template_put_bool(page->values, "errors", false);
    template_put_bool(page->values, "pager", false);
    return page;
}

struct draft_faults admin_faults(struct visit *visit, const struct err *problem)
{
    struct draft_faults faults = { 0 };
    if (problem)
        *ARRAY_ADD(visit->mem, &faults.list) = *problem;
    return faults;
}

void admin_add_form(struct page *page, struct template_value *forms, const struct admin_form *form)
{
    struct arena *mem = page->visit->mem;
    struct template_value *made = template_object(mem);
    template_put_text(made, "id", form->id);
    template_put_text(made, "title", form->title);
    template_put_text(made, "note", form->note);
    template_put_text(made, "action", form->action);
    template_put_text(made, "text", form->text);
    template_put_text(made, "submit", form->submit);
    template_put_bool(made, "primary", form->primary);
    template_put_bool(made, "danger", form->danger);
    template_put_bool(made, "multipart", false);
    template_put(made, "hidden", form->hidden ? form->hidden : template_list(mem));
    template_put(made, "fields", form->fields ? form->fields : template_list(mem));
    template_add(forms, made);
}

void admin_add_mail_form(struct page *page, struct template_value *forms, const struct mail_box *box,
                         const char *action, const struct err *problem)
{
    static const struct form_option switches[] = { { "yes", SAY_MAIL_BOX_ON, NULL }, { "no", SAY_MAIL_BOX_OFF, NULL } };
    struct visit *visit = page->visit;
    struct draft_faults faults = admin_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "mail-", &faults);
    form.fresh = problem == NULL;
    struct template_value *fields = form_section(&form);
    form_put(&form, &(struct form_control){ .name = "address",
                                            .label = SAY_MAIL_BOX_ADDRESS,
                                            .hint = SAY_MAIL_BOX_HINT,
                                            .value = form_typed(&form, "address", box->address),
                                            .inputmode = "email",
                                            .max = MAIL_ADDRESS_MAX });
    form_put(&form, &(struct form_control){ .kind = FORM_RADIOS,
                                            .name = "wanted",
                                            .label = SAY_MAIL_BOX_WANTED,
                                            .value = form_typed(&form, "wanted", box->wanted ? "yes" : "no"),
                                            .row = true,
                                            .options = switches,
                                            .option_count = COUNT_OF(switches) });
    if (problem)
        template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "mail-form",
                                         .title = SAY_MAIL_BOX,
                                         .note = SAY_MAIL_BOX_NOTE,
                                         .action = action,
                                         .submit = SAY_MAIL_BOX_SAVE,
                                         .fields = fields });
}

struct mail_box admin_mail_box(const struct visit *visit)
{
    const char *address = visit_text(visit, "address");
    return (struct mail_box){ address ? address : "", !text_equal(visit_text(visit, "wanted"), "no") };
}

void admin_add_fact(struct page *page, struct template_value *facts, const char *label, const char *value)
{
    struct template_value *fact = template_object(page->visit->mem);
    template_put_text(fact, "label", label);
    template_put_text(fact, "value", value);
    template_add(facts, fact);
}

bool admin_ask(struct visit *visit, const struct admin_question *question, const struct err *problem, struct err *err)
{
    struct page *page = page_new(visit, question->question);
    struct draft_faults faults = admin_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "", &faults);
    page_head(page, question->question, "");
    template_put(page->values, "fields", form_section(&form));
    template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    template_put_text(page->values, "text", question->text);
    template_put_text(page->values, "action", question->action);
    template_put(page->values, "hidden", form_hidden(visit, question->version));
    template_put_text(page->values, "submit", question->submit);
    template_put_bool(page->values, "danger", question->danger);
    template_put_text(page->values, "back_href", question->back);
    if (problem)
        page_set_failed(page);
    return page_send(page, "confirm", err);
}

bool admin_version(const struct visit *visit, int64_t *version, struct err *err)
{
    const char *sent = request_form(visit->request, "_version");
    return (sent && text_to_int(sent, 1, INT64_MAX, version)) ||
           err_set(err, ERR_INVALID, "version", NULL, SAY_ADMIN_NO_VERSION);
}

/* --- sessions ----------------------------------------------------------------------------------------------------- */

const char *admin_agent(struct arena *mem, const char *agent)
{
    /* the first that occurs: Edge and Opera call themselves Chrome too, Chrome calls itself Safari */
    static const struct {
        const char *mark, *name;
    } browsers[] = { { "Edg", "Edge" },         { "OPR/", "Opera" },     { "coc_coc", "Cốc Cốc" },
                     { "Firefox/", "Firefox" }, { "Chrome/", "Chrome" }, { "CriOS/", "Chrome" },
                     { "Safari/", "Safari" } },
      systems[] = { { "Windows", "Windows" }, { "Android", "Android" }, { "iPhone", "iPhone" },
                    { "iPad", "iPad" },       { "Mac OS X", "macOS" },  { "Linux", "Linux" } };
    const char *browser = NULL, *system = NULL;
    for (size_t i = 0; i < COUNT_OF(browsers) && !browser; i++)
        browser = strstr(agent, browsers[i].mark) ? browsers[i].name : NULL;
    for (size_t i = 0; i < COUNT_OF(systems) && !system; i++)
        system = strstr(agent, systems[i].mark) ? systems[i].name : NULL;
    if (browser && system)
        return arena_printf(mem, SAY_AGENT_ON, browser, system);
    return browser ? browser : arena_strndup(mem, agent, utf8_cut(agent, AGENT_SHOWN));
}

static const char *place_of(struct arena *mem, const struct session *session)
{
    const char *agent = session->is_token ? session->name : admin_agent(mem, session->agent);
    if (text_is_empty(agent))
        agent = SAY_SESSION_NO_AGENT;
    if (session->is_token)
        return arena_printf(mem, SAY_USER_PROGRAM, agent);
    return text_is_empty(session->remote) ? agent : arena_printf(mem, SAY_SESSION_PLACE, agent, session->remote);
}

struct template_value *admin_sessions(struct page *page, const struct session_row *rows, size_t count, bool tokens,
                                      bool links)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    struct template_value *sessions = template_list(mem);
    for (size_t i = 0; i < count; i++) {
        const struct session *session = &rows[i].session;
        if (session->is_token != tokens && !links)
            continue;
        struct template_value *row = template_object(mem);
        template_put_text(row, "id", session->id);
        template_put_text(row, "name", tokens && !links ? session->name : rows[i].account_name);
        template_put_text(row, "login", rows[i].login);
        template_put_text(row, "href", links ? admin_user_path(mem, rows[i].login, "") : "");
        template_put_text(row, "from", place_of(mem, session));
        template_put_text(row, "began", page_instant(mem, session->created_at));
        template_put_text(row, "seen", page_instant(mem, session->seen_at));
        template_put_text(row, "ends", page_instant(mem, session->ends_at));
        template_put_bool(row, "current", text_equal(session->id, visit->session.id));
        template_add(sessions, row);
    }
    return sessions;
}

bool admin_end_sessions(struct visit *visit, const char *login, const char *keep, bool tokens, size_t *ended,
                        struct err *err)
{
    struct session_row *rows;
    size_t count, done = 0;
    struct db *db = visit_db(visit, err);
    if (!db || !session_list(db, visit->mem, visit->definitions, login, &rows, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct err gone = { 0 };
        if (text_equal(rows[i].session.id, keep) || (rows[i].session.is_token && !tokens))
            continue;
        if (session_revoke(visit->store, visit->mem, rows[i].session.id, visit->scope.user, &gone)) {
            done++;
        } else if (gone.kind != ERR_NOT_FOUND) { /* it may have ended by itself meanwhile */
            *err = gone;
            return false;
        }
    }
    *ended = done;
    return true;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

const char *admin_unit_name(const struct visit *visit, const char *code)
{
    char today[DATE_SIZE];
    const struct unit *unit = definitions_unit(visit->definitions, code);
    day_print(clock_today(), today);
    if (!unit)
        return code;
    const char *name = unit_name_on(unit, arena_strdup(visit->mem, today));
    return text_is_empty(name) ? unit->names.items[unit->names.count - 1].name : name;
}

const char *admin_role_labels(const struct visit *visit, const struct text_list *roles)
{
    struct text out;
    text_init(&out, visit->mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < roles->count; i++) {
        const struct role *role = definitions_role(visit->definitions, roles->items[i]);
        text_printf(&out, "%s%s", i ? ", " : "", role ? role->label : roles->items[i]);
    }
    return out.data ? out.data : "";
}

const char *admin_user_path(struct arena *mem, const char *login, const char *rest)
{
    return arena_printf(mem, PATH_USERS "/%s%s", login, rest);
}

struct template_value *admin_account_tag(struct arena *mem, const struct account *account)
{
    struct template_value *tag = template_object(mem);
    const char *kind = account->disabled ? "overdue" : account->must_change ? "soon" : "in-time";
    template_put_text(tag, "kind", kind);
    template_put_bool(tag, "sign", true);
    template_put_text(tag, "text",
                      account->disabled      ? SAY_STATE_DISABLED
                      : account->must_change ? SAY_STATE_MUST_CHANGE
                                             : SAY_STATE_WORKING);
    return tag;
}
