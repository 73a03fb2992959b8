/* src/web/form_internal.h
 * What the files of the forms share: controls (form.c), fields of a definition (form_field.c).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/form.h"

/* "a" is among "a,b" (of checks), or is all of it. */
bool form_is_selected(const struct form_control *control, const char *value);
