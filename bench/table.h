/* bench/table.h
 * The rows of the result: printed aligned as they come, and written as JSON at the end.
 *
 * A row holds what was measured, the limit of the same run, their ratio, the goal and whether it was met; where another
 * build is measured beside, its value and how many times faster this one is.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { BUILDS_MAX = 2 }; /* this build, and the one it is held against */

struct row {
    const char *name, *what;
    const char *unit;
    bool more_is_better; /* a rate; otherwise a time or an amount */
    double measured;
    double other;        /* of the other build; 0: none */
    double limit;        /* 0: none */
    double target;       /* the goal in UNIT; 0: none */
    double target_ratio; /* measured/limit; 0: none */
    double target_times; /* as fast as the other build; 0: none */
    double wall_ms;      /* beside a CPU time; 0: none */
};

/* The rows are kept in MEM. */
void table_begin(struct arena *mem, bool with_other);
void table_row(const struct row *row);

/* "growth": WHAT measured at a scale, and at the one before as its limit. From a million records on (scale 35) it may
 * double, before that grow by half. Nothing where there was none before. */
struct grown {
    int scale; /* 0: not yet */
    double measured;
};
void table_growth(const char *database, const char *what, const char *unit, const struct grown *before,
                  const struct grown *now);

/* Why NAME has no more rows. */
void table_not_measured(const char *name);

/* False when the file cannot be written. */
bool table_write_json(const char *path);
