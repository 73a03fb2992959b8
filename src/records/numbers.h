/* src/records/numbers.h
 * Official numbers: series of books, patterns, reservations, and the proof that none is missing.
 *
 * A number is drawn inside the transaction that needs it, never reused and never skipped without a reason
 * (NĐ 30/2020 Art. 15). A cancelled record's number stays in its book with the reason; so does one that an old register
 * was without (old_numbers.h). Books may start at N in mid-year
 * with a note that explains the numbers before.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "fields/number_text.h"
#include "records/office.h"

#define NUMBER_GAP "gap" /* number.state: no record carries it, and the note says why (old_numbers.h) */

#define NUMBER_EXPIRED_BY "congvu" /* the program itself, in the history */

enum { NUMBERS_RESERVED_MAX = 20 /* of a series, not taken yet: whoever keeps more leaves a hole in the year */ };

/* Keeps the next number of a series for somebody until a day. Asks for the right to draw one: to enter a record of the
 * book's register or to take the step that numbers it, within the series' issuer. Refused, every fault at once in
 * office->faults: a series that the book does not have (invalid.series), nobody (invalid.required), a day that is past
 * (invalid.date), a series with NUMBERS_RESERVED_MAX kept already (invalid.limit; a few more where many ask in the same
 * instant). */
bool number_reserve(struct office *office, struct arena *mem, const char *book, const char *series, const char *whom,
                    const char *until, int64_t *seq, struct err *err) MUST_CHECK;

/* Cancels numbers that were kept until a day that has passed, at most MOST, each in a change of its own: its reason
 * says until when and for whom it was kept, its line in account_history proves it. One that is taken meanwhile, or that
 * another program cancels, is left. */
bool numbers_expire(struct office *office, struct arena *mem, size_t most, size_t *expired, struct err *err) MUST_CHECK;

/* In a change: opens a series at START, which NOTE (not empty) explains; its line in account_history proves it. */
struct change;
bool number_open_book(struct change *change, const char *by, const char *book, const char *series, int64_t start,
                      const char *note, struct err *err) MUST_CHECK;

struct number_fault {
    const char *book, *series;
    int64_t seq;
    const char *what; /* Vietnamese */
};

/* Walks every series: each number from its start to the next must be used, reserved or cancelled with a reason, belong
 * to the record that carries it (one cancelled because nobody took it in time has none), and be carried by that record
 * only, which stands in the order of numbers where this one stands and is cancelled where it is. */
bool numbers_check(struct office *office, struct arena *mem, struct number_fault **faults, size_t *count,
                   int64_t *checked, struct err *err) MUST_CHECK;
