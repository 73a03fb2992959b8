/* SPDX-License-Identifier: Apache-2.0 */
#include "base/random.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

void random_bytes(void *out, size_t size)
{
    unsigned char *at = out;
    while (size > 0) {
        ssize_t got = getrandom(at, size, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            abort();
        at += got;
        size -= (size_t)got;
    }
}

/* splitmix64 spreads a small seed over the state. */
void random_seed(struct random_sequence *sequence, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        seed += 0x9E3779B97F4A7C15u;
        uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        sequence->state[i] = z ^ (z >> 31);
    }
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t random_next(struct random_sequence *sequence)
{
    uint64_t *s = sequence->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

uint32_t random_below(struct random_sequence *sequence, uint32_t below)
{
    assert(below > 0);
    uint32_t limit = UINT32_MAX - UINT32_MAX % below;
    uint32_t value;
    do
        value = (uint32_t)(random_next(sequence) >> 32);
    while (value >= limit);
    return value % below;
}

int random_between(struct random_sequence *sequence, int low, int high)
{
    uint32_t span = (uint32_t)high - (uint32_t)low;
    uint32_t above = span == UINT32_MAX ? (uint32_t)(random_next(sequence) >> 32) : random_below(sequence, span + 1);
    return (int)((uint32_t)low + above);
}
