/* src/definitions/week_definition.h
 * A register whose records are weeks (`week:`): tables that gather what other registers have on the days of a week.
 *
 * A table has columns; each register that it gathers says which of its fields, or of the words every record has, stands
 * in which column, on which day it is, in which part of the day. What stands in a column that `clashes` cannot be had
 * twice at a time: the same words there, on one day and in parts of it that meet, are told as a clash.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum { WEEK_COLUMNS_MAX = 8, WEEK_TABLES_MAX = 4, WEEK_GATHERS_MAX = 4 };

struct week_value {
    const char *column, *field;
};

struct week_gather {
    const char *register_name;             /* `register:` */
    const struct register_definition *reg; /* the same, once the set is checked */
    const char *query;                     /* which of its records; NULL: all */
    const char *day, *until;               /* dates: the first day, the register's own; the last one, NULL: the same */
    const char *part;                      /* a choice: which part of the day; NULL: the whole day */
    const char *hour, *until_hour;         /* times; NULL */
    LIST_OF(struct week_value) values;
    struct place place;
};

struct week_column {
    const char *name, *label;
    bool clashes, filter;
};

struct week_table {
    const char *name, *label;
    LIST_OF(struct week_column) columns;
    LIST_OF(struct week_gather) gathers;
    struct place place;
};

/* A part of the day that holds others: a whole day. */
struct week_span {
    const char *part;
    struct text_list covers;
};

struct week_definition {
    const char *day;   /* a date: the week's Monday */
    const char *kept;  /* a field of lines, written with the tables by the step that sets it */
    const char *times; /* a number that a step counts: how often it was published anew; NULL */
    LIST_OF(struct week_span) spans;
    LIST_OF(struct week_table) tables;
    struct place place;
};

/* The register whose records are weeks; NULL: the office has none. */
const struct register_definition *definitions_weeks(const struct definitions *definitions);

/* The first table that gathers REG, and how; NULL where none does. */
const struct week_table *week_table_of(const struct definitions *definitions, const struct register_definition *reg,
                                       const struct week_gather **gather);

/* Where COLUMN stands in TABLE; its `columns.count`: nowhere. */
size_t week_column_at(const struct week_table *table, const char *column);

/* Is FIELD the one that the program writes the tables into? */
bool register_keeps_week(const struct register_definition *reg, const struct field *field);
