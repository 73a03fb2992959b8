/* Handing several records of a list to one person, position or unit.
 *
 * Each is a change of its own: what can be given is given, and the page says which could not and why, with those still
 * ticked. A form sent twice gives each record once: its key is the form's with the record's id behind it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "query/search_results.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/list_internal.h"
#include "web/list_texts.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"

enum { BULK_MAX = 100 };

struct bulk {
    struct visit *visit;
    struct arena *mem;
    struct search_results chosen; /* the chosen records that may be seen */
    struct draft_faults faults;
};

/* "4117: Đôn đốc …" */
static const char *name_of(struct arena *mem, const struct search_result *one)
{
    const char *title = text_is_empty(one->title) ? SAY_SEARCH_UNTITLED : one->title;
    return one->number ? arena_printf(mem, "%s: %s", one->number, title) : title;
}

/* One statement. */
static bool read_chosen(struct visit *visit, struct bulk *bulk, struct err *err)
{
    struct text_list texts = visit_texts(visit, "id");
    int64_t ids[BULK_MAX];
    size_t count = 0;
    *bulk = (struct bulk){ .visit = visit, .mem = visit->mem };
    if (texts.count > BULK_MAX)
        return err_set(err, ERR_INVALID, "id", "id", SAY_BULK_TOO_MANY, (int)BULK_MAX, texts.count);
    for (size_t i = 0; i < texts.count; i++)
        if (id_parse(texts.items[i], &ids[count]))
            count++;
    if (!search_results_of_ids(visit->store, visit->mem, visit->definitions, &visit->scope, visit->reg, ids, count,
                               &bulk->chosen, err))
        return false;
    return bulk->chosen.count > 0 || err_set(err, ERR_INVALID, "id", "id", SAY_BULK_NONE, list_noun(visit->reg));
}

/* The chosen records as boxes that are ticked. */
static void put_records(struct form *form, const struct bulk *bulk)
{
    struct form_option *options = ARENA_ARRAY(bulk->mem, struct form_option, bulk->chosen.count + 1);
    struct text ticked;
    text_init(&ticked, bulk->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < bulk->chosen.count; i++) {
        char id[ID_SIZE];
        id_print(bulk->chosen.items[i].id, id);
        options[i].value = arena_strdup(bulk->mem, id);
        options[i].label = name_of(bulk->mem, &bulk->chosen.items[i]);
        text_printf(&ticked, "%s%s", i ? "," : "", id);
    }
    form_put(form, &(struct form_control){ .kind = FORM_CHECKS,
                                           .name = "id",
                                           .label = SAY_BULK_RECORDS,
                                           .value = ticked.data,
                                           .options = options,
                                           .option_count = bulk->chosen.count });
}

static bool show(struct bulk *bulk, const struct err *problem, const char *notice, struct err *err)
{
    struct record_form to;
    struct visit *visit = bulk->visit;
    const char *path = page_register_path(bulk->mem, visit->reg);
    const char *title = arena_printf(bulk->mem, SAY_BULK_TITLE, bulk->chosen.count, list_noun(visit->reg));
    record_form_begin(&to, visit, title, problem, &bulk->faults);
    page_head(to.page, title, SAY_BULK_LEAD);
    page_crumb(to.page, visit->reg->plural ? visit->reg->plural : visit->reg->label, path);
    record_form_section(&to, "fields", "", "");
    put_records(&to.form, bulk);
    if (!assign_put_controls(&to.form, err))
        return false;
    return record_form_send(&to,
                            &(struct record_form_end){ .action = arena_printf(bulk->mem, "%s/giao", path),
                                                       .draft = "",
                                                       .submit = SAY_BULK_SUBMIT,
                                                       .cancel = path,
                                                       .notice = notice },
                            err);
}

bool bulk_assign_page(struct visit *visit, struct err *err)
{
    struct bulk bulk;
    return read_chosen(visit, &bulk, err) && show(&bulk, NULL, NULL, err);
}

bool bulk_assign_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct bulk bulk;
    return read_chosen(visit, &bulk, err) && show(&bulk, problem, NULL, err);
}

/* Gives one; a refusal becomes a fault that names the record. */
static bool give(struct bulk *bulk, const struct search_result *one, const struct assignment *assignment)
{
    struct office office;
    struct err err = { 0 };
    int64_t given;
    struct arena *mem = bulk->mem;
    record_office(bulk->visit, &office, NULL);
    if (office.request) {
        char id[ID_SIZE];
        id_print(one->id, id);
        office.request->key = arena_printf(mem, "%s-%s", office.request->key, id);
    }
    if (assignment_give(&office, mem, one->id, 0, assignment, &given, &err))
        return true;
    struct err *fault = ARRAY_ADD(mem, &bulk->faults.list);
    err_set(fault, err.kind, err.subject, "id", SAY_BULK_NOT_DONE, one->number ? one->number : name_of(mem, one),
            err.text);
    return false;
}

static bool say_done(struct bulk *bulk, size_t done, const struct assignment *assignment, struct err *err)
{
    struct visit *visit = bulk->visit;
    struct page_names *names = page_names_new(visit);
    page_names_want(names, assignment->to);
    if (!page_names_read(names, err))
        return false;
    page_notice(visit,
                arena_printf(bulk->mem, SAY_BULK_DONE, done, list_noun(visit->reg), page_name(names, assignment->to)));
    return page_go(visit, page_register_path(bulk->mem, visit->reg));
}

bool bulk_assign_post(struct visit *visit, struct err *err)
{
    struct bulk bulk;
    struct assignment assignment;
    if (!read_chosen(visit, &bulk, err))
        return false;
    if (form_is_find(visit))
        return show(&bulk, NULL, SAY_PICK_NOTHING_SAVED, err);
    if (!assign_read(visit, &assignment, err))
        return false;
    size_t asked = bulk.chosen.count, left = 0;
    struct search_result *refused = ARENA_ARRAY(bulk.mem, struct search_result, asked);
    for (size_t i = 0; i < asked; i++)
        if (!give(&bulk, &bulk.chosen.items[i], &assignment))
            refused[left++] = bulk.chosen.items[i];
    if (left == 0)
        return say_done(&bulk, asked, &assignment, err);
    bulk.chosen = (struct search_results){ .items = refused, .count = left };
    visit->response->status = visit_status(&bulk.faults.list.items[0]);
    return show(&bulk, NULL, arena_printf(bulk.mem, SAY_BULK_PART, asked - left, asked, list_noun(visit->reg)), err);
}
