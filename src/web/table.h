/* src/web/table.h
 * Records as the rows of templates/table.mustache: the register list, the records behind a figure, and whoever else
 * shows records in a table.
 *
 * One way for all: which columns, what stands in a cell (dates short within the year with the whole date as title,
 * numbers of documents without dots, quantities to the right, names instead of logins, personal values masked as the
 * scope reads), the tag of the deadline, the red edge of what is overdue. The number is the link to the record; the
 * title where there is no number.
 *
 *     table_want(&table, names, rows.records, rows.leads, rows.count);   then page_names_read
 *     template_put(page->values, "table", table_value(&table, rows.records, rows.leads, rows.count));
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/list.h"
#include "web/page.h"

enum { TABLE_COLUMNS_MAX = 20 };

/* The names of CHOSEN (joined by "." or ",") that are columns of REG, each once; the definition's columns where CHOSEN
 * is NULL or names none. Lives in MEM. */
struct text_list table_columns(struct arena *mem, const struct register_definition *reg, const char *chosen);

/* All columns a list of REG may have: number, the fields, assignee, unit, due_on, finished_on, state … Lives in MEM. */
struct text_list table_all_columns(struct arena *mem, const struct register_definition *reg);

/* The head of a column: the field's label, "Số", "Hạn", "Người xử lý" … */
const char *table_column_label(const struct register_definition *reg, const char *column);

/* What stands in the table and is no record. */
struct table_line {
    size_t at; /* before the row with this index; the number of rows: behind them all */
    const char *text;
};

struct table {
    struct page *page;
    const struct register_definition *reg;
    struct text_list columns;
    const char *caption;         /* read out: "Văn bản đến, xếp theo hạn" */
    bool compact, sticky, cards; /* templates/table.mustache */
    const char *tick_form;       /* id of the form that the boxes belong to, field `id`; NULL: no boxes */
    const struct page_names *names;

    /* The link that sorts by COLUMN, NULL where it cannot be sorted; SORT NULL: no links at all. */
    const char *(*sort)(void *arg, const char *column);
    void *arg;
    const char *sorted; /* the column the rows are in the order of; NULL */
    bool descending;

    const struct table_line *lines; /* in the order of AT */
    size_t line_count;
};

/* Asks NAMES for those whom the rows name. LEADS may be NULL: nobody's. */
void table_want(const struct table *table, struct page_names *names, struct record *const *records,
                const char *const *leads, size_t count);

/* The whole object `table` with its rows in one group. */
struct template_value *table_value(const struct table *table, struct record *const *records, const char *const *leads,
                                   size_t count);
