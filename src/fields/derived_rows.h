/* src/fields/derived_rows.h
 * Rows that follow from the values of each record and from nothing else: its claims, its keys in the personal index.
 *
 * They are written in the change of the record. Here those of a whole register are made anew, when the rules they were
 * made by are no longer its rules. It goes in parts of DERIVED_AT_ONCE records, so that the database's writer is free
 * between them; what a crash leaves is made anew from the beginning, since the note is written last.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "store/change.h"

enum { DERIVED_AT_ONCE = 1024 };

struct derived_values {
    ARRAY(struct db_value) list; /* row after row */
};

struct derived_rows {
    const struct statement *clear_rows, *clear_note; /* of the register $1 */
    const struct statement *insert;                  /* for change_run_all, with COLUMNS values a row */
    const struct statement *note;                    /* $1 the register, $2 MADE_BY */
    size_t columns;
    const char *made_by;
    /* Adds the rows of RECORD to VALUES; texts live in MEM. */
    void (*add)(struct arena *mem, const struct record *record, const void *arg, struct derived_values *values);
    const void *arg;
};

/* Clears the rows of REG, makes them of every record, the oldest first, and notes what they were made by. */
bool derived_rows_make(struct store *store, struct arena *mem, const struct register_definition *reg,
                       const struct derived_rows *rows, struct err *err) MUST_CHECK;
