/* src/http/router.h
 * Finds what answers a path: a tree of segments, made once.
 *
 * A pattern is a path whose segments are literal or {name}; a literal segment goes before a name, so "/lich/cong-tac"
 * is not the record "cong-tac" of "/lich". TARGET is the caller's; SUBJECT says what it is about (the register whose
 * slug the path begins with; NULL where none).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/request.h"

struct router;

struct router_match {
    const void *target;
    const void *subject;
    struct http_pairs segments;
    const char *allowed; /* ROUTER_NO_METHOD: the methods this path has, "GET, HEAD, POST" */
};

enum router_result { ROUTER_FOUND, ROUTER_NO_PATH, ROUTER_NO_METHOD };

/* Lives in MEM. */
struct router *router_new(struct arena *mem);

/* The same pattern and method twice is a programming mistake. */
void router_add(struct router *router, enum http_method method, const char *pattern, const void *target,
                const void *subject);

/* HEAD finds what GET finds. What the match needs lives in MEM. */
enum router_result router_find(const struct router *router, struct arena *mem, enum http_method method,
                               const char *path, struct router_match *match);
