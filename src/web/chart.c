/* SPDX-License-Identifier: Apache-2.0 */
#include "web/chart.h"

#include <assert.h>
#include <inttypes.h>

#include "base/text.h"

enum {
    BARS_MAX = 100,
    SVG_MAX = 64 << 10,
    WIDE = 720,
    NARROW = 330,
    HEIGHT = 200,
    LEFT = 40,
    TOP = 12,
    BOTTOM = 24,
    LABEL_WIDTH = 24
};

/* The smallest round number (1, 2 or 5 times a power of ten) that is not below VALUE: the top of a scale. */
static int64_t chart_round_up(int64_t value)
{
    static const int64_t steps[] = { 1, 2, 5, 10 };
    int64_t power = 1;
    if (value <= 1)
        return 1;
    while (power * 10 < value)
        power *= 10;
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (steps[i] * power >= value)
            return steps[i] * power;
    return value;
}

static int64_t largest(const struct chart_bar *bars, size_t count)
{
    int64_t top = 0;
    for (size_t i = 0; i < count; i++)
        top = bars[i].value > top ? bars[i].value : top;
    return top;
}

/* Nothing, half and all of the scale. */
static void draw_scale(struct text *out, struct arena *mem, int width, int64_t top)
{
    int inner = HEIGHT - TOP - BOTTOM;
    for (int part = 0; part <= 2; part++) {
        if (part == 1 && top % 2 != 0)
            continue;
        int y = TOP + inner - inner * part / 2;
        text_printf(out, "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", LEFT, width, y, y);
        text_printf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4,
                    page_number(mem, top * part / 2));
    }
}

/* As many labels as have room, the first always. */
static size_t label_step(int width, size_t count)
{
    size_t room = (size_t)((width - LEFT) / LABEL_WIDTH);
    return count <= room ? 1 : (count + room - 1) / room;
}

static const char *draw(struct arena *mem, const char *title, const struct chart_bar *bars, size_t count, int width)
{
    struct text out;
    int64_t top = chart_round_up(largest(bars, count));
    int inner = HEIGHT - TOP - BOTTOM;
    int slot = (width - LEFT) * 100 / (int)count; /* hundredths of a unit */
    size_t every = label_step(width, count);
    text_init(&out, mem, SVG_MAX);
    text_printf(&out, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", width, HEIGHT);
    text_attr(&out, title);
    text_raw(&out, "\">");
    draw_scale(&out, mem, width, top);
    for (size_t i = 0; i < count; i++) {
        int height = (int)(bars[i].value * inner / top), x = LEFT * 100 + (int)i * slot;
        int thick = slot * 7 / 10;
        text_printf(&out, "<rect class=\"s1\" x=\"%d.%02d\" y=\"%d\" width=\"%d.%02d\" height=\"%d\"><title>", x / 100,
                    x % 100, TOP + inner - height, thick / 100, thick % 100, height);
        text_html(&out, bars[i].name);
        text_printf(&out, ": %s</title></rect>", page_number(mem, bars[i].value));
        if (i % every == 0 && *bars[i].label) {
            text_printf(&out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">", (x + thick / 2) / 100, HEIGHT - 6);
            text_html(&out, bars[i].label);
            text_raw(&out, "</text>");
        }
    }
    text_raw(&out, "</svg>");
    return out.data;
}

static struct template_value *data_table(struct arena *mem, const char *title, const char *name_column,
                                         const char *value_column, const struct chart_bar *bars, size_t count)
{
    struct template_value *data = template_object(mem), *columns = template_list(mem), *rows = template_list(mem);
    const char *labels[] = { name_column, value_column };
    for (size_t i = 0; i < COUNT_OF(labels); i++) {
        struct template_value *column = template_object(mem);
        template_put_text(column, "label", labels[i]);
        template_add(columns, column);
    }
    for (size_t i = 0; i < count; i++) {
        struct template_value *row = template_object(mem), *values = template_list(mem), *value = template_object(mem);
        template_put_text(row, "name", bars[i].name);
        template_put_text(value, "value", page_number(mem, bars[i].value));
        template_add(values, value);
        template_put(row, "values", values);
        template_add(rows, row);
    }
    template_put_text(data, "caption", title);
    template_put(data, "columns", columns);
    template_put(data, "rows", rows);
    return data;
}

struct template_value *chart_bars(struct arena *mem, const char *title, const char *name_column,
                                  const char *value_column, const struct chart_bar *bars, size_t count)
{
    assert(count > 0 && count <= BARS_MAX);
    struct template_value *chart = template_object(mem), *legend = template_list(mem), *kind = template_object(mem);
    template_put_text(kind, "kind", "1");
    template_put_text(kind, "label", value_column);
    template_add(legend, kind);
    template_put_text(chart, "svg_html", draw(mem, title, bars, count, WIDE));
    template_put_text(chart, "narrow_html", draw(mem, title, bars, count, NARROW));
    template_put(chart, "legend", legend);
    template_put(chart, "data", data_table(mem, title, name_column, value_column, bars, count));
    return chart;
}
