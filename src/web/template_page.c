/* Distribution templates: those one may use, the form to make one or to change it, and the question before one goes.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "handling/handing_template.h"
#include "handling/last_handing.h"
#include "people/may.h"
#include "web/admin_internal.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"

static const char *const also[] = { "name", "unit" };

static const char *path_of(struct arena *mem, int64_t no, const char *rest)
{
    return arena_printf(mem, PATH_TEMPLATES "/%lld%s", (long long)no, rest);
}

static const char *unit_label(const struct visit *visit, const char *unit)
{
    return *unit ? admin_unit_name(visit, unit) : SAY_TEMPLATE_COMMON;
}

/* --- those there are ---------------------------------------------------------------------------------------------- */

static void put_rows(struct page *page, const struct handing_templates *templates, struct cells *cells,
                     const struct page_names *names)
{
    struct arena *mem = page->visit->mem;
    cells_column(cells, SAY_TEMPLATE_NAME, "wide main");
    cells_column(cells, SAY_TEMPLATE_WHOMS, "wide");
    cells_column(cells, SAY_TEMPLATE_UNIT, "");
    cells_column(cells, SAY_TEMPLATE_ACTS, "nowrap");
    cells_group(cells, "", "");
    for (size_t i = 0; i < templates->count; i++) {
        const struct handing_template *one = &templates->items[i];
        struct handing_read read = { 0 };
        for (size_t k = 0; k < one->count; k++)
            *ARRAY_ADD(mem, &read.lines) = one->lines[k];
        cells_row(cells, false);
        if (one->changes)
            cells_link(cells, one->name, path_of(mem, one->no, ""));
        else
            cells_add(cells, one->name);
        cell_sub(cells_add(cells, handing_words(mem, names, &read)), one->opinion);
        cells_add(cells, unit_label(page->visit, one->unit));
        if (one->changes)
            cells_link(cells, SAY_TEMPLATE_REMOVE, path_of(mem, one->no, "/bo"));
        else
            cells_add(cells, "");
    }
}

bool templates_page(struct visit *visit, struct err *err)
{
    struct handing_templates templates;
    struct db *db = visit_db(visit, err);
    if (!db || !handing_templates_read(db, visit->mem, visit->definitions, &visit->scope, &templates, err))
        return false;
    struct page_names *names = page_names_new(visit);
    for (size_t i = 0; i < templates.count; i++)
        for (size_t k = 0; k < templates.items[i].count; k++)
            page_names_want(names, templates.items[i].lines[k].to);
    if (!page_names_read(names, err))
        return false;
    struct page *page = page_new(visit, SAY_TEMPLATES);
    struct cells *cells = cells_new(visit->mem, SAY_TEMPLATES_CAPTION, true);
    page_head(page, SAY_TEMPLATES, SAY_TEMPLATES_LEAD);
    page_crumb(page, SAY_MENU_INBOX, "/viec-cua-toi");
    page_action(page, SAY_TEMPLATE_NEW, PATH_TEMPLATES "/moi", "plus", true);
    page_empty(page, SAY_TEMPLATES_EMPTY, PATH_TEMPLATES "/moi", SAY_TEMPLATE_NEW);
    put_rows(page, &templates, cells, names);
    cells_put(cells, page->values);
    return page_send(page, "handing-templates", err);
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

/* A register whose records the reader hands out: the controls ask its finder. */
static const struct register_definition *any_register(const struct visit *visit)
{
    for (size_t i = 0; i < visit->definitions->registers.count; i++)
        if (may_somewhere(&visit->scope, ACT_ASSIGN, &visit->definitions->registers.items[i]))
            return &visit->definitions->registers.items[i];
    return NULL;
}

static void put_unit(struct form *form, const char *stored)
{
    struct visit *visit = form->visit;
    const struct definitions *definitions = visit->definitions;
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, definitions->units.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        if (handing_template_may(&visit->scope, definitions, unit->code))
            options[count++] = (struct form_option){ unit->code, admin_unit_name(visit, unit->code), NULL };
    }
    bool common = handing_template_may(&visit->scope, definitions, "");
    form_put(form, &(struct form_control){ .kind = FORM_SELECT,
                                           .name = "unit",
                                           .label = SAY_TEMPLATE_UNIT,
                                           .hint = SAY_TEMPLATE_UNIT_HINT,
                                           .value = form_typed(form, "unit", stored),
                                           .blank = common ? SAY_TEMPLATE_COMMON : NULL,
                                           .options = options,
                                           .option_count = count });
}

static bool show(struct visit *visit, const struct handing_template *of, const struct err *problem, struct err *err)
{
    struct record_form to;
    const char *title = of->no ? arena_printf(visit->mem, SAY_TEMPLATE_TITLE, of->name) : SAY_TEMPLATE_NEW;
    const struct handing_values values = {
        .lines = of->lines, .count = of->count, .opinion = of->opinion, .no_due = true
    };
    record_form_begin(&to, visit, title, problem, problem ? visit->faults : NULL);
    page_head(to.page, title, SAY_TEMPLATE_LEAD);
    page_crumb(to.page, SAY_TEMPLATES, PATH_TEMPLATES);
    if (of->no)
        page_action(to.page, SAY_TEMPLATE_REMOVE, path_of(visit->mem, of->no, "/bo"), "close", false);
    record_form_section(&to, "fields", "", "");
    to.form.reg = any_register(visit);
    form_put(&to.form, &(struct form_control){ .name = "name",
                                               .label = SAY_TEMPLATE_NAME,
                                               .hint = SAY_TEMPLATE_NAME_HINT,
                                               .value = form_typed(&to.form, "name", of->name ? of->name : ""),
                                               .max = HANDING_TEMPLATE_NAME_MAX,
                                               .required = true });
    put_unit(&to.form, of->unit);
    if (!handing_put(&to.form, &values, err))
        return false;
    return record_form_send(
        &to,
        &(struct record_form_end){ .action = of->no ? path_of(visit->mem, of->no, "") : PATH_TEMPLATES "/moi",
                                   .draft = "",
                                   .submit = SAY_TEMPLATE_SAVE,
                                   .more = SAY_ASSIGN_MORE,
                                   .more_name = HANDING_MORE,
                                   .notice = handing_is_asking(visit) ? SAY_PICK_NOTHING_SAVED : NULL,
                                   .version = of->version,
                                   .cancel = PATH_TEMPLATES },
        err);
}

static bool may_make(struct visit *visit, struct err *err)
{
    return any_register(visit) || err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_TEMPLATE_NOT_YOURS);
}

/* A new one: of the own unit, with the lines of the reader's last hand-out of `record`. */
static bool begin_new(struct visit *visit, struct handing_template *of, struct err *err)
{
    struct last_handing last = { 0 };
    const char *unit = visit->scope.unit ? visit->scope.unit : "";
    struct db *db = visit_db(visit, err);
    *of =
        (struct handing_template){ .unit = handing_template_may(&visit->scope, visit->definitions, unit) ? unit : "" };
    if (!db || !may_make(visit, err))
        return false;
    if (!visit_has(visit, "record"))
        return true;
    if (!last_handing_of(db, visit->mem, &visit->scope, visit_integer(visit, "record"), &last, err))
        return false;
    of->lines = last.lines;
    of->count = last.count;
    of->opinion = last.count ? last.lines[0].opinion : NULL;
    return true;
}

static bool find(struct visit *visit, struct handing_template *found, struct err *err)
{
    const char *given = request_segment(visit->request, "no");
    struct db *db = visit_db(visit, err);
    int64_t no;
    if (!text_to_int(given ? given : "", 1, INT32_MAX, &no))
        given = "0";
    return db && handing_template_find(db, visit->mem, visit->definitions, &visit->scope, given, found, err);
}

static bool write(struct visit *visit, const struct handing_template *of, struct err *err)
{
    struct office office;
    struct handing_read read;
    int64_t no = of->no;
    const struct handing_values values = { .no_due = true };
    if (!handing_collect(visit, &values, also, COUNT_OF(also), &read, err))
        return false;
    const char *name = visit_text(visit, "name"), *unit = visit_text(visit, "unit");
    const struct handing_template asked = { .no = no,
                                            .name = name ? name : "",
                                            .unit = unit ? unit : "",
                                            .opinion = visit_text(visit, "opinion"),
                                            .lines = read.lines.items,
                                            .count = read.lines.count,
                                            .version = record_version(visit) };
    page_office(visit, &office);
    if (no ? !handing_template_change(&office, visit->mem, &asked, err)
           : !handing_template_add(&office, visit->mem, &asked, &no, err))
        return handing_refuse(visit, &read, err);
    page_notice(visit, arena_printf(visit->mem, SAY_TEMPLATE_SAVED, asked.name));
    return page_go(visit, PATH_TEMPLATES);
}

bool template_new_page(struct visit *visit, struct err *err)
{
    struct handing_template of;
    return begin_new(visit, &of, err) && show(visit, &of, NULL, err);
}

bool template_new_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct handing_template of;
    return begin_new(visit, &of, err) && show(visit, &of, problem, err);
}

bool template_new_post(struct visit *visit, struct err *err)
{
    struct handing_template of;
    if (!begin_new(visit, &of, err))
        return false;
    handing_take_picks(visit, &(struct handing_values){ .no_due = true });
    return handing_is_asking(visit) ? show(visit, &of, NULL, err) : write(visit, &of, err);
}

bool template_page(struct visit *visit, struct err *err)
{
    struct handing_template of;
    return find(visit, &of, err) && show(visit, &of, NULL, err);
}

bool template_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct handing_template of;
    return find(visit, &of, err) && show(visit, &of, problem, err);
}

bool template_post(struct visit *visit, struct err *err)
{
    struct handing_template of;
    if (!find(visit, &of, err))
        return false;
    handing_take_picks(visit, &(struct handing_values){ .no_due = true });
    return handing_is_asking(visit) ? show(visit, &of, NULL, err) : write(visit, &of, err);
}

/* --- it goes ------------------------------------------------------------------------------------------------------ */

bool template_remove_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct handing_template of;
    return find(visit, &of, err) &&
           admin_ask(visit,
                     &(struct admin_question){ .question = arena_printf(visit->mem, SAY_TEMPLATE_REMOVE_ASK, of.name),
                                               .text = SAY_TEMPLATE_REMOVE_TEXT,
                                               .action = path_of(visit->mem, of.no, "/bo"),
                                               .submit = SAY_TEMPLATE_REMOVE,
                                               .back = PATH_TEMPLATES,
                                               .danger = true },
                     problem, err);
}

bool template_remove_page(struct visit *visit, struct err *err)
{
    return template_remove_again(visit, NULL, err);
}

bool template_remove_post(struct visit *visit, struct err *err)
{
    struct office office;
    struct handing_template of;
    page_office(visit, &office);
    if (!find(visit, &of, err) || !handing_template_remove(&office, visit->mem, of.no, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_TEMPLATE_REMOVED, of.name));
    return page_go(visit, PATH_TEMPLATES);
}
