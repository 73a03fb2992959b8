/* SPDX-License-Identifier: Apache-2.0 */
#include "records/calendar_days.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "people/left.h"
#include "people/may.h"
#include "records/draft.h"
#include "records/texts.h"
#include "records/typed.h"
#include "store/change.h"

#define KIND_OFF   "off"
#define KIND_WORK  "work"
#define KIND_USUAL "usual"

/* --- read and laid ------------------------------------------------------------------------------------------------ */

static struct office_day *find_day(const struct office_days *days, const char *day)
{
    for (size_t i = 0; i < days->list.count; i++)
        if (text_equal(days->list.items[i].day, day))
            return &days->list.items[i];
    return NULL;
}

bool office_days_read(struct db *db, struct arena *mem, struct office_days *days, struct err *err)
{
    struct office_days found = { 0 };
    struct rows *rows = db_rows(db, mem,
                                SQL("select no, day, kind, reason, decision, decided_on, entered_at, entered_by, "
                                    "settled from calendar_day order by no"),
                                DB_NONE, err);
    while (rows && rows_next(rows)) {
        const char *name = arena_strdup(mem, rows_text(rows, 1));
        struct office_day *day = find_day(&found, name);
        if (!day)
            day = ARRAY_ADD(mem, &found.list);
        *day = (struct office_day){ .no = rows_int(rows, 0),
                                    .day = name,
                                    .kind = arena_strdup(mem, rows_text(rows, 2)),
                                    .reason = arena_strdup(mem, rows_text(rows, 3)),
                                    .decision = arena_strdup(mem, rows_text(rows, 4)),
                                    .decided_on = arena_strdup(mem, rows_text(rows, 5)),
                                    .entered_at = rows_int(rows, 6),
                                    .entered_by = arena_strdup(mem, rows_text(rows, 7)),
                                    .settled = rows_int(rows, 8) == 1 };
        found.newest = day->no;
    }
    if (!rows || !rows_end(rows, err))
        return false;
    *days = found;
    return true;
}

static const char *people_day(struct arena *mem, const char *text)
{
    char people[DATE_SIZE] = "";
    day_t day;
    if (day_parse(text, &day))
        day_print_people(day, people);
    return arena_strdup(mem, people);
}

static const char *decision_words(struct arena *mem, const struct office_day *day)
{
    return arena_printf(mem, SAY_DAY_DECISION_OF, day->decision, people_day(mem, day->decided_on));
}

static void add_row(struct arena *mem, const struct office_day *day, struct calendar_row *rows, size_t *count)
{
    struct calendar_row row = { .kind = text_equal(day->kind, KIND_WORK) ? CALENDAR_WORK : CALENDAR_OFF,
                                .reason = day->reason,
                                .decision = decision_words(mem, day),
                                .mark = CALENDAR_VERIFIED };
    if (!text_equal(day->kind, KIND_USUAL) && day_parse(day->day, &row.day))
        rows[(*count)++] = row;
}

/* What is taken back is left out. */
static size_t rows_of(struct arena *mem, const struct office_days *days, const struct office_day *instead,
                      struct calendar_row *rows)
{
    size_t made = 0;
    for (size_t i = 0; i < days->list.count; i++)
        if (!instead || !text_equal(days->list.items[i].day, instead->day))
            add_row(mem, &days->list.items[i], rows, &made);
    if (instead)
        add_row(mem, instead, rows, &made);
    return made;
}

static bool lay(struct arena *mem, const struct definitions *definitions, const struct office_days *days,
                struct err *err)
{
    if (!definitions->calendar || days->newest == calendar_stamp(definitions->calendar))
        return true;
    struct calendar_row *rows = ARENA_ARRAY(mem, struct calendar_row, days->list.count + 1);
    size_t made = rows_of(mem, days, NULL, rows);
    return calendar_lay(definitions->calendar, rows, made, days->newest, err);
}

bool office_days_load(struct db *db, struct arena *mem, const struct definitions *definitions, struct err *err)
{
    struct office_days days;
    return office_days_read(db, mem, &days, err) && lay(mem, definitions, &days, err);
}

const struct calendar *office_days_calendar(struct arena *mem, const struct definitions *definitions,
                                            const struct office_days *days, const struct office_day *instead,
                                            struct err *err)
{
    struct calendar_row *rows = ARENA_ARRAY(mem, struct calendar_row, days->list.count + 1);
    size_t made = rows_of(mem, days, instead, rows);
    return calendar_with(mem, definitions->calendar, rows, made, err);
}

/* --- judged ------------------------------------------------------------------------------------------------------- */

struct judging_day {
    struct arena *mem;
    const struct calendar *calendar; /* NULL: the definitions have none */
    const struct office_day *given;
    struct office_day *day;
    struct draft_faults faults;
};

static struct err *fault(struct judging_day *judging)
{
    return ARRAY_ADD(judging->mem, &judging->faults.list);
}

static bool is_kind(const char *kind)
{
    return text_equal(kind, KIND_OFF) || text_equal(kind, KIND_WORK) || text_equal(kind, KIND_USUAL);
}

static void judge_kind(struct judging_day *judging, const struct office_days *days, const day_t *at)
{
    const struct office_day *day = judging->day;
    if (!is_kind(day->kind)) {
        err_set(fault(judging), ERR_INVALID, "kind", "kind", SAY_DAY_KIND, day->kind);
        return;
    }
    if (!at)
        return;
    const struct office_day *said = find_day(days, day->day);
    bool usual = text_equal(day->kind, KIND_USUAL), works = text_equal(day->kind, KIND_WORK);
    if (usual && (!said || text_equal(said->kind, KIND_USUAL)))
        err_set(fault(judging), ERR_INVALID, "kind", "kind", SAY_DAY_NOT_SAID);
    if (!usual && calendar_is_working_day(judging->calendar, *at) == works)
        err_set(fault(judging), ERR_INVALID, "kind", "kind", SAY_DAY_SO_ALREADY, calendar_why(judging->calendar, *at));
}

/* Figures that were frozen as of DAY or later were judged by the calendar of then. */
static bool judge_frozen(struct judging_day *judging, struct db *db, const char *day, struct err *err)
{
    struct rows *rows = db_rows(db, judging->mem,
                                SQL("select report, period, as_of from figure_frozen where as_of >= $1 "
                                    "order by as_of, report limit 1"),
                                DB(db_text(day)), err);
    if (rows && rows_next(rows))
        err_set(fault(judging), ERR_INVALID, "frozen", "day", SAY_DAY_FROZEN, people_day(judging->mem, day),
                rows_text(rows, 0), rows_text(rows, 1), people_day(judging->mem, rows_text(rows, 2)));
    return rows && rows_end(rows, err);
}

static bool judge_place(struct judging_day *judging, struct db *db, const day_t *at, struct err *err)
{
    const struct calendar *calendar = judging->calendar;
    char from[DATE_SIZE], until[DATE_SIZE];
    if (!at)
        return true;
    if (*at < calendar_from(calendar) || *at > calendar_known_until(calendar)) {
        day_print_people(calendar_from(calendar), from);
        day_print_people(calendar_known_until(calendar), until);
        err_set(fault(judging), ERR_INVALID, "date", "day", SAY_DAY_OUTSIDE, from, until);
    }
    return *at > clock_today() || judge_frozen(judging, db, judging->day->day, err);
}

static void judge_decision(struct judging_day *judging)
{
    day_t decided;
    struct office_day *day = judging->day;
    const struct office_day *given = judging->given;
    const struct typed reason = { "reason", given->reason, SAY_DAY_REASON, OFFICE_DAY_TEXT_MAX, false };
    const struct typed decision = { "decision", given->decision, SAY_DAY_DECISION, OFFICE_DAY_TEXT_MAX, false };
    const struct typed decided_on = { .field = "decided_on", .given = given->decided_on };
    day->reason = typed_words(judging->mem, &judging->faults, &reason);
    day->decision = typed_words(judging->mem, &judging->faults, &decision);
    day->decided_on = typed_day(judging->mem, &judging->faults, &decided_on, &decided);
    if (*day->decided_on && decided > clock_today())
        err_set(fault(judging), ERR_INVALID, "date", "decided_on", SAY_IN_THE_FUTURE,
                people_day(judging->mem, day->decided_on));
}

bool office_day_judge(struct office *office, struct db *db, struct arena *mem, const struct office_days *days,
                      const struct office_day *given, struct office_day *day, struct err *err)
{
    day_t at;
    if (!may(&office->scope, ACT_ADMINISTER, NULL, err))
        return false;
    if (!office->definitions->calendar)
        return err_set(err, ERR_INVALID, "calendar", "day", SAY_DAY_NO_CALENDAR);
    *day = (struct office_day){ .no = days->newest + 1,
                                .kind = given->kind ? given->kind : "",
                                .entered_by = office->scope.user };
    struct judging_day judging = { .mem = mem, .given = given, .day = day };
    judging.calendar = office_days_calendar(mem, office->definitions, days, NULL, err);
    if (!judging.calendar)
        return false;
    day->day = typed_day(mem, &judging.faults, &(struct typed){ .field = "day", .given = given->day }, &at);
    const day_t *known = *day->day ? &at : NULL;
    if (!judge_place(&judging, db, known, err))
        return false;
    judge_kind(&judging, days, known);
    judge_decision(&judging);
    if (office->faults)
        *office->faults = judging.faults;
    if (judging.faults.list.count > 0)
        *err = judging.faults.list.items[0];
    return judging.faults.list.count == 0;
}

/* --- written ------------------------------------------------------------------------------------------------------ */

const char *office_day_words(struct arena *mem, const struct office_day *day)
{
    const char *what = text_equal(day->kind, KIND_OFF)    ? SAY_DAY_IS_OFF
                       : text_equal(day->kind, KIND_WORK) ? SAY_DAY_IS_WORK
                                                          : SAY_DAY_IS_USUAL;
    return arena_printf(mem, "%s %s: %s (%s)", people_day(mem, day->day), what, day->reason, decision_words(mem, day));
}

struct writing_day {
    const struct office_day *day;
    const char *words;
};

static bool apply_day(struct change *change, void *arg, struct err *err)
{
    const struct writing_day *writing = arg;
    const struct office_day *day = writing->day;
    struct arena *mem = change_mem(change);
    const struct db_value row[] = { db_text(day->day),       db_text(day->kind),       db_text(day->reason),
                                    db_text(day->decision),  db_text(day->decided_on), db_int(change_time(change)),
                                    db_text(day->entered_by) };
    const char *left = left_line(mem, LEFT_CALENDAR, arena_printf(mem, "%" PRId64, day->no), row, COUNT_OF(row));
    return change_run(change,
                      SQL("insert into calendar_day (no, day, kind, reason, decision, decided_on, entered_at, "
                          "entered_by, settled) values ($1, $2, $3, $4, $5, $6, $7, $8, 0)"),
                      DB(db_int(day->no), row[0], row[1], row[2], row[3], row[4], row[5], row[6]), err) &&
           left_note(
               change,
               &(struct account_history_line){
                   .by = day->entered_by, .login = "", .what = "calendar", .detail = writing->words, .after = left },
               err);
}

bool office_day_write(struct office *office, struct arena *mem, const struct office_day *day, struct err *err)
{
    struct writing_day writing = { day, office_day_words(mem, day) };
    struct err failure = { 0 };
    if (store_change(office->store, mem, NULL, apply_day, &writing, &failure))
        return true;
    if (failure.kind == ERR_CONFLICT)
        return err_set(err, ERR_CONFLICT, "calendar", "day", SAY_DAY_OVERTAKEN);
    *err = failure;
    return false;
}

/* --- a year ------------------------------------------------------------------------------------------------------- */

bool office_days_year(struct db *db, struct arena *mem, const struct definitions *definitions, int year,
                      struct calendar_line **lines, size_t *count, struct err *err)
{
    ARRAY(struct calendar_line) found = { 0 };
    const struct calendar *calendar = definitions->calendar;
    struct office_days *days = ARENA_NEW(mem, struct office_days);
    if (!office_days_read(db, mem, days, err) || !lay(mem, definitions, days, err))
        return false;
    day_t last = day_from_civil(year, 12, 31);
    for (day_t day = day_from_civil(year, 1, 1); calendar && day <= last; day++) {
        char printed[DATE_SIZE];
        day_print(day, printed);
        const struct office_day *own = find_day(days, printed);
        if (own && text_equal(own->kind, KIND_USUAL) && own->settled)
            own = NULL;
        if (own || calendar_departs(calendar, day))
            *ARRAY_ADD(mem, &found) =
                (struct calendar_line){ day, calendar_is_working_day(calendar, day), calendar_why(calendar, day), own };
    }
    *lines = found.items;
    *count = found.count;
    return true;
}

static void put_line(struct json *json, const struct calendar_line *line)
{
    const struct office_day *own = line->own;
    char day[DATE_SIZE], entered[INSTANT_SIZE];
    day_print(line->day, day);
    if (own)
        instant_print(own->entered_at, entered);
    json_object(json);
    json_put_text(json, "day", day);
    json_put_bool(json, "works", line->works);
    json_put_text(json, "why", line->why);
    json_put_text(json, "kind", own ? own->kind : NULL);
    json_put_text(json, "reason", own ? own->reason : NULL);
    json_put_text(json, "decision", own ? own->decision : NULL);
    json_put_text(json, "decided_on", own ? own->decided_on : NULL);
    json_put_text(json, "entered_by", own ? own->entered_by : NULL);
    json_put_text(json, "entered_at", own ? entered : NULL);
    json_key(json, "settled");
    if (own)
        json_bool(json, own->settled);
    else
        json_null(json);
    json_object_end(json);
}

void calendar_year_json(struct json *json, const struct definitions *definitions, int year,
                        const struct calendar_line *lines, size_t count)
{
    json_object(json);
    json_put_int(json, "year", year);
    json_put_text(json, "label", definitions->calendar ? calendar_label(definitions->calendar) : NULL);
    json_key(json, "days");
    json_array(json);
    for (size_t i = 0; i < count; i++)
        put_line(json, &lines[i]);
    json_array_end(json);
    json_object_end(json);
}
