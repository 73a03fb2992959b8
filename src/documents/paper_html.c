/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper_html.h"

#include <string.h>

#include "documents/paper_internal.h"
#include "documents/texts.h"

struct page {
    struct text *out;
    const struct paper *paper;
    int headings;
    int lists[2]; /* depths of the lists that are open */
    int list_count;
    bool in_annex;
};

static void write_head(struct page *page);
static void write_block(struct page *page, const struct paper_block *block);
static void write_heading(struct page *page, const struct paper_block *block);
static void write_item(struct page *page, const struct paper_block *block);
static void write_runs(struct page *page, const struct paper_line *line);
static void write_figure(struct page *page, const struct paper_figure *figure);
static void write_table(struct page *page, const struct paper_table *table);
static int width_step(int share, int shares);
static void write_closing(struct page *page, const struct paper_closing *closing);
static void write_annex(struct page *page, const struct paper_block *block);
static void write_lines(struct page *page, const char *class, const char *text);
static void write_data(struct text *out, const char *json);
static bool close_lists(struct page *page, int depth);
static bool fits(const struct text *out, struct err *err);

static const char style[] =
    ":root{color-scheme:light}"
    "body{margin:0;background:#e9edf0;color:#000}"
    ".paper{box-sizing:border-box;max-width:210mm;margin:1.5rem auto;padding:20mm 15mm 20mm 30mm;background:#fff;"
    "font:14pt/1.35 'Times New Roman',Tinos,'Liberation Serif',serif;box-shadow:0 1px 4px #0003}"
    ".paper p,.paper ul,.paper h1,.paper h2,.paper h3,.paper h4,.paper h5{margin:0 0 6pt;font-size:1em}"
    ".paper .text,.paper .numbered,.paper li,.paper .heading{text-align:justify;text-indent:12.7mm}"
    ".paper .heading{break-after:avoid}"
    ".paper ul{padding:0;list-style:inside '- '}.paper ul.plus{list-style:inside '+ '}.paper li{margin:0 0 6pt}.paper "
    "li>ul{margin-top:6pt}"
    ".letterhead{display:grid;grid-template-columns:37.5% 62.5%;font-size:13pt;text-align:center;line-height:1.2}"
    ".letterhead p,.paper .period{margin:0}"
    ".letterhead .issuing,.letterhead .nation,.letterhead .motto,.paper .authority,.paper .signer{font-weight:bold}"
    ".letterhead .motto,.letterhead .place-date{font-size:14pt}"
    ".letterhead .place-date,.paper .period{font-style:italic}"
    ".letterhead .number,.letterhead .place-date{padding-top:6pt}"
    ".rule{display:block;height:0;border-top:1px solid;margin:2pt auto 0}"
    ".issuer .rule{width:5em}.republic .rule{width:13.1em}.paper h1 .rule{width:9em}"
    ".paper h1{margin:18pt 0 6pt;text-align:center;line-height:1.25}.paper h1 span{display:block}"
    ".paper .period{text-align:center;margin-bottom:9pt}"
    ".paper .figure{color:inherit;text-decoration:underline dotted 1px;text-underline-offset:3px}"
    ".paper .figure:hover,.paper .figure:focus-visible{background:#dfeef2;text-decoration-style:solid}"
    ".paper table{width:calc(100% - 1px);border-collapse:collapse;font-size:12pt;line-height:1.25;margin:0 0 12pt}"
    ".paper th,.paper td{border:1px solid;padding:2pt 5pt;vertical-align:top;text-align:left;overflow-wrap:anywhere}"
    ".paper th,.paper .centre{text-align:center}.paper .right{text-align:right}.paper tr{break-inside:avoid}"
    ".share-5{width:5%}.share-10{width:10%}.share-15{width:15%}.share-20{width:20%}.share-25{width:25%}"
    ".share-30{width:30%}.share-35{width:35%}.share-40{width:40%}.share-45{width:45%}.share-50{width:50%}"
    ".share-55{width:55%}.share-60{width:60%}.share-65{width:65%}.share-70{width:70%}.share-75{width:75%}"
    ".share-80{width:80%}.share-85{width:85%}.share-90{width:90%}.share-95{width:95%}"
    ".closing{display:grid;grid-template-columns:46% 54%;margin-top:12pt;break-inside:avoid}"
    ".closing .recipients-head{font-size:12pt;font-weight:bold;font-style:italic;margin:0}"
    ".closing .recipients p{font-size:11pt;margin:0;line-height:1.25}"
    ".signature{text-align:center}.signature .authority{margin:0}.signature .signer{margin-top:75pt}"
    ".annex{break-before:page;margin-top:24pt}.annex>.annex-name,.annex>.annex-title{text-align:center}"
    ".page-break{break-after:page;border:0;margin:0}"
    "@media(max-width:52rem){.paper{margin:0;padding:1rem}"
    ".paper .text,.paper .numbered,.paper li,.paper "
    ".heading{text-align:left}.letterhead,.closing{grid-template-columns:1fr;row-gap:8pt}"
    ".paper table{display:block;overflow-x:auto}}"
    "@page{size:A4;margin:20mm 15mm 20mm 30mm;@top-center{content:counter(page);font:13pt 'Times New Roman',serif}}"
    "@page:first{@top-center{content:none}}"
    "@page across{size:A4 landscape}"
    "@media print{body{background:none}.paper{margin:0;padding:0;max-width:none;box-shadow:none}"
    ".landscape{page:across}.paper .figure{text-decoration:none}"
    ".letterhead{grid-template-columns:37.5% 62.5%}.closing{grid-template-columns:46% 54%}}";

bool paper_html(struct text *out, const struct paper *paper, struct err *err)
{
    text_raw(out, "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    text_html(out, paper_title(out->mem, paper));
    text_raw(out, "</title>\n<style>");
    text_add(out, style);
    text_raw(out, "</style>\n</head>\n<body>\n");
    if (!paper_html_sheet(out, paper, err))
        return false;
    if (paper->figures)
        write_data(out, paper->figures);
    text_raw(out, "</body>\n</html>\n");
    return fits(out, err);
}

bool paper_html_sheet(struct text *out, const struct paper *paper, struct err *err)
{
    struct page page = { .out = out, .paper = paper };
    text_raw(out, "<article class=\"paper\" lang=\"vi\">\n");
    if (paper->has_head)
        write_head(&page);
    for (size_t i = 0; i < paper->blocks.count; i++)
        write_block(&page, paper->blocks.items[i]);
    close_lists(&page, 0);
    if (page.in_annex)
        text_raw(out, "</section>\n");
    text_raw(out, "</article>\n");
    return fits(out, err);
}

static void write_title(struct page *page)
{
    struct text *out = page->out;
    const struct paper *paper = page->paper;
    text_raw(out, "<h1><span class=\"type\">");
    text_html(out, paper->head.type);
    text_raw(out, "</span>");
    for (size_t i = 0; i < paper->subject.count; i++) {
        text_raw(out, " <span class=\"subject\">");
        text_html(out, paper->subject.items[i]);
        text_raw(out, "</span>");
    }
    text_raw(out, "<span class=\"rule\"></span></h1>\n");
}

static void write_head(struct page *page)
{
    struct text *out = page->out;
    const struct paper *paper = page->paper;
    text_raw(out, "<header class=\"letterhead\">\n<div class=\"issuer\">\n");
    if (paper->head.governing)
        write_lines(page, "governing", paper->head.governing);
    write_lines(page, "issuing", paper->head.issuing);
    text_raw(out, "<span class=\"rule\"></span>\n</div>\n<div class=\"republic\">\n");
    write_lines(page, "nation", PAPER_NATION);
    write_lines(page, "motto", PAPER_MOTTO);
    text_raw(out, "<span class=\"rule\"></span>\n</div>\n");
    write_lines(page, "number", paper_number_line(out->mem, paper));
    write_lines(page, "place-date", paper_date_line(out->mem, paper));
    text_raw(out, "</header>\n");
    if (paper->head.type)
        write_title(page);
    if (paper->period)
        write_lines(page, "period", paper->period);
}

static void write_block(struct page *page, const struct paper_block *block)
{
    struct text *out = page->out;
    if (block->kind == PAPER_DASH) {
        write_item(page, block);
        return;
    }
    close_lists(page, 0);
    switch (block->kind) {
    case PAPER_HEADING:
        write_heading(page, block);
        break;
    case PAPER_NUMBERED:
        text_raw(out, "<p class=\"numbered\"><span class=\"no\">");
        text_html(out, block->number);
        text_raw(out, "</span> ");
        write_runs(page, &block->line);
        text_raw(out, "</p>\n");
        break;
    case PAPER_TABLE:
        write_table(page, block->table);
        break;
    case PAPER_BREAK:
        text_raw(out, "<hr class=\"page-break\">\n");
        break;
    case PAPER_CLOSING:
        write_closing(page, block->closing);
        break;
    case PAPER_ANNEX:
        write_annex(page, block);
        break;
    default:
        text_raw(out, "<p class=\"text\">");
        write_runs(page, &block->line);
        text_raw(out, "</p>\n");
    }
}

/* Level 1 is h2: h1 is the paper's own title. */
static void write_heading(struct page *page, const struct paper_block *block)
{
    int rank = block->level + 1;
    text_printf(page->out, "<h%d class=\"heading\" id=\"heading-%d\"><span class=\"no\">", rank, ++page->headings);
    text_html(page->out, block->number);
    text_raw(page->out, "</span> ");
    write_runs(page, &block->line);
    text_printf(page->out, "</h%d>\n", rank);
}

static void write_item(struct page *page, const struct paper_block *block)
{
    struct text *out = page->out;
    bool open = close_lists(page, block->level);
    if (open) {
        text_raw(out, "</li>\n");
    } else {
        text_add(out, block->level == 1 ? "<ul class=\"dash\">\n" : "<ul class=\"plus\">\n");
        page->lists[page->list_count++] = block->level;
    }
    text_raw(out, "<li>");
    write_runs(page, &block->line);
}

/* Closes the lists deeper than DEPTH; true when one of DEPTH itself stays open. */
static bool close_lists(struct page *page, int depth)
{
    while (page->list_count > 0 && page->lists[page->list_count - 1] > depth) {
        text_raw(page->out, "</li>\n</ul>\n");
        page->list_count--;
    }
    return page->list_count > 0 && page->lists[page->list_count - 1] == depth;
}

static void write_runs(struct page *page, const struct paper_line *line)
{
    struct text *out = page->out;
    for (size_t i = 0; i < line->runs.count; i++) {
        const struct paper_run *run = &line->runs.items[i];
        text_add(out, run->style & PAPER_BOLD ? "<strong>" : "");
        text_add(out, run->style & PAPER_ITALIC ? "<em>" : "");
        if (run->figure)
            write_figure(page, run->figure);
        else
            text_html(out, run->text);
        text_add(out, run->style & PAPER_ITALIC ? "</em>" : "");
        text_add(out, run->style & PAPER_BOLD ? "</strong>" : "");
    }
}

static void write_figure(struct page *page, const struct paper_figure *figure)
{
    struct text *out = page->out;
    bool leads = paper_link_is_safe(figure->link);
    text_add(out, leads ? "<a class=\"figure\" href=\"" : "<span class=\"figure\" data-figure=\"");
    if (leads) {
        text_attr(out, figure->link);
        text_raw(out, "\" data-figure=\"");
    }
    text_attr(out, figure->id);
    text_raw(out, "\" title=\"");
    text_attr(out, figure->label);
    text_raw(out, "\">");
    text_html(out, figure->text);
    text_add(out, leads ? "</a>" : "</span>");
}

static void write_table(struct page *page, const struct paper_table *table)
{
    static const char *const cells[] = {
        [PAPER_LEFT] = "<td>", [PAPER_CENTRE] = "<td class=\"centre\">", [PAPER_RIGHT] = "<td class=\"right\">"
    };
    struct text *out = page->out;
    int shares = 0;
    for (size_t i = 0; i < table->column_count; i++)
        shares += table->columns[i].share;
    text_raw(out, "<table>\n<thead>\n<tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        text_printf(out, "<th scope=\"col\" class=\"share-%d\">", width_step(table->columns[i].share, shares));
        text_html(out, table->columns[i].title);
        text_raw(out, "</th>");
    }
    text_raw(out, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct paper_row *row = table->rows.items[i];
        text_raw(out, "<tr>");
        for (size_t k = 0; k < table->column_count; k++) {
            text_add(out, cells[table->columns[k].align]);
            if (k < row->cells.count)
                write_runs(page, row->cells.items[k]);
            text_raw(out, "</td>");
        }
        text_raw(out, "</tr>\n");
    }
    text_raw(out, "</tbody>\n</table>\n");
}

/* The hundredths that SHARE is of SHARES, in steps of 5: the class of a width, as a style attribute would need a laxer
 * CSP. */
static int width_step(int share, int shares)
{
    int step = (share * 100 / shares + 2) / 5 * 5;
    return step < 5 ? 5 : step > 95 ? 95 : step;
}

static void write_closing(struct page *page, const struct paper_closing *closing)
{
    struct text *out = page->out;
    text_raw(out, "<footer class=\"closing\">\n<div class=\"recipients\">\n");
    write_lines(page, "recipients-head", PAPER_RECIPIENTS);
    for (size_t i = 0; i < closing->recipient_count; i++)
        write_lines(page, "recipient", paper_recipient(out->mem, closing, i));
    text_raw(out, "</div>\n<div class=\"signature\">\n");
    for (size_t i = 0; i < closing->authority_count; i++)
        write_lines(page, "authority", closing->authority[i]);
    if (closing->name)
        write_lines(page, "signer", closing->name);
    text_raw(out, "</div>\n</footer>\n");
}

static void write_annex(struct page *page, const struct paper_block *block)
{
    struct text *out = page->out;
    if (page->in_annex)
        text_raw(out, "</section>\n");
    page->in_annex = true;
    text_printf(out, "<section class=\"annex%s\">\n<h2 class=\"annex-name\">", block->landscape ? " landscape" : "");
    text_html(out, block->name);
    text_raw(out, "</h2>\n");
    if (!text_is_empty(block->title)) {
        text_raw(out, "<p class=\"annex-title\"><strong>");
        text_html(out, block->title);
        text_raw(out, "</strong></p>\n");
    }
}

/* One p with a br between the lines of TEXT. */
static void write_lines(struct page *page, const char *class, const char *text)
{
    struct text *out = page->out;
    size_t count;
    char **lines = text_split(out->mem, text, '\n', &count);
    text_printf(out, "<p class=\"%s\">", class);
    for (size_t i = 0; i < count; i++) {
        text_add(out, i ? "<br>" : "");
        text_html(out, lines[i]);
    }
    text_raw(out, "</p>\n");
}

/* JSON has '<' in strings only, where its escape means the same and cannot end the element. */
static void write_data(struct text *out, const char *json)
{
    text_raw(out, "<script type=\"application/json\" id=\"figures\">");
    for (const char *at = json; *at; at++) {
        size_t plain = strcspn(at, "<");
        text_add_bytes(out, at, plain);
        at += plain;
        if (!*at)
            break;
        text_raw(out, "\\u003c");
    }
    text_raw(out, "</script>\n");
}

static bool fits(const struct text *out, struct err *err)
{
    return !text_is_full(out) || err_set(err, ERR_INVALID, "paper-size", NULL, TEXT_PAPER_TOO_LARGE);
}
