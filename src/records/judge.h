/* src/records/judge.h
 * What is wrong with the values given for a record, all of it at once; and what the record would be with them.
 *
 * The one judge for pages, API, import and commands: values of their type, fields that belong there, what is required
 * and what `shown_if:` leaves out; days that lie ahead, before `records.from` or in the wrong order, and the register's
 * rules; what must stand behind it in other registers. What an act leaves as it was is not judged again. judge_values
 * reads no database but what `catalogue` asks: a named record must be there and in force, and gives the values of
 * `copies:` that nobody typed; judge_others asks it for what two records do not share and for the order of days in a
 * book. Who may do it, where the record may stand and what it may be linked with is asked when the write is planned.
 *
 * What may be right all the same is asked about: a fault whose subject is `confirm-CODE`, until the value `confirm`
 * (codes with commas between them) has that CODE. What was confirmed goes into the history.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/delivery.h"
#include "records/draft.h"

struct catalogue;

struct judging {
    const struct definitions *definitions;
    const struct record *base; /* as it stands; of a new one its unit, issuer, secrecy and urgency alone */
    bool is_new;
    const struct step *step; /* the values are given with it; NULL: with none */
    const struct draft_value *values;
    size_t count;
    const char *today, *user;    /* what `initial: today` and `initial: me` are */
    struct catalogue *catalogue; /* asked for what fields name; NULL: that is not judged, and nothing copied */
    const char *on;              /* the day on which it must be in force; NULL: TODAY */
    instant_t now;               /* of a date-time: this minute where it lies on TODAY, otherwise TODAY's beginning */
};

struct judgement {
    struct record record; /* BASE with whatever was good over it, and the initial values of the form or the step */
    struct draft_faults faults;
    bool *added; /* one a field: a line was given for it (`lines:`), also where it says the same as the last */
    const char *confirmed; /* what was asked about and is right, in words; NULL: nothing */
};

#define CONFIRM_VALUE     "confirm"     /* the name of the value that confirms */
#define CONFIRM_OLD_DATE  "old-date"    /* the record's date lies before `records.from` */
#define CONFIRM_LATE_DATE "late-date"   /* a day is farther from another than `within:` says */
#define CONFIRM_BACK_DATE "back-dated"  /* its number comes behind that of a later day */
#define CONFIRM_SAME      "same-record" /* another record has the same values in the fields of a hint */

/* The CODE that would settle a fault; NULL where nothing does. */
const char *fault_confirmed_by(const struct err *fault);

/* In the order of the values, then of the fields. Lives in MEM. */
void judge_values(struct arena *mem, const struct judging *judging, struct judgement *judgement);

/* The local day of a date, a date-time, or the first of a period; false where the value has none. */
bool value_day(const struct field *field, const struct value *value, day_t *day);

/* When a field with `shown_if:` counts, in words. Lives in MEM. */
const char *shown_if_words(struct arena *mem, const struct definitions *definitions,
                           const struct register_definition *reg, const struct field *field);
