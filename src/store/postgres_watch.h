/* src/store/postgres_watch.h
 * Is PostgreSQL there? One thread asks it every WATCH_BEAT_MS on a connection of its own and knows before the others.
 *
 * When no answer comes within WATCH_SILENCE_MS, nor from a new connection, the database is away: every socket that was
 * registered is shut down, so that a thread waiting for an answer of a server that is frozen, or behind a network that
 * drops everything, wakes with a lost connection; and from then on nobody tries to connect but the watch, so that
 * visitors are refused at once instead of waiting one after the other. It looks again every WATCH_RETRY_MS. When the
 * database is back, threads connect anew at their next question.
 *
 * A statement may take as long as it likes, as long as the database answers the watch, unless watch_limit gave it a
 * time: then a backend that alone stands still loses its connection too.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum {
    WATCH_BEAT_MS = 500,
    WATCH_SILENCE_MS = 2000,
    WATCH_RETRY_MS = 100,
};

struct store;
struct pg_db;
struct pg_watch;

/* Does not look yet. RETURNED is called on the watch's thread each time the database has come back; it must be short.
 */
struct pg_watch *watch_new(struct store *store, void (*returned)(void *arg), void *arg);
bool watch_start(struct pg_watch *watch, struct err *err) MUST_CHECK;
void watch_stop(struct pg_watch *watch); /* the thread has ended; WATCH may still be asked */
void watch_free(struct pg_watch *watch); /* after every registered connection is gone; accepts NULL */

/* All of the following accept a WATCH of NULL: an office opened for reading has none, and nothing is away. */
bool watch_is_on(const struct pg_watch *watch); /* started: it says in the log what happens to the database */
bool watch_is_away(const struct pg_watch *watch);
void watch_suspect(struct pg_watch *watch); /* somebody could not connect: look now */
void watch_limit(struct pg_watch *watch, int64_t milliseconds);

/* A connection from after it was made until before it is closed. The watch has a descriptor of its own for the socket:
 * libpq closes its own as soon as it sees the end, and the number may be another socket's then. */
void watch_add(struct pg_watch *watch, struct pg_db *db);
void watch_remove(struct pg_watch *watch, struct pg_db *db);

/* Nobody answers at this address, or a server that is only starting. */
bool pg_is_away(const char *url);
