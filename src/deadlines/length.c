/* src/deadlines/length.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/length.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "deadlines/texts.h"
#include "viet/fold.h"

enum { LENGTH_TEXT_MAX = 200 };

struct unit {
    const char *name;
    int max;
};

static const struct unit UNITS[] = {
    [LENGTH_WORKING_DAYS] = { "ngày làm việc", LENGTH_DAYS_MAX },
    [LENGTH_DAYS] = { "ngày", LENGTH_DAYS_MAX },
    [LENGTH_WORKING_HOURS] = { "giờ làm việc", LENGTH_HOURS_MAX },
    [LENGTH_HOURS] = { "giờ", LENGTH_HOURS_MAX },
    [LENGTH_MONTHS] = { "tháng", LENGTH_MONTHS_MAX },
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Runs of blanks as one space, none at the ends; in place. */
static void squeeze(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        if (!is_blank(*at))
            *to++ = *at;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to > text && to[-1] == ' ')
        to--;
    *to = '\0';
}

/* A count and what follows it; counts too long to be one stay above every maximum. */
static const char *take_count(const char *at, int *count)
{
    *count = 0;
    for (; *at >= '0' && *at <= '9'; at++) {
        if (*count < 1000000)
            *count = *count * 10 + (*at - '0');
    }
    return *at == ' ' ? at + 1 : at;
}

static bool refuse(const char *text, struct err *err)
{
    return err_set(err, ERR_INVALID, "length", "length", TEXT_BAD_LENGTH, (int)utf8_cut(text, LENGTH_SIZE), text);
}

bool length_parse(struct arena *mem, const char *text, struct length *length, struct err *err)
{
    if (text == NULL)
        return refuse("", err);
    size_t bytes = strnlen(text, LENGTH_TEXT_MAX + 1);
    if (bytes > LENGTH_TEXT_MAX || !utf8_is_valid(text, bytes))
        return refuse(bytes > LENGTH_TEXT_MAX && utf8_is_valid(text, utf8_cut(text, LENGTH_SIZE)) ? text : "?", err);

    char *plain = viet_lower(mem, viet_nfc(mem, text));
    squeeze(plain);
    int count;
    const char *name = take_count(plain, &count);
    if (name == plain)
        return refuse(text, err);
    for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
        if (strcmp(name, UNITS[i].name) != 0)
            continue;
        struct length read = { .count = count, .unit = (enum length_unit)i };
        if (!length_check(&read, err))
            return false;
        *length = read;
        return true;
    }
    return refuse(text, err);
}

bool length_check(const struct length *length, struct err *err)
{
    if ((unsigned)length->unit >= COUNT_OF(UNITS))
        return refuse("?", err);
    const struct unit *unit = &UNITS[length->unit];
    if (length->count < 1 || length->count > unit->max)
        return err_set(err, ERR_INVALID, "length", "length", TEXT_LENGTH_RANGE, unit->name, unit->max);
    return true;
}

void length_print(const struct length *length, char out[LENGTH_SIZE])
{
    snprintf(out, LENGTH_SIZE, "%d %s", length->count, UNITS[length->unit].name);
}
