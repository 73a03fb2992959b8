/* src/fields/schema.h
 * The tables of the registers, made and migrated from the definitions.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"
#include "store/store.h"

/* Brings an office to the definitions: core migrations, a table and its indexes for each register, new columns, `was:`
 * renames of fields, states and choices, `until:` retirements. Removing a field, state or choice that records use is
 * refused (conflict.definition) with how many records hold it. The tally of a register whose facets changed is counted
 * anew (tally.h). The set's hash is kept in definition_set; the same set again does nothing. CHANGES, lines in
 * Vietnamese in MEM, says what was done. */
bool schema_migrate(struct store *store, struct arena *mem, const struct definitions *definitions,
                    struct text_list *changes, struct err *err) MUST_CHECK;

/* Fails with conflict.definitions when the office was last migrated to another set: such a program reads but does not
 * write. */
bool schema_may_write(struct store *store, struct arena *mem, const struct definitions *definitions,
                      struct err *err) MUST_CHECK;
