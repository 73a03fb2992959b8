/* SPDX-License-Identifier: Apache-2.0 */
/* Everything open handed over, and who stands in for whom: `congvu handover …`, `congvu absence …`. */
#include "main/acts.h"

#include "base/clock.h"
#include "base/text.h"
#include "handling/absence.h"
#include "handling/handover.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "people/may.h"

enum { WHAT_COLUMN = 16, REGISTER_COLUMN = 26, NUMBER_COLUMN = 20 };

static const char *people_day(struct run *run, const char *text)
{
    char people[DATE_SIZE] = "";
    day_t day;
    if (day_parse(text, &day))
        day_print_people(day, people);
    return arena_strdup(run->mem, people);
}

/* --- hand-over ---------------------------------------------------------------------------------------------------- */

/* NULL; or the name that is none of a hand-over's. */
static const char *fill(const struct assignments *given, struct handover *asked, const char **holdings)
{
    for (size_t i = 0; i < given->list.count; i++) {
        const char *name = given->list.items[i].name, *text = given->list.items[i].text;
        if (text_equal(name, "reason"))
            asked->reason = text;
        else if (text_equal(name, "document"))
            asked->document = text;
        else if (text_equal(name, "on"))
            asked->on = text;
        else if (text_equal(name, "holdings"))
            *holdings = text;
        else
            return name;
    }
    return NULL;
}

static void print_line(struct run *run, const struct handover_line *line)
{
    words_pad(&run->out, line->name, WHAT_COLUMN);
    if (!line->reg) {
        text_printf(&run->out, "%s\n", line->code);
        return;
    }
    words_pad(&run->out, line->reg->label, REGISTER_COLUMN);
    words_pad(&run->out, line->number ? line->number : "", NUMBER_COLUMN);
    text_printf(&run->out, "%s\n", line->record ? line->title : SAY_HANDOVER_UNSEEN);
}

static int print(struct run *run, const struct handover *handover, const struct handover_lines *lines)
{
    const struct handover_counts *counts = &lines->counts;
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        handover_json(&json, handover, lines);
        run_json_end(run);
        return EXIT_DONE;
    }
    if (handover->no)
        text_printf(&run->out, "%lld\n", (long long)handover->no);
    text_printf(&run->out, SAY_HANDOVER_HEAD, handover->from_name, handover->to_name, people_day(run, handover->on),
                handover->reason);
    for (size_t i = 0; i < lines->count; i++)
        print_line(run, &lines->items[i]);
    text_printf(&run->out, SAY_HANDOVER_COUNTS, counts->lead, counts->support, counts->inform, counts->overdue,
                counts->approvals, counts->positions, counts->accounts, counts->records);
    text_add(&run->out, handover->no ? ".\n" : SAY_HANDOVER_WOULD);
    if (handover->no && !handover->done_at)
        text_add(&run->out, SAY_HANDOVER_LEFT);
    return EXIT_DONE;
}

static bool hand_over(struct run *run, const struct handover *asked, struct handover *handover,
                      struct handover_lines *lines, struct err *err)
{
    if (run->options->dry_run)
        return handover_preview(&run->office, run->mem, asked, handover, lines, err);
    if (run->remote ? !remote_handover(run, asked, &handover->no, err)
                    : !handover_do(&run->office, run->mem, asked, 0, handover, err))
        return false;
    return handover_read(&run->office, run->mem, handover->no, handover, lines, err);
}

int act_handover(struct run *run)
{
    struct err err = { 0 };
    struct assignments given;
    struct draft_faults faults = { 0 };
    struct handover asked = { .from = run->arguments[0], .to = run->arguments[1], .holdings = true }, handover;
    struct handover_lines lines;
    const char *holdings = "yes";
    int status;
    if (!run_assignments(run, 2, &given, &status))
        return status;
    const char *unknown = fill(&given, &asked, &holdings);
    if (unknown)
        return run_usage(run, SAY_HANDOVER_UNKNOWN, unknown);
    if (!text_equal(holdings, "yes") && !text_equal(holdings, "no"))
        return run_usage(run, SAY_HANDOVER_HELD, holdings);
    asked.holdings = text_equal(holdings, "yes");
    run->office.faults = &faults;
    bool done = hand_over(run, &asked, &handover, &lines, &err);
    run->office.faults = NULL;
    return done ? print(run, &handover, &lines) : run_refuse_values(&faults, &err);
}

int act_handover_list(struct run *run)
{
    struct err err = { 0 };
    struct handover *list;
    size_t count;
    if (!handover_list(&run->office, run->mem, &list, &count, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_key(&json, "handovers");
        json_array(&json);
        for (size_t i = 0; i < count; i++)
            handover_json(&json, &list[i], NULL);
        json_array_end(&json);
        json_object_end(&json);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < count; i++) {
        text_printf(&run->out, "%lld  ", (long long)list[i].no);
        text_printf(&run->out, SAY_HANDOVER_HEAD, list[i].from_name, list[i].to_name, people_day(run, list[i].on),
                    list[i].reason);
    }
    return EXIT_DONE;
}

static bool read_number(struct run *run, int64_t *no, int *status)
{
    if (text_to_int(run->arguments[0], 1, INT32_MAX, no))
        return true;
    *status = run_usage(run, SAY_HANDOVER_NUMBER, run->arguments[0]);
    return false;
}

int act_handover_show(struct run *run)
{
    struct err err = { 0 };
    struct handover handover;
    struct handover_lines lines;
    int64_t no;
    int status;
    if (!read_number(run, &no, &status))
        return status;
    if (!handover_read(&run->office, run->mem, no, &handover, &lines, &err))
        return run_refuse(&err);
    return print(run, &handover, &lines);
}

/* --- absence ------------------------------------------------------------------------------------------------------ */

int act_absence_add(struct run *run)
{
    struct err err = { 0 };
    const char *unknown;
    struct draft_faults faults = { 0 };
    struct absence asked = { .login = run->arguments[0], .stand_in = run->arguments[1] };
    const struct run_name known[] = { { "from", &asked.from },
                                      { "until", &asked.until },
                                      { "reason", &asked.reason },
                                      { "document", &asked.document },
                                      { "registers", &asked.registers } };
    int64_t no;
    int status;
    if (!run_names(run, 2, known, COUNT_OF(known), &unknown, &status))
        return unknown ? run_usage(run, SAY_ABSENCE_UNKNOWN, unknown) : status;
    run->office.faults = &faults;
    bool done = run->remote ? remote_absence_add(run, &asked, &no, &err)
                            : absence_enter(&run->office, run->mem, &asked, &no, &err);
    run->office.faults = NULL;
    if (!done)
        return run_refuse_values(&faults, &err);
    text_printf(&run->out, "%lld\n", (long long)no);
    return EXIT_DONE;
}

static void print_absences(struct run *run, const struct absence *list, size_t count)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    for (size_t i = 0; i < count; i++)
        text_printf(&run->out, SAY_ABSENCE_LINE, (long long)list[i].no, list[i].name, list[i].stand_in_name,
                    people_day(run, list[i].from), people_day(run, list[i].until),
                    absence_is_over(&list[i], today) ? SAY_ABSENCE_IS_OVER : "", list[i].reason,
                    *list[i].registers ? arena_printf(run->mem, SAY_ABSENCE_OF, list[i].registers) : "");
}

int act_absence_list(struct run *run)
{
    struct err err = { 0 };
    struct absence *list;
    size_t count;
    struct db *db = db_for_read(run->store, &err);
    if (!db || !may(&run->office.scope, ACT_ADMINISTER, &(struct may_what){ 0 }, &err) ||
        !absence_list(db, run->mem, &list, &count, &err))
        return run_refuse(&err);
    if (!run_wants_json(run)) {
        print_absences(run, list, count);
        return EXIT_DONE;
    }
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_key(&json, "absences");
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        absence_json(&json, &list[i]);
    json_array_end(&json);
    json_object_end(&json);
    run_json_end(run);
    return EXIT_DONE;
}

int act_absence_end(struct run *run)
{
    struct err err = { 0 };
    int64_t no;
    int status;
    if (!read_number(run, &no, &status))
        return status;
    bool done = run->remote ? remote_absence_end(run, no, &err) : absence_end(&run->office, run->mem, no, &err);
    return done ? EXIT_DONE : run_refuse(&err);
}
