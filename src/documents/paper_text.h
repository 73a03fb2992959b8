/* src/documents/paper_text.h
 * Writes a paper as plain UTF-8 text for a terminal: PAPER_TEXT_WIDTH columns, heads centred, paragraphs wrapped at
 * blanks, line ends LF. A word longer than the width stands alone on its line and is not cut.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "base/text.h"

struct paper;

enum { PAPER_TEXT_WIDTH = 100 };

/* Adds the text to OUT. Fails with ERR_INVALID when OUT is full. */
bool paper_text(struct text *out, const struct paper *paper, struct err *err) MUST_CHECK;
