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
 * anew (tally.h). The set's hash is kept in definition_set, with the folder it came from and the hash of what that
 * folder held; the same set again does nothing. CHANGES, lines in Vietnamese in MEM, says what was done. */
bool schema_migrate(struct store *store, struct arena *mem, const struct definitions *definitions,
                    struct text_list *changes, struct err *err) MUST_CHECK;

/* What schema_migrate would do with the tables of the registers and the set of definitions, and why it would refuse;
 * nothing is changed. How many registers are counted again is known only afterwards. */
bool schema_plan(struct store *store, struct arena *mem, const struct definitions *definitions,
                 struct text_list *changes, struct err *err) MUST_CHECK;

/* Fails with conflict.office where the office was made or migrated with a folder of its own laid over the built-in
 * definitions and DEFINITIONS has none: with the built-in ones alone it would bear other names. The text names the
 * folder. An office that remembers nothing is any office's. */
bool schema_has_overlay(struct store *store, struct arena *mem, const struct definitions *definitions,
                        struct err *err) MUST_CHECK;

/* Fails with conflict.definitions when the office was last migrated to another set: such a program reads but does not
 * write. */
bool schema_may_write(struct store *store, struct arena *mem, const struct definitions *definitions,
                      struct err *err) MUST_CHECK;
