/* src/proof/verify_internal.h
 * The verification of the history as it goes: its report, and the walk over the records. Inside the room only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/verify.h"

struct verification {
    struct office *office;
    struct arena *mem;
    struct db *db;
    struct history_report *report;
    void (*progress)(int64_t done, int64_t of, void *arg);
    void *arg;
    int64_t total;
};

/* RECORD 0: the chain itself; SEQ 0: the record as it stands. WHAT is copied. */
void verification_fault(struct verification *verification, int64_t record, int64_t seq, const char *what);

/* Compares each record of REG with its history: the columns, the fields, the spans, the due dates, the links. */
bool verification_compare(struct verification *verification, const struct register_definition *reg,
                          struct err *err) MUST_CHECK;

/* --- one record (history_spans.c) --------------------------------------------------------------------------------- */

/* A history line as far as spans and due dates follow from it. */
struct past_line {
    const char *step, *on, *by;
    const char *state, *unit, *due; /* after it */
    const char *finished;           /* the day it was resolved, after it; NULL while it is not */
    instant_t recorded_at;
};

struct past_span {
    const char *reg, *state, *group, *since_on, *from_on, *until_on, *unit, *step;
    int64_t part;
    instant_t recorded_at;
};

struct past_due {
    const char *due, *from_on, *until_on;
    int64_t part;
};

/* An assignment or a file, as the history tells of it and as it is kept. */
struct past_thing {
    const char *name; /* "assignment.ID", "attachment.ID" */
    const char *text; /* what was written when it began; NULL: erased */
    const char *by;
    instant_t at;
    instant_t ended; /* 0: not; of a file 1 */
    bool gone;       /* withdrawn: it is not kept */
};

struct past {
    ARRAY(struct past_thing) told, kept;
    ARRAY(struct past_line) lines;
    ARRAY(struct past_span) spans;
    ARRAY(struct past_due) dues;
};

/* NULL where the spans are those that the lines make, otherwise what is wrong. */
const char *past_check_spans(const struct past *past, const struct record *record);
const char *past_check_dues(const struct past *past, const struct record *record);

/* Adds what LINE says of the assignment or file NAME; false where it is neither. TEXT NULL: erased. */
bool past_tell(struct arena *mem, struct past *past, const struct past_line *line, const char *name, const char *text);

/* NULL where what is told is what is kept. */
const char *past_check_things(const struct past *past);

/* The same state, also under the name it had before `was:`. */
bool past_same_state(const struct register_definition *reg, const char *one, const char *other);
