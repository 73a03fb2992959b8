/* src/documents/docx_text.h
 * The words of a .docx, for comparing two versions of a draft: a line a paragraph, a row of a table a line with tabs.
 *
 * Text is taken from word/document.xml: what was inserted is told, what was deleted or moved away with tracked changes
 * is not, nor a text box a second time; the strict form of the format is read alike; tabs and breaks stand for
 * themselves; headers, footnotes and pictures are left out. The file comes from strangers: nothing is unpacked beyond
 * DOCX_PART_MAX bytes, whatever the archive says of its size, and the text ends with MAX. No entity is expanded and
 * nothing is fetched.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { DOCX_PART_MAX = 8 << 20 }; /* bytes of word/document.xml, unpacked */

/* NULL where BYTES are no such file, the part is larger than DOCX_PART_MAX, or its text longer than MAX bytes. Lives in
 * MEM. */
char *docx_text(struct arena *mem, const void *bytes, size_t length, size_t max);
