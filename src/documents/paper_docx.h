/* src/documents/paper_docx.h
 * Writes a paper as an Office Open XML document.
 *
 * A4 with the margins of NĐ 30/2020, Times New Roman, real heading styles with one multilevel list, page numbers in the
 * top margin from page 2, each figure an inline content control (tag: its id, alias: its label), the figures' JSON as a
 * custom XML part. Valid transitional Open XML. The same paper gives the same bytes: parts in a fixed order, dates of
 * the ZIP fixed at 1980-01-01.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct paper;

/* The bytes live in MEM. Fails with ERR_INVALID where a part would exceed TEXT_MAX_DOCUMENT. */
bool paper_docx(struct arena *mem, const struct paper *paper, const char **bytes, size_t *length,
                struct err *err) MUST_CHECK;
