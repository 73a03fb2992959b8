/* Lịch làm việc: the days of a year that depart from the week, and days that the office sets by a decision: first it is
 * shown which open records would move, then it is done.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "records/calendar_moves.h"
#include "web/admin_internal.h"
#include "web/pages.h"

static const char *const members[] = { "day", "kind", "reason", "decision", "decided_on" };

static const struct form_option kinds[] = {
    { "off", SAY_CALENDAR_OFF, NULL },
    { "work", SAY_CALENDAR_WORK, NULL },
    { "usual", SAY_CALENDAR_USUAL, NULL },
};

/* --- the days of a year ------------------------------------------------------------------------------------------- */

static const char *said_when(struct arena *mem, const struct office_day *own)
{
    const char *when = page_instant(mem, own->entered_at);
    return own->settled ? when : arena_printf(mem, SAY_CALENDAR_SETTLING, when);
}

static void put_days(struct page *page, int year, const struct calendar_line *lines, size_t count)
{
    struct arena *mem = page->visit->mem;
    struct cells *cells = cells_new(mem, arena_printf(mem, SAY_CALENDAR_CAPTION, year), false);
    struct template_value *year_of = template_object(mem);
    cells_column(cells, SAY_CALENDAR_DAY, "nowrap");
    cells_column(cells, SAY_CALENDAR_WHY, "wide");
    cells_column(cells, SAY_CALENDAR_SAID, "");
    cells_group(cells, "", "");
    for (size_t i = 0; i < count; i++) {
        const struct office_day *own = lines[i].own;
        char people[DATE_SIZE];
        day_print_people(lines[i].day, people);
        cells_row(cells, false);
        cells_add(cells, arena_strdup(mem, people));
        cells_add(cells, lines[i].why);
        cell_sub(cells_add(cells, own ? own->entered_by : ""), own ? said_when(mem, own) : "");
    }
    cells_put(cells, year_of);
    template_put_text(year_of, "title", arena_printf(mem, SAY_CALENDAR_YEAR, year));
    template_put_text(year_of, "before", arena_printf(mem, PATH_CALENDAR "?year=%d", year - 1));
    template_put_text(year_of, "before_label", arena_printf(mem, "%d", year - 1));
    template_put_text(year_of, "after", arena_printf(mem, PATH_CALENDAR "?year=%d", year + 1));
    template_put_text(year_of, "after_label", arena_printf(mem, "%d", year + 1));
    template_put(page->values, "year", year_of);
}

/* --- what would move ---------------------------------------------------------------------------------------------- */

static void add_move(struct cells *cells, struct arena *mem, const struct calendar_move *move)
{
    const char *name = move->number ? move->number : move->reg->label;
    cells_row(cells, false);
    if (move->id)
        cell_sub(cells_link(cells, name, page_record_path(mem, move->reg, move->id)),
                 move->number ? move->reg->label : "");
    else
        cell_sub(cells_add(cells, move->reg->label), SAY_CALENDAR_UNSEEN);
    cell_clamp(cells_add(cells, move->title));
    cells_add(cells, page_due_words(mem, move->before, move->hours));
    cells_add(cells, page_due_words(mem, move->now, move->hours));
    cells_add(cells, move->work ? page_number(mem, (int64_t)move->work) : "");
}

static void put_preview(struct page *page, const struct calendar_moves *moves)
{
    struct arena *mem = page->visit->mem;
    struct template_value *preview = template_object(mem);
    struct cells *cells = cells_new(mem, SAY_CALENDAR_MOVES, false);
    cells_column(cells, SAY_CALENDAR_RECORD, "");
    cells_column(cells, SAY_CALENDAR_TITLE, "wide");
    cells_column(cells, SAY_CALENDAR_BEFORE, "nowrap");
    cells_column(cells, SAY_CALENDAR_NOW, "nowrap");
    cells_column(cells, SAY_CALENDAR_WORKS, "number");
    cells_group(cells, "", "");
    for (size_t i = 0; i < moves->count; i++)
        add_move(cells, mem, &moves->items[i]);
    cells_put(cells, preview);
    const char *text = arena_printf(mem, SAY_CALENDAR_TOTAL, page_number(mem, (int64_t)moves->total),
                                    page_number(mem, (int64_t)moves->work));
    if (moves->hidden)
        text = arena_printf(mem, SAY_CALENDAR_HIDDEN, text, page_number(mem, (int64_t)moves->hidden));
    if (moves->count > 0 && moves->count < moves->total)
        text = arena_printf(mem, SAY_CALENDAR_SHOWN, text, page_number(mem, (int64_t)moves->offset + 1),
                            page_number(mem, (int64_t)(moves->offset + moves->count)));
    template_put_text(preview, "text", text);
    template_put(page->values, "preview", preview);
}

/* --- forms -------------------------------------------------------------------------------------------------------- */

/* All that the day was refused for, or what refused it alone. */
static struct draft_faults all_faults(struct visit *visit, const struct err *problem)
{
    const struct draft_faults *told = visit->faults;
    return problem && told && told->list.count > 0 ? *told : admin_faults(visit, problem);
}

/* Asks what would move; what was sent stands in it again. */
static void add_ask_form(struct page *page, struct template_value *forms, const struct err *problem)
{
    struct visit *visit = page->visit;
    struct draft_faults faults = all_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "day-", &faults);
    form_section(&form);
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "day",
                                            .label = SAY_CALENDAR_DAY,
                                            .value = form_typed(&form, "day", ""),
                                            .required = true });
    form_put(&form, &(struct form_control){ .kind = FORM_SELECT,
                                            .name = "kind",
                                            .label = SAY_CALENDAR_KIND,
                                            .value = form_typed(&form, "kind", "off"),
                                            .required = true,
                                            .options = kinds,
                                            .option_count = COUNT_OF(kinds) });
    form_put(&form, &(struct form_control){ .name = "reason",
                                            .label = SAY_CALENDAR_REASON,
                                            .value = form_typed(&form, "reason", ""),
                                            .required = true,
                                            .max = OFFICE_DAY_TEXT_MAX });
    form_put(&form, &(struct form_control){ .name = "decision",
                                            .label = SAY_CALENDAR_DECISION,
                                            .hint = SAY_CALENDAR_DECISION_HINT,
                                            .value = form_typed(&form, "decision", ""),
                                            .required = true,
                                            .max = OFFICE_DAY_TEXT_MAX });
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "decided_on",
                                            .label = SAY_CALENDAR_DECIDED,
                                            .value = form_typed(&form, "decided_on", ""),
                                            .required = true });
    if (form.wrong)
        template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "day",
                                         .title = SAY_CALENDAR_SET,
                                         .text = SAY_CALENDAR_TEXT,
                                         .action = PATH_CALENDAR,
                                         .submit = SAY_CALENDAR_ASK,
                                         .fields = form.fields });
}

/* What was asked about, to send it again. */
static struct template_value *sent_again(struct visit *visit)
{
    struct template_value *hidden = template_list(visit->mem);
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        const char *sent = form_sent(visit, members[i]);
        form_hide(visit->mem, hidden, members[i], sent ? sent : "");
    }
    return hidden;
}

/* Does what was asked about. */
static void add_do_form(struct page *page, struct template_value *forms)
{
    struct template_value *hidden = sent_again(page->visit);
    form_hide(page->visit->mem, hidden, "apply", "yes");
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "do",
                                         .title = SAY_CALENDAR_DO,
                                         .text = SAY_CALENDAR_DO_TEXT,
                                         .action = PATH_CALENDAR,
                                         .submit = SAY_CALENDAR_DO,
                                         .primary = true,
                                         .hidden = hidden });
}

/* The other records that move: those from OFFSET on. */
static void add_turn_form(struct page *page, struct template_value *forms, const char *id, const char *label,
                          size_t offset)
{
    struct arena *mem = page->visit->mem;
    struct template_value *hidden = sent_again(page->visit);
    form_hide(mem, hidden, "offset", arena_printf(mem, "%zu", offset));
    admin_add_form(
        page, forms,
        &(struct admin_form){ .id = id, .title = label, .action = PATH_CALENDAR, .submit = label, .hidden = hidden });
}

static void add_turns(struct page *page, struct template_value *forms, const struct calendar_moves *moves)
{
    size_t end = moves->offset + moves->count;
    if (moves->offset > 0)
        add_turn_form(page, forms, "earlier", SAY_CALENDAR_EARLIER,
                      moves->offset > CALENDAR_PAGE ? moves->offset - CALENDAR_PAGE : 0);
    if (moves->count > 0 && end < moves->total)
        add_turn_form(page, forms, "later", SAY_CALENDAR_LATER, end);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static bool put_year(struct page *page, struct err *err)
{
    struct visit *visit = page->visit;
    struct calendar_line *lines;
    size_t count;
    int64_t asked = visit->request->method == HTTP_POST ? 0 : visit_integer(visit, "year");
    int year = asked ? (int)asked : civil_from_day(clock_today()).year;
    struct db *db = visit_db(visit, err);
    if (!db || !office_days_year(db, visit->mem, visit->definitions, year, &lines, &count, err))
        return false;
    put_days(page, year, lines, count);
    return true;
}

/* MOVES: what was asked about would do; then the days of the year are left out. */
static bool show(struct visit *visit, const struct calendar_moves *moves, const struct err *problem, struct err *err)
{
    struct page *page = admin_page_new(visit, SAY_PART_CALENDAR, SAY_CALENDAR_LEAD, PATH_CALENDAR);
    struct template_value *forms = template_list(visit->mem);
    template_put_bool(page->values, "preview", false);
    template_put_bool(page->values, "year", false);
    if (moves) {
        put_preview(page, moves);
        add_do_form(page, forms);
        add_turns(page, forms, moves);
    } else if (!put_year(page, err)) {
        return false;
    }
    add_ask_form(page, forms, problem);
    template_put(page->values, "forms", forms);
    if (problem)
        page_set_failed(page);
    return page_send(page, "admin-calendar", err);
}

bool calendar_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, NULL, err);
}

bool calendar_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, NULL, problem, err);
}

static const char *done_words(struct arena *mem, const struct calendar_moves *moves)
{
    const char *text =
        arena_printf(mem, SAY_CALENDAR_DONE, page_day(mem, moves->day), page_number(mem, (int64_t)moves->moved));
    return moves->moved == moves->total
               ? text
               : arena_printf(mem, SAY_CALENDAR_LEFT, text, page_number(mem, (int64_t)(moves->total - moves->moved)));
}

bool calendar_post(struct visit *visit, struct err *err)
{
    struct office office;
    struct calendar_moves moves;
    struct office_day day = { .day = visit_text(visit, "day"),
                              .kind = visit_text(visit, "kind"),
                              .reason = visit_text(visit, "reason"),
                              .decision = visit_text(visit, "decision"),
                              .decided_on = visit_text(visit, "decided_on") };
    page_office(visit, &office);
    if (!visit_has(visit, "apply"))
        return calendar_preview(&office, visit->mem, &day, (size_t)visit_integer(visit, "offset"), CALENDAR_PAGE,
                                &moves, err) &&
               show(visit, &moves, NULL, err);
    if (!calendar_set(&office, visit->mem, &day, CALENDAR_AT_ONCE, CALENDAR_PAGE, &moves, err))
        return false;
    page_notice(visit, done_words(visit->mem, &moves));
    return page_go(visit, PATH_CALENDAR);
}
