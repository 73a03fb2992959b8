/* SPDX-License-Identifier: Apache-2.0 */
/* Lines other than lists of titles: sentences, tables of figures, what records say themselves, the plan. */
#include <string.h>

#include "base/text.h"
#include "reports/draft_internal.h"
#include "reports/phrase.h"
#include "reports/texts.h"
#include "viet/fold.h"

void figure_keep(struct drafting *to, const struct figure *figure)
{
    struct figure_list *figures = &to->draft->figures;
    for (size_t i = 0; i < figures->list.count; i++)
        if (text_equal(figures->list.items[i]->id, figure->id))
            return;
    *ARRAY_ADD(to->mem, &figures->list) = figure;
}

void figures_keep(struct drafting *to, const struct prose_line *line)
{
    for (size_t i = 0; i < line->runs.count; i++)
        if (line->runs.items[i].figure)
            figure_keep(to, line->runs.items[i].figure);
}

/* The N-th figure of LINE without a value that stands where a number is read: “có không có số liệu người tiếp cận”.
 * After a colon it is an answer: “lượt xem bài viết: không có số liệu”. Each once. */
static const struct figure *missing_in(const struct prose_line *line, size_t n)
{
    for (size_t i = 0; i < line->runs.count; i++) {
        const struct figure *figure = line->runs.items[i].figure;
        bool again = !figure || figure->known || (i > 0 && text_ends(line->runs.items[i - 1].text, ": "));
        for (size_t j = 0; j < i; j++)
            again = again || line->runs.items[j].figure == figure;
        if (!again && n-- == 0)
            return figure;
    }
    return NULL;
}

/* A sentence that lacks a number is not printed with a hole in it: what is missing is named instead. */
static void say_what_is_missing(struct drafting *to, struct prose_line *prose)
{
    struct prose_line said = { 0 };
    const struct figure *figure;
    if (!missing_in(prose, 0))
        return;
    prose_add_text(to->prose, TEXT_SENTENCE_MISSING, &said);
    for (size_t i = 0; (figure = missing_in(prose, i)); i++)
        prose_add_text(to->prose,
                       arena_printf(to->mem, "%s%s", i > 0 ? "; " : "", viet_lower_first(to->mem, figure->label)),
                       &said);
    prose_add_text(to->prose, ".", &said);
    figures_keep(to, prose);
    *prose = said;
}

bool sentence_add(struct drafting *to, const char *sentence, enum report_line_kind kind, struct report_section *section)
{
    struct report_line line = { .kind = kind };
    if (!prose_add(to->prose, sentence, &line.prose, to->err))
        return false;
    if (line.prose.runs.count == 0)
        return true;
    say_what_is_missing(to, &line.prose);
    figures_keep(to, &line.prose);
    *ARRAY_ADD(to->mem, &section->lines) = line;
    return true;
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

enum { COLUMNS_PLAIN = 2, COLUMNS_COMPARED = 4 };

static const char **columns_of(struct drafting *to, const struct period *compared)
{
    const char **columns = ARENA_ARRAY(to->mem, const char *, COLUMNS_COMPARED);
    columns[0] = TEXT_TABLE_LABEL;
    columns[1] = compared ? viet_upper_first(to->mem, period_short(to->mem, &to->ask->period)) : TEXT_TABLE_VALUE;
    columns[2] = compared ? viet_upper_first(to->mem, period_short(to->mem, compared)) : NULL;
    columns[3] = TEXT_TABLE_CHANGE;
    return columns;
}

static bool add_row(struct drafting *to, const char *id, const struct period *compared, struct prose_line *cells)
{
    const struct figure *now = figures_get(to->figures, id, to->err);
    if (!now)
        return false;
    figure_keep(to, now);
    prose_add_text(to->prose, now->label, &cells[0]);
    prose_add_figure(to->prose, now, "plain", &cells[1]);
    if (!compared)
        return true;
    const struct figure *then = figures_get_in(to->figures, id, compared, to->err);
    const struct figure *change = then ? figures_change(to->figures, now, then, to->err) : NULL;
    if (!change)
        return false;
    prose_add_text(to->prose, then->display, &cells[2]);
    prose_add_text(to->prose, change->display, &cells[3]);
    return true;
}

bool table_add(struct drafting *to, const struct table_definition *definition, struct report_section *section)
{
    struct period compared = text_equal(definition->compare, "last-year") ? period_last_year(&to->ask->period)
                                                                          : period_before(&to->ask->period);
    const struct period *other = definition->compare ? &compared : NULL;
    struct report_table *table = ARENA_NEW(to->mem, struct report_table);
    struct prose_line title = { 0 };
    table->columns = columns_of(to, other);
    table->column_count = other ? COLUMNS_COMPARED : COLUMNS_PLAIN;
    table->row_count = definition->figures.count;
    table->cells = ARENA_ARRAY(to->mem, struct prose_line, table->row_count * table->column_count + 1);
    if (definition->title && !prose_add(to->prose, definition->title, &title, to->err))
        return false;
    table->title = definition->title ? prose_text(to->mem, &title) : NULL;
    for (size_t i = 0; i < table->row_count; i++)
        if (!add_row(to, definition->figures.items[i], other, &table->cells[i * table->column_count]))
            return false;
    *ARRAY_ADD(to->mem, &section->lines) = (struct report_line){ .kind = REPORT_TABLE, .table = table };
    return true;
}

/* --- what records say themselves --------------------------------------------------------------------------------- */

const char *printed_query(struct drafting *to, const char *query, const char *unit)
{
    if (unit && !query_text_asks(query, "unit"))
        query = arena_printf(to->mem, "%s&unit=%s", query, unit);
    return query_text_asks(query, "secrecy") ? query : arena_printf(to->mem, "%s&secrecy=thuong", query);
}

static void add_words(struct drafting *to, const struct report_item *item, const char *words,
                      enum report_line_kind kind, struct report_section *section)
{
    struct report_line line = { .kind = kind };
    int64_t *record = ARENA_NEW(to->mem, int64_t);
    *record = item->id;
    prose_add_text(to->prose, arena_printf(to->mem, "%s.", phrase_own(to->mem, words)), &line.prose);
    line.records = record;
    line.record_count = 1;
    *ARRAY_ADD(to->mem, &section->lines) = line;
}

/* A day that is never over: states are those of now, whatever the clock says. */
#define DAY_OF_NOW day_from_civil(9999, 12, 30)

/* Reads the records of TEXTS, asked for by QUERY on DAYS; ITEMS have the words and, where they have none, "". */
static bool read_words(struct drafting *to, const struct texts_definition *texts, const char *query,
                       const struct report_days *days, struct report_items *items)
{
    const char *fields[] = { texts->text };
    if (!to->ask->source->items(to->ask->source, to->mem, texts->reg, query, days, fields, COUNT_OF(fields), items,
                                to->err))
        return false;
    for (size_t i = 0; texts->titled && i < items->list.count; i++) {
        struct report_item *item = &items->list.items[i];
        if (!text_is_empty(item->values[0]))
            item->values[0] = arena_printf(to->mem, "%s: %s", phrase_own(to->mem, item->title),
                                           viet_lower_first(to->mem, item->values[0]));
    }
    return true;
}

bool texts_add(struct drafting *to, const struct texts_definition *texts, const char *unit,
               struct report_section *section)
{
    const struct report_days days = { to->days.period, texts->late ? DAY_OF_NOW : to->days.cutoff };
    struct report_items items;
    if (!read_words(to, texts, printed_query(to, texts->query, unit), &days, &items))
        return false;
    for (size_t i = 0; i < items.list.count; i++)
        if (!text_is_empty(items.list.items[i].values[0]))
            add_words(to, &items.list.items[i], items.list.items[i].values[0], REPORT_DASH, section);
    return true;
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

bool plan_add(struct drafting *to, const struct texts_definition *plan, struct report_section *section)
{
    struct report_days days = { &to->next, to->days.cutoff };
    struct report_items items;
    if (!read_words(to, plan, printed_query(to, plan->query, NULL), &days, &items))
        return false;
    for (size_t i = 0; i < items.list.count; i++) {
        const struct report_item *item = &items.list.items[i];
        add_words(to, item, text_is_empty(item->values[0]) ? item->title : item->values[0], REPORT_NUMBERED, section);
    }
    return true;
}
