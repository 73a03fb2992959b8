/* SPDX-License-Identifier: Apache-2.0 */
/* What a form shows before anything is written: values that another record gives, and the due date. */
#include "base/clock.h"
#include "base/text.h"
#include "query/week.h"
#include "records/clock_account.h"
#include "web/form.h"
#include "web/record_texts.h"
#include "web/texts.h"

void form_set_sent(struct visit *visit, const char *name, const char *value)
{
    struct http_pairs *form = &visit->request->form;
    for (size_t i = 0; i < form->list.count; i++)
        if (text_equal(form->list.items[i].name, name)) {
            form->list.items[i].value = value;
            return;
        }
    pairs_add(visit->mem, form, name, value);
}

void form_fill(struct visit *visit, const struct form_items *items, const struct form_read *read)
{
    for (size_t i = 0; i < items->list.count && !form_is_find(visit); i++) {
        const struct field *field = items->list.items[i].field;
        const struct value *value = record_value(&read->typed, field->name);
        if (field->copied && value->is_set && text_is_empty(form_sent(visit, field->name)))
            form_set_sent(visit, field->name, form_value(visit->mem, visit->definitions, field, value));
    }
}

bool form_is_check(const struct visit *visit)
{
    return form_is_find(visit) || !text_is_empty(form_sent(visit, "check"));
}

/* The clocks RECORD has before STEP: asked for only where the step does something to one that runs. */
static bool read_clocks(struct visit *visit, const struct record *record, const struct step *step,
                        struct clock_walk *walk, struct err *err)
{
    bool goes_on = step && (step->pauses || step->resumes || step->extends || step->restarts);
    struct db *db = goes_on ? visit_db(visit, err) : NULL;
    clock_walk_init(walk, visit->mem, record->reg);
    return !goes_on || (db && clock_walk_read(db, visit->mem, record, walk, err));
}

/* Where nothing of the form fills other fields there is less to say. */
static const char *checked_words(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].copies.count > 0)
            return SAY_CHECKED;
    return SAY_CHECKED_PLAIN;
}

/* On which STEP (NULL: the entry) would be taken: the day in its field, or the one that was sent; today. */
static day_t day_of_step(const struct visit *visit, const struct record *typed, const struct step *step)
{
    day_t on;
    const struct value *value = step && step->day_field ? record_value(typed, step->day_field) : NULL;
    const char *sent = step ? form_sent(visit, "_on") : NULL;
    if (value && value->is_set && day_parse(value->text, &on))
        return on;
    return sent && day_parse_people(sent, &on) ? on : clock_today();
}

const char *form_foresee(struct visit *visit, const struct record *typed, const struct step *step)
{
    struct arena *mem = visit->mem;
    struct clock_walk walk;
    const struct deadline_definition *definition;
    const char *due;
    struct err err = { 0 };
    char today[DATE_SIZE];
    if (form_is_find(visit))
        return SAY_PICK_NOTHING_SAVED;
    day_print(day_of_step(visit, typed, step), today);
    if (!read_clocks(visit, typed, step, &walk, &err) ||
        !record_foresee(mem, visit->definitions, typed, &walk, step, arena_strdup(mem, today), &definition, &due, &err))
        return err.kind == ERR_INVALID ? arena_printf(mem, SAY_CHECKED_FAULT, err.text) : checked_words(typed->reg);
    if (!definition)
        return checked_words(typed->reg);
    const char *label = definition->label ? definition->label : definition->name;
    if (text_equal(due, DUE_PAUSED))
        return arena_printf(mem, SAY_CHECKED_PAUSED, label);
    return text_equal(due, DUE_OPEN)
               ? arena_printf(mem, SAY_CHECKED_NO_DUE, label)
               : arena_printf(
                     mem, SAY_CHECKED_DUE, label,
                     page_due_words(mem, due, record_counts_hours(mem, visit->definitions, typed, definition)));
}

bool form_tell_clashes(struct visit *visit, const struct record *typed, const char **notice, struct err *err)
{
    const char *words;
    if (!week_clashes(visit->store, visit->mem, visit->definitions, &visit->scope, typed, &words, err))
        return false;
    if (!text_is_empty(words))
        *notice = arena_printf(visit->mem, "%s. %s", words, *notice);
    return true;
}
