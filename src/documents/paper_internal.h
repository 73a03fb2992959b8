/* src/documents/paper_internal.h
 * How a paper lies in memory; for the writers of this room only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/text.h"
#include "documents/paper.h"

#define PAPER_NATION     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define PAPER_MOTTO      "Độc lập - Tự do - Hạnh phúc"
#define PAPER_RECIPIENTS "Nơi nhận:"
#define PAPER_END_MARK   "./."

enum paper_kind {
    PAPER_HEADING,
    PAPER_NUMBERED,
    PAPER_PARAGRAPH,
    PAPER_DASH,
    PAPER_TABLE,
    PAPER_BREAK,
    PAPER_CLOSING,
    PAPER_ANNEX,
};

struct paper_run {
    const char *text;
    enum paper_style style;
    const struct paper_figure *figure; /* NULL for plain text */
};

struct paper_line {
    struct arena *mem;
    ARRAY(struct paper_run) runs;
};

struct paper_row {
    ARRAY(struct paper_line *) cells;
};

struct paper_table {
    struct arena *mem;
    struct paper_column *columns;
    size_t column_count;
    ARRAY(struct paper_row *) rows;
};

struct paper_block {
    enum paper_kind kind;
    int level;          /* of a heading or numbered item 1–4, of a dash 1–2 */
    int ordinal;        /* 1 for I., 1., a) */
    const char *number; /* "1.1." */
    int part;           /* 0 the document, 1 the first annex, … : numbers begin again in each */
    bool last;          /* carries the end mark: stays with the closing */
    struct paper_line line;
    struct paper_table *table;
    const struct paper_closing *closing;
    const char *name, *title; /* of an annex */
    bool landscape;
};

struct paper {
    struct arena *mem;
    struct paper_head head;
    struct paper_about about;
    bool has_head, has_about, has_closing;
    const char *period;
    const char *figures;
    ARRAY(const char *) subject;
    ARRAY(struct paper_block *) blocks;
    int ordinals[PAPER_LEVEL_MAX + 1]; /* of the numbers given last; [1] is I. */
    int depth;                         /* level of the last heading or numbered item */
    int part;
};

/* "Số: 12/BC-VPUBND", with a blank place for a number that is not there. */
const char *paper_number_line(struct arena *mem, const struct paper *paper);

/* "Đồng Tháp, ngày 05 tháng 7 năm 2021" (NĐ 30: a leading 0 for days below 10 and months 1 and 2). */
const char *paper_date_line(struct arena *mem, const struct paper *paper);

/* "BÁO CÁO Kết quả …": for the file's properties and the page's title. */
const char *paper_title(struct arena *mem, const struct paper *paper);
const char *paper_author(struct arena *mem, const struct paper *paper);

/* A recipient as printed: "- Lưu: VT, HCQT." (the last) or "- …;". */
const char *paper_recipient(struct arena *mem, const struct paper_closing *closing, size_t index);

/* The letter of an item, after the Vietnamese alphabet: 5 gives "đ". */
const char *paper_letter(int ordinal);

/* May a figure lead there? A path of this server, http or https; nothing that runs. */
bool paper_link_is_safe(const char *link);

/* http or https: leads somewhere from a file as well. */
bool paper_link_is_absolute(const char *link);
