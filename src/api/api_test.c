/* SPDX-License-Identifier: Apache-2.0 */
#include "api/testing.h"

static const char password[] = "mười hai con giáp quanh bàn";

/* An account of a role, and who asks from now on. */
static void enter_as(struct asking *a, const char *login, const char *role, const char *unit)
{
    struct err err = { 0 };
    struct account account = { .login = login, .name = "Người Thử", .unit = unit, .title = "" };
    account.roles = (struct text_list){ arena_copy(a->t->mem, &role, sizeof role), 1 };
    assert_true(testing_ok(
        account_create(a->t->store, a->t->mem, a->office.office.definitions, &account, password, "quan-tri", &err),
        &err));
    a->as = login;
}

/* --- the addresses ------------------------------------------------------------------------------------------------ */

static void test_every_route_is_described_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < api_route_count; i++) {
        const struct route_doc *doc = api_route_doc(&api_routes[i]);
        if (!doc || !doc->name || !doc->status || !api_routes[i].help)
            fail_msg("%s %s", http_method_name(api_routes[i].method), api_routes[i].path);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(doc->name, api_route_doc(&api_routes[j])->name);
    }
}

/* Every $ref of the document leads somewhere. */
static void check_refs(const json_t *root, const json_t *json, int *count)
{
    const char *key;
    json_t *value;
    size_t at;
    json_object_foreach((json_t *)json, key, value)
    {
        if (text_equal(key, "$ref")) {
            static const char prefix[] = "#/components/schemas/";
            const char *name = json_string_value(value);
            assert_true(text_starts(name, prefix));
            const json_t *schemas = json_object_get(json_object_get(root, "components"), "schemas");
            if (!json_object_get(schemas, name + sizeof prefix - 1))
                fail_msg("%s", name);
            ++*count;
        }
        check_refs(root, value, count);
    }
    json_array_foreach(json, at, value) check_refs(root, value, count);
}

static void test_openapi_is_one_whole_document(struct testing *t)
{
    struct asking a;
    int refs = 0;
    asking_begin(&a, t);
    struct asked asked = get(&a, API_ROOT "/openapi.json");
    assert_status(asked, 200);
    assert_string_equal(text_at(asked.json, "openapi"), "3.1.0");
    check_refs(asked.json, asked.json, &refs);
    assert_true(refs > 50);
    const json_t *paths = json_object_get(asked.json, "paths");
    const json_t *letters = json_object_get(paths, API_ROOT "/registers/letter/records");
    assert_non_null(json_object_get(letters, "get"));
    assert_non_null(json_object_get(letters, "post"));
    assert_null(json_object_get(paths, API_ROOT "/registers/{register}/records"));
    const json_t *fields =
        json_object_get(json_object_get(json_object_get(asked.json, "components"), "schemas"), "fields-letter");
    const json_t *copies = json_object_get(json_object_get(fields, "properties"), "copies");
    assert_int_equal(integer_at(copies, "minimum"), 1);
    assert_int_equal(integer_at(copies, "maximum"), 500);
}
ON_BOTH(test_openapi_is_one_whole_document)

static void test_unknown_addresses_and_methods_are_problems(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    assert_problem(get(&a, API_ROOT "/nothing"), 404, "not-found.page");
    assert_problem(get(&a, API_ROOT "/registers/nothing/records"), 404, "not-found.page");
    struct asked wrong = ask(&a, HTTP_DELETE, API_ROOT "/registers/letter/records", NULL);
    assert_problem(wrong, 405, "invalid.method");
    assert_string_equal(pairs_get(&wrong.response->headers, "Allow"), "GET, HEAD, POST");
    assert_problem(get(&a, API_ROOT "/health?x=1"), 422, "invalid.input");
}
ON_BOTH(test_unknown_addresses_and_methods_are_problems)

static void test_health_says_how_the_database_is(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked health = get(&a, API_ROOT "/health");
    assert_status(health, 200);
    assert_string_equal(text_at(health.json, "status"), "ok");
    assert_string_equal(text_at(health.json, "version"), "0.1.0");
    assert_string_equal(text_at(health.json, "database"), t->kind == STORE_SQLITE ? "sqlite" : "postgres");
    if (t->kind == STORE_SQLITE)
        assert_true(integer_at(health.json, "wal_bytes") >= 0);
}
ON_BOTH(test_health_says_how_the_database_is)

/* --- who may ------------------------------------------------------------------------------------------------------ */

static void test_without_a_token_nothing_is_told(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    for (size_t i = 0; i < api_route_count; i++) {
        const struct route *route = &api_routes[i];
        const char *rest = strstr(route->path, "{register}");
        const char *url = rest ? API_ROOT "/registers/letter/records" : route->path;
        if (!rest && strstr(url, "{id}"))
            url = path(&a, id, "");
        struct request *request =
            asking_request(&a, rest || strstr(route->path, "{id}") ? HTTP_GET : route->method, url);
        struct response response;
        response_init(&response, t->mem);
        pairs_add(t->mem, &request->headers, "host", "127.0.0.1");
        pairs_add(t->mem, &request->headers, "congvu-as", "quan-tri");
        service_answer(request, &response, a.service);
        if (response.status != (route->may == ACT_ANYONE ? 200 : 401))
            fail_msg("%s: %d", route->path, response.status);
    }
}
ON_BOTH(test_without_a_token_nothing_is_told)

static void test_a_role_does_what_it_may_and_no_more(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked secret =
        post(&a, API_ROOT "/registers/letter/records",
             "{\"fields\":{\"summary\":\"Kín\",\"type\":\"cv\",\"sender\":\"Người gửi\"},\"secrecy\":\"mat\"}");
    const char *open = a_letter(&a, "Mở"), *hidden = text_at(secret.json, "id");
    enter_as(&a, "van.thu", "clerk", "vp");
    assert_int_equal(integer_at(get(&a, API_ROOT "/registers/letter/records").json, "total"), 1);
    assert_status(get(&a, path(&a, open, "")), 200);
    assert_problem(get(&a, path(&a, hidden, "")), 404, "not-found.record");
    static const char *const parts[] = { "/history", "/deadline", "/files", "/assignments", "/comments", "/links" };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        assert_problem(get(&a, path(&a, hidden, parts[i])), 404, "not-found.record");
    assert_problem(post(&a, path(&a, hidden, "/comments"), "{\"text\":\"?\"}"), 404, "not-found.record");
    assert_problem(
        post(&a, path(&a, open, "/links"), arena_printf(t->mem, "{\"kind\":\"answers\",\"to\":\"%s\"}", hidden)), 404,
        "not-found.record");
    assert_int_equal(integer_at(get(&a, API_ROOT "/search?q=kin").json, "total"), 0);
    assert_problem(get(&a, API_ROOT "/users"), 403, "forbidden.act");
    assert_int_equal(post(&a, path(&a, open, "/steps/recall"), "{}").status, 403);
    enter_as(&a, "lanh.dao", "leader", "vp");
    assert_int_equal(integer_at(get(&a, API_ROOT "/registers/letter/records").json, "total"), 2);
    assert_problem(post(&a, API_ROOT "/registers/letter/records", "{\"fields\":{\"summary\":\"a\",\"type\":\"cv\"}}"),
                   403, "forbidden.act");
    assert_string_equal(text_at(json_object_get(get(&a, path(&a, hidden, "")).json, "fields"), "sender"), "Người gửi");
}
ON_BOTH(test_a_role_does_what_it_may_and_no_more)

static void test_personal_fields_are_masked(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked made = post(&a, API_ROOT "/registers/letter/records",
                             "{\"fields\":{\"summary\":\"Mở\",\"type\":\"cv\",\"sender\":\"Lý Một\"}}");
    const char *id = text_at(made.json, "id");
    assert_status(ask(&a, HTTP_PATCH, path(&a, id, ""), "{\"version\":1,\"fields\":{\"sender\":\"Lý Hai\"}}"), 200);
    enter_as(&a, "van.thu", "clerk", "vp");
    static const char *const parts[] = { "", "/history" };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        assert_null(strstr(get(&a, path(&a, id, parts[i])).body, "Lý "));
    struct asked stale =
        ask(&a, HTTP_PATCH, path(&a, id, ""), "{\"version\":1,\"fields\":{\"sender\":\"Ai\",\"summary\":\"Mở\"}}");
    assert_problem(stale, 409, "conflict.version");
    assert_string_equal(text_at(in(stale.json, "conflicts", 0), "theirs"), RECORD_MASK);
}
ON_BOTH(test_personal_fields_are_masked)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_route_is_described_once),
        BOTH(test_openapi_is_one_whole_document),
        BOTH(test_unknown_addresses_and_methods_are_problems),
        BOTH(test_health_says_how_the_database_is),
        BOTH(test_without_a_token_nothing_is_told),
        BOTH(test_a_role_does_what_it_may_and_no_more),
        BOTH(test_personal_fields_are_masked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
