/* src/definitions/report_definition.h
 * A report as office/reports/NAME.yaml defines it: a tree of sections with lines, lists of titles and tables.
 *
 * Sentences are Mustache: {{petitions_by_post}} is a figure, {{petitions_by_post.over}} one of its other forms;
 * {{month}},
 * {{year}}, {{next_month}} … are the period's words. Nothing else may stand between the braces. Headings carry no
 * numbers: the program numbers them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

/* A list of chosen records, joined into one sentence an action: "Ban hành kế hoạch …; quyết định …." */
struct titles_definition {
    const char *register_name; /* `register:` */
    const char *query;         /* with tokens; the report adds the section's unit */
    const char *lead;          /* `lead:` a sentence before the list; NULL: the verb of each group */
    const char *by; /* `by:` the field whose choice's verb groups and leads ("type", "action"); NULL: one group */
    const char *otherwise; /* `otherwise:` the field whose choice's verb leads where `by` has none: "type" */
    const char *phrase;    /* `phrase:` the field whose text stands in for the title where it is filled */
    int64_t limit;         /* `limit:` at most so many items; 0: all */
    const struct register_definition *reg;
};

/* Records whose own words are printed, a line each: results of the plan, what a unit contributes. */
struct texts_definition {
    const char *register_name; /* `register:` */
    const char *query;         /* with tokens; the report adds the section's unit, unless it asks for one */
    const char *text;          /* `text:` the field that is printed; a record without a value is left out */
    bool titled;               /* `titled:` the record's title and a colon stand before it */
    bool late;                 /* `late:` states are those of now, not of the cut-off: for words that come after it */
    const struct register_definition *reg;
};

/* A table of figures: rows of the same figures by the values of a field, or a list of figures with comparisons. */
struct table_definition {
    const char *title;
    struct text_list figures;
    const char *compare; /* `compare:` before | last-year: adds the columns of that period and the change */
};

/* Exactly one of the six is there. */
struct part_definition {
    const char *line; /* a sentence with figures: printed with "- " before it */
    const char *text; /* a paragraph without the dash */
    struct titles_definition *titles;
    struct table_definition *table;
    struct texts_definition *texts;
    struct texts_definition *plan; /* `plan:` bound to the next period: numbered items */
    const char *only_if;           /* `only_if:` a figure's id: the part is printed when its value is not 0 */
    struct place place;
};

struct section_definition {
    const char *title; /* Mustache */
    const char *unit;  /* the unit that contributes it; titles of its documents land here */
    bool optional;     /* printed only when it has something */
    LIST_OF(struct part_definition) parts;
    LIST_OF(struct section_definition) sections;
    struct place place;
};

struct report_definition {
    const char *name; /* monthly */
    const char *slug;
    const char *file; /* `file:` what a file of it is called before its period: bao-cao-thang; NULL: the slug */
    const char *label;
    const char *issuer;
    const char *unit;   /* the drafting unit */
    const char *type;   /* a code of document-types: bc */
    const char *period; /* week | month | quarter | half | nine-months | year, or reporting-month … (15th–14th, NĐ
                           09/2019 Art. 12) */
    struct text_list subject; /* lines under the type's name; Mustache */
    const char *closing;      /* "./." */
    struct text_list recipients;
    struct text_list authority; /* the lines of the signature block */
    const char *signer;
    LIST_OF(struct figure_definition) figures; /* composed ones; those of registers are named by id */
    const char *nothing;       /* the line of a section that has none and is not optional; NULL: its heading alone */
    struct text_list openings; /* taken off the beginning of titles: V/v, Về việc, ban hành */
    struct text_list names;    /* titles that begin with one keep their capital */
    struct text_list tails;    /* said once where all titles of a sentence end with it */
    struct text_list annex;    /* ids of the annex's figures, in order; empty: all that the text prints */
    LIST_OF(struct section_definition) sections;
    struct place place;
};

/* The period's words and the forms of a figure that sentences may use; whoever drafts must know each of them. */
extern const char *const report_words[];
extern const size_t report_word_count;
extern const char *const figure_forms[];
extern const size_t figure_form_count;
