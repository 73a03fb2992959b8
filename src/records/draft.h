/* src/records/draft.h
 * A record to be made, as a form, a file or the sample gives it: texts by field, and the steps it has already taken.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

struct draft_value {
    const char *name; /* a field, or unit, issuer, secrecy, urgency */
    const char *text;
    bool offered; /* by a form that offers every field, and nobody touched it: left out where `shown_if:` hides it */
    const struct err
        *unread; /* who read it could make no text of it, and why: told with all other faults; NULL: TEXT */
};

struct draft_step {
    const char *name;
    const char *on;                   /* YYYY-MM-DD; NULL: today */
    const char *reason;               /* NULL where none */
    ARRAY(struct draft_value) values; /* set by the step */
};

struct draft {
    const struct register_definition *reg;
    instant_t at;         /* when it was entered: created_at, and what its id is made of; 0: now */
    bool fresh_id;        /* the id is made now all the same: an office that lives may have that one already */
    const char *by;       /* NULL: the scope's user */
    const char *reserved; /* take this reserved number; NULL: draw one */
    const char *number;   /* of an old register: its number of before (old_numbers.h); NULL: none */
    ARRAY(struct draft_value) values;
    ARRAY(struct draft_step) steps;
    bool hands; /* the unit with which its steps leave it has the work, as if they were taken one by one */
    int line;   /* in the file it came from; 0 where none */
};

/* All that is wrong with what was given. */
struct draft_faults {
    ARRAY(struct err) list; /* each names its field */
};

struct draft *draft_new(struct arena *mem, const struct register_definition *reg);
void draft_set(struct arena *mem, struct draft *draft, const char *name, const char *text);
struct draft_step *draft_add_step(struct arena *mem, struct draft *draft, const char *name, const char *on);
void draft_step_set(struct arena *mem, struct draft_step *step, const char *name, const char *text);
/* The same with a value as it was read. */
void draft_add(struct arena *mem, struct draft *draft, struct draft_value value);
void draft_step_add(struct arena *mem, struct draft_step *step, struct draft_value value);

/* After a failed record_create: says it in the words of the reserved number where that was the reason. Returns false.
 */
bool draft_refuse_reserved(const struct draft *draft, struct err *err);
