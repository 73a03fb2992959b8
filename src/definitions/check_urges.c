/* SPDX-License-Identifier: Apache-2.0 */
/* Steps that are counted, and the letter by which those who are late are urged. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/texts.h"
#include "template/template.h"

enum { URGE_COLUMNS_MAX = 8 };

static const char *const own_columns[] = { "number", "title", "state", "unit", "due", "due_on", "happened_on" };

static void check_counts(struct loader *loader, const struct register_definition *reg, const struct step *step)
{
    const struct field *field = step->counts ? register_field(reg, step->counts) : NULL;
    bool right = field && field->type == FIELD_NUMBER && text_equal(field->set_by, step->name) &&
                 !text_list_has(&step->needs, field->name) && !field->initial && !field->personal;
    if (step->counts && !right)
        fault_error(loader, place_of(loader, step->counts, step->place), TEXT_COUNTS, step->name, step->counts);
}

/* A sentence with the words of urge_words. */
static void check_sentence(struct loader *loader, const char *sentence, struct place owner)
{
    struct err err;
    size_t count;
    struct place place = place_of(loader, sentence, owner);
    const struct template *template = sentence ? template_parse(loader->mem, sentence, &err) : NULL;
    if (!template) {
        if (sentence)
            fault_error(loader, place, TEXT_SENTENCE, err.text);
        return;
    }
    const struct template_name *names = template_names(template, &count);
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; urge_words[k]; k++)
            known |= names[i].use == TEMPLATE_USE_VALUE && text_equal(names[i].name, urge_words[k]);
        if (!known)
            fault_error(loader, place, TEXT_URGES_WORD, names[i].name, "unit, count, today");
    }
}

/* What the letter is: fields of its entry form. */
static void check_values(struct loader *loader, const struct urges *urges, const struct register_definition *letters)
{
    for (size_t i = 0; i < urges->values.count; i++) {
        const struct urge_value *value = &urges->values.items[i];
        const struct field *field = letters ? register_field(letters, value->field) : NULL;
        if (letters && (!field || field->set_by))
            fault_error(loader, place_of(loader, value->field, value->place), TEXT_URGES_FIELD, letters->name,
                        value->field);
        check_sentence(loader, value->text, value->place);
    }
    check_sentence(loader, urges->opening, urges->place);
    check_sentence(loader, urges->closing, urges->place);
}

/* The step asks for nothing that the letter does not give, and the record stays where it is. */
static void check_step(struct loader *loader, const struct register_definition *reg, const struct urges *urges)
{
    const struct step *step = register_step(reg, urges->step);
    const struct field *document = register_field(reg, urges->document);
    bool asks = step && step->to;
    for (size_t i = 0; step && i < step->needs.count; i++)
        asks |= !text_equal(step->needs.items[i], urges->document);
    if (asks)
        fault_error(loader, place_of(loader, urges->step, urges->place), TEXT_URGES_STEP, step->name, urges->document);
    bool takes = document && document->type == FIELD_LINK && text_equal(document->set_by, urges->step) &&
                 text_equal(document->register_name, urges->register_name);
    if (document && !takes)
        fault_error(loader, place_of(loader, urges->document, urges->place), TEXT_URGES_DOCUMENT, urges->register_name,
                    urges->step);
}

static void check_columns(struct loader *loader, const struct register_definition *reg, const struct urges *urges)
{
    bool wrong = urges->columns.count == 0 || urges->columns.count > URGE_COLUMNS_MAX;
    struct names columns = { .what = "cột" };
    NAMES_OF(loader, &columns, reg->fields, name);
    for (size_t i = 0; i < COUNT_OF(own_columns); i++)
        names_add(loader, &columns, own_columns[i]);
    for (size_t i = 0; i < urges->columns.count; i++) {
        const struct field *field = register_field(reg, urges->columns.items[i]);
        check_one(loader, &columns, urges->columns.items[i], urges->place);
        wrong |= field && field->personal;
    }
    if (wrong)
        fault_error(loader, urges->place, TEXT_URGES_COLUMNS, (int)URGE_COLUMNS_MAX);
}

static void check_of(struct loader *loader, const struct register_definition *reg, const struct urges *urges)
{
    struct names steps = { .what = "bước" }, fields = { .what = "trường" },
                 registers = { .what = "sổ", .elsewhere = true };
    NAMES_OF(loader, &steps, reg->steps, name);
    NAMES_OF(loader, &fields, reg->fields, name);
    NAMES_OF(loader, &registers, loader->set->registers, name);
    check_one(loader, &steps, urges->step, urges->place);
    check_one(loader, &fields, urges->document, urges->place);
    check_one(loader, &registers, urges->register_name, urges->place);
    const struct register_definition *letters =
        urges->register_name ? definitions_register(loader->set, urges->register_name) : NULL;
    if (urges->query && !is_query(urges->query))
        fault_error(loader, place_of(loader, urges->query, urges->place), TEXT_URGES_QUERY, urges->query);
    if (urges->authority.count == 0)
        fault_error(loader, urges->place, TEXT_EMPTY_LIST, "authority");
    check_step(loader, reg, urges);
    check_columns(loader, reg, urges);
    check_values(loader, urges, letters);
}

void check_urges(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        const struct register_definition *reg = &loader->set->registers.items[i];
        for (size_t k = 0; k < reg->steps.count; k++)
            check_counts(loader, reg, &reg->steps.items[k]);
        if (reg->urges)
            check_of(loader, reg, reg->urges);
    }
}
