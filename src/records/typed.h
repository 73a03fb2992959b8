/* src/records/typed.h
 * A day and a few words as somebody typed them in a form of administration, over the API or in a command: cleaned, or
 * told with the field they belong to. What a register's fields hold is judged by judge.h.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/draft.h"

struct typed {
    const char *field;
    const char *given;   /* NULL as "" */
    const char *missing; /* what is said where it is empty; NULL: it may be (words alone: a day is always wanted) */
    size_t max;          /* characters, of words */
    bool lines;          /* words may have line breaks */
};

/* False, with the words that name FIELD, as the forms of administration and of handing on call it, and the code of what
 * is no text in it (viet/input.h). */
bool typed_refuse(const char *field, uint32_t bad, struct err *err);

/* YYYY-MM-DD, and the day of it in DAY; "" with a fault more in FAULTS. Lives in MEM. */
const char *typed_day(struct arena *mem, struct draft_faults *faults, const struct typed *typed, day_t *day);

/* Without blanks around them; "" where they are none. With a fault more in FAULTS where there are none though they are
 * wanted, where they are too long or hold what is no text. Lives in MEM. */
const char *typed_words(struct arena *mem, struct draft_faults *faults, const struct typed *typed);
