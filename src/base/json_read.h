/* src/base/json_read.h
 * JSON read with jansson, beside the writer of base/json.h: both name a function json_object, json_array and json_null.
 *
 * Whoever reads never makes values, so jansson's three are renamed here, in its header only. Its library resolves its
 * own names itself (Debian links it with -Bsymbolic-functions and versioned symbols), so the writer's do not get in
 * its way. A room that includes this needs dependency('jansson').
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define json_object jansson_object
#define json_array  jansson_array
#define json_null   jansson_null
#include <jansson.h>
#undef json_object
#undef json_array
#undef json_null
