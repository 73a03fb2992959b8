/* src/web/list_internal.h
 * A register's list while its page is made. For list_….c only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/list.h"
#include "query/secret_lines.h"
#include "web/cells.h"
#include "web/list_url.h"
#include "web/page.h"
#include "web/table.h"

enum {
    LIST_TABS_MAX = RECORD_COUNT_QUERIES_MAX - 2, /* beside all, and the list itself */
    LIST_PRINT_MAX = 1000,                        /* rows on paper */
    LIST_EXPORT_CHUNK = 500,
};

struct list_tab {
    const char *label;
    struct list_url url;
    const struct query *query; /* NULL: it asks for something this reader does not have, as @my-unit without a unit */
    struct record_total total; /* −1: not counted */
    bool late;
};

struct list_page {
    struct visit *visit;
    struct arena *mem;
    const struct register_definition *reg;
    struct page *page;
    struct list_url url;       /* of what is shown */
    const struct query *query; /* NULL: the URL cannot be read, FAULT says why */
    struct err fault;
    struct list_tab tabs[LIST_TABS_MAX + 1]; /* the first is all */
    size_t tab_count;
    const struct list_tab *current; /* NULL: none of them */
    struct record_total total;      /* of the list; −1: unknown */
    struct record_rows rows;
    struct secret_lines lines;
    struct personal_note searched; /* how personal data was searched for them */
    struct text_list columns;
    bool compact;
};

/* The query of TEXT as this visit asks it. */
const struct query *list_parse(struct visit *visit, const char *text, struct err *err) MUST_CHECK;

/* "văn bản", "đơn": what the register's rows are called. */
const char *list_noun(const struct register_definition *reg);

/* list_filter.c: `filter`, `chips`, `chooser` and `errors` of templates/list.mustache. */
/* What was typed for a unit, a person, a record becomes the one that it names. */
void list_take_picks(struct list_page *list);
void list_put_filter(struct list_page *list);
void list_put_chips(struct list_page *list);
void list_put_chooser(struct list_page *list);
