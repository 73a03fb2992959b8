/* Signing in and out. What was being written when a session ended travels with the sign-in form and is offered again.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/texts.h"

/* A form that was sent when nobody was signed in any more. */
struct kept {
    const char *path; /* where it was sent; "" where none */
    const char *form; /* a=1&b=2 */
};

/* Only a path of this server: never "//host", never another page's address. */
static const char *own_path(const char *path)
{
    bool own = path && path[0] == '/' && path[1] != '/' && path[1] != '\\';
    return own ? path : "";
}

static const char *typed(struct visit *visit, const char *name)
{
    const char *value = request_form(visit->request, name);
    return value ? value : "";
}

static bool show_form(struct visit *visit, const struct kept *kept, const struct err *problem, struct err *err)
{
    struct page *page = page_new(visit, SAY_TITLE_SIGN_IN);
    struct template_value *values = page->values;
    bool posted = visit->request->method == HTTP_POST && visit->route && visit->route->again;
    const char *next = posted ? typed(visit, "next") : visit_text(visit, "next");
    bool waits = problem && problem->kind == ERR_BUSY, of_password = problem && text_equal(problem->field, "password");
    template_put_text(page->shell, "csrf", visit_csrf(visit));
    template_put_text(values, "login", posted ? typed(visit, "login") : "");
    template_put_text(values, "login_error", problem && !waits && !of_password ? problem->text : "");
    template_put_text(values, "password_error", of_password ? problem->text : "");
    template_put_text(values, "wait", waits ? problem->text : "");
    template_put_text(values, "next", own_path(next));
    template_put_bool(values, "kept", *kept->path != '\0');
    template_put_text(values, "kept_path", kept->path);
    template_put_text(values, "kept_form", kept->form);
    template_put_bool(values, "errors", false);
    template_put_bool(values, "demo", false);
    if (problem)
        page_set_failed(page);
    return page_send(page, "sign-in", err);
}

bool sign_in_page(struct visit *visit, struct err *err)
{
    if (!text_is_empty(visit->scope.user))
        return page_go(visit, "/viec-cua-toi");
    return show_form(visit, &(struct kept){ "", "" }, NULL, err);
}

void web_ask_sign_in(struct visit *visit)
{
    struct err err = { 0 };
    struct kept kept = { visit->request->path, pairs_print(visit->mem, &visit->request->form) };
    if (!show_form(visit, &kept, NULL, &err))
        web_refuse(visit, &err);
}

/* What was kept is not sent by itself: the person looks at it and sends it with a fresh token. */
static bool show_resume(struct visit *visit, const struct kept *kept, struct err *err)
{
    struct page *page = page_new(visit, SAY_RESUME_TITLE);
    struct template_value *fields = template_list(visit->mem);
    struct http_pairs pairs = { 0 };
    if (!pairs_parse(visit->mem, &pairs, kept->form, KEPT_FIELDS_MAX, err))
        return false;
    for (size_t i = 0; i < pairs.list.count; i++) {
        const struct http_pair *pair = &pairs.list.items[i];
        if (text_equal(pair->name, "_csrf"))
            continue;
        struct template_value *field = template_object(visit->mem);
        template_put_text(field, "name", pair->name);
        template_put_text(field, "value", pair->value);
        template_put_bool(field, "shown", pair->name[0] != '_' && *pair->value);
        template_add(fields, field);
    }
    page_head(page, SAY_RESUME_TITLE, SAY_RESUME_LEAD);
    template_put_text(page->values, "action", kept->path);
    template_put_text(page->values, "submit", SAY_RESUME_SUBMIT);
    template_put_text(page->values, "back_href", "/viec-cua-toi");
    template_put(page->values, "fields", fields);
    return page_send(page, "resume", err);
}

static struct kept read_kept(struct visit *visit)
{
    return (struct kept){ own_path(typed(visit, "kept_path")), typed(visit, "kept_form") };
}

bool sign_in_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct kept kept = read_kept(visit);
    return show_form(visit, &kept, problem, err);
}

bool sign_in_post(struct visit *visit, struct err *err)
{
    char token[TOKEN_SIZE];
    struct account *account;
    struct kept kept = read_kept(visit);
    const char *agent = request_header(visit->request, "user-agent");
    if (!sign_in(visit->store, visit->mem, visit->definitions, visit_text(visit, "login"),
                 visit_text(visit, "password"), visit->request->remote, agent ? agent : "", token, &account, err))
        return false;
    response_cookie(visit->response, visit_cookie_name(visit), token, 0, visit_is_secure(visit));
    visit->account = account;
    visit->token = arena_strdup(visit->mem, token);
    visit->scope = scope_account(visit->mem, visit->definitions, account);
    if (*kept.path && !account->must_change)
        return show_resume(visit, &kept, err);
    const char *next = own_path(visit_text(visit, "next"));
    return page_go(visit, *next ? next : "/viec-cua-toi");
}

bool sign_out_post(struct visit *visit, struct err *err)
{
    if (!visit->account || !session_end(visit->store, visit->mem, visit->session.id, err))
        return visit->account == NULL && page_go(visit, "/dang-nhap");
    response_cookie(visit->response, visit_cookie_name(visit), "", -1, visit_is_secure(visit));
    response_header(visit->response, "Clear-Site-Data", "\"cache\", \"storage\"");
    page_notice(visit, SAY_SIGNED_OUT);
    return page_go(visit, "/dang-nhap");
}

bool front_page(struct visit *visit, struct err *err)
{
    (void)err;
    return page_go(visit, "/viec-cua-toi");
}
