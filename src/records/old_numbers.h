/* src/records/old_numbers.h
 * Numbers that come with the records of an old register: a file of last year has them, and they stay what they were.
 *
 * An old number is the sequence alone ("12") or as the book prints it for that record ("12/2021/ĐT"). It is taken where
 * nobody has it, on whatever day: the old register says so itself. Afterwards the series is one without holes: it
 * begins with the first of the old numbers where that is before all others, goes on behind the last, and a number in
 * between that no record of the file carries stands in the book as missing, with a note (number.state `gap`). One line
 * of account_history proves what was opened and what is missing.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/judge.h"
#include "records/writing.h"

#define OLD_NUMBER_CONFIRMS CONFIRM_OLD_DATE "," CONFIRM_BACK_DATE /* what an old number says of its days */

enum { OLD_GAPS_MAX = 1000 /* numbers that one file may leave missing in a series: more say that it is not whole */ };

/* WRITE, which is finished, has the old number TEXT: its sequence, or a fault in `number`. */
void old_number_read(struct write *write, const char *text);

/* Is it taken? Then a fault that names who has it. */
bool old_number_check(struct write *write, struct db *db, struct err *err) MUST_CHECK;

/* The old numbers of a file, by series. */
struct old_series {
    const struct book *book;
    const char *series;
    ARRAY(int64_t) numbers; /* in their order once planned */
    /* what the book has, and what it will have */
    bool exists;
    int64_t start, next, new_start, new_next;
    const char *note, *new_note;
    ARRAY(int64_t) gaps;
};

struct old_numbers {
    struct arena *mem;
    ARRAY(struct old_series) list;
};

void old_numbers_add(struct old_numbers *numbers, const struct write *write);

/* What becomes of the books: asks them. False with invalid.limit (`number`) where too many numbers would be missing. */
bool old_numbers_plan(struct old_numbers *numbers, struct db *db, struct err *err) MUST_CHECK;

/* A line each series, for people: how many numbers, from where to where, how many missing, which one comes next. */
void old_numbers_tell(const struct old_numbers *numbers, void (*hear)(void *arg, const char *line), void *arg);

/* In the change that writes the records, after the plan: opens or widens the books. conflict.version where somebody
 * drew a number of the series meanwhile. */
bool old_numbers_apply(const struct old_numbers *numbers, struct change *change, const char *by,
                       struct err *err) MUST_CHECK;
