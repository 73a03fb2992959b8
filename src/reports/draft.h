/* src/reports/draft.h
 * A report drafted from the records: sections numbered by the program, their lines, and every figure they print.
 *
 * Numbers run I → 1 → 1.1 → a) without a gap: an optional section without a line is not there before numbers are given.
 * A section that must be there and has nothing to say says so where the report gives it words (`nothing:`).
 * A record stands in at most one list of titles of the whole report: in that of its own unit's section, otherwise in
 * the first list that asks for it. Lists ask for records of their section's unit unless the query names one, and for
 * secret ones only where it says so. The plan's
 * items are those of the next period. The same definitions, records, period and cut-off give the same draft, on both
 * databases and on every machine; no clock is read.
 *
 * Everything lives in the MEM of the draft; the writers are draft_json.h and draft_paper.h.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/prose.h"

enum {
    REPORT_LEVEL_MAX = 4,     /* I. 1. 1.1. a) */
    REPORT_SECTIONS_MAX = 39, /* I … */
    REPORT_LETTERS_MAX = 23,  /* a … y */
};

enum report_line_kind {
    REPORT_DASH,     /* "- …" */
    REPORT_TEXT,     /* a paragraph */
    REPORT_NUMBERED, /* takes the next number of its section */
    REPORT_TABLE,
};

/* Cells row by row; the first is the label, the others hold one figure each. */
struct report_table {
    const char *title; /* NULL where none */
    const char **columns;
    size_t column_count;
    struct prose_line *cells;
    size_t row_count;
};

struct report_line {
    enum report_line_kind kind;
    struct prose_line prose;
    const char *number; /* "1" of a numbered line; NULL */
    const struct report_table *table;
    const int64_t *records; /* that the line names */
    size_t record_count;
};

struct report_section {
    const char *number; /* "I", "1", "1.1", "a": as printed, without the marks after it */
    const char *title;
    int level; /* 1–4 */
    ARRAY(struct report_line) lines;
    ARRAY(struct report_section) sections;
};

struct figure_list {
    ARRAY(const struct figure *) list;
};

struct report_draft {
    const struct definitions *definitions;
    const struct report_definition *report;
    struct period period;
    day_t cutoff;
    char as_of[DATE_SIZE];
    const char **subject; /* report->subject.count lines */
    const char *period_line;
    ARRAY(struct report_section) sections;
    struct figure_list figures; /* the annex: those the definition names, then others that are printed */
    const char *registers;      /* that it was drafted from: ",dossier,outgoing," */
};

/* What is drafted: PERIOD as period_parse_for read it; CUTOFF 0 is its last day. */
struct report_ask {
    const struct definitions *definitions;
    const struct report_definition *report;
    const struct report_source *source;
    struct period period;
    day_t cutoff;
};

/* NULL where a query, a sentence or a figure fails, the sections are nested too deep, or the cut-off lies before the
 * period. */
const struct report_draft *report_draft_make(struct arena *mem, const struct report_ask *ask,
                                             struct err *err) MUST_CHECK;

/* Reads the store: one snapshot for all of it. PERIOD is a name ("2021-07"), CUTOFF "YYYY-MM-DD" or NULL. */
const struct report_draft *report_draft_read(struct arena *mem, struct store *store,
                                             const struct definitions *definitions,
                                             const struct report_definition *report, const char *period,
                                             const char *cutoff, struct err *err) MUST_CHECK;

/* One figure of a report, as `congvu figure` asks for it. */
const struct figure *report_figure_read(struct arena *mem, struct store *store, const struct definitions *definitions,
                                        const struct report_definition *report, const char *period, const char *cutoff,
                                        const char *figure, struct err *err) MUST_CHECK;
