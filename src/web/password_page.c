/* Changing the own password; whoever got it from an administrator does that before anything else.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/log.h"
#include "base/text.h"
#include "web/admin_internal.h"
#include "web/pages.h"

static const struct password_row {
    const char *name, *label, *hint, *autocomplete;
} rows[] = {
    { "password", SAY_PASSWORD_NOW, "", "current-password" },
    { "password_new", SAY_PASSWORD_NEW, SAY_PASSWORD_HINT, "new-password" },
    { "password_again", SAY_PASSWORD_AGAIN, "", "new-password" },
};

static void put_notice(struct page *page)
{
    struct template_value *notice = template_object(page->visit->mem);
    if (!page->visit->account->must_change) {
        template_put_bool(page->values, "notice", false);
        return;
    }
    template_put_text(notice, "kind", "warning");
    template_put_text(notice, "text", SAY_PASSWORD_MUST);
    template_put_text(notice, "href", "");
    template_put_text(notice, "link", "");
    template_put(page->values, "notice", notice);
}

static void put_section(struct page *page, struct form *form)
{
    struct arena *mem = page->visit->mem;
    struct template_value *sections = template_list(mem), *section = template_object(mem);
    template_put_text(section, "id", "passwords");
    template_put_text(section, "title", "");
    template_put_text(section, "text", "");
    template_put(section, "fields", form_section(form));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        form_put(form, &(struct form_control){ .kind = FORM_PASSWORD,
                                               .name = rows[i].name,
                                               .label = rows[i].label,
                                               .hint = rows[i].hint,
                                               .autocomplete = rows[i].autocomplete,
                                               .required = true });
    template_add(sections, section);
    template_put(page->values, "sections", sections);
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    if (!visit->account)
        return err_set(err, ERR_NOT_FOUND, "account", NULL, SAY_ADMIN_LOCAL);
    struct page *page = page_new(visit, SAY_PASSWORD_TITLE);
    struct draft_faults faults = admin_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "", &faults);
    page_head(page, SAY_PASSWORD_TITLE, SAY_PASSWORD_LEAD);
    page_crumb(page, SAY_ACCOUNT_TITLE, PATH_ACCOUNT);
    put_notice(page);
    put_section(page, &form);
    template_put(page->values, "errors", form_errors(&form, SAY_PASSWORD_FAILED));
    template_put_text(page->values, "action", PATH_ACCOUNT "/mat-khau");
    template_put_bool(page->values, "multipart", false);
    template_put_text(page->values, "draft", "");
    template_put(page->values, "hidden", template_list(visit->mem));
    template_put_bool(page->values, "has_required", true);
    template_put_text(page->values, "submit", SAY_PASSWORD_SAVE);
    template_put_text(page->values, "more", "");
    template_put_text(page->values, "more_name", "");
    template_put_text(page->values, "rest", "");
    template_put_text(page->values, "rest_name", "");
    template_put_text(page->values, "check", "");
    template_put_text(page->values, "fills", "");
    template_put_text(page->values, "cancel_href", PATH_ACCOUNT);
    if (problem)
        page_set_failed(page);
    return page_send(page, "form", err);
}

bool password_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, err);
}

bool password_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}

/* Whoever had copied the cookie of this browser is out too. The password is changed already: where this alone fails, it
 * is logged and the old cookie goes on. */
static void renew_session(struct visit *visit)
{
    struct err err = { 0 };
    char token[TOKEN_SIZE];
    if (!session_renew(visit->store, visit->mem, visit->account, &visit->session, token, &err)) {
        log_line(LOG_WARNING, "web", "session not renewed: %s.%s %s", err_kind_name(err.kind), err.subject, err.text);
        return;
    }
    response_cookie(visit->response, visit_cookie_name(visit), token, 0, visit_is_secure(visit));
    visit->token = arena_strdup(visit->mem, token);
}

bool password_post(struct visit *visit, struct err *err)
{
    const char *now = visit_text(visit, "password"), *next = visit_text(visit, "password_new");
    if (!visit->account)
        return err_set(err, ERR_NOT_FOUND, "account", NULL, SAY_ADMIN_LOCAL);
    if (!text_equal(next, visit_text(visit, "password_again")))
        return err_set(err, ERR_INVALID, "password", "password_again", SAY_PASSWORD_DIFFER);
    if (!password_prove(visit->store, visit->mem, visit->account->login, now, err))
        return false;
    if (text_equal(now, next))
        return err_set(err, ERR_INVALID, "password", "password_new", SAY_PASSWORD_SAME);
    if (!account_set_password(visit->store, visit->mem, visit->account->login, next, false, visit->session.id,
                              visit->scope.user, err)) {
        if (text_equal(err->field, "password"))
            snprintf(err->field, sizeof err->field, "password_new");
        return false;
    }
    renew_session(visit);
    page_notice(visit, SAY_PASSWORD_DONE);
    return page_go(visit, visit->account->must_change ? "/viec-cua-toi" : PATH_ACCOUNT);
}
