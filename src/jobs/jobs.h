/* src/jobs/jobs.h
 * What the server does beside answering: one thread that seals the history, sends what waits in the outbox, adds up
 * counts that were written apart, makes the morning's digests and forgets what is over; another that sends mail, which
 * waits for other machines. exchange/job_names.h lists the jobs.
 *
 * Work is found in the database, never handed over in memory: a process that dies loses nothing, the next goes on. A
 * job that fails is logged and tried again at its next turn. When each ran last and what came of it stands in `job_run`
 * (store/job_run.h), of those that run every few seconds once a minute and when they fail.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdatomic.h>

#include "records/office.h"

struct jobs;

/* OFFICE is copied; its store must outlive the jobs. PUBLIC_URL goes into mails; NULL: they have no links. */
struct jobs *jobs_start(const struct office *office, const char *public_url, struct err *err) MUST_CHECK;

/* A job at work: what it needs, and what it says came of it. */
struct job_work {
    struct office *office;
    struct arena *mem;
    const char *public_url;
    const char *owner;           /* of its claims: this program, this time it runs */
    const atomic_bool *stopping; /* the program ends: what waits for another machine gives up */
    const char *result;          /* for people, "" without it; lives in MEM */
    instant_t next_at;           /* when it has work again; 0: after its usual time */
};

/* The mails of this morning, where it is time: on a working day from `mail.hour` on, once a day. */
bool job_digest(struct job_work *work, struct err *err) MUST_CHECK;

/* Sends what is due. */
bool job_mail(struct job_work *work, struct err *err) MUST_CHECK;

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

/* One turn of the outbox: at most OUTBOX_TURN lines, oldest first, none that may still be taken back
 * (records/undo.h). DONE is how many were taken by all. */
enum { OUTBOX_TURN = 256, OUTBOX_KEPT_DAYS = 7 };
bool outbox_send(struct office *office, struct arena *mem, const struct outbox_receiver *receivers, size_t *done,
                 struct err *err) MUST_CHECK;

/* Forgets lines sent more than OUTBOX_KEPT_DAYS ago. */
bool outbox_expire(struct office *office, struct arena *mem, struct err *err) MUST_CHECK;
