/* src/documents/paper_docx_internal.h
 * What the parts of a .docx share: the state of the writer, and the parts that do not hold the text.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

#include "base/err.h"
#include "base/text.h"
#include "documents/paper_internal.h"

enum {
    /* Twips: 1/20 point, 1/1440 inch; 567 are 10 mm. */
    DOCX_PAGE_SHORT = 11906,
    DOCX_PAGE_LONG = 16838,
    DOCX_MARGIN_TOP = 1134, /* 20 mm */
    DOCX_MARGIN_BOTTOM = 1134,
    DOCX_MARGIN_LEFT = 1701, /* 30 mm */
    DOCX_MARGIN_RIGHT = 850, /* 15 mm */
    DOCX_HEADER = 567,
    DOCX_INDENT = 720, /* 12,7 mm: of a first line */

    DOCX_LIST_HEADINGS = 1, /* numId of the headings of the document; + part for an annex's: numbers begin again */
    DOCX_LIST_DASHES = 900,
    DOCX_LIST_LETTERS = 1000, /* + ordinal: letters that no numbering format of Word's has (đ, and all after it) */
    DOCX_PARTS_MAX = 800,
};

struct docx {
    struct arena *mem;
    const struct paper *paper;
    size_t part_max;
    struct text body;  /* of word/document.xml */
    struct text links; /* relationships of figures that lead to an absolute address */
    int link_count;
    int control_count;
    uint32_t letters; /* bit n: the item with ordinal n was used */
    bool landscape;   /* the section being written */
};

/* paper_docx with another maximum for a part than TEXT_MAX_DOCUMENT. */
bool docx_write(struct arena *mem, const struct paper *paper, size_t part_max, const char **bytes, size_t *length,
                struct err *err) MUST_CHECK;

void docx_styles(struct text *out);
void docx_numbering(struct text *out, int parts, uint32_t letters);
void docx_settings(struct text *out);
void docx_fonts(struct text *out);
void docx_header(struct text *out);
void docx_core(struct text *out, const struct paper *paper);
void docx_app(struct text *out);
void docx_figures(struct text *out, const char *json);
void docx_figures_relations(struct text *out);
void docx_figures_properties(struct text *out, const char *json);
void docx_package_relations(struct text *out);

/* LINKS are relationships already written. */
void docx_relations(struct text *out, const char *links, bool has_figures);
void docx_content_types(struct text *out, bool has_figures);
