/* src/store/id.h
 * 64-bit ids in the order of time: 0 · 41 bits of ms since 2015-01-01Z · 10 bits of node · 12 bits of sequence.
 *
 * Outside they are 13 letters of lower-case Crockford base 32. Ids of a process only grow: where the clock stands still
 * or steps back, or a millisecond is used up, they run ahead of it. The store continues behind the ids it holds.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/date.h"

enum { ID_SIZE = 14, ID_PER_MS = 4096, ID_NODE_MAX = 1023 };

/* The next id of this process. The node was leased by the store. Safe from every thread. */
int64_t id_next(void);
void id_set_node(int node);

/* The same, greater than ID, too, though another process drew that, whose clock is ahead or whose node is greater. */
int64_t id_next_after(int64_t id);

/* Every id given from now on is greater than ID. */
void id_set_floor(int64_t id);

/* An id of a given instant, for samples and imports that must be the same on every machine: SEQUENCE 0 … 4095. */
int64_t id_at(instant_t at, int node, int sequence);

instant_t id_instant(int64_t id);

void id_print(int64_t id, char out[ID_SIZE]);

/* Exactly 13 letters; o, i and l are read as 0 and 1, upper case as lower case. */
bool id_parse(const char *text, int64_t *id) MUST_CHECK;
