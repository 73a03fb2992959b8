/* One figure of a report: value, formula, parts, comparison, and the records it counts, a page at a time.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "query/list.h"
#include "query/personal_search.h"
#include "query/reading.h"
#include "reports/draft_paper.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/report.h"
#include "web/list_texts.h"
#include "web/table.h"
#include "web/texts.h"

/* What of a figure's records this reader sees. */
struct behind {
    const struct register_definition *reg;
    const struct query *query; /* of the page; NULL where the reader may not read the register */
    const struct query *asked; /* the figure's own, without a page; NULL as QUERY */
    struct record_rows rows;
    int64_t visible;
};

static void put_part(struct template_value *parts, struct arena *mem, const struct report_draft *draft, const char *key,
                     const char *id, int64_t value)
{
    const struct figure *part = id ? report_find_figure(draft, id) : NULL;
    struct template_value *object = template_object(mem);
    template_put_text(object, "label", part ? part->label : id);
    template_put_text(object, "value", page_number(mem, value));
    template_put_text(object, "href", part ? report_figure_link(mem, draft, part) : "");
    template_put(parts, key, object);
}

/* The definition of a figure, of a register or of the report. */
static const struct figure_definition *definition_of(const struct visit *visit, const struct report_draft *draft,
                                                     const char *id)
{
    for (size_t i = 0; i < draft->report->figures.count; i++)
        if (text_equal(draft->report->figures.items[i].name, id))
            return &draft->report->figures.items[i];
    for (size_t r = 0; r < visit->definitions->registers.count; r++) {
        const struct register_definition *reg = &visit->definitions->registers.items[r];
        for (size_t i = 0; i < reg->figures.count; i++)
            if (text_equal(reg->figures.items[i].name, id))
                return &reg->figures.items[i];
    }
    return NULL;
}

static void put_parts(struct page *page, const struct report_draft *draft, const struct figure *figure)
{
    const struct figure_definition *definition = definition_of(page->visit, draft, figure->id);
    template_put_bool(page->values, "parts", false);
    if (!figure->has_parts || !definition)
        return;
    struct template_value *parts = template_object(page->visit->mem);
    put_part(parts, page->visit->mem, draft, "numerator", definition->numerator, figure->numerator);
    put_part(parts, page->visit->mem, draft, "denominator", definition->denominator, figure->denominator);
    template_put(page->values, "parts", parts);
}

/* The report's figure of kind change that compares FIGURE: what it compares with, and the change; NULL where none. */
static const struct figure_definition *change_of(const struct report_draft *draft, const struct figure *figure)
{
    for (size_t i = 0; i < draft->report->figures.count; i++) {
        const struct figure_definition *change = &draft->report->figures.items[i];
        const struct figure_definition *against =
            change->kind == FIGURE_CHANGE ? definitions_figure(draft->definitions, change->against) : NULL;
        if (against && against->kind == FIGURE_BEFORE && text_equal(change->figure, figure->id))
            return change;
    }
    return NULL;
}

/* The month before, and the change since. */
static void put_comparisons(struct page *page, const struct report_draft *draft, const struct figure *figure)
{
    struct arena *mem = page->visit->mem;
    struct template_value *list = template_list(mem);
    struct period before = period_before(&draft->period);
    const struct figure_definition *compared = change_of(draft, figure);
    const struct figure *was = compared ? report_find_figure(draft, compared->against) : NULL;
    const struct figure *change = compared ? report_find_figure(draft, compared->name) : NULL;
    template_put_bool(page->values, "has_comparisons", was != NULL);
    template_put(page->values, "comparisons", list);
    if (!was)
        return;
    struct template_value *item = template_object(mem);
    template_put_text(item, "label", period_short(mem, &before));
    template_put_text(item, "value", was->display);
    template_put_text(item, "change", change && change->known ? change->display : "");
    template_add(list, item);
}

static void put_facts(struct page *page, const struct report_draft *draft, const struct figure *figure,
                      const struct behind *behind)
{
    struct arena *mem = page->visit->mem;
    struct template_value *facts = template_list(mem);
    report_add_fact(facts, mem, SAY_FIGURE_AS_OF, page_day(mem, figure->as_of));
    report_add_fact(facts, mem, SAY_FIGURE_PERIOD, period_words(mem, &draft->period));
    if (behind->reg)
        report_add_fact(facts, mem, SAY_FIGURE_REGISTER, behind->reg->label);
    if (behind->asked)
        report_add_fact(facts, mem, SAY_FIGURE_QUERY, query_words(mem, behind->asked));
    template_put(page->values, "facts", facts);
}

static bool read_behind(struct visit *visit, const struct figure *figure, struct behind *behind, struct err *err)
{
    *behind = (struct behind){ 0 };
    if (!figure->register_name || !figure->query)
        return true;
    behind->reg = definitions_register(visit->definitions, figure->register_name);
    if (!may_somewhere(&visit->scope, ACT_READ, behind->reg))
        return true;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    const char *after = visit_text(visit, "after");
    struct query_tokens tokens = { .today = arena_strdup(visit->mem, today) };
    const char *text = after ? arena_printf(visit->mem, "%s&after=%s", figure->query, after) : figure->query;
    behind->query = query_parse(visit->mem, visit->definitions, behind->reg, text, &tokens, err);
    const struct query *whole =
        behind->query ? query_parse(visit->mem, visit->definitions, behind->reg, figure->query, &tokens, err) : NULL;
    behind->asked = whole;
    return whole && record_rows(visit->store, visit->mem, &visit->scope, behind->query, 0, &behind->rows, err) &&
           record_count(visit->store, visit->mem, &visit->scope, whole, &behind->visible, err);
}

static bool put_table(struct page *page, const struct behind *behind, struct err *err)
{
    struct visit *visit = page->visit;
    struct page_names *names = page_names_new(visit);
    struct table table = {
        .page = page, .reg = behind->reg, .caption = SAY_FIGURE_CAPTION, .cards = true, .names = names
    };
    template_put_bool(page->values, "has_rows", behind->query && behind->rows.count > 0);
    if (!behind->query || behind->rows.count == 0)
        return true;
    table.columns = table_columns(visit->mem, behind->reg, NULL);
    size_t shown = reading_count(behind->rows.records, behind->rows.count, &visit->scope, &table.columns);
    if (!page_note_readings(visit, SAY_READ_BEHIND, behind->asked, shown, &(struct personal_note){ 0 }, err))
        return false;
    table_want(&table, names, behind->rows.records, behind->rows.leads, behind->rows.count);
    if (!page_names_read(names, err))
        return false;
    template_put(page->values, "table",
                 table_value(&table, behind->rows.records, behind->rows.leads, behind->rows.count));
    return true;
}

static void put_records(struct page *page, const char *path, const struct figure *figure, const struct behind *behind)
{
    struct arena *mem = page->visit->mem;
    int64_t count = (int64_t)figure->count, hidden = count - behind->visible;
    const char *all = page_number(mem, count);
    struct template_value *exports = template_list(mem);
    template_put_text(page->values, "records_title",
                      hidden > 0 ? arena_printf(mem, SAY_FIGURE_HIDDEN, all, page_number(mem, hidden))
                                 : arena_printf(mem, SAY_FIGURE_RECORDS, all));
    if (behind->query && count > 0) {
        struct template_value *open = template_object(mem);
        template_put_text(open, "label", SAY_FIGURE_IN_LIST);
        template_put_text(open, "href", arena_printf(mem, "/%s?%s", behind->reg->slug, figure->query));
        template_add(exports, open);
    }
    template_put(page->values, "exports", exports);
    page_empty(page, count == 0 ? SAY_FIGURE_NONE : SAY_FIGURE_NOT_YOURS, "", "");
    template_put_bool(page->values, "pager", false);
    if (!behind->query || (!behind->rows.later && !behind->rows.earlier))
        return;
    struct template_value *pager = template_object(mem);
    char last[ID_SIZE] = "";
    if (behind->rows.later)
        id_print(behind->rows.records[behind->rows.count - 1]->id, last);
    template_put_text(pager, "text",
                      arena_printf(mem, behind->rows.later ? SAY_ROWS_MORE : SAY_ROWS_END, behind->rows.count));
    template_put_text(pager, "first_href", behind->rows.earlier ? path : "");
    template_put_text(pager, "next_href", *last ? arena_printf(mem, "%s?after=%s#records", path, last) : "");
    template_put(page->values, "pager", pager);
}

bool figure_page(struct visit *visit, struct err *err)
{
    struct arena *mem = visit->mem;
    struct behind behind;
    const char *id = request_segment(visit->request, "figure");
    const struct report_draft *draft = report_read(visit, request_segment(visit->request, "period"), NULL, err);
    if (!draft)
        return false;
    const struct figure *figure = report_find_figure(draft, id);
    if (!figure)
        return err_set(err, ERR_NOT_FOUND, "figure", NULL, SAY_NO_FIGURE, id);
    if (!read_behind(visit, figure, &behind, err))
        return false;
    struct page *page = page_new(visit, figure->label);
    const char *path = report_figure_link(mem, draft, figure);
    page_head(page, figure->label, draft->period_line ? draft->period_line : "");
    page_crumb(page, report_title(mem, draft), arena_printf(mem, "/%s/%s", draft->report->slug, draft->period.name));
    template_put_text(page->values, "value", figure->display);
    template_put_text(page->values, "counts", figure->known && figure->counts ? figure->counts : "");
    template_put_text(page->values, "formula", figure->words ? figure->words : "");
    put_parts(page, draft, figure);
    put_comparisons(page, draft, figure);
    put_facts(page, draft, figure, &behind);
    put_records(page, path, figure, &behind);
    return put_table(page, &behind, err) && page_send(page, "figure", err);
}
