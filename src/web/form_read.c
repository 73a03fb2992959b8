/* What was posted becomes values that the records take, judged before anything is written. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "records/catalogue.h"
#include "viet/fold.h"
#include "web/form.h"
#include "web/record_texts.h"
#include "web/texts.h"

static const struct field *find_item(const struct form_items *items, const char *name)
{
    for (size_t i = 0; i < items->list.count; i++)
        if (text_equal(items->list.items[i].field->name, name))
            return items->list.items[i].field;
    return NULL;
}

/* The pair AT repeats an earlier one. */
static bool is_again(const struct http_pairs *form, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (text_equal(form->list.items[i].name, form->list.items[at].name))
            return true;
    return false;
}

static bool is_pick_name(const struct form_items *items, const char *name)
{
    bool known = false;
    for (size_t i = 0; i < items->list.count; i++)
        known |= form_is_pick_name(name, items->list.items[i].field->name);
    return known;
}

/* A form is not a way to write what it does not show. */
static bool check_names(const struct visit *visit, const struct form_items *items, const char *const *also,
                        size_t also_count, struct err *err)
{
    static const char *const own[] = { "_csrf", "_key", "_version", "_confirm" };
    const struct http_pairs *form = &visit->request->form;
    for (size_t i = 0; i < form->list.count; i++) {
        const char *name = form->list.items[i].name;
        const struct field *field = find_item(items, name);
        bool known = field || is_pick_name(items, name);
        for (size_t k = 0; k < COUNT_OF(own); k++)
            known |= text_equal(own[k], name);
        for (size_t k = 0; k < also_count; k++)
            known |= text_equal(also[k], name);
        if (!known)
            return err_set(err, ERR_INVALID, "input", NULL, SAY_FORM_UNKNOWN, name);
        bool many = (field && field->type == FIELD_CHOICES) || text_equal(name, "_confirm");
        if (is_again(form, i) && !many)
            return err_set(err, ERR_INVALID, "input", NULL, SAY_FORM_TWICE, name);
    }
    return true;
}

/* "Chọn loại đơn", "Nhập trích yếu nội dung": the first letter is small unless it begins an abbreviation. */
static const char *label_inside(struct arena *mem, const char *label)
{
    const char *second = label;
    uint32_t first = utf8_next(&second);
    bool abbreviation = *second >= 'A' && *second <= 'Z';
    if (!first || abbreviation)
        return label;
    char *head = arena_strndup(mem, label, (size_t)(second - label));
    return arena_printf(mem, "%s%s", viet_lower(mem, head), second);
}

static bool is_chosen(enum field_type type)
{
    return type == FIELD_CHOICE || type == FIELD_CHOICES || type == FIELD_YES_NO || type == FIELD_UNIT ||
           type == FIELD_USER || type == FIELD_RATING;
}

/* The day on which the step is said to have been taken, of a change the record's own; NULL: today. */
static const char *day_of_step(const struct visit *visit, const struct form_read *read)
{
    day_t day;
    char on[DATE_SIZE];
    const char *sent = read->step ? form_sent(visit, "_on") : read->base ? read->base->happened_on : NULL;
    if (!sent || text_equal(sent, DATE_OPEN) || !day_parse_people(sent, &day) || day > clock_today())
        return NULL;
    day_print(day, on);
    return arena_strdup(visit->mem, on);
}

/* What was sent for ITEM; of one that is chosen what its text names. A control that always sends something, or holds
 * what stood there from the beginning, is only offered. */
static bool read_item(struct visit *visit, const struct form_item *item, struct form_read *read, struct err *err)
{
    const struct field *field = item->field;
    const char *text = form_sent(visit, field->name);
    struct err fault = { 0 };
    text = text ? text_trim(visit->mem, text) : "";
    if (*text && form_is_pick(visit, field)) {
        const struct picking picking = form_picking(visit, field, day_of_step(visit, read));
        const struct form_control control = { .name = field->name, .label = field->label, .value = item->value };
        if (!form_pick(visit, &picking, &control, &text, &fault, err))
            return false;
        if (fault.kind != ERR_NONE)
            *ARRAY_ADD(visit->mem, &read->faults.list) = fault;
    }
    if (!text)
        return true;
    struct draft_value value = { field->name, text,
                                 .offered = is_chosen(field->type) || text_equal(text, item->value) };
    *ARRAY_ADD(visit->mem, &read->values) = value;
    return true;
}

/* What a form says of an empty control, in the place of the judge's words. */
static void word_missing(struct visit *visit, const struct register_definition *reg, struct err *fault)
{
    const struct field *field = register_field(reg, fault->field);
    if (field && text_equal(fault->subject, "required"))
        err_set(fault, ERR_INVALID, "required", field->name,
                is_chosen(field->type) ? SAY_FORM_CHOOSE : SAY_FORM_FILL_IN, label_inside(visit->mem, field->label));
}

/* The judge's faults behind those of links that were not found. */
static void judge(struct visit *visit, const struct register_definition *reg, struct form_read *read)
{
    char today[DATE_SIZE];
    struct judgement judgement;
    struct record base = { .reg = reg, .unit = visit->scope.unit, .issuer = "", .secrecy = DEGREE_USUAL };
    base.state = reg->states.items[0].name, base.values = ARENA_ARRAY(visit->mem, struct value, reg->fields.count + 1);
    day_print(clock_today(), today);
    judge_values(
        visit->mem,
        &(struct judging){ .definitions = visit->definitions,
                           .base = read->base ? read->base : &base,
                           .is_new = !read->base,
                           .step = read->step,
                           .values = read->values.items,
                           .count = read->values.count,
                           .today = read->on ? read->on : arena_strdup(visit->mem, today),
                           .catalogue = catalogue_new(visit->mem, visit->store, visit->definitions, &visit->scope),
                           .on = day_of_step(visit, read),
                           .now = clock_now(),
                           .user = visit->scope.user },
        &judgement);
    read->typed = judgement.record;
    for (size_t i = 0; i < judgement.faults.list.count; i++) {
        struct err *fault = &judgement.faults.list.items[i];
        bool told = false;
        for (size_t k = 0; k < read->faults.list.count; k++)
            told |= text_equal(read->faults.list.items[k].field, fault->field);
        word_missing(visit, reg, fault);
        if (!told)
            *ARRAY_ADD(visit->mem, &read->faults.list) = *fault;
    }
}

bool form_collect(struct visit *visit, const struct register_definition *reg, const struct form_items *items,
                  const char *const *also, size_t also_count, struct form_read *read, struct err *err)
{
    if (!check_names(visit, items, also, also_count, err))
        return false;
    for (size_t i = 0; i < items->list.count; i++)
        form_take_pick(visit, items->list.items[i].field->name);
    for (size_t i = 0; i < items->list.count; i++)
        if (!read_item(visit, &items->list.items[i], read, err))
            return false;
    const char *confirmed = form_sent(visit, "_confirm");
    if (!text_is_empty(confirmed))
        *ARRAY_ADD(visit->mem, &read->values) = (struct draft_value){ CONFIRM_VALUE, confirmed, .offered = false };
    read->unlinked = read->faults.list.count;
    judge(visit, reg, read);
    return true;
}

bool form_is_whole(const struct visit *visit, const struct form_read *read, struct err *err)
{
    if (form_is_find(visit) || (read->unlinked == 0 && !(form_is_check(visit) && read->faults.list.count > 0)))
        return true;
    *err = read->faults.list.items[0];
    return false;
}
