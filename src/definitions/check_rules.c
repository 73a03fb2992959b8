/* SPDX-License-Identifier: Apache-2.0 */
/* What records must keep to: the order of their days, what no two of them share, what holds of each. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/texts.h"

static bool is_day(enum field_type type)
{
    return type == FIELD_DATE || type == FIELD_DATE_TIME;
}

/* Fields that have a day, of a period its first; OWN is the field itself, NULL of a step. */
static void check_before(struct loader *loader, const struct register_definition *reg, const struct text_list *before,
                         const struct field *own, struct place place)
{
    for (size_t i = 0; i < before->count; i++) {
        const struct field *field = register_field(reg, before->items[i]);
        if (field && !is_day(field->type) && field->type != FIELD_PERIOD)
            fault_error(loader, place_of(loader, before->items[i], place), TEXT_FIELD_TYPE, "not_before",
                        "date, date-time hoặc period", field->name, field_type_name(field->type));
        if (field && field == own)
            fault_error(loader, place_of(loader, before->items[i], place), TEXT_BEFORE_ITSELF, field->name);
    }
}

static void check_within(struct loader *loader, const struct register_definition *reg, const struct names *fields,
                         const struct field_within *within)
{
    const struct field *of = register_field(reg, within->of);
    check_one(loader, fields, within->of, within->place);
    if (of && !is_day(of->type))
        fault_error(loader, place_of(loader, within->of, within->place), TEXT_FIELD_TYPE, "within.of",
                    "date hoặc date-time", of->name, field_type_name(of->type));
    if (within->length)
        check_length(loader, within->length, place_of(loader, within->length, within->place));
    if (!loader->set->calendar && loader->calendars.count == 0 && !loader->unread)
        fault_error(loader, within->place, TEXT_NO_CALENDAR);
}

/* What is written line by line is words that a step adds, which nothing else fills, empties or compares. */
static void check_lines(struct loader *loader, const struct register_definition *reg, const struct field *field)
{
    bool wrong = !field->set_by || field->personal || field->unique || field->initial || field->required ||
                 text_equal(field->name, reg->title) || text_equal(field->name, reg->number_field);
    for (size_t i = 0; i < reg->steps.count; i++)
        wrong |= text_list_has(&reg->steps.items[i].clears, field->name);
    for (size_t i = 0; i < reg->fields.count; i++)
        for (size_t k = 0; k < reg->fields.items[i].copies.count; k++)
            wrong |= text_equal(reg->fields.items[i].copies.items[k].to, field->name);
    if (field->type != FIELD_TEXT && field->type != FIELD_LONG_TEXT)
        fault_error(loader, field->place, TEXT_LINES_NOT_TEXT, field->name, field_type_name(field->type));
    else if (wrong)
        fault_error(loader, field->place, TEXT_LINES_WITH, field->name);
}

static void check_field(struct loader *loader, const struct register_definition *reg, const struct names *fields,
                        struct field *field)
{
    check_each(loader, fields, &field->not_before, field->place);
    check_before(loader, reg, &field->not_before, field, field->place);
    if (field->within)
        check_within(loader, reg, fields, field->within);
    bool asked = field->not_before.count > 0 || field->within || field->future || field->past;
    if (asked && !is_day(field->type))
        fault_error(loader, field->place, TEXT_NOT_A_DAY, field->name, field_type_name(field->type));
    if (field->lines)
        check_lines(loader, reg, field);
    if (field->past && !text_equal(field->name, reg->date))
        fault_error(loader, field->place, TEXT_PAST_ELSEWHERE, field->name);
}

/* A condition on the record's own fields. */
static void check_condition(struct loader *loader, const struct names *fields, const char *query, struct place owner)
{
    struct names keys = { 0 };
    if (!query)
        return;
    struct place place = place_of(loader, query, owner);
    if (!is_query(query))
        fault_error(loader, place, TEXT_RULE_NO_QUERY, query);
    query_keys(loader, query, &keys);
    for (size_t i = 0; i < keys.list.count; i++)
        check_one(loader, fields, keys.list.items[i], place);
}

/* The database tells one key from another by at most this many values. */
enum { UNIQUE_FIELDS_MAX = 8 };

static void check_unique(struct loader *loader, const struct register_definition *reg, const struct names *fields,
                         struct unique_rule *unique)
{
    check_each(loader, fields, &unique->fields, unique->place);
    check_condition(loader, fields, unique->when, unique->place);
    if (unique->fields.count == 0)
        fault_error(loader, unique->place, TEXT_EMPTY_LIST, "fields");
    if (unique->fields.count > UNIQUE_FIELDS_MAX)
        fault_error(loader, unique->place, TEXT_UNIQUE_MANY, (int)UNIQUE_FIELDS_MAX);
    if (reg->mirror)
        fault_error(loader, unique->place, TEXT_UNIQUE_MIRROR);
}

static void check_register(struct loader *loader, struct register_definition *reg)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].name)
            check_field(loader, reg, &fields, &reg->fields.items[i]);
    for (size_t i = 0; i < reg->steps.count; i++) {
        struct step *step = &reg->steps.items[i];
        check_each(loader, &fields, &step->not_before, step->place);
        check_before(loader, reg, &step->not_before, NULL, step->place);
    }
    for (size_t i = 0; i < reg->unique.count; i++)
        check_unique(loader, reg, &fields, &reg->unique.items[i]);
    names_add(loader, &fields, "secrecy");
    for (size_t i = 0; i < reg->rules.count; i++) {
        check_condition(loader, &fields, reg->rules.items[i].when, reg->rules.items[i].place);
        check_condition(loader, &fields, reg->rules.items[i].query, reg->rules.items[i].place);
    }
}

void check_rules(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++)
        check_register(loader, &loader->set->registers.items[i]);
}
