/* SPDX-License-Identifier: Apache-2.0 */
#include "people/visit.h"

#include "base/log.h"
#include "base/text.h"
#include "base/waiting.h"
#include "people/service_internal.h"
#include "people/visit_texts.h"
#include "store/id.h"

enum { RETRY_SECONDS = 5 };

static const struct pair {
    const char *name, *value;
} answer_headers[] = {
    { "X-Content-Type-Options", "nosniff" },
    /* not no-referrer: under that a form's Origin is "null" (Fetch, 3.2), and the origin check could not be made */
    { "Referrer-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
    { "Cache-Control", "no-store" },
    { "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
      "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
      "require-trusted-types-for 'script'" },
};

int visit_status(const struct err *err)
{
    static const struct {
        const char *subject;
        int status;
    } special[] = {
        { "sign-in", 401 }, { "token", 401 },      { "method", 405 },
        { "size", 413 },    { "media-type", 415 }, { "rate", 429 },
    };
    bool waits =
        err->kind == ERR_BUSY && text_equal(err->subject, "sign-in"); /* no place to hash: not another password */
    for (size_t i = 0; i < COUNT_OF(special); i++)
        if (text_equal(err->subject, special[i].subject) && err->kind != ERR_INTERNAL && !waits)
            return special[i].status;
    return err_http_status(err->kind);
}

static enum route_kind kind_of(const struct visit *visit)
{
    if (visit->route)
        return visit->route->kind;
    return text_starts(visit->request->path, "/api/") ? ROUTE_API : ROUTE_PAGE;
}

static void say_when(struct visit *visit, const struct err *err)
{
    if (err->kind == ERR_BUSY)
        response_header(visit->response, "Retry-After",
                        arena_printf(visit->mem, "%d", err->seconds ? err->seconds : RETRY_SECONDS));
}

static void refuse(struct visit *visit, const struct err *err)
{
    if (err->kind == ERR_INTERNAL || err->kind == ERR_NONE)
        log_line(LOG_ERROR, "people", "request %llu %s %s: %s.%s %s", (unsigned long long)visit->request->number,
                 http_method_name(visit->request->method), visit->route ? visit->route->path : "?",
                 err_kind_name(err->kind), err->subject, err->text);
    visit->response->status = visit_status(err);
    say_when(visit, err);
    visit->service->options.refuse[kind_of(visit)](visit, err);
}

/* Whoever has to change the password does that first. */
static bool must_change_password(const struct visit *visit)
{
    return visit->account && visit->account->must_change && visit->route->kind == ROUTE_PAGE &&
           visit->route->may != ACT_ANYONE && !text_starts(visit->route->path, PATH_PASSWORD) &&
           !text_starts(visit->route->path, PATH_SIGN_OUT);
}

/* Nobody is signed in and the route is not for everybody: the way to sign in. */
static void ask_sign_in(struct visit *visit)
{
    struct err err = { 0 };
    if (visit->route->kind == ROUTE_API) {
        err_set(&err, ERR_FORBIDDEN, "token", NULL, SAY_NEEDS_TOKEN);
        response_header(visit->response, "WWW-Authenticate", "Bearer realm=\"congvu\"");
        refuse(visit, &err);
        return;
    }
    if (visit->request->method == HTTP_POST) {
        visit->response->status = 401;
        visit->service->options.ask_sign_in(visit);
        return;
    }
    struct text to;
    text_init(&to, visit->mem, TEXT_MAX_LINE * 4);
    text_raw(&to, PATH_SIGN_IN);
    if (!text_equal(visit->request->path, "/")) {
        const char *query = visit->request->query;
        text_raw(&to, "?next=");
        text_url(&to, *query ? arena_printf(visit->mem, "%s?%s", visit->request->path, query) : visit->request->path);
    }
    response_go(visit->response, to.data);
}

/* May this scope use the route at all? What is done to one record is asked again by the handler. */
static bool may_use(struct visit *visit, struct err *err)
{
    enum act act = visit->route->may;
    if (act == ACT_ANYONE || act == ACT_SIGNED_IN)
        return true;
    if (visit->reg)
        return may_somewhere(&visit->scope, act, visit->reg) ||
               err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_MAY_NOT_IN_REGISTER, act_label(act), visit->reg->label);
    if (act >= ACT_DASHBOARD)
        return may(&visit->scope, act, &(struct may_what){ 0 }, err);
    return true; /* on a record that the path names */
}

/* Can the person mend it in the form? */
static bool is_mendable(const struct err *err)
{
    if (err->kind == ERR_FORBIDDEN)
        return text_equal(err->subject, "csrf") || text_equal(err->subject, "sign-in");
    return err->kind == ERR_INVALID || err->kind == ERR_CONFLICT || err->kind == ERR_BUSY || err->kind == ERR_FULL;
}

/* What failed after the work was done (reading it again for the answer) is no reason to do it again. Who is not signed
 * in writes only how often that went wrong. */
static bool is_done(const struct visit *visit, const struct err *problem)
{
    return !err_is_refusal(problem) && route_writes(visit->route) && visit->route->may != ACT_ANYONE &&
           store_written() != visit->written_before;
}

static void fail(struct visit *visit, const struct err *problem)
{
    struct err err = { 0 };
    if (is_done(visit, problem)) {
        err_set(&err, ERR_BUSY, "answer", NULL, SAY_DONE_WITHOUT_ANSWER, problem->text);
        refuse(visit, &err);
        return;
    }
    if (!visit->route->again || !is_mendable(problem)) {
        refuse(visit, problem);
        return;
    }
    visit->response->status = visit_status(problem);
    say_when(visit, problem);
    if (!visit->route->again(visit, problem, &err))
        refuse(visit, &err);
}

static void run_route(struct visit *visit, struct err *err)
{
    bool open = visit->route->may == ACT_ANYONE;
    if (!open && text_is_empty(visit->scope.user)) {
        ask_sign_in(visit);
        return;
    }
    if (must_change_password(visit)) {
        response_go(visit->response, PATH_PASSWORD);
        return;
    }
    if (!may_use(visit, err))
        refuse(visit, err);
    else if (!visit_check_origin(visit, err) || !visit_read_inputs(visit, err) || !visit->route->handle(visit, err))
        fail(visit, err);
}

static void set_headers(const struct service *service, struct response *response)
{
    const char *url = service->options.public_url;
    if (url && text_starts(url, "https://"))
        response_header(response, "Strict-Transport-Security", "max-age=31536000");
    for (size_t i = 0; i < COUNT_OF(answer_headers); i++)
        response_header(response, answer_headers[i].name, answer_headers[i].value);
}

static struct visit begin_visit(struct service *service, struct request *request, struct response *response)
{
    struct visit visit = { .mem = request->mem,
                           .request = request,
                           .response = response,
                           .service = service,
                           .store = service->options.store,
                           .definitions = service->options.definitions,
                           .written_before = store_written() };
    visit.scope.user = visit.scope.name = visit.scope.unit = "";
    return visit;
}

static void answer_route(struct service *service, struct request *request, struct response *response)
{
    struct err err = { 0 };
    struct visit visit = begin_visit(service, request, response);
    struct router_match match;
    enum router_result found = router_find(service->router, request->mem, request->method, request->path, &match);
    if (found == ROUTER_FOUND) {
        visit.route = match.target;
        visit.reg = match.subject;
        request->segments = match.segments;
    }
    if (!visit_check_host(&visit, &err)) {
        response->status = 421;
        response->media_type = "text/plain; charset=utf-8";
        text_add(&response->body, err.text);
        return;
    }
    bool at_once = found != ROUTER_FOUND && request->method != HTTP_GET && request->method != HTTP_HEAD;
    if (!at_once && !visit_find_account(&visit, &err)) {
        refuse(&visit, &err);
    } else if (found == ROUTER_NO_PATH) {
        err_set(&err, ERR_NOT_FOUND, "page", NULL, SAY_NO_PAGE);
        refuse(&visit, &err);
    } else if (found == ROUTER_NO_METHOD) {
        response_header(response, "Allow", match.allowed);
        err_set(&err, ERR_INVALID, "method", NULL, SAY_NO_METHOD, match.allowed);
        refuse(&visit, &err);
    } else {
        run_route(&visit, &err);
    }
}

static void answer_counted(struct service *service, struct request *request, struct response *response)
{
    uint64_t before = db_statement_count();
    answer_route(service, request, response);
    response_header(response, STATEMENTS_HEADER,
                    arena_printf(request->mem, "%llu", (unsigned long long)(db_statement_count() - before)));
}

void service_answer(struct request *request, struct response *response, void *arg)
{
    struct service *service = arg;
    const struct service_options *options = &service->options;
    if (options->static_answer && options->static_answer(request, response, options->arg[ROUTE_PAGE]))
        return;
    set_headers(service, response);
    if (options->counts_statements)
        answer_counted(service, request, response);
    else
        answer_route(service, request, response);
    store_close_left(options->store);
    if (waiting_is_watched())
        store_rest(options->store);
}

/* "busy.server" → ERR_BUSY and "server". */
static void err_of_refusal(const struct server_refusal *why, struct err *err)
{
    enum err_kind kind = ERR_INVALID;
    for (int k = ERR_INVALID; k <= ERR_INTERNAL; k++)
        if (text_starts(why->code, err_kind_name((enum err_kind)k)))
            kind = (enum err_kind)k;
    const char *dot = strchr(why->code, '.');
    err_set(err, kind, dot ? dot + 1 : why->code, NULL, "%s", why->text);
}

void service_refuse(const struct request *request, const struct server_refusal *why, struct response *response,
                    void *arg)
{
    struct service *service = arg;
    struct request asked = *request;
    struct err err = { 0 };
    struct visit visit = begin_visit(service, &asked, response);
    set_headers(service, response);
    err_of_refusal(why, &err);
    text_clear(&response->body);
    service->options.refuse[kind_of(&visit)](&visit, &err);
    response->status = why->status;
}

/* --- what handlers ask -------------------------------------------------------------------------------------------- */

void *visit_arg(const struct visit *visit)
{
    return visit->service->options.arg[kind_of(visit)];
}

struct db *visit_db(struct visit *visit, struct err *err)
{
    return db_for_read(visit->store, err);
}

int64_t visit_id(const struct visit *visit, const char *segment)
{
    const char *text = request_segment(visit->request, segment);
    int64_t id = 0;
    return text && id_parse(text, &id) ? id : 0;
}

bool visit_may(struct visit *visit, enum act act, const struct may_what *what, struct err *err)
{
    return may(&visit->scope, act, what, err);
}
