/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/definitions.h"

#include <string.h>

#include "base/text.h"
#include "definitions/signs_definition.h"
#include "definitions/report_definition.h"
#include "definitions/shapes.h"

/* The item of LIST whose MEMBER is NAME, or NULL. */
#define FIND(list, member, name)                                                                                       \
    for (size_t i_ = 0; i_ < (list).count; i_++)                                                                       \
        if (text_equal((list).items[i_].member, (name)))                                                               \
            return &(list).items[i_];                                                                                  \
    return NULL

bool text_list_has(const struct text_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], text))
            return true;
    return false;
}

const struct register_definition *definitions_tasks(const struct definitions *definitions)
{
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (definitions->registers.items[i].carries_out)
            return &definitions->registers.items[i];
    return NULL;
}

const struct register_definition *definitions_register(const struct definitions *definitions, const char *name)
{
    FIND(definitions->registers, name, name);
}

const struct report_definition *definitions_report(const struct definitions *definitions, const char *name)
{
    for (size_t i = 0; i < definitions->reports.count; i++)
        if (text_equal(definitions->reports.items[i]->name, name))
            return definitions->reports.items[i];
    return NULL;
}

const struct report_definition *definitions_main_report(const struct definitions *definitions)
{
    const struct report_definition *named =
        definitions_report(definitions, definitions_setting(definitions, "report.main", ""));
    return named || definitions->reports.count == 0 ? named : definitions->reports.items[0];
}

const struct book *definitions_book(const struct definitions *definitions, const char *name)
{
    FIND(definitions->books, name, name);
}

const struct choice_list *definitions_list(const struct definitions *definitions, const char *name)
{
    FIND(definitions->lists, name, name);
}

const struct issuer *definitions_issuer(const struct definitions *definitions, const char *code)
{
    FIND(definitions->issuers, code, code);
}

const struct role *definitions_role(const struct definitions *definitions, const char *name)
{
    FIND(definitions->roles, name, name);
}

bool definitions_administer(const struct definitions *definitions, const struct text_list *roles)
{
    for (size_t i = 0; i < roles->count; i++) {
        const struct role *role = definitions_role(definitions, roles->items[i]);
        if (role && role->administers)
            return true;
    }
    return false;
}

const char *definitions_administering(struct arena *mem, const struct definitions *definitions)
{
    const char *names = " ";
    for (size_t i = 0; i < definitions->roles.count; i++)
        if (definitions->roles.items[i].administers)
            names = arena_printf(mem, "%s%s ", names, definitions->roles.items[i].name);
    return names;
}

bool grant_reads(const struct role_grant *grant, const struct register_definition *reg)
{
    return text_list_has(&grant->reads, GRANT_ALL) || text_list_has(&grant->reads, reg->name);
}

bool grant_has(const struct role_grant *grant, const struct text_list *list, const struct register_definition *reg)
{
    return grant_reads(grant, reg) && (text_list_has(list, GRANT_ALL) || text_list_has(list, reg->name));
}

const struct unit *definitions_unit(const struct definitions *definitions, const char *code)
{
    FIND(definitions->units, code, code);
}

const char *definitions_unit_on(const struct definitions *definitions, const char *code, const char *day)
{
    enum { MERGERS_MAX = 16 };
    for (int mergers = 0; mergers < MERGERS_MAX; mergers++) {
        const struct unit *unit = definitions_unit(definitions, code);
        if (!unit || strcmp(day, unit->until) <= 0 || unit->successors.count == 0)
            break;
        code = unit->successors.items[0];
    }
    return code;
}

const struct area *definitions_area(const struct definitions *definitions, const char *code)
{
    FIND(definitions->areas, code, code);
}

const char *definitions_setting(const struct definitions *definitions, const char *name, const char *otherwise)
{
    for (size_t i = 0; i < definitions->settings.count; i++)
        if (text_equal(definitions->settings.items[i].name, name))
            return definitions->settings.items[i].value;
    return otherwise;
}

const struct figure_definition *definitions_figure(const struct definitions *definitions, const char *name)
{
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        for (size_t j = 0; j < reg->figures.count; j++)
            if (text_equal(reg->figures.items[j].name, name))
                return &reg->figures.items[j];
    }
    for (size_t i = 0; i < definitions->reports.count; i++) {
        const struct report_definition *report = definitions->reports.items[i];
        for (size_t j = 0; j < report->figures.count; j++)
            if (text_equal(report->figures.items[j].name, name))
                return &report->figures.items[j];
    }
    return NULL;
}

static const struct limit_row *find_limit(const struct definitions *definitions, const char *table, const char *variant,
                                          const char *day)
{
    for (size_t i = 0; i < definitions->limits.count; i++) {
        const struct limit_table *limits = &definitions->limits.items[i];
        for (size_t j = 0; text_equal(limits->name, table) && j < limits->rows.count; j++) {
            const struct limit_row *row = &limits->rows.items[j];
            if (text_equal(row->variant, variant) && strcmp(row->from, day) <= 0 && strcmp(day, row->until) <= 0)
                return row;
        }
    }
    return NULL;
}

const struct limit_row *definitions_limit(const struct definitions *definitions, const char *table, const char *variant,
                                          const char *day)
{
    const struct limit_row *row = find_limit(definitions, table, variant, day);
    return row ? row : find_limit(definitions, table, "normal", day);
}

bool field_is_counted_whole(const struct field *field)
{
    return field->type == FIELD_CHOICE || field->type == FIELD_YES_NO;
}

const struct field *register_field(const struct register_definition *reg, const char *name)
{
    FIND(reg->fields, name, name);
}

const struct field_group *register_group(const struct register_definition *reg, const char *field)
{
    for (size_t i = 0; i < reg->groups.count; i++)
        if (text_list_has(&reg->groups.items[i].fields, field))
            return &reg->groups.items[i];
    return NULL;
}

static bool is_filter(const struct field *field)
{
    bool choice = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;
    return choice && !field->personal && !field->until;
}

size_t register_filters(const struct register_definition *reg, const struct field *filters[REGISTER_FILTERS_MAX])
{
    size_t count = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < reg->fields.count && count < REGISTER_FILTERS_MAX; i++) {
            const struct field *field = &reg->fields.items[i];
            bool listed = text_list_has(&reg->list.columns, field->name);
            bool wanted = round == 0 ? listed : field->required && !listed;
            if (wanted && is_filter(field))
                filters[count++] = field;
        }
    return count;
}

const struct state *register_state(const struct register_definition *reg, const char *name)
{
    FIND(reg->states, name, name);
}

const struct step *register_step(const struct register_definition *reg, const char *name)
{
    FIND(reg->steps, name, name);
}

const struct step *register_numbering(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (reg->steps.items[i].numbers)
            return &reg->steps.items[i];
    return NULL;
}

bool register_draws(const struct register_definition *reg, const struct step *step)
{
    const struct step *numbering = register_numbering(reg);
    return reg->number && (!numbering || (step && step->numbers));
}

bool register_signs_field(const struct register_definition *reg, const struct field *field)
{
    const struct signs_definition *signs = reg->signs;
    bool found = signs && (text_equal(signs->block, field->name) || text_equal(signs->title, field->name));
    for (size_t i = 0; signs && i < signs->forms.count; i++)
        for (size_t k = 0; k < signs->forms.items[i].lines.count; k++)
            found |= text_equal(signs->forms.items[i].lines.items[k].keeps, field->name);
    return found;
}

const struct backing *register_delegation(const struct register_definition *reg)
{
    for (size_t i = 0; reg->drafts && reg->drafts->delegated && i < reg->backed_by.count; i++)
        if (text_equal(reg->backed_by.items[i].when, reg->drafts->delegated))
            return &reg->backed_by.items[i];
    return NULL;
}

bool step_writes(const struct step *step, const struct field *field)
{
    return text_equal(field->set_by, step->name) || text_list_has(&step->needs, field->name) ||
           text_list_has(&step->sets, field->name);
}

const struct deadline_definition *register_deadline(const struct register_definition *reg, const char *name)
{
    FIND(reg->deadlines, name, name);
}

const struct choice *field_choice(const struct field *field, const char *code)
{
    FIND(field->choices, code, code);
}

bool choice_is_offered(const struct choice *choice, const char *day)
{
    return (!choice->from || strcmp(choice->from, day) <= 0) && (!choice->until || strcmp(choice->until, day) >= 0);
}

/* The name in force on DAY; before the first the first, after the last the last. */
static const struct unit_name *name_on(const struct unit *unit, const char *day)
{
    const struct unit_name *best = &unit->names.items[0];
    for (size_t i = 0; i < unit->names.count; i++) {
        const struct unit_name *name = &unit->names.items[i];
        bool begun = strcmp(name->from, day) <= 0, better = strcmp(best->from, name->from) <= 0;
        bool too_late = strcmp(best->from, day) > 0 && strcmp(name->from, best->from) < 0;
        if ((begun && (better || strcmp(best->from, day) > 0)) || too_late)
            best = name;
    }
    return best;
}

const char *unit_name_on(const struct unit *unit, const char *day)
{
    return name_on(unit, day)->name;
}

const char *unit_brief_on(const struct unit *unit, const char *day)
{
    const struct unit_name *name = name_on(unit, day);
    return name->brief ? name->brief : name->name;
}

const char *field_type_name(enum field_type type)
{
    return field_type_words[type];
}

const char *state_group_name(enum state_group group)
{
    return state_group_words[group];
}

const char *figure_kind_name(enum figure_kind kind)
{
    return figure_kind_words[kind];
}
