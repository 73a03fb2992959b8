/* SPDX-License-Identifier: Apache-2.0 */
#include "web/cells.h"

struct cells {
    struct arena *mem;
    struct template_value *table, *columns, *groups, *rows, *row;
    ARRAY(const char *) classes; /* of the columns, for their cells */
    size_t row_count, cell_count;
};

struct cells *cells_new(struct arena *mem, const char *caption, bool cards)
{
    struct cells *cells = ARENA_NEW(mem, struct cells);
    cells->mem = mem;
    cells->table = template_object(mem);
    cells->columns = template_list(mem);
    cells->groups = template_list(mem);
    template_put_text(cells->table, "caption", caption);
    template_put_bool(cells->table, "cards", cards);
    template_put_bool(cells->table, "sticky", false);
    template_put_bool(cells->table, "compact", false);
    template_put_bool(cells->table, "tick", false);
    template_put(cells->table, "columns", cells->columns);
    template_put(cells->table, "groups", cells->groups);
    return cells;
}

void cells_column(struct cells *cells, const char *label, const char *class)
{
    struct template_value *column = template_object(cells->mem);
    template_put_text(column, "label", label);
    template_put_text(column, "class", class);
    template_put_text(column, "href", "");
    template_put_text(column, "sort", "");
    template_add(cells->columns, column);
    *ARRAY_ADD(cells->mem, &cells->classes) = class;
}

void cells_group(struct cells *cells, const char *id, const char *title)
{
    struct template_value *group = template_object(cells->mem);
    cells->rows = template_list(cells->mem);
    template_put_text(group, "id", id);
    template_put_text(group, "title", title);
    template_put(group, "rows", cells->rows);
    template_put_text(group, "rows_html", "");
    template_add(cells->groups, group);
}

void cells_row(struct cells *cells, bool overdue)
{
    struct template_value *row = template_object(cells->mem);
    if (!cells->rows)
        cells_group(cells, "", "");
    cells->row = template_list(cells->mem);
    cells->cell_count = 0;
    cells->row_count++;
    template_put_bool(row, "overdue", overdue);
    template_put(row, "cells", cells->row);
    template_add(cells->rows, row);
}

struct template_value *cells_add(struct cells *cells, const char *text)
{
    static const char *const nothing[] = { "label", "href", "title", "sub" };
    struct template_value *cell = template_object(cells->mem);
    for (size_t i = 0; i < COUNT_OF(nothing); i++)
        template_put_text(cell, nothing[i], "");
    template_put_bool(cell, "clamp", false);
    template_put_bool(cell, "tag", false);
    template_put_text(cell, "text", text);
    template_put_text(cell, "class",
                      cells->cell_count < cells->classes.count ? cells->classes.items[cells->cell_count] : "");
    cells->cell_count++;
    template_add(cells->row, cell);
    return cell;
}

struct template_value *cells_link(struct cells *cells, const char *text, const char *href)
{
    struct template_value *cell = cells_add(cells, text);
    template_put_text(cell, "href", href);
    return cell;
}

struct template_value *cells_tag(struct cells *cells, struct template_value *tag)
{
    struct template_value *cell = cells_add(cells, "");
    template_put(cell, "tag", tag);
    return cell;
}

void cell_sub(struct template_value *cell, const char *sub)
{
    template_put_text(cell, "sub", sub);
}

void cell_title(struct template_value *cell, const char *title)
{
    template_put_text(cell, "title", title);
}

void cell_label(struct template_value *cell, const char *label)
{
    template_put_text(cell, "label", label);
}

void cell_clamp(struct template_value *cell)
{
    template_put_bool(cell, "clamp", true);
}

size_t cells_rows(const struct cells *cells)
{
    return cells->row_count;
}

void cells_put(struct cells *cells, struct template_value *values)
{
    template_put_text(cells->table, "width", arena_printf(cells->mem, "%zu", cells->classes.count));
    template_put(values, "table", cells->table);
    template_put_bool(values, "has_rows", cells->row_count > 0);
}

/* --- the page's head ---------------------------------------------------------------------------------------------- */

void page_head(struct page *page, const char *heading, const char *lead)
{
    struct arena *mem = page->visit->mem;
    page->crumbs = template_list(mem);
    page->actions = template_list(mem);
    template_put_text(page->values, "heading", heading);
    template_put_text(page->values, "lead", lead);
    template_put_bool(page->values, "tag", false);
    template_put_bool(page->values, "printable", false);
    template_put_bool(page->values, "has_crumbs", false);
    template_put(page->values, "crumbs", page->crumbs);
    template_put(page->values, "actions", page->actions);
}

void page_crumb(struct page *page, const char *label, const char *href)
{
    struct template_value *crumb = template_object(page->visit->mem);
    template_put_text(crumb, "label", label);
    template_put_text(crumb, "href", href);
    template_add(page->crumbs, crumb);
    template_put_bool(page->values, "has_crumbs", true);
}

void page_action(struct page *page, const char *label, const char *href, const char *icon, bool primary)
{
    struct template_value *action = template_object(page->visit->mem);
    template_put_text(action, "label", label);
    template_put_text(action, "href", href);
    template_put_text(action, "icon", icon);
    template_put_bool(action, "primary", primary);
    template_add(page->actions, action);
}

void page_empty(struct page *page, const char *text, const char *href, const char *link)
{
    struct template_value *empty = template_object(page->visit->mem);
    template_put_text(empty, "text", text);
    template_put_text(empty, "href", href);
    template_put_text(empty, "link", link);
    template_put(page->values, "empty", empty);
}
