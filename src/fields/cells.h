/* src/fields/cells.h
 * One value of a record as a cell of a table or a CSV file, by the name of a field or of an engine column.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/scope.h"
#include "fields/record.h"

/* True for a field of REG and for id, number, title, state, unit, issuer, secrecy, urgency, happened_on, due, due_on,
 * original_due, finished_on. */
bool cell_exists(const struct register_definition *reg, const char *name);

/* The heading for people: the field's label, “Số”, “Trạng thái”, …; lives with the definitions. */
const char *cell_heading(const struct register_definition *reg, const char *name);

/* For people: labels, dd/mm/yyyy; "" where there is none. Lives in MEM. */
const char *cell_people(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                        const struct record *record, const char *name);

/* For machines: codes, YYYY-MM-DD; "" where there is none. Lives in MEM. */
const char *cell_machine(struct arena *mem, const struct scope *scope, const struct record *record, const char *name);
