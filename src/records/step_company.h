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
    struct office office; /* who acts, with the right to this one step */
    struct draft_step step;
    struct step_taking taking;
};

/* Does a register declare one for a step of this NAME? REG NULL: some register. */
bool step_company_is_declared(const struct definitions *definitions, const struct register_definition *reg,
                              const char *name);

/* A writing to be run behind FIRST, which takes the step NAME. */
void step_company_begin(struct step_company *company, const struct writing *first, const char *name);
