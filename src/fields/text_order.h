/* src/fields/text_order.h
 * Texts of records in Vietnamese order: a key beside the text (viet/sort_key.h), written in the same change.
 *
 * Every record has one of its title (record.title_key). A field has one in its register's table where people see it as
 * a column: a text that is listed, not personal, and not the title. An index is in the order of each, so that a list
 * sorted by a text reads only what it shows.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

bool field_has_key(const struct register_definition *reg, const struct field *field);

/* "_author_key": no field has such a name. Lives in MEM. */
const char *field_key_column(struct arena *mem, const struct field *field);

/* The key of a field's value; not set where there is none. Lives in MEM. */
struct db_value field_key(struct arena *mem, const struct value *value);

/* MADE: every record has its keys, and its register's table the columns for them. An office older than the keys has
 * not. */
bool text_order_is_made(struct store *store, struct arena *mem, const struct definitions *definitions, bool *made,
                        struct err *err) MUST_CHECK;

/* Writes the keys of every register whose records have none, or others (a field newly listed, another order of the
 * letters); MADE says how many registers. Nobody writes records meanwhile. */
bool text_order_make(struct store *store, struct arena *mem, const struct definitions *definitions, size_t *made,
                     struct err *err) MUST_CHECK;
