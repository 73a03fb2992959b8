/* src/handling/package.h
 * A file (`holds:`) as a package to be handed to an archive: a .zip with its index (mục lục văn bản) and the files of
 * what lies in it.
 *
 * muc-luc.csv has a line for each document, muc-luc-tep.csv one for each file with its size and SHA-256; the files
 * stand in a folder for each document, whose name is its place in the index ("003/Tờ trình.docx"). Of each name the
 * newest version is there, nothing that was withdrawn, and nothing of what the reader does not see. A file that may
 * hold personal data is noted as read before it goes out.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/held.h"

enum {
    PACKAGE_FILES_MAX = 4000,
    PACKAGE_BYTES_MAX = 1 << 30, /* of the files */
};

/* An open unlinked file that stands at its beginning, which the caller closes, and its length; −1 with an err:
 * invalid.package beyond the limits. The caller read FILE with SCOPE. */
int package_make(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct record *file, int64_t *length, struct err *err) MUST_CHECK;

/* "Hồ sơ 01.TH.zip" */
const char *package_name(struct arena *mem, const struct record *file);
