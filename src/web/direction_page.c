/* What somebody who leads said on a record: the panel and the box of its page, and the form that makes tasks of it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "handling/direction.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

#define PARTS_PATH "/tung-doan" /* behind the path of the form */

static bool may_direct(const struct opened *opened, struct err *err)
{
    if (opened->record->reg->mirror)
        return err_set(err, ERR_FORBIDDEN, "mirror", NULL, SAY_NO_STEPS_MIRROR);
    if (opened->record->cancelled)
        return err_set(err, ERR_FORBIDDEN, "cancelled", NULL, SAY_NO_STEPS_CANCELLED);
    return opened_may(opened, ACT_DIRECT, err);
}

/* --- on the record's page ----------------------------------------------------------------------------------------- */

void direction_want_names(const struct opened *opened, struct page_names *names)
{
    const struct record_context *context = &opened->context;
    for (size_t i = 0; i < context->direction_count; i++) {
        page_names_want(names, context->directions[i].speaker);
        page_names_want(names, context->directions[i].created_by);
    }
    if (context->order)
        page_names_want(names, context->order->speaker);
}

/* "Lê Văn A, bút phê ngày 02/08/2021" */
static const char *said_by(struct arena *mem, const struct page_names *names, const struct direction *direction)
{
    return arena_printf(mem, SAY_DIRECTION_SAID, page_name(names, direction->speaker),
                        direction_source_label(direction->source), page_day(mem, direction->said_on));
}

static struct template_value *make_item(const struct opened *opened, const struct page_names *names,
                                        const struct direction *direction, bool makes)
{
    struct arena *mem = opened->visit->mem;
    struct template_value *item = template_object(mem);
    char id[ID_SIZE];
    id_print(direction->id, id);
    const char *said = said_by(mem, names, direction);
    if (!text_equal(direction->speaker, direction->created_by))
        said = arena_printf(mem, SAY_DIRECTION_NOTED, said, page_name(names, direction->created_by));
    template_put_text(item, "words", direction->words);
    template_put_text(item, "said", said);
    template_put_text(item, "tasks",
                      direction->tasks ? arena_printf(mem, SAY_DIRECTION_TASKS_OPEN, (long long)direction->tasks,
                                                      (long long)direction->open)
                                       : "");
    const char *paragraphs[DIRECTION_PARTS_MAX], *href = arena_printf(mem, "%s/chi-dao/%s", opened->path, id);
    bool several = makes && direction_paragraphs(mem, direction->words, paragraphs) > 1;
    template_put_text(item, "href", makes ? href : "");
    template_put_text(item, "parts_href", several ? arena_printf(mem, "%s" PARTS_PATH, href) : "");
    return item;
}

static struct template_value *source_options(struct form *form, const char *value)
{
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, direction_source_count);
    struct template_value *fields = form->fields;
    for (size_t i = 0; i < direction_source_count; i++)
        options[i] = (struct form_option){ direction_sources[i].name, direction_sources[i].label, NULL };
    form_put(form, &(struct form_control){ .kind = FORM_SELECT,
                                           .name = "source",
                                           .label = SAY_DIRECTION_HOW,
                                           .value = value,
                                           .options = options,
                                           .option_count = direction_source_count });
    return fields;
}

/* The box: the words at once, who, when and where behind a fold, as they are mostly the writer's, of today. */
static struct template_value *make_box(const struct opened *opened, struct form *page_form)
{
    struct visit *visit = opened->visit;
    bool ours = text_ends(visit->request->path, "/chi-dao");
    struct form form = *page_form; /* its faults stand in the page's summary */
    struct template_value *box = template_object(visit->mem);
    form.prefix = "direction-";
    form.fresh = !ours;
    form.faults = ours ? page_form->faults : NULL;
    form_section(&form);
    form_put(&form, &(struct form_control){ .kind = FORM_AREA,
                                            .name = "words",
                                            .label = SAY_DIRECTION_WORDS_LABEL,
                                            .value = form_typed(&form, "words", ""),
                                            .rows = 3,
                                            .max = DIRECTION_WORDS_MAX });
    template_put(box, "fields", form.fields);
    form_section(&form);
    form_put(&form, &(struct form_control){ .name = "speaker",
                                            .label = SAY_DIRECTION_SPEAKER_LABEL,
                                            .hint = SAY_DIRECTION_SPEAKER_HINT,
                                            .value = form_typed(&form, "speaker", ""),
                                            .max = DIRECTION_SPEAKER_MAX });
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "said_on",
                                            .label = SAY_DIRECTION_DAY,
                                            .value = form_typed(&form, "said_on", "") });
    template_put(box, "more_fields", source_options(&form, form_typed(&form, "source", direction_sources[0].name)));
    template_put_text(box, "action", arena_printf(visit->mem, "%s/chi-dao", opened->path));
    template_put(box, "hidden", form_hidden(visit, 0));
    template_put_bool(box, "open", ours);
    template_put_bool(box, "makes", definitions_tasks(visit->definitions) != NULL);
    return box;
}

/* What this record carries out: it is told to whoever reads the task, also where the record it was said on is not. */
static struct template_value *make_order(const struct opened *opened, const struct page_names *names)
{
    struct arena *mem = opened->visit->mem;
    const struct record_context *context = &opened->context;
    if (!context->order)
        return template_bool(mem, false);
    struct template_value *order = template_object(mem);
    template_put_text(order, "words", context->order->words);
    template_put_text(order, "said", said_by(mem, names, context->order));
    template_put_text(order, "href",
                      context->order_reg ? page_record_path(mem, context->order_reg, context->order->record) : "");
    template_put_text(order, "text", context->order_reg ? context->order_reg->label : "");
    return order;
}

void direction_put(struct template_value *values, const struct opened *opened, const struct page_names *names,
                   struct form *form)
{
    struct visit *visit = opened->visit;
    const struct record_context *context = &opened->context;
    struct err ignored = { 0 };
    bool directs = may_direct(opened, &ignored);
    const struct register_definition *tasks = definitions_tasks(visit->definitions);
    bool makes = directs && tasks && may_somewhere(&visit->scope, ACT_CREATE, tasks);
    struct template_value *directions = template_object(visit->mem), *items = template_list(visit->mem);
    template_put(values, "order", make_order(opened, names));
    if (!directs && context->direction_count == 0) {
        template_put_bool(values, "directions", false);
        return;
    }
    for (size_t i = 0; i < context->direction_count; i++)
        template_add(items, make_item(opened, names, &context->directions[i], makes));
    template_put(directions, "items", items);
    template_put_bool(directions, "any", context->direction_count > 0);
    template_put(directions, "box", directs ? make_box(opened, form) : template_bool(visit->mem, false));
    template_put(values, "directions", directions);
}

/* --- noting one --------------------------------------------------------------------------------------------------- */

static const char *given(const struct visit *visit, const char *name)
{
    const char *text = visit_text(visit, name);
    return text ? text : "";
}

bool direction_post(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t id;
    char printed[ID_SIZE];
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_direct(opened, err))
        return false;
    struct direction said = { .words = given(visit, "words"),
                              .speaker = given(visit, "speaker"),
                              .said_on = given(visit, "said_on"),
                              .source = given(visit, "source") };
    record_office(visit, &office, NULL);
    if (!direction_add(&office, visit->mem, opened->record->id, 0, &said, &id, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_DIRECTION_DONE, opened_name(opened)));
    id_print(id, printed);
    return page_go(visit, visit_has(visit, "tasks") ? arena_printf(visit->mem, "%s/chi-dao/%s", opened->path, printed)
                                                    : opened->path);
}

/* --- its tasks ---------------------------------------------------------------------------------------------------- */

/* The direction of the path, of this record. */
static const struct direction *find_direction(const struct opened *opened, struct err *err)
{
    int64_t id = visit_id(opened->visit, "direction");
    for (size_t i = 0; i < opened->context.direction_count; i++)
        if (opened->context.directions[i].id == id)
            return &opened->context.directions[i];
    err_set(err, ERR_NOT_FOUND, "direction", NULL, SAY_DIRECTION_UNKNOWN);
    return NULL;
}

/* The fields that `asks:` names. */
static void add_asked(struct visit *visit, const struct register_definition *tasks, struct form_items *items)
{
    for (size_t i = 0; i < tasks->carries_out->asks.count; i++) {
        const struct field *field = register_field(tasks, tasks->carries_out->asks.items[i]);
        form_add_item(visit->mem, items, field, field->required, form_initial(visit, field));
    }
}

static struct handing_values values_of(const struct register_definition *tasks)
{
    return (struct handing_values){ .many_leads = true,
                                    .hint = SAY_DIRECTION_LEADS_HINT,
                                    .due_fault = tasks->carries_out->due };
}

static const struct register_definition *find_tasks(const struct visit *visit, struct err *err)
{
    const struct register_definition *tasks = definitions_tasks(visit->definitions);
    if (!tasks)
        err_set(err, ERR_NOT_FOUND, "tasks", NULL, SAY_DIRECTION_NO_REGISTER);
    return tasks;
}

static const char *form_path(const struct opened *opened, const struct direction *direction)
{
    char id[ID_SIZE];
    id_print(direction->id, id);
    return arena_printf(opened->visit->mem, "%s/chi-dao/%s", opened->path, id);
}

static struct record_form_end form_end(const struct opened *opened, const char *path)
{
    return (struct record_form_end){ .action = path,
                                     .draft = path + 1,
                                     .submit = SAY_DIRECTION_MAKE,
                                     .more = SAY_ASSIGN_MORE,
                                     .more_name = HANDING_MORE,
                                     .notice = handing_is_asking(opened->visit) ? SAY_PICK_NOTHING_SAVED : NULL,
                                     .cancel = opened->path };
}

/* What was sent for the fields that `asks:` names. */
static struct draft_value *asked_values(struct visit *visit, const struct register_definition *tasks, size_t *count)
{
    const struct text_list *asks = &tasks->carries_out->asks;
    struct draft_value *values = ARENA_ARRAY(visit->mem, struct draft_value, asks->count + 1);
    *count = 0;
    for (size_t i = 0; i < asks->count; i++)
        if (form_sent(visit, asks->items[i]))
            values[(*count)++] =
                (struct draft_value){ .name = asks->items[i], .text = form_sent(visit, asks->items[i]) };
    return values;
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct form_items items = { 0 };
    const struct register_definition *tasks = find_tasks(visit, err);
    struct opened *opened = tasks ? record_open(visit, err) : NULL;
    const struct direction *direction = opened && may_direct(opened, err) ? find_direction(opened, err) : NULL;
    if (!direction)
        return false;
    const char *path = form_path(opened, direction);
    const char *title = arena_printf(visit->mem, SAY_DIRECTION_TITLE, opened_name(opened));
    const struct handing_values values = values_of(tasks);
    record_form_begin(&to, visit, title, problem, problem ? visit->faults : NULL);
    record_put_head(to.page, opened,
                    &(struct record_head){ .heading = title, .lead = direction->words, .tag = record_tag(opened) });
    record_form_section(&to, "fields", "", "");
    if (!handing_put(&to.form, &values, err))
        return false;
    add_asked(visit, tasks, &items);
    to.form.reg = tasks;
    for (size_t i = 0; i < items.list.count; i++)
        form_put_item(&to.form, &items.list.items[i]);
    struct record_form_end end = form_end(opened, path);
    const char *paragraphs[DIRECTION_PARTS_MAX];
    size_t count = direction_paragraphs(visit->mem, direction->words, paragraphs);
    if (count > 1) {
        end.offer = arena_printf(visit->mem, SAY_DIRECTION_PARAGRAPHS, count);
        end.offer_href = arena_printf(visit->mem, "%s" PARTS_PATH, path);
        end.offer_link = SAY_DIRECTION_BY_PARTS;
    }
    return record_form_send(&to, &end, err);
}

bool direction_tasks_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, err);
}

bool direction_tasks_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}

bool direction_tasks_post(struct visit *visit, struct err *err)
{
    struct handing_read read;
    struct office office;
    const struct register_definition *reg = find_tasks(visit, err);
    if (!reg)
        return false;
    const struct handing_values handing = values_of(reg);
    const struct text_list *asks = &reg->carries_out->asks;
    handing_take_picks(visit, &handing);
    if (handing_is_asking(visit))
        return show(visit, NULL, err);
    struct opened *opened = record_open(visit, err);
    const struct direction *direction = opened && may_direct(opened, err) ? find_direction(opened, err) : NULL;
    if (!direction || !handing_collect(visit, &handing, asks->items, asks->count, &read, err))
        return false;
    const struct direction_part all = { .lines = read.lines.items,
                                        .count = read.lines.count,
                                        .due = visit_text(visit, "due") };
    struct direction_tasks tasks = { .parts = &all, .part_count = 1 };
    tasks.values = asked_values(visit, reg, &tasks.value_count);
    record_office(visit, &office, NULL);
    if (!direction_make_tasks(&office, visit->mem, direction->id, &tasks, err))
        return handing_refuse(visit, &read, err);
    page_notice(visit, arena_printf(visit->mem, SAY_DIRECTION_MADE, (long long)tasks.tasks, opened_name(opened)));
    page_draft_done(visit, form_path(opened, direction) + 1);
    return page_go(visit, opened->path);
}

/* --- each paragraph to its own places ----------------------------------------------------------------------------- */

static size_t read_paragraphs(struct arena *mem, const struct direction *direction, const char **paragraphs)
{
    size_t count = direction_paragraphs(mem, direction->words, paragraphs);
    return count < DIRECTION_PARTS_MAX ? count : DIRECTION_PARTS_MAX;
}

static bool put_part(struct record_form *to, struct handing_values *values, size_t at, const char *words,
                     struct err *err)
{
    struct arena *mem = to->form.mem;
    values->prefix = handing_prefix(mem, at);
    values->hint = at == 0 ? SAY_DIRECTION_PART_HINT : "";
    values->due_fault = NULL;
    const char *name = arena_printf(mem, "%s" HANDING_WORDS, values->prefix);
    record_form_section(to, arena_printf(mem, "part-%zu", at + 1), arena_printf(mem, SAY_DIRECTION_PART_TITLE, at + 1),
                        "");
    form_put(&to->form, &(struct form_control){ .kind = FORM_AREA,
                                                .name = name,
                                                .label = SAY_DIRECTION_PART_WORDS,
                                                .value = form_typed(&to->form, name, words),
                                                .rows = 3,
                                                .max = ASSIGNMENT_WORDS_MAX });
    return handing_put(&to->form, values, err);
}

static bool show_parts(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct form_items items = { 0 };
    const char *paragraphs[DIRECTION_PARTS_MAX];
    const struct register_definition *tasks = find_tasks(visit, err);
    struct opened *opened = tasks ? record_open(visit, err) : NULL;
    const struct direction *direction = opened && may_direct(opened, err) ? find_direction(opened, err) : NULL;
    if (!direction)
        return false;
    const char *path = arena_printf(visit->mem, "%s" PARTS_PATH, form_path(opened, direction));
    const char *title = arena_printf(visit->mem, SAY_DIRECTION_PARTS_TITLE, opened_name(opened));
    struct handing_values values = values_of(tasks);
    size_t all = direction_paragraphs(visit->mem, direction->words, paragraphs);
    size_t count = read_paragraphs(visit->mem, direction, paragraphs);
    record_form_begin(&to, visit, title, problem, problem ? visit->faults : NULL);
    record_put_head(
        to.page, opened,
        &(struct record_head){ .heading = title, .lead = SAY_DIRECTION_PARTS_LEAD, .tag = record_tag(opened) });
    record_form_section(&to, "fields", "", "");
    add_asked(visit, tasks, &items);
    to.form.reg = tasks;
    for (size_t i = 0; i < items.list.count; i++)
        form_put_item(&to.form, &items.list.items[i]);
    for (size_t i = 0; i < count; i++)
        if (!put_part(&to, &values, i, paragraphs[i], err))
            return false;
    struct record_form_end end = form_end(opened, path);
    if (all > count)
        end.notice = arena_printf(visit->mem, SAY_DIRECTION_PARTS_MORE, all, count);
    return record_form_send(&to, &end, err);
}

bool direction_parts_page(struct visit *visit, struct err *err)
{
    return show_parts(visit, NULL, err);
}

bool direction_parts_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show_parts(visit, problem, err);
}

/* What was made of which paragraphs, and what was not. */
static const char *parts_made(struct arena *mem, const struct opened *opened, const struct direction_tasks *tasks)
{
    const char *out = direction_parts_name(mem, tasks, PART_LEFT_OUT);
    const char *before = direction_parts_name(mem, tasks, PART_GIVEN_BEFORE);
    const char *made = arena_printf(mem, SAY_DIRECTION_MADE, (long long)tasks->tasks, opened_name(opened));
    if (*out)
        made = arena_printf(mem, SAY_DIRECTION_PARTS_OUT, made, out);
    return *before ? arena_printf(mem, SAY_DIRECTION_PARTS_BEFORE, made, before) : made;
}

/* What is said where every paragraph is for nobody. */
static bool check_somebody(const struct handing_read *reads, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (reads[i].lines.count > 0)
            return true;
    return err_set(err, ERR_INVALID, "lead", "p1-lead", SAY_DIRECTION_PARTS_NOBODY);
}

static void fill_parts(struct visit *visit, const struct handing_read *reads, size_t count,
                       struct direction_part *parts, struct handing_read *all)
{
    for (size_t i = 0; i < count; i++) {
        const char *prefix = handing_prefix(visit->mem, i);
        const char *words = arena_printf(visit->mem, "%s" HANDING_WORDS, prefix);
        const char *due = arena_printf(visit->mem, "%sdue", prefix);
        parts[i] = (struct direction_part){ .lines = reads[i].lines.items,
                                            .count = reads[i].lines.count,
                                            .due = form_sent(visit, due),
                                            .words = form_sent(visit, words),
                                            .paragraph = i + 1,
                                            .words_field = words,
                                            .due_field = due };
        for (size_t k = 0; k < reads[i].unclear.list.count; k++)
            *ARRAY_ADD(visit->mem, &all->unclear.list) = reads[i].unclear.list.items[k];
    }
}

bool direction_parts_post(struct visit *visit, struct err *err)
{
    struct handing_read reads[DIRECTION_PARTS_MAX], all = { 0 };
    struct direction_part parts[DIRECTION_PARTS_MAX];
    const char *paragraphs[DIRECTION_PARTS_MAX];
    struct office office;
    const struct register_definition *reg = find_tasks(visit, err);
    struct opened *opened = reg ? record_open(visit, err) : NULL;
    const struct direction *direction = opened && may_direct(opened, err) ? find_direction(opened, err) : NULL;
    if (!direction)
        return false;
    struct handing_values values = values_of(reg);
    const struct text_list *asks = &reg->carries_out->asks;
    size_t count = read_paragraphs(visit->mem, direction, paragraphs);
    for (size_t i = 0; i < count; i++) {
        values.prefix = handing_prefix(visit->mem, i);
        handing_take_picks(visit, &values);
    }
    if (handing_is_asking(visit))
        return show_parts(visit, NULL, err);
    if (!handing_collect_parts(visit, &values, count, asks->items, asks->count, reads, err) ||
        !check_somebody(reads, count, err))
        return false;
    fill_parts(visit, reads, count, parts, &all);
    struct direction_tasks tasks = { .parts = parts, .part_count = count };
    tasks.values = asked_values(visit, reg, &tasks.value_count);
    record_office(visit, &office, NULL);
    if (!direction_make_tasks(&office, visit->mem, direction->id, &tasks, err))
        return handing_refuse(visit, &all, err);
    page_notice(visit, parts_made(visit->mem, opened, &tasks));
    page_draft_done(visit, arena_printf(visit->mem, "%s" PARTS_PATH, form_path(opened, direction)) + 1);
    return page_go(visit, opened->path);
}
