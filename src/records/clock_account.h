/* src/records/clock_account.h
 * What became of the clocks of a record: each told from its start to its end, day by day, and judged as of any day.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record_deadline.h"

/* A due date and the days on which it was in force, the last one not among them. */
struct clock_due {
    const char *due; /* local minute; DUE_OPEN, DUE_PAUSED */
    const char *from_on, *until_on;
    const char *why; /* the act that put it in force, with its reason and what it wrote; "" where that is not known */
};

/* What happened to it, and why: the reason, and the documents and other fields that the step wrote. */
struct clock_told {
    enum deadline_event_kind kind;
    const char *step, *on; /* the label; YYYY-MM-DD */
    const char *words;     /* ""; personal data is left out */
};

struct clock_account {
    const struct deadline_definition *definition; /* NULL: no longer defined */
    const char *name, *label;
    const char *law;          /* what its limit rests on; NULL where unknown */
    const char *started_on;   /* the day it was started; YYYY-MM-DD */
    const char *counted_from; /* local minute or day, where a field says so; NULL */
    const char *stopped_on;   /* NULL while it runs */
    const char *paused_on;    /* since when it stood still on the day asked; NULL */
    const char *due;          /* in force on the day asked; of one that was stopped by then, on that day */
    const char *original_due; /* DUE_OPEN where it has none */
    const char *resumed_due;  /* of one that stands still: the due date, were it to go on on the day asked; NULL */
    const char *verdict;      /* early, on-time, late, in-time, overdue, none; NULL: it had not begun by then */
    bool current;             /* the one whose due date the record has */
    struct deadline deadline; /* its account has no lines where a date does not follow from the values and the calendar
                               * as they are now: they were other ones when it was computed */
    struct clock_due *dues;   /* oldest first */
    size_t due_count;
    struct clock_told *told;
    size_t told_count;
};

/* All clocks the record had, the newest first, as of DAY; of those beside its own only what has a due date, which is
 * the one that its values and the calendar give now. Two statements. The caller read the record. */
bool clock_accounts(struct db *db, struct arena *mem, const struct definitions *definitions,
                    const struct record *record, const char *day, struct clock_account **accounts, size_t *count,
                    struct err *err) MUST_CHECK;

/* [{"clock","label","law","started_on","counted_from","stopped_on","paused_on","due","original_due","resumed_due",
 * "verdict","current","provisional","events":[{"event","step","on","words"}],"dues":[{"due","paused","from_on",
 * "until_on","why"}],"account":[{"day","counted","why"}]}]: absent is null. */
void clock_accounts_json(struct json *json, const struct clock_account *accounts, size_t count);

/* "early" → “trước hạn”; NULL → “chưa bắt đầu tính”. */
const char *clock_verdict_label(const char *verdict);

/* The clocks alone, for what comes next. One statement. */
bool clock_walk_read(struct db *db, struct arena *mem, const struct record *record, struct clock_walk *walk,
                     struct err *err) MUST_CHECK;
/* The same of many, which are of one register: WALKS, one for each. One statement. */
bool clock_walks_read(struct db *db, struct arena *mem, struct record *const *records, size_t count,
                      struct clock_walk *walks, struct err *err) MUST_CHECK;
