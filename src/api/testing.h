/* src/api/testing.h
 * The API over the small office of records/testdata, asked without a network. For *_test.c of this room.
 *
 * Who asks is the local administrator on the unix socket, or an account in the header Congvu-As.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/testing_office.h"

#include <sys/mman.h>

#include "api/api_internal.h"
#include "people/account.h"

struct asking {
    struct testing *t;
    struct testing_office office;
    struct service *service;
    struct api *api;
    const char *as;      /* NULL: the local administrator */
    const char *key;     /* Idempotency-Key of the next request */
    const char *matches; /* If-Match of the next request */
    const char *media;   /* its Content-Type; NULL: application/json where there is a body */
};

struct asked {
    int status;
    json_t *json; /* of the body; NULL where it is none */
    const char *body;
    struct response *response;
};

static inline void no_sign_in(struct visit *visit)
{
    (void)visit;
    fail();
}

static inline void asking_begin_folder(struct asking *a, struct testing *t, const char *folder)
{
    static const struct route_table tables[1] = { { api_routes, 0 } };
    struct err err = { 0 };
    struct route_table *table = arena_copy(t->mem, tables, sizeof tables);
    *a = (struct asking){ .t = t };
    testing_enter_folder(t, &a->office, folder);
    table->count = api_route_count;
    a->api = api_new(t->mem, t->store, a->office.office.definitions, "0.1.0");
    struct service_options options = { .store = t->store,
                                       .definitions = a->office.office.definitions,
                                       .tables = table,
                                       .table_count = 1,
                                       .refuse = { api_refuse, api_refuse },
                                       .ask_sign_in = no_sign_in,
                                       .arg = { [ROUTE_API] = a->api } };
    a->service = service_new(t->mem, &options, &err);
    assert_true(testing_ok(a->service != NULL, &err));
}

static inline void asking_begin(struct asking *a, struct testing *t)
{
    asking_begin_folder(a, t, SOURCE_FOLDER "/src/records/testdata/office");
}

static inline void release_asked(void *json)
{
    json_decref(json);
}

static inline struct asked asking_send(struct asking *a, struct request *request)
{
    struct response *response = ARENA_NEW(a->t->mem, struct response);
    response_init(response, a->t->mem);
    request->peer_uid = (int64_t)geteuid();
    if (a->as)
        pairs_add(request->mem, &request->headers, "congvu-as", a->as);
    if (a->key)
        pairs_add(request->mem, &request->headers, "idempotency-key", a->key);
    if (a->matches)
        pairs_add(request->mem, &request->headers, "if-match", a->matches);
    a->key = a->matches = a->media = NULL;
    service_answer(request, response, a->service);
    json_t *json = json_loadb(response->body.data, response->body.length, JSON_REJECT_DUPLICATES, NULL);
    if (json)
        arena_defer(a->t->mem, release_asked, json);
    return (struct asked){ response->status, json, response->body.data, response };
}

static inline struct request *asking_request(struct asking *a, enum http_method method, const char *url)
{
    struct err err = { 0 };
    const char *query = strchr(url, '?');
    struct request *request =
        request_new(a->t->mem, method, query ? arena_strndup(a->t->mem, url, (size_t)(query - url)) : url);
    if (query) {
        request->query = query + 1;
        assert_true(testing_ok(pairs_parse(a->t->mem, &request->parameters, query + 1, 100, &err), &err));
    }
    return request;
}

/* BODY NULL: none. URL as it stands in a request line. */
static inline struct asked ask(struct asking *a, enum http_method method, const char *url, const char *body)
{
    struct request *request = asking_request(a, method, url);
    if (body) {
        pairs_add(a->t->mem, &request->headers, "content-type",
                  a->media ? a->media : "application/json; charset=utf-8");
        request->body = body;
        request->body_length = strlen(body);
    }
    return asking_send(a, request);
}

static inline struct asked get(struct asking *a, const char *url)
{
    return ask(a, HTTP_GET, url, NULL);
}

static inline struct asked post(struct asking *a, const char *url, const char *body)
{
    return ask(a, HTTP_POST, url, body);
}

/* A form with one file of these bytes. */
static inline struct asked post_file(struct asking *a, const char *url, const char *name, const char *bytes)
{
    struct request *request = asking_request(a, HTTP_POST, url);
    int file = memfd_create("upload", MFD_CLOEXEC);
    assert_int_equal(write(file, bytes, strlen(bytes)), strlen(bytes));
    pairs_add(a->t->mem, &request->headers, "content-type", "multipart/form-data; boundary=x");
    *ARRAY_ADD(a->t->mem, &request->uploads) = (struct upload){
        .field = "file", .name = name, .declared_type = "", .file = file, .size = (int64_t)strlen(bytes)
    };
    struct asked asked = asking_send(a, request);
    close(file);
    return asked;
}

static inline const char *text_at(const json_t *json, const char *name)
{
    return json_string_value(json_object_get(json, name));
}

static inline int64_t integer_at(const json_t *json, const char *name)
{
    const json_t *value = json_object_get(json, name);
    assert_true(json_is_integer(value));
    return json_integer_value(value);
}

static inline const json_t *in(const json_t *json, const char *name, size_t at)
{
    return json_array_get(json_object_get(json, name), at);
}

/* The status, and a problem document that says it with this code. */
#define assert_problem(answered, wanted_status, wanted_code)                                                           \
    do {                                                                                                               \
        const struct asked problem = (answered);                                                                       \
        if (problem.status != (wanted_status) || !text_equal(text_at(problem.json, "code"), (wanted_code)))            \
            fail_msg("%d %s", problem.status, problem.body);                                                           \
        assert_int_equal(integer_at(problem.json, "status"), (wanted_status));                                         \
        assert_string_equal(problem.response->media_type, "application/problem+json");                                 \
        assert_false(text_is_empty(text_at(problem.json, "detail")));                                                  \
        assert_false(text_is_empty(text_at(problem.json, "title")));                                                   \
    } while (0)

#define assert_status(answered, wanted)                                                                                \
    do {                                                                                                               \
        if ((answered).status != (wanted))                                                                             \
            fail_msg("%d %s", (answered).status, (answered).body);                                                     \
    } while (0)

/* Makes a letter; its id. */
static inline const char *a_letter(struct asking *a, const char *summary)
{
    struct asked made = post(a, API_ROOT "/registers/letter/records",
                             arena_printf(a->t->mem, "{\"fields\":{\"summary\":\"%s\",\"type\":\"cv\"}}", summary));
    assert_status(made, 201);
    return text_at(made.json, "id");
}

static inline const char *path(struct asking *a, const char *id, const char *rest)
{
    return arena_printf(a->t->mem, API_ROOT "/records/%s%s", id, rest);
}
