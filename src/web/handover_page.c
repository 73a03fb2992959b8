/* Bàn giao, vắng mặt: everything open of somebody handed over, first shown, then done, with its printed record; and who
 * is away with who stands in meanwhile.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handling/absence.h"
#include "handling/handover.h"
#include "web/admin_internal.h"
#include "web/pages.h"

static const char *const members[] = { "from", "to", "holdings", "reason", "document", "on" };

static const struct form_option holdings_options[] = {
    { "yes", SAY_HANDOVER_HOLDINGS_YES, NULL },
    { "no", SAY_HANDOVER_HOLDINGS_NO, NULL },
};

/* --- the lines of one --------------------------------------------------------------------------------------------- */

static void add_line(struct cells *cells, struct arena *mem, const struct handover_line *line)
{
    cells_row(cells, false);
    cells_add(cells, line->name);
    if (!line->reg) {
        cells_add(cells, line->code);
        cells_add(cells, "");
        cells_add(cells, "");
        return;
    }
    const char *name = line->number ? line->number : line->reg->label;
    if (line->record)
        cell_sub(cells_link(cells, name, page_record_path(mem, line->reg, line->record)),
                 line->number ? line->reg->label : "");
    else
        cell_sub(cells_add(cells, line->reg->label), SAY_CALENDAR_UNSEEN);
    cell_clamp(cells_add(cells, line->title ? line->title : ""));
    cells_add(cells, due_is_day(line->due) ? page_day(mem, line->due) : "");
}

static void put_lines(struct template_value *values, struct arena *mem, const struct handover_lines *lines)
{
    struct cells *cells = cells_new(mem, SAY_HANDOVER_CAPTION, false);
    cells_column(cells, SAY_HANDOVER_WHAT, "");
    cells_column(cells, SAY_CALENDAR_RECORD, "");
    cells_column(cells, SAY_CALENDAR_TITLE, "wide");
    cells_column(cells, SAY_HANDOVER_DUE, "nowrap");
    cells_group(cells, "", "");
    for (size_t i = 0; i < lines->count; i++)
        add_line(cells, mem, &lines->items[i]);
    cells_put(cells, values);
}

static const char *counts_words(struct arena *mem, const struct handover_lines *lines)
{
    const struct handover_counts *counts = &lines->counts;
    return arena_printf(mem, SAY_HANDOVER_COUNTS, page_number(mem, (int64_t)counts->lead),
                        page_number(mem, (int64_t)counts->support), page_number(mem, (int64_t)counts->inform),
                        page_number(mem, (int64_t)counts->overdue), page_number(mem, (int64_t)counts->approvals),
                        page_number(mem, (int64_t)counts->positions), page_number(mem, (int64_t)counts->accounts),
                        page_number(mem, (int64_t)counts->records));
}

static const char *hidden_words(struct arena *mem, const struct handover_lines *lines)
{
    return lines->hidden ? arena_printf(mem, SAY_HANDOVER_HIDDEN, page_number(mem, (int64_t)lines->hidden)) : "";
}

static void put_preview(struct page *page, const struct handover *handover, const struct handover_lines *lines)
{
    struct arena *mem = page->visit->mem;
    struct template_value *preview = template_object(mem);
    put_lines(preview, mem, lines);
    template_put_text(preview, "text",
                      arena_printf(mem, "%s → %s: %s %s", handover->from_name, handover->to_name,
                                   counts_words(mem, lines), hidden_words(mem, lines)));
    template_put(page->values, "preview", preview);
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

static const char *act_path(struct arena *mem, int64_t no)
{
    return arena_printf(mem, PATH_HANDOVER_ACT "/%lld", (long long)no);
}

static bool put_acts(struct page *page, struct office *office, struct err *err)
{
    struct arena *mem = page->visit->mem;
    struct handover *list;
    size_t count;
    struct template_value *acts = template_object(mem);
    struct cells *cells = cells_new(mem, SAY_HANDOVER_ACTS, false);
    if (!handover_list(office, mem, &list, &count, err))
        return false;
    cells_column(cells, SAY_HANDOVER_NO, "");
    cells_column(cells, SAY_HANDOVER_FROM_TO, "wide");
    cells_column(cells, SAY_CALENDAR_DAY, "nowrap");
    cells_column(cells, SAY_HANDOVER_WHY, "");
    cells_group(cells, "", "");
    for (size_t i = 0; i < count; i++) {
        cells_row(cells, false);
        cells_link(cells, arena_printf(mem, "%lld", (long long)list[i].no), act_path(mem, list[i].no));
        cells_add(cells, arena_printf(mem, "%s → %s", list[i].from_name, list[i].to_name));
        cell_sub(cells_add(cells, page_day(mem, list[i].on)), list[i].done_at ? "" : SAY_HANDOVER_GOES_ON);
        cell_sub(cells_add(cells, list[i].reason), list[i].document);
    }
    cells_put(cells, acts);
    template_put(page->values, "acts", acts);
    return true;
}

/* "Nhiệm vụ giao, Văn bản đến"; "Mọi sổ". */
static const char *register_words(struct arena *mem, const struct definitions *definitions, const char *registers)
{
    struct text out;
    size_t count;
    char **names = text_split(mem, arena_strdup(mem, registers), ',', &count);
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; *registers && i < count; i++) {
        const struct register_definition *reg = definitions_register(definitions, names[i]);
        text_printf(&out, "%s%s", i ? ", " : "", reg ? reg->label : names[i]);
    }
    return *registers ? out.data : SAY_ABSENCE_EVERY_REGISTER;
}

static bool put_absences(struct page *page, struct err *err)
{
    struct arena *mem = page->visit->mem;
    struct absence *list;
    size_t count;
    char today[DATE_SIZE];
    struct template_value *absences = template_object(mem), *rows = template_list(mem);
    struct db *db = visit_db(page->visit, err);
    if (!db || !absence_list(db, mem, &list, &count, err))
        return false;
    day_print(clock_today(), today);
    for (size_t i = 0; i < count; i++) {
        struct template_value *row = template_object(mem);
        template_put_text(row, "name", list[i].name);
        template_put_text(row, "stand_in", list[i].stand_in_name);
        template_put_text(row, "days",
                          arena_printf(mem, "%s – %s", page_day(mem, list[i].from), page_day(mem, list[i].until)));
        template_put_text(row, "reason", list[i].reason);
        template_put_text(row, "registers", register_words(mem, page->visit->definitions, list[i].registers));
        template_put_bool(row, "over", absence_is_over(&list[i], today));
        template_put_text(row, "action", arena_printf(mem, PATH_ABSENCE "/%lld/ket-thuc", (long long)list[i].no));
        template_add(rows, row);
    }
    template_put(absences, "rows", rows);
    template_put_bool(absences, "has_rows", count > 0);
    template_put(page->values, "absences", absences);
    return true;
}

/* --- forms -------------------------------------------------------------------------------------------------------- */

static bool is_of(const struct visit *visit, const char *path)
{
    return visit->request->method == HTTP_POST && text_equal(visit->request->path, path);
}

/* The faults of the form that was sent, all of them. */
static void begin_form(struct form *form, struct page *page, const char *prefix, const char *path,
                       struct draft_faults *faults, const struct err *problem)
{
    struct visit *visit = page->visit;
    const struct draft_faults *told = visit->faults;
    bool own = is_of(visit, path);
    *faults = own && problem && told && told->list.count > 0 ? *told : admin_faults(visit, own ? problem : NULL);
    form_init(form, visit, prefix, faults);
    form->fresh = !own;
    form_section(form);
}

static void put_words(struct form *form, const char *name, const char *label, const char *hint, bool required)
{
    form_put(form, &(struct form_control){ .name = name,
                                           .label = label,
                                           .hint = hint,
                                           .value = form_typed(form, name, ""),
                                           .required = required,
                                           .max = HANDOVER_TEXT_MAX });
}

static const char *today_words(struct arena *mem)
{
    char today[DATE_SIZE];
    day_print_people(clock_today(), today);
    return arena_strdup(mem, today);
}

static bool add_ask_form(struct page *page, struct template_value *forms, const struct err *problem, struct err *err)
{
    struct visit *visit = page->visit;
    struct draft_faults faults;
    struct form form;
    const struct form_control from = {
        .name = "from", .label = SAY_HANDOVER_FROM_WHOM, .hint = SAY_HANDOVER_FROM_HINT, .required = true
    };
    const struct form_control to = { .name = "to", .label = SAY_HANDOVER_TO_WHOM, .required = true };
    begin_form(&form, page, "handover-", PATH_HANDOVER, &faults, problem);
    if (!form_put_one(&form, PICK_WHOM, "", &from, "", err) || !form_put_one(&form, PICK_WHOM, "", &to, "", err))
        return false;
    form_put(&form, &(struct form_control){ .kind = FORM_SELECT,
                                            .name = "holdings",
                                            .label = SAY_HANDOVER_HOLDINGS,
                                            .hint = SAY_HANDOVER_HOLDINGS_HINT,
                                            .value = form_typed(&form, "holdings", "yes"),
                                            .required = true,
                                            .options = holdings_options,
                                            .option_count = COUNT_OF(holdings_options) });
    put_words(&form, "reason", SAY_HANDOVER_WHY, SAY_HANDOVER_WHY_HINT, true);
    put_words(&form, "document", SAY_CALENDAR_DECISION, "", false);
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "on",
                                            .label = SAY_HANDOVER_DAY,
                                            .value = form_typed(&form, "on", today_words(visit->mem)),
                                            .required = true });
    if (form.wrong)
        template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "ask",
                                         .title = SAY_HANDOVER_ASK_TITLE,
                                         .text = SAY_HANDOVER_TEXT,
                                         .action = PATH_HANDOVER,
                                         .submit = SAY_HANDOVER_ASK,
                                         .fields = form.fields });
    return true;
}

/* None is every register. */
static void put_registers(struct form *form)
{
    const struct definitions *definitions = form->visit->definitions;
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, definitions->registers.count + 1);
    for (size_t i = 0; i < definitions->registers.count; i++)
        options[i] =
            (struct form_option){ definitions->registers.items[i].name, definitions->registers.items[i].label, NULL };
    form_put(form, &(struct form_control){ .kind = FORM_CHECKS,
                                           .name = "registers",
                                           .label = SAY_ABSENCE_REGISTERS,
                                           .hint = SAY_ABSENCE_REGISTERS_HINT,
                                           .value = form_typed(form, "registers", ""),
                                           .options = options,
                                           .option_count = definitions->registers.count });
}

static bool add_absence_form(struct page *page, struct template_value *forms, const struct err *problem,
                             struct err *err)
{
    struct visit *visit = page->visit;
    struct draft_faults faults;
    struct form form;
    const struct form_control login = { .name = "login", .label = SAY_ABSENCE_WHO, .required = true };
    const struct form_control stand_in = { .name = "stand_in", .label = SAY_ABSENCE_STAND_IN, .required = true };
    begin_form(&form, page, "absence-", PATH_ABSENCE, &faults, problem);
    if (!form_put_one(&form, PICK_PERSON, "", &login, "", err) ||
        !form_put_one(&form, PICK_PERSON, "", &stand_in, "", err))
        return false;
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "from",
                                            .label = SAY_ABSENCE_FROM,
                                            .value = form_typed(&form, "from", today_words(visit->mem)),
                                            .required = true });
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "until",
                                            .label = SAY_ABSENCE_UNTIL,
                                            .value = form_typed(&form, "until", ""),
                                            .required = true });
    put_words(&form, "reason", SAY_HANDOVER_WHY, "", true);
    put_words(&form, "document", SAY_CALENDAR_DECISION, "", false);
    put_registers(&form);
    if (form.wrong)
        template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "absence",
                                         .title = SAY_ABSENCE_ENTER,
                                         .text = SAY_ABSENCE_TEXT,
                                         .action = PATH_ABSENCE,
                                         .submit = SAY_ABSENCE_ENTER,
                                         .fields = form.fields });
    return true;
}

static void add_do_form(struct page *page, struct template_value *forms)
{
    struct visit *visit = page->visit;
    struct template_value *hidden = template_list(visit->mem);
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        const char *sent = form_sent(visit, members[i]);
        form_hide(visit->mem, hidden, members[i], sent ? sent : "");
    }
    form_hide(visit->mem, hidden, "apply", "yes");
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "do",
                                         .title = SAY_HANDOVER_DO,
                                         .text = SAY_HANDOVER_DO_TEXT,
                                         .action = PATH_HANDOVER,
                                         .submit = SAY_HANDOVER_DO,
                                         .primary = true,
                                         .hidden = hidden });
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

/* LINES: what was asked about would go; then the acts are left out, as they are where a form is shown again. */
static bool show(struct visit *visit, const struct handover *handover, const struct handover_lines *lines,
                 const struct err *problem, struct err *err)
{
    struct office office;
    struct page *page = admin_page_new(visit, SAY_PART_HANDOVER, SAY_HANDOVER_LEAD, PATH_HANDOVER);
    struct template_value *forms = template_list(visit->mem);
    const void *told = visit->faults;
    page_office(visit, &office);
    visit->faults = told; /* of what was refused, for the form that is shown again */
    template_put_bool(page->values, "preview", false);
    template_put_bool(page->values, "acts", false);
    if (lines) {
        put_preview(page, handover, lines);
        add_do_form(page, forms);
    } else if (!problem && !put_acts(page, &office, err)) {
        return false;
    }
    if (!put_absences(page, err) || !add_ask_form(page, forms, problem, err) ||
        !add_absence_form(page, forms, problem, err))
        return false;
    template_put(page->values, "forms", forms);
    if (problem)
        page_set_failed(page);
    return page_send(page, "admin-handover", err);
}

bool handover_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, NULL, NULL, err);
}

bool handover_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, NULL, NULL, problem, err);
}

/* What a control that chooses was sent with. One word that names nothing in use is left to who judges it: an account
 * that is closed hands over still. */
static bool take(struct visit *visit, enum pick_kind kind, const char *name, const char *label, const char **value,
                 struct err *err)
{
    const struct form_control control = { .name = name, .label = label, .value = "" };
    struct err fault = { 0 };
    if (form_take_one(visit, kind, &control, value, &fault))
        return true;
    const char *sent = form_sent(visit, name);
    const char *text = sent ? text_trim(visit->mem, sent) : "";
    if (fault.kind != ERR_INVALID || strchr(text, ' ')) {
        *err = fault;
        return false;
    }
    *value = text;
    return true;
}

bool handover_post(struct visit *visit, struct err *err)
{
    struct office office;
    struct handover_lines lines;
    struct handover handover, asked = { .reason = visit_text(visit, "reason"),
                                        .document = visit_text(visit, "document"),
                                        .on = visit_text(visit, "on"),
                                        .holdings = !text_equal(visit_text(visit, "holdings"), "no") };
    if (form_is_find(visit))
        return show(visit, NULL, NULL, NULL, err);
    if (!take(visit, PICK_WHOM, "from", SAY_HANDOVER_FROM_WHOM, &asked.from, err) ||
        !take(visit, PICK_WHOM, "to", SAY_HANDOVER_TO_WHOM, &asked.to, err))
        return false;
    page_office(visit, &office);
    if (!visit_has(visit, "apply"))
        return handover_preview(&office, visit->mem, &asked, &handover, &lines, err) &&
               show(visit, &handover, &lines, NULL, err);
    if (!handover_do(&office, visit->mem, &asked, HANDOVER_AT_ONCE, &handover, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_HANDOVER_DONE, (long long)handover.no));
    return page_go(visit, act_path(visit->mem, handover.no));
}

bool absence_post(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t no;
    struct absence asked = { .from = visit_text(visit, "from"),
                             .until = visit_text(visit, "until"),
                             .reason = visit_text(visit, "reason"),
                             .document = visit_text(visit, "document") };
    asked.registers = form_sent(visit, "registers");
    if (form_is_find(visit))
        return show(visit, NULL, NULL, NULL, err);
    if (!take(visit, PICK_PERSON, "login", SAY_ABSENCE_WHO, &asked.login, err) ||
        !take(visit, PICK_PERSON, "stand_in", SAY_ABSENCE_STAND_IN, &asked.stand_in, err))
        return false;
    page_office(visit, &office);
    if (!absence_enter(&office, visit->mem, &asked, &no, err))
        return false;
    page_notice(visit, SAY_ABSENCE_ENTERED);
    return page_go(visit, PATH_HANDOVER);
}

/* The number in the path; not-found where it is none. */
static bool number_of(struct visit *visit, int64_t *no, struct err *err)
{
    const char *given = request_segment(visit->request, "no");
    return text_to_int(given ? given : "", 1, INT32_MAX, no) ||
           err_set(err, ERR_NOT_FOUND, "handover", NULL, SAY_HANDOVER_NO_SUCH);
}

bool absence_end_post(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t no;
    page_office(visit, &office);
    if (!number_of(visit, &no, err) || !absence_end(&office, visit->mem, no, err))
        return false;
    page_notice(visit, SAY_ABSENCE_ENDED_NOW);
    return page_go(visit, PATH_HANDOVER);
}

/* --- the printed record ------------------------------------------------------------------------------------------- */

bool handover_act_page(struct visit *visit, struct err *err)
{
    struct arena *mem = visit->mem;
    struct office office;
    struct handover handover;
    struct handover_lines lines;
    int64_t no;
    page_office(visit, &office);
    if (!number_of(visit, &no, err) || !handover_read(&office, mem, no, &handover, &lines, err))
        return false;
    const char *title = arena_printf(mem, SAY_HANDOVER_ACT, (long long)no);
    struct page *page = page_new(visit, title);
    page_head(page, title, arena_printf(mem, "%s → %s", handover.from_name, handover.to_name));
    const char *why = text_is_empty(handover.document)
                          ? handover.reason
                          : arena_printf(mem, "%s (%s)", handover.reason, handover.document);
    template_put_text(page->values, "made",
                      arena_printf(mem, SAY_HANDOVER_MADE, page_day(mem, handover.on), why, handover.entered_by,
                                   page_instant(mem, handover.entered_at)));
    template_put_text(page->values, "text", counts_words(mem, &lines));
    template_put_text(page->values, "hidden", hidden_words(mem, &lines));
    template_put_text(page->values, "left", handover.done_at ? "" : SAY_HANDOVER_LEFT);
    template_put_text(page->values, "from", handover.from_name);
    template_put_text(page->values, "to", handover.to_name);
    put_lines(page->values, mem, &lines);
    return page_send(page, "handover", err);
}
