/* A week of the office, day by day, as a page and as a file.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "http/request.h"
#include "people/may.h"
#include "query/week.h"
#include "viet/fold.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/record_texts.h"

bool week_asked(const struct visit *visit, day_t *monday)
{
    struct err ignored = { 0 };
    const char *name = request_segment(visit->request, "id");
    return visit->reg->week && name && week_parse(name, monday, &ignored);
}

static const char *week_path(struct visit *visit, const struct register_definition *reg, day_t monday)
{
    char name[WEEK_NAME_SIZE];
    week_print(monday, name);
    return arena_printf(visit->mem, "%s/%s", page_register_path(visit->mem, reg), name);
}

/* The register of the weeks, where REG is or is gathered by it and the visitor reads it; NULL. */
static const struct register_definition *weeks_of(struct visit *visit, const struct register_definition *reg,
                                                  const struct week_gather **gather)
{
    const struct register_definition *weeks = definitions_weeks(visit->definitions);
    *gather = NULL;
    if (!weeks || !may_somewhere(&visit->scope, ACT_READ, weeks))
        return NULL;
    return reg == weeks || week_table_of(visit->definitions, reg, gather) ? weeks : NULL;
}

const char *week_page_of(struct visit *visit, const struct record *record)
{
    const struct week_gather *gather;
    const struct register_definition *weeks = weeks_of(visit, record->reg, &gather);
    day_t day;
    if (!weeks)
        return NULL;
    const struct value *value = record_value(record, gather ? gather->day : weeks->week->day);
    return value->is_set && day_parse(value->text, &day) ? week_path(visit, weeks, day - (day_t)day_weekday(day))
                                                         : NULL;
}

const char *week_page_now(struct visit *visit, const struct register_definition *reg)
{
    const struct week_gather *gather;
    const struct register_definition *weeks = weeks_of(visit, reg, &gather);
    return weeks ? week_path(visit, weeks, clock_today() - (day_t)day_weekday(clock_today())) : NULL;
}

/* --- a table ------------------------------------------------------------------------------------------------------ */

/* The column whose words open the record: that of its title, or the first. */
static size_t link_column(const struct week_table *table, const struct week_gather *gather)
{
    for (size_t i = 0; i < gather->values.count; i++) {
        const struct week_value *value = &gather->values.items[i];
        if (text_equal(value->field, "title") || text_equal(value->field, gather->reg->title))
            return week_column_at(table, value->column);
    }
    return 0;
}

static const char *marks(struct arena *mem, const struct week_row *row)
{
    const char *anew = row->changed ? SAY_WEEK_ANEW : "";
    return arena_printf(mem, "%s%s%s", row->clash, *row->clash && *anew ? ". " : "", anew);
}

static void put_row(struct cells *cells, struct arena *mem, const struct week_rows *rows, const struct week_row *row)
{
    size_t link = link_column(rows->table, row->gather);
    cells_row(cells, false);
    struct template_value *when = cells_add(cells, row->when);
    if (*row->clash) {
        struct template_value *tag = template_object(mem);
        template_put_text(tag, "kind", "soon");
        template_put_text(tag, "text", SAY_WEEK_TAG);
        template_put_bool(tag, "sign", true);
        template_put(when, "tag", tag);
    }
    for (size_t i = 0; i < rows->table->columns.count; i++) {
        const char *words = row->values[i], *label = rows->table->columns.items[i].label;
        if (i != link) {
            cell_label(cells_add(cells, words), *words ? label : "");
            continue;
        }
        struct template_value *cell = cells_link(cells, *words ? words : row->record->title,
                                                 page_record_path(mem, row->record->reg, row->record->id));
        const char *told = marks(mem, row);
        if (*told)
            cell_sub(cell, told);
    }
}

static void put_table(struct page *page, struct template_value *tables, const struct week_rows *rows, size_t at)
{
    struct arena *mem = page->visit->mem;
    struct template_value *item = template_object(mem);
    struct cells *cells = cells_new(mem, rows->table->label, true);
    size_t main = link_column(rows->table, &rows->table->gathers.items[0]);
    cells_column(cells, SAY_WEEK_COLUMN_PART, "nowrap first");
    for (size_t i = 0; i < rows->table->columns.count; i++)
        cells_column(cells, rows->table->columns.items[i].label, i == main ? "wide main" : "");
    for (size_t i = 0; i < rows->count; i++) {
        if (i == 0 || rows->rows[i].day != rows->rows[i - 1].day)
            cells_group(cells, arena_printf(mem, "day-%zu-%d", at, (int)rows->rows[i].day),
                        week_day_words(mem, rows->rows[i].day));
        put_row(cells, mem, rows, &rows->rows[i]);
    }
    template_put_text(item, "id", arena_printf(mem, "table-%zu", at));
    template_put_text(item, "label", rows->table->label);
    template_put_text(item, "nothing", SAY_WEEK_NOTHING);
    template_put_text(item, "more", week_more_words(mem, rows));
    cells_put(cells, item);
    template_add(tables, item);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void put_filter(struct page *page, const struct week *week, const char *path, const char *who)
{
    struct arena *mem = page->visit->mem;
    if (!week->people.column || (week->people.list.count == 0 && text_is_empty(who))) {
        template_put_bool(page->values, "filter", false);
        return;
    }
    struct template_value *filter = template_object(mem), *options = template_list(mem);
    for (size_t i = 0; i <= week->people.list.count; i++) {
        struct template_value *option = template_object(mem);
        const char *words = i ? week->people.list.items[i - 1] : "";
        template_put_text(option, "value", words);
        template_put_text(option, "label", i ? words : SAY_WEEK_ALL);
        template_put_bool(option, "selected", i && !text_is_empty(who) && viet_same(mem, words, who));
        template_add(options, option);
    }
    template_put_text(filter, "action", path);
    template_put_text(filter, "label", week->people.column->label);
    template_put(filter, "options", options);
    template_put(page->values, "filter", filter);
}

static void put_gone(struct page *page, const struct week *week)
{
    struct template_value *gone = template_list(page->visit->mem);
    for (size_t i = 0; i < week->gone_count; i++) {
        struct template_value *item = template_object(page->visit->mem);
        template_put_text(item, "text", week->gone[i]);
        template_add(gone, item);
    }
    template_put_bool(page->values, "has_gone", week->gone_count > 0);
    template_put_text(page->values, "gone_title", SAY_WEEK_GONE_TITLE);
    template_put(page->values, "gone", gone);
}

static const char *lead_of(struct arena *mem, const struct week *week)
{
    size_t changes = week->gone_count;
    const struct state *state = week->record ? register_state(week->reg, week->record->state) : NULL;
    const char *times = week->record ? week_times_words(mem, week->record) : "", *said = "";
    for (size_t i = 0; i < week->table_count; i++)
        for (size_t k = 0; k < week->tables[i].count; k++)
            changes += week->tables[i].rows[k].changed;
    if (changes > 0)
        said = arena_printf(mem, ". " SAY_WEEK_CHANGES, changes);
    return arena_printf(mem, SAY_WEEK_LEAD, week_day_words(mem, week->from), week_day_words(mem, week->to),
                        state ? state->label : SAY_WEEK_NO_OWN,
                        *times ? arena_printf(mem, ", %s", viet_lower_first(mem, times)) : "", said);
}

static void put_own(struct page *page, const struct week *week)
{
    struct visit *visit = page->visit;
    struct arena *mem = visit->mem;
    struct text href;
    char day[DATE_SIZE];
    if (week->record) {
        page_action(page, SAY_WEEK_OWN, page_record_path(mem, week->reg, week->record->id), "list", true);
        return;
    }
    if (!may_somewhere(&visit->scope, ACT_CREATE, week->reg))
        return;
    day_print_people(week->from, day);
    text_init(&href, mem, TEXT_MAX_LINE);
    text_printf(&href, "%s/moi?%s=%s&%s=", page_register_path(mem, week->reg), week->reg->week->day, day,
                week->reg->title);
    text_url(&href, arena_printf(mem, "%s %.2s năm %.4s", week->reg->label, week->name + 6, week->name));
    page_action(page, SAY_WEEK_MAKE, href.data, "plus", true);
}

static const char *with_who(struct arena *mem, const char *path, const char *who)
{
    struct text href;
    if (text_is_empty(who))
        return path;
    text_init(&href, mem, TEXT_MAX_PAGE);
    text_printf(&href, "%s?who=", path);
    text_url(&href, who);
    return href.data;
}

bool week_page(struct visit *visit, day_t monday, struct err *err)
{
    struct arena *mem = visit->mem;
    struct week week;
    const char *who = visit_text(visit, "who"), *path = week_path(visit, visit->reg, monday);
    if (!week_read(visit->store, mem, visit->definitions, &visit->scope, monday, who, &week, err))
        return false;
    const char *heading =
        arena_printf(mem, SAY_WEEK_HEADING, arena_strdup(mem, week.name + 6), arena_strndup(mem, week.name, 4));
    struct page *page = page_new(visit, heading);
    page_head(page, heading, lead_of(mem, &week));
    page_crumb(page, visit->reg->label, page_register_path(mem, visit->reg));
    template_put_bool(page->values, "printable", true);
    page_action(page, SAY_WEEK_FILE, with_who(mem, arena_printf(mem, "%s/csv", path), who), "download", false);
    put_own(page, &week);
    template_put_text(page->values, "before_href",
                      with_who(mem, week_path(visit, visit->reg, monday - WEEK_DAYS), who));
    template_put_text(page->values, "after_href", with_who(mem, week_path(visit, visit->reg, monday + WEEK_DAYS), who));
    template_put_text(page->values, "now_href", with_who(mem, week_page_now(visit, visit->reg), who));
    put_filter(page, &week, path, who);
    struct template_value *tables = template_list(mem);
    for (size_t i = 0; i < week.table_count; i++)
        put_table(page, tables, &week.tables[i], i);
    template_put(page->values, "tables", tables);
    put_gone(page, &week);
    return page_send(page, "week", err);
}

bool week_file(struct visit *visit, struct err *err)
{
    struct week week;
    day_t monday;
    if (!week_asked(visit, &monday))
        return err_set(err, ERR_NOT_FOUND, "week", NULL, SAY_WEEK_NO_PAGE, request_segment(visit->request, "id"));
    if (!week_read(visit->store, visit->mem, visit->definitions, &visit->scope, monday, visit_text(visit, "who"), &week,
                   err))
        return false;
    week_csv(&visit->response->body, visit->mem, &week);
    response_download(visit->response, arena_printf(visit->mem, "%s-%s.csv", visit->reg->slug, week.name),
                      "text/csv; charset=utf-8");
    return true;
}
