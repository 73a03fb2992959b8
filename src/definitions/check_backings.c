/* SPDX-License-Identifier: Apache-2.0 */
/* What must stand behind a record in another register. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/texts.h"

/* What every record has beside its fields, and may be held against the same of another. */
static const char *const columns[] = { "issuer", "unit" };

static void add_columns(struct loader *loader, struct names *names)
{
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        names_add(loader, names, columns[i]);
}

/* COVERS: a choice here, several there, of one list; otherwise one type, and of choices one list. A column of all
 * records is held against itself. */
static bool fit(const struct field *here, const struct field *there, const struct backed_value *value, bool covers)
{
    if (!here || !there)
        return !covers && text_equal(value->here, value->there);
    bool type = covers ? here->type == FIELD_CHOICE && there->type == FIELD_CHOICES : here->type == there->type;
    return type && here->list == there->list;
}

static const char *type_of(const struct field *field)
{
    return field ? field_type_name(field->type) : "chung";
}

static void check_value(struct loader *loader, const struct register_definition *reg, const struct backing *backing,
                        const struct backed_value *value, bool covers)
{
    struct names own = { .what = "trường" }, theirs = { .what = "trường" };
    NAMES_OF(loader, &own, reg->fields, name);
    NAMES_OF(loader, &theirs, backing->reg->fields, name);
    if (!covers) {
        add_columns(loader, &own);
        add_columns(loader, &theirs);
    }
    if (!check_one(loader, &own, value->here, backing->place) ||
        !check_one(loader, &theirs, value->there, backing->place))
        return;
    const struct field *here = register_field(reg, value->here), *there = register_field(backing->reg, value->there);
    if (value->here && value->there && !fit(here, there, value, covers))
        fault_error(loader, place_of(loader, value->here, backing->place), TEXT_BACKED_TYPE, value->here, type_of(here),
                    value->there, type_of(there), backing->reg->name);
    if (value->there)
        refuse_personal(loader, backing->reg, value->there, "“backed_by”", backing->place);
    if (value->here)
        refuse_personal(loader, reg, value->here, "“backed_by”", backing->place);
}

static void check_day(struct loader *loader, const struct register_definition *reg, const struct backing *backing)
{
    struct names own = { .what = "trường" };
    NAMES_OF(loader, &own, reg->fields, name);
    const struct field *day = backing->day ? register_field(reg, backing->day) : NULL;
    if (check_one(loader, &own, backing->day, backing->place) && day && day->type != FIELD_DATE)
        fault_error(loader, place_of(loader, backing->day, backing->place), TEXT_FIELD_TYPE, "backed_by.day", "date",
                    day->name, field_type_name(day->type));
    if (backing->when)
        check_own_query(loader, &own, backing->when, backing->place);
}

static void check_backing(struct loader *loader, const struct register_definition *reg, const struct backing *backing)
{
    struct names registers = { .what = "sổ", .elsewhere = true }, theirs = { .what = "trường" };
    NAMES_OF(loader, &registers, loader->set->registers, name);
    check_day(loader, reg, backing);
    if (!check_one(loader, &registers, backing->register_name, backing->place) || !backing->reg)
        return;
    if (!backing->reg->in_force)
        fault_error(loader, place_of(loader, backing->register_name, backing->place), TEXT_BACKED_FORCE,
                    backing->reg->name);
    /* the first is what its records are found by: a field of each */
    if (backing->same.count == 0 || !register_field(reg, backing->same.items[0].here))
        fault_error(loader, backing->place, TEXT_EMPTY_LIST, "same");
    NAMES_OF(loader, &theirs, backing->reg->fields, name);
    if (backing->query) {
        check_own_query(loader, &theirs, backing->query, backing->place);
        refuse_personal_keys(loader, backing->reg, backing->query, backing->place);
    }
    for (size_t i = 0; i < backing->same.count; i++)
        check_value(loader, reg, backing, &backing->same.items[i], false);
    for (size_t i = 0; i < backing->covers.count; i++)
        check_value(loader, reg, backing, &backing->covers.items[i], true);
}

void check_backings(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        const struct register_definition *reg = &loader->set->registers.items[i];
        for (size_t k = 0; k < reg->backed_by.count; k++)
            check_backing(loader, reg, &reg->backed_by.items[k]);
    }
}
