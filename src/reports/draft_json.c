/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/draft_json.h"

#include "base/json.h"
#include "store/id.h"

static void put_head(struct json *json, const struct report_draft *draft)
{
    char from[DATE_SIZE], to[DATE_SIZE];
    day_print(draft->period.from, from);
    day_print(draft->period.to, to);
    json_put_text(json, "report", draft->report->name);
    json_key(json, "period");
    json_object(json);
    json_put_text(json, "from", from);
    json_put_text(json, "to", to);
    json_object_end(json);
    json_put_text(json, "as_of", draft->as_of);
}

static void put_figures(struct json *json, const struct report_draft *draft)
{
    json_key(json, "figures");
    json_array(json);
    for (size_t i = 0; i < draft->figures.list.count; i++)
        figure_json(json, draft->figures.list.items[i], false);
    json_array_end(json);
}

static void put_figure_ids(struct json *json, const struct prose_line *line)
{
    json_key(json, "figures");
    json_array(json);
    for (size_t i = 0; i < line->runs.count; i++) {
        const struct figure *figure = line->runs.items[i].figure;
        bool again = false;
        for (size_t j = 0; figure && j < i; j++)
            again |= line->runs.items[j].figure && text_equal(line->runs.items[j].figure->id, figure->id);
        if (figure && !again)
            json_text(json, figure->id);
    }
    json_array_end(json);
}

static void put_line(struct json *json, struct arena *mem, const struct report_line *line)
{
    char id[ID_SIZE];
    json_object(json);
    json_put_text(json, "text", prose_text(mem, &line->prose));
    put_figure_ids(json, &line->prose);
    json_key(json, "records");
    json_array(json);
    for (size_t i = 0; i < line->record_count; i++) {
        id_print(line->records[i], id);
        json_text(json, id);
    }
    json_array_end(json);
    json_object_end(json);
}

/* A row in words: "Hồ sơ nhận giải quyết: 6.812; 6.500; 312". */
static void put_row(struct json *json, struct arena *mem, const struct report_table *table, size_t row)
{
    struct report_line line = { .kind = REPORT_DASH };
    for (size_t i = 0; i < table->column_count; i++) {
        const struct prose_line *cell = &table->cells[row * table->column_count + i];
        if (i > 0)
            *ARRAY_ADD(mem, &line.prose.runs) = (struct prose_run){ i == 1 ? ": " : "; ", NULL };
        for (size_t j = 0; j < cell->runs.count; j++)
            *ARRAY_ADD(mem, &line.prose.runs) = cell->runs.items[j];
    }
    put_line(json, mem, &line);
}

static void put_table(struct json *json, struct arena *mem, const struct report_table *table)
{
    struct report_line title = { .kind = REPORT_TEXT };
    if (table->title) {
        *ARRAY_ADD(mem, &title.prose.runs) = (struct prose_run){ table->title, NULL };
        put_line(json, mem, &title);
    }
    for (size_t row = 0; row < table->row_count; row++)
        put_row(json, mem, table, row);
}

static void put_section(struct json *json, struct arena *mem, const struct report_section *section)
{
    json_object(json);
    json_put_text(json, "number", section->number);
    json_put_text(json, "title", section->title);
    json_key(json, "lines");
    json_array(json);
    for (size_t i = 0; i < section->lines.count; i++) {
        const struct report_line *line = &section->lines.items[i];
        if (line->table)
            put_table(json, mem, line->table);
        else
            put_line(json, mem, line);
    }
    json_array_end(json);
    json_key(json, "sections");
    json_array(json);
    for (size_t i = 0; i < section->sections.count; i++)
        put_section(json, mem, &section->sections.items[i]);
    json_array_end(json);
    json_object_end(json);
}

void report_draft_json(struct text *out, const struct report_draft *draft)
{
    struct json json;
    json_init(&json, out, true);
    json_object(&json);
    put_head(&json, draft);
    put_figures(&json, draft);
    json_key(&json, "sections");
    json_array(&json);
    for (size_t i = 0; i < draft->sections.count; i++)
        put_section(&json, out->mem, &draft->sections.items[i]);
    json_array_end(&json);
    json_object_end(&json);
    text_char(out, '\n');
}

void report_figure_json(struct text *out, const struct figure *figure)
{
    struct json json;
    json_init(&json, out, true);
    figure_json(&json, figure, true);
    text_char(out, '\n');
}

void report_figures_json(struct text *out, const struct report_draft *draft)
{
    struct json json;
    json_init(&json, out, false);
    json_object(&json);
    put_head(&json, draft);
    put_figures(&json, draft);
    json_object_end(&json);
}
