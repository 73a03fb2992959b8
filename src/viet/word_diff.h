/* src/viet/word_diff.h
 * What was changed between two texts, word by word.
 *
 * Both are taken in NFC, so that a word is the same however its marks were typed; a word ends at a blank, and blanks
 * and line ends are compared like words. The fewest changes are told (Myers 1986) as long as there are no more than
 * WORD_EDITS_MAX of them; beyond, what lies between the common beginning and end is told as replaced.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"

enum { WORD_EDITS_MAX = 600 };

enum word_change { WORD_SAME, WORD_REMOVED, WORD_ADDED };

/* A piece of text; neighbours differ in their change. */
struct word_run {
    enum word_change change;
    const char *text;
};

struct word_diff {
    struct word_run *runs; /* in the order of the texts: what was removed before what was added in its place */
    size_t count;
    bool coarse; /* there were more changes than are told one by one */
};

/* Lives in MEM. */
void word_diff(struct arena *mem, const char *old, const char *new, struct word_diff *diff);
