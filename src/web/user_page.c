/* One user: a new one, what stands in the account, its password, its sessions, and locking it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "web/admin_internal.h"
#include "web/pages.h"

enum { EVENTS_SHOWN = 20 };

/* What the page of a user shows beside the account. */
struct shown {
    struct account *account; /* NULL: a new one */
    const char *password;    /* made just now; NULL: none */
    const struct err *problem;
    bool conflict; /* PROBLEM is that somebody else changed it */
};

static struct account *find(struct visit *visit, struct err *err)
{
    struct db *db = visit_db(visit, err);
    return db ? account_find(db, visit->mem, request_segment(visit->request, "login"), err) : NULL;
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

static const char *joined(struct arena *mem, const struct text_list *list)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < list->count; i++)
        text_printf(&out, "%s%s", i ? "," : "", list->items[i]);
    return out.data ? out.data : "";
}

/* After a conflict: what is stored now, where that is not what was typed. */
static const char *hint(const struct shown *shown, struct arena *mem, const char *hint, const char *stored,
                        const char *typed, const char *stored_words)
{
    if (!shown->conflict || text_equal(stored, typed))
        return hint;
    return arena_printf(mem, SAY_ADMIN_STORED, text_is_empty(stored_words) ? SAY_ADMIN_NOTHING : stored_words);
}

static void put_line(struct form *form, const struct shown *shown, const char *name, const char *label,
                     const char *help, const char *stored, bool required)
{
    const char *typed = form_typed(form, name, stored);
    form_put(form, &(struct form_control){ .name = name,
                                           .label = label,
                                           .hint = hint(shown, form->mem, help, stored, typed, stored),
                                           .value = typed,
                                           .required = required,
                                           .max = ACCOUNT_TEXT_MAX });
}

static bool put_unit(struct form *form, const struct shown *shown, const char *stored, struct err *err)
{
    const char *typed = form_typed(form, "unit", stored);
    const char *words = hint(shown, form->mem, "", stored, typed, admin_unit_name(form->visit, stored));
    return form_put_one(
        form, PICK_UNIT, stored,
        &(struct form_control){ .name = "unit", .label = SAY_USER_UNIT, .hint = words, .required = true },
        SAY_USER_UNIT_NOT_SET, err);
}

static void put_roles(struct form *form, const struct shown *shown, const struct text_list *stored)
{
    struct visit *visit = form->visit;
    const struct definitions *definitions = visit->definitions;
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, definitions->roles.count + 1);
    for (size_t i = 0; i < definitions->roles.count; i++)
        options[i] = (struct form_option){ definitions->roles.items[i].name, definitions->roles.items[i].label, NULL };
    const char *held = joined(form->mem, stored), *typed = form_typed(form, "roles", held);
    form_put(form, &(struct form_control){ .kind = FORM_CHECKS,
                                           .name = "roles",
                                           .label = SAY_USER_ROLES,
                                           .hint = hint(shown, form->mem, shown->account ? SAY_USER_ROLES_HINT : "",
                                                        held, typed, admin_role_labels(visit, stored)),
                                           .value = typed,
                                           .options = options,
                                           .option_count = definitions->roles.count });
}

static bool add_form(struct page *page, struct template_value *forms, const struct shown *shown, struct err *err)
{
    static const struct account nobody = { .login = "", .name = "", .unit = "", .title = "" };
    struct visit *visit = page->visit;
    const struct account *account = shown->account ? shown->account : &nobody;
    struct draft_faults faults = admin_faults(visit, shown->problem);
    struct form form;
    form_init(&form, visit, "", &faults);
    form.fresh = !shown->problem && !form_is_find(visit);
    struct template_value *fields = form_section(&form);
    if (!shown->account)
        form_put(&form, &(struct form_control){ .name = "login",
                                                .label = SAY_USER_LOGIN,
                                                .hint = SAY_USER_LOGIN_HINT,
                                                .value = form_typed(&form, "login", ""),
                                                .required = true,
                                                .max = LOGIN_MAX });
    put_line(&form, shown, "name", SAY_USER_NAME, "", account->name, true);
    if (!put_unit(&form, shown, account->unit, err))
        return false;
    put_line(&form, shown, "title", SAY_USER_TITLE, SAY_USER_TITLE_HINT, account->title, false);
    put_roles(&form, shown, &account->roles);
    template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "account-form",
                                         .title = SAY_USER_FORM,
                                         .action = shown->account ? admin_user_path(visit->mem, account->login, "")
                                                                  : PATH_USERS "/moi",
                                         .hidden = form_hidden(visit, shown->account ? account->version : 0),
                                         .submit = shown->account ? SAY_USER_SAVE : SAY_USER_CREATE,
                                         .primary = true,
                                         .fields = fields });
    return true;
}

static void add_unlock(struct page *page, struct template_value *forms, const struct account *account)
{
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "unlock",
                                         .title = SAY_USER_UNLOCK,
                                         .text = SAY_USER_UNLOCK_TEXT,
                                         .action = admin_user_path(page->visit->mem, account->login, "/mo-khoa"),
                                         .hidden = form_hidden(page->visit, account->version),
                                         .submit = SAY_USER_UNLOCK });
}

/* --- beside it ---------------------------------------------------------------------------------------------------- */

static bool put_sessions(struct page *page, const struct account *account, struct err *err)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    struct session_row *rows;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !session_list(db, mem, visit->definitions, account->login, &rows, &count, err))
        return false;
    struct template_value *sessions = template_object(mem);
    struct cells *cells = cells_new(mem, SAY_USER_SESSION_TABLE, false);
    cells_column(cells, SAY_USER_FROM, "");
    cells_column(cells, SAY_USER_SEEN, "nowrap");
    for (size_t i = 0; i < count; i++) {
        const struct session *session = &rows[i].session;
        cells_row(cells, false);
        cell_sub(cells_add(cells, session->is_token ? arena_printf(mem, SAY_USER_PROGRAM, session->name)
                                                    : admin_agent(mem, session->agent)),
                 session->remote);
        cells_add(cells, page_instant(mem, session->seen_at));
    }
    cells_put(cells, sessions);
    template_put_text(sessions, "note", arena_printf(mem, SAY_USER_SESSIONS, count));
    template_put_text(sessions, "href", admin_user_path(mem, account->login, "/ket-thuc-phien"));
    template_put_text(sessions, "submit", SAY_USER_END);
    template_put(page->values, "sessions", sessions);
    return true;
}

static void add_event(struct template_value *timeline, struct arena *mem, const struct account_event *event,
                      const struct page_names *names)
{
    struct template_value *line = template_object(mem);
    template_put_text(line, "label", event->label);
    template_put_text(line, "by", page_name(names, event->by));
    template_put_text(line, "datetime", page_iso_day(mem, event->at));
    template_put_text(line, "at", page_instant(mem, event->at));
    template_put_text(line, "note", "");
    template_put_text(line, "reason", event->detail);
    template_put(line, "changes", template_list(mem));
    template_add(timeline, line);
}

static bool put_timeline(struct page *page, const struct account *account, struct err *err)
{
    struct visit *visit = page->visit;
    struct account_event *events;
    struct err ignored = { 0 };
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !account_history(db, visit->mem, account->login, 0, EVENTS_SHOWN, &events, &count, err))
        return false;
    struct page_names *names = page_names_new(visit);
    for (size_t i = 0; i < count; i++)
        page_names_want(names, events[i].by);
    if (!page_names_read(names, err))
        return false;
    struct template_value *timeline = template_list(visit->mem);
    for (size_t i = 0; i < count; i++)
        add_event(timeline, visit->mem, &events[i], names);
    bool more = count == EVENTS_SHOWN && visit_may(visit, ACT_AUDIT, &(struct may_what){ 0 }, &ignored);
    template_put(page->values, "timeline", timeline);
    template_put_bool(page->values, "has_timeline", count > 0);
    template_put_text(page->values, "timeline_more",
                      more ? arena_printf(visit->mem, PATH_HISTORY "?account=%s", account->login) : "");
    return true;
}

static void put_password(struct page *page, const struct shown *shown)
{
    if (!shown->password) {
        template_put_bool(page->values, "password", false);
        return;
    }
    struct template_value *password = template_object(page->visit->mem);
    template_put_text(password, "login", shown->account->login);
    template_put_text(password, "value", shown->password);
    template_put(page->values, "password", password);
}

static struct page *begin_page(struct visit *visit, const struct shown *shown)
{
    const struct account *account = shown->account;
    const char *title = account ? account->name : SAY_USER_NEW;
    struct page *page = admin_page_new(visit, title, account ? account->login : SAY_USER_NEW_LEAD, PATH_USERS);
    page_crumb(page, SAY_ADMIN_TITLE, PATH_ADMIN);
    page_crumb(page, SAY_PART_USERS, PATH_USERS);
    template_put_bool(page->values, "sessions", false);
    template_put_bool(page->values, "has_timeline", false);
    if (!account)
        return page;
    template_put(page->values, "tag", admin_account_tag(visit->mem, account));
    page_action(page, SAY_USER_NEW_PASSWORD, admin_user_path(visit->mem, account->login, "/mat-khau"), "key", false);
    page_action(page, SAY_MAIL_BOX, admin_user_path(visit->mem, account->login, "/thu"), "send", false);
    if (!account->disabled)
        page_action(page, SAY_USER_LOCK, admin_user_path(visit->mem, account->login, "/khoa"), "close", false);
    return page;
}

static bool show(struct visit *visit, struct shown *shown, struct err *err)
{
    struct err stale;
    shown->conflict = shown->problem && text_equal(shown->problem->subject, "version") && shown->account &&
                      shown->problem->kind == ERR_CONFLICT;
    if (shown->conflict) {
        err_set(&stale, ERR_CONFLICT, "version", NULL, SAY_USER_CONFLICT);
        shown->problem = &stale;
    }
    struct page *page = begin_page(visit, shown);
    struct template_value *forms = template_list(visit->mem);
    if (!add_form(page, forms, shown, err))
        return false;
    if (shown->account && shown->account->disabled)
        add_unlock(page, forms, shown->account);
    template_put(page->values, "forms", forms);
    put_password(page, shown);
    if (shown->problem)
        page_set_failed(page);
    if (shown->account && (!put_sessions(page, shown->account, err) || !put_timeline(page, shown->account, err)))
        return false;
    return page_send(page, "admin-user", err);
}

/* --- a new one ---------------------------------------------------------------------------------------------------- */

bool user_new_page(struct visit *visit, struct err *err)
{
    return show(visit, &(struct shown){ 0 }, err);
}

bool user_new_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, &(struct shown){ .problem = problem }, err);
}

static const char *text_of(const struct visit *visit, const char *name)
{
    const char *text = visit_text(visit, name);
    return text ? text : "";
}

/* The unit that was chosen for it. */
static bool take_unit(struct visit *visit, struct account *account, struct err *err)
{
    const struct form_control control = { .name = "unit", .label = SAY_USER_UNIT, .value = account->unit };
    return form_take_one(visit, PICK_UNIT, &control, &account->unit, err);
}

/* The answer itself shows the password: it is nowhere else, and in no address. */
static bool show_password(struct visit *visit, const char *login, const char *password, struct err *err)
{
    struct db *db = visit_db(visit, err);
    struct shown shown = { .password = password };
    shown.account = db ? account_find(db, visit->mem, login, err) : NULL;
    return shown.account && show(visit, &shown, err);
}

bool user_new_post(struct visit *visit, struct err *err)
{
    const char *password = password_random(visit->mem);
    struct account account = { .login = text_of(visit, "login"),
                               .name = text_of(visit, "name"),
                               .unit = "",
                               .title = text_of(visit, "title"),
                               .roles = visit_texts(visit, "roles"),
                               .must_change = true };
    if (form_is_find(visit))
        return user_new_page(visit, err);
    if (!take_unit(visit, &account, err))
        return false;
    if (text_equal(account.login, "moi")) /* the address of this very form */
        return err_set(err, ERR_INVALID, "login", "login", SAY_USER_LOGIN_OWN);
    return account_create(visit->store, visit->mem, visit->definitions, &account, password, visit->scope.user, err) &&
           show_password(visit, account.login, password, err);
}

/* --- one that is there -------------------------------------------------------------------------------------------- */

bool user_page(struct visit *visit, struct err *err)
{
    struct shown shown = { .account = find(visit, err) };
    return shown.account && show(visit, &shown, err);
}

bool user_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct shown shown = { .account = find(visit, err), .problem = problem };
    return shown.account && show(visit, &shown, err);
}

bool user_post(struct visit *visit, struct err *err)
{
    int64_t version;
    struct account *account = find(visit, err);
    if (!account || !admin_version(visit, &version, err))
        return false;
    if (form_is_find(visit))
        return user_page(visit, err);
    if (!take_unit(visit, account, err))
        return false;
    account->name = text_of(visit, "name");
    account->title = text_of(visit, "title");
    account->roles = visit_texts(visit, "roles");
    if (!account_change(visit->store, visit->mem, visit->definitions, account, version, visit->scope.user, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_USER_SAVED, account->login));
    return page_go(visit, admin_user_path(visit->mem, account->login, ""));
}

bool user_unlock_post(struct visit *visit, struct err *err)
{
    int64_t version;
    struct account *account = find(visit, err);
    if (!account || !admin_version(visit, &version, err))
        return false;
    account->disabled = false;
    if (!account_change(visit->store, visit->mem, visit->definitions, account, version, visit->scope.user, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_USER_UNLOCKED, account->login));
    return page_go(visit, admin_user_path(visit->mem, account->login, ""));
}

/* --- what is asked first ------------------------------------------------------------------------------------------ */

/* FORMAT of the question has the name in it. */
static bool ask(struct visit *visit, const char *format, const char *text, const char *rest, const char *submit,
                const struct err *problem, struct err *err)
{
    const struct account *account = find(visit, err);
    if (!account)
        return false;
    bool own = text_equal(account->login, visit->scope.user) && text_equal(rest, "/khoa");
    struct text question;
    text_init(&question, visit->mem, TEXT_MAX_LINE);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    text_printf(&question, format, account->name);
#pragma GCC diagnostic pop
    return admin_ask(
        visit,
        &(struct admin_question){ .question = question.data,
                                  .text = own ? arena_printf(visit->mem, "%s%s", SAY_USER_LOCK_SELF, text) : text,
                                  .action = admin_user_path(visit->mem, account->login, rest),
                                  .submit = submit,
                                  .back = admin_user_path(visit->mem, account->login, ""),
                                  .version = account->version,
                                  .danger = true },
        problem, err);
}

bool user_lock_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return ask(visit, SAY_USER_LOCK_ASK, SAY_USER_LOCK_TEXT, "/khoa", SAY_USER_LOCK, problem, err);
}

bool user_lock_page(struct visit *visit, struct err *err)
{
    return user_lock_again(visit, NULL, err);
}

bool user_lock_post(struct visit *visit, struct err *err)
{
    int64_t version;
    struct account *account = find(visit, err);
    if (!account || !admin_version(visit, &version, err))
        return false;
    account->disabled = true;
    if (!account_change(visit->store, visit->mem, visit->definitions, account, version, visit->scope.user, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_USER_LOCKED, account->login));
    return page_go(visit, admin_user_path(visit->mem, account->login, ""));
}

bool user_password_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return ask(visit, SAY_USER_PASSWORD_ASK, SAY_USER_PASSWORD_TEXT, "/mat-khau", SAY_USER_NEW_PASSWORD, problem, err);
}

bool user_password_page(struct visit *visit, struct err *err)
{
    return user_password_again(visit, NULL, err);
}

bool user_password_post(struct visit *visit, struct err *err)
{
    const struct account *account = find(visit, err);
    const char *password = password_random(visit->mem);
    return account &&
           account_set_password(visit->store, visit->mem, account->login, password, true, NULL, visit->scope.user,
                                err) &&
           show_password(visit, account->login, password, err);
}

bool user_end_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return ask(visit, SAY_USER_END_ASK, SAY_USER_END_TEXT, "/ket-thuc-phien", SAY_USER_END, problem, err);
}

bool user_end_page(struct visit *visit, struct err *err)
{
    return user_end_again(visit, NULL, err);
}

bool user_end_post(struct visit *visit, struct err *err)
{
    size_t ended;
    const struct account *account = find(visit, err);
    if (!account || !admin_end_sessions(visit, account->login, NULL, true, &ended, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_USER_ENDED, ended, account->name));
    return page_go(visit, admin_user_path(visit->mem, account->login, ""));
}

/* --- where its mail goes ------------------------------------------------------------------------------------------ */

static bool show_mail(struct visit *visit, const struct err *problem, struct err *err)
{
    struct mail_box box;
    struct account *account = find(visit, err);
    struct db *db = account ? visit_db(visit, err) : NULL;
    if (!db || !mail_box_read(db, visit->mem, account->login, &box, err))
        return false;
    struct page *page = admin_page_new(visit, SAY_MAIL_BOX, account->name, PATH_USERS);
    struct template_value *forms = template_list(visit->mem);
    page_crumb(page, SAY_PART_USERS, PATH_USERS);
    page_crumb(page, account->name, admin_user_path(visit->mem, account->login, ""));
    admin_add_mail_form(page, forms, &box, admin_user_path(visit->mem, account->login, "/thu"), problem);
    template_put(page->values, "forms", forms);
    if (problem)
        page_set_failed(page);
    return page_send(page, "admin-form", err);
}

bool user_mail_page(struct visit *visit, struct err *err)
{
    return show_mail(visit, NULL, err);
}

bool user_mail_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show_mail(visit, problem, err);
}

bool user_mail_post(struct visit *visit, struct err *err)
{
    const char *login = request_segment(visit->request, "login");
    struct mail_box box = admin_mail_box(visit);
    if (!mail_box_keep(visit->store, visit->mem, login, &box, visit->scope.user, err))
        return false;
    page_notice(visit, SAY_MAIL_BOX_SAVED);
    return page_go(visit, admin_user_path(visit->mem, login, ""));
}
