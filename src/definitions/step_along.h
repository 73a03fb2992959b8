/* src/definitions/step_along.h
 * `takes_along` of a step: the records that link fields name take a step of their own in the same act (an answer that
 * is issued ends the work on what it answers; a notice of conclusions that is issued concludes its meeting).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum { STEP_ALONG_MAX = 8 }; /* items of one step */

/* What a step does to the record that a link field names. Of several items that name one record the first that fits
 * counts. */
struct step_along {
    const char *when;  /* a query on the own fields of the record that takes the first step; NULL: always */
    const char *field; /* of type link, with a register */
    const char *step;  /* of that register */
    const char *sets;  /* a field of type link there, which that step writes: it names this record; NULL: none */
    struct place place;
};
