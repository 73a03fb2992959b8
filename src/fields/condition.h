/* src/fields/condition.h
 * A condition of a definition (`only_if:`, `shown_if:`) on the values one record has: a small part of the query
 * language, field=value (and state, unit, issuer, secrecy), comma lists, any, none and `!`, joined by `&`; values as
 * value_print writes them, no ranges, no quotes, no fields of many choices: query_check_use refuses those. It reads no
 * database.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

/* True where every part holds; MEM is for what it prints. A field the register does not have never holds: `congvu
 * check` refused it. */
/* The field of the first part that does not hold, in MEM; NULL where all hold. */
const char *condition_fails(struct arena *mem, const struct record *record, const char *condition);
/* Does a part of it ask FIELD? */
bool condition_asks(const char *condition, const char *field);
bool condition_holds(struct arena *mem, const struct record *record, const char *condition);

/* What keeps FIELD, a link, from naming the record NAMED: the first of its `only_if:` that does not hold; NULL. */
const struct step_condition *condition_of_named(struct arena *mem, const struct field *field,
                                                const struct record *named);

/* The same of a row f of REG's table, " and …": of single choices and yes-no alone, whose values are codes. */
const char *condition_sql(struct arena *mem, const struct register_definition *reg, const char *condition);
