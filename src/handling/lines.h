/* src/handling/lines.h
 * What was written line by line (`lines:` of a field): every line with its day, who wrote it and when.
 *
 * The value of such a field is the newest line; the lines are those of the record's history that a step added and no
 * undo took back, so nothing is kept twice and none is overwritten. What a step wrote over before the definition said
 * `lines:` is among them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/comment.h"

enum {
    LINES_HISTORY_MAX = 1000, /* history lines of one record that are looked through, the newest */
    LINES_CHUNK = 40,         /* of them at a time */
    LINES_TEXT_MAX = 1 << 20, /* bytes of the lines that are told; the newest is always */
};

struct record_line {
    const struct field *field;
    int64_t version;
    const char *on; /* day */
    instant_t recorded_at;
    const char *by, *for_whom; /* for_whom "" where nobody */
    const char *text;          /* "" where it was erased by order */
    bool erased;
};

struct record_lines {
    struct record_line *list; /* newest first */
    size_t count;
    bool older; /* there may be older ones beyond the limits above: the history has them */
};

/* Has a field of lines a value? */
bool record_has_lines(const struct record *record);

/* Those among HISTORY, all lines of the record or its newest, newest first; both newest first. Lives in MEM. */
void lines_of_history(struct arena *mem, const struct history_line *history, size_t count, struct record_lines *lines);

/* Of the record; no statement where its register has no such field or none holds anything, otherwise one
 * (record_history) for each LINES_CHUNK. The caller read the record for SCOPE. */
bool record_lines(struct db *db, struct arena *mem, const struct definitions *definitions, const struct record *record,
                  const struct scope *scope, struct record_lines *lines, struct err *err) MUST_CHECK;
