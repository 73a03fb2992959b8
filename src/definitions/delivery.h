/* src/definitions/delivery.h
 * To whom a document goes: groups of units that are one line in print (`groups` of units.yaml), and the step that notes
 * that it went, came or was returned (`delivers`). A field that says `recipients:` holds one recipient a line.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

/* “Các sở, ban, ngành”: its units are those in being on the day that is asked for. */
struct unit_group {
    const char *code;
    const char *label;        /* as printed */
    struct text_list names;   /* other ways in which it is written */
    struct text_list kinds;   /* units of these kinds */
    struct text_list units;   /* and these */
    struct text_list without; /* but not these */
    struct place place;
};

/* What a step notes of the lines of a field with `recipients:`. */
struct step_delivery {
    const char *field;
    const char *as; /* DELIVERY_SENT, DELIVERY_RECEIVED, DELIVERY_RETURNED */
    const char *to; /* a field of lines that the step writes: of which recipients; left blank: all it may be noted of */
    const char *way; /* of sent: a choice field, by what way; NULL: not told */
    struct place place;
};

#define DELIVERY_SENT     "sent"
#define DELIVERY_RECEIVED "received"
#define DELIVERY_RETURNED "returned"

/* Is FIELD of REG one that says how many recipients are not sent? The program alone writes it. */
bool register_counts_unsent(const struct register_definition *reg, const struct field *field);
/* The group that NAME, a label or another way to write it, means; NULL. */
const struct unit_group *definitions_group(struct arena *mem, const struct definitions *definitions, const char *name);
/* Is UNIT one of GROUP on DAY (YYYY-MM-DD)? */
bool unit_group_has(const struct unit_group *group, const struct unit *unit, const char *day);
