/* src/deadlines/length.h
 * The length of a time limit, as laws and clerks write it.
 *
 *     N ngày làm việc | N ngày | N giờ làm việc | N giờ | N tháng
 *
 * Reading forgives blanks, capitals, decomposed letters and leading zeros (“05 Ngày làm việc”); printing gives the
 * form above.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

enum {
    LENGTH_DAYS_MAX = 3660,
    LENGTH_HOURS_MAX = 9999,
    LENGTH_MONTHS_MAX = 240,
    LENGTH_SIZE = 40, /* the longest printed form and its end */
};

enum length_unit { LENGTH_WORKING_DAYS, LENGTH_DAYS, LENGTH_WORKING_HOURS, LENGTH_HOURS, LENGTH_MONTHS };

struct length {
    int count; /* 1 and more */
    enum length_unit unit;
};

/* Fails with ERR_INVALID `invalid.length` and a text that names the five forms or the greatest count. MEM is for
 * passing use. */
bool length_parse(struct arena *mem, const char *text, struct length *length, struct err *err) MUST_CHECK;

/* Fails with ERR_INVALID when the count is below 1 or above its unit's maximum: for lengths that were not read by
 * length_parse. */
bool length_check(const struct length *length, struct err *err) MUST_CHECK;

void length_print(const struct length *length, char out[LENGTH_SIZE]);
