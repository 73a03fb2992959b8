/* Handing several records of a list on in one act: all are handed, or none is.
 *
 * Where one is refused the page says which and why, and comes back with those no longer ticked: sent again, the others
 * are handed. Where all are refused in the same words that is said once, with their names. A form sent twice hands
 * once.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "query/finder.h"
#include "query/search_results.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/list_internal.h"
#include "web/list_texts.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"

enum { BULK_MAX = 100, NAMED_MAX = 5 /* rows in one message */, NAME_MAX_BYTES = 40 };

struct bulk {
    struct visit *visit;
    struct arena *mem;
    struct search_results chosen; /* the chosen records that may be seen */
    struct draft_faults faults;
    bool refused[BULK_MAX]; /* ticked no more */
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
        if (!bulk->refused[i])
            text_printf(&ticked, "%s%s", ticked.length ? "," : "", id);
    }
    form_put(form, &(struct form_control){ .kind = FORM_CHECKS,
                                           .name = "id",
                                           .label = SAY_BULK_RECORDS,
                                           .value = ticked.data,
                                           .options = options,
                                           .option_count = bulk->chosen.count });
}

/* “Như lần trước”, with a record like the first of them; the link has all of them. */
static bool offer_last(struct bulk *bulk, const char *path, struct handing_values *values, struct record_form_end *end,
                       struct err *err)
{
    struct visit *visit = bulk->visit;
    struct text out;
    if (visit->request->method == HTTP_POST)
        return true;
    text_init(&out, bulk->mem, TEXT_MAX_LINE * 4);
    text_printf(&out, "%s/giao", path);
    for (size_t i = 0; i < bulk->chosen.count; i++) {
        char id[ID_SIZE];
        id_print(bulk->chosen.items[i].id, id);
        text_printf(&out, "%cid=%s", i ? '&' : '?', id);
    }
    struct db *db = visit_db(visit, err);
    const struct record *first =
        db ? record_read_in(db, bulk->mem, visit->reg, &visit->scope, bulk->chosen.items[0].id, err) : NULL;
    return first && handing_offer(visit, first, out.data, values, end, err);
}

static bool show(struct bulk *bulk, const struct err *problem, const char *notice, struct err *err)
{
    struct record_form to;
    struct visit *visit = bulk->visit;
    struct handing_values values = { 0 };
    const char *path = page_register_path(bulk->mem, visit->reg);
    const char *title = arena_printf(bulk->mem, SAY_BULK_TITLE, bulk->chosen.count, list_noun(visit->reg));
    struct record_form_end end = { .action = arena_printf(bulk->mem, "%s/giao", path),
                                   .draft = "",
                                   .submit = SAY_BULK_SUBMIT,
                                   .more = SAY_ASSIGN_MORE,
                                   .more_name = HANDING_MORE,
                                   .cancel = path,
                                   .notice = notice };
    if (!offer_last(bulk, path, &values, &end, err))
        return false;
    record_form_begin(&to, visit, title, problem, &bulk->faults);
    page_head(to.page, title, SAY_BULK_LEAD);
    page_crumb(to.page, visit->reg->plural ? visit->reg->plural : visit->reg->label, path);
    record_form_section(&to, "fields", "", "");
    put_records(&to.form, bulk);
    if (!handing_put(&to.form, &values, err) || !handing_put_templates(&to.form, &end, err))
        return false;
    return record_form_send(&to, &end, err);
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

/* Each refusal becomes a fault that names its record, which is ticked no more. */
static void blame(struct bulk *bulk, const struct handed_record *handings)
{
    for (size_t i = 0; i < bulk->chosen.count; i++) {
        const struct search_result *one = &bulk->chosen.items[i];
        const struct err *failure = &handings[i].failure;
        bulk->refused[i] = failure->kind != ERR_NONE;
        if (bulk->refused[i])
            err_set(ARRAY_ADD(bulk->mem, &bulk->faults.list), failure->kind, failure->subject, "id", SAY_BULK_NOT_DONE,
                    one->number ? one->number : name_of(bulk->mem, one), failure->text);
    }
    bulk->visit->faults = NULL; /* those of the last record are among them */
}

/* "4117, 4118, 4119 và 2 văn bản khác": what all of them are refused for in the same words is said once, of all. */
static const char *names_of_all(struct bulk *bulk)
{
    struct text out;
    text_init(&out, bulk->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < bulk->chosen.count && i < NAMED_MAX; i++) {
        const struct search_result *one = &bulk->chosen.items[i];
        const char *name = one->number ? one->number : name_of(bulk->mem, one);
        bool cut = strlen(name) > NAME_MAX_BYTES;
        text_printf(&out, "%s%s%s", i ? ", " : "",
                    cut ? arena_strndup(bulk->mem, name, utf8_cut(name, NAME_MAX_BYTES)) : name, cut ? "…" : "");
    }
    if (bulk->chosen.count > NAMED_MAX)
        text_printf(&out, SAY_BULK_OTHERS, bulk->chosen.count - NAMED_MAX, list_noun(bulk->visit->reg));
    return out.data;
}

static void add_names(struct bulk *bulk, const char *names, struct err *fault)
{
    struct arena *mem = bulk->mem;
    const char *subject = arena_strdup(mem, fault->subject), *field = arena_strdup(mem, fault->field);
    err_set(fault, fault->kind, subject, field, SAY_BULK_ALL, arena_strdup(mem, fault->text), names);
}

static void name_all(struct bulk *bulk, struct err *err)
{
    const struct draft_faults *refused = bulk->visit->faults;
    struct draft_faults *named = ARENA_NEW(bulk->mem, struct draft_faults);
    const char *names = names_of_all(bulk);
    add_names(bulk, names, err);
    for (size_t i = 0; refused && i < refused->list.count; i++) {
        struct err *fault = ARRAY_ADD(bulk->mem, &named->list);
        *fault = refused->list.items[i];
        add_names(bulk, names, fault);
    }
    if (refused)
        bulk->visit->faults = named;
}

static bool say_done(struct bulk *bulk, const struct handing_read *read, struct err *err)
{
    struct visit *visit = bulk->visit;
    struct page_names *names = page_names_new(visit);
    handing_want_names(names, read);
    if (!page_names_read(names, err))
        return false;
    page_notice(visit, arena_printf(bulk->mem, SAY_BULK_DONE, bulk->chosen.count, list_noun(visit->reg),
                                    handing_words(bulk->mem, names, read)));
    return page_go(visit, page_register_path(bulk->mem, visit->reg));
}

bool bulk_assign_post(struct visit *visit, struct err *err)
{
    struct bulk bulk;
    struct handing_read read;
    struct office office;
    static const char *const also[] = { "id" };
    if (!read_chosen(visit, &bulk, err))
        return false;
    const char *told;
    handing_take_picks(visit, &(struct handing_values){ 0 });
    if (!handing_take_template(visit, &told, err))
        return false;
    if (told || handing_is_asking(visit))
        return show(&bulk, NULL, told ? told : SAY_PICK_NOTHING_SAVED, err);
    if (!handing_collect(visit, &(struct handing_values){ 0 }, also, COUNT_OF(also), &read, err))
        return false;
    size_t count = bulk.chosen.count, refused = 0;
    struct handed_record *handings = ARENA_ARRAY(bulk.mem, struct handed_record, count + 1);
    for (size_t i = 0; i < count; i++)
        handings[i].record = bulk.chosen.items[i].id;
    record_office(visit, &office, NULL);
    if (assignment_hand_out_all(&office, bulk.mem, handings, count, read.lines.items, read.lines.count, err))
        return say_done(&bulk, &read, err);
    bool alike = true; /* what is wrong with all of them is wrong with the form */
    for (size_t i = 0; i < count; i++) {
        refused += handings[i].failure.kind != ERR_NONE;
        alike &= text_equal(handings[i].failure.text, handings[0].failure.text);
    }
    if (alike && refused > 1)
        name_all(&bulk, err);
    if (refused == 0 || alike)
        return handing_refuse(visit, &read, err);
    blame(&bulk, handings);
    visit->response->status = visit_status(&bulk.faults.list.items[0]);
    return show(&bulk, NULL, arena_printf(bulk.mem, SAY_BULK_PART, refused, count, list_noun(visit->reg)), err);
}
