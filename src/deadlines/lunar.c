/* src/deadlines/lunar.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/lunar.h"

#include <stddef.h>

/* A lunar year: the solar month and day of mồng 1 Tết, the leap month (0: none), and the lengths of its months in
 * order, the leap month behind its namesake: bit n set means that month n+1 of the order has 30 days. */
struct lunar_year {
    unsigned char tet_month, tet_day, leap;
    unsigned short long_months;
};

/* clang-format off */
static const struct lunar_year YEARS[LUNAR_LAST_YEAR - LUNAR_FIRST_YEAR + 1] = {
    {  2,  5,  0, 0x0693 }, /* 2000 */
    {  1, 24,  4, 0x152b }, /* 2001 */
    {  2, 12,  0, 0x052b }, /* 2002 */
    {  2,  1,  0, 0x0a5b }, /* 2003 */
    {  1, 22,  2, 0x155a }, /* 2004 */
    {  2,  9,  0, 0x056a }, /* 2005 */
    {  1, 29,  7, 0x0b65 }, /* 2006 */
    {  2, 17,  0, 0x0ba5 }, /* 2007 */
    {  2,  7,  0, 0x0d49 }, /* 2008 */
    {  1, 26,  5, 0x1a95 }, /* 2009 */
    {  2, 14,  0, 0x0a95 }, /* 2010 */
    {  2,  3,  0, 0x052d }, /* 2011 */
    {  1, 23,  4, 0x0aad }, /* 2012 */
    {  2, 10,  0, 0x0ab5 }, /* 2013 */
    {  1, 31,  9, 0x15aa }, /* 2014 */
    {  2, 19,  0, 0x05d2 }, /* 2015 */
    {  2,  8,  0, 0x0da5 }, /* 2016 */
    {  1, 28,  6, 0x1d4a }, /* 2017 */
    {  2, 16,  0, 0x0e4a }, /* 2018 */
    {  2,  5,  0, 0x0c96 }, /* 2019 */
    {  1, 25,  4, 0x192e }, /* 2020 */
    {  2, 12,  0, 0x0556 }, /* 2021 */
    {  2,  1,  0, 0x0ab5 }, /* 2022 */
    {  1, 22,  2, 0x15b2 }, /* 2023 */
    {  2, 10,  0, 0x06d2 }, /* 2024 */
    {  1, 29,  6, 0x0ea5 }, /* 2025 */
    {  2, 17,  0, 0x0725 }, /* 2026 */
    {  2,  6,  0, 0x064b }, /* 2027 */
    {  1, 26,  5, 0x0c97 }, /* 2028 */
    {  2, 13,  0, 0x04ab }, /* 2029 */
    {  2,  2,  0, 0x055b }, /* 2030 */
    {  1, 23,  3, 0x0ada }, /* 2031 */
    {  2, 11,  0, 0x0b6a }, /* 2032 */
    {  1, 31, 11, 0x1752 }, /* 2033 */
    {  2, 19,  0, 0x0b92 }, /* 2034 */
    {  2,  8,  0, 0x0b25 }, /* 2035 */
    {  1, 28,  6, 0x1a4b }, /* 2036 */
    {  2, 15,  0, 0x0a4d }, /* 2037 */
    {  2,  4,  0, 0x04ad }, /* 2038 */
    {  1, 24,  5, 0x095b }, /* 2039 */
    {  2, 12,  0, 0x05ad }, /* 2040 */
    {  2,  1,  0, 0x0baa }, /* 2041 */
    {  1, 22,  2, 0x1b52 }, /* 2042 */
    {  2, 10,  0, 0x0d92 }, /* 2043 */
    {  1, 30,  7, 0x1d25 }, /* 2044 */
    {  2, 17,  0, 0x0d25 }, /* 2045 */
    {  2,  6,  0, 0x0a55 }, /* 2046 */
    {  1, 26,  5, 0x14ad }, /* 2047 */
    {  2, 14,  0, 0x04b6 }, /* 2048 */
    {  2,  2,  0, 0x06b5 }, /* 2049 */
};
/* clang-format on */

static const struct lunar_year *find_year(int year)
{
    return year >= LUNAR_FIRST_YEAR && year <= LUNAR_LAST_YEAR ? &YEARS[year - LUNAR_FIRST_YEAR] : NULL;
}

static day_t first_day(const struct lunar_year *row, int year)
{
    return day_from_civil(year, row->tet_month, row->tet_day);
}

static int month_count(const struct lunar_year *row)
{
    return row->leap ? 13 : 12;
}

static int month_length(const struct lunar_year *row, int index)
{
    return row->long_months >> index & 1 ? 30 : 29;
}

/* The place of a month in the order of its year: the leap month and all after it move by one. */
static int month_index(const struct lunar_year *row, int month, bool leap)
{
    bool after_leap = row->leap && (month > row->leap || (month == row->leap && leap));
    return month - 1 + (after_leap ? 1 : 0);
}

bool lunar_from_day(day_t day, struct lunar_date *lunar)
{
    int year = civil_from_day(day).year;
    const struct lunar_year *row = find_year(year);
    if (row == NULL || day < first_day(row, year))
        row = find_year(--year);
    if (row == NULL)
        return false;

    int rest = day - first_day(row, year);
    int index = 0;
    while (index < month_count(row) && rest >= month_length(row, index))
        rest -= month_length(row, index++);
    if (index == month_count(row))
        return false;

    bool past_leap = row->leap && index >= row->leap;
    *lunar = (struct lunar_date){
        .year = year,
        .month = index + (past_leap ? 0 : 1),
        .day = rest + 1,
        .leap = row->leap && index == row->leap,
    };
    return true;
}

bool lunar_to_day(const struct lunar_date *lunar, day_t *day)
{
    const struct lunar_year *row = find_year(lunar->year);
    if (row == NULL || lunar->month < 1 || lunar->month > 12 || (lunar->leap && lunar->month != row->leap))
        return false;
    int index = month_index(row, lunar->month, lunar->leap);
    if (lunar->day < 1 || lunar->day > month_length(row, index))
        return false;
    day_t found = first_day(row, lunar->year) + lunar->day - 1;
    for (int i = 0; i < index; i++)
        found += month_length(row, i);
    *day = found;
    return true;
}

bool lunar_new_year(int year, day_t *day)
{
    return lunar_to_day(&(struct lunar_date){ .year = year, .month = 1, .day = 1 }, day);
}

bool lunar_hung_day(int year, day_t *day)
{
    return lunar_to_day(&(struct lunar_date){ .year = year, .month = 3, .day = 10 }, day);
}

bool lunar_leap_month(int year, int *month)
{
    const struct lunar_year *row = find_year(year);
    if (row == NULL)
        return false;
    *month = row->leap;
    return true;
}
