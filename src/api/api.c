/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "base/text.h"
#include "reports/draft_cache.h"

struct api {
    const char *version;
    _Atomic(const struct server *) server; /* NULL: nobody counts connections */
    struct draft_cache *drafts;
    struct office office; /* with nobody's scope */
};

static void release_drafts(void *drafts)
{
    draft_cache_free(drafts);
}

struct api *api_new(struct arena *mem, struct store *store, const struct definitions *definitions, const char *version)
{
    struct api *api = ARENA_NEW(mem, struct api);
    api->version = version;
    api->drafts = draft_cache_new();
    arena_defer(mem, release_drafts, api->drafts);
    office_init(&api->office, mem, store, definitions, (struct scope){ .user = "", .name = "", .unit = "" });
    return api;
}

void api_watch(struct api *api, const struct server *server)
{
    api->server = server;
}

static const struct api *api_of(const struct visit *visit)
{
    return visit_arg(visit);
}

const char *api_version(const struct visit *visit)
{
    return api_of(visit)->version;
}

struct draft_cache *api_drafts(const struct visit *visit)
{
    return api_of(visit)->drafts;
}

const struct office *api_common_office(const struct visit *visit)
{
    return &api_of(visit)->office;
}

bool api_health(struct visit *visit, struct err *err)
{
    struct json json;
    struct err failure = { 0 };
    struct store_health store = { 0 };
    const struct server *server = api_of(visit)->server;
    bool sqlite = store_kind(visit->store) == STORE_SQLITE, reachable = store_health(visit->store, &store, &failure);
    visit->response->status = reachable ? 200 : 503;
    api_begin(visit, &json);
    json_object(&json);
    json_put_text(&json, "status", reachable ? "ok" : "unavailable");
    json_put_text(&json, "version", api_of(visit)->version);
    json_put_text(&json, "database", sqlite ? "sqlite" : "postgres");
    json_put_bool(&json, "reachable", reachable);
    if (sqlite)
        json_put_int(&json, "wal_bytes", store.wal_bytes);
    if (server) {
        struct server_state state = server_state(server);
        json_put_int(&json, "connections", (int64_t)state.connections);
        json_put_int(&json, "waiting", (int64_t)state.waiting);
        json_put_int(&json, "busy_workers", (int64_t)state.busy_workers);
        json_put_int(&json, "requests", (int64_t)state.requests);
    }
    json_object_end(&json);
    return api_end(visit, err);
}
