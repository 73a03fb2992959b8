/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Days from 1970-01-01 by whole 400-year eras, years starting in March. */
day_t day_from_civil(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil civil_from_day(day_t day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (struct civil){ .year = year_of_era + era * 400 + (month <= 2),
                           .month = month,
                           .day = day_of_year - (153 * shifted + 2) / 5 + 1 };
}

enum weekday day_weekday(day_t day)
{
    return (enum weekday)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

day_t day_add_months(day_t day, int months)
{
    struct civil civil = civil_from_day(day);
    int count = civil.year * 12 + civil.month - 1 + months;
    int year = count / 12, month = count % 12 + 1;
    int last = days_in_month(year, month);
    return day_from_civil(year, month, civil.day < last ? civil.day : last);
}

static bool is_real(int year, int month, int day)
{
    return year >= 1800 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/* COUNT digits at TEXT, as a number; −1 when they are not all digits. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i]))
            return -1;
        value = value * 10 + text[i] - '0';
    }
    return value;
}

/* Reads the first ten characters as YYYY-MM-DD. */
static bool read_iso_day(const char *text, day_t *day)
{
    if (strnlen(text, 10) < 10 || text[4] != '-' || text[7] != '-')
        return false;
    int y = digits(text, 4), m = digits(text + 5, 2), d = digits(text + 8, 2);
    if (!is_real(y, m, d))
        return false;
    *day = day_from_civil(y, m, d);
    return true;
}

bool day_parse(const char *text, day_t *day)
{
    return strlen(text) == 10 && read_iso_day(text, day);
}

/* The last COUNT decimal digits of VALUE, leading zeros too, and END behind them; gives the place of END's next. */
static char *put_digits(char *out, int value, int count, char end)
{
    unsigned rest = (unsigned)value;
    for (int i = count; i-- > 0; rest /= 10)
        out[i] = (char)('0' + rest % 10);
    out[count] = end;
    return out + count + 1;
}

void day_print(day_t day, char out[DATE_SIZE])
{
    struct civil c = civil_from_day(day);
    out = put_digits(out, c.year, 4, '-');
    out = put_digits(out, c.month, 2, '-');
    put_digits(out, c.day, 2, '\0');
}

void day_print_people(day_t day, char out[DATE_SIZE])
{
    struct civil c = civil_from_day(day);
    out = put_digits(out, c.day, 2, '/');
    out = put_digits(out, c.month, 2, '/');
    put_digits(out, c.year, 4, '\0');
}

/* Reads one to MOST digits and the END behind them, and moves past both. */
static bool read_part(const char **text, int most, char end, int *value)
{
    int count = 0;
    while (count < most && isdigit((unsigned char)(*text)[count]))
        count++;
    if (count == 0 || (*text)[count] != end)
        return false;
    *value = digits(*text, count);
    *text += count + 1;
    return true;
}

bool day_parse_people(const char *text, day_t *day)
{
    if (day_parse(text, day))
        return true;
    int d, m, y;
    if (!read_part(&text, 2, '/', &d) || !read_part(&text, 2, '/', &m) || !read_part(&text, 4, '\0', &y))
        return false;
    if (!is_real(y, m, d))
        return false;
    *day = day_from_civil(y, m, d);
    return true;
}

bool minute_parse(const char *text, day_t *day, int *minute_of_day)
{
    day_t read;
    if (!read_iso_day(text, &read))
        return false;
    if (text[10] == '\0') {
        *day = read;
        *minute_of_day = -1;
        return true;
    }
    if (strlen(text) != 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
        return false;
    int hour = digits(text + 11, 2), minute = digits(text + 14, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return false;
    *day = read;
    *minute_of_day = hour * 60 + minute;
    return true;
}

void minute_print(day_t day, int minute_of_day, char out[MINUTE_SIZE])
{
    day_print(day, out);
    out[10] = 'T';
    out = put_digits(out + 11, minute_of_day / 60, 2, ':');
    put_digits(out, minute_of_day % 60, 2, '\0');
}

instant_t instant_from_local(day_t day, int minute_of_day)
{
    return (instant_t)day * DAY_MS + (instant_t)minute_of_day * 60000 - LOCAL_OFFSET_MS;
}

day_t instant_local_day(instant_t at)
{
    instant_t local = at + LOCAL_OFFSET_MS;
    return (day_t)(local >= 0 ? local / DAY_MS : (local - DAY_MS + 1) / DAY_MS);
}

int instant_local_minute(instant_t at)
{
    return (int)((at + LOCAL_OFFSET_MS - (instant_t)instant_local_day(at) * DAY_MS) / 60000);
}

void instant_print(instant_t at, char out[INSTANT_SIZE])
{
    day_t day = instant_local_day(at);
    int second = (int)((at + LOCAL_OFFSET_MS - (instant_t)day * DAY_MS) / 1000);
    minute_print(day, second / 60, out);
    snprintf(out + 16, INSTANT_SIZE - 16, ":%02u+07:00", (unsigned)second % 60);
}

/* Reads one or two digits below LIMIT and moves past them; −1 where there are none. */
static int read_digits(const char **text, int least, int limit)
{
    int count = isdigit((unsigned char)(*text)[0]) ? 1 + (isdigit((unsigned char)(*text)[1]) != 0) : 0;
    int value = count >= least ? digits(*text, count) : -1;
    *text += count;
    return value < limit ? value : -1;
}

bool time_parse(const char *text, int *minute_of_day, const char **rest)
{
    int hour = read_digits(&text, 1, 24);
    if (hour < 0 || *text++ != ':')
        return false;
    int minute = read_digits(&text, 2, 60);
    if (minute < 0 || isdigit((unsigned char)*text))
        return false;
    *minute_of_day = hour * 60 + minute;
    *rest = text;
    return true;
}

/* ":30", ":30.125", or nothing; moves past it. */
static bool read_second(const char **text, int *second)
{
    *second = 0;
    if (**text != ':')
        return true;
    ++*text;
    *second = read_digits(text, 2, 60);
    if (*second < 0)
        return false;
    if (**text != '.' && **text != ',')
        return true;
    size_t fraction = strspn(*text + 1, "0123456789");
    *text += 1 + fraction;
    return fraction > 0;
}

/* "Z", "+07:00", "-03:30", or nothing: local time. */
static bool read_offset(const char *text, int *offset)
{
    *offset = LOCAL_OFFSET_MS;
    if (!*text)
        return true;
    *offset = 0;
    if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return true;
    int minutes, sign = *text == '-' ? -1 : 1;
    const char *rest;
    if ((*text != '+' && *text != '-') || strlen(text) != 6 || !time_parse(text + 1, &minutes, &rest) || *rest)
        return false;
    *offset = sign * minutes * 60000;
    return true;
}

bool instant_parse(const char *text, instant_t *at)
{
    day_t day;
    int minute, second, offset;
    if (!read_iso_day(text, &day) || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
        return false;
    if (!time_parse(text + 11, &minute, &text) || !read_second(&text, &second) || !read_offset(text, &offset))
        return false;
    *at = (instant_t)day * DAY_MS + minute * 60000LL + second * 1000LL - offset;
    return true;
}

bool due_is_day(const char *due)
{
    return due && strcmp(due, DUE_PAUSED) < 0;
}
