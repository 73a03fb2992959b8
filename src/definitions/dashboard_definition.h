/* src/definitions/dashboard_definition.h
 * The page Điều hành as office/dashboard.yaml defines it: the registers whose deadlines it follows, and panels in
 * order.
 *
 * `title` and `note` are Mustache; between the braces stands one of panel_words: {{today}} (“02/08/2021”), {{period}}
 * (“tháng 7/2021”), in the note of a panel of parts {{value}} (its whole).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum {
    DASHBOARD_REGISTERS_MAX = 8, /* counted in one statement */
    PANEL_FIGURES_MAX = 6,       /* that stand in one row */
    PANEL_LIMIT = 10,            /* records that are shown where `limit` is not given */
    PANEL_LIMIT_MAX = 50,
};

enum panel_kind {
    PANEL_TOTALS,  /* what is open today by its deadline, all registers together */
    PANEL_FIGURES, /* figures of the period, each with its change */
    PANEL_RECORDS, /* the first records of a query */
    PANEL_PARTS,   /* the parts of a figure, with one bar */
    PANEL_WAITING, /* what waits for a step of the reader's */
    PANEL_OPEN,    /* what is open today by its deadline, a row a register */
    PANEL_DONE,    /* what was resolved in the period, a row a register */
    PANEL_DAYS,    /* how many records each day of the period has */
    PANEL_GROUPS,  /* how many records each value of a field has */
    PANEL_UNKNOWN, /* a word that is none of these: refused */
};

enum panel_mark { PANEL_MARK_NONE, PANEL_MARK_FIRST, PANEL_MARK_SECOND, PANEL_MARK_LATE };

struct panel_figure {
    const char *figure;
    const char *label;  /* NULL: the figure's own */
    const char *change; /* of kind figures: the figure of kind change beside it; NULL: none */
    int mark;           /* of kind parts: enum panel_mark, its colour in the bar; none: not in the bar */
};

struct panel_definition {
    const char *name; /* a code; the panel's anchor on the page */
    int kind;         /* enum panel_kind */
    const char *title, *note;
    int64_t width;             /* of twelve columns: 4, 6, 8, 12 */
    const char *register_name; /* `register:` */
    const char *query;         /* with tokens; of `days` beside the period */
    const char *by;            /* of `groups`: a choice or unit field, or "unit" */
    const char *nothing;       /* the sentence where there is nothing to show */
    const char *counts;        /* of `days`: what is counted, over the numbers of its table */
    int64_t limit;             /* of `records` */
    const char *whole;         /* of `parts`: the figure the parts are of */
    const char *rest;          /* of `parts`: what the whole has beside the parts; NULL: not told */
    LIST_OF(struct panel_figure) figures;
    const struct register_definition *reg;
    struct place place;
};

struct dashboard_definition {
    struct text_list registers; /* whose deadlines totals, open and done follow */
    int64_t soon;               /* working days within which a deadline is near */
    LIST_OF(struct panel_definition) panels;
};

extern const char *const panel_kind_words[];

/* What `title` and `note` may have between braces. */
extern const char *const panel_words[];
extern const size_t panel_word_count;
