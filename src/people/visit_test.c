/* SPDX-License-Identifier: Apache-2.0 */
#include "people/visit.h"

#include "base/clock.h"
#include "base/text.h"
#include "store/testing.h"

static const char password[] = "mười hai con giáp quanh bàn";
#define ORIGIN "http://127.0.0.1:8080"

/* What the handler of the routes below saw. */
static int handled, shown_again;
static char seen_text[100];
static int64_t seen_number;

static bool handle(struct visit *visit, struct err *err)
{
    handled++;
    const char *text = visit_text(visit, "words");
    snprintf(seen_text, sizeof seen_text, "%s", text ? text : "");
    seen_number = visit_integer(visit, "number");
    text_printf(&visit->response->body, "done as %s in %s", visit->scope.user, visit->reg ? visit->reg->name : "-");
    return !text_equal(text, "refuse") || err_set(err, ERR_INVALID, "words", "words", "Không nhận chữ này");
}

static bool again(struct visit *visit, const struct err *problem, struct err *err)
{
    (void)err;
    shown_again++;
    text_printf(&visit->response->body, "again: %s, %s", problem->text, request_form(visit->request, "words"));
    return true;
}

static const struct route routes[] = {
    { .method = HTTP_GET, .path = "/mo", .may = ACT_ANYONE, .csrf = CSRF_NONE, .handle = handle },
    { .method = HTTP_GET, .path = "/kin", .may = ACT_SIGNED_IN, .csrf = CSRF_NONE, .handle = handle },
    { .method = HTTP_GET,
      .path = "/{register}",
      .may = ACT_READ,
      .csrf = CSRF_NONE,
      .open_inputs = true,
      .handle = handle },
    { .method = HTTP_POST, .path = "/{register}", .may = ACT_CREATE, .csrf = CSRF_FORM, .handle = handle },
    { .method = HTTP_GET, .path = "/quan-tri", .may = ACT_ADMINISTER, .csrf = CSRF_NONE, .handle = handle },
    { .method = HTTP_POST,
      .path = "/ghi",
      .may = ACT_SIGNED_IN,
      .csrf = CSRF_FORM,
      .handle = handle,
      .again = again,
      .inputs = { { "words", INPUT_TEXT, .required = true, .max = 20, .label = "Lời" },
                  { "number", INPUT_INTEGER, .max = 99, .label = "Số" } } },
    { .method = HTTP_GET,
      .path = "/api/v1/{register}",
      .kind = ROUTE_API,
      .may = ACT_READ,
      .csrf = CSRF_NONE,
      .handle = handle },
    { .method = HTTP_POST,
      .path = "/api/v1/ghi",
      .kind = ROUTE_API,
      .may = ACT_SIGNED_IN,
      .csrf = CSRF_TOKEN,
      .handle = handle },
};
static const struct route_table tables[] = { { routes, COUNT_OF(routes) } };

static void refuse(struct visit *visit, const struct err *err)
{
    text_clear(&visit->response->body);
    text_printf(&visit->response->body, "%s.%s: %s", err_kind_name(err->kind), err->subject, err->text);
}

static void ask(struct visit *visit)
{
    text_printf(&visit->response->body, "sign in; kept %s", request_form(visit->request, "words"));
}

struct asked {
    struct testing *t;
    const struct definitions *definitions;
    struct service *service;
    char token[TOKEN_SIZE];
};

static void begin(struct asked *a, struct testing *t, const char *role)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    a->t = t;
    const struct definitions *definitions = a->definitions =
        definitions_load(t->mem, SOURCE_FOLDER "/src/records/testdata/office", NULL, &faults, &err);
    assert_non_null(definitions);
    struct service_options options = { .store = t->store,
                                       .definitions = definitions,
                                       .tables = tables,
                                       .table_count = 1,
                                       .refuse = { refuse, refuse },
                                       .ask_sign_in = ask };
    a->service = service_new(t->mem, &options, &err);
    assert_true(testing_ok(a->service != NULL, &err));
    struct account account = {
        .login = "nguoi.thu", .name = "Người Thử", .unit = definitions->units.items[0].code, .title = ""
    };
    account.roles = (struct text_list){ arena_copy(t->mem, &role, sizeof role), 1 };
    struct account *signed_in;
    assert_true(testing_ok(account_create(t->store, t->mem, definitions, &account, password, "quan-tri", &err), &err));
    assert_true(
        testing_ok(account_set_password(t->store, t->mem, "nguoi.thu", password, false, NULL, "quan-tri", &err), &err));
    assert_true(testing_ok(
        sign_in(t->store, t->mem, definitions, "nguoi.thu", password, "127.0.0.1", "thử", a->token, &signed_in, &err),
        &err));
    handled = shown_again = 0;
}

/* A request with the session's cookie, from our own page. */
static struct request *own_request(struct asked *a, enum http_method method, const char *path)
{
    struct request *request = request_new(a->t->mem, method, path);
    pairs_add(request->mem, &request->headers, "host", "127.0.0.1:8080");
    pairs_add(request->mem, &request->cookies, "congvu", a->token);
    if (method == HTTP_POST) {
        char csrf[CSRF_SIZE];
        csrf_token(a->token, "form", csrf);
        pairs_add(request->mem, &request->headers, "origin", ORIGIN);
        pairs_add(request->mem, &request->headers, "sec-fetch-site", "same-origin");
        pairs_add(request->mem, &request->form, "_csrf", arena_strdup(request->mem, csrf));
    }
    return request;
}

static struct response answer(struct asked *a, struct request *request)
{
    struct response response;
    response_init(&response, request->mem);
    service_answer(request, &response, a->service);
    return response;
}

static void test_a_table_without_may_or_csrf_is_refused(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct definitions none = { 0 };
    struct err err = { 0 };
    static const struct route wrong[] = {
        { .method = HTTP_GET, .path = "/a", .csrf = CSRF_NONE, .handle = handle },
        { .method = HTTP_POST, .path = "/a", .may = ACT_SIGNED_IN, .handle = handle },
        { .method = HTTP_POST, .path = "/a", .may = ACT_SIGNED_IN, .csrf = CSRF_NONE, .handle = handle },
        { .method = HTTP_POST, .path = "/a", .may = ACT_SIGNED_IN, .csrf = CSRF_TOKEN, .handle = handle },
        { .method = HTTP_POST,
          .path = "/a",
          .kind = ROUTE_API,
          .may = ACT_SIGNED_IN,
          .csrf = CSRF_FORM,
          .handle = handle },
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct route_table table = { &wrong[i], 1 };
        struct service_options options = { .definitions = &none, .tables = &table, .table_count = 1 };
        assert_null(service_new(mem, &options, &err));
        assert_int_equal(err.kind, ERR_INTERNAL);
    }
    arena_free(mem);
}

static void test_who_is_not_signed_in_is_asked_to(struct testing *t)
{
    struct asked a;
    begin(&a, t, "clerk");
    struct request *request = own_request(&a, HTTP_GET, "/kin");
    request->query = "a=1";
    request->cookies.list.count = 0;
    struct response response = answer(&a, request);
    assert_int_equal(response.status, 303);
    assert_string_equal(pairs_get(&response.headers, "Location"), "/dang-nhap?next=%2Fkin%3Fa%3D1");
    request = own_request(&a, HTTP_POST, "/ghi");
    request->cookies.list.count = 0;
    pairs_add(t->mem, &request->form, "words", "đang viết");
    response = answer(&a, request);
    assert_int_equal(response.status, 401);
    assert_non_null(strstr(response.body.data, "kept đang viết"));
    response = answer(&a, own_request(&a, HTTP_GET, "/api/v1/letter"));
    assert_int_equal(response.status, 401); /* a cookie proves nothing to the API */
    assert_int_equal(handled, 0);
    request = own_request(&a, HTTP_GET, "/mo");
    request->cookies.list.count = 0;
    response = answer(&a, request);
    assert_int_equal(response.status, 200);
}
ON_BOTH(test_who_is_not_signed_in_is_asked_to)

static void test_a_session_and_a_token_say_who_asks(struct testing *t)
{
    struct asked a;
    struct err err = { 0 };
    char token[TOKEN_SIZE];
    begin(&a, t, "clerk");
    struct response response = answer(&a, own_request(&a, HTTP_GET, "/kin"));
    assert_string_equal(response.body.data, "done as nguoi.thu in -");
    assert_true(testing_ok(token_create(t->store, t->mem, "nguoi.thu", "thử", 10, token, &err), &err));
    struct request *request = request_new(t->mem, HTTP_GET, "/api/v1/letter");
    pairs_add(t->mem, &request->headers, "host", "127.0.0.1:8080");
    pairs_add(t->mem, &request->headers, "authorization", arena_printf(t->mem, "Bearer %s", token));
    response = answer(&a, request);
    assert_string_equal(response.body.data, "done as nguoi.thu in letter");
    request->headers.list.items[1].value = arena_printf(t->mem, "Bearer %s", a.token);
    assert_int_equal(answer(&a, request).status, 401); /* a browser's session is not for programs */
    request = own_request(&a, HTTP_GET, "/kin");
    request->cookies.list.items[0].value = token;
    assert_int_equal(answer(&a, request).status, 303); /* nor a program's token for pages */
    assert_true(session_end_all(t->store, t->mem, "nguoi.thu", NULL, &err));
    response = answer(&a, own_request(&a, HTTP_GET, "/kin"));
    assert_int_equal(response.status, 303);
}
ON_BOTH(test_a_session_and_a_token_say_who_asks)

static void test_a_route_runs_only_for_whom_it_is(struct testing *t)
{
    struct asked a;
    begin(&a, t, "clerk");
    struct response response = answer(&a, own_request(&a, HTTP_GET, "/quan-tri"));
    assert_int_equal(response.status, 403);
    assert_int_equal(handled, 0);
    response = answer(&a, own_request(&a, HTTP_GET, "/khong-co"));
    assert_int_equal(response.status, 404);
    response = answer(&a, own_request(&a, HTTP_DELETE, "/kin"));
    assert_int_equal(response.status, 405);
    assert_non_null(pairs_get(&response.headers, "Allow"));
}
ON_BOTH(test_a_route_runs_only_for_whom_it_is)

static void expect_foreign(struct asked *a, const char *header, const char *value, const char *csrf)
{
    struct request *request = own_request(a, HTTP_POST, "/ghi");
    pairs_add(request->mem, &request->form, "words", "chữ");
    for (size_t i = 0; i < request->headers.list.count; i++)
        if (header && text_equal(request->headers.list.items[i].name, header))
            request->headers.list.items[i].value = value;
    if (csrf)
        request->form.list.items[0].value = csrf;
    int before = handled;
    struct response response = answer(a, request);
    assert_int_equal(response.status, 403);
    assert_int_equal(handled, before);
}

static void test_a_forged_form_is_refused_by_each_check_alone(struct testing *t)
{
    struct asked a;
    begin(&a, t, "clerk");
    expect_foreign(&a, "sec-fetch-site", "cross-site", NULL);
    expect_foreign(&a, "sec-fetch-site", "none", NULL);
    expect_foreign(&a, "origin", "http://evil.example", NULL);
    expect_foreign(&a, "origin", "null", NULL);
    expect_foreign(&a, NULL, NULL, "not the value of this session");
    assert_int_equal(shown_again, 1); /* with an old token the form is there again, nothing typed is lost */
    struct request *request = own_request(&a, HTTP_POST, "/ghi");
    pairs_add(t->mem, &request->form, "words", "chữ");
    struct response response = answer(&a, request);
    assert_int_equal(response.status, 200);
    assert_string_equal(seen_text, "chữ");
}
ON_BOTH(test_a_forged_form_is_refused_by_each_check_alone)

static void test_a_handler_gets_checked_values_or_does_not_run(struct testing *t)
{
    struct asked a;
    begin(&a, t, "clerk");
    static const struct {
        const char *name, *value;
    } wrong[] = {
        { "words", "một câu dài quá hai mươi chữ" }, { "number", "100" }, { "number", "x" }, { "other", "1" }
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct request *request = own_request(&a, HTTP_POST, "/ghi");
        if (!text_equal(wrong[i].name, "words"))
            pairs_add(t->mem, &request->form, "words", "chữ");
        pairs_add(t->mem, &request->form, wrong[i].name, wrong[i].value);
        struct response response = answer(&a, request);
        assert_int_equal(response.status, 422);
        assert_true(text_starts(response.body.data, "again: "));
    }
    struct response response = answer(&a, own_request(&a, HTTP_POST, "/ghi")); /* nothing typed */
    assert_int_equal(response.status, 422);
    assert_int_equal(handled, 0);
    struct request *request = own_request(&a, HTTP_POST, "/ghi");
    pairs_add(t->mem, &request->form, "words", "  Tho\xcc\x82ng "); /* decomposed */
    pairs_add(t->mem, &request->form, "number", "42");
    answer(&a, request);
    assert_string_equal(seen_text, "Thông");
    assert_int_equal(seen_number, 42);
    request = own_request(&a, HTTP_POST, "/ghi");
    pairs_add(t->mem, &request->form, "words", "refuse");
    response = answer(&a, request);
    assert_int_equal(response.status, 422);
    assert_non_null(strstr(response.body.data, "again: Không nhận chữ này, refuse"));
}
ON_BOTH(test_a_handler_gets_checked_values_or_does_not_run)

static void test_another_name_for_this_machine_is_refused(struct testing *t)
{
    struct asked a;
    begin(&a, t, "clerk");
    struct request *request = own_request(&a, HTTP_GET, "/mo");
    request->headers.list.items[0].value = "evil.example:8080";
    struct response response = answer(&a, request);
    assert_int_equal(response.status, 421);
    assert_int_equal(handled, 0);
}
ON_BOTH(test_another_name_for_this_machine_is_refused)

static void test_a_given_password_is_changed_first(struct testing *t)
{
    struct asked a;
    struct err err = { 0 };
    struct account *signed_in;
    begin(&a, t, "clerk");
    assert_true(account_set_password(t->store, t->mem, "nguoi.thu", password, true, NULL, "quan-tri", &err));
    assert_true(testing_ok(
        sign_in(t->store, t->mem, a.definitions, "nguoi.thu", password, "127.0.0.1", "thử", a.token, &signed_in, &err),
        &err));
    struct response response = answer(&a, own_request(&a, HTTP_GET, "/kin"));
    assert_int_equal(response.status, 303);
    assert_string_equal(pairs_get(&response.headers, "Location"), "/tai-khoan/mat-khau");
}
ON_BOTH(test_a_given_password_is_changed_first)

static void test_the_socket_is_for_the_systems_own_user(struct testing *t)
{
    struct asked a;
    begin(&a, t, "clerk");
    struct request *request = request_new(t->mem, HTTP_POST, "/api/v1/ghi");
    request->peer_uid = (int64_t)geteuid();
    struct response response = answer(&a, request);
    assert_string_equal(response.body.data, "done as quan-tri in -");
    pairs_add(t->mem, &request->headers, "congvu-as", "nguoi.thu");
    response = answer(&a, request);
    assert_string_equal(response.body.data, "done as nguoi.thu in -");
    request = request_new(t->mem, HTTP_POST, "/api/v1/ghi");
    request->peer_uid = 4242;
    response = answer(&a, request);
    assert_int_equal(response.status, 401);
}
ON_BOTH(test_the_socket_is_for_the_systems_own_user)

static void test_what_the_server_refuses_has_the_kind_of_its_path(struct testing *t)
{
    struct asked a;
    begin(&a, t, "clerk");
    static const struct server_refusal full = { 503, "busy.server", "Máy chủ đang bận" };
    struct response response;
    response_init(&response, t->mem);
    service_refuse(own_request(&a, HTTP_POST, "/ghi"), &full, &response, a.service);
    assert_int_equal(response.status, 503);
    assert_string_equal(response.body.data, "busy.server: Máy chủ đang bận");
    assert_non_null(pairs_get(&response.headers, "Content-Security-Policy"));
    assert_int_equal(handled, 0);
}
ON_BOTH(test_what_the_server_refuses_has_the_kind_of_its_path)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table_without_may_or_csrf_is_refused),
        BOTH(test_who_is_not_signed_in_is_asked_to),
        BOTH(test_a_session_and_a_token_say_who_asks),
        BOTH(test_a_route_runs_only_for_whom_it_is),
        BOTH(test_a_forged_form_is_refused_by_each_check_alone),
        BOTH(test_a_handler_gets_checked_values_or_does_not_run),
        BOTH(test_another_name_for_this_machine_is_refused),
        BOTH(test_a_given_password_is_changed_first),
        BOTH(test_the_socket_is_for_the_systems_own_user),
        BOTH(test_what_the_server_refuses_has_the_kind_of_its_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
