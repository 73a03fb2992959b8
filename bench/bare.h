/* bench/bare.h
 * The limit of writing: the rows of an office that is there, inserted into an empty one by SQLite alone.
 *
 * The same rows of a record (number, record, its register's fields, spans, due dates, history, search, outbox), the
 * series' next number and the tally, in the records' order, by prepared statements on one connection (WAL, synchronous
 * FULL, SQLite's own checkpoints), PER_COMMIT records a transaction. Only the inserting is timed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "measure.h"

/* Records of FROM (a folder) that are written to TO (an empty office), a second. COUNT 0 is all of them. */
double bare_records_a_second(const struct bench *bench, const char *from, const char *to, size_t per_commit,
                             size_t count);

/* How often a second 4 KiB appended to a file in FOLDER are made lasting. */
double bare_syncs_a_second(const char *folder);

/* Records in the office. */
size_t bare_record_count(const char *folder);
