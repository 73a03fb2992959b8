/* src/viet/input.h
 * What people and programs give as text, made fit to be kept: the one border for fields, comments, reasons and names.
 *
 * NFC. Marks of direction and blanks without width, which copying brings along, are left out. Every kind of line break
 * (also U+0085, U+2028, U+2029) and a tab become one blank, or, where lines are kept, a line feed. Refused are control
 * characters, also U+007F and U+0080…9F, code points that are no characters, and what is not UTF-8.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* NULL with the code point in BAD where it is refused; BAD 0: not UTF-8. Lives in MEM. */
char *viet_input(struct arena *mem, const char *text, bool lines, uint32_t *bad);

/* Has TEXT a mark of direction or a blank without width? */
bool viet_has_hidden(const char *text);
