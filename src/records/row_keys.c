/* SPDX-License-Identifier: Apache-2.0 */
#include "records/row_keys.h"

#include <stdint.h>
#include <string.h>

#include "base/hash.h"

enum { KEY_WORDS = 4, SLOTS_FIRST = 1024 };

struct row_key {
    uint32_t words[KEY_WORDS];
    int32_t line; /* 0: the slot is free */
};

_Static_assert(sizeof(struct row_key) == 20, "a slot is the hash and the line");

struct row_keys {
    struct arena *mem;
    struct arena *table_mem; /* of SLOTS alone: what was too small goes */
    struct row_key *slots;   /* open addressing; their number is a power of two */
    size_t size, count;
};

static void make_table(struct row_keys *keys, size_t size)
{
    keys->table_mem = arena_part(keys->mem, size * sizeof *keys->slots + ARENA_REQUEST_MAX);
    keys->slots = ARENA_ARRAY(keys->table_mem, struct row_key, size);
    keys->size = size;
}

struct row_keys *row_keys_new(struct arena *mem)
{
    struct row_keys *keys = ARENA_NEW(mem, struct row_keys);
    keys->mem = mem;
    make_table(keys, SLOTS_FIRST);
    return keys;
}

/* Where KEY stands, or would. */
static struct row_key *place_of(const struct row_keys *keys, const struct row_key *key)
{
    size_t at = key->words[0] & (keys->size - 1);
    while (keys->slots[at].line && memcmp(keys->slots[at].words, key->words, sizeof key->words) != 0)
        at = (at + 1) & (keys->size - 1);
    return &keys->slots[at];
}

static void grow(struct row_keys *keys)
{
    struct arena *old_mem = keys->table_mem;
    const struct row_key *old = keys->slots;
    size_t size = keys->size;
    make_table(keys, 2 * size);
    for (size_t i = 0; i < size; i++)
        if (old[i].line)
            *place_of(keys, &old[i]) = old[i];
    arena_free(old_mem);
}

int row_keys_line(struct row_keys *keys, const char *key, int line)
{
    uint8_t hash[HASH_SIZE];
    struct row_key new = { .line = line };
    hash_bytes(key, strlen(key), hash);
    memcpy(new.words, hash, sizeof new.words);
    if (4 * (keys->count + 1) > 3 * keys->size)
        grow(keys);
    struct row_key *place = place_of(keys, &new);
    if (place->line)
        return place->line;
    *place = new;
    keys->count++;
    return 0;
}

void row_keys_forget(struct row_keys *keys)
{
    memset(keys->slots, 0, keys->size * sizeof *keys->slots);
    keys->count = 0;
}
