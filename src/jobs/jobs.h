/* src/jobs/jobs.h
 * What the server does beside answering: one thread that seals the history, sends what waits in the outbox, adds up
 * counts that were written apart, and forgets what is over.
 *
 * Work is found in the database, never handed over in memory: a process that dies loses nothing, the next goes on. A
 * job that fails is logged and tried again at its next turn.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/office.h"

struct jobs;

/* OFFICE is copied; its store must outlive the jobs. */
struct jobs *jobs_start(const struct office *office, struct err *err) MUST_CHECK;

/* Runs the sealer once more, then ends the thread. Accepts NULL. */
void jobs_stop(struct jobs *jobs);

/* Hears of what happened to records, after it is on disk: mail, webhooks and other systems come here. A line of the
 * outbox is done with when every receiver of its topic took it; a receiver that fails gets it again, so it must not
 * mind a line twice. */
struct outbox_line {
    int64_t id, record;
    const char *topic; /* what was done: create, set, the name of a step … */
    instant_t created_at;
};

struct outbox_receiver {
    const char *name;
    bool (*take)(struct office *office, struct arena *mem, const struct outbox_line *line, struct err *err);
};

extern const struct outbox_receiver outbox_receivers[]; /* ends with a NULL name */

/* One turn of the outbox: at most OUTBOX_TURN lines, oldest first. DONE is how many were taken by all. */
enum { OUTBOX_TURN = 256, OUTBOX_KEPT_DAYS = 7 };
bool outbox_send(struct office *office, struct arena *mem, const struct outbox_receiver *receivers, size_t *done,
                 struct err *err) MUST_CHECK;

/* Forgets lines sent more than OUTBOX_KEPT_DAYS ago. */
bool outbox_expire(struct office *office, struct arena *mem, struct err *err) MUST_CHECK;
