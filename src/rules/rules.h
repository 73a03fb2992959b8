/* src/rules/rules.h
 * What a definition names and C does: the conditions of `only_if:` that are more than a comparison of fields.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "definitions/definitions.h"
#include "records/office.h"

/* The same rules twice: as the records' engine calls them, and their names for the loader of definitions. */
const struct rule *rules(void);
const struct rule_name *rule_names(void);
size_t rule_count(void);
