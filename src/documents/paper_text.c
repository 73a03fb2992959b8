/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper_text.h"

#include <string.h>

#include "documents/paper_internal.h"
#include "documents/texts.h"

enum {
    HEAD_LEFT = 40, /* columns of the left half of head and closing */
    INDENT = 4,
    GAP = 2, /* between the columns of a table */
};

struct lines {
    ARRAY(const char *) list;
};

static void write_head(struct text *out, const struct paper *paper);
static void write_block(struct text *out, const struct paper_block *block);
static void write_line(struct text *out, const char *mark, const struct paper_line *line, int indent);
static void write_table(struct text *out, const struct paper_table *table);
static void write_cells(struct text *out, const struct paper_table *table, const int *widths, struct lines *cells);
static void write_closing(struct text *out, const struct paper_closing *closing);
static void write_halves(struct text *out, const struct lines *left, bool centred, const struct lines *right);
static void write_centred(struct text *out, const char *text);
static void add_lines(struct arena *mem, struct lines *lines, const char *text, int width, int first);
static void add_centred(struct text *line, const char *text, int width);
static void add_aligned(struct text *line, const char *text, int width, enum paper_align align);
static void add_blanks(struct text *line, int count);
static void end_line(struct text *out, struct text *line);
static const char *rule(struct arena *mem, int width);
static const char *line_text(struct arena *mem, const struct paper_line *line);
static int text_columns(const char *text);

bool paper_text(struct text *out, const struct paper *paper, struct err *err)
{
    if (paper->has_head)
        write_head(out, paper);
    for (size_t i = 0; i < paper->blocks.count; i++)
        write_block(out, paper->blocks.items[i]);
    return !text_is_full(out) || err_set(err, ERR_INVALID, "paper-size", NULL, TEXT_PAPER_TOO_LARGE);
}

static void write_head(struct text *out, const struct paper *paper)
{
    struct arena *mem = out->mem;
    struct lines left = { 0 }, right = { 0 };
    if (paper->head.governing)
        add_lines(mem, &left, paper->head.governing, HEAD_LEFT, 0);
    add_lines(mem, &left, paper->head.issuing, HEAD_LEFT, 0);
    const char *under = rule(mem, text_columns(left.list.items[left.list.count - 1]) * 2 / 5);
    *ARRAY_ADD(mem, &left.list) = under;
    *ARRAY_ADD(mem, &right.list) = PAPER_NATION;
    *ARRAY_ADD(mem, &right.list) = PAPER_MOTTO;
    *ARRAY_ADD(mem, &right.list) = rule(mem, text_columns(PAPER_MOTTO));
    write_halves(out, &left, true, &right);
    left = right = (struct lines){ 0 };
    add_lines(mem, &left, paper_number_line(mem, paper), HEAD_LEFT, 0);
    add_lines(mem, &right, paper_date_line(mem, paper), PAPER_TEXT_WIDTH - HEAD_LEFT, 0);
    write_halves(out, &left, true, &right);
    text_raw(out, "\n");
    if (paper->head.type)
        write_centred(out, paper->head.type);
    for (size_t i = 0; paper->head.type && i < paper->subject.count; i++)
        write_centred(out, paper->subject.items[i]);
    if (paper->head.type && paper->subject.count)
        write_centred(out, rule(mem, text_columns(paper->subject.items[paper->subject.count - 1]) * 2 / 5));
    if (paper->period)
        write_centred(out, paper->period);
}

static void write_block(struct text *out, const struct paper_block *block)
{
    switch (block->kind) {
    case PAPER_HEADING:
        text_raw(out, "\n");
        write_line(out, block->number, &block->line, 0);
        break;
    case PAPER_NUMBERED:
        write_line(out, block->number, &block->line, INDENT);
        break;
    case PAPER_PARAGRAPH:
        write_line(out, NULL, &block->line, INDENT);
        break;
    case PAPER_DASH:
        write_line(out, block->level == 1 ? "-" : "+", &block->line, INDENT * block->level);
        break;
    case PAPER_TABLE:
        write_table(out, block->table);
        break;
    case PAPER_BREAK:
        text_raw(out, "\n");
        break;
    case PAPER_CLOSING:
        write_closing(out, block->closing);
        break;
    case PAPER_ANNEX:
        text_raw(out, "\n\n");
        write_centred(out, block->name);
        if (!text_is_empty(block->title))
            write_centred(out, block->title);
        text_raw(out, "\n");
        break;
    }
}

static void write_line(struct text *out, const char *mark, const struct paper_line *line, int indent)
{
    const char *text = line_text(out->mem, line);
    if (mark)
        text = arena_printf(out->mem, "%s %s", mark, text);
    struct lines lines = { 0 };
    add_lines(out->mem, &lines, text, PAPER_TEXT_WIDTH, indent);
    for (size_t i = 0; i < lines.list.count; i++) {
        if (i == 0)
            add_blanks(out, indent);
        text_add(out, lines.list.items[i]);
        text_raw(out, "\n");
    }
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void write_table(struct text *out, const struct paper_table *table)
{
    int widths[PAPER_COLUMNS_MAX], shares = 0, room = PAPER_TEXT_WIDTH - GAP * ((int)table->column_count - 1),
                                   left = room;
    struct lines cells[PAPER_COLUMNS_MAX] = { 0 };
    for (size_t i = 0; i < table->column_count; i++)
        shares += table->columns[i].share;
    for (size_t i = 0; i < table->column_count; i++) {
        int width = i + 1 < table->column_count ? room * table->columns[i].share / shares : left;
        widths[i] = width > 0 ? width : 1;
        left -= widths[i];
        add_lines(out->mem, &cells[i], table->columns[i].title, widths[i], 0);
    }
    text_raw(out, "\n");
    write_cells(out, table, widths, cells);
    text_add(out, rule(out->mem, PAPER_TEXT_WIDTH));
    text_raw(out, "\n");
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct paper_row *row = table->rows.items[i];
        memset(cells, 0, sizeof cells);
        for (size_t k = 0; k < row->cells.count; k++)
            add_lines(out->mem, &cells[k], line_text(out->mem, row->cells.items[k]), widths[k], 0);
        write_cells(out, table, widths, cells);
    }
    text_raw(out, "\n");
}

static void write_cells(struct text *out, const struct paper_table *table, const int *widths, struct lines *cells)
{
    size_t height = 1;
    for (size_t i = 0; i < table->column_count; i++)
        height = cells[i].list.count > height ? cells[i].list.count : height;
    for (size_t k = 0; k < height; k++) {
        struct text line;
        text_init(&line, out->mem, TEXT_MAX_PAGE);
        for (size_t i = 0; i < table->column_count; i++) {
            const char *text = k < cells[i].list.count ? cells[i].list.items[k] : "";
            add_blanks(&line, i ? GAP : 0);
            add_aligned(&line, text, widths[i], table->columns[i].align);
        }
        end_line(out, &line);
    }
}

/* --- the closing ------------------------------------------------------------------------------------------------- */

static void write_closing(struct text *out, const struct paper_closing *closing)
{
    struct arena *mem = out->mem;
    struct lines left = { 0 }, right = { 0 };
    *ARRAY_ADD(mem, &left.list) = PAPER_RECIPIENTS;
    for (size_t i = 0; i < closing->recipient_count; i++)
        add_lines(mem, &left, paper_recipient(mem, closing, i), HEAD_LEFT, 0);
    for (size_t i = 0; i < closing->authority_count; i++)
        add_lines(mem, &right, closing->authority[i], PAPER_TEXT_WIDTH - HEAD_LEFT, 0);
    for (int i = 0; i < 4 && closing->name; i++)
        *ARRAY_ADD(mem, &right.list) = "";
    if (closing->name)
        add_lines(mem, &right, closing->name, PAPER_TEXT_WIDTH - HEAD_LEFT, 0);
    text_raw(out, "\n");
    write_halves(out, &left, false, &right);
}

/* Two columns side by side; the right one is always centred. */
static void write_halves(struct text *out, const struct lines *left, bool centred, const struct lines *right)
{
    size_t height = left->list.count > right->list.count ? left->list.count : right->list.count;
    for (size_t i = 0; i < height; i++) {
        struct text line;
        text_init(&line, out->mem, TEXT_MAX_LINE);
        const char *text = i < left->list.count ? left->list.items[i] : "";
        if (centred)
            add_centred(&line, text, HEAD_LEFT);
        else
            add_aligned(&line, text, HEAD_LEFT, PAPER_LEFT);
        add_centred(&line, i < right->list.count ? right->list.items[i] : "", PAPER_TEXT_WIDTH - HEAD_LEFT);
        end_line(out, &line);
    }
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static void write_centred(struct text *out, const char *text)
{
    struct lines lines = { 0 };
    add_lines(out->mem, &lines, text, PAPER_TEXT_WIDTH, 0);
    for (size_t i = 0; i < lines.list.count; i++) {
        struct text line;
        text_init(&line, out->mem, TEXT_MAX_PAGE);
        add_centred(&line, lines.list.items[i], PAPER_TEXT_WIDTH);
        end_line(out, &line);
    }
}

/* Wraps TEXT at blanks into lines of WIDTH columns, the first one shorter by FIRST; '\n' ends a line. */
static void add_lines(struct arena *mem, struct lines *lines, const char *text, int width, int first)
{
    struct text line;
    text_init(&line, mem, TEXT_MAX_DOCUMENT);
    int used = 0, room = width - first;
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, " \n");
        const char *word = arena_strndup(mem, at, length);
        int columns = text_columns(word);
        if (used > 0 && used + 1 + columns > room) {
            *ARRAY_ADD(mem, &lines->list) = arena_strdup(mem, line.data);
            text_clear(&line);
            used = 0;
            room = width;
        }
        if (used > 0 && columns > 0) {
            text_char(&line, ' ');
            used++;
        }
        text_add(&line, word);
        used += columns;
        at += length;
        if (*at != ' ') {
            *ARRAY_ADD(mem, &lines->list) = arena_strdup(mem, line.data);
            text_clear(&line);
            used = 0;
            room = width;
        }
        if (!*at)
            return;
    }
}

static void add_centred(struct text *line, const char *text, int width)
{
    add_aligned(line, text, width, PAPER_CENTRE);
}

static void add_aligned(struct text *line, const char *text, int width, enum paper_align align)
{
    int spare = width - text_columns(text);
    int before = align == PAPER_LEFT ? 0 : align == PAPER_RIGHT ? spare : spare / 2;
    add_blanks(line, before);
    text_add(line, text);
    add_blanks(line, spare - before);
}

static void add_blanks(struct text *line, int count)
{
    while (count-- > 0)
        text_char(line, ' ');
}

/* Without the blanks at its end. */
static void end_line(struct text *out, struct text *line)
{
    size_t length = line->length;
    while (length > 0 && line->data[length - 1] == ' ')
        length--;
    text_add_bytes(out, line->data, length);
    text_raw(out, "\n");
}

static const char *rule(struct arena *mem, int width)
{
    struct text line;
    text_init(&line, mem, TEXT_MAX_LINE);
    for (int i = 0; i < width; i++)
        text_raw(&line, "─");
    return line.data;
}

static const char *line_text(struct arena *mem, const struct paper_line *line)
{
    struct text text;
    text_init(&text, mem, TEXT_MAX_DOCUMENT);
    for (size_t i = 0; i < line->runs.count; i++)
        text_add(&text, line->runs.items[i].text);
    return text.data;
}

/* Characters that take a column: combining marks take none. */
static int text_columns(const char *text)
{
    int columns = 0;
    for (uint32_t c; (c = utf8_next(&text)) != 0;)
        columns += c < 0x300 || c > 0x36F;
    return columns;
}
