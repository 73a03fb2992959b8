/* SPDX-License-Identifier: Apache-2.0 */
#include "store/statement_cache.h"

#include <stdlib.h>
#include <string.h>

#include "store/failures.h"

enum { BUCKETS = 512, RECENT = 256 };

struct statement_cache {
    void (*drop)(void *owner, struct cached *statement);
    void *owner;
    size_t count;
    struct cached *newest, *oldest;
    struct cached *buckets[BUCKETS];
    struct cached *recent[RECENT]; /* by the address of the text: most texts are literals and come again and again */
};

void *store_malloc(size_t size, struct err *err)
{
    void *bytes = calloc(1, size);
    if (!bytes && err)
        store_fail(err, FAIL_BUSY_MEMORY, NULL);
    return bytes;
}

/* FNV-1a */
static uint64_t hash_key(const char *key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (const unsigned char *c = (const unsigned char *)key; *c; c++)
        hash = (hash ^ *c) * 0x100000001b3u;
    return hash;
}

struct statement_cache *statement_cache_new(void (*drop)(void *owner, struct cached *statement), void *owner)
{
    struct statement_cache *cache = store_malloc(sizeof *cache, NULL);
    if (cache) {
        cache->drop = drop;
        cache->owner = owner;
    }
    return cache;
}

void statement_cache_clear(struct statement_cache *cache)
{
    while (cache && cache->newest)
        statement_cache_drop(cache, cache->newest);
}

void statement_cache_free(struct statement_cache *cache)
{
    statement_cache_clear(cache);
    free(cache);
}

static void unlink_age(struct statement_cache *cache, struct cached *statement)
{
    if (statement->newer)
        statement->newer->older = statement->older;
    else
        cache->newest = statement->older;
    if (statement->older)
        statement->older->newer = statement->newer;
    else
        cache->oldest = statement->newer;
}

static void link_newest(struct statement_cache *cache, struct cached *statement)
{
    statement->newer = NULL;
    statement->older = cache->newest;
    if (cache->newest)
        cache->newest->newer = statement;
    else
        cache->oldest = statement;
    cache->newest = statement;
}

static struct cached **recent_slot(struct statement_cache *cache, const char *key)
{
    return &cache->recent[((uintptr_t)key >> 3) % RECENT];
}

struct cached *statement_cache_find(struct statement_cache *cache, const char *key)
{
    struct cached **recent = recent_slot(cache, key);
    if (*recent && strcmp((*recent)->key, key) == 0)
        return *recent;
    uint64_t hash = hash_key(key);
    struct cached *statement = cache->buckets[hash % BUCKETS];
    while (statement && (statement->hash != hash || strcmp(statement->key, key) != 0))
        statement = statement->next;
    if (statement && statement != cache->newest) {
        unlink_age(cache, statement);
        link_newest(cache, statement);
    }
    *recent = statement;
    return statement;
}

bool statement_cache_add(struct statement_cache *cache, const char *key, struct cached *statement)
{
    size_t size = strlen(key) + 1;
    char *copy = store_malloc(size, NULL);
    if (!copy)
        return false;
    memcpy(copy, key, size);
    if (cache->count >= STATEMENTS_KEPT) {
        struct cached *old = cache->oldest;
        while (old && old->pins)
            old = old->newer;
        if (old)
            statement_cache_drop(cache, old);
    }
    statement->key = copy;
    statement->hash = hash_key(key);
    statement->next = cache->buckets[statement->hash % BUCKETS];
    cache->buckets[statement->hash % BUCKETS] = statement;
    link_newest(cache, statement);
    cache->count++;
    return true;
}

void statement_cache_drop(struct statement_cache *cache, struct cached *statement)
{
    for (size_t i = 0; i < RECENT; i++)
        if (cache->recent[i] == statement)
            cache->recent[i] = NULL;
    struct cached **at = &cache->buckets[statement->hash % BUCKETS];
    while (*at != statement)
        at = &(*at)->next;
    *at = statement->next;
    unlink_age(cache, statement);
    cache->count--;
    free(statement->key);
    cache->drop(cache->owner, statement);
}
