/* src/main/csv_rows.h
 * Records as rows of CSV that `import` reads again: all fields by name, the engine's columns one enters, and the day of
 * each step.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "main/run.h"

struct csv_rows;

/* Lives in run->mem. */
struct csv_rows *csv_rows_new(struct run *run, const struct register_definition *reg);

/* The header, to OUT; BOM for a file that a spreadsheet opens. */
void csv_rows_header(struct csv_rows *rows, struct text *out, bool bom);

/* One record; asks the history for the days of its steps. A step taken several times shows its last day. */
bool csv_rows_record(struct csv_rows *rows, struct text *out, const struct record *record, struct err *err) MUST_CHECK;
