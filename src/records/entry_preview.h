/* src/records/entry_preview.h
 * What whoever enters a record is told before it is written: the number it would have, and what is there already.
 *
 * Nothing is kept by it: the number is the next one at this moment, and another record may take it first. What is there
 * already is told as when it is written (judge.h), as far as the scope may know it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/writing.h"

/* The number that RECORD, a new one, gets when it is entered ON, or when STEP (of the entry; NULL: none) is taken with
 * it: "4118". NULL where none is drawn then, or where its series is not known yet. One statement. */
bool entry_next_number(struct db *db, struct arena *mem, const struct definitions *definitions,
                       const struct record *record, const struct step *step, const char *on, const char **number,
                       struct err *err) MUST_CHECK;

/* What RECORD must not, or should not, share with another and does, in words, one after another; "": nothing. One
 * statement for each rule whose fields are all given. */
bool entry_twins(const struct office *office, struct db *db, struct arena *mem, const struct record *record,
                 const char **words, struct err *err) MUST_CHECK;

/* The step that the entry form offers with it; NULL: none. */
const struct step *entry_step(const struct register_definition *reg);
