/* src/web/testing.h
 * The pages of the small test office, asked as a browser asks: through dispatch, with a session, the token and the
 * origin of our own pages. For *_test.c of this room.
 *
 * Two people are there: an.vt, a clerk (works everywhere, does not read personal fields), and binh.ld, a leader (reads
 * them, does not enter). The clock stands at Mon 2 August 2021, 08:00.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/testing_office.h"

#include "http/request.h"
#include "people/visit.h"
#include "web/page.h"
#include "web/routes.h"

#define TESTING_CLERK  "an.vt"
#define TESTING_LEADER "binh.ld"
#define TESTING_ORIGIN "http://127.0.0.1:8080"

struct pages {
    struct testing *t;
    struct testing_office office; /* acts as the local administrator */
    struct service *service;
    char clerk[TOKEN_SIZE], leader[TOKEN_SIZE];
    const char *as; /* the token of who asks */
    int64_t asked;  /* statements of the last answer; -1 where they are not counted */
};

static inline void pages_account_of(struct pages *p, const char *login, const char *name, struct text_list roles,
                                    char *token)
{
    static const char password[] = "mười hai con giáp quanh bàn";
    struct err err = { 0 };
    struct arena *mem = p->t->mem;
    struct account *signed_in, account = { .login = login, .name = name, .unit = "vp", .title = "" };
    account.roles = roles;
    assert_true(testing_ok(
        account_create(p->t->store, mem, p->office.office.definitions, &account, password, "quan-tri", &err), &err));
    assert_true(
        testing_ok(account_set_password(p->t->store, mem, login, password, false, NULL, "quan-tri", &err), &err));
    assert_true(testing_ok(sign_in(p->t->store, mem, p->office.office.definitions, login, password, "127.0.0.1", "thử",
                                   token, &signed_in, &err),
                           &err));
}

static inline void pages_account(struct pages *p, const char *login, const char *name, const char *role, char *token)
{
    pages_account_of(p, login, name, (struct text_list){ arena_copy(p->t->mem, &role, sizeof role), 1 }, token);
}

/* The pages of an office that was entered. */
static inline void pages_serve(struct pages *p, struct testing *t, const struct testing_office *office)
{
    static struct route_table table;
    struct err err = { 0 };
    table = (struct route_table){ web_routes, web_route_count };
    *p = (struct pages){ .t = t, .office = *office };
    struct web *web = web_new(t->mem, t->store, p->office.office.definitions, NULL, &err);
    assert_true(testing_ok(web != NULL, &err));
    struct service_options options = { .store = t->store,
                                       .definitions = p->office.office.definitions,
                                       .tables = &table,
                                       .table_count = 1,
                                       .refuse = { web_refuse, web_refuse },
                                       .ask_sign_in = web_ask_sign_in,
                                       .arg = { web, web } };
    p->service = service_new(t->mem, &options, &err);
    assert_true(testing_ok(p->service != NULL, &err));
}

static inline void pages_begin(struct pages *p, struct testing *t)
{
    struct testing_office office;
    testing_enter(t, &office);
    pages_serve(p, t, &office);
    pages_account(p, TESTING_CLERK, "Trần Văn An", "clerk", p->clerk);
    pages_account(p, TESTING_LEADER, "Lê Thị Bình", "leader", p->leader);
    p->as = p->clerk;
}

/* A request of who asks; FORM (of a POST) is "a=1&b=2" and may be NULL. */
static inline struct request *pages_request(struct pages *p, enum http_method method, const char *path,
                                            const char *form)
{
    struct err err = { 0 };
    struct arena *mem = p->t->mem;
    const char *query = strchr(path, '?');
    struct request *request = request_new(mem, method, query ? arena_strndup(mem, path, (size_t)(query - path)) : path);
    pairs_add(mem, &request->headers, "host", "127.0.0.1:8080");
    pairs_add(mem, &request->cookies, "congvu", p->as);
    if (query)
        assert_true(testing_ok(pairs_parse(mem, &request->parameters, query + 1, 100, &err), &err));
    if (form)
        assert_true(testing_ok(pairs_parse(mem, &request->form, form, 100, &err), &err));
    if (method == HTTP_POST) {
        char csrf[CSRF_SIZE];
        csrf_token(p->as, "form", csrf);
        pairs_add(mem, &request->headers, "origin", TESTING_ORIGIN);
        pairs_add(mem, &request->headers, "sec-fetch-site", "same-origin");
        pairs_add(mem, &request->form, "_csrf", arena_strdup(mem, csrf));
    }
    return request;
}

static inline struct response pages_answer(struct pages *p, struct request *request)
{
    struct response response;
    response_init(&response, request->mem);
    service_answer(request, &response, p->service);
    return response;
}

static inline struct response pages_get(struct pages *p, const char *path)
{
    return pages_answer(p, pages_request(p, HTTP_GET, path, NULL));
}

static inline struct response pages_post(struct pages *p, const char *path, const char *form)
{
    return pages_answer(p, pages_request(p, HTTP_POST, path, form));
}

static inline void pages_has(const struct response *response, const char *text)
{
    if (!strstr(response->body.data, text))
        fail_msg("not on the page: %s\n%d %s", text, response->status, response->body.data);
}

static inline void pages_has_not(const struct response *response, const char *text)
{
    const char *at = strstr(response->body.data, text);
    if (at)
        fail_msg("on the page: %.200s", at > response->body.data + 60 ? at - 60 : at);
}

/* The answer is a 303 to PATH. */
static inline void pages_goes(const struct response *response, const char *path)
{
    const char *to = pairs_get(&response->headers, "Location");
    if (!to)
        to = pairs_get(&response->headers, "location");
    if (response->status != 303 || !to || strcmp(to, path) != 0)
        fail_msg("%d to %s, not to %s\n%s", response->status, to ? to : "nowhere", path, response->body.data);
}

/* The value of a hidden control of the first form on the page that has it. */
static inline const char *pages_hidden(struct pages *p, const struct response *response, const char *name)
{
    const char *mark = arena_printf(p->t->mem, "name=\"%s\" value=\"", name);
    const char *at = strstr(response->body.data, mark);
    if (!at)
        fail_msg("no hidden control %s", name);
    at += strlen(mark);
    return arena_strndup(p->t->mem, at, strcspn(at, "\""));
}

/* A letter entered by the local administrator, and the path of its page. */
static inline int64_t pages_letter(struct pages *p, const char *summary)
{
    return testing_create(p->t, &p->office, testing_letter(p->t, &p->office, summary, "cv"));
}

static inline const char *pages_path(struct pages *p, int64_t id, const char *rest)
{
    return arena_printf(p->t->mem, "%s%s", page_record_path(p->t->mem, p->office.letter, id), rest);
}
