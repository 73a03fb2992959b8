/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper.h"

#include <assert.h>
#include <string.h>

#include "documents/paper_internal.h"

static const char *copy(struct paper *paper, const char *text);
static struct paper_block *add_block(struct paper *paper, enum paper_kind kind);
static void take_number(struct paper *paper, struct paper_block *block, int level);
static const char *print_number(struct paper *paper, int level);
static const char *roman(struct arena *mem, int value);
static struct paper_run *add_run(struct paper_line *line, const char *text, enum paper_style style);
static const char *without_tail(struct arena *mem, const char *text);

struct paper *paper_new(struct arena *mem)
{
    struct paper *paper = ARENA_NEW(mem, struct paper);
    paper->mem = mem;
    return paper;
}

void paper_head(struct paper *paper, const struct paper_head *head)
{
    assert(!paper->has_head && paper->blocks.count == 0);
    assert(head->issuing && head->symbol && head->place);
    paper->head = (struct paper_head){
        .governing = copy(paper, head->governing),
        .issuing = copy(paper, head->issuing),
        .number = copy(paper, head->number),
        .symbol = copy(paper, head->symbol),
        .place = copy(paper, head->place),
        .date = head->date,
        .type = copy(paper, head->type),
    };
    paper->has_head = true;
}

void paper_subject(struct paper *paper, const char *line)
{
    *ARRAY_ADD(paper->mem, &paper->subject) = copy(paper, line);
}

void paper_period(struct paper *paper, const char *line)
{
    assert(!paper->period);
    paper->period = copy(paper, line);
}

const char *paper_heading(struct paper *paper, int level, const char *title)
{
    struct paper_block *block = add_block(paper, PAPER_HEADING);
    take_number(paper, block, level);
    paper_run(&block->line, title, PAPER_PLAIN);
    return block->number;
}

struct paper_line *paper_numbered(struct paper *paper, int level)
{
    struct paper_block *block = add_block(paper, PAPER_NUMBERED);
    take_number(paper, block, level);
    return &block->line;
}

struct paper_line *paper_paragraph(struct paper *paper)
{
    return &add_block(paper, PAPER_PARAGRAPH)->line;
}

struct paper_line *paper_dash(struct paper *paper, int depth)
{
    assert(depth == 1 || depth == 2);
    struct paper_block *block = add_block(paper, PAPER_DASH);
    block->level = depth;
    return &block->line;
}

void paper_run(struct paper_line *line, const char *text, enum paper_style style)
{
    if (text[0])
        add_run(line, text, style);
}

void paper_run_figure(struct paper_line *line, const struct paper_figure *figure, enum paper_style style)
{
    assert(figure->id && figure->text);
    struct paper_run *run = add_run(line, figure->text, style);
    struct paper_figure *own = ARENA_NEW(line->mem, struct paper_figure);
    own->id = arena_strdup(line->mem, figure->id);
    own->label = arena_strdup(line->mem, figure->label ? figure->label : figure->id);
    own->text = run->text;
    own->link = figure->link ? arena_strdup(line->mem, figure->link) : NULL;
    run->figure = own;
}

struct paper_table *paper_table(struct paper *paper, const struct paper_column *columns, size_t count)
{
    assert(count > 0 && count <= PAPER_COLUMNS_MAX);
    struct paper_table *table = ARENA_NEW(paper->mem, struct paper_table);
    table->mem = paper->mem;
    table->columns = ARENA_ARRAY(paper->mem, struct paper_column, count);
    table->column_count = count;
    for (size_t i = 0; i < count; i++) {
        assert(columns[i].share >= 1 && columns[i].share <= 100);
        table->columns[i] = columns[i];
        table->columns[i].title = copy(paper, columns[i].title);
    }
    add_block(paper, PAPER_TABLE)->table = table;
    return table;
}

void paper_row(struct paper_table *table)
{
    *ARRAY_ADD(table->mem, &table->rows) = ARENA_NEW(table->mem, struct paper_row);
}

struct paper_line *paper_cell(struct paper_table *table)
{
    assert(table->rows.count > 0);
    struct paper_row *row = table->rows.items[table->rows.count - 1];
    assert(row->cells.count < table->column_count);
    struct paper_line *line = ARENA_NEW(table->mem, struct paper_line);
    line->mem = table->mem;
    *ARRAY_ADD(table->mem, &row->cells) = line;
    return line;
}

void paper_page_break(struct paper *paper)
{
    add_block(paper, PAPER_BREAK);
}

void paper_end_mark(struct paper *paper)
{
    struct paper_block *block = paper->blocks.count ? paper->blocks.items[paper->blocks.count - 1] : NULL;
    if (!block || (block->kind != PAPER_PARAGRAPH && block->kind != PAPER_DASH && block->kind != PAPER_NUMBERED))
        block = add_block(paper, PAPER_PARAGRAPH);
    block->last = true;
    struct paper_line *line = &block->line;
    struct paper_run *run = line->runs.count ? &line->runs.items[line->runs.count - 1] : NULL;
    if (run && !run->figure)
        run->text = arena_printf(paper->mem, "%s" PAPER_END_MARK, without_tail(paper->mem, run->text));
    else
        paper_run(line, PAPER_END_MARK, PAPER_PLAIN);
}

void paper_closing(struct paper *paper, const struct paper_closing *closing)
{
    assert(!paper->has_closing && closing->authority_count > 0);
    struct paper_closing *own = ARENA_NEW(paper->mem, struct paper_closing);
    const char **recipients = ARENA_ARRAY(paper->mem, const char *, closing->recipient_count + 1);
    for (size_t i = 0; i < closing->recipient_count; i++)
        recipients[i] = without_tail(paper->mem, closing->recipients[i]);
    const char **authority = ARENA_ARRAY(paper->mem, const char *, closing->authority_count);
    for (size_t i = 0; i < closing->authority_count; i++)
        authority[i] = copy(paper, closing->authority[i]);
    own->recipients = recipients;
    own->recipient_count = closing->recipient_count;
    own->authority = authority;
    own->authority_count = closing->authority_count;
    own->name = copy(paper, closing->name);
    add_block(paper, PAPER_CLOSING)->closing = own;
    paper->has_closing = true;
}

void paper_annex(struct paper *paper, const char *name, const char *title, bool landscape)
{
    paper->part++;
    paper->depth = 0;
    memset(paper->ordinals, 0, sizeof paper->ordinals);
    struct paper_block *block = add_block(paper, PAPER_ANNEX);
    block->name = copy(paper, name);
    block->title = copy(paper, title);
    block->landscape = landscape;
}

void paper_about(struct paper *paper, const struct paper_about *about)
{
    paper->about = (struct paper_about){
        .title = copy(paper, about->title),
        .author = copy(paper, about->author),
        .made = about->made,
    };
    paper->has_about = true;
}

void paper_figures(struct paper *paper, const char *json)
{
    paper->figures = copy(paper, json);
}

/* --- for the writers --------------------------------------------------------------------------------------------- */

const char *paper_number_line(struct arena *mem, const struct paper *paper)
{
    const char *number =
        text_is_empty(paper->head.number) ? "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0" : paper->head.number;
    struct text lines;
    text_init(&lines, mem, TEXT_MAX_LINE);
    text_printf(&lines, "Số: %s/%s", number, paper->head.symbol);
    for (size_t i = 0; !paper->head.type && i < paper->subject.count; i++)
        text_printf(&lines, "\n%s%s", i ? "" : "V/v ", paper->subject.items[i]);
    return lines.data;
}

const char *paper_date_line(struct arena *mem, const struct paper *paper)
{
    struct civil date = paper->head.date;
    struct text line;
    text_init(&line, mem, TEXT_MAX_LINE);
    text_add(&line, paper->head.place);
    if (date.day > 0)
        text_printf(&line, ", ngày %02d", date.day);
    else
        text_raw(&line, ", ngày \u00A0\u00A0\u00A0");
    if (date.month > 0)
        text_printf(&line, date.month < 3 ? " tháng %02d" : " tháng %d", date.month);
    else
        text_raw(&line, " tháng \u00A0\u00A0\u00A0");
    text_printf(&line, " năm %d", date.year);
    return line.data;
}

const char *paper_title(struct arena *mem, const struct paper *paper)
{
    if (!text_is_empty(paper->about.title))
        return paper->about.title;
    struct text title;
    text_init(&title, mem, TEXT_MAX_LINE);
    text_add(&title, paper->has_head && paper->head.type ? paper->head.type : "");
    for (size_t i = 0; i < paper->subject.count; i++) {
        if (title.length)
            text_char(&title, ' ');
        text_add(&title, paper->subject.items[i]);
    }
    return title.data;
}

const char *paper_author(struct arena *mem, const struct paper *paper)
{
    if (!text_is_empty(paper->about.author))
        return paper->about.author;
    char *author = arena_strdup(mem, paper->has_head ? paper->head.issuing : "");
    for (char *at = author; *at; at++)
        *at = *at == '\n' ? ' ' : *at;
    return author;
}

const char *paper_recipient(struct arena *mem, const struct paper_closing *closing, size_t index)
{
    bool last = index + 1 == closing->recipient_count;
    return arena_printf(mem, "- %s%s", closing->recipients[index], last ? "." : ";");
}

const char *paper_letter(int ordinal)
{
    static const char *const letters[PAPER_LETTERS_MAX] = { "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                                            "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y" };
    assert(ordinal >= 1 && ordinal <= PAPER_LETTERS_MAX);
    return letters[ordinal - 1];
}

bool paper_link_is_absolute(const char *link)
{
    return link && (text_starts(link, "http://") || text_starts(link, "https://"));
}

bool paper_link_is_safe(const char *link)
{
    return paper_link_is_absolute(link) || (link && link[0] == '/' && link[1] != '/' && link[1] != '\\');
}

/* --- helpers ----------------------------------------------------------------------------------------------------- */

static const char *copy(struct paper *paper, const char *text)
{
    return text ? arena_strdup(paper->mem, text) : NULL;
}

static struct paper_block *add_block(struct paper *paper, enum paper_kind kind)
{
    struct paper_block *block = ARENA_NEW(paper->mem, struct paper_block);
    block->kind = kind;
    block->part = paper->part;
    block->line.mem = paper->mem;
    *ARRAY_ADD(paper->mem, &paper->blocks) = block;
    return block;
}

static void take_number(struct paper *paper, struct paper_block *block, int level)
{
    assert(level >= 1 && level <= PAPER_LEVEL_MAX && level <= paper->depth + 1);
    paper->ordinals[level]++;
    for (int deeper = level + 1; deeper <= PAPER_LEVEL_MAX; deeper++)
        paper->ordinals[deeper] = 0;
    paper->depth = level;
    block->level = level;
    block->ordinal = paper->ordinals[level];
    block->number = print_number(paper, level);
}

static const char *print_number(struct paper *paper, int level)
{
    const int *ordinals = paper->ordinals;
    switch (level) {
    case 1:
        return arena_printf(paper->mem, "%s.", roman(paper->mem, ordinals[1]));
    case 2:
        return arena_printf(paper->mem, "%d.", ordinals[2]);
    case 3:
        return arena_printf(paper->mem, "%d.%d.", ordinals[2], ordinals[3]);
    default:
        return arena_printf(paper->mem, "%s)", paper_letter(ordinals[4]));
    }
}

static const char *roman(struct arena *mem, int value)
{
    static const struct {
        int value;
        const char *digits;
    } steps[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
                  { 40, "XL" },  { 10, "X" },   { 9, "IX" },  { 5, "V" },    { 4, "IV" },  { 1, "I" } };
    struct text digits;
    text_init(&digits, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        for (; value >= steps[i].value; value -= steps[i].value)
            text_add(&digits, steps[i].digits);
    }
    return digits.data;
}

static struct paper_run *add_run(struct paper_line *line, const char *text, enum paper_style style)
{
    struct paper_run *run = ARRAY_ADD(line->mem, &line->runs);
    run->text = arena_strdup(line->mem, text);
    run->style = style;
    return run;
}

static const char *without_tail(struct arena *mem, const char *text)
{
    size_t length = strlen(text);
    while (length > 0 && strchr(" .;", text[length - 1]))
        length--;
    return arena_strndup(mem, text, length);
}
