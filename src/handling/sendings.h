/* src/handling/sendings.h
 * What became of a document's recipients (fields/recipients.h), with who of the office's tree has opened it.
 *
 * A unit has opened it where the record was given to it (a step with `delivers:` does) and that line is read; a
 * recipient has seen it where that is noted, or where all of its units have opened it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/recipients.h"
#include "handling/assignment.h"

struct sent_unit {
    const struct unit *unit;
    instant_t read_at; /* 0: not yet */
};

struct sending {
    struct recipient recipient;
    const struct unit_group *group; /* NULL: none */
    struct sent_unit *units;        /* of the day it was sent; none before */
    size_t unit_count, opened;      /* how many of them have opened it */
    bool seen;
};

struct sendings {
    struct sending *list; /* in the order of the lines */
    size_t count;
    size_t all, sent, seen; /* of those that go somewhere */
};

/* Of VALUE of FIELD; ASSIGNMENTS are those of the record. Lives in MEM. */
void sendings_of(struct arena *mem, const struct definitions *definitions, const struct field *field,
                 const struct value *value, const struct assignment *assignments, size_t count,
                 struct sendings *sendings);
