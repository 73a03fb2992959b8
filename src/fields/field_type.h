/* src/fields/field_type.h
 * What each type of field can do: parse what people and files write, print for people and for machines, its SQL column.
 * One row a type in a table.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

enum {
    FIELD_TEXT_MAX = 1000,       /* characters of a text without a `max:` */
    FIELD_LONG_TEXT_MAX = 20000, /* of a long text */
    FIELD_YEAR_MIN = 1800,
    FIELD_YEAR_MAX = 2999,
};

/* Reads what a person typed or a file holds: labels or codes of choices, dd/mm/yyyy or YYYY-MM-DD, 1.234.567 or
 * 1234567. Empty text gives a value that is not set. Fails with invalid.… naming the field and what was expected;
 * `min:` and `max:` are kept. What is stored is NFC; a choice by its old code (`was:`) becomes the present one. */
bool value_parse(struct arena *mem, const struct definitions *definitions, const struct field *field, const char *text,
                 struct value *value, struct err *err) MUST_CHECK;

/* The same without `min:` and `max:`: for queries. */
bool value_read(struct arena *mem, const struct definitions *definitions, const struct field *field, const char *text,
                struct value *value, struct err *err) MUST_CHECK;

/* For machines: codes, YYYY-MM-DD, digits, yes and no, ISO instants, ids of 13 letters, choices joined by ","; NULL
 * where not set. value_read reads it back to the same value. Lives in MEM. */
const char *value_print(struct arena *mem, const struct field *field, const struct value *value);

/* For people: labels, dd/mm/yyyy, 1.234.567; "" where not set. Lives in MEM. */
const char *value_people(struct arena *mem, const struct definitions *definitions, const struct field *field,
                         const struct value *value);

/* Numbers as numbers, yes and no as booleans, many choices as a list, everything else as value_print gives it. */
void value_json(struct json *json, const struct field *field, const struct value *value);
struct db_value value_db(const struct value *value);

/* Is it of the form that value_read makes, so that value_print tells it from every other? A yes-no of 5 is not. */
bool value_is_sound(const struct field *field, const struct value *value);

/* People read of it what is stored, on every day: not a label, which may be another tomorrow. */
bool field_shows_itself(const struct field *field);
bool field_is_integer(const struct field *field);         /* its column is {int} */
const char *field_column_type(const struct field *field); /* "{int}" or "{text}" */
/* Has the field an index of its own in the register's table? It does when it is unique, a document's number, a link, or
 * a date that figures of the register ask for. The register's date has one in `record`. */
bool field_has_index(const struct register_definition *reg, const struct field *field);

/* Few of its records have yes in FIELD, and an index has those by the register's date. */
bool field_has_chosen_index(const struct register_definition *reg, const struct field *field);

/* What stands for "no value" when a list is sorted by the field: the last of its kind, as an SQL literal. */
const char *field_sort_sentinel(const struct field *field);
