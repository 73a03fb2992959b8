/* src/reports/phrase.h
 * The office's way of naming documents in a report: titles stripped to what they are about, joined into one sentence.
 *
 * What is stripped, which names keep their capital and which tails are said once stand in the report's definition
 * (`openings:`, `names:`, `tails:`), not here. Texts live in MEM; nothing fails.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "definitions/definitions.h"
#include "definitions/report_definition.h"

/* TITLE without the openings ("V/v", "Về việc", "ban hành") and without VERB where it repeats it ("Báo cáo" of "Báo cáo
 * kết quả …"), however many stand in a row; no full stop or semicolon at its end. The first letter becomes small unless
 * it begins a name: of `names:`, of a unit, an area or the place of an issuer, an abbreviation (TTHC), a word with a
 * digit (Covid-19), a quotation. VERB may be NULL. */
const char *phrase_title(struct arena *mem, const struct definitions *definitions,
                         const struct report_definition *report, const char *verb, const char *title);

/* The office's own words for a record: as they are, without blanks and marks at the end. */
const char *phrase_own(struct arena *mem, const char *phrase);

/* "a; b; c": a tail of `tails:`, alone or with the place of the report's issuer behind it, that all of them repeat
 * stays with the last only, and a type of document that begins several in a row ("quyết định") is said once, with the
 * first of them. */
const char *phrase_join(struct arena *mem, const struct definitions *definitions,
                        const struct report_definition *report, const char *const *items, size_t count);
