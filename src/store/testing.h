/* src/store/testing.h
 * An office for a test, on SQLite or on PostgreSQL, that is gone afterwards. For *_test.c of any room.
 *
 * PostgreSQL is a private cluster whose address stands in CONGVU_TEST_PG (tests/postgres.sh makes one); each office is
 * a database of its own. Without the address such a test is not run and says so; in CI it fails.
 * An office begins as a copy of one that was made before: on SQLite by the same program, on PostgreSQL by any program
 * with the same migrations. That of a program's first test on SQLite is made anew.
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
#include <glob.h>
#include <libpq-fe.h>

#include "store/store.h"

#define TESTING_SCHEMA "office"

struct testing {
    enum store_kind kind;
    char folder[64];
    char schema[64]; /* the name of its database, in which it has the schema TESTING_SCHEMA, and of its connections */
    char url[1024];
    struct store *store;
    struct arena *mem;
};

static inline struct store_place testing_place(const struct testing *t)
{
    return (struct store_place){ .folder = t->folder, .url = t->kind == STORE_POSTGRES ? t->url : NULL };
}

static inline void testing_sql_at(const char *url, const char *sql)
{
    PGconn *connection = PQconnectdb(url);
    PGresult *result = PQexec(connection, "set client_min_messages = error");
    PQclear(result);
    result = PQexec(connection, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
}

/* In the cluster, or in the office's own database. */
static inline void testing_sql(const char *sql)
{
    testing_sql_at(getenv("CONGVU_TEST_PG"), sql);
}

static inline void testing_sql_in(const struct testing *t, const char *sql)
{
    testing_sql_at(t->url, sql);
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

static inline int testing_remove(const char *path, const struct stat *about, int flag, struct FTW *at)
{
    (void)about, (void)flag, (void)at;
    return remove(path);
}

/* The address of DATABASE in the cluster. */
static inline void testing_address(char *url, size_t size, const char *database)
{
    const char *cluster = getenv("CONGVU_TEST_PG");
    snprintf(url, size, "%s%cdbname=%s&options=-csearch_path%%3D" TESTING_SCHEMA "&application_name=%s", cluster,
             strchr(cluster, '?') ? '&' : '?', database, database);
}

/* A name for what the migrations of this tree make. */
static inline uint64_t testing_migrations(void)
{
    uint64_t sum = 14695981039346656037u;
    glob_t found;
    assert_int_equal(glob(SOURCE_FOLDER "/database/*.sql", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *file = fopen(found.gl_pathv[i], "r");
        assert_non_null(file);
        for (int c = fgetc(file); c != EOF; c = fgetc(file))
            sum = (sum ^ (uint64_t)c) * 1099511628211u;
        fclose(file);
    }
    globfree(&found);
    return sum;
}

/* Makes the database that others are copies of, where it is not there: one program at a time does. */
static inline void testing_make_template(const char *name)
{
    char sql[256], making[96];
    PGconn *connection = PQconnectdb(getenv("CONGVU_TEST_PG"));
    PQclear(PQexec(connection, "select pg_advisory_lock(2021)"));
    snprintf(sql, sizeof sql, "select 1 from pg_database where datname = '%s'", name);
    PGresult *result = PQexec(connection, sql);
    bool there = PQntuples(result) == 1;
    PQclear(result);
    if (!there) {
        struct testing t = { .kind = STORE_POSTGRES, .folder = "/tmp/congvu-test-XXXXXX" };
        assert_non_null(mkdtemp(t.folder));
        snprintf(making, sizeof making, "%s_making", name);
        snprintf(sql, sizeof sql, "drop database if exists %s with (force)", making);
        testing_sql(sql);
        snprintf(sql, sizeof sql, "create database %s template template0", making);
        testing_sql(sql);
        testing_address(t.url, sizeof t.url, making);
        testing_sql_in(&t, "create schema " TESTING_SCHEMA);
        testing_open(&t, STORE_CREATE);
        store_close(t.store);
        nftw(t.folder, testing_remove, 16, FTW_DEPTH | FTW_PHYS);
        snprintf(sql, sizeof sql, "alter database %s rename to %s", making, name);
        testing_sql(sql);
    }
    PQfinish(connection);
}

static inline void testing_copy_database(struct testing *t)
{
    static char made_from[64];
    static int made;
    char sql[256];
    if (!*made_from) {
        snprintf(made_from, sizeof made_from, "template_%016llx", (unsigned long long)testing_migrations());
        testing_make_template(made_from);
    }
    snprintf(t->schema, sizeof t->schema, "test_%ld_%d", (long)getpid(), made++);
    snprintf(sql, sizeof sql, "create database %s template %s strategy file_copy", t->schema, made_from);
    testing_sql(sql);
    testing_address(t->url, sizeof t->url, t->schema);
}

/* SQLite: the file of the program's first office, before anything was done in it, is the beginning of the others. */
static inline void testing_copy_file(struct testing *t)
{
    static char *bytes;
    static size_t length;
    char path[96];
    snprintf(path, sizeof path, "%s/congvu.db", t->folder);
    if (!bytes) {
        testing_open(t, STORE_CREATE);
        store_close(t->store);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        fseek(file, 0, SEEK_END);
        length = (size_t)ftell(file);
        rewind(file);
        bytes = malloc(length);
        assert_non_null(bytes);
        assert_int_equal(fread(bytes, 1, length, file), length);
        fclose(file);
        return;
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

/* False where this test cannot run here. */
static inline bool testing_make(struct testing *t, enum store_kind kind)
{
    *t = (struct testing){ .kind = kind };
    if (kind == STORE_POSTGRES && !getenv("CONGVU_TEST_PG")) {
        const char *ci = getenv("CI");
        if (ci && strcmp(ci, "true") == 0)
            fail_msg("CONGVU_TEST_PG is not set");
        return false;
    }
    snprintf(t->folder, sizeof t->folder, "/tmp/congvu-test-XXXXXX");
    assert_non_null(mkdtemp(t->folder));
    t->mem = arena_new(ARENA_JOB_MAX);
    if (kind == STORE_POSTGRES)
        testing_copy_database(t);
    else
        testing_copy_file(t);
    testing_open(t, STORE_CREATE);
    return true;
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
        snprintf(sql, sizeof sql, "drop database if exists %s with (force)", t->schema);
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
