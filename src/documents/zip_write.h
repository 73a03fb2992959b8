/* src/documents/zip_write.h
 * Writes a ZIP file in memory: the same parts give the same bytes.
 *
 * Parts stand in the order given, deflated at a fixed level, dated 1980-01-01 12:00 whatever the clock and TZ say.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct zip_part {
    const char *name; /* ASCII, "word/document.xml" */
    const char *bytes;
    size_t length;
};

/* The bytes live in MEM. Fails with ERR_INTERNAL when two parts have one name or libzip refuses. */
bool zip_write(struct arena *mem, const struct zip_part *parts, size_t count, const char **bytes, size_t *length,
               struct err *err) MUST_CHECK;
