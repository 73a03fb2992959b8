/* Tài khoản: who I am, how pages look to me, where I am signed in, and the tokens my programs use.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "web/admin_internal.h"
#include "web/page_internal.h"
#include "web/pages.h"

enum { TASTE_SECONDS = 400 * 86400 };

static const struct form_option themes[] = { { "system", SAY_TASTE_SYSTEM, NULL },
                                             { "light", SAY_TASTE_LIGHT, NULL },
                                             { "dark", SAY_TASTE_DARK, NULL } };
static const struct form_option densities[] = { { "normal", SAY_TASTE_NORMAL, NULL },
                                                { "compact", SAY_TASTE_COMPACT, NULL } };
static const struct form_option switches[] = { { "on", SAY_TASTE_ON, NULL }, { "off", SAY_TASTE_OFF, NULL } };

/* What is kept in a cookie of this browser; the first option where nothing is. */
static const struct taste {
    const char *name, *cookie, *label, *hint;
    const struct form_option *options;
    size_t count;
} tastes[] = {
    { "theme", COOKIE_THEME, SAY_TASTE_THEME, "", themes, COUNT_OF(themes) },
    { "density", COOKIE_DENSITY, SAY_TASTE_DENSITY, "", densities, COUNT_OF(densities) },
    { "keys", COOKIE_KEYS, SAY_TASTE_KEYS, SAY_TASTE_KEYS_HINT, switches, COUNT_OF(switches) },
};

static bool is_option(const struct taste *taste, const char *value)
{
    for (size_t i = 0; i < taste->count; i++)
        if (text_equal(taste->options[i].value, value))
            return true;
    return false;
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static bool put_facts(struct page *page, struct err *err)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    const struct account *account = visit->account;
    struct template_value *facts = template_list(mem);
    struct position *positions = NULL;
    size_t count = 0;
    struct text held;
    struct db *db = account->positions.count ? visit_db(visit, err) : NULL;
    if (account->positions.count && (!db || !position_list(db, mem, &positions, &count, err)))
        return false;
    text_init(&held, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < count; i++)
        if (text_list_has(&account->positions, positions[i].code))
            text_printf(&held, "%s%s", held.length ? ", " : "", positions[i].title);
    admin_add_fact(page, facts, SAY_ACCOUNT_LOGIN, account->login);
    admin_add_fact(page, facts, SAY_USER_NAME, account->name);
    admin_add_fact(page, facts, SAY_USER_UNIT, admin_unit_name(visit, account->unit));
    admin_add_fact(page, facts, SAY_USER_TITLE, text_is_empty(account->title) ? SAY_ACCOUNT_NONE : account->title);
    admin_add_fact(page, facts, SAY_USER_ROLES,
                   account->roles.count ? admin_role_labels(visit, &account->roles) : SAY_ACCOUNT_NONE);
    admin_add_fact(page, facts, SAY_COLUMN_POSITIONS, held.length ? held.data : SAY_ACCOUNT_NONE);
    template_put(page->values, "facts", facts);
    return true;
}

static void add_taste_form(struct page *page, struct template_value *forms)
{
    struct visit *visit = page->visit;
    struct form form;
    form_init(&form, visit, "", NULL);
    form.fresh = true;
    struct template_value *fields = form_section(&form);
    for (size_t i = 0; i < COUNT_OF(tastes); i++) {
        const struct taste *taste = &tastes[i];
        const char *kept = request_cookie(visit->request, taste->cookie);
        form_put(&form, &(struct form_control){ .kind = FORM_RADIOS,
                                                .name = taste->name,
                                                .label = taste->label,
                                                .hint = taste->hint,
                                                .value = is_option(taste, kept) ? kept : taste->options[0].value,
                                                .row = true,
                                                .options = taste->options,
                                                .option_count = taste->count });
    }
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "taste",
                                         .title = SAY_TASTE,
                                         .note = SAY_TASTE_NOTE,
                                         .action = PATH_ACCOUNT "/giao-dien",
                                         .submit = SAY_TASTE_SAVE,
                                         .fields = fields });
}

/* With what was typed, where PROBLEM is about it. */
static void add_token_form(struct page *page, struct template_value *forms, const struct err *problem)
{
    struct visit *visit = page->visit;
    struct draft_faults faults = admin_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "token-", &faults);
    form.fresh = problem == NULL;
    struct template_value *fields = form_section(&form);
    form_put(&form, &(struct form_control){ .name = "name",
                                            .label = SAY_TOKEN_LABEL,
                                            .hint = SAY_TOKEN_HINT,
                                            .value = form_typed(&form, "name", ""),
                                            .required = true,
                                            .max = ACCOUNT_TEXT_MAX });
    form_put(&form, &(struct form_control){ .kind = FORM_DIGITS,
                                            .name = "days",
                                            .label = SAY_TOKEN_DAYS_LABEL,
                                            .hint = SAY_TOKEN_DAYS_HINT,
                                            .value = form_typed(&form, "days", "90"),
                                            .required = true,
                                            .max = 3 });
    template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "new-token",
                                         .title = SAY_TOKEN_FORM,
                                         .text = SAY_TOKEN_TEXT,
                                         .action = PATH_ACCOUNT "/ma-truy-cap",
                                         .submit = SAY_TOKEN_CREATE,
                                         .fields = fields });
}

struct fresh_token {
    const char *name, *value;
};

static void put_token(struct page *page, const struct fresh_token *token)
{
    if (!token) {
        template_put_bool(page->values, "token", false);
        return;
    }
    struct template_value *shown = template_object(page->visit->mem);
    template_put_text(shown, "name", token->name);
    template_put_text(shown, "value", token->value);
    template_put(page->values, "token", shown);
}

static bool put_sessions(struct page *page, struct err *err)
{
    struct visit *visit = page->visit;
    struct session_row *rows;
    size_t count, others = 0, tokens = 0;
    struct db *db = visit_db(visit, err);
    if (!db || !session_list(db, visit->mem, visit->definitions, visit->account->login, &rows, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        tokens += rows[i].session.is_token;
        others += !rows[i].session.is_token && !text_equal(rows[i].session.id, visit->session.id);
    }
    template_put_bool(page->values, "has_sessions", count > tokens);
    template_put(page->values, "sessions", admin_sessions(page, rows, count, false, false));
    template_put_text(page->values, "action", PATH_ACCOUNT "/phien");
    template_put_text(page->values, "end_others", others ? PATH_ACCOUNT "/phien-khac" : "");
    template_put_bool(page->values, "has_tokens", tokens > 0);
    template_put(page->values, "tokens", admin_sessions(page, rows, count, true, false));
    return true;
}

static bool show(struct visit *visit, const struct fresh_token *token, const struct err *problem, struct err *err)
{
    if (!visit->account)
        return err_set(err, ERR_NOT_FOUND, "account", NULL, SAY_ADMIN_LOCAL);
    struct mail_box box;
    struct db *db = visit_db(visit, err);
    if (!db || !mail_box_read(db, visit->mem, visit->account->login, &box, err))
        return false;
    struct page *page = page_new(visit, SAY_ACCOUNT_TITLE);
    struct template_value *forms = template_list(visit->mem);
    page_head(page, visit->account->name, visit->account->login);
    page_action(page, SAY_ACCOUNT_PASSWORD, PATH_ACCOUNT "/mat-khau", "key", false);
    bool about_mail = problem && text_equal(problem->field, "address");
    add_taste_form(page, forms);
    add_token_form(page, forms, about_mail ? NULL : problem);
    admin_add_mail_form(page, forms, &box, PATH_ACCOUNT "/thu", about_mail ? problem : NULL);
    template_put(page->values, "forms", forms);
    put_token(page, token);
    if (problem)
        page_set_failed(page);
    return put_facts(page, err) && put_sessions(page, err) && page_send(page, "account", err);
}

bool account_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, NULL, err);
}

bool account_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, NULL, problem, err);
}

/* --- taste -------------------------------------------------------------------------------------------------------- */

bool account_taste_post(struct visit *visit, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(tastes); i++) {
        const char *chosen = visit_text(visit, tastes[i].name);
        if (chosen && !is_option(&tastes[i], chosen))
            return err_set(err, ERR_INVALID, "choice", tastes[i].name, SAY_TASTE_UNKNOWN, chosen);
    }
    for (size_t i = 0; i < COUNT_OF(tastes); i++) {
        const char *chosen = visit_text(visit, tastes[i].name);
        if (chosen)
            response_cookie(visit->response, tastes[i].cookie, chosen, TASTE_SECONDS, visit_is_secure(visit));
    }
    page_notice(visit, SAY_TASTE_SAVED);
    return page_go(visit, PATH_ACCOUNT);
}

/* --- mail --------------------------------------------------------------------------------------------------------- */

bool account_mail_post(struct visit *visit, struct err *err)
{
    struct mail_box box = admin_mail_box(visit);
    if (!visit->account)
        return err_set(err, ERR_NOT_FOUND, "account", NULL, SAY_ADMIN_LOCAL);
    if (!mail_box_keep(visit->store, visit->mem, visit->account->login, &box, visit->scope.user, err))
        return false;
    page_notice(visit, SAY_MAIL_BOX_SAVED);
    return page_go(visit, PATH_ACCOUNT);
}

/* --- sessions and tokens ------------------------------------------------------------------------------------------ */

/* The session with this id, if it is of who asks. */
static const struct session *find_own(struct visit *visit, const char *id, struct err *err)
{
    struct session_row *rows;
    size_t count;
    struct db *db = visit->account ? visit_db(visit, err) : NULL;
    if (!visit->account)
        err_set(err, ERR_NOT_FOUND, "account", NULL, SAY_ADMIN_LOCAL);
    if (!db || !session_list(db, visit->mem, visit->definitions, visit->account->login, &rows, &count, err))
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (text_equal(rows[i].session.id, id))
            return &rows[i].session;
    err_set(err, ERR_NOT_FOUND, "session", "id", SAY_SESSION_UNKNOWN);
    return NULL;
}

bool account_session_post(struct visit *visit, struct err *err)
{
    const struct session *session = find_own(visit, visit_text(visit, "id"), err);
    if (!session || !session_revoke(visit->store, visit->mem, session->id, visit->scope.user, err))
        return false;
    if (text_equal(session->id, visit->session.id)) {
        response_cookie(visit->response, visit_cookie_name(visit), "", -1, visit_is_secure(visit));
        page_notice(visit, SAY_SIGNED_OUT);
        return page_go(visit, "/dang-nhap");
    }
    page_notice(visit, session->is_token ? arena_printf(visit->mem, SAY_OWN_TOKEN_ENDED, session->name)
                                         : SAY_OWN_SESSION_ENDED);
    return page_go(visit, PATH_ACCOUNT);
}

static const struct admin_question others_question = { .question = SAY_OWN_SESSIONS_ASK,
                                                       .text = SAY_OWN_SESSIONS_TEXT,
                                                       .action = PATH_ACCOUNT "/phien-khac",
                                                       .submit = SAY_OWN_SESSIONS_END,
                                                       .back = PATH_ACCOUNT,
                                                       .danger = true };

bool account_others_page(struct visit *visit, struct err *err)
{
    return admin_ask(visit, &others_question, NULL, err);
}

bool account_others_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return admin_ask(visit, &others_question, problem, err);
}

bool account_others_post(struct visit *visit, struct err *err)
{
    size_t ended;
    if (!visit->account)
        return err_set(err, ERR_NOT_FOUND, "account", NULL, SAY_ADMIN_LOCAL);
    if (!admin_end_sessions(visit, visit->account->login, visit->session.id, false, &ended, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_OWN_SESSIONS_ENDED, ended));
    return page_go(visit, PATH_ACCOUNT);
}

/* The answer itself shows the token: it is nowhere else, and in no address. */
bool account_token_post(struct visit *visit, struct err *err)
{
    char token[TOKEN_SIZE];
    if (!visit->account)
        return err_set(err, ERR_NOT_FOUND, "account", NULL, SAY_ADMIN_LOCAL);
    const char *name = visit_text(visit, "name");
    if (!token_create(visit->store, visit->mem, visit->account->login, name, (int)visit_integer(visit, "days"), token,
                      err))
        return false;
    struct fresh_token fresh = { .name = name, .value = arena_strdup(visit->mem, token) };
    return show(visit, &fresh, NULL, err);
}
