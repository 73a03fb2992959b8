/* SPDX-License-Identifier: Apache-2.0 */
/* The clock of a record that is written: it starts with the record or a step, moves with the fields it rests on, ends.
 */
#include "records/writing.h"

#include <string.h>

#include "base/text.h"
#include "records/record_deadline.h"
#include "records/texts.h"
#include "viet/date_words.h"

/* FIRST: nothing was promised by it before, so that this is its original due date too. */
static void change_due(struct write *write, const char *clock, const char *due, const char *on, bool first)
{
    struct due_row *last = &write->last_due;
    bool another = !last->due || !text_equal(last->clock, clock);
    if (last->due) {
        if (write->dues.count > 0)
            write->dues.items[write->dues.count - 1].until_on = on;
        else
            write->due_until = on;
    }
    write->after.due = due;
    if (first || another || text_equal(write->after.original_due, DUE_OPEN))
        write->after.original_due = due;
    struct due_row row = { .clock = clock,
                           .due = due,
                           .from_on = on,
                           .until_on = DATE_OPEN,
                           .part = last->due ? last->part + 1 : 0,
                           .line = write->history.count - 1 };
    *ARRAY_ADD(write->mem, &write->dues) = row;
    *last = row;
}

static bool compute(struct write *write, const struct record *record, const char **due, struct err *err)
{
    struct deadline deadline;
    const struct record_clock *clock = &write->clock;
    return record_deadline_compute(write->mem, write->office->definitions, record, clock->definition, clock->on,
                                   clock->again, &deadline, due, err);
}

static bool start(struct write *write, const char *on, struct err *err)
{
    const char *due;
    if (!compute(write, &write->after, &due, err))
        return false;
    if (write->last_due.due || !text_equal(due, DUE_OPEN))
        change_due(write, write->clock.definition->name, due, on, false);
    return true;
}

bool write_clock_begin(struct write *write, const char *on, struct err *err)
{
    record_clock_begin(&write->clock, write->after.reg, on);
    return !write->clock.definition || start(write, on, err);
}

/* --- it moves ----------------------------------------------------------------------------------------------------- */

/* Does the newest history row change a field that the clock rests on? CHOSEN: one that says which law holds was empty
 * before, so that no other date was ever promised. */
static bool is_touched(const struct write *write, bool *chosen)
{
    const struct deadline_definition *definition = write->clock.definition;
    const struct history_row *row = &write->history.items[write->history.count - 1];
    bool touched = false;
    for (size_t i = 0; i < row->values.count; i++) {
        const struct history_value_row *value = &row->values.items[i];
        touched |= record_deadline_rests_on(definition, value->field);
        *chosen |= text_is_empty(value->old) && record_deadline_is_chosen_by(definition, value->field);
    }
    return touched;
}

/* A clock that should have begun with the record and did not: the definition is younger than the record. */
static bool is_owed(const struct write *write)
{
    return !write->last_due.due && text_equal(write->after.finished_on, DATE_OPEN);
}

bool write_clock_follow(struct write *write, const char *on, struct err *err)
{
    const struct deadline_definition *definition = write->clock.definition;
    const struct due_row *last = &write->last_due;
    const char *due;
    bool chosen = false;
    if (!definition || (!is_touched(write, &chosen) && !is_owed(write)))
        return true;
    if (!compute(write, &write->after, &due, err))
        return false;
    bool same =
        last->due ? text_equal(due, last->due) && text_equal(definition->name, last->clock) : text_equal(due, DUE_OPEN);
    if (!same)
        change_due(write, definition->name, due, on, chosen);
    return true;
}

const char *write_clock_day(const struct write *write, const char *today)
{
    const char *finished = write->after.finished_on;
    bool resolved = !text_equal(finished, DATE_OPEN);
    return resolved && (!write->last_due.due || strcmp(write->last_due.from_on, finished) <= 0) ? finished : today;
}

static const char *minute_people(struct arena *mem, const char *minute)
{
    day_t day;
    bool is_one = !text_equal(minute, DUE_OPEN) && day_parse(arena_strndup(mem, minute, DATE_SIZE - 1), &day);
    return is_one ? viet_date(mem, day) : SAY_NO_DUE;
}

bool write_clock_judge(struct write *write, const struct record *changed, const char *reason, struct err *fault)
{
    const struct deadline_definition *definition = write->clock.definition;
    const struct register_definition *reg = changed->reg;
    const struct field *by = NULL;
    const char *due;
    if (!definition || !write->last_due.due || text_equal(write->last_due.due, DUE_OPEN))
        return true;
    for (size_t i = 0; i < reg->fields.count && !by; i++)
        if (record_deadline_rests_on(definition, reg->fields.items[i].name) &&
            !value_is_same(&write->after.values[i], &changed->values[i]))
            by = &reg->fields.items[i];
    if (!by)
        return true;
    if (!compute(write, changed, &due, fault))
        return false;
    if (text_equal(due, write->last_due.due) || !text_is_empty(reason))
        return true;
    return err_set(fault, ERR_INVALID, "required", "reason", SAY_DUE_NEEDS_REASON, by->label,
                   definition->label ? definition->label : definition->name,
                   minute_people(write->mem, write->last_due.due), minute_people(write->mem, due));
}

/* --- a step is taken ---------------------------------------------------------------------------------------------- */

bool write_clock_step(struct write *write, const struct step *step, enum state_group before, const char *on,
                      struct err *err)
{
    struct record_clock *clock = &write->clock;
    const struct due_row *last = &write->last_due;
    const struct state *state = register_state(write->after.reg, write->after.state);
    record_clock_step(clock, write->after.reg, step, before, state->group, on);
    if (clock->definition)
        return step->starts || step->restarts ? start(write, on, err) : write_clock_follow(write, on, err);
    if (last->due && !text_equal(last->due, DUE_OPEN)) {
        change_due(write, last->clock, DUE_OPEN, on, false);
        write->after.original_due = DUE_OPEN;
    }
    return true;
}
