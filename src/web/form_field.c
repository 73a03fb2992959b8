/* A field of a definition as a control: what it shows, which choices it offers, what helps. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "web/form_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { NOTES_MAX = 3 };

void form_add_item(struct arena *mem, struct form_items *items, const struct field *field, bool required,
                   const char *value)
{
    *ARRAY_ADD(mem, &items->list) = (struct form_item){ field, required, value ? value : "", "" };
}

const char *form_value(struct arena *mem, const struct definitions *definitions, const struct field *field,
                       const struct value *value)
{
    if (!value->is_set)
        return "";
    bool as_people_write = field->type == FIELD_DATE || field->type == FIELD_DATE_TIME;
    return as_people_write ? value_people(mem, definitions, field, value) : value_print(mem, field, value);
}

const char *form_initial(const struct visit *visit, const struct field *field)
{
    if (!field->initial)
        return "";
    if (text_equal(field->initial, "me"))
        return visit->scope.user;
    const struct choice *choice = field_choice(field, field->initial);
    if (choice && !choice_is_offered(choice, page_iso_day(visit->mem, clock_now())))
        return "";
    if (!text_equal(field->initial, "today"))
        return field->initial;
    instant_t now = clock_now();
    char today[DATE_SIZE];
    day_print_people(instant_local_day(now), today);
    int minute = instant_local_minute(now);
    return field->type == FIELD_DATE_TIME ? arena_printf(visit->mem, "%s %02d:%02d", today, minute / 60, minute % 60)
                                          : arena_strdup(visit->mem, today);
}

/* How each type is shown. */
static const struct type_row {
    enum form_kind kind;
    int rows;
    const char *placeholder; /* the same at all times; else EXAMPLE makes it */
    const char *inputmode;
    const char *(*example)(struct arena *mem);
} types[] = {
    [FIELD_TEXT] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_LONG_TEXT] = { FORM_AREA, 4, NULL, NULL },
    [FIELD_NUMBER] = { FORM_DIGITS, 0, NULL, NULL },
    [FIELD_MONEY] = { FORM_DIGITS, 0, NULL, "decimal" },
    [FIELD_DATE] = { FORM_DATE, 0, NULL, NULL },
    [FIELD_DATE_TIME] = { FORM_DATE, 0, NULL, "text", page_minute_example },
    [FIELD_YES_NO] = { FORM_RADIOS, 0, NULL, NULL },
    [FIELD_CHOICE] = { FORM_SELECT, 0, NULL, NULL },
    [FIELD_CHOICES] = { FORM_CHECKS, 0, NULL, NULL },
    [FIELD_UNIT] = { FORM_SELECT, 0, NULL, NULL },
    [FIELD_USER] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_PERSON] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_ADDRESS] = { FORM_AREA, 2, NULL, NULL },
    [FIELD_PHONE] = { FORM_LINE, 0, "0907 123 456", "tel" },
    [FIELD_DOCUMENT_NUMBER] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_PROCEDURE] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_LINK] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_PERIOD] = { FORM_LINE, 0, NULL, NULL, page_month_example },
    [FIELD_RATING] = { FORM_RADIOS, 0, NULL, NULL },
    [FIELD_TIME] = { FORM_LINE, 0, "08:00", NULL },
};

static struct form_option *add_option(struct form_option *options, size_t *count, const char *value, const char *label)
{
    options[(*count)++] = (struct form_option){ value, label, NULL };
    return options;
}

/* Choices that are not of the form's day are offered only where the record has them. */
static void put_choices(struct form *form, const struct field *field, struct form_control *control)
{
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, field->choices.count + 1);
    size_t count = 0;
    bool radios = field->type == FIELD_CHOICE && field->choices.count <= FORM_RADIOS_MAX;
    if (radios)
        control->kind = FORM_RADIOS;
    for (size_t i = 0; i < field->choices.count; i++) {
        const struct choice *choice = &field->choices.items[i];
        if (choice_is_offered(choice, form->day) || form_is_selected(control, choice->code))
            add_option(options, &count, choice->code, choice->label);
    }
    if (radios && !control->required)
        add_option(options, &count, "", SAY_FORM_NO_ANSWER);
    control->row = radios && count <= 3;
    control->blank = radios || field->type == FIELD_CHOICES ? NULL : SAY_FORM_NOT_CHOSEN;
    control->options = options;
    control->option_count = count;
}

static void put_yes_no(struct form *form, struct form_control *control)
{
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, 3);
    size_t count = 0;
    add_option(options, &count, "yes", SAY_FORM_YES);
    add_option(options, &count, "no", SAY_FORM_NO);
    if (!control->required)
        add_option(options, &count, "", SAY_FORM_NO_ANSWER);
    control->row = true;
    control->options = options;
    control->option_count = count;
}

static void put_rating(struct form *form, struct form_control *control)
{
    static const struct form_option grades[] = { { "1", "1", NULL }, { "2", "2", NULL },
                                                 { "3", "3", NULL }, { "4", "4", NULL },
                                                 { "5", "5", NULL }, { "", SAY_FORM_NO_ANSWER, NULL } };
    (void)form;
    control->row = true;
    control->options = grades;
    control->option_count = control->required ? COUNT_OF(grades) - 1 : COUNT_OF(grades);
}

struct form_option *form_units(struct visit *visit, const struct text_list *kinds, size_t *count)
{
    const struct definitions *definitions = visit->definitions;
    struct form_option *options = ARENA_ARRAY(visit->mem, struct form_option, definitions->units.count + 1);
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    *count = 0;
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        bool taken = !kinds || kinds->count == 0 || text_list_has(kinds, unit->kind);
        if (taken && strcmp(unit->from, today) <= 0 && strcmp(unit->until, today) >= 0)
            add_option(options, count, unit->code, unit_name_on(unit, arena_strdup(visit->mem, today)));
    }
    return options;
}

/* A unit that is no more stays where the record has it. */
static void put_units(struct form *form, const struct field *field, struct form_control *control)
{
    struct form_option *options = form_units(form->visit, &field->units, &control->option_count);
    bool there = text_is_empty(control->value);
    for (size_t i = 0; i < control->option_count; i++)
        there |= form_is_selected(control, options[i].value);
    const struct unit *unit = there ? NULL : definitions_unit(form->visit->definitions, control->value);
    control->options = options;
    control->blank = SAY_FORM_NOT_CHOSEN;
    if (!unit)
        return;
    struct form_option *more = ARENA_ARRAY(form->mem, struct form_option, control->option_count + 1);
    memcpy(more, options, control->option_count * sizeof *more);
    more[control->option_count] =
        (struct form_option){ unit->code, unit->names.items[unit->names.count - 1].name, NULL };
    control->options = more;
    control->option_count++;
}

/* What helps: the definition's words, what a link takes, when the field counts, the note of the item. */
static const char *make_hint(struct form *form, const struct register_definition *reg, const struct form_item *item)
{
    const struct field *field = item->field;
    const char *parts[NOTES_MAX + 1] = { field->help ? field->help : "",
                                         field->type == FIELD_LINK ? SAY_FORM_LINK_HINT : "", "",
                                         item->note ? item->note : "" };
    if (field->shown_if)
        parts[2] =
            arena_printf(form->mem, SAY_FORM_SHOWN_IF, shown_if_words(form->mem, form->visit->definitions, reg, field));
    struct text out;
    text_init(&out, form->mem, TEXT_MAX_LINE);
    for (int i = 0; i <= NOTES_MAX; i++) {
        if (!*parts[i])
            continue;
        text_add(&out, out.length ? ". " : "");
        text_add(&out, parts[i]);
    }
    return out.data;
}

static int64_t longest(const struct field *field)
{
    if (field->type == FIELD_NUMBER || field->type == FIELD_MONEY)
        return 0;
    if (field->max != INT64_MAX)
        return field->max;
    return field->type == FIELD_LONG_TEXT ? FIELD_LONG_TEXT_MAX : FIELD_TEXT_MAX;
}

/* False where the database did not answer: then the line itself stands there. */
static bool put_pick(struct form *form, const struct form_item *item, struct form_control *control)
{
    const struct field *field = item->field;
    const struct picking picking = form_picking(form->visit, field, NULL);
    struct err ignored = { 0 };
    if (field->type == FIELD_PROCEDURE)
        control->pick_day = form->with_step ? "_on" : NULL;
    return form_put_pick(form, &picking, item->value, control, &ignored);
}

void form_put_item(struct form *form, const struct form_item *item)
{
    const struct field *field = item->field;
    const struct type_row *type = &types[field->type];
    struct form_control control = { .kind = type->kind,
                                    .name = field->name,
                                    .label = field->label,
                                    .value = form_typed(form, field->name, item->value),
                                    .required = item->required,
                                    .rows = type->rows,
                                    .placeholder = type->example ? type->example(form->mem) : type->placeholder,
                                    .inputmode = type->inputmode,
                                    .half = field->type != FIELD_TEXT };
    bool written = type->kind == FORM_LINE || type->kind == FORM_AREA;
    control.max = written && field->type != FIELD_LINK ? longest(field) : 0;
    control.hint = make_hint(form, form->reg, item);
    if (form_is_pick(form->visit, field) && put_pick(form, item, &control))
        return;
    if (field->type == FIELD_CHOICE || field->type == FIELD_CHOICES)
        put_choices(form, field, &control);
    else if (field->type == FIELD_YES_NO)
        put_yes_no(form, &control);
    else if (field->type == FIELD_RATING)
        put_rating(form, &control);
    else if (field->type == FIELD_UNIT)
        put_units(form, field, &control);
    form_put(form, &control);
}
