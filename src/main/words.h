/* src/main/words.h
 * Small acts on words that the commands share: widths on a terminal, padding, cutting, looking a word up.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* True where WORD stands in LIST, which has a blank around each word: " list export ". */
bool words_has(const char *list, const char *word);

/* Columns on a terminal: a letter is one, a combining mark none, a line break shows as a blank. */
size_t words_width(const char *string);

/* STRING and then blanks up to WIDTH columns; two at least where it is as wide. */
void words_pad(struct text *out, const char *string, size_t width);

/* STRING on one line, at most WIDTH columns: the last is "…" where something was cut. Lives in MEM. */
char *words_cut(struct arena *mem, const char *string, size_t width);
