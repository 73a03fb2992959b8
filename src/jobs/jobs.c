/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/jobs.h"

#include <inttypes.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "exchange/job_names.h"
#include "exchange/mail_queue.h"
#include "fields/tally.h"
#include "handling/handover.h"
#include "handling/series.h"
#include "jobs/texts.h"
#include "people/session.h"
#include "records/calendar_moves.h"
#include "records/history.h"
#include "records/numbers.h"
#include "store/idempotency.h"
#include "store/job_run.h"

enum {
    SECOND_MS = 1000,
    NOTE_MS = 60 * SECOND_MS,                /* what runs every few seconds is noted so often */
    LEASE_MS = 10 * 60 * SECOND_MS,          /* of a job that one program runs */
    LONGEST_MS = 20 * 24 * 3600 * SECOND_MS, /* no job waits longer: a digest over Tết */
    EXPIRE_AT_ONCE = 200,
};

static bool seal(struct job_work *work, struct err *err)
{
    return history_seal(work->office, err);
}

static bool send_outbox(struct job_work *work, struct err *err)
{
    size_t done = OUTBOX_TURN;
    while (done == OUTBOX_TURN)
        if (!outbox_send(work->office, work->mem, outbox_receivers, &done, err))
            return false;
    return true;
}

static bool expire_sessions(struct job_work *work, struct err *err)
{
    return session_expire(work->office->store, work->mem, err);
}

static bool expire_requests(struct job_work *work, struct err *err)
{
    return idempotency_expire(work->office->store, err);
}

static bool fold_tally(struct job_work *work, struct err *err)
{
    return store_kind(work->office->store) == STORE_SQLITE || tally_fold(work->office->store, work->mem, err);
}

/* On SQLite changes write no parts; only rows that count nothing any more go. */
static bool tidy_tally(struct job_work *work, struct err *err)
{
    return store_kind(work->office->store) == STORE_POSTGRES || tally_fold(work->office->store, work->mem, err);
}

/* A calendar that was changed late: what it moves is moved, here and where another node was asked; some at a time, so
 * that the other jobs have their turn. */
static bool settle_calendar(struct job_work *work, struct err *err)
{
    size_t moved;
    return calendar_settle(work->office, work->mem, CALENDAR_AT_ONCE, &moved, err);
}

/* A hand-over that was too much for its request, or whose process died. */
static bool settle_handovers(struct job_work *work, struct err *err)
{
    size_t moved;
    return handover_settle(work->office, work->mem, HANDOVER_AT_ONCE, &moved, err);
}

static bool expire_outbox(struct job_work *work, struct err *err)
{
    return outbox_expire(work->office, work->mem, err);
}

static bool expire_reservations(struct job_work *work, struct err *err)
{
    size_t expired;
    if (!numbers_expire(work->office, work->mem, EXPIRE_AT_ONCE, &expired, err))
        return false;
    if (expired > 0)
        work->result = arena_printf(work->mem, SAY_NUMBERS_EXPIRED, expired);
    return true;
}

/* What comes again opens itself; what is beyond one turn waits for the next. */
static bool open_series(struct job_work *work, struct err *err)
{
    struct series_opened done;
    if (!series_open_due(work->office, work->mem, SERIES_AT_ONCE, &done, err))
        return false;
    if (done.more)
        work->next_at = clock_now() + SECOND_MS;
    if (done.refused > 0)
        return err_set(err, ERR_INVALID, "series", NULL, SAY_SERIES_REFUSED_ROWS, done.opened, done.refused,
                       done.refusal);
    if (done.opened > 0)
        work->result = arena_printf(work->mem, SAY_SERIES_MADE, done.opened, done.late, done.left_out);
    return true;
}

static bool forget_mails(struct job_work *work, struct err *err)
{
    return mail_queue_forget(work->office->store, work->mem, err);
}

static bool (*const runs[JOBS])(struct job_work *work, struct err *err) = {
    [JOB_SEAL] = seal,
    [JOB_OUTBOX] = send_outbox,
    [JOB_CALENDAR] = settle_calendar,
    [JOB_HANDOVER] = settle_handovers,
    [JOB_TALLY] = fold_tally,
    [JOB_RESERVATIONS] = expire_reservations,
    [JOB_SERIES] = open_series,
    [JOB_DIGEST] = job_digest,
    [JOB_MAIL] = job_mail,
    [JOB_TALLY_TIDY] = tidy_tally,
    [JOB_SESSIONS] = expire_sessions,
    [JOB_IDEMPOTENCY] = expire_requests,
    [JOB_OUTBOX_EXPIRE] = expire_outbox,
    [JOB_MAIL_FORGET] = forget_mails,
};

/* --- a thread of jobs --------------------------------------------------------------------------------------------- */

enum { RESULT_SIZE = 300 };

/* What is noted of a job: its words outlive the arena of its run. */
struct last_run {
    instant_t started_at, ended_at, next_at;
    bool ok, unnoted;
    char result[RESULT_SIZE];
};

/* Jobs that wait for nobody, or those that wait for other machines. */
struct lane {
    struct jobs *jobs;
    bool waits;
    struct office office;
    struct arena *mem;
    pthread_t thread;
    int64_t next[JOBS]; /* monotonic ms */
    int64_t note_at;
    struct last_run last[JOBS];
};

struct jobs {
    struct lane lanes[2];
    size_t running;
    char owner[40];
    const char *public_url;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;      /* under the lock */
    atomic_bool ending; /* the same, for who looks without it */
};

/* What a job did last is told until it does something else: one that found nothing to do says nothing. */
static void remember(struct last_run *last, const struct job_work *work, const struct err *err, bool ok, int64_t every)
{
    char words[RESULT_SIZE];
    const char *said = ok ? work->result : err->text;
    snprintf(words, RESULT_SIZE, "%.*s", (int)utf8_cut(said, RESULT_SIZE - 1), said);
    bool quiet = ok && last->ok && text_is_empty(words);
    last->ended_at = clock_now();
    last->next_at = ok && work->next_at ? work->next_at : last->ended_at + every;
    last->unnoted |= last->ok != ok || (!quiet && !text_equal(words, last->result));
    last->ok = ok;
    if (!quiet)
        snprintf(last->result, RESULT_SIZE, "%s", words);
}

/* In the frame of run_job. False where another program runs it, or it is not due. */
static bool run_in_frame(struct lane *lane, enum job job, struct err *err)
{
    const struct job_name *name = &job_names[job];
    struct last_run *last = &lane->last[job];
    struct job_work work = {
        &lane->office, lane->mem, lane->jobs->public_url, lane->jobs->owner, &lane->jobs->ending, "", 0
    };
    bool mine = true;
    if (name->alone &&
        !job_claim(lane->office.store, lane->mem, name->name, lane->jobs->owner, LEASE_MS, LONGEST_MS, &mine, err))
        return true;
    if (!mine)
        return false;
    last->started_at = clock_now();
    bool ok = runs[job](&work, err);
    remember(last, &work, err, ok, name->every_ms);
    return true;
}

/* Memory that runs out ends the job, not the thread. */
static void run_job(struct lane *lane, enum job job)
{
    jmp_buf frame;
    struct err err = { 0 };
    if (setjmp(frame) == 0) {
        arena_catch(lane->mem, &frame);
        if (run_in_frame(lane, job, &err) && err.kind != ERR_NONE)
            log_line(LOG_WARNING, "jobs", "%s: %s.%s %s", job_names[job].name, err_kind_name(err.kind), err.subject,
                     err.text);
    } else {
        log_line(LOG_ERROR, "jobs", "%s: out of memory", job_names[job].name);
        struct job_work work = { .result = "" };
        struct err full = { .text = SAY_JOB_NO_MEMORY };
        remember(&lane->last[job], &work, &full, false, job_names[job].every_ms);
    }
    arena_catch(lane->mem, NULL);
    arena_reset(lane->mem);
}

/* Writes what the others may look at. A claim that is not noted ends by itself, later. */
static void note_runs(struct lane *lane, bool all)
{
    jmp_buf frame;
    struct err err = { 0 };
    struct job_run noted[JOBS];
    size_t count = 0;
    for (size_t i = 0; i < JOBS; i++) {
        struct last_run *last = &lane->last[i];
        if (last->ended_at == 0 || !(all || last->unnoted || job_names[i].alone))
            continue;
        noted[count++] = (struct job_run){ .name = job_names[i].name,
                                           .started_at = last->started_at,
                                           .ended_at = last->ended_at,
                                           .ok = last->ok,
                                           .result = last->result,
                                           .next_at = last->next_at,
                                           .claimed_by = lane->jobs->owner };
    }
    if (setjmp(frame) == 0) {
        arena_catch(lane->mem, &frame);
        if (!job_note(lane->office.store, lane->mem, noted, count, &err))
            log_line(LOG_WARNING, "jobs", "%s.%s %s", err_kind_name(err.kind), err.subject, err.text);
    }
    arena_catch(lane->mem, NULL);
    arena_reset(lane->mem);
    for (size_t i = 0; i < JOBS; i++) {
        struct last_run *last = &lane->last[i];
        last->ended_at = all || last->unnoted || job_names[i].alone ? 0 : last->ended_at;
        last->unnoted = false;
    }
}

static void run_due(struct lane *lane)
{
    bool alone = false, unnoted = false;
    for (size_t i = 0; i < JOBS; i++) {
        if (job_names[i].waits != lane->waits || clock_monotonic() < lane->next[i])
            continue;
        run_job(lane, (enum job)i);
        lane->next[i] = clock_monotonic() + job_names[i].every_ms;
        alone |= job_names[i].alone && lane->last[i].ended_at > 0;
        unnoted |= lane->last[i].unnoted;
    }
    bool all = clock_monotonic() >= lane->note_at;
    if (!all && !alone && !unnoted)
        return;
    note_runs(lane, all);
    if (all)
        lane->note_at = clock_monotonic() + NOTE_MS;
}

/* Sleeps until the next job is due or the end is asked for. */
static bool wait_for_work(struct lane *lane)
{
    struct jobs *jobs = lane->jobs;
    int64_t next = INT64_MAX, now = clock_monotonic();
    for (size_t i = 0; i < JOBS; i++)
        if (job_names[i].waits == lane->waits)
            next = lane->next[i] < next ? lane->next[i] : next;
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
    struct lane *lane = arg;
    do
        run_due(lane);
    while (wait_for_work(lane));
    if (!lane->waits)
        run_job(lane, JOB_SEAL); /* what the last requests wrote is sealed too */
    return NULL;
}

static void forget(struct jobs *jobs)
{
    for (size_t i = 0; i < COUNT_OF(jobs->lanes); i++)
        arena_free(jobs->lanes[i].mem);
    pthread_cond_destroy(&jobs->wake);
    pthread_mutex_destroy(&jobs->lock);
    free(jobs);
}

static struct jobs *make(const struct office *office, const char *public_url)
{
    struct jobs *jobs = calloc(1, sizeof *jobs);
    pthread_condattr_t steady;
    uint64_t chance;
    if (!jobs)
        return NULL;
    random_bytes(&chance, sizeof chance);
    snprintf(jobs->owner, sizeof jobs->owner, "%016" PRIx64, chance);
    jobs->public_url = public_url;
    for (size_t i = 0; i < COUNT_OF(jobs->lanes); i++)
        jobs->lanes[i] =
            (struct lane){ .jobs = jobs, .waits = i == 1, .office = *office, .mem = arena_new(ARENA_JOB_MAX) };
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&jobs->wake, &steady);
    pthread_condattr_destroy(&steady);
    return jobs;
}

struct jobs *jobs_start(const struct office *office, const char *public_url, struct err *err)
{
    struct jobs *jobs = make(office, public_url);
    if (!jobs) {
        err_set(err, ERR_BUSY, "memory", NULL, SAY_JOBS_NO_MEMORY);
        return NULL;
    }
    for (; jobs->running < COUNT_OF(jobs->lanes); jobs->running++) {
        struct lane *lane = &jobs->lanes[jobs->running];
        int failed = pthread_create(&lane->thread, NULL, work, lane);
        if (failed) {
            err_set(err, ERR_BUSY, "threads", NULL, SAY_JOBS_NO_THREAD, strerror(failed));
            jobs_stop(jobs);
            return NULL;
        }
    }
    return jobs;
}

void jobs_stop(struct jobs *jobs)
{
    if (!jobs)
        return;
    atomic_store(&jobs->ending, true);
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    pthread_cond_broadcast(&jobs->wake);
    pthread_mutex_unlock(&jobs->lock);
    for (size_t i = 0; i < jobs->running; i++)
        pthread_join(jobs->lanes[i].thread, NULL);
    forget(jobs);
}
