/* src/viet/document_number.h
 * Reads the number and symbol of a document: 208/2018/NQ-HĐND, 12/BC-VPUBND, 345/VPUBND-KT, 58/2014/QH13, 108-CTr/TU.
 *
 * State documents: number, the year where it is a legal document, then TYPE-AGENCY (Decree 30/2020 Art. 15 and
 * Appendix III), or AGENCY-UNIT for an official letter, or QH and the legislature. Party documents: number, hyphen,
 * TYPE/BODY. An empty number ("/BC-VPUBND") is a draft. Anything else is malformed and says why, in Vietnamese, with
 * the form that was meant where that can be seen (19/NQ/TW → 19-NQ/TW).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"

enum {
    DOCUMENT_NUMBER_MAX = 99999,
    DOCUMENT_NUMBER_SIZE_MAX = 80, /* bytes of the whole text */
};

enum document_number_kind {
    DOCUMENT_NUMBER_OK,
    DOCUMENT_NUMBER_DRAFT,     /* no number yet */
    DOCUMENT_NUMBER_MALFORMED, /* only problem and suggestion are set */
};

struct document_number {
    enum document_number_kind kind;
    bool is_party;
    int number;       /* 0 in a draft */
    int year;         /* 0 where the number has none */
    const char *type; /* "NQ", "QyĐ", "QH" of a law; "" in an official letter (công văn) */
    const char
        *agency; /* "HĐND", "UBND-HC", "CP", "TW"; the legislature of a law: "13"; the agency of a letter: "VPUBND" */
    const char *unit;       /* the drafting unit of a letter: "KT"; "" elsewhere */
    const char *symbol;     /* all after the number and year: "NQ-HĐND", "CTr/TU" */
    const char *text;       /* the whole, NFC, without blanks around it */
    const char *problem;    /* "" unless malformed */
    const char *suggestion; /* "" where none can be seen */
};

/* Everything in the result lives in MEM. Blanks around TEXT do not matter. */
struct document_number document_number_parse(struct arena *mem, const char *text);

/* True for the abbreviations of Appendix III and the legal and party types beside them: "NQ", "QyĐ", "TTLT". */
bool document_type_is_known(const char *abbreviation);
