/* SPDX-License-Identifier: Apache-2.0 */
/* To whom documents go: groups of units, fields that hold recipients, steps that note what became of them. */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/delivery.h"
#include "definitions/texts.h"
#include "viet/fold.h"

const struct unit_group *definitions_group(struct arena *mem, const struct definitions *definitions, const char *name)
{
    for (size_t i = 0; i < definitions->groups.count; i++) {
        const struct unit_group *group = &definitions->groups.items[i];
        if (viet_same(mem, group->label, name))
            return group;
        for (size_t k = 0; k < group->names.count; k++)
            if (viet_same(mem, group->names.items[k], name))
                return group;
    }
    return NULL;
}

bool unit_group_has(const struct unit_group *group, const struct unit *unit, const char *day)
{
    bool named = text_list_has(&group->kinds, unit->kind) || text_list_has(&group->units, unit->code);
    return named && !text_list_has(&group->without, unit->code) && strcmp(unit->from, day) <= 0 &&
           strcmp(day, unit->until) <= 0;
}

bool register_counts_unsent(const struct register_definition *reg, const struct field *field)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (text_equal(reg->fields.items[i].recipients, field->name))
            return true;
    return false;
}

static void check_groups(struct loader *loader)
{
    const struct definitions *set = loader->set;
    struct names units = { .what = "đơn vị" }, kinds = { .what = "loại đơn vị" };
    if (set->groups.count == 0)
        return;
    NAMES_OF(loader, &units, set->units, code);
    NAMES_OF(loader, &kinds, set->units, kind);
    CHECK_UNIQUE(loader, set->groups, code, "nhóm đơn vị", set->groups.items[0].place);
    CHECK_UNIQUE(loader, set->groups, label, "nhóm đơn vị", set->groups.items[0].place);
    for (size_t i = 0; i < set->groups.count; i++) {
        struct unit_group *group = &set->groups.items[i];
        bool empty = group->kinds.count + group->units.count == 0; /* before what is unknown is taken out */
        if (group->code && !is_code(group->code))
            fault_error(loader, place_of(loader, group->code, group->place), TEXT_NOT_CODE, group->code);
        check_each(loader, &kinds, &group->kinds, group->place);
        check_each(loader, &units, &group->units, group->place);
        check_each(loader, &units, &group->without, group->place);
        if (empty)
            fault_error(loader, group->place, TEXT_EMPTY_LIST, "kinds, units");
    }
}

/* The lines are words of the record itself that nothing masks; how many are not sent is kept by the program alone. */
static void check_recipients(struct loader *loader, const struct register_definition *reg, const struct field *field)
{
    const struct field *unsent = register_field(reg, field->recipients);
    if (field->type != FIELD_LONG_TEXT || field->personal || field->lines || text_equal(field->name, reg->title))
        fault_error(loader, field->place, TEXT_RECIPIENTS_FIELD, field->name);
    if (!unsent || unsent->type != FIELD_NUMBER || !unsent->set_by || unsent->initial || unsent->personal)
        fault_error(loader, place_of(loader, field->recipients, field->place), TEXT_RECIPIENTS_UNSENT,
                    field->recipients);
}

static void check_delivery(struct loader *loader, const struct register_definition *reg, const struct step *step)
{
    const struct step_delivery *delivery = step->delivery;
    const struct field *field = register_field(reg, delivery->field), *to = register_field(reg, delivery->to);
    const struct field *way = delivery->way ? register_field(reg, delivery->way) : NULL;
    if (delivery->field && (!field || !field->recipients))
        fault_error(loader, place_of(loader, delivery->field, delivery->place), TEXT_DELIVERS_FIELD, step->name,
                    delivery->field);
    if (delivery->to && (!to || !to->lines || !step_writes(step, to)))
        fault_error(loader, place_of(loader, delivery->to, delivery->place), TEXT_DELIVERS_TO, step->name,
                    delivery->to);
    if (delivery->way &&
        (!way || way->type != FIELD_CHOICE || !step_writes(step, way) || !text_equal(delivery->as, DELIVERY_SENT)))
        fault_error(loader, place_of(loader, delivery->way, delivery->place), TEXT_DELIVERS_WAY, step->name,
                    delivery->way);
}

void check_deliveries(struct loader *loader)
{
    check_groups(loader);
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        const struct register_definition *reg = &loader->set->registers.items[i];
        for (size_t k = 0; k < reg->fields.count; k++)
            if (reg->fields.items[k].recipients && reg->fields.items[k].name)
                check_recipients(loader, reg, &reg->fields.items[k]);
        for (size_t k = 0; k < reg->steps.count; k++)
            if (reg->steps.items[k].delivery && reg->steps.items[k].name)
                check_delivery(loader, reg, &reg->steps.items[k]);
    }
}
