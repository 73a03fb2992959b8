/* bench/offices.h
 * The builds that are measured, and an office of each: made by the build itself, or kept from an earlier run and
 * migrated by it.
 *
 * An office is named after its build, database and scale: "this-sqlite-20". It lies in the folder of kept offices where
 * one was named, otherwise in the bench's own, which script/bench removes. Databases of PostgreSQL that are not kept
 * are dropped at the end, or by the next run where a signal ended this one. What enters many records works on a copy,
 * which its measurement removes; drafts add a few to the office itself.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "database.h"
#include "program.h"
#include "table.h"

enum { SCALES_MAX = 8, PLACE_MAX = 5 };

/* One call of the program. */
struct bench {
    const char *programs[BUILDS_MAX]; /* this build's, the other's */
    size_t build_count;
    const char *folder;             /* for what is measured; the caller removes it */
    const char *offices;            /* of kept offices; NULL: none is kept */
    const char *postgres;           /* an address with DATABASE where the name of one stands */
    bool databases[DATABASE_KINDS]; /* that are measured */
    int scales[SCALES_MAX];         /* ascending */
    size_t scale_count;
    struct arena *mem;
};

struct measured_office {
    const struct bench *bench;
    size_t build;
    const char *program;
    enum database_kind kind;
    int scale; /* 0: empty at first */
    const char *name;
    const char *folder;           /* SQLite's files; the blobs of PostgreSQL, and demo-accounts of both */
    const char *where;            /* for database_open */
    const char *place[PLACE_MAX]; /* the options that name it to the program; NULL ends them */
    int64_t records;
    double seconds; /* that making it took; 0: it was kept */
};

/* The sample office, made once. Lives as long as the bench. */
struct measured_office *office_sample(struct bench *bench, size_t build, enum database_kind kind, int scale);

/* A new sample office of scale 1, made each time it is asked for. */
struct measured_office *office_fresh(struct bench *bench, size_t build, enum database_kind kind, const char *name);

/* A copy of the sample office, or an empty one, under this name. */
struct measured_office *office_copy(struct bench *bench, const struct measured_office *from, const char *name);
struct measured_office *office_empty(struct bench *bench, size_t build, enum database_kind kind, const char *name);
void office_remove(struct measured_office *office);

/* Removes what is not kept. */
void offices_end(struct bench *bench);

/* Runs the office's program with these arguments, then its place. */
struct outcome office_run(const struct measured_office *office, const char *const *arguments);
struct outcome office_try(const struct measured_office *office, const char *const *arguments);
struct server *office_serve(const struct measured_office *office);

/* An account of the sample: its password. */
const char *office_password(const struct measured_office *office, const char *login);

/* The value of this name in the JSON that ARGUMENTS print: a password, a token. */
const char *office_made(const struct measured_office *office, const char *const *arguments, const char *name);

/* "SQLite 20", for the rows of the table. */
const char *office_title(const struct measured_office *office);
