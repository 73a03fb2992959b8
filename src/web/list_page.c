/* The list of a register: quick tabs with counts, filters, chips, a page of rows in the order asked for; the same
 * printed whole.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "definitions/board_definition.h"
#include "definitions/law.h"
#include "fields/field_type.h"
#include "fields/text_order.h"
#include "query/personal_search.h"
#include "store/id.h"
#include "viet/fold.h"
#include "web/list_internal.h"
#include "query/reading.h"
#include "web/list_texts.h"
#include "web/record_texts.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/texts.h"

#define COOKIE_DENSITY "congvu-density"
#define COOKIE_COLUMNS "congvu-columns-"

enum { TASTE_SECONDS = 365 * 24 * 3600, COLUMNS_TEXT_MAX = 1000, COLUMNS_ON_SCREEN = 10 };

/* --- the query ---------------------------------------------------------------------------------------------------- */

const struct query *list_parse(struct visit *visit, const char *text, struct err *err)
{
    const struct query_tokens tokens = {
        .today = page_iso_day(visit->mem, clock_now()),
        .me = text_is_empty(visit->scope.user) ? NULL : visit->scope.user,
        .my_unit = text_is_empty(visit->scope.unit) ? NULL : visit->scope.unit,
    };
    return query_parse(visit->mem, visit->definitions, visit->reg, text, &tokens, err);
}

const char *list_noun(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->figures.count; i++)
        if (reg->figures.items[i].kind == FIGURE_RECORDS && reg->figures.items[i].counts)
            return reg->figures.items[i].counts;
    return SAY_NOUN;
}

/* "1.274", "hơn 10.000"; "" where it is not known. */
static const char *list_count_text(struct arena *mem, const struct record_total *total)
{
    if (total->count < 0)
        return "";
    const char *number = page_number(mem, total->count);
    return total->at_least ? arena_printf(mem, SAY_MORE_THAN, number) : number;
}

/* The column the list is in the order of, and which way. */
static const char *list_sorted(const struct list_page *list, bool *descending)
{
    const char *sort = list_url_get(&list->url, "sort");
    if (!sort)
        sort = list->reg->list.sort ? list->reg->list.sort : "-id";
    *descending = *sort == '-';
    return sort + *descending;
}

static bool is_time(const struct register_definition *reg, const char *column)
{
    static const char *const engine[] = { "happened_on", "due",        "due_on", "finished_on",
                                          "changed_on",  "created_at", "id" };
    const struct field *field = register_field(reg, column);
    for (size_t i = 0; !field && i < COUNT_OF(engine); i++)
        if (text_equal(engine[i], column))
            return true;
    return field && (field->type == FIELD_DATE || field->type == FIELD_DATE_TIME);
}

static bool is_due(const char *column)
{
    return text_equal(column, "due") || text_equal(column, "due_on");
}

/* "hạn, gần nhất trước" */
static const char *order_words(const struct list_page *list)
{
    bool down;
    const char *column = list_sorted(list, &down);
    const char *way = is_due(column)               ? (down ? SAY_FARTHEST_FIRST : SAY_NEAREST_FIRST)
                      : is_time(list->reg, column) ? (down ? SAY_NEWEST_FIRST : SAY_OLDEST_FIRST)
                                                   : (down ? SAY_DOWN : SAY_UP);
    if (text_equal(column, "id") || text_equal(column, "created_at"))
        return arena_printf(list->mem, SAY_ENTERED, way);
    const char *label = viet_lower_first(list->mem, table_column_label(list->reg, column));
    return arena_printf(list->mem, SAY_SORTED_DOWN, label, way);
}

/* --- tabs --------------------------------------------------------------------------------------------------------- */

static void add_tab(struct list_page *list, const char *label, const char *query)
{
    struct err err = { 0 };
    struct list_tab *tab = &list->tabs[list->tab_count++];
    *tab = (struct list_tab){ .label = label,
                              .url = list_url_of(list->mem, list->url.path, query),
                              .total = { -1, false } };
    tab->query = list_parse(list->visit, query, &err);
    tab->late = strstr(query, "verdict=overdue") != NULL;
}

/* The tab that opens where the address says nothing. */
static const struct quick_tab *first_tab(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->list.tabs.count; i++)
        if (reg->list.tabs.items[i].first)
            return &reg->list.tabs.items[i];
    return NULL;
}

static void make_tabs(struct list_page *list)
{
    const struct register_definition *reg = list->reg;
    add_tab(list, SAY_TAB_ALL, first_tab(reg) ? "cancelled=no" : "");
    for (size_t i = 0; i < reg->list.tabs.count && list->tab_count <= LIST_TABS_MAX; i++)
        add_tab(list, reg->list.tabs.items[i].label, reg->list.tabs.items[i].query);
}

/* The tab with the same conditions, however they are written. */
static void find_tab(struct list_page *list)
{
    struct err err = { 0 };
    const struct query *asked = list->query ? list_parse(list->visit, list_url_conditions(&list->url), &err) : NULL;
    if (!asked)
        return;
    const char *printed = query_print(list->mem, asked);
    for (size_t i = 0; i < list->tab_count && !list->current; i++)
        if (list->tabs[i].query && text_equal(query_print(list->mem, list->tabs[i].query), printed))
            list->current = &list->tabs[i];
}

/* All counts in one statement; the list's own is that of its tab where it is one. */
static bool count_tabs(struct list_page *list, struct err *err)
{
    struct visit *visit = list->visit;
    const struct query *queries[RECORD_COUNT_QUERIES_MAX];
    struct record_total totals[RECORD_COUNT_QUERIES_MAX];
    const struct record_total unknown = { -1, false };
    size_t count = 0;
    for (size_t i = 0; i < list->tab_count; i++)
        if (list->tabs[i].query)
            queries[count++] = list->tabs[i].query;
    if (list->query && !list->current)
        queries[count++] = list->query;
    if (!record_counts(visit->store, list->mem, &visit->scope, queries, count, totals, err))
        return false;
    list->total = list->query && !list->current ? totals[count - 1] : unknown;
    count = 0;
    for (size_t i = 0; i < list->tab_count; i++) {
        list->tabs[i].total = list->tabs[i].query ? totals[count++] : unknown;
        if (list->current == &list->tabs[i])
            list->total = list->tabs[i].total;
    }
    return true;
}

static void put_tabs(struct list_page *list)
{
    struct template_value *tabs = template_list(list->mem);
    for (size_t i = 0; i < list->tab_count; i++) {
        const struct list_tab *tab = &list->tabs[i];
        struct template_value *value = template_object(list->mem);
        template_put_text(value, "label", tab->label);
        template_put_text(value, "href", list_url_href(&tab->url, "", NULL, 0));
        template_put_text(value, "count", list_count_text(list->mem, &tab->total));
        template_put_bool(value, "late", tab->late && tab->total.count > 0);
        template_put_bool(value, "current", tab == list->current);
        template_add(tabs, value);
    }
    template_put(list->page->values, "tabs", tabs);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Density and columns are kept in cookies; what a form sent becomes the one address of its state. True where the answer
 * is that address. */
static bool keep_taste(struct list_page *list)
{
    struct visit *visit = list->visit;
    const struct list_url *url = &list->url;
    bool secure = visit_is_secure(visit), folded = url->folded || url->density || url->columns;
    if (url->density) {
        bool compact = text_equal(url->density, "compact");
        response_cookie(visit->response, COOKIE_DENSITY, compact ? "compact" : "normal", TASTE_SECONDS, secure);
    }
    if (url->columns) {
        struct text_list columns = table_columns(list->mem, list->reg, url->columns);
        struct text kept;
        text_init(&kept, list->mem, COLUMNS_TEXT_MAX);
        for (size_t i = 0; i < columns.count && *url->columns; i++)
            text_printf(&kept, "%s%s", i ? "." : "", columns.items[i]);
        response_cookie(visit->response, arena_printf(list->mem, COOKIE_COLUMNS "%s", list->reg->name), kept.data,
                        kept.length ? TASTE_SECONDS : -1, secure);
    }
    if (!folded)
        return false;
    struct list_pair print = { "print", url->print ? "yes" : NULL };
    const char *bare = list_url_is_bare(url) && url->folded ? list_url_href(&list->tabs[0].url, "", NULL, 0) : NULL;
    return page_go(visit, bare ? bare : list_url_href(url, "", &print, 1));
}

static void read_taste(struct list_page *list)
{
    const struct request *request = list->visit->request;
    const char *name = arena_printf(list->mem, COOKIE_COLUMNS "%s", list->reg->name);
    list->compact = text_equal(request_cookie(request, COOKIE_DENSITY), "compact");
    list->columns = table_columns(list->mem, list->reg, request_cookie(request, name));
}

static bool hand_over(const struct list_page *list, struct err *err)
{
    *err = list->fault;
    return false;
}

/* False only where the database failed: a query that cannot be read is a page that says so. */
static bool read_list(struct list_page *list, struct err *err)
{
    struct visit *visit = list->visit;
    const struct quick_tab *first = first_tab(list->reg);
    if (list_url_is_bare(&list->url) && first)
        list->url = list_url_of(list->mem, list->url.path, first->query);
    list->query = list_parse(visit, list_url_text(&list->url), &list->fault);
    if (!list->query && list->fault.kind != ERR_INVALID)
        return hand_over(list, err);
    find_tab(list);
    if (list->query && !query_with_personal(visit->store, list->mem, &visit->scope, &list->query, &list->searched, err))
        return false;
    if (!count_tabs(list, err))
        return false;
    size_t most = list->url.print ? LIST_PRINT_MAX : 0;
    if (!list->query)
        return true;
    if (record_rows(visit->store, list->mem, &visit->scope, list->query, most, &list->rows, &list->fault))
        return secret_lines_of_rows(visit->store, list->mem, &visit->scope, list->query, &list->rows,
                                    most ? most : SECRET_LINES_MAX, &list->lines, err);
    if (list->fault.kind != ERR_INVALID)
        return hand_over(list, err);
    list->query = NULL, list->current = NULL; /* the record it was to begin behind is gone */
    return true;
}

/* A list that shows personal data leaves one line in the history, however many records it has. */
static bool note_reading(struct list_page *list, const char *how, struct err *err)
{
    struct visit *visit = list->visit;
    size_t shown = list->query ? reading_count(list->rows.records, list->rows.count, &visit->scope, &list->columns) : 0;
    return page_note_readings(visit, how, list->query, shown, &list->searched, err);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* Only orders that an index has: the others would sort the whole register for each page. */
static bool has_order(const struct register_definition *reg, const char *column)
{
    static const char *const engine[] = { "number", "happened_on", "due", "due_on", "state", "id", "title" };
    const struct field *field = register_field(reg, column);
    if (field && field->personal)
        return false;
    if (field)
        return text_equal(field->name, reg->date) || field_has_key(reg, field) ||
               (text_equal(field->name, reg->title) && field->type == FIELD_TEXT);
    for (size_t i = 0; i < COUNT_OF(engine); i++)
        if (text_equal(engine[i], column))
            return true;
    return false;
}

static const char *sort_href(void *arg, const char *column)
{
    const struct list_page *list = arg;
    bool down;
    const char *sorted = list_sorted(list, &down);
    if (!has_order(list->reg, column))
        return NULL;
    bool newest = is_time(list->reg, column) && !is_due(column); /* the first press shows the newest */
    bool turn = text_equal(sorted, column) ? !down : newest;
    struct list_pair sort = { "sort", turn ? arena_printf(list->mem, "-%s", column) : column };
    return list_url_href(&list->url, "", &sort, 1);
}

/* Is there work that is done to several rows at once? Then rows have boxes. */
static bool list_has_bulk(const struct list_page *list)
{
    return !list->reg->mirror && list->rows.count > 0 && may_somewhere(&list->visit->scope, ACT_ASSIGN, list->reg);
}

/* May who looks urge those who are late? */
static bool list_urges(const struct list_page *list)
{
    const struct urges *urges = list->reg->urges;
    struct err ignored = { 0 };
    return urges &&
           may(&list->visit->scope, ACT_STEP,
               &(struct may_what){ .reg = list->reg, .step = register_step(list->reg, urges->step) }, &ignored);
}

static const char *urge_path(const struct list_page *list)
{
    return arena_printf(list->mem, "%s/don-doc", list->url.path);
}

/* Those ticked: with the button beside the other work for several. */
static void put_urges(struct list_page *list, struct template_value *bulk)
{
    template_put_bool(bulk, "urges", list_urges(list));
    template_put_text(bulk, "urge_action", urge_path(list));
    template_put_text(bulk, "urge_label", SAY_URGE_BUTTON);
}

/* Of a list by number they stand among its rows, otherwise behind it, and why is said. */
static bool lines_stand_among(const struct list_page *list)
{
    return list->lines.placed && list->rows.count > 0;
}

static void place_lines(const struct list_page *list, struct table *table)
{
    struct table_line *lines = ARENA_ARRAY(list->mem, struct table_line, list->lines.count);
    size_t at = 0;
    for (size_t i = 0; i < list->rows.count; i++)
        for (size_t n = secret_lines_before(&list->lines, at, list->rows.records[i]->number_key); n > 0; n--, at++)
            lines[at] = (struct table_line){ i, list->lines.texts[at] };
    for (; at < list->lines.count; at++)
        lines[at] = (struct table_line){ list->rows.count, list->lines.texts[at] };
    table->lines = lines;
    table->line_count = list->lines.count;
}

static void put_secret_lines(struct list_page *list)
{
    const struct secret_lines *lines = &list->lines;
    const struct list_pair by_number = { "sort", "-number" };
    struct secret_lines rest = *lines;
    if (lines_stand_among(list))
        rest.count = 0;
    page_secret_lines(list->page, &rest);
    if (lines->placed || (lines->count == 0 && !lines->hidden))
        return;
    struct template_value *note = template_object(list->mem);
    template_put_text(note, "text", lines->hidden ? SAY_SECRET_LINES_HIDDEN : SAY_SECRET_LINES_BEHIND);
    template_put_text(note, "link", lines->hidden ? SAY_SECRET_LINES_ALL : SAY_SECRET_LINES_SORT);
    template_put_text(note, "href", list_url_href(&list->tabs[0].url, "", &by_number, 1));
    template_put(list->page->values, "secret_note", note);
}

static bool put_table(struct list_page *list, bool whole, struct err *err)
{
    struct visit *visit = list->visit;
    struct page_names *names = page_names_new(visit);
    struct table table = { .page = list->page,
                           .reg = list->reg,
                           .columns = list->columns,
                           .compact = list->compact && !whole,
                           .sticky = !whole,
                           .cards = !whole,
                           .names = names };
    table.caption = arena_printf(list->mem, SAY_LIST_CAPTION, list->reg->plural ? list->reg->plural : list->reg->label,
                                 order_words(list));
    table.sorted = list_sorted(list, &table.descending);
    if (!whole) {
        table.sort = sort_href;
        table.arg = list;
        table.tick_form = list_has_bulk(list) ? "bulk" : NULL;
    }
    if (lines_stand_among(list))
        place_lines(list, &table);
    table_want(&table, names, list->rows.records, list->rows.leads, list->rows.count);
    if (!page_names_read(names, err))
        return false;
    template_put_bool(list->page->values, "has_rows", list->rows.count > 0);
    template_put_bool(list->page->values, "many", list->columns.count > COLUMNS_ON_SCREEN);
    if (list->rows.count > 0)
        template_put(list->page->values, "table",
                     table_value(&table, list->rows.records, list->rows.leads, list->rows.count));
    return true;
}

static void put_pager(struct list_page *list)
{
    struct arena *mem = list->mem;
    const struct record_rows *rows = &list->rows;
    struct template_value *pager = template_object(mem);
    if (rows->count == 0 || (!rows->earlier && !rows->later)) {
        template_put_bool(list->page->values, "pager", false);
        return;
    }
    char first[ID_SIZE], last[ID_SIZE];
    id_print(rows->records[0]->id, first);
    id_print(rows->records[rows->count - 1]->id, last);
    struct list_pair before = { "before", first }, after = { "after", last };
    const char *shown = page_number(mem, (int64_t)rows->count);
    template_put_text(pager, "text",
                      rows->later ? arena_printf(mem, SAY_PAGE_MORE, shown) : arena_printf(mem, SAY_PAGE_ROWS, shown));
    template_put_text(pager, "first_href", rows->earlier ? list_url_href(&list->url, "", NULL, 0) : "");
    template_put_text(pager, "before_href", rows->earlier ? list_url_href(&list->url, "", &before, 1) : "");
    template_put_text(pager, "next_href", rows->later ? list_url_href(&list->url, "", &after, 1) : "");
    template_put(list->page->values, "pager", pager);
}

static void put_result(struct list_page *list)
{
    struct arena *mem = list->mem;
    if (!list->query) {
        template_put_bool(list->page->values, "result", false);
        return;
    }
    struct template_value *result = template_object(mem);
    bool part = list->rows.later || list->rows.earlier;
    template_put_text(result, "shown", page_number(mem, (int64_t)list->rows.count));
    template_put_text(result, "rows", list->rows.later && !list->rows.earlier ? SAY_ROWS_FIRST : SAY_ROWS);
    template_put_text(result, "total", part ? list_count_text(mem, &list->total) : "");
    template_put_text(result, "noun", part ? list_noun(list->reg) : "");
    template_put_text(result, "order", list->rows.count ? order_words(list) : "");
    template_put(list->page->values, "result", result);
}

/* "Vào sổ văn bản đến" where that draws the number, otherwise "Thêm văn bản đi". */
static const char *entry_words(const struct list_page *list)
{
    const char *label = viet_lower_first(list->mem, list->reg->label);
    return register_draws(list->reg, page_entry_step(list->visit)) ? arena_printf(list->mem, SAY_ENTER, label)
                                                                   : arena_printf(list->mem, SAY_ADD, label);
}

/* Nothing fits, nothing is there yet, or what was asked cannot be read. */
static void put_empty(struct list_page *list)
{
    struct arena *mem = list->mem;
    const struct visit *visit = list->visit;
    const char *all = list_url_href(&list->tabs[0].url, "", NULL, 0);
    if (!list->query) {
        page_empty(list->page, SAY_LIST_UNREADABLE, all, SAY_FILTER_CLEAR);
    } else if (list->tabs[0].total.count != 0) {
        const char *none = arena_printf(mem, SAY_FILTER_NO_MATCH, list_noun(list->reg));
        bool words = list_url_get(&list->url, "q") != NULL;
        const char *not_searched = search_left_out(visit->definitions, &visit->scope);
        page_empty(list->page, words ? arena_printf(mem, "%s. %s", none, not_searched) : none, all, SAY_FILTER_CLEAR);
    } else {
        bool may = !list->reg->mirror && may_somewhere(&visit->scope, ACT_CREATE, list->reg);
        const char *label = viet_lower_first(mem, list->reg->label);
        page_empty(list->page, arena_printf(mem, SAY_LIST_EMPTY, label), arena_printf(mem, "%s/moi", list->url.path),
                   may ? entry_words(list) : "");
    }
}

/* --- the rest of the page ----------------------------------------------------------------------------------------- */

static void put_tools(struct list_page *list)
{
    struct arena *mem = list->mem;
    const struct scope *scope = &list->visit->scope;
    struct template_value *density = template_object(mem), *exports = template_list(mem), *values = list->page->values;
    struct list_pair normal = { "density", "normal" }, compact = { "density", "compact" }, print = { "print", "yes" };
    template_put_bool(density, "compact", list->compact);
    template_put_text(density, "normal_href", list_url_href(&list->url, "", &normal, 1));
    template_put_text(density, "compact_href", list_url_href(&list->url, "", &compact, 1));
    template_put(values, "density", density);
    if (list->query && may_somewhere(scope, ACT_EXPORT, list->reg)) {
        struct template_value *csv = template_object(mem);
        template_put_text(csv, "label", SAY_EXPORT_CSV);
        template_put_text(csv, "href", list_url_href(&list->url, ".csv", NULL, 0));
        template_add(exports, csv);
    }
    template_put(values, "exports", exports);
    template_put_text(values, "print_href", list->query ? list_url_href(&list->url, "", &print, 1) : "");
    if (list_has_bulk(list)) {
        struct template_value *bulk = template_object(mem);
        template_put_text(bulk, "id", "bulk");
        template_put_text(bulk, "action", arena_printf(mem, "%s/giao", list->url.path));
        template_put_text(bulk, "label", SAY_BULK_ASSIGN);
        put_urges(list, bulk);
        template_put(values, "bulk", bulk);
    } else {
        template_put_bool(values, "bulk", false);
    }
}

/* All that are late of what is shown. */
static const char *urge_all_path(const struct list_page *list)
{
    struct text out;
    text_init(&out, list->mem, TEXT_MAX_PAGE);
    text_printf(&out, "%s?query=", urge_path(list));
    text_url(&out, list_url_conditions(&list->url));
    return out.data;
}

static void put_head(struct list_page *list)
{
    struct arena *mem = list->mem;
    const struct register_definition *reg = list->reg;
    const char *law = law_today(mem, list->visit->definitions, reg->law);
    page_head(list->page, reg->plural ? reg->plural : reg->label, law ? arena_printf(mem, SAY_BY_LAW, law) : "");
    if (!reg->mirror && may_somewhere(&list->visit->scope, ACT_CREATE, reg))
        page_action(list->page, entry_words(list), arena_printf(mem, "%s/moi", list->url.path), "plus", true);
    if (reg->boards.count > 0)
        page_action(list->page, SAY_UNIT_BOARD_SEE,
                    arena_printf(mem, "%s/bang/%s", list->url.path, reg->boards.items[0].name), "chart", false);
    const char *week = week_page_now(list->visit, reg);
    if (week)
        page_action(list->page, reg->week ? SAY_WEEK_NOW : SAY_WEEK_SEE_OF, week, "calendar", false);
    if (list_urges(list))
        page_action(list->page, SAY_URGE_ALL, urge_all_path(list), "bell", false);
}

static bool send_list(struct list_page *list, struct err *err)
{
    put_head(list);
    put_tabs(list);
    list_put_filter(list);
    list_put_chips(list);
    list_put_chooser(list);
    put_result(list);
    put_empty(list);
    put_pager(list);
    put_tools(list);
    put_secret_lines(list);
    if (!put_table(list, false, err))
        return false;
    if (!list->query) {
        page_set_failed(list->page);
        list->visit->response->status = visit_status(&list->fault);
    }
    return note_reading(list, SAY_READ_LIST, err) && page_send(list->page, "list", err);
}

/* --- on paper ----------------------------------------------------------------------------------------------------- */

/* The whole result under the name of the register, the filter in words, when and by whom. */
static bool send_print(struct list_page *list, struct err *err)
{
    struct visit *visit = list->visit;
    struct arena *mem = list->mem;
    struct template_value *values = list->page->values;
    const char *count = list_count_text(mem, &list->total), *noun = list_noun(list->reg);
    struct err none = { 0 };
    const struct query *asked = list_parse(visit, list_url_conditions(&list->url), &none);
    const char *words = asked ? query_words(mem, asked) : "";
    page_head(list->page, list->reg->plural ? list->reg->plural : list->reg->label,
              arena_printf(mem, SAY_PRINT_WORDS, words, count, noun));
    template_put_text(values, "made",
                      arena_printf(mem, SAY_PRINT_MADE, page_instant(mem, clock_now()), visit->scope.name));
    template_put_text(values, "cut",
                      list->rows.later ? arena_printf(mem, SAY_PRINT_CUT, page_number(mem, LIST_PRINT_MAX), count)
                                       : "");
    template_put_text(values, "back_href", list_url_href(&list->url, "", NULL, 0));
    put_empty(list);
    put_secret_lines(list);
    return note_reading(list, SAY_READ_PRINT, err) && put_table(list, true, err) &&
           page_send(list->page, "list-print", err);
}

bool list_page(struct visit *visit, struct err *err)
{
    struct list_page *list = ARENA_NEW(visit->mem, struct list_page);
    list->visit = visit;
    list->mem = visit->mem;
    list->reg = visit->reg;
    list_url_read(&list->url, visit, page_register_path(visit->mem, visit->reg));
    list_take_picks(list);
    make_tabs(list);
    if (keep_taste(list))
        return true;
    bool print = list->url.print;
    read_taste(list);
    if (!read_list(list, err))
        return false;
    list->page = page_new(visit, list->reg->plural ? list->reg->plural : list->reg->label);
    return print && list->query ? send_print(list, err) : send_list(list, err);
}
