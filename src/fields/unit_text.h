/* src/fields/unit_text.h
 * Which unit a text means: its code, a name or abbreviation it has or had, or the name of its area, with marks or
 * without, with the kind before it or without (“UBND huyện Tháp Mười”, “H. Tháp Mười”, “thap muoi”).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum { UNIT_MATCHES_MAX = 8 };

/* How many units TEXT may mean, at most UNIT_MATCHES_MAX of them in MATCHES: by what is most exact. */
size_t unit_matches(struct arena *mem, const struct definitions *definitions, const char *text,
                    const struct unit *matches[UNIT_MATCHES_MAX]);

/* "Ủy ban nhân dân huyện Cao Lãnh (873), …" of several. Lives in MEM. */
const char *unit_matches_text(struct arena *mem, const struct unit *const *matches, size_t count);
