/* bench/measure.h
 * What every measurement needs: a stopwatch, medians, programs that are run and timed, and rows of the table.
 *
 * A measurement holds its subject against a limit taken in the same run on the same machine: the least that the
 * database or a library needs for the same work. Goals are printed beside, never enforced. A measurement that cannot be
 * made ends the program with status 3 and the reason.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "records/office.h"

/* The measurements of one call of the program. */
struct bench {
    const char *program; /* congvu */
    const char *folder;  /* for what is measured; the caller removes it */
    int scale;           /* of the large office */
    struct arena *mem;
    const struct definitions *definitions;
    const char *large; /* the folder of the large office; NULL until bench_large made it */
    const char *small; /* likewise */
};

/* --- time --------------------------------------------------------------------------------------------------------- */

/* Seconds of a clock that never goes back. */
double seconds_now(void);

/* Sorts VALUES. */
double median(double *values, size_t count);

/* --- offices ------------------------------------------------------------------------------------------------------ */

struct opened {
    struct arena *mem;
    struct office office;
};

/* Opens the office in FOLDER as the administrator of the machine. */
void bench_open(const struct bench *bench, const char *folder, enum store_mode mode, struct opened *opened);
void bench_close(struct opened *opened);

/* FOLDER below the bench's own; lives in its memory. */
const char *bench_path(const struct bench *bench, const char *name);

/* Makes an empty office in a new folder of this name; gives the folder. */
const char *bench_empty(const struct bench *bench, const char *name);

/* The sample office of the bench's scale, made and reported once, and that of scale 1: some ten thousand records in the
 * month (load.c). */
const char *bench_large(struct bench *bench);
const char *bench_small(struct bench *bench);

/* Removes an office's folder. */
void bench_remove(const char *folder);

/* --- programs ----------------------------------------------------------------------------------------------------- */

/* Runs ARGUMENTS (the first is the program; NULL ends them); the seconds from start to end. What it prints is shown
 * only when it fails, which ends this program too. */
double bench_run(const char *const *arguments);

/* --- the table ---------------------------------------------------------------------------------------------------- */

enum goal_kind { GOAL_NONE, GOAL_AT_MOST, GOAL_AT_LEAST };

/* What a measured value is in, how it is held against the limit, and what the design asks for. */
struct row {
    const char *name, *what;
    const char *unit;
    double measured;
    double limit; /* 0: none */
    enum goal_kind goal;
    double target;       /* in UNIT; 0: none */
    double target_ratio; /* measured/limit; 0: none */
};

void bench_header(void);
void bench_row(const struct row *row);

/* --- failing ------------------------------------------------------------------------------------------------------ */

/* Ends the program with the text of ERR where OK is false. */
void must(bool ok, const struct err *err);
_Noreturn void give_up(const char *format, ...) PRINTF_LIKE(1, 2);
