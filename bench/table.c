/* SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { NAME_WIDTH = 11, WHAT_WIDTH = 78, VALUE_WIDTH = 12, RATIO_WIDTH = 9, GOAL_WIDTH = 26, MET_WIDTH = 5 };
enum { MILLION_SCALE = 35 };

#define GROWTH          1.5
#define GROWTH_MILLIONS 2.0

static struct {
    struct arena *mem;
    bool with_other;
    ARRAY(struct row) rows;
} table;

/* TEXT and blanks up to WIDTH characters, at least one. */
static void put(const char *text, int width)
{
    int shown = 0;
    for (const char *c = text; *c; c++)
        shown += (*c & 0xc0) != 0x80;
    printf("%s%*s", text, width > shown ? width - shown : 1, "");
}

/* Three digits that matter, or all before the point. */
static const char *value_text(double value, const char *unit)
{
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return arena_printf(table.mem, "%.*f%s", digits, value, unit);
}

static double ratio_of(const struct row *row)
{
    return row->limit > 0 ? row->measured / row->limit : 0;
}

static double times_of(const struct row *row)
{
    if (row->other <= 0 || row->measured <= 0)
        return 0;
    return row->more_is_better ? row->measured / row->other : row->other / row->measured;
}

static const char *goal_text(const struct row *row)
{
    const char *sign = row->more_is_better ? "≥" : "≤";
    struct text out;
    text_init(&out, table.mem, TEXT_MAX_LINE);
    if (row->target > 0)
        text_printf(&out, "%s %s", sign, value_text(row->target, row->unit));
    if (row->target_ratio > 0)
        text_printf(&out, "%s%s %.2f ×", out.length ? ", " : "", sign, row->target_ratio);
    if (row->target_times > 0)
        text_printf(&out, "%s%.0f × faster", out.length ? ", " : "", row->target_times);
    return out.length ? out.data : "–";
}

static const char *met_text(const struct row *row)
{
    bool more = row->more_is_better, asked = row->target > 0, met = true;
    double ratio = ratio_of(row), times = times_of(row);
    if (asked)
        met = more ? row->measured >= row->target : row->measured <= row->target;
    if (row->target_ratio > 0 && ratio > 0) {
        asked = true;
        met = met && (more ? ratio >= row->target_ratio : ratio <= row->target_ratio);
    }
    if (row->target_times > 0 && times > 0) {
        asked = true;
        met = met && times >= row->target_times;
    }
    return !asked ? "–" : met ? "yes" : "no";
}

void table_begin(struct arena *mem, bool with_other)
{
    table.mem = mem;
    table.with_other = with_other;
    put("name", NAME_WIDTH);
    put("what", WHAT_WIDTH);
    put("measured", VALUE_WIDTH);
    put("limit", VALUE_WIDTH);
    put("ratio", RATIO_WIDTH);
    put("goal", GOAL_WIDTH);
    put("met", MET_WIDTH);
    if (with_other) {
        put("other", VALUE_WIDTH);
        put("faster", RATIO_WIDTH);
    }
    putchar('\n');
}

static void put_ratio(double ratio)
{
    put(ratio > 0 ? arena_printf(table.mem, ratio < 10 ? "%.2f ×" : "%.0f ×", ratio) : "–", RATIO_WIDTH);
}

void table_row(const struct row *given)
{
    struct row *row = ARRAY_ADD(table.mem, &table.rows);
    *row = *given;
    put(row->name, NAME_WIDTH);
    put(row->wall_ms > 0 ? arena_printf(table.mem, "%s, wall %s", row->what, value_text(row->wall_ms, " ms"))
                         : row->what,
        WHAT_WIDTH);
    put(value_text(row->measured, row->unit), VALUE_WIDTH);
    put(row->limit > 0 ? value_text(row->limit, row->unit) : "–", VALUE_WIDTH);
    put_ratio(ratio_of(row));
    put(goal_text(row), GOAL_WIDTH);
    put(met_text(row), MET_WIDTH);
    if (table.with_other) {
        put(row->other > 0 ? value_text(row->other, row->unit) : "–", VALUE_WIDTH);
        put_ratio(times_of(row));
    }
    putchar('\n');
    fflush(stdout);
}

void table_growth(const char *database, const char *what, const char *unit, const struct grown *before,
                  const struct grown *now)
{
    if (before->scale == 0 || before->measured <= 0)
        return;
    table_row(&(struct row){
        .name = "growth",
        .what = arena_printf(table.mem, "%s: from scale %d to %d: %s", database, before->scale, now->scale, what),
        .unit = unit,
        .measured = now->measured,
        .limit = before->measured,
        .target_ratio = before->scale >= MILLION_SCALE ? GROWTH_MILLIONS : GROWTH });
}

void table_not_measured(const char *name)
{
    put(name, NAME_WIDTH);
    puts("not measured to the end: the reason is on stderr");
    fflush(stdout);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void add_number(struct text *out, const char *name, double value)
{
    if (value > 0)
        text_printf(out, ",\"%s\":%.6g", name, value);
    else
        text_printf(out, ",\"%s\":null", name);
}

static void add_row(struct text *out, const struct row *row)
{
    const char *met = met_text(row);
    text_add(out, "{\"name\":");
    text_json(out, row->name);
    text_add(out, ",\"what\":");
    text_json(out, row->what);
    text_add(out, ",\"unit\":");
    text_json(out, row->unit[0] == ' ' ? row->unit + 1 : row->unit);
    add_number(out, "measured", row->measured);
    add_number(out, "limit", row->limit);
    add_number(out, "ratio", ratio_of(row));
    text_add(out, ",\"goal\":");
    text_json(out, goal_text(row));
    text_printf(out, ",\"met\":%s", text_equal(met, "yes") ? "true" : text_equal(met, "no") ? "false" : "null");
    add_number(out, "wall_ms", row->wall_ms);
    add_number(out, "other", row->other);
    add_number(out, "faster", times_of(row));
    text_add(out, "}");
}

bool table_write_json(const char *path)
{
    struct text out;
    text_init(&out, table.mem, TEXT_MAX_PAGE);
    text_add(&out, "{\"rows\":[");
    for (size_t i = 0; i < table.rows.count; i++) {
        text_add(&out, i ? ",\n" : "\n");
        add_row(&out, &table.rows.items[i]);
    }
    text_add(&out, "\n]}\n");
    FILE *file = fopen(path, "we");
    if (!file)
        return false;
    bool written = fwrite(out.data, 1, out.length, file) == out.length;
    return fclose(file) == 0 && written;
}
