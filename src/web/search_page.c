/* Searching every register the reader reads: what carries exactly this number first, then what has all the words,
 * newest first.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "query/personal_search.h"
#include "query/secret_lines.h"
#include "query/search_results.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/list_internal.h"
#include "web/list_texts.h"
#include "web/page_internal.h"
#include "web/pages.h"

enum { SEARCH_PAGE = 50 };

struct search {
    struct visit *visit;
    struct arena *mem;
    struct page *page;
    const char *words; /* "" where nothing was asked */
    int64_t after;
    struct search_results numbered, worded;
    struct personal_found personal;
    struct secret_lines lines;
    struct search_total total;
    const char *fault; /* why these words cannot be searched; NULL */
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool is_too_long(const char *words)
{
    size_t letters = 0;
    for (const char *at = words; utf8_next(&at);)
        letters++;
    return letters > SEARCH_WORDS_MAX;
}

/* What carries the number, on the first page; and what has the words. */
static bool read_results(struct search *search, struct err *err)
{
    struct visit *visit = search->visit;
    if (search->after == 0 && !search_results_of_number(visit->store, search->mem, visit->definitions, &visit->scope,
                                                        NULL, NULL, search->words, &search->numbered, err))
        return false;
    if (search->after == 0 && !personal_search_noted(visit->store, search->mem, visit->definitions, &visit->scope,
                                                     search->words, &search->personal, err))
        return false;
    if (search->after == 0 && !secret_lines_of_number(visit->store, search->mem, visit->definitions, &visit->scope,
                                                      search->words, &search->lines, err))
        return false;
    return search_results_of_words(visit->store, search->mem, visit->definitions, &visit->scope, search->words,
                                   search->after, SEARCH_PAGE, &search->worded, &search->total, err);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static bool has_result(const struct search_results *results, int64_t id)
{
    for (size_t i = 0; i < results->count; i++)
        if (results->items[i].id == id)
            return true;
    return false;
}

/* Stands in a group before the words'. */
static bool is_shown(const struct search *search, int64_t id)
{
    return has_result(&search->numbered, id) || has_result(&search->personal.results, id);
}

static void put_result_row(struct search *search, struct cells *cells, const struct search_result *result)
{
    struct arena *mem = search->mem;
    struct page_due due = { result->due, result->finished_on, result->cancelled };
    const struct state *state = register_state(result->reg, result->state);
    bool dated = !text_equal(result->due, DUE_OPEN) || result->cancelled;
    cells_row(cells, page_is_overdue(&due));
    cells_add(cells, result->reg->label);
    cell_label(cells_add(cells, result->number ? result->number : ""), SAY_SEARCH_NUMBER);
    const char *title = text_is_empty(result->title) ? SAY_SEARCH_UNTITLED : result->title;
    cell_clamp(cells_link(cells, title, page_record_path(mem, result->reg, result->id)));
    struct template_value *day = cells_add(cells, page_day_short(mem, result->happened_on));
    cell_title(day, page_day(mem, result->happened_on));
    cell_label(day, SAY_SEARCH_DAY);
    if (dated)
        cell_sub(cells_tag(cells, page_tag(mem, search->visit->definitions, &due)),
                 state ? state->label : result->state);
    else
        cells_add(cells, state ? state->label : result->state);
}

static void put_table(struct search *search)
{
    static const struct {
        const char *label, *class;
    } columns[] = { { SAY_SEARCH_REGISTER, "first nowrap" },
                    { SAY_SEARCH_NUMBER, "nowrap" },
                    { SAY_SEARCH_SUBJECT, "wide main" },
                    { SAY_SEARCH_DAY, "nowrap" },
                    { SAY_SEARCH_STATE, "state" } };
    struct cells *cells = cells_new(search->mem, SAY_SEARCH_CAPTION, true);
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        cells_column(cells, columns[i].label, columns[i].class);
    if (search->numbered.count > 0)
        cells_group(cells, "by-number", SAY_SEARCH_BY_NUMBER);
    for (size_t i = 0; i < search->numbered.count; i++)
        put_result_row(search, cells, &search->numbered.items[i]);
    const struct search_results *personal = &search->personal.results;
    if (personal->count > 0)
        cells_group(cells, "by-personal", SAY_SEARCH_BY_PERSONAL);
    for (size_t i = 0; i < personal->count; i++)
        if (!has_result(&search->numbered, personal->items[i].id))
            put_result_row(search, cells, &personal->items[i]);
    bool headed = false;
    for (size_t i = 0; i < search->worded.count; i++) {
        if (is_shown(search, search->worded.items[i].id))
            continue;
        if ((search->numbered.count > 0 || personal->count > 0) && !headed)
            cells_group(cells, "by-words", SAY_SEARCH_OTHERS);
        headed = true;
        put_result_row(search, cells, &search->worded.items[i]);
    }
    cells_put(cells, search->page->values);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static const char *href(struct search *search, const char *path, int64_t after)
{
    struct list_url url = { .mem = search->mem, .path = path };
    char id[ID_SIZE];
    id_print(after, id);
    const struct list_pair pairs[] = { { "q", search->words }, { "after", after ? id : NULL } };
    return list_url_href(&url, "", pairs, COUNT_OF(pairs));
}

/* Where not all were counted, each register may have more than was counted. */
static const char *count_text(struct search *search, int64_t count)
{
    return search->total.exact ? page_number(search->mem, count) : "";
}

static void add_tab(struct search *search, struct template_value *tabs, const char *label, const char *to,
                    int64_t count, bool current)
{
    struct template_value *tab = template_object(search->mem);
    template_put_text(tab, "label", label);
    template_put_text(tab, "href", to);
    template_put_text(tab, "count", count_text(search, count));
    template_put_bool(tab, "late", false);
    template_put_bool(tab, "current", current);
    template_add(tabs, tab);
}

/* What the words have, and what is found by personal data beside it. */
static int64_t found_in_all(const struct search *search)
{
    int64_t total = search->total.total;
    for (size_t i = 0; i < search->personal.results.count; i++)
        total += !has_result(&search->worded, search->personal.results.items[i].id);
    return total;
}

/* A register's tab is its own list with the same words: there it can be filtered further. */
static void put_tabs(struct search *search)
{
    struct template_value *tabs = template_list(search->mem);
    add_tab(search, tabs, SAY_SEARCH_ALL, href(search, "/tim-kiem", 0), found_in_all(search), true);
    for (size_t i = 0; i < search->total.register_count; i++) {
        const struct register_definition *reg = search->total.registers[i].reg;
        add_tab(search, tabs, reg->plural ? reg->plural : reg->label,
                href(search, page_register_path(search->mem, reg), 0), search->total.registers[i].count, false);
    }
    template_put(search->page->values, "tabs", tabs);
}

static void put_result(struct search *search)
{
    struct template_value *values = search->page->values, *pager = template_object(search->mem);
    bool more = !search->total.exact;
    const char *number = page_number(search->mem, found_in_all(search));
    template_put_text(values, "result",
                      search->fault ? ""
                      : more        ? arena_printf(search->mem, SAY_SEARCH_MORE, number, search->words)
                                    : arena_printf(search->mem, SAY_SEARCH_RESULT, number, search->words));
    template_put_bool(values, "pager", false);
    if (!search->worded.next && !search->after)
        return;
    const char *shown = page_number(search->mem, (int64_t)search->worded.count);
    bool later = search->worded.next != 0;
    template_put_text(pager, "text", arena_printf(search->mem, later ? SAY_PAGE_MORE : SAY_PAGE_ROWS, shown));
    template_put_text(pager, "first_href", search->after ? href(search, "/tim-kiem", 0) : "");
    template_put_text(pager, "before_href", "");
    template_put_text(pager, "next_href", later ? href(search, "/tim-kiem", search->worded.next) : "");
    template_put(values, "pager", pager);
}

bool search_page(struct visit *visit, struct err *err)
{
    const char *words = visit_text(visit, "q");
    struct search search = { .visit = visit, .mem = visit->mem, .words = words ? words : "" };
    search.after = visit_integer(visit, "after");
    if (is_too_long(search.words))
        search.fault = SAY_SEARCH_TOO_LONG;
    else if (*search.words && !search_has_words(visit->mem, search.words))
        search.fault = arena_printf(visit->mem, SAY_SEARCH_NOTHING, search.words);
    else if (*search.words && !read_results(&search, err))
        return false;
    search.page = page_new(visit, SAY_SEARCH_TITLE);
    template_put_text(search.page->shell, "q", search.words);
    page_head(search.page, SAY_SEARCH_TITLE, SAY_SEARCH_LEAD);
    template_put_text(search.page->values, "hint", SAY_SEARCH_HINT);
    template_put_bool(search.page->values, "asked", *search.words != '\0');
    put_tabs(&search);
    put_table(&search);
    page_secret_lines(search.page, &search.lines);
    put_result(&search);
    page_empty(search.page,
               search.fault ? search.fault
                            : arena_printf(visit->mem, SAY_SEARCH_NONE ". %s", search.words,
                                           search_left_out(visit->definitions, &visit->scope)),
               "", "");
    if (search.fault)
        visit->response->status = 422;
    return page_send(search.page, "search", err);
}
