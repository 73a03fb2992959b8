/* src/records/step_company.h
 * The step that another record takes along (`takes_along` of the definitions): an answer that is issued ends the work
 * on what it answers, in the same change or not at all.
 *
 * The other record is the one in the link field as the first step leaves it. It takes its step whoever takes the first,
 * also where they may not see it: the definition gives that right, and nothing of it is told. Where it is cancelled, or
 * in a state from which the step is not taken (it is done already), nothing is done with it. Its step happens on the
 * day of the first one, or on the day of its own newest step where that is later. A
 * secret line that does not keep the field it would be named in goes without. Records that are made with steps (an
 * import, the sample) take none along.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/step_taking.h"

struct step_company {
    struct writing writing;
    const struct writing *first;
    const char *name;     /* of the first step */
    size_t at;            /* which of the records that it takes along */
    struct office office; /* who acts, with the right to this one step */
    struct draft_step step;
    struct step_taking taking;
};

/* How many the step NAME of REG takes along; REG NULL: at most, of any register. */
size_t step_company_count(const struct definitions *definitions, const struct register_definition *reg,
                          const char *name);

/* The record that item AT of `takes_along` of STEP means, by RECORD; 0: none, or one that an item before means already.
 */
int64_t step_along_names(struct arena *mem, const struct record *record, const struct step *step, size_t at);

/* A writing to be run behind FIRST, which takes the step NAME: that of the item AT. */
void step_company_begin(struct step_company *company, const struct writing *first, const char *name, size_t at);
