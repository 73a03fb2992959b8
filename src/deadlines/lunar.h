/* src/deadlines/lunar.h
 * The Vietnamese lunar calendar (UTC+7), from a table of LUNAR_FIRST_YEAR to LUNAR_LAST_YEAR.
 *
 * The table was made by the algorithm of Hồ Ngọc Đức; the test computes it again. The meridian matters: in 2030 Tết is
 * one day earlier than the Chinese new year. Outside the table every function returns false and writes nothing.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/attributes.h"
#include "base/date.h"

enum { LUNAR_FIRST_YEAR = 2000, LUNAR_LAST_YEAR = 2049 };

struct lunar_date {
    int year, month, day; /* 2021, 3, 10 */
    bool leap;            /* the second month of that number */
};

bool lunar_from_day(day_t day, struct lunar_date *lunar) MUST_CHECK;

/* False also for a day or leap month that the year does not have. */
bool lunar_to_day(const struct lunar_date *lunar, day_t *day) MUST_CHECK;

/* Mồng 1 tháng Giêng of the lunar year that begins in YEAR. */
bool lunar_new_year(int year, day_t *day) MUST_CHECK;

/* Giỗ Tổ Hùng Vương, the 10th of the third month. */
bool lunar_hung_day(int year, day_t *day) MUST_CHECK;

/* The leap month of a lunar year, 0 where it has none. */
bool lunar_leap_month(int year, int *month) MUST_CHECK;
