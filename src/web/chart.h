/* src/web/chart.h
 * Charts as SVG text, drawn here: no script, they print as they look, and a table says the same in words.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

struct chart_bar {
    const char *label; /* under the bar: "12"; "" where every bar has none */
    const char *name;  /* the whole of it, for the table: "12/07/2021" */
    int64_t value;
};

/* The value `chart` of templates/panel.mustache: one bar each, a scale of round numbers, TITLE for readers, the values
 * as a table with the columns NAME_COLUMN and VALUE_COLUMN. At most a hundred bars. */
struct template_value *chart_bars(struct arena *mem, const char *title, const char *name_column,
                                  const char *value_column, const struct chart_bar *bars, size_t count);
