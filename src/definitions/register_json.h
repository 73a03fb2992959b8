/* src/definitions/register_json.h
 * What a register is made of, as JSON: for `congvu explain --json` and /api/v1/registers/{register} alike.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "definitions/definitions.h"

/* Members of an object that is begun: fields, groups, states, way, steps, deadlines, unique, rules, in_force,
 * backed_by, signs, secret_keeps, figures. Absent is null. */
void register_json_members(struct json *json, const struct definitions *definitions,
                           const struct register_definition *reg);

/* A member with a list of texts. */
void json_put_texts(struct json *json, const char *key, const struct text_list *list);
