/* src/definitions/law.h
 * Which of the laws that a definition cites are in force on a day.
 *
 * A `law:` is citations with ";" between them: "TT 07/2014/TT-TTCP; TT 05/2021/TT-TTCP Điều 6". An act of office/law
 * (`acts:`) says from when to when it is in force; a citation is of the acts whose name it has in it, and holds on the
 * days on which all of them do. Of what no act is known about nothing is said: it holds on every day.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

/* The citations of TEXT, which has “;” between them, COUNT of them, without blanks around. Live in MEM. */
const char *const *law_citations(struct arena *mem, const char *text, size_t *count);

/* TEXT (may be NULL) as it is cited for DAY (YYYY-MM-DD): its citations that hold then. NULL where none does. Lives in
 * MEM.
 */
const char *law_on(struct arena *mem, const struct definitions *definitions, const char *text, const char *day);

/* The same for today's day. */
const char *law_today(struct arena *mem, const struct definitions *definitions, const char *text);

/* TEXT with the days of each citation: "TT 05/2021/TT-TTCP (từ 15/11/2021)". Lives in MEM. */
const char *law_explained(struct arena *mem, const struct definitions *definitions, const char *text);

/* The first and the last day on which all acts of CITATION are in force; FROM and UNTIL are "" where no act says. */
void law_days(const struct definitions *definitions, const char *citation, const char **from, const char **until);
