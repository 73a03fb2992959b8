/* src/api/openapi_internal.h
 * The two halves of openapi.json: the addresses (openapi.c) and the schemas (openapi_schemas.c).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "api/api_internal.h"

/* {"$ref":"#/components/schemas/NAME"}; with REG: of NAME-REGISTER. */
void put_ref(struct json *json, const char *name, const struct register_definition *reg);

/* The members of components.schemas: those of schemas.json, and for each register its record, its fields and a page of
 * its records. */
bool put_schemas(struct json *json, struct arena *mem, const struct definitions *definitions,
                 struct err *err) MUST_CHECK;

/* A body; its `fields` are those of REG, or any where it is NULL. */
void put_shape(struct json *json, const struct shape *shape, const struct register_definition *reg);
