/* src/handling/comment.h
 * What people say about a record, and everything that happened to it in one order.
 *
 * A comment is a line of the record's history (step `comment`): it is a change like any other, sealed with the rest.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/office.h"

enum { COMMENT_MAX = 4000 }; /* characters */

/* Asks may(ACT_COMMENT). */
bool comment_add(struct office *office, struct arena *mem, int64_t record, const char *words,
                 struct err *err) MUST_CHECK;

/* --- the timeline ------------------------------------------------------------------------------------------------- */

/* A field that a line changed. What is said, handed about or linked is told by the line itself, not here. */
struct history_change {
    const struct field *field; /* NULL: not a field of today's definition; NAME says which */
    const char *name;
    const char *old, *new; /* as stored; NULL: none */
    bool erased;           /* by order */
    bool masked;           /* personal, or a link, and the scope may not read it: old and new are NULL */
};

/* An assignment that a line gave, moved or ended: one act may hand a record to several. */
struct history_handed {
    int64_t id;
    const char *to;   /* login, "position:CODE", "unit:CODE" */
    const char *role; /* "chủ trì", … */
    const char *due;  /* local minute, DUE_OPEN where none */
};

struct history_line {
    int64_t version;
    const char
        *step; /* create, set, link, cancel, assign, attach, comment, … (history_steps.h) or one of the register */
    const char *label; /* for people: "Vào sổ", "Phân loại" */
    const char *on;
    instant_t recorded_at;
    const char *by, *for_whom, *reason;
    const char *words; /* the comment, the giver's opinion, the result of an assignment, a file's name; "" */
    struct history_handed *handed; /* in the order they were given */
    size_t handed_count;
    int64_t about;    /* id of the (first) assignment, the attachment or the linked record; 0: none */
    bool hidden;      /* the linked record is one that the scope may not read: ABOUT is 0 */
    const char *link; /* kind of the link; NULL elsewhere */
    struct history_change *changes;
    size_t change_count;
};

/* The lines of a record with versions below BEFORE (0: all), newest first, at most LIMIT. One statement; more where
 * lines speak of links and SCOPE does not see everything. The caller read the record; SCOPE masks personal fields, and
 * the records that links lead to where it may not read them: their id would say that they exist. */
bool record_history(struct db *db, struct arena *mem, const struct definitions *definitions,
                    const struct record *record, const struct scope *scope, int64_t before, size_t limit,
                    struct history_line **lines, size_t *count, struct err *err) MUST_CHECK;

/* The day each step of the register was taken last, in the order of the definition; NULL: not taken. One statement. */
bool record_step_days(struct db *db, struct arena *mem, const struct record *record, const char ***days,
                      struct err *err) MUST_CHECK;
