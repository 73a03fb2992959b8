/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/signs_definition.h"
#include "definitions/step_along.h"
#include "definitions/week_definition.h"

struct uses {
    struct loader *loader;
    ARRAY(struct query_use) list;
};

static void add(struct uses *uses, struct query_use use, struct place owner)
{
    if (!use.query || !use.reg)
        return;
    use.place = place_of(uses->loader, use.query, owner);
    *ARRAY_ADD(uses->loader->mem, &uses->list) = use;
}

static const char *what(struct uses *uses, const char *list, const char *name, const char *key)
{
    return arena_printf(uses->loader->mem, "%s.%s.%s", list, name ? name : "", key);
}

static void add_steps(struct uses *uses, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        for (size_t j = 0; j < step->only_if.count; j++)
            add(uses,
                (struct query_use){ reg, step->only_if.items[j].query, what(uses, "steps", step->name, "only_if"),
                                    .plain = true },
                step->only_if.items[j].place);
        for (size_t j = 0; j < step->along.count; j++)
            add(uses,
                (struct query_use){ reg, step->along.items[j].when, what(uses, "steps", step->name, "takes_along"),
                                    .plain = true },
                step->along.items[j].place);
    }
}

static void add_week(struct uses *uses, const struct week_definition *week)
{
    for (size_t i = 0; i < week->tables.count; i++)
        for (size_t k = 0; k < week->tables.items[i].gathers.count; k++) {
            const struct week_gather *gather = &week->tables.items[i].gathers.items[k];
            add(uses,
                (struct query_use){ gather->reg, gather->query,
                                    what(uses, "week.tables", week->tables.items[i].name, "query"), .plain = true,
                                    .no_personal = true },
                gather->place);
        }
}

static void add_signs(struct uses *uses, const struct register_definition *reg)
{
    const struct signs_definition *signs = reg->signs;
    for (size_t i = 0; signs && i < signs->forms.count; i++) {
        const struct sign_form *form = &signs->forms.items[i];
        add(uses, (struct query_use){ reg, form->when, "signs.when", .plain = true }, form->place);
        for (size_t k = 0; k < form->lines.count; k++)
            add(uses, (struct query_use){ signs->reg, form->lines.items[k].query, "signs.query", .plain = true },
                form->lines.items[k].place);
    }
}

static void add_deadlines(struct uses *uses, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->deadlines.count; i++) {
        const struct deadline_definition *deadline = &reg->deadlines.items[i];
        for (size_t j = 0; j < deadline->limits_by.count; j++)
            add(uses,
                (struct query_use){ reg, deadline->limits_by.items[j].query,
                                    what(uses, "deadlines", deadline->name, "limits_by"), .plain = true },
                deadline->limits_by.items[j].place);
    }
}

static void add_register(struct uses *uses, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        add(uses,
            (struct query_use){ reg, field->shown_if, what(uses, "fields", field->name, "shown_if"), .plain = true },
            field->place);
        for (size_t j = 0; j < field->only_if.count; j++)
            add(uses,
                (struct query_use){ field->target, field->only_if.items[j].query,
                                    what(uses, "fields", field->name, "only_if"), .plain = true },
                field->only_if.items[j].place);
    }
    add_steps(uses, reg);
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state *state = &reg->states.items[i];
        for (size_t j = 0; j < state->awaits.count; j++)
            add(uses,
                (struct query_use){ reg, state->awaits.items[j].only_if, what(uses, "states", state->name, "awaits"),
                                    .tokens = true, .no_personal = true },
                state->awaits.items[j].place);
    }
    add_deadlines(uses, reg);
    for (size_t i = 0; i < reg->unique.count; i++)
        add(uses, (struct query_use){ reg, reg->unique.items[i].when, "unique.when", .plain = true },
            reg->unique.items[i].place);
    for (size_t i = 0; i < reg->rules.count; i++) {
        const struct record_rule *rule = &reg->rules.items[i];
        add(uses, (struct query_use){ reg, rule->when, "rules.when", .plain = true }, rule->place);
        add(uses, (struct query_use){ reg, rule->query, "rules.query", .plain = true }, rule->place);
    }
    for (size_t i = 0; i < reg->backed_by.count; i++) {
        const struct backing *backing = &reg->backed_by.items[i];
        add(uses, (struct query_use){ reg, backing->when, "backed_by.when", .plain = true }, backing->place);
        add(uses, (struct query_use){ backing->reg, backing->query, "backed_by.query", .plain = true }, backing->place);
    }
    if (reg->week)
        add_week(uses, reg->week);
    add_signs(uses, reg);
    if (reg->urges)
        add(uses, (struct query_use){ reg, reg->urges->query, "urges.query", .tokens = true, .no_personal = true },
            reg->urges->place);
    for (size_t i = 0; i < reg->list.tabs.count; i++) {
        const struct quick_tab *tab = &reg->list.tabs.items[i];
        add(uses, (struct query_use){ reg, tab->query, what(uses, "list.tabs", tab->label, "query"), .tokens = true },
            reg->place);
    }
    for (size_t i = 0; i < reg->figures.count; i++) {
        const struct figure_definition *figure = &reg->figures.items[i];
        add(uses,
            (struct query_use){ reg, figure->query, what(uses, "figures", figure->name, "query"), .tokens = true,
                                .no_personal = true },
            figure->place);
    }
}

static void add_section(struct uses *uses, const struct section_definition *section)
{
    for (size_t i = 0; i < section->parts.count; i++) {
        const struct part_definition *part = &section->parts.items[i];
        if (part->plan)
            add(uses,
                (struct query_use){ part->plan->reg, part->plan->query, "parts.plan.query", .tokens = true,
                                    .no_personal = true },
                part->place);
        if (part->titles)
            add(uses,
                (struct query_use){ part->titles->reg, part->titles->query, "parts.titles.query", .tokens = true,
                                    .no_personal = true },
                part->place);
        if (part->texts)
            add(uses,
                (struct query_use){ part->texts->reg, part->texts->query, "parts.texts.query", .tokens = true,
                                    .no_personal = true },
                part->place);
    }
    for (size_t i = 0; i < section->sections.count; i++)
        add_section(uses, &section->sections.items[i]);
}

static void add_panels(struct uses *uses, const struct dashboard_definition *dashboard)
{
    for (size_t i = 0; i < dashboard->panels.count; i++) {
        const struct panel_definition *panel = &dashboard->panels.items[i];
        add(uses,
            (struct query_use){ panel->reg, panel->query, what(uses, "panels", panel->name, "query"), .tokens = true,
                                .no_personal = true },
            panel->place);
    }
}

void collect_queries(struct loader *loader)
{
    struct definitions *set = loader->set;
    struct uses uses = { .loader = loader };
    for (size_t i = 0; i < set->registers.count; i++)
        add_register(&uses, &set->registers.items[i]);
    for (size_t i = 0; i < set->routes.count; i++)
        add(&uses,
            (struct query_use){ definitions_register(set, set->routes.items[i].register_name),
                                set->routes.items[i].when, what(&uses, "routes", set->routes.items[i].name, "when"),
                                .plain = true },
            set->routes.items[i].place);
    for (size_t i = 0; i < set->reports.count; i++)
        for (size_t j = 0; j < set->reports.items[i]->sections.count; j++)
            add_section(&uses, &set->reports.items[i]->sections.items[j]);
    add_panels(&uses, set->dashboard);
    set->queries.items = uses.list.items;
    set->queries.count = uses.list.count;
}

/* --- those of a set with faults ----------------------------------------------------------------------------------- */

/* Units, issuers and areas have all their texts, so that a query's values can be looked up. */
static bool office_is_whole(const struct definitions *set)
{
    struct units_file units = { 0 };
    struct areas_file areas = { 0 };
    units.units.items = set->units.items;
    units.units.count = set->units.count;
    units.issuers.items = set->issuers.items;
    units.issuers.count = set->issuers.count;
    areas.areas.items = set->areas.items;
    areas.areas.count = set->areas.count;
    return bind_is_whole(&units_shape, &units) && bind_is_whole(&areas_shape, &areas);
}

static bool register_is_whole(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].list && !bind_is_whole(&list_shape, reg->fields.items[i].list))
            return false;
    return bind_is_whole(&register_shape, reg);
}

void drop_unreadable_queries(struct loader *loader)
{
    struct definitions *set = loader->set;
    size_t kept = 0;
    bool whole = office_is_whole(set);
    for (size_t i = 0; whole && i < set->queries.count; i++)
        if (register_is_whole(set->queries.items[i].reg))
            set->queries.items[kept++] = set->queries.items[i];
    set->queries.count = kept;
}

void refuse_personal_keys(struct loader *loader, const struct register_definition *reg, const char *query,
                          struct place owner)
{
    struct names keys = { 0 };
    if (!query || !reg)
        return;
    query_keys(loader, query, &keys);
    for (size_t i = 0; i < keys.list.count; i++)
        refuse_personal(loader, reg, keys.list.items[i], "truy vấn của báo cáo", place_of(loader, query, owner));
}
