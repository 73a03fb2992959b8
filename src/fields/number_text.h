/* src/fields/number_text.h
 * An official number as text: the series it belongs to, how it is printed, how it is ordered.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

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
