/* bench/bare.h
 * The limit of writing: the rows of records that are there, inserted into another office by the database's library
 * alone.
 *
 * All rows of a record in whatever tables this build has: the record, its register's fields, number, spans, dates,
 * history, search, outbox; besides a counter of the series and one of the state, as tables of the bench. Prepared
 * statements on one connection (SQLite: WAL, FULL; PostgreSQL: pipelined), PER_COMMIT records a transaction. Only the
 * inserting is timed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "offices.h"

/* Records of FROM for which WHERE holds, at most MAX, written to TO, a second. WHOLE: afterwards the rows of tables
 * that know no record, too. */
double bare_records_a_second(const struct measured_office *from, const struct measured_office *to, const char *where,
                             size_t per_commit, size_t max, bool whole);

/* How often a second 4 KiB appended to a file in FOLDER are made lasting. */
double bare_syncs_a_second(const char *folder);
