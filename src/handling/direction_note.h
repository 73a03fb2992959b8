/* src/handling/direction_note.h
 * What the history says of a direction and of the tasks made of it: enough to make their rows again.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/direction.h"
#include "records/writing.h"

/* The value `direction.ID` of a line `direct`: who, when, where and the words, a line each; the words are the rest. */
const char *direction_note_print(struct arena *mem, const struct direction *direction);

/* The value `direction.ID` of a line `carry-out`: the batch and the tasks, ids with a space between. */
const char *direction_batch_print(struct arena *mem, int64_t batch, const int64_t *tasks, size_t count);

/* May something be said on it, and tasks be made of that? */
bool direction_may(const struct write *write, struct err *err) MUST_CHECK;

/* The columns of `direction d`. */
#define DIRECTION_COLUMNS "d.id, d.record, d.speaker, d.said_on, d.source, d.words, d.created_at, d.created_by"
enum { DIRECTION_COLUMN_COUNT = 8 };
