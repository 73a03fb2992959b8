/* SPDX-License-Identifier: Apache-2.0 */
/* Files: of which registers records lie in them, and what stands in their index. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/holds_definition.h"
#include "definitions/print_definition.h"
#include "definitions/texts.h"

const struct held_register *register_holds(const struct register_definition *file,
                                           const struct register_definition *other)
{
    for (size_t i = 0; file->holds && i < file->holds->registers.count; i++)
        if (file->holds->registers.items[i].reg == other)
            return &file->holds->registers.items[i];
    return NULL;
}

/* The field NAME of the register whose records lie in files, of one of two types, not personal. */
static void check_field(struct loader *loader, const struct held_register *held, const char *key, const char *name,
                        enum field_type one, enum field_type other)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, held->reg->fields, name);
    if (!name || !check_one(loader, &fields, name, held->place))
        return;
    const struct field *field = register_field(held->reg, name);
    if (field->type != one && field->type != other)
        fault_error(loader, place_of(loader, name, held->place), TEXT_HOLDS_FIELD, key, name, held->reg->name,
                    field_type_name(field->type));
    refuse_personal(loader, held->reg, name, "“holds”", held->place);
}

static void check_files(struct loader *loader, const struct register_definition *reg)
{
    struct holds_definition *holds = reg->holds;
    struct names registers = { .what = "sổ" }, states = { .what = "trạng thái" };
    NAMES_OF(loader, &registers, loader->set->registers, name);
    NAMES_OF(loader, &states, reg->states, name);
    check_each(loader, &states, &holds->states, holds->place);
    CHECK_UNIQUE(loader, holds->registers, register_name, "sổ trong “holds”", holds->place);
    for (size_t i = 0; i < holds->registers.count; i++) {
        struct held_register *held = &holds->registers.items[i];
        if (!held->register_name || !check_one(loader, &registers, held->register_name, held->place))
            continue;
        held->reg = definitions_register(loader->set, held->register_name);
        if (held->reg == reg)
            fault_error(loader, place_of(loader, held->register_name, held->place), TEXT_HOLDS_ITSELF, reg->name);
        check_field(loader, held, "number", held->number, FIELD_TEXT, FIELD_DOCUMENT_NUMBER);
        check_field(loader, held, "day", held->day, FIELD_DATE, FIELD_DATE);
        check_field(loader, held, "written_by", held->author, FIELD_TEXT, FIELD_UNIT);
    }
}

/* What only a file has. */
static void check_no_file(struct loader *loader, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (reg->steps.items[i].needs_held)
            fault_error(loader, reg->steps.items[i].place, TEXT_HOLDS_NONE, "needs_held");
    for (size_t i = 0; i < reg->prints.count; i++)
        for (size_t k = 0; k < reg->prints.items[i].parts.count; k++)
            if (reg->prints.items[i].parts.items[k].contents)
                fault_error(loader, reg->prints.items[i].parts.items[k].place, TEXT_HOLDS_NONE, "contents");
}

void check_holds(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        const struct register_definition *reg = &loader->set->registers.items[i];
        if (reg->holds)
            check_files(loader, reg);
        else
            check_no_file(loader, reg);
    }
}
