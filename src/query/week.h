/* src/query/week.h
 * A week of the office (definitions/week_definition.h): what is on its days, table by table, and what clashes.
 *
 * The rows are records of the registers that a table gathers, as far as the scope sees them; one that goes on for
 * several days has a row on each. They stand by day, part of the day, hour and title. Two rows clash where they are on
 * one day, at one time, and the same words (capitals, marks and blanks apart) stand in a column that `clashes`. At one
 * time are parts of the day that are equal or hold one another (`spans`); a row without a part has the whole day; where
 * both say from when until when, these hours alone decide. A clash is told, never refused.
 *
 * What was published is a text, a line each row. A row is changed since then where its line is not in that text; a line
 * that no row has is gone. Records of a degree of secrecy are in no such text. A statement for each register, along the
 * index of its days.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "definitions/week_definition.h"
#include "fields/record.h"
#include "store/store.h"

enum {
    WEEK_DAYS = 7,
    WEEK_ROWS_MAX = 300,       /* records of one register that are read for a week */
    WEEK_TOLD_MAX = 500,       /* rows of a table that are told, or published */
    WEEK_LONGEST = 31,         /* days: what began longer ago is not looked for */
    WEEK_TEXT_MAX = 60 * 1000, /* bytes of what is published */
    WEEK_NAME_SIZE = 16,       /* "2021-W31" and its end */
};

struct week_row {
    const struct record *record;
    const struct week_gather *gather;
    day_t day;           /* of the row: a later one of the record, too */
    const char *part;    /* NULL: the whole day */
    const char *when;    /* "Sáng, 08:00–09:30"; of a secret record with its mark: "Sáng. Mật" */
    const char **values; /* for people, one a column of the table */
    const char **keys;   /* the same, in a column that clashes or is filtered by, to be compared; else NULL */
    const char *clash;   /* "Trùng địa điểm với “…” (Sáng)"; "" none */
    bool changed;        /* it is not so in what was published */
};

struct week_rows {
    const struct week_table *table;
    struct week_row *rows;
    size_t count;
    bool more; /* there are more than are told */
};

/* By whom it can be filtered: what was in the columns before it was, each once. `column` NULL: nothing is filtered by.
 */
struct week_people {
    const struct week_column *column;
    struct text_list list;
};

struct week {
    const struct register_definition *reg; /* of the weeks */
    day_t from, to;
    char name[WEEK_NAME_SIZE]; /* "2021-W31" */
    struct week_rows tables[WEEK_TABLES_MAX];
    size_t table_count;
    const struct record *record; /* the week's own, where the scope sees one; NULL */
    struct week_people people;
    const char **gone; /* lines that were published and are no more; where the scope sees all */
    size_t gone_count;
};

/* "2021-W31", "2021-31", or a day of it: its Monday, in a year that a date may have. Fails with invalid.week. */
bool week_parse(const char *text, day_t *monday, struct err *err) MUST_CHECK;
void week_print(day_t monday, char name[WEEK_NAME_SIZE]);

/* The week from MONDAY. WHO, may be NULL or "": only rows with just these words in a column that is filtered by. */
bool week_read(struct store *store, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
               day_t monday, const char *who, struct week *week, struct err *err) MUST_CHECK;

/* With what RECORD, as it is or is typed (id 0: not yet there), clashes, in words; "": nothing, or no week gathers it.
 * A record in a state that its query leaves out clashes with nothing. */
bool week_clashes(struct store *store, struct arena *mem, const struct definitions *definitions,
                  const struct scope *scope, const struct record *record, const char **words,
                  struct err *err) MUST_CHECK;

/* Would a change of FIELD change what a record of REG clashes with? */
bool week_clash_rests_on(const struct definitions *definitions, const struct register_definition *reg,
                         const struct field *field);

/* What is published of the week that RECORD is: its tables as a text. Fails with invalid.week where it is too long. */
bool week_publish(struct store *store, struct arena *mem, const struct definitions *definitions,
                  const struct scope *scope, const struct record *record, const char **text,
                  struct err *err) MUST_CHECK;

/* The tables as a text for people, as JSON members of an open object, as a CSV file. */
void week_text(struct text *out, struct arena *mem, const struct week *week);
void week_json(struct json *json, struct arena *mem, const struct week *week);
void week_csv(struct text *out, struct arena *mem, const struct week *week);

/* "Thứ Hai 02/08/2021". Lives in MEM. */
const char *week_day_words(struct arena *mem, day_t day);
/* That there is more of a table than is told; "" where there is not. Lives in MEM. */
const char *week_more_words(struct arena *mem, const struct week_rows *rows);
/* How often it was published anew: "Điều chỉnh lần 2"; "" where it never was. Lives in MEM. */
const char *week_times_words(struct arena *mem, const struct record *record);
