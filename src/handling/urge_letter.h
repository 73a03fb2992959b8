/* src/handling/urge_letter.h
 * The letter of one unit: its values and its .docx.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/urge.h"

/* A sentence of `urges:` with its words. Lives in MEM. */
const char *urge_sentence(struct arena *mem, const char *sentence, const struct urged_unit *unit);

/* The bytes live in MEM. */
bool urge_letter(struct office *office, struct arena *mem, const struct urging *urging, const struct urged_unit *unit,
                 const char **bytes, size_t *length, struct err *err) MUST_CHECK;
