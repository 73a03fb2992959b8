/* SPDX-License-Identifier: Apache-2.0 */
/* Work that comes again: what a row needs to open its records. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "deadlines/recurrence.h"
#include "definitions/opens_definition.h"
#include "definitions/texts.h"

/* A field NAME of REG of this type; NULL with a fault where it is none, without one where NAME is NULL. */
static const struct field *field_of(struct loader *loader, const struct register_definition *reg, const char *key,
                                    const char *name, enum field_type type, const struct opens_definition *opens)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    const struct field *field =
        name && check_one(loader, &fields, name, opens->place) ? register_field(reg, name) : NULL;
    if (!field || field->type == type)
        return field;
    fault_error(loader, place_of(loader, name, opens->place), TEXT_FIELD_TYPE, key, field_type_name(type), name,
                field_type_name(field->type));
    return NULL;
}

/* A field of the register whose records are opened: it is given with the entry. */
static const struct field *given_there(struct loader *loader, const struct register_definition *there, const char *key,
                                       const char *name, enum field_type type, const struct opens_definition *opens)
{
    const struct field *field = field_of(loader, there, key, name, type, opens);
    if (field && field->set_by)
        fault_error(loader, place_of(loader, name, opens->place), TEXT_OPENS_FORM, name, there->name);
    return field;
}

static void check_link(struct loader *loader, const struct field *field, const char *target,
                       const struct opens_definition *opens)
{
    if (field && !text_equal(field->register_name, target))
        fault_error(loader, place_of(loader, field->name, opens->place), TEXT_OPENS_LINK, field->name, target);
}

/* --- here --------------------------------------------------------------------------------------------------------- */

static void check_every(struct loader *loader, const struct field *field, const struct opens_definition *opens)
{
    for (size_t i = 0; field && i < field->choices.count; i++)
        if (!recurrence_find(field->choices.items[i].code))
            fault_error(loader, place_of(loader, opens->every, opens->place), TEXT_OPENS_CODE, field->name,
                        field->choices.items[i].code);
}

/* The step asks for nothing but the next day, and the row stays where it is. */
static void check_step(struct loader *loader, const struct register_definition *reg,
                       const struct opens_definition *opens)
{
    struct names steps = { .what = "bước" };
    NAMES_OF(loader, &steps, reg->steps, name);
    const struct field *next = field_of(loader, reg, "opens.next", opens->next, FIELD_DATE, opens);
    if (!opens->step || !check_one(loader, &steps, opens->step, opens->place))
        return;
    const struct step *step = register_step(reg, opens->step);
    bool asks = step->to;
    for (size_t i = 0; i < step->needs.count; i++)
        asks |= !text_equal(step->needs.items[i], opens->next);
    if (asks)
        fault_error(loader, place_of(loader, opens->step, opens->place), TEXT_OPENS_STEP, step->name, opens->next);
    if (next && (!text_equal(next->set_by, opens->step) || !next->future))
        fault_error(loader, place_of(loader, opens->next, opens->place), TEXT_OPENS_NEXT, opens->step);
}

static void check_here(struct loader *loader, const struct register_definition *reg,
                       const struct opens_definition *opens)
{
    check_every(loader, field_of(loader, reg, "opens.every", opens->every, FIELD_CHOICE, opens), opens);
    (void)field_of(loader, reg, "opens.starts", opens->starts, FIELD_DATE, opens);
    (void)field_of(loader, reg, "opens.until", opens->until, FIELD_DATE, opens);
    (void)field_of(loader, reg, "opens.lead", opens->lead, FIELD_UNIT, opens);
    (void)field_of(loader, reg, "opens.ahead", opens->ahead, FIELD_NUMBER, opens);
    (void)field_of(loader, reg, "opens.days", opens->days, FIELD_NUMBER, opens);
    check_link(loader, field_of(loader, reg, "opens.like", opens->like, FIELD_LINK, opens), opens->register_name,
               opens);
    check_step(loader, reg, opens);
    if (!opens->days != !opens->due)
        fault_error(loader, opens->place, TEXT_OPENS_DUE);
}

/* --- there -------------------------------------------------------------------------------------------------------- */

/* No second record of one row and day, whatever happens while it is opened. */
static bool is_once(const struct register_definition *there, const struct opens_definition *opens)
{
    bool once = false;
    for (size_t i = 0; i < there->unique.count; i++) {
        const struct unique_rule *rule = &there->unique.items[i];
        once |= !rule->hint && !rule->when && rule->fields.count == 2 && text_list_has(&rule->fields, opens->series) &&
                text_list_has(&rule->fields, opens->day);
    }
    return once;
}

/* Alike are one type, a text and a long text, and choices of one list. */
static bool fits(const struct field *from, const struct field *to)
{
    bool words = from->type == FIELD_TEXT && to->type == FIELD_LONG_TEXT;
    return words || (from->type == to->type && from->list == to->list);
}

static void check_copies(struct loader *loader, const struct register_definition *reg,
                         const struct register_definition *there, const struct opens_definition *opens)
{
    struct names here = { .what = "trường" }, theirs = { .what = "trường" };
    NAMES_OF(loader, &here, reg->fields, name);
    NAMES_OF(loader, &theirs, there->fields, name);
    for (size_t i = 0; i < opens->copies.count; i++) {
        const struct copied_value *value = &opens->copies.items[i];
        if (!value->from || !value->to || !check_one(loader, &here, value->from, opens->place) ||
            !check_one(loader, &theirs, value->to, opens->place))
            continue;
        const struct field *from = register_field(reg, value->from), *to = register_field(there, value->to);
        if (to->set_by)
            fault_error(loader, place_of(loader, value->to, opens->place), TEXT_OPENS_FORM, value->to, there->name);
        if (!fits(from, to))
            fault_error(loader, place_of(loader, value->from, opens->place), TEXT_OPENS_COPY, value->from,
                        field_type_name(from->type), value->to, field_type_name(to->type));
    }
}

static void check_there(struct loader *loader, const struct register_definition *reg,
                        const struct opens_definition *opens)
{
    struct names registers = { .what = "sổ", .elsewhere = true };
    NAMES_OF(loader, &registers, loader->set->registers, name);
    if (!opens->register_name || !check_one(loader, &registers, opens->register_name, opens->place))
        return;
    const struct register_definition *there = definitions_register(loader->set, opens->register_name);
    if (!there)
        return;
    check_link(loader, given_there(loader, there, "opens.series", opens->series, FIELD_LINK, opens), reg->name, opens);
    (void)given_there(loader, there, "opens.day", opens->day, FIELD_DATE, opens);
    (void)given_there(loader, there, "opens.due", opens->due, FIELD_DATE, opens);
    (void)given_there(loader, there, "opens.from", opens->from, FIELD_DATE, opens);
    check_copies(loader, reg, there, opens);
    if (opens->series && opens->day && !is_once(there, opens))
        fault_error(loader, place_of(loader, opens->series, opens->place), TEXT_OPENS_ONCE, there->name, opens->series,
                    opens->day);
}

void check_opens(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        const struct register_definition *reg = &loader->set->registers.items[i];
        if (!reg->opens)
            continue;
        check_here(loader, reg, reg->opens);
        check_there(loader, reg, reg->opens);
    }
}
