/* src/reports/draft_internal.h
 * A draft while it is being made. For draft….c only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/draft.h"

struct drafting {
    struct arena *mem;
    const struct report_ask *ask;
    struct report_days days;
    struct period next; /* of the plan */
    struct figures *figures;
    struct prose *prose;
    struct report_draft *draft;
    struct lists *lists;
    struct err *err;
};

/* QUERY of records whose words are printed: of UNIT where one is given and the query names none, and never secret ones
 * unless it says so: a report is read by more people than they are. Figures count them all the same. */
const char *printed_query(struct drafting *to, const char *query, const char *unit);

/* --- lists of titles (draft_titles.c) ---------------------------------------------------------------------------- */

/* Reads the records of every list and settles which list keeps each. */
bool titles_read(struct drafting *to) MUST_CHECK;

/* The sentences of one list; none where it keeps no record. */
bool titles_add(struct drafting *to, const struct titles_definition *titles, struct report_section *section) MUST_CHECK;

/* --- lines (draft_lines.c) ---------------------------------------------------------------------------------------- */

bool table_add(struct drafting *to, const struct table_definition *table, struct report_section *section) MUST_CHECK;
/* UNIT of the section, NULL where none. */
bool texts_add(struct drafting *to, const struct texts_definition *texts, const char *unit,
               struct report_section *section) MUST_CHECK;
bool plan_add(struct drafting *to, const struct texts_definition *plan, struct report_section *section) MUST_CHECK;
bool sentence_add(struct drafting *to, const char *sentence, enum report_line_kind kind,
                  struct report_section *section) MUST_CHECK;

/* Keeps FIGURE, or all figures of LINE, for the annex. */
void figure_keep(struct drafting *to, const struct figure *figure);
void figures_keep(struct drafting *to, const struct prose_line *line);
