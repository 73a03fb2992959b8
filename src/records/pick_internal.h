/* src/records/pick_internal.h
 * Looking for records to choose from: pick_records.c for pick.c.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/pick.h"

/* "Đôn đốc …" in one line, at most PICK_LABEL_MAX bytes. Lives in MEM. */
const char *pick_label(struct arena *mem, const char *text);

/* Adds to PICKS, which has room for PICK_MAX + 1, what is not there yet. */
void pick_add(struct picks *picks, struct pick pick);

/* Records of the picking's register with WORDS, newest first. WHOLE: there are no others. */
bool pick_find_records(const struct picking *picking, const char *words, struct picks *picks, bool *whole,
                       struct err *err) MUST_CHECK;

/* Those that KEY alone names: a number, an id, an address that ends with one, a code. */
bool pick_records_by_key(const struct picking *picking, const char *key, struct picks *picks,
                         struct err *err) MUST_CHECK;
