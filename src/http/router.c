/* SPDX-License-Identifier: Apache-2.0 */
#include "http/router.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

#define METHODS HTTP_OTHER /* those before it */

/* What one method finds at the end of a pattern. */
struct route {
    bool is_set;
    const void *target;
    const void *subject;
    ARRAY(const char *) names; /* of its {segments}, in their order */
};

struct node {
    const char *segment; /* NULL of a {name} */
    ARRAY(struct node *) children;
    struct node *any; /* where a {name} leads */
    struct route routes[METHODS];
};

struct router {
    struct arena *mem;
    struct node root;
};

struct router *router_new(struct arena *mem)
{
    struct router *router = ARENA_NEW(mem, struct router);
    router->mem = mem;
    return router;
}

static bool is_segment(const char *segment, const char *text, size_t length)
{
    return strncmp(segment, text, length) == 0 && segment[length] == '\0';
}

static struct node *literal_child(const struct node *node, const char *text, size_t length)
{
    for (size_t i = 0; i < node->children.count; i++)
        if (is_segment(node->children.items[i]->segment, text, length))
            return node->children.items[i];
    return NULL;
}

/* The child of NODE for one segment of a pattern, made where there is none. */
static struct node *child(struct arena *mem, struct node *node, const char *text, size_t length)
{
    bool is_name = text[0] == '{';
    struct node *found = is_name ? node->any : literal_child(node, text, length);
    if (found)
        return found;
    found = ARENA_NEW(mem, struct node);
    if (is_name) {
        node->any = found;
    } else {
        found->segment = arena_strndup(mem, text, length);
        *ARRAY_ADD(mem, &node->children) = found;
    }
    return found;
}

void router_add(struct router *router, enum http_method method, const char *pattern, const void *target,
                const void *subject)
{
    assert(pattern[0] == '/' && method < METHODS && method != HTTP_HEAD);
    struct node *node = &router->root;
    struct route route = { .is_set = true, .target = target, .subject = subject };
    for (const char *at = pattern + 1; *at;) {
        size_t length = strcspn(at, "/");
        assert(length > 0);
        if (at[0] == '{') {
            assert(length > 2 && at[length - 1] == '}');
            *ARRAY_ADD(router->mem, &route.names) = arena_strndup(router->mem, at + 1, length - 2);
        }
        node = child(router->mem, node, at, length);
        at += length + (at[length] == '/');
    }
    assert(!node->routes[method].is_set);
    node->routes[method] = route;
}

static bool has_routes(const struct node *node)
{
    for (int method = 0; method < METHODS; method++)
        if (node->routes[method].is_set)
            return true;
    return false;
}

/* The node of the rest of a path, literal segments first; VALUES are the parts the names stand for. */
static const struct node *find(const struct node *node, struct arena *mem, const char *rest, struct http_pairs *values)
{
    if (!*rest)
        return has_routes(node) ? node : NULL;
    size_t length = strcspn(rest, "/"), count = values->list.count;
    const char *next = rest + length + (rest[length] == '/');
    const struct node *literal = literal_child(node, rest, length);
    const struct node *found = literal ? find(literal, mem, next, values) : NULL;
    if (found || !node->any)
        return found;
    values->list.count = count;
    struct http_pair value = { "", arena_strndup(mem, rest, length) };
    *ARRAY_ADD(mem, &values->list) = value;
    found = find(node->any, mem, next, values);
    if (!found)
        values->list.count = count;
    return found;
}

static const char *allowed(struct arena *mem, const struct node *node)
{
    struct text text;
    text_init(&text, mem, TEXT_MAX_LINE);
    for (int method = 0; method < METHODS; method++)
        if (node->routes[method].is_set || (method == HTTP_HEAD && node->routes[HTTP_GET].is_set)) {
            text_add(&text, text.length ? ", " : "");
            text_add(&text, http_method_name((enum http_method)method));
        }
    return text.data;
}

enum router_result router_find(const struct router *router, struct arena *mem, enum http_method method,
                               const char *path, struct router_match *match)
{
    struct http_pairs values = { 0 };
    size_t length = strlen(path);
    bool is_path = path[0] == '/' && (length == 1 || path[length - 1] != '/');
    const struct node *node = is_path ? find(&router->root, mem, path + 1, &values) : NULL;
    if (!node)
        return ROUTER_NO_PATH;
    const struct route *route = method == HTTP_OTHER ? NULL : &node->routes[method == HTTP_HEAD ? HTTP_GET : method];
    if (!route || !route->is_set) {
        *match = (struct router_match){ .allowed = allowed(mem, node) };
        return ROUTER_NO_METHOD;
    }
    for (size_t i = 0; i < values.list.count; i++)
        values.list.items[i].name = route->names.items[i];
    *match = (struct router_match){ .target = route->target, .subject = route->subject, .segments = values };
    return ROUTER_FOUND;
}
