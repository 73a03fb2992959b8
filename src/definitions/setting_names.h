/* src/definitions/setting_names.h
 * Every setting that office/settings.yaml may have: what it is, and whether anything reads it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct setting_name {
    const char *name;
    const char *about;     /* one English line for docs/definitions.md */
    const char *otherwise; /* what holds where it is not given, for the same page; NULL: nothing */
};

extern const struct setting_name setting_names[];
extern const size_t setting_name_count;
