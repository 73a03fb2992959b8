/* src/web/page_internal.h
 * The web's insides, for the files that make the shell.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/draft_cache.h"
#include "web/page.h"

#define COOKIE_NOTICE  "congvu-notice"
#define COOKIE_DRAFT   "congvu-draft"
#define COOKIE_THEME   "congvu-theme"
#define COOKIE_KEYS    "congvu-keys"
#define COOKIE_DENSITY "congvu-density" /* "compact", "normal": of every list */

struct page_template {
    const char *name;
    const struct template *parsed;
};

struct static_files;

struct web {
    struct office office; /* with no scope: page_office gives it that of the visit */
    struct draft_cache *drafts;
    const struct static_files *files;
    struct page_template *pages; /* by name */
    size_t page_count;
};

/* The step that is taken with an entry into the visit's register; NULL: none, or who asks may not take it. */
const struct step *page_entry_step(struct visit *visit);

/* What was kept for this page in a cookie, forgotten by it; NULL where none. */
const char *page_take_cookie(struct visit *visit, const char *name);
