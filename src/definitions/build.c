/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "definitions/signs_definition.h"

/* Binds all trees of a kind into an array of SHAPE's structs. */
static void *bind_all(struct loader *loader, enum file_kind kind, const struct bind_shape *shape, size_t *count)
{
    const struct trees *trees = &loader->trees[kind];
    char *items = arena_array(loader->mem, trees->list.count, shape->size);
    for (size_t i = 0; i < trees->list.count; i++)
        bind_struct(&loader->binder, shape, trees->list.items[i], items + i * shape->size);
    *count = trees->list.count;
    return items;
}

/* Binds the one tree of a kind; OUT stays empty where there is none. */
static void bind_one(struct loader *loader, enum file_kind kind, const struct bind_shape *shape, void *out)
{
    if (loader->trees[kind].list.count > 0)
        bind_struct(&loader->binder, shape, loader->trees[kind].list.items[0], out);
}

static int compare_trees(const void *a, const void *b)
{
    const struct node *x = node_member(*(struct node *const *)a, "register");
    const struct node *y = node_member(*(struct node *const *)b, "register");
    return strcmp(x && x->text ? x->text : "", y && y->text ? y->text : "");
}

/* `title: summary` is so common that the field need not be written. */
static void add_summary(struct loader *loader, struct register_definition *reg)
{
    if (!text_equal(reg->title, "summary") || register_field(reg, "summary"))
        return;
    struct field *fields = ARENA_ARRAY(loader->mem, struct field, reg->fields.count + 1);
    if (reg->fields.count > 0)
        memcpy(fields, reg->fields.items, reg->fields.count * sizeof *fields);
    fields[reg->fields.count] = (struct field){
        .name = "summary",
        .type = FIELD_TEXT,
        .label = "Trích yếu",
        .required = true,
        .min = INT64_MIN,
        .max = INT64_MAX,
        .place = bind_place(&loader->binder, reg->title, reg->place),
    };
    reg->fields.items = fields;
    reg->fields.count++;
}

/* The day a deadline ends on lies ahead by its nature. */
static void find_days_ahead(struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++) {
        struct field *field = &reg->fields.items[i];
        bool is_day = field->type == FIELD_DATE || field->type == FIELD_DATE_TIME;
        for (size_t k = 0; is_day && k < reg->deadlines.count; k++)
            field->future |= text_equal(reg->deadlines.items[k].date_field, field->name) ||
                             text_equal(reg->deadlines.items[k].extension_field, field->name) ||
                             text_equal(reg->deadlines.items[k].reappointed_field, field->name);
    }
}

/* A field with `unique:` is a rule with that field alone. */
static void add_unique_fields(struct loader *loader, struct register_definition *reg)
{
    size_t count = reg->unique.count;
    struct unique_rule *rules = ARENA_ARRAY(loader->mem, struct unique_rule, count + reg->fields.count + 1);
    if (count > 0)
        memcpy(rules, reg->unique.items, count * sizeof *rules);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        if (field->unique && field->name)
            rules[count++] =
                (struct unique_rule){ .fields = { arena_copy(loader->mem, &field->name, sizeof field->name), 1 },
                                      .place = field->place };
    }
    reg->unique.items = rules;
    reg->unique.count = count;
}

static void build_registers(struct loader *loader)
{
    struct definitions *set = loader->set;
    struct trees *trees = &loader->trees[KIND_REGISTER];
    if (trees->list.count > 1)
        qsort(trees->list.items, trees->list.count, sizeof *trees->list.items, compare_trees);
    set->registers.items = bind_all(loader, KIND_REGISTER, &register_shape, &set->registers.count);
    for (size_t i = 0; i < set->registers.count; i++) {
        struct register_definition *reg = &set->registers.items[i];
        if (!reg->plural)
            reg->plural = reg->label;
        add_summary(loader, reg);
        find_days_ahead(reg);
        add_unique_fields(loader, reg);
        for (size_t j = 0; j < reg->figures.count; j++)
            reg->figures.items[j].owner = reg;
    }
}

static void build_reports(struct loader *loader)
{
    struct definitions *set = loader->set;
    struct report_definition *reports = bind_all(loader, KIND_REPORT, &report_shape, &set->reports.count);
    set->reports.items = ARENA_ARRAY(loader->mem, struct report_definition *, set->reports.count);
    for (size_t i = 0; i < set->reports.count; i++)
        set->reports.items[i] = &reports[i];
}

#define TAKE(set, file, member) ((set)->member.items = (file).member.items, (set)->member.count = (file).member.count)

static void build_office(struct loader *loader)
{
    struct definitions *set = loader->set;
    struct units_file units = { 0 };
    struct books_file books = { 0 };
    struct routes_file routes = { 0 };
    struct roles_file roles = { 0 };
    struct law_file law = { 0 };
    struct areas_file areas = { 0 };
    set->lists.items = bind_all(loader, KIND_LIST, &list_shape, &set->lists.count);
    loader->calendars.items = bind_all(loader, KIND_CALENDAR, &calendar_shape, &loader->calendars.count);
    bind_one(loader, KIND_UNITS, &units_shape, &units);
    bind_one(loader, KIND_BOOKS, &books_shape, &books);
    bind_one(loader, KIND_ROUTES, &routes_shape, &routes);
    bind_one(loader, KIND_ROLES, &roles_shape, &roles);
    bind_one(loader, KIND_LAW, &law_shape, &law);
    bind_one(loader, KIND_AREAS, &areas_shape, &areas);
    bind_one(loader, KIND_SETTINGS, &settings_shape, &loader->settings);
    TAKE(set, units, issuers);
    TAKE(set, units, units);
    TAKE(set, units, groups);
    TAKE(set, books, books);
    TAKE(set, routes, routes);
    TAKE(set, roles, roles);
    TAKE(set, law, limits);
    TAKE(set, law, acts);
    TAKE(set, areas, areas);
    TAKE(set, loader->settings, settings);
    set->dashboard = ARENA_NEW(loader->mem, struct dashboard_definition);
    bind_one(loader, KIND_DASHBOARD, &dashboard_shape, set->dashboard);
    for (size_t i = 0; i < set->settings.count; i++) {
        struct setting *setting = &set->settings.items[i];
        setting->origin = bind_place(&loader->binder, setting->name, (struct place){ 0 }).file;
    }
}

/* The register whose own number is a procedure's code. */
static const struct register_definition *register_of_procedures(const struct definitions *set)
{
    for (size_t i = 0; i < set->registers.count; i++) {
        const struct register_definition *reg = &set->registers.items[i];
        const struct field *number = reg->number_field ? register_field(reg, reg->number_field) : NULL;
        if (number && number->type == FIELD_PROCEDURE)
            return reg;
    }
    return NULL;
}

static void link_fields(struct definitions *set, struct register_definition *reg)
{
    for (size_t i = 0; i < reg->backed_by.count; i++)
        reg->backed_by.items[i].reg = definitions_register(set, reg->backed_by.items[i].register_name);
    if (reg->signs)
        reg->signs->reg = definitions_register(set, reg->signs->register_name);
    const struct register_definition *procedures = register_of_procedures(set);
    for (size_t i = 0; i < reg->fields.count; i++) {
        struct field *field = &reg->fields.items[i];
        field->list = field->list_name ? definitions_list(set, field->list_name) : NULL;
        field->target = field->register_name ? definitions_register(set, field->register_name) : NULL;
        if (field->type == FIELD_PROCEDURE && reg != procedures)
            field->target = procedures;
        if (field->list && field->choices.count == 0) {
            field->choices.items = field->list->choices.items;
            field->choices.count = field->list->choices.count;
        }
        for (size_t k = 0; field->target && k < field->copies.count; k++)
            for (size_t to = 0; to < reg->fields.count; to++)
                reg->fields.items[to].copied |= text_equal(reg->fields.items[to].name, field->copies.items[k].to);
    }
}

/* What one value of a record is counted by; a name of the engine's that the tally uses itself stays out. */
static bool may_be_counted(const struct field *field)
{
    bool single = field_is_counted_whole(field) || field->type == FIELD_DATE || field->type == FIELD_NUMBER;
    return single && !field->personal && !text_equal(field->name, "due");
}

/* "group=open&return_again_on=any": whether there is a value, not which. */
static bool asks_whether(const char *query, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = query; (at = strstr(at, name)); at += length)
        if ((at == query || at[-1] == '&') && (text_starts(at + length, "=any") || text_starts(at + length, "=none")))
            return true;
    return false;
}

static bool tabs_ask_whether(const struct register_definition *reg, const struct field *field)
{
    for (size_t i = 0; i < reg->list.tabs.count; i++)
        if (reg->list.tabs.items[i].query && asks_whether(reg->list.tabs.items[i].query, field->name))
            return true;
    return false;
}

static void find_counted(struct loader *loader, struct register_definition *reg)
{
    const struct field *filters[REGISTER_FILTERS_MAX];
    size_t filter_count = register_filters(reg, filters);
    struct names keys = { 0 };
    for (size_t i = 0; i < reg->list.tabs.count; i++)
        if (reg->list.tabs.items[i].query)
            query_keys(loader, reg->list.tabs.items[i].query, &keys);
    for (size_t i = 0; i < reg->fields.count; i++) {
        struct field *field = &reg->fields.items[i];
        bool asked = false;
        for (size_t k = 0; k < filter_count; k++)
            asked = asked || filters[k] == field;
        for (size_t k = 0; k < keys.list.count; k++)
            asked = asked || text_equal(keys.list.items[k], field->name);
        field->counted =
            asked && may_be_counted(field) && (field_is_counted_whole(field) || tabs_ask_whether(reg, field));
    }
}

/* "in_report=yes&issued_on=@period": what leaves few of the records of a period. */
static void find_chosen(struct register_definition *reg, const char *query)
{
    for (size_t i = 0; i < reg->fields.count; i++) {
        struct field *field = &reg->fields.items[i];
        const char *at = field->type == FIELD_YES_NO ? strstr(query, field->name) : NULL;
        if (at && (at == query || at[-1] == '&') && text_starts(at + strlen(field->name), "=yes"))
            field->chosen = true;
    }
}

static void link_sections(struct definitions *set, struct section_definition *section)
{
    for (size_t i = 0; i < section->parts.count; i++) {
        struct titles_definition *titles = section->parts.items[i].titles;
        struct texts_definition *words[] = { section->parts.items[i].texts, section->parts.items[i].plan };
        if (titles)
            titles->reg = definitions_register(set, titles->register_name);
        for (size_t k = 0; titles && titles->query && k < set->registers.count; k++)
            if (titles->reg == &set->registers.items[k])
                find_chosen(&set->registers.items[k], titles->query);
        for (size_t k = 0; k < COUNT_OF(words); k++)
            if (words[k])
                words[k]->reg = definitions_register(set, words[k]->register_name);
    }
    for (size_t i = 0; i < section->sections.count; i++)
        link_sections(set, &section->sections.items[i]);
}

void build_set(struct loader *loader)
{
    struct definitions *set = loader->set;
    build_office(loader);
    build_registers(loader);
    build_reports(loader);
    for (size_t i = 0; i < set->registers.count; i++)
        link_fields(set, &set->registers.items[i]);
    for (size_t i = 0; i < set->registers.count; i++)
        find_counted(loader, &set->registers.items[i]);
    for (size_t i = 0; i < set->dashboard->panels.count; i++) {
        struct panel_definition *panel = &set->dashboard->panels.items[i];
        panel->reg = panel->register_name ? definitions_register(set, panel->register_name) : NULL;
    }
    build_counted_days(loader);
    for (size_t i = 0; i < set->reports.count; i++)
        for (size_t j = 0; j < set->reports.items[i]->sections.count; j++)
            link_sections(set, &set->reports.items[i]->sections.items[j]);
}
