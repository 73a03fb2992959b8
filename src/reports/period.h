/* src/reports/period.h
 * The span of days a report speaks of: its name, its first and last day, and its neighbours.
 *
 * Names: 2021-07 (month), 2021-W30 (ISO week), 2021-Q3, 2021-H1, 2021-9M, 2021, and any span 2021-07-01..2021-07-31.
 * A reporting period of NĐ 09/2019/NĐ-CP Art. 12 has the name of a month, quarter, half or year too, but runs from the
 * 15th of the month before to the 14th of its last month. The cut-off, the day states are judged on, is the last day
 * unless the caller says otherwise. Everything lives in the struct or in MEM; nothing looks at the clock.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum {
    PERIOD_NAME_SIZE = 2 * DATE_SIZE + 2, /* "2021-07-01..2021-07-31" and its end */
    PERIOD_YEAR_MIN = 1945,
    PERIOD_YEAR_MAX = 2200,
};

enum period_kind {
    PERIOD_WEEK,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF,
    PERIOD_NINE_MONTHS,
    PERIOD_YEAR,
    PERIOD_SPAN
};

struct period {
    enum period_kind kind;
    bool reporting; /* 15th–14th */
    int year;       /* of its name; of a span, the year of its last day */
    int part;       /* month 1–12, week 1–53, quarter 1–4, half 1–2; of a span, the month of its last day */
    day_t from, to;
    char name[PERIOD_NAME_SIZE];
};

/* REPORTING reads months, quarters, halves, nine months and years as NĐ 09/2019 cuts them. Fails with invalid.period.
 */
bool period_parse(const char *text, bool reporting, struct period *period, struct err *err) MUST_CHECK;

/* The period of a report whose `period:` is WORD: week, month, quarter, half, nine-months, year, or reporting-month …
 * reporting-year for 15th–14th. Fails with invalid.period where TEXT is a period of another kind; a span of days fits
 * every report. */
bool period_parse_for(const char *word, const char *text, struct period *period, struct err *err) MUST_CHECK;

/* Of the same kind. A span has neighbours of its own length, or of whole months where it is made of whole months. */
struct period period_before(const struct period *period);
struct period period_after(const struct period *period);
struct period period_last_year(const struct period *period);

/* From the first day of the year of its last day (15 December of the year before for a reporting one) to its end. */
struct period period_year_to_date(const struct period *period);

/* What a field of type period holds for it: its name; NULL for a span, which such fields cannot hold. */
const char *period_field_value(const struct period *period);

/* The day before it. */
day_t period_day_before(const struct period *period);

/* "tháng 7 năm 2021", "tuần 30 năm 2021", "quý III năm 2021", "6 tháng đầu năm 2021", "9 tháng năm 2021", "năm 2021",
 * "từ ngày 01/7/2021 đến ngày 10/7/2021". */
const char *period_words(struct arena *mem, const struct period *period);

/* "tháng 7/2021", "quý III/2021": the same, short. */
const char *period_short(struct arena *mem, const struct period *period);

/* "01/7/2021": as a report writes a day (days and months 1 and 2 padded, NĐ 30/2020). */
const char *period_day_words(struct arena *mem, day_t day);

/* "I" … "XII": quarters and headings. */
const char *period_roman(int number);
