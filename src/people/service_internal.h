/* src/people/service_internal.h
 * The service's insides, for the files of the room that answer requests.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "people/visit.h"

struct service {
    struct arena *mem;
    struct service_options options;
    struct router *router;
};

bool route_writes(const struct route *route);

/* visit_sign_in.c: finds who asks. False only where the database failed. */
bool visit_find_account(struct visit *visit, struct err *err) MUST_CHECK;

/* visit_guard.c: is the writing request our own page's, or a program's? */
bool visit_check_origin(const struct visit *visit, struct err *err) MUST_CHECK;
bool visit_check_host(const struct visit *visit, struct err *err) MUST_CHECK;
const char *visit_csrf_key(const struct visit *visit); /* NULL where there is none yet */

/* visit_input.c: the values of the route's inputs. */
bool visit_read_inputs(struct visit *visit, struct err *err) MUST_CHECK;
