/* src/records/writing.h
 * One record being written: what it will be, and the rows that make it so.
 *
 * A write is planned on the caller's thread (write_plan.c) and turned into statements inside the change
 * (write_apply.c). Only the number is missing from the plan: it is drawn in the change.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/personal_index.h"
#include "fields/tally.h"
#include "people/may.h"
#include "records/draft.h"
#include "records/history_steps.h"
#include "records/office.h"
#include "records/record_deadline.h"
#include "records/row_days.h"
#include "store/change.h"

enum { NONCE_SIZE = 16 };

struct span_row {
    const struct state *state;
    const char *since_on, *from_on, *until_on;
    const char *step, *unit;
    int part;
    instant_t recorded_at;
};

struct due_row {
    const char *clock, *due, *from_on, *until_on;
    int part;
    size_t line; /* of the history row that made it */
};

struct history_value_row {
    const char *field;
    const char *old, *new;
    bool erased; /* by order: only the commitment is left */
    uint8_t nonce[NONCE_SIZE];
    uint8_t commitment[HASH_SIZE];
};

struct history_row {
    int64_t id;
    int64_t version;
    const char *step, *on, *reason;
    instant_t recorded_at;
    const char *after; /* the engine's columns after it, without the number */
    bool numbered;     /* the record has its number by then */
    ARRAY(struct history_value_row) values;
    struct db_value changes; /* the same, packed */
};

struct step_work;

struct write {
    struct office *office;
    struct arena *mem;
    struct record after;
    bool is_new;
    const char *by;
    instant_t at; /* created_at, or when the change was entered */

    /* what was there, for an existing record */
    struct catalogue *catalogue;
    struct record before;
    struct counted_record counted_before; /* `before` as the tally has it */
    const char *old_state;
    bool old_cancelled;
    int64_t old_version;
    const char *old_unit, *old_issuer, *old_secrecy;
    const char *old_tokens;
    struct step_work *work;    /* of a new record, what its steps leave (step_work.h); NULL: none */
    enum given given;          /* to who acts: by assignments to the scope's whoms */
    const char *acts_for;      /* who is away and is stood in for (write_acts_for), in words; NULL: nobody */
    int open_span;             /* part of the span to close; -1 none */
    const char *span_until;    /* closed on this day */
    struct span_row last_span; /* the newest, written or to be written */
    struct row_days row_days;  /* what the record's row tells of its spans */
    int open_due;
    const char *due_until;
    struct due_row last_due;
    struct clock_walk clocks;  /* all it had, and the one whose due date it is */
    ARRAY(const char *) taken; /* the steps taken before */
    const char *last_on;       /* the day of the newest step; nothing is done before it */

    /* What is wrong with it so far. Planning goes on, so that all of it is said at once; nothing of it is written. */
    struct draft_faults faults;
    const char *confirmed; /* the codes that were given, "" where none */

    int64_t with;               /* a record that is made in the same act, which a link may name; 0: none */
    const struct step *granted; /* an act that was allowed by itself takes this step with it; NULL */

    ARRAY(struct span_row) spans;
    ARRAY(struct due_row) dues;
    ARRAY(struct history_row) history;
    const char *tokens;
    struct personal_keys old_personal, personal; /* what it was and is found by that is personal */

    /* the number it draws */
    const struct book *book; /* NULL: none */
    const char *series;
    const char *number_on;
    int slot;
    int64_t offset;   /* from the slot's first number */
    int64_t reserved; /* a reserved number taken instead; 0 none */
    int64_t old;      /* an old number that it keeps; 0 none */
    int64_t seq;      /* the one it has or, once it is applied, has drawn */

    /* Its place in the order of the book's days was judged: by what others wrote until it was planned. In the change it
     * is judged again, so that two who write at once cannot pass one another. */
    bool ordered;
    struct db_value day_begin, day_end; /* of its day; the end is not part of it */
    bool number_in_search;
    bool undoes; /* it puts back what stood there: nothing is asked again */
};

struct write *write_new(struct office *office, struct arena *mem, const struct register_definition *reg);

/* Plans a new record with the steps it has taken. */
struct write *write_plan_new(struct office *office, struct arena *mem, const struct draft *draft, struct err *err);

/* Opens an existing record for a plan; write_plan_step and write_plan_values follow, then write_finish. */
struct write *write_open(struct office *office, struct arena *mem, struct db *db, int64_t id, int64_t version,
                         struct err *err);
/* What follows is done for TO where the scope stands in for them: each line of the history says it, “thay …”. Found by
 * write_open where the record is given to who acts in no other way that is as good; set anew by who acts on a line. */
bool write_acts_for(struct write *write, struct db *db, const char *to, struct err *err) MUST_CHECK;
/* REASON, and for whom it is done. */
const char *write_reason(const struct write *write, const char *reason);
bool write_plan_step(struct write *write, const struct draft_step *step, struct err *err) MUST_CHECK;
/* CHANGED false: the values are what stands there already, and nothing is planned. */
bool write_plan_values(struct write *write, const struct draft_value *values, size_t count, bool *changed,
                       struct err *err) MUST_CHECK;

/* A change that is no step of the register: what was said, linked, handed about. OLD and NEW are as stored. */
struct write_note {
    const char *name, *old, *new;
};
void write_plan_act(struct write *write, const char *step, const char *reason, const struct write_note *notes,
                    size_t count);
void write_finish(struct write *write);

/* The record as the tally is to have it, once it is planned. */
struct counted_record write_counted(const struct write *write);

/* Plans that the due date follows the calendar; CHANGED false: it is what it was, and nothing is planned. */
bool write_plan_calendar(struct write *write, const char *reason, bool *changed, struct err *err) MUST_CHECK;

/* Adds a fault; one that stands there already is not told twice. */
void write_blame(struct write *write, const struct err *fault);

/* False where there are faults: the first is the err, all are said to who asked for them (office->faults). */
bool write_is_blameless(const struct write *write, struct err *err) MUST_CHECK;

/* --- the day of a step (write_days.c) ----------------------------------------------------------------------------- */

/* The day on which STEP, NULL for the built-in cancel, happens: GIVEN's, or that in the field of `day_field:` as it is
 * given or stands, which GIVEN must not contradict; today without either. Not in the future, not before the step
 * before: with `earlier_day:` it is then on that step's day. DONE_ON is the day by which what it resolves is judged,
 * the same or the earlier one of the field. The fault names "on" or the field. */
bool write_step_day(struct write *write, const struct step *step, const struct draft_step *given, const char **on,
                    const char **done_on, struct err *err) MUST_CHECK;
/* A step that was taken on the day in FIELD; NULL. */
const struct step *write_day_taken(const struct write *write, const struct field *field);

/* --- its clock (write_clocks.c) --------------------------------------------------------------------------------- */

/* The record begins ON: so does the clock that is declared to. */
bool write_clock_begin(struct write *write, const char *on, struct err *err) MUST_CHECK;
/* STEP was taken from a state of the group BEFORE; values and state are those after it. What does not fit its clock
 * goes to the faults. */
bool write_clock_step(struct write *write, const struct step *step, enum state_group before, const char *on,
                      struct err *err) MUST_CHECK;
/* Values were changed: where the clock rests on one of them, the due date it gives holds from ON. */
bool write_clock_follow(struct write *write, const char *on, struct err *err) MUST_CHECK;
/* The calendar is another one: what the clock gives now holds from ON. MOVED: it is another due date. */
bool write_clock_recount(struct write *write, const char *on, bool *moved, struct err *err) MUST_CHECK;
/* The day from which a changed due date holds: today; of what is resolved the day it was resolved, because its verdict
 * is that of this day. */
const char *write_clock_day(const struct write *write, const char *today);
/* CHANGED is the record as its values are to be set outside a step. False with a FAULT in the field `reason` where that
 * moves a due date and no reason is given, in `length_field` where no limit can be read. */
bool write_clock_judge(struct write *write, const struct record *changed, const char *reason,
                       struct err *fault) MUST_CHECK;

/* Of a secret record in a general book nothing is kept but its line: refuses WHAT (in words) in FIELD, a file or what
 * somebody says of it. */
bool write_keeps_more(const struct write *write, const char *field, const char *what, struct err *err) MUST_CHECK;

enum { TITLE_MAX = 600 /* bytes, cut on a character */ };
/* What the field of `title:` makes of it; of a secret one in a general book, its line. Lives in MEM. */
const char *write_title(struct arena *mem, const struct definitions *definitions, const struct record *record);

/* May the scope do ACT to the record as it stands (a new one: as it was planned so far)? STEP for ACT_STEP. */
bool write_may(const struct write *write, enum act act, const struct step *step, struct err *err) MUST_CHECK;

/* Refuses to put a record where the scope may not see it; it may stay where it was. */
bool write_check_place(const struct write *write, struct err *err) MUST_CHECK;

/* What a link field was set to must be there, visible, and of the field's register, who is named in a field of type
 * user an account that takes its steps: each that is not is blamed. False only where the database failed. */
bool write_check_links(struct write *write, struct db *db, struct err *err) MUST_CHECK;

/* Blames, or asks about, what AFTER must not or should not share with another record and does. */
bool write_check_claims(struct write *write, const struct record *after, struct db *db, struct err *err) MUST_CHECK;

/* Blames what JUDGEMENT found wrong with VALUES, and, where anything is, what they name and is not there, and what is
 * there already: all of it is told at once. */
struct judgement;
void write_blame_judged(struct write *write, const struct judgement *judgement, const struct draft_value *values,
                        size_t count);

/* Asks what other records have to do with it: its links, what it must not share, the order of its book. What is wrong
 * goes to the faults; false where the database failed. */
bool write_check_others(struct write *write, struct db *db, struct err *err) MUST_CHECK;

/* WORDS of the record that has CLAIM (fields/claims.h) already, as who writes may know of it; NULL: none, or none that
 * may be told. */
struct claim;
bool write_find_rival(const struct write *write, struct db *db, const struct claim *claim, const char **words,
                      struct err *err) MUST_CHECK;

/* How many numbers each series loses to writes that come together. Adding one gives it its place among those of its
 * series; where it draws none, nothing. False with internal.load where there are too many series. Lives in MEM. */
struct load_numbers *load_numbers_new(struct arena *mem);
bool load_numbers_add(struct load_numbers *numbers, struct write *write, struct err *err) MUST_CHECK;

/* The number that stands beside another in its book: its day, and on which side. */
struct neighbour {
    const char *number;
    day_t day;
    bool before;
};
void write_judge_order(struct write *write, const struct book *book, const struct field *dated, day_t day,
                       const struct neighbour *neighbour);

/* Has its place in the book judged again in the change: a record with a number, or with one that is drawn; nothing
 * where the book has no dates, or where it is confirmed that it may stand anywhere. */
void write_keep_order(struct write *write);

/* CODE was confirmed with the values of this write; otherwise TEXT is a fault at FIELD that says how. SHORTLY is what
 * the history keeps. */
void write_ask(struct write *write, const char *code, const char *field, const char *shortly, const char *text);

/* What it will be found by that is personal: made here, for what is made in the change holds up every other write.
 * False where the office's secret cannot be read. */
bool write_plan_personal(struct write *write, struct err *err) MUST_CHECK;

/* Asks for its number alone, or for its series where its place in it is judged again; record_load asks for many at
 * once. */
void write_want_number(struct write *write, struct change *change);

/* Rows of one or many writes, put together so that each table is written at once. They live in MEM and are used again
 * after write_rows_run. */
struct write_rows *write_rows_new(struct arena *mem);

/* One write, without the tally (see tally.h): what is found or changed in the database at once, new rows into ROWS. */
bool write_apply(struct change *change, struct write *write, struct write_rows *rows, struct err *err) MUST_CHECK;

/* Writes ROWS and empties them. */
bool write_rows_run(struct change *change, struct write_rows *rows, struct err *err) MUST_CHECK;

/* --- one record, from plan to commit ------------------------------------------------------------------------------ */

/* A write of one record: ID of an existing one, or of the one that PLAN makes. PLAN runs on the caller's thread, again
 * where somebody else was faster and the caller named no version; NULL without an err (ALREADY set): nothing is to be
 * done. ROWS, may be NULL, adds the statements of other tables. */
struct writing {
    struct office *office;
    int64_t id, version;
    bool is_new;
    struct write *(*plan)(struct writing *writing, struct arena *mem, struct db *db, struct err *err);
    bool (*rows)(struct writing *writing, struct change *change, struct err *err);
    void *arg; /* of both, where the writing is not the first member of what they need (write.c) */
    bool already;
    bool quiet; /* nothing of it is announced */
    struct write *write;
    bool ordered;       /* the last plan was */
    struct err failure; /* of several: why this one is refused; kind ERR_NONE where it is not */
};

/* Writes it with its tally and outbox line; fills office->written. Where office->request was done before nothing is
 * done again. */
bool write_run(struct writing *writing, struct arena *mem, struct err *err) MUST_CHECK;

/* Several records of one office in one act: all are written, or none is. None is named twice. Each that is refused says
 * why, the err is the first of them; office->written and the request are those of the first record. */
bool write_run_all(struct writing *const *writings, size_t count, struct arena *mem, struct err *err) MUST_CHECK;
