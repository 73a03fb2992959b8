/* bench/database.h
 * The databases without the program: SQLite and PostgreSQL asked by their own libraries, timed in CPU.
 *
 * One connection, used by one thread. A statement that fails gives the measurement up. Texts have no parameters: what
 * they ask for is written into them, so that both databases take the same.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"

enum database_kind { SQLITE, POSTGRES, DATABASE_KINDS };

extern const char *const database_names[DATABASE_KINDS];

/* Plain data: the copying of rows uses the handles themselves. */
struct database {
    enum database_kind kind;
    struct arena *mem;
    sqlite3 *sqlite;
    PGconn *postgres;
    pid_t backend; /* the process that works for the connection; 0 with SQLite */
};

/* WHERE is a file of SQLite or an address of PostgreSQL. Lives in MEM. */
struct database *database_open(struct arena *mem, enum database_kind kind, const char *where);
void database_close(struct database *database);
void databases_close_all(void); /* after a measurement that was given up */

/* Runs TEXT, which gives nothing that is wanted; several statements where there is a semicolon. */
void database_do(struct database *database, const char *text);

/* The first value of the first row; 0 and NULL without a row. The text lives in MEM. */
int64_t database_int(struct database *database, const char *text);
const char *database_text(struct database *database, struct arena *mem, const char *text);

/* The first values of all rows, at most MAX; how many. */
size_t database_texts(struct database *database, struct arena *mem, const char *text, const char **values, size_t max);

/* Milliseconds of CPU that these statements need, prepared once, all rows read; the median of RUNS. */
double database_cost(struct database *database, const char *const *texts, size_t count, int runs);

/* CPU seconds that this thread and the connection's own process have used. */
double database_cpu(const struct database *database);

/* Processes of the server that work for other connections to this database. */
size_t database_backends(struct database *database, pid_t *backends, size_t max);
