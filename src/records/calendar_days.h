/* src/records/calendar_days.h
 * Days that the office works or rests against the calendar of its definitions, with the decision that says so.
 *
 * What is said of a day is written once and stays; said again, `usual` among it, it is another row, and the newest of a
 * day holds. Every program of the office lays those days over its calendar (deadlines/calendar.h). Which records they
 * move is told by calendar_moves.h, through which alone a day is set.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "records/office.h"

enum { OFFICE_DAY_TEXT_MAX = 300 /* characters */ };

struct office_day {
    int64_t no;
    const char *day;        /* YYYY-MM-DD */
    const char *kind;       /* off, work; usual: as the calendar has it */
    const char *reason;     /* what the decision says, in words */
    const char *decision;   /* its number and symbol */
    const char *decided_on; /* YYYY-MM-DD */
    instant_t entered_at;
    const char *entered_by; /* login */
    bool settled;           /* no record is left that it would move */
};

/* The newest of each day, by `no`. */
struct office_days {
    ARRAY(struct office_day) list;
    int64_t newest; /* the greatest `no`; 0: nothing was ever said */
};

bool office_days_read(struct db *db, struct arena *mem, struct office_days *days, struct err *err) MUST_CHECK;

/* Reads them, and lays them over the calendar of DEFINITIONS where they are others than those laid last. */
bool office_days_load(struct db *db, struct arena *mem, const struct definitions *definitions,
                      struct err *err) MUST_CHECK;

/* The calendar with DAYS laid over it, and INSTEAD (may be NULL) in the place of what they say of its day. Lives in
 * MEM. */
const struct calendar *office_days_calendar(struct arena *mem, const struct definitions *definitions,
                                            const struct office_days *days, const struct office_day *instead,
                                            struct err *err) MUST_CHECK;

/* GIVEN as it is to be written: day, kind, reason, decision and decided_on are read, days in either spelling. Asks
 * may(ACT_ADMINISTER); then every fault at once in office->faults: `day` (invalid.date: no day, outside the calendar;
 * invalid.frozen: figures are frozen as of it or later), `kind` (unknown; what the day is already; nothing that could
 * be taken back), `reason` and `decision` (missing, too long, no text), `decided_on` (no day, still to come). */
bool office_day_judge(struct office *office, struct db *db, struct arena *mem, const struct office_days *days,
                      const struct office_day *given, struct office_day *day, struct err *err) MUST_CHECK;

/* “04/08/2021 là ngày nghỉ: Phun khử khuẩn (QĐ 2/QĐ-VP ngày 30/07/2021)”: for the history. Lives in MEM. */
const char *office_day_words(struct arena *mem, const struct office_day *day);

/* Writes DAY, as it was judged, with its line in account_history; NO is the one after the newest that was read.
 * conflict.calendar where somebody was faster. */
bool office_day_write(struct office *office, struct arena *mem, const struct office_day *day,
                      struct err *err) MUST_CHECK;

/* A day of a year that is worked or not against its week, or of which the office has said something. */
struct calendar_line {
    day_t day;
    bool works;
    const char *why;
    const struct office_day *own; /* NULL: nothing is said */
};
bool office_days_year(struct db *db, struct arena *mem, const struct definitions *definitions, int year,
                      struct calendar_line **lines, size_t *count, struct err *err) MUST_CHECK;

/* {"year","label","days":[{"day","works","why","kind","reason","decision","decided_on","entered_by","entered_at",
 * "settled"}]}: the last seven are null where the office has said nothing. */
void calendar_year_json(struct json *json, const struct definitions *definitions, int year,
                        const struct calendar_line *lines, size_t count);
