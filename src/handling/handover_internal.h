/* src/handling/handover_internal.h
 * What is open of somebody, between the files of the hand-over.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/handover.h"
#include "query/builder.h"

/* Whose approvals are looked for: the side itself, and of a unit "role:NAME@UNIT" of every role. */
struct text_list handover_whoms(struct arena *mem, const struct definitions *definitions, const char *from);

/* What such a line says after it: TO, or the same role in the unit that TO is. */
const char *handover_whom_after(struct arena *mem, const char *whom, const char *from, const char *to);

/* "(…)" of WHOMS. */
void handover_put_whoms(struct query_builder *query, const struct text_list *whoms);

/* Positions that FROM holds, or people and positions of the unit that FROM is: lines without a record. */
bool handover_holdings(struct db *db, struct arena *mem, const char *from, struct handover_lines *lines,
                       struct err *err) MUST_CHECK;

/* The text behind "position:" or "unit:"; NULL where WHOM is not one. */
const char *handover_code(const char *whom, const char *kind);
#define HANDOVER_UNIT     "unit:"
#define HANDOVER_POSITION "position:"

/* Judged: ASKED becomes MADE, with the names of today. Faults as handover_preview says. */
bool handover_judge(struct office *office, struct arena *mem, struct db *db, const struct handover *asked,
                    struct handover *made, struct err *err) MUST_CHECK;
