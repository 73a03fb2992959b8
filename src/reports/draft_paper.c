/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/draft_paper.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "reports/draft_json.h"
#include "reports/texts.h"
#include "viet/fold.h"
#include "viet/number.h"

struct drawing {
    struct arena *mem;
    const struct report_draft *draft;
    struct paper *paper;
};

const char *report_figure_link(struct arena *mem, const struct report_draft *draft, const struct figure *figure)
{
    return arena_printf(mem, "/%s/%s/so/%s", draft->report->slug, draft->period.name, figure->id);
}

static void put_figure(struct drawing *to, struct paper_line *line, const struct figure *figure, const char *text,
                       enum paper_style style)
{
    paper_run_figure(line,
                     &(struct paper_figure){ .id = figure->id,
                                             .label = figure->label,
                                             .text = text,
                                             .link = report_figure_link(to->mem, to->draft, figure) },
                     style);
}

static void put_prose(struct drawing *to, struct paper_line *line, const struct prose_line *prose)
{
    for (size_t i = 0; i < prose->runs.count; i++) {
        const struct prose_run *run = &prose->runs.items[i];
        if (run->figure)
            put_figure(to, line, run->figure, run->text, PAPER_PLAIN);
        else
            paper_run(line, run->text, PAPER_PLAIN);
    }
}

/* --- the head ---------------------------------------------------------------------------------------------------- */

static const char *join_lines(struct arena *mem, const struct text_list *lines, size_t count)
{
    struct text text;
    text_init(&text, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_char(&text, '\n');
        text_add(&text, lines->items[i]);
    }
    return count > 0 ? text.data : NULL;
}

static void put_head(struct drawing *to)
{
    const struct report_definition *report = to->draft->report;
    const struct definitions *definitions = to->draft->definitions;
    const struct issuer *issuer = definitions_issuer(definitions, report->issuer);
    const struct choice_list *types = definitions_list(definitions, "document-types");
    const struct choice *type = NULL;
    for (size_t i = 0; types && i < types->choices.count; i++)
        if (text_equal(types->choices.items[i].code, report->type))
            type = &types->choices.items[i];
    assert(issuer && type); /* the definitions were checked */
    struct civil date = civil_from_day(to->draft->period.to);
    size_t lines = issuer->letterhead.count;
    date.day = 0;
    paper_head(to->paper,
               &(struct paper_head){
                   .governing = lines > 1 ? join_lines(to->mem, &issuer->letterhead, lines - 1) : NULL,
                   .issuing = lines > 0 ? issuer->letterhead.items[lines - 1] : viet_upper(to->mem, issuer->name),
                   .symbol = arena_printf(to->mem, "%s-%s", type->brief ? type->brief : type->label, issuer->symbol),
                   .place = issuer->place_name ? issuer->place_name : "",
                   .date = date,
                   .type = viet_upper(to->mem, type->label),
               });
    for (size_t i = 0; i < report->subject.count; i++)
        paper_subject(to->paper, to->draft->subject[i]);
    paper_period(to->paper, to->draft->period_line);
    paper_about(to->paper,
                &(struct paper_about){ .author = issuer->name, .made = instant_from_local(to->draft->cutoff, 0) });
}

/* --- the body ---------------------------------------------------------------------------------------------------- */

static void put_table(struct drawing *to, const struct report_table *table)
{
    struct paper_column columns[PAPER_COLUMNS_MAX] = { { 0 } };
    assert(table->column_count <= PAPER_COLUMNS_MAX);
    if (table->title)
        paper_run(paper_paragraph(to->paper), table->title, PAPER_ITALIC);
    for (size_t i = 0; i < table->column_count; i++)
        columns[i] = (struct paper_column){ table->columns[i], i == 0 ? 52 : 16, i == 0 ? PAPER_LEFT : PAPER_RIGHT };
    struct paper_table *drawn = paper_table(to->paper, columns, table->column_count);
    for (size_t row = 0; row < table->row_count; row++) {
        paper_row(drawn);
        for (size_t i = 0; i < table->column_count; i++)
            put_prose(to, paper_cell(drawn), &table->cells[row * table->column_count + i]);
    }
}

static void put_line(struct drawing *to, const struct report_line *line, int level)
{
    switch (line->kind) {
    case REPORT_DASH:
        put_prose(to, paper_dash(to->paper, 1), &line->prose);
        break;
    case REPORT_TEXT:
        put_prose(to, paper_paragraph(to->paper), &line->prose);
        break;
    case REPORT_NUMBERED:
        put_prose(to, paper_numbered(to->paper, level + 1), &line->prose);
        break;
    case REPORT_TABLE:
        put_table(to, line->table);
        break;
    }
}

static void put_section(struct drawing *to, const struct report_section *section)
{
    const char *number = paper_heading(to->paper, section->level, section->title);
    assert(text_starts(number, section->number));
    for (size_t i = 0; i < section->lines.count; i++)
        put_line(to, &section->lines.items[i], section->level);
    for (size_t i = 0; i < section->sections.count; i++)
        put_section(to, &section->sections.items[i]);
}

static void put_closing(struct drawing *to)
{
    const struct report_definition *report = to->draft->report;
    if (report->closing)
        paper_end_mark(to->paper);
    if (report->authority.count > 0)
        paper_closing(to->paper, &(struct paper_closing){ .recipients = report->recipients.items,
                                                          .recipient_count = report->recipients.count,
                                                          .authority = report->authority.items,
                                                          .authority_count = report->authority.count,
                                                          .name = report->signer });
}

/* --- the annex --------------------------------------------------------------------------------------------------- */

static const char *day_people(struct arena *mem, const char *day)
{
    char out[DATE_SIZE];
    day_t read;
    if (!day_parse(day, &read))
        return day;
    day_print_people(read, out);
    return arena_strdup(mem, out);
}

static void put_figure_row(struct drawing *to, struct paper_table *table, const struct figure *figure, size_t order)
{
    struct arena *mem = to->mem;
    paper_row(table);
    paper_run(paper_cell(table), arena_printf(mem, "%zu", order), PAPER_PLAIN);
    paper_run(paper_cell(table), figure->label, PAPER_PLAIN);
    put_figure(to, paper_cell(table), figure, figure->display, PAPER_PLAIN);
    paper_run(paper_cell(table), figure->words, PAPER_PLAIN);
    struct paper_line *parts = paper_cell(table);
    if (figure->has_parts)
        paper_run(
            parts,
            arena_printf(mem, "%s/%s", viet_number(mem, figure->numerator), viet_number(mem, figure->denominator)),
            PAPER_PLAIN);
    paper_run(paper_cell(table), day_people(mem, figure->as_of), PAPER_PLAIN);
}

static void put_annex(struct drawing *to)
{
    static const struct paper_column columns[] = {
        { TEXT_ANNEX_ORDER, 5, PAPER_CENTRE },  { TEXT_ANNEX_LABEL, 24, PAPER_LEFT },
        { TEXT_ANNEX_VALUE, 12, PAPER_RIGHT },  { TEXT_ANNEX_WORDS, 36, PAPER_LEFT },
        { TEXT_ANNEX_PARTS, 13, PAPER_CENTRE }, { TEXT_ANNEX_AS_OF, 10, PAPER_CENTRE },
    };
    const struct figure_list *figures = &to->draft->figures;
    if (figures->list.count == 0)
        return;
    paper_annex(to->paper, TEXT_ANNEX, TEXT_ANNEX_TITLE, true);
    struct paper_table *table = paper_table(to->paper, columns, COUNT_OF(columns));
    for (size_t i = 0; i < figures->list.count; i++)
        put_figure_row(to, table, figures->list.items[i], i + 1);
}

struct paper *report_draft_paper(struct arena *mem, const struct report_draft *draft)
{
    struct drawing to = { mem, draft, paper_new(mem) };
    struct text json;
    put_head(&to);
    for (size_t i = 0; i < draft->sections.count; i++)
        put_section(&to, &draft->sections.items[i]);
    put_closing(&to);
    put_annex(&to);
    text_init(&json, mem, TEXT_MAX_DOCUMENT);
    report_figures_json(&json, draft);
    paper_figures(to.paper, json.data);
    return to.paper;
}
