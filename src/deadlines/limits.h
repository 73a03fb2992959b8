/* src/deadlines/limits.h
 * The time limits of the laws: tables by name and variant, each row with the days on which it is in force.
 *
 * The limit of July 2021 and that of today are both rows; a deadline takes the one in force on the day it starts. Made
 * once, never changed afterwards.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "deadlines/calendar.h"
#include "deadlines/length.h"

enum { LIMITS_ROWS_MAX = 4096 };

struct limit {
    const char *name;    /* complaint-first-instance */
    const char *label;   /* “Giải quyết khiếu nại lần đầu” */
    const char *variant; /* normal, complex, … */
    struct length length;
    day_t from, until; /* both included; until is the day of DATE_OPEN where open */
    const char *law;
    enum calendar_mark mark;
};

struct limits;

/* Copies the rows, not their texts, which must live as long as MEM. Fails with ERR_INVALID when a row ends before it
 * begins or two rows of one name and variant are in force on the same day. */
const struct limits *limits_new(struct arena *mem, const struct limit *rows, size_t count, struct err *err) MUST_CHECK;

/* The row in force on DAY. Fails with ERR_NOT_FOUND, saying which of the name, the variant and the day is unknown. */
const struct limit *limits_find(const struct limits *limits, const char *name, const char *variant, day_t day,
                                struct err *err) MUST_CHECK;
