/* src/base/embedded.h
 * A file that was put into the program by tools/embed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

struct embedded_file {
    const char *path;           /* from the root of the source: "database/0001-core.sql" */
    const unsigned char *bytes; /* followed by a NUL that LENGTH does not count */
    size_t length;
};
