/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/draft_cache.h"

#include <assert.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/texts.h"

struct kept {
    struct arena *mem; /* of the draft */
    const struct report_draft *draft;
    const struct report_definition *report;
    char period[PERIOD_NAME_SIZE];
    int64_t stamp;
    int readers;
    uint64_t used;
};

struct draft_cache {
    pthread_mutex_t lock;
    struct kept *kept[DRAFT_CACHE_MAX];
    uint64_t clock;
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
    pthread_mutex_lock(&ticket->cache->lock);
    bool last = --ticket->kept->readers == 0 && !is_in(ticket->cache, ticket->kept);
    pthread_mutex_unlock(&ticket->cache->lock);
    if (last)
        kept_free(ticket->kept);
}

/* The newest line of the history, and how many of the last 4096 are there: PostgreSQL's sequences commit out of order,
 * so an older one may still come in behind it. */
static bool read_stamp(struct store *store, struct kept *wanted, struct err *err)
{
    struct db *db = db_for_read(store, err);
    return db && db_one_int(db,
                            SQL("select coalesce(max(seq), 0) * 8192 + count(*) from history "
                                "where seq > (select max(seq) - 4096 from history)"),
                            DB_NONE, 0, &wanted->stamp, err);
}

static bool is_same(const struct kept *a, const struct kept *b)
{
    return a->report == b->report && text_equal(a->period, b->period) && a->stamp == b->stamp;
}

static struct kept *find(struct draft_cache *cache, const struct kept *wanted)
{
    struct kept *found = NULL;
    pthread_mutex_lock(&cache->lock);
    for (size_t i = 0; i < DRAFT_CACHE_MAX && !found; i++)
        if (cache->kept[i] && is_same(cache->kept[i], wanted))
            found = cache->kept[i];
    if (found) {
        found->readers++;
        found->used = ++cache->clock;
    }
    pthread_mutex_unlock(&cache->lock);
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
        bool replaced = other && other->report == kept->report && text_equal(other->period, kept->period);
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
    kept->mem = arena_new(ARENA_JOB_MAX);
    if (setjmp(frame) == 0) {
        arena_catch(kept->mem, &frame);
        kept->draft = report_draft_read(kept->mem, store, definitions, kept->report, kept->period, NULL, err);
    } else {
        kept->draft = NULL;
        err_set(err, ERR_BUSY, "memory", NULL, TEXT_NO_MEMORY_FOR_DRAFT);
    }
    arena_catch(kept->mem, NULL);
    if (kept->draft)
        return kept;
    kept->readers = 0;
    kept_free(kept);
    return NULL;
}

const struct report_draft *draft_cache_read(struct draft_cache *cache, struct arena *mem, struct store *store,
                                            const struct definitions *definitions,
                                            const struct report_definition *report, const char *period, struct err *err)
{
    struct period parsed;
    struct kept wanted = { .report = report };
    struct ticket *ticket = ARENA_NEW(mem, struct ticket);
    ticket->cache = cache;
    if (!period_parse_for(report->period, period, &parsed, err) || !read_stamp(store, &wanted, err))
        return NULL;
    memcpy(wanted.period, parsed.name, sizeof wanted.period);
    ticket->kept = find(cache, &wanted);
    if (!ticket->kept) {
        ticket->kept = make(&wanted, store, definitions, err);
        if (!ticket->kept)
            return NULL;
        keep(cache, ticket->kept);
    }
    arena_defer(mem, release, ticket);
    return ticket->kept->draft;
}
