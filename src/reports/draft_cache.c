/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/draft_cache.h"

#include <assert.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "reports/texts.h"

/* The newest line of the history, and how many of the last STAMP_WINDOW lines are there: PostgreSQL's sequences commit
 * out of order, so an older one may still come in behind it. */
struct stamp {
    int64_t newest, lines;
};

enum { STAMP_WINDOW = 4096 };

struct kept {
    struct arena *mem; /* of the draft */
    const struct report_draft *draft;
    const struct report_definition *report;
    char period[PERIOD_NAME_SIZE];
    struct stamp stamp;
    instant_t made_at;
    int readers;
    uint64_t used;
};

/* A draft that somebody is making. */
struct flight {
    const struct report_definition *report;
    const char *period;
    struct flight *next;
};

struct draft_cache {
    pthread_mutex_t lock;
    pthread_cond_t landed;
    struct flight *flights;
    struct kept *kept[DRAFT_CACHE_MAX];
    uint64_t clock, made;
};

struct ticket {
    struct draft_cache *cache;
    struct kept *kept;
};

struct draft_cache *draft_cache_new(void)
{
    struct draft_cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        abort();
    pthread_mutex_init(&cache->lock, NULL);
    pthread_cond_init(&cache->landed, NULL);
    return cache;
}

static void kept_free(struct kept *kept)
{
    if (!kept)
        return;
    assert(kept->readers == 0);
    arena_free(kept->mem);
    free(kept);
}

void draft_cache_free(struct draft_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < DRAFT_CACHE_MAX; i++)
        kept_free(cache->kept[i]);
    pthread_cond_destroy(&cache->landed);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

static bool is_in(const struct draft_cache *cache, const struct kept *kept)
{
    for (size_t i = 0; i < DRAFT_CACHE_MAX; i++)
        if (cache->kept[i] == kept)
            return true;
    return false;
}

/* A reader is done; what was replaced meanwhile goes with its last reader. */
static void release(void *thing)
{
    struct ticket *ticket = thing;
    struct kept *kept = ticket->kept;
    ticket->kept = NULL;
    if (!kept)
        return;
    pthread_mutex_lock(&ticket->cache->lock);
    bool last = --kept->readers == 0 && !is_in(ticket->cache, kept);
    pthread_mutex_unlock(&ticket->cache->lock);
    if (last)
        kept_free(kept);
}

static const struct db_column stamp_columns[] = { DB_COLUMN_INT(struct stamp, newest),
                                                  DB_COLUMN_INT(struct stamp, lines) };

/* The limit says no more than the condition, but PostgreSQL expects a third of all lines of the condition alone, and
 * read the whole history (86 ms of a dashboard at 570,000 records). */
static bool read_stamp(struct store *store, struct arena *mem, struct stamp *stamp, struct err *err)
{
    struct db *db = db_for_read(store, err);
    bool found;
    return db && db_one(db, mem,
                        SQL("select coalesce(max(h.seq), 0), count(*) from "
                            "(select seq from history order by seq desc limit 4096) h "
                            "where h.seq > (select coalesce(max(seq), 0) - 4096 from history)"),
                        DB_NONE, stamp_columns, COUNT_OF(stamp_columns), stamp, &found, err);
}

static bool is_same_stamp(const struct stamp *a, const struct stamp *b)
{
    return a->newest == b->newest && a->lines == b->lines;
}

/* Was a record of REGISTERS written since THEN? Lines within the window before it that came in late are counted by
 * their number: all that were not there then count. */
static bool was_written(struct store *store, const struct stamp *then, const char *registers, bool *written,
                        struct err *err)
{
    struct db *db = db_for_read(store, err);
    int64_t in_window, since;
    if (!db || !db_one_int(db, SQL("select count(*) from history where seq > $1 and seq <= $2"),
                           DB(db_int(then->newest - STAMP_WINDOW), db_int(then->newest)), 0, &in_window, err))
        return false;
    *written = in_window != then->lines; /* a late one: of whichever register */
    if (*written)
        return true;
    if (!db_one_int(db,
                    SQL("select count(*) from (select 1 as one from history h join record r on r.id = h.record "
                        "where h.seq > $1 and replace($2, ',' || r.register || ',', '') <> $2 limit 1) as lines"),
                    DB(db_int(then->newest), db_text(registers)), 0, &since, err))
        return false;
    *written = since > 0;
    return true;
}

static bool is_of(const struct kept *kept, const struct report_definition *report, const char *period)
{
    return kept && kept->report == report && text_equal(kept->period, period);
}

/* The kept draft of WANTED's report and period, whichever its stamp; NULL. */
static struct kept *kept_of(const struct draft_cache *cache, const struct kept *wanted)
{
    for (size_t i = 0; i < DRAFT_CACHE_MAX; i++)
        if (is_of(cache->kept[i], wanted->report, wanted->period))
            return cache->kept[i];
    return NULL;
}

/* The same, which the caller reads and releases. */
static struct kept *find(struct draft_cache *cache, const struct kept *wanted, struct stamp *stamp)
{
    struct kept *found = kept_of(cache, wanted);
    if (found) {
        found->readers++;
        found->used = ++cache->clock;
        *stamp = found->stamp;
    }
    return found;
}

/* In the place of an older one of the same report and period, an empty one, or the one longest unused. */
static void keep(struct draft_cache *cache, struct kept *kept)
{
    pthread_mutex_lock(&cache->lock);
    size_t place = 0;
    uint64_t oldest = UINT64_MAX;
    for (size_t i = 0; i < DRAFT_CACHE_MAX; i++) {
        const struct kept *other = cache->kept[i];
        bool replaced = is_of(other, kept->report, kept->period);
        uint64_t age = !other || replaced ? 0 : other->used;
        if (age < oldest) {
            oldest = age;
            place = i;
        }
    }
    struct kept *gone = cache->kept[place];
    cache->kept[place] = kept;
    kept->used = ++cache->clock;
    bool unread = gone && gone->readers == 0;
    pthread_mutex_unlock(&cache->lock);
    if (unread)
        kept_free(gone);
}

/* The draft has an arena of its own, which outlives the request. */
static struct kept *make(const struct kept *wanted, struct store *store, const struct definitions *definitions,
                         struct err *err)
{
    jmp_buf frame;
    struct kept *volatile kept = calloc(1, sizeof *kept);
    if (!kept) {
        err_set(err, ERR_BUSY, "memory", NULL, TEXT_NO_MEMORY_FOR_DRAFT);
        return NULL;
    }
    *kept = *wanted;
    kept->readers = 1;
    kept->mem = arena_begin(ARENA_JOB_MAX);
    if (kept->mem && setjmp(frame) == 0) {
        arena_catch(kept->mem, &frame);
        kept->draft = report_draft_read(kept->mem, store, definitions, kept->report, kept->period, NULL, err);
    } else {
        kept->draft = NULL;
        err_set(err, ERR_BUSY, "memory", NULL, TEXT_NO_MEMORY_FOR_DRAFT);
    }
    if (kept->mem)
        arena_catch(kept->mem, NULL);
    if (kept->draft)
        return kept;
    kept->readers = 0;
    kept_free(kept);
    return NULL;
}

/* --- one at a time ------------------------------------------------------------------------------------------------ */

static bool is_flying(const struct draft_cache *cache, const struct kept *wanted)
{
    for (const struct flight *flight = cache->flights; flight; flight = flight->next)
        if (flight->report == wanted->report && text_equal(flight->period, wanted->period))
            return true;
    return false;
}

static void land(struct draft_cache *cache, struct flight *flight)
{
    pthread_mutex_lock(&cache->lock);
    struct flight **at = &cache->flights;
    while (*at != flight)
        at = &(*at)->next;
    *at = flight->next;
    pthread_cond_broadcast(&cache->landed);
    pthread_mutex_unlock(&cache->lock);
}

static struct kept *make_alone(struct draft_cache *cache, struct flight *flight, const struct kept *wanted,
                               struct store *store, const struct definitions *definitions, struct err *err)
{
    struct kept *made = make(wanted, store, definitions, err);
    if (made)
        keep(cache, made);
    land(cache, flight);
    return made;
}

/* Takes the kept draft where it is true: a draft that is not is still in TICKET, for who takes an older one. */
static bool is_true(struct draft_cache *cache, struct kept *kept, struct stamp stamp, const struct kept *wanted,
                    struct store *store, bool *still, struct err *err)
{
    bool written = false;
    *still = is_same_stamp(&stamp, &wanted->stamp);
    if (*still)
        return true;
    if (!was_written(store, &stamp, kept->draft->registers, &written, err))
        return false;
    *still = !written;
    if (*still) { /* it was true at WANTED's stamp too */
        pthread_mutex_lock(&cache->lock);
        kept->stamp = wanted->stamp;
        pthread_mutex_unlock(&cache->lock);
    }
    return true;
}

static struct kept *read_kept(struct draft_cache *cache, struct ticket *ticket, struct kept *wanted,
                              struct store *store, const struct definitions *definitions, instant_t *older_of,
                              struct arena *mem, struct err *err)
{
    struct flight flight = { .report = wanted->report, .period = wanted->period };
    for (;;) {
        struct stamp stamp;
        bool still = false;
        if (!read_stamp(store, mem, &wanted->stamp, err))
            return NULL;
        pthread_mutex_lock(&cache->lock);
        struct kept *found = find(cache, wanted, &stamp);
        pthread_mutex_unlock(&cache->lock);
        ticket->kept = found;
        if (found && !is_true(cache, found, stamp, wanted, store, &still, err)) {
            release(ticket);
            return NULL;
        }
        if (still)
            return found;
        pthread_mutex_lock(&cache->lock);
        bool flying = is_flying(cache, wanted);
        bool missed = !flying && kept_of(cache, wanted) != found; /* somebody's landed since FOUND was looked at */
        if (missed) {
            /* it may be true: look again */
        } else if (!flying) {
            flight.next = cache->flights;
            cache->flights = &flight;
            cache->made++;
        } else if (!(found && older_of)) {
            pthread_cond_wait(&cache->landed, &cache->lock);
        }
        pthread_mutex_unlock(&cache->lock);
        if (flying && found && older_of) {
            *older_of = found->made_at;
            return found;
        }
        if (found)
            release(ticket);
        if (!flying && !missed)
            return make_alone(cache, &flight, wanted, store, definitions, err);
    }
}

const struct report_draft *draft_cache_read(struct draft_cache *cache, struct arena *mem, struct store *store,
                                            const struct definitions *definitions,
                                            const struct report_definition *report, const char *period,
                                            instant_t *older_of, struct err *err)
{
    struct period parsed;
    struct kept wanted = { .report = report, .made_at = clock_now() };
    struct ticket *ticket = ARENA_NEW(mem, struct ticket);
    ticket->cache = cache;
    if (older_of)
        *older_of = 0;
    if (!period_parse_for(report->period, period, &parsed, err))
        return NULL;
    memcpy(wanted.period, parsed.name, sizeof wanted.period);
    arena_defer(mem, release, ticket); /* before anything is taken */
    ticket->kept = read_kept(cache, ticket, &wanted, store, definitions, older_of, mem, err);
    return ticket->kept ? ticket->kept->draft : NULL;
}

uint64_t draft_cache_made(struct draft_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    uint64_t made = cache->made;
    pthread_mutex_unlock(&cache->lock);
    return made;
}
