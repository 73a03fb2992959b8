/* src/web/routes.h
 * The pages of the office.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/account.h"
#include "people/route.h"

extern const struct route web_routes[];
extern const size_t web_route_count;
