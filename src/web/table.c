/* SPDX-License-Identifier: Apache-2.0 */
#include "web/table.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "fields/cells.h"
#include "fields/field_type.h"
#include "store/id.h"
#include "web/list_texts.h"
#include "web/texts.h"

enum { WHOLE_LETTERS = 12 }; /* a text of so many stands on one line; a longer one on two at most, compact on one */

/* How a column is shown: by its name where the engine has it, by the type of the field otherwise. */
enum cell_kind { CELL_PLAIN, CELL_NUMBERED, CELL_QUANTITY, CELL_DAY, CELL_INSTANT, CELL_LONG, CELL_WHO, CELL_TAG };

static enum cell_kind field_kind(const struct field *field)
{
    switch (field->type) {
    case FIELD_DATE:
        return CELL_DAY;
    case FIELD_DATE_TIME:
        return CELL_INSTANT;
    case FIELD_NUMBER:
    case FIELD_MONEY:
        return CELL_QUANTITY;
    case FIELD_DOCUMENT_NUMBER:
        return CELL_NUMBERED;
    case FIELD_LONG_TEXT:
        return CELL_LONG;
    case FIELD_USER:
        return CELL_WHO;
    default:
        return CELL_PLAIN;
    }
}

static enum cell_kind kind_of(const struct register_definition *reg, const char *column)
{
    static const struct {
        const char *name;
        enum cell_kind kind;
    } engine[] = {
        { "number", CELL_NUMBERED },  { "title", CELL_LONG },      { "happened_on", CELL_DAY },
        { "due", CELL_DAY },          { "due_on", CELL_DAY },      { "state", CELL_TAG },
        { "original_due", CELL_DAY }, { "finished_on", CELL_DAY }, { "assignee", CELL_WHO },
    };
    const struct field *field = register_field(reg, column);
    if (text_equal(column, reg->title))
        return CELL_LONG;
    if (field)
        return field_kind(field);
    for (size_t i = 0; i < COUNT_OF(engine); i++)
        if (text_equal(engine[i].name, column))
            return engine[i].kind;
    return CELL_PLAIN;
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

static bool is_column(const struct register_definition *reg, const char *name)
{
    return text_equal(name, "assignee") || (cell_exists(reg, name) && !text_equal(name, "id"));
}

static void add_column(struct text_list *list, const char *name)
{
    if (list->count < TABLE_COLUMNS_MAX && !text_list_has(list, name))
        list->items[list->count++] = name;
}

struct text_list table_columns(struct arena *mem, const struct register_definition *reg, const char *chosen)
{
    struct text_list list = { ARENA_ARRAY(mem, const char *, TABLE_COLUMNS_MAX), 0 };
    char *names = arena_strdup(mem, chosen ? chosen : "");
    for (char *at = names; *at; at++)
        *at = *at == '.' ? ',' : *at;
    size_t count;
    char **parts = text_split(mem, names, ',', &count);
    for (size_t i = 0; i < count; i++)
        if (is_column(reg, parts[i]))
            add_column(&list, parts[i]);
    static const char *const usual[] = { "number", "happened_on", "title", "state" };
    bool none = list.count == 0;
    for (size_t i = 0; none && i < reg->list.columns.count; i++)
        if (is_column(reg, reg->list.columns.items[i]))
            add_column(&list, reg->list.columns.items[i]);
    none = list.count == 0;
    for (size_t i = 0; none && i < COUNT_OF(usual); i++)
        add_column(&list, usual[i]);
    return list;
}

struct text_list table_all_columns(struct arena *mem, const struct register_definition *reg)
{
    static const char *const before[] = { "number" };
    static const char *const after[] = { "assignee", "unit", "secrecy", "urgency", "due_on", "finished_on", "state" };
    size_t most = reg->fields.count + COUNT_OF(before) + COUNT_OF(after);
    struct text_list list = { ARENA_ARRAY(mem, const char *, most), 0 };
    for (size_t i = 0; i < COUNT_OF(before); i++)
        list.items[list.count++] = before[i];
    for (size_t i = 0; i < reg->fields.count; i++)
        list.items[list.count++] = reg->fields.items[i].name;
    for (size_t i = 0; i < COUNT_OF(after); i++)
        if (!text_list_has(&list, after[i]))
            list.items[list.count++] = after[i];
    return list;
}

const char *table_column_label(const struct register_definition *reg, const char *column)
{
    bool engine = text_equal(column, "assignee") && !register_field(reg, column);
    return engine ? SAY_COLUMN_ASSIGNEE : cell_heading(reg, column);
}

/* --- the head ----------------------------------------------------------------------------------------------------- */

/* ` NAME="VALUE"`; nothing where it is "". */
static void put_attribute(struct text *out, const char *name, const char *value)
{
    if (!*value)
        return;
    text_char(out, ' ');
    text_add(out, name);
    text_raw(out, "=\"");
    text_attr(out, value);
    text_char(out, '"');
}

/* What is known of a column before its first row. */
struct column {
    const char *name;
    enum cell_kind kind;
    const char *label; /* before the text of a cell, on cards; "" none */
    const char *class;
    const char *begin, *begin_whole; /* "<td …", and of a cell whose words stay on one line */
};

static const char *class_of(const struct register_definition *reg, const char *column, enum cell_kind kind, size_t at)
{
    static const char *const classes[] = {
        [CELL_PLAIN] = "not-narrow",
        [CELL_NUMBERED] = "nowrap not-narrow",
        [CELL_QUANTITY] = "num not-narrow",
        [CELL_DAY] = "nowrap",
        [CELL_INSTANT] = "nowrap not-narrow",
        [CELL_LONG] = "wide not-narrow",
        [CELL_WHO] = "",
        [CELL_TAG] = "state",
    };
    bool title = text_equal(column, reg->title) || text_equal(column, "title");
    bool due = text_equal(column, "due_on") || text_equal(column, "due");
    if (at == 0)
        return "first nowrap";
    if (title)
        return "wide main";
    return kind == CELL_DAY && !due ? "nowrap not-narrow" : classes[kind];
}

/* "<td role="cell" class="…" data-label="…": the same in each row. */
static const char *begin_of(struct arena *mem, const char *class, const char *label)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    text_raw(&out, "<td role=\"cell\"");
    put_attribute(&out, "class", class);
    put_attribute(&out, "data-label", label);
    return out.data;
}

static struct column column_of(const struct table *table, size_t at)
{
    struct arena *mem = table->page->visit->mem;
    const char *name = table->columns.items[at];
    enum cell_kind kind = kind_of(table->reg, name);
    bool labelled = at > 0 && !text_equal(name, "state") && !text_equal(name, table->reg->title);
    const char *label = labelled && table->cards ? table_column_label(table->reg, name) : "";
    const char *class = class_of(table->reg, name, kind, at);
    return (struct column){ .name = name,
                            .kind = kind,
                            .label = label,
                            .class = class,
                            .begin = begin_of(mem, class, label),
                            .begin_whole = begin_of(mem, arena_printf(mem, "%s nowrap", class), label) };
}

/* "Ngày văn bản" stands on two lines, not on three. */
static bool has_three_words(const char *label)
{
    const char *space = strchr(label, ' ');
    return space && strchr(space + 1, ' ');
}

static struct template_value *head_cell(const struct table *table, const struct column *column, size_t at)
{
    struct template_value *cell = template_object(table->page->visit->mem);
    const char *href = table->sort ? table->sort(table->arg, column->name) : NULL;
    bool sorted = text_equal(table->sorted, column->name);
    bool num = column->kind == CELL_QUANTITY && at > 0;
    bool wide = column->kind == CELL_LONG && at > 0;
    const char *label = table_column_label(table->reg, column->name);
    template_put_text(cell, "label", label);
    template_put_text(cell, "class", num ? "num" : wide ? "wide" : has_three_words(label) ? "two-lines" : "");
    template_put_text(cell, "href", href ? href : "");
    template_put_text(cell, "sort", !sorted ? "" : table->descending ? "descending" : "ascending");
    template_put_bool(cell, "up", sorted && !table->descending);
    template_put_bool(cell, "down", sorted && table->descending);
    return cell;
}

static struct template_value *table_head(const struct table *table, const struct column *column)
{
    struct arena *mem = table->page->visit->mem;
    struct template_value *value = template_object(mem), *columns = template_list(mem);
    for (size_t i = 0; i < table->columns.count; i++)
        template_add(columns, head_cell(table, &column[i], i));
    template_put_text(value, "caption", table->caption);
    template_put_int(value, "width", (int64_t)table->columns.count + (table->tick_form ? 1 : 0));
    template_put_bool(value, "sticky", table->sticky);
    template_put_bool(value, "compact", table->compact);
    template_put_bool(value, "cards", table->cards);
    if (table->tick_form) {
        struct template_value *tick = template_object(mem);
        template_put_text(tick, "field", "id");
        template_put_text(tick, "form", table->tick_form);
        template_put(value, "tick", tick);
    } else {
        template_put_bool(value, "tick", false);
    }
    template_put(value, "columns", columns);
    return value;
}

/* --- a row --------------------------------------------------------------------------------------------------------
 * Most of a page: the rows are written as templates/table.mustache and tag.mustache would render them. */

struct cell {
    const char *text, *title, *sub;
    struct due_tag tag; /* kind NULL: none */
};

static const char *whom(const struct record *record, const char *column, const char *lead)
{
    const struct value *value = record_value(record, column);
    if (value)
        return value->is_set && value->text ? value->text : "";
    return lead ? lead : "";
}

void table_want(const struct table *table, struct page_names *names, struct record *const *records,
                const char *const *leads, size_t count)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (kind_of(table->reg, table->columns.items[i]) == CELL_WHO)
            for (size_t k = 0; k < count; k++)
                page_names_want(names, whom(records[k], table->columns.items[i], leads ? leads[k] : NULL));
}

static const char *day_of(struct arena *mem, const struct record *record, const char *column)
{
    const struct value *value = record_value(record, column);
    if (value)
        return value->is_set ? value->text : NULL;
    const char *text = text_equal(column, "happened_on")    ? record->happened_on
                       : text_equal(column, "finished_on")  ? record->finished_on
                       : text_equal(column, "original_due") ? record->original_due
                                                            : record->due;
    return text ? arena_strndup(mem, text, DATE_SIZE - 1) : NULL;
}

static void put_instant(struct arena *mem, const struct record *record, const char *column, struct cell *cell)
{
    const struct value *value = record_value(record, column);
    if (!value || !value->is_set)
        return;
    const char *whole = page_instant(mem, value->integer);
    char day[DATE_SIZE];
    day_print(instant_local_day(value->integer), day);
    const char *at = strchr(whole, ' ');
    cell->text = arena_printf(mem, "%s%s", page_day_short(mem, day), at ? at : "");
    cell->title = whole;
}

/* The tag of the deadline with the state below it; the state alone where there is no deadline. */
static void put_state(const struct table *table, const struct record *record, struct cell *cell)
{
    const struct visit *visit = table->page->visit;
    const char *label = cell_people(visit->mem, visit->definitions, &visit->scope, record, "state");
    struct page_due due = page_due_of(visit->mem, visit->definitions, record);
    if (text_equal(record->due, DUE_OPEN) || record->cancelled) {
        cell->text = label;
        return;
    }
    due.brief = true;
    cell->tag = page_due_tag(visit->mem, visit->definitions, &due);
    cell->sub = label;
}

static struct cell cell_of(const struct table *table, const struct record *record, const struct column *column,
                           const char *lead)
{
    const struct visit *visit = table->page->visit;
    struct arena *mem = visit->mem;
    struct cell cell = { "", "", "", { NULL, NULL } };
    const char *day;
    switch (column->kind) {
    case CELL_DAY:
        if (record_paused_on(record) && (text_equal(column->name, "due") || text_equal(column->name, "due_on"))) {
            cell.text = SAY_PAUSED;
            cell.title = arena_printf(mem, SAY_PAUSED_SINCE, page_day(mem, record_paused_on(record)));
            break;
        }
        day = day_of(mem, record, column->name);
        cell.title = page_day(mem, day);
        cell.text = page_day_short(mem, day);
        cell.title = text_equal(cell.title, cell.text) ? "" : cell.title;
        break;
    case CELL_INSTANT:
        put_instant(mem, record, column->name, &cell);
        break;
    case CELL_WHO:
        cell.text = page_name(table->names, whom(record, column->name, lead));
        break;
    case CELL_TAG:
        put_state(table, record, &cell);
        break;
    default:
        cell.text = cell_people(mem, visit->definitions, &visit->scope, record, column->name);
        break;
    }
    return cell;
}

static bool is_short(const char *text)
{
    int letters = 0;
    for (const char *at = text; letters <= WHOLE_LETTERS && utf8_next(&at);)
        letters++;
    return letters <= WHOLE_LETTERS;
}

/* templates/tag.mustache */
static void put_tag(struct text *out, const struct table *table, const struct due_tag *tag)
{
    text_raw(out, "<span class=\"tag tag--");
    text_attr(out, tag->kind);
    text_raw(out, "\">");
    if (!text_equal(tag->kind, "none")) {
        text_raw(out, "<svg aria-hidden=\"true\"><use href=\"");
        text_attr(out, table->page->icons);
        text_raw(out, "#tag-");
        text_attr(out, tag->kind);
        text_raw(out, "\"/></svg>");
    }
    text_attr(out, tag->text);
    text_raw(out, "</span>");
}

/* Words are never broken: short texts stand whole, longer ones are cut behind their line, the rest is the cell's title.
 */
static void put_cell(struct text *out, const struct table *table, const struct cell *cell, const struct column *column,
                     const char *href)
{
    enum cell_kind kind = column->kind;
    bool words = kind == CELL_LONG || kind == CELL_PLAIN || kind == CELL_WHO || kind == CELL_TAG;
    bool whole = is_short(cell->text), named = kind == CELL_PLAIN || kind == CELL_WHO;
    bool keep = named && whole && !strstr(column->class, "nowrap"), clamp = words && !whole;
    text_add(out, keep ? column->begin_whole : column->begin);
    put_attribute(out, "title", named && !whole ? cell->text : cell->title);
    text_char(out, '>');
    if (cell->tag.kind)
        put_tag(out, table, &cell->tag);
    if (*href) {
        text_raw(out, "<a href=\"");
        text_attr(out, href);
        text_raw(out, "\">");
    }
    text_add(out, clamp ? "<span class=\"clamp\">" : "");
    text_attr(out, cell->text);
    text_add(out, clamp ? "</span>" : "");
    text_add(out, *href ? "</a>" : "");
    if (*cell->sub) {
        text_raw(out, "<span class=\"sub\">");
        text_attr(out, cell->sub);
        text_raw(out, "</span>");
    }
    text_raw(out, "</td>");
}

/* Where the link stands: at the number, the title, or the first cell that says anything; else the first one. */
static size_t link_column(const struct table *table, const struct cell *cells)
{
    const char *wanted[] = { "number", table->reg->number_field, table->reg->title, "title" };
    for (size_t k = 0; k < COUNT_OF(wanted); k++)
        for (size_t i = 0; wanted[k] && i < table->columns.count; i++)
            if (text_equal(table->columns.items[i], wanted[k]) && !text_is_empty(cells[i].text))
                return i;
    for (size_t i = 0; i < table->columns.count; i++)
        if (!text_is_empty(cells[i].text))
            return i;
    return 0;
}

static void put_tick(struct text *out, const struct table *table, const struct record *record)
{
    struct arena *mem = table->page->visit->mem;
    char id[ID_SIZE];
    id_print(record->id, id);
    text_printf(out, "<td class=\"tick\" role=\"cell\"><input type=\"checkbox\" name=\"id\" value=\"%s\" form=\"", id);
    text_attr(out, table->tick_form);
    text_raw(out, "\" aria-label=\"");
    text_attr(out, record->number ? arena_printf(mem, SAY_TICK_NUMBER, record->number)
                                  : arena_printf(mem, SAY_TICK_TITLE, record->title ? record->title : ""));
    text_raw(out, "\"></td>");
}

static void put_row(struct text *out, const struct table *table, const struct column *columns,
                    const struct record *record, const char *lead)
{
    struct cell cells[TABLE_COLUMNS_MAX];
    for (size_t i = 0; i < table->columns.count; i++)
        cells[i] = cell_of(table, record, &columns[i], lead);
    size_t link = link_column(table, cells);
    if (text_is_empty(cells[link].text))
        cells[link].text = SAY_OPEN_RECORD;
    const char *href = page_record_path(table->page->visit->mem, record->reg, record->id);
    struct page_due due = { record->due, record->finished_on, record->cancelled };
    text_raw(out, "<tr role=\"row\" data-row");
    text_add(out, page_is_overdue(&due) ? " class=\"overdue\">" : ">");
    if (table->tick_form)
        put_tick(out, table, record);
    for (size_t i = 0; i < table->columns.count; i++)
        put_cell(out, table, &cells[i], &columns[i], i == link ? href : "");
    text_raw(out, "</tr>\n");
}

/* The lines from *NEXT on that stand before the row AT. */
static void put_lines(struct text *out, const struct table *table, size_t at, size_t *next)
{
    for (; *next < table->line_count && table->lines[*next].at <= at; ++*next) {
        text_printf(out, "<tr role=\"row\"><td class=\"muted\" role=\"cell\" colspan=\"%zu\">",
                    table->columns.count + (table->tick_form != NULL));
        text_attr(out, table->lines[*next].text);
        text_raw(out, "</td></tr>\n");
    }
}

struct template_value *table_value(const struct table *table, struct record *const *records, const char *const *leads,
                                   size_t count)
{
    struct arena *mem = table->page->visit->mem;
    struct column columns[TABLE_COLUMNS_MAX];
    assert(table->columns.count <= TABLE_COLUMNS_MAX);
    for (size_t i = 0; i < table->columns.count; i++)
        columns[i] = column_of(table, i);
    struct template_value *value = table_head(table, columns), *groups = template_list(mem),
                          *group = template_object(mem);
    struct text rows;
    text_init(&rows, mem, TEXT_MAX_PAGE);
    size_t line = 0;
    for (size_t i = 0; i < count; i++) {
        put_lines(&rows, table, i, &line);
        put_row(&rows, table, columns, records[i], leads ? leads[i] : "");
    }
    put_lines(&rows, table, count, &line);
    template_put_text(group, "id", "");
    template_put_text(group, "title", "");
    template_put_text(group, "rows_html", rows.length ? rows.data : "");
    template_put(group, "rows", template_list(mem));
    template_add(groups, group);
    template_put(value, "groups", groups);
    return value;
}
