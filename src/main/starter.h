/* src/main/starter.h
 * The folder that a new office begins with: its names laid over the definitions that come with the program.
 *
 * The files stand in starter/ as templates and are put into the program. What is written is whole: `congvu check` finds
 * nothing wrong with it, and none of its names is one of the built-in office's province. Nothing is written over: a
 * folder that has definitions already is refused.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

enum { STARTER_NAME_MAX = 120 }; /* characters of a name */

/* Writes the starter into FOLDER, which is made. PROVINCE "Bến Tre", "tỉnh Bến Tre", "thành phố Cần Thơ"; NAME the
 * office's own: "Văn phòng UBND tỉnh Bến Tre". Fails with invalid.name for what is no name, with conflict.office where
 * FOLDER has definitions. */
bool starter_write(struct arena *mem, const char *folder, const char *province, const char *name,
                   struct err *err) MUST_CHECK;
