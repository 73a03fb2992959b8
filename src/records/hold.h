/* src/records/hold.h
 * Putting records into a file (`holds:` of its register) and taking them out.
 *
 * Both are acts on the file: who may change it puts in what they read themselves, in a state that `holds:` names, and
 * the file's history has a line for each record that the act put in or took out. What is put in is of a register that
 * `holds:` names, is not cancelled and of no higher degree of secrecy than the file, which does not go below that
 * degree afterwards; a record may be cancelled or made more secret where it lies. One record may lie in several files,
 * in each once. What the reader does not see is not put in and not taken out, and to them does not lie there.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/holds_definition.h"
#include "records/writing.h"

enum {
    HOLD_MAX = 100,  /* records that one act puts in or takes out */
    HELD_MAX = 1000, /* records in one file */
};

/* What lies there already is left where it is. All that is wrong with a record is told in the field "records". */
bool record_hold(struct office *office, struct arena *mem, int64_t file, const int64_t *records, size_t count,
                 struct err *err) MUST_CHECK;

/* Not-found where one of them does not lie there. REASON may be NULL. */
bool record_release(struct office *office, struct arena *mem, int64_t file, const int64_t *records, size_t count,
                    const char *reason, struct err *err) MUST_CHECK;

/* Of any change of a file that is planned: blames a degree of secrecy below that of what lies there. */
bool hold_judge_degree(struct write *write, struct db *db, struct err *err) MUST_CHECK;

/* Of a step with `needs_held:`, after it was planned: blames it where the file holds nothing that is not cancelled, or
 * something that is still open; up to three that the scope sees are named. */
bool hold_judge_step(struct write *write, struct db *db, const struct step *step, struct err *err) MUST_CHECK;
