/* SPDX-License-Identifier: Apache-2.0 */
#include "records/record_deadline.h"

#include <string.h>

#include "base/text.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "records/history_steps.h"

static bool field_text(struct arena *mem, const struct record *record, const char *name, const char **text)
{
    const struct value *value = name ? record_value(record, name) : NULL;
    if (!value || !value->is_set)
        return false;
    *text = value_print(mem, register_field(record->reg, name), value);
    return true;
}

/* --- which clock -------------------------------------------------------------------------------------------------- */

void record_clock_begin(struct record_clock *clock, const struct register_definition *reg, const char *on)
{
    *clock = (struct record_clock){ 0 };
    for (size_t i = 0; i < reg->deadlines.count && !clock->definition; i++)
        if (reg->deadlines.items[i].begins)
            *clock = (struct record_clock){ &reg->deadlines.items[i], on, false };
}

void record_clock_step(struct record_clock *clock, const struct register_definition *reg, const struct step *step,
                       enum state_group before, enum state_group after, const char *on)
{
    bool ended = clock->definition && text_equal(step->ends, clock->definition->name) && after != GROUP_RESOLVED;
    if (ended || (after == GROUP_UNCOUNTED && before != GROUP_UNCOUNTED))
        *clock = (struct record_clock){ 0 };
    if (step->starts)
        *clock = (struct record_clock){ register_deadline(reg, step->starts), on, false };
    if (step->restarts)
        *clock = (struct record_clock){ register_deadline(reg, step->restarts), on, true };
}

void clock_walk_line(struct clock_walk *walk, const char *name, const char *on)
{
    if (!walk->state) {
        walk->state = &walk->reg->states.items[0];
        record_clock_begin(&walk->clock, walk->reg, on);
        return;
    }
    const struct step *step = register_step(walk->reg, name);
    const struct state *after = step && step->to ? register_state(walk->reg, step->to) : walk->state;
    if (!step || !after)
        return;
    record_clock_step(&walk->clock, walk->reg, step, walk->state->group, after->group, on);
    walk->state = after;
}

struct record_clock clock_walk_end(const struct clock_walk *walk, const char *clock, const char *due,
                                   const char *from_on)
{
    bool told = walk->clock.definition && text_equal(walk->clock.definition->name, clock);
    if (!clock || text_equal(due, DUE_OPEN) || told)
        return walk->clock;
    return (struct record_clock){ register_deadline(walk->reg, clock), from_on, false };
}

bool record_deadline_is_chosen_by(const struct deadline_definition *definition, const char *field)
{
    if (text_equal(definition->variant, field))
        return true;
    for (size_t i = 0; i < definition->limits_by.count; i++)
        if (condition_asks(definition->limits_by.items[i].query, field))
            return true;
    return false;
}

bool record_deadline_rests_on(const struct deadline_definition *definition, const char *field)
{
    return text_equal(definition->date_field, field) || text_equal(definition->from_field, field) ||
           text_equal(definition->length_field, field) || record_deadline_is_chosen_by(definition, field);
}

/* --- how long ----------------------------------------------------------------------------------------------------- */

/* The item of `limits_by` that holds; NULL: none. */
static const struct limits_choice *chosen_law(struct arena *mem, const struct deadline_definition *definition,
                                              const struct record *record)
{
    for (size_t i = 0; i < definition->limits_by.count; i++)
        if (condition_holds(mem, record, definition->limits_by.items[i].query))
            return &definition->limits_by.items[i];
    return NULL;
}

const char *record_deadline_law(struct arena *mem, const struct deadline_definition *definition,
                                const struct record *record)
{
    const struct limits_choice *choice = chosen_law(mem, definition, record);
    return choice && choice->law ? choice->law : definition->law;
}

/* The length in words of law; NULL where the record has none. DAY: from which it counts. */
static const char *clock_length(struct arena *mem, const struct definitions *definitions, const struct record *record,
                                const struct deadline_definition *definition, day_t day)
{
    if (definition->length)
        return definition->length;
    const char *text = NULL;
    if (definition->length_field) {
        field_text(mem, record, definition->length_field, &text);
        return text;
    }
    char on[DATE_SIZE];
    const char *variant = "normal";
    const struct limits_choice *choice = chosen_law(mem, definition, record);
    day_print(day, on);
    field_text(mem, record, definition->variant, &variant);
    const struct limit_row *row =
        definitions_limit(definitions, choice ? choice->limits : definition->limits, variant, on);
    return row ? row->length : NULL;
}

/* The moment it counts from: FIELD's, to the minute where it has one; otherwise the day of the step. */
static bool clock_from(struct arena *mem, const struct record *record, const char *field, const char *on,
                       struct deadline_moment *from, struct err *err)
{
    const struct value *value = field ? record_value(record, field) : NULL;
    if (value && value->is_set && !value->text) {
        from->day = instant_local_day(value->integer);
        from->minute = instant_local_minute(value->integer);
        return true;
    }
    field_text(mem, record, field, &on);
    return deadline_moment_parse(on, from, err);
}

static bool read_length(struct arena *mem, const struct deadline_definition *definition, const char *words,
                        struct length *length, struct err *err)
{
    struct err wrong = { 0 };
    return length_parse(mem, words, length, &wrong) ||
           err_set(err, wrong.kind, "length", definition->length_field, "%s", wrong.text);
}

bool record_counts_working_days(struct arena *mem, const struct definitions *definitions, const struct record *record)
{
    const struct deadline_definition *definition = record->clock ? register_deadline(record->reg, record->clock) : NULL;
    struct length length;
    struct deadline_moment from;
    struct err ignored = { 0 };
    if (!definition || definition->date_field ||
        !clock_from(mem, record, definition->from_field, record->happened_on, &from, &ignored))
        return false;
    const char *words = clock_length(mem, definitions, record, definition, from.day);
    return !text_is_empty(words) && length_parse(mem, words, &length, &ignored) &&
           (length.unit == LENGTH_WORKING_DAYS || length.unit == LENGTH_WORKING_HOURS);
}

bool record_deadline_compute(struct arena *mem, const struct definitions *definitions, const struct record *record,
                             const struct deadline_definition *definition, const char *on, bool again,
                             struct deadline *deadline, const char **due, struct err *err)
{
    *deadline = (struct deadline){ 0 };
    *due = DUE_OPEN;
    if (definition->date_field) {
        const char *date;
        day_t day;
        char minute[MINUTE_SIZE];
        if (!field_text(mem, record, definition->date_field, &date) ||
            !day_parse(arena_strndup(mem, date, DATE_SIZE - 1), &day))
            return true;
        minute_print(day, office_hours_closing(definitions->hours, day), minute);
        *due = arena_strdup(mem, minute);
        return true;
    }
    struct length length;
    struct deadline_moment from;
    struct deadline_rules rules = { definitions->calendar, definitions->hours };
    if (!clock_from(mem, record, again ? NULL : definition->from_field, on, &from, err))
        return false;
    const char *words = clock_length(mem, definitions, record, definition, from.day);
    if (text_is_empty(words))
        return true;
    if (!read_length(mem, definition, words, &length, err) ||
        !deadline_compute(mem, &rules, from, &length, deadline, err))
        return false;
    *due = arena_strdup(mem, deadline->due_text);
    return true;
}

bool record_foresee(struct arena *mem, const struct definitions *definitions, const struct record *record,
                    const struct step *step, const char *today, const struct deadline_definition **definition,
                    const char **due, struct err *err)
{
    struct deadline deadline;
    struct record_clock clock = { record->clock ? register_deadline(record->reg, record->clock) : NULL, today, false };
    const struct state *before = register_state(record->reg, record->state);
    const struct state *after = step && step->to ? register_state(record->reg, step->to) : before;
    if (!step)
        record_clock_begin(&clock, record->reg, today);
    else
        record_clock_step(&clock, record->reg, step, before->group, after->group, today);
    *definition = clock.definition;
    *due = DUE_OPEN;
    return !clock.definition || record_deadline_compute(mem, definitions, record, clock.definition, clock.on,
                                                        clock.again, &deadline, due, err);
}

/* --- the account of a record -------------------------------------------------------------------------------------- */

/* The days on which clocks of a record started, oldest first. */
struct clock_starts {
    ARRAY(struct record_clock) list;
    struct record_clock last;
};

static bool is_same_start(const struct record_clock *one, const struct record_clock *other)
{
    return one->definition == other->definition && text_equal(one->on, other->on) && one->again == other->again;
}

static bool read_starts(struct db *db, struct arena *mem, const struct record *record, struct clock_starts *starts,
                        struct err *err)
{
    struct clock_walk walk = { .reg = record->reg };
    struct rows *rows =
        db_rows(db, mem, SQL("select step, \"on\" from history where record = $1 and step <> 'set' order by version"),
                DB(db_int(record->id)), err);
    *starts = (struct clock_starts){ 0 };
    while (rows && rows_next(rows)) {
        if (!history_step_dates(rows_text(rows, 0)))
            continue;
        clock_walk_line(&walk, rows_text(rows, 0), arena_strdup(mem, rows_text(rows, 1)));
        if (walk.clock.definition && !is_same_start(&walk.clock, &starts->last))
            *ARRAY_ADD(mem, &starts->list) = walk.clock;
        starts->last = walk.clock;
    }
    return rows && rows_end(rows, err);
}

/* The start behind a due date of CLOCK that holds since FROM: the newest that is not after it. */
static struct record_clock start_of(const struct clock_starts *starts, const struct deadline_definition *clock,
                                    const char *from)
{
    struct record_clock found = { clock, from, false };
    for (size_t i = 0; i < starts->list.count; i++)
        if (starts->list.items[i].definition == clock && strcmp(starts->list.items[i].on, from) <= 0)
            found = starts->list.items[i];
    return found;
}

struct due_start {
    const char *clock, *due, *from_on;
};

bool record_deadline_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                          const struct record *record, struct record_deadline *clock, struct err *err)
{
    static const struct db_column columns[] = { DB_COLUMN_TEXT(struct due_start, clock),
                                                DB_COLUMN_TEXT(struct due_start, due),
                                                DB_COLUMN_TEXT(struct due_start, from_on) };
    struct due_start row;
    struct clock_starts starts;
    struct record_deadline read = { 0 };
    const char *due;
    bool found;
    if (!db_one(db, mem, SQL("select clock, due, from_on from due_span where record = $1 order by part desc limit 1"),
                DB(db_int(record->id)), columns, COUNT_OF(columns), &row, &found, err))
        return false;
    if (found && !text_equal(row.due, DUE_OPEN))
        read.definition = register_deadline(record->reg, row.clock);
    if (read.definition) {
        if (!read_starts(db, mem, record, &starts, err))
            return false;
        struct record_clock start = start_of(&starts, read.definition, row.from_on);
        if (!record_deadline_compute(mem, definitions, record, read.definition, start.on, start.again, &read.deadline,
                                     &due, err))
            return false;
        if (!text_equal(due, row.due))
            read.deadline = (struct deadline){ 0 };
        read.law = record_deadline_law(mem, read.definition, record);
    }
    *clock = read;
    return true;
}

/* --- every due date it had --- */

/* The account of LINE is computed again; it is kept only where it leads to the date that was in force. */
static void explain_line(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         const struct clock_starts *starts, struct due_line *line)
{
    struct err ignored = { 0 };
    struct deadline deadline;
    const char *due;
    if (!line->clock)
        return;
    struct record_clock start = start_of(starts, line->clock, line->from);
    bool computed = record_deadline_compute(mem, definitions, record, line->clock, start.on, start.again, &deadline,
                                            &due, &ignored);
    line->law = line->clock->law;
    if (!computed || text_equal(line->due, DUE_OPEN) || !text_equal(due, line->due))
        return;
    line->account = deadline;
    line->law = record_deadline_law(mem, line->clock, record);
}

bool record_due_lines(struct db *db, struct arena *mem, const struct definitions *definitions,
                      const struct record *record, struct due_line **lines, size_t *count, struct err *err)
{
    struct clock_starts starts;
    struct rows *rows =
        db_rows(db, mem, SQL("select clock, due, from_on from due_span where record = $1 order by part desc"),
                DB(db_int(record->id)), err);
    if (!rows)
        return false;
    ARRAY(struct due_line) found = { 0 };
    while (rows_next(rows)) {
        struct due_line *line = ARRAY_ADD(mem, &found);
        line->name = arena_strdup(mem, rows_text(rows, 0));
        line->clock = register_deadline(record->reg, line->name);
        line->due = arena_strdup(mem, rows_text(rows, 1));
        line->from = arena_strdup(mem, rows_text(rows, 2));
    }
    if (!rows_end(rows, err) || !read_starts(db, mem, record, &starts, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        explain_line(mem, definitions, record, &starts, &found.items[i]);
    *lines = found.items;
    *count = found.count;
    return true;
}
