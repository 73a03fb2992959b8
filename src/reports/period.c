/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/period.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "reports/texts.h"

enum { REPORTING_FROM_DAY = 15, REPORTING_TO_DAY = 14 };

static const struct {
    const char *word; /* in a report's definition */
    enum period_kind kind;
    bool reporting;
    const char *people;
} words[] = {
    { "week", PERIOD_WEEK, false, "tuần" },
    { "month", PERIOD_MONTH, false, "tháng" },
    { "quarter", PERIOD_QUARTER, false, "quý" },
    { "half", PERIOD_HALF, false, "6 tháng" },
    { "nine-months", PERIOD_NINE_MONTHS, false, "9 tháng" },
    { "year", PERIOD_YEAR, false, "năm" },
    { "reporting-month", PERIOD_MONTH, true, "tháng" },
    { "reporting-quarter", PERIOD_QUARTER, true, "quý" },
    { "reporting-half", PERIOD_HALF, true, "6 tháng" },
    { "reporting-nine-months", PERIOD_NINE_MONTHS, true, "9 tháng" },
    { "reporting-year", PERIOD_YEAR, true, "năm" },
};

#define REFUSE(err, ...) err_set((err), ERR_INVALID, "period", "period", __VA_ARGS__)

/* Months a kind covers; 0 where it is not made of months of its own. */
static int months_of(enum period_kind kind)
{
    switch (kind) {
    case PERIOD_MONTH:
        return 1;
    case PERIOD_QUARTER:
        return 3;
    case PERIOD_HALF:
        return 6;
    case PERIOD_NINE_MONTHS:
        return 9;
    case PERIOD_YEAR:
        return 12;
    default:
        return 0;
    }
}

static int first_month(const struct period *period)
{
    switch (period->kind) {
    case PERIOD_MONTH:
        return period->part;
    case PERIOD_QUARTER:
        return 3 * period->part - 2;
    case PERIOD_HALF:
        return 6 * period->part - 5;
    default:
        return 1;
    }
}

static void name_it(struct period *period)
{
    char from[DATE_SIZE], to[DATE_SIZE];
    char *name = period->name;
    switch (period->kind) {
    case PERIOD_WEEK:
        snprintf(name, PERIOD_NAME_SIZE, "%04d-W%02d", period->year, period->part);
        return;
    case PERIOD_MONTH:
        snprintf(name, PERIOD_NAME_SIZE, "%04d-%02d", period->year, period->part);
        return;
    case PERIOD_QUARTER:
        snprintf(name, PERIOD_NAME_SIZE, "%04d-Q%d", period->year, period->part);
        return;
    case PERIOD_HALF:
        snprintf(name, PERIOD_NAME_SIZE, "%04d-H%d", period->year, period->part);
        return;
    case PERIOD_NINE_MONTHS:
        snprintf(name, PERIOD_NAME_SIZE, "%04d-9M", period->year);
        return;
    case PERIOD_YEAR:
        snprintf(name, PERIOD_NAME_SIZE, "%04d", period->year);
        return;
    case PERIOD_SPAN:
        day_print(period->from, from);
        day_print(period->to, to);
        snprintf(name, PERIOD_NAME_SIZE, "%s..%s", from, to);
        return;
    }
}

/* Fills in the days and the name of a kind that is made of months. */
static struct period of_months(enum period_kind kind, bool reporting, int year, int part)
{
    struct period period = { .kind = kind, .reporting = reporting, .year = year, .part = part };
    int first = first_month(&period), last = first + months_of(kind) - 1;
    if (reporting) {
        period.from = day_add_months(day_from_civil(year, first, REPORTING_FROM_DAY), -1);
        period.to = day_from_civil(year, last, REPORTING_TO_DAY);
    } else {
        period.from = day_from_civil(year, first, 1);
        period.to = day_from_civil(year, last, days_in_month(year, last));
    }
    name_it(&period);
    return period;
}

/* The Monday of week 1: the week that holds 4 January (ISO 8601). */
static day_t first_monday(int year)
{
    day_t fourth = day_from_civil(year, 1, 4);
    return fourth - (day_t)day_weekday(fourth);
}

static int weeks_in_year(int year)
{
    return (first_monday(year + 1) - first_monday(year)) / 7;
}

static struct period of_week(int year, int week)
{
    struct period period = { .kind = PERIOD_WEEK, .year = year, .part = week };
    period.from = first_monday(year) + 7 * (week - 1);
    period.to = period.from + 6;
    name_it(&period);
    return period;
}

/* Days that are exactly a month, quarter, half, nine months or year have that name. */
static struct period of_days(day_t from, day_t to)
{
    static const enum period_kind kinds[] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_NINE_MONTHS,
                                              PERIOD_YEAR };
    struct civil first = civil_from_day(from), last = civil_from_day(to);
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        int months = months_of(kinds[i]);
        bool begins = months == 9 || months == 12 ? first.month == 1 : (first.month - 1) % months == 0;
        if (!begins)
            continue;
        struct period whole = of_months(kinds[i], false, first.year, months < 9 ? (first.month - 1) / months + 1 : 0);
        if (whole.from == from && whole.to == to)
            return whole;
    }
    struct period period = { .kind = PERIOD_SPAN, .year = last.year, .part = last.month, .from = from, .to = to };
    name_it(&period);
    return period;
}

/* --- parsing ----------------------------------------------------------------------------------------------------- */

static bool check_year(day_t day, struct err *err)
{
    int year = civil_from_day(day).year;
    return (year >= PERIOD_YEAR_MIN && year <= PERIOD_YEAR_MAX) ||
           REFUSE(err, TEXT_PERIOD_YEAR, year, PERIOD_YEAR_MIN, PERIOD_YEAR_MAX);
}

static bool parse_span(const char *text, const char *dots, struct period *period, struct err *err)
{
    char first[DATE_SIZE];
    size_t length = (size_t)(dots - text);
    day_t from, to;
    if (length >= sizeof first)
        return REFUSE(err, TEXT_PERIOD_FORM, text);
    memcpy(first, text, length);
    first[length] = '\0';
    if (!day_parse(first, &from))
        return REFUSE(err, TEXT_PERIOD_DAY, first);
    if (!day_parse(dots + 2, &to))
        return REFUSE(err, TEXT_PERIOD_DAY, dots + 2);
    if (!check_year(from, err) || !check_year(to, err))
        return false;
    if (to < from)
        return REFUSE(err, TEXT_PERIOD_REVERSED, dots + 2, first);
    *period = of_days(from, to);
    return true;
}

/* COUNT digits and then END, a character or the end of the text. */
static bool read_digits(const char *at, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9')
            return false;
        *value = *value * 10 + (at[i] - '0');
    }
    return at[count] == '\0';
}

static bool parse_part(const char *text, const char *part, int year, bool reporting, struct period *period,
                       struct err *err)
{
    int number;
    if (part[0] == 'W' && read_digits(part + 1, 2, &number)) {
        if (number < 1 || number > weeks_in_year(year))
            return REFUSE(err, TEXT_PERIOD_WEEK, year, number, weeks_in_year(year));
        *period = of_week(year, number);
    } else if (part[0] == 'Q' && read_digits(part + 1, 1, &number)) {
        if (number < 1 || number > 4)
            return REFUSE(err, TEXT_PERIOD_QUARTER, number);
        *period = of_months(PERIOD_QUARTER, reporting, year, number);
    } else if (part[0] == 'H' && read_digits(part + 1, 1, &number)) {
        if (number < 1 || number > 2)
            return REFUSE(err, TEXT_PERIOD_HALF, number);
        *period = of_months(PERIOD_HALF, reporting, year, number);
    } else if (text_equal(part, "9M")) {
        *period = of_months(PERIOD_NINE_MONTHS, reporting, year, 0);
    } else if (read_digits(part, 2, &number)) {
        if (number < 1 || number > 12)
            return REFUSE(err, TEXT_PERIOD_MONTH, number);
        *period = of_months(PERIOD_MONTH, reporting, year, number);
    } else {
        return REFUSE(err, TEXT_PERIOD_FORM, text);
    }
    return true;
}

bool period_parse(const char *text, bool reporting, struct period *period, struct err *err)
{
    char digits[5] = "";
    int year;
    if (text_is_empty(text))
        return REFUSE(err, TEXT_PERIOD_EMPTY);
    const char *dots = strstr(text, "..");
    if (dots)
        return parse_span(text, dots, period, err);
    memcpy(digits, text, strnlen(text, 4));
    if (!read_digits(digits, 4, &year) || (text[4] != '\0' && text[4] != '-'))
        return REFUSE(err, TEXT_PERIOD_FORM, text);
    if (year < PERIOD_YEAR_MIN || year > PERIOD_YEAR_MAX)
        return REFUSE(err, TEXT_PERIOD_YEAR, year, PERIOD_YEAR_MIN, PERIOD_YEAR_MAX);
    if (text[4] == '-')
        return parse_part(text, text + 5, year, reporting, period, err);
    *period = of_months(PERIOD_YEAR, reporting, year, 0);
    return true;
}

static const char *kind_people(enum period_kind kind)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (words[i].kind == kind)
            return words[i].people;
    return "";
}

bool period_parse_for(const char *word, const char *text, struct period *period, struct err *err)
{
    enum period_kind kind = PERIOD_MONTH;
    bool reporting = false;
    struct period parsed;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (text_equal(words[i].word, word)) {
            kind = words[i].kind;
            reporting = words[i].reporting;
        }
    }
    if (!period_parse(text, reporting, &parsed, err))
        return false;
    bool typed_days = strstr(text, "..") != NULL;
    if (parsed.kind != kind && !typed_days)
        return REFUSE(err, TEXT_PERIOD_OTHER, kind_people(kind), text, kind_people(parsed.kind));
    *period = parsed;
    return true;
}

/* --- neighbours -------------------------------------------------------------------------------------------------- */

static bool is_whole_months(const struct period *period)
{
    return civil_from_day(period->from).day == 1 && civil_from_day(period->to + 1).day == 1;
}

/* A span of N whole months, or of N days, STEP such lengths later. */
static struct period span_shifted(const struct period *period, int step)
{
    if (!is_whole_months(period)) {
        day_t length = period->to - period->from + 1;
        return of_days(period->from + step * length, period->to + step * length);
    }
    struct civil from = civil_from_day(period->from), end = civil_from_day(period->to + 1);
    int months = (end.year - from.year) * 12 + end.month - from.month;
    day_t first = day_add_months(period->from, step * months);
    return of_days(first, day_add_months(first, months) - 1);
}

static struct period shifted(const struct period *period, int step)
{
    if (period->kind == PERIOD_SPAN)
        return span_shifted(period, step);
    if (period->kind == PERIOD_WEEK) {
        day_t thursday = period->from + 7 * step + 3;
        int year = civil_from_day(thursday).year;
        return of_week(year, (thursday - first_monday(year)) / 7 + 1);
    }
    int in_year = period->kind == PERIOD_NINE_MONTHS ? 1 : 12 / months_of(period->kind);
    int index = period->year * in_year + (in_year > 1 ? period->part - 1 : 0) + step;
    return of_months(period->kind, period->reporting, index / in_year, in_year > 1 ? index % in_year + 1 : 0);
}

struct period period_before(const struct period *period)
{
    return shifted(period, -1);
}

struct period period_after(const struct period *period)
{
    return shifted(period, 1);
}

struct period period_last_year(const struct period *period)
{
    switch (period->kind) {
    case PERIOD_SPAN:
        if (is_whole_months(period))
            return of_days(day_add_months(period->from, -12), day_add_months(period->to + 1, -12) - 1);
        return of_days(day_add_months(period->from, -12), day_add_months(period->to, -12));
    case PERIOD_WEEK: {
        int weeks = weeks_in_year(period->year - 1);
        return of_week(period->year - 1, period->part > weeks ? weeks : period->part);
    }
    default:
        return of_months(period->kind, period->reporting, period->year - 1, period->part);
    }
}

struct period period_year_to_date(const struct period *period)
{
    struct civil last = civil_from_day(period->to);
    if (period->reporting)
        return of_days(day_from_civil(period->year - 1, 12, REPORTING_FROM_DAY), period->to);
    return of_days(day_from_civil(last.year, 1, 1), period->to);
}

const char *period_field_value(const struct period *period)
{
    return period->kind == PERIOD_SPAN ? NULL : period->name;
}

day_t period_day_before(const struct period *period)
{
    return period->from - 1;
}

/* --- words ------------------------------------------------------------------------------------------------------- */

const char *period_roman(int number)
{
    static const char *const roman[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII" };
    return number >= 1 && number <= 12 ? roman[number] : "";
}

const char *period_day_words(struct arena *mem, day_t day)
{
    struct civil date = civil_from_day(day);
    return arena_printf(mem, date.month < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", date.day, date.month, date.year);
}

static const char *spell(struct arena *mem, const struct period *period, const char *before_year)
{
    switch (period->kind) {
    case PERIOD_WEEK:
        return arena_printf(mem, "tuần %d%s%d", period->part, before_year, period->year);
    case PERIOD_MONTH:
        return arena_printf(mem, period->part < 3 ? "tháng %02d%s%d" : "tháng %d%s%d", period->part, before_year,
                            period->year);
    case PERIOD_QUARTER:
        return arena_printf(mem, "quý %s%s%d", period_roman(period->part), before_year, period->year);
    case PERIOD_HALF:
        return arena_printf(mem, "6 tháng %s năm %d", period->part == 1 ? "đầu" : "cuối", period->year);
    case PERIOD_NINE_MONTHS:
        return arena_printf(mem, "9 tháng năm %d", period->year);
    case PERIOD_YEAR:
        return arena_printf(mem, "năm %d", period->year);
    case PERIOD_SPAN:
        break;
    }
    return arena_printf(mem, "từ ngày %s đến ngày %s", period_day_words(mem, period->from),
                        period_day_words(mem, period->to));
}

const char *period_words(struct arena *mem, const struct period *period)
{
    return spell(mem, period, " năm ");
}

const char *period_short(struct arena *mem, const struct period *period)
{
    return spell(mem, period, "/");
}
