/* Searching every register the reader reads: what carries exactly this number first, then what has all the words,
 * newest first.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "query/hits.h"
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
    struct hits numbered, worded;
    struct hits_in_register *registers;
    size_t register_count;
    int64_t total;
    const char *fault; /* why these words cannot be searched; NULL */
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool is_too_long(const char *words)
{
    size_t letters = 0;
    for (const char *at = words; utf8_next(&at);)
        letters++;
    return letters > HITS_WORDS_MAX;
}

/* Three statements, two from the second page on. */
static bool read_hits(struct search *search, struct err *err)
{
    struct visit *visit = search->visit;
    const struct definitions *definitions = visit->definitions;
    if (search->after == 0 && !hits_of_number(visit->store, search->mem, definitions, &visit->scope, NULL, NULL,
                                              search->words, &search->numbered, err))
        return false;
    if (!hits_search(visit->store, search->mem, definitions, &visit->scope, search->words, search->after, SEARCH_PAGE,
                     &search->worded, err) ||
        !hits_count(visit->store, search->mem, definitions, &visit->scope, search->words, &search->registers,
                    &search->register_count, err))
        return false;
    for (size_t i = 0; i < search->register_count; i++)
        search->total += search->registers[i].count;
    return true;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static bool is_numbered(const struct search *search, int64_t id)
{
    for (size_t i = 0; i < search->numbered.count; i++)
        if (search->numbered.items[i].id == id)
            return true;
    return false;
}

static void put_hit(struct search *search, struct cells *cells, const struct hit *hit)
{
    struct arena *mem = search->mem;
    struct page_due due = { hit->due, hit->finished_on, hit->cancelled, false };
    const struct state *state = register_state(hit->reg, hit->state);
    bool dated = !text_equal(hit->due, DUE_OPEN) || hit->cancelled;
    cells_row(cells, page_is_overdue(&due));
    cells_add(cells, hit->reg->label);
    cell_label(cells_add(cells, hit->number ? hit->number : ""), SAY_SEARCH_NUMBER);
    const char *title = text_is_empty(hit->title) ? SAY_SEARCH_UNTITLED : hit->title;
    cell_clamp(cells_link(cells, title, page_record_path(mem, hit->reg, hit->id)));
    struct template_value *day = cells_add(cells, page_day_short(mem, hit->happened_on));
    cell_title(day, page_day(mem, hit->happened_on));
    cell_label(day, SAY_SEARCH_DAY);
    if (dated)
        cell_sub(cells_tag(cells, page_tag(mem, search->visit->definitions, &due)), state ? state->label : hit->state);
    else
        cells_add(cells, state ? state->label : hit->state);
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
        put_hit(search, cells, &search->numbered.items[i]);
    bool headed = false;
    for (size_t i = 0; i < search->worded.count; i++) {
        if (is_numbered(search, search->worded.items[i].id))
            continue;
        if (search->numbered.count > 0 && !headed)
            cells_group(cells, "by-words", SAY_SEARCH_OTHERS);
        headed = true;
        put_hit(search, cells, &search->worded.items[i]);
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

static const char *count_text(struct search *search, int64_t count)
{
    bool more = search->total > HITS_COUNT_MAX; /* then each register may have more than was counted */
    return more ? "" : page_number(search->mem, count);
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

/* A register's tab is its own list with the same words: there it can be filtered further. */
static void put_tabs(struct search *search)
{
    struct template_value *tabs = template_list(search->mem);
    add_tab(search, tabs, SAY_SEARCH_ALL, href(search, "/tim-kiem", 0), search->total, true);
    for (size_t i = 0; i < search->register_count; i++) {
        const struct register_definition *reg = search->registers[i].reg;
        add_tab(search, tabs, reg->plural ? reg->plural : reg->label,
                href(search, page_register_path(search->mem, reg), 0), search->registers[i].count, false);
    }
    template_put(search->page->values, "tabs", tabs);
}

static void put_result(struct search *search)
{
    struct template_value *values = search->page->values, *pager = template_object(search->mem);
    bool more = search->total > HITS_COUNT_MAX;
    const char *number = page_number(search->mem, more ? HITS_COUNT_MAX : search->total);
    template_put_text(values, "result",
                      search->fault ? ""
                      : more        ? arena_printf(search->mem, SAY_SEARCH_MORE, number, search->words)
                                    : arena_printf(search->mem, SAY_SEARCH_RESULT, number, search->words));
    template_put_bool(values, "pager", false);
    if (!search->worded.later && !search->after)
        return;
    const char *shown = page_number(search->mem, (int64_t)search->worded.count);
    bool later = search->worded.later;
    template_put_text(pager, "text", arena_printf(search->mem, later ? SAY_PAGE_MORE : SAY_PAGE_ROWS, shown));
    template_put_text(pager, "first_href", search->after ? href(search, "/tim-kiem", 0) : "");
    template_put_text(pager, "before_href", "");
    template_put_text(pager, "next_href",
                      later ? href(search, "/tim-kiem", search->worded.items[search->worded.count - 1].id) : "");
    template_put(values, "pager", pager);
}

bool search_page(struct visit *visit, struct err *err)
{
    const char *words = visit_text(visit, "q");
    struct search search = { .visit = visit, .mem = visit->mem, .words = words ? words : "" };
    search.after = visit_integer(visit, "after");
    if (is_too_long(search.words))
        search.fault = SAY_SEARCH_TOO_LONG;
    else if (*search.words && !hits_asked(visit->mem, search.words))
        search.fault = arena_printf(visit->mem, SAY_SEARCH_NOTHING, search.words);
    else if (*search.words && !read_hits(&search, err))
        return false;
    search.page = page_new(visit, SAY_SEARCH_TITLE);
    template_put_text(search.page->shell, "q", search.words);
    page_head(search.page, SAY_SEARCH_TITLE, SAY_SEARCH_LEAD);
    template_put_text(search.page->values, "hint", SAY_SEARCH_HINT);
    template_put_bool(search.page->values, "asked", *search.words != '\0');
    put_tabs(&search);
    put_table(&search);
    put_result(&search);
    page_empty(search.page, search.fault ? search.fault : arena_printf(visit->mem, SAY_SEARCH_NONE, search.words), "",
               "");
    if (search.fault)
        visit->response->status = 422;
    return page_send(search.page, "search", err);
}
