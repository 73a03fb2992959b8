/* src/store/id.h
 * 64-bit ids in the order of time: 0 · 41 bits of ms since 2015-01-01Z · 10 bits of node · 12 bits of sequence.
 *
 * Outside they are 13 letters of lower-case Crockford base 32. A clock that steps back waits: ids of a node only grow.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/date.h"

enum { ID_SIZE = 14, ID_PER_MS = 4096 };

/* The next id of this process. NODE was leased by the store. Safe from every thread. */
int64_t id_next(void);
void id_set_node(int node);

/* An id of a given instant, for samples and imports that must be the same on every machine: SEQUENCE 0 … 4095. */
int64_t id_at(instant_t at, int node, int sequence);

instant_t id_instant(int64_t id);

void id_print(int64_t id, char out[ID_SIZE]);

/* Exactly 13 letters; o, i and l are read as 0 and 1, upper case as lower case. */
bool id_parse(const char *text, int64_t *id) MUST_CHECK;
