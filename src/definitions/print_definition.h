/* src/definitions/print_definition.h
 * `prints` of a register: what can be printed of one record (the stamp ĐẾN and the phiếu giải quyết văn bản đến of
 * NĐ 30/2020/NĐ-CP, Phụ lục IV).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

/* A line of what is printed of a record: words, and the value beside them. */
struct print_line {
    const char *label;
    const char *field; /* a field, or "number", "unit", "issuer", "state", "due", "happened_on"; NULL: an empty line */
    struct place place;
};

/* A part of a printed sheet: a heading, its lines, and who has the work. */
struct print_part {
    const char *title;
    LIST_OF(struct print_line) lines;
    bool directions;        /* what leaders said on the record */
    bool assignments;       /* whom it was given to: lead, support, until when */
    const char *addressed;  /* a field with `recipients:`: to whom it is addressed; left out where to nobody */
    const char *recipients; /* likewise: who gets it besides, and who keeps it */
    bool is_signed;         /* the signature block and who signed (`signs` of the register) */
    int64_t blank;          /* so many empty lines to write on */
    bool boxed;             /* in a box */
    bool contents;          /* the index of what lies in the file (`holds`) */
    struct place place;
};

enum { PRINT_BLANK_MAX = 20 };

/* What can be printed of one record (`prints`): a stamp, which is a small box, or a sheet of parts. */
struct print_definition {
    const char *name;
    const char *label;
    const char *heading;
    const char *heading_of; /* a choice field: the label of its choice is the heading; NULL: `heading` is */
    const char *dated;      /* a date field: the place of the issuing body and its day stand under the lines; NULL */
    const char *form;       /* PRINT_STAMP, PRINT_SHEET */
    const char *code;       /* as the law calls the form: "Mẫu số 01"; NULL where it has none */
    const char *law;
    const char *from, *until; /* first and last day of the records that it prints; NULL: every day before, after */
    struct text_list needs;   /* fields: it prints only records that have all of them */
    LIST_OF(struct print_line) lines;
    LIST_OF(struct print_part) parts;
    struct place place;
};

/* It prints records of DAY (YYYY-MM-DD). */
bool print_holds(const struct print_definition *print, const char *day);

/* The print NAME of the records of DAY. NULL where none is; ANOTHER is then one of that name that prints those of other
 * days, the nearest before, else the first after; NULL where no print has that name. */
const struct print_definition *register_print(const struct register_definition *reg, const char *name, const char *day,
                                              const struct print_definition **another);

/* What people read on the link to it: "Giấy hẹn (Mẫu số 01)". Lives in MEM. */
const char *print_words(struct arena *mem, const struct print_definition *print);

/* Its days: "từ 06/01/2019 đến 14/09/2025"; "" where it has none. Lives in MEM. */
const char *print_days(struct arena *mem, const struct print_definition *print);

/* What a line may print beside the register's fields. */
extern const char *const print_value_words[];

#define PRINT_STAMP "stamp"
#define PRINT_SHEET "sheet"
