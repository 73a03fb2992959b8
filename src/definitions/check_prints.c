/* SPDX-License-Identifier: Apache-2.0 */
/* What a register gives to those who enter its records, answer them and print them: the step that goes with the entry,
 * the step that another record takes along, what is entered from a record, what can be printed. */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "definitions/made_record.h"
#include "definitions/print_definition.h"
#include "definitions/step_along.h"
#include "definitions/texts.h"

/* --- with the entry ----------------------------------------------------------------------------------------------- */

/* The entry form asks for nothing that a step writes, so its step needs nothing of that kind; a record has one. */
static void check_with_entry(struct loader *loader, const struct register_definition *reg, const struct step *step)
{
    const char *first = reg->states.count ? reg->states.items[0].name : NULL;
    if (!step->name || !first)
        return;
    if (step->from.count > 0 && !text_list_has(&step->from, first))
        fault_error(loader, step->place, TEXT_ENTRY_FROM, step->name, first);
    for (size_t i = 0; i < step->needs.count; i++) {
        const struct field *field = register_field(reg, step->needs.items[i]);
        if (field && field->set_by)
            fault_error(loader, place_of(loader, step->needs.items[i], step->place), TEXT_ENTRY_NEEDS, step->name,
                        field->name);
    }
    for (const struct step *other = reg->steps.items; other < step; other++)
        if (other->with_entry && other->name)
            fault_error(loader, step->place, TEXT_ENTRY_TWO, other->name, step->name);
}

/* --- the step that goes along ------------------------------------------------------------------------------------- */

static const struct field *link_of(struct loader *loader, const struct register_definition *reg, const char *name,
                                   const char *key, struct place owner)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    const struct field *field = name && check_one(loader, &fields, name, owner) ? register_field(reg, name) : NULL;
    if (field && field->type != FIELD_LINK) {
        fault_error(loader, place_of(loader, name, owner), TEXT_FIELD_TYPE, key, "link", name,
                    field_type_name(field->type));
        return NULL;
    }
    return field;
}

static void check_along(struct loader *loader, const struct register_definition *reg, const struct step_along *along)
{
    struct names own = { .what = "trường" };
    NAMES_OF(loader, &own, reg->fields, name);
    if (along->when)
        check_own_query(loader, &own, along->when, along->place);
    const struct field *field = link_of(loader, reg, along->field, "takes_along.field", along->place);
    const struct register_definition *there =
        field && field->register_name ? definitions_register(loader->set, field->register_name) : NULL;
    struct names steps = { .what = "bước" };
    if (!there)
        return;
    NAMES_OF(loader, &steps, there->steps, name);
    if (!along->step || !check_one(loader, &steps, along->step, along->place))
        return;
    const struct step *step = register_step(there, along->step);
    if (step->along.count > 0)
        fault_error(loader, place_of(loader, along->step, along->place), TEXT_ALONG_CHAIN, step->name);
    const struct field *sets = link_of(loader, there, along->sets, "takes_along.sets", along->place);
    if (sets && !step_writes(step, sets))
        fault_error(loader, place_of(loader, along->sets, along->place), TEXT_ALONG_SETS, step->name, sets->name);
    for (size_t i = 0; i < step->needs.count; i++)
        if (!text_equal(step->needs.items[i], along->sets))
            fault_error(loader, place_of(loader, along->step, along->place), TEXT_ALONG_NEEDS, step->name,
                        step->needs.items[i]);
}

/* --- what is entered from a record -------------------------------------------------------------------------------- */

static void check_made(struct loader *loader, const struct register_definition *reg, struct made_record *made)
{
    struct names registers = { .what = "sổ" }, states = { .what = "trạng thái" };
    NAMES_OF(loader, &registers, loader->set->registers, name);
    NAMES_OF(loader, &states, reg->states, name);
    check_each(loader, &states, &made->states, made->place);
    if (!made->register_name || !check_one(loader, &registers, made->register_name, made->place))
        return;
    made->reg = definitions_register(loader->set, made->register_name);
    const struct field *field = link_of(loader, made->reg, made->field, "makes.field", made->place);
    if (made->reg->mirror)
        fault_error(loader, made->place, TEXT_MAKES_MIRROR, made->register_name);
    if (field && (!text_equal(field->register_name, reg->name) || field->set_by))
        fault_error(loader, place_of(loader, made->field, made->place), TEXT_MAKES_FIELD, field->name, reg->name);
    for (size_t i = 0; i < made->values.count; i++) {
        const struct made_value *value = &made->values.items[i];
        const struct field *to = value->field ? register_field(made->reg, value->field) : NULL;
        bool known = to && !to->set_by && (to->choices.count == 0 || field_choice(to, value->text));
        if (value->field && !known)
            fault_error(loader, place_of(loader, value->field, value->place), TEXT_MAKES_VALUE, made->register_name,
                        value->field, value->text);
    }
}

/* --- what is printed ---------------------------------------------------------------------------------------------- */

static void check_lines(struct loader *loader, const struct register_definition *reg, const struct print_line *lines,
                        size_t count)
{
    struct names values = { .what = "trường hoặc mục chung" };
    NAMES_OF(loader, &values, reg->fields, name);
    for (size_t i = 0; print_value_words[i]; i++)
        names_add(loader, &values, print_value_words[i]);
    for (size_t i = 0; i < count; i++) {
        const struct field *field = lines[i].field ? register_field(reg, lines[i].field) : NULL;
        check_one(loader, &values, lines[i].field, lines[i].place);
        if (field && field->type == FIELD_LINK)
            fault_error(loader, place_of(loader, lines[i].field, lines[i].place), TEXT_PRINT_FIELD, field->name,
                        field_type_name(field->type));
    }
}

static void check_print_field(struct loader *loader, const struct register_definition *reg, const char *name,
                              const char *key, enum field_type type, struct place place)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    const struct field *field = name ? register_field(reg, name) : NULL;
    if (name && check_one(loader, &fields, name, place) && field && field->type != type)
        fault_error(loader, place_of(loader, name, place), TEXT_FIELD_TYPE, key, field_type_name(type), field->name,
                    field_type_name(field->type));
}

static void check_needs(struct loader *loader, const struct register_definition *reg,
                        const struct print_definition *print)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    for (size_t i = 0; i < print->needs.count; i++)
        if (check_one(loader, &fields, print->needs.items[i], print->place))
            refuse_personal(loader, reg, print->needs.items[i], "“needs” của bản in", print->place);
}

/* The day DAYS after DATE; DATE itself where it is none. */
static const char *next_to(struct loader *loader, const char *date, int days)
{
    day_t day;
    char printed[DATE_SIZE];
    if (!day_parse(date, &day))
        return date;
    day_print(day + days, printed);
    return arena_strdup(loader->mem, printed);
}

static bool cross(const struct print_definition *a, const struct print_definition *b)
{
    return (!a->from || !b->until || strcmp(a->from, b->until) <= 0) &&
           (!b->from || !a->until || strcmp(b->from, a->until) <= 0);
}

/* Prints of one name follow each other: on each day from the first's to the last's one is in force, and one only. */
static void check_succession(struct loader *loader, const struct register_definition *reg, size_t at)
{
    const struct print_definition *print = &reg->prints.items[at];
    bool is_last = true, is_followed = false;
    if (!print->name)
        return;
    for (size_t i = 0; i < reg->prints.count; i++) {
        const struct print_definition *other = &reg->prints.items[i];
        if (i == at || !text_equal(other->name, print->name))
            continue;
        if (i < at && cross(print, other))
            fault_error(loader, print->place, TEXT_PRINTS_CROSS, print->name, other->from ? other->from : "đầu",
                        print->from ? print->from : "đầu");
        if (print->until && other->from && strcmp(other->from, print->until) > 0)
            is_last = false;
        if (print->until && text_equal(other->from, next_to(loader, print->until, 1)))
            is_followed = true;
    }
    if (!is_last && !is_followed)
        fault_error(loader, print->place, TEXT_PRINTS_GAP, print->name, print->until, next_to(loader, print->until, 1));
}

static void check_print(struct loader *loader, const struct register_definition *reg,
                        const struct print_definition *print)
{
    if (print->name && !is_code(print->name))
        fault_error(loader, place_of(loader, print->name, print->place), TEXT_NOT_CODE, print->name);
    check_lines(loader, reg, print->lines.items, print->lines.count);
    check_dates(loader, print->from, print->until, print->place);
    check_needs(loader, reg, print);
    check_print_field(loader, reg, print->heading_of, "prints.heading_of", FIELD_CHOICE, print->place);
    check_print_field(loader, reg, print->dated, "prints.dated", FIELD_DATE, print->place);
    if (print->lines.count + print->parts.count == 0)
        fault_error(loader, print->place, TEXT_PRINT_EMPTY, print->name ? print->name : "");
    if (print->parts.count > 0 && text_equal(print->form, PRINT_STAMP))
        fault_error(loader, print->place, TEXT_PRINT_STAMP, print->name ? print->name : "");
    for (size_t i = 0; i < print->parts.count; i++) {
        const struct print_part *part = &print->parts.items[i];
        check_lines(loader, reg, part->lines.items, part->lines.count);
        const char *const named[] = { part->addressed, part->recipients };
        for (size_t k = 0; k < COUNT_OF(named); k++) {
            const struct field *field = named[k] ? register_field(reg, named[k]) : NULL;
            if (named[k] && (!field || !field->recipients))
                fault_error(loader, place_of(loader, named[k], part->place), TEXT_PRINT_RECIPIENTS, named[k]);
        }
        if (part->is_signed && !reg->signs)
            fault_error(loader, part->place, TEXT_PRINT_SIGNED);
        if (part->blank < 0 || part->blank > PRINT_BLANK_MAX)
            fault_error(loader, part->place, TEXT_PRINT_BLANK, (int)PRINT_BLANK_MAX);
    }
}

void check_prints(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        struct register_definition *reg = &loader->set->registers.items[i];
        for (size_t k = 0; k < reg->prints.count; k++) {
            check_print(loader, reg, &reg->prints.items[k]);
            check_succession(loader, reg, k);
        }
        for (size_t k = 0; k < reg->makes.count; k++)
            check_made(loader, reg, &reg->makes.items[k]);
        for (size_t k = 0; k < reg->steps.count; k++) {
            const struct step *step = &reg->steps.items[k];
            if (step->with_entry)
                check_with_entry(loader, reg, step);
            for (size_t n = 0; n < step->along.count; n++)
                check_along(loader, reg, &step->along.items[n]);
            if (step->along.count > STEP_ALONG_MAX)
                fault_error(loader, step->place, TEXT_ALONG_MANY, step->name, (int)STEP_ALONG_MAX);
        }
    }
}
