/* src/definitions/made_record.h
 * `makes` of a register: the page of its record offers to enter one of another register, which begins with what it is
 * made from (an invitation from its meeting).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

/* A value that the form of a made record begins with. */
struct made_value {
    const char *field;
    const char *text;
    struct place place;
};

struct made_record {
    const char *label;
    const char *register_name; /* `register:` */
    const char *field;         /* of that register: a link to this one */
    struct text_list states;   /* in which it is offered; none: in all of them */
    LIST_OF(struct made_value) values;
    const struct register_definition *reg;
    struct place place;
};
