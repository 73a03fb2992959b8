/* src/exchange/job_names.h
 * The jobs that run beside answering: what they are called, how often they look for work, and which of them only one of
 * several programs runs at a time. The jobs themselves are in jobs/; the page, the API and they agree on this table.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum job {
    JOB_SEAL,
    JOB_OUTBOX,
    JOB_CALENDAR,
    JOB_HANDOVER,
    JOB_TALLY,
    JOB_RESERVATIONS,
    JOB_SERIES,
    JOB_DIGEST,
    JOB_MAIL,
    JOB_TALLY_TIDY,
    JOB_SESSIONS,
    JOB_IDEMPOTENCY,
    JOB_OUTBOX_EXPIRE,
    JOB_MAIL_FORGET,
    JOBS
};

struct job_name {
    const char *name;  /* in job_run */
    const char *label; /* for people */
    int64_t every_ms;  /* how often it looks; of the digest: how often it asks whether it is time */
    bool alone;        /* of several programs one runs it (store/job_run.h) */
    bool waits;        /* for another machine: it has a thread of its own */
};

extern const struct job_name job_names[JOBS];

/* NULL where there is no job of this NAME any more. */
const struct job_name *job_name_find(const char *name);
