/* src/definitions/opens_definition.h
 * `opens` of a register: its records are rows of work that comes again, each of which opens a record of another
 * register whenever its day has come (handling/series.h).
 *
 * HERE are fields of the row itself, THERE fields of the record that is opened.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

struct opens_definition {
    const char *register_name; /* `register:` whose records are opened */
    const char *series;        /* there: a link, names the row */
    const char *day;           /* there: a date, which time it is; with SERIES no two records have the same */

    const char *every;  /* here: a choice whose codes are those of deadlines/recurrence.h */
    const char *starts; /* here: a date, the first day */
    const char *next;   /* here: a date that STEP writes, the next day; without a value the first */
    const char *step;   /* here: taken with each that is opened */
    const char *until;  /* here: a date, none is opened for a day after it; NULL: no end */
    const char *lead;   /* here: the unit that leads each; NULL: that of the row */
    const char *like;   /* here: a link, the record whose assignments the first one gets; NULL: none */
    const char *ahead;  /* here: a number, opened so many days before its day; NULL: on its day */
    const char *days;   /* here: a number, working days until it is due; NULL: DUE is not given */

    const char *due;                     /* there: a date, the last day */
    const char *from;                    /* there: a date, the first day that it speaks of; NULL: not given */
    LIST_OF(struct copied_value) copies; /* from here to there */
    struct place place;
};
