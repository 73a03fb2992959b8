/* src/records/catalogue.h
 * What a record that another one names says for it: whether it may be named on a day, and the values it gives
 * (`copies:`).
 *
 * A procedure is found by its code in the register that holds procedures; of several with one code the one in force on
 * the day. A linked record is found by its id, by who may see it. What was read is remembered: one catalogue serves one
 * write or one load.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

struct catalogue;

/* Lives in MEM, as what it reads; SCOPE is borrowed. */
struct catalogue *catalogue_new(struct arena *mem, struct store *store, const struct definitions *definitions,
                                const struct scope *scope);

/* The record that VALUE of FIELD, which has a target, names on DAY. NULL with a fault in FIELD where there is none, or
 * it is not in force then; the fault of a failed database is the database's. */
const struct record *catalogue_find(struct catalogue *catalogue, const struct field *field, const struct value *value,
                                    const char *day, struct err *fault) MUST_CHECK;
