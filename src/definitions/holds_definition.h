/* src/definitions/holds_definition.h
 * `holds` of a register: its records are files (hồ sơ công việc, NĐ 30/2020/NĐ-CP Điều 28 đến 30) in which records of
 * other registers lie, in the order of their days. One record may lie in several files.
 *
 * That it lies there is a link of the kind LINK_HOLDS from the file to it (record_link): what is put in and taken out
 * is an act on the file, with its line in the history.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

#define LINK_HOLDS "holds"

/* A register whose records may lie in the file, and what the index (mục lục văn bản) tells of them. */
struct held_register {
    const char *register_name; /* `register:` */
    const char *number;        /* there: a field of text or document-number; NULL: the record's number */
    const char *day;           /* there: a date; NULL: the day of the record */
    const char *author;        /* there: a text or unit field, who wrote it; NULL: the issuing body of the record */
    const struct register_definition *reg;
    struct place place;
};

struct holds_definition {
    const char *label;
    struct text_list states; /* in which something is put in or taken out */
    LIST_OF(struct held_register) registers;
    struct place place;
};

/* NULL: records of OTHER do not lie in files of this register. */
const struct held_register *register_holds(const struct register_definition *file,
                                           const struct register_definition *other);
