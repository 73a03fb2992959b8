/* src/records/history_values.h
 * The values that a history line changed, kept with the line as one sequence of bytes.
 *
 * A value's commitment SHA-256(0x02 ‖ nonce ‖ field ‖ old ‖ new) is not stored: who has the value and its nonce makes
 * it again. The nonces of a line come from one seed, two from each SHA-256(0x04 ‖ seed ‖ pair). Where a value is erased
 * by order, its commitment stands in its place, the seed goes (it would let the erased value be guessed) and each value
 * that stays has its own nonce.
 *
 * Bytes: 0x01 ‖ seed of 16, or 0x02; then each value in the order of the fields' names: field NUL, and after 0x02
 * either 0x00 ‖ commitment of 32 (erased: nothing more) or 0x01 ‖ nonce of 16; then old and new, each 0x00 (none) or
 * 0x01 ‖ text NUL.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/writing.h"

/* Fills nonce and commitment of VALUES, which are sorted by field, from a fresh seed; their bytes, in MEM. NULL, 0 for
 * no values. */
struct db_value history_values_pack(struct arena *mem, struct history_value_row *values, size_t count);

/* The values again, with their nonces and commitments; in MEM. False where the bytes are not of that form. */
bool history_values_unpack(struct arena *mem, const void *bytes, size_t length, struct history_value_row **values,
                           size_t *count) MUST_CHECK;

/* The bytes without what FIELD was and became; false where they have no such value. */
bool history_values_erase(struct arena *mem, const void *bytes, size_t length, const char *field,
                          struct db_value *erased) MUST_CHECK;

/* The names of a line's values, in their order. In MEM. */
bool history_fields(struct db *db, struct arena *mem, int64_t record, int64_t version, struct text_list *fields,
                    struct err *err) MUST_CHECK;

/* The values of the line that ROWS stands at. Its columns from COLUMN on are changes, field, old, new, and 1 where the
 * value is erased: a line is one row with `changes`, or was written before that and is a row a value. Without nonces
 * and commitments; what cannot be read is none, which only a verification tells. */
void history_values_of_row(struct arena *mem, const struct rows *rows, int column, struct history_value_row **values,
                           size_t *count);
