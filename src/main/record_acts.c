/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "fields/cells.h"
#include "main/reading.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "handling/comment.h"
#include "query/finder.h"
#include "records/record_deadline.h"
#include "records/write.h"
#include "store/id.h"

enum { LABEL_COLUMN = 28, HISTORY_SHOWN = 1000 /* the newest */ };

/* --- show --------------------------------------------------------------------------------------------------------- */

static void print_line(struct run *run, const char *label, const char *value)
{
    if (text_is_empty(value))
        return;
    words_pad(&run->out, arena_printf(run->mem, "%s:", label), LABEL_COLUMN);
    text_printf(&run->out, "%s\n", value);
}

static void print_record(struct run *run, const struct record *record)
{
    static const char *const engine[] = { "id",  "number",       "title",   "state",   "unit",       "issuer",
                                          "due", "original_due", "secrecy", "urgency", "finished_on" };
    const struct scope *scope = &run->office.scope;
    text_printf(&run->out, "%s\n", record->reg->label);
    for (size_t i = 0; i < COUNT_OF(engine); i++)
        print_line(run, cell_heading(record->reg, engine[i]),
                   record_cell_people(run->mem, run->definitions, scope, record, engine[i]));
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        print_line(run, field->label, cell_people(run->mem, run->definitions, scope, record, field->name));
    }
}

/* What happened on a day, who did it, why and what was said. */
static void print_history_line(struct run *run, const struct history_line *line)
{
    day_t day;
    char on[DATE_SIZE] = "";
    if (day_parse(line->on, &day))
        day_print_people(day, on);
    text_printf(&run->out, "  %s  %s (%s)", on, line->label, line->by);
    for (size_t i = 0; i < line->handed_count; i++)
        text_printf(&run->out, "%s %s, %s", i ? ";" : " →", line->handed[i].to, line->handed[i].role);
    const char *const said[] = { line->reason, line->words };
    for (size_t i = 0; i < COUNT_OF(said); i++)
        if (!text_is_empty(said[i]))
            text_printf(&run->out, ": %s", said[i]);
    for (size_t i = 0; i < line->change_count; i++)
        if (line->changes[i].field && line->changes[i].field->lines && line->changes[i].new)
            text_printf(&run->out, ": %s", line->changes[i].new);
    text_char(&run->out, '\n');
}

/* Oldest first. */
static bool print_history(struct run *run, const struct record *record, struct err *err)
{
    struct history_line *lines;
    size_t count;
    struct db *db = db_for_read(run->store, err);
    if (!db || !record_history(db, run->mem, run->definitions, record, &run->office.scope, 0, HISTORY_SHOWN, &lines,
                               &count, err))
        return false;
    text_raw(&run->out, "Diễn biến:\n");
    while (count > 0)
        print_history_line(run, &lines[--count]);
    return true;
}

/* Prints the records of IDS: as one JSON value, or as text with a blank line between. NOTED: a server that answered
 * with them has noted it. */
static bool print_records(struct run *run, const int64_t *ids, size_t count, bool noted, struct err *err)
{
    struct json json;
    bool as_json = run_wants_json(run);
    struct db *db = db_for_read(run->store, err);
    if (!db)
        return false;
    if (as_json)
        run_json_begin(run, &json);
    if (as_json && count > 1)
        json_array(&json);
    for (size_t i = 0; i < count; i++) {
        struct record *record = record_read(db, run->mem, run->definitions, &run->office.scope, ids[i], err);
        if (!record || (!noted && !reading_of_record(run, record, err)))
            return false;
        if (as_json) {
            record_json(&json, record, &run->office.scope);
            continue;
        }
        if (i > 0)
            text_char(&run->out, '\n');
        print_record(run, record);
        if (!print_history(run, record, err))
            return false;
    }
    if (as_json && count > 1)
        json_array_end(&json);
    if (as_json)
        run_json_end(run);
    return true;
}

int act_show(struct run *run)
{
    struct err err = { 0 };
    const int64_t *ids;
    size_t count;
    int status;
    if (!run_find(run, run->arguments[0], &ids, &count, &status))
        return status;
    if (!print_records(run, ids, count, false, &err))
        return run_refuse(&err);
    return count == 1 ? EXIT_DONE : EXIT_NO;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* After a write: the record as JSON where it was asked for, otherwise ID on stdout or a message. */
static int print_written(struct run *run, int64_t id, bool is_new)
{
    struct err err = { 0 };
    char printed[ID_SIZE];
    id_print(id, printed);
    if (run_wants_json(run))
        return print_records(run, &id, 1, run->remote && !is_new, &err) ? EXIT_DONE : run_refuse(&err);
    if (is_new)
        text_printf(&run->out, "%s\n", printed);
    else
        run_say(SAY_WRITTEN, printed);
    return EXIT_DONE;
}

int act_add(struct run *run)
{
    struct err err = { 0 };
    int status;
    int64_t id;
    struct assignments given;
    const struct register_definition *reg = run_register(run, run->arguments[0]);
    if (!reg)
        return EXIT_USAGE;
    if (!run_assignments(run, 1, &given, &status))
        return status;
    struct draft *draft = draft_new(run->mem, reg);
    draft->hands = true;
    for (size_t i = 0; i < given.list.count; i++) {
        const struct draft_value *value = &given.list.items[i];
        if (text_equal(value->name, "reserved") && !register_field(reg, "reserved"))
            draft->reserved = value->text;
        else if (text_equal(value->name, "step") && !register_field(reg, "step"))
            draft_add_step(run->mem, draft, value->text, NULL);
        else
            draft_set(run->mem, draft, value->name, value->text);
    }
    struct draft_faults faults = { 0 };
    run->office.faults = &faults;
    bool done = run->remote
                    ? remote_create(run, draft, &id, &err)
                    : record_create(&run->office, run->mem, draft, &id, &err) || draft_refuse_reserved(draft, &err);
    run->office.faults = NULL;
    if (!done)
        return run_refuse_values(&faults, &err);
    return print_written(run, id, true);
}

int act_set(struct run *run)
{
    struct err err = { 0 };
    int status;
    int64_t id;
    struct assignments given;
    if (!run_assignments(run, 1, &given, &status) || !run_find_one(run, run->arguments[0], &id, &status))
        return status;
    struct draft_faults faults = { 0 };
    run->office.faults = &faults;
    bool done = run->remote ? remote_set(run, id, given.list.items, given.list.count, &err)
                            : record_set(&run->office, run->mem, id, 0, given.list.items, given.list.count, &err);
    run->office.faults = NULL;
    if (!done)
        return run_refuse_values(&faults, &err);
    return print_written(run, id, false);
}

int act_step(struct run *run)
{
    struct err err = { 0 };
    int status;
    int64_t id;
    struct assignments given;
    if (!run_assignments(run, 2, &given, &status) || !run_find_one(run, run->arguments[0], &id, &status))
        return status;
    struct draft_step step = { .name = run->arguments[1] };
    for (size_t i = 0; i < given.list.count; i++) {
        const struct draft_value *value = &given.list.items[i];
        if (text_equal(value->name, "on"))
            step.on = value->text;
        else if (text_equal(value->name, "reason"))
            step.reason = value->text;
        else
            draft_step_set(run->mem, &step, value->name, value->text);
    }
    struct draft_faults faults = { 0 };
    run->office.faults = &faults;
    bool done =
        run->remote ? remote_step(run, id, &step, &err) : record_step(&run->office, run->mem, id, 0, &step, &err);
    run->office.faults = NULL;
    if (!done)
        return run_refuse_values(&faults, &err);
    return print_written(run, id, false);
}
