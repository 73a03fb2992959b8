/* src/fields/schema_rules.h
 * What the database itself holds the registers' tables to: a choice is one of its list, a yes-no is 1 or 0 (CHECK).
 *
 * The list changes with the definitions; what a table was made with stands in register_rules. SQLite cannot change a
 * CHECK, so there the table is made anew and filled from the old one.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/text.h"
#include "definitions/definitions.h"
#include "store/store.h"

/* The column of FIELD in `create table`, with its rule, in the portable text of store_define. */
void rules_column(struct text *ddl, struct arena *mem, const struct field *field);

/* Into DDL: REG was made with its present rules; nothing holds its rules while it is changed. */
void rules_note(struct text *ddl, struct arena *mem, const struct register_definition *reg);
void rules_lift(struct text *ddl, struct arena *mem, const struct register_definition *reg, const char **columns,
                size_t count);

/* Brings each register's table to its rules. INDEXES adds what stands beside a table that was made anew. Fails with
 * conflict.rules where a record breaks one: nothing is changed then. CHANGED: how many tables. */
bool rules_keep(struct store *store, struct arena *mem, const struct definitions *definitions,
                void (*indexes)(struct text *ddl, struct arena *mem, const struct register_definition *reg),
                size_t *changed, struct err *err) MUST_CHECK;
