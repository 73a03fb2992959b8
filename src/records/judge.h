/* src/records/judge.h
 * What is wrong with the values given for a record, all of it at once; and what the record would be with them.
 *
 * The one judge for pages, API, import and commands: values of their type, fields that belong there, what is required
 * and what `shown_if:` leaves out. It reads no database; who may do it, where the record may stand and what it may be
 * linked with is asked when the write is planned.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/draft.h"

struct draft_faults {
    ARRAY(struct err) list; /* each names its field */
};

struct judging {
    const struct definitions *definitions;
    const struct record *base; /* as it stands; of a new one its unit, issuer, secrecy and urgency alone */
    bool is_new;
    const struct step *step; /* the values are given with it; NULL: with none */
    const struct draft_value *values;
    size_t count;
    const char *today, *user; /* what `initial: today` and `initial: me` are */
    instant_t now;            /* of a date-time: this minute where it lies on TODAY, otherwise TODAY's beginning */
};

struct judgement {
    struct record record; /* BASE with whatever was good over it, and the initial values of the form or the step */
    struct draft_faults faults;
};

/* In the order of the values, then of the fields. Lives in MEM. */
void judge_values(struct arena *mem, const struct judging *judging, struct judgement *judgement);

/* Is FIELD one that STEP writes: its own, one it needs, one it sets? */
bool step_writes(const struct step *step, const struct field *field);

/* When a field with `shown_if:` counts, in words. Lives in MEM. */
const char *shown_if_words(struct arena *mem, const struct definitions *definitions,
                           const struct register_definition *reg, const struct field *field);
