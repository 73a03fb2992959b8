/* src/records/history.h
 * What happened to a record, so that nobody can change it afterwards without being found.
 *
 * Every change writes a history line with the values it changed (history_values.h), each with a commitment
 * SHA-256(0x02 ‖ nonce ‖ field ‖ old ‖ new). The line's own commitment covers its columns, the engine's columns of the
 * record after it, and the values' commitments, so a value erased by order leaves it valid. The sealer chains the
 * lines: chain = SHA-256(0x03 ‖ chain before ‖ commitment). A seal closes the lines since the seal before it: it has
 * the chain at the newest of them and how many lines are sealed by then, so that none can be missing.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/writing.h"

/* Seals every line that is not sealed yet. Commands call it at their end; the server's job thread as it goes. */
bool history_seal(struct office *office, struct err *err) MUST_CHECK;

/* --- one line ----------------------------------------------------------------------------------------------------- */

/* How much of the definition set's hash a line carries. */
enum { HISTORY_DEFINITIONS_SIZE = 12 };

void history_commit_value(const uint8_t nonce[NONCE_SIZE], const char *field, const char *old, const char *new,
                          uint8_t commitment[HASH_SIZE]);

/* A line's columns as they are stored. */
struct history_columns {
    int64_t record, version;
    const char *step, *on;
    instant_t recorded_at;
    const char *by, *for_whom, *reason, *definitions, *after;
};

/* VALUES are in the order of the fields' names; only their commitments are read. */
void history_commit_line(const struct history_columns *line, const struct history_value_row *values, size_t count,
                         uint8_t commitment[HASH_SIZE]);

/* chain = SHA-256(0x03 ‖ chain before ‖ commitment), in place. */
void history_chain(uint8_t chain[HASH_SIZE], const uint8_t commitment[HASH_SIZE]);

/* The engine's columns as a history line keeps them, those that are as they begin left out:
 * "state=received&due=2021-08-02T17:00&unit=nc&…", without the number, which history_after_number adds once it is
 * drawn. Lives in MEM. */
const char *history_after(struct arena *mem, const struct record *record);
const char *history_after_number(struct arena *mem, const char *after, const char *number);

/* The due dates that the line put in force, at the end of it: "…&clocks=CLOCK,DUE,FROM;CLOCK,DUE,FROM". A line written
 * before clocks were told has none. history_after_row is what comes before: what the record's row says. */
const char *history_after_clock(struct arena *mem, const char *after, const struct due_row *due);
const char *history_after_row(struct arena *mem, const char *after);

/* One of them; NULL where it has none. Lives in MEM. */
const char *history_after_value(struct arena *mem, const char *after, const char *key);
