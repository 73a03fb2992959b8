/* The report of a month: the paper with its figures, where each comes from, and the file.
 *
 * The figures are counted in the issuer's scope, whoever reads; the records behind them are shown in the reader's own
 * (data.md, “Figures and who looks”).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "definitions/report_definition.h"
#include "documents/paper_docx.h"
#include "documents/paper_html.h"
#include "reports/draft_paper.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/report.h"
#include "web/texts.h"

enum { SHEET_MAX = 4 << 20, PERIODS_OFFERED = 13 };

/* The report of the path: "/bao-cao/nhiem-vu/2021-07" that of the slug "bao-cao/nhiem-vu", "/bao-cao/2021-07" the main
 * one. */
static const struct report_definition *find_report(const struct visit *visit)
{
    const struct definitions *definitions = visit->definitions;
    const char *part = request_segment(visit->request, "report");
    if (text_is_empty(part))
        return definitions_main_report(definitions);
    for (size_t i = 0; i < definitions->reports.count; i++)
        if (text_equal(definitions->reports.items[i]->slug, arena_printf(visit->mem, "bao-cao/%s", part)))
            return definitions->reports.items[i];
    return NULL;
}

const struct report_draft *report_read(struct visit *visit, const char *period, instant_t *older_of, struct err *err)
{
    struct web *web = visit_arg(visit);
    const struct report_definition *report = find_report(visit);
    if (!report) {
        err_set(err, ERR_NOT_FOUND, "report", NULL, SAY_NO_REPORT);
        return NULL;
    }
    struct may_what what = { .report = report->name };
    if (!visit_may(visit, ACT_REPORT, &what, err))
        return NULL;
    const struct report_draft *draft =
        draft_cache_read(web->drafts, visit->mem, visit->store, visit->definitions, report, period, older_of, err);
    if (!draft && err->kind == ERR_INVALID)
        err->kind = ERR_NOT_FOUND; /* the period is in the path: there is no such page */
    return draft;
}

struct period report_last_month(void)
{
    struct period period;
    struct err err = { 0 };
    struct civil today = civil_from_day(clock_today());
    char name[DATE_SIZE];
    snprintf(name, sizeof name, "%04d-%02d", today.year, today.month);
    bool parsed = period_parse(name, false, &period, &err);
    return parsed ? period_before(&period) : period;
}

/* The month before this one and the year before it; PERIOD too, whichever it is. */
void report_put_periods(struct page *page, const char *action, const struct period *period)
{
    struct arena *mem = page->visit->mem;
    struct template_value *form = template_object(mem), *options = template_list(mem);
    struct period last_month = report_last_month(), offered = period_after(&last_month);
    bool shown = false;
    for (int i = 0; i < PERIODS_OFFERED || !shown; i++) {
        bool last = i >= PERIODS_OFFERED;
        const struct period *one = last ? period : &offered;
        struct template_value *option = template_object(mem);
        bool selected = text_equal(one->name, period->name);
        shown = shown || selected || last;
        template_put_text(option, "value", arena_strdup(mem, one->name));
        template_put_text(option, "label", period_short(mem, one));
        template_put_bool(option, "selected", selected);
        template_add(options, option);
        offered = period_before(&offered);
    }
    template_put_text(form, "action", action);
    template_put_text(form, "name", "period");
    template_put_text(form, "label", SAY_REPORT_PERIOD);
    template_put(form, "options", options);
    template_put(form, "keep", template_list(mem));
    template_put(page->values, "period", form);
}

bool report_front_page(struct visit *visit, struct err *err)
{
    const char *asked = visit_text(visit, "period");
    struct period last = report_last_month(), period;
    if (asked && !period_parse(asked, false, &period, err)) {
        err->kind = ERR_NOT_FOUND;
        return false;
    }
    const char *part = request_segment(visit->request, "report");
    return page_go(visit, arena_printf(visit->mem, "/bao-cao/%s%s%s", part ? part : "", text_is_empty(part) ? "" : "/",
                                       asked ? period.name : last.name));
}

/* The other reports that the reader may see, of the same period. */
static void put_others(struct page *page, const struct report_draft *draft)
{
    struct visit *visit = page->visit;
    struct err ignored = { 0 };
    const struct report_definition *main = definitions_main_report(visit->definitions);
    for (size_t i = 0; i < visit->definitions->reports.count; i++) {
        const struct report_definition *other = visit->definitions->reports.items[i];
        bool reached = other == main || text_starts(other->slug, "bao-cao/");
        if (other != draft->report && reached &&
            visit_may(visit, ACT_REPORT, &(struct may_what){ .report = other->name }, &ignored))
            page_action(page, other->label,
                        arena_printf(visit->mem, "/%s/%s", other == main ? "bao-cao" : other->slug, draft->period.name),
                        "report", false);
    }
}

/* The headings of the paper, numbered as paper_html numbers its ids. */
static void add_contents(struct template_value *contents, struct arena *mem, const struct report_section *section,
                         int *heading)
{
    struct template_value *item = template_object(mem);
    template_put_text(item, "href", arena_printf(mem, "#heading-%d", ++*heading));
    template_put_text(item, "label", arena_printf(mem, "%s. %s", section->number, section->title));
    template_put_int(item, "level", section->level);
    template_put_bool(item, "ok", false);
    template_put_bool(item, "check", false);
    template_add(contents, item);
    for (size_t i = 0; i < section->sections.count; i++)
        add_contents(contents, mem, &section->sections.items[i], heading);
}

static void put_contents(struct page *page, const struct report_draft *draft)
{
    struct template_value *contents = template_list(page->visit->mem);
    int heading = 0;
    for (size_t i = 0; i < draft->sections.count; i++)
        add_contents(contents, page->visit->mem, &draft->sections.items[i], &heading);
    template_put(page->values, "contents", contents);
    template_put_text(page->values, "contents_note", "");
}

const struct figure *report_find_figure(const struct report_draft *draft, const char *id)
{
    for (size_t i = 0; i < draft->figures.list.count; i++)
        if (text_equal(draft->figures.list.items[i]->id, id))
            return draft->figures.list.items[i];
    return NULL;
}

void report_add_fact(struct template_value *facts, struct arena *mem, const char *label, const char *value)
{
    if (text_is_empty(value))
        return;
    struct template_value *fact = template_object(mem);
    template_put_text(fact, "label", label);
    template_put_text(fact, "value", value);
    template_add(facts, fact);
}

/* The panel beside the paper: the figure that ?figure= names. */
static void put_source(struct page *page, const struct report_draft *draft, const struct figure *figure)
{
    struct arena *mem = page->visit->mem;
    if (!figure) {
        template_put_bool(page->values, "source", false);
        return;
    }
    struct template_value *source = template_object(mem), *facts = template_list(mem);
    const char *href = report_figure_link(mem, draft, figure);
    template_put_text(source, "value", figure->display);
    template_put_text(source, "label", figure->label);
    report_add_fact(facts, mem, SAY_FIGURE_FORMULA, figure->words);
    report_add_fact(facts, mem, SAY_FIGURE_AS_OF, page_day(mem, figure->as_of));
    if (figure->has_parts)
        report_add_fact(
            facts, mem, SAY_FIGURE_PARTS,
            arena_printf(mem, "%s/%s", page_number(mem, figure->numerator), page_number(mem, figure->denominator)));
    template_put(source, "facts", facts);
    template_put_text(source, "records_link",
                      figure->count ? arena_printf(mem, SAY_FIGURE_OPEN, page_number(mem, (int64_t)figure->count))
                                    : "");
    template_put_text(source, "records_href", arena_printf(mem, "%s#records", href));
    template_put_text(source, "href", href);
    template_put(page->values, "source", source);
}

static bool put_sheet(struct page *page, const struct report_draft *draft, struct err *err)
{
    struct text *sheet = ARENA_NEW(page->visit->mem, struct text);
    text_init(sheet, page->visit->mem, SHEET_MAX);
    if (!paper_html_sheet(sheet, report_draft_paper(page->visit->mem, draft), err))
        return false;
    template_put_text(page->values, "sheet_html", sheet->data);
    return true;
}

/* What a reader should look at before the report goes up: figures without a value. */
static void put_checks(struct page *page, const struct report_draft *draft)
{
    struct arena *mem = page->visit->mem;
    struct template_value *checks = template_list(mem);
    int64_t count = 0;
    for (size_t i = 0; i < draft->figures.list.count; i++) {
        const struct figure *figure = draft->figures.list.items[i];
        if (figure->known)
            continue;
        struct template_value *check = template_object(mem);
        count++;
        template_put_bool(check, "check", true);
        template_put_text(check, "text", arena_printf(mem, SAY_CHECK_NO_VALUE, figure->label));
        template_put_text(check, "href", report_figure_link(mem, draft, figure));
        template_put_text(check, "link", SAY_CHECK_LOOK);
        template_add(checks, check);
    }
    template_put(page->values, "checks", checks);
    template_put_bool(page->values, "has_checks", count > 0);
    template_put_text(page->values, "checks_note", arena_printf(mem, SAY_CHECKS, page_number(mem, count)));
}

const char *report_older(struct arena *mem, instant_t made_at)
{
    int minute = instant_local_minute(made_at);
    return arena_printf(mem, SAY_REPORT_OLDER, minute / 60, minute % 60);
}

static void put_notice(struct page *page, const struct report_draft *draft, instant_t older_of)
{
    bool over = draft->period.to < clock_today();
    template_put_bool(page->values, "notice", false);
    if (over && !older_of)
        return;
    struct template_value *notice = template_object(page->visit->mem);
    template_put_text(notice, "kind", "warning");
    template_put_text(notice, "text", older_of ? report_older(page->visit->mem, older_of) : SAY_REPORT_NOT_OVER);
    template_put_text(notice, "href", "");
    template_put_text(notice, "link", "");
    template_put(page->values, "notice", notice);
}

const char *report_title(struct arena *mem, const struct report_draft *draft)
{
    return draft->period.kind == PERIOD_MONTH && draft->report == definitions_main_report(draft->definitions)
               ? arena_printf(mem, SAY_REPORT_TITLE, draft->period.part, draft->period.year)
               : arena_printf(mem, "%s %s", draft->report->label, draft->period.name);
}

/* "/bao-cao/nhiem-vu": the name of another report where a period stands; it opens with its newest. */
static bool is_named(const struct visit *visit, const char *period)
{
    const char *slug = arena_printf(visit->mem, "bao-cao/%s", period);
    for (size_t i = 0;
         text_is_empty(request_segment(visit->request, "report")) && i < visit->definitions->reports.count; i++)
        if (text_equal(visit->definitions->reports.items[i]->slug, slug))
            return true;
    return false;
}

bool report_page(struct visit *visit, struct err *err)
{
    struct arena *mem = visit->mem;
    instant_t older_of;
    const char *period = request_segment(visit->request, "period");
    if (is_named(visit, period))
        return page_go(visit, arena_printf(mem, "/bao-cao/%s/%s", period, report_last_month().name));
    const struct report_draft *draft = report_read(visit, period, &older_of, err);
    if (!draft)
        return false;
    const char *chosen = visit_text(visit, "figure");
    const char *title = report_title(mem, draft);
    struct page *page = page_new(visit, title);
    template_put_bool(page->shell, "narrow", true);
    page_head(page, title, arena_printf(mem, SAY_REPORT_LEAD, page_day(mem, draft->as_of)));
    page_action(page, SAY_REPORT_DOCX, arena_printf(mem, "/%s/%s/xuat.docx", draft->report->slug, draft->period.name),
                "download", true);
    put_others(page, draft);
    template_put_bool(page->values, "printable", true);
    const bool main = draft->report == definitions_main_report(visit->definitions);
    report_put_periods(page, main ? "/bao-cao" : arena_printf(mem, "/%s/ky", draft->report->slug), &draft->period);
    put_notice(page, draft, older_of);
    put_contents(page, draft);
    put_source(page, draft, chosen ? report_find_figure(draft, chosen) : NULL);
    put_checks(page, draft);
    return put_sheet(page, draft, err) && page_send(page, "report", err);
}

bool report_docx(struct visit *visit, struct err *err)
{
    const char *bytes;
    size_t length;
    const struct report_draft *draft = report_read(visit, request_segment(visit->request, "period"), NULL, err);
    if (!draft || !paper_docx(visit->mem, report_draft_paper(visit->mem, draft), &bytes, &length, err))
        return false;
    response_download(visit->response,
                      arena_printf(visit->mem, "%s-%s.docx",
                                   draft->report->file ? draft->report->file : draft->report->slug, draft->period.name),
                      "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    visit->response->bytes = bytes;
    visit->response->length = length;
    visit->response->may_compress = false;
    return true;
}
