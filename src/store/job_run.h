/* src/store/job_run.h
 * When each job ran last and with what result, and which of several programs runs it next.
 *
 * A job that may run only once at a time is claimed: its row says by whom and until when, and a claim that is over may
 * be taken by another, so that a program that dies stops no job. Of programs that ask in the same instant one gets it.
 * Times are instants of the office's clock. A row whose next run lies farther ahead than the job ever waits (the clock
 * was set back) is due.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/change.h"

struct job_run {
    const char *name;
    int64_t started_at, ended_at; /* 0: it has not run yet */
    int64_t ok;
    const char *result;
    int64_t next_at;
    const char *claimed_by; /* "" while nobody runs it */
    int64_t claimed_until;
};

/* Every job that ran once, by name. Lives in MEM. */
bool job_runs(struct db *db, struct arena *mem, struct job_run **runs, size_t *count, struct err *err) MUST_CHECK;

/* MINE: NAME is due (its next run has come, or lies more than LONGEST ahead) and was free; it is OWNER's for LEASE.
 * Asks first and writes only where it may succeed. Milliseconds. */
bool job_claim(struct store *store, struct arena *mem, const char *name, const char *owner, int64_t lease,
               int64_t longest, bool *mine, struct err *err) MUST_CHECK;

/* It has run: what came of it. A claim of RUN->claimed_by ends; one that another took meanwhile stays. */
bool job_note(struct store *store, struct arena *mem, const struct job_run *runs, size_t count,
              struct err *err) MUST_CHECK;
