/* src/proof/verify_internal.h
 * The verification of the history as it goes: its report, and the walk over the records. Inside the room only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/verify.h"
#include "records/assignment_note.h"

/* What the newest line of account_history that names it says of an account, a position … (people/left.h). */
struct past_left {
    const char *name; /* "account lanh" */
    const char *hash;
    instant_t at;
    size_t order;
    bool begun; /* by the line that an older office began with: what it names is older */
    bool seen;
};

struct verification {
    struct office *office;
    const struct history_asked *asked;
    bool head_seen;
    struct arena *mem;
    struct db *db;
    struct history_report *report;
    const char *secret; /* of the personal index, as it stands; NULL: it is gone, which was said */
    void (*progress)(int64_t done, int64_t of, void *arg);
    void *arg;
    int64_t total;
    ARRAY(struct past_left) left;
};

/* RECORD 0: the chain itself; SEQ 0: the record as it stands. WHAT is copied. */
void verification_fault(struct verification *verification, int64_t record, int64_t seq, const char *what);

/* Walks over the lines of the history and of account_history and the seals, in the order they were written.
 * (verify_chain.c)
 */
bool verification_walk(struct verification *verification, struct err *err) MUST_CHECK;

/* What a line says was left, in the order of the lines; then all of it against the tables. (verify_left.c) */
void verification_remember_left(struct verification *verification, const char *after, instant_t at, bool begun);
bool verification_check_left(struct verification *verification, struct err *err) MUST_CHECK;

/* What belongs to a record, a register or a file that is gone. Then the rows of the registers' tables, and what figures
 * read of a record's row. (verify_orphans.c) */
bool verification_check_orphans(struct verification *verification, struct err *err) MUST_CHECK;
/* Before the records are compared: the secret that their personal keys are made under, and whether all have them. */
bool verification_check_secret(struct verification *verification, struct err *err) MUST_CHECK;
bool verification_check_rows(struct verification *verification, struct err *err) MUST_CHECK;

/* The contents of the attached files. (verify_files.c) */
bool verification_check_files(struct verification *verification, struct err *err) MUST_CHECK;

/* Compares each record of REG with its history: the columns, the fields, the spans, the due dates, the links. */
bool verification_compare(struct verification *verification, const struct register_definition *reg,
                          struct err *err) MUST_CHECK;

/* --- one record (history_spans.c) --------------------------------------------------------------------------------- */

/* A history line as far as spans and due dates follow from it. */
struct past_line {
    const char *step, *on, *by, *reason;
    const char *state, *unit, *due; /* after it */
    const char *finished;           /* the day it was resolved, after it; NULL while it is not */
    const char *clocks;             /* "CLOCK,DUE,FROM;…" that it put in force; NULL in lines of before */
    bool numbered, cancelled;       /* after it */
    instant_t recorded_at;
};

struct past_span {
    const char *reg, *state, *group, *since_on, *from_on, *until_on, *unit, *step;
    int64_t part;
    instant_t recorded_at;
};

struct past_due {
    const char *clock, *due, *from_on, *until_on;
    int64_t part;
};

/* An assignment or a file, as the history tells of it and as it is kept. */
struct past_thing {
    const char *name; /* "assignment.ID", "attachment.ID" */
    const char *text; /* what was written when it began, or moved; NULL: erased */
    const char *by;
    instant_t at;
    instant_t ended;  /* 0: not; of a file 1 */
    const char *said; /* of an assignment that ended: how, with what words, by whom; "" otherwise; NULL: erased */
    bool gone;        /* withdrawn: it is not kept */
    bool on_path;     /* of an assignment that is kept: it leads, and so do those above */
};

/* A number of a book, as it is kept. */
struct past_number {
    const char *book, *series, *printed, *state, *reason;
    int64_t seq;
    instant_t changed_at;
};

/* A link, told or kept. */
struct past_link {
    const char *name; /* "answers 0123456789abc" */
    const char *by;
    instant_t at;
};

struct past {
    ARRAY(struct past_thing) told, kept;
    ARRAY(struct past_line) lines;
    ARRAY(struct past_line) life; /* of them those that stand: no undo, and nothing that one took back */
    ARRAY(struct past_span) spans;
    ARRAY(struct past_due) dues;
    ARRAY(struct past_number) numbers;
    ARRAY(struct past_link) links_told, links_kept;
};

/* NULL where the spans are those that the lines make, otherwise what is wrong. */
const char *past_check_spans(const struct past *past, const struct record *record);
const char *past_check_dues(const struct past *past, const struct record *record);

/* Adds what LINE says of the assignment or file NAME; false where it is neither. TEXT NULL: erased. */
bool past_tell(struct arena *mem, struct past *past, const struct past_line *line, const char *name, const char *text);

/* "done\nby\nwords": of an assignment's row or of the line that ended it. */
const char *past_said(struct arena *mem, enum assignment_outcome outcome, const char *by, const char *words);

/* NULL where what is told is what is kept. */
const char *past_check_things(const struct past *past);

const char *past_check_links(const struct past *past);
const char *past_check_numbers(struct arena *mem, const struct past *past, const struct record *record,
                               const struct definitions *definitions);

/* The search tokens that are kept of RECORD (NULL: none) are those that its values make, whatever their order. True
 * where a searched field shows a label that may have been another then. */
bool past_search_is_true(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         const char *tokens);

/* The same state, also under the name it had before `was:`. */
bool past_same_state(const struct register_definition *reg, const char *one, const char *other);
