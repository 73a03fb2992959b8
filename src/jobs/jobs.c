/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/jobs.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "fields/tally.h"
#include "people/session.h"
#include "records/calendar_moves.h"
#include "records/history.h"
#include "store/idempotency.h"

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS, HOUR_MS = 60 * MINUTE_MS };

/* One row a job: how often, and what. */
struct job {
    const char *name;
    int64_t every_ms;
    bool (*run)(struct office *office, struct arena *mem, struct err *err);
};

static bool seal(struct office *office, struct arena *mem, struct err *err)
{
    (void)mem;
    return history_seal(office, err);
}

static bool send_outbox(struct office *office, struct arena *mem, struct err *err)
{
    size_t done = OUTBOX_TURN;
    while (done == OUTBOX_TURN)
        if (!outbox_send(office, mem, outbox_receivers, &done, err))
            return false;
    return true;
}

static bool expire_sessions(struct office *office, struct arena *mem, struct err *err)
{
    return session_expire(office->store, mem, err);
}

static bool expire_requests(struct office *office, struct arena *mem, struct err *err)
{
    (void)mem;
    return idempotency_expire(office->store, err);
}

static bool fold_tally(struct office *office, struct arena *mem, struct err *err)
{
    return store_kind(office->store) == STORE_SQLITE || tally_fold(office->store, mem, err);
}

/* On SQLite changes write no parts; only rows that count nothing any more go. */
static bool tidy_tally(struct office *office, struct arena *mem, struct err *err)
{
    return store_kind(office->store) == STORE_POSTGRES || tally_fold(office->store, mem, err);
}

/* A calendar that was changed late: what it moves is moved, here and where another node was asked; some at a time, so
 * that the other jobs have their turn. */
static bool settle_calendar(struct office *office, struct arena *mem, struct err *err)
{
    size_t moved;
    return calendar_settle(office, mem, CALENDAR_AT_ONCE, &moved, err);
}

static const struct job table[] = {
    { "seal", 2 * SECOND_MS, seal },
    { "outbox", 5 * SECOND_MS, send_outbox },
    { "calendar", 5 * SECOND_MS, settle_calendar },
    { "tally", 2 * SECOND_MS, fold_tally },
    { "tally-tidy", HOUR_MS, tidy_tally },
    { "sessions", HOUR_MS, expire_sessions },
    { "idempotency", HOUR_MS, expire_requests },
    { "outbox-expire", HOUR_MS, outbox_expire },
};

struct jobs {
    struct office office;
    struct arena *mem;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    int64_t next[COUNT_OF(table)]; /* monotonic ms */
};

/* Memory that runs out ends the job, not the thread. */
static void run_job(struct jobs *jobs, const struct job *job)
{
    jmp_buf frame;
    struct err err = { 0 };
    if (setjmp(frame) == 0) {
        arena_catch(jobs->mem, &frame);
        if (!job->run(&jobs->office, jobs->mem, &err))
            log_line(LOG_WARNING, "jobs", "%s: %s.%s %s", job->name, err_kind_name(err.kind), err.subject, err.text);
    } else {
        log_line(LOG_ERROR, "jobs", "%s: out of memory", job->name);
    }
    arena_catch(jobs->mem, NULL);
    arena_reset(jobs->mem);
}

static void run_due(struct jobs *jobs)
{
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (clock_monotonic() < jobs->next[i])
            continue;
        run_job(jobs, &table[i]);
        jobs->next[i] = clock_monotonic() + table[i].every_ms;
    }
}

/* Sleeps until the next job is due or the end is asked for. */
static bool wait_for_work(struct jobs *jobs)
{
    int64_t next = INT64_MAX, now = clock_monotonic();
    for (size_t i = 0; i < COUNT_OF(table); i++)
        next = jobs->next[i] < next ? jobs->next[i] : next;
    int64_t ms = next > now ? next - now : 1;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / SECOND_MS;
    until.tv_nsec += ms % SECOND_MS * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&jobs->lock);
    if (!jobs->stopping)
        pthread_cond_timedwait(&jobs->wake, &jobs->lock, &until);
    bool stopping = jobs->stopping;
    pthread_mutex_unlock(&jobs->lock);
    return !stopping;
}

static void *work(void *arg)
{
    struct jobs *jobs = arg;
    do
        run_due(jobs);
    while (wait_for_work(jobs));
    run_job(jobs, &table[0]); /* what the last requests wrote is sealed too */
    return NULL;
}

struct jobs *jobs_start(const struct office *office, struct err *err)
{
    struct jobs *jobs = calloc(1, sizeof *jobs);
    pthread_condattr_t steady;
    if (!jobs) {
        err_set(err, ERR_BUSY, "memory", NULL, "Không đủ bộ nhớ để chạy việc nền");
        return NULL;
    }
    jobs->office = *office;
    jobs->mem = arena_new(ARENA_JOB_MAX);
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&jobs->wake, &steady);
    pthread_condattr_destroy(&steady);
    int failed = pthread_create(&jobs->thread, NULL, work, jobs);
    if (failed) {
        err_set(err, ERR_BUSY, "threads", NULL, "Không mở được luồng việc nền: %s", strerror(failed));
        arena_free(jobs->mem);
        free(jobs);
        return NULL;
    }
    return jobs;
}

void jobs_stop(struct jobs *jobs)
{
    if (!jobs)
        return;
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    pthread_cond_signal(&jobs->wake);
    pthread_mutex_unlock(&jobs->lock);
    pthread_join(jobs->thread, NULL);
    pthread_cond_destroy(&jobs->wake);
    pthread_mutex_destroy(&jobs->lock);
    arena_free(jobs->mem);
    free(jobs);
}
