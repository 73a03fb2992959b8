/* src/handling/links.h
 * What a record is linked with: what it answers, replaces, results in, and what answers it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

enum { LINKS_MAX = 200 }; /* of a record that are read */

struct record_link_line {
    const char *kind;
    bool back;                   /* the other one points here */
    const struct record *record; /* the other one; its fields and original due date are not read */
};

/* The links of a record to records that the scope sees, its own first, in the order they were made; of the others
 * nothing is said. The caller read the record. One statement. */
bool record_links(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                  int64_t record, struct record_link_line **links, size_t *count, struct err *err) MUST_CHECK;
