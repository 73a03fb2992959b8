/* SPDX-License-Identifier: Apache-2.0 */
/* The clock of a record that is written: it starts with the record or a step, moves with the fields it rests on, ends.
 */
#include "records/writing.h"

#include <string.h>

#include "base/text.h"
#include "records/record_deadline.h"
#include "records/texts.h"
#include "viet/date_words.h"

/* What a clock gives. */
struct promise {
    const char *due, *original;
};

/* FIRST: nothing was promised by it before, so that this is its original due date too. */
static void change_due(struct write *write, const char *clock, const struct promise *promise, const char *on,
                       bool first)
{
    struct due_row *last = &write->last_due;
    bool another = !last->due || !text_equal(last->clock, clock);
    if (last->due) {
        if (write->dues.count > 0)
            write->dues.items[write->dues.count - 1].until_on = on;
        else
            write->due_until = on;
    }
    write->after.due = promise->due;
    if (first || another || text_equal(write->after.original_due, DUE_OPEN))
        write->after.original_due = promise->original;
    struct due_row row = { .clock = clock,
                           .due = promise->due,
                           .from_on = on,
                           .until_on = DATE_OPEN,
                           .part = last->due ? last->part + 1 : 0,
                           .line = write->history.count - 1 };
    *ARRAY_ADD(write->mem, &write->dues) = row;
    *last = row;
}

static bool compute(struct write *write, const struct record *record, struct promise *promise, struct err *err)
{
    struct deadline deadline;
    if (!record_deadline_compute(write->mem, write->office->definitions, record, clock_walk_now(&write->clocks), NULL,
                                 &deadline, &promise->due, err))
        return false;
    bool open = text_equal(promise->due, DUE_OPEN);
    promise->original = open ? DUE_OPEN : arena_strdup(write->mem, deadline.original_due_text);
    return true;
}

static const char *clock_name(const struct write *write)
{
    return clock_walk_now(&write->clocks)->definition->name;
}

static bool start(struct write *write, const char *on, struct err *err)
{
    struct promise promise;
    if (!compute(write, &write->after, &promise, err))
        return false;
    if (write->last_due.due || !text_equal(promise.due, DUE_OPEN))
        change_due(write, clock_name(write), &promise, on, false);
    return true;
}

bool write_clock_begin(struct write *write, const char *on, struct err *err)
{
    clock_walk_begin(&write->clocks, on, write->after.version);
    return !clock_walk_now(&write->clocks) || start(write, on, err);
}

/* --- it moves ----------------------------------------------------------------------------------------------------- */

/* Does the newest history row change a field that the clock rests on? CHOSEN: one that says which law holds was empty
 * before, so that no other date was ever promised. */
static bool is_touched(const struct write *write, bool *chosen)
{
    const struct deadline_definition *definition = clock_walk_now(&write->clocks)->definition;
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

/* The due date that the clock gives now holds from ON, where it is another one. */
static bool move(struct write *write, const char *on, bool chosen, struct err *err)
{
    const struct due_row *last = &write->last_due;
    struct promise promise;
    if (!compute(write, &write->after, &promise, err))
        return false;
    bool same = last->due ? text_equal(promise.due, last->due) && text_equal(clock_name(write), last->clock)
                          : text_equal(promise.due, DUE_OPEN);
    if (!same)
        change_due(write, clock_name(write), &promise, on, chosen);
    return true;
}

bool write_clock_follow(struct write *write, const char *on, struct err *err)
{
    bool chosen = false;
    if (!clock_walk_now(&write->clocks) || (!is_touched(write, &chosen) && !is_owed(write)))
        return true;
    return move(write, on, chosen, err);
}

bool write_clock_recount(struct write *write, const char *on, bool *moved, struct err *err)
{
    size_t before = write->dues.count;
    if (clock_walk_now(&write->clocks) && !move(write, on, false, err))
        return false;
    *moved = write->dues.count > before;
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

/* The first field with another value in CHANGED on which the clock rests; NULL: none. */
static const struct field *field_that_moves(const struct write *write, const struct record *changed)
{
    const struct record_clock *clock = clock_walk_now(&write->clocks);
    const struct register_definition *reg = changed->reg;
    for (size_t i = 0; clock && i < reg->fields.count; i++)
        if (record_deadline_rests_on(clock->definition, reg->fields.items[i].name) &&
            !value_is_same(&write->after.values[i], &changed->values[i]))
            return &reg->fields.items[i];
    return NULL;
}

bool write_clock_judge(struct write *write, const struct record *changed, const char *reason, struct err *fault)
{
    const struct field *by = field_that_moves(write, changed);
    const char *before = write->last_due.due;
    struct deadline deadline, now = { 0 };
    const char *due;
    struct err ignored = { 0 };
    if (!by || !before || text_equal(before, DUE_OPEN))
        return true;
    const struct record_clock *clock = clock_walk_now(&write->clocks);
    const struct definitions *definitions = write->office->definitions;
    if (!record_deadline_compute(write->mem, definitions, changed, clock, NULL, &deadline, &due, fault))
        return false;
    if (text_equal(before, DUE_PAUSED)) { /* where it stands is moved */
        if (!record_deadline_compute(write->mem, definitions, &write->after, clock, NULL, &now, &before, &ignored) ||
            text_equal(due, DUE_OPEN))
            return true;
        before = arena_strdup(write->mem, now.due_text);
        due = arena_strdup(write->mem, deadline.due_text);
    }
    if (text_equal(due, before) || !text_is_empty(reason))
        return true;
    const char *label = clock->definition->label ? clock->definition->label : clock->definition->name;
    return err_set(fault, ERR_INVALID, "required", "reason", SAY_DUE_NEEDS_REASON, by->label, label,
                   minute_people(write->mem, before), minute_people(write->mem, due));
}

/* --- a step is taken ---------------------------------------------------------------------------------------------- */

/* How often CLOCK was extended since it started; LAST is the day of the newest. */
static int count_extensions(const struct record_clock *clock, const char **last)
{
    int count = 0;
    for (size_t i = 0; i < clock->events.count; i++)
        if (clock->events.items[i].kind == DEADLINE_EXTEND) {
            count++;
            *last = clock->events.items[i].on;
        }
    return count;
}

/* The law lets it be extended so often and not more. */
static void judge_times(struct write *write, const struct step *step, const char *label)
{
    const struct record_clock *clock = clock_walk_now(&write->clocks);
    const char *last = NULL;
    bool is_its = clock && text_equal(clock->definition->name, step->extends);
    int count = is_its ? count_extensions(clock, &last) : 0;
    day_t day;
    char people[DATE_SIZE] = "";
    struct err fault;
    if (step->times == 0 || count < step->times)
        return;
    const char *law = record_deadline_law(write->mem, write->office->definitions, &write->after, clock);
    if (day_parse(last, &day))
        day_print_people(day, people);
    err_set(&fault, ERR_INVALID, "times", clock->definition->extension_field, SAY_EXTEND_TIMES, step->label, label,
            (int)step->times, law ? arena_printf(write->mem, SAY_EXTEND_LAW, law) : "", count, people);
    write_blame(write, &fault);
}

/* An extension has its reason, and something to extend. */
static void judge_extension(struct write *write, const struct step *step)
{
    const struct deadline_definition *definition = register_deadline(write->after.reg, step->extends);
    const char *label = definition->label ? definition->label : definition->name;
    struct err fault;
    judge_times(write, step, label);
    if (text_is_empty(write->history.items[write->history.count - 1].reason)) {
        err_set(&fault, ERR_INVALID, "required", "reason", SAY_EXTEND_NEEDS_REASON, step->label, label);
        write_blame(write, &fault);
    }
    if (text_equal(write->after.due, DUE_OPEN)) {
        err_set(&fault, ERR_INVALID, "clock", definition->extension_field, SAY_EXTEND_NEEDS_DUE, label);
        write_blame(write, &fault);
    }
}

/* Another day is promised once, before the one promised first has come, and lies after it (NĐ 61/2018/NĐ-CP Điều 19).
 * The newest history line has the day. */
static void judge_reappointment(struct write *write, const struct step *step, const char *on)
{
    const struct deadline_definition *definition = register_deadline(write->after.reg, step->reappoints);
    const struct field *field = register_field(write->after.reg, definition->reappointed_field);
    const struct history_row *row = &write->history.items[write->history.count - 1];
    const char *label = definition->label ? definition->label : definition->name;
    const char *due = write->last_due.due, *old = NULL, *new = NULL;
    struct err fault;
    for (size_t i = 0; i < row->values.count; i++)
        if (text_equal(row->values.items[i].field, field->name)) {
            old = row->values.items[i].old;
            new = row->values.items[i].new;
        }
    if (!due || !due_is_day(due))
        err_set(&fault, ERR_INVALID, "clock", field->name, SAY_REAPPOINT_NO_DUE, label);
    else if (!text_is_empty(old) || !new)
        err_set(&fault, ERR_INVALID, "times", field->name, SAY_REAPPOINT_ONCE, label,
                minute_people(write->mem, old ? old : due));
    else if (strncmp(on, due, DATE_SIZE - 1) >= 0)
        err_set(&fault, ERR_INVALID, "order", "on", SAY_REAPPOINT_PASSED, minute_people(write->mem, due));
    else if (strncmp(new, due, DATE_SIZE - 1) <= 0)
        err_set(&fault, ERR_INVALID, "order", field->name, SAY_REAPPOINT_LATER, field->label,
                minute_people(write->mem, due));
    else
        return;
    write_blame(write, &fault);
}

/* Does what STEP does to the clock move the due date? A pause ends with the clock, and is there again where that was
 * not its end. */
static bool moves(const struct step *step, const struct record_clock *clock, bool was_paused)
{
    return step->pauses || step->resumes || step->extends || was_paused || record_clock_paused(clock);
}

/* Is CLOCK the one that STEP starts? It may start one beside it. */
static bool takes_over(const struct record_clock *clock, const struct step *step)
{
    return text_equal(step->starts, clock->definition->name) || step->restarts;
}

bool write_clock_step(struct write *write, const struct step *step, enum state_group before, const char *on,
                      struct err *err)
{
    struct clock_walk *clocks = &write->clocks;
    const struct due_row *last = &write->last_due;
    const struct state *state = register_state(write->after.reg, write->after.state);
    const struct record_clock *clock = clock_walk_now(clocks);
    bool was_paused = clock && record_clock_paused(clock);
    struct err fault;
    if (step->extends)
        judge_extension(write, step);
    if (step->reappoints)
        judge_reappointment(write, step, on);
    if (!clock_walk_step(clocks, step, before, state->group, on, write->after.version, &fault))
        write_blame(write, &fault);
    clock = clock_walk_now(clocks);
    if (clock && takes_over(clock, step))
        return start(write, on, err);
    if (clock)
        return moves(step, clock, was_paused) ? move(write, on, false, err) : write_clock_follow(write, on, err);
    if (last->due && !text_equal(last->due, DUE_OPEN)) {
        change_due(write, last->clock, &(struct promise){ DUE_OPEN, DUE_OPEN }, on, false);
        write->after.original_due = DUE_OPEN;
    }
    return true;
}
