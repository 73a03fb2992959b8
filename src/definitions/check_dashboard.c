/* SPDX-License-Identifier: Apache-2.0 */
/* office/dashboard.yaml: what each kind of panel needs and may have, and that what it names is there. */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"
#include "template/template.h"

enum { SOON_MAX = 60 };

/* The members of a panel beyond its name and kind. */
enum member {
    HAS_TITLE = 1 << 0,
    HAS_NOTE = 1 << 1,
    HAS_WIDTH = 1 << 2,
    HAS_REGISTER = 1 << 3,
    HAS_QUERY = 1 << 4,
    HAS_BY = 1 << 5,
    HAS_NOTHING = 1 << 6,
    HAS_COUNTS = 1 << 7,
    HAS_LIMIT = 1 << 8,
    HAS_WHOLE = 1 << 9,
    HAS_REST = 1 << 10,
    HAS_FIGURES = 1 << 11,
};

static const char *const member_names[] = { "title",   "note",   "width", "register", "query", "by",
                                            "nothing", "counts", "limit", "whole",    "rest",  "figures" };

static const struct {
    unsigned needs, may;
} panel_kinds[] = {
    [PANEL_TOTALS] = { 0, 0 },
    [PANEL_FIGURES] = { HAS_FIGURES, 0 },
    [PANEL_RECORDS] = { HAS_TITLE | HAS_REGISTER | HAS_QUERY, HAS_NOTE | HAS_WIDTH | HAS_LIMIT | HAS_NOTHING },
    [PANEL_PARTS] = { HAS_TITLE | HAS_WHOLE | HAS_FIGURES, HAS_NOTE | HAS_WIDTH | HAS_REST },
    [PANEL_WAITING] = { HAS_TITLE, HAS_NOTE | HAS_WIDTH },
    [PANEL_OPEN] = { HAS_TITLE, HAS_NOTE | HAS_WIDTH },
    [PANEL_DONE] = { HAS_TITLE, HAS_NOTE | HAS_WIDTH },
    [PANEL_DAYS] = { HAS_TITLE | HAS_REGISTER | HAS_COUNTS, HAS_NOTE | HAS_WIDTH | HAS_QUERY | HAS_NOTHING },
    [PANEL_GROUPS] = { HAS_TITLE | HAS_REGISTER | HAS_QUERY | HAS_BY, HAS_NOTE | HAS_WIDTH | HAS_NOTHING },
};

struct panel_names {
    struct names registers, figures, printed;
    const struct report_definition *report; /* whose draft the figures are read from; NULL: none */
};

static const char *kind_name(const struct panel_definition *panel)
{
    return panel_kind_words[panel->kind];
}

static void check_members(struct loader *loader, const struct panel_definition *panel)
{
    const bool has[] = { panel->title, panel->note,  panel->width,   panel->register_name,
                         panel->query, panel->by,    panel->nothing, panel->counts,
                         panel->limit, panel->whole, panel->rest,    panel->figures.count > 0 };
    struct kind_members held = { .what = "ô",
                                 .name = panel->name,
                                 .kind = kind_name(panel),
                                 .place = panel->place,
                                 .members = member_names,
                                 .count = COUNT_OF(member_names),
                                 .needs = panel_kinds[panel->kind].needs,
                                 .may = panel_kinds[panel->kind].may };
    for (size_t i = 0; i < COUNT_OF(has); i++)
        held.has |= has[i] ? 1u << i : 0;
    check_kind(loader, &held);
}

/* `title` has the first two words, `note` of a panel of parts the whole's value as well. */
static void check_words(struct loader *loader, const struct panel_definition *panel, const char *sentence,
                        size_t word_count)
{
    struct err err;
    size_t count;
    struct place place = place_of(loader, sentence, panel->place);
    const struct template *template = sentence ? template_parse(loader->mem, sentence, &err) : NULL;
    if (!template) {
        if (sentence)
            fault_error(loader, place, TEXT_SENTENCE, err.text);
        return;
    }
    const struct template_name *names = template_names(template, &count);
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < word_count; k++)
            known |= names[i].use == TEMPLATE_USE_VALUE && text_equal(names[i].name, panel_words[k]);
        if (!known)
            fault_error(loader, place, TEXT_PANEL_WORD, names[i].name,
                        join_words(loader->mem, panel_words, word_count));
    }
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static void add_printed(struct loader *loader, struct names *printed, const char *sentence)
{
    struct err err;
    size_t count;
    const struct template *template = sentence ? template_parse(loader->mem, sentence, &err) : NULL;
    const struct template_name *names = template ? template_names(template, &count) : NULL;
    for (size_t i = 0; names && i < count; i++)
        names_add(loader, printed,
                  arena_strndup(loader->mem, names[i].name, strcspn(names[i].name, "."))); /* a figure's form */
}

static void add_section_figures(struct loader *loader, struct names *printed, const struct section_definition *section)
{
    add_printed(loader, printed, section->title);
    for (size_t i = 0; i < section->parts.count; i++) {
        const struct part_definition *part = &section->parts.items[i];
        add_printed(loader, printed, part->line);
        add_printed(loader, printed, part->text);
        add_printed(loader, printed, part->titles ? part->titles->lead : NULL);
        for (size_t k = 0; part->table && k < part->table->figures.count; k++)
            names_add(loader, printed, part->table->figures.items[k]);
    }
    for (size_t i = 0; i < section->sections.count; i++)
        add_section_figures(loader, printed, &section->sections.items[i]);
}

/* What the draft of the main report may hold: its annex and what its sentences print. */
static void find_printed(struct loader *loader, struct panel_names *names)
{
    const struct report_definition *report = names->report = definitions_main_report(loader->set);
    for (size_t i = 0; report && i < report->annex.count; i++)
        names_add(loader, &names->printed, report->annex.items[i]);
    for (size_t i = 0; report && i < report->sections.count; i++)
        add_section_figures(loader, &names->printed, &report->sections.items[i]);
}

/* Is there a figure of that name? One that the report does not hold is a warning: the page leaves it out. */
static bool check_figure(struct loader *loader, const struct panel_definition *panel, const char *figure,
                         const struct panel_names *names)
{
    if (!figure || !check_one(loader, &names->figures, figure, panel->place))
        return false;
    if (names->report && !names_has(&names->printed, figure))
        faults_add(loader->mem, loader->faults, place_of(loader, figure, panel->place), true, TEXT_PANEL_NOT_PRINTED,
                   names->report->name, figure);
    return true;
}

static void check_figures_of(struct loader *loader, const struct panel_definition *panel,
                             const struct panel_names *names)
{
    check_figure(loader, panel, panel->whole, names);
    if (panel->kind == PANEL_FIGURES && panel->figures.count > PANEL_FIGURES_MAX)
        fault_error(loader, panel->place, TEXT_PANEL_FIGURES, panel->name, PANEL_FIGURES_MAX);
    for (size_t i = 0; i < panel->figures.count; i++) {
        const struct panel_figure *figure = &panel->figures.items[i];
        check_figure(loader, panel, figure->figure, names);
        if (!check_figure(loader, panel, figure->change, names))
            continue;
        const struct figure_definition *change = definitions_figure(loader->set, figure->change);
        if (panel->kind != PANEL_FIGURES || change->kind != FIGURE_CHANGE)
            fault_error(loader, place_of(loader, figure->change, panel->place), TEXT_PANEL_CHANGE, figure->change);
    }
}

/* --- registers ---------------------------------------------------------------------------------------------------- */

static void check_by(struct loader *loader, const struct panel_definition *panel)
{
    struct names fields = { .what = "trường" };
    struct place place = place_of(loader, panel->by, panel->place);
    NAMES_OF(loader, &fields, panel->reg->fields, name);
    if (!panel->by || text_equal(panel->by, "unit") || !check_one(loader, &fields, panel->by, panel->place))
        return;
    const struct field *field = register_field(panel->reg, panel->by);
    if (field->type != FIELD_CHOICE && field->type != FIELD_UNIT)
        fault_error(loader, place, TEXT_FIELD_TYPE, "by", "choice, unit", field->name, field_type_name(field->type));
    refuse_personal(loader, panel->reg, panel->by, "trang Điều hành", place);
}

static void check_register_of(struct loader *loader, const struct panel_definition *panel,
                              const struct panel_names *names)
{
    check_one(loader, &names->registers, panel->register_name, panel->place);
    if (!panel->reg)
        return;
    const struct field *date = panel->reg->date ? register_field(panel->reg, panel->reg->date) : NULL;
    if (panel->kind == PANEL_DAYS && date && date->type == FIELD_PERIOD)
        fault_error(loader, place_of(loader, panel->register_name, panel->place), TEXT_PANEL_DAYS, panel->reg->name);
    if (panel->kind == PANEL_GROUPS)
        check_by(loader, panel);
    if (panel->query)
        refuse_personal_keys(loader, panel->reg, panel->query, panel->place);
}

static void check_panel(struct loader *loader, const struct panel_definition *panel, const struct panel_names *names)
{
    bool of_registers = panel->kind == PANEL_TOTALS || panel->kind == PANEL_OPEN || panel->kind == PANEL_DONE;
    if (!panel->name || panel->kind == PANEL_UNKNOWN)
        return;
    if (!is_code(panel->name))
        fault_error(loader, place_of(loader, panel->name, panel->place), TEXT_NOT_CODE, panel->name);
    check_members(loader, panel);
    if (panel->width && panel->width != 4 && panel->width != 6 && panel->width != 8 && panel->width != 12)
        fault_error(loader, panel->place, TEXT_PANEL_WIDTH, panel->name);
    if (panel->limit < 0 || panel->limit > PANEL_LIMIT_MAX)
        fault_error(loader, panel->place, TEXT_PANEL_LIMIT, panel->name, PANEL_LIMIT_MAX);
    if (of_registers && loader->set->dashboard->registers.count == 0)
        fault_error(loader, panel->place, TEXT_PANEL_NO_REGISTERS, panel->name, kind_name(panel));
    check_words(loader, panel, panel->title, panel_word_count - 1);
    check_words(loader, panel, panel->note, panel->kind == PANEL_PARTS ? panel_word_count : panel_word_count - 1);
    check_register_of(loader, panel, names);
    check_figures_of(loader, panel, names);
}

void check_dashboard(struct loader *loader)
{
    struct dashboard_definition *dashboard = loader->set->dashboard;
    struct panel_names names = { .registers = { .what = "sổ", .elsewhere = true } };
    NAMES_OF(loader, &names.registers, loader->set->registers, name);
    figure_names(loader, &names.figures);
    find_printed(loader, &names);
    struct place place = { 0 };
    if (dashboard->registers.count > 0)
        place = place_of(loader, dashboard->registers.items[0], place);
    if (dashboard->registers.count > DASHBOARD_REGISTERS_MAX)
        fault_error(loader, place, TEXT_DASHBOARD_REGISTERS, DASHBOARD_REGISTERS_MAX);
    check_each(loader, &names.registers, &dashboard->registers, place);
    if (dashboard->panels.count == 0)
        return;
    place = dashboard->panels.items[0].place;
    if (dashboard->soon < 1 || dashboard->soon > SOON_MAX)
        fault_error(loader, place, TEXT_DASHBOARD_SOON, SOON_MAX);
    CHECK_UNIQUE(loader, dashboard->panels, name, "ô", place);
    for (size_t i = 0; i < dashboard->panels.count; i++)
        check_panel(loader, &dashboard->panels.items[i], &names);
}
