/* src/records/field_type.h
 * What each type of field can do: parse what people and files write, print for people and for machines, its SQL column.
 * One row a type in a table.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* Reads what a person typed or a file holds: labels or codes of choices, dd/mm/yyyy or YYYY-MM-DD, 1.234.567 or
 * 1234567. Empty text gives a value that is not set. Fails with invalid.… naming the field and what was expected. */
bool value_parse(struct arena *mem, const struct definitions *definitions, const struct field *field, const char *text,
                 struct value *value, struct err *err) MUST_CHECK;

/* For machines: codes, YYYY-MM-DD, digits; NULL where not set. Lives in MEM. */
const char *value_print(struct arena *mem, const struct field *field, const struct value *value);

/* For people: labels, dd/mm/yyyy, 1.234.567; "" where not set. Lives in MEM. */
const char *value_people(struct arena *mem, const struct definitions *definitions, const struct field *field,
                         const struct value *value);

void value_json(struct json *json, const struct field *field, const struct value *value);
struct db_value value_db(const struct value *value);

bool field_is_integer(const struct field *field);         /* its column is {int} */
const char *field_column_type(const struct field *field); /* "{int}" or "{text}" */
/* What stands for "no value" when a list is sorted by the field: the last of its kind, as an SQL literal. */
const char *field_sort_sentinel(const struct field *field);
