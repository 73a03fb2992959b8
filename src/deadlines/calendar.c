/* src/deadlines/calendar.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "deadlines/calendar.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "deadlines/lunar.h"
#include "deadlines/texts.h"

/* What is known of a day; shared by all days of which the same is true. */
struct verdict {
    bool working;
    const char *why;
};

/* Days lie in a table of small codes: a code is the index of a verdict. The first ones are the weekdays. */
enum {
    CODE_INSIDE = 0,
    CODE_OUTSIDE = 7,
    CODE_ROWS = 14,
};

/* Days that an office has laid over the others, in their order. Kept as long as the calendar lives: somebody may be
 * asking those of before still. */
struct laid {
    const struct laid *before;
    struct arena *mem; /* its own; NULL: that of who asked */
    int64_t stamp;
    size_t count;
    struct {
        day_t day;
        struct verdict verdict;
    } days[];
};

struct calendar {
    const char *label;
    day_t from, until;
    day_t known_until; /* the table goes on after UNTIL with the usual holidays */
    uint16_t *codes;
    ARRAY(struct verdict) verdicts;
    _Atomic(const struct laid *) laid; /* NULL: none */
};

/* clang-format off */
static const char *const WEEKDAYS[7] = {
    TEXT_MONDAY, TEXT_TUESDAY, TEXT_WEDNESDAY, TEXT_THURSDAY, TEXT_FRIDAY, TEXT_SATURDAY, TEXT_SUNDAY,
};
#define WEEK(tail_worked, tail_rest)                                                                                   \
    { true, TEXT_MONDAY tail_worked }, { true, TEXT_TUESDAY tail_worked }, { true, TEXT_WEDNESDAY tail_worked },       \
    { true, TEXT_THURSDAY tail_worked }, { true, TEXT_FRIDAY tail_worked },                                            \
    { false, TEXT_SATURDAY tail_rest }, { false, TEXT_SUNDAY tail_rest }
static const struct verdict WEEKDAY_VERDICTS[CODE_ROWS] = {
    WEEK(TEXT_WORKED, TEXT_WEEKLY_REST),
    WEEK(TEXT_WORKED TEXT_OUTSIDE, TEXT_WEEKLY_REST TEXT_OUTSIDE),
};
/* clang-format on */

static const struct verdict *look_laid(const struct calendar *calendar, day_t day)
{
    const struct laid *laid = atomic_load_explicit(&calendar->laid, memory_order_acquire);
    size_t low = 0, high = laid ? laid->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (laid->days[middle].day == day)
            return &laid->days[middle].verdict;
        if (laid->days[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static const struct verdict *look(const struct calendar *calendar, day_t day)
{
    const struct verdict *laid = look_laid(calendar, day);
    if (laid)
        return laid;
    if (day < calendar->from || day > calendar->known_until)
        return &WEEKDAY_VERDICTS[CODE_OUTSIDE + (int)day_weekday(day)];
    return &calendar->verdicts.items[calendar->codes[day - calendar->from]];
}

static const char *mark_text(enum calendar_mark mark)
{
    switch (mark) {
    case CALENDAR_FROM_MEMORY:
        return TEXT_MARK_MEMORY;
    case CALENDAR_UNSURE:
        return TEXT_MARK_UNSURE;
    case CALENDAR_VERIFIED:
        break;
    }
    return "";
}

static struct verdict verdict_of(struct arena *mem, const struct calendar *calendar, const struct calendar_row *row)
{
    const char *weekday = WEEKDAYS[day_weekday(row->day)];
    const char *decision = text_is_empty(row->decision) ? "" : row->decision;
    const char *open = *decision ? " (" : "", *shut = *decision ? ")" : "";
    const char *mark = mark_text(row->mark);
    const char *outside = calendar_is_published(calendar, row->day) ? "" : TEXT_OUTSIDE;
    bool works = row->kind == CALENDAR_WORK;
    const char *why = works
                          ? arena_printf(mem, TEXT_ROW_WORK, weekday, row->reason, open, decision, shut, mark, outside)
                          : arena_printf(mem, TEXT_ROW_OFF, weekday, row->reason, open, decision, shut, mark, outside);
    return (struct verdict){ works, why };
}

/* Gives the day of ROW a verdict of its own. */
static void put_row(struct arena *mem, struct calendar *calendar, const struct calendar_row *row)
{
    *ARRAY_ADD(mem, &calendar->verdicts) = verdict_of(mem, calendar, row);
    calendar->codes[row->day - calendar->from] = (uint16_t)(calendar->verdicts.count - 1);
}

/* --- the usual holidays after the published range ----------------------------------------------------------------- */

struct holiday {
    day_t day;
    const char *reason;
    const char *compensation;
};

enum { TET_DAYS = 5, HOLIDAYS_MAX = 16 };

/* The second day of 2 September by the weekday of the first. */
static const int NATIONAL_SECOND[7] = { +1, -1, -1, +1, -1, -1, +1 };

/* The holidays of a year as they usually fall: Tết from the day before mồng 1. */
static size_t usual_holidays(int year, struct holiday out[HOLIDAYS_MAX])
{
    size_t count = 0;
    day_t day, national = day_from_civil(year, 9, 2);
    out[count++] = (struct holiday){ day_from_civil(year, 1, 1), TEXT_NEW_YEAR, TEXT_COMPENSATION TEXT_NEW_YEAR };
    if (lunar_new_year(year, &day)) {
        for (int i = 0; i < TET_DAYS; i++)
            out[count++] = (struct holiday){ day - 1 + i, TEXT_TET, TEXT_COMPENSATION TEXT_TET };
    }
    if (lunar_hung_day(year, &day))
        out[count++] = (struct holiday){ day, TEXT_HUNG, TEXT_COMPENSATION TEXT_HUNG };
    out[count++] = (struct holiday){ day_from_civil(year, 4, 30), TEXT_VICTORY, TEXT_COMPENSATION TEXT_VICTORY };
    out[count++] = (struct holiday){ day_from_civil(year, 5, 1), TEXT_LABOUR_DAY, TEXT_COMPENSATION TEXT_LABOUR_DAY };
    out[count++] = (struct holiday){ national, TEXT_NATIONAL_DAY, TEXT_COMPENSATION TEXT_NATIONAL_DAY };
    out[count++] = (struct holiday){ national + NATIONAL_SECOND[day_weekday(national)], TEXT_NATIONAL_SECOND,
                                     TEXT_COMPENSATION TEXT_NATIONAL_DAY };
    return count;
}

static void put_usual(struct arena *mem, struct calendar *calendar, day_t day, const char *reason)
{
    if (day <= calendar->until || day > calendar->known_until)
        return;
    put_row(mem, calendar,
            &(struct calendar_row){ .day = day, .kind = CALENDAR_OFF, .reason = reason, .decision = TEXT_LABOUR_CODE });
}

/* A holiday on a rest day is made up for on the next working day; a Saturday of Tết on the one before. What the
 * published range holds is left to it. */
static void put_usual_year(struct arena *mem, struct calendar *calendar, int year)
{
    struct holiday holidays[HOLIDAYS_MAX];
    size_t count = usual_holidays(year, holidays);
    for (size_t i = 0; i < count; i++)
        put_usual(mem, calendar, holidays[i].day, holidays[i].reason);
    for (size_t i = 0; i < count; i++) {
        enum weekday weekday = day_weekday(holidays[i].day);
        if (weekday < SATURDAY || holidays[i].day <= calendar->until)
            continue;
        int step = weekday == SATURDAY && strcmp(holidays[i].reason, TEXT_TET) == 0 ? -1 : +1;
        day_t day = holidays[i].day;
        while (!calendar_is_working_day(calendar, day))
            day += step;
        put_usual(mem, calendar, day, holidays[i].compensation);
    }
}

static void release_laid(void *arg);

/* --- making ------------------------------------------------------------------------------------------------------- */

static bool check_row(const struct calendar *calendar, const struct calendar_row *row, struct err *err)
{
    char day[DATE_SIZE];
    day_print_people(row->day, day);
    if (!calendar_is_published(calendar, row->day))
        return err_set(err, ERR_INVALID, "calendar", "date", TEXT_ROW_OUTSIDE, day);
    if (text_is_empty(row->reason))
        return err_set(err, ERR_INVALID, "calendar", "reason", TEXT_ROW_BARE, day);
    if (calendar->codes[row->day - calendar->from] >= CODE_ROWS)
        return err_set(err, ERR_INVALID, "calendar", "date", TEXT_ROW_TWICE, day);
    return true;
}

static void fill_weekdays(struct arena *mem, struct calendar *calendar)
{
    calendar->codes = ARENA_ARRAY(mem, uint16_t, calendar->known_until - calendar->from + 1);
    int weekday = (int)day_weekday(calendar->from);
    for (day_t day = calendar->from; day <= calendar->known_until; day++) {
        calendar->codes[day - calendar->from] =
            (uint16_t)((day <= calendar->until ? CODE_INSIDE : CODE_OUTSIDE) + weekday);
        weekday = weekday == 6 ? 0 : weekday + 1;
    }
    for (size_t i = 0; i < COUNT_OF(WEEKDAY_VERDICTS); i++)
        *ARRAY_ADD(mem, &calendar->verdicts) = WEEKDAY_VERDICTS[i];
}

const struct calendar *calendar_new(struct arena *mem, const char *label, day_t from, day_t until,
                                    const struct calendar_row *rows, size_t count, struct err *err)
{
    if (until < from || (until - from) / 365 >= CALENDAR_YEARS_MAX) {
        err_set(err, ERR_INVALID, "calendar", "from", TEXT_BAD_RANGE, CALENDAR_YEARS_MAX);
        return NULL;
    }
    if (count > CALENDAR_ROWS_MAX) {
        err_set(err, ERR_INVALID, "calendar", "days", TEXT_TOO_MANY, count, CALENDAR_ROWS_MAX);
        return NULL;
    }
    struct calendar *calendar = ARENA_NEW(mem, struct calendar);
    arena_defer(mem, release_laid, calendar);
    calendar->label = arena_strdup(mem, label != NULL ? label : "");
    calendar->from = from;
    calendar->until = until;
    day_t lunar_end = day_from_civil(LUNAR_LAST_YEAR, 12, 31);
    int first_open_year = civil_from_day(until).year;
    bool goes_on = until < lunar_end && first_open_year >= LUNAR_FIRST_YEAR;
    calendar->known_until = goes_on ? lunar_end : until;
    fill_weekdays(mem, calendar);

    for (size_t i = 0; i < count; i++) {
        if (!check_row(calendar, &rows[i], err))
            return NULL;
        put_row(mem, calendar, &rows[i]);
    }
    for (int year = first_open_year; goes_on && year <= LUNAR_LAST_YEAR; year++)
        put_usual_year(mem, calendar, year);
    return calendar;
}

/* --- days of the office ------------------------------------------------------------------------------------------- */

static int compare_rows(const void *a, const void *b)
{
    const struct calendar_row *one = a, *other = b;
    return (one->day > other->day) - (one->day < other->day);
}

static bool check_laid(const struct calendar *calendar, const struct calendar_row *rows, size_t count, struct err *err)
{
    char day[DATE_SIZE];
    if (count > CALENDAR_ROWS_MAX)
        return err_set(err, ERR_INVALID, "calendar", "days", TEXT_TOO_MANY, count, CALENDAR_ROWS_MAX);
    for (size_t i = 0; i < count; i++) {
        day_print_people(rows[i].day, day);
        if (rows[i].day < calendar->from || rows[i].day > calendar->known_until)
            return err_set(err, ERR_INVALID, "calendar", "day", TEXT_ROW_OUTSIDE, day);
        if (text_is_empty(rows[i].reason))
            return err_set(err, ERR_INVALID, "calendar", "reason", TEXT_ROW_BARE, day);
        if (i > 0 && rows[i].day == rows[i - 1].day)
            return err_set(err, ERR_INVALID, "calendar", "day", TEXT_ROW_TWICE, day);
    }
    return true;
}

/* In MEM; NULL with an err. */
static struct laid *laid_new(struct arena *mem, const struct calendar *calendar, const struct calendar_row *rows,
                             size_t count, struct err *err)
{
    struct calendar_row *sorted = ARENA_ARRAY(mem, struct calendar_row, count + 1);
    if (count > 0)
        memcpy(sorted, rows, count * sizeof *rows);
    qsort(sorted, count, sizeof *sorted, compare_rows);
    if (!check_laid(calendar, sorted, count, err))
        return NULL;
    struct laid *laid = arena_alloc(mem, sizeof *laid + count * sizeof laid->days[0]);
    laid->count = count;
    for (size_t i = 0; i < count; i++) {
        laid->days[i].day = sorted[i].day;
        laid->days[i].verdict = verdict_of(mem, calendar, &sorted[i]);
    }
    return laid;
}

static void release_laid(void *arg)
{
    const struct calendar *calendar = arg;
    const struct laid *laid = atomic_load_explicit(&calendar->laid, memory_order_acquire);
    while (laid) {
        struct arena *mem = laid->mem;
        laid = laid->before;
        arena_free(mem);
    }
}

bool calendar_lay(const struct calendar *calendar, const struct calendar_row *rows, size_t count, int64_t stamp,
                  struct err *err)
{
    struct calendar *own = (struct calendar *)calendar;
    struct arena *kept = arena_new(ARENA_REQUEST_MAX); /* small, and kept: an office has few decisions a year */
    struct laid *laid = laid_new(kept, calendar, rows, count, err);
    if (!laid) {
        arena_free(kept);
        return false;
    }
    laid->mem = kept;
    laid->stamp = stamp;
    laid->before = atomic_load_explicit(&own->laid, memory_order_acquire);
    atomic_store_explicit(&own->laid, laid, memory_order_release);
    return true;
}

const struct calendar *calendar_with(struct arena *mem, const struct calendar *calendar,
                                     const struct calendar_row *rows, size_t count, struct err *err)
{
    struct laid *laid = laid_new(mem, calendar, rows, count, err);
    struct calendar *other = laid ? ARENA_NEW(mem, struct calendar) : NULL;
    if (!other)
        return NULL;
    other->label = calendar->label;
    other->from = calendar->from;
    other->until = calendar->until;
    other->known_until = calendar->known_until;
    other->codes = calendar->codes;
    other->verdicts.items = calendar->verdicts.items;
    other->verdicts.count = calendar->verdicts.count;
    atomic_init(&other->laid, laid);
    return other;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

bool calendar_is_working_day(const struct calendar *calendar, day_t day)
{
    return look(calendar, day)->working;
}

const char *calendar_why(const struct calendar *calendar, day_t day)
{
    return look(calendar, day)->why;
}

bool calendar_is_published(const struct calendar *calendar, day_t day)
{
    return day >= calendar->from && day <= calendar->until;
}

day_t calendar_next_working_day(const struct calendar *calendar, day_t day)
{
    while (!calendar_is_working_day(calendar, day))
        day++;
    return day;
}

const char *calendar_label(const struct calendar *calendar)
{
    return calendar->label;
}

day_t calendar_from(const struct calendar *calendar)
{
    return calendar->from;
}

day_t calendar_until(const struct calendar *calendar)
{
    return calendar->until;
}

day_t calendar_known_until(const struct calendar *calendar)
{
    return calendar->known_until;
}

int64_t calendar_stamp(const struct calendar *calendar)
{
    const struct laid *laid = atomic_load_explicit(&calendar->laid, memory_order_acquire);
    return laid ? laid->stamp : 0;
}

bool calendar_departs(const struct calendar *calendar, day_t day)
{
    return calendar_is_working_day(calendar, day) != (day_weekday(day) <= FRIDAY);
}
