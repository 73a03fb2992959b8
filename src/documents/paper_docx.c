/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper_docx.h"

#include <assert.h>
#include <string.h>

#include "documents/paper_docx_internal.h"
#include "documents/texts.h"
#include "documents/zip_write.h"

enum {
    HEAD_LEFT = 3515, /* of the letterhead's columns; the nation's title needs the wider one */
    CLOSING_LEFT = 4300,
    CONTROL_NAME_MAX = 64, /* characters of a tag or alias that Word accepts */
    CONTROL_ID_BASE = 1000,
};

static void write_letterhead(struct docx *docx);
static void write_titles(struct docx *docx);
static void write_block(struct docx *docx, const struct paper_block *block);
static void write_numbered(struct docx *docx, const struct paper_block *block);
static void write_line(struct docx *docx, const struct paper_block *block, const char *style, int list);
static void write_runs(struct docx *docx, const struct paper_line *line);
static void write_figure(struct docx *docx, const struct paper_run *run);
static void write_table(struct docx *docx, const struct paper_table *table);
static void write_row(struct docx *docx, const struct paper_table *table, const struct paper_row *row,
                      const int *widths);
static void write_closing(struct docx *docx, const struct paper_closing *closing);
static void write_annex(struct docx *docx, const struct paper_block *block);
static void write_section(struct docx *docx, bool first);
static void write_rule(struct docx *docx, int available, int length);
static void open_frame(struct docx *docx, int left);
static void open_cell(struct docx *docx, int width);
static void write_paragraphs(struct docx *docx, const char *style, const char *text);
static void write_text(struct docx *docx, const char *text, enum paper_style style);
static int page_width(const struct docx *docx);
static int text_width(const char *text, int points);
static const char *cut(struct arena *mem, const char *text, size_t characters);
static bool pack(struct docx *docx, const char **bytes, size_t *length, struct err *err);

#define RAW(docx, literal) text_raw(&(docx)->body, literal)

bool paper_docx(struct arena *mem, const struct paper *paper, const char **bytes, size_t *length, struct err *err)
{
    return docx_write(mem, paper, TEXT_MAX_DOCUMENT, bytes, length, err);
}

bool docx_write(struct arena *mem, const struct paper *paper, size_t part_max, const char **bytes, size_t *length,
                struct err *err)
{
    struct docx *docx = ARENA_NEW(mem, struct docx);
    docx->mem = mem;
    docx->paper = paper;
    docx->part_max = part_max;
    text_init(&docx->body, mem, part_max);
    text_init(&docx->links, mem, part_max);
    RAW(docx, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
              "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
              " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
    if (paper->has_head)
        write_letterhead(docx);
    write_titles(docx);
    for (size_t i = 0; i < paper->blocks.count; i++)
        write_block(docx, paper->blocks.items[i]);
    write_section(docx, paper->part == 0);
    RAW(docx, "</w:body></w:document>\n");
    return pack(docx, bytes, length, err);
}

/* --- the head ---------------------------------------------------------------------------------------------------- */

static void write_letterhead(struct docx *docx)
{
    const struct paper_head *head = &docx->paper->head;
    int right = page_width(docx) - HEAD_LEFT;
    open_frame(docx, HEAD_LEFT);
    RAW(docx, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    open_cell(docx, HEAD_LEFT);
    if (head->governing)
        write_paragraphs(docx, "Governing", head->governing);
    write_paragraphs(docx, "Issuing", head->issuing);
    const char *last = strrchr(head->issuing, '\n');
    int width = text_width(last ? last + 1 : head->issuing, 13);
    write_rule(docx, HEAD_LEFT, (width < HEAD_LEFT ? width : HEAD_LEFT) * 2 / 5);
    RAW(docx, "</w:tc>");
    open_cell(docx, right);
    write_paragraphs(docx, "Nation", PAPER_NATION);
    write_paragraphs(docx, "Motto", PAPER_MOTTO);
    write_rule(docx, right, text_width(PAPER_MOTTO, 14));
    RAW(docx, "</w:tc></w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>");
    open_cell(docx, HEAD_LEFT);
    write_paragraphs(docx, "Number", paper_number_line(docx->mem, docx->paper));
    RAW(docx, "</w:tc>");
    open_cell(docx, right);
    write_paragraphs(docx, "PlaceDate", paper_date_line(docx->mem, docx->paper));
    RAW(docx, "</w:tc></w:tr></w:tbl>");
}

static void write_titles(struct docx *docx)
{
    const struct paper *paper = docx->paper;
    bool official = paper->has_head && !paper->head.type; /* a công văn: its subject stands under the number */
    if (paper->has_head && paper->head.type)
        write_paragraphs(docx, "Title", paper->head.type);
    for (size_t i = 0; !official && i < paper->subject.count; i++)
        write_paragraphs(docx, "Subtitle", paper->subject.items[i]);
    if (paper->subject.count && !official) {
        const char *last = paper->subject.items[paper->subject.count - 1];
        int width = text_width(last, 14), page = page_width(docx);
        write_rule(docx, page, (width < page ? width : page) * 2 / 5);
    }
    if (paper->period)
        write_paragraphs(docx, "Period", paper->period);
}

/* --- the body ---------------------------------------------------------------------------------------------------- */

static void write_block(struct docx *docx, const struct paper_block *block)
{
    switch (block->kind) {
    case PAPER_HEADING:
    case PAPER_NUMBERED:
        write_numbered(docx, block);
        break;
    case PAPER_PARAGRAPH:
        write_line(docx, block, NULL, 0);
        break;
    case PAPER_DASH:
        write_line(docx, block, block->level == 1 ? "ListBullet" : "ListBullet2", DOCX_LIST_DASHES);
        break;
    case PAPER_TABLE:
        write_table(docx, block->table);
        break;
    case PAPER_BREAK:
        RAW(docx, "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        break;
    case PAPER_CLOSING:
        write_closing(docx, block->closing);
        break;
    case PAPER_ANNEX:
        write_annex(docx, block);
        break;
    }
}

static void write_numbered(struct docx *docx, const struct paper_block *block)
{
    static const char *const headings[] = { "", "Heading1", "Heading2", "Heading3", "Heading4" };
    int list = DOCX_LIST_HEADINGS + block->part;
    assert(block->part < DOCX_PARTS_MAX);
    if (block->level == 4 && block->ordinal > 4) {
        docx->letters |= 1u << block->ordinal;
        list = DOCX_LIST_LETTERS + block->ordinal;
    }
    write_line(docx, block, block->kind == PAPER_HEADING ? headings[block->level] : "ListNumber", list);
}

static void write_line(struct docx *docx, const struct paper_block *block, const char *style, int list)
{
    struct text *out = &docx->body;
    text_raw(out, "<w:p>");
    if (style || block->last) {
        text_raw(out, "<w:pPr>");
        if (style)
            text_printf(out, "<w:pStyle w:val=\"%s\"/>", style);
        if (block->last)
            text_raw(out, "<w:keepNext/>");
        if (list)
            text_printf(out, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>", block->level - 1,
                        list);
        text_raw(out, "</w:pPr>");
    }
    write_runs(docx, &block->line);
    text_raw(out, "</w:p>");
}

static void write_runs(struct docx *docx, const struct paper_line *line)
{
    for (size_t i = 0; i < line->runs.count; i++) {
        const struct paper_run *run = &line->runs.items[i];
        if (run->figure)
            write_figure(docx, run);
        else
            write_text(docx, run->text, run->style);
    }
}

/* An inline content control; a link to an absolute address works from the file as well. */
static void write_figure(struct docx *docx, const struct paper_run *run)
{
    struct text *out = &docx->body;
    const struct paper_figure *figure = run->figure;
    text_raw(out, "<w:sdt><w:sdtPr><w:alias w:val=\"");
    text_xml(out, cut(docx->mem, figure->label, CONTROL_NAME_MAX));
    text_raw(out, "\"/><w:tag w:val=\"");
    text_xml(out, cut(docx->mem, figure->id, CONTROL_NAME_MAX));
    text_printf(out, "\"/><w:id w:val=\"%d\"/></w:sdtPr><w:sdtContent>", CONTROL_ID_BASE + ++docx->control_count);
    bool leads = paper_link_is_absolute(figure->link);
    if (leads) {
        int link = ++docx->link_count;
        text_printf(out, "<w:hyperlink r:id=\"rIdLink%d\">", link);
        text_printf(&docx->links,
                    "<Relationship Id=\"rIdLink%d\""
                    " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"",
                    link);
        text_xml(&docx->links, figure->link);
        text_raw(&docx->links, "\" TargetMode=\"External\"/>");
    }
    write_text(docx, run->text, run->style);
    if (leads)
        text_raw(out, "</w:hyperlink>");
    text_raw(out, "</w:sdtContent></w:sdt>");
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void write_table(struct docx *docx, const struct paper_table *table)
{
    struct text *out = &docx->body;
    int widths[PAPER_COLUMNS_MAX], shares = 0, page = page_width(docx), left = page;
    for (size_t i = 0; i < table->column_count; i++)
        shares += table->columns[i].share;
    text_printf(out,
                "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
                "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
                page);
    for (size_t i = 0; i < table->column_count; i++) {
        widths[i] = i + 1 < table->column_count ? page * table->columns[i].share / shares : left;
        left -= widths[i];
        text_printf(out, "<w:gridCol w:w=\"%d\"/>", widths[i]);
    }
    text_raw(out, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (size_t i = 0; i < table->column_count; i++) {
        open_cell(docx, widths[i]);
        write_paragraphs(docx, "TableHead", table->columns[i].title);
        text_raw(out, "</w:tc>");
    }
    text_raw(out, "</w:tr>");
    for (size_t i = 0; i < table->rows.count; i++)
        write_row(docx, table, table->rows.items[i], widths);
    text_raw(out, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
}

static void write_row(struct docx *docx, const struct paper_table *table, const struct paper_row *row,
                      const int *widths)
{
    static const char *const align[] = { [PAPER_LEFT] = "left", [PAPER_CENTRE] = "center", [PAPER_RIGHT] = "right" };
    struct text *out = &docx->body;
    text_raw(out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (size_t i = 0; i < table->column_count; i++) {
        open_cell(docx, widths[i]);
        text_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/><w:jc w:val=\"%s\"/></w:pPr>",
                    align[table->columns[i].align]);
        if (i < row->cells.count)
            write_runs(docx, row->cells.items[i]);
        text_raw(out, "</w:p></w:tc>");
    }
    text_raw(out, "</w:tr>");
}

/* --- the closing ------------------------------------------------------------------------------------------------- */

static void write_closing(struct docx *docx, const struct paper_closing *closing)
{
    open_frame(docx, CLOSING_LEFT);
    RAW(docx, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    open_cell(docx, CLOSING_LEFT);
    write_paragraphs(docx, "RecipientsHead", PAPER_RECIPIENTS);
    for (size_t i = 0; i < closing->recipient_count; i++)
        write_paragraphs(docx, "Recipient", paper_recipient(docx->mem, closing, i));
    RAW(docx, "</w:tc>");
    open_cell(docx, page_width(docx) - CLOSING_LEFT);
    for (size_t i = 0; i < closing->authority_count; i++)
        write_paragraphs(docx, "Authority", closing->authority[i]);
    write_paragraphs(docx, "Signer", closing->name ? closing->name : "");
    RAW(docx, "</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
}

/* Each annex is a section of its own, so that it may lie across. */
static void write_annex(struct docx *docx, const struct paper_block *block)
{
    RAW(docx, "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/>");
    write_section(docx, block->part == 1);
    RAW(docx, "</w:pPr></w:p>");
    docx->landscape = block->landscape;
    write_paragraphs(docx, "AnnexName", block->name);
    if (!text_is_empty(block->title))
        write_paragraphs(docx, "AnnexTitle", block->title);
}

static void write_section(struct docx *docx, bool first)
{
    struct text *out = &docx->body;
    text_raw(out, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:type w:val=\"nextPage\"/>");
    if (docx->landscape)
        text_printf(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\" w:orient=\"landscape\"/>", DOCX_PAGE_LONG, DOCX_PAGE_SHORT);
    else
        text_printf(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"/>", DOCX_PAGE_SHORT, DOCX_PAGE_LONG);
    text_printf(out,
                "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\""
                " w:gutter=\"0\"/>",
                DOCX_MARGIN_TOP, DOCX_MARGIN_RIGHT, DOCX_MARGIN_BOTTOM, DOCX_MARGIN_LEFT, DOCX_HEADER, DOCX_HEADER);
    if (first)
        text_raw(out, "<w:titlePg/>");
    text_raw(out, "</w:sectPr>");
}

/* --- pieces ------------------------------------------------------------------------------------------------------ */

/* A rule of LENGTH in the middle of AVAILABLE: the border of an empty paragraph, which every program draws alike. */
static void write_rule(struct docx *docx, int available, int length)
{
    int side = length < available ? (available - length) / 2 : 0;
    text_printf(&docx->body,
                "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\""
                " w:color=\"000000\"/></w:pBdr><w:ind w:left=\"%d\" w:right=\"%d\"/></w:pPr></w:p>",
                side, side);
}

/* A table of two columns without lines. */
static void open_frame(struct docx *docx, int left)
{
    int width = page_width(docx);
    text_printf(&docx->body,
                "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
                "<w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
                "<w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>",
                width, left, width - left);
}

static void open_cell(struct docx *docx, int width)
{
    text_printf(&docx->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", width);
}

/* A paragraph for each line of TEXT. */
static void write_paragraphs(struct docx *docx, const char *style, const char *text)
{
    size_t count;
    char **lines = text_split(docx->mem, text, '\n', &count);
    for (size_t i = 0; i < count; i++) {
        text_printf(&docx->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
        if (lines[i][0])
            write_text(docx, lines[i], PAPER_PLAIN);
        RAW(docx, "</w:p>");
    }
}

static void write_text(struct docx *docx, const char *text, enum paper_style style)
{
    RAW(docx, "<w:r>");
    if (style != PAPER_PLAIN) {
        RAW(docx, "<w:rPr>");
        text_add(&docx->body, style & PAPER_BOLD ? "<w:b/><w:bCs/>" : "");
        text_add(&docx->body, style & PAPER_ITALIC ? "<w:i/><w:iCs/>" : "");
        RAW(docx, "</w:rPr>");
    }
    RAW(docx, "<w:t xml:space=\"preserve\">");
    text_xml(&docx->body, text);
    RAW(docx, "</w:t></w:r>");
}

static int page_width(const struct docx *docx)
{
    return (docx->landscape ? DOCX_PAGE_LONG : DOCX_PAGE_SHORT) - DOCX_MARGIN_LEFT - DOCX_MARGIN_RIGHT;
}

/* Twips of TEXT in Times New Roman bold: exact for ASCII, near for Vietnamese letters; rules need no more. */
static int text_width(const char *text, int points)
{
    static const short capitals[] = { 722, 667, 722, 722, 667, 611, 778, 778, 389, 500,  778, 667, 944,
                                      722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667 };
    static const short smalls[] = { 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833,
                                    556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444 };
    int width = 0;
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        bool capital =
            (c >= 0xC0 && c <= 0xDE) || c == 0x110 || c == 0x1A0 || c == 0x1AF || (c >= 0x1EA0 && c % 2 == 0);
        if (c >= 'A' && c <= 'Z')
            width += capitals[c - 'A'];
        else if (c >= 'a' && c <= 'z')
            width += smalls[c - 'a'];
        else if (c < 0x80)
            width += c >= '0' && c <= '9' ? 500 : c == '-' ? 333 : 250;
        else
            width += capital ? 740 : 500;
    }
    return width * points * 20 / 1000;
}

static const char *cut(struct arena *mem, const char *text, size_t characters)
{
    const char *at = text;
    while (characters-- > 0 && utf8_next(&at))
        ;
    return arena_strndup(mem, text, (size_t)(at - text));
}

/* --- the package ------------------------------------------------------------------------------------------------- */

/* In the order of the package; those from FIGURES on are there where the paper has figures. */
enum part {
    TYPES,
    RELATIONS,
    DOCUMENT,
    LINKS,
    STYLES,
    NUMBERING,
    SETTINGS,
    FONTS,
    HEADER,
    CORE,
    APP,
    FIGURES,
    FIGURES_LINKS,
    FIGURES_ABOUT,
    PARTS
};

static const char *const part_names[PARTS] = {
    [TYPES] = "[Content_Types].xml",
    [RELATIONS] = "_rels/.rels",
    [DOCUMENT] = "word/document.xml",
    [LINKS] = "word/_rels/document.xml.rels",
    [STYLES] = "word/styles.xml",
    [NUMBERING] = "word/numbering.xml",
    [SETTINGS] = "word/settings.xml",
    [FONTS] = "word/fontTable.xml",
    [HEADER] = "word/header1.xml",
    [CORE] = "docProps/core.xml",
    [APP] = "docProps/app.xml",
    [FIGURES] = "customXml/item1.xml",
    [FIGURES_LINKS] = "customXml/_rels/item1.xml.rels",
    [FIGURES_ABOUT] = "customXml/itemProps1.xml",
};

static bool pack(struct docx *docx, const char **bytes, size_t *length, struct err *err)
{
    const char *figures = docx->paper->figures;
    struct text texts[PARTS];
    size_t count = figures ? PARTS : FIGURES;
    for (size_t i = 0; i < count; i++)
        text_init(&texts[i], docx->mem, docx->part_max);
    docx_content_types(&texts[TYPES], figures != NULL);
    docx_package_relations(&texts[RELATIONS]);
    texts[DOCUMENT] = docx->body;
    docx_relations(&texts[LINKS], docx->links.data, figures != NULL);
    docx_styles(&texts[STYLES]);
    docx_numbering(&texts[NUMBERING], docx->paper->part, docx->letters);
    docx_settings(&texts[SETTINGS]);
    docx_fonts(&texts[FONTS]);
    docx_header(&texts[HEADER]);
    docx_core(&texts[CORE], docx->paper);
    docx_app(&texts[APP]);
    if (figures) {
        docx_figures(&texts[FIGURES], figures);
        docx_figures_relations(&texts[FIGURES_LINKS]);
        docx_figures_properties(&texts[FIGURES_ABOUT], figures);
    }
    struct zip_part parts[PARTS];
    for (size_t i = 0; i < count; i++) {
        if (text_is_full(&texts[i]) || text_is_full(&docx->links))
            return err_set(err, ERR_INVALID, "paper-size", NULL, TEXT_PAPER_TOO_LARGE);
        parts[i] = (struct zip_part){ part_names[i], texts[i].data, texts[i].length };
    }
    return zip_write(docx->mem, parts, count, bytes, length, err);
}
