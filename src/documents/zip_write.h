/* src/documents/zip_write.h
 * Writes a ZIP file, in memory or on disk: the same parts give the same bytes.
 *
 * Parts stand in the order given, deflated at a fixed level (files of the disk are stored as they are), dated
 * 1980-01-01 12:00 whatever the clock and TZ say.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct zip_part {
    const char *name; /* UTF-8, "word/document.xml" */
    const char *bytes;
    size_t length;
    const char *path; /* instead of bytes: a file, read when the archive is written */
};

/* The bytes live in MEM. Fails with ERR_INTERNAL when two parts have one name or libzip refuses. */
bool zip_write(struct arena *mem, const struct zip_part *parts, size_t count, const char **bytes, size_t *length,
               struct err *err) MUST_CHECK;

/* The same as the file PATH, which need not be there; whatever the parts are, the memory stays small. */
bool zip_write_file(struct arena *mem, const struct zip_part *parts, size_t count, const char *path,
                    struct err *err) MUST_CHECK;
