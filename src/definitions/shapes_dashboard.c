/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/shapes.h"

const char *const panel_words[] = { "today", "period", "value" };
const size_t panel_word_count = COUNT_OF(panel_words);

const char *const panel_kind_words[] = {
    [PANEL_TOTALS] = "totals",   [PANEL_FIGURES] = "figures",
    [PANEL_RECORDS] = "records", [PANEL_PARTS] = "parts",
    [PANEL_WAITING] = "waiting", [PANEL_OPEN] = "open",
    [PANEL_DONE] = "done",       [PANEL_DAYS] = "days",
    [PANEL_GROUPS] = "groups",   NULL,
};
static const char *const panel_mark_words[] = { [PANEL_MARK_NONE] = "none",
                                                [PANEL_MARK_FIRST] = "first",
                                                [PANEL_MARK_SECOND] = "second",
                                                [PANEL_MARK_LATE] = "late",
                                                NULL };

static const struct bind_key panel_figure_shape_keys[] = {
    KEY_TEXT("figure", struct panel_figure, figure, .required = true),
    KEY_TEXT("label", struct panel_figure, label),
    KEY_TEXT("change", struct panel_figure, change),
    KEY_CHOICE("mark", struct panel_figure, mark, panel_mark_words),
};
static SHAPE(panel_figure_shape, struct panel_figure, "số liệu của ô", NULL, BIND_NO_PLACE);

static const struct panel_definition blank_panel = { .kind = PANEL_UNKNOWN };

static const struct bind_key panel_shape_keys[] = {
    KEY_TEXT("name", struct panel_definition, name, .required = true),
    KEY_CHOICE("kind", struct panel_definition, kind, panel_kind_words, .required = true),
    KEY_TEXT("title", struct panel_definition, title),
    KEY_TEXT("note", struct panel_definition, note),
    KEY_INT("width", struct panel_definition, width),
    KEY_TEXT("register", struct panel_definition, register_name),
    KEY_TEXT("query", struct panel_definition, query),
    KEY_TEXT("by", struct panel_definition, by),
    KEY_TEXT("nothing", struct panel_definition, nothing),
    KEY_TEXT("counts", struct panel_definition, counts),
    KEY_INT("limit", struct panel_definition, limit),
    KEY_TEXT("whole", struct panel_definition, whole),
    KEY_TEXT("rest", struct panel_definition, rest),
    KEY_LIST("figures", struct panel_definition, figures, struct panel_figure, &panel_figure_shape, .short_form = true),
};
static SHAPE(panel_shape, struct panel_definition, "ô", &blank_panel, offsetof(struct panel_definition, place));

static const struct dashboard_definition blank_dashboard = { .soon = 3 };

static const struct bind_key dashboard_shape_keys[] = {
    KEY_TEXTS("registers", struct dashboard_definition, registers),
    KEY_INT("soon", struct dashboard_definition, soon),
    KEY_LIST("panels", struct dashboard_definition, panels, struct panel_definition, &panel_shape, .required = true),
};
SHAPE(dashboard_shape, struct dashboard_definition, "dashboard.yaml", &blank_dashboard, BIND_NO_PLACE);
