/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar from the command line: the days that depart from the week, and days that the office sets itself. */
#include "main/acts.h"

#include "base/clock.h"
#include "base/text.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "people/may.h"
#include "records/calendar_moves.h"

enum { DAY_COLUMN = 14, KIND_COLUMN = 12, REGISTER_COLUMN = 28, NUMBER_COLUMN = 20 };

int act_calendar_list(struct run *run)
{
    struct err err = { 0 };
    struct calendar_line *lines;
    size_t count;
    int64_t year = civil_from_day(clock_today()).year;
    struct db *db = db_for_read(run->store, &err);
    if (run->argument_count > 0 && !text_to_int(run->arguments[0], 1990, 2150, &year))
        return run_usage(run, SAY_NOT_A_YEAR, run->arguments[0]);
    if (!db || !office_days_year(db, run->mem, run->definitions, (int)year, &lines, &count, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        calendar_year_json(&json, run->definitions, (int)year, lines, count);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < count; i++) {
        char people[DATE_SIZE];
        day_print_people(lines[i].day, people);
        words_pad(&run->out, people, DAY_COLUMN);
        words_pad(&run->out, lines[i].own ? SAY_CALENDAR_OWN : "", KIND_COLUMN);
        text_printf(&run->out, "%s\n", lines[i].why);
    }
    return EXIT_DONE;
}

static bool fill(const struct assignments *given, struct office_day *day, struct err *err)
{
    for (size_t i = 0; i < given->list.count; i++) {
        const char *name = given->list.items[i].name, *text = given->list.items[i].text;
        if (text_equal(name, "reason"))
            day->reason = text;
        else if (text_equal(name, "decision"))
            day->decision = text;
        else if (text_equal(name, "decided_on"))
            day->decided_on = text;
        else
            return err_set(err, ERR_INVALID, "field", name, SAY_CALENDAR_FIELDS, name);
    }
    return true;
}

static void print_moves(struct run *run, const struct calendar_moves *moves)
{
    bool would = run->options->dry_run;
    for (size_t i = 0; i < moves->count; i++) {
        const struct calendar_move *move = &moves->items[i];
        words_pad(&run->out, move->reg->label, REGISTER_COLUMN);
        words_pad(&run->out, !move->id ? SAY_CALENDAR_UNSEEN : move->number ? move->number : "", NUMBER_COLUMN);
        text_printf(&run->out, "%s → %s  %s", move->before, move->now, move->title);
        if (move->work)
            text_printf(&run->out, SAY_CALENDAR_WORK, move->work);
        text_add(&run->out, "\n");
    }
    if (moves->count < moves->total)
        text_printf(&run->out, SAY_CALENDAR_MORE, moves->total - moves->count);
    text_printf(&run->out, would ? SAY_CALENDAR_WOULD : SAY_CALENDAR_DONE, would ? moves->total : moves->moved,
                moves->work);
    if (!would && moves->moved < moves->total)
        text_printf(&run->out, SAY_CALENDAR_LEFT, moves->total - moves->moved);
}

int act_calendar_set(struct run *run)
{
    struct err err = { 0 };
    struct assignments given;
    struct calendar_moves moves;
    struct draft_faults faults = { 0 };
    struct office_day day = { .day = run->arguments[0], .kind = run->arguments[1] };
    int status;
    if (!run_assignments(run, 2, &given, &status))
        return status;
    if (!may(&run->office.scope, ACT_ADMINISTER, NULL, &err) || !fill(&given, &day, &err))
        return run_refuse(&err);
    run->office.faults = &faults;
    bool done = run->options->dry_run ? calendar_preview(&run->office, run->mem, &day, 0, 0, &moves, &err)
                : run->remote         ? remote_calendar_set(run, &day, &moves, &err)
                                      : calendar_set(&run->office, run->mem, &day, 0, 0, &moves, &err);
    run->office.faults = NULL;
    if (!done)
        return run_refuse_values(&faults, &err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        calendar_moves_json(&json, &moves);
        run_json_end(run);
    } else {
        print_moves(run, &moves);
    }
    return EXIT_DONE;
}
