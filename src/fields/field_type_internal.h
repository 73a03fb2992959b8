/* src/fields/field_type_internal.h
 * How each type of field is written for people; the table of types in field_type.c names them. Inside the room only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

/* VALUE is set. What they give lives in MEM, in the value or in the definitions. */
typedef const char *print_value(struct arena *mem, const struct definitions *definitions, const struct field *field,
                                const struct value *value);

print_value people_text, people_number, people_money, people_date, people_date_time, people_yes_no, people_choice,
    people_choices, people_unit, people_link, people_period;
