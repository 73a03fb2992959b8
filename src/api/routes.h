/* src/api/routes.h
 * The office for programs: /api/v1, in JSON, with the same permissions as the pages.
 *
 * Who asks is proved by a bearer token, or by the unix socket. An err becomes a problem document (RFC 9457) in
 * Vietnamese with a stable code. What each address takes and gives is in /api/v1/openapi.json, which is made from these
 * routes and the definitions.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/server.h"
#include "people/route.h"
#include "people/visit.h"

extern const struct route api_routes[];
extern const size_t api_route_count;

/* For service_options.refuse[ROUTE_API]. */
void api_refuse(struct visit *visit, const struct err *err);

/* What the handlers share, one a process: service_options.arg[ROUTE_API]. VERSION is the program's and outlives it.
 * Lives in MEM. */
struct api;
struct api *api_new(struct arena *mem, struct store *store, const struct definitions *definitions, const char *version);

/* Whose connections `health` counts; before the first request. */
void api_watch(struct api *api, const struct server *server);
