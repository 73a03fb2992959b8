/* src/records/write.h
 * Everything that changes records. Each is one change: record, number, spans, due, links, tally, search text, history
 * and outbox together, or nothing. A record is not put where the scope may not see it (forbidden.place), and a link
 * field names a record the scope sees, of the field's register.
 *
 * Each says in office->written which record it wrote and the version that is its newest now; a request with a key is
 * done once (office.h). With VERSION 0 a write that was overtaken by another is planned again.
 *
 * What is wrong with the values is found all at once (judge.h): office->faults has it, the err the first of it.
 *
 * `on` is when it happened (not in the future, not before the step before it), recorded_at when we learnt it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/draft.h"
#include "records/office.h"

enum {
    RECORD_REASON_MAX = 500, /* characters of why a due date is moved */
    LOAD_CHUNK = 1024,
    LOAD_MEMORY_MAX = 4 * ARENA_JOB_MAX, /* what one transaction of an import may plan */
};

/* Makes one record; ID is its id. */
bool record_create(struct office *office, struct arena *mem, const struct draft *draft, int64_t *id,
                   struct err *err) MUST_CHECK;

/* Sets fields outside a step: those of the entry form, and those of a step that was taken. What is required, or was
 * needed by a step, is not emptied. Values that stand there already are no change. A value `reason`, where the register
 * has no such field, is why; it must be given where the change moves a due date. VERSION is the one the caller saw;
 * 0: whatever it is. */
bool record_set(struct office *office, struct arena *mem, int64_t id, int64_t version, const struct draft_value *values,
                size_t count, struct err *err) MUST_CHECK;

/* Takes a step, or the built-in `cancel` (its reason is required), or takes the newest one back: `undo` (undo.h), which
 * takes no values. */
bool record_step(struct office *office, struct arena *mem, int64_t id, int64_t version, const struct draft_step *step,
                 struct err *err) MUST_CHECK;

/* `answers`, `replaces`, `results-in`, …: a change of the record it comes FROM. The same link again is no change. */
bool record_link(struct office *office, struct arena *mem, int64_t from, const char *kind, int64_t to,
                 struct err *err) MUST_CHECK;

/* Takes a link out again; not-found.link where there is none. REASON may be NULL. */
bool record_unlink(struct office *office, struct arena *mem, int64_t from, const char *kind, int64_t to,
                   const char *reason, struct err *err) MUST_CHECK;

/* Makes many records in the order given. ALL_OR_NOTHING: one transaction (imports); otherwise chunks of LOAD_CHUNK,
 * each whole. Nothing is announced in the outbox: what a load brings has happened before. PROGRESS, may be NULL, hears
 * how many are done. An err names the draft's line. */
bool record_load(struct office *office, struct arena *mem, struct draft *const *drafts, size_t count,
                 bool all_or_nothing, void (*progress)(size_t done, size_t of, void *arg), void *arg,
                 struct err *err) MUST_CHECK;

/* Drafts one after the other, as often as asked: BEGIN goes to the first, NEXT gives each in MEM, NULL after the last.
 * They are all of one register, and were tried: what trying them found out is not found out again. */
struct load_numbers; /* records/writing.h */
struct old_numbers;
struct draft_source {
    bool (*begin)(struct draft_source *source, struct err *err);
    bool (*next)(struct draft_source *source, struct arena *mem, struct draft **draft, struct err *err);
    const struct register_definition *reg;
    size_t count;
    struct load_numbers *numbers;  /* that they draw */
    const struct old_numbers *old; /* that they bring, planned */
};

/* All drafts of SOURCE in one transaction, however many: memory does not grow with their number. SOURCE is asked on the
 * thread that writes, and gives the same as when it was tried, with the catalogue that office->catalogue had then.
 * Where they are many beside what is there, indexes are made after them (change_indexes_defer). */
bool record_load_whole(struct office *office, struct arena *mem, struct draft_source *source,
                       void (*progress)(size_t done, size_t of, void *arg), void *arg, struct err *err) MUST_CHECK;
