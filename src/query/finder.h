/* src/query/finder.h
 * One record for somebody: by its id, its official number, or what a person writes.
 *
 * Who may see a record is decided by the scope's SQL (query_put_scope) and nowhere else: what may not be seen is not
 * found, and is refused in the same words as what is not there.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "people/may.h"

/* A record the scope may see; not-found.record otherwise. Two statements; of a register that is known, one. */
struct record *record_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, int64_t id, struct err *err) MUST_CHECK;
struct record *record_read_in(struct db *db, struct arena *mem, const struct register_definition *reg,
                              const struct scope *scope, int64_t id, struct err *err) MUST_CHECK;

/* The ids of the visible records with this official number, in REG or (NULL) any register, oldest first. Lives in MEM.
 */
bool record_find_number(struct db *db, struct arena *mem, const struct definitions *definitions,
                        const struct scope *scope, const struct register_definition *reg, const char *number,
                        const int64_t **ids, size_t *count, struct err *err) MUST_CHECK;

/* One record of REG (NULL: of any register), by its number, its id, or an address that ends with its id. Fails with
 * not-found.record and, where several have the number, invalid.record; FIELD is the err's. */
struct record *record_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const struct register_definition *reg, const char *text,
                           const char *field, struct err *err) MUST_CHECK;

/* What the assignments of RECORD that are SCOPE's open, for may(). */
bool record_given(struct db *db, struct arena *mem, const struct scope *scope, const struct record *record,
                  enum given *given, struct err *err) MUST_CHECK;
