/* SPDX-License-Identifier: Apache-2.0 */
#include "database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum { STATEMENTS_MAX = 48, OPEN_MAX = 32, RUNS_MAX = 64, SECONDS_MAX = 8, NAME_SIZE = 32, MS = 1000 };

const char *const database_names[DATABASE_KINDS] = { "SQLite", "PostgreSQL" };

static void check(struct database *database, bool ok, const char *text)
{
    if (!ok)
        give_up("%s: %s: %.200s", database_names[database->kind],
                database->sqlite ? sqlite3_errmsg(database->sqlite) : PQerrorMessage(database->postgres), text);
}

static struct database *open_ones[OPEN_MAX];

static void remember(struct database *database)
{
    for (size_t i = 0; i < OPEN_MAX; i++)
        if (!open_ones[i]) {
            open_ones[i] = database;
            return;
        }
    give_up("more than %d databases are open", OPEN_MAX);
}

void databases_close_all(void)
{
    for (size_t i = 0; i < OPEN_MAX; i++)
        if (open_ones[i])
            database_close(open_ones[i]);
}

void database_close(struct database *database)
{
    for (size_t i = 0; i < OPEN_MAX; i++)
        if (open_ones[i] == database)
            open_ones[i] = NULL;
    sqlite3_close(database->sqlite);
    PQfinish(database->postgres);
    database->sqlite = NULL;
    database->postgres = NULL;
}

static void close_later(void *database)
{
    database_close(database);
}

static void ignore_notice(void *arg, const char *text)
{
    (void)arg;
    (void)text;
}

struct database *database_open(struct arena *mem, enum database_kind kind, const char *where)
{
    struct database *database = ARENA_NEW(mem, struct database);
    database->kind = kind;
    database->mem = mem;
    remember(database);
    arena_defer(mem, close_later, database);
    if (kind == SQLITE) {
        if (sqlite3_open_v2(where, &database->sqlite, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
            give_up("%s: %s", where, sqlite3_errmsg(database->sqlite));
        database_do(database, "pragma busy_timeout = 20000");
        database_do(database, "pragma journal_mode = wal");
        database_do(database, "pragma synchronous = full");
        database_do(database, "pragma cache_size = -16384");
    } else {
        database->postgres = PQconnectdb(where);
        if (PQstatus(database->postgres) != CONNECTION_OK)
            give_up("%s: %s", where, PQerrorMessage(database->postgres));
        PQsetNoticeProcessor(database->postgres, ignore_notice, NULL);
        database->backend = PQbackendPID(database->postgres);
    }
    return database;
}

static sqlite3_stmt *prepared(struct database *database, const char *text)
{
    sqlite3_stmt *made;
    check(database, sqlite3_prepare_v2(database->sqlite, text, -1, &made, NULL) == SQLITE_OK, text);
    return made;
}

static bool is_answered(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

void database_do(struct database *database, const char *text)
{
    if (database->sqlite) {
        check(database, sqlite3_exec(database->sqlite, text, NULL, NULL, NULL) == SQLITE_OK, text);
        return;
    }
    PGresult *result = PQexec(database->postgres, text);
    check(database, is_answered(result), text);
    PQclear(result);
}

size_t database_texts(struct database *database, struct arena *mem, const char *text, const char **values, size_t max)
{
    size_t count = 0;
    if (database->sqlite) {
        sqlite3_stmt *ask = prepared(database, text);
        while (count < max && sqlite3_step(ask) == SQLITE_ROW) {
            const char *value = (const char *)sqlite3_column_text(ask, 0);
            values[count++] = arena_strdup(mem, value ? value : "");
        }
        sqlite3_finalize(ask);
        return count;
    }
    PGresult *result = PQexec(database->postgres, text);
    check(database, is_answered(result), text);
    for (; count < max && count < (size_t)PQntuples(result); count++)
        values[count] = arena_strdup(mem, PQgetvalue(result, (int)count, 0));
    PQclear(result);
    return count;
}

const char *database_text(struct database *database, struct arena *mem, const char *text)
{
    const char *value = NULL;
    return database_texts(database, mem, text, &value, 1) ? value : NULL;
}

int64_t database_int(struct database *database, const char *text)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    const char *value = database_text(database, mem, text);
    int64_t number = value ? strtoll(value, NULL, 10) : 0;
    arena_free(mem);
    return number;
}

/* --- what statements cost ----------------------------------------------------------------------------------------- */

double database_cpu(const struct database *database)
{
    return cpu_of_thread() + (database->backend ? cpu_of(database->backend) : 0);
}

static int64_t read_rows(sqlite3_stmt *ask)
{
    int64_t read = 0;
    int columns = sqlite3_column_count(ask);
    while (sqlite3_step(ask) == SQLITE_ROW)
        for (int i = 0; i < columns; i++) {
            const unsigned char *value = sqlite3_column_text(ask, i);
            read += value ? value[0] : 0;
        }
    return read;
}

static const char *name_of(size_t number, char name[NAME_SIZE])
{
    snprintf(name, NAME_SIZE, "bare_%zu", number);
    return name;
}

static void ask_once(struct database *database, sqlite3_stmt **asks, const char *const *texts, size_t count)
{
    char name[NAME_SIZE];
    for (size_t i = 0; i < count; i++)
        if (database->sqlite) {
            read_rows(asks[i]);
            check(database, sqlite3_reset(asks[i]) == SQLITE_OK, texts[i]);
        } else {
            PGresult *result = PQexecPrepared(database->postgres, name_of(i, name), 0, NULL, NULL, NULL, 0);
            check(database, is_answered(result), texts[i]);
            PQclear(result);
        }
}

static void prepare_all(struct database *database, sqlite3_stmt **asks, const char *const *texts, size_t count)
{
    char name[NAME_SIZE];
    if (count > STATEMENTS_MAX)
        give_up("more than %d statements", STATEMENTS_MAX);
    for (size_t i = 0; i < count; i++)
        if (database->sqlite) {
            asks[i] = prepared(database, texts[i]);
        } else {
            PGresult *result = PQprepare(database->postgres, name_of(i, name), texts[i], 0, NULL);
            check(database, is_answered(result), texts[i]);
            PQclear(result);
        }
}

double database_cost(struct database *database, const char *const *texts, size_t count, int runs)
{
    sqlite3_stmt *asks[STATEMENTS_MAX] = { NULL };
    double times[RUNS_MAX], until = seconds_now() + SECONDS_MAX;
    size_t done = 0;
    prepare_all(database, asks, texts, count);
    ask_once(database, asks, texts, count); /* from now on it is in memory */
    while (done < (size_t)runs && done < RUNS_MAX && (done < 2 || seconds_now() < until)) {
        double from = database_cpu(database);
        ask_once(database, asks, texts, count);
        times[done++] = (database_cpu(database) - from) * MS;
    }
    for (size_t i = 0; i < count; i++)
        sqlite3_finalize(asks[i]);
    if (database->postgres)
        database_do(database, "deallocate all");
    return median(times, done);
}

size_t database_backends(struct database *database, pid_t *backends, size_t max)
{
    const char *values[256];
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    size_t count = database_texts(database, mem,
                                  "select pid from pg_stat_activity where datname = current_database() "
                                  "and pid <> pg_backend_pid()",
                                  values, max < 256 ? max : 256);
    for (size_t i = 0; i < count; i++)
        backends[i] = (pid_t)strtol(values[i], NULL, 10);
    arena_free(mem);
    return count;
}
