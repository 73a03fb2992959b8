/* src/definitions/signs_definition.h
 * `signs` of a register: the signature block of its documents (khối chữ ký), up to three lines of an authority and a
 * title: TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG. NĐ 30/2020/NĐ-CP Điều 13, Phụ lục I mục II.7.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum { SIGN_LINES_MAX = 3 };

/* A line: in whose name, by which title. The last one is who signs. */
struct sign_line {
    const char *word;  /* "TL.", before the title; NULL: the title alone */
    bool collective;   /* the title is the issuing body's own collective (`collective` of units.yaml) */
    const char *query; /* on the register of the titles: which of its records have such a title; NULL: any */
    bool unit;         /* only of the unit of the one who signs */
    bool vacant;       /* it may be that nobody holds the title that day */
    const char *keeps; /* a text field here that takes the name of who holds it; NULL */
    struct place place;
};

struct sign_form {
    const char *name;
    const char *when; /* a query on the record's own fields */
    LIST_OF(struct sign_line) lines;
    struct place place;
};

struct signs_definition {
    const char *block;                /* a long-text field here, which takes the lines */
    const char *signer, *title, *day; /* fields here: who signs, the title, the date on which the titles are held */
    const char *register_name;        /* `register:` of the titles; it has `in_force` */
    const char *holder, *names;       /* its fields: who holds the title, the title */
    LIST_OF(struct sign_form) forms;  /* the first that holds is the record's */
    const struct register_definition *reg;
    struct place place;
};

/* Is FIELD of REG one that the signature writes where nobody types it? */
bool register_signs_field(const struct register_definition *reg, const struct field *field);
