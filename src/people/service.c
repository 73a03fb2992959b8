/* SPDX-License-Identifier: Apache-2.0 */
#include "people/service_internal.h"

#include "base/text.h"
#include "people/visit_texts.h"

bool route_writes(const struct route *route)
{
    return route->method != HTTP_GET && route->method != HTTP_HEAD;
}

/* Every route says who may use it, and every writing one how it is kept from being forged. */
static bool check_route(const struct route *route, struct err *err)
{
    if (route->may == ACT_NONE || route->may >= ACT_COUNT)
        return err_set(err, ERR_INTERNAL, "route", NULL, "%s %s: `.may` is missing", http_method_name(route->method),
                       route->path);
    bool guarded = route->csrf == CSRF_FORM || route->csrf == CSRF_TOKEN;
    if (route_writes(route) ? !guarded : route->csrf != CSRF_NONE)
        return err_set(err, ERR_INTERNAL, "route", NULL, "%s %s: `.csrf` is wrong", http_method_name(route->method),
                       route->path);
    if (route->kind == ROUTE_API ? route->csrf == CSRF_FORM : route->csrf == CSRF_TOKEN)
        return err_set(err, ERR_INTERNAL, "route", NULL, "%s %s: `.csrf` is of the other kind",
                       http_method_name(route->method), route->path);
    return route->handle != NULL ||
           err_set(err, ERR_INTERNAL, "route", NULL, "%s %s: no handler", http_method_name(route->method), route->path);
}

/* {register} stands for the slug of a page, the name in the API. */
static void add_route(struct service *service, const struct route *route)
{
    static const char mark[] = "{register}";
    const char *at = strstr(route->path, mark);
    if (!at) {
        router_add(service->router, route->method, route->path, route, NULL);
        return;
    }
    const struct definitions *definitions = service->options.definitions;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        router_add(service->router, route->method,
                   arena_printf(service->mem, "%.*s%s%s", (int)(at - route->path), route->path,
                                route->kind == ROUTE_API ? reg->name : reg->slug, at + strlen(mark)),
                   route, reg);
    }
}

struct service *service_new(struct arena *mem, const struct service_options *options, struct err *err)
{
    struct service *service = ARENA_NEW(mem, struct service);
    service->mem = mem;
    service->options = *options;
    service->router = router_new(mem);
    for (size_t t = 0; t < options->table_count; t++)
        for (size_t i = 0; i < options->tables[t].count; i++) {
            const struct route *route = &options->tables[t].routes[i];
            if (!check_route(route, err))
                return NULL;
            add_route(service, route);
        }
    return service;
}

void service_look(const struct request *head, struct server_look *look, void *arg)
{
    const struct service *service = arg;
    struct router_match match;
    *look = (struct server_look){ .work = text_starts(head->path, "/static/") ? SERVER_INLINE : SERVER_WORKER };
    if (router_find(service->router, head->mem, head->method, head->path, &match) != ROUTER_FOUND) {
        look->refused = head->method != HTTP_GET && head->method != HTTP_HEAD;
        if (look->refused)
            look->work = SERVER_INLINE; /* before its body; who asks is not looked up, which could block */
        return;
    }
    const struct route *route = match.target;
    look->work = route->work;
    look->takes_files = route->files;
    look->most_body = route->most_body;
}
