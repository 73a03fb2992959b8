/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

enum { FIGURE_DEPTH_MAX = 16 }; /* figures of figures */

/* The members of a figure beyond name, label, count and counts. */
enum member {
    HAS_QUERY = 1 << 0,
    HAS_FIELD = 1 << 1,
    HAS_NUMERATOR = 1 << 2,
    HAS_DENOMINATOR = 1 << 3,
    HAS_OF = 1 << 4,
    HAS_MINUS = 1 << 5,
    HAS_FIGURE = 1 << 6,
    HAS_AGAINST = 1 << 7,
    HAS_PLAN = 1 << 8,
    HAS_FROM = 1 << 9,
    HAS_EMPTY = 1 << 10,
};

static const char *const member_names[] = { "query",  "field",   "numerator", "denominator", "of",   "minus",
                                            "figure", "against", "plan",      "from",        "empty" };

static const struct {
    unsigned needs, may;
} kinds[] = {
    [FIGURE_RECORDS] = { HAS_QUERY, 0 },
    [FIGURE_DISTINCT] = { HAS_QUERY | HAS_FIELD, 0 },
    [FIGURE_SUM] = { HAS_QUERY | HAS_FIELD, HAS_EMPTY },
    [FIGURE_LAST] = { HAS_QUERY | HAS_FIELD, 0 },
    [FIGURE_RATIO] = { HAS_NUMERATOR | HAS_DENOMINATOR, 0 },
    [FIGURE_TOTAL] = { HAS_OF, HAS_MINUS },
    [FIGURE_BEFORE] = { HAS_FIGURE, 0 },
    [FIGURE_LAST_YEAR] = { HAS_FIGURE, 0 },
    [FIGURE_YEAR] = { HAS_FIGURE | HAS_FROM, 0 },
    [FIGURE_SHARE] = { HAS_FIGURE | HAS_PLAN, 0 },
    [FIGURE_CHANGE] = { HAS_FIGURE | HAS_AGAINST, 0 },
    [FIGURE_EXTERNAL] = { 0, 0 },
};

static unsigned members_of(const struct figure_definition *figure)
{
    const bool has[] = { figure->query,    figure->field,       figure->numerator, figure->denominator,
                         figure->of.count, figure->minus.count, figure->figure,    figure->against,
                         figure->plan,     figure->from,        figure->empty };
    unsigned members = 0;
    for (size_t i = 0; i < COUNT_OF(has); i++)
        members |= has[i] ? 1u << i : 0;
    return members;
}

static bool counts_records(const struct figure_definition *figure)
{
    return kinds[figure->kind].needs & HAS_QUERY;
}

static void check_members(struct loader *loader, const struct figure_definition *figure)
{
    const struct kind_members held = { .what = "chỉ tiêu",
                                       .name = figure->name,
                                       .kind = figure_kind_name(figure->kind),
                                       .place = figure->place,
                                       .members = member_names,
                                       .count = COUNT_OF(member_names),
                                       .has = members_of(figure),
                                       .needs = kinds[figure->kind].needs,
                                       .may = kinds[figure->kind].may };
    check_kind(loader, &held);
    if (counts_records(figure) && !figure->owner)
        fault_error(loader, figure->place, TEXT_FIGURE_OWNER, figure->name, figure_kind_name(figure->kind));
}

static void check_field_of(struct loader *loader, const struct figure_definition *figure)
{
    if (!figure->owner || !figure->field)
        return;
    struct names fields = { .what = "trường" };
    struct place place = place_of(loader, figure->field, figure->place);
    NAMES_OF(loader, &fields, figure->owner->fields, name);
    check_one(loader, &fields, figure->field, figure->place);
    refuse_personal(loader, figure->owner, figure->field, "chỉ tiêu", place);
    const struct field *field = register_field(figure->owner, figure->field);
    bool adds = figure->kind == FIGURE_SUM || figure->kind == FIGURE_LAST;
    if (field && adds && field->type != FIELD_NUMBER && field->type != FIELD_MONEY)
        fault_error(loader, place, TEXT_FIGURE_SUM, field->name, field_type_name(field->type));
}

/* Does figure NAME rest on GOAL? */
static bool rests_on(const struct definitions *set, const char *name, const char *goal, int depth)
{
    const struct figure_definition *figure = name ? definitions_figure(set, name) : NULL;
    if (!figure || depth == FIGURE_DEPTH_MAX)
        return false;
    const char *one[] = { figure->numerator, figure->denominator, figure->figure, figure->against, figure->plan };
    for (size_t i = 0; i < COUNT_OF(one); i++)
        if (one[i] && (text_equal(one[i], goal) || rests_on(set, one[i], goal, depth + 1)))
            return true;
    const struct text_list *many[] = { &figure->of, &figure->minus };
    for (size_t i = 0; i < COUNT_OF(many); i++)
        for (size_t j = 0; j < many[i]->count; j++)
            if (text_equal(many[i]->items[j], goal) || rests_on(set, many[i]->items[j], goal, depth + 1))
                return true;
    return false;
}

static void check_figure(struct loader *loader, struct figure_definition *figure, const struct names *figures)
{
    if (!figure->name)
        return;
    if (!is_identifier(figure->name))
        fault_error(loader, place_of(loader, figure->name, figure->place), TEXT_NOT_IDENTIFIER, figure->name);
    check_members(loader, figure);
    check_field_of(loader, figure);
    refuse_personal_keys(loader, figure->owner, figure->query, figure->place);
    const char *one[] = { figure->numerator, figure->denominator, figure->figure, figure->against, figure->plan };
    for (size_t i = 0; i < COUNT_OF(one); i++)
        check_one(loader, figures, one[i], figure->place);
    check_each(loader, figures, &figure->of, figure->place);
    check_each(loader, figures, &figure->minus, figure->place);
    if (rests_on(loader->set, figure->name, figure->name, 0))
        fault_error(loader, place_of(loader, figure->name, figure->place), TEXT_FIGURE_CYCLE, figure->name);
}

void figure_names(struct loader *loader, struct names *names)
{
    const struct definitions *set = loader->set;
    *names = (struct names){ .what = "chỉ tiêu", .elsewhere = true };
    for (size_t i = 0; i < set->registers.count; i++)
        NAMES_OF(loader, names, set->registers.items[i].figures, name);
    for (size_t i = 0; i < set->reports.count; i++)
        NAMES_OF(loader, names, set->reports.items[i]->figures, name);
}

static void check_unique(struct loader *loader, const struct names *names)
{
    for (size_t i = 1; i < names->list.count; i++)
        for (size_t j = 0; j < i; j++)
            if (text_equal(names->list.items[i], names->list.items[j])) {
                fault_twice(loader, names->list.items[i], names->list.items[j], "chỉ tiêu", (struct place){ 0 });
                break;
            }
}

void check_figures(struct loader *loader)
{
    const struct definitions *set = loader->set;
    struct names names;
    figure_names(loader, &names);
    check_unique(loader, &names);
    for (size_t i = 0; i < set->registers.count; i++)
        for (size_t j = 0; j < set->registers.items[i].figures.count; j++)
            check_figure(loader, &set->registers.items[i].figures.items[j], &names);
    for (size_t i = 0; i < set->reports.count; i++)
        for (size_t j = 0; j < set->reports.items[i]->figures.count; j++)
            check_figure(loader, &set->reports.items[i]->figures.items[j], &names);
}
