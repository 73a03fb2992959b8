/* src/handling/attachment_note.h
 * What the history says of a file: enough to make its row again.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/attachment.h"

/* The value `attachment.ID` of the lines attach and draft-version: name, media type, hash, version, size, and of a
 * version of the draft its number and note, a line each. Lives in MEM. */
const char *attachment_note_print(struct arena *mem, const struct attachment *attachment);
