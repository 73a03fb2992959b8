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
    const char *law;
    LIST_OF(struct print_line) lines;
    LIST_OF(struct print_part) parts;
    struct place place;
};

/* What a line may print beside the register's fields. */
extern const char *const print_value_words[];

#define PRINT_STAMP "stamp"
#define PRINT_SHEET "sheet"
