/* src/sample/sample_internal.h
 * Between the files of the sample: a plan of small items, sorted by time, of which drafts are made a stretch at a time.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/arena.h"
#include "base/random.h"
#include "sample/sample.h"
#include "records/draft.h"

enum {
    SAMPLE_SEED = 20210731,
    ITEM_DAYS = 5,
    SAMPLE_DISTRICTS = 12,
    DAY_TEXTS = 240,        /* printed days kept at hand, from sample.first */
    OPEN_MINUTES = 270,     /* 07:00–11:30 */
    AFTERNOON_MINUTES = 210 /* 13:30–17:00 */
};

enum item_kind {
    ITEM_NAMED, /* a row of sample/ */
    ITEM_INCOMING,
    ITEM_OUTGOING,
    ITEM_DOSSIER,
    ITEM_FEEDBACK,
    ITEM_PETITION,
    ITEM_RECEPTION,
    ITEM_SANCTION,
    ITEM_PUBLICATION,
    ITEM_MEETING,
    ITEM_TASK,
    ITEM_KINDS
};

/* A record to be made. What VARIANT, MODE and the days mean is its maker's affair; day 0 is none. */
struct item {
    instant_t at;
    struct draft *named;
    uint32_t seed; /* of the words that fill it */
    uint8_t kind, variant, mode, part;
    day_t days[ITEM_DAYS];
};

/* A calendar month and its working days, as a part of sample.work. */
struct month {
    day_t from, until;
    size_t first_work, work_count;
};

struct sample_procedure {
    const char *code, *name, *sector, *tier, *unit, *time_limit, *fee;
    int days;   /* working days */
    int weight; /* how often it is asked for */
};

struct sample_district {
    const char *code;
    const char *name; /* "huyện Lấp Vò" */
};

struct sample {
    struct office *office;
    const struct definitions *definitions;
    struct arena *mem;
    int scale;
    day_t first; /* of work and day_text */
    day_t *work; /* working days from FIRST on */
    size_t work_count;
    char (*day_text)[DATE_SIZE];
    struct month may, june, july;
    struct sample_district districts[SAMPLE_DISTRICTS];
    struct sample_procedure *procedures;
    size_t procedure_count;
    int procedure_weights;
    ARRAY(struct draft *) named;
    ARRAY(struct item) items;
    ARRAY(instant_t) taken; /* by rows that were written before the others were planned */
    const struct register_definition *registers[ITEM_KINDS];
};

/* --- planning (sample_plan.c) ------------------------------------------------------------------------------------- */

/* A new item of KIND, entered at AT, with a seed from RANDOM; valid until the next one. */
struct item *item_add(struct sample *sample, struct random_sequence *random, enum item_kind kind, instant_t at);

/* Moves items, which are in the order of their instants, on by milliseconds: no two at one instant, none at one of
 * TAKEN. */
void items_part(struct item *items, size_t count, const instant_t *taken, size_t taken_count);

/* The index of the first working day at or after DAY. */
size_t work_index(const struct sample *sample, day_t day);
/* COUNT working days after DAY (a working day or not). */
day_t work_after(const struct sample *sample, day_t day, int count);
/* The same, but never after UNTIL. */
day_t work_after_until(const struct sample *sample, day_t day, int count, day_t until);
/* Any working day of a month. */
day_t work_any(const struct sample *sample, const struct month *month, struct random_sequence *random);
/* A second of the day in office hours. */
instant_t office_time(struct random_sequence *random, day_t day);

/* Out of 100. */
bool chance(struct random_sequence *random, int percent);
/* The index in WEIGHTS of a draw. */
size_t weighted(struct random_sequence *random, const int *weights, size_t count);

/* --- what the named rows give ------------------------------------------------------------------------------------- */

/* The value of a field, or of the same field in a step; NULL. */
const char *named_value(const struct draft *draft, const char *field);
/* The day on which the row took a step; NULL. */
const char *named_step(const struct draft *draft, const char *step);
bool day_in(const char *day, const struct month *month);

/* --- writing drafts (sample_words.c) ------------------------------------------------------------------------------ */

struct drafting {
    const struct sample *sample;
    struct arena *mem;
    struct random_sequence random;
    struct draft *draft;
    const struct sample_district *district; /* {h} in words; drawn with the drafting */
    bool carried;                           /* from before the office had all its records: its date is confirmed */
};

struct drafting drafting_for(const struct sample *sample, struct arena *mem, const struct item *item, const char *by);

const char *day_of(const struct drafting *drafting, day_t day);
const char *minute_of(struct drafting *drafting, instant_t at);
void put(struct drafting *drafting, const char *field, const char *text);
void put_int(struct drafting *drafting, const char *field, int64_t value);
struct draft_step *take(struct drafting *drafting, const char *step, day_t on);
void take_with(struct drafting *drafting, const char *step, day_t on, const char *field, const char *text);

#define PICK(drafting, table) ((table)[random_below(&(drafting)->random, COUNT_OF(table))])

/* Words with places in them: {h} district, {m} the month before, {n} 2…9, {s} 11…499, {a} a hamlet. */
const char *words(struct drafting *drafting, const char *pattern);
const char *person(struct drafting *drafting);
const char *company(struct drafting *drafting);
const char *phone(struct drafting *drafting);
const char *address(struct drafting *drafting);
/* Number, slash, symbol: "482/BC-SYT". */
const char *document_of(struct drafting *drafting, const char *symbol, int most);

/* What the office deals with: a topic, the room of the Office and the department behind it, and things said of it. */
struct subject {
    const char *topic, *room, *department;
    const char *const *things;
    int thing_count;
    int weight;
};

extern const struct subject subjects[];
extern const size_t subject_count;
size_t subject_any(struct random_sequence *random);

/* --- the registers ------------------------------------------------------------------------------------------------ */

void plan_incoming(struct sample *sample);
void plan_outgoing(struct sample *sample);
void plan_dossiers(struct sample *sample);
void plan_feedback(struct sample *sample);
void plan_petitions(struct sample *sample);
void plan_receptions(struct sample *sample);
void plan_sanctions(struct sample *sample);
void plan_publications(struct sample *sample);
void plan_meetings(struct sample *sample);
void plan_tasks(struct sample *sample);

void write_incoming(struct drafting *drafting, const struct item *item);
void write_outgoing(struct drafting *drafting, const struct item *item);
void write_dossier(struct drafting *drafting, const struct item *item);
void write_feedback(struct drafting *drafting, const struct item *item);
void write_petition(struct drafting *drafting, const struct item *item);
void write_reception(struct drafting *drafting, const struct item *item);
void write_sanction(struct drafting *drafting, const struct item *item);
void write_publication(struct drafting *drafting, const struct item *item);
void write_meeting(struct drafting *drafting, const struct item *item);
void write_task(struct drafting *drafting, const struct item *item);

/* Where the books of 2021 stand on the sample's first day (sample_books.c). */
bool sample_open_books(struct sample *sample, struct err *err) MUST_CHECK;
