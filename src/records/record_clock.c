/* SPDX-License-Identifier: Apache-2.0 */
#include "records/record_clock.h"

#include "base/text.h"
#include "records/texts.h"

static const struct clock_event *last_event(const struct record_clock *clock)
{
    return &clock->events.items[clock->events.count - 1];
}

const char *record_clock_on(const struct record_clock *clock)
{
    const char *on = clock->events.items[0].on;
    for (size_t i = 1; i < clock->events.count; i++)
        if (clock->events.items[i].kind == DEADLINE_RESTART)
            on = clock->events.items[i].on;
    return on;
}

const char *record_clock_paused(const struct record_clock *clock)
{
    const char *since = NULL;
    for (size_t i = 0; i < clock->events.count; i++) {
        const struct clock_event *event = &clock->events.items[i];
        if (event->kind == DEADLINE_PAUSE)
            since = event->on;
        else if (event->kind != DEADLINE_EXTEND)
            since = NULL;
    }
    return since;
}

const char *record_clock_stopped(const struct record_clock *clock)
{
    return last_event(clock)->kind == DEADLINE_STOP ? last_event(clock)->on : NULL;
}

/* --- one after the other ------------------------------------------------------------------------------------------ */

void clock_walk_init(struct clock_walk *walk, struct arena *mem, const struct register_definition *reg)
{
    *walk = (struct clock_walk){ .mem = mem, .reg = reg, .current = -1 };
}

struct record_clock *clock_walk_now(const struct clock_walk *walk)
{
    return walk->current < 0 ? NULL : &walk->lives.items[walk->current];
}

static void add_event(struct clock_walk *walk, struct record_clock *clock, enum deadline_event_kind kind,
                      const char *on, int64_t version)
{
    *ARRAY_ADD(walk->mem, &clock->events) = (struct clock_event){ kind, on, version };
}

/* The newest life of the clock; −1: it never ran. */
static int life_of(const struct clock_walk *walk, const struct deadline_definition *definition)
{
    for (size_t i = walk->lives.count; i > 0; i--)
        if (walk->lives.items[i - 1].definition == definition)
            return (int)i - 1;
    return -1;
}

static void stop(struct clock_walk *walk, const char *on, int64_t version)
{
    struct record_clock *clock = clock_walk_now(walk);
    if (clock && !record_clock_stopped(clock))
        add_event(walk, clock, DEADLINE_STOP, on, version);
}

static bool runs_beside(const struct clock_walk *walk, const struct deadline_definition *definition)
{
    int life = life_of(walk, definition);
    return life >= 0 && !record_clock_stopped(&walk->lives.items[life]);
}

/* The newest life of a clock beside the record's, if it runs, ends. */
static void end_beside(struct clock_walk *walk, const struct deadline_definition *definition, const char *on,
                       int64_t version)
{
    if (definition->beside && runs_beside(walk, definition))
        add_event(walk, &walk->lives.items[life_of(walk, definition)], DEADLINE_STOP, on, version);
}

static void start_beside(struct clock_walk *walk, const struct deadline_definition *definition, const char *on,
                         int64_t version)
{
    end_beside(walk, definition, on, version);
    *ARRAY_ADD(walk->mem, &walk->lives) = (struct record_clock){ .definition = definition };
    add_event(walk, &walk->lives.items[walk->lives.count - 1], DEADLINE_START, on, version);
}

/* AGAIN: it goes on as the same clock, if it ran before. */
static void start(struct clock_walk *walk, const struct deadline_definition *definition, bool again, const char *on,
                  int64_t version)
{
    int life = again ? life_of(walk, definition) : -1;
    if (definition->beside) {
        start_beside(walk, definition, on, version);
        return;
    }
    if (life != walk->current)
        stop(walk, on, version);
    if (life >= 0) {
        walk->current = life;
        add_event(walk, clock_walk_now(walk), DEADLINE_RESTART, on, version);
        return;
    }
    *ARRAY_ADD(walk->mem, &walk->lives) = (struct record_clock){ .definition = definition, .again = again };
    walk->current = (int)walk->lives.count - 1;
    add_event(walk, clock_walk_now(walk), DEADLINE_START, on, version);
}

void clock_walk_begin(struct clock_walk *walk, const char *on, int64_t version)
{
    const struct register_definition *reg = walk->reg;
    walk->state = &reg->states.items[0];
    for (size_t i = 0; i < reg->deadlines.count; i++)
        if (reg->deadlines.items[i].begins)
            start(walk, &reg->deadlines.items[i], false, on, version);
}

/* --- pauses and extensions ---------------------------------------------------------------------------------------- */

static bool refuse(struct err *err, const struct step *step, const struct deadline_definition *definition,
                   const char *why)
{
    const char *label = definition->label ? definition->label : definition->name;
    return err_set(err, ERR_INVALID, "clock", "on", SAY_CLOCK_REFUSES, step->label, label, why);
}

static const char *day_people(struct arena *mem, const char *day)
{
    day_t read;
    char printed[DATE_SIZE];
    if (!day_parse(day, &read))
        return day;
    day_print_people(read, printed);
    return arena_strdup(mem, printed);
}

/* NAME is the clock of the event; NULL: the step has none. */
static bool add_fitting(struct clock_walk *walk, const struct step *step, const char *name,
                        enum deadline_event_kind kind, const char *on, int64_t version, struct err *err)
{
    struct record_clock *clock = clock_walk_now(walk);
    const struct deadline_definition *definition = name ? register_deadline(walk->reg, name) : NULL;
    if (!definition)
        return true;
    if (!clock || clock->definition != definition || record_clock_stopped(clock))
        return refuse(err, step, definition, SAY_CLOCK_NOT_RUNNING);
    const char *paused = record_clock_paused(clock);
    if (kind == DEADLINE_PAUSE && paused)
        return refuse(err, step, definition,
                      arena_printf(walk->mem, SAY_CLOCK_STANDS_STILL, day_people(walk->mem, paused)));
    if (kind == DEADLINE_RESUME && !paused)
        return refuse(err, step, definition, SAY_CLOCK_NOT_PAUSED);
    add_event(walk, clock, kind, on, version);
    return true;
}

/* What the step ends of the clocks beside the record's: the one it names, which must run, or all where the record
 * counts no more. */
static bool end_all_beside(struct clock_walk *walk, const struct step *step, enum state_group before,
                           enum state_group after, const char *on, int64_t version, struct err *err)
{
    bool fits = true, all = after == GROUP_UNCOUNTED && before != GROUP_UNCOUNTED;
    for (size_t i = 0; i < walk->reg->deadlines.count; i++) {
        const struct deadline_definition *definition = &walk->reg->deadlines.items[i];
        bool named = definition->beside && text_equal(step->ends, definition->name);
        if (named && !runs_beside(walk, definition))
            fits = refuse(err, step, definition, SAY_CLOCK_NOT_RUNNING);
        if (all || named)
            end_beside(walk, definition, on, version);
    }
    return fits;
}

bool clock_walk_step(struct clock_walk *walk, const struct step *step, enum state_group before, enum state_group after,
                     const char *on, int64_t version, struct err *err)
{
    struct record_clock *clock = clock_walk_now(walk);
    bool reopened = before == GROUP_RESOLVED && after != GROUP_RESOLVED && !step->restarts;
    if (clock && reopened && record_clock_stopped(clock))
        clock->events.count--; /* it was not over */
    bool fits = add_fitting(walk, step, step->pauses, DEADLINE_PAUSE, on, version, err);
    fits =
        add_fitting(walk, step, step->resumes, DEADLINE_RESUME, on, version, fits ? err : &(struct err){ 0 }) && fits;
    fits =
        add_fitting(walk, step, step->extends, DEADLINE_EXTEND, on, version, fits ? err : &(struct err){ 0 }) && fits;
    bool ended = clock && text_equal(step->ends, clock->definition->name) && after != GROUP_RESOLVED;
    if (after == GROUP_RESOLVED)
        stop(walk, on, version);
    if (ended || (after == GROUP_UNCOUNTED && before != GROUP_UNCOUNTED)) {
        stop(walk, on, version);
        walk->current = -1;
    }
    fits = end_all_beside(walk, step, before, after, on, version, fits ? err : &(struct err){ 0 }) && fits;
    if (step->starts)
        start(walk, register_deadline(walk->reg, step->starts), false, on, version);
    if (step->restarts)
        start(walk, register_deadline(walk->reg, step->restarts), true, on, version);
    return fits;
}

void clock_walk_line(struct clock_walk *walk, const char *name, const char *on, int64_t version)
{
    struct err ignored = { 0 };
    if (!walk->state) {
        clock_walk_begin(walk, on, version);
        return;
    }
    const struct step *step = register_step(walk->reg, name);
    const struct state *after = step && step->to ? register_state(walk->reg, step->to) : walk->state;
    if (!step || !after)
        return;
    (void)!clock_walk_step(walk, step, walk->state->group, after->group, on, version, &ignored);
    walk->state = after;
}

void clock_walk_lines(struct clock_walk *walk, const struct step_days *days)
{
    for (size_t i = 0; i < days->list.count; i++)
        clock_walk_line(walk, days->list.items[i].step, days->list.items[i].on, days->list.items[i].version);
}

void clock_walk_end(struct clock_walk *walk, const char *clock, const char *due, const char *from_on)
{
    const struct record_clock *now = clock_walk_now(walk);
    if (!clock || text_equal(due, DUE_OPEN) || (now && text_equal(now->definition->name, clock)))
        return;
    const struct deadline_definition *definition = register_deadline(walk->reg, clock);
    walk->current = -1;
    if (definition)
        start(walk, definition, false, from_on, 0);
}
