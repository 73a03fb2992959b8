/* SPDX-License-Identifier: Apache-2.0 */
/* The signature block of a register's documents. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/signs_definition.h"
#include "definitions/texts.h"

/* NAME, KEY of `signs`, is a field of REG of TYPE. */
static void check_field(struct loader *loader, const struct register_definition *reg, const char *name, const char *key,
                        enum field_type type, struct place place)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    const struct field *field = name ? register_field(reg, name) : NULL;
    if (!name || !check_one(loader, &fields, name, place) || !field)
        return;
    if (field->type != type)
        fault_error(loader, place_of(loader, name, place), TEXT_FIELD_TYPE, key, field_type_name(type), field->name,
                    field_type_name(field->type));
    refuse_personal(loader, reg, name, "“signs”", place);
}

static void check_line(struct loader *loader, const struct register_definition *reg, const struct sign_line *line,
                       bool last)
{
    const struct register_definition *posts = reg->signs->reg;
    struct names theirs = { .what = "trường" };
    NAMES_OF(loader, &theirs, posts->fields, name);
    check_field(loader, reg, line->keeps, "signs.keeps", FIELD_TEXT, line->place);
    if (line->query) {
        check_own_query(loader, &theirs, line->query, line->place);
        refuse_personal_keys(loader, posts, line->query, line->place);
    }
    if (line->collective && (line->query || line->unit || line->vacant || line->keeps || last))
        fault_error(loader, line->place, TEXT_SIGNS_BODY);
    if (!line->collective && !line->query && !last)
        fault_error(loader, line->place, TEXT_SIGNS_QUERY);
    if (last && (line->unit || line->vacant || line->keeps))
        fault_error(loader, line->place, TEXT_SIGNS_LAST);
}

static void check_form(struct loader *loader, const struct register_definition *reg, const struct sign_form *form)
{
    struct names own = { .what = "trường" };
    NAMES_OF(loader, &own, reg->fields, name);
    if (form->name && !is_code(form->name))
        fault_error(loader, place_of(loader, form->name, form->place), TEXT_NOT_CODE, form->name);
    if (form->when)
        check_own_query(loader, &own, form->when, form->place);
    if (form->lines.count == 0 || form->lines.count > SIGN_LINES_MAX)
        fault_error(loader, form->place, TEXT_SIGNS_LINES, (int)SIGN_LINES_MAX);
    for (size_t i = 0; i < form->lines.count; i++)
        check_line(loader, reg, &form->lines.items[i], i + 1 == form->lines.count);
}

static void check_one_register(struct loader *loader, const struct register_definition *reg)
{
    const struct signs_definition *signs = reg->signs;
    struct names registers = { .what = "sổ", .elsewhere = true };
    NAMES_OF(loader, &registers, loader->set->registers, name);
    check_field(loader, reg, signs->block, "signs.block", FIELD_LONG_TEXT, signs->place);
    check_field(loader, reg, signs->signer, "signs.signer", FIELD_TEXT, signs->place);
    check_field(loader, reg, signs->title, "signs.title", FIELD_TEXT, signs->place);
    check_field(loader, reg, signs->day, "signs.day", FIELD_DATE, signs->place);
    if (!check_one(loader, &registers, signs->register_name, signs->place) || !signs->reg)
        return;
    if (!signs->reg->in_force)
        fault_error(loader, place_of(loader, signs->register_name, signs->place), TEXT_SIGNS_FORCE, signs->reg->name);
    check_field(loader, signs->reg, signs->holder, "signs.holder", FIELD_TEXT, signs->place);
    check_field(loader, signs->reg, signs->names, "signs.names", FIELD_TEXT, signs->place);
    CHECK_UNIQUE(loader, signs->forms, name, "hình thức ký", signs->place);
    for (size_t i = 0; i < signs->forms.count; i++)
        check_form(loader, reg, &signs->forms.items[i]);
}

void check_signs(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++)
        if (loader->set->registers.items[i].signs)
            check_one_register(loader, &loader->set->registers.items[i]);
}
