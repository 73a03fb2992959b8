/* src/documents/paper_html.h
 * Writes a paper as one self-contained HTML5 page: no script, no outside file; prints on A4 as it looks.
 *
 * Headings are h1–h5, tables have head cells with scope, each figure is `<a class="figure" href data-figure>` (a span
 * where it leads nowhere or to something that is not a path, http or https).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "base/text.h"

struct paper;

/* Adds the page to OUT. Fails with ERR_INVALID when OUT is full. */
bool paper_html(struct text *out, const struct paper *paper, struct err *err) MUST_CHECK;

/* Adds only the sheet itself, `<article class="paper" lang="vi">…</article>`, for a page that brings its own style. */
bool paper_html_sheet(struct text *out, const struct paper *paper, struct err *err) MUST_CHECK;
