/* SPDX-License-Identifier: Apache-2.0 */
/* The page Điều hành in words. */
#include "definitions/explain.h"

#include "definitions/dashboard_definition.h"

static const char *const kind_texts[] = {
    [PANEL_TOTALS] = "hồ sơ đang xử lý của các sổ trên, chia theo thời hạn",
    [PANEL_FIGURES] = "số liệu của kỳ: ",
    [PANEL_RECORDS] = "danh sách hồ sơ ",
    [PANEL_PARTS] = "các phần của ",
    [PANEL_WAITING] = "hồ sơ chờ người xem làm bước tiếp",
    [PANEL_OPEN] = "từng sổ trên đang xử lý bao nhiêu, chia theo thời hạn",
    [PANEL_DONE] = "từng sổ trên giải quyết xong bao nhiêu trong kỳ",
    [PANEL_DAYS] = "mỗi ngày của kỳ có bao nhiêu hồ sơ ",
    [PANEL_GROUPS] = "bao nhiêu hồ sơ ",
};

static const char *figure_label(const struct definitions *definitions, const char *name)
{
    const struct figure_definition *figure = definitions_figure(definitions, name);
    return figure ? figure->label : name;
}

static void explain_register_of(struct text *out, const struct panel_definition *panel)
{
    if (!panel->reg)
        return;
    text_printf(out, "trong sổ %s", panel->reg->label);
    if (panel->query) {
        text_raw(out, " (");
        explain_query(out, panel->reg, panel->query);
        text_raw(out, ")");
    }
    if (panel->kind == PANEL_RECORDS)
        text_printf(out, ", %d hồ sơ đầu", (int)(panel->limit ? panel->limit : PANEL_LIMIT));
    const struct field *field = panel->by ? register_field(panel->reg, panel->by) : NULL;
    if (panel->by)
        text_printf(out, ", theo %s", field ? field->label : "đơn vị");
}

static void explain_figures_of(struct text *out, const struct definitions *definitions,
                               const struct panel_definition *panel)
{
    if (panel->whole)
        text_printf(out, "“%s”: ", figure_label(definitions, panel->whole));
    for (size_t i = 0; i < panel->figures.count; i++) {
        const struct panel_figure *figure = &panel->figures.items[i];
        text_printf(out, "%s%s", i ? "; " : "",
                    figure->label ? figure->label : figure_label(definitions, figure->figure));
        if (figure->change)
            text_raw(out, " (kèm tăng, giảm)");
    }
    if (panel->rest)
        text_printf(out, "; còn lại: %s", panel->rest);
}

void explain_dashboard(struct text *out, const struct definitions *definitions)
{
    const struct dashboard_definition *dashboard = definitions->dashboard;
    text_raw(out, "Trang Điều hành (/dieu-hanh)\n");
    for (size_t i = 0; i < dashboard->registers.count; i++) {
        const struct register_definition *reg = definitions_register(definitions, dashboard->registers.items[i]);
        text_printf(out, "%s%s", i ? ", " : "Theo dõi thời hạn của: ", reg ? reg->label : "");
    }
    if (dashboard->registers.count > 0)
        text_printf(out, ". Sắp đến hạn: còn %d ngày làm việc.\n", (int)dashboard->soon);
    text_raw(out, "\nCác ô\n");
    for (size_t i = 0; i < dashboard->panels.count; i++) {
        const struct panel_definition *panel = &dashboard->panels.items[i];
        text_printf(out, "  %s — %s%s%s", panel->name, panel->title ? panel->title : "", panel->title ? ": " : "",
                    kind_texts[panel->kind]);
        explain_register_of(out, panel);
        explain_figures_of(out, definitions, panel);
        text_raw(out, "\n");
    }
}

void explain_places(struct text *out, const struct definitions *definitions, const struct register_definition *reg)
{
    const struct dashboard_definition *dashboard = definitions->dashboard;
    bool any = text_list_has(&dashboard->registers, reg->name);
    if (any)
        text_raw(out, "\nTrang Điều hành: theo dõi thời hạn");
    for (size_t i = 0; i < dashboard->panels.count; i++) {
        const struct panel_definition *panel = &dashboard->panels.items[i];
        if (panel->reg != reg)
            continue;
        text_printf(out, "%s“%s”", any ? "; " : "\nTrang Điều hành: ", panel->title ? panel->title : panel->name);
        any = true;
    }
    if (any)
        text_raw(out, "\n");
}
