/* src/web/cells.h
 * Builds the values of templates/table.mustache and page-head.mustache, so that no page forgets one.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

struct cells; /* a table being made; lives in its arena */

/* `cards`: on phones each row is a card. */
struct cells *cells_new(struct arena *mem, const char *caption, bool cards);

/* A column that does not sort. CLASS as in table.mustache, "" none. */
void cells_column(struct cells *cells, const char *label, const char *class);

/* Rows added from here on stand under TITLE ("" in a plain table); ID is unique on the page. */
void cells_group(struct cells *cells, const char *id, const char *title);

/* A row, and its cells in the order of the columns. What cells_add gives may be changed by the functions below. */
void cells_row(struct cells *cells, bool overdue);
struct template_value *cells_add(struct cells *cells, const char *text);
struct template_value *cells_link(struct cells *cells, const char *text, const char *href);
struct template_value *cells_tag(struct cells *cells, struct template_value *tag);
void cell_sub(struct template_value *cell, const char *sub);     /* the small second line */
void cell_title(struct template_value *cell, const char *title); /* the whole date */
void cell_label(struct template_value *cell, const char *label); /* before the text, on cards */
void cell_clamp(struct template_value *cell);                    /* two lines at most */

size_t cells_rows(const struct cells *cells);

/* Sets `table` (and `has_rows`) of VALUES. */
void cells_put(struct cells *cells, struct template_value *values);

/* The page's head (page-head.mustache): heading and the line under it. page_action adds a button. */
void page_head(struct page *page, const char *heading, const char *lead);
void page_crumb(struct page *page, const char *label, const char *href);
void page_action(struct page *page, const char *label, const char *href, const char *icon, bool primary);

/* `empty{text, href, link}`; LINK "" where nothing is to be done. */
void page_empty(struct page *page, const char *text, const char *href, const char *link);
