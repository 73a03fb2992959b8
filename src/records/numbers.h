/* src/records/numbers.h
 * Official numbers: series of books, patterns, reservations, and the proof that none is missing.
 *
 * A number is drawn inside the transaction that needs it, never reused and never skipped without a reason
 * (NĐ 30/2020 Art. 15). A cancelled record's number stays in its book with the reason. Books may start at N in mid-year
 * with a note that explains the numbers before.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "records/office.h"

/* The series a record's number belongs to on DATE: "2021", "2021/van-phong/bc", "2021-07-29". Lives in MEM. */
const char *number_series(struct arena *mem, const struct definitions *definitions, const struct book *book,
                          const struct record *record, const char *date);

/* The series of DAY where the book has only one; NULL where it has several, which number_series_form names:
 * "2021/issuer/type". Live in MEM. */
const char *number_series_alone(struct arena *mem, const struct definitions *definitions, const struct book *book,
                                const char *day);
const char *number_series_form(struct arena *mem, const struct book *book, const char *day);

/* Where a series starts: the book's start, or the one `starts:` gives for it. NOTE may be NULL. */
int64_t number_start(const struct book *book, const char *series, const char **note);

/* The printed number: "4117", "12/BC-VPUBND", "H20.01-210729-0001". Lives in MEM. */
const char *number_print(struct arena *mem, const struct definitions *definitions, const struct book *book,
                         const struct record *record, const char *date, int64_t seq);

/* The text that orders numbers within a register: series and padded sequence. Lives in MEM. */
const char *number_key(struct arena *mem, const char *series, int64_t seq);

/* Keeps the next number of a series for somebody until a day; PRINTED is the number alone. */
bool number_reserve(struct office *office, struct arena *mem, const char *book, const char *series, const char *whom,
                    const char *until, int64_t *seq, struct err *err) MUST_CHECK;

struct number_fault {
    const char *book, *series;
    int64_t seq;
    const char *what; /* Vietnamese */
};

/* Walks every series: each number from its start to the next must be used, reserved or cancelled with a reason, belong
 * to the record that carries it, and be carried by that record only, which stands in the order of numbers where this
 * one stands and is cancelled where it is. */
bool numbers_check(struct office *office, struct arena *mem, struct number_fault **faults, size_t *count,
                   int64_t *checked, struct err *err) MUST_CHECK;
