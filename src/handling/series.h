/* src/handling/series.h
 * Work that comes again opens itself: a register says by `opens:` (definitions/opens_definition.h) that its records are
 * rows, each of which opens a record of another register whenever its day has come.
 *
 * What is opened has the row's values, its unit or who leads, its day, its last day, and the assignments of the first
 * one that the row opened (of the record that the row is like, where it has opened none yet); its lead is the row's,
 * and what a unit had that is merged goes to who took over. A day of rest is moved to the next working day (Bộ luật Dân
 * sự 2015 Điều 148). The record and the row's next day are written in one act at the row's version: whatever ends or is
 * set back in between, none is opened twice, and none is left out. Days that passed while no program ran are opened one
 * after the other, each with its own day, and say so. A row that is resolved, cancelled or beyond its last day opens
 * nothing. It is done in the name of who entered the row.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/office.h"

enum { SERIES_AT_ONCE = 100 };

struct series_opened {
    size_t opened, late; /* LATE of them on a later day than theirs */
    size_t left_out;     /* assignments to whom nothing is given any more */
    size_t refused;      /* rows that could not open what is due */
    const char *refusal; /* why, of the first, by its id: who administers, and the log, read no title; "" */
    bool more;           /* AT_MOST were opened, there are others */
};

/* Opens what is due today, AT_MOST records in all. What one row cannot open keeps no other from it. */
bool series_open_due(struct office *office, struct arena *mem, size_t at_most, struct series_opened *result,
                     struct err *err) MUST_CHECK;
