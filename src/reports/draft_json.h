/* src/reports/draft_json.h
 * A draft as JSON:
 * {"report","period":{"from","to"},"as_of","figures":[…],"sections":[{"number","title","lines":[{"text",
 * "figures","records"}],"sections"}]}.
 *
 * All keys are always there, null where there is nothing. A line's text is without the dash or number before it; a row
 * of a table is a line "label: value". `figures` of a line are ids in the order of the text, each once; `records` are
 * 13-letter ids of the records the line names. `query` of a figure is bound and without its register, so that
 * `congvu list REGISTER QUERY` has the same total.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/text.h"
#include "reports/draft.h"

/* Pretty, with a line end at the end. */
void report_draft_json(struct text *out, const struct report_draft *draft);

/* One figure with its ids: `congvu figure --json`. */
void report_figure_json(struct text *out, const struct figure *figure);

/* {"report","period","as_of","figures":[…]} on one line: what travels inside the .docx. */
void report_figures_json(struct text *out, const struct report_draft *draft);
