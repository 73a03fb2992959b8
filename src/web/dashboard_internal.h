/* src/web/dashboard_internal.h
 * The page Điều hành while it is made, for the files that fill its panels.
 *
 * Two times, never in one table: the backlog is today's, whichever month is shown, and its parts sum to what is open;
 * the figures and what was done are the month's. The figures are the report's own, in the issuer's scope; the deadlines
 * and lists are the reader's (data.md): a panel of a register that the reader may not read is left out.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/dashboard_definition.h"
#include "query/list.h"
#include "web/page.h"
#include "web/report.h"

/* What is open today, in four parts and all of it, and what was done in the period. */
enum due_state { OVERDUE, SOON, IN_TIME, NO_DUE, OPEN, DONE, DUE_STATES };

struct due_row {
    const struct register_definition *reg;
    const char *queries[DUE_STATES]; /* texts, as the links carry them */
    struct record_total totals[DUE_STATES];
};

struct dashboard {
    struct page *page;
    struct visit *visit;
    const struct dashboard_definition *definition;
    const struct report_draft *draft; /* NULL where the reader may not see the figures */
    struct query_tokens tokens;
    const char *period_words; /* "tháng 7/2021" */
    struct due_row rows[DASHBOARD_REGISTERS_MAX];
    size_t row_count; /* of the followed registers those the reader may read */
    struct template_value *blocks;
    struct template_value *panels; /* of the grid that is being filled; NULL: none is */
};

/* TEXT of REG with the page's tokens. */
const struct query *dashboard_query(const struct dashboard *board, const struct register_definition *reg,
                                    const char *text, struct err *err) MUST_CHECK;

/* A block of the page beside the grid: its values, with everything off. Lives in the visit's memory. */
struct template_value *dashboard_block(struct dashboard *board);

/* The values of a new panel of the grid, with everything off; VALUE is the word {{value}} of its note. */
struct template_value *dashboard_panel(struct dashboard *board, const struct panel_definition *panel,
                                       const char *value);

/* A title or note with its words put in; it was checked when the definitions were read. */
const char *dashboard_words(const struct dashboard *board, const char *sentence, const char *value);

/* The panel's register, where it has one that the reader may read. */
const struct register_definition *dashboard_register(const struct dashboard *board,
                                                     const struct panel_definition *panel);

/* What a unit is called last. */
const char *dashboard_unit(const struct dashboard *board, const char *code);

/* --- dashboard_due.c: deadlines of the followed registers --------------------------------------------------------- */

/* Counts them all in one statement. */
bool dashboard_count_due(struct dashboard *board, struct err *err) MUST_CHECK;
struct record_total dashboard_sum(const struct dashboard *board, int state);
void dashboard_put_totals(struct dashboard *board);
void dashboard_put_open(struct dashboard *board, const struct panel_definition *panel);
void dashboard_put_done(struct dashboard *board, const struct panel_definition *panel);

/* --- dashboard_panels.c: the other kinds -------------------------------------------------------------------------- */

void dashboard_put_figures(struct dashboard *board, const struct panel_definition *panel);
void dashboard_put_parts(struct dashboard *board, const struct panel_definition *panel);
void dashboard_put_waiting(struct dashboard *board, const struct panel_definition *panel);
bool dashboard_put_records(struct dashboard *board, const struct panel_definition *panel, struct err *err) MUST_CHECK;
bool dashboard_put_days(struct dashboard *board, const struct panel_definition *panel, struct err *err) MUST_CHECK;
bool dashboard_put_groups(struct dashboard *board, const struct panel_definition *panel, struct err *err) MUST_CHECK;
