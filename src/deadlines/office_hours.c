/* src/deadlines/office_hours.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/office_hours.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "deadlines/texts.h"

struct office_hours {
    size_t count;
    struct office_hours_row rows[]; /* by from */
};

/* Two digits below LIMIT at *AT. */
static bool take_two_digits(const char **at, int limit, int *value)
{
    const char *s = *at;
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
        return false;
    int number = (s[0] - '0') * 10 + (s[1] - '0');
    if (number >= limit)
        return false;
    *value = number;
    *at = s + 2;
    return true;
}

static bool take_clock(const char **at, int *minute)
{
    int hour, rest;
    if (!take_two_digits(at, 24, &hour) || *(*at)++ != ':' || !take_two_digits(at, 60, &rest))
        return false;
    *minute = hour * 60 + rest;
    return true;
}

static bool take_dash(const char **at)
{
    while (**at == ' ')
        ++*at;
    if (**at == '-')
        ++*at;
    else if (text_starts(*at, "–"))
        *at += strlen("–");
    else
        return false;
    while (**at == ' ')
        ++*at;
    return true;
}

static bool parse_span(const char *text, const char *field, int *open, int *close, struct err *err)
{
    const char *at = text != NULL ? text : "";
    int first, last;
    while (*at == ' ')
        at++;
    bool good = take_clock(&at, &first) && take_dash(&at) && take_clock(&at, &last);
    while (good && *at == ' ')
        at++;
    if (!good || *at != '\0')
        return err_set(err, ERR_INVALID, "hours", field, TEXT_BAD_SPAN, text != NULL ? text : "");
    *open = first;
    *close = last;
    return true;
}

bool office_hours_parse(const char *morning, const char *afternoon, struct office_hours_row *row, struct err *err)
{
    struct office_hours_row read = *row;
    if (!parse_span(morning, "morning", &read.morning_open, &read.morning_close, err) ||
        !parse_span(afternoon, "afternoon", &read.afternoon_open, &read.afternoon_close, err))
        return false;
    *row = read;
    return true;
}

static int by_from(const void *a, const void *b)
{
    const struct office_hours_row *left = a, *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

static bool is_in_order(const struct office_hours_row *row)
{
    return row->morning_open >= 0 && row->morning_open < row->morning_close &&
           row->morning_close <= row->afternoon_open && row->afternoon_open < row->afternoon_close &&
           row->afternoon_close < 24 * 60;
}

const struct office_hours *office_hours_new(struct arena *mem, const struct office_hours_row *rows, size_t count,
                                            struct err *err)
{
    if (count < 1 || count > OFFICE_HOURS_ROWS_MAX) {
        err_set(err, ERR_INVALID, "hours", "office_hours", TEXT_NO_HOURS, OFFICE_HOURS_ROWS_MAX);
        return NULL;
    }
    struct office_hours *hours = arena_alloc(mem, sizeof *hours + count * sizeof *rows);
    hours->count = count;
    memcpy(hours->rows, rows, count * sizeof *rows);
    qsort(hours->rows, count, sizeof *rows, by_from);
    for (size_t i = 0; i < count; i++) {
        char day[DATE_SIZE];
        day_print_people(hours->rows[i].from, day);
        if (!is_in_order(&hours->rows[i])) {
            err_set(err, ERR_INVALID, "hours", "office_hours", TEXT_HOURS_ORDER, day);
            return NULL;
        }
        if (i > 0 && hours->rows[i].from == hours->rows[i - 1].from) {
            err_set(err, ERR_INVALID, "hours", "from", TEXT_HOURS_TWICE, day);
            return NULL;
        }
    }
    return hours;
}

const struct office_hours_row *office_hours_on(const struct office_hours *hours, day_t day)
{
    size_t i = hours->count - 1;
    while (i > 0 && hours->rows[i].from > day)
        i--;
    return &hours->rows[i];
}

int office_hours_closing(const struct office_hours *hours, day_t day)
{
    return office_hours_on(hours, day)->afternoon_close;
}
