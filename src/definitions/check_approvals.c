/* SPDX-License-Identifier: Apache-2.0 */
/* The drafts of a register, the steps that need their approvals, and the routes that these take. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/texts.h"

/* --- registers ---------------------------------------------------------------------------------------------------- */

static bool is_taken_there(const struct step *step, const struct text_list *states)
{
    for (size_t i = 0; i < step->from.count; i++)
        if (text_list_has(states, step->from.items[i]))
            return true;
    return step->from.count == 0;
}

/* Whoever returns a draft gives a reason and nothing else: the step it takes asks for nothing. */
static void check_drafts(struct loader *loader, const struct register_definition *reg)
{
    struct drafts_definition *drafts = reg->drafts;
    struct names states = { .what = "trạng thái" }, steps = { .what = "bước" };
    NAMES_OF(loader, &states, reg->states, name);
    NAMES_OF(loader, &steps, reg->steps, name);
    if (drafts->states.count == 0)
        fault_error(loader, drafts->place, TEXT_EMPTY_LIST, "states");
    check_each(loader, &states, &drafts->states, drafts->place);
    if (drafts->delegated && !register_delegation(reg))
        fault_error(loader, place_of(loader, drafts->delegated, drafts->place), TEXT_DRAFTS_DELEGATED,
                    drafts->delegated);
    const struct step *step = drafts->returned ? register_step(reg, drafts->returned) : NULL;
    if (!check_one(loader, &steps, drafts->returned, drafts->place) || !step)
        return;
    struct place place = place_of(loader, drafts->returned, drafts->place);
    if (!is_taken_there(step, &drafts->states))
        fault_error(loader, place, TEXT_DRAFTS_RETURN, step->name);
    if (step->needs.count || step->only_if.count || step->approved.count || step->approves || step->numbers)
        fault_error(loader, place, TEXT_DRAFTS_ASKS, step->name);
}

static void check_step(struct loader *loader, const struct register_definition *reg, struct step *step)
{
    struct names kinds = { .what = "loại duyệt" };
    if (step->approved.count == 0 && !step->approves)
        return;
    for (size_t i = 0; approval_kind_words[i]; i++)
        names_add(loader, &kinds, approval_kind_words[i]);
    check_each(loader, &kinds, &step->approved, step->place);
    if (!reg->drafts)
        fault_error(loader, step->place, TEXT_DRAFTS_NONE, reg->name);
    else if (step->approves && !is_taken_there(step, &reg->drafts->states))
        fault_error(loader, place_of(loader, step->approves, step->place), TEXT_DRAFTS_STEP, step->name);
}

/* --- routes ------------------------------------------------------------------------------------------------------- */

/* Who is asked must be able to see the record. */
static void check_reads(struct loader *loader, const struct approval_stage *stage,
                        const struct register_definition *reg)
{
    const struct role *role = stage->role ? definitions_role(loader->set, stage->role) : NULL;
    bool reads = false;
    for (size_t i = 0; role && i < role->grants.count; i++)
        reads |= grant_reads(&role->grants.items[i], reg);
    if (role && !reads && !loader->unread)
        fault_name(loader, place_of(loader, stage->role, stage->place), TEXT_ROUTE_UNREAD, role->name, reg->name);
}

static void check_who(struct loader *loader, const struct approval_stage *stage, const struct register_definition *reg)
{
    struct names roles = { .what = "vai trò", .elsewhere = true }, units = { .what = "đơn vị", .elsewhere = true };
    NAMES_OF(loader, &roles, loader->set->roles, name);
    NAMES_OF(loader, &units, loader->set->units, code);
    bool drafted = text_equal(stage->kind, APPROVAL_DRAFTED);
    bool named = stage->position || stage->role || stage->unit;
    check_one(loader, &roles, stage->role, stage->place);
    check_one(loader, &units, stage->unit, stage->place);
    if (drafted && (named || stage->of))
        fault_error(loader, stage->place, TEXT_ROUTE_NOBODY);
    else if (!drafted && (!named || (stage->position && (stage->role || stage->unit)) ||
                          (stage->of && (!stage->role || stage->unit))))
        fault_error(loader, stage->place, TEXT_ROUTE_WHO, stage->kind);
    else if (reg)
        check_reads(loader, stage, reg);
}

/* Drafted comes first and alone, signed last. */
static void check_order(struct loader *loader, const struct approval_route *route)
{
    int64_t last = route->stages.items[route->stages.count - 1].order;
    bool first = text_equal(route->stages.items[0].kind, APPROVAL_DRAFTED);
    for (size_t i = 0; i < route->stages.count; i++) {
        const struct approval_stage *stage = &route->stages.items[i];
        const struct approval_stage *before = i ? stage - 1 : NULL;
        if (stage->order < 1 || (before && stage->order < before->order))
            fault_error(loader, stage->place, TEXT_ROUTE_ORDER);
        if (before && (text_equal(stage->kind, APPROVAL_DRAFTED) || (i == 1 && stage->order == before->order)))
            first = false;
        if (text_equal(stage->kind, APPROVAL_SIGNED) && stage->order != last)
            fault_error(loader, stage->place, TEXT_ROUTE_LAST);
    }
    if (!first)
        fault_error(loader, route->place, TEXT_ROUTE_FIRST);
}

static void check_route(struct loader *loader, const struct approval_route *route)
{
    struct names registers = { .what = "sổ", .elsewhere = true };
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &registers, loader->set->registers, name);
    if (route->name && !is_code(route->name))
        fault_error(loader, place_of(loader, route->name, route->place), TEXT_NOT_CODE, route->name);
    const struct register_definition *reg =
        check_one(loader, &registers, route->register_name, route->place) && route->register_name
            ? definitions_register(loader->set, route->register_name)
            : NULL;
    if (reg && !reg->drafts)
        fault_error(loader, place_of(loader, route->register_name, route->place), TEXT_DRAFTS_NONE, reg->name);
    if (reg && route->when) {
        NAMES_OF(loader, &fields, reg->fields, name);
        names_add(loader, &fields, "issuer");
        names_add(loader, &fields, "unit");
        check_own_query(loader, &fields, route->when, route->place);
    }
    for (size_t i = 0; i < route->stages.count; i++)
        check_who(loader, &route->stages.items[i], reg);
    if (route->stages.count > 0)
        check_order(loader, route);
    else if (route->name)
        fault_error(loader, route->place, TEXT_EMPTY_LIST, "stages");
}

void check_approvals(struct loader *loader)
{
    struct definitions *set = loader->set;
    for (size_t i = 0; i < set->registers.count; i++) {
        struct register_definition *reg = &set->registers.items[i];
        if (reg->drafts)
            check_drafts(loader, reg);
        for (size_t k = 0; k < reg->steps.count; k++)
            check_step(loader, reg, &reg->steps.items[k]);
    }
    if (set->routes.count > 0)
        CHECK_UNIQUE(loader, set->routes, name, "tuyến duyệt", set->routes.items[0].place);
    for (size_t i = 0; i < set->routes.count; i++)
        check_route(loader, &set->routes.items[i]);
}
