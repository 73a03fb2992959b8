/* src/records/import.h
 * Records from a CSV file: all or nothing, every fault with its line and column.
 *
 * What a spreadsheet adds is no fault: rows and columns without anything in them are skipped, a column that numbers the
 * rows (STT) is left out with a note.
 *
 * The header names fields by name or by Vietnamese label; further columns are unit, issuer, secrecy, urgency, `at`
 * (when it was entered, YYYY-MM-DDTHH:MM), `reserved` (a number kept for it), `number` (“Số”, “Số đến”, “Số đi”: the
 * one that an old register gave it, old_numbers.h; every row has one then, and its days need no further say-so),
 * `confirm` (judge.h; of the entry and of its steps), `reason` (of its steps) where no field has that name, and
 * `step.NAME`: the day on which the record took that step. A field that a step sets goes to the first step of the row
 * that may set it. Steps are taken in the order of their days, on the same day in the definition's order.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "records/draft.h"
#include "records/office.h"

enum { IMPORT_FAULTS_MAX = 200 };

struct import_fault {
    int line;
    const char *column; /* as the header writes it; "" where it is about the whole row */
    const char *text;
};

struct import_result {
    struct draft **drafts; /* of import_read */
    size_t count;
    struct import_fault *faults; /* at most IMPORT_FAULTS_MAX; none: the file is good */
    size_t fault_count;
    struct text_list notes; /* what was read otherwise than it stands: a column that was left out */
};

/* Reads the rows into drafts and tries each against the definitions, without writing anything. False only when the file
 * itself cannot be read (not CSV, no header, unknown column). */
bool import_read(struct office *office, struct arena *mem, const struct register_definition *reg, const char *bytes,
                 size_t length, struct import_result *result, struct err *err) MUST_CHECK;

/* The same without keeping the drafts, so that memory does not grow with the file. */
bool import_try(struct office *office, struct arena *mem, const struct register_definition *reg, const char *bytes,
                size_t length, struct import_result *result, struct err *err) MUST_CHECK;

/* The same, then loads them in one transaction when there are no faults; asks may(ACT_IMPORT). BYTES are read twice
 * more meanwhile, in order: a mapped file need not fit into memory. Of a row 20 bytes a rule of uniqueness are kept, no
 * text. */
bool import_load(struct office *office, struct arena *mem, const struct register_definition *reg, const char *bytes,
                 size_t length, struct import_result *result, void (*progress)(size_t done, size_t of, void *arg),
                 void *arg, struct err *err) MUST_CHECK;

/* {"rows","imported","faults":[{"line","column","text"}]}; IMPORTED is how many records were made. The second writes
 * the members alone, into an object that is begun. */
void import_result_json(struct json *json, const struct import_result *result, size_t imported);
void import_result_members(struct json *json, const struct import_result *result, size_t imported);
