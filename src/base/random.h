/* src/base/random.h
 * Random bytes from the kernel, and a seeded sequence for samples and tests.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* From getrandom; ends the process when the kernel has none. */
void random_bytes(void *out, size_t size);

/* A seeded sequence: the same numbers on every machine (xoshiro256**). */
struct random_sequence {
    uint64_t state[4];
};

void random_seed(struct random_sequence *sequence, uint64_t seed);
uint64_t random_next(struct random_sequence *sequence);
/* 0 … below−1, without bias; BELOW is not 0. */
uint32_t random_below(struct random_sequence *sequence, uint32_t below);
/* low … high, both included. */
int random_between(struct random_sequence *sequence, int low, int high);
