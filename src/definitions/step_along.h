/* src/definitions/step_along.h
 * `takes_along` of a step: the record that a link field names takes a step of its own in the same act (an answer that
 * is issued ends the work on what it answers).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum { STEP_ALONG_MAX = 4 }; /* records that one step takes along */

/* What a step does to the record that a link field names. */
struct step_along {
    const char *field; /* of type link, with a register */
    const char *step;  /* of that register */
    const char *sets;  /* a field of type link there, which that step writes: it names this record; NULL: none */
    struct place place;
};
