/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "deadlines/calendar.h"
#include "deadlines/length.h"
#include "deadlines/office_hours.h"
#include "definitions/texts.h"

void check_length(struct loader *loader, const char *length, struct place place)
{
    struct err err;
    struct length parsed;
    if (length && !length_parse(loader->mem, length, &parsed, &err))
        fault_error(loader, place, TEXT_LENGTH, length);
}

/* A date that was bound is a day; a missing one has its fault already. */
static day_t day_of(const char *date)
{
    day_t day = 0;
    return date && day_parse(date, &day) ? day : 0;
}

/* --- office hours ------------------------------------------------------------------------------------------------- */

/* Where settings.yaml says nothing. */
static const struct hours_row usual_hours = { "0001-01-01", "07:00-11:30", "13:30-17:00", { 0 } };

static void build_hours(struct loader *loader)
{
    struct settings_file *settings = &loader->settings;
    struct err err;
    if (settings->hours.count == 0) {
        settings->hours.items = arena_copy(loader->mem, &usual_hours, sizeof usual_hours);
        settings->hours.count = 1;
    }
    struct office_hours_row *rows = ARENA_ARRAY(loader->mem, struct office_hours_row, settings->hours.count);
    for (size_t i = 0; i < settings->hours.count; i++) {
        const struct hours_row *hours = &settings->hours.items[i];
        rows[i].from = day_of(hours->from);
        if (!hours->morning || !hours->afternoon)
            return;
        if (!office_hours_parse(hours->morning, hours->afternoon, &rows[i], &err)) {
            const char *text = text_equal(err.field, "morning") ? hours->morning : hours->afternoon;
            fault_error(loader, place_of(loader, text, hours->place), "%s", err.text);
            return;
        }
    }
    loader->set->hours = office_hours_new(loader->mem, rows, settings->hours.count, &err);
    if (!loader->set->hours)
        fault_error(loader, settings->hours.items[0].place, "%s", err.text);
}

/* --- the calendar ------------------------------------------------------------------------------------------------- */

static void check_day(struct loader *loader, const struct calendar_file *file, size_t at)
{
    const struct calendar_day *day = &file->days.items[at];
    if (!day->date || !file->from || !file->until)
        return;
    struct place place = place_of(loader, day->date, day->place);
    if (strcmp(day->date, file->from) < 0 || strcmp(day->date, file->until) > 0)
        fault_error(loader, place, TEXT_DAY_OUTSIDE, day->date, file->from, file->until);
    for (size_t i = 0; i < at; i++)
        if (text_equal(file->days.items[i].date, day->date))
            fault_error(loader, place, TEXT_TWICE, "ngày", day->date, file->place.file, file->days.items[i].place.line);
}

static void build_calendar(struct loader *loader, const struct calendar_file *file)
{
    struct calendar_row *rows = ARENA_ARRAY(loader->mem, struct calendar_row, file->days.count);
    size_t before = loader->faults->errors;
    struct err err;
    /* of no days at all, or of fewer: each day of it would be wrong */
    check_dates(loader, file->from, file->until, file->place);
    if (loader->faults->errors > before)
        return;
    for (size_t i = 0; i < file->days.count; i++) {
        const struct calendar_day *day = &file->days.items[i];
        check_day(loader, file, i);
        rows[i] = (struct calendar_row){ day_of(day->date), (enum calendar_kind)day->kind, day->reason, day->decision,
                                         (enum calendar_mark)day->mark };
    }
    if (!file->label || !file->from || !file->until || loader->faults->errors > before)
        return;
    loader->set->calendar =
        calendar_new(loader->mem, file->label, day_of(file->from), day_of(file->until), rows, file->days.count, &err);
    if (!loader->set->calendar)
        fault_error(loader, file->place, "%s", err.text);
}

/* Deadlines cannot be counted without a calendar. */
static void require_calendar(struct loader *loader)
{
    const struct definitions *set = loader->set;
    for (size_t i = 0; i < set->registers.count && !loader->unread; i++)
        if (set->registers.items[i].deadlines.count > 0) {
            fault_error(loader, set->registers.items[i].deadlines.items[0].place, TEXT_NO_CALENDAR);
            return;
        }
}

void build_time(struct loader *loader)
{
    build_hours(loader);
    if (loader->calendars.count == 0)
        require_calendar(loader);
    if (loader->calendars.count > 1)
        fault_error(loader, loader->calendars.items[1].place, TEXT_ONE_CALENDAR, loader->calendars.items[0].place.file);
    else if (loader->calendars.count == 1)
        build_calendar(loader, &loader->calendars.items[0]);
}
