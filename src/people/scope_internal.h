/* src/people/scope_internal.h
 * From what is known of a person to a scope.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/scope.h"

/* Whose grants are expanded. UNIT "": nobody's unit; ANYWHERE: then reach and work of a unit are everywhere. */
struct scope_person {
    const char *login, *name, *unit;
    struct text_list roles, positions;
    bool anywhere;
};

struct scope scope_expand(struct arena *mem, const struct definitions *definitions, const struct scope_person *person);
