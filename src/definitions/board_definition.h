/* src/definitions/board_definition.h
 * A board of a register (`boards:`): how its records stand on any day, unit by unit, in the words of its figures.
 *
 * Boards of a register are told apart by who leads, so that none has a record of another: UNDER a unit (itself and all
 * units below it), or everybody else.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum { BOARD_PARTS_MAX = 8 };

struct board_definition {
    const char *name; /* a code, the end of its address */
    const char *label;
    const char *under, *outside; /* a unit; one of the two is given */
    const char *total;           /* a figure of the register: what the parts add up to */
    struct text_list parts;      /* its figures */
    struct place place;
};

/* Does it have the records of UNIT? A unit that is not known stands outside of every other. */
bool board_has(const struct definitions *definitions, const struct board_definition *board, const char *unit);

/* NULL where REG has none of this name. */
const struct board_definition *register_board(const struct register_definition *reg, const char *name);
