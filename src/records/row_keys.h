/* src/records/row_keys.h
 * What the rows of a file claim (fields/claims.h), and which line claimed it first.
 *
 * Of a key its hash of 128 bits is kept, beside the line: 20 bytes, however long the key is. Two keys of one hash would
 * have the later row refused as a double; of a hundred thousand rows that happens in none of 10^28 files by chance, and
 * who could make such a pair would have had to try 2^64 keys to spoil a file of their own.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/arena.h"

struct row_keys;

/* Lives in MEM. */
struct row_keys *row_keys_new(struct arena *mem);

/* The line where KEY was claimed before; 0 where it is new, and is LINE's (above 0) from now on. */
int row_keys_line(struct row_keys *keys, const char *key, int line);

void row_keys_forget(struct row_keys *keys); /* all of them, before the rows are read again */
