/* src/documents/paper.h
 * An administrative document as it stands on paper under NĐ 30/2020/NĐ-CP, before anyone decides on a file format.
 *
 * A paper is built from top to bottom: the head (letterhead, type, subject, period), then the body in order, then the
 * closing (recipients and signature), then annexes. The program numbers headings itself (I. → 1. → 1.1. → a), letters
 * in the Vietnamese alphabet), so a numeral is never skipped or given twice. A figure is a run of its own: it keeps its
 * id, its label and where it leads, next to the digits that are printed. The writers (paper_docx.h, paper_html.h,
 * paper_text.h) are functions of the paper alone: the same paper gives the same bytes, whatever TZ, LANG or the clock.
 *
 * Everything lives in the MEM of paper_new and every text is copied there. Texts are UTF-8 without line breaks unless
 * a function says otherwise; characters that XML forbids are dropped by the writers. Nothing here fails: what is
 * against the rules below is a programming mistake (assert), what is too large is refused by the writer.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"

struct paper;
struct paper_line; /* a paragraph, dash item, numbered item or table cell: a line of runs */
struct paper_table;

enum {
    PAPER_LEVEL_MAX = 4,    /* I. 1. 1.1. a) */
    PAPER_COLUMNS_MAX = 12, /* of a table */
    PAPER_LETTERS_MAX = 23, /* a … y: items a), b), … under one heading */
};

struct paper *paper_new(struct arena *mem);

/* --- the head ---------------------------------------------------------------------------------------------------- */

struct paper_head {
    const char *governing; /* "UBND TỈNH ĐỒNG THÁP"; NULL where the issuer has none above it; may hold '\n' */
    const char *issuing;   /* "VĂN PHÒNG"; may hold '\n' */
    const char *number;    /* "01", "12"; NULL or "" leaves the place blank: a draft */
    const char *symbol;    /* "BC-VPUBND" */
    const char *place;     /* "Đồng Tháp" */
    struct civil date;     /* day 0 leaves the day blank, month 0 the month as well */
    const char *type; /* "BÁO CÁO"; NULL of a công văn: no type stands in its head, and its subject under the number */
};

/* Once, before the body. */
void paper_head(struct paper *paper, const struct paper_head *head);

/* One line of the subject under the type (of a công văn "V/v …" under the number); several calls make several lines. */
void paper_subject(struct paper *paper, const char *line);

/* "(Số liệu từ ngày 01/7/2021 đến ngày 30/7/2021)": printed below the subject; at most one. */
void paper_period(struct paper *paper, const char *line);

/* --- the body ---------------------------------------------------------------------------------------------------- */

/* A heading of LEVEL 1–4, at most one deeper than the heading before it. Returns its number as printed ("1.1."), lives
 * in the paper. TITLE is printed as given: level 1 in capitals is the caller's choice. */
const char *paper_heading(struct paper *paper, int level, const char *title);

/* Running text that takes the next number of LEVEL like a heading ("1. Tiếp tục …"), but is not a title. */
struct paper_line *paper_numbered(struct paper *paper, int level);

/* Running text: justified, first line indented. */
struct paper_line *paper_paragraph(struct paper *paper);

/* "- …" (DEPTH 1) or "+ …" (DEPTH 2). */
struct paper_line *paper_dash(struct paper *paper, int depth);

enum paper_style {
    PAPER_PLAIN = 0,
    PAPER_BOLD = 1,
    PAPER_ITALIC = 2, /* may be added to PAPER_BOLD */
};

struct paper_figure {
    const char *id;    /* "petitions_by_post" */
    const char *label; /* "Đơn gửi qua bưu điện" */
    const char *text;  /* "62", "trên 6.800" */
    const char *link;  /* "/don-thu?source=buu-dien&…" or https://…; NULL for none */
};

void paper_run(struct paper_line *line, const char *text, enum paper_style style);
void paper_run_figure(struct paper_line *line, const struct paper_figure *figure, enum paper_style style);

enum paper_align { PAPER_LEFT, PAPER_CENTRE, PAPER_RIGHT };

struct paper_column {
    const char *title;
    int share; /* of the width, 1–100; the shares of a table need not add up to 100 */
    enum paper_align align;
};

/* A ruled table over the whole width; its head row is repeated on each page. */
struct paper_table *paper_table(struct paper *paper, const struct paper_column *columns, size_t count);

/* Begins a row; the cells are then taken from left to right, at most one a column; cells not taken stay empty. */
void paper_row(struct paper_table *table);
struct paper_line *paper_cell(struct paper_table *table);

void paper_page_break(struct paper *paper);

/* --- the closing ------------------------------------------------------------------------------------------------- */

/* Ends the text with "./.": put behind the last line in place of its full stop or semicolon. */
void paper_end_mark(struct paper *paper);

struct paper_closing {
    const char *const *recipients; /* without "- " and ";"; the last is the archive copy: "Lưu: VT, HCQT" */
    size_t recipient_count;
    const char *const *authority; /* top to bottom: "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG" */
    size_t authority_count;
    const char *name; /* of the signer; NULL leaves the place empty */
};

/* Nơi nhận on the left, the signature block on the right. Once. */
void paper_closing(struct paper *paper, const struct paper_closing *closing);

/* Begins a new page with "Phụ lục" and its TITLE; numbers of headings begin again. NAME is "PHỤ LỤC", "PHỤ LỤC II". */
void paper_annex(struct paper *paper, const char *name, const char *title, bool landscape);

/* --- what travels with it ---------------------------------------------------------------------------------------- */

struct paper_about {
    const char *title;  /* NULL: made of type and subject */
    const char *author; /* the issuing body or the drafter; NULL: the issuing body */
    instant_t made;     /* the date the document says it was made: of the data, never of the clock */
};

void paper_about(struct paper *paper, const struct paper_about *about);

/* A JSON text of the figures, carried by the .docx as a custom XML part and by the page as a data block. */
void paper_figures(struct paper *paper, const char *json);
