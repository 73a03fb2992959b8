/* src/records/catalogue.h
 * What a record that another one names says for it: whether it may be named on a day, and the values it gives
 * (`copies:`).
 *
 * A procedure is found by its code in the register that holds procedures; of several with one code the one in force on
 * the day. A linked record is found by its id, by who may see it. What was read is remembered: one catalogue serves one
 * write or one load.
 *
 * What must stand behind a record (`backed_by:`) is the office's own knowledge: it is looked for whoever writes, and
 * what is said of it is no more than that it is there, and when.
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

/* Is RECORD in force on DAY by the `in_force:` of its register? False with a fault in FIELD, which is called LABEL. */
bool record_in_force(struct arena *mem, const struct record *record, const char *field, const char *label,
                     const char *day, struct err *fault) MUST_CHECK;

/* The records of REG that are not cancelled and are ISSUER's, the newest first; NULL where the database failed. */
const struct record *const *catalogue_of_issuer(struct catalogue *catalogue, const struct register_definition *reg,
                                                const char *issuer, size_t *count, struct err *err) MUST_CHECK;

/* The records of REG that are not cancelled and have VALUE in FIELD, the newest first; NULL where the database failed.
 */
const struct record *const *catalogue_with(struct catalogue *catalogue, const struct register_definition *reg,
                                           const struct field *field, const struct value *value, size_t *count,
                                           struct err *err) MUST_CHECK;
