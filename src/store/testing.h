/* src/store/testing.h
 * An office for a test, on SQLite or on PostgreSQL, that is gone afterwards. For *_test.c of any room.
 *
 * PostgreSQL is a private cluster whose address stands in CONGVU_TEST_PG (tests/postgres.sh makes one); each office is
 * a schema of its own. Without the address such a test is not run and says so; in CI it fails.
 *
 *     static void test_a_promise(struct testing *t) { … }   ON_BOTH(test_a_promise)   and BOTH(test_a_promise) in the
 * table
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <ftw.h>
#include <libpq-fe.h>

#include "store/store.h"

struct testing {
    enum store_kind kind;
    char folder[64];
    char schema[64];
    char url[1024];
    struct store *store;
    struct arena *mem;
};

static inline struct store_place testing_place(const struct testing *t)
{
    return (struct store_place){ .folder = t->folder, .url = t->kind == STORE_POSTGRES ? t->url : NULL };
}

static inline void testing_sql(const char *sql)
{
    PGconn *connection = PQconnectdb(getenv("CONGVU_TEST_PG"));
    PGresult *result = PQexec(connection, "set client_min_messages = error");
    PQclear(result);
    result = PQexec(connection, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
}

static inline void testing_open(struct testing *t, enum store_mode mode)
{
    struct err err = { 0 };
    struct store_place place = testing_place(t);
    t->store = store_open(&place, mode, &err);
    if (!t->store)
        fail_msg("%s", err.text);
}

/* The same office again, as a new process would see it. */
static inline void testing_reopen(struct testing *t, enum store_mode mode)
{
    store_close(t->store);
    testing_open(t, mode);
}

/* False where this test cannot run here. */
static inline bool testing_make(struct testing *t, enum store_kind kind)
{
    static int made;
    *t = (struct testing){ .kind = kind };
    const char *cluster = getenv("CONGVU_TEST_PG");
    if (kind == STORE_POSTGRES && !cluster) {
        const char *ci = getenv("CI");
        if (ci && strcmp(ci, "true") == 0)
            fail_msg("CONGVU_TEST_PG is not set");
        return false;
    }
    snprintf(t->folder, sizeof t->folder, "/tmp/congvu-test-XXXXXX");
    assert_non_null(mkdtemp(t->folder));
    t->mem = arena_new(ARENA_JOB_MAX);
    if (kind == STORE_POSTGRES) {
        char sql[128];
        snprintf(t->schema, sizeof t->schema, "test_%ld_%d", (long)getpid(), made++);
        snprintf(sql, sizeof sql, "create schema %s", t->schema);
        snprintf(t->url, sizeof t->url, "%s%coptions=-csearch_path%%3D%s&application_name=%s", cluster,
                 strchr(cluster, '?') ? '&' : '?', t->schema, t->schema);
        testing_sql(sql);
    }
    testing_open(t, STORE_CREATE);
    return true;
}

static inline int testing_remove(const char *path, const struct stat *about, int flag, struct FTW *at)
{
    (void)about, (void)flag, (void)at;
    return remove(path);
}

static inline void testing_end(struct testing *t)
{
    if (!t->mem)
        return;
    store_close(t->store);
    arena_free(t->mem);
    nftw(t->folder, testing_remove, 16, FTW_DEPTH | FTW_PHYS);
    if (t->kind == STORE_POSTGRES) {
        char sql[128];
        snprintf(sql, sizeof sql, "drop schema %s cascade", t->schema);
        testing_sql(sql);
    }
}

static inline void testing_run(enum store_kind kind, void (*body)(struct testing *t))
{
    struct testing t;
    if (!testing_make(&t, kind)) {
        print_message("not run: CONGVU_TEST_PG is not set (tests/postgres.sh COMMAND…)\n");
        skip();
    }
    body(&t);
    testing_end(&t);
}

/* Defines the two tests of a body written as `static void NAME(struct testing *t)`. */
#define ON_BOTH(name)                                                                                                  \
    static void name##_sqlite(void **state)                                                                            \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        testing_run(STORE_SQLITE, name);                                                                               \
    }                                                                                                                  \
    static void name##_postgres(void **state)                                                                          \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        testing_run(STORE_POSTGRES, name);                                                                             \
    }

#define BOTH(name) cmocka_unit_test(name##_sqlite), cmocka_unit_test(name##_postgres)

/* For `assert_true(testing_ok(f(…, &err), &err))`: prints what went wrong. */
static inline bool testing_ok(bool ok, const struct err *err)
{
    if (!ok)
        print_error("%s.%s: %s\n", err_kind_name(err->kind), err->subject, err->text);
    return ok;
}
