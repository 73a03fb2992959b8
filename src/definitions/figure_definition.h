/* src/definitions/figure_definition.h
 * Figures, of registers and of reports, and the days by which the tally counts for them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/lists.h"

struct field;
struct register_definition;

enum figure_kind {
    FIGURE_RECORDS,   /* count of records */
    FIGURE_DISTINCT,  /* of distinct values of `field` */
    FIGURE_SUM,       /* of `field` */
    FIGURE_LAST,      /* the value of `field` in the last record by the register's date */
    FIGURE_RATIO,     /* `numerator` / `denominator`, in hundredths of a percent */
    FIGURE_TOTAL,     /* sum of `of`, minus `minus` */
    FIGURE_BEFORE,    /* `figure` in the period before */
    FIGURE_LAST_YEAR, /* `figure` in the same period of last year */
    FIGURE_YEAR,      /* running total of the year of `figure`, `from: issued|query` */
    FIGURE_SHARE,     /* of the year's plan: `figure` / `plan` */
    FIGURE_CHANGE,    /* `figure` − `against` */
    FIGURE_EXTERNAL,  /* a value of R29 */
};

struct figure_definition {
    const char *name; /* unique in the whole set */
    const char *label;
    enum figure_kind kind; /* `count:` records | distinct | sum | last | ratio | total | before | last-year | … */
    const char *query;     /* of its register, with tokens: "source=buu-dien&received_on=@period" */
    const char *field;
    const char *counts; /* the unit counted: "đơn", "lượt" */
    const char *numerator, *denominator;
    struct text_list of, minus;
    const char *figure, *against, *plan, *from;
    const char *empty;                       /* what a sum over no record is: zero | missing; NULL: zero */
    const struct register_definition *owner; /* the register it stands in; NULL for a report's own */
    struct place place;
};

/* A day by which the tally counts records: figures and the dashboard ask for it (counted_days.c). */
enum counted_day_kind {
    DAY_OF_FIELD, /* the value of `field` */
    DAY_OPENED,   /* the record was in an open state from it on, */
    DAY_LEFT,     /* and was not from it on */
    DAY_FINISHED, /* it is resolved since, with a verdict */
};
struct counted_day {
    const char *facet; /* its name in the tally: "@left", "@issued_on", "@issued_on type=qd" */
    enum counted_day_kind kind;
    const struct field *field; /* of DAY_OF_FIELD */
    const char *condition;     /* on single choices and yes-no: "type=qd&topic=noi-vu"; "" all records */
    bool with_finish;          /* of DAY_OF_FIELD: counted by the day it was resolved besides */
};
