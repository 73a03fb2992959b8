/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

/* --- what can be reached ------------------------------------------------------------------------------------------ */

static bool may_be_taken(const struct step *step, const struct names *reached)
{
    for (size_t i = 0; i < step->from.count; i++)
        if (names_has(reached, step->from.items[i]))
            return true;
    return step->from.count == 0;
}

/* From the first state along the steps until nothing new is found. */
static void check_reach(struct loader *loader, const struct register_definition *reg)
{
    struct names reached = { 0 };
    if (reg->states.count == 0)
        return;
    names_add(loader, &reached, reg->states.items[0].name);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < reg->steps.count; i++) {
            const struct step *step = &reg->steps.items[i];
            if (step->to && !names_has(&reached, step->to) && may_be_taken(step, &reached)) {
                names_add(loader, &reached, step->to);
                more = true;
            }
        }
    }
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state *state = &reg->states.items[i];
        if (state->name && !state->until && !reg->mirror && !names_has(&reached, state->name))
            fault_name(loader, place_of(loader, state->name, state->place), TEXT_STATE_UNREACHABLE, state->name);
    }
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        if (step->name && !may_be_taken(step, &reached))
            fault_name(loader, place_of(loader, step->name, step->place), TEXT_STEP_UNREACHABLE, step->name);
    }
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

struct step_names {
    struct names fields, states, deadlines, roles;
};

static void check_condition(struct loader *loader, const struct step_condition *condition,
                            const struct step_names *names)
{
    if (!condition->query)
        return;
    struct place place = place_of(loader, condition->query, condition->place);
    struct names keys = { 0 };
    if (!is_query(condition->query))
        fault_error(loader, place, TEXT_STEP_NO_QUERY, condition->query);
    query_keys(loader, condition->query, &keys);
    for (size_t i = 0; i < keys.list.count; i++)
        check_one(loader, &names->fields, keys.list.items[i], place);
}

/* What every record has: the history names them beside the register's own steps (records/history_steps.h). */
static const char *const reserved_steps[] = { "create",
                                              "set",
                                              "cancel",
                                              "link",
                                              "unlink",
                                              "comment",
                                              "calendar",
                                              "hand-over",
                                              "attach",
                                              "give-assignment",
                                              "move-assignment",
                                              "finish-assignment",
                                              "pass-back-assignment",
                                              "return-assignment",
                                              "withdraw-assignment",
                                              "direct",
                                              "carry-out",
                                              "draft-version",
                                              "approve",
                                              "return-draft",
                                              "withdraw-file" };

/* Who takes a step must be able to see the record. */
static void check_who_reads(struct loader *loader, const struct register_definition *reg, const struct step *step)
{
    for (size_t i = 0; i < step->who.count; i++) {
        const struct role *role = definitions_role(loader->set, step->who.items[i]);
        bool reads = false;
        for (size_t j = 0; role && j < role->grants.count; j++)
            reads |= grant_reads(&role->grants.items[j], reg);
        if (role && reg->name && !reads && !loader->unread)
            fault_name(loader, place_of(loader, step->who.items[i], step->place), TEXT_STEP_UNREAD, role->name,
                       reg->name);
    }
}

/* An earlier day needs the field that has it; and what is resolved by it stays so: the row keeps one such day. */
static void check_earlier_day(struct loader *loader, const struct register_definition *reg, const struct step *step)
{
    const struct state *to = step->to ? register_state(reg, step->to) : NULL;
    if (!step->earlier_day)
        return;
    if (!step->day_field)
        fault_error(loader, step->place, TEXT_EARLIER_DAY_FIELD, step->name);
    for (size_t i = 0; to && to->group == GROUP_RESOLVED && i < reg->steps.count; i++) {
        const struct step *other = &reg->steps.items[i];
        if (other->to && (other->from.count == 0 || text_list_has(&other->from, to->name)))
            fault_error(loader, step->place, TEXT_EARLIER_DAY_LEFT, step->name, to->name, other->name);
    }
}

/* The day is that of a field of type date; what is cleared is none of those that a record always has or the step needs.
 */
static void check_day_and_clears(struct loader *loader, const struct register_definition *reg, struct step *step,
                                 const struct step_names *names)
{
    check_one(loader, &names->fields, step->day_field, step->place);
    const struct field *day = step->day_field ? register_field(reg, step->day_field) : NULL;
    if (day && day->type != FIELD_DATE)
        fault_error(loader, place_of(loader, step->day_field, step->place), TEXT_FIELD_TYPE, "day_field", "date",
                    day->name, field_type_name(day->type));
    check_earlier_day(loader, reg, step);
    check_each(loader, &names->fields, &step->clears, step->place);
    for (size_t i = 0; i < step->clears.count; i++) {
        const struct field *field = register_field(reg, step->clears.items[i]);
        if (field && (field->required || text_list_has(&step->needs, field->name) ||
                      text_equal(field->set_by, step->name) || text_list_has(&step->sets, field->name)))
            fault_error(loader, place_of(loader, step->clears.items[i], step->place), TEXT_STEP_CLEARS, step->name,
                        field->name);
    }
}

static void check_asks_again(struct loader *loader, const struct register_definition *reg, struct step *step,
                             const struct step_names *names)
{
    check_each(loader, &names->fields, &step->asks_again, step->place);
    for (size_t i = 0; i < step->asks_again.count; i++) {
        const struct field *field = register_field(reg, step->asks_again.items[i]);
        if (field && field->only_if.count == 0)
            fault_error(loader, place_of(loader, step->asks_again.items[i], step->place), TEXT_STEP_AGAIN, step->name,
                        field->name);
    }
}

static void check_step(struct loader *loader, const struct register_definition *reg, struct step *step,
                       const struct step_names *names)
{
    if (step->name && !is_code(step->name))
        fault_error(loader, place_of(loader, step->name, step->place), TEXT_NOT_CODE, step->name);
    for (size_t i = 0; i < COUNT_OF(reserved_steps); i++)
        if (text_equal(step->name, reserved_steps[i]))
            fault_error(loader, place_of(loader, step->name, step->place), TEXT_STEP_RESERVED, step->name);
    if (step->name && step->who.count == 0)
        fault_error(loader, step->place, TEXT_EMPTY_LIST, "who");
    check_each(loader, &names->states, &step->from, step->place);
    check_one(loader, &names->states, step->to, step->place);
    check_each(loader, &names->roles, &step->who, step->place);
    check_who_reads(loader, reg, step);
    check_each(loader, &names->fields, &step->needs, step->place);
    check_each(loader, &names->fields, &step->sets, step->place);
    for (size_t i = 0; i < step->only_if.count; i++)
        check_condition(loader, &step->only_if.items[i], names);
    const char *clocks[] = { step->starts,  step->ends,     step->pauses,    step->resumes,
                             step->extends, step->restarts, step->reappoints };
    for (size_t i = 0; i < COUNT_OF(clocks); i++)
        check_one(loader, &names->deadlines, clocks[i], step->place);
    check_one(loader, &names->fields, step->assigns, step->place);
    const struct field *to = step->assigns ? register_field(reg, step->assigns) : NULL;
    if (to && to->type != FIELD_UNIT)
        fault_error(loader, place_of(loader, step->assigns, step->place), TEXT_FIELD_TYPE, "assigns", "unit", to->name,
                    field_type_name(to->type));
    check_one(loader, &names->fields, step->by, step->place);
    const struct field *by = step->by ? register_field(reg, step->by) : NULL;
    if (by && by->type != FIELD_UNIT && by->type != FIELD_USER)
        fault_error(loader, place_of(loader, step->by, step->place), TEXT_FIELD_TYPE, "by", "user, unit", by->name,
                    field_type_name(by->type));
    if (step->numbers && !reg->number)
        fault_error(loader, step->place, TEXT_STEP_NUMBERS);
    check_day_and_clears(loader, reg, step, names);
    check_asks_again(loader, reg, step, names);
}

/* A queue is read on a day, not for a period. */
static bool asks_of_a_period(const char *query)
{
    return strstr(query, "@period") || strstr(query, "@before") || strstr(query, "@cutoff");
}

/* One step waited for in several states is one queue: its records wait under one condition. */
static void check_one_queue(struct loader *loader, const struct register_definition *reg, const struct state_wait *wait)
{
    for (size_t i = 0; i < reg->states.count; i++)
        for (size_t k = 0; k < reg->states.items[i].awaits.count; k++) {
            const struct state_wait *other = &reg->states.items[i].awaits.items[k];
            if (other == wait)
                return;
            if (text_equal(other->step, wait->step) && !text_equal(other->only_if, wait->only_if))
                fault_error(loader, place_of(loader, wait->step, wait->place), TEXT_STATE_AWAITS_TWO, wait->step);
        }
}

/* What a state waits for is a step that is taken from it. */
static void check_wait(struct loader *loader, const struct register_definition *reg, const struct state *state,
                       const struct state_wait *wait)
{
    struct names steps = { .what = "bước" };
    NAMES_OF(loader, &steps, reg->steps, name);
    if (!wait->step || !check_one(loader, &steps, wait->step, wait->place))
        return;
    const struct step *step = register_step(reg, wait->step);
    if (state->name && step->from.count > 0 && !text_list_has(&step->from, state->name))
        fault_error(loader, place_of(loader, wait->step, wait->place), TEXT_STATE_AWAITS, state->name, step->name);
    if (wait->only_if && asks_of_a_period(wait->only_if))
        fault_error(loader, place_of(loader, wait->only_if, wait->place), TEXT_STATE_AWAITS_PERIOD);
    check_one_queue(loader, reg, wait);
}

void check_steps(struct loader *loader, struct register_definition *reg)
{
    struct step_names names = {
        .fields = { .what = "trường" },
        .states = { .what = "trạng thái" },
        .deadlines = { .what = "thời hạn" },
        .roles = { .what = "vai trò", .elsewhere = true },
    };
    NAMES_OF(loader, &names.fields, reg->fields, name);
    NAMES_OF(loader, &names.states, reg->states, name);
    NAMES_OF(loader, &names.deadlines, reg->deadlines, name);
    NAMES_OF(loader, &names.roles, loader->set->roles, name);
    CHECK_UNIQUE(loader, reg->steps, name, "bước", reg->place);
    size_t before = loader->faults->errors;
    for (size_t i = 0; i < reg->steps.count; i++)
        check_step(loader, reg, &reg->steps.items[i], &names);
    for (size_t i = 0; i < reg->states.count; i++)
        for (size_t k = 0; k < reg->states.items[i].awaits.count; k++)
            check_wait(loader, reg, &reg->states.items[i], &reg->states.items[i].awaits.items[k]);
    if (loader->faults->errors == before)
        check_reach(loader, reg);
}

/* --- deadlines ---------------------------------------------------------------------------------------------------- */

static bool is_started(const struct register_definition *reg, const struct deadline_definition *deadline)
{
    const char *name = deadline->name;
    if (deadline->begins)
        return true;
    for (size_t i = 0; i < reg->steps.count; i++)
        if (text_equal(reg->steps.items[i].starts, name) || text_equal(reg->steps.items[i].restarts, name))
            return true;
    return false;
}

/* NAME is a field of one of two types. */
static void check_field_type(struct loader *loader, const struct register_definition *reg, const char *name,
                             const char *key, enum field_type one, enum field_type other, struct place owner)
{
    const struct field *field = name ? register_field(reg, name) : NULL;
    if (!field || field->type == one || field->type == other)
        return;
    const char *wanted = one == other
                             ? field_type_name(one)
                             : arena_printf(loader->mem, "%s hoặc %s", field_type_name(one), field_type_name(other));
    fault_error(loader, place_of(loader, name, owner), TEXT_FIELD_TYPE, key, wanted, name,
                field_type_name(field->type));
}

/* A clock without a variant takes the row “normal” of each table. */
static void check_table(struct loader *loader, const struct deadline_definition *deadline, const char *name)
{
    struct names tables = { .what = "bảng thời hạn", .elsewhere = true };
    NAMES_OF(loader, &tables, loader->set->limits, name);
    if (!check_one(loader, &tables, name, deadline->place) || deadline->variant)
        return;
    for (size_t i = 0; i < loader->set->limits.count; i++) {
        const struct limit_table *table = &loader->set->limits.items[i];
        bool normal = !text_equal(table->name, name);
        for (size_t j = 0; j < table->rows.count; j++)
            normal |= text_equal(table->rows.items[j].variant, "normal");
        if (!normal)
            fault_error(loader, place_of(loader, name, deadline->place), TEXT_DEADLINE_NORMAL, table->name);
    }
}

static void check_limits_of(struct loader *loader, const struct deadline_definition *deadline,
                            const struct names *fields)
{
    if (deadline->limits)
        check_table(loader, deadline, deadline->limits);
    else if (deadline->limits_by.count > 0)
        fault_error(loader, deadline->limits_by.items[0].place, TEXT_DEADLINE_BY);
    for (size_t i = 0; i < deadline->limits_by.count; i++) {
        const struct limits_choice *choice = &deadline->limits_by.items[i];
        if (choice->limits)
            check_table(loader, deadline, choice->limits);
        if (choice->query)
            check_own_query(loader, fields, choice->query, choice->place);
    }
}

/* A clock that runs beside the record's own is started and ended: it moves no due date. */
static void check_beside(struct loader *loader, const struct register_definition *reg,
                         const struct deadline_definition *deadline)
{
    for (size_t i = 0; deadline->beside && i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        const char *moves[] = { step->pauses, step->resumes, step->extends, step->restarts, step->reappoints };
        for (size_t k = 0; k < COUNT_OF(moves); k++)
            if (text_equal(moves[k], deadline->name))
                fault_error(loader, place_of(loader, moves[k], step->place), TEXT_DEADLINE_BESIDE, deadline->name,
                            step->name ? step->name : "");
    }
}

/* A clock that begins with the record is not started a second time, and a record has one such clock of its own. */
static void check_begins(struct loader *loader, const struct register_definition *reg,
                         const struct deadline_definition *deadline)
{
    if (!deadline->begins)
        return;
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        if (text_equal(step->starts, deadline->name))
            fault_error(loader, place_of(loader, step->starts, step->place), TEXT_DEADLINE_TWICE, deadline->name,
                        step->name ? step->name : "");
    }
    for (const struct deadline_definition *other = reg->deadlines.items; other < deadline; other++)
        if (other->begins && other->name && !other->beside && !deadline->beside)
            fault_error(loader, place_of(loader, deadline->begins, deadline->place), TEXT_DEADLINE_ONE_ENTRY,
                        other->name, deadline->name);
}

static void check_deadline(struct loader *loader, const struct register_definition *reg,
                           const struct deadline_definition *deadline, const struct names *fields)
{
    struct place place = deadline->place;
    int ways = !!deadline->limits + !!deadline->length + !!deadline->length_field + !!deadline->date_field;
    if (!deadline->name)
        return;
    if (!is_code(deadline->name))
        fault_error(loader, place_of(loader, deadline->name, place), TEXT_NOT_CODE, deadline->name);
    if (ways != 1)
        fault_error(loader, place, TEXT_DEADLINE_ONE_OF, deadline->name, ways);
    if (deadline->variant && !deadline->limits)
        fault_error(loader, place_of(loader, deadline->variant, place), TEXT_DEADLINE_VARIANT);
    check_limits_of(loader, deadline, fields);
    check_begins(loader, reg, deadline);
    check_beside(loader, reg, deadline);
    if (deadline->length)
        check_length(loader, deadline->length, place_of(loader, deadline->length, place));
    const char *named[] = { deadline->variant,    deadline->length_field,    deadline->date_field,
                            deadline->from_field, deadline->extension_field, deadline->reappointed_field };
    for (size_t i = 0; i < COUNT_OF(named); i++)
        check_one(loader, fields, named[i], place);
    check_field_type(loader, reg, deadline->variant, "variant", FIELD_CHOICE, FIELD_CHOICE, place);
    check_field_type(loader, reg, deadline->length_field, "length_field", FIELD_TEXT, FIELD_TEXT, place);
    check_field_type(loader, reg, deadline->date_field, "date_field", FIELD_DATE, FIELD_DATE_TIME, place);
    check_field_type(loader, reg, deadline->from_field, "from_field", FIELD_DATE, FIELD_DATE_TIME, place);
    check_field_type(loader, reg, deadline->extension_field, "extension_field", FIELD_DATE, FIELD_DATE, place);
    check_field_type(loader, reg, deadline->reappointed_field, "reappointed_field", FIELD_DATE, FIELD_DATE, place);
    if (!is_started(reg, deadline))
        fault_name(loader, place_of(loader, deadline->name, place), TEXT_UNUSED, "thời hạn", deadline->name);
}

void check_deadlines(struct loader *loader, struct register_definition *reg)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    CHECK_UNIQUE(loader, reg->deadlines, name, "thời hạn", reg->place);
    for (size_t i = 0; i < reg->deadlines.count; i++)
        check_deadline(loader, reg, &reg->deadlines.items[i], &fields);
}
