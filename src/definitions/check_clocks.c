/* SPDX-License-Identifier: Apache-2.0 */
/* What the steps do with the clocks: every way through the states is walked with the clock that runs on it. A step that
 * pauses what stands still, or ends a pause that is none, could never be taken there. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/texts.h"

/* A state that can be reached, and with which clock. */
struct standing {
    const struct state *state;
    const struct deadline_definition *clock; /* NULL: none */
    bool paused;
};

struct walk {
    struct loader *loader;
    const struct register_definition *reg;
    ARRAY(struct standing) reached;
};

static void reach(struct walk *walk, struct standing at)
{
    for (size_t i = 0; i < walk->reached.count; i++) {
        const struct standing *other = &walk->reached.items[i];
        if (other->state == at.state && other->clock == at.clock && other->paused == at.paused)
            return;
    }
    *ARRAY_ADD(walk->loader->mem, &walk->reached) = at;
}

static bool is_clock(const struct standing *at, const char *name)
{
    return at->clock && text_equal(at->clock->name, name);
}

/* What keeps STEP from being taken there; NULL where nothing does. CLOCK is the one it is about. */
static const char *hinders(const struct standing *at, const struct step *step, const char **clock)
{
    const char *moves[] = { step->pauses, step->resumes, step->extends, step->reappoints };
    *clock = NULL;
    for (size_t i = 0; i < COUNT_OF(moves) && !*clock; i++)
        *clock = moves[i];
    if (!*clock)
        return NULL;
    if (!is_clock(at, *clock))
        return TEXT_CLOCK_NOT_STARTED;
    if (step->pauses && at->paused)
        return TEXT_CLOCK_STANDS;
    return step->resumes && !at->paused ? TEXT_CLOCK_RUNS : NULL;
}

static bool may_start(const struct step *step, const struct state *state)
{
    return step->from.count == 0 || text_list_has(&step->from, state->name);
}

static void take(struct walk *walk, const struct standing *at, const struct step *step)
{
    const char *clock;
    struct standing next = *at;
    if (!may_start(step, at->state) || hinders(at, step, &clock))
        return;
    if (step->to)
        next.state = register_state(walk->reg, step->to);
    bool ends = is_clock(at, step->ends) && next.state->group != GROUP_RESOLVED;
    if (ends || (next.state->group == GROUP_UNCOUNTED && at->state->group != GROUP_UNCOUNTED))
        next.clock = NULL;
    next.paused = next.clock && (step->pauses || (at->paused && !step->resumes));
    const char *starts = step->restarts ? step->restarts : step->starts;
    const struct deadline_definition *started = starts ? register_deadline(walk->reg, starts) : NULL;
    if (started && !started->beside) {
        next.clock = started;
        next.paused = false;
    }
    reach(walk, next);
}

/* STEP where it can be taken at all: with a clock that lets it, once at least. */
static void check_step_from(struct walk *walk, const struct step *step, const struct state *state)
{
    const char *why = NULL, *clock = NULL;
    for (size_t i = 0; i < walk->reached.count; i++) {
        const struct standing *at = &walk->reached.items[i];
        if (at->state != state)
            continue;
        why = hinders(at, step, &clock);
        if (!why)
            return;
    }
    if (why)
        fault_name(walk->loader, place_of(walk->loader, step->name, step->place), TEXT_STEP_CLOCK, step->name,
                   state->name, clock, why);
}

static bool is_given(const struct register_definition *reg, const struct step *step, const char *name)
{
    const struct field *field = name ? register_field(reg, name) : NULL;
    return field && (text_equal(field->set_by, step->name) || text_list_has(&step->needs, field->name) ||
                     text_list_has(&step->sets, field->name));
}

/* An extension says until when, and so does a new appointment. */
static void check_new_day(struct loader *loader, const struct register_definition *reg, const struct step *step)
{
    const struct deadline_definition *extended = step->extends ? register_deadline(reg, step->extends) : NULL;
    const struct deadline_definition *again = step->reappoints ? register_deadline(reg, step->reappoints) : NULL;
    if (extended && !is_given(reg, step, extended->extension_field))
        fault_error(loader, place_of(loader, step->extends, step->place), TEXT_STEP_EXTENDS, step->name,
                    extended->name);
    if (again && !(again->reappointed_field && text_list_has(&step->needs, again->reappointed_field)))
        fault_error(loader, place_of(loader, step->reappoints, step->place), TEXT_STEP_REAPPOINTS, step->name,
                    again->name);
}

static void check_times(struct loader *loader, const struct step *step)
{
    if (step->times && !step->extends)
        fault_error(loader, step->place, TEXT_STEP_TIMES_ALONE, step->name);
    if (step->times < 0 || step->times > STEP_TIMES_MAX)
        fault_error(loader, step->place, TEXT_STEP_TIMES, step->name, (int)STEP_TIMES_MAX);
}

static bool is_extended(const struct register_definition *reg, const struct deadline_definition *deadline)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (text_equal(reg->steps.items[i].extends, deadline->name))
            return true;
    return false;
}

void check_clocks(struct loader *loader, const struct register_definition *reg)
{
    struct walk walk = { .loader = loader, .reg = reg };
    for (size_t i = 0; i < reg->steps.count; i++)
        check_times(loader, &reg->steps.items[i]);
    if (reg->deadlines.count == 0 || reg->states.count == 0)
        return;
    for (size_t i = 0; i < reg->deadlines.count; i++) {
        const struct deadline_definition *deadline = &reg->deadlines.items[i];
        if (deadline->extension_field && !is_extended(reg, deadline))
            fault_name(loader, place_of(loader, deadline->extension_field, deadline->place), TEXT_DEADLINE_UNEXTENDED,
                       deadline->name);
    }
    const struct deadline_definition *first = NULL;
    for (size_t i = 0; i < reg->deadlines.count && !first; i++)
        first = reg->deadlines.items[i].begins && !reg->deadlines.items[i].beside ? &reg->deadlines.items[i] : NULL;
    reach(&walk, (struct standing){ &reg->states.items[0], first, false });
    for (size_t i = 0; i < walk.reached.count; i++)
        for (size_t k = 0; k < reg->steps.count; k++) {
            struct standing at = walk.reached.items[i];
            take(&walk, &at, &reg->steps.items[k]);
        }
    for (size_t k = 0; k < reg->steps.count; k++) {
        const struct step *step = &reg->steps.items[k];
        check_new_day(loader, reg, step);
        for (size_t i = 0; i < reg->states.count; i++)
            if (may_start(step, &reg->states.items[i]))
                check_step_from(&walk, step, &reg->states.items[i]);
    }
}
