/* src/fields/register_sql.h
 * The statements that write a register's own table, built once from its definition.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

/* insert: $1 the id, $2 … the fields in order, then the keys of their texts (text_order.h). update: the same, by id.
 * before, after: the printed number and the value of DATED of the records whose numbers stand next to $3 in the series
 * $2 of the book $1; in_order: touches the row of the book where the record with the number $3 stands in the order of
 * the days: the value of DATED of the one before is less than $4, of the one behind not less than $5. NULL where no
 * book has dates. */
struct register_sql {
    const struct register_definition *reg;
    const struct statement *insert;
    const struct statement *update;
    size_t count;              /* of the values of insert and update */
    const struct field *dated; /* the field whose day puts a number into its series; NULL: none */
    const struct statement *before, *after, *in_order;
};

struct register_sql_set;

/* One for each register; lives in MEM. */
const struct register_sql_set *register_sql_build(struct arena *mem, const struct definitions *definitions);

const struct register_sql *register_sql_of(const struct register_sql_set *set, const struct register_definition *reg);

/* The values of both statements for RECORD; lives in MEM. */
struct db_value *register_values(struct arena *mem, const struct register_sql *sql, const struct record *record);
